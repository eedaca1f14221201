//! What the engine and its keeper share, and how sled is brought up to date.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

use super::Options;
use super::base::{open_sled, sync_sled};
use super::deriving::Deriving;
use super::folder::{Checkpoint, Folder};
use super::keeper::Signal;
use super::layers::{Layers, apply};
use super::replay::replay;
use crate::store::engine::{Batch, Deriver};
use crate::store::error::StoreError;
use crate::store::journal::Journal;
use crate::store::journal::walk::Mark;
use crate::store::stage::{AsSeen, before, check_expects};

/// Waiting changes above this size are handed to sled by the writer itself.
const MUCH: usize = 16 * 1024 * 1024;

/// Locks are taken in the order `behind`, `journal`, `layers`; a writer, which has `journal`, only tries `behind`.
pub(super) struct Core {
    pub deriver: Arc<dyn Deriver>,
    pub deriving: Deriving,
    pub options: Options,
    pub layers: RwLock<Layers>,
    pub journal: Mutex<Journal>,
    pub behind: Mutex<Behind>,
    pub trouble: Mutex<Option<String>>,
    pub signal: Signal,
    /// There is no room: sled is read and not written, and commits are refused, so that what the reserve gave back
    /// stays sled's. Changed by who holds `behind` only.
    pub full: AtomicBool,
    /// How often sled was opened again.
    pub age: AtomicU64,
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
    /// The journal's chain began anew: a backup must hold what its lost lines said before the next checkpoint,
    /// which marks the restart even if it names the same commit.
    pub wants_backup: bool,
    /// sled must be opened again before it is used.
    pub broken: bool,
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

    /// On a full disk: [`StoreError::NotSaved`], unless there is room again.
    pub fn admit(&self) -> Result<(), StoreError> {
        if !self.full.load(Ordering::Acquire) {
            return Ok(());
        }
        let _behind = self.behind()?;
        self.regain().map_err(|error| match error {
            StoreError::Io { source, .. } => StoreError::NotSaved(source),
            other => other,
        })
    }

    /// Journal, then what readers see; gives the sequence and how many bytes wait for sled.
    pub fn write(&self, batch: &Arc<Batch>) -> Result<(u64, usize), StoreError> {
        let mut journal = self.journal.lock().map_err(|_| StoreError::Broken)?;
        let seq = journal.seq() + 1;
        let before = {
            let layers = self.layers.read().map_err(|_| StoreError::Broken)?;
            // Unless nothing was committed since the writer began to read.
            if batch.since != Some(seq - 1) {
                check_expects(&*layers, &batch.expects)?;
            }
            before(&AsSeen { seen: &batch.expects, view: &*layers }, &batch.writes)?
        };
        let following = self.deriving.begin(seq, batch, before)?;
        let changes = journal.append(&batch.entry, &batch.writes, || following.wait())?;
        let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
        layers.absorb(seq, journal.mark().cloned(), changes);
        Ok((seq, layers.waiting_bytes()))
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

    /// Runs a job that reads sled; after an input or output error sled is opened again and the job gets one more
    /// try.
    pub fn tended<T>(&self, job: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let age = self.age.load(Ordering::Acquire);
        let first = self.watched(job());
        if !matches!(first, Err(StoreError::Sled(::sled::Error::Io(_)))) {
            return first;
        }
        let mut behind = self.behind()?;
        if self.age.load(Ordering::Acquire) == age {
            self.revive(&mut behind)?;
        }
        drop(behind);
        self.watched(job())
    }

    /// Hands every waiting change to sled.
    pub fn drain(&self, behind: &mut Behind) -> Result<(), StoreError> {
        if behind.broken {
            self.revive(behind)?;
        }
        self.regain()?;
        let (frozen, db) = {
            let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
            let Some(frozen) = layers.freeze() else {
                return Ok(());
            };
            (frozen, layers.db()?.clone())
        };
        let applied = self.watched(apply(&db, &frozen));
        drop(db);
        if applied.is_err() {
            self.revive(behind)?;
            return applied;
        }
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
        if behind.wants_backup {
            self.backup_with(behind, &mut |_| {})?;
        } else if behind.checkpoint == behind.applied {
            return Ok(());
        }
        let db = {
            let layers = self.layers.read().map_err(|_| StoreError::Broken)?;
            layers.db()?.clone()
        };
        let synced = self.watched(sync_sled(&db, &self.folder));
        drop(db);
        if synced.is_err() {
            self.revive(behind)?;
            return synced;
        }
        self.folder.write_checkpoint(&Checkpoint { seq: behind.applied, mark: behind.mark.clone() })?;
        behind.checkpoint = behind.applied;
        behind.wants_backup = false;
        Ok(())
    }

    /// Opens sled again after it failed: it meets every later write, and many a read, with its first error.
    /// Everything since the checkpoint comes from the journal once more.
    ///
    /// On a full disk the reserve lets sled open; then it is only read until there is room.
    fn revive(&self, behind: &mut Behind) -> Result<(), StoreError> {
        behind.broken = true;
        let journal = self.journal.lock().map_err(|_| StoreError::Broken)?;
        let mut layers = self.layers.write().map_err(|_| StoreError::Broken)?;
        if !self.has_room() {
            self.full.store(true, Ordering::Release);
            self.folder.spend_reserve();
        }
        layers.db = None;
        layers.db = Some(open_sled(&self.folder, &self.options)?);
        layers.clear();
        let point = self.folder.checkpoint();
        let near = point.as_ref().and_then(|point| point.mark.as_ref());
        let from = point.as_ref().map_or(0, |point| point.seq);
        let dir = self.folder.journal();
        let (seq, mark) = (layers.seq, layers.mark.clone());
        let rules = self.deriver.as_ref();
        replay(&mut layers, rules, &dir, near, from, journal.seq(), None)?;
        layers.seq = seq;
        layers.mark = mark;
        behind.broken = false;
        self.age.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Room for what sled may write when it opens.
    fn has_room(&self) -> bool {
        tempfile::tempfile_in(self.folder.root()).is_ok_and(|mut file| {
            std::io::Write::write_all(&mut file, &vec![1; 2 * 1024 * 1024])
                .and_then(|()| file.sync_all())
                .is_ok()
        })
    }

    /// Out of trouble once the reserve could be made again.
    fn regain(&self) -> Result<(), StoreError> {
        if !self.full.load(Ordering::Acquire) {
            return Ok(());
        }
        // Writers wait meanwhile, or the attempt itself could take the room a commit needs.
        let journal = self.journal.lock().map_err(|_| StoreError::Broken)?;
        self.folder.keep_reserve().map_err(StoreError::io("find room for sled"))?;
        if !self.has_room() {
            // The reserve took the last of it: what it gave sled must stay sled's.
            self.folder.spend_reserve();
            let none = std::io::ErrorKind::StorageFull.into();
            return Err(StoreError::io("find room for sled")(none));
        }
        drop(journal);
        self.full.store(false, Ordering::Release);
        Ok(())
    }
}
