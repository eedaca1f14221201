//! What a movement of the pointer makes of a place: pure rules, apart from events.

use super::SNAP;
use super::columns::Ground;
use std::ops::Range;

/// Px the pointer has to move before a press becomes a drag.
pub const SLACK: f32 = 4.0;
/// Px at the upper and lower edge of a block by which it is stretched.
const EDGE: f32 = 6.0;
/// Least height of a block whose edges can be caught, px.
const CATCH: f32 = 16.0;

/// What was caught.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip<Id> {
    /// Free ground, at a lane and a time.
    Ground {
        /// The lane.
        lane: usize,
        /// The time, minutes.
        at: f32,
    },
    /// A block, so many minutes below its start.
    Body(Id, f32),
    /// The upper edge of a block.
    Top(Id),
    /// The lower edge of a block.
    Bottom(Id),
    /// A block that stays where it is.
    Fixed(Id),
}

impl<Id> Grip<Id> {
    /// The block that was caught.
    pub fn block(&self) -> Option<&Id> {
        match self {
            Grip::Ground { .. } => None,
            Grip::Body(id, _) | Grip::Top(id) | Grip::Bottom(id) | Grip::Fixed(id) => Some(id),
        }
    }
}

/// Which part of a block of a height is caught at a distance from its upper edge.
pub fn grip<Id>(id: Id, fixed: bool, height: f32, down: f32, minutes_down: f32) -> Grip<Id> {
    if fixed {
        return Grip::Fixed(id);
    }
    // Of a low block most is for moving it.
    let edge = EDGE.min(height / 4.0);
    match height >= CATCH {
        true if down < edge => Grip::Top(id),
        true if down >= height - edge => Grip::Bottom(id),
        _ => Grip::Body(id, minutes_down),
    }
}

/// The nearest multiple of [`SNAP`].
pub fn snap(minutes: f32) -> u16 {
    let step = f32::from(SNAP);
    ((minutes / step).round() * step).clamp(0.0, 1440.0) as u16
}

/// The multiple of [`SNAP`] at or before.
pub fn snap_down(minutes: f32) -> u16 {
    let step = f32::from(SNAP);
    ((minutes / step).floor() * step).clamp(0.0, 1440.0) as u16
}

/// From a press on free ground to where the pointer is: at least one step, either way, within `limits`.
pub fn drawn(lane: usize, pressed: f32, pointer: f32, limits: &Range<u16>) -> Ground {
    let anchor = snap_down(pressed).clamp(limits.start, limits.end.saturating_sub(SNAP));
    let pointer = snap(pointer).clamp(limits.start, limits.end);
    let (from, to) =
        if pointer > anchor { (anchor, pointer.max(anchor + SNAP)) } else { (pointer, anchor + SNAP) };
    Ground { lane, span: 1, from, to }
}

/// A block moved so that its start lies at `start`, in lane `lane`. It keeps its length, and its odd minutes when it
/// moves only across; it stays within `limits`. Within its own lanes it keeps all of them, elsewhere it takes one.
pub fn moved(block: Ground, lane: usize, start: f32, limits: &Range<u16>) -> Ground {
    let length = block.to - block.from;
    let by = start - f32::from(block.from);
    let from = if by.abs() < f32::from(SNAP) / 2.0 { block.from } else { snap(start) };
    let last = limits.end.saturating_sub(length).max(limits.start);
    let from = from.clamp(limits.start, last);
    let own = (block.lane..block.lane + block.span).contains(&lane);
    let (lane, span) = if own { (block.lane, block.span) } else { (lane, 1) };
    Ground { lane, span, from, to: from + length }
}

/// A block whose start is drawn to a time.
pub fn started(block: Ground, at: f32, limits: &Range<u16>) -> Ground {
    let latest = block.to.saturating_sub(SNAP);
    Ground { from: snap(at).max(limits.start.min(block.from)).min(latest), ..block }
}

/// A block whose end is drawn to a time.
pub fn ended(block: Ground, at: f32, limits: &Range<u16>) -> Ground {
    let soonest = block.from + SNAP;
    Ground { to: snap(at).min(limits.end.max(block.to)).max(soonest), ..block }
}

