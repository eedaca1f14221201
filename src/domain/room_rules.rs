//! The centre's rules for its rooms (`domain.md` §4.2, §4.3): all of them settings, with the values seen in published
//! rules as a beginning. They hold for teams, units and residents; the centre's own work is not rationed.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

use super::booking::{Booking, Details, Slot};
use super::room::{OpeningRule, Room, SiteHours, Weekdays};

/// The rules, as a supervisor may set them. A limit of 0 means: no limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoomRules {
    /// The hours of the centre's rooms.
    pub site: SiteHours,
    /// How many days ahead may be booked (a library: 3 months).
    pub ahead_days: u32,
    /// The longest single use, in minutes (≤ 4 h a time).
    pub longest: u32,
    /// Uses a team may have in a week, Monday to Sunday.
    pub week_sessions: u32,
    /// Minutes a team may have in a week.
    pub week_minutes: u32,
    /// Uses a team may have in a week at the times everybody wants.
    pub prime_sessions: u32,
    /// The times everybody wants.
    pub prime: Vec<OpeningRule>,
    /// 爽约 within [`Self::no_show_days`] that pause a team.
    pub no_shows: u32,
    /// The days over which 爽约 are counted: a term.
    pub no_show_days: u32,
    /// How long the pause is, in days from the last 爽约.
    pub pause_days: u32,
    /// Minutes before the beginning until which cancelling is in time.
    pub cancel_minutes: u32,
    /// Days of notice before a confirmed booking is moved aside.
    pub displace_days: u32,
    /// Days a closure is to be posted ahead.
    pub closure_days: u32,
    /// From so many people on a plan and a letter of responsibility are asked.
    pub plan_people: u32,
    /// Purposes the rooms are not for.
    pub stop_words: Vec<String>,
    /// Courses one person may take in a term.
    pub courses_each: u32,
    /// Youngest age for a course; 0: any.
    pub course_age: u32,
    /// Absences in a row that warn.
    pub absences_warn: u32,
    /// Share of lessons, in percent, for a certificate.
    pub certificate_percent: u32,
}

impl Default for RoomRules {
    fn default() -> Self {
        let rule = |weekdays, from, to| OpeningRule { weekdays, spans: vec![(from, to)], season: None };
        Self {
            site: SiteHours::default(),
            ahead_days: 90,
            longest: 240,
            week_sessions: 3,
            week_minutes: 360,
            prime_sessions: 2,
            prime: vec![
                rule(Weekdays::WORKING, 1110, 1260),
                rule(Weekdays::of(&[Weekday::Sat, Weekday::Sun]), 510, 1260),
            ],
            no_shows: 3,
            no_show_days: 120,
            pause_days: 30,
            cancel_minutes: 30,
            displace_days: 3,
            closure_days: 7,
            plan_people: 30,
            stop_words: ["保健品", "推销", "销售", "直销", "理财", "传教", "募捐"].map(Into::into).into(),
            courses_each: 2,
            course_age: 50,
            absences_warn: 6,
            certificate_percent: 60,
        }
    }
}

/// Why a booking is against the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum RuleBreak {
    /// More people than the room takes.
    TooMany {
        /// People.
        people: u32,
        /// What the room takes.
        capacity: u32,
    },
    /// A purpose the rooms are not for.
    StopWord {
        /// The word it was known by.
        word: String,
    },
    /// More of a thing than the room has.
    Equipment {
        /// What.
        name: String,
        /// How many are wanted.
        wanted: u32,
        /// How many there are.
        there: u32,
    },
    /// Already begun.
    Past,
    /// Farther ahead than may be booked.
    TooFar {
        /// The last day that may be booked.
        last: NaiveDate,
    },
    /// Longer than one use may be.
    TooLong {
        /// Minutes.
        minutes: u32,
        /// Minutes allowed.
        longest: u32,
    },
    /// The team has had as many uses this week as it may.
    WeekSessions {
        /// Uses in that week already.
        had: u32,
        /// Uses allowed.
        most: u32,
    },
    /// The team would use rooms for longer this week than it may.
    WeekMinutes {
        /// Minutes in that week already.
        had: u32,
        /// Minutes allowed.
        most: u32,
    },
    /// As many uses as it may have at the times everybody wants.
    Prime {
        /// Such uses in that week already.
        had: u32,
        /// Uses allowed.
        most: u32,
    },
    /// Paused after 爽约.
    Paused {
        /// How often nobody came.
        times: u32,
        /// Until when.
        until: NaiveDate,
    },
}

impl RuleBreak {
    /// Whether no reason lifts it.
    pub const fn is_hard(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::StopWord { .. } | Self::Equipment { .. } | Self::Past)
    }
}

