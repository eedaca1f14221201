//! Derives every index entry anew when the rules that gave the old ones have changed.

use super::layers::{entries, pack, records, unpack};
use crate::store::engine::{Deriver, Table, Versioned};
use crate::store::error::StoreError;
use crate::store::stage::derived;

const RULES: &[u8] = b"\0rules";
const CHUNK: usize = 4096;

/// What the index entries depend on besides the records: the deriver's version and the store's key.
fn rules(deriver: &dyn Deriver, identity: &[u8]) -> Vec<u8> {
    let mut rules = deriver.version().to_be_bytes().to_vec();
    rules.extend_from_slice(identity);
    rules
}

/// Notes the rules in force.
pub(super) fn mark(db: &::sled::Db, deriver: &dyn Deriver, identity: &[u8]) -> Result<(), StoreError> {
    db.insert(RULES, rules(deriver, identity))?;
    Ok(())
}

/// Says whether there was need.
pub(super) fn if_changed(
    db: &::sled::Db,
    deriver: &dyn Deriver,
    identity: &[u8],
) -> Result<bool, StoreError> {
    if db.get(RULES)?.is_some_and(|old| old == rules(deriver, identity)) {
        return Ok(false);
    }
    let mut batch = ::sled::Batch::default();
    let mut held = 0;
    for found in entries(db) {
        batch.remove(found?.0);
        held += 1;
        flush_full(db, &mut batch, &mut held)?;
    }
    for found in records(db) {
        let (key, value) = found?;
        let record = unpack(&key, &value)?;
        let Some((byte, bare)) = key.split_first() else {
            continue;
        };
        let Some(table) = Table::from_byte(*byte) else {
            continue;
        };
        for entry in derived(deriver, table, &record.value)? {
            let stored = pack(&Versioned { value: bare.to_vec(), version: 0 });
            batch.insert(entry, stored);
            held += 1;
        }
        flush_full(db, &mut batch, &mut held)?;
    }
    db.apply_batch(batch)?;
    // Last, so that a cut in between only means doing it again.
    mark(db, deriver, identity)?;
    Ok(true)
}

fn flush_full(db: &::sled::Db, batch: &mut ::sled::Batch, held: &mut usize) -> Result<(), StoreError> {
    if *held >= CHUNK {
        db.apply_batch(std::mem::take(batch))?;
        *held = 0;
    }
    Ok(())
}
