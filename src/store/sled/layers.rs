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

/// The key of the sequence up to which sled has everything. Table bytes start at 1, so 0 is free for the store itself.
const APPLIED: &[u8] = b"\0applied";
/// The key of the sequence up to which sled may have something: put down before the changes it speaks of.
const BEGUN: &[u8] = b"\0begun";

/// How far sled says it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stand {
    /// The last commit sled has whole.
    pub applied: u64,
    /// The last commit sled has something of: more than `applied` after a stop in the middle.
    pub begun: u64,
}

pub(super) struct Layers {
    /// Gone only while sled is being opened again after an error.
    pub db: Option<::sled::Db>,
    /// The last commit that readers see.
    pub seq: u64,
    pub mark: Option<Mark>,
    /// The last commit sled may have something of; replayed lines are older at first.
    begun: u64,
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
    begun: u64,
}

impl Layers {
    pub fn new(db: ::sled::Db, stand: Stand) -> Self {
        let Stand { applied: seq, begun } = stand;
        Self { db: Some(db), seq, mark: None, begun, active: Waiting::new(), bytes: 0, draining: None }
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
        self.begun = self.begun.max(self.seq);
        let frozen = Frozen { changes, seq: self.seq, mark: self.mark.clone(), begun: self.begun };
        let frozen = Arc::new(frozen);
        self.draining = Some(Arc::clone(&frozen));
        Some(frozen)
    }

    /// sled has what was under way.
    pub fn thaw(&mut self) {
        self.draining = None;
    }

    pub fn stand(&self) -> Result<Stand, StoreError> {
        stand(self.db()?)
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

pub(super) fn stand(db: &::sled::Db) -> Result<Stand, StoreError> {
    let number = |key| {
        let held = guarded(|| Ok(db.get(key)?))?;
        Ok::<_, StoreError>(held.and_then(|bytes| bytes.as_ref().try_into().ok()).map(u64::from_be_bytes))
    };
    let applied =
        number(APPLIED)?.ok_or_else(|| StoreError::corrupt("sled", "it does not say how far it is"))?;
    Ok(Stand { applied, begun: number(BEGUN)?.map_or(applied, |begun| begun.max(applied)) })
}

/// Says that sled has everything up to a commit.
pub(super) fn mark_applied(db: &::sled::Db, seq: u64) -> Result<(), StoreError> {
    db.insert(APPLIED, &seq.to_be_bytes())?;
    Ok(())
}

/// Brings sled up to a commit, one change after the other: while sled takes a batch in it lets nobody read, and what the
/// batch replaces it keeps in memory until the batch has ended.
pub(super) fn apply(db: &::sled::Db, frozen: &Frozen) -> Result<(), StoreError> {
    guarded(|| {
        for (key, change) in steps(frozen) {
            match change {
                Some(value) => db.insert(key, value)?,
                None => db.remove(key)?,
            };
        }
        Ok(())
    })
}

/// What is done to sled, in an order that bears a stop after any step, since the journal is replayed from a commit that
/// sled has whole. Entries come before the records they follow from: a record is then either as it was, or new with all of
/// its entries, and what its next line takes away and adds is right both times. How far sled is comes last.
pub(super) fn steps(frozen: &Frozen) -> impl Iterator<Item = (&[u8], Option<Vec<u8>>)> {
    let mark = |key: &'static [u8], seq: u64| std::iter::once((key, Some(seq.to_be_bytes().to_vec())));
    let of_sort = |entries: bool| {
        let changes = frozen.changes.iter().filter(move |(key, _)| is_entry(key) == entries);
        changes.map(|(key, change)| (key.as_slice(), change.as_ref().map(pack)))
    };
    mark(BEGUN, frozen.begun).chain(of_sort(true)).chain(of_sort(false)).chain(mark(APPLIED, frozen.seq))
}

fn is_entry(key: &[u8]) -> bool {
    key.first().and_then(|byte| Table::from_byte(*byte)).is_some_and(Table::is_index)
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
