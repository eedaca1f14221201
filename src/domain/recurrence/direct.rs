//! The shapes a worker chooses, by plain arithmetic: a week view expands hundreds of them each time it is built.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::expand::{Step, Steps};
use super::parts::Parts;
use super::shape::Shape;

/// None: another shape.
pub(super) fn steps(parts: &Parts, start: NaiveDateTime, seek: NaiveDateTime) -> Option<Steps> {
    let time = start.time();
    let ahead = (seek.date() - start.date()).num_days().max(0);
    let days: Box<dyn Iterator<Item = NaiveDate>> = match parts.shape() {
        Shape::Daily { every } => {
            let every = i64::from(every);
            Box::new(stride(start.date(), every, ahead / every))
        }
        Shape::Weekly { every, days } => {
            let every = 7 * i64::from(every);
            let from = start.date().week(Weekday::Mon).checked_first_day()?;
            let days = if days.is_empty() { vec![start.weekday()] } else { days };
            let offsets: Vec<TimeDelta> =
                days.iter().map(|day| TimeDelta::days(i64::from(day.num_days_from_monday()))).collect();
            let weeks = stride(from, every, ahead / every);
            Box::new(weeks.flat_map(move |week| {
                let days: Vec<_> =
                    offsets.iter().filter_map(|offset| week.checked_add_signed(*offset)).collect();
                days
            }))
        }
        Shape::MonthlyOnDate { every, day } => {
            let day = day.or_else(|| i8::try_from(start.day()).ok())?;
            Box::new(months(start, every, seek)?.filter_map(move |month| date_in(month, day)))
        }
        Shape::MonthlyOnWeekday { every, nth, day } => {
            Box::new(months(start, every, seek)?.filter_map(move |month| weekday_in(month, nth, day)))
        }
        Shape::Yearly { every } => {
            let every = i32::from(every);
            let ahead = (seek.year() - start.year()).max(0) / every;
            let (month, day) = (start.month(), start.day());
            let years = (ahead..).map_while(move |n| start.year().checked_add(n.checked_mul(every)?));
            let days = years.take_while(|year| *year <= 9999);
            Box::new(days.filter_map(move |year| NaiveDate::from_ymd_opt(year, month, day)))
        }
        Shape::Other => return None,
    };
    Some(Box::new(days.map(move |day| Step::fits(day.and_time(time)))))
}

/// Every so many days from the `first`, the first `ahead` of them passed over.
fn stride(first: NaiveDate, every: i64, ahead: i64) -> impl Iterator<Item = NaiveDate> {
    (ahead..).map_while(move |n| {
        let days = TimeDelta::try_days(n.checked_mul(every)?)?;
        first.checked_add_signed(days).filter(|day| day.year() <= 9999)
    })
}

/// First days of every so many months.
fn months(
    start: NaiveDateTime,
    every: u16,
    seek: NaiveDateTime,
) -> Option<impl Iterator<Item = NaiveDate> + use<>> {
    let first = start.date().with_day(1)?;
    let apart = (seek.year() - start.year()) * 12 + seek.month0() as i32 - start.month0() as i32;
    let every = u32::from(every);
    let ahead = apart.max(0) as u32 / every;
    let months = (ahead..).map_while(move |n| first.checked_add_months(Months::new(n.checked_mul(every)?)));
    Some(months.take_while(|month| month.year() <= 9999))
}

/// How many days the month has that begins with `first`.
fn length(first: NaiveDate) -> u32 {
    u32::from(first.num_days_in_month())
}

fn date_in(first: NaiveDate, day: i8) -> Option<NaiveDate> {
    let back = u32::from(day.unsigned_abs());
    first.with_day(if day > 0 { back } else { (length(first) + 1).checked_sub(back)? })
}

fn weekday_in(first: NaiveDate, nth: i8, day: Weekday) -> Option<NaiveDate> {
    let weeks = u32::from(nth.unsigned_abs()).checked_sub(1)? * 7;
    if nth > 0 {
        return first.with_day(1 + day.days_since(first.weekday()) + weeks);
    }
    let last = first.with_day(length(first))?;
    last.with_day(last.day().checked_sub(last.weekday().days_since(day) + weeks)?)
}
