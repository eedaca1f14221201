//! Identity documents: reading what was typed, and saying exactly what is wrong with it
//! (`domain.md` §3.9; GB 11643-1999 for the 18-digit number).
//!
//! The region part of a number only informs. Older residents of Weinan carry 6121xx, so a number is
//! never refused for its prefix.

mod error;
mod number;
mod region;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use error::{IdError, IdWarning};
pub use number::IdNumber;

use super::masked::Masked;

/// The kinds of document a desk is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IdKind {
    /// 居民身份证, 18 characters.
    ResidentId,
    /// 港澳台居民居住证, 18 characters of the same build.
    ResidencePermit,
    /// 外国人永久居留身份证: 18 digits since 2023-12-01, or 3 letters + 12 digits.
    ForeignPermanent,
    /// 护照.
    Passport,
    /// 港澳居民来往内地通行证.
    HkMacaoPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 军官证 and the like.
    Officer,
    /// 户口簿, for a child without a card.
    HouseholdBook,
    /// 出生医学证明.
    BirthCertificate,
    /// Anything else.
    Other,
}

impl IdKind {
    /// Every kind, in the order a list shows them.
    pub const ALL: [Self; 10] = [
        Self::ResidentId,
        Self::ResidencePermit,
        Self::ForeignPermanent,
        Self::Passport,
        Self::HkMacaoPermit,
        Self::TaiwanPermit,
        Self::Officer,
        Self::HouseholdBook,
        Self::BirthCertificate,
        Self::Other,
    ];

    /// Whether the number is built after GB 11643, so that its birth date and check digit count.
    pub const fn is_coded(self) -> bool {
        matches!(self, Self::ResidentId | Self::ResidencePermit | Self::ForeignPermanent)
    }
}

/// 性别 as the number states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// Years beyond which a birth date is taken for a mistake.
pub const MAX_AGE: u32 = 150;
/// Most characters of a document number that follows no fixed build.
pub const MAX_FREE_CHARS: usize = 30;
const MIN_FREE_CHARS: usize = 3;
const WARN_AGE: u32 = 110;

/// A document as accepted at the desk. It can't be built without passing [`IdDocument::parse`] or
/// [`IdDocument::as_printed`]; reading a stored one isn't checked again, so that old records stay
/// readable when the rules grow stricter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IdDocument {
    kind: IdKind,
    number: Masked<IdNumber>,
    #[serde(default)]
    accepted_as_printed: Option<String>,
}

impl IdDocument {
    /// Reads a typed number. Full-width forms, spaces, hyphens and a lower-case x are put right.
    /// Without a kind it is taken from the shape: 18 characters beginning 81, 82 or 83 are a
    /// residence permit, beginning 9 a foreign permanent resident's card, else a resident's.
    pub fn parse(kind: Option<IdKind>, raw: &str, today: NaiveDate) -> Result<Self, IdError> {
        let number = IdNumber::normalise(raw)?;
        let kind = kind.unwrap_or_else(|| infer(&number));
        check_shape(kind, &number)?;
        if kind.is_coded() && number.is_eighteen() {
            check_birth(&number, today)?;
            check_digit(&number)?;
        }
        Ok(Self { kind, number: Masked::new(number), accepted_as_printed: None })
    }

    /// Accepts a document whose printed number really is wrong (证件如此): duplicate and wrong
    /// numbers exist. Lifts [`IdError::CheckDigit`] and [`IdError::BirthDate`], nothing else, and
    /// keeps the reason. A number with nothing to lift is stored without one.
    pub fn as_printed(
        kind: Option<IdKind>,
        raw: &str,
        reason: &str,
        today: NaiveDate,
    ) -> Result<Self, IdError> {
        match Self::parse(kind, raw, today) {
            Err(IdError::CheckDigit { .. } | IdError::BirthDate { .. }) => {}
            other => return other,
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(IdError::ReasonMissing);
        }
        let number = IdNumber::normalise(raw)?;
        Ok(Self {
            kind: kind.unwrap_or_else(|| infer(&number)),
            number: Masked::new(number),
            accepted_as_printed: Some(reason.to_owned()),
        })
    }

    /// A first-generation number of 15 digits, kept as it is printed in an old ledger: only importing takes one. It is
    /// found by today's form of it, [`Self::search_number`], and tells neither birth nor sex.
    pub fn first_generation(raw: &str) -> Option<Self> {
        let number = IdNumber::normalise(raw).ok()?;
        let _converts = IdNumber::from_fifteen(number.as_str())?;
        Some(Self { kind: IdKind::ResidentId, number: Masked::new(number), accepted_as_printed: None })
    }

    /// The number a document is looked up by: a first-generation number in today's form, any other as it is.
    pub fn search_number(&self) -> IdNumber {
        let number = self.number.reveal();
        let old = Some(number).filter(|_| self.kind == IdKind::ResidentId);
        old.and_then(|old| IdNumber::from_fifteen(old.as_str())).unwrap_or_else(|| number.clone())
    }

