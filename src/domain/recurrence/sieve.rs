//! What the crate reads otherwise than the standard, put right: it is asked for a wider rule without these parts, and
//! they are applied here to the days it gives.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::parts::{ByDay, Frequency, Parts};

/// What a day must meet beyond the wider rule.
#[derive(Debug, Clone)]
pub(super) struct Sieve {
    frequency: Frequency,
    by_month_empty: bool,
    /// Empty where no weekday is numbered: the crate does that well.
    by_day: Vec<ByDay>,
    by_week_no: Vec<i8>,
    /// Years from one to the next and the year of weeks they count from; only beside week numbers.
    years: (i32, i32),
    week_start: Weekday,
}

impl Sieve {
    /// For a [filled](Parts::filled) rule.
    pub fn new(parts: &Parts, start: NaiveDate) -> Self {
        let numbered = parts.by_day.iter().any(|by| by.nth.is_some());
        Self {
            frequency: parts.frequency,
            by_month_empty: parts.by_month.is_empty(),
            by_day: if numbered { parts.by_day.clone() } else { Vec::new() },
            by_week_no: parts.by_week_no.clone(),
            years: (i32::from(parts.every), week_number(start, parts.week_start).0),
            week_start: parts.week_start,
        }
    }

    /// Whether the day stays.
    pub fn lets_through(&self, day: NaiveDate) -> bool {
        self.meets_by_day(day) && self.meets_by_week_no(day)
    }

    fn meets_by_day(&self, day: NaiveDate) -> bool {
        self.by_day.is_empty()
            || self.by_day.iter().any(|by| {
                by.day == day.weekday()
                    && by.nth.is_none_or(|nth| {
                        let (before, after) = self.neighbours(day);
                        i64::from(nth) == before + 1 || i64::from(nth) == -(after + 1)
                    })
            })
    }

    /// How many of the same weekday lie before and after the day in its month, or in its year where a yearly rule names
    /// no month.
    fn neighbours(&self, day: NaiveDate) -> (i64, i64) {
        if self.frequency == Frequency::Yearly && self.by_month_empty {
            let length = if day.leap_year() { 366 } else { 365 };
            return (i64::from(day.ordinal0() / 7), i64::from((length - day.ordinal()) / 7));
        }
        let length = u32::from(day.num_days_in_month());
        (i64::from(day.day0() / 7), i64::from((length - day.day()) / 7))
    }

    fn meets_by_week_no(&self, day: NaiveDate) -> bool {
        if self.by_week_no.is_empty() {
            return true;
        }
        let (year, number, weeks) = week_number(day, self.week_start);
        let (every, base) = self.years;
        (year - base).rem_euclid(every) == 0
            && self.by_week_no.iter().any(|wanted| {
                let wanted = i32::from(*wanted);
                wanted == number || wanted == number - weeks - 1
            })
    }
}

/// The year of weeks a day lies in, the number of its week there, and how many weeks that year has. The first week is
/// the first with four days in the calendar year (RFC 5545 §3.3.10, as ISO 8601 but with any first weekday).
pub(super) fn week_number(day: NaiveDate, week_start: Weekday) -> (i32, i32, i32) {
    // The fourth day of a week lies in the year the week belongs to.
    let fourth = i64::from(3 - day.weekday().days_since(week_start) as i32);
    let middle = day.checked_add_signed(TimeDelta::days(fourth)).unwrap_or(day);
    let length = if middle.leap_year() { 366 } else { 365 };
    let number = middle.ordinal0() / 7 + 1;
    let weeks = number + (length - middle.ordinal()) / 7;
    (middle.year(), number as i32, weeks as i32)
}

/// Which of a period's times BYSETPOS picks: positions from 1, or from the end, over days times the times of each day.
pub(super) fn pick(days: &[NaiveDate], times: &[NaiveTime], positions: &[i16]) -> Vec<NaiveDateTime> {
    let all = days.len() * times.len();
    let mut picked: Vec<usize> = positions
        .iter()
        .filter_map(|position| {
            let steps = usize::from(position.unsigned_abs());
            let at = if *position > 0 { steps.checked_sub(1)? } else { all.checked_sub(steps)? };
            (at < all).then_some(at)
        })
        .collect();
    picked.sort_unstable();
    picked.dedup();
    picked.into_iter().map(|at| days[at / times.len()].and_time(times[at % times.len()])).collect()
}
