//! Cells in as many lines as they need: with a hairline between neighbours and between lines, and no gap at the end of a line.

use iced::advanced::widget::{Operation, Tree, Widget};
use iced::advanced::{Clipboard, Layout, Shell, layout, mouse, overlay, renderer};
use iced::{Color, Element, Event, Length, Point, Rectangle, Size, Theme, Vector};

/// See [`lines`].
pub struct Lines<'a, Message> {
    cells: Vec<Element<'a, Message>>,
    height: f32,
    line: f32,
    color: Color,
}

/// Cells of one height side by side, in further lines where they do not fit. Between neighbours and between lines stands a
/// hairline of `line` px. With several lines the last cell of each takes what is left, so that the right side is even.
pub fn lines<Message>(
    cells: Vec<Element<'_, Message>>,
    height: f32,
    line: f32,
    color: Color,
) -> Lines<'_, Message> {
    Lines { cells, height, line, color }
}

/// How many cells each line gets, by their widths.
fn counts(widths: &[f32], line: f32, room: f32) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut taken) = (0, 0.0);
    for width in widths {
        let with = if count == 0 { *width } else { taken + line + width };
        if count > 0 && with > room {
            counts.push(count);
            (count, taken) = (1, *width);
        } else {
            (count, taken) = (count + 1, with);
        }
    }
    if count > 0 {
        counts.push(count);
    }
    counts
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Lines<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        self.cells.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.cells);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let room = limits.max().width;
        let free = layout::Limits::new(Size::ZERO, Size::new(room, self.height));
        let mut nodes: Vec<layout::Node> = self
            .cells
            .iter_mut()
            .zip(&mut tree.children)
            .map(|(cell, tree)| cell.as_widget_mut().layout(tree, renderer, &free))
            .collect();
        let widths: Vec<f32> = nodes.iter().map(|node| node.size().width).collect();
        let counts = counts(&widths, self.line, room);
        let mut first = 0;
        let mut wide: f32 = 0.0;
        for count in &counts {
            let cells: f32 = widths.iter().skip(first).take(*count).sum();
            wide = wide.max(cells + self.line * (*count as f32 - 1.0));
            first += count;
        }
        let mut at = 0;
        for (number, count) in counts.iter().enumerate() {
            let y = number as f32 * self.height;
            let mut x = 0.0;
            for index in at..at + count {
                let last = index + 1 == at + count;
                let Some(node) = nodes.get_mut(index) else { continue };
                if last && counts.len() > 1 {
                    let size = Size::new(wide - x, self.height);
                    let whole = layout::Limits::new(size, size);
                    if let (Some(cell), Some(tree)) =
                        (self.cells.get_mut(index), tree.children.get_mut(index))
                    {
                        *node = cell.as_widget_mut().layout(tree, renderer, &whole);
                    }
                }
                node.move_to_mut(Point::new(x, y));
                x += node.size().width + self.line;
            }
            at += count;
        }
        let size = limits.resolve(
            Length::Shrink,
            Length::Shrink,
            Size::new(wide, self.height * counts.len() as f32),
        );
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.traverse(&mut |operation| {
            let cells = self.cells.iter_mut().zip(&mut tree.children).zip(layout.children());
            for ((cell, tree), layout) in cells {
                cell.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        });
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
        let cells = self.cells.iter_mut().zip(&mut tree.children).zip(layout.children());
        for ((cell, tree), layout) in cells {
            cell.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let cells = self.cells.iter().zip(&tree.children).zip(layout.children());
        cells
            .map(|((cell, tree), layout)| {
                cell.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        use iced::advanced::Renderer as _;

        let mut before: Option<Rectangle> = None;
        let mut hairlines = Vec::new();
        for ((cell, tree), layout) in self.cells.iter().zip(&tree.children).zip(layout.children()) {
            cell.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
            let bounds = layout.bounds();
            // Right of another it has an upright before it.
            if before.is_some_and(|before| before.x < bounds.x) {
                hairlines.push(Rectangle { x: bounds.x - self.line, width: self.line, ..bounds });
            }
            before = Some(bounds);
        }
        let bounds = layout.bounds();
        let count = (bounds.height / self.height).round() as usize;
        for number in 1..count {
            let y = bounds.y + number as f32 * self.height;
            hairlines.push(Rectangle { y, height: self.line, ..bounds });
        }
        for bounds in hairlines {
            let quad = renderer::Quad { bounds, ..renderer::Quad::default() };
            renderer.fill_quad(quad, self.color);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        overlay::from_children(&mut self.cells, tree, layout, renderer, viewport, translation)
    }
}

impl<'a, Message: 'a> From<Lines<'a, Message>> for Element<'a, Message> {
    fn from(widget: Lines<'a, Message>) -> Self {
        Element::new(widget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_takes_what_fits_with_its_hairlines() {
        assert_eq!(counts(&[40.0, 40.0, 40.0], 1.0, 122.0), [3]);
        assert_eq!(counts(&[40.0, 40.0, 40.0], 1.0, 121.0), [2, 1]);
        assert_eq!(counts(&[40.0, 200.0, 40.0, 40.0], 1.0, 100.0), [1, 1, 2]);
        assert_eq!(counts(&[], 1.0, 100.0), [0_usize; 0]);
    }
}
