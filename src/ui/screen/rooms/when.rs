//! Which days a view shows, how it steps on, and where a typed day leads.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::domain::class::Term;

/// How the calendar is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shows {
    /// 周: the week of one room.
    Week,
    /// 日: a day of all rooms.
    Day,
    /// 月: six weeks, of one room or all.
    Month,
    /// 列表: a month line by line, whatever became of a booking.
    List,
}

impl Shows {
    /// In the order of the toolbar.
    pub const ALL: [Self; 4] = [Self::Week, Self::Day, Self::Month, Self::List];

    /// First and last day shown.
    pub fn span(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Week => {
                let monday = monday(day);
                (monday, monday + Days::new(6))
            }
            Self::Day => (day, day),
            Self::Month => {
                let first = monday(first_of_month(day));
                (first, first + Days::new(41))
            }
            Self::List => {
                let first = first_of_month(day);
                (first, first + Months::new(1) - Days::new(1))
            }
        }
    }

    /// Whether a day is among those shown with another.
    pub fn holds(self, shown: NaiveDate, day: NaiveDate) -> bool {
        let (from, to) = self.span(shown);
        (from..=to).contains(&day)
    }

    /// The day one step on or back.
    pub fn stepped(self, day: NaiveDate, back: bool) -> NaiveDate {
        let by_days = |days| if back { day - Days::new(days) } else { day + Days::new(days) };
        match self {
            Self::Week => by_days(7),
            Self::Day => by_days(1),
            Self::Month | Self::List => {
                if back {
                    day - Months::new(1)
                } else {
                    day + Months::new(1)
                }
            }
        }
    }
}

/// The Monday of a week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

/// The day a worker means: `12`, `5/12`, `2026-5-12`, `+3`, `z2` or 周二 (the next one), `w10` (the 10th week of the term
/// that is looked at, or of the next), 第19周 (of the year), 今日. `shown` is the day that is looked at, for what is left out.
pub fn typed(text: &str, shown: NaiveDate, today: NaiveDate, terms: &[Term]) -> Option<NaiveDate> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let text = text.to_lowercase();
    match text.as_str() {
        "今天" | "今日" | "today" => return Some(today),
        "明天" | "明日" | "tomorrow" => return today.succ_opt(),
        "后天" => return Some(today + Days::new(2)),
        "昨天" => return today.pred_opt(),
        _ => {}
    }
    if let Some(days) = text.strip_prefix('+') {
        return today.checked_add_days(Days::new(days.parse::<u16>().ok()?.into()));
    }
    if let Some(days) = text.strip_prefix('-') {
        return today.checked_sub_days(Days::new(days.parse::<u16>().ok()?.into()));
    }
    weekday(&text, today)
        .or_else(|| week_of_term(&text, shown, terms))
        .or_else(|| week_of_year(&text, shown))
        .or_else(|| date(&text, shown, today))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '／' => '/',
        '＋' => '+',
        '－' => '-',
        c => c,
    }
}

/// `z2`, 周二, 星期二: the next such day, today not counted.
fn weekday(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let rest = ["z", "周", "星期", "礼拜"].iter().find_map(|head| text.strip_prefix(head))?;
    let mut letters = rest.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    let number = match letter {
        '天' => 7,
        letter => "一二三四五六日"
            .chars()
            .position(|known| known == letter)
            .map(|at| at as u32 + 1)
            .or_else(|| letter.to_digit(10))?,
    };
    (1..=7).contains(&number).then_some(())?;
    let ahead = (number + 6 - today.weekday().num_days_from_monday()) % 7;
    Some(today + Days::new(u64::from(if ahead == 0 { 7 } else { ahead })))
}

/// `w10`, 学期第10周, 学10.
fn week_of_term(text: &str, shown: NaiveDate, terms: &[Term]) -> Option<NaiveDate> {
    let rest = ["学期", "学", "w"].iter().find_map(|head| text.strip_prefix(head))?;
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let week: u32 = rest.strip_suffix('周').unwrap_or(rest).parse().ok()?;
    let here = terms.iter().find(|term| (term.from..=term.to).contains(&shown));
    let next = || terms.iter().filter(|term| term.from > shown).min_by_key(|term| term.from);
    here.or_else(next)?.monday_of(week)
}

