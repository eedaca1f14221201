//! Weeks, months and years. The dates rule: a week is Monday to Sunday, its number (ISO 8601) stands beside it, and
//! 30 December 2024 is in week 1 of 2025.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, IsoWeek, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::work_calendar::WorkCalendar;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// 周
    Week,
    /// 月
    Month,
    /// 年
    Year,
}

/// Not the shape of a period, or a period there is none of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no period: 2026-W47, 2026-11 or 2026")]
pub struct PeriodError(pub String);

/// A week, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How long.
    pub kind: PeriodKind,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// The week a day lies in.
    pub fn week(day: NaiveDate) -> Self {
        let from = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        Self { kind: PeriodKind::Week, from, to: from + Days::new(6) }
    }

    /// The month a day lies in.
    pub fn month(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        Self { kind: PeriodKind::Month, from, to: from + Months::new(1) - Days::new(1) }
    }

    /// The year a day lies in.
    pub fn year(day: NaiveDate) -> Self {
        let from = day.with_ordinal(1).unwrap_or(day);
        Self { kind: PeriodKind::Year, from, to: from + Months::new(12) - Days::new(1) }
    }

    /// The period of a kind a day lies in.
    pub fn of(kind: PeriodKind, day: NaiveDate) -> Self {
        match kind {
            PeriodKind::Week => Self::week(day),
            PeriodKind::Month => Self::month(day),
            PeriodKind::Year => Self::year(day),
        }
    }

    /// The one before.
    pub fn previous(self) -> Self {
        Self::of(self.kind, self.from - Days::new(1))
    }

    /// The one after.
    pub fn next(self) -> Self {
        Self::of(self.kind, self.to + Days::new(1))
    }

    /// The same one of the year before: the week of the same number, or the last one where that year has no week 53.
    /// None of a year, whose year before is the one before.
    pub fn last_year(self) -> Option<Self> {
        match self.kind {
            PeriodKind::Week => {
                let week = self.iso_week();
                let monday = |n| NaiveDate::from_isoywd_opt(week.year() - 1, n, Weekday::Mon);
                monday(week.week()).or_else(|| monday(52)).map(Self::week)
            }
            PeriodKind::Month => Some(Self::month(self.from - Months::new(12))),
            PeriodKind::Year => None,
        }
    }

    /// The week's number and the year that number belongs to.
    pub fn iso_week(self) -> IsoWeek {
        self.from.iso_week()
    }

    /// Its last working day; the last day where nobody works in it.
    pub fn last_working_day(self, calendar: &WorkCalendar) -> NaiveDate {
        let mut days: Vec<NaiveDate> = self.days().collect();
        days.reverse();
        days.into_iter().find(|day| calendar.is_working(*day)).unwrap_or(self.to)
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// Whether a day lies in it.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

impl fmt::Display for Period {
    /// `2026-W47`, `2026-11` or `2026`: the key it is stored under and asked for by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PeriodKind::Week => write!(f, "{}-W{:02}", self.iso_week().year(), self.iso_week().week()),
            PeriodKind::Month => write!(f, "{}", self.from.format("%Y-%m")),
            PeriodKind::Year => write!(f, "{}", self.from.format("%Y")),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError(text.to_owned());
        let year = |text: &str| match text.len() {
            4 => text.parse::<i32>().ok().filter(|year| (1970..=2200).contains(year)),
            _ => None,
        };
        match text.trim().split_once('-') {
            None => year(text.trim()).and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).map(Self::year),
            Some((y, rest)) => match rest.strip_prefix(['W', 'w']) {
                Some(week) => year(y)
                    .zip(week.parse().ok())
                    .and_then(|(year, week)| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
                    .map(Self::week),
                None => year(y)
                    .zip(rest.parse().ok())
                    .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1))
                    .map(Self::month),
            },
        }
        .ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_dates_rule_and_the_number_stands_beside() {
        let turn = Period::week(day("2024-12-30"));
        assert_eq!((turn.to_string().as_str(), turn.to), ("2025-W01", day("2025-01-05")));
        let last = Period::week(day("2026-12-31"));
        assert_eq!(last.to_string(), "2026-W53");
        assert_eq!(last.last_year().unwrap().to_string(), "2025-W52");
        assert_eq!(Period::week(day("2025-11-17")).to, day("2025-11-23"));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for start in ["2024-12-30", "2026-12-31", "2026-02-28", "2027-01-03"] {
            for kind in [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year] {
                let period = Period::of(kind, day(start));
                assert_eq!(period.to_string().parse(), Ok(period));
                assert_eq!(period.next().previous(), period);
                assert_eq!(period.next().from, period.to.succ_opt().unwrap());
            }
        }
        for wrong in ["2025-W53", "2026-13", "26", "2026-W", "", "2026-11-01", "-2026"] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }
}
