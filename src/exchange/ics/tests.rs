use chrono::{NaiveDate, NaiveDateTime};

use super::*;

mod files;
mod hostile;
mod reading;
mod writing;
mod zones;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn time(text: &str) -> Moment {
    Moment::Time(at(text))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn day(text: &str) -> Moment {
    Moment::Day(date(text))
}

/// An event with these lines inside, in a calendar.
fn file(events: &[&str]) -> String {
    let events: Vec<String> =
        events.iter().map(|lines| format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", lines.trim())).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", events.concat())
}

/// The only event of a file that has nothing wrong.
fn only(lines: &str) -> Event {
    let reading = read(file(&[lines]).as_bytes());
    assert_eq!(reading.rejects, [], "{lines}");
    assert_eq!(reading.calendar.events.len(), 1, "{lines}");
    reading.calendar.events.into_iter().next().unwrap()
}

/// What is wrong with the only event of a file.
fn fault(lines: &str) -> Fault {
    let reading = read(file(&[lines]).as_bytes());
    assert_eq!((reading.calendar.events.len(), reading.rejects.len()), (0, 1), "{lines}: {reading:?}");
    reading.rejects.into_iter().next().unwrap().fault
}

/// Starts and ends in a window, days as days.
fn shown(calendar: &Calendar, from: &str, to: &str) -> Vec<String> {
    let found = preview(calendar, date(from), date(to), 1_000).unwrap();
    assert!(found.cut.is_empty());
    let text = |moment: Moment| match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
    };
    found.occurrences.iter().map(|it| format!("{} – {}", text(it.start), text(it.end))).collect()
}
