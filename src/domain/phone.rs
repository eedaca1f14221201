//! Telephone numbers as residents give them (`domain.md` §3.9): mobiles, landlines of Weinan typed
//! with or without 0913, landlines of other places, extensions.

mod read;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::masked::Mask;
use read::{first, read_line, split};

/// The area code of Weinan, taken when a landline is typed without one.
pub const HOME_AREA: &str = "0913";
const MOBILE_LEN: usize = 11;
const MAX_EXT: usize = 6;

/// Why a text is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("no number was given")]
    Empty,
    /// Too few or too many digits for what the number begins as.
    #[error("the number has {len} digits, it should have {expected}")]
    Length {
        /// Digits found.
        len: usize,
        /// Digits nearest to what was typed that would do.
        expected: usize,
    },
    /// Something other than digits, spaces, hyphens and brackets.
    #[error("character {ch:?} cannot stand at position {position}")]
    BadCharacter {
        /// Counted from 1 in the text as typed.
        position: usize,
        /// As typed.
        ch: char,
    },
    /// No number begins like that.
    #[error("no number begins with {prefix}")]
    BadPrefix {
        /// The digits in question.
        prefix: String,
    },
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Line {
    Mobile(String),
    Landline { area: String, number: String, ext: Option<String> },
}

/// A telephone number in its one form. `Display` gives it in full (`13812345678`,
/// `0913-2123456-12`), `Debug` masked; serde keeps the same text and checks it when reading.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(Line);

impl Phone {
    /// Reads a typed number. What follows 转, or a hyphen after a complete landline, is an extension.
    pub fn parse(raw: &str) -> Result<Self, PhoneError> {
        let (parts, ext) = split(raw)?;
        let whole: String = parts.concat();
        if whole.is_empty() {
            return Err(PhoneError::Empty);
        }
        if let Some(ext) = ext {
            return Self::with_ext(&whole, &ext);
        }
        // `2123456-12`: a complete landline before the last hyphen makes the rest an extension.
        if let [head @ .., last] = parts.as_slice()
            && (1..=MAX_EXT).contains(&last.len())
            && let Ok(Line::Landline { area, number, .. }) = read_line(&head.concat())
        {
            return Ok(Self(Line::Landline { area, number, ext: Some(last.clone()) }));
        }
        read_line(&whole).map(Self)
    }

    fn with_ext(whole: &str, ext: &str) -> Result<Self, PhoneError> {
        match read_line(whole)? {
            Line::Mobile(_) => Err(PhoneError::Length { len: whole.len() + ext.len(), expected: MOBILE_LEN }),
            Line::Landline { area, number, .. } => match ext.len() {
                0 => Err(PhoneError::Length { len: 0, expected: 1 }),
                1..=MAX_EXT => Ok(Self(Line::Landline { area, number, ext: Some(ext.to_owned()) })),
                len => Err(PhoneError::Length { len, expected: MAX_EXT }),
            },
        }
    }

    /// Whether it is a mobile.
    pub const fn is_mobile(&self) -> bool {
        matches!(self.0, Line::Mobile(_))
    }

    /// The area code of a landline, with its 0.
    pub fn area(&self) -> Option<&str> {
        match &self.0 {
            Line::Mobile(_) => None,
            Line::Landline { area, .. } => Some(area),
        }
    }

    /// The number without area code and extension.
    pub fn number(&self) -> &str {
        match &self.0 {
            Line::Mobile(number) | Line::Landline { number, .. } => number,
        }
    }

    /// The extension of a landline.
    pub fn ext(&self) -> Option<&str> {
        match &self.0 {
            Line::Landline { ext, .. } => ext.as_deref(),
            Line::Mobile(_) => None,
        }
    }

    /// The last four digits of the number, extension left out.
    pub fn tail4(&self) -> &str {
        let number = self.number();
        &number[number.len().saturating_sub(4)..]
    }
}

impl Mask for Phone {
    /// `138****1234`; `0913-2**0000`, the extension left out.
    fn mask(&self) -> String {
        let (number, tail) = (self.number(), self.tail4());
        match &self.0 {
            Line::Mobile(_) => format!("{}****{tail}", first(number, 3)),
            Line::Landline { area, .. } => {
                format!("{area}-{}**{tail}", first(number, number.len().saturating_sub(6)))
            }
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Line::Mobile(number) => f.pad(number),
            Line::Landline { area, number, ext: None } => f.pad(&format!("{area}-{number}")),
            Line::Landline { area, number, ext: Some(ext) } => f.pad(&format!("{area}-{number}-{ext}")),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.mask())
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(raw: &str) -> Result<Self, PhoneError> {
        Self::parse(raw)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(raw: String) -> Result<Self, PhoneError> {
        Self::parse(&raw)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.to_string()
    }
}

#[cfg(test)]
mod tests;
