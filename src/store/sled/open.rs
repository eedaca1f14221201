//! Opening: what is there, what must be replayed, and what must be rebuilt.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::folder::{Checkpoint, Folder};
use super::layers::{APPLIED, Layers, guarded, unpack};
use super::{Options, backup, reindex};
use crate::store::engine::{Deriver, Order, Range, Table};
use crate::store::error::StoreError;
use crate::store::journal::disk::RealDisk;
use crate::store::journal::walk::{Mark, Step, Walk};
use crate::store::journal::{Found, Journal};
use crate::store::stage::stage;

const MAGIC_KEY: &[u8] = b"\0magic";
const MAGIC: &[u8] = b"quanke 1";
/// Memory that replayed changes may take before they go to sled.
const REPLAY_BYTES: usize = 8 * 1024 * 1024;

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

pub(super) struct Opened {
    pub layers: Layers,
    pub journal: Journal,
    pub checkpoint: u64,
    pub recovery: Recovery,
    /// The chain began anew: a backup must hold what its lost lines said.
    pub wants_backup: bool,
}

pub(super) fn open(
    folder: &Folder,
    deriver: &dyn Deriver,
    identity: &[u8],
    options: &Options,
) -> Result<Opened, StoreError> {
    let checkpoint = folder.checkpoint();
    let hint = checkpoint.as_ref().and_then(|point| point.mark.as_ref());
    let (journal, found) = Journal::open(&folder.journal(), hint, Box::new(RealDisk), options.segment_bytes)?;
    let at_least = checkpoint.as_ref().map_or(0, |point| point.seq);
    let mut job = Job {
        folder,
        deriver,
        options,
        recovery: Recovery {
            torn: found.torn.is_some(),
            lost_lines: found.lost_lines,
            ..Recovery::default()
        },
        journal,
    };
    let tried = match folder.suspicion() {
        Some(why) => Tried::Bad(why),
        None => try_sled(folder, options, at_least)?,
    };
    let (mut layers, wants_backup) = match tried {
        Tried::Good(db, applied) => job.follow(db, applied, checkpoint.as_ref(), &found, identity)?,
        Tried::None | Tried::Bad(_) => {
            let reason = match tried {
                Tried::Bad(why) => Some(why),
                _ => None,
            };
            job.rebuild(reason, checkpoint.is_some(), identity)?
        }
    };
    layers.settle()?;
    let subject = found.subject.unwrap_or_default();
    let last = layers.seq;
    job.recovery.last = (last > 0).then_some((last, subject));
    Ok(Opened {
        checkpoint: folder.checkpoint().map_or(0, |point| point.seq),
        layers,
        journal: job.journal,
        recovery: job.recovery,
        wants_backup,
    })
}

struct Job<'a> {
    folder: &'a Folder,
    deriver: &'a dyn Deriver,
    options: &'a Options,
    recovery: Recovery,
    journal: Journal,
}

