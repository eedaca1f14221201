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

#[test]
fn every_constructor_says_what_it_makes() {
    let until = End::Until(day("2026-06-30"));
    for (rule, text, shape) in [
        (Rule::daily(3, until), "FREQ=DAILY;UNTIL=20260630;INTERVAL=3", Shape::Daily { every: 3 }),
        (
            Rule::weekly(2, &[Weekday::Wed, Weekday::Mon, Weekday::Wed], until),
            "FREQ=WEEKLY;UNTIL=20260630;INTERVAL=2;BYDAY=MO,WE",
            Shape::Weekly { every: 2, days: vec![Weekday::Mon, Weekday::Wed] },
        ),
        (
            Rule::weekly(1, &[], End::Count(16)),
            "FREQ=WEEKLY;COUNT=16",
            Shape::Weekly { every: 1, days: vec![] },
        ),
        (
            Rule::monthly_on_date(1, -1, until),
            "FREQ=MONTHLY;UNTIL=20260630;BYMONTHDAY=-1",
            Shape::MonthlyOnDate { every: 1, day: Some(-1) },
        ),
        (
            Rule::monthly_on_weekday(2, -1, Weekday::Fri, until),
            "FREQ=MONTHLY;UNTIL=20260630;INTERVAL=2;BYDAY=-1FR",
            Shape::MonthlyOnWeekday { every: 2, nth: -1, day: Weekday::Fri },
        ),
        (Rule::yearly(1, until), "FREQ=YEARLY;UNTIL=20260630", Shape::Yearly { every: 1 }),
    ] {
        let rule = rule.unwrap();
        assert_eq!(rule.to_string(), text);
        assert_eq!(rule.shape(), shape, "{text}");
        assert_eq!(Rule::parse(text).unwrap(), rule, "{text}");
        let json = serde_json::to_string(&rule).unwrap();
        assert_eq!(json, format!("{text:?}"));
        assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
    }
}

#[test]
fn constructors_refuse_what_cannot_be() {
    let end = End::Count(3);
    let refused = |rule: Result<Rule, RuleError>| match rule.unwrap_err() {
        RuleError::Value { part, .. } => part,
        other => panic!("{other}"),
    };
    assert_eq!(refused(Rule::daily(0, end)), Part::Interval);
    assert_eq!(refused(Rule::monthly_on_date(1, 0, end)), Part::ByMonthDay);
    assert_eq!(refused(Rule::monthly_on_date(1, 32, end)), Part::ByMonthDay);
    assert_eq!(refused(Rule::monthly_on_weekday(1, 6, Weekday::Mon, end)), Part::ByDay);
    assert_eq!(refused(Rule::monthly_on_weekday(1, 0, Weekday::Mon, end)), Part::ByDay);
    assert_eq!(refused(Rule::daily(1, End::Count(0))), Part::Count);
}

#[test]
fn the_shapes_of_foreign_rules() {
    for (text, shape) in [
        ("FREQ=MONTHLY", Shape::MonthlyOnDate { every: 1, day: None }),
        // As Outlook writes the second Monday.
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", Shape::MonthlyOnWeekday { every: 1, nth: 2, day: Weekday::Mon }),
        (
            "FREQ=WEEKLY;WKST=SU;BYDAY=TU,SU",
            Shape::Weekly { every: 1, days: vec![Weekday::Tue, Weekday::Sun] },
        ),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", Shape::Other),
        ("FREQ=WEEKLY;BYMONTH=3;BYDAY=TU", Shape::Other),
        ("FREQ=DAILY;BYDAY=MO", Shape::Other),
        ("FREQ=DAILY;BYHOUR=9", Shape::Other),
        ("FREQ=YEARLY;BYMONTH=3", Shape::Other),
        ("FREQ=HOURLY", Shape::Other),
    ] {
        assert_eq!(Rule::parse(text).unwrap().shape(), shape, "{text}");
    }
}

