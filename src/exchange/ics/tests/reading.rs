use crate::domain::recurrence::{Part, RuleError};

use super::*;

#[test]
fn a_plain_event() {
    let event = only(
        "UID:1@example.org\nDTSTAMP:20260301T010203Z\nSEQUENCE:3\nDTSTART;TZID=Asia/Shanghai:20260302T090000\n\
         DTEND;TZID=Asia/Shanghai:20260302T103000\nSUMMARY:合唱\\, 二班\\; 周一\\n第二行\nLOCATION:三楼\nSTATUS:TENTATIVE\n\
         DESCRIPTION:C:\\\\temp\nCATEGORIES:音乐,老年大学\\,春季\nCATEGORIES:合唱\nGEO:34.5;109.5\nCLASS:PUBLIC\n\
         BEGIN:VALARM\nTRIGGER:-PT10M\nDURATION:PT5M\nSUMMARY:Alarm\nEND:VALARM",
    );
    let expected = Event {
        summary: "合唱, 二班; 周一\n第二行".into(),
        location: "三楼".into(),
        description: "C:\\temp".into(),
        categories: ["音乐", "老年大学,春季", "合唱"].map(str::to_owned).to_vec(),
        status: Status::Tentative,
        sequence: 3,
        stamp: NaiveDateTime::parse_from_str("2026-03-01 01:02:03", "%Y-%m-%d %H:%M:%S").unwrap(),
        ..Event::new("1@example.org", time("2026-03-02 09:00"), time("2026-03-02 10:30"))
    };
    assert_eq!(event, expected);
}

