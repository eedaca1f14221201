//! 使用率: how much of the time a room was open it was used, by part of the day (`domain.md` §4.3, §5.1 number 8).
//!
//! A use is one session, counted in the part of the day it begins in; its minutes count where they fall. Figures look back:
//! whatever lies after the moment they are taken is neither used nor open yet.

mod spans;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::book::Book;
use super::booking::{Booking, BookingState};

pub use spans::Spans;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A part of the day, as door sheets and reports divide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfDay {
    /// 上午, until noon.
    Morning,
    /// 下午, until six.
    Afternoon,
    /// 晚上
    Evening,
}

impl HalfDay {
    /// All of them, the first first.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// Minutes from midnight, half-open.
    pub const fn span(self) -> (u16, u16) {
        match self {
            Self::Morning => (0, 12 * 60),
            Self::Afternoon => (12 * 60, 18 * 60),
            Self::Evening => (18 * 60, DAY),
        }
    }

    /// 上午
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Morning => "上午",
            Self::Afternoon => "下午",
            Self::Evening => "晚上",
        }
    }

    /// Whether a span has a minute in it.
    pub const fn touches(self, (from, to): (u16, u16)) -> bool {
        from < self.span().1 && self.span().0 < to
    }

    /// Whether a minute lies in it.
    const fn has(self, minute: u16) -> bool {
        self.span().0 <= minute && minute < self.span().1
    }
}

/// When a room can be used on a day: its hours, without the closures and the Spring Festival.
pub fn open_time(book: &Book, room: &str, day: NaiveDate) -> Spans {
    if book.festival_closes(day).is_some() {
        return Spans::default();
    }
    let hours: Spans = book.open_spans(room, day).into_iter().collect();
    hours.without(&book.closures_on(room, day).into_iter().map(|(_, span)| span).collect())
}

/// What became of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The room was used, or is being used, by so many.
    Used {
        /// Those who were counted; where nobody counted, those who were booked for.
        people: u32,
    },
    /// 已约未用: confirmed, and not over.
    Ahead,
    /// 爽约
    NoShow,
    /// 被调整
    Displaced,
    /// Never came to hold the room, or gave it back.
    Nothing,
}

impl Outcome {
    /// Of a booking, at a moment. One that was confirmed and whose key was never asked for counts as used once it is over.
    pub fn of(booking: &Booking, now: NaiveDateTime) -> Self {
        let booked = Self::Used { people: booking.details.people };
        match &booking.state {
            BookingState::Finished(how) => Self::Used { people: how.headcount },
            BookingState::InUse { .. } => booked,
            BookingState::Confirmed if booking.slot.end() <= now => booked,
            BookingState::Confirmed => Self::Ahead,
            BookingState::NoShow => Self::NoShow,
            BookingState::Displaced(_) => Self::Displaced,
            BookingState::Pending | BookingState::Rejected { .. } | BookingState::Cancelled(_) => {
                Self::Nothing
            }
        }
    }
}

/// The figures of a room in one part of the days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoomUse {
    /// 场次, those that begin in it.
    pub sessions: u32,
    /// 人次
    pub people: u32,
    /// Minutes it was open.
    pub open: u32,
    /// Minutes it was used while it was open; never more than [`Self::open`].
    pub used: u32,
    /// Minutes it was used while it should have been closed: hours or closures that were set after the booking.
    pub outside: u32,
    /// 已约未用
    pub ahead: u32,
    /// 爽约
    pub no_shows: u32,
    /// 被调整
    pub displaced: u32,
}

impl RoomUse {
    /// Adds the figures of other days or parts of the day.
    pub fn add(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.people += other.people;
        self.open += other.open;
        self.used += other.used;
        self.outside += other.outside;
        self.ahead += other.ahead;
        self.no_shows += other.no_shows;
        self.displaced += other.displaced;
    }

    /// All of it together.
    pub fn sum(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut sum = Self::default();
        parts.into_iter().for_each(|part| sum.add(part));
        sum
    }

    /// 使用率 in percent of the open time, rounded down; none of a room that was never open.
    pub const fn rate(self) -> Option<u32> {
        (self.used * 100).checked_div(self.open)
    }

    /// Every minute somebody was in the room, open or not.
    pub const fn minutes(self) -> u32 {
        self.used + self.outside
    }

    /// Whether no booking touched it at all.
    pub fn is_untouched(self) -> bool {
        self == Self { open: self.open, ..Self::default() }
    }
}

/// One day of a room, by part of the day. Bookings come as their span and what became of them; those of two parts of a hall
/// may overlap, and no minute counts twice.
pub fn of_day(open: &Spans, bookings: &[((u16, u16), Outcome)], passed: (u16, u16)) -> [RoomUse; 3] {
    let open = open.within(passed);
    let was_used = |(_, outcome): &&((u16, u16), Outcome)| matches!(outcome, Outcome::Used { .. });
    let used: Spans = bookings.iter().filter(was_used).map(|(span, _)| *span).collect();
    let used = used.within(passed);
    let (inside, outside) = (used.and(&open), used.without(&open));
    HalfDay::ALL.map(|half| {
        let minutes = |spans: &Spans| spans.within(half.span()).minutes();
        let mut figures = RoomUse {
            open: minutes(&open),
            used: minutes(&inside),
            outside: minutes(&outside),
            ..RoomUse::default()
        };
        for (_, outcome) in bookings.iter().filter(|((from, _), _)| half.has(*from)) {
            match outcome {
                Outcome::Used { people } => {
                    figures.sessions += 1;
                    figures.people += people;
                }
                Outcome::Ahead => figures.ahead += 1,
                Outcome::NoShow => figures.no_shows += 1,
                Outcome::Displaced => figures.displaced += 1,
                Outcome::Nothing => {}
            }
        }
        figures
    })
}

/// What of a day has passed at a moment, in minutes from midnight.
pub fn passed_of(day: NaiveDate, now: NaiveDateTime) -> (u16, u16) {
    let minutes = (now - day.and_time(NaiveTime::MIN)).num_minutes();
    (0, minutes.clamp(0, i64::from(DAY)) as u16)
}

/// The use of some rooms that are one place — a room, or a hall with its parts — from one day to another, both included.
/// Open is whenever one of them is.
pub fn of_place(
    book: &Book,
    rooms: &[&str],
    bookings: &[Booking],
    (from, to): (NaiveDate, NaiveDate),
    now: NaiveDateTime,
) -> [RoomUse; 3] {
    let own: Vec<&Booking> =
        bookings.iter().filter(|booking| rooms.contains(&booking.slot.room.as_str())).collect();
    let mut sum = [RoomUse::default(); 3];
    for day in from.iter_days().take_while(|day| *day <= to) {
        let open: Spans =
            rooms.iter().flat_map(|room| open_time(book, room, day).iter().collect::<Vec<_>>()).collect();
        let of_the_day: Vec<((u16, u16), Outcome)> = own
            .iter()
            .filter(|booking| booking.slot.day == day)
            .map(|booking| ((booking.slot.from, booking.slot.to), Outcome::of(booking, now)))
            .collect();
        for (sum, part) in sum.iter_mut().zip(of_day(&open, &of_the_day, passed_of(day, now))) {
            sum.add(part);
        }
    }
    sum
}

#[cfg(test)]
mod tests;
