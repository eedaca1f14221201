//! Whatever a file holds, reading it comes to an end, and nothing in it is lost without a word.

use proptest::prelude::*;

use super::*;

const GOOD: &[u8] = include_bytes!("../../../../tests/data/ics/outlook.ics");

/// Every event that begins is taken or kept.
fn all_accounted_for(bytes: &[u8]) -> Result<(), TestCaseError> {
    let reading = read(bytes);
    let begins = super::super::lines::lines(bytes)
        .iter()
        .filter(|line| line.text.eq_ignore_ascii_case("BEGIN:VEVENT"))
        .count();
    let kept = reading.rejects.iter().filter(|reject| reject.raw.trim_start().len() >= 12).count();
    prop_assert!(reading.calendar.events.len() + kept >= begins);
    let lines = bytes.len() + 1;
    prop_assert!(reading.rejects.iter().all(|reject| (1..=lines).contains(&reject.line)));
    // And what was taken can be shown.
    let shown = preview(&reading.calendar, date("2026-01-01"), date("2026-12-31"), 500);
    prop_assert!(shown.is_ok());
    Ok(())
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "BEGIN:VALARM",
        "END:VALARM",
        "UID:a",
        "UID:b",
        "TZID:own",
        "DTSTART:20260302T090000",
        "DTSTART;TZID=own:20260302T090000",
        "DTSTART;VALUE=DATE:20260302",
        "DTEND:20260302T100000",
        "DURATION:P9999999999D",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=SECONDLY;BYSETPOS=2;BYSECOND=1",
        "RRULE:FREQ=YEARLY;BYWEEKNO=53",
        "RDATE:20260401T090000",
        "RDATE;VALUE=PERIOD:20260401T090000/PT1H",
        "EXDATE:20260303T090000",
        "RECURRENCE-ID:20260303T090000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:-1200",
        " folded",
        "\tfolded",
        "SUMMARY:\\",
        "STATUS:CANCELLED",
        ":",
        ";",
        "\"",
        "DTSTART;TZID=\"",
        "DTSTART:00010101T000000",
        "DTSTART:99991231T235959Z",
        "DTSTART;TZID=America/New_York:99991231T235959",
        "DTEND:99991231",
        "DTSTAMP:99991231T235959Z",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.join("\n"))
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        all_accounted_for(&bytes)?;
    }

    #[test]
    fn any_lines(text in words()) {
        all_accounted_for(text.as_bytes())?;
    }

    #[test]
    fn a_good_file_with_bytes_changed(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = GOOD.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        all_accounted_for(&bytes)?;
    }

    #[test]
    fn a_good_file_cut_and_mixed(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let mut lines: Vec<&[u8]> = GOOD.split(|byte| *byte == b'\n').collect();
        for (from, to) in cuts {
            let line = lines.remove(from.index(lines.len()));
            if to.index(3) > 0 {
                lines.insert(to.index(lines.len()), line);
            }
        }
        all_accounted_for(&lines.join(&b'\n'))?;
    }
}

#[test]
fn a_thousand_begins_are_no_deeper_than_a_few() {
    let text = "BEGIN:X\n".repeat(50_000) + &file(&["UID:a\nDTSTART:20260302T090000"]);
    let reading = read(text.as_bytes());
    assert!(reading.is_calendar);
}

#[test]
fn the_ends_of_time() {
    let reading = read(
        file(&[
            "UID:a\nDTSTART;TZID=America/New_York:99991231T235959\nRRULE:FREQ=DAILY\nDURATION:P99999D",
            "UID:b\nDTSTART:00010101T000000Z\nRRULE:FREQ=WEEKLY;COUNT=3",
            "UID:c\nDTSTART;VALUE=DATE:99991231\nRRULE:FREQ=YEARLY",
        ])
        .as_bytes(),
    );
    let shown = preview(&reading.calendar, date("0001-01-01"), date("9999-12-31"), 10).unwrap();
    assert!(!shown.occurrences.is_empty());
}