impl Job<'_> {
    /// sled is sound: lines it may lack are applied (again).
    fn follow(
        &mut self,
        db: ::sled::Db,
        applied: u64,
        checkpoint: Option<&Checkpoint>,
        found: &Found,
        identity: &[u8],
    ) -> Result<(Layers, bool), StoreError> {
        self.recovery.reindexed = reindex::if_changed(&db, self.deriver, identity)?;
        let mut layers = Layers::new(db, applied, None);
        if self.journal.seq() < applied {
            // Lines are synced before sled gets them, so lines have been lost. sled has what they said.
            self.journal.restart(applied)?;
            // Told once: a checkpoint without a line's place was made right after the last restart.
            let told = checkpoint.is_some_and(|point| point.seq == applied && point.mark.is_none());
            self.recovery.restarted_after = (!told).then_some(applied);
            return Ok((layers, !told));
        }
        // Applying a line again is harmless only if every later line follows; where some are missing that sled
        // still has, replay begins behind the gap.
        let from = found
            .breaks
            .iter()
            .map(|(_, to)| *to)
            .filter(|to| *to <= applied)
            .chain(checkpoint.map(|point| point.seq))
            .max()
            .unwrap_or(0);
        let near = checkpoint.and_then(|point| point.mark.as_ref());
        let replayed =
            replay(&mut layers, self.deriver, &self.folder.journal(), near, from, self.journal.seq())?;
        self.recovery.replayed = replayed.lines;
        self.recovery.missing = replayed.missing;
        layers.seq = self.journal.seq();
        layers.mark = self.journal.mark().cloned();
        Ok((layers, false))
    }

    /// sled is not there or not sound: newest valid backup, then the lines after it.
    fn rebuild(
        &mut self,
        reason: Option<String>,
        had_checkpoint: bool,
        identity: &[u8],
    ) -> Result<(Layers, bool), StoreError> {
        let saved = backup::newest_valid(&self.folder.backup())?;
        let tail = self.journal.seq();
        let fresh = tail == 0 && saved.is_none() && !had_checkpoint && !self.recovery.torn;
        let set_aside = self.folder.set_sled_aside()?;
        let db = open_sled(self.folder, self.options)?;
        let mut layers = Layers::new(db, 0, None);
        let mut from = 0;
        let mut near = None;
        if let Some(saved) = &saved {
            from = saved.seq;
            near.clone_from(&saved.mark);
            backup::load(saved, &mut layers, self.deriver)?;
        }
        let replayed = replay(&mut layers, self.deriver, &self.folder.journal(), near.as_ref(), from, tail)?;
        let restarts = tail < from;
        if restarts {
            self.journal.restart(from)?;
            self.recovery.restarted_after = Some(from);
        }
        layers.seq = tail.max(from);
        layers.mark = self.journal.mark().cloned();
        layers.settle()?;
        let db = layers.db()?;
        reindex::mark(db, self.deriver, identity)?;
        db.insert(APPLIED, &layers.seq.to_be_bytes())?;
        db.insert(MAGIC_KEY, MAGIC)?;
        sync_sled(db, self.folder)?;
        self.folder.write_checkpoint(&Checkpoint { seq: layers.seq, mark: layers.mark.clone() })?;
        self.recovery.created = fresh;
        self.recovery.missing = replayed.missing;
        if !fresh {
            self.recovery.rebuilt = Some(Rebuilt {
                reason: reason.unwrap_or_else(|| "the sled folder was gone".into()),
                from_backup: saved.map(|saved| saved.seq),
                lines: replayed.lines,
                set_aside,
            });
        }
        Ok((layers, restarts))
    }
}

pub(super) struct Replayed {
    pub lines: u64,
    pub missing: Vec<(u64, u64)>,
}

/// Applies the lines after `after`, up to `until`, to the layers.
pub(super) fn replay(
    layers: &mut Layers,
    deriver: &dyn Deriver,
    journal: &std::path::Path,
    near: Option<&Mark>,
    after: u64,
    until: u64,
) -> Result<Replayed, StoreError> {
    let near = match near.filter(|mark| mark.seq <= after) {
        Some(mark) => Walk::at(journal, mark)?,
        None => None,
    };
    let mut walk = match near {
        Some(walk) => walk,
        None => Walk::start(journal)?,
    };
    let mut done = Replayed { lines: 0, missing: Vec::new() };
    let mut last = after;
    while let Some(step) = walk.next()? {
        let Step::Line { read, .. } = step else {
            continue;
        };
        let seq = read.line.seq;
        if seq <= last || seq > until {
            continue;
        }
        if seq > last + 1 {
            done.missing.push((last + 1, seq - 1));
        }
        let changes = stage(layers, deriver, seq, &read.line.writes)?;
        layers.absorb(seq, None, changes);
        last = seq;
        done.lines += 1;
        if layers.waiting_bytes() > REPLAY_BYTES {
            layers.settle()?;
        }
    }
    Ok(done)
}

enum Tried {
    None,
    Good(::sled::Db, u64),
    Bad(String),
}

