//! A rule as text, both ways.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::parts::{ByDay, Frequency, Parts};
use super::{Bound, Part, Rule, RuleError};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

impl Rule {
    /// Reads the text of an RRULE that is followed in another zone: `wall` puts a time of UTC on that zone's wall.
    ///
    /// Names may be written small, and a `;` too many is passed over, since calendars in the wild write both.
    pub fn parse_in(text: &str, wall: impl Fn(NaiveDateTime) -> NaiveDateTime) -> Result<Self, RuleError> {
        let text = text.trim();
        let body = match text.get(..6) {
            Some(head) if head.eq_ignore_ascii_case("RRULE:") => &text[6..],
            _ => text,
        };
        let mut frequency = None;
        let (mut until, mut count) = (None, None);
        let mut parts = Parts::new(Frequency::Daily, 1);
        let mut seen = Vec::new();
        for piece in body.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            let (name, value) =
                piece.split_once('=').ok_or_else(|| RuleError::Shape { text: piece.to_owned() })?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            let Some(part) = Part::ALL.into_iter().find(|part| part.name() == name) else {
                // RFC 7529: the calendar and the rule for missing days that RFC 5545 has anyway.
                if matches!((name.as_str(), value.as_str()), ("RSCALE", "GREGORIAN") | ("SKIP", "OMIT")) {
                    continue;
                }
                return Err(RuleError::Unknown { name });
            };
            if seen.contains(&part) {
                return Err(RuleError::Twice { part });
            }
            seen.push(part);
            let value = Value { part, text: &value };
            match part {
                Part::Freq => frequency = Some(value.frequency()?),
                Part::Until => until = Some(value.until(&wall)?),
                Part::Count => count = Some(value.number(1, u32::MAX)?),
                Part::Interval => parts.every = value.number(1, u16::MAX)?,
                Part::BySecond => parts.by_second = value.list(0, 60)?,
                Part::ByMinute => parts.by_minute = value.list(0, 59)?,
                Part::ByHour => parts.by_hour = value.list(0, 23)?,
                Part::ByDay => parts.by_day = value.days()?,
                Part::ByMonthDay => parts.by_month_day = value.signed(31)?,
                Part::ByYearDay => parts.by_year_day = value.signed(366)?,
                Part::ByWeekNo => parts.by_week_no = value.signed(53)?,
                Part::ByMonth => parts.by_month = value.list(1, 12)?,
                Part::BySetPos => parts.by_set_pos = value.signed(366)?,
                Part::WeekStart => parts.week_start = value.weekday()?,
            }
        }
        parts.frequency = frequency.ok_or(RuleError::NoFrequency)?;
        parts.settle();
        parts.check()?;
        let bound = match (until, count) {
            (Some(_), Some(_)) => return Err(RuleError::TwoEnds),
            (until, count) => until.or(count.map(Bound::Count)),
        };
        Ok(Self { parts, bound })
    }
}

/// What stands behind the `=`, in capitals.
struct Value<'a> {
    part: Part,
    text: &'a str,
}

