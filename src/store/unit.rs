//! One decision and its commit: what was read is remembered, what is written goes in one batch.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::engine::{Batch, Engine, Entry, Expect, Order, Range, Seen, Table, Write};
use super::error::StoreError;
use super::record::{Record, Stored, decode, encode, stored};
use super::{IndexEntry, index_page, record_page};

/// A number that only grows, one for each name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Counter {
    name: String,
    n: u64,
}

impl Record for Counter {
    const TABLE: Table = Table::Counter;
    const SCHEMA: u32 = 1;

    fn key(&self) -> String {
        self.name.clone()
    }
}

type Id = (Table, String);

/// Reads and writes of one closure of [`Store::transact`](super::Store::transact).
pub struct Unit<'a> {
    engine: &'a dyn Engine,
    /// The last commit before anything was read.
    since: u64,
    seen: BTreeMap<Id, Read>,
    writes: BTreeMap<Id, Option<Vec<u8>>>,
    entry: Option<Entry>,
}

struct Read {
    expect: Expect,
    value: Option<Vec<u8>>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(engine: &'a dyn Engine) -> Result<Self, StoreError> {
        let since = engine.last_seq()?;
        Ok(Self { engine, since, seen: BTreeMap::new(), writes: BTreeMap::new(), entry: None })
    }

    /// Reads a record and remembers its version (or its absence): the commit fails if it has changed by then.
    /// Own writes are seen; their version is the one they replace, 0 for a new record.
    pub fn get<R: Record>(&mut self, key: &str) -> Result<Option<Stored<R>>, StoreError> {
        let id = (R::TABLE, key.to_owned());
        let seen = self.see(&id)?;
        let version = match seen.expect {
            Expect::Absent => 0,
            Expect::Version(version) => version,
        };
        let held = match self.writes.get(&id) {
            Some(own) => own.as_ref(),
            None => self.seen.get(&id).and_then(|seen| seen.value.as_ref()),
        };
        held.map(|value| Ok(Stored { value: decode(key, value)?, version })).transpose()
    }

    /// Writes a record. It takes the place of what this unit has read under the key, or of what is there now.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let id = (R::TABLE, record.key());
        let value = encode(record)?;
        self.see(&id)?;
        self.writes.insert(id, Some(value));
        Ok(())
    }

    /// Writes a record that must not exist yet; [`StoreError::Exists`] when it does.
    pub fn create<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let key = record.key();
        if self.get::<R>(&key)?.is_some() {
            return Err(StoreError::Exists { table: R::TABLE, key });
        }
        self.put(record)
    }

    /// Removes a record; says whether there was one.
    pub fn remove<R: Record>(&mut self, key: &str) -> Result<bool, StoreError> {
        let id = (R::TABLE, key.to_owned());
        let seen = self.see(&id)?;
        let stored = seen.value.is_some();
        let there = self.writes.get(&id).map_or(stored, Option::is_some);
        if stored {
            self.writes.insert(id, None);
        } else {
            self.writes.remove(&id);
        }
        Ok(there)
    }

    /// Says what this unit is for the audit trail; `subject` is a serial or an id, never a name.
    pub fn entry(
        &mut self,
        at: DateTime<FixedOffset>,
        staff: impl Into<String>,
        action: impl Into<String>,
        subject: impl Into<String>,
    ) {
        self.entry = Some(Entry { at, staff: staff.into(), action: action.into(), subject: subject.into() });
    }

    /// The next number of a counter, from 1, taken in the same commit: no gap and no duplicate.
    pub fn next_number(&mut self, counter_name: &str) -> Result<u64, StoreError> {
        let last = self.get::<Counter>(counter_name)?;
        let n = last.map_or(0, |last| last.value.n) + 1;
        self.put(&Counter { name: counter_name.to_owned(), n })?;
        Ok(n)
    }

    /// A page of committed records. Not guarded and blind to own writes: what must hold at commit needs a
    /// guard record that every writer of the range reads and puts.
    pub fn scan<R: Record>(
        &self,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<Stored<R>>, StoreError> {
        record_page(self.engine, range, order, limit)
    }

    /// A page of committed index entries; see [`Self::scan`] for what it does not guard.
    pub fn index(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<IndexEntry>, StoreError> {
        index_page(self.engine, table, range, order, limit)
    }

    /// Reads a record without guarding it. Own writes are not seen.
    pub fn peek<R: Record>(&self, key: &str) -> Result<Option<Stored<R>>, StoreError> {
        let held = self.engine.get(R::TABLE, key.as_bytes())?;
        held.map(|held| stored(key, &held)).transpose()
    }

    /// Whether something that was read has changed since.
    pub(super) fn is_stale(&self) -> Result<bool, StoreError> {
        for ((table, key), seen) in &self.seen {
            let now = self.engine.get(*table, key.as_bytes())?;
            let as_seen = match (seen.expect, now) {
                (Expect::Absent, None) => true,
                (Expect::Version(version), Some(now)) => now.version == version,
                _ => false,
            };
            if !as_seen {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn see(&mut self, id: &Id) -> Result<&Read, StoreError> {
        if !self.seen.contains_key(id) {
            let held = self.engine.get(id.0, id.1.as_bytes())?;
            let seen = match held {
                Some(held) => Read { expect: Expect::Version(held.version), value: Some(held.value) },
                None => Read { expect: Expect::Absent, value: None },
            };
            self.seen.insert(id.clone(), seen);
        }
        self.seen.get(id).ok_or(StoreError::Broken)
    }

    /// The batch, or `None` when nothing was written.
    pub(super) fn into_batch(self) -> Result<Option<Batch>, StoreError> {
        if self.writes.is_empty() {
            return Ok(None);
        }
        let Some(entry) = self.entry else {
            return Err(StoreError::Refused("a commit without a journal entry".into()));
        };
        // Both are in the order of their keys, which is that of the stored keys too.
        let expects = self.seen.into_iter().map(|((table, key), read)| Seen {
            table,
            full: table.full_key(key.as_bytes()),
            expect: read.expect,
            value: read.value,
        });
        let writes = self.writes.into_iter().map(|((table, key), value)| Write { table, key, value });
        Ok(Some(Batch {
            expects: expects.collect(),
            writes: writes.collect(),
            entry,
            since: Some(self.since),
        }))
    }
}
