//! Where rooms and days stand in the grid: lanes, open hours, closures.

use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, Slot};
use crate::domain::room::{Room, Use};

/// What stands in the grid.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A booking, by its id.
    Booking(String),
    /// A closure or the free use of a room: the lane, and which.
    Ground(usize, usize),
    /// Where something is to go.
    Target,
    /// Where a new booking will be: which of its lessons.
    Wished(usize),
}

/// The lanes of the day of all rooms: a hall with parts is shown by its parts.
pub fn day_lanes(book: &Book) -> Vec<&Room> {
    let mut lanes = Vec::new();
    for room in book.rooms.offered() {
        let parts: Vec<&Room> = book.rooms.parts(&room.code).filter(|part| !part.retired).collect();
        let is_part =
            room.part_of.as_ref().is_some_and(|whole| book.rooms.room(whole).is_some_and(|w| !w.retired));
        if is_part {
            continue;
        }
        if parts.is_empty() {
            lanes.push(room);
        } else {
            lanes.extend(parts);
        }
    }
    lanes
}

/// First lane of a room in the day of all rooms, and how many it takes.
pub fn in_day(book: &Book, lanes: &[&Room], code: &str) -> Option<(usize, usize)> {
    if let Some(at) = lanes.iter().position(|room| room.code == code) {
        return Some((at, 1));
    }
    let of = |room: &&&Room| room.part_of.as_deref() == Some(code);
    let first = lanes.iter().position(|room| of(&room))?;
    let count = book.rooms.parts(code).filter(|part| !part.retired).count();
    Some((first, count.max(1)))
}

/// The hours the grid shows: those of the rooms, widened to whole hours and to whatever is booked outside them.
pub fn hours<'a>(
    book: &Book,
    rooms: impl Iterator<Item = (&'a str, NaiveDate)>,
    bookings: impl Iterator<Item = &'a Booking>,
) -> Range<u16> {
    let open = rooms.flat_map(|(room, day)| book.open_spans(room, day));
    let booked = bookings.map(|booking| (booking.slot.from, booking.slot.to));
    let (mut from, mut to) = (u16::MAX, 0);
    for (start, end) in open.chain(booked) {
        from = from.min(start / 60 * 60);
        to = to.max(end.div_ceil(60) * 60);
    }
    // With nothing open and nothing booked, the usual hours (`domain.md` §4.2).
    if from < to { from..to.min(1440) } else { 480..1320 }
}

/// When a lane is open, for the grid. A day on which it is shut has one empty span.
pub fn open(book: &Book, room: &str, day: NaiveDate, hours: &Range<u16>) -> Vec<Range<u16>> {
    let spans: Vec<Range<u16>> = book.open_spans(room, day).into_iter().map(|(from, to)| from..to).collect();
    if spans.is_empty() { std::iter::once(hours.start..hours.start).collect() } else { spans }
}

/// What closes a room on a day: minutes, reason, and the day it was made known.
pub fn closed(book: &Book, room: &str, day: NaiveDate) -> Vec<(Range<u16>, Closing)> {
    if let Some(name) = book.festival_closes(day) {
        return vec![(0..1440, Closing::Festival(name.to_owned()))];
    }
    book.closures_on(room, day)
        .into_iter()
        .map(|(closure, (from, to))| {
            (from..to, Closing::Posted { reason: closure.reason.clone(), on: closure.noticed_on })
        })
        .collect()
}

/// Why a room is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// For a holiday, by the rule of the centre.
    Festival(String),
    /// As posted.
    Posted {
        /// Why.
        reason: String,
        /// When it was posted.
        on: NaiveDate,
    },
}

/// The times a room of free use is open and nothing else is in it.
pub fn free_use(book: &Book, room: &Room, day: NaiveDate, bookings: &[&Booking]) -> Vec<Range<u16>> {
    if room.usage != Use::Free {
        return Vec::new();
    }
    let mut free: Vec<Range<u16>> =
        book.open_spans(&room.code, day).into_iter().map(|(from, to)| from..to).collect();
    let shut = closed(book, &room.code, day).into_iter().map(|(span, _)| span);
    let sharing = book.rooms.sharing(&room.code);
    let taken = bookings
        .iter()
        .filter(|booking| sharing.contains(&booking.slot.room.as_str()))
        .map(|booking| booking.slot.from..booking.slot.to);
    for span in shut.chain(taken) {
        free = free
            .into_iter()
            .flat_map(|open| [open.start..open.end.min(span.start), open.start.max(span.end)..open.end])
            .filter(|open| open.start < open.end)
            .collect();
    }
    free
}

/// Where a block put into a lane of a week goes: the room of the booking stays, or is the one looked at.
pub fn in_week(monday: NaiveDate, lane: usize, from: u16, to: u16, room: &str) -> Option<Slot> {
    Slot::new(room, monday + chrono::Days::new(lane as u64), from, to).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, SHIPPED, SetClock};
    use chrono::{FixedOffset, TimeZone};
    use std::sync::Arc;

    fn book() -> Arc<Book> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let now = zone.with_ymd_and_hms(2026, 5, 7, 10, 27, 0).unwrap();
        Desk::in_memory(Arc::new(SetClock::new(now)), &SHIPPED).unwrap().book()
    }

    #[test]
    fn a_hall_is_shown_by_its_parts_and_spans_them() {
        let book = book();
        let lanes = day_lanes(&book);
        let codes: Vec<&str> = lanes.iter().map(|room| room.code.as_str()).collect();
        assert_eq!(codes[..3], ["R01A", "R01B", "R02"]);
        assert_eq!(codes.len(), 12);
        assert_eq!(in_day(&book, &lanes, "R01"), Some((0, 2)));
        assert_eq!(in_day(&book, &lanes, "R01B"), Some((1, 1)));
        assert_eq!(in_day(&book, &lanes, "R03"), Some((3, 1)));
        assert_eq!(in_day(&book, &lanes, "R99"), None);
    }

    #[test]
    fn free_use_leaves_room_for_what_is_booked() {
        let book = book();
        let day = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap();
        let room = book.rooms.rooms.iter().find(|room| room.usage == Use::Free).unwrap();
        let whole = free_use(&book, room, day, &[]);
        assert_eq!(whole.len(), 1);
        let singing = book.rooms.room("R02").unwrap();
        assert_eq!(free_use(&book, singing, day, &[]), []);
    }

    #[test]
    fn the_hours_reach_as_far_as_what_is_booked() {
        let book = book();
        let day = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap();
        assert_eq!(hours(&book, [("R02", day)].into_iter(), std::iter::empty()), 480..1320);
        assert_eq!(hours(&book, std::iter::empty(), std::iter::empty()), 480..1320);
    }
}