impl Value<'_> {
    fn wrong(&self) -> RuleError {
        RuleError::Value { part: self.part, found: self.text.to_owned() }
    }

    fn number<T: FromStr + PartialOrd>(&self, least: T, most: T) -> Result<T, RuleError> {
        let number: T = self.text.parse().map_err(|_| self.wrong())?;
        if number < least || number > most { Err(self.wrong()) } else { Ok(number) }
    }

    fn items(&self) -> impl Iterator<Item = Value<'_>> {
        self.text.split(',').map(|text| Value { part: self.part, text: text.trim() })
    }

    fn list(&self, least: u8, most: u8) -> Result<Vec<u8>, RuleError> {
        self.items().map(|item| item.number(least, most)).collect()
    }

    /// Numbers from either end, so never 0.
    fn signed<T: TryFrom<i16>>(&self, most: i16) -> Result<Vec<T>, RuleError> {
        self.items()
            .map(|item| {
                let number = item.number(-most, most)?;
                if number == 0 {
                    return Err(item.wrong());
                }
                T::try_from(number).map_err(|_| item.wrong())
            })
            .collect()
    }

    fn frequency(&self) -> Result<Frequency, RuleError> {
        Frequency::ALL.into_iter().find(|unit| unit.name() == self.text).ok_or_else(|| self.wrong())
    }

    fn weekday(&self) -> Result<Weekday, RuleError> {
        WEEKDAYS.iter().find(|(name, _)| *name == self.text).map(|(_, day)| *day).ok_or_else(|| self.wrong())
    }

    fn days(&self) -> Result<Vec<ByDay>, RuleError> {
        self.items()
            .map(|item| {
                let cut = item.text.len().checked_sub(2).filter(|cut| item.text.is_char_boundary(*cut));
                let (nth, day) = item.text.split_at(cut.ok_or_else(|| item.wrong())?);
                let day = Value { part: self.part, text: day }.weekday().map_err(|_| item.wrong())?;
                if nth.is_empty() {
                    return Ok(ByDay { nth: None, day });
                }
                let nth: i8 = nth.parse().map_err(|_| item.wrong())?;
                if nth == 0 || !(-53..=53).contains(&nth) {
                    return Err(item.wrong());
                }
                Ok(ByDay { nth: Some(nth), day })
            })
            .collect()
    }

    fn until(&self, wall: &impl Fn(NaiveDateTime) -> NaiveDateTime) -> Result<Bound, RuleError> {
        if let Some(day) = compact_day(self.text) {
            return Ok(Bound::Day(day));
        }
        let (text, utc) = match self.text.strip_suffix('Z') {
            Some(text) => (text, true),
            None => (self.text, false),
        };
        let moment = text
            .split_once('T')
            .and_then(|(day, time)| Some(compact_day(day)?.and_time(compact_time(time)?)))
            .ok_or_else(|| self.wrong())?;
        Ok(Bound::at(if utc { wall(moment) } else { moment }))
    }
}

impl Bound {
    fn at(moment: NaiveDateTime) -> Self {
        let last = NaiveTime::from_hms_opt(23, 59, 59);
        if Some(moment.time()) == last { Self::Day(moment.date()) } else { Self::Moment(moment) }
    }
}

/// `20260302`; chrono's own reader would let shorter ones pass.
fn compact_day(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// `090000`
fn compact_time(text: &str) -> Option<NaiveTime> {
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let second: u32 = text[4..].parse().ok().filter(|second| *second <= 60)?;
    NaiveTime::from_hms_opt(text[..2].parse().ok()?, text[2..4].parse().ok()?, second.min(59))
}

impl fmt::Display for Rule {
    /// The rule in one spelling only: parts in the standard's order, lists in order, nothing that goes without saying. A
    /// last moment is written as on the wall.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &self.parts;
        write!(f, "FREQ={}", parts.frequency)?;
        match self.bound {
            Some(Bound::Day(day)) => write!(f, ";UNTIL={}", day.format("%Y%m%d"))?,
            Some(Bound::Moment(moment)) => write!(f, ";UNTIL={}", moment.format("%Y%m%dT%H%M%S"))?,
            Some(Bound::Count(count)) => write!(f, ";COUNT={count}")?,
            None => {}
        }
        parts.fmt(f)
    }
}

impl fmt::Display for Parts {
    /// The parts behind FREQ and the end, each with its `;` before it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.every != 1 {
            write!(f, ";INTERVAL={}", self.every)?;
        }
        list(f, Part::BySecond, &self.by_second)?;
        list(f, Part::ByMinute, &self.by_minute)?;
        list(f, Part::ByHour, &self.by_hour)?;
        list(f, Part::ByDay, &self.by_day)?;
        list(f, Part::ByMonthDay, &self.by_month_day)?;
        list(f, Part::ByYearDay, &self.by_year_day)?;
        list(f, Part::ByWeekNo, &self.by_week_no)?;
        list(f, Part::ByMonth, &self.by_month)?;
        list(f, Part::BySetPos, &self.by_set_pos)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_name(self.week_start))?;
        }
        Ok(())
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, part: Part, items: &[T]) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at == 0 {
            write!(f, ";{part}={item}")?;
        } else {
            write!(f, ",{item}")?;
        }
    }
    Ok(())
}

fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].0
}

impl fmt::Display for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.nth {
            write!(f, "{nth}")?;
        }
        f.write_str(weekday_name(self.day))
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Rule {
    type Error = RuleError;

    fn try_from(text: String) -> Result<Self, RuleError> {
        Self::parse(&text)
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}
