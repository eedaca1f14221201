//! Many commits in one: for work of which nobody waits for a single line, such as years of invented visits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use super::engine::{
    Batch, Deriver, Engine, Entry, Expect, Line, Order, Page, Range, Seen, Table, Versioned, Write,
};
use super::error::StoreError;
use super::stage::{AsSeen, View, check_expects, stage};

/// Values of this many bytes together become one commit.
const MUCH: usize = 512 * 1024;
/// Versions inside a bundle begin here, where no commit's sequence ever comes: what was read in it counts as changed
/// once it has gone to the engine below.
const INSIDE: u64 = 1 << 63;

/// An engine over another one: what is committed to it gathers in memory, is seen by whoever reads through it, and goes
/// to the engine below as one commit, all or nothing, when there is enough of it or [`Bundle::flush`] is called.
///
/// A commit is durable only after the flush that follows it, which is what makes it quick; whatever must be kept the
/// moment it is answered goes to the engine itself.
pub struct Bundle {
    below: Arc<dyn Engine>,
    deriver: Arc<dyn Deriver>,
    action: &'static str,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// The last commit below before anything was read for this bundle.
    since: u64,
    /// Stored keys, index entries included, as the bundle leaves them.
    changes: BTreeMap<Vec<u8>, Option<Versioned>>,
    /// What the engine below held under the keys that were read or are written.
    seen: BTreeMap<Vec<u8>, Seen>,
    writes: BTreeMap<(Table, String), Option<Vec<u8>>>,
    bytes: usize,
    /// Commits ever gathered.
    count: u64,
    last: Option<Entry>,
}

/// What a bundle shows: its changes, then the engine below.
struct Through<'a> {
    held: &'a Held,
    below: &'a dyn Engine,
}

impl View for Through<'_> {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError> {
        if let Some(change) = self.held.changes.get(full) {
            return Ok(change.clone());
        }
        let (table, key) = full
            .split_first()
            .and_then(|(byte, key)| Some((Table::from_byte(*byte)?, key)))
            .ok_or(StoreError::Broken)?;
        self.below.get(table, key)
    }
}

impl Bundle {
    /// An empty bundle; `action` is what the audit trail says of each of its commits.
    pub fn new(
        below: Arc<dyn Engine>,
        deriver: Arc<dyn Deriver>,
        action: &'static str,
    ) -> Result<Self, StoreError> {
        let held = Held { since: below.last_seq()?, ..Held::default() };
        Ok(Self { below, deriver, action, held: Mutex::new(held) })
    }

    /// Hands everything gathered to the engine below; when it returns, all is durable.
    ///
    /// [`StoreError::Conflict`] when somebody else has changed what was read; then nothing of it was written and the
    /// bundle is of no more use.
    pub fn flush(&self) -> Result<(), StoreError> {
        let mut held = self.held()?;
        self.hand_over(&mut held)
    }

    fn place(&self, held: &Held) -> Result<u64, StoreError> {
        Ok(self.below.last_seq()? + held.count)
    }

    fn held(&self) -> Result<MutexGuard<'_, Held>, StoreError> {
        self.held.lock().map_err(|_| StoreError::Broken)
    }

    fn hand_over(&self, held: &mut Held) -> Result<(), StoreError> {
        let Some(last) = &held.last else {
            return Ok(());
        };
        let entry = Entry { action: self.action.to_owned(), ..last.clone() };
        let writes = held.writes.iter().filter_map(|((table, key), value)| {
            // What came and went inside the bundle was never there.
            let was = held.seen.get(&table.full_key(key.as_bytes()));
            let nothing = value.is_none() && was.is_some_and(|seen| seen.expect == Expect::Absent);
            (!nothing).then(|| Write { table: *table, key: key.clone(), value: value.clone() })
        });
        let writes: Vec<Write> = writes.collect();
        if !writes.is_empty() {
            let expects = held.seen.values().cloned().collect();
            self.below.commit(Batch { expects, writes, entry, since: Some(held.since) })?;
        }
        *held = Held { since: self.below.last_seq()?, count: held.count, ..Held::default() };
        Ok(())
    }

    /// Remembers what is below a key that a commit has read or writes.
    fn remember(&self, held: &mut Held, batch: &Batch) -> Result<(), StoreError> {
        for seen in &batch.expects {
            // A key the bundle has changed was remembered then.
            if !held.changes.contains_key(&seen.full) {
                held.seen.entry(seen.full.clone()).or_insert_with(|| seen.clone());
            }
        }
        for Write { table, key, .. } in &batch.writes {
            let full = table.full_key(key.as_bytes());
            if held.seen.contains_key(&full) {
                continue;
            }
            let (expect, value) = match self.below.get(*table, key.as_bytes())? {
                Some(found) => (Expect::Version(found.version), Some(found.value)),
                None => (Expect::Absent, None),
            };
            held.seen.insert(full.clone(), Seen { table: *table, full, expect, value });
        }
        Ok(())
    }
}

impl Engine for Bundle {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Versioned>, StoreError> {
        let held = self.held()?;
        Through { held: &held, below: self.below.as_ref() }.look(&table.full_key(key))
    }

    fn page(&self, table: Table, range: &Range, order: Order, limit: usize) -> Result<Page, StoreError> {
        let mut page = Page::default();
        let Some(bounds) = range.stored(table) else {
            return Ok(page);
        };
        let held = self.held()?;
        let changed = || held.changes.range(bounds.clone());
        // As many more as may be gone.
        let gone = changed().filter(|(_, change)| change.is_none()).count();
        let below = self.below.scan(table, range, order, limit.saturating_add(gone))?;
        let mut all: BTreeMap<Vec<u8>, Versioned> = below.into_iter().collect();
        for (full, change) in changed() {
            let bare = full.get(1..).unwrap_or_default();
            match change {
                Some(now) => all.insert(bare.to_vec(), now.clone()),
                None => all.remove(bare),
            };
        }
        let mut push = |(key, held): (&Vec<u8>, &Versioned)| page.push(key, &held.value, held.version);
        match order {
            Order::Ascending => all.iter().take(limit).for_each(&mut push),
            Order::Descending => all.iter().rev().take(limit).for_each(&mut push),
        }
        Ok(page)
    }

    /// The answer is what [`Self::last_seq`] says from now on.
    fn commit(&self, batch: Batch) -> Result<u64, StoreError> {
        batch.validate()?;
        let mut held = self.held()?;
        let version = INSIDE + held.count;
        let now = self.place(&held)?;
        let changes = {
            let view = Through { held: &held, below: self.below.as_ref() };
            // As in the engine itself: it may be that nothing has changed since the writer began to read.
            if batch.since != Some(now) {
                check_expects(&view, &batch.expects)?;
            }
            let view = AsSeen { seen: &batch.expects, view: &view };
            stage(&view, self.deriver.as_ref(), version, &batch.writes)?
        };
        self.remember(&mut held, &batch)?;
        held.changes.extend(changes);
        for Write { table, key, value } in batch.writes {
            held.bytes += value.as_ref().map_or(0, Vec::len);
            held.writes.insert((table, key), value);
        }
        held.last = Some(batch.entry);
        held.count += 1;
        if held.bytes > MUCH {
            self.hand_over(&mut held)?;
        }
        self.place(&held)
    }

    /// A number that grows with every commit, here or below. The engine below counts what came of it.
    fn last_seq(&self) -> Result<u64, StoreError> {
        self.place(&*self.held()?)
    }

    /// What the engine below has: commits show there after their flush.
    fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError> {
        self.below.journal_page(after, limit)
    }
}
