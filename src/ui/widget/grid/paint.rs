//! How the grid is drawn: ground, lines, clearing time, now; then the blocks, then what lies over them.

use super::geometry::EDGE;
use super::react::State;
use super::{Ghost, GhostKind, Grid};
use crate::ui::theme::size;
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Renderer as _, mouse, renderer};
use iced::{Border, Color, Point, Rectangle, Theme, Vector, border};

/// Thickness of the line of now, px.
const NOW: f32 = 2.0;

fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    if bounds.width > 0.0 && bounds.height > 0.0 {
        renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, color);
    }
}

impl<Id: Clone + PartialEq + 'static, Message> Grid<'_, Id, Message> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn paint(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let Some(seen) = bounds.intersection(viewport) else { return };
        let origin = bounds.position() - Point::ORIGIN;
        let state = tree.state.downcast_ref::<State<Id>>();
        let look = self.look;
        let kinds = self.kinds();
        let body = self.laid.geometry.body() + origin;
        let body_seen = body.intersection(&seen);
        let children = |renderer: &mut iced::Renderer, range: std::ops::Range<usize>, seen: &Rectangle| {
            let all = self.children.iter().zip(&tree.children).zip(layout.children());
            let some = all.skip(range.start).take(range.len());
            for ((child, tree), layout) in some.filter(|(_, layout)| layout.bounds().intersects(seen)) {
                child.as_widget().draw(tree, renderer, theme, style, layout, cursor, seen);
            }
        };

        let card = renderer::Quad {
            bounds,
            border: border::rounded(size::RADIUS_CARD),
            ..renderer::Quad::default()
        };
        renderer.fill_quad(card, look.roles.surface);
        self.heads(renderer, origin);
        children(renderer, kinds.labels..kinds.heads, &seen);

        if let Some(part) = body_seen {
            renderer.with_layer(part, |renderer| {
                self.ground(renderer, origin);
                self.clearing(renderer, origin);
                self.now_line(renderer, origin);
                for (index, _) in self.labels().enumerate().filter(|(_, hour)| !self.is_covered(*hour)) {
                    children(renderer, index..index + 1, &part);
                }
                // The label of now comes after those of the hours.
                children(renderer, self.labels().count()..kinds.labels, &part);
                children(renderer, kinds.heads..kinds.faces, &part);
            });
            // In a layer of its own: within one, all texts are drawn over all grounds.
            if let Some((ghost, rect)) = &self.laid.ghost {
                renderer.with_layer(part, |renderer| {
                    self.ghost_clearing(renderer, ghost, *rect, origin);
                    children(renderer, kinds.faces..self.children.len(), &part);
                });
            }
        }

        // What is chosen shows where the keys go; only with nothing chosen the whole grid does.
        let edge = if state.lit() && self.spot.is_none() {
            Border { radius: size::RADIUS_CARD.into(), ..look.focus_edge() }
        } else {
            look.card_edge()
        };
        renderer.with_layer(seen, |renderer| {
            self.scroll_bar(renderer, origin);
            renderer.fill_quad(renderer::Quad { border: edge, ..card }, Color::TRANSPARENT);
        });
    }

    /// The grounds of marked heads, the lines between heads and the one beneath.
    fn heads(&self, renderer: &mut iced::Renderer, origin: Vector) {
        let (roles, geometry) = (self.look.roles, &self.laid.geometry);
        let last = self.lanes.len().saturating_sub(1);
        for (index, lane) in self.lanes.iter().enumerate() {
            let (left, right) = geometry.sides(index);
            let head =
                Rectangle { x: left, y: EDGE, width: right - left, height: geometry.head - 1.0 } + origin;
            if lane.marked {
                let corner = if index == last { size::RADIUS_CARD - EDGE } else { 0.0 };
                let quad = renderer::Quad {
                    bounds: head,
                    border: border::rounded(border::top_right(corner)),
                    ..renderer::Quad::default()
                };
                renderer.fill_quad(quad, roles.selected);
            }
            if !lane.joined {
                fill(renderer, Rectangle { width: 1.0, ..head }, roles.line);
            }
        }
        let beneath = Rectangle {
            x: EDGE,
            y: EDGE + geometry.head - 1.0,
            width: geometry.size.width - 2.0 * EDGE,
            height: 1.0,
        };
        fill(renderer, beneath + origin, roles.line_strong);
    }

    /// Closed ground, lines of hours and half hours, lines between lanes.
    fn ground(&self, renderer: &mut iced::Renderer, origin: Vector) {
        let (roles, geometry) = (self.look.roles, &self.laid.geometry);
        let body = geometry.body();
        let left = geometry.sides(0).0;
        let (start, end) = (self.hours.start, self.hours.end);
        for (index, lane) in self.lanes.iter().enumerate().filter(|(_, lane)| !lane.open.is_empty()) {
            let (from, to) = geometry.sides(index);
            let mut at = start;
            let ends = lane.open.iter().cloned().chain(std::iter::once(end..end));
            for open in ends {
                let (top, bottom) = (geometry.y(at).round(), geometry.y(open.start.min(end)).round());
                let shut = Rectangle { x: from, y: top, width: to - from, height: bottom - top };
                fill(renderer, shut + origin, self.look.disabled_ground());
                at = at.max(open.end);
            }
        }
        let mut at = start.div_ceil(30) * 30;
        while at <= end {
            let color = if at % 60 == 0 { roles.line } else { roles.hover };
            let line = Rectangle { x: left, y: geometry.y(at).round(), width: body.width, height: 1.0 };
            if at > start {
                fill(renderer, line + origin, color);
            }
            at += 30;
        }
        let tall = geometry.y(end).min(body.y + body.height) - body.y;
        for index in 0..self.lanes.len() {
            let upright = Rectangle { x: geometry.sides(index).0, y: body.y, width: 1.0, height: tall };
            fill(renderer, upright + origin, roles.line);
        }
    }

    fn strip(&self, renderer: &mut iced::Renderer, strip: Rectangle) {
        let roles = self.look.roles;
        fill(renderer, strip, roles.sunken);
        fill(renderer, Rectangle { width: size::MARKER.min(strip.width), ..strip }, roles.line_strong);
    }

    /// The strips before and after the blocks.
    fn clearing(&self, renderer: &mut iced::Renderer, origin: Vector) {
        let geometry = &self.laid.geometry;
        for (block, rect) in self.blocks.iter().zip(&self.laid.rects) {
            let before = block.from.saturating_sub(block.before).max(self.hours.start);
            let after = (block.to + block.after).min(self.hours.end);
            self.strip(renderer, geometry.strip(*rect, before.min(block.from), block.from) + origin);
            self.strip(renderer, geometry.strip(*rect, block.to, after.max(block.to)) + origin);
        }
    }

    fn ghost_clearing(
        &self,
        renderer: &mut iced::Renderer,
        ghost: &Ghost<Id>,
        rect: Rectangle,
        origin: Vector,
    ) {
        let (before, after) = match &ghost.kind {
            GhostKind::Cell => return,
            GhostKind::New => self.lanes.get(ghost.lane).map_or((0, 0), |lane| (lane.before, lane.after)),
            GhostKind::Moved(id) => {
                let block = self.blocks.iter().find(|block| block.id == *id);
                block.map_or((0, 0), |block| (block.before, block.after))
            }
        };
        let geometry = &self.laid.geometry;
        let start = ghost.from.saturating_sub(before).max(self.hours.start).min(ghost.from);
        let end = (ghost.to + after).min(self.hours.end).max(ghost.to);
        self.strip(renderer, geometry.strip(rect, start, ghost.from) + origin);
        self.strip(renderer, geometry.strip(rect, ghost.to, end) + origin);
    }

    /// The line of now across its lanes, and the ground of its label. It lies behind the blocks.
    fn now_line(&self, renderer: &mut iced::Renderer, origin: Vector) {
        let Some((at, lanes)) = &self.now else { return };
        let (roles, geometry) = (self.look.roles, &self.laid.geometry);
        let y = geometry.y(*at).round();
        let (left, _) = geometry.sides(lanes.start);
        let (_, right) = geometry.sides(lanes.end.saturating_sub(1));
        let line = Rectangle { x: left, y: y - NOW / 2.0, width: right - left, height: NOW };
        if !lanes.is_empty() {
            fill(renderer, line + origin, roles.now);
        }
        let label = Rectangle { x: EDGE, y: y - 9.0, width: geometry.sides(0).0 - EDGE - 2.0, height: 18.0 };
        let quad = renderer::Quad {
            bounds: label + origin,
            border: border::rounded(size::RADIUS_TAG),
            ..renderer::Quad::default()
        };
        renderer.fill_quad(quad, roles.now);
    }

    /// The bar that tells that there are more hours, where they do not all fit.
    fn scroll_bar(&self, renderer: &mut iced::Renderer, origin: Vector) {
        let geometry = &self.laid.geometry;
        let most = geometry.most_scroll();
        if most <= 0.0 {
            return;
        }
        let body = geometry.body();
        let length = body.height * body.height / geometry.tall();
        let y = body.y + (body.height - length) * geometry.scroll / most;
        let track = Rectangle { x: body.x + body.width - size::SCROLL, width: size::SCROLL, ..body };
        let thumb = Rectangle { y, height: length, ..track };
        let roles = self.look.roles;
        for (bounds, color) in [(track, roles.sunken), (thumb, roles.line_strong)] {
            let border = border::rounded(size::SCROLL / 2.0);
            renderer.fill_quad(
                renderer::Quad { bounds: bounds + origin, border, ..renderer::Quad::default() },
                color,
            );
        }
    }
}
