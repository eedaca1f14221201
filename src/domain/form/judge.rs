//! From what was typed to answers, or to what is wrong with it.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::bank::{BankAccount, BankError};
use crate::domain::identity::{IdDocument, IdError};
use crate::domain::masked::Masked;
use crate::domain::name::{NameError, PersonName};
use crate::domain::phone::{Phone, PhoneError};

use super::persons::{PersonFault, persons};
use super::shared::NO_PHONE;
use super::when::{read_date, read_datetime, read_month};
use super::{Address, Answer, Choice, Condition, Entries, Field, FieldType};

/// What is wrong with a field. Facts only; the words are in `i18n/`.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FieldError {
    /// Nothing was given.
    #[error("required")]
    Required,
    /// Longer than the field takes.
    #[error("too long: {len} of {max}")]
    TooLong {
        /// Characters given.
        len: usize,
        /// Characters taken.
        max: usize,
    },
    /// Not a whole number.
    #[error("not a whole number")]
    NotWhole,
    /// Not a number.
    #[error("not a number")]
    NotNumber,
    /// Not an amount of money with at most two decimals.
    #[error("not an amount")]
    NotMoney,
    /// Outside what is allowed.
    #[error("out of range")]
    OutOfRange {
        /// Least allowed.
        min: Option<f64>,
        /// Greatest allowed.
        max: Option<f64>,
    },
    /// Not a day.
    #[error("not a date")]
    NotDate,
    /// Not a day and a time.
    #[error("not a date and time")]
    NotDatetime,
    /// Not a month.
    #[error("not a month")]
    NotMonth,
    /// The class is full, and the learner has not said that they would wait.
    #[error("class full, {waiting} waiting")]
    ClassFull {
        /// How many wait already.
        waiting: usize,
    },
    /// Not one of the options.
    #[error("unknown option {id}")]
    UnknownOption {
        /// What was given.
        id: String,
    },
    /// A wrong phone.
    #[error(transparent)]
    Phone(PhoneError),
    /// A wrong account.
    #[error(transparent)]
    Bank(BankError),
    /// The bank's name is missing.
    #[error("bank name missing")]
    BankName,
    /// A wrong name.
    #[error(transparent)]
    Name(NameError),
    /// A wrong document number.
    #[error(transparent)]
    Identity(IdError),
    /// Cells of a list of persons are wrong; never empty.
    #[error("{} cells are wrong", .0.len())]
    Persons(Vec<PersonFault>),
    /// No such record.
    #[error("unknown {what}")]
    UnknownRecord {
        /// What was given.
        what: String,
    },
}

impl FieldError {
    /// A short code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::NotWhole => "not_whole",
            Self::NotNumber => "not_number",
            Self::NotMoney => "not_money",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotDate => "not_date",
            Self::NotDatetime => "not_datetime",
            Self::NotMonth => "not_month",
            Self::ClassFull { .. } => "class_full",
            Self::UnknownOption { .. } => "unknown_option",
            Self::Phone(_) => "phone",
            Self::Bank(_) => "bank_account",
            Self::BankName => "bank_name",
            Self::Name(_) => "name",
            Self::Identity(_) => "identity",
            Self::Persons(_) => "person",
            Self::UnknownRecord { .. } => "unknown_record",
        }
    }
}

/// What became of a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// Answers of the visible fields.
    pub answers: BTreeMap<String, Answer>,
    /// What is wrong, by field, in no order; use the form's order to go to the first.
    pub errors: BTreeMap<String, FieldError>,
    /// Keys of the visible fields, in the form's order.
    pub visible: Vec<String>,
}

impl Judged {
    /// The first visible field that is wrong.
    pub fn first_error(&self) -> Option<(&str, &FieldError)> {
        self.visible.iter().find_map(|key| self.errors.get(key).map(|error| (key.as_str(), error)))
    }
}

/// Keys of the fields that are to be answered now, in order.
pub fn visible_fields(fields: &[Field], entries: &Entries) -> Vec<String> {
    let visible = visibility(fields, entries);
    fields.iter().zip(visible).filter(|(_, visible)| *visible).map(|(field, _)| field.key.clone()).collect()
}

/// Which of the fields are to be answered now, place for place. A condition on a hidden field does not hold.
pub(crate) fn visibility<F: Borrow<Field>>(fields: &[F], entries: &Entries) -> Vec<bool> {
    // Conditions may name later fields, so start from those without conditions and add until nothing changes.
    let mut visible = vec![false; fields.len()];
    loop {
        let mut changed = false;
        for (at, field) in fields.iter().enumerate() {
            if !visible[at] && field.borrow().when.iter().all(|c| holds(fields, entries, &visible, c)) {
                visible[at] = true;
                changed = true;
            }
        }
        if !changed {
            return visible;
        }
    }
}

