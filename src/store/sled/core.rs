//! What the engine and its keeper share, and how sled is brought up to date.

use std::sync::{Mutex, MutexGuard, RwLock};

use super::Options;
use super::folder::{Checkpoint, Folder};
use super::keeper::Signal;
use super::layers::{Layers, apply};
use super::open::{open_sled, replay, sync_sled};
use crate::store::engine::Deriver;
use crate::store::error::StoreError;
use crate::store::journal::Journal;
use crate::store::journal::walk::Mark;
use std::sync::Arc;

/// Waiting changes above this size are handed to sled by the writer itself.
const MUCH: usize = 16 * 1024 * 1024;

/// Locks are taken in the order `behind`, `journal`, `layers`; a writer, which has `journal`, only tries `behind`.
pub(super) struct Core {
    pub deriver: Arc<dyn Deriver>,
    pub options: Options,
    pub layers: RwLock<Layers>,
    pub journal: Mutex<Journal>,
    pub behind: Mutex<Behind>,
    pub trouble: Mutex<Option<String>>,
    pub signal: Signal,
    /// Last, so that the lock goes after sled.
    pub folder: Folder,
}

/// How far sled is. Who holds its lock is the only one who writes to sled.
pub(super) struct Behind {
    /// The last commit that sled has.
    pub applied: u64,
    pub mark: Option<Mark>,
    /// The last commit that sled has on disk.
    pub checkpoint: u64,
}

impl Core {
    /// Passes an answer on; when it tells of damage in sled, the next open will rebuild it.
    pub fn watched<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        let damage = match &answer {
            Err(StoreError::Corrupt { place, .. }) => place == "sled",
            Err(StoreError::Sled(error)) => {
                matches!(error, ::sled::Error::Corruption { .. } | ::sled::Error::ReportableBug(_))
            }
            _ => false,
        };
        if let (true, Err(error)) = (damage, &answer) {
            self.folder.suspect(&error.to_string())?;
        }
        answer
    }

    pub fn after_commit(&self, waiting: usize) {
        if waiting > MUCH
            && let Ok(mut behind) = self.behind.try_lock()
        {
            let done = self.drain(&mut behind);
            self.note(&done);
        }
        self.signal.work();
    }

    /// Keeps the last trouble, or that it is over.
    pub fn note<T>(&self, done: &Result<T, StoreError>) {
        if let Ok(mut trouble) = self.trouble.lock() {
            *trouble = done.as_ref().err().map(ToString::to_string);
        }
    }

    pub fn behind(&self) -> Result<MutexGuard<'_, Behind>, StoreError> {
        self.behind.lock().map_err(|_| StoreError::Broken)
    }

    /// Hands every waiting change to sled.
    pub fn drain(&self, behind: &mut Behind) -> Result<(), StoreError> {
        let (frozen, db) = {
            let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
            let Some(frozen) = layers.freeze() else {
                return Ok(());
            };
            (frozen, layers.db()?.clone())
        };
        self.watched(apply(&db, &frozen))?;
        let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
        layers.thaw();
        behind.applied = frozen.seq;
        behind.mark.clone_from(&frozen.mark);
        Ok(())
    }

    /// Brings sled up to date and makes it durable.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        let mut behind = self.behind()?;
        self.checkpoint_with(&mut behind)
    }

    pub fn checkpoint_with(&self, behind: &mut Behind) -> Result<(), StoreError> {
        self.drain(behind)?;
        if behind.checkpoint == behind.applied {
            return Ok(());
        }
        let db = {
            let layers = self.layers.read().map_err(|_| StoreError::Broken)?;
            layers.db()?.clone()
        };
        self.watched(sync_sled(&db, &self.folder))?;
        self.folder.write_checkpoint(&Checkpoint { seq: behind.applied, mark: behind.mark.clone() })?;
        behind.checkpoint = behind.applied;
        Ok(())
    }

    /// Opens sled again after it failed: it answers every later write with its first error, a full disk's too.
    /// Everything since the checkpoint comes from the journal once more.
    pub fn revive(&self, behind: &mut Behind) -> Result<(), StoreError> {
        self.ask_for_room()?;
        let journal = self.journal.lock().map_err(|_| StoreError::Broken)?;
        let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
        layers.db = None;
        let db = open_sled(&self.folder, &self.options)?;
        layers.db = Some(db);
        layers.clear();
        let point = self.folder.checkpoint();
        let near = point.as_ref().and_then(|point| point.mark.as_ref());
        let from = point.as_ref().map_or(0, |point| point.seq);
        let dir = self.folder.journal();
        let (seq, mark) = (layers.seq, layers.mark.clone());
        replay(&mut layers, self.deriver.as_ref(), &dir, near, from, journal.seq())?;
        layers.seq = seq;
        layers.mark.clone_from(&mark);
        layers.settle()?;
        behind.applied = seq;
        behind.mark = mark;
        Ok(())
    }

    /// sled cannot even open on a full disk; so it is not closed before there is room.
    fn ask_for_room(&self) -> Result<(), StoreError> {
        let doing = || StoreError::io("find room for sled");
        let mut file = tempfile::tempfile_in(self.folder.root()).map_err(doing())?;
        std::io::Write::write_all(&mut file, &vec![1; 2 * 1024 * 1024]).map_err(doing())?;
        file.sync_all().map_err(doing())
    }
}
