//! Hairlines across, at even distances: between the lines of a row of options that went on in further lines.

use iced::advanced::widget::{Tree, Widget};
use iced::advanced::{Layout, layout, mouse, renderer};
use iced::{Color, Element, Length, Rectangle, Size, Theme};

/// See [`ruled`].
pub struct Ruled {
    step: f32,
    line: f32,
    color: Color,
}

/// Fills its place with lines `line` px thick, every `step` px from the top; none at the very top or bottom. It lies
/// over other things in a stack and lets every event through.
pub fn ruled(step: f32, line: f32, color: Color) -> Ruled {
    Ruled { step, line, color }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Ruled {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, Length::Fill)
    }

    fn draw(
        &self,
        _tree: &Tree,
        renderer: &mut iced::Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
    ) {
        use iced::advanced::Renderer as _;

        let bounds = layout.bounds();
        let count = ((bounds.height - self.line) / self.step) as usize;
        for index in 1..=count {
            let quad = renderer::Quad {
                bounds: Rectangle { y: bounds.y + index as f32 * self.step, height: self.line, ..bounds },
                ..renderer::Quad::default()
            };
            renderer.fill_quad(quad, self.color);
        }
    }
}

impl<'a, Message: 'a> From<Ruled> for Element<'a, Message> {
    fn from(widget: Ruled) -> Self {
        Element::new(widget)
    }
}