/// 第19周, 19周: of the year that is looked at, as the title counts.
fn week_of_year(text: &str, shown: NaiveDate) -> Option<NaiveDate> {
    let week: u32 = text.strip_suffix('周')?.trim_start_matches('第').parse().ok()?;
    NaiveDate::from_isoywd_opt(shown.iso_week().year(), week, Weekday::Mon)
}

fn date(text: &str, shown: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let plain: String =
        text.chars().map(|c| if matches!(c, '年' | '月' | '.' | '-') { '/' } else { c }).collect();
    let plain = plain.trim_end_matches(['日', '号', '/']);
    let mut numbers = Vec::new();
    for part in plain.split('/') {
        numbers.push(part.parse::<u32>().ok()?);
    }
    match numbers[..] {
        [day] => shown.with_day(day),
        [month, day] => nearest(month, day, today),
        [year @ 2000..=2999, month, day] => NaiveDate::from_ymd_opt(year as i32, month, day),
        _ => None,
    }
}

/// That day of last, this or next year: the one that is ahead by less than nine months, or behind by less than three.
fn nearest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = (today.year() - 1)..=(today.year() + 1);
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let (first, last) = (today - Months::new(3), today + Months::new(9));
    let all: Vec<NaiveDate> = days.collect();
    all.iter().find(|day| (first..=last).contains(*day)).or(all.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Thursday, 7 May 2026.
    fn to(text: &str) -> Option<NaiveDate> {
        typed(text, day(2026, 5, 7), day(2026, 5, 7), &Term::usual(2026))
    }

    #[test]
    fn days_are_typed_short_or_in_full() {
        for (text, month, on) in [
            ("12", 5, 12),
            ("12日", 5, 12),
            ("5/12", 5, 12),
            ("5月12日", 5, 12),
            ("５／１２", 5, 12),
            ("2026-5-12", 5, 12),
            ("20260512", 5, 12),
            ("+3", 5, 10),
            ("-7", 4, 30),
            ("z2", 5, 12),
            ("周四", 5, 14),
            ("星期天", 5, 10),
            ("今日", 5, 7),
            ("明天", 5, 8),
        ] {
            assert_eq!(to(text), Some(day(2026, month, on)), "{text}");
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
        assert_eq!(typed("w1", summer, summer, &Term::usual(2026)), Some(day(2026, 8, 31)));
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_and_nonsense_is_none() {
        let today = day(2026, 12, 20);
        assert_eq!(typed("1/5", today, today, &[]), Some(day(2027, 1, 5)));
        assert_eq!(typed("11/30", today, today, &[]), Some(day(2026, 11, 30)));
        // A bare number is a day of the month that is looked at.
        assert_eq!(typed("3", day(2026, 8, 20), today, &[]), Some(day(2026, 8, 3)));
        for text in ["", "32", "13/1", "2/30", "z9", "abc", "w", "+", "第周", "1/2/3/4", "99999999999"] {
            assert_eq!(to(text), None, "{text}");
        }
    }

    #[test]
    fn views_show_whole_weeks_days_and_months_and_step_by_them() {
        let on = day(2026, 5, 7);
        assert_eq!(Shows::Week.span(on), (day(2026, 5, 4), day(2026, 5, 10)));
        assert_eq!(Shows::Day.span(on), (on, on));
        assert_eq!(Shows::Month.span(on), (day(2026, 4, 27), day(2026, 6, 7)));
        assert_eq!(Shows::List.span(on), (day(2026, 5, 1), day(2026, 5, 31)));
        assert_eq!(Shows::Week.stepped(on, true), day(2026, 4, 30));
        assert_eq!(Shows::Day.stepped(on, false), day(2026, 5, 8));
        assert_eq!(Shows::Month.stepped(day(2026, 1, 31), false), day(2026, 2, 28));
    }
}
