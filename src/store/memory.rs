//! An engine in memory, for tests and for practice: same semantics, nothing kept.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use super::engine::{Batch, Deriver, Engine, Line, Order, Page, Range, Table, Versioned};
use super::error::StoreError;
use super::stage::{View, check_expects, stage};

pub struct MemoryEngine {
    deriver: Arc<dyn Deriver>,
    held: RwLock<Held>,
}

#[derive(Default)]
struct Held {
    map: BTreeMap<Vec<u8>, Versioned>,
    lines: Vec<Line>,
}

impl View for Held {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError> {
        Ok(self.map.get(full).cloned())
    }
}

impl MemoryEngine {
    pub fn new(deriver: Arc<dyn Deriver>) -> Self {
        Self { deriver, held: RwLock::default() }
    }
}

impl Engine for MemoryEngine {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Versioned>, StoreError> {
        let held = self.held.read().map_err(|_| StoreError::Broken)?;
        held.look(&table.full_key(key))
    }

    fn page(&self, table: Table, range: &Range, order: Order, limit: usize) -> Result<Page, StoreError> {
        let mut page = Page::default();
        let Some(range) = range.stored(table) else {
            return Ok(page);
        };
        let held = self.held.read().map_err(|_| StoreError::Broken)?;
        let mut push = |(full, held): (&Vec<u8>, &Versioned)| {
            page.push(full.get(1..).unwrap_or_default(), &held.value, held.version);
        };
        let found = held.map.range(range);
        match order {
            Order::Ascending => found.take(limit).for_each(&mut push),
            Order::Descending => found.rev().take(limit).for_each(&mut push),
        }
        Ok(page)
    }

    fn commit(&self, batch: Batch) -> Result<u64, StoreError> {
        batch.validate()?;
        let mut held = self.held.write().map_err(|_| StoreError::Broken)?;
        check_expects(&*held, &batch.expects)?;
        let seq = held.lines.len() as u64 + 1;
        let changes = stage(&*held, self.deriver.as_ref(), seq, &batch.writes)?;
        for (full, change) in changes {
            match change {
                Some(value) => held.map.insert(full, value),
                None => held.map.remove(&full),
            };
        }
        held.lines.push(Line { seq, entry: batch.entry, writes: batch.writes });
        Ok(seq)
    }

    fn last_seq(&self) -> Result<u64, StoreError> {
        let held = self.held.read().map_err(|_| StoreError::Broken)?;
        Ok(held.lines.len() as u64)
    }

    fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError> {
        let held = self.held.read().map_err(|_| StoreError::Broken)?;
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(held.lines.iter().skip(after).take(limit).cloned().collect())
    }
}
