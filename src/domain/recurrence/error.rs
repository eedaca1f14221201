//! What can be wrong with a rule.

use std::fmt;

use super::Frequency;

/// A part of a rule, as RFC 5545 §3.3.10 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Part {
    Freq,
    Until,
    Count,
    Interval,
    BySecond,
    ByMinute,
    ByHour,
    ByDay,
    ByMonthDay,
    ByYearDay,
    ByWeekNo,
    ByMonth,
    BySetPos,
    WeekStart,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 14] = [
        Self::Freq,
        Self::Until,
        Self::Count,
        Self::Interval,
        Self::BySecond,
        Self::ByMinute,
        Self::ByHour,
        Self::ByDay,
        Self::ByMonthDay,
        Self::ByYearDay,
        Self::ByWeekNo,
        Self::ByMonth,
        Self::BySetPos,
        Self::WeekStart,
    ];

    /// Its name in a rule's text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Freq => "FREQ",
            Self::Until => "UNTIL",
            Self::Count => "COUNT",
            Self::Interval => "INTERVAL",
            Self::BySecond => "BYSECOND",
            Self::ByMinute => "BYMINUTE",
            Self::ByHour => "BYHOUR",
            Self::ByDay => "BYDAY",
            Self::ByMonthDay => "BYMONTHDAY",
            Self::ByYearDay => "BYYEARDAY",
            Self::ByWeekNo => "BYWEEKNO",
            Self::ByMonth => "BYMONTH",
            Self::BySetPos => "BYSETPOS",
            Self::WeekStart => "WKST",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a rule can't stand or can't be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Every rule has a FREQ.
    #[error("the rule has no FREQ")]
    NoFrequency,
    /// Not of the form `NAME=VALUE`.
    #[error("{text:?} is no part of a rule")]
    Shape {
        /// What stands there.
        text: String,
    },
    /// A name that RFC 5545 doesn't know.
    #[error("the rule has an unknown part {name:?}")]
    Unknown {
        /// The name.
        name: String,
    },
    /// A part named twice.
    #[error("{part} stands twice")]
    Twice {
        /// The part.
        part: Part,
    },
    /// No number, weekday or time, or one out of range.
    #[error("{part} cannot be {found:?}")]
    Value {
        /// The part.
        part: Part,
        /// What stands there.
        found: String,
    },
    /// Both a last day and a number of times.
    #[error("the rule has both UNTIL and COUNT")]
    TwoEnds,
    /// A part the standard forbids beside this frequency; BYDAY stands here for a numbered weekday.
    #[error("{part} cannot stand in a rule of {frequency}")]
    NotWith {
        /// The part.
        part: Part,
        /// The frequency.
        frequency: Frequency,
    },
    /// A numbered weekday beside week numbers.
    #[error("a numbered weekday cannot stand beside BYWEEKNO")]
    NumberedInWeek,
    /// BYSETPOS picks from what other parts choose, and there are none.
    #[error("BYSETPOS stands alone")]
    NothingToPickFrom,
    /// The crate that makes the dates refused.
    #[error("the rule cannot be followed: {detail}")]
    Library {
        /// In its own words, for the log.
        detail: String,
    },
}
