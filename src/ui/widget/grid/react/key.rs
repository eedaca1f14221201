//! The keys: choosing, moving and stretching a ghost, confirming it.

use super::super::columns::{Column, Ground};
use super::super::keys::{self, Chosen, Map, Way};
use super::super::{CELL, Grid, GridEvent, Spot};
use super::State;
use iced::advanced::Shell;
use iced::keyboard::{Key, Modifiers, key::Named};

impl<Id: Clone + PartialEq + 'static, Message> Grid<'_, Id, Message> {
    /// Whether the key was the grid's.
    pub(super) fn key(
        &self,
        state: &mut State<Id>,
        key: &Key,
        modifiers: Modifiers,
        repeat: bool,
        shell: &mut Shell<'_, Message>,
    ) -> bool {
        let Key::Named(named) = key else { return false };
        if *named == Named::Escape {
            let gave_up = state.give_up();
            if gave_up {
                self.publish(GridEvent::GaveUp, shell);
            }
            return gave_up;
        }
        if state.press.is_some() || !state.focused || modifiers.alt() || modifiers.logo() {
            return false;
        }
        let command = modifiers.control() || modifiers.command();
        let way = match named {
            Named::ArrowUp => Way::Up,
            Named::ArrowDown => Way::Down,
            Named::ArrowLeft => Way::Left,
            Named::ArrowRight => Way::Right,
            Named::Enter if !command && !modifiers.shift() => {
                // A key held down must not go on confirming.
                if !repeat {
                    self.entered(state, shell);
                }
                return true;
            }
            _ => return false,
        };
        let stretch = modifiers.shift();
        match &self.spot {
            Some(Spot::Block(id)) if stretch || command || state.draft.is_some() => {
                self.redraft(state, id, way, stretch);
            }
            Some(Spot::Free { lane, from, to }) if stretch || command => {
                let place = Ground { lane: *lane, span: 1, from: *from, to: *to };
                let limits = &self.hours;
                let place = match (stretch, way) {
                    (true, Way::Left | Way::Right) => place,
                    // From what is shown on; one as short as a cell would stand for a start alone.
                    (true, _) => {
                        let shown = Ground { to: self.offered(*from, *to), ..place };
                        let next = keys::stretched(shown, way == Way::Down, limits);
                        if next.to - next.from > CELL { next } else { place }
                    }
                    (false, _) => keys::shifted(place, way, self.lanes.len(), limits),
                };
                let Ground { lane, from, to, .. } = place;
                self.choose(Spot::Free { lane, from, to }, shell);
            }
            _ => self.step(state, way, shell),
        }
        true
    }

    fn choose(&self, spot: Spot<Id>, shell: &mut Shell<'_, Message>) {
        if self.spot.as_ref() != Some(&spot) {
            self.publish(GridEvent::Select(spot), shell);
        }
    }

    fn step(&self, state: &mut State<Id>, way: Way, shell: &mut Shell<'_, Message>) {
        let blocks: Vec<(Ground, Column)> =
            self.grounds().into_iter().zip(self.laid.columns.iter().copied()).collect();
        let map = Map { blocks: &blocks, lanes: self.lanes.len(), hours: self.hours.clone() };
        let chosen = match &self.spot {
            Some(Spot::Block(id)) => self.blocks.iter().position(|block| block.id == *id).map(Chosen::Block),
            Some(Spot::Free { lane, from, to }) => {
                Some(Chosen::Free(Ground { lane: *lane, span: 1, from: *from, to: *to }))
            }
            None => None,
        };
        let Some(chosen) = chosen else {
            // The first arrow key chooses where work is most likely: now, else the first hour that is open.
            let lane = self.now.as_ref().map_or(0, |(_, lanes)| lanes.start);
            let at = match &self.now {
                Some((at, _)) => *at,
                None => self.limits(lane, None).start,
            };
            let there = blocks.iter().position(|(ground, _)| {
                (ground.lane..ground.lane + ground.span).contains(&lane)
                    && (ground.from..ground.to).contains(&at)
            });
            match there.and_then(|index| self.blocks.get(index)) {
                Some(block) => self.choose(Spot::Block(block.id.clone()), shell),
                None => self.choose(self.cell(lane, f32::from(at)), shell),
            }
            return;
        };
        let Some((next, anchor)) = map.step(chosen, state.anchor, way) else { return };
        state.anchor = Some(anchor);
        match next {
            Chosen::Free(Ground { lane, from, to, .. }) => {
                self.choose(Spot::Free { lane, from, to }, shell);
            }
            Chosen::Block(index) => {
                if let Some(block) = self.blocks.get(index) {
                    self.choose(Spot::Block(block.id.clone()), shell);
                }
            }
        }
    }

    /// Moves or stretches the ghost of a block by one step; the block itself stays.
    fn redraft(&self, state: &mut State<Id>, id: &Id, way: Way, stretch: bool) {
        let Some(index) = self.blocks.iter().position(|block| block.id == *id && !block.fixed) else {
            return;
        };
        let Some(block) = self.grounds().get(index).copied() else { return };
        let place = match &state.draft {
            Some((of, place)) if of == id => *place,
            _ => block,
        };
        let limits = self.limits(place.lane, Some(place));
        let place = match (stretch, way) {
            (true, Way::Left | Way::Right) => place,
            (true, _) => keys::stretched(place, way == Way::Down, &limits),
            (false, _) => keys::shifted(place, way, self.lanes.len(), &limits),
        };
        // Back at home a whole hall is whole again.
        let home = (block.lane..block.lane + block.span).contains(&place.lane);
        let place = if home { Ground { lane: block.lane, span: block.span, ..place } } else { place };
        state.draft = Some((id.clone(), place));
    }

    fn entered(&self, state: &mut State<Id>, shell: &mut Shell<'_, Message>) {
        let event = match (state.draft.take(), &self.spot) {
            (Some((id, place)), _) => self.put(&id, place),
            (None, Some(Spot::Block(id))) => Some(GridEvent::Open(id.clone())),
            (None, Some(Spot::Free { lane, from, to })) => {
                Some(GridEvent::Create { lane: *lane, from: *from, to: self.offered(*from, *to) })
            }
            (None, None) => None,
        };
        if let Some(event) = event {
            self.publish(event, shell);
        }
    }
}
