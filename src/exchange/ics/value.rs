//! Days, times and lengths as iCalendar writes them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A day or a time as it stands in a file, before its zone is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// `20260302`
    Day(NaiveDate),
    /// `20260302T090000`, on the wall of whatever zone the property names.
    Wall(NaiveDateTime),
    /// `20260302T010000Z`
    Utc(NaiveDateTime),
}

/// A day or a time.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(day) = day(text) {
        return Some(Written::Day(day));
    }
    let (wall, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(wall) => (wall, true),
        None => (text, false),
    };
    let (date, time) = wall.split_once(['T', 't'])?;
    let moment = day(date)?.and_time(clock(time)?);
    Some(if utc { Written::Utc(moment) } else { Written::Wall(moment) })
}

fn digits(text: &str, length: usize) -> Option<&str> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

fn day(text: &str) -> Option<NaiveDate> {
    let text = digits(text, 8)?;
    NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// `090000`, and `0900` as some calendars write it.
fn clock(text: &str) -> Option<NaiveTime> {
    let text = digits(text, 6).or_else(|| digits(text, 4))?;
    let second: u32 = if text.len() == 6 { text[4..].parse().ok()? } else { 0 };
    // A leap second is the last one where nobody has leap seconds (RFC 5545 §3.3.12).
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_opt(text[..2].parse().ok()?, text[2..4].parse().ok()?, second)
}

/// A length, `PT1H30M`, `P1D`, `P2W`; never below zero (RFC 5545 §3.8.2.5 asks for a positive one). Days are whole days on the
/// wall, and stand apart from the hours.
pub(super) fn duration(text: &str) -> Option<(TimeDelta, TimeDelta)> {
    let text = text.trim().to_ascii_uppercase();
    let body = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (date, time) = match body.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None => (body, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let days = sum(date, &[('W', 7 * 86_400), ('D', 86_400)])?;
    let hours = sum(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    Some((TimeDelta::try_seconds(days)?, TimeDelta::try_seconds(hours)?))
}

/// Numbers with their units, each unit once at most and in order.
fn sum(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total: i64 = 0;
    let mut units = units.iter();
    while !text.is_empty() {
        let length = text.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = text[..length].parse().ok()?;
        let unit = text[length..].chars().next()?;
        let (_, seconds) = units.find(|(known, _)| *known == unit)?;
        total = total.checked_add(number.checked_mul(*seconds)?)?;
        text = &text[length + unit.len_utf8()..];
    }
    Some(total)
}

/// An offset, `+0800` or `-033000`, in seconds east.
pub(super) fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    // `+08:00` is no iCalendar, but some write it.
    let rest: String = rest.chars().filter(|c| *c != ':').collect();
    let rest = digits(&rest, 4).or_else(|| digits(&rest, 6))?;
    let part =
        |range: std::ops::Range<usize>| rest.get(range).map_or(Some(0), |text| text.parse::<i32>().ok());
    let (hours, minutes, seconds) = (part(0..2)?, part(2..4)?, part(4..6)?);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(sign * (hours * 3_600 + minutes * 60 + seconds))
}

/// A text without its escapes (RFC 5545 §3.3.11), for properties the crate doesn't know as texts.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(escaped @ (',' | ';' | '\\' | ':')) => plain.push(escaped),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    plain
}

/// A list of texts: commas part them, unless they are escaped.
pub(super) fn text_list(value: &str) -> Vec<String> {
    let mut escape = false;
    let items = value.split(|c| {
        let parts = c == ',' && !escape;
        escape = c == '\\' && !escape;
        parts
    });
    items.map(|item| unescaped(item).trim().to_owned()).filter(|item| !item.is_empty()).collect()
}
