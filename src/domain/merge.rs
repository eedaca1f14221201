//! 合并: two files of one person. Nothing is moved: the merged file stays as it was and points to the one kept; taking it
//! back makes them two again.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::booking::Stamp;
use super::correction::Change;
use super::resident::Resident;

/// What was decided of two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One person: merged.
    Same,
    /// 不是同一人: not offered again.
    Apart,
}

/// A decision taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// When and by whom.
    pub stamp: Stamp,
    /// Why.
    pub reason: String,
}

/// One decision on two files. It stays on record when it is taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// Ten digits, in order.
    pub id: String,
    /// The file that is kept.
    pub kept: String,
    /// The file that points to it.
    pub merged: String,
    /// What was decided.
    pub verdict: Verdict,
    /// When and by whom.
    pub stamp: Stamp,
    /// Why.
    pub reason: String,
    /// Lines the kept file lacked and took over. They go back with the merge while they still say the same.
    #[serde(default)]
    pub filled: Vec<Change>,
    /// It was taken back.
    #[serde(default)]
    pub undone: Option<TakenBack>,
}

impl Merge {
    /// The moment it was decided.
    pub fn at(&self) -> DateTime<FixedOffset> {
        self.stamp.at
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.undone.is_none()
    }
}

/// Why two files cannot be merged, or not be made two again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    /// They are one file.
    #[error("one and the same file")]
    SameFile,
    /// One of them is merged into another already.
    #[error("merged already")]
    MergedAlready,
    /// It was taken back already.
    #[error("taken back already")]
    TakenBackAlready,
    /// Why must be said.
    #[error("reason missing")]
    NoReason,
}

/// The lines a kept file lacks and the merged one has.
pub fn fills(kept: &Resident, merged: &Resident) -> Vec<Change> {
    let mut changes = Vec::new();
    if kept.document.is_none() && merged.document.is_some() {
        changes.push(Change::Document { before: None, after: merged.document.clone() });
    }
    if kept.phone.is_none() && merged.phone.is_some() {
        changes.push(Change::Phone { before: None, after: merged.phone.clone() });
    }
    if kept.contact.is_empty() && !merged.contact.is_empty() {
        changes.push(Change::Contact { before: String::new(), after: merged.contact.clone() });
    }
    if kept.address.line.is_empty() && !merged.address.line.is_empty() {
        changes.push(Change::Address { before: kept.address.clone(), after: merged.address.clone() });
    }
    if kept.sex.is_none() && merged.sex.is_some() {
        changes.push(Change::Sex { before: None, after: merged.sex });
    }
    changes
}
