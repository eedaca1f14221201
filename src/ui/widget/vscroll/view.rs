//! The widget of a long list: shifts, clips, wheel, bar.

use super::{Scroll, ScrollState};
use crate::ui::theme::{Look, scroll, size};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Layout, Shell, layout, mouse, renderer};
use iced::{Element, Event, Length, Point, Rectangle, Size, Theme, border, window};
use std::ops::Range;

/// Shortest thumb that can still be caught, px.
const THUMB: f32 = 30.0;

/// See [`vscroll`].
pub struct VScroll<'a, Message> {
    look: Look,
    content: Element<'a, Message>,
    rows: usize,
    row: f32,
    state: ScrollState,
    on_scroll: Box<dyn Fn(Scroll) -> Message + 'a>,
}

/// A list of `rows` rows, each `row` px high. `view` builds the rows of the range it is given, as one column without
/// spacing. The program keeps `state` and gives it every [`Scroll`] it is sent.
pub fn vscroll<'a, Message>(
    look: Look,
    rows: usize,
    row: f32,
    state: &ScrollState,
    view: impl FnOnce(Range<usize>) -> Element<'a, Message>,
    on_scroll: impl Fn(Scroll) -> Message + 'a,
) -> VScroll<'a, Message> {
    VScroll {
        look,
        content: view(state.range(rows, row)),
        rows,
        row,
        state: *state,
        on_scroll: Box::new(on_scroll),
    }
}

#[derive(Default)]
struct Memory {
    fit: Option<f32>,
    /// Where on the thumb it was caught, px from its upper end.
    caught: Option<f32>,
    over: bool,
}

