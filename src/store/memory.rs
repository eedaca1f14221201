//! An engine in memory, for tests and for practice: same semantics, nothing kept.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use super::engine::{Batch, Deriver, Engine, Line, Order, Range, Table, Versioned};
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

    fn scan(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Versioned)>, StoreError> {
        let Some(range) = range.stored(table) else {
            return Ok(Vec::new());
        };
        let held = self.held.read().map_err(|_| StoreError::Broken)?;
        let found = held.map.range(range);
        let bare =
            |(full, held): (&Vec<u8>, &Versioned)| (full.get(1..).unwrap_or_default().to_vec(), held.clone());
        Ok(match order {
            Order::Ascending => found.take(limit).map(bare).collect(),
            Order::Descending => found.rev().take(limit).map(bare).collect(),
        })
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
