//! Telephone numbers as residents give them (`domain.md` §3.9): mobiles, landlines of Weinan typed
//! with or without 0913, landlines of other places, extensions.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::masked::Mask;
use super::width::{half_width, is_hyphen};

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
    Landline {
        area: String,
        number: String,
        ext: Option<String>,
    },
}

/// A telephone number in its one form. `Display` gives it in full (`13812345678`,
/// `0913-2123456-12`), `Debug` masked; serde keeps the same text and checks it when reading.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(Line);

impl Phone {
    /// Reads a typed number.
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
            return Ok(Self(Line::Landline {
                area,
                number,
                ext: Some(last.clone()),
            }));
        }
        read_line(&whole).map(Self)
    }

    fn with_ext(whole: &str, ext: &str) -> Result<Self, PhoneError> {
        match read_line(whole)? {
            Line::Mobile(_) => Err(PhoneError::Length {
                len: whole.len() + ext.len(),
                expected: MOBILE_LEN,
            }),
            Line::Landline { area, number, .. } => match ext.len() {
                0 => Err(PhoneError::Length {
                    len: 0,
                    expected: 1,
                }),
                1..=MAX_EXT => Ok(Self(Line::Landline {
                    area,
                    number,
                    ext: Some(ext.to_owned()),
                })),
                len => Err(PhoneError::Length {
                    len,
                    expected: MAX_EXT,
                }),
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

/// The typed digits by hyphen, and the digits after 转. `+86` and `0086` are taken off.
fn split(raw: &str) -> Result<(Vec<String>, Option<String>), PhoneError> {
    let mut parts = vec![String::new()];
    let mut ext: Option<String> = None;
    let mut plus = false;
    for (at, typed) in raw.chars().enumerate() {
        let c = half_width(typed);
        let bad = PhoneError::BadCharacter {
            position: at + 1,
            ch: typed,
        };
        let in_ext = ext.as_mut();
        match (c, in_ext) {
            ('0'..='9', Some(ext)) => ext.push(c),
            ('0'..='9', None) => {
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
            ('转' | '轉', None) => ext = Some(String::new()),
            ('+', None) if !plus && parts.concat().is_empty() => plus = true,
            (c, None) if is_hyphen(c) => parts.push(String::new()),
            ('(' | ')' | '.', None) => {}
            (c, _) if c.is_whitespace() => {}
            _ => return Err(bad),
        }
    }
    parts.retain(|part| !part.is_empty());
    strip_country(&mut parts, plus)?;
    Ok((parts, ext))
}

fn strip_country(parts: &mut Vec<String>, plus: bool) -> Result<(), PhoneError> {
    let whole = parts.concat();
    let skip = match whole.as_bytes() {
        [b'0', b'0', b'8', b'6', ..] => 4,
        [b'8', b'6', ..] if plus => 2,
        // 13 digits beginning 861 can only be a mobile after its country code.
        [b'8', b'6', b'1', ..] if whole.len() == MOBILE_LEN + 2 => 2,
        _ if plus => {
            return Err(PhoneError::BadPrefix {
                prefix: format!("+{}", first(&whole, 2)),
            });
        }
        _ => return Ok(()),
    };
    let mut left = skip;
    for part in parts.iter_mut() {
        let cut = left.min(part.len());
        part.drain(..cut);
        left -= cut;
    }
    parts.retain(|part| !part.is_empty());
    // Abroad an area code loses its 0; a mobile has none to lose.
    if let Some(part) = parts.first_mut()
        && !part.starts_with(['0', '1'])
    {
        part.insert(0, '0');
    }
    // 010 after the country code comes as 10: its only reading of ten digits.
    let whole = parts.concat();
    if whole.len() == 10
        && whole.starts_with("10")
        && let Some(part) = parts.first_mut()
    {
        part.insert(0, '0');
    }
    Ok(())
}

fn first(text: &str, n: usize) -> &str {
    text.get(..n).unwrap_or(text)
}

/// A number of digits only.
fn read_line(digits: &str) -> Result<Line, PhoneError> {
    let bytes = digits.as_bytes();
    let len = digits.len();
    match bytes {
        [] => Err(PhoneError::Empty),
        // A mobile typed with the trunk 0 of long ago.
        [b'0', b'1', b'3'..=b'9', ..] if len == MOBILE_LEN + 1 => {
            Ok(Line::Mobile(digits[1..].to_owned()))
        }
        [b'1', b'3'..=b'9', ..] if len == MOBILE_LEN => Ok(Line::Mobile(digits.to_owned())),
        [b'1', b'3'..=b'9', ..] | [b'1'] => Err(PhoneError::Length {
            len,
            expected: MOBILE_LEN,
        }),
        [b'0', ..] => read_landline(digits),
        [b'2'..=b'9', ..] if len == 7 => Ok(Line::Landline {
            area: HOME_AREA.to_owned(),
            number: digits.to_owned(),
            ext: None,
        }),
        [b'2'..=b'9', ..] => Err(PhoneError::Length { len, expected: 7 }),
        _ => Err(PhoneError::BadPrefix {
            prefix: first(digits, 2).to_owned(),
        }),
    }
}

fn read_landline(digits: &str) -> Result<Line, PhoneError> {
    let area_len = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        [b'0'] | [b'0', b'1'] => {
            return Err(PhoneError::Length {
                len: digits.len(),
                expected: 11,
            });
        }
        _ => {
            return Err(PhoneError::BadPrefix {
                prefix: first(digits, 3).to_owned(),
            });
        }
    };
    let (area, number) = digits.split_at_checked(area_len).unwrap_or((digits, ""));
    let most = if area == HOME_AREA { 7 } else { 8 };
    let len = digits.len();
    if number.len() < 7 {
        return Err(PhoneError::Length {
            len,
            expected: area_len + 7,
        });
    }
    if number.len() > most {
        return Err(PhoneError::Length {
            len,
            expected: area_len + most,
        });
    }
    if number.starts_with(['0', '1']) {
        return Err(PhoneError::BadPrefix {
            prefix: first(digits, area_len + 1).to_owned(),
        });
    }
    Ok(Line::Landline {
        area: area.to_owned(),
        number: number.to_owned(),
        ext: None,
    })
}

impl Mask for Phone {
    /// `138****1234`; `0913-2**0000`, the extension left out.
    fn mask(&self) -> String {
        let (number, tail) = (self.number(), self.tail4());
        match &self.0 {
            Line::Mobile(_) => format!("{}****{tail}", first(number, 3)),
            Line::Landline { area, .. } => {
                format!(
                    "{area}-{}**{tail}",
                    first(number, number.len().saturating_sub(6))
                )
            }
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Line::Mobile(number) => f.pad(number),
            Line::Landline {
                area,
                number,
                ext: None,
            } => f.pad(&format!("{area}-{number}")),
            Line::Landline {
                area,
                number,
                ext: Some(ext),
            } => f.pad(&format!("{area}-{number}-{ext}")),
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
