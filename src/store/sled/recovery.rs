//! What opening tells the desk.

use std::path::PathBuf;

/// What opening a store found and did. Anything but the default is worth telling the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The store is new.
    pub created: bool,
    /// Journal lines applied to sled again.
    pub replayed: u64,
    /// The end of the journal was torn by a power cut; its bytes lie in `journal/torn-….bin`.
    pub torn: bool,
    /// Complete lines at the journal's end that were damaged too and moved to the same file.
    pub lost_lines: u64,
    /// sled was set aside and made anew.
    pub rebuilt: Option<Rebuilt>,
    /// The journal's lines up to this sequence (some or all) were gone, so its chain began anew after it.
    pub restarted_after: Option<u64>,
    /// Commits (first and last sequence) that could be found nowhere.
    pub missing: Vec<(u64, u64)>,
    /// Every index entry was derived anew, since the deriver or the key changed.
    pub reindexed: bool,
    /// Sequence and subject of the last commit.
    pub last: Option<(u64, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    pub reason: String,
    /// The sequence of the backup it began with.
    pub from_backup: Option<u64>,
    /// Journal lines applied after that.
    pub lines: u64,
    /// Where the old sled folder lies now.
    pub set_aside: Option<PathBuf>,
}
