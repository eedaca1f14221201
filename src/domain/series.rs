//! 系列: a use of a room that comes again, and how it is edited (`domain.md` §4.3).
//!
//! Each lesson is a booking of its own. The series keeps what made them: phases, one after the other in time, each with a
//! rule and a time of day. An edit of «this and following» begins a new phase; series and lessons keep their ids.

mod pair;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::booking::{Details, Slot, SlotError, Stamp};
use super::recurrence::{End, Rule, RuleError, Shape};
use super::serial::Serial;

pub use pair::{Old, Pair, pair};
pub use plan::{Change, Choice, Choices, ClashWith, Line, Mark, Plan, draw_up, draw_up_removal};

/// Lessons a series may have: a daily use for a year and a month. Endless ones are not possible.
pub const MAX_LESSONS: usize = 400;

/// Which days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// By a rule; it ends.
    Rule(Rule),
    /// On these dates.
    Dates(BTreeSet<NaiveDate>),
}

/// A stretch of a series with one rule, one room and one time of day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// From this day on, and until the next phase begins. The rule is reckoned from here.
    pub from: NaiveDate,
    /// Which days.
    pub pattern: Pattern,
    /// The room.
    pub room: String,
    /// Minutes from midnight.
    pub start: u16,
    /// Minutes from midnight, not included.
    pub end: u16,
}

/// Why a series cannot be as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// It has no end.
    #[error("the series has no end")]
    Endless,
    /// More than [`MAX_LESSONS`].
    #[error("more than {MAX_LESSONS} lessons")]
    TooMany,
    /// No day fits.
    #[error("no day fits")]
    Empty,
    /// The time of day is none.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// The rule is none.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// This rule cannot be shifted from one day to another: it must be chosen anew.
    #[error("the rule cannot be shifted")]
    CannotShift,
}

/// A use of a room that comes again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BookingSeries {
    /// Ten digits, in order; stays over every edit.
    pub id: String,
    /// In order of their first days.
    pub phases: Vec<Phase>,
    /// What for and by whom; lessons that were not changed by themselves say the same.
    pub details: Details,
    /// Days the rule gives on which there is no lesson, and why.
    #[serde(default)]
    pub skipped: BTreeMap<NaiveDate, Skipped>,
    /// The number of its slip; none for one that was made before slips were kept with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<Serial>,
    /// When and by whom it was made.
    pub made: Stamp,
}

/// Why a day of the rule has no lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Skipped {
    /// A day off.
    Holiday {
        /// Of this holiday.
        name: String,
    },
    /// The room was closed.
    Closed {
        /// As posted.
        reason: String,
    },
    /// Something else was there.
    Clash {
        /// The booking.
        with: String,
    },
    /// The room is not open then.
    OutsideHours,
    /// The worker chose so.
    Chosen,
}

impl Pattern {
    /// The days from `from` on, in order.
    pub fn dates(&self, from: NaiveDate) -> Result<Vec<NaiveDate>, SeriesError> {
        let dates: Vec<NaiveDate> = match self {
            Self::Dates(dates) => dates.range(from..).copied().collect(),
            Self::Rule(rule) => {
                if rule.is_endless() {
                    return Err(SeriesError::Endless);
                }
                let last = match rule.end() {
                    Some(End::Until(day)) => day,
                    // So many lessons at the rarest: one in four years each.
                    _ => from + Days::new(366 * 4 * MAX_LESSONS as u64),
                };
                let found = rule.days(from, from, last + Days::new(1), MAX_LESSONS + 1)?;
                found.times
            }
        };
        if dates.is_empty() {
            return Err(SeriesError::Empty);
        }
        if dates.len() > MAX_LESSONS {
            return Err(SeriesError::TooMany);
        }
        Ok(dates)
    }

    /// The same pattern beginning at `day`, one of its own days, with as many lessons as were left from there.
    pub fn tail(&self, from: NaiveDate, day: NaiveDate) -> Result<Self, SeriesError> {
        match self {
            Self::Dates(dates) => Ok(Self::Dates(dates.range(day..).copied().collect())),
            Self::Rule(rule) => match rule.end() {
                Some(End::Count(_)) => {
                    let left = self.dates(from)?.into_iter().filter(|d| *d >= day).count();
                    let left = u32::try_from(left).unwrap_or(u32::MAX);
                    if left == 0 {
                        return Err(SeriesError::Empty);
                    }
                    Ok(Self::Rule(rule.with_end(End::Count(left))?))
                }
                _ => Ok(self.clone()),
            },
        }
    }

