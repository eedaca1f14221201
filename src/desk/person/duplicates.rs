//! Other files that may be the same person's. Only short ranges are read: by document number, by phone, by name with birth
//! date.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::duplicate::{Likeness, OFFERED, likeness};
use crate::domain::identity::IdDocument;
use crate::domain::merge::Verdict;
use crate::domain::pinyin::phone_tokens;
use crate::domain::resident::Resident;
use crate::store::records::{birth_key, document_key};
use crate::store::{Order, Range, Table};

use crate::desk::{Desk, DeskError};

/// So many entries are looked at for one sign: more people of one phone are no duplicates but a mistyped default.
const LOOKED_AT: usize = 40;
/// So many are offered.
const OFFERS: usize = 5;

/// Another file that may be the same person's.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The other file.
    pub other: Resident,
    /// What speaks for it.
    pub likeness: Likeness,
}

impl Desk {
    /// Files like this person's that nobody said anything about yet.
    pub(super) fn duplicates_of(
        &self,
        person: &Resident,
        files: &[String],
    ) -> Result<Vec<Duplicate>, DeskError> {
        let mut ids: BTreeSet<String> = BTreeSet::new();
        let mut keys = Vec::new();
        if let Some(document) = &person.document {
            keys.push(document_key(&self.secret, document.search_number().as_str()));
        }
        if let Some(birth) = person.document.as_ref().and_then(IdDocument::birth) {
            keys.push(birth_key(&self.secret, person.name.reveal(), birth));
        }
        for key in keys {
            let found = self.store.index(Table::Index, &Range::prefix(key), Order::Ascending, LOOKED_AT)?;
            ids.extend(found.into_iter().map(|(_, id)| id));
        }
        if let Some(phone) = &person.phone {
            // The longest token is the whole number; the tail alone says little.
            let whole = phone_tokens(phone.reveal()).into_iter().max_by_key(String::len);
            if let Some(token) = whole {
                ids.extend(self.token(&token, LOOKED_AT)?);
            }
        }
        let apart = self.said_apart(files)?;
        let mut offers: Vec<Duplicate> = Vec::new();
        for id in ids {
            let Some(other) = self.kept(&id)? else { continue };
            let known = files.contains(&other.id)
                || apart.contains(&other.id)
                || offers.iter().any(|offer| offer.other.id == other.id);
            if known {
                continue;
            }
            let likeness = likeness(person, &other);
            if likeness.score >= OFFERED {
                offers.push(Duplicate { other, likeness });
            }
        }
        offers.sort_by_key(|offer| (Reverse(offer.likeness.score), offer.other.id.clone()));
        offers.truncate(OFFERS);
        Ok(offers)
    }

    /// Files of which a worker said that they are somebody else's, and the files those were merged into.
    fn said_apart(&self, files: &[String]) -> Result<BTreeSet<String>, DeskError> {
        let mut apart = BTreeSet::new();
        for file in files {
            for merge in self.merges_of(file)? {
                if merge.verdict == Verdict::Apart && merge.stands() {
                    let other = if merge.kept == *file { merge.merged } else { merge.kept };
                    apart.extend(self.kept(&other)?.map(|person| person.id));
                }
            }
        }
        Ok(apart)
    }
}