fn try_sled(folder: &Folder, options: &Options, at_least: u64) -> Result<Tried, StoreError> {
    if !folder.sled().is_dir() {
        return Ok(Tried::None);
    }
    let examined = open_sled(folder, options).and_then(|db| {
        let applied = guarded(|| examine(&db))?;
        if applied < at_least {
            let what = format!("it holds {applied} commits and should hold {at_least}");
            return Err(StoreError::corrupt("sled", what));
        }
        Ok((db, applied))
    });
    match examined {
        Ok((db, applied)) => Ok(Tried::Good(db, applied)),
        Err(StoreError::Corrupt { what, .. }) => Ok(Tried::Bad(what)),
        Err(StoreError::Sled(::sled::Error::Io(error))) if is_outside(&error) => {
            Err(StoreError::io("open sled")(error))
        }
        Err(StoreError::Sled(error)) => Ok(Tried::Bad(error.to_string())),
        Err(other) => Err(other),
    }
}

/// Troubles that say nothing about the bytes in the folder, and that a rebuild would meet as well.
fn is_outside(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::StorageFull
            | Kind::QuotaExceeded
            | Kind::FileTooLarge
            | Kind::PermissionDenied
            | Kind::ReadOnlyFilesystem
            | Kind::OutOfMemory
    )
}

/// Opens sled; a lock that the last user's threads have not let go yet is waited for.
pub(super) fn open_sled(folder: &Folder, options: &Options) -> Result<::sled::Db, StoreError> {
    let begun = Instant::now();
    loop {
        let config = ::sled::Config::new()
            .path(folder.sled())
            .cache_capacity(options.cache_bytes)
            .mode(::sled::Mode::HighThroughput)
            .flush_every_ms(None);
        match guarded(|| Ok(config.open()?)) {
            Err(StoreError::Sled(::sled::Error::Io(error)))
                if error.to_string().contains("could not acquire lock") =>
            {
                if begun.elapsed() > Duration::from_secs(2) {
                    return Err(StoreError::Held { pid: None, since: None });
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// A look at the marks and at both ends of each table; gives the sequence sled has applied.
fn examine(db: &::sled::Db) -> Result<u64, StoreError> {
    let bad = |what: &str| StoreError::corrupt("sled", what);
    if db.get(MAGIC_KEY)?.as_deref() != Some(MAGIC) {
        return Err(bad("it was never finished or is not of this program"));
    }
    let applied = db.get(APPLIED)?.ok_or_else(|| bad("it does not say how far it is"))?;
    let applied: [u8; 8] = applied.as_ref().try_into().map_err(|_| bad("it does not say how far it is"))?;
    let applied = u64::from_be_bytes(applied);
    for table in Table::ALL {
        for order in [Order::Ascending, Order::Descending] {
            let Some(bounds) = Range::all().stored(table) else {
                continue;
            };
            let mut range = db.range(bounds);
            for _ in 0..16 {
                let next = match order {
                    Order::Ascending => range.next(),
                    Order::Descending => range.next_back(),
                };
                let Some(next) = next else { break };
                let (key, value) = next?;
                let held = unpack(&key, &value)?;
                let json = held.value.first() == Some(&b'{') && held.value.last() == Some(&b'}');
                if held.version > applied || !(table.is_index() || json) {
                    return Err(bad("a record is not what was written"));
                }
            }
        }
    }
    Ok(applied)
}

/// Flushes sled and makes it durable: on Linux its own flush does not sync the file.
pub(super) fn sync_sled(db: &::sled::Db, folder: &Folder) -> Result<(), StoreError> {
    guarded(|| Ok(db.flush()?))?;
    let doing = || StoreError::io("sync sled");
    let file =
        std::fs::OpenOptions::new().read(true).write(true).open(folder.sled().join("db")).map_err(doing())?;
    file.sync_all().map_err(doing())?;
    crate::store::journal::disk::sync_dir(&folder.sled()).map_err(doing())
}
