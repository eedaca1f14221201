//! What a field was answered with.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::bank::BankAccount;
use crate::domain::identity::IdDocument;
use crate::domain::lang::Lang;
use crate::domain::masked::{Mask, Masked};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

use super::{Field, FieldType};

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

/// Compound – building – entrance – room (小区—楼栋—单元—室), as far as the text tells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// The whole line as typed.
    pub line: String,
    /// 小区, or whatever stands before the building.
    #[serde(default)]
    pub compound: String,
    /// 楼栋 number.
    #[serde(default)]
    pub building: String,
    /// 单元 number.
    #[serde(default)]
    pub entrance: String,
    /// 室, the rest.
    #[serde(default)]
    pub room: String,
}

impl Address {
    /// Reads `幸福里小区 1号楼 2单元 201` as far as it can; the line itself is always kept.
    pub fn parse(line: &str) -> Self {
        let line = line.trim().to_owned();
        let mut address = Self { line: line.clone(), ..Self::default() };
        let mut rest = line.as_str();
        for (marks, level) in [(&["号楼", "栋", "幢"][..], 0), (&["单元"][..], 1)] {
            let Some((at, mark)) = marks.iter().filter_map(|m| rest.find(m).map(|at| (at, *m))).min() else {
                continue;
            };
            let before = &rest[..at];
            let number_at = before
                .char_indices()
                .rev()
                .take_while(|(_, c)| c.is_ascii_alphanumeric())
                .last()
                .map_or(before.len(), |(index, _)| index);
            let number = before[number_at..].to_owned();
            if level == 0 {
                before[..number_at].trim().clone_into(&mut address.compound);
                address.building = number;
            } else {
                address.entrance = number;
            }
            rest = rest[at + mark.len()..].trim_start();
        }
        if address.compound.is_empty() && address.building.is_empty() {
            rest.clone_into(&mut address.compound);
        } else {
            rest.trim_end_matches('室').trim().clone_into(&mut address.room);
        }
        address
    }

    /// To the building only, as shown to anybody (`domain.md` §3.10).
    pub fn to_building(&self) -> String {
        if self.building.is_empty() {
            self.compound.clone()
        } else {
            format!("{} {}号楼", self.compound, self.building)
        }
    }

    /// The grid code as far as building and entrance tell, such as `1-2`.
    pub fn grid_hint(&self) -> String {
        [&self.building, &self.entrance]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("-")
    }
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
            Self::Text(text) | Self::Decimal(text) => text.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_far_as_it_goes() {
        let address = Address::parse("幸福里小区 1号楼 2单元 201");
        assert_eq!(
            (&*address.compound, &*address.building, &*address.entrance, &*address.room),
            ("幸福里小区", "1", "2", "201")
        );
        assert_eq!(address.to_building(), "幸福里小区 1号楼");
        assert_eq!(address.grid_hint(), "1-2");
        let tight = Address::parse("凤馨苑6栋3单元1102室");
        assert_eq!((&*tight.compound, &*tight.building, &*tight.room), ("凤馨苑", "6", "1102"));
        let village = Address::parse("西环路中段路牌");
        assert_eq!(village.compound, "西环路中段路牌");
        assert_eq!(village.line, "西环路中段路牌");
    }
}
