//! The characters of a document number and the arithmetic on them.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::IdError;
use crate::domain::masked::Mask;
use crate::domain::width::{half_width, is_hyphen, is_invisible};

/// Weights of the first 17 digits, GB 11643-1999.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the remainder of the weighted sum divided by 11.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// A document number: half-width, upper-case, without spaces and hyphens. `Debug` is masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdNumber(String);

impl IdNumber {
    /// Puts typed text into its one form. Fails when nothing is left or when a control or invisible
    /// character is in it.
    pub fn normalise(raw: &str) -> Result<Self, IdError> {
        let mut out = String::new();
        let mut position = 0;
        for c in raw.trim().chars().map(half_width) {
            if c.is_whitespace() || is_hyphen(c) {
                continue;
            }
            position += 1;
            if c.is_control() || is_invisible(c) {
                return Err(IdError::BadCharacter { position, ch: c });
            }
            out.extend(c.to_uppercase());
        }
        if out.is_empty() { Err(IdError::Empty) } else { Ok(Self(out)) }
    }

    /// A first-generation number in today's form: 19 put before the year, the check character added.
    /// `None` when the text is not 15 digits. For finding old paper ledgers, not for new intakes.
    pub fn from_fifteen(digits: &str) -> Option<Self> {
        if digits.len() != 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut full = format!("{}19{}", &digits[..6], &digits[6..]);
        full.push(check_of(&full)?);
        Some(Self(full))
    }

    /// Seventeen digits with their check character (GB 11643). `None` when they are not 17 digits. For invented people.
    pub fn with_check(seventeen: &str) -> Option<Self> {
        let check = check_of(seventeen)?;
        Some(Self(format!("{seventeen}{check}")))
    }

    /// The number in full.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four characters.
    pub fn tail4(&self) -> String {
        let from = self.0.char_indices().rev().nth(3).map_or(0, |(i, _)| i);
        self.0[from..].to_owned()
    }

    /// Whether it has the length and alphabet of GB 11643. Letters are let through here: what they
    /// mean is for the caller to say.
    pub(super) fn is_eighteen(&self) -> bool {
        self.0.len() == 18 && self.0.is_ascii()
    }

    /// 3 letters + 12 digits, the foreign permanent resident's card before 2023-12-01.
    pub(super) fn is_old_foreign(&self) -> bool {
        let bytes = self.0.as_bytes();
        bytes.len() == 15
            && bytes[..3].iter().all(u8::is_ascii_uppercase)
            && bytes[3..].iter().all(u8::is_ascii_digit)
    }

    /// The eight digits of the birth date; empty when the number isn't 18 characters long.
    pub(super) fn birth_text(&self) -> &str {
        if self.is_eighteen() { &self.0[6..14] } else { "" }
    }

    /// The birth date of an 18-character number, when such a day exists.
    pub(super) fn birth_date(&self) -> Option<NaiveDate> {
        let text = self.birth_text();
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
        NaiveDate::from_ymd_opt(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)
    }

    /// The check character the first 17 digits ask for.
    pub(super) fn check_character(&self) -> Option<char> {
        check_of(self.0.get(..17)?)
    }
}

fn check_of(seventeen: &str) -> Option<char> {
    if seventeen.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in seventeen.chars().zip(WEIGHTS) {
        sum += c.to_digit(10)? * weight;
    }
    CHECKS.get(sum as usize % 11).copied()
}

impl Mask for IdNumber {
    /// 4 + 10 stars + 4 for 18 characters; first 2 + stars + last 2 for others, all stars up to 4.
    fn mask(&self) -> String {
        let chars: Vec<char> = self.0.chars().collect();
        let shown = match chars.len() {
            18 => 4,
            0..=4 => 0,
            _ => 2,
        };
        let hidden = shown..chars.len() - shown;
        chars.iter().enumerate().map(|(at, c)| if hidden.contains(&at) { '*' } else { *c }).collect()
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.mask())
    }
}
