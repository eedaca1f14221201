//! The person behind a matter: found again, or put on file.

use crate::domain::catalogue::{IdentityLevel, Item};
use crate::domain::correction::NewValue;
use crate::domain::draft::Draft;
use crate::domain::form::{Answer, Judged, Shared};
use crate::domain::resident::Resident;
use crate::store::records::document_key;
use crate::store::{Order, Range, Table, Unit};

use crate::desk::person::kept_of;
use crate::desk::{Desk, DeskError, next_id, read};

impl Desk {
    /// The applicant's file brought up to date, or a new one where the item asks for a name. A form of address and a
    /// phone alone make no file: never keep more than the matter needs (`domain.md` §0.6).
    pub(super) fn keep_resident(
        &self,
        unit: &mut Unit<'_>,
        draft: &Draft,
        item: &Item,
        known: Option<Resident>,
        judged: &Judged,
    ) -> Result<Option<Resident>, DeskError> {
        let document = match judged.answers.get(Shared::IDENTITY) {
            Some(Answer::Identity(document)) => Some((**document).clone()),
            _ => None,
        };
        let now = self.now();
        let found = match (known, &document) {
            (Some(person), _) => Some(person),
            // The same document is the same person, whatever was typed as the name this time.
            (None, Some(document)) => {
                let number = document.search_number().to_string();
                self.resident_by_document(unit, &number)?
            }
            (None, None) => None,
        };
        let mut person = if let Some(person) = found {
            person
        } else {
            if item.identity < IdentityLevel::Name {
                return Ok(None);
            }
            let Some(Answer::Name(name)) = judged.answers.get(Shared::NAME) else {
                return Ok(None);
            };
            Resident {
                id: next_id(unit, "resident")?,
                name: name.clone(),
                document: None,
                phone: None,
                contact: String::new(),
                address: crate::domain::form::Address::default(),
                sex: None,
                merged_into: None,
                since: draft.opened,
                last_seen: now,
                last_item: String::new(),
                last_serial: String::new(),
                corrections: Vec::new(),
            }
        };
        let mut told = Vec::new();
        if document.is_some() {
            told.push(NewValue::Document(document));
        }
        if let Some(Answer::Phone(phone)) = judged.answers.get(Shared::PHONE) {
            told.push(NewValue::Phone(Some(phone.reveal().clone())));
        }
        if let Some(Answer::Name(contact)) = judged.answers.get(Shared::CONTACT) {
            told.push(NewValue::Contact(contact.reveal().to_string()));
        }
        if let Some(Answer::Address(address)) = judged.answers.get(Shared::ADDRESS) {
            told.push(NewValue::Address(address.clone()));
        }
        let staff = self.session().staff;
        for value in told {
            person.told_by(value, now, &staff, &draft.id);
        }
        Ok(Some(person))
    }

    pub(in crate::desk) fn resident_by_document(
        &self,
        unit: &mut Unit<'_>,
        number: &str,
    ) -> Result<Option<Resident>, DeskError> {
        let prefix = document_key(&self.secret, number);
        let keys = self.store.index(Table::Index, &Range::prefix(prefix), Order::Ascending, 4)?;
        for (_, id) in keys {
            if let Some(person) = read::<Resident>(unit, &id)?
                && person.document.as_ref().is_some_and(|d| d.search_number().as_str() == number)
            {
                return Ok(Some(kept_of(unit, person)?));
            }
        }
        Ok(None)
    }
}
