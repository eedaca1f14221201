//! A minute of the desk's local time: all that registers and counts ask of a time.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};

const DAY: i32 = 24 * 60;

/// Minutes since 1 January 1970, local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Minute(i32);

impl Minute {
    /// The minute a time lies in, by its own clock.
    pub fn of(at: DateTime<FixedOffset>) -> Self {
        Self::local(at.naive_local())
    }

    /// The minute a local time lies in.
    pub fn local(at: NaiveDateTime) -> Self {
        Self(at.and_utc().timestamp().div_euclid(60) as i32)
    }

    /// The first minute of a day.
    pub fn start_of(day: NaiveDate) -> Self {
        Self::local(day.and_time(chrono::NaiveTime::MIN))
    }

    /// The day it lies in.
    pub fn day(self) -> NaiveDate {
        self.time().date()
    }

    /// The hour of the day, 0 to 23.
    pub fn hour(self) -> u32 {
        (self.0.rem_euclid(DAY) / 60) as u32
    }

    /// As a local time.
    pub fn time(self) -> NaiveDateTime {
        DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::minutes(i64::from(self.0))
    }

    /// Minutes from an earlier one.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// So many minutes later.
    #[must_use]
    pub fn plus(self, minutes: i32) -> Self {
        Self(self.0.saturating_add(minutes))
    }
}

/// The second of the day in three bytes that sort as it does.
pub(super) fn second_of_day(at: DateTime<FixedOffset>) -> [u8; 3] {
    let [_, a, b, c] = at.num_seconds_from_midnight().to_be_bytes();
    [a, b, c]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_keeps_its_day_and_its_hour_by_the_local_clock() {
        for (text, day, hour) in [
            ("2026-05-07T00:00:30+08:00", "2026-05-07", 0),
            ("2026-05-07T23:59:59+08:00", "2026-05-07", 23),
            ("1969-12-31T23:59:30+08:00", "1969-12-31", 23),
        ] {
            let minute = Minute::of(DateTime::parse_from_rfc3339(text).unwrap());
            assert_eq!((minute.day().to_string().as_str(), minute.hour()), (day, hour), "{text}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        assert_eq!(Minute::start_of(day).plus(DAY), Minute::start_of(day.succ_opt().unwrap()));
    }
}
