use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The dates of a rule from a start, all to 2099.
fn dates(rule: &str, start: &str, limit: usize) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap_or_else(|error| panic!("{rule}: {error}"));
    let found = rule.occurrences(at(start), at(start), at("2100-01-01 00:00"), limit).unwrap();
    found.times.iter().map(|time| time.format("%Y-%m-%d %H:%M").to_string()).collect()
}

#[test]
fn a_term_of_tuesdays_and_thursdays() {
    let rule = Rule::weekly(1, &[Weekday::Thu, Weekday::Tue], End::Until(day("2026-03-12"))).unwrap();
    assert_eq!(rule.to_string(), "FREQ=WEEKLY;UNTIL=20260312;BYDAY=TU,TH");
    // The Monday of the start is no lesson.
    let found = rule.occurrences(at("2026-03-02 09:00"), at("2026-01-01 00:00"), at("2027-01-01 00:00"), 99);
    let expected = ["2026-03-03 09:00", "2026-03-05 09:00", "2026-03-10 09:00", "2026-03-12 09:00"].map(at);
    assert_eq!(found.unwrap(), Expansion { times: expected.to_vec(), cut: false });
}

#[test]
fn the_limit_is_told() {
    let rule = Rule::daily(1, End::Count(10)).unwrap();
    let ask = |limit| {
        rule.occurrences(at("2026-03-02 09:00"), at("2026-03-04 00:00"), at("2026-03-09 09:00"), limit)
    };
    assert_eq!((ask(5).unwrap().times.len(), ask(5).unwrap().cut), (5, false));
    assert_eq!((ask(4).unwrap().times.len(), ask(4).unwrap().cut), (4, true));
    assert_eq!((ask(0).unwrap().times.len(), ask(0).unwrap().cut), (0, true));
}
