//! iCalendar files (RFC 5545): what other calendars hand in and what ours hands out.
//!
//! A file is read as a whole or not at all, event by event: what cannot be read is kept with its line, its text and the
//! reason ([`Reject`]), and the rest stands. Times are 北京时间 on the wall; an event that lives by another zone's clock is
//! converted, and keeps that clock only for as long as its recurrence rule needs it ([`Abroad`]).

pub mod bookings;
mod component;
mod event;
mod fault;
mod lines;
mod own_zone;
mod preview;
mod read;
mod value;
mod windows;
mod write;
mod zone;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::recurrence::Rule;

pub use fault::{Fault, Passed, Reject};
pub use preview::{Occurrence, Preview, preview};
pub use read::{Reading, read};
pub use write::{WriteError, write};
pub use zone::Zone;

/// When an event was written that doesn't say so.
const EPOCH: NaiveDateTime = DateTime::UNIX_EPOCH.naive_utc();

/// A day without a time, or a time on the desk's wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// All day.
    Day(NaiveDate),
    /// 北京时间, whole seconds.
    Time(NaiveDateTime),
}

impl Moment {
    /// The day.
    pub const fn date(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Time(time) => time.date(),
        }
    }

    /// The time; a day's is its midnight.
    pub const fn time(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Time(time) => time,
        }
    }

    /// For scripts: `2026-03-02`, or `2026-03-02T09:00:00+08:00`.
    pub fn iso(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Time(wall) => {
                let offset = wall.signed_duration_since(Zone::Home.place(wall).utc).num_minutes();
                let (hours, minutes) = (offset / 60, offset % 60);
                format!("{}+{hours:02}:{minutes:02}", wall.format("%Y-%m-%dT%H:%M:%S"))
            }
        }
    }

    /// Whether it is a day without a time.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Day(_))
    }
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// It does; also when nothing is said.
    #[default]
    Confirmed,
    /// It is not certain.
    Tentative,
    /// It does not.
    Cancelled,
}

/// An additional date (RDATE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extra {
    /// When it starts.
    pub start: Moment,
    /// When it ends, where that isn't as long after the start as with the event itself; a time.
    pub end: Option<Moment>,
}

/// The clock of a recurring event that doesn't live by the desk's: its rule counts days and hours there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abroad {
    /// Whose wall.
    pub zone: Zone,
    /// The event's start on that wall.
    pub start: NaiveDateTime,
}

/// One event of a calendar, or what replaces one occurrence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Names the event over all calendars; never empty.
    pub uid: String,
    /// Which occurrence of the event with this uid it replaces, by the start that one had.
    pub recurrence_id: Option<Moment>,
    /// When it starts; the first time, for a recurring event.
    pub start: Moment,
    /// When it ends, not included: of the same kind as the start and never before it. The day after the last one.
    pub end: Moment,
    /// How it comes again; on the wall of `abroad` where that is given.
    pub rule: Option<Rule>,
    /// The clock of the rule, where it isn't the desk's.
    pub abroad: Option<Abroad>,
    /// Dates beyond the rule's.
    pub extra: Vec<Extra>,
    /// Dates that fall out, by their start. A day falls out with all its times; of an event abroad, the day there.
    pub excluded: Vec<Moment>,
    /// What it is.
    pub summary: String,
    /// Where it is.
    pub location: String,
    /// More about it; may have several lines.
    pub description: String,
    /// Kinds it belongs to.
    pub categories: Vec<String>,
    /// Whether it takes place.
    pub status: Status,
    /// How often it was changed in a way that matters to others.
    pub sequence: u32,
    /// When this state of it was written, UTC; 1970 where nothing says so.
    pub stamp: NaiveDateTime,
}

impl Event {
    /// An event that takes place once, and says no more than when.
    pub fn new(uid: impl Into<String>, start: Moment, end: Moment) -> Self {
        Self {
            uid: uid.into(),
            recurrence_id: None,
            start,
            end,
            rule: None,
            abroad: None,
            extra: Vec::new(),
            excluded: Vec::new(),
            summary: String::new(),
            location: String::new(),
            description: String::new(),
            categories: Vec::new(),
            status: Status::Confirmed,
            sequence: 0,
            stamp: EPOCH,
        }
    }

    /// Whether it comes more than once.
    pub const fn is_recurring(&self) -> bool {
        self.rule.is_some() || !self.extra.is_empty()
    }
}

/// A calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called; may be empty.
    pub name: String,
    /// Its events, those that replace an occurrence included.
    pub events: Vec<Event>,
}

#[cfg(test)]
mod tests;
