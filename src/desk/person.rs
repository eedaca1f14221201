//! One page for a person: who it is, everything ever done, which other files may be theirs.
//!
//! A merged file stays as it was, with everything that stands under its id; it only points to the one kept. So whoever
//! reads a person reads all their files, and a merge that is taken back leaves two as before.

mod correct;
mod deeds;
mod duplicates;
mod merge;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use crate::domain::merge::Merge;
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::store::records::index;
use crate::store::{Order, Range, StoreError, Table, Unit, index_key};

use super::{Desk, DeskError, read};

pub use deeds::{Deed, Deeds, Done, MatterDeed, OfItem, PaperOf, VisitDeed};
pub use duplicates::Duplicate;

/// Nobody has more files than this: a bound, so that no range is read without an end.
const FILES: usize = 200;

/// A file that was merged into the one shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// As it was.
    pub file: Resident,
    /// The decision.
    pub merge: Merge,
}

/// Who a page is about.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonFile {
    /// The file that is kept.
    pub person: Resident,
    /// The last time they came, under any of their files.
    pub last_seen: DateTime<FixedOffset>,
    /// The files merged into it, directly or by way of another.
    pub merged: Vec<Merged>,
    /// Other files that may be theirs, the likeliest first.
    pub duplicates: Vec<Duplicate>,
    /// Their visit that is going on.
    pub visit: Option<Visit>,
}

impl Desk {
    /// The file a person is known by: their own, or the one it was merged into. None where there is no such file.
    pub fn kept(&self, id: &str) -> Result<Option<Resident>, DeskError> {
        Ok(follow(id, |id| Ok(self.store.get::<Resident>(id)?.map(|stored| stored.value)))?)
    }

    /// Ids of all files of the person with this file, the kept one first.
    pub fn files_of(&self, id: &str) -> Result<Vec<String>, DeskError> {
        let kept = self.kept(id)?.map_or_else(|| id.to_owned(), |person| person.id);
        let mut files = vec![kept];
        let mut at = 0;
        while let Some(file) = files.get(at) {
            let range = Range::prefix(index_key(index::RESIDENT_MERGED, &[file.as_bytes()]));
            let below = self.store.index(Table::Index, &range, Order::Ascending, FILES)?;
            for (_, id) in below {
                if !files.contains(&id) {
                    files.push(id);
                }
            }
            at += 1;
        }
        Ok(files)
    }

    /// Who somebody is: the kept file, what was merged into it, what may be theirs too.
    pub fn person(&self, id: &str) -> Result<PersonFile, DeskError> {
        let person = self.resident(id)?;
        let files = self.files_of(&person.id)?;
        let mut merged = Vec::new();
        let mut last_seen = person.last_seen;
        for file in files.iter().skip(1) {
            let Some(file) = self.store.get::<Resident>(file)?.map(|stored| stored.value) else { continue };
            last_seen = last_seen.max(file.last_seen);
            // The newest decision that stands is the one the file points by.
            let merge = self.merges_of(&file.id)?.into_iter().rev().find(|merge| {
                merge.stands() && merge.merged == file.id && Some(&merge.kept) == file.merged_into.as_ref()
            });
            merged.extend(merge.map(|merge| Merged { file, merge }));
        }
        let duplicates = self.duplicates_of(&person, &files)?;
        let mine = |visit: &Visit| visit.resident.as_ref().is_some_and(|id| files.contains(id));
        let visit = self.open_visits()?.into_iter().find(mine);
        Ok(PersonFile { person, last_seen, merged, duplicates, visit })
    }
}

/// Follows the pointers of merged files to the one that is kept.
fn follow(
    id: &str,
    mut file: impl FnMut(&str) -> Result<Option<Resident>, StoreError>,
) -> Result<Option<Resident>, StoreError> {
    let Some(mut person) = file(id)? else { return Ok(None) };
    let mut passed = BTreeSet::new();
    while let Some(kept) = person.merged_into.clone() {
        // Merges are between kept files only, so there is no way round; a store that has one is read all the same.
        if !passed.insert(person.id.clone()) {
            break;
        }
        match file(&kept)? {
            Some(next) => person = next,
            None => break,
        }
    }
    Ok(Some(person))
}

/// The file a person is known by, as this unit sees it.
pub(super) fn kept_in(unit: &mut Unit<'_>, id: &str) -> Result<Option<Resident>, StoreError> {
    follow(id, |id| read::<Resident>(unit, id))
}

/// The same of a file in hand.
pub(super) fn kept_of(unit: &mut Unit<'_>, person: Resident) -> Result<Resident, StoreError> {
    match &person.merged_into {
        Some(kept) => Ok(kept_in(unit, kept)?.unwrap_or(person)),
        None => Ok(person),
    }
}
