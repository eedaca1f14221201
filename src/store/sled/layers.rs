//! What readers see: changes already durable in the journal but not yet in sled, over sled.
//!
//! A commit costs one journal append; sled follows behind. Two layers stand over it: `active` takes new commits,
//! `draining` is being applied and covers sled meanwhile, so a read never sees half a commit.

use std::cmp::Ordering::{self, Equal, Greater, Less};
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::store::engine::{Order, Page, Table, Versioned};
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

    pub fn page(&self, bounds: &Bounds, order: Order, limit: usize) -> Result<Page, StoreError> {
        let stored = self.db()?.range(bounds.clone());
        let covers = [Some(&self.active), self.draining.as_deref().map(|frozen| &frozen.changes)];
        let covers = covers.into_iter().flatten().map(|changes| changes.range(bounds.clone()));
        guarded(|| match order {
            Order::Ascending => {
                let covers: Vec<_> = covers.map(|range| range.map(waiting).peekable()).collect();
                merge(stored, covers, Less, limit)
            }
            Order::Descending => {
                let covers: Vec<_> = covers.map(|range| range.rev().map(waiting).peekable()).collect();
                merge(stored.rev(), covers, Greater, limit)
            }
        })
    }
}

/// A change as [`merge`] takes it.
fn waiting<'a>((key, change): (&'a Vec<u8>, &'a Option<Versioned>)) -> (&'a [u8], Option<&'a Versioned>) {
    (key, change.as_ref())
}

/// Reads what is stored with what waits over it. Of the same key the first cover that has it speaks; `nearer` is how the
/// key that comes first compares with a later one.
fn merge<'a>(
    mut stored: impl Iterator<Item = Stored>,
    mut covers: Vec<Peekable<impl Iterator<Item = (&'a [u8], Option<&'a Versioned>)>>>,
    nearer: Ordering,
    limit: usize,
) -> Result<Page, StoreError> {
    let mut page = Page::default();
    let mut below = stored.next().transpose()?;
    while page.len() < limit {
        let mut cover: Option<&[u8]> = None;
        for source in &mut covers {
            if let Some((key, _)) = source.peek()
                && cover.is_none_or(|first| key.cmp(&first) == nearer)
            {
                cover = Some(key);
            }
        }
        let order = match (&below, cover) {
            (None, None) => break,
            (Some(_), None) => nearer,
            (None, Some(_)) => nearer.reverse(),
            (Some((key, _)), Some(cover)) => key.as_ref().cmp(cover),
        };
        if order == nearer {
            if let Some((key, value)) = below {
                let (version, value) = versioned(&key, &value)?;
                page.push(bare(&key), value, version);
            }
            // One more than is shown is never read: the end of a page is often the end of what is in memory.
            below = if page.len() < limit { stored.next().transpose()? } else { None };
            continue;
        }
        if order == Equal {
            below = stored.next().transpose()?;
        }
        let mut spoken = None;
        for source in &mut covers {
            let here = source.next_if(|(key, _)| Some(*key) == cover);
            spoken = spoken.or(here);
        }
        if let Some((key, Some(held))) = spoken {
            page.push(bare(key), &held.value, held.version);
        }
    }
    Ok(page)
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
    guarded(|| Ok(db.apply_batch(batch)?))?;
    sweep(frozen.changes.len());
    Ok(())
}

/// Frees what sled has replaced. It does so by itself only after so many accesses, however much each has replaced: an
/// import of 40,000 residents took 2.3 GB until it had ended.
fn sweep(changes: usize) {
    // A step frees some hundred pieces; a change leaves a few behind.
    for _ in 0..=changes / 64 {
        crossbeam_epoch::pin().flush();
    }
}

/// The version (8 bytes, big-endian), then the value.
pub(super) fn pack(held: &Versioned) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 + held.value.len());
    bytes.extend_from_slice(&held.version.to_be_bytes());
    bytes.extend_from_slice(&held.value);
    bytes
}

pub(super) fn unpack(key: &[u8], bytes: &[u8]) -> Result<Versioned, StoreError> {
    let (version, value) = versioned(key, bytes)?;
    Ok(Versioned { version, value: value.to_vec() })
}

fn versioned<'a>(key: &[u8], bytes: &'a [u8]) -> Result<(u64, &'a [u8]), StoreError> {
    let Some((version, value)) = bytes.split_first_chunk::<8>() else {
        let key = String::from_utf8_lossy(bare(key)).into_owned();
        return Err(StoreError::corrupt("sled", format!("{key} has no version")));
    };
    Ok((u64::from_be_bytes(*version), value))
}

/// A stored key without its table.
fn bare(full: &[u8]) -> &[u8] {
    full.get(1..).unwrap_or_default()
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
