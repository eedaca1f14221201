//! One cell of a table that leaves the desk: a ledger, a summary, a list. What it is decides how it is written: an
//! identity number is never a number, a day is a real day.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A value in a table. Every text is already worded and, where that is asked, masked.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// Digits that are a name, not an amount: identity, phone, account, document number. Always written as text.
    Digits(String),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A share: 0.62 is written 62.0%.
    Percent(f64),
    /// A day.
    Date(NaiveDate),
    /// A day and a time.
    DateTime(NaiveDateTime),
    /// A time of day.
    Time(NaiveTime),
    /// 是 or 否.
    YesNo(bool),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Digits, or nothing where there are none.
    pub fn digits(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Digits(text) }
    }

    /// What stands there, if anything.
    pub fn of<T>(value: Option<T>, made: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, made)
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl fmt::Display for Cell {
    /// As it stands in CSV and on paper; a ledger is Chinese in either language of the screen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Digits(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::Percent(share) => write!(f, "{:.1}%", share * 100.0),
            Self::Date(day) => write!(f, "{day}"),
            Self::DateTime(at) => write!(f, "{}", at.format("%Y-%m-%d %H:%M")),
            Self::Time(time) => write!(f, "{}", time.format("%H:%M")),
            Self::YesNo(yes) => f.write_str(if *yes { "是" } else { "否" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_its_words() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        let at = day.and_hms_opt(9, 5, 0).unwrap();
        for (cell, words) in [
            (Cell::Empty, ""),
            (Cell::text("  "), ""),
            (Cell::text("漏水"), "漏水"),
            (Cell::digits("610502194903100021"), "610502194903100021"),
            (Cell::Number(-3), "-3"),
            (Cell::Decimal(1.5), "1.5"),
            (Cell::Percent(0.625), "62.5%"),
            (Cell::Date(day), "2026-05-07"),
            (Cell::DateTime(at), "2026-05-07 09:05"),
            (Cell::Time(at.time()), "09:05"),
            (Cell::YesNo(true), "是"),
            (Cell::of(None::<i64>, Cell::Number), ""),
        ] {
            assert_eq!(cell.to_string(), words);
            assert_eq!(cell.is_empty(), words.is_empty());
        }
    }
}
