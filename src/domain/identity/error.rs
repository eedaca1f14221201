//! What can be said against a number that was typed.

use super::IdNumber;
use crate::domain::masked::Masked;

/// What is wrong with a typed number. Positions count characters from 1, after spaces and hyphens
/// are taken out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was typed.
    #[error("no number was given")]
    Empty,
    /// Not a length this kind of document has: 18 for coded kinds, at least 3 for the others.
    #[error("a number of {len} characters fits no such document")]
    Length {
        /// Characters found.
        len: usize,
    },
    /// Longer than any free-form document number.
    #[error("the number has {len} characters, more than {max}")]
    TooLong {
        /// Characters found.
        len: usize,
        /// Characters allowed.
        max: usize,
    },
    /// A character that can't stand there.
    #[error("character {ch:?} cannot stand at position {position}")]
    BadCharacter {
        /// Counted from 1.
        position: usize,
        /// As typed.
        ch: char,
    },
    /// The letter O where only the digit 0 can stand.
    #[error("the letter O stands at position {position} instead of the digit 0")]
    LetterO {
        /// Counted from 1.
        position: usize,
    },
    /// The last character doesn't fit the 17 before it.
    #[error("the check character is {found}, it must be {expected}")]
    CheckDigit {
        /// What ISO 7064 MOD 11-2 gives.
        expected: char,
        /// What was typed.
        found: char,
    },
    /// No such day, or a birth more than [`super::MAX_AGE`] years ago.
    #[error("{text} is no possible date of birth")]
    BirthDate {
        /// The eight digits of the number.
        text: String,
    },
    /// Born after today.
    #[error("the date of birth lies in the future")]
    FutureBirth,
    /// A first-generation number: out of use since 2013, good only for finding old ledgers.
    #[error("a first-generation number of 15 digits")]
    FifteenDigits {
        /// The same number in today's form.
        converted: Masked<IdNumber>,
    },
    /// 证件如此 was claimed without saying why.
    #[error("accepting a number as printed needs a reason")]
    ReasonMissing,
}

/// What may be accepted but should be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdWarning {
    /// The holder would be older than 110.
    AgeOver110 {
        /// Full years.
        age: u32,
    },
}
