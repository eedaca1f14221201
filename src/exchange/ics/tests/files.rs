//! Whole files as other programs write them, and what takes place by them.

use super::*;

fn kept(name: &str) -> Reading {
    let path = format!("{}/tests/data/ics/{name}.ics", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap())
}

#[test]
fn a_series_with_moved_and_excluded_lessons() {
    let reading = kept("term");
    assert_eq!(reading.rejects, []);
    assert_eq!(
        shown(&reading.calendar, "2026-03-01", "2026-05-31"),
        [
            "2026-03-03 09:00 – 2026-03-03 10:30",
            "2026-03-05 09:00 – 2026-03-05 10:30",
            // Moved to another day, and one made longer where it stands.
            "2026-03-11 14:00 – 2026-03-11 15:30",
            "2026-03-12 09:00 – 2026-03-12 11:30",
            // The 17th was taken out, the 19th called off.
            "2026-03-24 09:00 – 2026-03-24 10:30",
            "2026-03-26 09:00 – 2026-03-26 10:30",
            // An additional lesson.
            "2026-03-28 09:00 – 2026-03-28 10:30",
            "2026-03-31 09:00 – 2026-03-31 10:30",
        ]
    );
    let march = preview(&reading.calendar, date("2026-03-01"), date("2026-03-31"), 99).unwrap();
    assert_eq!(march.cancelled, 1);
    let moved = march.occurrences.iter().find(|it| it.replaces.is_some()).unwrap();
    assert_eq!(moved.replaces, Some(time("2026-03-10 09:00")));
    assert!(march.occurrences.iter().all(|it| it.uid == "term-1@example.org"));
}

#[test]
fn what_outlook_writes() {
    let reading = kept("outlook");
    assert_eq!(reading.calendar.events.len(), 3);
    assert_eq!(
        shown(&reading.calendar, "2026-03-01", "2026-06-30"),
        [
            "2026-03-04 14:30 – 2026-03-04 16:00",
            "2026-03-09 09:00 – 2026-03-09 11:00",
            "2026-03-18 14:30 – 2026-03-18 16:00",
            "2026-04-01 14:30 – 2026-04-01 16:00",
            "2026-04-13 09:00 – 2026-04-13 11:00",
            "2026-05-04 – 2026-05-05",
            "2026-05-11 09:00 – 2026-05-11 11:00",
            "2026-06-08 09:00 – 2026-06-08 11:00",
        ]
    );
    let faults: Vec<(usize, &Fault)> = reading.rejects.iter().map(|it| (it.line, &it.fault)).collect();
    let range = Fault::NotUnderstood { what: "RANGE=THISANDFUTURE".into() };
    assert_eq!(faults, [(50, &range)]);
    assert_eq!(
        reading.calendar.events[0].summary,
        "党组织生活会：学习讨论，支部全体党员参加（请提前十分钟到场），地点见门口告示"
    );
}

#[test]
fn a_window_shows_what_reaches_into_it() {
    let calendar = read(
        file(&[
            "UID:long\nDTSTART;VALUE=DATE:20260301\nDTEND;VALUE=DATE:20260311",
            "UID:night\nDTSTART:20260309T220000\nDURATION:PT4H",
            "UID:moment\nDTSTART:20260310T000000",
            "UID:next\nDTSTART:20260311T000000\nDURATION:PT1H",
            "UID:before\nDTSTART:20260309T220000\nDURATION:PT2H",
            "UID:weekly\nDTSTART:20260302T230000\nDURATION:PT2H\nRRULE:FREQ=DAILY;COUNT=8",
        ])
        .as_bytes(),
    )
    .calendar;
    let found = preview(&calendar, date("2026-03-10"), date("2026-03-10"), 99).unwrap();
    let uids: Vec<&str> = found.occurrences.iter().map(|it| it.uid.as_str()).collect();
    assert_eq!(uids, ["long", "night", "weekly", "moment"]);
}

#[test]
fn more_than_was_asked_for_is_told() {
    let calendar = read(file(&["UID:a\nDTSTART:20260302T090000\nRRULE:FREQ=DAILY"]).as_bytes()).calendar;
    let found = preview(&calendar, date("2026-03-01"), date("2026-03-31"), 10).unwrap();
    assert_eq!((found.occurrences.len(), found.cut.contains("a")), (10, true));
    let all = preview(&calendar, date("2026-03-01"), date("2026-03-31"), 30).unwrap();
    assert_eq!((all.occurrences.len(), all.cut.len()), (30, 0));
}

#[test]
fn an_event_whose_rule_misses_its_start_begins_with_it() {
    let calendar =
        read(file(&["UID:a\nDTSTART:20260302T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"]).as_bytes())
            .calendar;
    assert_eq!(
        shown(&calendar, "2026-03-01", "2026-03-31"),
        ["2026-03-02 09:00 – 2026-03-02 09:00", "2026-03-03 09:00 – 2026-03-03 09:00"]
    );
}

#[test]
fn a_cancelled_event_and_one_that_lost_its_series() {
    let calendar = read(
        file(&[
            "UID:off\nDTSTART:20260302T090000\nRRULE:FREQ=DAILY;COUNT=3\nSTATUS:CANCELLED",
            "UID:lost\nDTSTART:20260305T090000\nRECURRENCE-ID:20260304T090000",
        ])
        .as_bytes(),
    )
    .calendar;
    let found = preview(&calendar, date("2026-03-01"), date("2026-03-31"), 99).unwrap();
    assert_eq!((found.occurrences.len(), found.cancelled), (1, 3));
    assert_eq!(found.occurrences[0].uid, "lost");
}

#[test]
fn a_day_that_falls_out_of_a_series_of_times() {
    let text = "UID:a\nDTSTART:20260302T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260303";
    let calendar = read(file(&[text]).as_bytes()).calendar;
    assert_eq!(
        shown(&calendar, "2026-03-01", "2026-03-31"),
        ["2026-03-02 09:00 – 2026-03-02 09:00", "2026-03-04 09:00 – 2026-03-04 09:00"]
    );
}
