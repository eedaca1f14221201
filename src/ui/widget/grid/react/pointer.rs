//! The pointer: press, drag, release, wheel.

use super::super::columns::Ground;
use super::super::gesture::{self, Grip, SLACK};
use super::super::{CELL, Grid, GridEvent, SNAP, Spot};
use super::{Press, State};
use iced::advanced::{Shell, mouse};
use iced::{Point, Rectangle};
use std::ops::Range;

impl<Id: Clone + PartialEq + 'static, Message> Grid<'_, Id, Message> {
    /// What lies under a point, from the upper left corner of the grid.
    fn caught(&self, at: Point) -> Option<Grip<Id>> {
        let geometry = &self.laid.geometry;
        if !geometry.on_ground(at) {
            return None;
        }
        let minutes = geometry.time(at.y);
        // The later one is drawn over the earlier.
        let hit = self.blocks.iter().zip(&self.laid.rects).rev().find(|(_, rect)| rect.contains(at));
        Some(match hit {
            Some((block, rect)) => gesture::grip(
                block.id.clone(),
                block.fixed,
                rect.height,
                at.y - rect.y,
                minutes - f32::from(block.from),
            ),
            None => Grip::Ground { lane: geometry.lane(at.x), at: minutes },
        })
    }

    pub(super) fn limits(&self, lane: usize, within: Option<Ground>) -> Range<u16> {
        let open = self.lanes.get(lane).map_or(&[][..], |lane| lane.open.as_slice());
        gesture::limits(&self.hours, open, within)
    }

    /// The free half-hour at a time of a lane.
    pub(super) fn cell(&self, lane: usize, at: f32) -> Spot<Id> {
        let last = self.hours.end.saturating_sub(CELL).max(self.hours.start);
        let from = (at.max(0.0) as u16 / CELL * CELL).clamp(self.hours.start, last);
        // Beside a block that ends or begins within the half-hour, what is left of it.
        let ends = self.in_lane(lane).map(|ground| ground.to).filter(|to| (from..from + CELL).contains(to));
        let from = ends.filter(|to| f32::from(*to) <= at).max().unwrap_or(from);
        let starts = self.in_lane(lane).map(|ground| ground.from);
        let to = starts.filter(|start| f32::from(*start) > at && *start < from + CELL).min();
        let to = to.filter(|to| *to >= from + SNAP).unwrap_or(from + CELL);
        Spot::Free { lane, from, to }
    }

    fn in_lane(&self, lane: usize) -> impl Iterator<Item = Ground> {
        self.grounds()
            .into_iter()
            .filter(move |ground| (ground.lane..ground.lane + ground.span).contains(&lane))
    }

    pub(super) fn pressed(
        &self,
        state: &mut State<Id>,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, Message>,
        taken_inside: bool,
    ) {
        state.give_up();
        let at = cursor.position_over(bounds).filter(|_| !taken_inside);
        state.focused = at.is_some();
        state.away = false;
        let Some(at) = at else { return };
        shell.capture_event();
        let click = mouse::Click::new(at, mouse::Button::Left, state.click);
        state.click = Some(click);
        let at = at - (bounds.position() - Point::ORIGIN);
        let Some(grip) = self.caught(at) else { return };
        let twice = click.kind() == mouse::click::Kind::Double;
        state.press = Some(Press { grip, at, twice, moved: false, place: None });
    }

    pub(super) fn dragged(&self, state: &mut State<Id>, at: Point) {
        let Some(press) = &mut state.press else { return };
        if !press.moved && at.distance(press.at) < SLACK {
            return;
        }
        press.moved = true;
        let geometry = &self.laid.geometry;
        let body = geometry.body();
        // Beyond the upper or lower edge the hours follow.
        let beyond = (at.y - body.y).min(0.0) + (at.y - body.y - body.height).max(0.0);
        let scroll = (state.scroll + beyond.clamp(-geometry.hour / 2.0, geometry.hour / 2.0))
            .clamp(0.0, geometry.most_scroll());
        let time = geometry.time(at.y) + (scroll - state.scroll) / geometry.hour * 60.0;
        let find = |id: &Id| {
            let at = self.blocks.iter().position(|block| block.id == *id)?;
            self.grounds().get(at).copied()
        };
        let place = match &press.grip {
            Grip::Ground { lane, at } => {
                let limits = self.limits(*lane, None);
                // What is closed cannot be drawn on.
                limits.contains(&(at.max(0.0) as u16)).then(|| gesture::drawn(*lane, *at, time, &limits))
            }
            Grip::Body(id, below) => find(id).map(|block| {
                let lane = geometry.lane(at.x);
                gesture::moved(block, lane, time - below, &self.limits(lane, Some(block)))
            }),
            Grip::Top(id) => {
                find(id).map(|block| gesture::started(block, time, &self.limits(block.lane, Some(block))))
            }
            Grip::Bottom(id) => {
                find(id).map(|block| gesture::ended(block, time, &self.limits(block.lane, Some(block))))
            }
            Grip::Fixed(_) => None,
        };
        press.place = place;
        if place.is_some() {
            state.scroll = scroll;
        }
    }

