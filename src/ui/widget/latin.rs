//! The input method is kept off a field where letters and digits are to arrive as themselves.

use iced::advanced::widget::{Tree, Widget};
use iced::advanced::{Clipboard, Layout, Shell, mouse};
use iced::{Element, Event, Rectangle};

use super::passes::passes_on;

/// See [`latin`].
pub struct Latin<'a, Message> {
    content: Element<'a, Message>,
    on: bool,
}

/// While `on`, nothing in `content` can ask for the input method; switching it while letters are being composed throws
/// those letters away.
pub fn latin<'a, Message>(content: impl Into<Element<'a, Message>>, on: bool) -> Latin<'a, Message> {
    Latin { content: content.into(), on }
}

impl<Message> Widget<Message, iced::Theme, iced::Renderer> for Latin<'_, Message> {
    passes_on!(content: children, diff, size, size_hint, layout, operate, mouse_interaction, draw, overlay);

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        // Put back rather than switched off: another field of the same pass may have asked for it by right.
        let before = shell.input_method().clone();
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        if self.on {
            *shell.input_method_mut() = before;
        }
    }
}

impl<'a, Message: 'a> From<Latin<'a, Message>> for Element<'a, Message> {
    fn from(widget: Latin<'a, Message>) -> Self {
        Element::new(widget)
    }
}
