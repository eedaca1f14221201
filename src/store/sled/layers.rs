//! What readers see: changes already durable in the journal but not yet in sled, over sled.
//!
//! A commit costs one journal append; sled follows behind. Two layers stand over it: `active` takes new commits,
//! `draining` is being applied and covers sled meanwhile, so a read never sees half a commit.

use std::collections::{BTreeMap, btree_map};
use std::iter::Peekable;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::store::engine::{Order, Table, Versioned};
use crate::store::error::StoreError;
use crate::store::journal::walk::Mark;
use crate::store::range::Bounds;
use crate::store::stage::{Changes, View};

/// The key of the sequence that sled has applied. Table bytes start at 1, so 0 is free for the store itself.
pub(super) const APPLIED: &[u8] = b"\0applied";

pub(super) struct Layers {
    /// Gone only while sled is being opened again after an error.
    pub db: Option<::sled::Db>,
    /// The last commit that readers see.
    pub seq: u64,
    pub mark: Option<Mark>,
    active: Waiting,
    bytes: usize,
    draining: Option<Arc<Frozen>>,
}

/// The last change of every key that sled has not got yet.
type Waiting = BTreeMap<Vec<u8>, Option<Versioned>>;

/// Changes on their way to sled, up to and including the commit `seq`.
pub(super) struct Frozen {
    changes: Waiting,
    pub seq: u64,
    pub mark: Option<Mark>,
}

type Entry = Result<(Vec<u8>, Option<Versioned>), StoreError>;
type Source<'a> = Peekable<Box<dyn Iterator<Item = Entry> + 'a>>;

impl Layers {
    pub fn new(db: ::sled::Db, seq: u64, mark: Option<Mark>) -> Self {
        Self { db: Some(db), seq, mark, active: Waiting::new(), bytes: 0, draining: None }
    }

    pub fn db(&self) -> Result<&::sled::Db, StoreError> {
        self.db.as_ref().ok_or_else(|| StoreError::Io {
            doing: "read sled while it is being opened again".into(),
            source: std::io::ErrorKind::ResourceBusy.into(),
        })
    }

    /// Takes a commit in; from here on it is seen.
    pub fn absorb(&mut self, seq: u64, mark: Option<Mark>, changes: Changes) {
        for (key, change) in changes {
            self.bytes += key.len() + change.as_ref().map_or(0, |held| held.value.len()) + 64;
            self.active.insert(key, change);
        }
        self.seq = seq;
        self.mark = mark;
    }

    /// Roughly how much memory waits for sled.
    pub fn waiting_bytes(&self) -> usize {
        self.bytes
    }

    /// Forgets what waits for sled: the journal has it and gives it again.
    pub fn clear(&mut self) {
        self.active.clear();
        self.bytes = 0;
        self.draining = None;
    }

    /// Moves what is active under way. What a failed attempt left there goes along.
    pub fn freeze(&mut self) -> Option<Arc<Frozen>> {
        let active = std::mem::take(&mut self.active);
        self.bytes = 0;
        let left = self.draining.take();
        if active.is_empty() && left.is_none() {
            return None;
        }
        let changes = match left {
            Some(left) => {
                let mut changes =
                    Arc::try_unwrap(left).map_or_else(|shared| shared.changes.clone(), |own| own.changes);
                changes.extend(active);
                changes
            }
            None => active,
        };
        let frozen = Arc::new(Frozen { changes, seq: self.seq, mark: self.mark.clone() });
        self.draining = Some(Arc::clone(&frozen));
        Some(frozen)
    }

    /// sled has what was under way.
    pub fn thaw(&mut self) {
        self.draining = None;
    }

    /// The last commit that sled says it has.
    pub fn stored_seq(&self) -> Result<u64, StoreError> {
        let found = guarded(|| Ok(self.db()?.get(APPLIED)?))?;
        let bytes = found.and_then(|bytes| bytes.as_ref().try_into().ok());
        bytes
            .map(u64::from_be_bytes)
            .ok_or_else(|| StoreError::corrupt("sled", "it does not say how far it is"))
    }

    /// Applies everything now; for opening, where nobody else reads.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        if let Some(frozen) = self.freeze() {
            apply(self.db()?, &frozen)?;
            self.thaw();
        }
        Ok(())
    }

    pub fn scan(
        &self,
        bounds: &Bounds,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Versioned)>, StoreError> {
        let mut sources: Vec<Source<'_>> = Vec::with_capacity(3);
        let cover = [Some(&self.active), self.draining.as_deref().map(|frozen| &frozen.changes)];
        for changes in cover.into_iter().flatten() {
            let range = changes.range(bounds.clone());
            sources.push(directed(range, order));
        }
        let db = self.db()?;
        let stored = db.range(bounds.clone());
        let stored: Box<dyn Iterator<Item = _>> = match order {
            Order::Ascending => Box::new(stored),
            Order::Descending => Box::new(stored.rev()),
        };
        let stored: Box<dyn Iterator<Item = Entry>> = Box::new(stored.map(|found| {
            let (key, value) = found?;
            Ok((key.to_vec(), Some(unpack(&key, &value)?)))
        }));
        sources.push(stored.peekable());
        guarded(|| merge(&mut sources, order, limit))
    }
}

