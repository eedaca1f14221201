//! Rules of days, weeks, months and years by the crate `rrule`.
//!
//! It is asked for days alone, in UTC and never from a floating start, from the beginning of a whole period (a week or
//! month that the start cuts in two would be numbered from the start), and without what it reads otherwise than the
//! standard; [`Sieve`] and [`pick`] do that part.

use chrono::{DateTime, Datelike, Month, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rrule::{NWeekday, RRule, RRuleError, RRuleSet, Tz};

use super::RuleError;
use super::expand::{Step, Steps};
use super::parts::{Frequency, Parts};
use super::sieve::{Sieve, pick, week_number};

impl From<RRuleError> for RuleError {
    fn from(error: RRuleError) -> Self {
        Self::Library { detail: error.to_string() }
    }
}

pub(super) fn steps(parts: &Parts, start: NaiveDateTime, seek: NaiveDateTime) -> Result<Steps, RuleError> {
    let parts = parts.clone().filled(start);
    let times = parts.times();
    if times.is_empty() {
        return Ok(Box::new(std::iter::empty()));
    }
    let begin = begin(&parts, start.date(), seek.date());
    let sieve = Sieve::new(&parts, start.date());
    let days = wider(&parts, begin)?.into_iter().map(|time: DateTime<Tz>| time.naive_utc().date());
    let days = days.map(move |day| (day, sieve.lets_through(day)));
    if parts.by_set_pos.is_empty() {
        return Ok(Box::new(days.flat_map(move |(day, fits)| {
            let times = if fits { times.clone() } else { Vec::new() };
            let passed = (!fits).then(|| Step::passes(day.and_time(NaiveTime::MIN)));
            passed.into_iter().chain(times.into_iter().map(move |time| Step::fits(day.and_time(time))))
        })));
    }
    let picked = Picked { days: Box::new(days), parts, times, held: Vec::new(), over: false };
    Ok(Box::new(picked.flatten()))
}

/// The first day of the last period that isn't later than `seek` and that the rule counts, as the days of the start are
/// counted.
fn begin(parts: &Parts, start: NaiveDate, seek: NaiveDate) -> NaiveDate {
    let every = i64::from(parts.every);
    let ahead = (seek - start).num_days().max(0);
    let jump = |first: NaiveDate, unit: i64| {
        let days = ahead / (unit * every) * unit * every;
        first.checked_add_signed(TimeDelta::days(days)).unwrap_or(first)
    };
    match parts.frequency {
        Frequency::Weekly => jump(parts.week_of(start), 7),
        Frequency::Monthly => {
            let first = start.with_day(1).unwrap_or(start);
            let apart = i64::from(seek.year() - start.year()) * 12 + i64::from(seek.month())
                - i64::from(start.month());
            let months = u32::try_from(apart.max(0) / every * every).unwrap_or(0);
            first.checked_add_months(Months::new(months)).unwrap_or(first)
        }
        Frequency::Yearly => {
            // A year of weeks may begin three days before the calendar's.
            let back = i32::from(!parts.by_week_no.is_empty());
            let every = i32::from(parts.every);
            let year = start.year() + (seek.year() - start.year()).max(0) / every * every;
            NaiveDate::from_ymd_opt(year - back, 1, 1).unwrap_or(start)
        }
        _ => jump(start, 1),
    }
}

/// The rule the crate is asked for, from the beginning of a period.
fn wider(parts: &Parts, begin: NaiveDate) -> Result<RRuleSet, RuleError> {
    let weeks = !parts.by_week_no.is_empty();
    let frequency = match parts.frequency {
        Frequency::Weekly => rrule::Frequency::Weekly,
        Frequency::Monthly => rrule::Frequency::Monthly,
        Frequency::Yearly => rrule::Frequency::Yearly,
        _ => rrule::Frequency::Daily,
    };
    let months: Vec<Month> = parts.by_month.iter().filter_map(|month| Month::try_from(*month).ok()).collect();
    let mut weekdays: Vec<NWeekday> = parts.by_day.iter().map(|by| NWeekday::Every(by.day)).collect();
    weekdays.dedup();
    let midnight = begin.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC);
    Ok(RRule::new(frequency)
        // Years of weeks are counted by the sieve.
        .interval(if weeks { 1 } else { parts.every })
        .week_start(parts.week_start)
        .by_month(&months)
        .by_month_day(parts.by_month_day.clone())
        .by_year_day(parts.by_year_day.clone())
        .by_weekday(weekdays)
        .by_hour(vec![0])
        .by_minute(vec![0])
        .by_second(vec![0])
        .build(midnight)?
        // Gives up after 100,000 periods in which nothing fits.
        .limit())
}

/// Gathers the days of each period and picks by position; each item holds the steps that one day leads to.
struct Picked {
    days: Box<dyn Iterator<Item = (NaiveDate, bool)>>,
    parts: Parts,
    times: Vec<NaiveTime>,
    /// The days so far of the period, one at least once the first has come.
    held: Vec<NaiveDate>,
    over: bool,
}

impl Picked {
    /// A day that stands for the period a day lies in.
    fn period_of(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.parts.frequency {
            Frequency::Weekly => Some(self.parts.week_of(day)),
            Frequency::Monthly => day.with_day(1),
            Frequency::Yearly if self.parts.by_week_no.is_empty() => NaiveDate::from_yo_opt(day.year(), 1),
            Frequency::Yearly => NaiveDate::from_yo_opt(week_number(day, self.parts.week_start).0, 1),
            _ => Some(day),
        }
    }

    /// How far the work has come for certain: what is picked from the days held is not yet told.
    fn passes(&self, day: NaiveDate) -> Step {
        Step::passes(self.held.first().copied().unwrap_or(day).and_time(NaiveTime::MIN))
    }

    fn let_go(&mut self) -> Vec<Step> {
        let held = std::mem::take(&mut self.held);
        pick(&held, &self.times, &self.parts.by_set_pos).into_iter().map(Step::fits).collect()
    }
}

impl Iterator for Picked {
    type Item = Vec<Step>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let Some((day, fits)) = self.days.next() else {
            self.over = true;
            return Some(self.let_go());
        };
        if !fits {
            return Some(vec![self.passes(day)]);
        }
        let same = self.held.first().is_none_or(|first| self.period_of(*first) == self.period_of(day));
        let mut steps = if same { Vec::new() } else { self.let_go() };
        self.held.push(day);
        steps.push(self.passes(day));
        Some(steps)
    }
}
