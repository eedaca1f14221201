use chrono::Duration;
use proptest::prelude::*;

use crate::domain::recurrence::{End, Rule};

use super::*;

fn term() -> Calendar {
    let until = End::Until(date("2026-06-30"));
    let rule = Rule::weekly(1, &[chrono::Weekday::Mon], until).unwrap();
    let series = Event {
        rule: Some(rule.clone()),
        excluded: vec![time("2026-04-06 09:00")],
        extra: vec![Extra { start: time("2026-04-08 09:00"), end: None }],
        summary: "合唱；二班, “春季”".into(),
        location: "三楼 多功能厅".into(),
        categories: vec!["老年大学".into(), "音乐,合唱".into()],
        sequence: 2,
        stamp: at("2026-02-20 08:15"),
        ..Event::new("约26-0001@quanke", time("2026-03-02 09:00"), time("2026-03-02 10:30"))
    };
    let moved = Event {
        recurrence_id: Some(time("2026-03-16 09:00")),
        start: time("2026-03-17 14:00"),
        end: time("2026-03-17 15:30"),
        rule: None,
        excluded: vec![],
        extra: vec![],
        ..series.clone()
    };
    let open_day = Event {
        rule: Some(Rule::yearly(1, until).unwrap()),
        description: "第一行\n第二行; with\\slash".into(),
        status: Status::Tentative,
        ..Event::new("day", day("2026-05-04"), day("2026-05-06"))
    };
    Calendar { name: "三楼".into(), events: vec![series, moved, open_day] }
}

#[test]
fn what_is_written() {
    let text = write(&term()).unwrap();
    assert_eq!(text, write(&term()).unwrap());
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "X-WR-CALNAME:三楼",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "TZOFFSETTO:+0800",
        "UID:约26-0001@quanke",
        "DTSTAMP:20260220T081500Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Asia/Shanghai:20260302T090000",
        "DTEND;TZID=Asia/Shanghai:20260302T103000",
        // The last second of 30 June here, in UTC as the standard asks.
        "RRULE:FREQ=WEEKLY;UNTIL=20260630T155959Z;BYDAY=MO",
        "RDATE;TZID=Asia/Shanghai:20260408T090000",
        "EXDATE;TZID=Asia/Shanghai:20260406T090000",
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260316T090000",
        "SUMMARY:合唱；二班\\, “春季”",
        "CATEGORIES:老年大学,音乐\\,合唱",
        "DTSTART;VALUE=DATE:20260504",
        "DTEND;VALUE=DATE:20260506",
        "RRULE:FREQ=YEARLY;UNTIL=20260630",
        "DESCRIPTION:第一行\\n第二行\\; with\\\\slash",
        "STATUS:TENTATIVE",
        "END:VCALENDAR",
    ] {
        assert!(unfolded.split("\r\n").any(|found| found == line), "{line} is missing:\n{unfolded}");
    }
    assert!(text.contains(concat!("PRODID:-//quanke//quanke ", env!("CARGO_PKG_VERSION"), "//ZH\r\n")));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn what_is_written_is_read_again() {
    let calendar = term();
    let reading = read(write(&calendar).unwrap().as_bytes());
    assert_eq!(reading.rejects, []);
    assert_eq!(reading.calendar, calendar);
}

#[test]
fn lines_are_folded_between_characters() {
    let summary = "渭滨社区老年大学戏曲班公开课".repeat(9) + "a";
    let mut calendar = Calendar::default();
    calendar.events.push(Event { summary, ..Event::new("a", day("2026-03-02"), day("2026-03-03")) });
    let text = write(&calendar).unwrap();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75));
    // Three octets a character: a full line stops at the last that fits.
    let full = lines.iter().position(|line| line.starts_with("SUMMARY:")).unwrap();
    assert_eq!((lines[full].len(), lines[full + 1].len()), (74, 73));
    assert_eq!(read(text.as_bytes()).calendar.events, calendar.events);
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..40_000_000).prop_map(|minutes| at("1992-01-01 00:00") + Duration::minutes(minutes))
}

fn rule() -> impl Strategy<Value = Rule> {
    let end =
        prop_oneof![(1u32..99).prop_map(End::Count), moment().prop_map(|until| End::Until(until.date())),];
    (1u16..5, 0usize..4, end).prop_map(|(every, kind, end)| {
        match kind {
            0 => Rule::daily(every, end),
            1 => Rule::weekly(every, &[chrono::Weekday::Sat, chrono::Weekday::Tue], end),
            2 => Rule::monthly_on_date(every, -1, end),
            _ => Rule::monthly_on_weekday(every, 2, chrono::Weekday::Fri, end),
        }
        .unwrap()
    })
}

fn event() -> impl Strategy<Value = Event> {
    let text = "[\\PC\n\t]{0,60}";
    let times = (moment(), 0i64..3_000, any::<bool>());
    let dates = (prop::collection::vec(moment(), 0..4), prop::collection::vec((moment(), 0i64..90), 0..3));
    let texts = (text, text, text, prop::collection::vec("[\\PC]{1,12}", 0..3));
    (times, dates, texts, prop::option::of(rule()), any::<u32>(), moment()).prop_map(
        |(
            (start, minutes, whole),
            (excluded, extra),
            (summary, location, description, categories),
            rule,
            sequence,
            stamp,
        )| {
            let kind =
                |time: NaiveDateTime| if whole { Moment::Day(time.date()) } else { Moment::Time(time) };
            let end = start + Duration::minutes(minutes);
            let end = if whole { Moment::Day(end.date() + Duration::days(1)) } else { Moment::Time(end) };
            let mut excluded: Vec<Moment> = excluded.into_iter().map(kind).collect();
            excluded.sort_by_key(|moment| moment.time());
            excluded.dedup();
            let mut extra: Vec<Extra> = extra
                .into_iter()
                .map(|(start, minutes)| {
                    let end = (!whole && minutes % 2 == 1).then(|| kind(start + Duration::minutes(minutes)));
                    Extra { start: kind(start), end }
                })
                .collect();
            extra.sort_by_key(|extra| (extra.start.time(), extra.end.map(Moment::time)));
            extra.dedup();
            let categories =
                categories.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
            Event {
                excluded,
                extra,
                rule,
                summary,
                location,
                description: description.trim_end_matches('\n').to_owned(),
                categories,
                sequence,
                stamp,
                ..Event::new("", kind(start), end)
            }
        },
    )
}

proptest! {
    #[test]
    fn every_calendar_comes_back(events in prop::collection::vec(event(), 0..4), name in "[\\PC]{0,40}") {
        let name = name.trim().to_owned();
        let mut calendar = Calendar { name, events };
        for (at, event) in calendar.events.iter_mut().enumerate() {
            event.uid = format!("uid-{at}");
            for text in [&mut event.summary, &mut event.location] {
                *text = text.trim_end_matches('\n').to_owned();
            }
        }
        let text = write(&calendar).unwrap();
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let reading = read(text.as_bytes());
        prop_assert_eq!(&reading.rejects, &[]);
        prop_assert_eq!(reading.calendar, calendar);
    }
}