/// Where a block may lie: within the open hours of its lane, when it lies there now, else within those of the grid. A new
/// one only within the open hours.
pub fn limits(hours: &Range<u16>, open: &[Range<u16>], within: Option<Ground>) -> Range<u16> {
    let (Some(first), Some(last)) = (open.first(), open.last()) else {
        return hours.clone();
    };
    let open = first.start.max(hours.start)..last.end.min(hours.end);
    let outside = within.is_some_and(|block| block.from < open.start || block.to > open.end);
    if outside { hours.clone() } else { open }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Range<u16> = 480..1320;

    fn block(from: u16, to: u16) -> Ground {
        Ground { lane: 1, span: 1, from, to }
    }

    #[test]
    fn a_drawn_place_grows_both_ways_by_quarters() {
        let drawn = |pressed: f32, pointer: f32| {
            let ground = drawn(1, pressed, pointer, &DAY);
            (ground.from, ground.to)
        };
        assert_eq!(drawn(547.0, 661.0), (540, 660));
        assert_eq!(drawn(547.0, 549.0), (540, 555));
        assert_eq!(drawn(547.0, 482.0), (480, 555));
        assert_eq!(drawn(547.0, -900.0), (480, 555));
        assert_eq!(drawn(547.0, 9000.0), (540, 1320));
        assert_eq!(drawn(1319.0, 1400.0), (1305, 1320));
    }

    #[test]
    fn a_moved_block_keeps_its_length_and_its_odd_minutes_across() {
        assert_eq!(moved(block(550, 640), 3, 553.0, &DAY), Ground { lane: 3, ..block(550, 640) });
        assert_eq!(moved(block(550, 640), 1, 571.0, &DAY), block(570, 660));
        assert_eq!(moved(block(550, 640), 1, 0.0, &DAY), block(480, 570));
        assert_eq!(moved(block(550, 640), 1, 5000.0, &DAY), block(1230, 1320));
    }

    #[test]
    fn a_whole_hall_stays_whole_at_home_and_takes_one_lane_elsewhere() {
        let hall = Ground { lane: 0, span: 2, from: 540, to: 600 };
        assert_eq!(moved(hall, 1, 600.0, &DAY), Ground { from: 600, to: 660, ..hall });
        assert_eq!(moved(hall, 3, 540.0, &DAY), Ground { lane: 3, span: 1, ..hall });
    }

    #[test]
    fn edges_keep_one_quarter_and_stay_within_the_limits() {
        assert_eq!(started(block(540, 600), 900.0, &DAY), block(585, 600));
        assert_eq!(started(block(540, 600), 100.0, &DAY), block(480, 600));
        assert_eq!(ended(block(540, 600), 100.0, &DAY), block(540, 555));
        assert_eq!(ended(block(540, 600), 5000.0, &DAY), block(540, 1320));
        // What already lies outside may stay there.
        assert_eq!(ended(block(540, 1330), 5000.0, &DAY), block(540, 1330));
    }

    #[test]
    fn edges_are_caught_unless_the_block_is_too_low() {
        assert_eq!(grip(7, false, 70.0, 5.0, 1.0), Grip::Top(7));
        assert_eq!(grip(7, false, 70.0, 65.0, 1.0), Grip::Bottom(7));
        assert_eq!(grip(7, false, 70.0, 30.0, 1.0), Grip::Body(7, 1.0));
        assert_eq!(grip(7, false, 10.0, 1.0, 1.0), Grip::Body(7, 1.0));
        assert_eq!(grip(7, true, 70.0, 5.0, 1.0), Grip::Fixed(7));
    }

    #[test]
    fn the_limits_are_the_open_hours_unless_the_block_lies_outside() {
        let open = [510..720, 840..1050];
        assert_eq!(limits(&DAY, &open, None), 510..1050);
        assert_eq!(limits(&DAY, &open, Some(block(700, 860))), 510..1050);
        assert_eq!(limits(&DAY, &open, Some(block(1000, 1100))), DAY);
        assert_eq!(limits(&DAY, &[], None), DAY);
        // A lane that is shut the whole day has room for nothing new.
        let shut = 480..480;
        assert!(limits(&DAY, std::slice::from_ref(&shut), None).is_empty());
        assert_eq!(limits(&DAY, &[shut], Some(block(540, 600))), DAY);
    }
}