#[test]
fn lines_are_unfolded_whatever_ends_and_begins_them() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:one\n  two\n\tthree\nDTSTART:2026\n 0302T0900\n\t00\n\nEND:VEVENT\nEND:VCALENDAR";
    for (name, bytes) in [
        ("LF", text.as_bytes().to_vec()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("CRCRLF", text.replace('\n', "\r\r\n").into_bytes()),
        ("BOM", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
    ] {
        let reading = read(&bytes);
        assert_eq!(reading.rejects, [], "{name}");
        let event = &reading.calendar.events[0];
        assert_eq!(event.summary, "one twothree", "{name}");
        assert_eq!(event.start, time("2026-03-02 09:00"), "{name}");
    }
}

#[test]
fn a_fold_may_cut_a_character() {
    let text = file(&["UID:a\nDTSTART:20260302T090000\nSUMMARY:戏曲"]);
    let mut bytes = text.into_bytes();
    let cut = bytes.windows(3).position(|three| three == "曲".as_bytes()).unwrap() + 1;
    bytes.splice(cut..cut, *b"\r\n ");
    let reading = read(&bytes);
    assert_eq!(reading.calendar.events[0].summary, "戏曲");
    assert_eq!(reading.rejects, []);
}

#[test]
fn names_in_small_letters_and_a_semicolon_too_many() {
    let event = only(
        "uid:a\ndtstart;tzid=asia/shanghai;:20260302T090000\nDTEND;TZID=\"Asia/Shanghai\":20260302T100000;\n\
         rrule:freq=weekly;byday=mo;count=2;\nSUMMARY;LANGUAGE=zh-CN;ALTREP=\"http://example.org/a;b:c\":a\\, b\n\
         EXDATE;TZID=Asia/Shanghai:20260309T090000;",
    );
    assert_eq!((event.start, event.end), (time("2026-03-02 09:00"), time("2026-03-02 10:00")));
    assert_eq!(event.rule.unwrap().to_string(), "FREQ=WEEKLY;COUNT=2;BYDAY=MO");
    assert_eq!(event.summary, "a, b");
    assert_eq!(event.excluded, [time("2026-03-09 09:00")]);
}

#[test]
fn when_it_ends() {
    for (lines, start, end) in [
        ("DTSTART:20260302T090000\nDURATION:PT1H30M", "2026-03-02 09:00", "2026-03-02 10:30"),
        ("DTSTART:20260302T090000\nDURATION:P1DT2H", "2026-03-02 09:00", "2026-03-03 11:00"),
        ("DTSTART:20260302T090000\nDURATION:P1W", "2026-03-02 09:00", "2026-03-09 09:00"),
        ("DTSTART:20260302T090000", "2026-03-02 09:00", "2026-03-02 09:00"),
        ("DTSTART:20260302T0900\nDTEND:20260302T1000", "2026-03-02 09:00", "2026-03-02 10:00"),
        ("DTSTART:20260302T235960\nDTEND:20260303T000000", "2026-03-02 23:59:59", "2026-03-03 00:00"),
    ] {
        let event = only(&format!("UID:a\n{lines}"));
        let format = if start.len() > 16 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" };
        assert_eq!(
            event.start,
            Moment::Time(NaiveDateTime::parse_from_str(start, format).unwrap()),
            "{lines}"
        );
        assert_eq!(event.end, time(end), "{lines}");
    }
    for (lines, start, end) in [
        ("DTSTART;VALUE=DATE:20260302", "2026-03-02", "2026-03-03"),
        ("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260305", "2026-03-02", "2026-03-05"),
        ("DTSTART;VALUE=DATE:20260302\nDURATION:P2D", "2026-03-02", "2026-03-04"),
        // As Outlook has written a single day, and without saying that it is a day.
        ("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260302", "2026-03-02", "2026-03-03"),
        ("DTSTART:20260302", "2026-03-02", "2026-03-03"),
    ] {
        let event = only(&format!("UID:a\n{lines}"));
        assert_eq!((event.start, event.end), (day(start), day(end)), "{lines}");
    }
}

#[test]
fn dates_beside_the_rule() {
    let event = only(
        "UID:a\nDTSTART:20260302T090000\nDTEND:20260302T100000\n\
         RDATE:20260401T090000,20260315T150000\nRDATE;VALUE=PERIOD:20260402T010000Z/20260402T030000Z,20260403T090000/PT2H\n\
         EXDATE:20260309T090000,20260316T090000\nEXDATE;VALUE=DATE:20260323\nEXDATE:20260309T090000",
    );
    let extra = |start: &str, end: Option<&str>| Extra { start: time(start), end: end.map(time) };
    assert_eq!(
        event.extra,
        [
            extra("2026-03-15 15:00", None),
            extra("2026-04-01 09:00", None),
            extra("2026-04-02 09:00", Some("2026-04-02 11:00")),
            extra("2026-04-03 09:00", Some("2026-04-03 11:00")),
        ]
    );
    assert_eq!(event.excluded, [time("2026-03-09 09:00"), time("2026-03-16 09:00"), day("2026-03-23")]);
}

#[test]
fn what_is_wrong_is_named() {
    let start = "DTSTART:20260302T090000";
    let wrong = |property, text: &str| Fault::Time { property, text: text.into() };
    for (lines, expected) in [
        ("UID:a", Fault::NoStart),
        ("UID:a\nDTSTART:20260230T090000", wrong("DTSTART", "20260230T090000")),
        ("UID:a\nDTSTART:2026-03-02T09:00", wrong("DTSTART", "2026-03-02T09:00")),
        ("UID:a\nDTSTART;VALUE=DATE:20260302T090000", wrong("DTSTART", "20260302T090000")),
        ("UID:a\nDTSTART:", wrong("DTSTART", "")),
        ("UID:a\nDTSTART:20260302T090000\nDTSTART:20260302T090000", Fault::Twice { property: "DTSTART" }),
        ("UID:a\nDTSTART:20260302T090000\nDTEND:20260302T100000\nDURATION:PT1H", Fault::TwoEnds),
        ("UID:a\nDTSTART:20260302T090000\nDTEND;VALUE=DATE:20260303", Fault::Kinds),
        ("UID:a\nDTSTART:20260302T090000\nDTEND:20260302T080000", Fault::EndsBefore),
        ("UID:a\nDTSTART:20260302T090000\nDURATION:-PT1H", Fault::Duration { text: "-PT1H".into() }),
        ("UID:a\nDTSTART:20260302T090000\nDURATION:1H", Fault::Duration { text: "1H".into() }),
        ("UID:a\nDTSTART:20260302T090000\nDURATION:PT", Fault::Duration { text: "PT".into() }),
        ("UID:a\nDTSTART;VALUE=DATE:20260302\nDURATION:PT1H", Fault::Kinds),
        ("UID:a\nDTSTART;TZID=Mars/Olympus:20260302T090000", Fault::Zone { name: "Mars/Olympus".into() }),
        ("UID:a\nDTSTART:20260302T090000\nEXDATE:soon", wrong("EXDATE", "soon")),
        ("UID:a\nDTSTART:20260302T090000\nRDATE;VALUE=DATE:20260305", Fault::Kinds),
        ("UID:a\nDTSTART:20260302T090000\nEXRULE:FREQ=DAILY", Fault::NotUnderstood { what: "EXRULE".into() }),
        (
            "UID:a\nDTSTART:20260302T090000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
            Fault::Twice { property: "RRULE" },
        ),
        (
            "UID:a\nDTSTART:20260302T090000\nRRULE:FREQ=DAILY;INTERVAL=0",
            Fault::Rule(RuleError::Value { part: Part::Interval, found: "0".into() }),
        ),
        (
            "UID:a\nDTSTART:20260302T090000\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260302T090000",
            Fault::NotUnderstood { what: "RANGE=THISANDFUTURE".into() },
        ),
        ("DTSTART:20260302T090000\nRECURRENCE-ID:20260302T090000", Fault::NoUid),
        (
            "UID:a\nDTSTART:20260302T090000\nEXDATE;TZID=\"c\"d:20260302T090000",
            Fault::Line { line: 6, text: "EXDATE;TZID=\"c\"d:20260302T090000".into() },
        ),
        ("UID:a\nDTSTART:20260302T090000\nRRULE", Fault::Line { line: 6, text: "RRULE".into() }),
    ] {
        assert_eq!(fault(lines), expected, "{lines}");
    }
    assert!(matches!(fault(&format!("UID:a\n{start}\nRRULE:")), Fault::Rule(RuleError::NoFrequency)));
}

#[test]
fn a_reject_keeps_its_line_and_its_text() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:good\r\nDTSTART:20260302T090000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:戏曲\r\n 班\r\nEND:VEVENT\r\n\
                BEGIN:VTODO\r\nSUMMARY:buy chalk\r\nEND:VTODO\r\nBEGIN:X-OWN\r\nA:b\r\nEND:X-OWN\r\nEND:VCALENDAR\r\n";
    let reading = read(text.as_bytes());
    assert_eq!(reading.calendar.events.len(), 1);
    let bad = Reject {
        line: 6,
        raw: "BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:戏曲\r\n 班\r\nEND:VEVENT\r\n".into(),
        summary: "戏曲班".into(),
        fault: Fault::NoStart,
    };
    let todo = Reject {
        line: 11,
        raw: "BEGIN:VTODO\r\nSUMMARY:buy chalk\r\nEND:VTODO\r\n".into(),
        summary: "buy chalk".into(),
        fault: Fault::NotAnEvent { name: "VTODO".into() },
    };
    assert_eq!(reading.rejects, [bad, todo]);
}

