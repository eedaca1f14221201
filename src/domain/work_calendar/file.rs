//! The two shapes a year's table comes in: the house's TOML and the JSON of the public holiday-cn
//! project (`{"year":2026,"days":[{"name","date","isOffDay"}]}`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize};

use super::CalendarError;

const SCHEMA: u32 = 1;

/// A file of several years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayFile {
    /// Shape of the file; 1.
    pub schema: u32,
    /// One table a year.
    #[serde(rename = "year")]
    pub years: Vec<HolidayYear>,
}

/// The table of one year, as its notice gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayYear {
    /// The year of the notice.
    pub year: i32,
    /// Number or title of the notice.
    #[serde(default)]
    pub notice: String,
    /// When the notice came out.
    #[serde(default, deserialize_with = "optional_date", skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// Weekend days that are worked.
    #[serde(default)]
    pub work: Vec<MakeUpDay>,
    /// Days off, weekends inside the holiday included.
    pub off: Vec<OffSpan>,
    /// Anything worth telling the desk.
    #[serde(default)]
    pub note: String,
}

/// A Saturday or Sunday that is worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "MakeUpShape")]
pub struct MakeUpDay {
    /// The day.
    pub date: NaiveDate,
    /// The holiday it makes up for, when the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holiday: Option<String>,
}

/// A holiday from its first to its last day, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffSpan {
    /// 春节, 国庆节 …
    pub name: String,
    /// First day off.
    #[serde(deserialize_with = "date")]
    pub from: NaiveDate,
    /// Last day off.
    #[serde(deserialize_with = "date")]
    pub to: NaiveDate,
}

/// A bare date, or a table with the holiday's name.
#[derive(Deserialize)]
#[serde(untagged)]
enum MakeUpShape {
    Bare(AnyDate),
    Named {
        #[serde(deserialize_with = "date")]
        date: NaiveDate,
        #[serde(default)]
        holiday: Option<String>,
    },
}

impl From<MakeUpShape> for MakeUpDay {
    fn from(shape: MakeUpShape) -> Self {
        match shape {
            MakeUpShape::Bare(AnyDate(date)) => Self { date, holiday: None },
            MakeUpShape::Named { date, holiday } => Self { date, holiday },
        }
    }
}

/// TOML has dates of its own, JSON has only texts: both are read.
struct AnyDate(NaiveDate);

impl<'de> Deserialize<'de> for AnyDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Text(String),
            Toml(toml::value::Datetime),
        }
        let text = match Shape::deserialize(deserializer)? {
            Shape::Text(text) => text,
            Shape::Toml(date) => date.to_string(),
        };
        text.parse().map(Self).map_err(|_| serde::de::Error::custom(format!("{text:?} is no date")))
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    AnyDate::deserialize(deserializer).map(|date| date.0)
}

fn optional_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    Option::<AnyDate>::deserialize(deserializer).map(|date| date.map(|date| date.0))
}

#[derive(Deserialize)]
struct PublicYear {
    year: i32,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<PublicDay>,
}

#[derive(Deserialize)]
struct PublicDay {
    name: String,
    date: NaiveDate,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

impl HolidayFile {
    /// Reads the house's TOML and checks every year in it.
    pub fn parse_toml(text: &str) -> Result<Self, CalendarError> {
        let file: Self = toml::from_str(text).map_err(shape)?;
        if file.schema != SCHEMA {
            return Err(CalendarError::Schema { found: file.schema });
        }
        for (at, year) in file.years.iter().enumerate() {
            year.check()?;
            if file.years[..at].iter().any(|earlier| earlier.year == year.year) {
                return Err(CalendarError::Duplicate { date: new_year(year.year)? });
            }
        }
        Ok(file)
    }

    /// Reads either shape: JSON when the text begins with `{`, else TOML.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let text = text.trim_start_matches('\u{FEFF}');
        if text.trim_start().starts_with('{') {
            let year = HolidayYear::parse_holiday_cn(text)?;
            return Ok(Self { schema: SCHEMA, years: vec![year] });
        }
        Self::parse_toml(text)
    }
}

impl HolidayYear {
    /// Reads and checks the JSON of holiday-cn, one year a file.
    pub fn parse_holiday_cn(text: &str) -> Result<Self, CalendarError> {
        let public: PublicYear = serde_json::from_str(text).map_err(shape)?;
        let mut days = public.days;
        days.sort_by_key(|day| day.date);
        if let Some(pair) = days.windows(2).find(|pair| pair[0].date == pair[1].date) {
            return Err(CalendarError::Duplicate { date: pair[0].date });
        }
        let mut off: Vec<OffSpan> = Vec::new();
        let mut work = Vec::new();
        for PublicDay { name, date, is_off_day } in days {
            if !is_off_day {
                work.push(MakeUpDay { date, holiday: Some(name) });
            } else if let Some(span) = off.last_mut()
                && span.name == name
                && span.to.succ_opt() == Some(date)
            {
                span.to = date;
            } else {
                off.push(OffSpan { name, from: date, to: date });
            }
        }
        let notice = public.papers.join(" ");
        let year = Self { year: public.year, notice, published: None, work, off, note: String::new() };
        year.check()?;
        Ok(year)
    }

    /// Every day off with the holiday's name.
    pub fn off_days(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        self.off.iter().flat_map(|span| {
            let days = span.from.iter_days().take_while(|day| *day <= span.to);
            days.map(|day| (day, span.name.as_str()))
        })
    }

    /// Finds the first fault of the table.
    pub fn check(&self) -> Result<(), CalendarError> {
        let year = self.year;
        if self.off.is_empty() {
            return Err(CalendarError::NoDays { year });
        }
        // First, so that no mistyped year makes a span of centuries.
        for date in self.off.iter().flat_map(|s| [s.from, s.to]).chain(self.work.iter().map(|d| d.date)) {
            let before = date.year() == year - 1 && date.month() == 12;
            if date.year() != year && !before {
                return Err(CalendarError::YearMismatch { year, date });
            }
        }
        if let Some(span) = self.off.iter().find(|span| span.to < span.from) {
            let OffSpan { name, from, to } = span.clone();
            return Err(CalendarError::Backwards { name, from, to });
        }
        let mut off = BTreeMap::new();
        for (date, name) in self.off_days() {
            if let Some(first) = off.insert(date, name) {
                let (first, second) = (first.to_owned(), name.to_owned());
                return Err(CalendarError::Overlap { date, first, second });
            }
        }
        let mut seen = BTreeSet::new();
        for MakeUpDay { date, holiday } in &self.work {
            let date = *date;
            if !seen.insert(date) {
                return Err(CalendarError::Duplicate { date });
            }
            if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
                return Err(CalendarError::MakeUpNotWeekend { date });
            }
            if let Some(first) = off.get(&date) {
                let (first, second) = ((*first).to_owned(), holiday.clone().unwrap_or_default());
                return Err(CalendarError::Overlap { date, first, second });
            }
        }
        Ok(())
    }
}

pub(super) fn new_year(year: i32) -> Result<NaiveDate, CalendarError> {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .ok_or_else(|| CalendarError::Shape { detail: format!("no such year: {year}") })
}

fn shape(error: impl std::fmt::Display) -> CalendarError {
    CalendarError::Shape { detail: error.to_string() }
}
