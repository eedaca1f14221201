use super::*;

fn start_of(lines: &str) -> Moment {
    only(&format!("UID:a\n{lines}")).start
}

#[test]
fn every_way_of_naming_a_zone() {
    for (written, home) in [
        ("DTSTART:20260702T090000", "2026-07-02 09:00"),
        ("DTSTART:20260702T010000Z", "2026-07-02 09:00"),
        ("DTSTART;TZID=Asia/Shanghai:20260702T090000", "2026-07-02 09:00"),
        ("DTSTART;TZID=PRC:20260702T090000", "2026-07-02 09:00"),
        ("DTSTART;TZID=China Standard Time:20260702T090000", "2026-07-02 09:00"),
        ("DTSTART;TZID=\"China Standard Time\":20260702T090000", "2026-07-02 09:00"),
        ("DTSTART;TZID=中国标准时间:20260702T090000", "2026-07-02 09:00"),
        (
            "DTSTART;TZID=\"(UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐\":20260702T090000",
            "2026-07-02 09:00",
        ),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Asia/Shanghai:20260702T090000", "2026-07-02 09:00"),
        ("DTSTART;TZID=/mozilla.org/20070129_1/America/Indiana/Knox:20260702T090000", "2026-07-02 22:00"),
        ("DTSTART;TZID=America/New_York:20260702T090000", "2026-07-02 21:00"),
        ("DTSTART;TZID=Eastern Standard Time:20260102T090000", "2026-01-02 22:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20260702T090000", "2026-07-02 15:00"),
        ("DTSTART;TZID=India Standard Time:20260702T090000", "2026-07-02 11:30"),
        ("DTSTART;TZID=Etc/UTC:20260702T010000", "2026-07-02 09:00"),
        ("DTSTART;TZID=UTC+12:20260702T090000", "2026-07-02 05:00"),
        // A zone beside UTC says nothing.
        ("DTSTART;TZID=America/New_York:20260702T010000Z", "2026-07-02 09:00"),
        // Not shown by the clock there (8 March 2026, 2:30): by the clock before it. Shown twice (1 November): the first.
        ("DTSTART;TZID=America/New_York:20260308T023000", "2026-03-08 15:30"),
        ("DTSTART;TZID=America/New_York:20261101T013000", "2026-11-01 13:30"),
    ] {
        assert_eq!(start_of(written), time(home), "{written}");
    }
}

/// A zone with summer time as Outlook describes one, and one with offsets told date by date.
const OWN: &str = "BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Office
X-LIC-LOCATION:America/New_York
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Nepal
BEGIN:STANDARD
DTSTART:19860101T000000
RDATE:19860101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Broken
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Empty
END:VTIMEZONE
";

fn in_own(lines: &str) -> Reading {
    read(format!("{OWN}BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n").as_bytes())
}

#[test]
fn zones_the_file_describes() {
    for (written, home) in [
        ("DTSTART;TZID=Customized Time Zone:20260702T090000", "2026-07-02 15:00"),
        ("DTSTART;TZID=Customized Time Zone:20260102T090000", "2026-01-02 16:00"),
        // 29 March 2026: no half past two; 25 October: two of them.
        ("DTSTART;TZID=Customized Time Zone:20260329T023000", "2026-03-29 09:30"),
        ("DTSTART;TZID=Customized Time Zone:20260329T030000", "2026-03-29 09:00"),
        ("DTSTART;TZID=Customized Time Zone:20260329T013000", "2026-03-29 08:30"),
        ("DTSTART;TZID=Customized Time Zone:20261025T023000", "2026-10-25 08:30"),
        ("DTSTART;TZID=Customized Time Zone:20261025T030000", "2026-10-25 10:00"),
        // What a zone says it is elsewhere goes before how it is described.
        ("DTSTART;TZID=Office:20260702T090000", "2026-07-02 21:00"),
        ("DTSTART;TZID=Nepal:20260702T090000", "2026-07-02 11:15"),
        ("DTSTART;TZID=Nepal:19850702T090000", "1985-07-02 11:30"),
    ] {
        let reading = in_own(written);
        assert_eq!(reading.rejects, [], "{written}");
        assert_eq!(reading.calendar.events[0].start, time(home), "{written}");
    }
    let broken = &in_own("DTSTART;TZID=Broken:20260702T090000").rejects[0].fault;
    assert_eq!(*broken, Fault::Time { property: "TZOFFSETTO", text: String::new() });
    let empty = &in_own("DTSTART;TZID=Empty:20260702T090000").rejects[0].fault;
    assert_eq!(*empty, Fault::Zone { name: "Empty".into() });
}

#[test]
fn an_own_zone_is_the_named_one() {
    // The same rules as Berlin's since 1996: every hour of two years must fall on the same time.
    let reading = in_own("DTSTART;TZID=Customized Time Zone:20260702T090000\nRRULE:FREQ=DAILY");
    let own = reading.calendar.events[0].abroad.clone().unwrap().zone;
    let named = Zone::Named(chrono_tz::Europe::Berlin);
    let mut wall = at("2025-01-01 00:00");
    for _ in 0..2 * 365 * 48 {
        assert_eq!(own.place(wall), named.place(wall), "{wall}");
        assert_eq!(own.wall(wall), named.wall(wall), "{wall}");
        wall += chrono::Duration::minutes(30);
    }
}

#[test]
fn a_rule_abroad_keeps_the_clock_there() {
    let reading = read(
        file(&["UID:a\nDTSTART;TZID=America/New_York:20260302T200000\nDTEND;TZID=America/New_York:20260302T213000\n\
                RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260325T000000Z\nEXDATE;TZID=America/New_York:20260316T200000"])
        .as_bytes(),
    );
    let event = &reading.calendar.events[0];
    assert_eq!(event.start, time("2026-03-03 09:00"));
    // Its Monday evening is our Tuesday morning, an hour earlier once summer time begins there on 8 March.
    assert_eq!(
        shown(&reading.calendar, "2026-03-01", "2026-12-31"),
        [
            "2026-03-03 09:00 – 2026-03-03 10:30",
            "2026-03-10 08:00 – 2026-03-10 09:30",
            "2026-03-24 08:00 – 2026-03-24 09:30",
        ]
    );
    assert_eq!(write(&reading.calendar), Err(WriteError::Abroad { uid: "a".into() }));
}

#[test]
fn a_time_the_clock_leaves_out_is_no_instance() {
    let lines = "UID:a\nDTSTART;TZID=America/New_York:20260306T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260309T230000Z";
    let reading = read(file(&[lines]).as_bytes());
    // 8 March has no half past two there (RFC 5545 §3.3.10).
    assert_eq!(
        shown(&reading.calendar, "2026-03-01", "2026-12-31"),
        [
            "2026-03-06 15:30 – 2026-03-06 16:30",
            "2026-03-07 15:30 – 2026-03-07 16:30",
            "2026-03-09 14:30 – 2026-03-09 15:30",
        ]
    );
}