#[test]
fn bytes_that_are_no_text_cost_one_event() {
    let mut bytes =
        file(&["UID:a\nSUMMARY:???\nDTSTART:20260302T090000", "UID:b\nDTSTART:20260302T090000"]).into_bytes();
    let at = bytes.windows(3).position(|three| three == b"???").unwrap();
    // GB 18030 for 曲.
    bytes.splice(at..at + 3, *b"\xC7\xFA");
    let reading = read(&bytes);
    assert_eq!(reading.calendar.events.iter().map(|event| event.uid.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(reading.rejects[0].fault, Fault::Encoding { line: 5 });
    assert!(reading.rejects[0].raw.contains('\u{FFFD}'));
}

#[test]
fn an_event_without_an_end_is_kept_and_takes_nothing_with_it() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260302T090000\nBEGIN:VALARM\nTRIGGER:-PT1M\nBEGIN:VEVENT\nUID:b\nDTSTART:20260302T090000\nEND:VEVENT\n\
                END:VEVENT\nEND:VTODO\nBEGIN:VEVENT\nUID:c\nDTSTART:20260302T090000\n";
    let reading = read(text.as_bytes());
    let uids: Vec<&str> = reading.calendar.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["b"]);
    let faults: Vec<(usize, &Fault)> = reading.rejects.iter().map(|it| (it.line, &it.fault)).collect();
    assert_eq!(faults, [(2, &Fault::NoEnd), (13, &Fault::NoEnd)]);
    assert!(reading.rejects[0].raw.ends_with("TRIGGER:-PT1M\n"), "{:?}", reading.rejects[0].raw);
}

