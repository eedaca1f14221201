//! 系列: how something comes again, as the recurrence rules of RFC 5545 (§3.3.10) say it.
//!
//! Everything here is the clock on the wall: a lesson at nine is at nine, whatever a zone does with its summer time. The
//! dates come from the crate `rrule`; where it reads the standard differently, it is asked for a wider rule and what it
//! answers is sieved here (`sieve`), or it isn't asked at all (`within_day`, and `direct` for the shapes a worker
//! chooses, for speed). `differences` among the tests names each case.

mod direct;
mod error;
mod expand;
mod library;
mod parts;
mod shape;
mod sieve;
mod text;
mod within_day;

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

pub use error::{Part, RuleError};
pub use expand::Expansion;
pub use parts::Frequency;
pub use shape::Shape;

use parts::{ByDay, Parts};

/// When a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// With this day, itself included.
    Until(NaiveDate),
    /// After so many times, the first included; never 0.
    Count(u32),
}

/// One recurrence rule. Stored and shown as its RRULE text, which [`Rule::parse`] reads back to the same value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    parts: Parts,
    bound: Option<Bound>,
}

/// How the end is kept: foreign rules may end at a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Bound {
    Day(NaiveDate),
    /// Never the last second of a day: that is [`Bound::Day`].
    Moment(NaiveDateTime),
    Count(u32),
}

impl Rule {
    /// Reads the text of an RRULE, with or without the property's name before it. An UNTIL in UTC is put on the wall of
    /// 北京时间; see [`Rule::parse_in`] for another zone.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        Self::parse_in(text, |utc| utc + chrono::Duration::hours(8))
    }

    /// Every so many days.
    pub fn daily(every: u16, end: End) -> Result<Self, RuleError> {
        Self::made(Parts::new(Frequency::Daily, every), end)
    }

    /// Every so many weeks, on these days; weeks begin on Monday. No day at all: the day it starts on.
    pub fn weekly(every: u16, days: &[Weekday], end: End) -> Result<Self, RuleError> {
        let by_day = days.iter().map(|day| ByDay { nth: None, day: *day }).collect();
        Self::made(Parts { by_day, ..Parts::new(Frequency::Weekly, every) }, end)
    }

    /// Every so many months on a date, 1 to 31, or from the month's end, -1 to -31. A month without that date is passed
    /// over, not moved.
    pub fn monthly_on_date(every: u16, day: i8, end: End) -> Result<Self, RuleError> {
        Self::made(Parts { by_month_day: vec![day], ..Parts::new(Frequency::Monthly, every) }, end)
    }

    /// Every so many months on the `nth` weekday, 1 to 5, or from the month's end, -1 to -5. A month without a fifth one
    /// is passed over.
    pub fn monthly_on_weekday(every: u16, nth: i8, day: Weekday, end: End) -> Result<Self, RuleError> {
        if !(1..=5).contains(&nth.unsigned_abs()) {
            return Err(RuleError::Value { part: Part::ByDay, found: nth.to_string() });
        }
        let by_day = vec![ByDay { nth: Some(nth), day }];
        Self::made(Parts { by_day, ..Parts::new(Frequency::Monthly, every) }, end)
    }

    /// Every so many years on the date it starts on. 29 February is passed over in common years.
    pub fn yearly(every: u16, end: End) -> Result<Self, RuleError> {
        Self::made(Parts::new(Frequency::Yearly, every), end)
    }

    fn made(mut parts: Parts, end: End) -> Result<Self, RuleError> {
        parts.settle();
        parts.check()?;
        Self { parts, bound: None }.with_end(end)
    }

    /// When it ends; none for an endless rule. A foreign rule that ends at a time of day tells that day here and keeps
    /// the time to itself.
    pub fn end(&self) -> Option<End> {
        self.bound.map(|bound| match bound {
            Bound::Day(day) => End::Until(day),
            Bound::Moment(moment) => End::Until(moment.date()),
            Bound::Count(count) => End::Count(count),
        })
    }

    /// The same rule with another end.
    pub fn with_end(&self, end: End) -> Result<Self, RuleError> {
        let bound = match end {
            End::Until(day) => Bound::Day(day),
            End::Count(0) => return Err(RuleError::Value { part: Part::Count, found: "0".to_owned() }),
            End::Count(count) => Bound::Count(count),
        };
        Ok(Self { parts: self.parts.clone(), bound: Some(bound) })
    }

    /// Whether it never ends. A desk's own series always end; a foreign file may hold one that doesn't.
    pub const fn is_endless(&self) -> bool {
        self.bound.is_none()
    }

    /// The unit that is counted.
    pub const fn frequency(&self) -> Frequency {
        self.parts.frequency
    }

    /// Every how many days, weeks, months … it comes; at least 1.
    pub const fn every(&self) -> u16 {
        self.parts.every
    }
}

#[cfg(test)]
mod tests;
