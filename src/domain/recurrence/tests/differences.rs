//! Where the crate `rrule` 0.14 reads RFC 5545 otherwise, a test a case: what the crate says by itself, and what we say.
//! When a newer crate agrees, the first half fails and the correction may go.

use rrule::RRuleSet;

use super::*;

/// The crate's own answer; none where it refuses the rule.
fn crate_alone(rule: &str, start: &str, limit: usize) -> Option<Vec<String>> {
    let text = format!("DTSTART:{}Z\nRRULE:{rule}", at(start).format("%Y%m%dT%H%M%S"));
    let set: RRuleSet = text.parse().ok()?;
    let times = set.limit().into_iter().take(limit);
    Some(times.map(|time| time.naive_utc().format("%Y-%m-%d %H:%M").to_string()).collect())
}

fn corrected(rule: &str, start: &str, expected: &[&str]) {
    let alone = crate_alone(rule, start, expected.len());
    assert_ne!(alone, Some(expected.iter().map(ToString::to_string).collect()), "the crate is right: {rule}");
    assert_eq!(dates(rule, start, expected.len()), expected, "{rule}");
}

#[test]
fn byweekno_without_byday_takes_the_weekday_of_the_start() {
    // The crate takes all seven days of the week (as dateutil does).
    corrected(
        "FREQ=YEARLY;BYWEEKNO=20",
        "1997-05-12 09:00",
        &["1997-05-12 09:00", "1998-05-11 09:00", "1999-05-17 09:00"],
    );
}

#[test]
fn bysetpos_numbers_a_first_partial_week_from_its_beginning() {
    // From a Wednesday: the first of Monday, Wednesday and Friday of that week was before the start (the crate, as
    // dateutil, takes the Wednesday).
    corrected(
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1",
        "2026-03-04 09:00",
        &["2026-03-09 09:00", "2026-03-16 09:00"],
    );
    corrected(
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=2",
        "2026-03-04 09:00",
        &["2026-03-04 09:00", "2026-03-11 09:00"],
    );
}

#[test]
fn a_start_without_a_time_knows_no_times() {
    // RFC 5545 §3.3.10: BYHOUR and the like are ignored there. The crate has no such start: it makes a midnight of it.
    let rule = Rule::parse("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=30").unwrap();
    let found = rule.days(day("2026-03-02"), day("2026-03-02"), day("2026-03-05"), 9).unwrap();
    assert_eq!(found.times, ["2026-03-02", "2026-03-03", "2026-03-04"].map(day));
    let alone = crate_alone("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=30", "2026-03-02 00:00", 3).unwrap();
    assert_eq!(alone, ["2026-03-02 09:30", "2026-03-02 15:30", "2026-03-03 09:30"]);
}

#[test]
fn an_until_without_a_time_keeps_the_last_day() {
    // The crate refuses an UNTIL that isn't in UTC where the start has a zone; dateutil ends at that day's midnight.
    corrected(
        "FREQ=WEEKLY;UNTIL=20260316",
        "2026-03-02 09:00",
        &["2026-03-02 09:00", "2026-03-09 09:00", "2026-03-16 09:00"],
    );
    let rule = Rule::parse("FREQ=WEEKLY;UNTIL=20260316T000000Z").unwrap();
    let found = rule.days(day("2026-03-02"), day("2026-03-02"), day("2027-01-01"), 9).unwrap();
    assert_eq!(found.times, ["2026-03-02", "2026-03-09", "2026-03-16"].map(day));
}

#[test]
fn an_until_before_the_start_is_an_empty_rule() {
    let rule = "FREQ=DAILY;UNTIL=20260301T000000Z";
    assert_eq!(crate_alone(rule, "2026-03-02 09:00", 5), None);
    assert_eq!(dates(rule, "2026-03-02 09:00", 5), [""; 0]);
}

#[test]
fn plain_and_numbered_weekdays_stand_side_by_side() {
    // The crate, as dateutil, gives only days that are both.
    corrected(
        "FREQ=MONTHLY;BYDAY=MO,1FR",
        "2026-03-01 09:00",
        &["2026-03-02 09:00", "2026-03-06 09:00", "2026-03-09 09:00", "2026-03-16 09:00"],
    );
}

#[test]
fn the_fifth_weekday_from_the_end_of_a_month() {
    // In range by RFC 5545 §3.3.10; the crate refuses it.
    corrected(
        "FREQ=MONTHLY;BYDAY=-5MO",
        "2026-03-01 09:00",
        &["2026-03-02 09:00", "2026-06-01 09:00", "2026-08-03 09:00"],
    );
    corrected("FREQ=YEARLY;BYDAY=-53TH", "2026-01-01 09:00", &["2026-01-01 09:00", "2032-01-01 09:00"]);
}

