//! When rooms are open. Rooms have their own calendar: the law asks for longer hours on holidays, not for closed doors
//! (公共文化体育设施条例 §17), so nothing here knows of the window's working days.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

/// A set of weekdays, bit 0 for Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(u8);

impl Default for Weekdays {
    fn default() -> Self {
        Self::ALL
    }
}

impl Weekdays {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// Of some days.
    pub fn of(days: &[Weekday]) -> Self {
        Self(days.iter().fold(0, |set, day| set | 1 << day.num_days_from_monday()))
    }

    /// Whether a day is in it.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & 1 << day.num_days_from_monday() != 0
    }

    /// The days, Monday first.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        const WEEK: [Weekday; 7] = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ];
        WEEK.into_iter().filter(move |day| self.has(*day))
    }
}

/// A part of the year, first and last day included, as (month, day); it may pass the turn of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// First day.
    pub from: (u32, u32),
    /// Last day.
    pub to: (u32, u32),
}

impl Season {
    /// Whether a day lies in it.
    pub fn has(self, day: NaiveDate) -> bool {
        let at = (day.month(), day.day());
        if self.from <= self.to { self.from <= at && at <= self.to } else { at >= self.from || at <= self.to }
    }
}

/// Hours of some weekdays, for the whole year or a season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningRule {
    /// On which days.
    #[serde(default)]
    pub weekdays: Weekdays,
    /// Minutes from midnight, half-open, in order; none: closed on these days.
    pub spans: Vec<(u16, u16)>,
    /// In which part of the year.
    #[serde(default)]
    pub season: Option<Season>,
}

/// The hours of the centre's rooms, where a room has none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteHours {
    /// The rules; a later one has the last word.
    pub rules: Vec<OpeningRule>,
    /// Closed on the days off of the Spring Festival, as the holiday notice names them.
    pub closed_at_spring_festival: bool,
}

impl Default for SiteHours {
    /// 8:00–22:00 every day, closed at the Spring Festival (`domain.md` §4.2).
    fn default() -> Self {
        Self {
            rules: vec![OpeningRule { weekdays: Weekdays::ALL, spans: vec![(480, 1320)], season: None }],
            closed_at_spring_festival: true,
        }
    }
}

/// The spans of the last rule that speaks of the day; a rule of a season goes before one of the whole year.
pub(super) fn spans(rules: &[OpeningRule], day: NaiveDate) -> Vec<(u16, u16)> {
    let speaks = |rule: &&OpeningRule| {
        rule.weekdays.has(day.weekday()) && rule.season.is_none_or(|season| season.has(day))
    };
    let seasonal = rules.iter().filter(|rule| rule.season.is_some()).rfind(speaks);
    seasonal.or_else(|| rules.iter().rfind(speaks)).map(|rule| rule.spans.clone()).unwrap_or_default()
}

/// 停开: a room, or all of them, closed for a time, with the day it was made known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Ten digits, in order.
    pub id: String,
    /// The room; none: the whole centre.
    #[serde(default)]
    pub room: Option<String>,
    /// From.
    pub from: NaiveDateTime,
    /// Until, not included.
    pub to: NaiveDateTime,
    /// Why, as posted.
    pub reason: String,
    /// 公示日: the day it was posted. The regulation asks for 7 days before closing for repairs.
    pub noticed_on: NaiveDate,
    /// Taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

impl Closure {
    /// The days of notice that are short of `needed`; 0 when it was posted in time.
    pub fn notice_short_by(&self, needed: i64) -> i64 {
        (needed - (self.from.date() - self.noticed_on).num_days()).max(0)
    }

    /// The part of a day that is closed, in minutes from midnight.
    pub fn on(&self, day: NaiveDate) -> Option<(u16, u16)> {
        let begin = day.and_time(chrono::NaiveTime::MIN);
        let minutes = |at: NaiveDateTime| (at - begin).num_minutes().clamp(0, 1440) as u16;
        let (from, to) = (minutes(self.from), minutes(self.to));
        (!self.withdrawn && from < to).then_some((from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn rule(weekdays: Weekdays, spans: &[(u16, u16)], season: Option<Season>) -> OpeningRule {
        OpeningRule { weekdays, spans: spans.to_vec(), season }
    }

    #[test]
    fn winter_hours_pass_the_turn_of_the_year_and_go_before_the_rest() {
        let winter = Season { from: (11, 15), to: (3, 15) };
        let rules = [
            rule(Weekdays::ALL, &[(480, 1320)], None),
            rule(Weekdays::ALL, &[(540, 1260)], Some(winter)),
            rule(Weekdays::of(&[Weekday::Mon]), &[], None),
        ];
        assert_eq!(spans(&rules, day(5, 12)), [(480, 1320)]);
        assert!(spans(&rules, day(5, 11)).is_empty(), "a Monday");
        assert_eq!(spans(&rules, day(1, 5)), [(540, 1260)], "a Monday in winter");
        assert_eq!(spans(&rules, day(3, 15)), [(540, 1260)]);
        assert_eq!(spans(&rules, day(3, 17)), [(480, 1320)]);
    }

    #[test]
    fn no_rule_for_a_day_means_closed() {
        assert!(spans(&[rule(Weekdays::WORKING, &[(510, 720)], None)], day(5, 9)).is_empty());
    }

    #[test]
    fn a_closure_tells_its_part_of_each_day_and_how_short_its_notice_was() {
        let closure = Closure {
            id: "1".into(),
            room: None,
            from: day(5, 10).and_hms_opt(13, 0, 0).unwrap(),
            to: day(5, 11).and_hms_opt(18, 0, 0).unwrap(),
            reason: "检修".into(),
            noticed_on: day(5, 6),
            withdrawn: false,
        };
        assert_eq!(closure.on(day(5, 9)), None);
        assert_eq!(closure.on(day(5, 10)), Some((780, 1440)));
        assert_eq!(closure.on(day(5, 11)), Some((0, 1080)));
        assert_eq!(closure.on(day(5, 12)), None);
        assert_eq!(closure.notice_short_by(7), 3);
        assert_eq!(closure.notice_short_by(4), 0);
        assert_eq!(Closure { withdrawn: true, ..closure }.on(day(5, 10)), None);
    }

    #[test]
    fn weekdays_are_a_set() {
        let set = Weekdays::of(&[Weekday::Sat, Weekday::Tue]);
        assert_eq!(set.days().collect::<Vec<_>>(), [Weekday::Tue, Weekday::Sat]);
        assert!(!set.has(Weekday::Sun));
    }
}
