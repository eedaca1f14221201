//! Opening: what is there, what must be replayed, and what must be rebuilt.

use super::base::{Tried, is_outside, mark_finished, open_sled, sync_sled, try_sled};
use super::folder::{Checkpoint, Folder};
use super::layers::{Layers, Stand, mark_applied};
use super::recovery::{Rebuilt, Recovery};
use super::replay::replay;
use super::{Options, backup, reindex};
use crate::store::engine::Deriver;
use crate::store::error::StoreError;
use crate::store::journal::disk::RealDisk;
use crate::store::journal::{Found, Journal};

/// Memory that replayed changes may take before they go to sled.
const REPLAY_BYTES: usize = 8 * 1024 * 1024;

pub(super) struct Opened {
    pub layers: Layers,
    pub journal: Journal,
    pub checkpoint: u64,
    /// The last commit sled itself has.
    pub applied: u64,
    /// The disk is full: nothing was written to sled, and nothing must be until there is room.
    pub full: bool,
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
    let mut done = attempt(folder, deriver, identity, options, false);
    // The reserve was there, yet sled met the full disk: with the reserve's room it can be read.
    if met_full_disk(&done) && folder.spend_reserve() {
        done = attempt(folder, deriver, identity, options, true);
    }
    match done {
        // sled must be made anew and there is no room for it. Nothing is lost; the next open tries again.
        Err(StoreError::Sled(::sled::Error::Io(error))) if is_outside(&error) => {
            Err(StoreError::io("make sled anew")(error))
        }
        done => done,
    }
}

fn met_full_disk(done: &Result<Opened, StoreError>) -> bool {
    matches!(done, Err(StoreError::Sled(::sled::Error::Io(error))) if is_outside(error))
}

fn attempt(
    folder: &Folder,
    deriver: &dyn Deriver,
    identity: &[u8],
    options: &Options,
    full: bool,
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
        settle_at: None,
    };
    let tried = match folder.suspicion() {
        Some(why) => Tried::Bad(why),
        None => try_sled(folder, options, at_least)?,
    };
    // Without room for the reserve there is none for sled's changes either.
    let full = full || folder.keep_reserve().is_err();
    job.settle_at = (!full).then_some(REPLAY_BYTES);
    let (mut layers, wants_backup) = match tried {
        Tried::Good(db, stand) => job.follow(db, stand, checkpoint.as_ref(), &found, identity)?,
        Tried::None | Tried::Bad(_) => {
            let reason = match tried {
                Tried::Bad(why) => Some(why),
                _ => None,
            };
            job.rebuild(reason, checkpoint.is_some(), identity)?
        }
    };
    let mut applied = layers.stand()?.applied;
    if !full {
        layers.settle()?;
        applied = layers.seq;
    }
    let subject = found.subject.unwrap_or_default();
    let last = layers.seq;
    job.recovery.last = (last > 0).then_some((last, subject));
    Ok(Opened {
        checkpoint: folder.checkpoint().map_or(0, |point| point.seq),
        applied,
        full,
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
    settle_at: Option<usize>,
}

impl Job<'_> {
    /// sled is sound: lines it may lack are applied (again).
    fn follow(
        &mut self,
        db: ::sled::Db,
        stand: Stand,
        checkpoint: Option<&Checkpoint>,
        found: &Found,
        identity: &[u8],
    ) -> Result<(Layers, bool), StoreError> {
        let Stand { applied, begun } = stand;
        let tail = self.journal.seq();
        let gaps = tail < begun || found.breaks.iter().any(|(_, to)| *to > applied);
        // Of a commit that was under way sled may have entries without their record. Its line puts that right; where
        // lines are gone, the records as they are do.
        self.recovery.reindexed = if begun > applied && gaps {
            reindex::anew(&db, self.deriver, identity)?;
            true
        } else {
            reindex::if_changed(&db, self.deriver, identity)?
        };
        let mut layers = Layers::new(db, stand);
        if tail >= applied {
            self.follow_lines(&mut layers, applied, checkpoint, found)?;
        }
        if tail < begun {
            // Lines are synced before sled gets them, so lines have been lost. sled has what they said, save of those
            // it was in the midst of.
            layers.seq = begun;
            layers.settle()?;
            mark_applied(layers.db()?, begun)?;
            self.journal.restart(begun)?;
            let half = tail.max(applied) + 1;
            if half <= begun {
                self.recovery.missing.push((half, begun));
            }
            // Told once: a checkpoint without a line's place was made right after the last restart.
            let told = checkpoint.is_some_and(|point| point.seq == begun && point.mark.is_none());
            self.recovery.restarted_after = (!told).then_some(begun);
            return Ok((layers, !told));
        }
        layers.seq = tail;
        layers.mark = self.journal.mark().cloned();
        Ok((layers, false))
    }

    fn follow_lines(
        &mut self,
        layers: &mut Layers,
        applied: u64,
        checkpoint: Option<&Checkpoint>,
        found: &Found,
    ) -> Result<(), StoreError> {
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
        let replayed = replay(
            layers,
            self.deriver,
            &self.folder.journal(),
            near,
            from,
            self.journal.seq(),
            self.settle_at,
        )?;
        self.recovery.replayed = replayed.lines;
        self.recovery.missing = replayed.missing;
        Ok(())
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
        let mut layers = Layers::new(db, Stand::default());
        let mut from = 0;
        let mut near = None;
        if let Some(saved) = &saved {
            from = saved.seq;
            near.clone_from(&saved.mark);
            backup::load(saved, &mut layers, self.deriver)?;
        }
        let replayed = replay(
            &mut layers,
            self.deriver,
            &self.folder.journal(),
            near.as_ref(),
            from,
            tail,
            self.settle_at,
        )?;
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
        mark_applied(db, layers.seq)?;
        mark_finished(db)?;
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
