//! Where the keys lead: from a place to the next, and what they make of a block.

use super::columns::{Column, Ground};
use super::{CELL, SNAP};
use std::ops::Range;

/// Which way an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To earlier.
    Up,
    /// To later.
    Down,
    /// To the lane before.
    Left,
    /// To the lane after.
    Right,
}

/// What is chosen, by the place of a block in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// A free place.
    Free(Ground),
    /// A block.
    Block(usize),
}

/// The lane and time the arrows keep to while they pass over blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The lane.
    pub lane: usize,
    /// The time, minutes.
    pub at: u16,
}

/// The grid as the keys see it.
#[derive(Debug)]
pub struct Map<'a> {
    /// The blocks with their sub-columns.
    pub blocks: &'a [(Ground, Column)],
    /// How many lanes there are.
    pub lanes: usize,
    /// First and last minute.
    pub hours: Range<u16>,
}

impl Map<'_> {
    fn in_lane(&self, lane: usize) -> impl Iterator<Item = (usize, &Ground, Column)> {
        let all = self.blocks.iter().enumerate().map(|(index, (ground, column))| (index, ground, *column));
        all.filter(move |(_, ground, _)| (ground.lane..ground.lane + ground.span).contains(&lane))
    }

    fn free(lane: usize, from: u16) -> Ground {
        Ground { lane, span: 1, from, to: from + CELL }
    }

    /// The anchor of what is chosen, keeping `last` as far as it fits.
    pub fn anchor(&self, chosen: Chosen, last: Option<Anchor>) -> Option<Anchor> {
        match chosen {
            Chosen::Free(ground) => {
                let same = last.filter(|last| last.lane == ground.lane && touches(&ground, last.at));
                Some(same.unwrap_or(Anchor { lane: ground.lane, at: ground.from }))
            }
            Chosen::Block(index) => {
                let (ground, _) = self.blocks.get(index)?;
                let lanes = ground.lane..ground.lane + ground.span;
                let lane = last.map(|last| last.lane).filter(|lane| lanes.contains(lane));
                let at = last.map(|last| last.at).filter(|at| touches(ground, *at));
                Some(Anchor { lane: lane.unwrap_or(ground.lane), at: at.unwrap_or(ground.from) })
            }
        }
    }

    /// One step. `None` at the edge of the grid.
    pub fn step(&self, chosen: Chosen, last: Option<Anchor>, way: Way) -> Option<(Chosen, Anchor)> {
        let anchor = self.anchor(chosen, last)?;
        match way {
            Way::Up | Way::Down => {
                let chosen = if way == Way::Down {
                    self.down(chosen, anchor.lane)?
                } else {
                    self.up(chosen, anchor.lane)?
                };
                let at = match chosen {
                    Chosen::Free(ground) => ground.from,
                    Chosen::Block(index) => self.blocks.get(index)?.0.from,
                };
                Some((chosen, Anchor { at: at.max(self.hours.start), ..anchor }))
            }
            Way::Left | Way::Right => self.across(chosen, anchor, way == Way::Right),
        }
    }

    fn down(&self, chosen: Chosen, lane: usize) -> Option<Chosen> {
        let (from, after) = match chosen {
            Chosen::Free(ground) => ((ground.from / CELL + 1) * CELL, None),
            Chosen::Block(index) => {
                let (ground, column) = self.blocks.get(index)?;
                (ground.to, Some((ground.from, column.at, index)))
            }
        };
        // One that began before this one ended comes first; it stands beside it.
        let beside = after.and_then(|after| {
            let rest = self.in_lane(lane).map(|(index, ground, column)| (ground.from, column.at, index));
            rest.filter(|key| *key > after && key.0 < from).min()
        });
        let next = beside.or_else(|| {
            let cell = Self::free(lane, from);
            let rest = self.in_lane(lane).filter(|(_, ground, _)| ground.meets(&cell));
            let rest = rest.map(|(index, ground, column)| (ground.from, column.at, index));
            rest.filter(|key| after.is_none_or(|after| *key > after)).min()
        });
        match next {
            Some((_, _, index)) => Some(Chosen::Block(index)),
            None => (from + CELL <= self.hours.end).then(|| Chosen::Free(Self::free(lane, from))),
        }
    }

    fn up(&self, chosen: Chosen, lane: usize) -> Option<Chosen> {
        let (from, before) = match chosen {
            Chosen::Free(ground) => (ground.from.checked_sub(1)? / CELL * CELL, None),
            Chosen::Block(index) => {
                let (ground, column) = self.blocks.get(index)?;
                (ground.from.saturating_sub(CELL), Some((ground.from, column.at, index)))
            }
        };
        let until = match chosen {
            Chosen::Free(ground) => ground.from,
            Chosen::Block(index) => self.blocks.get(index)?.0.from + 1,
        };
        let above = Ground { lane, span: 1, from, to: until };
        let rest = self.in_lane(lane).filter(|(_, ground, _)| ground.meets(&above));
        let rest = rest.map(|(index, ground, column)| (ground.from, column.at, index));
        match rest.filter(|key| before.is_none_or(|before| *key < before)).max() {
            Some((_, _, index)) => Some(Chosen::Block(index)),
            None => (from >= self.hours.start).then(|| Chosen::Free(Self::free(lane, from))),
        }
    }

    fn across(&self, chosen: Chosen, anchor: Anchor, right: bool) -> Option<(Chosen, Anchor)> {
        let mut lane = anchor.lane;
        if let Chosen::Block(own) = chosen {
            let (ground, column) = self.blocks.get(own)?;
            let beside = self.in_lane(lane).filter(|(index, other, at)| {
                let further = if right { at.at > column.at } else { at.at < column.at };
                *index != own && touches(other, anchor.at) && further
            });
            let nearest = if right {
                beside.min_by_key(|(_, _, column)| column.at)
            } else {
                beside.max_by_key(|(_, _, column)| column.at)
            };
            if let Some((index, _, _)) = nearest {
                return Some((Chosen::Block(index), anchor));
            }
            lane = if right { ground.lane + ground.span - 1 } else { ground.lane };
        }
        let lane = if right { lane + 1 } else { lane.checked_sub(1)? };
        (lane < self.lanes).then_some(())?;
        let anchor = Anchor { lane, at: anchor.at };
        let at_time = self.in_lane(lane).filter(|(_, ground, _)| touches(ground, anchor.at));
        let hit = if right {
            at_time.min_by_key(|(_, _, column)| column.at)
        } else {
            at_time.max_by_key(|(_, _, column)| column.at)
        };
        let cell = Self::free(lane, anchor.at.min(self.hours.end.saturating_sub(CELL)));
        let hit = hit.or_else(|| {
            let rest = self.in_lane(lane).filter(|(_, ground, _)| ground.meets(&cell));
            rest.min_by_key(|(_, ground, column)| (ground.from, column.at))
        });
        match hit {
            Some((index, _, _)) => Some((Chosen::Block(index), anchor)),
            None => Some((Chosen::Free(cell), anchor)),
        }
    }
}

