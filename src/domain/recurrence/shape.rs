//! The shapes a worker chooses, so that a screen can say a rule in words.

use chrono::Weekday;

use super::Rule;
use super::parts::{ByDay, Frequency, Parts};

/// What kind of rule it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Every so many days.
    Daily {
        /// Days from one to the next.
        every: u16,
    },
    /// On weekdays of every so many weeks.
    Weekly {
        /// Weeks from one to the next.
        every: u16,
        /// In the order of the week from Monday; empty: the weekday of the start.
        days: Vec<Weekday>,
    },
    /// On a date of the month.
    MonthlyOnDate {
        /// Months from one to the next.
        every: u16,
        /// 1 to 31, or from the end, -1 to -31; none: the date of the start.
        day: Option<i8>,
    },
    /// On the nth weekday of the month.
    MonthlyOnWeekday {
        /// Months from one to the next.
        every: u16,
        /// 1 to 5, or from the end, -1 to -5.
        nth: i8,
        /// The weekday.
        day: Weekday,
    },
    /// On the date of the start, every so many years.
    Yearly {
        /// Years from one to the next.
        every: u16,
    },
    /// Anything else: only its text says it.
    Other,
}

impl Rule {
    /// The shape, the end apart.
    pub fn shape(&self) -> Shape {
        self.parts.shape()
    }
}

impl Parts {
    pub fn shape(&self) -> Shape {
        if self.chooses_times() || !self.by_week_no.is_empty() || !self.by_year_day.is_empty() {
            return Shape::Other;
        }
        let every = self.every;
        let numbered = self.by_day.iter().any(|by| by.nth.is_some());
        match self.frequency {
            // A week that begins on another day than Monday matters only where weeks are left out.
            Frequency::Weekly
                if self.by_month.is_empty()
                    && self.by_set_pos.is_empty()
                    && (self.week_start == Weekday::Mon || every == 1 || self.by_day.is_empty()) =>
            {
                Shape::Weekly { every, days: self.by_day.iter().map(|by| by.day).collect() }
            }
            _ if !self.by_month.is_empty() => Shape::Other,
            Frequency::Monthly => match (&self.by_month_day[..], &self.by_day[..], &self.by_set_pos[..]) {
                ([], [], []) => Shape::MonthlyOnDate { every, day: None },
                (&[day], [], []) => Shape::MonthlyOnDate { every, day: Some(day) },
                (&[], &[ByDay { nth: Some(nth), day }], &[]) if (1..=5).contains(&nth.unsigned_abs()) => {
                    Shape::MonthlyOnWeekday { every, nth, day }
                }
                // How Outlook says the second Monday.
                (&[], &[ByDay { nth: None, day }], &[nth]) if (1..=5).contains(&nth.unsigned_abs()) => {
                    Shape::MonthlyOnWeekday { every, nth: nth as i8, day }
                }
                _ => Shape::Other,
            },
            _ if numbered || !self.by_day.is_empty() || !self.by_month_day.is_empty() => Shape::Other,
            _ if !self.by_set_pos.is_empty() => Shape::Other,
            Frequency::Daily => Shape::Daily { every },
            Frequency::Yearly => Shape::Yearly { every },
            _ => Shape::Other,
        }
    }
}
