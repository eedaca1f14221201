//! Rules by chance: every part of RFC 5545 §3.3.10, alone and beside others, as far as the standard lets them.

use std::fmt::Write;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use fastrand::Rng;

use super::Case;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The same seed throws the same rules.
pub fn throw(seed: u64, number: usize) -> Vec<Case> {
    let mut rng = Rng::with_seed(seed);
    (0..number).map(|_| one(&mut rng)).collect()
}

fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

/// Up to `most` different numbers, some from the end.
fn numbers(rng: &mut Rng, least: i32, largest: i32, most: usize, signed: bool) -> String {
    let count = rng.usize(1..=most);
    let mut list: Vec<i32> = Vec::new();
    while list.len() < count {
        let number = rng.i32(least..=largest) * if signed && chance(rng, 40) { -1 } else { 1 };
        if !list.contains(&number) {
            list.push(number);
        }
    }
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn weekdays(rng: &mut Rng, largest: Option<i32>) -> String {
    let mut list: Vec<String> = Vec::new();
    for _ in 0..rng.usize(1..=4) {
        let day = DAYS[rng.usize(0..7)];
        let text = match largest {
            Some(largest) if chance(rng, 60) => {
                let nth = rng.i32(1..=largest) * if chance(rng, 40) { -1 } else { 1 };
                format!("{nth}{day}")
            }
            _ => day.to_owned(),
        };
        if !list.contains(&text) {
            list.push(text);
        }
    }
    list.join(",")
}

fn one(rng: &mut Rng) -> Case {
    let all = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];
    let frequency = all[[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6][rng.usize(0..18)]];
    let short = matches!(frequency, "HOURLY" | "MINUTELY" | "SECONDLY");
    let mut rule = format!("FREQ={frequency}");
    let every = [1, 1, 1, 2, 3, 4, 5, rng.i32(1..if short { 200 } else { 40 })][rng.usize(0..8)];
    if every > 1 {
        let _ = write!(rule, ";INTERVAL={every}");
    }
    if chance(rng, 30) {
        let _ = write!(rule, ";WKST={}", DAYS[rng.usize(0..7)]);
    }
    let plain = rule.len();
    let weeks = frequency == "YEARLY" && chance(rng, 25);
    let year_days = (short || frequency == "YEARLY") && chance(rng, 12);
    if !year_days && chance(rng, 30) {
        let _ = write!(rule, ";BYMONTH={}", numbers(rng, 1, 12, 3, false));
    }
    if weeks {
        let _ = write!(rule, ";BYWEEKNO={}", numbers(rng, 1, 53, 3, true));
    }
    if year_days {
        let _ = write!(rule, ";BYYEARDAY={}", numbers(rng, 1, 366, 6, true));
    }
    if !year_days && frequency != "WEEKLY" && chance(rng, 30) {
        let _ = write!(rule, ";BYMONTHDAY={}", numbers(rng, 1, 31, 4, true));
    }
    if chance(rng, 50) {
        let largest = match frequency {
            "MONTHLY" => Some(5),
            "YEARLY" if !weeks => Some(if chance(rng, 60) { 5 } else { 53 }),
            _ => None,
        };
        let _ = write!(rule, ";BYDAY={}", weekdays(rng, largest));
    }
    for (name, largest, percent) in [("BYHOUR", 23, 20), ("BYMINUTE", 59, 20), ("BYSECOND", 59, 10)] {
        if chance(rng, percent) {
            let _ = write!(rule, ";{name}={}", numbers(rng, 0, largest, 3, false));
        }
    }
    if rule.len() > plain && chance(rng, 25) {
        let largest = if chance(rng, 60) { 2 } else { 10 };
        let _ = write!(rule, ";BYSETPOS={}", numbers(rng, 1, largest, 2, true));
    }
    window(rng, rule, short)
}

/// An end, a start and a window; one rule in six starts on a date without a time.
fn window(rng: &mut Rng, mut rule: String, short: bool) -> Case {
    let whole = !short && chance(rng, 17);
    let minute = [0, 0, 30, rng.i64(0..60)][rng.usize(0..4)];
    let second = [0, 0, 0, rng.i64(0..60)][rng.usize(0..4)];
    let day = NaiveDate::from_ymd_opt(1995, 1, 1).unwrap() + Duration::days(rng.i64(0..16_000));
    let mut start = day.and_hms_opt(rng.u32(0..24), 0, 0).unwrap() + Duration::seconds(minute * 60 + second);
    if whole {
        start = day.and_hms_opt(0, 0, 0).unwrap();
    }
    let end = match rng.u32(0..10) {
        0..3 => format!(";COUNT={}", rng.u32(1..=40)),
        3..5 if !whole => {
            let until = start + Duration::days(rng.i64(0..4_000)) + Duration::hours(rng.i64(-3..=3));
            format!(";UNTIL={}", until.format("%Y%m%dT%H%M%S"))
        }
        3..7 => {
            let until = start.date() + Duration::days(rng.i64(0..4_000));
            format!(";UNTIL={}", until.format("%Y%m%d"))
        }
        _ => String::new(),
    };
    rule.push_str(&end);
    let mut from = start;
    if chance(rng, 40) {
        from += Duration::days(rng.i64(0..2_000)) + Duration::minutes(rng.i64(0..2_000));
    }
    let lengths = if short { [3, 60, 400] } else { [30, 400, 4_000] };
    let to = from + Duration::days(lengths[rng.usize(0..3)]);
    let text = |time: NaiveDateTime| {
        if whole { time.date().to_string() } else { time.format("%Y-%m-%dT%H:%M:%S").to_string() }
    };
    Case { rule, start: text(start), from: text(from), to: text(to), limit: 40 }
}
