//! 更正: what is put right after the fact. Nothing is changed silently: the old value stays with who, when and why
//! (`domain.md` §0.12; PIPL §46: a person may have wrong data put right).

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::form::Address;
use super::identity::{IdDocument, Sex};
use super::masked::Masked;
use super::name::PersonName;
use super::phone::Phone;

/// A dated remark (更正说明) on something that stays as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
    /// What is to be known.
    pub text: String,
}

/// Which line of a resident's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileLine {
    /// 姓名
    Name,
    /// 证件
    Document,
    /// 电话
    Phone,
    /// 联系人
    Contact,
    /// 住址
    Address,
    /// 性别
    Sex,
}

impl FileLine {
    /// All of them, in the order a page shows them.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Document, Self::Phone, Self::Contact, Self::Address, Self::Sex];
}

/// A line of a resident's file, before and after. None or an empty text: nothing was known, or nothing is any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Change {
    Name { before: Masked<PersonName>, after: Masked<PersonName> },
    Document { before: Option<IdDocument>, after: Option<IdDocument> },
    Phone { before: Option<Masked<Phone>>, after: Option<Masked<Phone>> },
    Contact { before: String, after: String },
    Address { before: Address, after: Address },
    Sex { before: Option<Sex>, after: Option<Sex> },
}

impl Change {
    /// Which line it is about.
    pub const fn line(&self) -> FileLine {
        match self {
            Self::Name { .. } => FileLine::Name,
            Self::Document { .. } => FileLine::Document,
            Self::Phone { .. } => FileLine::Phone,
            Self::Contact { .. } => FileLine::Contact,
            Self::Address { .. } => FileLine::Address,
            Self::Sex { .. } => FileLine::Sex,
        }
    }

    /// Whether it leaves things as they were.
    pub fn is_none(&self) -> bool {
        match self {
            Self::Name { before, after } => before == after,
            Self::Document { before, after } => before == after,
            Self::Phone { before, after } => before == after,
            Self::Contact { before, after } => before == after,
            Self::Address { before, after } => before.line == after.line,
            Self::Sex { before, after } => before == after,
        }
    }

    /// Whether there was anything before: the first value of a line corrects nothing.
    pub fn replaces(&self) -> bool {
        match self {
            Self::Name { .. } => true,
            Self::Document { before, .. } => before.is_some(),
            Self::Phone { before, .. } => before.is_some(),
            Self::Contact { before, .. } => !before.is_empty(),
            Self::Address { before, .. } => !before.line.is_empty(),
            Self::Sex { before, .. } => before.is_some(),
        }
    }
}

/// One change of a resident's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
    /// Why; empty where a matter brought it.
    #[serde(default)]
    pub reason: String,
    /// The matter whose form told the new value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<String>,
    /// What.
    pub change: Change,
}

/// What a line of a file is to say from now on.
#[derive(Debug, Clone, PartialEq)]
pub enum NewValue {
    /// A name; it cannot be taken away.
    Name(PersonName),
    /// A document, or none.
    Document(Option<IdDocument>),
    /// A phone, or none.
    Phone(Option<Phone>),
    /// Whom to ask; empty: nobody.
    Contact(String),
    /// An address; empty: unknown.
    Address(Address),
    /// As told; counts only while no document tells it.
    Sex(Option<Sex>),
}

/// Why something cannot be put right so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    /// Why must be said.
    #[error("reason missing")]
    NoReason,
    /// It says so already.
    #[error("nothing changes")]
    Same,
    /// The document tells the sex; it is the document that is wrong, or nothing is.
    #[error("told by the document")]
    ToldByDocument,
    /// Leaving before coming, on another day, or in the time to come.
    #[error("no time to have left at")]
    NotThen,
    /// The visit goes on: it is ended, not corrected.
    #[error("still here")]
    StillHere,
}

/// The reason, trimmed; refused when there is none.
pub(super) fn reasoned(reason: &str) -> Result<String, CorrectionRefusal> {
    let reason = reason.trim();
    if reason.is_empty() { Err(CorrectionRefusal::NoReason) } else { Ok(reason.to_owned()) }
}