#[test]
fn of_the_same_event_the_newest_is_taken() {
    let event = |uid: &str, rest: &str| format!("UID:{uid}\nDTSTART:20260302T090000\n{rest}");
    let texts = [
        event("a", "SEQUENCE:1\nSUMMARY:old"),
        event("a", "SEQUENCE:2\nSUMMARY:new"),
        event("a", "SEQUENCE:2\nSUMMARY:again"),
        event("a", "SEQUENCE:0\nRECURRENCE-ID:20260309T090000\nSUMMARY:moved"),
        event("b", "DTSTAMP:20260301T000000Z\nSUMMARY:later"),
        event("b", "DTSTAMP:20260201T000000Z\nSUMMARY:earlier"),
    ];
    let reading = read(file(&texts.each_ref().map(String::as_str)).as_bytes());
    let taken: Vec<&str> = reading.calendar.events.iter().map(|event| event.summary.as_str()).collect();
    assert_eq!(taken, ["new", "moved", "later"]);
    let given_way: Vec<(&str, &Fault)> =
        reading.rejects.iter().map(|reject| (reject.summary.as_str(), &reject.fault)).collect();
    let line = |line| Fault::Superseded { line };
    assert_eq!(given_way, [("old", &line(9)), ("again", &line(9)), ("earlier", &line(28))]);
}

#[test]
fn an_event_without_a_uid_gets_the_same_one_each_time() {
    let text = file(&["DTSTART:20260302T090000\nSUMMARY:a", "DTSTART:20260302T090000\nUID:\nSUMMARY:b"]);
    let uids: Vec<String> =
        read(text.as_bytes()).calendar.events.into_iter().map(|event| event.uid).collect();
    assert!(uids.len() == 2 && uids[0] != uids[1] && uids.iter().all(|uid| uid.starts_with("no-uid-")));
    let again: Vec<String> =
        read(text.as_bytes()).calendar.events.into_iter().map(|event| event.uid).collect();
    assert_eq!(uids, again);
}

#[test]
fn other_files_are_no_calendars() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"name,phone\r\n1,2\r\n", b"\x89PNG\r\n\x1a\n", b"END:VCALENDAR"]
    {
        let reading = read(bytes);
        assert!(!reading.is_calendar && reading.rejects.is_empty() && reading.calendar.events.is_empty());
    }
    let named = read(b"BEGIN:VCALENDAR\nX-WR-CALNAME:\xE5\x90\x88\xE5\x94\xB1\nEND:VCALENDAR\n");
    assert!(named.is_calendar);
    assert_eq!(named.calendar.name, "合唱");
}

#[test]
fn lines_that_are_no_properties_are_passed_over_and_told() {
    let text = file(&[
        "UID:a\nDESCRIPTION:one\ntwo, not escaped\n\nATTENDEE;CN=a \"b\":mailto:a@example.org\nX-A;B=\"c\"d:e\nDTSTART:20260302T090000",
    ]);
    let reading = read(text.as_bytes());
    assert_eq!((reading.calendar.events.len(), reading.rejects.len()), (1, 0));
    assert_eq!(reading.calendar.events[0].description, "one");
    let passed = |line, text: &str| Passed { line, text: text.into() };
    assert_eq!(reading.passed_over, [passed(6, "two, not escaped"), passed(9, "X-A;B=\"c\"d:e")]);
}
