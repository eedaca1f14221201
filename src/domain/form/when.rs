//! Days, times and months as people type them. What is short is read from today: `12` is the 12th of this month, `5-12`
//! of this year, `+3` in three days.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use super::FieldType;

/// Years that can be meant.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// So many days, or months, from today and no more are taken for meant.
const FAR: u32 = 3660;

/// A day: `2026-05-07`, `2026/5/7`, `2026.5.7`, `2026年5月7日`, `20260507`; short `5-7`, `5月7日`, `0507`, `7`; from today
/// `+3`, `-1`, `0`.
pub fn read_date(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = half_width(typed);
    if let Some(away) = away(&text) {
        return match away {
            0.. => today.checked_add_days(Days::new(away.unsigned_abs().into())),
            _ => today.checked_sub_days(Days::new(away.unsigned_abs().into())),
        };
    }
    match (digits(&text), text.len()) {
        (true, 8) => return day_of(text[..4].parse().ok()?, &text[4..6], &text[6..]),
        (true, 4) => return day_of(today.year(), &text[..2], &text[2..]),
        _ => {}
    }
    match text.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => day_of(year.parse().ok()?, month, day),
        [month, day] => day_of(today.year(), month, day),
        [day] if day.len() <= 2 => today.with_day(number(day)?),
        _ => None,
    }
}

/// A day and a time: a day as [`read_date`] takes it, then `9:30`, `9：30`, `0930` or `9`; the time alone, with its
/// minutes, is today's.
pub fn read_datetime(typed: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let text = typed.trim().replace(['T', '　'], " ").replace('：', ":");
    let (day, time) = match text.rsplit_once(' ') {
        Some((day, time)) => (read_date(day, today)?, time),
        None if text.contains(':') => (today, text.as_str()),
        None => return None,
    };
    let time = half_width(time);
    let (hour, minute) = match time.split_once(':') {
        Some((hour, minute)) => (number(hour)?, number(minute)?),
        None if digits(&time) && time.len() == 4 => (number(&time[..2])?, number(&time[2..])?),
        None => (number(&time)?, 0),
    };
    day.and_hms_opt(hour, minute, 0)
}

/// A month: `2026-05`, `2026/5`, `2026年5月`, `202605`; short `5`, `5月`; from this month `+1`, `-1`.
pub fn read_month(typed: &str, today: NaiveDate) -> Option<(i32, u32)> {
    let text = half_width(typed);
    let text = text.strip_suffix('-').unwrap_or(&text);
    if let Some(away) = away(text) {
        let first = today.with_day(1)?;
        let months = Months::new(away.unsigned_abs());
        let day =
            if away < 0 { first.checked_sub_months(months)? } else { first.checked_add_months(months)? };
        return Some((day.year(), day.month()));
    }
    let (year, month) = if digits(text) && text.len() == 6 {
        (text[..4].parse().ok()?, number(&text[4..])?)
    } else {
        match text.split('-').collect::<Vec<_>>()[..] {
            [year, month] => (year.parse().ok()?, number(month)?),
            [month] if month.len() <= 2 => (today.year(), number(month)?),
            _ => return None,
        }
    };
    (YEARS.contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

/// What was typed, written out: `+3` becomes `2026-05-10`, so that it means the same tomorrow. `None` for a field that
/// holds no day, for what cannot be read, and for what is written out already.
pub fn written_out(kind: FieldType, typed: &str, today: NaiveDate) -> Option<String> {
    let text = match kind {
        FieldType::Date => read_date(typed, today)?.to_string(),
        FieldType::Datetime => read_datetime(typed, today)?.format("%Y-%m-%d %H:%M").to_string(),
        FieldType::Month => {
            let (year, month) = read_month(typed, today)?;
            format!("{year}-{month:02}")
        }
        _ => return None,
    };
    (text != typed).then_some(text)
}

fn day_of(year: i32, month: &str, day: &str) -> Option<NaiveDate> {
    YEARS.contains(&year).then(|| NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)).flatten()
}

/// `+3`, `-1`, `0`: how far from today.
fn away(text: &str) -> Option<i32> {
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        Some(("0", "")) => return Some(0),
        _ => return None,
    };
    let far = number(rest).filter(|far| *far <= FAR)?;
    Some(sign * i32::try_from(far).ok()?)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && digits(text) { text.parse().ok() } else { None }
}

