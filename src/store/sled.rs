//! The embedded engine: journal first, sled behind it.
//!
//! A commit is acknowledged when its journal line is on disk. Its changes, worked out meanwhile ([`deriving`]), wait in
//! memory ([`layers`]) until the keeper thread hands them to sled; checkpoints make sled durable. What a stop in between
//! leaves undone, the next open does from the journal.

mod backup;
mod base;
mod check;
mod core;
mod deriving;
mod folder;
mod keeper;
mod layers;
mod open;
mod recovery;
mod reindex;
mod replay;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, RwLock};

pub use self::backup::Backup;
pub use self::check::CheckReport;
use self::core::{Behind, Core};
use self::deriving::Deriving;
use self::folder::Folder;
pub use self::folder::store_key;
use self::keeper::Keeper;
pub use self::recovery::{Rebuilt, Recovery};
use super::engine::{Batch, Deriver, Engine, Line, Order, Page, Range, Table, Versioned};
use super::error::StoreError;
use super::journal::SEGMENT_BYTES;
use super::journal::walk::{Mark, Step, Walk};
use super::stage::View;

#[derive(Debug, Clone)]
pub struct Options {
    /// Memory sled may use as cache, in bytes.
    pub cache_bytes: u64,
    /// A checkpoint follows after so many commits (or a minute after the first one since the last).
    pub checkpoint_every: u64,
    /// A journal segment is closed when it has reached this size in bytes.
    pub segment_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { cache_bytes: 64 * 1024 * 1024, checkpoint_every: 1000, segment_bytes: SEGMENT_BYTES }
    }
}

/// The store in a folder, for one process at a time.
pub struct SledEngine {
    core: Arc<Core>,
    keeper: Option<Keeper>,
}

impl SledEngine {
    /// Opens (or makes) the store in `root` and brings it back to its last acknowledged commit, whatever happened.
    ///
    /// May take seconds after damage: call it off the drawing thread, and tell the desk what [`Recovery`] says.
    /// A second process gets [`StoreError::Held`] after two seconds. On a full disk a sound sled opens for reading
    /// (commits answer [`StoreError::NotSaved`]); one that must be made anew gives [`StoreError::Io`] of the kind
    /// `StorageFull` until there is room. Nothing is lost by it.
    pub fn open(
        root: &Path,
        deriver: Arc<dyn Deriver>,
        options: Options,
    ) -> Result<(Self, Recovery), StoreError> {
        let folder = Folder::open(root)?;
        let key = store_key(root)?;
        // Enough of a hash to notice another key, and nothing of the key itself.
        let identity = blake3::derive_key("quanke store identity", &key);
        let identity = identity.get(..8).unwrap_or_default();
        let opened = open::open(&folder, deriver.as_ref(), identity, &options)?;
        let full = opened.full;
        let behind = Behind {
            broken: false,
            applied: opened.applied,
            mark: opened.layers.mark.clone(),
            checkpoint: opened.checkpoint,
            wants_backup: opened.wants_backup,
        };
        let core = Arc::new(Core {
            deriving: Deriving::start(Arc::clone(&deriver))?,
            deriver,
            options,
            layers: RwLock::new(opened.layers),
            journal: Mutex::new(opened.journal),
            behind: Mutex::new(behind),
            trouble: Mutex::default(),
            signal: keeper::Signal::default(),
            age: AtomicU64::default(),
            full: AtomicBool::new(full),
            folder,
        });
        if full {
            core.signal.work();
        } else if opened.wants_backup || opened.recovery.replayed > 0 || opened.recovery.reindexed {
            // Should it fail, nothing is lost and the keeper tries again.
            core.note(&core.checkpoint());
            core.signal.work();
        }
        let keeper = Keeper::start(Arc::clone(&core))?;
        Ok((Self { core, keeper: Some(keeper) }, opened.recovery))
    }