/// Whether a condition holds, given which fields are visible. `proxy` is answered by who came (`_who`).
pub(crate) fn holds<F: Borrow<Field>>(
    fields: &[F],
    entries: &Entries,
    visible: &[bool],
    condition: &Condition,
) -> bool {
    if condition.key == "proxy" {
        let proxy = entries.get("_who").is_some_and(|who| who == "family");
        return condition.any.iter().any(|id| (id == "yes") == proxy);
    }
    let named = |(field, _): &(&F, &bool)| (*field).borrow().key == condition.key;
    let Some((field, true)) = fields.iter().zip(visible).find(named) else {
        return false;
    };
    // Only an answer the field really takes counts: a draft may hold an option that has gone since.
    entries.get(&condition.key).is_some_and(|entry| {
        field.borrow().takes(entry) && entry.split(',').any(|id| condition.any.iter().any(|any| any == id))
    })
}

/// Turns what was typed into answers. Hidden fields are neither judged nor answered.
pub fn judge<F: Borrow<Field>>(fields: &[F], entries: &Entries, today: NaiveDate) -> Judged {
    let mut judged = Judged::default();
    for (field, visible) in fields.iter().zip(visibility(fields, entries)) {
        let field: &Field = field.borrow();
        if !visible {
            continue;
        }
        judged.visible.push(field.key.clone());
        match answer(field, entries, today) {
            Ok(Some(answer)) => {
                let _ = judged.answers.insert(field.key.clone(), answer);
            }
            Ok(None) if field.required => {
                let _ = judged.errors.insert(field.key.clone(), FieldError::Required);
            }
            Ok(None) => {}
            Err(error) => {
                let _ = judged.errors.insert(field.key.clone(), error);
            }
        }
    }
    judged
}

fn answer(field: &Field, entries: &Entries, today: NaiveDate) -> Result<Option<Answer>, FieldError> {
    let typed = entries.get(&field.key).map_or("", String::as_str).trim();
    if field.kind == FieldType::Bank {
        return bank(&field.key, entries);
    }
    if field.kind == FieldType::Persons {
        // Not trimmed: the lines are counted from the first, blank or not.
        return persons(entries.get(&field.key).map_or("", String::as_str), today);
    }
    if typed.is_empty() {
        return Ok(None);
    }
    let len = typed.chars().count();
    if len > field.longest() {
        return Err(FieldError::TooLong { len, max: field.longest() });
    }
    let answer = match field.kind {
        FieldType::Choice | FieldType::Bool | FieldType::Multichoice => chosen(field, typed)?,
        FieldType::Int => {
            let number: i64 = half_width(typed).parse().map_err(|_| FieldError::NotWhole)?;
            within(field, number as f64)?;
            Answer::Int(number)
        }
        FieldType::Decimal => {
            let text = half_width(typed);
            let number: f64 = text.parse().map_err(|_| FieldError::NotNumber)?;
            if !number.is_finite() {
                return Err(FieldError::NotNumber);
            }
            within(field, number)?;
            Answer::Decimal(text)
        }
        FieldType::Money => {
            let fen = money(typed)?;
            within(field, fen as f64 / 100.0)?;
            Answer::Fen(fen)
        }
        FieldType::Date => Answer::Date(read_date(typed, today).ok_or(FieldError::NotDate)?),
        FieldType::Datetime => Answer::Datetime(read_datetime(typed, today).ok_or(FieldError::NotDatetime)?),
        FieldType::Month => {
            let (year, month) = read_month(typed, today).ok_or(FieldError::NotMonth)?;
            Answer::Month(year, month)
        }
        // 无电话 is possible; the form then asks for a contact person.
        FieldType::Phone if typed == NO_PHONE => Answer::Text(typed.to_owned()),
        FieldType::Phone => Answer::Phone(Masked::new(Phone::parse(typed).map_err(FieldError::Phone)?)),
        FieldType::Address => Answer::Address(Address::parse(typed)),
        FieldType::Name => {
            let name = PersonName::try_from(typed.to_owned()).map_err(FieldError::Name)?;
            Answer::Name(Masked::new(name))
        }
        FieldType::Item | FieldType::Staff | FieldType::Room | FieldType::Course | FieldType::Term => {
            Answer::Text(record(field, typed)?)
        }
        FieldType::Identity => identity(&field.key, typed, entries, today)?,
        _ => Answer::Text(typed.to_owned()),
    };
    Ok(Some(answer))
}

