//! Rounds a thing up to whole pixels.
//!
//! Texts have broken widths, and the software renderer does not put edges on whole pixels. What stands right of a text
//! would have blurred edges; a text rounded up leaves everything after it sharp.

use iced::Element;
use iced::advanced::layout;
use iced::advanced::widget::{Tree, Widget};

use super::passes::passes_on;

/// See [`whole`].
pub struct Whole<'a, Message> {
    content: Element<'a, Message>,
}

/// Rounds the size of a thing that shrinks to its content up to whole logical pixels.
pub fn whole<'a, Message>(content: impl Into<Element<'a, Message>>) -> Whole<'a, Message> {
    Whole { content: content.into() }
}

impl<Message> Widget<Message, iced::Theme, iced::Renderer> for Whole<'_, Message> {
    passes_on!(content: children, diff, size, size_hint, operate, update, mouse_interaction, draw, overlay);

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let first = self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits);
        let size = first.size();
        let (width, height) = (size.width.ceil(), size.height.ceil());
        if (width - size.width).max(height - size.height) < 0.001 {
            return first;
        }
        let limits = limits.min_width(width).min_height(height);
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, &limits)
    }
}

impl<'a, Message: 'a> From<Whole<'a, Message>> for Element<'a, Message> {
    fn from(widget: Whole<'a, Message>) -> Self {
        Element::new(widget)
    }
}