/// Half-width digits, every parting mark a `-`.
fn half_width(typed: &str) -> String {
    typed
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '年' | '月' | '/' | '.' | '－' => '-',
            '＋' => '+',
            other => other,
        })
        .filter(|c| !matches!(c, '日' | '号' | ' '))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_whole_day_is_read_as_people_write_it() {
        for typed in ["2026-05-07", "2026/5/7", "2026.5.7", "2026年5月7日", "20260507", "２０２６-5-7"]
        {
            assert_eq!(read_date(typed, day("2024-01-31")), Some(today()), "{typed}");
        }
        for typed in ["2026-02-30", "", "26-5-7", "2026-13-01", "abc", "1899-1-1", "2026--1", "1-2-3-4", "-"]
        {
            assert_eq!(read_date(typed, today()), None, "{typed}");
        }
    }

    #[test]
    fn a_short_day_is_read_from_today() {
        for (typed, read) in [
            ("12", "2026-05-12"),
            ("12日", "2026-05-12"),
            ("5-12", "2026-05-12"),
            ("5月12日", "2026-05-12"),
            ("12/31", "2026-12-31"),
            ("0512", "2026-05-12"),
            ("+3", "2026-05-10"),
            ("＋３", "2026-05-10"),
            ("+30", "2026-06-06"),
            ("-7", "2026-04-30"),
            ("0", "2026-05-07"),
        ] {
            assert_eq!(read_date(typed, today()), Some(day(read)), "{typed}");
        }
        for typed in ["32", "2-30", "512", "2026", "+", "+99999", "+1.5", "5-", "5月", "++1"] {
            assert_eq!(read_date(typed, today()), None, "{typed}");
        }
        // The 31st of a month without one is no day.
        assert_eq!(read_date("31", day("2026-04-02")), None);
    }

    #[test]
    fn a_time_follows_its_day_and_alone_is_todays() {
        let at = |date: &str, hour, minute| day(date).and_hms_opt(hour, minute, 0);
        for (typed, read) in [
            ("2026-5-7 9:30", at("2026-05-07", 9, 30)),
            ("2026-05-07T09:30", at("2026-05-07", 9, 30)),
            ("5-12 14", at("2026-05-12", 14, 0)),
            ("12 0930", at("2026-05-12", 9, 30)),
            ("+1　9：05", at("2026-05-08", 9, 5)),
            ("9:30", at("2026-05-07", 9, 30)),
        ] {
            assert_eq!(read_datetime(typed, today()), read, "{typed}");
        }
        for typed in ["2026-5-7 25:30", "2026-05-07", "9", "9:60", "12 9:", "x 9:30"] {
            assert_eq!(read_datetime(typed, today()), None, "{typed}");
        }
    }

    #[test]
    fn a_month_is_read_long_and_short() {
        for (typed, read) in [
            ("2026年5月", (2026, 5)),
            ("2025-11", (2025, 11)),
            ("202512", (2025, 12)),
            ("4", (2026, 4)),
            ("11月", (2026, 11)),
            ("+1", (2026, 6)),
            ("-5", (2025, 12)),
        ] {
            assert_eq!(read_month(typed, today()), Some(read), "{typed}");
        }
        for typed in ["202613", "13", "0-5", "", "2026-5-7", "五月"] {
            assert_eq!(read_month(typed, today()), None, "{typed}");
        }
        // From the end of a long month, too.
        assert_eq!(read_month("+1", day("2026-01-31")), Some((2026, 2)));
    }

    #[test]
    fn what_is_short_is_written_out_once() {
        let out = |kind, typed| written_out(kind, typed, today());
        assert_eq!(out(FieldType::Date, "+3").as_deref(), Some("2026-05-10"));
        assert_eq!(out(FieldType::Datetime, "12 9").as_deref(), Some("2026-05-12 09:00"));
        assert_eq!(out(FieldType::Month, "4").as_deref(), Some("2026-04"));
        assert_eq!(out(FieldType::Date, "2026-05-10"), None);
        assert_eq!(out(FieldType::Date, "明天"), None);
        assert_eq!(out(FieldType::Int, "3"), None);
    }

    proptest! {
        #[test]
        fn every_day_reads_back_from_its_own_writing(away in -30_000_i64..30_000) {
            let day = today() + chrono::TimeDelta::days(away);
            prop_assert_eq!(read_date(&day.to_string(), today()), Some(day));
            prop_assert_eq!(read_date(&day.format("%Y年%-m月%-d日").to_string(), today()), Some(day));
            prop_assert_eq!(written_out(FieldType::Date, &day.to_string(), today()), None);
        }

        #[test]
        fn nothing_typed_makes_it_fall(text in "\\PC{0,12}") {
            let _ = (read_date(&text, today()), read_datetime(&text, today()), read_month(&text, today()));
        }
    }
}
