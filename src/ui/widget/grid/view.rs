//! The plumbing of the grid as a widget: children, layout, events handed on.

use super::columns::{Column, Ground, columns};
use super::geometry::{EDGE, Geometry, LABEL, LaneWidth};
use super::react::State;
use super::{Ghost, GhostKind, Grid, Spot};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Layout, Shell, layout, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Size, Theme, Vector};

impl<Id: Clone + PartialEq + 'static, Message> Grid<'_, Id, Message> {
    pub(super) fn grounds(&self) -> Vec<Ground> {
        self.blocks
            .iter()
            .map(|b| Ground { lane: b.lane, span: b.span, from: b.from, to: b.to.max(b.from + 1) })
            .collect()
    }

    /// Whether a place lies on a firm block or on clearing time.
    fn clashes(&self, kind: &GhostKind<Id>, place: Ground) -> bool {
        let own = match kind {
            GhostKind::Cell => return false,
            GhostKind::Moved(id) => self.blocks.iter().find(|block| block.id == *id),
            GhostKind::New => None,
        };
        let lane = self.lanes.get(place.lane);
        let (before, after) = match own {
            Some(block) => (block.before, block.after),
            None => lane.map_or((0, 0), |lane| (lane.before, lane.after)),
        };
        let widened = |ground: Ground, before: u16, after: u16| Ground {
            from: ground.from.saturating_sub(before),
            to: ground.to + after,
            ..ground
        };
        let others = self
            .blocks
            .iter()
            .zip(self.grounds())
            .filter(|(block, _)| block.firm && own.is_none_or(|own| own.id != block.id));
        let cleared = widened(place, before, after);
        let mut others = others.map(|(block, ground)| (ground, widened(ground, block.before, block.after)));
        others.any(|(ground, kept)| kept.meets(&place) || ground.meets(&cleared))
    }

    /// What is shown besides the blocks: the change that is going on, else the free place that is chosen.
    fn ghost_of(&self, state: &State<Id>) -> Option<Ghost<Id>> {
        let (kind, place) = match (state.change(), &self.spot) {
            (Some((kind, place)), _) => (kind, place),
            (None, Some(Spot::Free { lane, from, to })) => {
                let to = self.offered(*from, *to);
                (GhostKind::Cell, Ground { lane: *lane, span: 1, from: *from, to })
            }
            (None, _) => return None,
        };
        let clash = self.clashes(&kind, place);
        let Ground { lane, span, from, to } = place;
        Some(Ghost { kind, lane, span, from, to, clash })
    }

    fn measure(&mut self, state: &mut State<Id>, size: Size) {
        let widths: Vec<LaneWidth> = self.lanes.iter().map(|lane| lane.width).collect();
        let mut geometry = Geometry::new(size, self.hours.clone(), &widths, state.scroll);
        let grounds = self.grounds();
        if let Some((from, to)) = self.to_reveal(state, &grounds) {
            geometry = Geometry { scroll: geometry.showing(from, to), ..geometry };
        }
        state.scroll = geometry.scroll;
        let columns = columns(&grounds);
        let rects = grounds.iter().zip(&columns).map(|(ground, column)| geometry.rect(*ground, *column));
        self.laid.rects = rects.collect();
        self.laid.columns = columns;
        self.laid.ghost = self.ghost_of(state).map(|ghost| {
            let place = Ground { lane: ghost.lane, span: ghost.span, from: ghost.from, to: ghost.to };
            let rect = geometry.rect(place, Column { at: 0, of: 1 });
            (ghost, rect)
        });
        self.laid.geometry = geometry;
    }

    /// The stretch of time to bring into view: that of a changed choice, at first that of now.
    fn to_reveal(&self, state: &mut State<Id>, grounds: &[Ground]) -> Option<(u16, u16)> {
        if let Some((_, place)) = state.change() {
            return state.draft.is_some().then_some((place.from, place.to));
        }
        let first = !std::mem::replace(&mut state.revealed, true);
        if self.spot == state.seen && !first {
            return None;
        }
        state.seen.clone_from(&self.spot);
        match &self.spot {
            Some(Spot::Free { from, to, .. }) => Some((*from, *to)),
            Some(Spot::Block(id)) => {
                let at = self.blocks.iter().position(|block| block.id == *id)?;
                grounds.get(at).map(|ground| (ground.from, ground.to))
            }
            None => self.now.as_ref().filter(|_| first).map(|(at, _)| (*at, *at + 60)),
        }
    }
}