    /// Makes sled durable now. Commits go on meanwhile.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.core.checkpoint()
    }

    /// Writes `backup/<seq>.jsonl` with every record, as of one moment, and keeps the newest seven backups.
    /// Commits go on meanwhile. `progress` hears how many records are written.
    pub fn backup(&self, progress: &mut dyn FnMut(u64)) -> Result<Backup, StoreError> {
        self.core.backup(progress)
    }

    /// Walks the whole journal and compares it with every record and index entry. Commits go on meanwhile.
    /// `progress` hears how many lines are read.
    pub fn check(&self, progress: &mut dyn FnMut(u64)) -> Result<CheckReport, StoreError> {
        self.core.check(progress)
    }

    /// What the keeper thread could not do lately (hand changes to sled, make a checkpoint). Nothing is lost by it:
    /// the journal has every commit, and the keeper tries again.
    pub fn trouble(&self) -> Option<String> {
        self.core.trouble.lock().ok().and_then(|now| now.clone())
    }

    /// Lets the next open make sled anew from the newest backup and the journal: after a check with problems, or to
    /// get back the space that rewriting takes (make a backup first, then it is quick).
    pub fn rebuild_at_next_open(&self, why: &str) -> Result<(), StoreError> {
        self.core.folder.suspect(why)
    }

    pub fn root(&self) -> PathBuf {
        self.core.folder.root().to_owned()
    }

    /// Stops the keeper and makes a last checkpoint. Dropping does the same without telling errors.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.stop()
    }

    fn stop(&mut self) -> Result<(), StoreError> {
        match self.keeper.take() {
            Some(keeper) => {
                keeper.stop();
                self.core.checkpoint()
            }
            None => Ok(()),
        }
    }
}

impl Drop for SledEngine {
    fn drop(&mut self) {
        // Nothing is lost without the checkpoint: the next open replays the journal.
        let _next_open_replays = self.stop();
    }
}

impl Engine for SledEngine {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Versioned>, StoreError> {
        let full = table.full_key(key);
        self.core.tended(|| {
            let layers = self.core.layers.read().map_err(|_| StoreError::Broken)?;
            layers.look(&full)
        })
    }

    fn page(&self, table: Table, range: &Range, order: Order, limit: usize) -> Result<Page, StoreError> {
        let Some(bounds) = range.stored(table) else {
            return Ok(Page::default());
        };
        self.core.tended(|| {
            let layers = self.core.layers.read().map_err(|_| StoreError::Broken)?;
            layers.page(&bounds, order, limit)
        })
    }

    fn commit(&self, batch: Batch) -> Result<u64, StoreError> {
        batch.validate()?;
        self.core.admit()?;
        let batch = Arc::new(batch);
        let (seq, waiting) = self.core.tended(|| self.core.write(&batch))?;
        self.core.after_commit(waiting);
        Ok(seq)
    }

    fn last_seq(&self) -> Result<u64, StoreError> {
        let layers = self.core.layers.read().map_err(|_| StoreError::Broken)?;
        Ok(layers.seq)
    }

    fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError> {
        // Only lines up to the last commit that readers see: what follows may be half written.
        let until = self.last_seq()?;
        let dir = self.core.folder.journal();
        let near = {
            let journal = self.core.journal.lock().map_err(|_| StoreError::Broken)?;
            journal.near(after.saturating_add(1))
        };
        let walk = || match &near {
            Some(mark) => Walk::at(&dir, mark),
            None => Walk::start(&dir).map(Some),
        };
        let mut passed = Vec::new();
        let mut page = Vec::new();
        let mut reader = walk()?.ok_or_else(|| lost_mark(near.as_ref()))?;
        let mut last = 0;
        while page.len() < limit && last < until {
            match reader.next()? {
                None => break,
                Some(Step::Bad { .. }) => {}
                Some(Step::Line { read, place, .. }) => {
                    let seq = read.line.seq;
                    if seq > until {
                        break;
                    }
                    last = seq;
                    passed.push(Mark { seq, segment: place.segment, offset: place.offset, hash: read.hash });
                    if seq > after {
                        page.push(read.line);
                    }
                }
            }
        }
        let mut journal = self.core.journal.lock().map_err(|_| StoreError::Broken)?;
        journal.remember(passed);
        Ok(page)
    }
}

fn lost_mark(mark: Option<&Mark>) -> StoreError {
    let place = mark.map_or_else(String::new, |mark| format!("journal/{:06}.jsonl", mark.segment));
    StoreError::corrupt(place, "a line is no longer where it was written")
}
