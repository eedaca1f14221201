//! Whether somebody in a file is on file already: by the document, then by name and phone.

use std::collections::BTreeSet;

use crate::desk::{Desk, DeskError};
use crate::domain::identity::IdDocument;
use crate::domain::imported::{OldRow, Person, RowFault};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::pinyin::phone_tokens;
use crate::domain::resident::Resident;
use crate::store::records::document_key;
use crate::store::{Order, Range, Table};

use super::RowError;

/// People who share a phone, at most: a household, a home for the aged.
const SHARING: usize = 200;

/// What somebody is looked for by.
pub(super) struct Whose<'a> {
    name: Option<&'a PersonName>,
    document: Option<&'a IdDocument>,
    phone: Option<&'a Phone>,
}

impl<'a> Whose<'a> {
    pub fn of_person(person: &'a Person) -> Self {
        let (document, phone) = (person.document.as_ref(), person.phone.as_ref());
        Self { name: Some(&person.name), document, phone }
    }

    pub fn of_old(row: &'a OldRow) -> Self {
        Self { name: row.name.as_ref(), document: row.document.as_ref(), phone: row.phone.as_ref() }
    }
}

impl Desk {
    /// The file that fits, and whether the document told. It may be one that was merged into another.
    fn file_of(&self, whose: &Whose<'_>) -> Result<Option<(Resident, bool)>, DeskError> {
        if let Some(document) = whose.document {
            let number = document.search_number();
            let prefix = document_key(&self.secret, number.as_str());
            for (_, id) in self.store.index(Table::Index, &Range::prefix(prefix), Order::Ascending, 4)? {
                let known = self.store.get::<Resident>(&id)?.map(|stored| stored.value);
                let same = |known: &Resident| {
                    known.document.as_ref().is_some_and(|held| held.search_number() == number)
                };
                if let Some(known) = known.filter(same) {
                    return Ok(Some((known, true)));
                }
            }
        }
        let (Some(name), Some(phone)) = (whose.name, whose.phone) else { return Ok(None) };
        let mut seen = BTreeSet::new();
        // The longest token is the whole number; the tail is shared by many.
        let token = phone_tokens(phone).into_iter().max_by_key(String::len);
        for id in token.map(|token| self.token(&token, SHARING)).transpose()?.unwrap_or_default() {
            if !seen.insert(id.clone()) {
                continue;
            }
            let known = self.store.get::<Resident>(&id)?.map(|stored| stored.value);
            let same = |known: &Resident| {
                known.name.reveal() == name && known.phone.as_ref().is_some_and(|held| held.reveal() == phone)
            };
            if let Some(known) = known.filter(same) {
                return Ok(Some((known, false)));
            }
        }
        Ok(None)
    }

    /// The person on file, by the file that is kept.
    pub(super) fn person_of_row(&self, whose: &Whose<'_>) -> Result<Option<String>, DeskError> {
        let Some((file, _)) = self.file_of(whose)? else { return Ok(None) };
        Ok(self.kept(&file.id)?.map(|kept| kept.id))
    }

    /// Refuses somebody who is on file, and somebody who has the name and phone of another.
    pub(super) fn not_on_file(&self, whose: &Whose<'_>) -> Result<(), RowError> {
        let Some((known, by_document)) = self.file_of(whose)? else { return Ok(()) };
        let resident = self.kept(&known.id)?.map_or_else(|| known.id.clone(), |kept| kept.id);
        let other = match (whose.document, &known.document) {
            (Some(ours), Some(theirs)) => ours.search_number() != theirs.search_number(),
            _ => false,
        };
        Err(RowError::Fault(if other {
            RowFault::OtherDocument { resident }
        } else {
            RowFault::OnFile { resident, by_document }
        }))
    }
}