    /// The pattern whose lesson of `was` falls on `is` instead, reckoned from `is`: a weekly Thursday becomes a weekly Friday, a
    /// second Monday a second Tuesday, the 5th the 6th.
    pub fn shifted(&self, was: NaiveDate, is: NaiveDate) -> Result<Self, SeriesError> {
        if was == is {
            return Ok(self.clone());
        }
        let rule = match self {
            Self::Dates(dates) => {
                let by = is - was;
                return Ok(Self::Dates(dates.iter().map(|day| *day + by).collect()));
            }
            Self::Rule(rule) => rule,
        };
        let end = match rule.end() {
            Some(End::Until(last)) => End::Until(last.max(last + (is - was))),
            Some(end) => end,
            None => return Err(SeriesError::Endless),
        };
        let shifted = match rule.shape() {
            Shape::Daily { .. } | Shape::Yearly { .. } => rule.with_end(end)?,
            Shape::Weekly { every, mut days } => {
                if days.is_empty() {
                    days.push(was.weekday());
                }
                for day in &mut days {
                    if *day == was.weekday() {
                        *day = is.weekday();
                    }
                }
                days.sort_by_key(chrono::Weekday::num_days_from_monday);
                days.dedup();
                Rule::weekly(every, &days, end)?
            }
            Shape::MonthlyOnDate { every, .. } => Rule::monthly_on_date(every, is.day() as i8, end)?,
            Shape::MonthlyOnWeekday { every, nth, .. } => {
                let forward = ((is.day() - 1) / 7 + 1) as i8;
                let nth = if nth < 0 && is.day() + 7 > days_in_month(is) { -1 } else { forward };
                Rule::monthly_on_weekday(every, nth, is.weekday(), end)?
            }
            Shape::Other => return Err(SeriesError::CannotShift),
        };
        Ok(Self::Rule(shifted))
    }

    /// Lessons of one such period answer to each other when the pattern changes: the week's, the month's, the year's.
    pub(super) fn period(&self, day: NaiveDate) -> Option<(i32, u32)> {
        let Self::Rule(rule) = self else { return None };
        match rule.shape() {
            Shape::Weekly { .. } => {
                let week = day.iso_week();
                Some((week.year(), week.week()))
            }
            Shape::MonthlyOnDate { .. } | Shape::MonthlyOnWeekday { .. } => Some((day.year(), day.month())),
            Shape::Yearly { .. } => Some((day.year(), 0)),
            Shape::Daily { .. } | Shape::Other => None,
        }
    }
}

fn days_in_month(day: NaiveDate) -> u32 {
    u32::from(day.num_days_in_month())
}

impl Phase {
    /// The slot of a day.
    pub fn slot(&self, day: NaiveDate) -> Result<Slot, SeriesError> {
        Ok(Slot::new(&self.room, day, self.start, self.end)?)
    }

    /// The days, in order.
    pub fn dates(&self) -> Result<Vec<NaiveDate>, SeriesError> {
        self.pattern.dates(self.from)
    }
}

impl BookingSeries {
    /// The phase a day belongs to.
    pub fn phase_on(&self, day: NaiveDate) -> Option<&Phase> {
        self.phases.iter().rev().find(|phase| phase.from <= day).or_else(|| self.phases.first())
    }

    /// Every day its rules give, each phase until the next begins.
    pub fn dates(&self) -> Result<Vec<NaiveDate>, SeriesError> {
        let mut all = Vec::new();
        for (at, phase) in self.phases.iter().enumerate() {
            let until = self.phases.get(at + 1).map(|next| next.from);
            match phase.dates() {
                Ok(dates) => all.extend(dates.into_iter().filter(|d| until.is_none_or(|until| *d < until))),
                Err(SeriesError::Empty) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// Puts a phase in from its first day on; what came after that day is replaced.
    pub fn begin_phase(&mut self, phase: Phase) {
        self.phases.retain(|known| known.from < phase.from);
        self.phases.push(phase);
    }
}

#[cfg(test)]
mod tests;