/// What else of the same holder the rules count: bookings of the same week and the 爽约 of the last months.
#[derive(Debug, Clone, Copy)]
pub struct Holdings<'a> {
    /// The holder's other bookings of that week, the one that is judged left out.
    pub week: &'a [Booking],
    /// The days on which nobody came, in order.
    pub no_shows: &'a [NaiveDate],
}

impl RoomRules {
    /// Whether a time is one that everybody wants: half of it at least lies in such hours.
    pub fn is_prime(&self, slot: &Slot) -> bool {
        let within: u16 = self
            .prime
            .iter()
            .filter(|rule| rule.weekdays.has(slot.day.weekday()))
            .filter(|rule| rule.season.is_none_or(|season| season.has(slot.day)))
            .flat_map(|rule| &rule.spans)
            .map(|&(from, to)| slot.to.min(to).saturating_sub(slot.from.max(from)))
            .sum();
        2 * within >= slot.minutes()
    }

    /// Whether a plan and a letter of responsibility are asked (`domain.md` §4.3, safety).
    pub fn wants_plan(&self, details: &Details) -> bool {
        details.amplified || details.minors || self.plan_people > 0 && details.people > self.plan_people
    }

    /// Until when a holder is paused, and after how many 爽约.
    pub fn pause(&self, no_shows: &[NaiveDate], today: NaiveDate) -> Option<(u32, NaiveDate)> {
        let since = today - chrono::Days::new(u64::from(self.no_show_days));
        let counted: Vec<_> = no_shows.iter().filter(|day| **day >= since && **day <= today).collect();
        let last = **counted.last()?;
        let until = last + chrono::Days::new(u64::from(self.pause_days));
        let times = counted.len() as u32;
        (self.no_shows > 0 && times >= self.no_shows && today <= until).then_some((times, until))
    }

    /// Everything a booking breaks, the hard ones first. `now` is the desk's time.
    pub fn judge(
        &self,
        slot: &Slot,
        details: &Details,
        room: &Room,
        holdings: &Holdings<'_>,
        now: NaiveDateTime,
    ) -> Vec<RuleBreak> {
        let mut broken = Vec::new();
        if details.people > room.capacity {
            broken.push(RuleBreak::TooMany { people: details.people, capacity: room.capacity });
        }
        let said = [&details.title, &details.team, &details.note];
        if let Some(word) =
            self.stop_words.iter().find(|word| !word.is_empty() && said.iter().any(|t| t.contains(*word)))
        {
            broken.push(RuleBreak::StopWord { word: word.clone() });
        }
        for wanted in &details.equipment {
            let there =
                room.equipment.iter().find(|e| e.name_zh == wanted.name).map_or(0, |thing| thing.count);
            if wanted.count > there {
                broken.push(RuleBreak::Equipment { name: wanted.name.clone(), wanted: wanted.count, there });
            }
        }
        if slot.end() <= now {
            broken.push(RuleBreak::Past);
        }
        if !details.kind.is_rationed() {
            return broken;
        }
        let last = now.date() + chrono::Days::new(u64::from(self.ahead_days));
        if self.ahead_days > 0 && slot.day > last {
            broken.push(RuleBreak::TooFar { last });
        }
        let minutes = u32::from(slot.minutes());
        if self.longest > 0 && minutes > self.longest {
            broken.push(RuleBreak::TooLong { minutes, longest: self.longest });
        }
        broken.extend(self.rations(slot, holdings));
        if let Some((times, until)) = self.pause(holdings.no_shows, now.date()) {
            broken.push(RuleBreak::Paused { times, until });
        }
        broken
    }

    fn rations(&self, slot: &Slot, holdings: &Holdings<'_>) -> Vec<RuleBreak> {
        let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
        let week: Vec<&Booking> = holdings
            .week
            .iter()
            .filter(|other| monday(other.slot.day) == monday(slot.day) && other.state.is_shown())
            .collect();
        let mut broken = Vec::new();
        let had = week.len() as u32;
        if self.week_sessions > 0 && had >= self.week_sessions {
            broken.push(RuleBreak::WeekSessions { had, most: self.week_sessions });
        }
        let had: u32 = week.iter().map(|other| u32::from(other.slot.minutes())).sum();
        if self.week_minutes > 0 && had + u32::from(slot.minutes()) > self.week_minutes {
            broken.push(RuleBreak::WeekMinutes { had, most: self.week_minutes });
        }
        let had = week.iter().filter(|other| self.is_prime(&other.slot)).count() as u32;
        if self.prime_sessions > 0 && self.is_prime(slot) && had >= self.prime_sessions {
            broken.push(RuleBreak::Prime { had, most: self.prime_sessions });
        }
        broken
    }
}

#[cfg(test)]
mod tests;