impl<'a, Id: Clone + PartialEq + 'static, Message: 'a> Grid<'a, Id, Message> {
    /// Builds the faces whose size has changed, and the ghost.
    fn build(&mut self, before: &[Rectangle]) {
        let built = self.children.len() >= self.constant + self.blocks.len();
        self.children.truncate(self.constant + if built { self.blocks.len() } else { 0 });
        for (index, (block, rect)) in self.blocks.iter().zip(&self.laid.rects).enumerate() {
            let size = rect.size();
            if !built {
                self.children.push((block.face)(size));
            } else if before.get(index).is_none_or(|old| old.size() != size)
                && let Some(face) = self.children.get_mut(self.constant + index)
            {
                *face = (block.face)(size);
            }
        }
        if let Some((ghost, rect)) = &self.laid.ghost {
            self.children.push((self.ghost)(ghost, rect.size()));
        }
    }

    /// The rectangle of every child, in their order.
    fn places(&self) -> Vec<Rectangle> {
        let geometry = &self.laid.geometry;
        let label = |y: f32, height: f32, width: f32| Rectangle { x: EDGE, y, width, height };
        let axis = geometry.sides(0).0 - EDGE;
        let mut places: Vec<Rectangle> =
            self.labels().map(|at| label(geometry.y(at) + 1.0, LABEL, axis)).collect();
        if let Some((at, _)) = &self.now {
            places.push(label(geometry.y(*at).round() - LABEL / 2.0, LABEL, axis - 2.0));
        }
        for lane in 0..self.lanes.len() {
            let (left, right) = geometry.sides(lane);
            places.push(Rectangle {
                x: left + EDGE,
                y: EDGE,
                width: (right - left - EDGE).max(0.0),
                height: geometry.head - 1.0,
            });
        }
        places.extend(self.laid.rects.iter().copied());
        places.extend(self.laid.ghost.iter().map(|(_, rect)| *rect));
        places
    }
}

impl<'a, Id: Clone + PartialEq + 'static, Message: 'a> Widget<Message, Theme, iced::Renderer>
    for Grid<'a, Id, Message>
{
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State<Id>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::<Id>::default())
    }

    fn diff(&self, tree: &mut Tree) {
        // The children are put in order by `layout`, which builds most of them.
        let state = tree.state.downcast_mut::<State<Id>>();
        state.forget_lost(|id| self.blocks.iter().any(|block| block.id == *id));
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
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let before = std::mem::take(&mut self.laid.rects);
        self.measure(tree.state.downcast_mut(), size);
        self.build(&before);
        tree.diff_children(&self.children);
        let places = self.places();
        let nodes = self.children.iter_mut().zip(&mut tree.children).zip(places);
        let nodes = nodes.map(|((child, tree), place)| {
            let limits = layout::Limits::new(Size::ZERO, place.size());
            child.as_widget_mut().layout(tree, renderer, &limits).move_to(place.position())
        });
        layout::Node::with_children(size, nodes.collect())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.focusable(Some(&self.id), layout.bounds(), tree.state.downcast_mut::<State<Id>>());
        operation.traverse(&mut |operation| {
            let children = self.children.iter_mut().zip(&mut tree.children).zip(layout.children());
            for ((child, tree), layout) in children {
                child.as_widget_mut().operate(tree, layout, renderer, operation);
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
        let before = shell.is_event_captured();
        let state = tree.state.downcast_mut::<State<Id>>();
        // While something is dragged nothing else is pointed at.
        let pointer = if state.dragging() { mouse::Cursor::Unavailable } else { cursor };
        let children = self.children.iter_mut().zip(&mut tree.children).zip(layout.children());
        for ((child, tree), layout) in children {
            child.as_widget_mut().update(tree, event, layout, pointer, renderer, clipboard, shell, viewport);
        }
        let taken_inside = !before && shell.is_event_captured();
        self.react(state, event, layout.bounds(), cursor, shell, taken_inside);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State<Id>>();
        if !state.dragging() {
            let children = self.children.iter().zip(&tree.children).zip(layout.children());
            let inside = children
                .filter(|((_, _), layout)| cursor.is_over(layout.bounds()))
                .map(|((child, tree), layout)| {
                    child.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
                })
                .find(|shape| *shape != mouse::Interaction::None);
            if let Some(inside) = inside {
                return inside;
            }
        }
        self.shape(state, layout.bounds(), cursor)
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
        self.paint(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        overlay::from_children(&mut self.children, tree, layout, renderer, viewport, translation)
    }
}

/// The children of a kind, by where they begin and end in the list.
pub(super) struct Kinds {
    /// Labels of the time column.
    pub labels: usize,
    /// Up to and with the heads.
    pub heads: usize,
    /// Up to and with the faces.
    pub faces: usize,
}

impl<Id, Message> Grid<'_, Id, Message> {
    pub(super) fn kinds(&self) -> Kinds {
        let labels = self.constant - self.lanes.len();
        Kinds { labels, heads: self.constant, faces: self.constant + self.blocks.len() }
    }
}