/// The record a field refers to, as it is kept: found by that, by its code or its name alone, or by its label in either
/// language. Without records at hand it is text.
fn record(field: &Field, typed: &str) -> Result<String, FieldError> {
    let part = |id: &str| {
        id.split_once(' ').is_some_and(|(code, name)| code.eq_ignore_ascii_case(typed) || name == typed)
    };
    let fits =
        |o: &&Choice| o.id.eq_ignore_ascii_case(typed) || o.zh == typed || o.en == typed || part(&o.id);
    match field.options.iter().find(fits) {
        Some(option) => Ok(option.id.clone()),
        None if field.options.is_empty() => Ok(typed.to_owned()),
        None => Err(FieldError::UnknownRecord { what: typed.to_owned() }),
    }
}

fn chosen(field: &Field, typed: &str) -> Result<Answer, FieldError> {
    if field.kind != FieldType::Multichoice && typed.contains(',') || !field.takes(typed) {
        return Err(FieldError::UnknownOption { id: typed.to_owned() });
    }
    let ids: BTreeSet<&str> = typed.split(',').collect();
    // In the order of the options, whatever the order of choosing.
    let ordered = if field.kind == FieldType::Bool {
        vec![typed.to_owned()]
    } else {
        field.options.iter().filter(|o| ids.contains(o.id.as_str())).map(|o| o.id.clone()).collect()
    };
    Ok(Answer::Chosen(ordered))
}

fn bank(key: &str, entries: &Entries) -> Result<Option<Answer>, FieldError> {
    let part =
        |name: &str| entries.get(&format!("{key}.{name}")).map_or("", String::as_str).trim().to_owned();
    let (name, account) = (part("name"), part("account"));
    if name.is_empty() && account.is_empty() {
        return Ok(None);
    }
    let account = BankAccount::parse(&account).map_err(FieldError::Bank)?;
    if name.is_empty() {
        return Err(FieldError::BankName);
    }
    Ok(Some(Answer::Bank { name, account: Masked::new(account) }))
}

/// An identity number; with a reason in `<key>_reason` a wrong check digit is lifted (证件如此, `domain.md` §3.9).
fn identity(key: &str, typed: &str, entries: &Entries, today: NaiveDate) -> Result<Answer, FieldError> {
    let document = match IdDocument::parse(None, typed, today) {
        Ok(document) => document,
        Err(error) => {
            let reason = entries.get(&format!("{key}_reason")).map_or("", String::as_str).trim();
            if reason.is_empty() || !can_be_lifted(&error) {
                return Err(FieldError::Identity(error));
            }
            IdDocument::as_printed(None, typed, reason, today).map_err(FieldError::Identity)?
        }
    };
    Ok(Answer::Identity(Box::new(document)))
}

/// Which faults of a number may be on the card itself.
fn can_be_lifted(error: &IdError) -> bool {
    matches!(error, IdError::CheckDigit { .. } | IdError::BirthDate { .. })
}

fn within(field: &Field, number: f64) -> Result<(), FieldError> {
    // Without limits of its own a count is never negative.
    let min = field.min.or(Some(0.0));
    let inside = min.is_none_or(|min| number >= min) && field.max.is_none_or(|max| number <= max);
    if inside { Ok(()) } else { Err(FieldError::OutOfRange { min, max: field.max }) }
}

fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '．' | '。' => '.',
            '－' => '-',
            other => other,
        })
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .collect()
}

/// Yuan with at most two decimals, to fen. Digits are counted, not computed with floats.
fn money(typed: &str) -> Result<i64, FieldError> {
    let text = half_width(typed.trim_start_matches(['¥', '￥']).trim_end_matches('元'));
    let (yuan, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if yuan.is_empty() || decimals.len() > 2 || !all_digits(yuan) || !all_digits(decimals) {
        return Err(FieldError::NotMoney);
    }
    let fen: i64 = format!("{decimals:0<2}").parse().map_err(|_| FieldError::NotMoney)?;
    yuan.parse::<i64>()
        .ok()
        .and_then(|yuan| yuan.checked_mul(100))
        .and_then(|yuan| yuan.checked_add(fen))
        .ok_or(FieldError::NotMoney)
}

#[cfg(test)]
mod tests;
