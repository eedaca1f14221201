//! A field and the input method: kept off where letters and digits are to arrive as themselves, and left alone while it
//! composes words.

use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{Clipboard, Layout, Shell, mouse};
use iced::{Element, Event, Rectangle, keyboard};

use super::composing::Composing;
use super::passes::passes_on;

/// See [`latin`].
pub struct Latin<'a, Message> {
    content: Element<'a, Message>,
    on: bool,
}

/// While `on`, nothing in `content` can ask for the input method; switching it while letters are being composed throws
/// those letters away. On or off, a key that comes while words are being composed belongs to the input method and not to
/// `content`: an Enter that ends a composition does nothing else.
pub fn latin<'a, Message>(content: impl Into<Element<'a, Message>>, on: bool) -> Latin<'a, Message> {
    Latin { content: content.into(), on }
}

impl<Message> Widget<Message, iced::Theme, iced::Renderer> for Latin<'_, Message> {
    passes_on!(content: children, diff, size, size_hint, layout, operate, mouse_interaction, draw, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Composing>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Composing::default())
    }

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
        let composing = tree.state.downcast_mut::<Composing>().hears(event);
        if composing && matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. })) {
            shell.capture_event();
            return;
        }
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