    /// The kind of document.
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// The number behind its mask.
    pub const fn number(&self) -> &Masked<IdNumber> {
        &self.number
    }

    /// Why a wrong number was accepted, when it was.
    pub fn accepted_as_printed(&self) -> Option<&str> {
        self.accepted_as_printed.as_deref()
    }

    /// The date of birth a coded number states; `None` for other kinds and for impossible dates.
    pub fn birth(&self) -> Option<NaiveDate> {
        if !self.kind.is_coded() {
            return None;
        }
        self.number.reveal().birth_date()
    }

    /// The sex a coded number states: an odd 17th digit is male.
    pub fn sex(&self) -> Option<Sex> {
        let number = self.number.reveal();
        if !self.kind.is_coded() || !number.is_eighteen() {
            return None;
        }
        let digit = number.as_str().chars().nth(16)?.to_digit(10)?;
        Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// Full years on a day; who was born on 29 February turns a year older on 1 March of common
    /// years. `None` without a birth date or before it.
    pub fn age_on(&self, date: NaiveDate) -> Option<u32> {
        age_between(self.birth()?, date)
    }

    /// Where in Weinan the number was given out, old codes included; `None` for anywhere else.
    pub fn region_name(&self) -> Option<&'static str> {
        let number = self.number.reveal();
        if self.kind != IdKind::ResidentId || !number.is_eighteen() {
            return None;
        }
        region::name(number.as_str().get(..6)?)
    }

    /// The last four characters, as people say them.
    pub fn tail4(&self) -> String {
        self.number.reveal().tail4()
    }

    /// What deserves a second look, although it was accepted.
    pub fn warnings(&self, today: NaiveDate) -> Vec<IdWarning> {
        self.age_on(today)
            .filter(|age| *age > WARN_AGE)
            .map(|age| IdWarning::AgeOver110 { age })
            .into_iter()
            .collect()
    }
}

fn age_between(birth: NaiveDate, date: NaiveDate) -> Option<u32> {
    let had_birthday = (date.month(), date.day()) >= (birth.month(), birth.day());
    let years = date.year() - birth.year() - i32::from(!had_birthday);
    u32::try_from(years).ok()
}

fn infer(number: &IdNumber) -> IdKind {
    let text = number.as_str();
    if number.is_eighteen() {
        return match text.as_bytes() {
            [b'8', b'1'..=b'3', ..] => IdKind::ResidencePermit,
            [b'9', ..] => IdKind::ForeignPermanent,
            _ => IdKind::ResidentId,
        };
    }
    if number.is_old_foreign() { IdKind::ForeignPermanent } else { IdKind::ResidentId }
}

/// Length and characters, which no reason can lift.
fn check_shape(kind: IdKind, number: &IdNumber) -> Result<(), IdError> {
    let len = number.as_str().chars().count();
    if !kind.is_coded() {
        return match len {
            0..MIN_FREE_CHARS => Err(IdError::Length { len }),
            MIN_FREE_CHARS..=MAX_FREE_CHARS => Ok(()),
            _ => Err(IdError::TooLong { len, max: MAX_FREE_CHARS }),
        };
    }
    if kind == IdKind::ForeignPermanent && number.is_old_foreign() {
        return Ok(());
    }
    let old = len == 15 && kind == IdKind::ResidentId;
    if len != 18 && !old {
        return Err(IdError::Length { len });
    }
    for (at, ch) in number.as_str().chars().enumerate() {
        let position = at + 1;
        match ch {
            '0'..='9' => {}
            'X' if position == 18 => {}
            'O' => return Err(IdError::LetterO { position }),
            _ => return Err(IdError::BadCharacter { position, ch }),
        }
    }
    match IdNumber::from_fifteen(number.as_str()) {
        Some(converted) if old => Err(IdError::FifteenDigits { converted: Masked::new(converted) }),
        _ => Ok(()),
    }
}

fn check_birth(number: &IdNumber, today: NaiveDate) -> Result<(), IdError> {
    let impossible = || IdError::BirthDate { text: number.birth_text().to_owned() };
    let birth = number.birth_date().ok_or_else(impossible)?;
    match age_between(birth, today) {
        _ if birth > today => Err(IdError::FutureBirth),
        Some(..=MAX_AGE) => Ok(()),
        _ => Err(impossible()),
    }
}

fn check_digit(number: &IdNumber) -> Result<(), IdError> {
    let found = number.as_str().chars().last().ok_or(IdError::Empty)?;
    match number.check_character() {
        Some(expected) if expected != found => Err(IdError::CheckDigit { expected, found }),
        Some(_) => Ok(()),
        None => Err(IdError::Length { len: number.as_str().chars().count() }),
    }
}

#[cfg(test)]
mod tests;
