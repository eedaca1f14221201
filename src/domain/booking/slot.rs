//! Where and when: a room, a day, and a half-open span of minutes.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::room::RoomList;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Why a time cannot be booked as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// Ends before it begins, at the same minute, or on another day.
    #[error("from {from} to {to} is no time within a day")]
    Backwards {
        /// Minutes from midnight.
        from: u16,
        /// Minutes from midnight.
        to: u16,
    },
}

/// A room on a day from one minute to another, the last not included: 10:00–11:00 and 11:00–12:00 do not touch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The day.
    pub day: NaiveDate,
    /// Minutes from midnight.
    pub from: u16,
    /// Minutes from midnight, not included; at most 1440.
    pub to: u16,
    /// The room's code.
    pub room: String,
}

impl Slot {
    /// A time that has a length and ends on its day.
    pub fn new(room: &str, day: NaiveDate, from: u16, to: u16) -> Result<Self, SlotError> {
        if from >= to || to > DAY {
            return Err(SlotError::Backwards { from, to });
        }
        Ok(Self { day, from, to, room: room.to_owned() })
    }

    /// When it begins.
    pub fn start(&self) -> NaiveDateTime {
        self.day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(self.from))
    }

    /// When it ends.
    pub fn end(&self) -> NaiveDateTime {
        self.day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(self.to))
    }

    /// How long it is, in minutes.
    pub const fn minutes(&self) -> u16 {
        self.to - self.from
    }

    /// The same time on another day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        Self { day, ..self.clone() }
    }

    /// The same time in another room.
    #[must_use]
    pub fn in_room(&self, room: &str) -> Self {
        Self { room: room.to_owned(), ..self.clone() }
    }

    /// `09:00–11:00`
    pub fn hours_text(&self) -> String {
        format!("{}–{}", clock_text(self.from), clock_text(self.to))
    }

    /// Whether the two cannot both be: rooms that share, and times that overlap once setting up and clearing are counted.
    pub fn clashes(&self, other: &Self, rooms: &RoomList) -> bool {
        // Nothing is cleared for longer than a few hours, so days apart never meet; this spares most of the work.
        if (self.day - other.day).num_days().abs() > 1
            || !rooms.sharing(&self.room).contains(&other.room.as_str())
        {
            return false;
        }
        let busy = |slot: &Self| {
            rooms
                .room(&slot.room)
                .map_or((slot.start(), slot.end()), |room| room.busy(slot.start(), slot.end()))
        };
        let (mine, theirs) = (busy(self), busy(other));
        mine.0 < theirs.1 && theirs.0 < mine.1
    }

    /// Whether the two are going on at the same minute, clearing not counted.
    pub fn meets(&self, other: &Self) -> bool {
        self.start() < other.end() && other.start() < self.end()
    }
}

/// `09:05`, and `24:00` for the end of a day.
pub fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms() -> RoomList {
        RoomList::from_toml(include_str!("../../../assets/rooms.toml")).unwrap()
    }

    fn slot(room: &str, day: u32, from: u16, to: u16) -> Slot {
        Slot::new(room, NaiveDate::from_ymd_opt(2026, 5, day).unwrap(), from, to).unwrap()
    }

    #[test]
    fn times_that_are_none() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        for (from, to) in [(600, 600), (660, 600), (1400, 1441)] {
            assert_eq!(Slot::new("R02", day, from, to), Err(SlotError::Backwards { from, to }));
        }
        assert_eq!(slot("R02", 7, 1380, 1440).hours_text(), "23:00–24:00");
    }

    #[test]
    fn half_open_times_meet_without_a_clash_where_nothing_is_cleared() {
        let rooms = rooms();
        assert!(!slot("R05", 7, 600, 660).clashes(&slot("R05", 7, 660, 720), &rooms));
        assert!(slot("R05", 7, 600, 661).clashes(&slot("R05", 7, 660, 720), &rooms));
    }

    #[test]
    fn clearing_is_kept_free_and_counted_once() {
        // R01 is cleared for 30 minutes: 14:30–16:30 frees it at 17:00.
        let rooms = rooms();
        let choir = slot("R01", 7, 870, 990);
        assert!(choir.clashes(&slot("R01", 7, 1019, 1080), &rooms));
        assert!(!choir.clashes(&slot("R01", 7, 1020, 1080), &rooms));
        // And the one before must be cleared by 14:30.
        assert!(slot("R01", 7, 780, 841).clashes(&choir, &rooms));
        assert!(!slot("R01", 7, 780, 840).clashes(&choir, &rooms));
    }

    #[test]
    fn setting_up_counts_before_and_may_differ_from_clearing() {
        let mut rooms = rooms();
        let hall = rooms.rooms.iter_mut().find(|room| room.code == "R02").unwrap();
        (hall.buffer_before, hall.buffer_after) = (10, 20);
        let first = slot("R02", 7, 540, 600);
        assert!(first.clashes(&slot("R02", 7, 629, 700), &rooms));
        assert!(!first.clashes(&slot("R02", 7, 630, 700), &rooms));
    }

    #[test]
    fn a_split_hall_clashes_with_its_parts_which_do_not_clash_with_each_other() {
        let rooms = rooms();
        let (whole, a, b) = (slot("R01", 7, 540, 600), slot("R01A", 7, 540, 600), slot("R01B", 7, 540, 600));
        assert!(whole.clashes(&a, &rooms) && b.clashes(&whole, &rooms));
        assert!(!a.clashes(&b, &rooms));
        assert!(!whole.clashes(&slot("R02", 7, 540, 600), &rooms));
    }

    #[test]
    fn clearing_passes_midnight() {
        let rooms = rooms();
        assert!(slot("R02", 7, 1380, 1440).clashes(&slot("R02", 8, 10, 60), &rooms));
        assert!(!slot("R02", 7, 1380, 1440).clashes(&slot("R02", 8, 15, 60), &rooms));
    }
}
