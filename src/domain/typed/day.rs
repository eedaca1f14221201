//! Days and weeks.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::plain;
use crate::domain::class::Term;

/// From where a day is reckoned that is not typed in full.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    /// Today.
    pub today: NaiveDate,
    /// The day that is looked at: `12` is in its month, `5/12` is the nearest to today. None where only what comes is meant:
    /// then both are the next such day from today on.
    pub shown: Option<NaiveDate>,
    /// The terms whose weeks can be named.
    pub terms: &'a [Term],
}

impl Near<'_> {
    /// Reckoned from today on.
    pub const fn ahead(today: NaiveDate) -> Self {
        Self { today, shown: None, terms: &[] }
    }

    /// A day: `12`, `5/12`, `5月12日`, `2026-5-12`, `20260512`; `+3` and `-7` from today; `z2`, 周二, 星期二: the next one,
    /// today not counted; 今天, 明天, 后天, 昨天. Where only what comes is meant, `5-12` is none: there it is a time.
    pub fn day(&self, typed: &str) -> Option<NaiveDate> {
        let text = plain(typed);
        let away = match text.as_str() {
            "今天" | "今日" | "today" => Some(0),
            "明天" | "明日" | "tomorrow" => Some(1),
            "后天" => Some(2),
            "昨天" => Some(-1),
            _ => away(&text),
        };
        match away {
            Some(days @ 0..) => self.today.checked_add_days(Days::new(days.unsigned_abs())),
            Some(days) => self.today.checked_sub_days(Days::new(days.unsigned_abs())),
            None => self.next_weekday(&text).or_else(|| self.date(&text)),
        }
    }

    /// A day as [`Self::day`] takes it, or the Monday of a week: `w10`, 学期第10周, 学10 of the term that is looked at or else of
    /// the next, 第19周, 19周 of the year that is looked at.
    pub fn day_or_week(&self, typed: &str) -> Option<NaiveDate> {
        let text = plain(typed);
        let shown = self.shown.unwrap_or(self.today);
        self.day(typed).or_else(|| self.week_of_term(&text, shown)).or_else(|| week_of_year(&text, shown))
    }

    fn next_weekday(&self, text: &str) -> Option<NaiveDate> {
        let rest = ["z", "周", "星期", "礼拜"].iter().find_map(|head| text.strip_prefix(head))?;
        let mut letters = rest.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
        let wanted = weekday(letter)?;
        self.today.iter_days().skip(1).take(7).find(|day| day.weekday() == wanted)
    }

    fn week_of_term(&self, text: &str, shown: NaiveDate) -> Option<NaiveDate> {
        let rest = ["学期", "学", "w"].iter().find_map(|head| text.strip_prefix(head))?;
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let week = number(rest.strip_suffix('周').unwrap_or(rest))?;
        let here = self.terms.iter().find(|term| (term.from..=term.to).contains(&shown));
        let next = || self.terms.iter().filter(|term| term.from > shown).min_by_key(|term| term.from);
        here.or_else(next)?.monday_of(week)
    }

    fn date(&self, text: &str) -> Option<NaiveDate> {
        if text.len() == 8 && number(text).is_some() {
            return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
        }
        let parts = text.trim_end_matches(['日', '号']).split(['/', '.', '-', '月', '年']);
        let numbers: Option<Vec<u32>> = parts.map(number).collect();
        let numbers = numbers?;
        match (&numbers[..], self.shown) {
            ([day], Some(shown)) => shown.with_day(*day),
            ([day], None) => self.next_of_month(*day),
            ([month, day], Some(_)) => self.nearest(*month, *day),
            ([_, _], None) if text.contains('-') => None,
            ([month, day], None) => self.next_of_year(*month, *day),
            ([year @ 2000..=2999, month, day], _) => NaiveDate::from_ymd_opt(*year as i32, *month, *day),
            _ => None,
        }
    }

    /// This month, or the first month after it that has such a day ahead.
    fn next_of_month(&self, day: u32) -> Option<NaiveDate> {
        let first = self.today.with_day(1)?;
        let months = (0..13).filter_map(|n| first.checked_add_months(Months::new(n)));
        months.filter_map(|first| first.with_day(day)).find(|day| *day >= self.today)
    }

    /// This year or the next that has it; 29 February may be four years away.
    fn next_of_year(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let mut years = (0..5).filter_map(|n| NaiveDate::from_ymd_opt(self.today.year() + n, month, day));
        years.find(|day| *day >= self.today)
    }

    /// That day of last, this or next year: the one that is ahead by less than nine months, or behind by less than three.
    fn nearest(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = self.today.year();
        let all: Vec<NaiveDate> =
            (year - 1..=year + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).collect();
        let first = self.today.checked_sub_months(Months::new(3))?;
        let last = self.today.checked_add_months(Months::new(9))?;
        all.iter().find(|day| (first..=last).contains(*day)).or(all.last()).copied()
    }
}

/// The days of every week: `w6`, `w13`, 每周六, 每周一三.
pub fn weekdays(typed: &str) -> Option<Vec<Weekday>> {
    let text = plain(typed);
    let rest = ["w", "每周", "每星期", "每礼拜"].iter().find_map(|head| text.strip_prefix(head))?;
    let days: Option<Vec<Weekday>> = rest.chars().map(weekday).collect();
    days.filter(|days| !days.is_empty())
}

