//! Which days are working days: the yearly notice of the State Council, make-up Saturdays and
//! Sundays included (`domain.md` §3.5; 行政许可法 §82, 民法典 §201, §203).
//!
//! A year whose notice isn't known yet is reckoned by weekends alone and says so.

mod file;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use file::{HolidayFile, HolidayYear, MakeUpDay, OffSpan};
pub use sheet::{SheetDay, WEEKS};

/// Why a holiday file is refused, whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Neither the house's TOML nor the JSON of holiday-cn; `detail` is the reader's own message.
    #[error("not a holiday file: {detail}")]
    Shape {
        /// For the log: where reading stopped.
        detail: String,
    },
    /// A schema newer than this program.
    #[error("holiday file of schema {found}")]
    Schema {
        /// The number in the file.
        found: u32,
    },
    /// A year with no day off at all: the file was published before the notice.
    #[error("the year {year} has no holidays")]
    NoDays {
        /// The year of the table.
        year: i32,
    },
    /// A day outside the table's year. The last days of the December before are allowed: the New
    /// Year's holiday may begin there.
    #[error("{date} does not belong to {year}")]
    YearMismatch {
        /// The year of the table.
        year: i32,
        /// The stray day.
        date: NaiveDate,
    },
    /// A span that ends before it begins.
    #[error("{name} ends on {to}, before {from}")]
    Backwards {
        /// The holiday.
        name: String,
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// A make-up working day that isn't a Saturday or Sunday.
    #[error("the make-up day {date} is no weekend")]
    MakeUpNotWeekend {
        /// The day.
        date: NaiveDate,
    },
    /// A day, or a year, named twice.
    #[error("{date} is named twice")]
    Duplicate {
        /// The day; 1 January when a whole year is there twice.
        date: NaiveDate,
    },
    /// A day in two holidays, or both off and working.
    #[error("{date} is both {first} and {second}")]
    Overlap {
        /// The day.
        date: NaiveDate,
        /// The holiday named first.
        first: String,
        /// The other one; the day of work it makes up for, or empty.
        second: String,
    },
}

/// What kind of day it is; `S` is the text of the holiday's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayKind<S> {
    /// Monday to Friday.
    Workday,
    /// 调休上班, with the holiday it makes up for when the table says so.
    MakeUpWorkday(Option<S>),
    /// Saturday or Sunday.
    Weekend,
    /// A day off of this holiday, weekends inside it included.
    Holiday(S),
}

/// A [`DayKind`] that outlives its calendar.
pub type DayKindOwned = DayKind<String>;

impl<S> DayKind<S> {
    /// Whether the desk works that day.
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Workday | Self::MakeUpWorkday(_))
    }
}

impl DayKind<&str> {
    /// A copy that owns its names.
    pub fn to_owned_kind(&self) -> DayKindOwned {
        match self {
            Self::Workday => DayKind::Workday,
            Self::MakeUpWorkday(name) => DayKind::MakeUpWorkday(name.map(str::to_owned)),
            Self::Weekend => DayKind::Weekend,
            Self::Holiday(name) => DayKind::Holiday((*name).to_owned()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Off(String),
    Work(Option<String>),
}

/// The known years and what each day in them is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i32, HolidayYear>,
    marks: BTreeMap<NaiveDate, Mark>,
}

impl WorkCalendar {
    /// Knows no year: weekends only, everything provisional.
    pub fn empty() -> Self {
        Self::default()
    }

    /// From the house's TOML, as in `assets/holidays.toml`.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        Self::from_years(HolidayFile::parse_toml(text)?.years)
    }

    /// From tables that may have been stored apart; a year may stand there once only.
    pub fn from_years(years: impl IntoIterator<Item = HolidayYear>) -> Result<Self, CalendarError> {
        let mut calendar = Self::empty();
        let mut seen = BTreeSet::new();
        for year in years {
            if !seen.insert(year.year) {
                return Err(CalendarError::Duplicate { date: file::new_year(year.year)? });
            }
            calendar.add_year(year)?;
        }
        Ok(calendar)
    }

    /// Takes in a year's table. A year already known is replaced, since notices are corrected; a
    /// table with a fault changes nothing.
    pub fn add_year(&mut self, year: HolidayYear) -> Result<(), CalendarError> {
        year.check()?;
        self.years.insert(year.year, year);
        self.marks.clear();
        // Ascending, so that a later notice has the last word on the December before it.
        for year in self.years.values() {
            for (date, name) in year.off_days() {
                self.marks.insert(date, Mark::Off(name.to_owned()));
            }
            for day in &year.work {
                self.marks.insert(day.date, Mark::Work(day.holiday.clone()));
            }
        }
        Ok(())
    }

    /// The tables taken in, in order.
    pub fn years(&self) -> impl Iterator<Item = &HolidayYear> {
        self.years.values()
    }

    /// The years whose notice is known, in order.
    pub fn known_years(&self) -> Vec<i32> {
        self.years.keys().copied().collect()
    }

    /// Whether the notice for that day's year is known.
    pub fn is_known(&self, date: NaiveDate) -> bool {
        self.years.contains_key(&date.year())
    }

    /// The year to ask for: this year when it is missing, or the next one from 1 November, when its
    /// notice has usually come out.
    pub fn year_missing_banner(&self, today: NaiveDate) -> Option<i32> {
        let this = today.year();
        if !self.years.contains_key(&this) {
            return Some(this);
        }
        (today.month() >= 11 && !self.years.contains_key(&(this + 1))).then_some(this + 1)
    }

    /// What kind of day it is.
    pub fn kind(&self, date: NaiveDate) -> DayKind<&str> {
        match self.marks.get(&date) {
            Some(Mark::Off(name)) => DayKind::Holiday(name),
            Some(Mark::Work(name)) => DayKind::MakeUpWorkday(name.as_deref()),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// Whether the desk works that day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.kind(date).is_working()
    }

    /// Working days from `from` to `to`, `from` not counted; negative when `to` lies before `from`.
    /// For "three working days left" and "two overdue".
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.filter(|day| self.is_working(*day)).map(|_| 1).sum()
    }
}

#[cfg(test)]
mod tests;