fn touches(ground: &Ground, at: u16) -> bool {
    (ground.from..ground.to).contains(&at)
}

/// The next multiple of [`SNAP`] after a time, or before it.
fn quarter(at: u16, later: bool) -> u16 {
    if later { (at / SNAP + 1) * SNAP } else { at.saturating_sub(1) / SNAP * SNAP }
}

/// A place moved by one step: a quarter of an hour, or a lane. It keeps its length and stays within the limits.
pub fn shifted(ground: Ground, way: Way, lanes: usize, limits: &Range<u16>) -> Ground {
    let length = ground.to - ground.from;
    match way {
        Way::Up | Way::Down => {
            let from = quarter(ground.from, way == Way::Down);
            let last = limits.end.saturating_sub(length).max(limits.start);
            let from = from.clamp(limits.start, last);
            Ground { from, to: from + length, ..ground }
        }
        Way::Left if ground.lane > 0 => Ground { lane: ground.lane - 1, span: 1, ..ground },
        Way::Right if ground.lane + ground.span < lanes => {
            Ground { lane: ground.lane + ground.span, span: 1, ..ground }
        }
        Way::Left | Way::Right => ground,
    }
}

/// A place whose end is moved by one step; at least a quarter of an hour is left.
pub fn stretched(ground: Ground, later: bool, limits: &Range<u16>) -> Ground {
    let to = quarter(ground.to, later).min(limits.end.max(ground.to)).max(ground.from + SNAP);
    Ground { to, ..ground }
}

#[cfg(test)]
#[path = "keys/tests.rs"]
mod tests;
