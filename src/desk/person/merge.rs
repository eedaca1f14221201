//! 合并、不是同一人, and taking either back.

use crate::domain::merge::{Merge, MergeRefusal, TakenBack, Verdict, fills};
use crate::domain::resident::Resident;
use crate::store::records::index;
use crate::store::{Order, Range, Table, Unit, index_key};

use super::FILES;
use crate::desk::{Desk, DeskError, next_id, read};

impl Desk {
    /// Merges a file into another: it stays as it was and points to the one kept. Lines the kept one lacks are taken over
    /// and noted with the decision. Both must be kept files; a reason is needed.
    pub fn merge(&self, kept: &str, merged: &str, reason: &str) -> Result<Merge, DeskError> {
        self.decide(kept, merged, reason, Verdict::Same)
    }

    /// 不是同一人: the two are not offered to be merged again.
    pub fn keep_apart(&self, one: &str, other: &str, reason: &str) -> Result<Merge, DeskError> {
        self.decide(one, other, reason, Verdict::Apart)
    }

    fn decide(&self, kept: &str, merged: &str, reason: &str, verdict: Verdict) -> Result<Merge, DeskError> {
        if kept == merged {
            return Err(MergeRefusal::SameFile.into());
        }
        let reason = reasoned(reason)?;
        let action = match verdict {
            Verdict::Same => "merge residents",
            Verdict::Apart => "keep residents apart",
        };
        self.commit(action, |unit| {
            let (mut into, mut from) = (file(unit, kept)?, file(unit, merged)?);
            if into.merged_into.is_some() || from.merged_into.is_some() {
                return Err(MergeRefusal::MergedAlready.into());
            }
            let mut merge = Merge {
                id: next_id(unit, "merge")?,
                kept: kept.to_owned(),
                merged: merged.to_owned(),
                verdict,
                stamp: self.stamp(),
                reason: reason.clone(),
                filled: Vec::new(),
                undone: None,
            };
            if verdict == Verdict::Same {
                merge.filled = fills(&into, &from);
                for change in &merge.filled {
                    into.filled(change);
                }
                from.merged_into = Some(kept.to_owned());
                unit.put(&into)?;
                unit.put(&from)?;
            }
            unit.put(&merge)?;
            Ok((merge, kept.to_owned()))
        })
    }

    /// Takes a decision back: both files are what they were, whatever was done under either since.
    pub fn undo_merge(&self, id: &str, reason: &str) -> Result<Merge, DeskError> {
        let reason = reasoned(reason)?;
        self.commit("undo merge", |unit| {
            let unknown = || DeskError::Unknown { what: "merge", key: id.to_owned() };
            let mut merge = read::<Merge>(unit, id)?.ok_or_else(unknown)?;
            if !merge.stands() {
                return Err(MergeRefusal::TakenBackAlready.into());
            }
            if merge.verdict == Verdict::Same {
                let (mut into, mut from) = (file(unit, &merge.kept)?, file(unit, &merge.merged)?);
                for change in &merge.filled {
                    into.emptied(change);
                }
                from.merged_into = None;
                unit.put(&into)?;
                unit.put(&from)?;
            }
            merge.undone = Some(TakenBack { stamp: self.stamp(), reason: reason.clone() });
            unit.put(&merge)?;
            let subject = merge.kept.clone();
            Ok((merge, subject))
        })
    }

    /// Every decision about a file, oldest first, taken back or not.
    pub fn merges_of(&self, file: &str) -> Result<Vec<Merge>, DeskError> {
        let range = Range::prefix(index_key(index::MERGE_RESIDENT, &[file.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Ascending, FILES)?;
        self.load(keys.into_iter().map(|(_, id)| id))
    }
}

fn file(unit: &mut Unit<'_>, id: &str) -> Result<Resident, DeskError> {
    read::<Resident>(unit, id)?.ok_or_else(|| DeskError::Unknown { what: "resident", key: id.to_owned() })
}

fn reasoned(reason: &str) -> Result<String, MergeRefusal> {
    let reason = reason.trim();
    if reason.is_empty() { Err(MergeRefusal::NoReason) } else { Ok(reason.to_owned()) }
}
