//! What a field was answered with.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::bank::BankAccount;
use crate::domain::identity::IdDocument;
use crate::domain::lang::Lang;
use crate::domain::masked::{Mask, Masked};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

use super::{Address, Field, FieldType};

/// An answer, stored under the field's key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// Text of any kind, including references that are still text.
    Text(String),
    /// Option ids; one for a choice, `yes`/`no` for a yes-or-no.
    Chosen(Vec<String>),
    /// A whole number.
    Int(i64),
    /// Money in fen.
    Fen(i64),
    /// A number with decimals, as typed.
    Decimal(String),
    /// A day.
    Date(NaiveDate),
    /// A day and a time.
    Datetime(NaiveDateTime),
    /// Year and month.
    Month(i32, u32),
    /// A telephone number.
    Phone(Masked<Phone>),
    /// Bank name and account.
    Bank {
        /// The bank and branch.
        name: String,
        /// The account.
        account: Masked<BankAccount>,
    },
    /// An address.
    Address(Address),
    /// A list of persons.
    Persons(Vec<Person>),
    /// An identity document.
    Identity(Box<IdDocument>),
    /// A person's name.
    Name(Masked<PersonName>),
}

/// One person of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: Masked<PersonName>,
    /// Relation or part played.
    #[serde(default)]
    pub relation: String,
    /// A phone or a document number, as typed.
    #[serde(default)]
    pub contact: Masked<Contact>,
}

/// A phone or a document number as typed; of either only the end may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contact(pub String);

impl Mask for Contact {
    fn mask(&self) -> String {
        let count = self.0.chars().count();
        let tail: String = self.0.chars().skip(count.saturating_sub(4)).collect();
        if count <= 4 { "*".repeat(count) } else { format!("{}{tail}", "*".repeat(count - 4)) }
    }
}

impl Answer {
    /// The answer in words: masked unless `reveal`, options by their labels.
    pub fn words(&self, field: &Field, lang: Lang, reveal: bool) -> String {
        match self {
            // A record is shown by its label where the field knows it.
            Self::Text(text) => field.option(text).map_or(text.as_str(), |o| o.label(lang)).to_owned(),
            Self::Decimal(text) => text.clone(),
            Self::Chosen(ids) => ids
                .iter()
                .map(|id| match (field.kind, id.as_str()) {
                    (FieldType::Bool, "yes") => lang.pick("是", "Yes").to_owned(),
                    (FieldType::Bool, _) => lang.pick("否", "No").to_owned(),
                    _ => field.option(id).map_or_else(|| id.clone(), |o| o.label(lang).to_owned()),
                })
                .collect::<Vec<_>>()
                .join(lang.pick("、", ", ")),
            Self::Int(number) => number.to_string(),
            Self::Fen(fen) => format!("¥{}.{:02}", fen / 100, fen % 100),
            Self::Date(date) => match lang {
                Lang::Zh => date.format("%Y年%-m月%-d日").to_string(),
                Lang::En => date.format("%-d %b %Y").to_string(),
            },
            Self::Datetime(at) => match lang {
                Lang::Zh => at.format("%Y年%-m月%-d日 %H:%M").to_string(),
                Lang::En => at.format("%-d %b %Y %H:%M").to_string(),
            },
            Self::Month(year, month) => match lang {
                Lang::Zh => format!("{year}年{month}月"),
                Lang::En => format!("{year}-{month:02}"),
            },
            Self::Phone(phone) => shown(phone, reveal, ToString::to_string),
            Self::Bank { name, account } => {
                format!("{name} {}", shown(account, reveal, ToString::to_string))
            }
            Self::Address(address) => {
                if reveal {
                    address.line.clone()
                } else {
                    address.to_building()
                }
            }
            Self::Persons(persons) => persons
                .iter()
                .map(|person| {
                    let name = shown(&person.name, reveal, ToString::to_string);
                    if person.relation.is_empty() { name } else { format!("{name}（{}）", person.relation) }
                })
                .collect::<Vec<_>>()
                .join("、"),
            Self::Identity(document) => {
                if reveal {
                    document.number().reveal().to_string()
                } else {
                    document.number().to_string()
                }
            }
            Self::Name(name) => shown(name, reveal, ToString::to_string),
        }
    }
}

fn shown<T: Mask>(value: &Masked<T>, reveal: bool, full: impl Fn(&T) -> String) -> String {
    if reveal { full(value.reveal()) } else { value.to_string() }
}
