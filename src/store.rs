//! Where the desk's records are kept.
//!
//! Records ([`Record`]) are JSON objects in tables of an [`Engine`]; index entries follow from them through a
//! [`Deriver`]. [`Store`] is what the desk holds: typed reads, and [`Store::transact`] for a decision and its commit.
//! Every commit carries one journal entry and is durable when it returns.

mod bundle;
mod engine;
mod error;
mod journal;
mod key;
mod memory;
mod page;
mod range;
mod record;
pub mod records;
mod sled;
mod stage;
mod table;
mod unit;

use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::Duration;

pub use bundle::Bundle;
pub use engine::{
    Batch, Deriver, Engine, Entry, Expect, Line, MAX_KEY, MAX_VALUE, NoIndex, Order, Page, Range, Table,
    Versioned, Write,
};
pub use error::StoreError;
pub use key::{index_key, index_open, index_part, token_key, token_prefix, token_rank};
pub use memory::MemoryEngine;
pub use page::PageEntry;
pub use record::{Record, Stored, decode, encode};
pub use sled::{Backup, CheckReport, Options, Rebuilt, Recovery, SledEngine, store_key};
pub use unit::Unit;

/// An index entry's key and the key of the record it stands for.
pub type IndexEntry = (Vec<u8>, String);

/// How often a closure is tried before a conflict is handed to the caller.
const ATTEMPTS: u32 = 64;

/// A store on any engine. Cloning is cheap; clones share the engine.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    turn: Arc<Mutex<()>>,
}

impl Store {
    pub fn new(engine: Arc<dyn Engine>) -> Self {
        Self { engine, turn: Arc::default() }
    }

    /// A store in memory.
    pub fn in_memory(deriver: Arc<dyn Deriver>) -> Self {
        Self::new(Arc::new(MemoryEngine::new(deriver)))
    }

    pub fn engine(&self) -> &Arc<dyn Engine> {
        &self.engine
    }

    pub fn get<R: Record>(&self, key: &str) -> Result<Option<Stored<R>>, StoreError> {
        let held = self.engine.get(R::TABLE, key.as_bytes())?;
        held.map(|held| record::stored(key, &held)).transpose()
    }

    /// At most `limit` records of a range of keys.
    pub fn scan<R: Record>(
        &self,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<Stored<R>>, StoreError> {
        record_page(self.engine.as_ref(), range, order, limit)
    }

    /// At most `limit` entries of [`Table::Index`] or [`Table::Token`].
    pub fn index(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<IndexEntry>, StoreError> {
        index_page(self.engine.as_ref(), table, range, order, limit)
    }

    /// The same in one piece of memory: for those who read thousands of them.
    pub fn index_entries(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Page, StoreError> {
        index_entries(self.engine.as_ref(), table, range, order, limit)
    }

    /// The sequence of the last commit, 0 when there is none.
    pub fn last_seq(&self) -> Result<u64, StoreError> {
        self.engine.last_seq()
    }

    /// At most `limit` commits after the sequence `after`, oldest first.
    pub fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError> {
        self.engine.journal_page(after, limit)
    }

    /// Runs `decide` and commits what it wrote, all or nothing.
    ///
    /// When something it read has changed meanwhile, the whole closure runs again (64 times at most, then
    /// [`StoreError::Conflict`]): it must have no effect besides the unit. A closure that writes must call
    /// [`Unit::entry`]. An error of the closure commits nothing and is returned as it is, unless what the closure
    /// had read was out of date by then: that too is decided again.
    pub fn transact<T, E, F>(&self, mut decide: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnMut(&mut Unit<'_>) -> Result<T, E>,
    {
        let mut attempt = 0;
        let mut turn = None;
        loop {
            attempt += 1;
            // Who has lost two races takes the turn and keeps it until done; everybody else lets it pass first. So it
            // can lose only to those already under way, and many writers of one counter do not starve one another.
            if turn.is_none() {
                turn = self.take_turn();
                if attempt <= 2 {
                    turn = None;
                }
            }
            let mut unit = Unit::new(self.engine.as_ref())?;
            match decide(&mut unit) {
                Ok(answer) => {
                    let Some(batch) = unit.into_batch()? else {
                        return Ok(answer);
                    };
                    match self.engine.commit(batch) {
                        Ok(_) => return Ok(answer),
                        Err(StoreError::Conflict { .. }) if attempt < ATTEMPTS => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                // Two reads with someone's commit between them can make a refusal out of nothing.
                Err(_) if attempt < ATTEMPTS && unit.is_stale()? => {}
                Err(error) => return Err(error),
            }
            if turn.is_none() {
                std::thread::sleep(Duration::from_micros(fastrand::u64(0..200)));
            }
        }
    }

    // Waits a bounded time only, so that a unit inside a unit can lose a turn but never lock up.
    fn take_turn(&self) -> Option<MutexGuard<'_, ()>> {
        for _ in 0..4000 {
            match self.turn.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(Duration::from_micros(fastrand::u64(50..500)));
                }
                // The turn protects no data: one that a panic left behind is as good as new.
                Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
            }
        }
        None
    }
}

fn record_page<R: Record>(
    engine: &dyn Engine,
    range: &Range,
    order: Order,
    limit: usize,
) -> Result<Vec<Stored<R>>, StoreError> {
    engine
        .page(R::TABLE, range, order, limit)?
        .iter()
        .map(|entry| {
            let key = String::from_utf8_lossy(entry.key);
            Ok(Stored { value: record::decode(&key, entry.value)?, version: entry.version })
        })
        .collect()
}

fn index_entries(
    engine: &dyn Engine,
    table: Table,
    range: &Range,
    order: Order,
    limit: usize,
) -> Result<Page, StoreError> {
    if !table.is_index() {
        return Err(StoreError::Refused(format!("{} is not an index table", table.name())));
    }
    engine.page(table, range, order, limit)
}

fn index_page(
    engine: &dyn Engine,
    table: Table,
    range: &Range,
    order: Order,
    limit: usize,
) -> Result<Vec<IndexEntry>, StoreError> {
    index_entries(engine, table, range, order, limit)?
        .iter()
        .map(|entry| {
            let record = std::str::from_utf8(entry.value)
                .map_err(|_| StoreError::corrupt(table.name(), "a record key is not UTF-8"))?;
            Ok((entry.key.to_vec(), record.to_owned()))
        })
        .collect()
}
