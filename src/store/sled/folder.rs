//! The store's folder: names, the lock, the key, the checkpoint, and what is set aside.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::journal::disk::{replace, sync_dir};
use crate::store::journal::walk::Mark;

/// How long a second process waits for the first to end.
const PATIENCE: Duration = Duration::from_secs(2);
/// Room kept for the day the disk is full: sled needs some even to open.
const RESERVE: usize = 8 * 1024 * 1024;
/// How many folders that were set aside are kept.
const KEEP_ASIDE: usize = 2;

pub(crate) struct Folder {
    root: PathBuf,
    /// Held as long as the store is open.
    lock: File,
}

/// Up to where sled is known to be on disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    pub seq: u64,
    /// Where the line of `seq` stands; absent right after a chain restart.
    pub mark: Option<Mark>,
}

/// The 32 random bytes of a store, made once (0600 on Unix). The deriver's secret: losing it costs a reindex only.
pub fn store_key(root: &Path) -> Result<[u8; 32], StoreError> {
    let doing = || StoreError::io("read or make the store's key");
    std::fs::create_dir_all(root).map_err(doing())?;
    let path = root.join("key");
    if !path.exists() {
        let mut fresh = [0; 32];
        getrandom::fill(&mut fresh).map_err(|error| doing()(std::io::Error::other(error.to_string())))?;
        let mut file = tempfile::NamedTempFile::new_in(root).map_err(doing())?;
        file.write_all(&fresh).map_err(doing())?;
        file.as_file().sync_all().map_err(doing())?;
        // Another process may have been first; then its key is the key.
        if let Err(error) = file.persist_noclobber(&path)
            && error.error.kind() != ErrorKind::AlreadyExists
        {
            return Err(doing()(error.error));
        }
        sync_dir(root).map_err(doing())?;
    }
    let bytes = std::fs::read(&path).map_err(doing())?;
    bytes.try_into().map_err(|_| StoreError::corrupt("key", "has not 32 bytes"))
}

impl Folder {
    /// Makes the folder if need be and takes its lock.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let doing = || StoreError::io("open the store's folder");
        std::fs::create_dir_all(root).map_err(doing())?;
        let mut lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(root.join("store.lock"))
            .map_err(doing())?;
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => return Err(held(&mut lock)),
                Err(TryLockError::Error(error)) => return Err(doing()(error)),
            }
        }
        // Only a hint for the next one who finds the lock taken, so a full disk must not keep the desk out.
        let since = chrono::Local::now().to_rfc3339();
        let _hint_only = lock
            .set_len(0)
            .and_then(|()| lock.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(lock, "{}\n{since}", std::process::id()));
        Ok(Self { root: root.to_owned(), lock })
    }

    pub fn journal(&self) -> PathBuf {
        self.root.join("journal")
    }

    pub fn sled(&self) -> PathBuf {
        self.root.join("sled")
    }

    pub fn backup(&self) -> PathBuf {
        self.root.join("backup")
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The last checkpoint. One that cannot be read counts as none: replay then starts further back.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        let bytes = std::fs::read(self.root.join("checkpoint")).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    pub fn write_checkpoint(&self, checkpoint: &Checkpoint) -> Result<(), StoreError> {
        let doing = || StoreError::io("write the checkpoint");
        let bytes = serde_json::to_vec(checkpoint).map_err(|error| doing()(std::io::Error::other(error)))?;
        replace(&self.root.join("checkpoint"), &bytes).map_err(doing())
    }

    pub fn forget_checkpoint(&self) -> Result<(), StoreError> {
        match std::fs::remove_file(self.root.join("checkpoint")) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::io("remove the checkpoint")(error))
            }
            _ => Ok(()),
        }
    }

    /// Why sled must not be trusted at the next open, if it was caught misbehaving.
    pub fn suspicion(&self) -> Option<String> {
        std::fs::read_to_string(self.root.join("suspect")).ok()
    }

    pub fn suspect(&self, why: &str) -> Result<(), StoreError> {
        std::fs::write(self.root.join("suspect"), why).map_err(StoreError::io("mark sled"))
    }

    /// Makes sure that the reserve is there. An error means that the disk is full (or as good as).
    pub fn keep_reserve(&self) -> std::io::Result<()> {
        let path = self.root.join("reserve");
        if std::fs::metadata(&path).is_ok_and(|found| found.len() == RESERVE as u64) {
            return Ok(());
        }
        let kept = File::create(&path).and_then(|mut file| {
            // Real blocks, not a hole; and no copy of one block, which some file systems would fold.
            let block: Vec<u8> = (0..64 * 1024_u32).map(|n| (n % 251) as u8).collect();
            for _ in 0..RESERVE / block.len() {
                file.write_all(&block)?;
            }
            file.sync_all()
        });
        if kept.is_err() {
            self.spend_reserve();
        }
        kept
    }

    /// Gives the reserve's room to whoever needs it now; says whether there was any.
    pub fn spend_reserve(&self) -> bool {
        std::fs::remove_file(self.root.join("reserve")).is_ok()
    }

    /// Renames `sled` out of the way and forgets what was known of it. Only the newest set aside are kept.
    pub fn set_sled_aside(&self) -> Result<Option<PathBuf>, StoreError> {
        let doing = || StoreError::io("set sled aside");
        self.forget_checkpoint()?;
        let mut kept = None;
        if self.sled().exists() {
            let time = chrono::Local::now().format("%Y%m%dT%H%M%S%3f");
            let aside = self.root.join(format!("sled-set-aside-{time}"));
            std::fs::rename(self.sled(), &aside).map_err(doing())?;
            kept = Some(aside);
        }
        if let Err(error) = std::fs::remove_file(self.root.join("suspect"))
            && error.kind() != ErrorKind::NotFound
        {
            return Err(doing()(error));
        }
        sync_dir(&self.root).map_err(doing())?;
        let mut all = Vec::new();
        for item in std::fs::read_dir(&self.root).map_err(doing())? {
            let item = item.map_err(doing())?;
            if item.file_name().to_string_lossy().starts_with("sled-set-aside-") {
                all.push(item.path());
            }
        }
        all.sort();
        let surplus = all.len().saturating_sub(KEEP_ASIDE);
        for old in all.iter().take(surplus) {
            std::fs::remove_dir_all(old).map_err(doing())?;
        }
        Ok(kept)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Closing the file gives the lock back as well; this is only the earliest moment.
        let _closing_does_it_too = self.lock.unlock();
    }
}

fn held(lock: &mut File) -> StoreError {
    let mut text = String::new();
    // Where a lock is mandatory (Windows) its file cannot be read: then the holder stays unnamed.
    let lines = match lock.read_to_string(&mut text) {
        Ok(_) => text,
        Err(_) => String::new(),
    };
    let mut lines = lines.lines();
    StoreError::Held {
        pid: lines.next().and_then(|pid| pid.parse().ok()),
        since: lines.next().map(str::to_owned),
    }
}
