//! 预约行: a booking in one line, `2 12 9-11 25`: room, day, time, people (`flows.md` §4, §5).

use chrono::{NaiveDate, Weekday};

use crate::domain::typed::{Near, span, weekdays};
use crate::domain::width::half_width;

/// On which day, or on which days of every week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Once.
    On(NaiveDate),
    /// `w6`, `w13`: on these days of every week of the term.
    Weekly(Vec<Weekday>),
}

/// The words of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 场地
    Room,
    /// 日期
    Day,
    /// 时间
    Time,
    /// 人数
    People,
}

/// What was read so far. What is missing is not wrong: it is still to come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BookingLine {
    /// The room's code.
    pub room: Option<String>,
    /// The day.
    pub when: Option<When>,
    /// Minutes from midnight.
    pub time: Option<(u16, u16)>,
    /// How many people.
    pub people: Option<u32>,
    /// The first word that cannot be read, and what it should be.
    pub wrong: Option<(String, Part)>,
}

impl BookingLine {
    /// Reads a line. `room` finds a room by its number or initials.
    pub fn read(line: &str, today: NaiveDate, room: impl Fn(&str) -> Option<String>) -> Self {
        let text: String = line.chars().map(half_width).collect();
        let mut read = Self::default();
        let mut words = text.split_whitespace();
        let mut next = |part: Part| words.next().map(|word| (word.to_owned(), part));
        let Some((word, part)) = next(Part::Room) else { return read };
        read.room = room(&word);
        if read.room.is_none() {
            read.wrong = Some((word, part));
            return read;
        }
        let Some((word, part)) = next(Part::Day) else { return read };
        read.when = day(&word, today);
        if read.when.is_none() {
            read.wrong = Some((word, part));
            return read;
        }
        let Some((word, part)) = next(Part::Time) else { return read };
        read.time = span(&word);
        if read.time.is_none() {
            read.wrong = Some((word, part));
            return read;
        }
        let Some((word, part)) = next(Part::People) else { return read };
        read.people = word.trim_end_matches('人').parse().ok().filter(|people| *people > 0);
        if read.people.is_none() {
            read.wrong = Some((word, part));
        }
        read
    }

    /// Whether room, day and time are there.
    pub fn is_whole(&self) -> bool {
        self.room.is_some() && self.when.is_some() && self.time.is_some() && self.wrong.is_none()
    }
}

/// On one day from today on, or on days of every week.
fn day(word: &str, today: NaiveDate) -> Option<When> {
    weekdays(word).map(When::Weekly).or_else(|| Near::ahead(today).day(word).map(When::On))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-05-07 is a Thursday.
    fn read(line: &str) -> BookingLine {
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        BookingLine::read(line, today, |word| match word {
            "2" | "syjs" => Some("R02".to_owned()),
            _ => None,
        })
    }

    fn on(month: u32, day: u32) -> Option<When> {
        NaiveDate::from_ymd_opt(2026, month, day).map(When::On)
    }

    #[test]
    fn the_line_of_the_flow() {
        let line = read("2 12 9-11 25");
        assert_eq!((line.room.as_deref(), line.when.clone()), (Some("R02"), on(5, 12)));
        assert_eq!((line.time, line.people, line.is_whole()), (Some((540, 660)), Some(25), true));
        let line = read("2 w6 9-11");
        assert_eq!(line.when, Some(When::Weekly(vec![Weekday::Sat])));
        assert!(line.is_whole());
    }

    #[test]
    fn days_in_every_usual_shape() {
        for (word, day) in [
            ("12", on(5, 12)),
            ("7", on(5, 7)),
            ("6", on(6, 6)),
            ("31", on(5, 31)),
            ("5/12", on(5, 12)),
            ("5月12日", on(5, 12)),
            ("2026/5/12", on(5, 12)),
            ("+3", on(5, 10)),
            ("+0", on(5, 7)),
            ("z2", on(5, 12)),
            ("周四", on(5, 14)),
            ("Ｚ２", on(5, 12)),
        ] {
            assert_eq!(read(&format!("2 {word}")).when, day, "{word}");
        }
        for (word, day) in
            [("20260512", on(5, 12)), ("2026-5-12", on(5, 12)), ("星期二", on(5, 12)), ("明天", on(5, 8))]
        {
            assert_eq!(read(&format!("2 {word}")).when, day, "{word}");
        }
        let next_year = NaiveDate::from_ymd_opt(2027, 1, 3).map(When::On);
        assert_eq!(read("2 1/3").when, next_year);
        assert_eq!(read("2 w13").when, Some(When::Weekly(vec![Weekday::Mon, Weekday::Wed])));
    }

    #[test]
    fn times_in_every_usual_shape() {
        for (word, time) in [
            ("9-11", Some((540, 660))),
            ("14:30-16", Some((870, 960))),
            ("1430-1600", Some((870, 960))),
            ("9：00—11：00", Some((540, 660))),
            ("9点至11点", Some((540, 660))),
            ("9~11", Some((540, 660))),
            ("20-24", Some((1200, 1440))),
            ("11-9", None),
            ("9", None),
            ("9-25", None),
        ] {
            assert_eq!(read(&format!("2 12 {word}")).time, time, "{word}");
        }
    }

    #[test]
    fn a_word_that_cannot_be_read_is_named_with_what_it_should_be() {
        let wrong = |line: &str| read(line).wrong;
        assert_eq!(wrong("99 12"), Some(("99".into(), Part::Room)));
        assert_eq!(wrong("2 32"), Some(("32".into(), Part::Day)));
        // A forgotten day is not made out of the time.
        assert_eq!(wrong("2 9-11 25"), Some(("9-11".into(), Part::Day)));
        assert_eq!(wrong("2 12 9"), Some(("9".into(), Part::Time)));
        assert_eq!(wrong("2 12 9-11 0"), Some(("0".into(), Part::People)));
        assert_eq!(wrong("2 12"), None);
        assert!(!read("2 12").is_whole());
    }
}
