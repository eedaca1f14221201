//! Bank accounts residents give for allowances: 16–19 digits, shown by the last four only
//! (`domain.md` §3.10).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::masked::Mask;
use super::width::{half_width, is_hyphen};

/// Why a text is not an account number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BankError {
    /// Nothing was typed.
    #[error("no account number was given")]
    Empty,
    /// Not 16 to 19 digits.
    #[error("the account number has {len} digits, it should have 16 to 19")]
    Length {
        /// Digits found.
        len: usize,
    },
    /// Something other than digits, spaces and hyphens.
    #[error("character {ch:?} cannot stand at position {position}")]
    BadCharacter {
        /// Counted from 1 in the text as typed.
        position: usize,
        /// As typed.
        ch: char,
    },
}

/// An account number of 16–19 digits. `Display` gives it in full, in fours; `Debug` masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BankAccount(String);

impl BankAccount {
    /// Reads a typed number; spaces, hyphens and full-width digits are put right.
    pub fn parse(raw: &str) -> Result<Self, BankError> {
        let mut digits = String::new();
        for (at, typed) in raw.chars().enumerate() {
            match half_width(typed) {
                c @ '0'..='9' => digits.push(c),
                c if c.is_whitespace() || is_hyphen(c) => {}
                _ => {
                    return Err(BankError::BadCharacter { position: at + 1, ch: typed });
                }
            }
        }
        match digits.len() {
            0 => Err(BankError::Empty),
            16..=19 => Ok(Self(digits)),
            len => Err(BankError::Length { len }),
        }
    }

    /// The digits without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits.
    pub fn tail4(&self) -> &str {
        &self.0[self.0.len().saturating_sub(4)..]
    }

    /// Whether the Luhn check holds. Passbook accounts needn't follow it, so it only warns.
    pub fn luhn_ok(&self) -> bool {
        let sum: u32 = self
            .0
            .chars()
            .rev()
            .filter_map(|c| c.to_digit(10))
            .enumerate()
            .map(|(at, d)| match (at % 2, d * 2) {
                (0, _) => d,
                (_, doubled) if doubled > 9 => doubled - 9,
                (_, doubled) => doubled,
            })
            .sum();
        sum.is_multiple_of(10)
    }
}

impl Mask for BankAccount {
    /// `**** **** **** 1234`, whatever the length.
    fn mask(&self) -> String {
        format!("**** **** **** {}", self.tail4())
    }
}

impl fmt::Display for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::with_capacity(24);
        for (at, c) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                out.push(' ');
            }
            out.push(c);
        }
        f.pad(&out)
    }
}

impl fmt::Debug for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankAccount({})", self.mask())
    }
}

impl TryFrom<String> for BankAccount {
    type Error = BankError;

    fn try_from(raw: String) -> Result<Self, BankError> {
        Self::parse(&raw)
    }
}

impl From<BankAccount> for String {
    fn from(account: BankAccount) -> Self {
        account.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_masks() {
        let account = BankAccount::parse(" ６２２２ 0212-3456 7890 123").unwrap();
        assert_eq!(account.as_str(), "6222021234567890123");
        assert_eq!(account.to_string(), "6222 0212 3456 7890 123");
        assert_eq!(account.mask(), "**** **** **** 0123");
        assert_eq!(format!("{account:?}"), "BankAccount(**** **** **** 0123)");
    }

    #[test]
    fn refusals() {
        assert_eq!(BankAccount::parse(" "), Err(BankError::Empty));
        assert_eq!(BankAccount::parse(&"6".repeat(15)), Err(BankError::Length { len: 15 }));
        assert_eq!(BankAccount::parse(&"6".repeat(20)), Err(BankError::Length { len: 20 }));
        let letter = BankError::BadCharacter { position: 3, ch: 'O' };
        assert_eq!(BankAccount::parse("62O2021234567890"), Err(letter));
    }

    #[test]
    fn luhn_warns_only() {
        assert!(BankAccount::parse("4111111111111111").unwrap().luhn_ok());
        assert!(!BankAccount::parse("4111111111111112").unwrap().luhn_ok());
    }

    #[test]
    fn stored_as_digits() {
        let account = BankAccount::parse("4111 1111 1111 1111").unwrap();
        assert_eq!(serde_json::to_string(&account).unwrap(), "\"4111111111111111\"");
        assert!(serde_json::from_str::<BankAccount>("\"12\"").is_err());
    }
}
