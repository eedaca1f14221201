//! Expanding 100 weekly series over a year: what every rebuild of a calendar screen may ask for; and what the same rules
//! cost when the crate makes the dates.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};
use common::{Promises, Times};
use criterion::Criterion;
use quanke::domain::recurrence::{End, Rule};

const SERIES: i64 = 100;
const ROUNDS: usize = 200;

/// Series of one to three days a week, begun in the year before or long ago, ended in the middle or after the year.
fn series() -> Vec<(Rule, NaiveDateTime)> {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let new_year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    (0..SERIES)
        .map(|n| {
            let begun = new_year - Duration::days(if n % 10 == 0 { 2_000 } else { n * 3 });
            let start = begun.and_hms_opt(8 + n as u32 % 10, 30, 0).unwrap();
            let mut days = vec![start.weekday()];
            days.extend(
                (1..=n % 3).map(|ahead| {
                    week[(i64::from(start.weekday().num_days_from_monday()) + ahead) as usize % 7]
                }),
            );
            let every = 1 + u16::from(n % 4 == 3);
            let end = match n % 3 {
                0 => End::Count(400),
                _ => End::Until(new_year + Duration::days(300 + n)),
            };
            (Rule::weekly(every, &days, end).unwrap(), start)
        })
        .collect()
}

fn expand(series: &[(Rule, NaiveDateTime)]) -> usize {
    let from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let to = from + Duration::days(365);
    series
        .iter()
        .map(|(rule, start)| {
            let found = rule.occurrences(*start, from, to, 10_000).unwrap();
            assert!(!found.cut);
            found.times.len()
        })
        .sum()
}

fn main() {
    let simple = series();
    // A month that says nothing new keeps the short way from being taken.
    let by_crate: Vec<_> = simple
        .iter()
        .map(|(rule, start)| {
            let text = format!("{rule};BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12");
            (Rule::parse(&text).unwrap(), *start)
        })
        .collect();
    let number = expand(&simple);
    assert_eq!(number, expand(&by_crate));
    println!("{SERIES} series, {number} times in the year");
    let (mut short, mut long) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let _ = short.take(|| expand(&simple));
        let _ = long.take(|| expand(&by_crate));
    }
    short.tell("100 weekly series over a year");
    long.tell("the same by the crate");
    let mut promises = Promises::default();
    promises.add("100 weekly series over a year, p99", short.p99(), 5.0, " ms");
    promises.tell();

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("recurrence/100 weekly series", |bench| bench.iter(|| expand(&simple)));
    criterion.bench_function("recurrence/the same by the crate", |bench| bench.iter(|| expand(&by_crate)));
    criterion.final_summary();
}
