//! When the desk is open on a day.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::width::{half_width, is_hyphen};

const DAY_MINUTES: u16 = 24 * 60;

/// Why a list of hours can't stand. Minutes count from midnight.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Not of the form `8:30–12:00`.
    #[error("{text:?} is no span of time")]
    Shape {
        /// The part that can't be read.
        text: String,
    },
    /// Ends before it begins, or past 23:59.
    #[error("the span {from}–{to} has no length or leaves the day")]
    Span {
        /// Start, minutes.
        from: u16,
        /// End, minutes.
        to: u16,
    },
    /// Begins before the one before it has ended.
    #[error("a span begins at {from}, before the one before it ends at {before}")]
    Overlap {
        /// End of the earlier span, minutes.
        before: u16,
        /// Start of the later span, minutes.
        from: u16,
    },
}

/// Opening hours of one day: spans in order, none touching another. An empty list is a closed day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(u16, u16)>", into = "Vec<(u16, u16)>")]
pub struct OpeningHours(Vec<(u16, u16)>);

impl OpeningHours {
    /// From spans in minutes since midnight, in any order.
    pub fn new(mut spans: Vec<(u16, u16)>) -> Result<Self, HoursError> {
        spans.sort_unstable();
        let mut before = None;
        for &(from, to) in &spans {
            if from >= to || to >= DAY_MINUTES {
                return Err(HoursError::Span { from, to });
            }
            if let Some(before) = before.filter(|end| *end > from) {
                return Err(HoursError::Overlap { before, from });
            }
            before = Some(to);
        }
        Ok(Self(spans))
    }

    /// The spans, minutes since midnight, end excluded.
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.0
    }

    /// Whether the desk is open at that time; at the minute of closing it is closed.
    pub fn is_open(&self, time: NaiveTime) -> bool {
        let minute = time.num_seconds_from_midnight() / 60;
        self.0.iter().any(|&(from, to)| (u32::from(from)..u32::from(to)).contains(&minute))
    }

    /// When business stops for the day, which is when a term ends (民法典 §203). `None` when closed
    /// all day.
    pub fn closing(&self) -> Option<NaiveTime> {
        self.0.last().and_then(|&(_, to)| time_of(to))
    }

    /// When business begins.
    pub fn opening(&self) -> Option<NaiveTime> {
        self.0.first().and_then(|&(from, _)| time_of(from))
    }
}

fn time_of(minutes: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)
}

impl fmt::Display for OpeningHours {
    /// `8:30–12:00、14:00–17:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (from, to)) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("、")?;
            }
            write!(f, "{}:{:02}–{}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
        }
        Ok(())
    }
}

impl FromStr for OpeningHours {
    type Err = HoursError;

    /// Reads what [`fmt::Display`] writes; any hyphen, and commas or spaces between spans.
    fn from_str(raw: &str) -> Result<Self, HoursError> {
        let text: String = raw.chars().map(half_width).collect();
        text.split(['、', ',', ';', ' '])
            .filter(|part| !part.is_empty())
            .map(read_span)
            .collect::<Result<Vec<_>, _>>()
            .and_then(Self::new)
    }
}

fn read_span(part: &str) -> Result<(u16, u16), HoursError> {
    let shape = || HoursError::Shape { text: part.to_owned() };
    let (from, to) = part.split_once(|c| is_hyphen(c) || c == '~').ok_or_else(shape)?;
    let minutes = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    Ok((minutes(from).ok_or_else(shape)?, minutes(to).ok_or_else(shape)?))
}

impl TryFrom<Vec<(u16, u16)>> for OpeningHours {
    type Error = HoursError;

    fn try_from(spans: Vec<(u16, u16)>) -> Result<Self, HoursError> {
        Self::new(spans)
    }
}

impl From<OpeningHours> for Vec<(u16, u16)> {
    fn from(hours: OpeningHours) -> Self {
        hours.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(h: u32, m: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(h, m, 59).unwrap()
    }

    #[test]
    fn a_usual_day() {
        let hours: OpeningHours = "14:00-17:30，8:30—12:00".parse().unwrap();
        assert_eq!(hours.to_string(), "8:30–12:00、14:00–17:30");
        assert_eq!(hours.to_string().parse(), Ok(hours.clone()));
        assert!(!hours.is_open(at(8, 29)));
        assert!(hours.is_open(at(8, 30)));
        assert!(hours.is_open(at(11, 59)));
        assert!(!hours.is_open(at(12, 0)));
        assert!(hours.is_open(at(17, 29)));
        assert!(!hours.is_open(at(17, 30)));
        assert_eq!(hours.closing(), NaiveTime::from_hms_opt(17, 30, 0));
        assert_eq!(hours.opening(), NaiveTime::from_hms_opt(8, 30, 0));
    }

    #[test]
    fn closed_all_day() {
        let hours = OpeningHours::default();
        assert!(!hours.is_open(at(10, 0)));
        assert_eq!((hours.closing(), hours.to_string()), (None, String::new()));
    }

    #[test]
    fn refusals() {
        let new = OpeningHours::new;
        assert_eq!(new(vec![(600, 600)]), Err(HoursError::Span { from: 600, to: 600 }));
        assert_eq!(new(vec![(600, 1440)]), Err(HoursError::Span { from: 600, to: 1440 }));
        let clash = HoursError::Overlap { before: 720, from: 700 };
        assert_eq!(new(vec![(700, 800), (600, 720)]), Err(clash));
        for text in ["8:30", "8:60-9:00", "25:00-26:00", "a-b"] {
            assert!(matches!(text.parse::<OpeningHours>(), Err(HoursError::Shape { .. })), "{text}");
        }
        assert!(serde_json::from_str::<OpeningHours>("[[600,500]]").is_err());
    }
}