#[test]
fn the_first_week_of_a_year_begins_in_the_year_before() {
    // Week 1 of 2025 begins on 30 December 2024. Every other year from there is 2025, 2027; the crate, as dateutil,
    // counts the calendar years of the days, and lands in week 1 of 2026 and 2028.
    corrected(
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
        "2024-12-30 09:00",
        &["2024-12-30 09:00", "2027-01-04 09:00", "2029-01-01 09:00"],
    );
}

#[test]
fn new_years_day_in_the_last_week_of_the_year_before() {
    // 1 January 2011 is the Saturday of week 52 of 2010 (ISO 8601). The crate, as dateutil, takes the number of weeks of
    // 2010 from the length of 2011 and says 53.
    let alone = crate_alone("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA", "2010-01-01 09:00", 2).unwrap();
    assert_eq!(alone, ["2010-01-02 09:00", "2011-01-01 09:00"]);
    corrected(
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA",
        "2010-01-01 09:00",
        &["2010-01-02 09:00", "2016-01-02 09:00"],
    );
    corrected(
        "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA",
        "2010-01-03 09:00",
        &["2011-01-01 09:00", "2011-12-31 09:00"],
    );
}

#[test]
fn weeks_counted_from_the_end_reach_into_december() {
    // 31 December 2001 is the Monday of week 1 of 2002, the 52nd from its end.
    corrected(
        "FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO",
        "2001-06-01 09:00",
        &["2001-12-31 09:00", "2002-12-30 09:00"],
    );
}

#[test]
fn minutes_narrowed_to_hours_still_count_minutes() {
    // Every ninety minutes, at nine and twelve: 9:00, 10:30, 12:00. The crate steps over hours that don't fit without
    // counting them, and says 12:30. dateutil is right here.
    corrected(
        "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,12",
        "2026-03-02 09:00",
        &["2026-03-02 09:00", "2026-03-02 12:00", "2026-03-03 09:00", "2026-03-03 12:00"],
    );
}

#[test]
fn positions_go_as_far_as_the_standard_lets_them() {
    // Of 31 days twice a day there are 62; the crate lets BYSETPOS go to 31.
    corrected(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=9,15;BYSETPOS=40",
        "2026-03-01 09:00",
        &["2026-03-20 15:00", "2026-04-20 15:00"],
    );
}

#[test]
fn what_the_standard_forbids_is_refused_and_not_passed_over() {
    let refused = |rule: &str| Rule::parse(rule).unwrap_err();
    // The crate takes these for every day, for Mondays, for nothing, and for Mondays.
    assert!(crate_alone("FREQ=DAILY;BYDAY=2MO", "2026-03-02 09:00", 3).is_some());
    assert!(crate_alone("FREQ=WEEKLY;BYDAY=XMO", "2026-03-02 09:00", 3).is_some());
    assert!(crate_alone("FREQ=DAILY;INTERVAL=0", "2026-03-02 09:00", 3).is_some());
    assert!(crate_alone("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "2026-03-02 09:00", 3).is_some());
    let numbered = RuleError::NotWith { part: Part::ByDay, frequency: Frequency::Daily };
    assert_eq!(refused("FREQ=DAILY;BYDAY=2MO"), numbered);
    assert_eq!(refused("FREQ=WEEKLY;BYDAY=XMO"), RuleError::Value { part: Part::ByDay, found: "XMO".into() });
    assert_eq!(
        refused("FREQ=DAILY;INTERVAL=0"),
        RuleError::Value { part: Part::Interval, found: "0".into() }
    );
    assert_eq!(refused("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO"), RuleError::NumberedInWeek);
}

#[test]
fn the_first_monday_is_written_as_the_first_monday() {
    // The crate writes 1MO as MO, which is every Monday.
    let mut rule = rrule::RRule::new(rrule::Frequency::Monthly);
    rule = rule.by_weekday(vec![rrule::NWeekday::Nth(1, Weekday::Mon)]);
    assert_eq!(rule.to_string(), "FREQ=MONTHLY;BYDAY=MO");
    let ours = Rule::monthly_on_weekday(1, 1, Weekday::Mon, End::Count(3)).unwrap();
    assert_eq!(ours.to_string(), "FREQ=MONTHLY;COUNT=3;BYDAY=1MO");
}