impl<Message> VScroll<'_, Message> {
    fn top(&self) -> f64 {
        self.state.place(self.rows, self.row)
    }

    /// The track and the thumb, when there is more than fits.
    fn bar(&self, bounds: Rectangle) -> Option<(Rectangle, Rectangle)> {
        let total = self.rows as f64 * f64::from(self.row);
        let fit = f64::from(bounds.height);
        if total <= fit || bounds.height <= THUMB {
            return None;
        }
        let track =
            Rectangle { x: bounds.x + bounds.width - size::SCROLL - 1.0, width: size::SCROLL, ..bounds };
        let length = ((fit / total * fit) as f32).max(THUMB);
        let at = (self.top() / (total - fit)).clamp(0.0, 1.0) as f32 * (bounds.height - length);
        let thumb = Rectangle { y: track.y + at, height: length, ..track };
        Some((track, thumb))
    }

    /// The place that puts the upper end of the thumb at `y`.
    fn place_of(&self, y: f32, track: Rectangle, thumb: Rectangle) -> f64 {
        let share = f64::from((y - track.y) / (track.height - thumb.height).max(1.0));
        let total = self.rows as f64 * f64::from(self.row);
        share.clamp(0.0, 1.0) * (total - f64::from(track.height)).max(0.0)
    }

    fn go(&self, top: f64, shell: &mut Shell<'_, Message>) {
        let total = self.rows as f64 * f64::from(self.row);
        let top = top.clamp(0.0, (total - f64::from(self.state.fit)).max(0.0));
        if (top - self.state.top).abs() > f64::EPSILON {
            shell.publish((self.on_scroll)(Scroll::Top(top)));
        }
        shell.capture_event();
    }

    fn scrolled(
        &self,
        memory: &mut Memory,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, Message>,
    ) {
        match event {
            Event::Window(window::Event::RedrawRequested(_)) if memory.fit != Some(bounds.height) => {
                memory.fit = Some(bounds.height);
                if (self.state.fit - bounds.height).abs() > f32::EPSILON {
                    shell.publish((self.on_scroll)(Scroll::Fit(bounds.height)));
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(bounds) => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => f64::from(-y * self.row * 2.0),
                    mouse::ScrollDelta::Pixels { y, .. } => f64::from(-y),
                };
                if self.bar(bounds).is_some() {
                    self.go(self.top() + by, shell);
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                if let (Some((track, thumb)), Some(at)) = (self.bar(bounds), cursor.position())
                    && track.contains(at)
                {
                    let hold = if thumb.contains(at) { at.y - thumb.y } else { thumb.height / 2.0 };
                    memory.caught = Some(hold);
                    self.go(self.place_of(at.y - hold, track, thumb), shell);
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let at = cursor.land().position();
                if let (Some(hold), Some(at), Some((track, thumb))) = (memory.caught, at, self.bar(bounds)) {
                    self.go(self.place_of(at.y - hold, track, thumb), shell);
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Window(window::Event::Unfocused) => memory.caught = None,
            _ => {}
        }
        let over = self.lively(memory, bounds, cursor);
        if memory.over != over {
            memory.over = over;
            shell.request_redraw();
        }
    }

    fn lively(&self, memory: &Memory, bounds: Rectangle, cursor: mouse::Cursor) -> bool {
        memory.caught.is_some() || self.bar(bounds).is_some_and(|(t, _)| cursor.is_over(t))
    }

    /// The pointer as the rows see it: nowhere when it is outside the list or on the bar.
    fn pointer(&self, bounds: Rectangle, cursor: mouse::Cursor) -> mouse::Cursor {
        let on_bar = self.bar(bounds).is_some_and(|(t, _)| cursor.is_over(t));
        if cursor.is_over(bounds) && !on_bar { cursor } else { mouse::Cursor::Unavailable }
    }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for VScroll<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Memory>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Memory::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let whole = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        // The width of the bar is always kept free, so that columns do not jump when it appears.
        let width = (whole.width - size::SCROLL - 2.0).max(0.0);
        let room = layout::Limits::new(Size::new(width, 0.0), Size::new(width, f32::INFINITY));
        let rows = self.content.as_widget_mut().layout(&mut tree.children[0], renderer, &room);
        let shift = (self.top() % f64::from(self.row)) as f32;
        layout::Node::with_children(whole, vec![rows.move_to(Point::new(0.0, -shift))])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(rows) = layout.children().next() {
            operation.traverse(&mut |operation| {
                self.content.as_widget_mut().operate(&mut tree.children[0], rows, renderer, operation);
            });
        }
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
        let bounds = layout.bounds();
        let pointer = self.pointer(bounds, cursor);
        if let Some(rows) = layout.children().next() {
            self.content.as_widget_mut().update(
                &mut tree.children[0],
                event,
                rows,
                pointer,
                renderer,
                clipboard,
                shell,
                &bounds.intersection(viewport).unwrap_or(bounds),
            );
        }
        if !shell.is_event_captured() {
            self.scrolled(tree.state.downcast_mut(), event, bounds, cursor, shell);
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
        let pointer = self.pointer(layout.bounds(), cursor);
        layout.children().next().map_or(mouse::Interaction::None, |rows| {
            self.content.as_widget().mouse_interaction(&tree.children[0], rows, pointer, viewport, renderer)
        })
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

        let bounds = layout.bounds();
        let Some(seen) = bounds.intersection(viewport) else {
            return;
        };
        // A layer of another height is drawn again as one piece. Were only the texts to change, the software
        // renderer would mend hundreds of small rectangles, at ten times the cost.
        let breath = (self.top() as i64).rem_euclid(7) as f32 * 0.002;
        let layer = Rectangle { height: seen.height - breath, ..seen };
        let pointer = self.pointer(bounds, cursor);
        if let Some(rows) = layout.children().next() {
            renderer.with_layer(layer, |renderer| {
                self.content.as_widget().draw(
                    &tree.children[0],
                    renderer,
                    theme,
                    style,
                    rows,
                    pointer,
                    &seen,
                );
            });
        }
        if let Some((track, thumb)) = self.bar(bounds) {
            let memory = tree.state.downcast_ref::<Memory>();
            let lively = self.lively(memory, bounds, cursor);
            let round = |bounds| renderer::Quad {
                bounds,
                border: border::rounded(size::SCROLL / 2.0),
                ..renderer::Quad::default()
            };
            renderer.fill_quad(round(track), self.look.roles.sunken);
            renderer.fill_quad(round(thumb), scroll::thumb(self.look, lively));
        }
    }
}

impl<'a, Message: 'a> From<VScroll<'a, Message>> for Element<'a, Message> {
    fn from(widget: VScroll<'a, Message>) -> Self {
        Element::new(widget)
    }
}
