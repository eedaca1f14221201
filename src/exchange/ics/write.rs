//! From a calendar to a file: the same calendar, the same bytes.

use chrono::NaiveDateTime;

use crate::domain::recurrence::{End, Rule};

use super::{Calendar, Event, Extra, Moment, Status, Zone};

/// Octets of a line, its end apart (RFC 5545 §3.1).
const LONGEST: usize = 75;
const ZONE: &str = "Asia/Shanghai";

/// Why a calendar was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The event comes again by the clock of another zone, which the file would have to describe.
    #[error("the event {uid} lives by another zone's clock")]
    Abroad {
        /// Its uid.
        uid: String,
    },
}

/// Writes a calendar with the description of its zone.
pub fn write(calendar: &Calendar) -> Result<String, WriteError> {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(concat!("PRODID:-//quanke//quanke ", env!("CARGO_PKG_VERSION"), "//ZH"));
    file.line("CALSCALE:GREGORIAN");
    if !calendar.name.is_empty() {
        file.text("NAME", &calendar.name);
        file.text("X-WR-CALNAME", &calendar.name);
    }
    file.line(&format!("X-WR-TIMEZONE:{ZONE}"));
    // No summer time since 1991, and no room is booked before.
    for line in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "X-LIC-LOCATION:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        file.line(line);
    }
    for event in &calendar.events {
        if event.abroad.is_some() {
            return Err(WriteError::Abroad { uid: event.uid.clone() });
        }
        file.event(event);
    }
    file.line("END:VCALENDAR");
    Ok(file.0)
}

struct File(String);

impl File {
    fn event(&mut self, event: &Event) {
        self.line("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        self.line(&format!("DTSTAMP:{}", utc(event.stamp)));
        if event.sequence > 0 {
            self.line(&format!("SEQUENCE:{}", event.sequence));
        }
        if let Some(id) = event.recurrence_id {
            self.moments("RECURRENCE-ID", &[id]);
        }
        self.moments("DTSTART", &[event.start]);
        self.moments("DTEND", &[event.end]);
        if let Some(rule) = &event.rule {
            self.line(&format!("RRULE:{}", rule_text(rule, event.start)));
        }
        self.extra(&event.extra);
        let (days, times): (Vec<Moment>, Vec<Moment>) =
            event.excluded.iter().partition(|moment| moment.is_day());
        self.moments("EXDATE", &days);
        self.moments("EXDATE", &times);
        for (name, text) in
            [("SUMMARY", &event.summary), ("LOCATION", &event.location), ("DESCRIPTION", &event.description)]
        {
            if !text.is_empty() {
                self.text(name, text);
            }
        }
        if !event.categories.is_empty() {
            let list: Vec<String> = event.categories.iter().map(|kind| escaped(kind)).collect();
            self.line(&format!("CATEGORIES:{}", list.join(",")));
        }
        self.line(match event.status {
            Status::Confirmed => "STATUS:CONFIRMED",
            Status::Tentative => "STATUS:TENTATIVE",
            Status::Cancelled => "STATUS:CANCELLED",
        });
        self.line("END:VEVENT");
    }

    /// Days, or times; never both.
    fn moments(&mut self, name: &str, moments: &[Moment]) {
        let Some(first) = moments.first() else { return };
        let list: Vec<String> = moments.iter().map(|moment| written(*moment)).collect();
        let kind = if first.is_day() { "VALUE=DATE".to_owned() } else { format!("TZID={ZONE}") };
        self.line(&format!("{name};{kind}:{}", list.join(",")));
    }

    fn extra(&mut self, extra: &[Extra]) {
        let plain: Vec<Moment> =
            extra.iter().filter(|extra| extra.end.is_none()).map(|extra| extra.start).collect();
        self.moments("RDATE", &plain);
        for extra in extra {
            if let Some(end) = extra.end {
                let (start, end) = (written(extra.start), written(end));
                self.line(&format!("RDATE;VALUE=PERIOD;TZID={ZONE}:{start}/{end}"));
            }
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// A content line, folded before the character that would make it too long.
    fn line(&mut self, text: &str) {
        let mut length = 0;
        for c in text.chars() {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

fn written(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.format("%Y%m%d").to_string(),
        Moment::Time(time) => time.format("%Y%m%dT%H%M%S").to_string(),
    }
}

fn utc(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// The rule, its end told as the start asks for: a day for days, else UTC (RFC 5545 §3.3.10).
fn rule_text(rule: &Rule, start: Moment) -> String {
    let text = rule.to_string();
    let Some(End::Until(_)) = rule.end() else { return text };
    let parts = text.split(';').map(|part| match part.strip_prefix("UNTIL=") {
        Some(until) => format!("UNTIL={}", until_text(until, start)),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(";")
}

fn until_text(until: &str, start: Moment) -> String {
    let day = until.split('T').next().unwrap_or(until);
    if start.is_day() {
        return day.to_owned();
    }
    let last = if until.contains('T') { until.to_owned() } else { format!("{day}T235959") };
    match NaiveDateTime::parse_from_str(&last, "%Y%m%dT%H%M%S") {
        Ok(wall) => utc(Zone::Home.place(wall).utc),
        Err(_) => until.to_owned(),
    }
}

/// A text as the standard wants it (RFC 5545 §3.3.11); control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
