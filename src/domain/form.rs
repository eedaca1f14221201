//! Forms generated from the catalogue: fields, conditions, defaults, and how what was typed becomes an answer.
//!
//! What the worker types is kept as text ([`Entries`]) so that a half-typed or wrong value survives in a draft;
//! [`judge`] turns the text into [`Answer`]s or says, field by field, what is wrong.

mod address;
mod answer;
mod fill;
mod judge;
mod persons;
mod shared;
mod when;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lang::Lang;

pub use address::{Address, Part};
pub use answer::{Answer, Contact, Person};
pub use fill::{FillContext, fill_defaults, fill_implied};
pub use judge::{FieldError, Judged, judge, visible_fields};
pub(crate) use judge::{holds, visibility};
pub use persons::{
    MOST_PERSONS, PersonCell, PersonFault, PersonLine, person_lines, person_text, persons_typed,
};
pub use shared::{NO_PHONE, Shared, SharedFields, Who, shared_fields};
pub use when::{read_date, read_datetime, read_month, written_out};

/// What was typed, by field key. Options are held by their ids, several ids by commas.
pub type Entries = BTreeMap<String, String>;

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines.
    Longtext,
    /// One of the options.
    Choice,
    /// Any of the options.
    Multichoice,
    /// 是 or 否.
    Bool,
    /// A whole number.
    Int,
    /// Yuan, at most two decimals.
    Money,
    /// A number with decimals.
    Decimal,
    /// A day.
    Date,
    /// A day and a time.
    Datetime,
    /// A month.
    Month,
    /// A telephone number.
    Phone,
    /// Bank and account number.
    Bank,
    /// A place: a road section, a gate, a unit.
    Location,
    /// Compound, building, entrance, room.
    Address,
    /// A compound.
    Compound,
    /// A list of persons.
    Persons,
    /// Another item of the catalogue.
    Item,
    /// A worker of the centre.
    Staff,
    /// A room of the centre.
    Room,
    /// A class group of the elders' university; text where none is kept.
    Course,
    /// A term; text where none is kept.
    Term,
    /// An activity; text until activities are kept.
    Activity,
    /// A grid.
    Grid,
    /// Another case.
    Ref,
    /// A rule of repetition; text, in forms of earlier versions.
    Recurrence,
    /// An identity document.
    Identity,
    /// A person's name.
    Name,
}

/// When a field or a material applies: the other field is visible and answered with one of the ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The other field's key, or `proxy` (yes/no).
    pub key: String,
    /// Option ids, or `yes` and `no`.
    pub any: Vec<String>,
}

/// An answer that follows from another answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    /// All must hold.
    pub when: Vec<Condition>,
    /// The answer that follows.
    pub value: String,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub id: String,
    /// As shown and printed in Chinese.
    pub zh: String,
    /// As shown in English.
    pub en: String,
}

impl Choice {
    /// The label in the screen's language.
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// When a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedAt {
    /// At the desk, when the matter is taken in.
    #[default]
    Desk,
    /// When the case is closed.
    Closing,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What the answer is stored under.
    pub key: String,
    /// Label in Chinese, also printed.
    pub label_zh: String,
    /// Label in English.
    pub label_en: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Must be answered while it is visible.
    #[serde(default)]
    pub required: bool,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// When it is asked at all; always when empty.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// An answer given beforehand: an id, a text, or `@year`, `@today`, `@now`, `@address`, `@age_band`, `@staff`,
    /// `@applicant`.
    #[serde(default)]
    pub default: Option<String>,
    /// Answers that follow from others.
    #[serde(default)]
    pub implied: Vec<Implied>,
    /// One short line of help.
    #[serde(default)]
    pub help_zh: String,
    /// The same in English.
    #[serde(default)]
    pub help_en: String,
    /// Least number allowed.
    #[serde(default)]
    pub min: Option<f64>,
    /// Greatest number allowed.
    #[serde(default)]
    pub max: Option<f64>,
    /// Never on paper.
    #[serde(default)]
    pub private: bool,
    /// When it is asked.
    #[serde(default)]
    pub stage: AskedAt,
}

impl Field {
    /// A plain field with a key, labels and a type; the rest stands at its default.
    pub fn plain(key: &str, label_zh: &str, label_en: &str, kind: FieldType, required: bool) -> Self {
        Self {
            key: key.to_owned(),
            label_zh: label_zh.to_owned(),
            label_en: label_en.to_owned(),
            kind,
            required,
            options: Vec::new(),
            when: Vec::new(),
            default: None,
            implied: Vec::new(),
            help_zh: String::new(),
            help_en: String::new(),
            min: None,
            max: None,
            private: false,
            stage: AskedAt::Desk,
        }
    }

    /// The label in the screen's language.
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label_zh, &self.label_en)
    }

    /// The help line in the screen's language.
    pub fn help(&self, lang: Lang) -> &str {
        lang.pick(&self.help_zh, &self.help_en)
    }

    /// Whether it belongs to the closing of the case.
    pub fn is_closing(&self) -> bool {
        self.stage == AskedAt::Closing
    }

    /// The option with this id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Whether this id or text can be an answer at all, as far as options go.
    pub fn takes(&self, value: &str) -> bool {
        match self.kind {
            FieldType::Choice | FieldType::Multichoice => {
                value.split(',').all(|id| self.option(id).is_some())
            }
            FieldType::Bool => value == "yes" || value == "no",
            _ => true,
        }
    }

    /// The longest text taken, in characters.
    pub fn longest(&self) -> usize {
        match self.kind {
            FieldType::Longtext | FieldType::Persons => 2000,
            FieldType::Name => 50,
            _ => 120,
        }
    }
}