    pub(super) fn released(&self, state: &mut State<Id>, shell: &mut Shell<'_, Message>) {
        let Some(press) = state.press.take() else { return };
        shell.capture_event();
        if press.moved {
            // A drag is no half of a double click.
            state.click = None;
        }
        let opens = press.twice && !press.moved;
        let event = match (press.grip, press.place) {
            (Grip::Ground { .. }, Some(place)) => {
                Some(GridEvent::Create { lane: place.lane, from: place.from, to: place.to })
            }
            (Grip::Ground { lane, at }, None) => Some(match self.cell(lane, at) {
                Spot::Free { lane, from, to } if opens => {
                    GridEvent::Create { lane, from, to: self.offered(from, to) }
                }
                spot => GridEvent::Select(spot),
            }),
            (grip, Some(place)) => grip.block().and_then(|id| self.put(id, place)),
            (grip, None) if opens => grip.block().map(|id| GridEvent::Open(id.clone())),
            (grip, None) => grip.block().map(|id| GridEvent::Select(Spot::Block(id.clone()))),
        };
        state.anchor = None;
        if let Some(event) = event {
            self.publish(event, shell);
        }
    }

    /// The wish to put a block elsewhere, if it is elsewhere.
    pub(super) fn put(&self, id: &Id, place: Ground) -> Option<GridEvent<Id>> {
        let at = self.blocks.iter().position(|block| block.id == *id)?;
        let Ground { lane, from, to, .. } = place;
        (self.grounds().get(at) != Some(&place)).then(|| GridEvent::Put { id: id.clone(), lane, from, to })
    }

    pub(super) fn scrolled(
        &self,
        state: &mut State<Id>,
        delta: mouse::ScrollDelta,
        shell: &mut Shell<'_, Message>,
    ) {
        let most = self.laid.geometry.most_scroll();
        if most <= 0.0 {
            return;
        }
        let by = match delta {
            mouse::ScrollDelta::Lines { y, .. } => -y * self.laid.geometry.hour,
            mouse::ScrollDelta::Pixels { y, .. } => -y,
        };
        state.scroll = (state.scroll + by).clamp(0.0, most);
        shell.capture_event();
    }

    /// What the pointer looks like.
    pub(in super::super) fn shape(
        &self,
        state: &State<Id>,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> mouse::Interaction {
        let held = state.press.as_ref().filter(|press| press.place.is_some()).map(|press| &press.grip);
        let over =
            cursor.position_over(bounds).and_then(|at| self.caught(at - (bounds.position() - Point::ORIGIN)));
        match (held, over) {
            (Some(Grip::Body(..)), _) => mouse::Interaction::Grabbing,
            (Some(Grip::Top(_) | Grip::Bottom(_)), _) | (None, Some(Grip::Top(_) | Grip::Bottom(_))) => {
                mouse::Interaction::ResizingVertically
            }
            (Some(_), _) => mouse::Interaction::Crosshair,
            (None, Some(Grip::Body(..))) => mouse::Interaction::Grab,
            (None, Some(Grip::Fixed(_))) => mouse::Interaction::Pointer,
            (None, Some(Grip::Ground { lane, at })) => {
                let open = self.limits(lane, None).contains(&(at.max(0.0) as u16));
                if open { mouse::Interaction::Crosshair } else { mouse::Interaction::None }
            }
            (None, None) => mouse::Interaction::None,
        }
    }
}