fn directed(range: btree_map::Range<'_, Vec<u8>, Option<Versioned>>, order: Order) -> Source<'_> {
    let owned = |(key, change): (&Vec<u8>, &Option<Versioned>)| Ok((key.clone(), change.clone()));
    let boxed: Box<dyn Iterator<Item = Entry>> = match order {
        Order::Ascending => Box::new(range.map(owned)),
        Order::Descending => Box::new(range.rev().map(owned)),
    };
    boxed.peekable()
}

/// The first source that has a key speaks for it.
fn merge(
    sources: &mut [Source<'_>],
    order: Order,
    limit: usize,
) -> Result<Vec<(Vec<u8>, Versioned)>, StoreError> {
    let mut found = Vec::new();
    while found.len() < limit {
        let mut first: Option<Vec<u8>> = None;
        for source in &mut *sources {
            let key = match source.peek() {
                Some(Ok((key, _))) => key,
                Some(Err(_)) => {
                    return match source.next() {
                        Some(Err(error)) => Err(error),
                        _ => Err(StoreError::Broken),
                    };
                }
                None => continue,
            };
            let nearer = first.as_ref().is_none_or(|first| match order {
                Order::Ascending => key < first,
                Order::Descending => key > first,
            });
            if nearer {
                first = Some(key.clone());
            }
        }
        let Some(first) = first else { break };
        let mut spoken = None;
        for source in &mut *sources {
            let here = source.next_if(|entry| matches!(entry, Ok((key, _)) if *key == first));
            if let Some(Ok((key, change))) = here
                && spoken.is_none()
            {
                spoken = Some((key, change));
            }
        }
        if let Some((key, Some(held))) = spoken {
            let bare = key.get(1..).unwrap_or_default().to_vec();
            found.push((bare, held));
        }
    }
    Ok(found)
}

impl View for Layers {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError> {
        if let Some(change) = self.active.get(full) {
            return Ok(change.clone());
        }
        if let Some(change) = self.draining.as_ref().and_then(|frozen| frozen.changes.get(full)) {
            return Ok(change.clone());
        }
        let db = self.db()?;
        guarded(|| Ok(db.get(full)?))?.map(|value| unpack(full, &value)).transpose()
    }
}

/// One atomic sled batch: the changes and the sequence they lead to.
pub(super) fn apply(db: &::sled::Db, frozen: &Frozen) -> Result<(), StoreError> {
    let mut batch = ::sled::Batch::default();
    for (key, change) in &frozen.changes {
        match change {
            Some(held) => batch.insert(key.as_slice(), pack(held)),
            None => batch.remove(key.as_slice()),
        }
    }
    batch.insert(APPLIED, &frozen.seq.to_be_bytes());
    guarded(|| Ok(db.apply_batch(batch)?))
}

/// The version (8 bytes, big-endian), then the value.
pub(super) fn pack(held: &Versioned) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + held.value.len());
    bytes.extend_from_slice(&held.version.to_be_bytes());
    bytes.extend_from_slice(&held.value);
    bytes
}

pub(super) fn unpack(key: &[u8], bytes: &[u8]) -> Result<Versioned, StoreError> {
    let Some((version, value)) = bytes.split_first_chunk::<8>() else {
        let key = String::from_utf8_lossy(key.get(1..).unwrap_or_default()).into_owned();
        return Err(StoreError::corrupt("sled", format!("{key} has no version")));
    };
    Ok(Versioned { version: u64::from_be_bytes(*version), value: value.to_vec() })
}

/// sled panics on some damage instead of answering: here that becomes an error like any other.
pub(super) fn guarded<T>(job: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| Err(StoreError::corrupt("sled", "it panicked")))
}

/// Every stored record, table by table. Sled's own marks lie below the first table.
pub(super) fn records(db: &::sled::Db) -> impl Iterator<Item = Stored> + use<> {
    of_tables(db, false)
}

/// Every index entry.
pub(super) fn entries(db: &::sled::Db) -> impl Iterator<Item = Stored> + use<> {
    of_tables(db, true)
}

type Stored = ::sled::Result<(::sled::IVec, ::sled::IVec)>;

/// Tables of either sort lie between each other, so no one range holds all of a sort.
fn of_tables(db: &::sled::Db, index: bool) -> impl Iterator<Item = Stored> + use<> {
    let db = db.clone();
    Table::ALL
        .into_iter()
        .filter(move |table| table.is_index() == index)
        .flat_map(move |table| db.scan_prefix([table.byte()]))
}
