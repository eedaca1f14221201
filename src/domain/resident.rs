//! 居民: a person on file.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::form::Address;
use super::identity::{IdDocument, Sex};
use super::masked::Masked;
use super::name::PersonName;
use super::phone::Phone;

/// A person on file. Visitors who leave no name have no such record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resident {
    /// Ten digits, in order of first coming.
    pub id: String,
    /// The name.
    pub name: Masked<PersonName>,
    /// The document, once it was seen.
    #[serde(default)]
    pub document: Option<IdDocument>,
    /// Their own phone, or whoever answers for them.
    #[serde(default)]
    pub phone: Option<Masked<Phone>>,
    /// Whom to ask when there is no phone.
    #[serde(default)]
    pub contact: String,
    /// Where they live.
    #[serde(default)]
    pub address: Address,
    /// Told by the resident, when there is no document.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// When the file was opened.
    pub since: DateTime<FixedOffset>,
    /// The last time they came.
    pub last_seen: DateTime<FixedOffset>,
    /// What they last came for: an item's code.
    #[serde(default)]
    pub last_item: String,
    /// The serial of the last paper, as stored.
    #[serde(default)]
    pub last_serial: String,
}

impl Resident {
    /// Sex by the document, or as told.
    pub fn sex(&self) -> Option<Sex> {
        self.document.as_ref().and_then(IdDocument::sex).or(self.sex)
    }

    /// Age on a day, by the document.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        self.document.as_ref().and_then(|document| document.age_on(day))
    }
}