#[test]
fn text_in_the_wild() {
    for (text, canonical) in [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;", "FREQ=WEEKLY;BYDAY=TU"),
        (" freq=weekly;byday=th,tu,th;wkst=mo;interval=1 ", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("BYDAY=+1MO;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=DAILY;BYSECOND=60", "FREQ=DAILY;BYSECOND=59"),
        ("FREQ=DAILY;UNTIL=20260302T155959Z", "FREQ=DAILY;UNTIL=20260302"),
        ("FREQ=DAILY;UNTIL=20260302T010000Z", "FREQ=DAILY;UNTIL=20260302T090000"),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
    ] {
        let rule = Rule::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(rule.to_string(), canonical, "{text}");
        assert_eq!(Rule::parse(canonical).unwrap(), rule, "{text}");
    }
}

#[test]
fn a_fault_in_the_text_is_named() {
    let value = |part, found: &str| RuleError::Value { part, found: found.into() };
    for (text, error) in [
        ("", RuleError::NoFrequency),
        ("COUNT=3", RuleError::NoFrequency),
        ("FREQ=FORTNIGHTLY", value(Part::Freq, "FORTNIGHTLY")),
        ("FREQ=DAILY;COUNT", RuleError::Shape { text: "COUNT".into() }),
        ("FREQ=DAILY;FREQ=DAILY", RuleError::Twice { part: Part::Freq }),
        ("FREQ=DAILY;BYEASTER=0", RuleError::Unknown { name: "BYEASTER".into() }),
        ("FREQ=DAILY;COUNT=0", value(Part::Count, "0")),
        ("FREQ=DAILY;COUNT=-1", value(Part::Count, "-1")),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260302", RuleError::TwoEnds),
        ("FREQ=DAILY;UNTIL=2026-03-02", value(Part::Until, "2026-03-02")),
        ("FREQ=DAILY;UNTIL=20260230", value(Part::Until, "20260230")),
        ("FREQ=DAILY;INTERVAL=70000", value(Part::Interval, "70000")),
        ("FREQ=MONTHLY;BYMONTHDAY=0", value(Part::ByMonthDay, "0")),
        ("FREQ=MONTHLY;BYMONTHDAY=1,,3", value(Part::ByMonthDay, "")),
        ("FREQ=MONTHLY;BYDAY=54MO", value(Part::ByDay, "54MO")),
        ("FREQ=MONTHLY;BYDAY=0MO", value(Part::ByDay, "0MO")),
        ("FREQ=MONTHLY;BYDAY=周一", value(Part::ByDay, "周一")),
        ("FREQ=YEARLY;BYMONTH=13", value(Part::ByMonth, "13")),
        ("FREQ=DAILY;BYHOUR=24", value(Part::ByHour, "24")),
        ("FREQ=DAILY;BYSETPOS=1", RuleError::NothingToPickFrom),
        (
            "FREQ=WEEKLY;BYMONTHDAY=3",
            RuleError::NotWith { part: Part::ByMonthDay, frequency: Frequency::Weekly },
        ),
        (
            "FREQ=MONTHLY;BYWEEKNO=3",
            RuleError::NotWith { part: Part::ByWeekNo, frequency: Frequency::Monthly },
        ),
        ("FREQ=DAILY;BYYEARDAY=3", RuleError::NotWith { part: Part::ByYearDay, frequency: Frequency::Daily }),
    ] {
        assert_eq!(Rule::parse(text), Err(error), "{text}");
    }
}

#[test]
fn the_end_is_read_and_changed() {
    let rule = Rule::parse("FREQ=WEEKLY;BYDAY=TU").unwrap();
    assert!(rule.is_endless());
    assert_eq!(rule.end(), None);
    let ended = rule.with_end(End::Until(day("2026-06-30"))).unwrap();
    assert_eq!(ended.end(), Some(End::Until(day("2026-06-30"))));
    assert_eq!(ended.with_end(End::Count(4)).unwrap().to_string(), "FREQ=WEEKLY;COUNT=4;BYDAY=TU");
    // An end in the middle of a day cuts that day's later times off, and tells the day.
    let noon = Rule::parse("FREQ=DAILY;BYHOUR=9,15;UNTIL=20260303T120000").unwrap();
    assert_eq!(noon.end(), Some(End::Until(day("2026-03-03"))));
    let found = noon.occurrences(at("2026-03-02 09:00"), at("2026-03-02 09:00"), at("2027-01-01 00:00"), 9);
    let expected = ["2026-03-02 09:00", "2026-03-02 15:00", "2026-03-03 09:00"].map(at);
    assert_eq!(found.unwrap().times, expected);
}

#[test]
fn the_window_is_half_open_and_may_begin_anywhere() {
    for text in [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;INTERVAL=3;COUNT=400",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
        "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=MO,SU",
        "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,-1",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=SU,2MO",
        "FREQ=YEARLY;INTERVAL=3",
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2,7;BYMONTHDAY=29",
        "FREQ=HOURLY;INTERVAL=500",
        "FREQ=MINUTELY;INTERVAL=12345;BYDAY=MO,TU",
    ] {
        let rule = Rule::parse(text).unwrap();
        let start = at("2024-02-29 09:30");
        let all = rule.occurrences(start, start, at("2040-01-01 00:00"), 99_999).unwrap();
        assert!(!all.cut && !all.times.is_empty(), "{text}");
        for (from, to) in [
            ("2024-02-29 09:30", "2025-01-01 00:00"),
            ("2026-03-02 09:30", "2026-08-01 09:30"),
            ("2019-01-01 00:00", "2024-02-29 09:31"),
            ("2031-12-29 00:00", "2033-01-03 09:30"),
        ] {
            let (from, to) = (at(from), at(to));
            let expected: Vec<_> =
                all.times.iter().copied().filter(|time| (from..to).contains(time)).collect();
            let found = rule.occurrences(start, from, to, 99_999).unwrap();
            assert_eq!(found.times, expected, "{text} {from} {to}");
        }
    }
}

#[test]
fn the_start_of_an_event_is_its_first_instance() {
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH").unwrap();
    let (start, to) = (at("2026-03-02 09:00"), at("2027-01-01 00:00"));
    // A Monday, which the rule doesn't meet: it counts as the first of the three.
    let met = rule.instances(start, start, to, 9).unwrap();
    assert_eq!(met.times, ["2026-03-02 09:00", "2026-03-03 09:00", "2026-03-05 09:00"].map(at));
    let own = rule.occurrences(start, start, to, 9).unwrap();
    assert_eq!(own.times, ["2026-03-03 09:00", "2026-03-05 09:00", "2026-03-10 09:00"].map(at));
    let tuesday = at("2026-03-03 09:00");
    assert_eq!(
        rule.instances(tuesday, tuesday, to, 9).unwrap(),
        rule.occurrences(tuesday, tuesday, to, 9).unwrap()
    );
    let days = rule.instance_days(day("2026-03-02"), day("2026-03-03"), day("2027-01-01"), 9).unwrap();
    assert_eq!(days.times, ["2026-03-03", "2026-03-05"].map(day));
}

#[test]
fn rules_that_never_fit_come_to_an_end() {
    for text in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=4;BYSECOND=49",
        "FREQ=MINUTELY;INTERVAL=7;BYHOUR=3;BYSETPOS=2",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=4",
    ] {
        let rule = Rule::parse(text).unwrap();
        let start = at("2026-03-02 09:00");
        let found = rule.occurrences(start, start, at("2028-03-02 09:00"), 10).unwrap();
        assert_eq!(found, Expansion { times: vec![], cut: false }, "{text}");
    }
    // One second after another for two years is more than anybody waits for, and it says so.
    let rule = Rule::parse("FREQ=SECONDLY;BYSETPOS=2;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12").unwrap();
    let start = at("2026-03-02 09:00");
    assert!(rule.occurrences(start, start, at("2028-03-02 09:00"), 10).unwrap().cut);
}

mod differences;
mod paths;
mod rfc;