fn weekday(letter: char) -> Option<Weekday> {
    Some(match letter {
        '1' | '一' => Weekday::Mon,
        '2' | '二' => Weekday::Tue,
        '3' | '三' => Weekday::Wed,
        '4' | '四' => Weekday::Thu,
        '5' | '五' => Weekday::Fri,
        '6' | '六' => Weekday::Sat,
        '7' | '日' | '天' => Weekday::Sun,
        _ => return None,
    })
}

/// `+3`, `-7`
fn away(text: &str) -> Option<i64> {
    let (rest, sign) = match text.strip_prefix('+') {
        Some(rest) => (rest, 1),
        None => (text.strip_prefix('-')?, -1),
    };
    let days = u16::try_from(number(rest)?).ok()?;
    Some(sign * i64::from(days))
}

/// As the title of the calendar counts.
fn week_of_year(text: &str, shown: NaiveDate) -> Option<NaiveDate> {
    let week = number(text.strip_suffix('周')?.trim_start_matches('第'))?;
    NaiveDate::from_isoywd_opt(shown.iso_week().year(), week, Weekday::Mon)
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn shown(text: &str, shown: NaiveDate, today: NaiveDate, terms: &[Term]) -> Option<NaiveDate> {
        Near { today, shown: Some(shown), terms }.day_or_week(text)
    }

    /// Thursday, 7 May 2026, and that week is looked at.
    fn to(text: &str) -> Option<NaiveDate> {
        shown(text, day(2026, 5, 7), day(2026, 5, 7), &Term::usual(2026))
    }

    /// The same Thursday, and only what comes is meant.
    fn next(text: &str) -> Option<NaiveDate> {
        Near::ahead(day(2026, 5, 7)).day(text)
    }

    #[test]
    fn days_are_typed_short_or_in_full_wherever_they_are_typed() {
        for (text, month, on) in [
            ("12", 5, 12),
            ("12日", 5, 12),
            ("5/12", 5, 12),
            ("5.12", 5, 12),
            ("5月12日", 5, 12),
            ("５／１２", 5, 12),
            ("2026-5-12", 5, 12),
            ("2026/5/12", 5, 12),
            ("2026年5月12号", 5, 12),
            ("20260512", 5, 12),
            ("+3", 5, 10),
            ("＋３", 5, 10),
            ("+0", 5, 7),
            ("-7", 4, 30),
            ("z2", 5, 12),
            ("Ｚ２", 5, 12),
            ("周四", 5, 14),
            ("礼拜二", 5, 12),
            ("星期天", 5, 10),
            ("今日", 5, 7),
            ("明天", 5, 8),
        ] {
            assert_eq!(to(text), Some(day(2026, month, on)), "{text}");
            assert_eq!(next(text), Some(day(2026, month, on)), "{text}");
        }
    }

    #[test]
    fn where_only_what_comes_is_meant_a_short_day_is_the_next_one() {
        assert_eq!((next("7"), next("6")), (Some(day(2026, 5, 7)), Some(day(2026, 6, 6))));
        assert_eq!((next("31"), next("1/3")), (Some(day(2026, 5, 31)), Some(day(2027, 1, 3))));
        assert_eq!(next("2/29"), Some(day(2028, 2, 29)));
        // There a hyphen makes a time, and a week is no day.
        for text in ["5-12", "9-11", "第19周", "w11"] {
            assert_eq!(next(text), None, "{text}");
        }
    }

    #[test]
    fn weeks_are_those_of_the_term_or_of_the_year() {
        // The spring term begins on Sunday, 1 March: its first week on Monday, 23 February.
        assert_eq!(to("w11"), Some(day(2026, 5, 4)));
        assert_eq!(to("学期第11周"), Some(day(2026, 5, 4)));
        assert_eq!(to("第19周"), Some(day(2026, 5, 4)));
        assert_eq!(to("w40"), None);
        // In the summer holidays the term that comes is meant.
        let summer = day(2026, 7, 20);
        assert_eq!(shown("w1", summer, summer, &Term::usual(2026)), Some(day(2026, 8, 31)));
    }

    #[test]
    fn where_a_day_is_looked_at_a_short_day_is_near_and_nonsense_is_none() {
        let today = day(2026, 12, 20);
        assert_eq!(shown("1/5", today, today, &[]), Some(day(2027, 1, 5)));
        assert_eq!(shown("11/30", today, today, &[]), Some(day(2026, 11, 30)));
        assert_eq!(shown("11-30", today, today, &[]), Some(day(2026, 11, 30)));
        // A bare number is a day of the month that is looked at.
        assert_eq!(shown("3", day(2026, 8, 20), today, &[]), Some(day(2026, 8, 3)));
        for text in ["", "32", "13/1", "2/30", "z9", "abc", "w", "+", "第周", "1/2/3/4", "99999999999"] {
            assert_eq!(to(text), None, "{text}");
            assert_eq!(next(text), None, "{text}");
        }
        // A month is no day.
        assert_eq!(to("5月"), None);
    }

    #[test]
    fn days_of_every_week() {
        use Weekday::{Mon, Sat, Sun, Wed};
        for (text, days) in [
            ("w6", vec![Sat]),
            ("Ｗ13", vec![Mon, Wed]),
            ("每周六", vec![Sat]),
            ("每周一三", vec![Mon, Wed]),
            ("每星期天", vec![Sun]),
        ] {
            assert_eq!(weekdays(text), Some(days), "{text}");
        }
        for text in ["w", "w8", "w10", "周六", "6", "每周"] {
            assert_eq!(weekdays(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(text in "[wWz学第周+\\-/.年月日0-9 ]{0,14}|\\PC{0,12}") {
            let _ = (to(&text), next(&text), weekdays(&text));
        }
    }
}
