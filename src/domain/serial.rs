//! Numbers of papers (`domain.md` §3.4): one yearly series a kind, from 1, without gaps, given out
//! in the same commit as the record they stand on.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::width::{half_width, is_hyphen};

/// The kinds of paper that carry a number, each with its own series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SerialKind {
    /// 服务凭单.
    Slip,
    /// 受理回执.
    Acceptance,
    /// 代收代办凭证.
    Agency,
    /// 一次性告知单.
    Notice,
    /// 不予办理告知.
    Decline,
    /// 转办单.
    Order,
    /// 预约确认单.
    Booking,
    /// 报名回执.
    Enrolment,
    /// 借用凭单.
    Loan,
    /// 心愿登记卡.
    Wish,
    /// 调解登记回执.
    Mediation,
}

impl SerialKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Slip,
        Self::Acceptance,
        Self::Agency,
        Self::Notice,
        Self::Decline,
        Self::Order,
        Self::Booking,
        Self::Enrolment,
        Self::Loan,
        Self::Wish,
        Self::Mediation,
    ];

    /// The character that names the series on paper.
    pub const fn char(self) -> char {
        match self {
            Self::Slip => '服',
            Self::Acceptance => '受',
            Self::Agency => '代',
            Self::Notice => '告',
            Self::Decline => '拒',
            Self::Order => '转',
            Self::Booking => '约',
            Self::Enrolment => '报',
            Self::Loan => '借',
            Self::Wish => '愿',
            Self::Mediation => '调',
        }
    }

    /// The kind a character names.
    pub fn from_char(c: char) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.char() == c)
    }

    /// The key of the counter of one year, `serial/受/2026`.
    pub fn counter_name(self, year: i32) -> String {
        format!("serial/{}/{year}", self.char())
    }
}

/// Why a text is not a paper's number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerialError {
    /// Nothing was typed.
    #[error("no number was given")]
    Empty,
    /// No series is named by this character.
    #[error("{found:?} names no series")]
    Kind {
        /// The character in its place.
        found: char,
    },
    /// Neither `受26-0123` nor `受〔2026〕0123号`.
    #[error("not the shape of a paper's number")]
    Shape,
    /// A year of neither two digits nor four from 2000 to 2099.
    #[error("{text} is no year of a series")]
    Year {
        /// As typed.
        text: String,
    },
    /// Zero, not a number, or too large.
    #[error("{text} is no number of a series")]
    Number {
        /// As typed.
        text: String,
    },
}

/// The number of one paper. It comes from the store's counter or from reading one that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Serial {
    kind: SerialKind,
    year: i32,
    n: NonZeroU32,
}

impl Serial {
    /// A new number. Only for the store's counter: a number made anywhere else would leave a gap or
    /// be given out twice.
    pub const fn from_counter(kind: SerialKind, year: i32, n: NonZeroU32) -> Self {
        Self { kind, year, n }
    }

    /// The series.
    pub const fn kind(self) -> SerialKind {
        self.kind
    }

    /// The year of the series, four digits.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The place in the series, from 1.
    pub const fn number(self) -> u32 {
        self.n.get()
    }

    /// As printed: `红旗受〔2026〕0123号`, with the six-corner brackets of GB/T 9704.
    pub fn on_paper(self, community_short: &str) -> String {
        format!("{community_short}{}〔{}〕{:04}号", self.kind.char(), self.year, self.n)
    }

    /// The name of the paper's file, without extension: never a person's name (`domain.md` §3.10).
    pub fn file_stem(self) -> String {
        format!("{}{}-{:04}", self.kind.char(), self.year, self.n)
    }
}

impl fmt::Display for Serial {
    /// The short key said on the telephone: `受26-0123`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year.rem_euclid(100);
        f.pad(&format!("{}{year:02}-{:04}", self.kind.char(), self.n))
    }
}

impl FromStr for Serial {
    type Err = SerialError;

    /// Reads `受26-0123`, `受2026-0123`, and `受〔2026〕0123号` after any prefix, in any kind of
    /// bracket.
    fn from_str(raw: &str) -> Result<Self, SerialError> {
        let text: String = raw.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(SerialError::Empty);
        }
        let opened = text.split_once(['〔', '[', '(', '【']);
        let (kind, year, n) = if let Some((head, rest)) = opened {
            let (year, n) = rest.split_once(['〕', ']', ')', '】']).ok_or(SerialError::Shape)?;
            let n = n.strip_prefix('第').unwrap_or(n);
            (head.chars().next_back(), year, n.strip_suffix('号').unwrap_or(n))
        } else {
            let (head, n) = text.split_once(is_hyphen).ok_or(SerialError::Shape)?;
            let mut chars = head.chars();
            (chars.next(), chars.as_str(), n)
        };
        let found = kind.ok_or(SerialError::Shape)?;
        let kind = SerialKind::from_char(found).ok_or(SerialError::Kind { found })?;
        Ok(Self { kind, year: read_year(year)?, n: read_number(n)? })
    }
}

fn read_year(text: &str) -> Result<i32, SerialError> {
    let wrong = || SerialError::Year { text: text.to_owned() };
    let year = digits(text).and_then(|t| t.parse::<i32>().ok()).ok_or_else(wrong)?;
    match (text.len(), year) {
        (2, _) => Ok(2000 + year),
        (4, 2000..2100) => Ok(year),
        _ => Err(wrong()),
    }
}

fn read_number(text: &str) -> Result<NonZeroU32, SerialError> {
    digits(text).and_then(|t| t.parse().ok()).ok_or_else(|| SerialError::Number { text: text.to_owned() })
}

/// The text, when it is digits and nothing else: `parse` alone would let a sign through.
fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// The end of a number as searched, `-123` or `-0123`: the kind and year are left to the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SerialTail(NonZeroU32);

impl SerialTail {
    /// The place in any series.
    pub const fn number(self) -> u32 {
        self.0.get()
    }

    /// Whether a number ends so.
    pub fn matches(self, serial: Serial) -> bool {
        serial.n == self.0
    }
}

impl FromStr for SerialTail {
    type Err = SerialError;

    fn from_str(raw: &str) -> Result<Self, SerialError> {
        let text: String = raw.trim().chars().map(half_width).collect();
        if text.is_empty() {
            return Err(SerialError::Empty);
        }
        let tail = text.strip_prefix(is_hyphen).ok_or(SerialError::Shape)?;
        read_number(tail).map(Self)
    }
}

#[cfg(test)]
mod tests;
