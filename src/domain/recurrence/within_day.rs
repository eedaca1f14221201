//! Rules of hours, minutes and seconds. No room is booked by them; foreign files may hold them, and the crate steps wrongly
//! where such a rule is narrowed (it then counts hours that fit, not hours). So they are stepped through here.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::expand::{Step, Steps};
use super::parts::{Frequency, Parts};
use super::sieve::pick;

const DAY: i64 = 24 * 60 * 60;

pub(super) fn steps(parts: &Parts, start: NaiveDateTime, seek: NaiveDateTime) -> Steps {
    let unit = match parts.frequency {
        Frequency::Hourly => 60 * 60,
        Frequency::Minutely => 60,
        _ => 1,
    };
    let parts = parts.clone().filled(start);
    // The beginning of the hour, minute or second of the start, from which periods are counted.
    let seconds = i64::from(start.num_seconds_from_midnight());
    let begin = start.date().and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds - seconds % unit);
    let stride = unit * i64::from(parts.every);
    let ahead = (seek - begin).num_seconds().max(0) / stride;
    if !reaches(&parts, seconds - seconds % unit, stride) {
        return Box::new(std::iter::empty());
    }
    let walk = Walk { parts, begin, stride, at: ahead };
    Box::new(walk.flatten())
}

/// Whether the strides ever come to a time of day that the rule allows: they come round to the same ones for ever.
fn reaches(parts: &Parts, begin: i64, stride: i64) -> bool {
    let round = greatest_common_divisor(stride, DAY);
    let allowed = |list: &[u8], narrows: bool, most: u8| match list {
        _ if !narrows => vec![0],
        [] => (0..=most).collect(),
        list => list.to_vec(),
    };
    let hours = allowed(&parts.by_hour, true, 23);
    let minutes = allowed(&parts.by_minute, parts.frequency <= Frequency::Minutely, 59);
    let seconds = allowed(&parts.by_second, parts.frequency == Frequency::Secondly, 59);
    let mut times = hours.iter().flat_map(|hour| {
        minutes.iter().flat_map(|minute| {
            seconds
                .iter()
                .map(|second| (i64::from(*hour) * 60 + i64::from(*minute)) * 60 + i64::from(*second))
        })
    });
    times.any(|time| time % round == begin % round)
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

struct Walk {
    parts: Parts,
    begin: NaiveDateTime,
    stride: i64,
    /// How many strides from the beginning.
    at: i64,
}

impl Walk {
    fn period(&self) -> Option<NaiveDateTime> {
        let seconds = TimeDelta::try_seconds(self.at.checked_mul(self.stride)?)?;
        self.begin.checked_add_signed(seconds).filter(|time| time.year() <= 9999)
    }

    /// Goes to the first period that doesn't begin before `time`, one at least.
    fn jump(&mut self, time: NaiveDateTime) {
        let seconds = (time - self.begin).num_seconds();
        self.at = (self.at + 1)
            .max(seconds.div_euclid(self.stride) + i64::from(seconds.rem_euclid(self.stride) > 0));
    }

    fn day_fits(&self, day: NaiveDate) -> bool {
        let parts = &self.parts;
        let length = i64::from(day.num_days_in_month());
        let year = if day.leap_year() { 366 } else { 365 };
        let from_either_end = |at: u32, length: i64, wanted: i64| {
            wanted == i64::from(at) || wanted == i64::from(at) - length - 1
        };
        (parts.by_month.is_empty() || parts.by_month.contains(&(day.month() as u8)))
            && (parts.by_year_day.is_empty()
                || parts.by_year_day.iter().any(|d| from_either_end(day.ordinal(), year, i64::from(*d))))
            && (parts.by_month_day.is_empty()
                || parts.by_month_day.iter().any(|d| from_either_end(day.day(), length, i64::from(*d))))
            && (parts.by_day.is_empty() || parts.by_day.iter().any(|by| by.day == day.weekday()))
    }
}

impl Iterator for Walk {
    type Item = Vec<Step>;

    fn next(&mut self) -> Option<Self::Item> {
        let period = self.period()?;
        let (day, hour, minute) = (period.date(), period.hour() as u8, period.minute() as u8);
        let parts = &self.parts;
        let midnight = day.and_time(NaiveTime::MIN);
        let seconds = i64::from(period.num_seconds_from_midnight());
        // What narrows a unit is asked for from the largest down, so that a whole day or hour is passed over at once.
        let to_next = |unit: i64| midnight + TimeDelta::seconds((seconds / unit + 1) * unit);
        let skip = if !self.day_fits(day) {
            Some(DAY)
        } else if !parts.by_hour.is_empty() && !parts.by_hour.contains(&hour) {
            Some(60 * 60)
        } else if parts.frequency <= Frequency::Minutely
            && !parts.by_minute.is_empty()
            && !parts.by_minute.contains(&minute)
        {
            Some(60)
        } else {
            None
        };
        if let Some(unit) = skip {
            let next = to_next(unit);
            self.jump(next);
            return Some(vec![Step::passes(period)]);
        }
        let second = period.second() as u8;
        let times: Vec<NaiveTime> = match parts.frequency {
            Frequency::Hourly => Parts { by_hour: vec![hour], ..parts.clone() }.times(),
            Frequency::Minutely => {
                Parts { by_hour: vec![hour], by_minute: vec![minute], ..parts.clone() }.times()
            }
            _ if parts.by_second.is_empty() || parts.by_second.contains(&second) => vec![period.time()],
            _ => Vec::new(),
        };
        let found: Vec<NaiveDateTime> = if parts.by_set_pos.is_empty() {
            times.into_iter().map(|time| day.and_time(time)).collect()
        } else {
            pick(&[day], &times, &parts.by_set_pos)
        };
        self.at += 1;
        let passed = found.is_empty().then(|| Step::passes(period));
        Some(passed.into_iter().chain(found.into_iter().map(Step::fits)).collect())
    }
}
