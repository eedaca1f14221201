//! A month as a calendar on the wall shows it: weeks from Monday, each day with what kind of day it is.

use chrono::{Datelike, Days, NaiveDate};

use super::{DayKind, WorkCalendar};

/// Weeks on a sheet: always so many, so that it never changes its height.
pub const WEEKS: usize = 6;

/// A day on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetDay<'a> {
    /// The day.
    pub date: NaiveDate,
    /// It belongs to the month the sheet is of.
    pub inside: bool,
    /// What kind of day it is.
    pub kind: DayKind<&'a str>,
    /// The notice of its year is known.
    pub known: bool,
}

impl WorkCalendar {
    /// The sheet of the month a day lies in: six weeks from the Monday before its first day, or that day itself.
    pub fn sheet(&self, of: NaiveDate) -> Vec<SheetDay<'_>> {
        let first = of.with_day(1).unwrap_or(of);
        let before = Days::new(first.weekday().num_days_from_monday().into());
        let monday = first.checked_sub_days(before).unwrap_or(first);
        monday
            .iter_days()
            .take(7 * WEEKS)
            .map(|date| SheetDay {
                date,
                inside: date.year() == first.year() && date.month() == first.month(),
                kind: self.kind(date),
                known: self.is_known(date),
            })
            .collect()
    }
}
