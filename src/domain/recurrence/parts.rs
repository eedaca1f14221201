//! The parts of a rule without its end, and what the standard asks of them.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::{Part, RuleError};

/// The unit a rule counts in, as FREQ names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Frequency {
    pub(super) const ALL: [Self; 7] = [
        Self::Secondly,
        Self::Minutely,
        Self::Hourly,
        Self::Daily,
        Self::Weekly,
        Self::Monthly,
        Self::Yearly,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Secondly => "SECONDLY",
            Self::Minutely => "MINUTELY",
            Self::Hourly => "HOURLY",
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A weekday, each one or the nth of the month or year, counted from its end when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ByDay {
    pub nth: Option<i8>,
    pub day: Weekday,
}

/// Everything of a rule but its end. Lists are in order and hold nothing twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Parts {
    pub frequency: Frequency,
    pub every: u16,
    pub by_month: Vec<u8>,
    pub by_week_no: Vec<i8>,
    pub by_year_day: Vec<i16>,
    pub by_month_day: Vec<i8>,
    pub by_day: Vec<ByDay>,
    pub by_hour: Vec<u8>,
    pub by_minute: Vec<u8>,
    pub by_second: Vec<u8>,
    pub by_set_pos: Vec<i16>,
    pub week_start: Weekday,
}

impl Parts {
    pub const fn new(frequency: Frequency, every: u16) -> Self {
        Self {
            frequency,
            every,
            by_month: Vec::new(),
            by_week_no: Vec::new(),
            by_year_day: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Mon,
        }
    }

    /// Puts the lists in order: one rule, one value, one text.
    pub fn settle(&mut self) {
        fn order<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        // A leap second is the last second where nobody has leap seconds (RFC 5545 §3.3.12).
        for second in &mut self.by_second {
            *second = (*second).min(59);
        }
        order(&mut self.by_month);
        order(&mut self.by_week_no);
        order(&mut self.by_year_day);
        order(&mut self.by_month_day);
        self.by_day.sort_unstable_by_key(|by| (by.nth, by.day.num_days_from_monday()));
        self.by_day.dedup();
        order(&mut self.by_hour);
        order(&mut self.by_minute);
        order(&mut self.by_second);
        order(&mut self.by_set_pos);
    }

    /// What RFC 5545 §3.3.10 forbids beside one another. The values themselves were checked on reading.
    pub fn check(&self) -> Result<(), RuleError> {
        use Frequency::{Daily, Monthly, Weekly, Yearly};
        if self.every == 0 {
            return Err(RuleError::Value { part: Part::Interval, found: "0".to_owned() });
        }
        if let Some(day) = self.by_month_day.iter().find(|day| !(1..=31).contains(&day.unsigned_abs())) {
            return Err(RuleError::Value { part: Part::ByMonthDay, found: day.to_string() });
        }
        let numbered = self.by_day.iter().any(|by| by.nth.is_some());
        let forbidden = [
            (Part::ByWeekNo, !self.by_week_no.is_empty() && self.frequency != Yearly),
            (
                Part::ByYearDay,
                !self.by_year_day.is_empty() && matches!(self.frequency, Daily | Weekly | Monthly),
            ),
            (Part::ByMonthDay, !self.by_month_day.is_empty() && self.frequency == Weekly),
            (Part::ByDay, numbered && !matches!(self.frequency, Monthly | Yearly)),
        ];
        if let Some((part, _)) = forbidden.into_iter().find(|(_, found)| *found) {
            return Err(RuleError::NotWith { part, frequency: self.frequency });
        }
        if numbered && !self.by_week_no.is_empty() {
            return Err(RuleError::NumberedInWeek);
        }
        if !self.by_set_pos.is_empty() && self.chooses_days().is_none() && !self.chooses_times() {
            return Err(RuleError::NothingToPickFrom);
        }
        Ok(())
    }

    /// The part that chooses days, if any does.
    fn chooses_days(&self) -> Option<Part> {
        [
            (Part::ByMonth, self.by_month.is_empty()),
            (Part::ByWeekNo, self.by_week_no.is_empty()),
            (Part::ByYearDay, self.by_year_day.is_empty()),
            (Part::ByMonthDay, self.by_month_day.is_empty()),
            (Part::ByDay, self.by_day.is_empty()),
        ]
        .into_iter()
        .find_map(|(part, empty)| (!empty).then_some(part))
    }

    /// Whether it says anything of the time of day.
    pub const fn chooses_times(&self) -> bool {
        !(self.by_hour.is_empty() && self.by_minute.is_empty() && self.by_second.is_empty())
    }

    /// Takes the times of day away, as the standard asks where something starts on a date without a time.
    pub fn without_times(mut self) -> Self {
        self.by_hour.clear();
        self.by_minute.clear();
        self.by_second.clear();
        self
    }

    /// With what the start implies written out: the day, month, weekday and time that the rule itself leaves open.
    pub fn filled(mut self, start: NaiveDateTime) -> Self {
        let by_date = self.by_year_day.is_empty() && self.by_month_day.is_empty();
        let open = by_date && self.by_day.is_empty();
        let weekday = ByDay { nth: None, day: start.weekday() };
        match self.frequency {
            // The crate takes the whole week here.
            Frequency::Yearly if open && !self.by_week_no.is_empty() => self.by_day.push(weekday),
            Frequency::Yearly if open => {
                if self.by_month.is_empty() {
                    self.by_month.push(start.month() as u8);
                }
                self.by_month_day.push(start.day() as i8);
            }
            Frequency::Monthly if open => self.by_month_day.push(start.day() as i8),
            Frequency::Weekly if open => self.by_day.push(weekday),
            _ => {}
        }
        if self.by_hour.is_empty() && self.frequency > Frequency::Hourly {
            self.by_hour.push(start.hour() as u8);
        }
        if self.by_minute.is_empty() && self.frequency > Frequency::Minutely {
            self.by_minute.push(start.minute() as u8);
        }
        if self.by_second.is_empty() && self.frequency > Frequency::Secondly {
            self.by_second.push(start.second() as u8);
        }
        self
    }

    /// The times of a day, in order; for rules of whole days, [filled](Parts::filled).
    pub fn times(&self) -> Vec<NaiveTime> {
        let mut times = Vec::with_capacity(self.by_hour.len() * self.by_minute.len() * self.by_second.len());
        for hour in &self.by_hour {
            for minute in &self.by_minute {
                for second in &self.by_second {
                    let time =
                        NaiveTime::from_hms_opt(u32::from(*hour), u32::from(*minute), u32::from(*second));
                    times.extend(time);
                }
            }
        }
        times
    }

    /// The first day of the week a day lies in.
    pub fn week_of(&self, day: NaiveDate) -> NaiveDate {
        day.week(self.week_start).checked_first_day().unwrap_or(day)
    }
}
