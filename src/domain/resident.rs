//! 居民: a person on file.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::correction::{Change, Correction, CorrectionRefusal, NewValue, reasoned};
use super::form::Address;
use super::identity::{IdDocument, Sex};
use super::masked::Masked;
use super::name::PersonName;
use super::phone::Phone;
use super::pinyin::{id_tokens, name_tokens, phone_tokens};

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
    /// The file this one was merged into. It stays as it was; whoever finds it is shown the other. Stands before
    /// `last_seen`, so that a change of it is seen by whoever compares the bytes before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// When the file was opened.
    pub since: DateTime<FixedOffset>,
    /// The last time they came.
    pub last_seen: DateTime<FixedOffset>,
    /// What they last came for: an item's code; empty where only named workers may know it.
    #[serde(default)]
    pub last_item: String,
    /// The serial of the last paper, as stored.
    #[serde(default)]
    pub last_serial: String,
    /// Every change of the lines above, oldest first. Only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Resident {
    /// What the file is found by: tokens of the name, the phone and the document.
    pub fn tokens(&self) -> BTreeSet<String> {
        let mut tokens = name_tokens(self.name.reveal());
        tokens.extend(self.phone.iter().flat_map(|phone| phone_tokens(phone.reveal())));
        tokens.extend(self.document.iter().flat_map(id_tokens));
        tokens
    }

    /// Sex by the document, or as told.
    pub fn sex(&self) -> Option<Sex> {
        self.document.as_ref().and_then(IdDocument::sex).or(self.sex)
    }

    /// Age on a day, by the document.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        self.document.as_ref().and_then(|document| document.age_on(day))
    }

    /// What would change if a line said this from now on.
    pub fn change(&self, value: NewValue) -> Change {
        match value {
            NewValue::Name(name) => Change::Name { before: self.name.clone(), after: Masked::new(name) },
            NewValue::Document(after) => Change::Document { before: self.document.clone(), after },
            NewValue::Phone(phone) => {
                Change::Phone { before: self.phone.clone(), after: phone.map(Masked::new) }
            }
            NewValue::Contact(contact) => {
                Change::Contact { before: self.contact.clone(), after: contact.trim().to_owned() }
            }
            NewValue::Address(after) => Change::Address { before: self.address.clone(), after },
            NewValue::Sex(after) => Change::Sex { before: self.sex, after },
        }
    }

    /// Lets a line say what the change says, without a word of it in the history.
    fn set(&mut self, change: &Change) {
        match change.clone() {
            Change::Name { after, .. } => self.name = after,
            Change::Document { after, .. } => self.document = after,
            Change::Phone { after, .. } => self.phone = after,
            Change::Contact { after, .. } => self.contact = after,
            Change::Address { after, .. } => self.address = after,
            Change::Sex { after, .. } => self.sex = after,
        }
    }

    /// Corrects a line: the old value stays in the history with who, when and why.
    pub fn corrected(
        mut self,
        value: NewValue,
        at: DateTime<FixedOffset>,
        staff: &str,
        reason: &str,
    ) -> Result<Self, CorrectionRefusal> {
        let told = self.document.as_ref().and_then(IdDocument::sex).is_some();
        if told && matches!(value, NewValue::Sex(_)) {
            return Err(CorrectionRefusal::ToldByDocument);
        }
        let change = self.change(value);
        if change.is_none() {
            return Err(CorrectionRefusal::Same);
        }
        let reason = reasoned(reason)?;
        self.set(&change);
        self.corrections.push(Correction { at, staff: staff.to_owned(), reason, intake: None, change });
        Ok(self)
    }

    /// A line as a matter's form tells it. What it said before stays in the history; the first value of a line, and the
    /// same value again, are no change.
    pub fn told_by(&mut self, value: NewValue, at: DateTime<FixedOffset>, staff: &str, intake: &str) {
        let change = self.change(value);
        if change.is_none() {
            return;
        }
        self.set(&change);
        if change.replaces() {
            self.corrections.push(Correction {
                at,
                staff: staff.to_owned(),
                reason: String::new(),
                intake: Some(intake.to_owned()),
                change,
            });
        }
    }

    /// Takes over a line it lacks, with a merge.
    pub fn filled(&mut self, change: &Change) {
        self.set(change);
    }

    /// Gives a line back that came with a merge, unless it says something else by now.
    pub fn emptied(&mut self, change: &Change) {
        let back = match change.clone() {
            Change::Name { before, after } => Change::Name { before: after, after: before },
            Change::Document { before, after } => Change::Document { before: after, after: before },
            Change::Phone { before, after } => Change::Phone { before: after, after: before },
            Change::Contact { before, after } => Change::Contact { before: after, after: before },
            Change::Address { before, after } => Change::Address { before: after, after: before },
            Change::Sex { before, after } => Change::Sex { before: after, after: before },
        };
        let stands = match &back {
            Change::Name { before, .. } => *before == self.name,
            Change::Document { before, .. } => *before == self.document,
            Change::Phone { before, .. } => *before == self.phone,
            Change::Contact { before, .. } => *before == self.contact,
            Change::Address { before, .. } => *before == self.address,
            Change::Sex { before, .. } => *before == self.sex,
        };
        if stands {
            self.set(&back);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> DateTime<FixedOffset> {
        let text = format!("2026-05-{day:02}T10:24:00+08:00");
        DateTime::parse_from_rfc3339(&text).unwrap()
    }

    fn liu() -> Resident {
        Resident {
            id: "0000000001".into(),
            name: Masked::new(PersonName::new("刘秀英").unwrap()),
            document: None,
            phone: None,
            contact: String::new(),
            address: Address::default(),
            sex: None,
            merged_into: None,
            since: at(1),
            last_seen: at(1),
            last_item: String::new(),
            last_serial: String::new(),
            corrections: Vec::new(),
        }
    }

    fn phone(text: &str) -> NewValue {
        NewValue::Phone(Some(Phone::parse(text).unwrap()))
    }

    #[test]
    fn the_old_value_stays_with_who_when_and_why() {
        let mut person = liu();
        person.told_by(phone("13800005178"), at(2), "01", "0000000007");
        assert!(person.corrections.is_empty(), "the first value corrects nothing");
        person.told_by(phone("138 0000 5178"), at(3), "01", "0000000008");
        assert!(person.corrections.is_empty(), "the same again is no change");
        person.told_by(phone("13900005178"), at(4), "01", "0000000009");
        let person = person.corrected(phone("13700005178"), at(5), "02", " 登记时听错 ").unwrap();
        let [by_form, by_hand] = person.corrections.as_slice() else { panic!("two changes") };
        assert_eq!((by_form.intake.as_deref(), by_form.reason.as_str()), (Some("0000000009"), ""));
        assert_eq!((by_hand.staff.as_str(), by_hand.reason.as_str()), ("02", "登记时听错"));
        let Change::Phone { before: Some(before), after: Some(after) } = &by_hand.change else { panic!() };
        assert_eq!(before.reveal().to_string(), "13900005178");
        assert_eq!(after.reveal().to_string(), "13700005178");
    }

    #[test]
    fn nothing_is_corrected_without_a_reason_or_a_difference() {
        let person = liu();
        let name = |text: &str| NewValue::Name(PersonName::new(text).unwrap());
        let refused = |value, reason: &str| person.clone().corrected(value, at(2), "01", reason).unwrap_err();
        assert_eq!(refused(name("刘秀瑛"), "  "), CorrectionRefusal::NoReason);
        assert_eq!(refused(name("刘秀英"), "笔误"), CorrectionRefusal::Same);
        assert_eq!(refused(NewValue::Phone(None), "笔误"), CorrectionRefusal::Same);
    }

    #[test]
    fn the_sex_a_document_tells_is_not_corrected_by_itself() {
        let today = at(1).date_naive();
        let number = crate::domain::identity::IdNumber::with_check("61050219460310002").unwrap();
        let document = IdDocument::parse(None, number.as_str(), today).unwrap();
        let person = Resident { document: Some(document), ..liu() };
        let refused = person.corrected(NewValue::Sex(Some(Sex::Male)), at(2), "01", "笔误").unwrap_err();
        assert_eq!(refused, CorrectionRefusal::ToldByDocument);
        let told = liu().corrected(NewValue::Sex(Some(Sex::Male)), at(2), "01", "笔误").unwrap();
        assert_eq!(told.sex(), Some(Sex::Male));
    }

    #[test]
    fn a_file_without_corrections_is_stored_as_before() {
        let text = serde_json::to_string(&liu()).unwrap();
        assert!(!text.contains("corrections") && !text.contains("merged_into"), "{text}");
        let back: Resident = serde_json::from_str(&text).unwrap();
        assert_eq!(back, liu());
    }

    #[test]
    fn a_line_taken_over_goes_back_unless_it_was_corrected_since() {
        let mut person = liu();
        let change = person.change(phone("13800005178"));
        person.filled(&change);
        let mut corrected = person.clone().corrected(phone("13900005178"), at(3), "01", "换号").unwrap();
        person.emptied(&change);
        assert_eq!(person, liu());
        corrected.emptied(&change);
        assert_eq!(corrected.phone.as_ref().unwrap().reveal().to_string(), "13900005178");
    }
}
