//! Derives every index entry anew when the rules that gave the old ones have changed.

use super::backup::name;
use super::layers::{entries, pack, records, unpack};
use crate::store::engine::{Deriver, Versioned};
use crate::store::error::StoreError;
use crate::store::stage::derived;

const RULES: &[u8] = b"\0rules";

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
    anew(db, deriver, identity)?;
    Ok(true)
}

/// Derives every entry from the records as they are.
pub(super) fn anew(db: &::sled::Db, deriver: &dyn Deriver, identity: &[u8]) -> Result<(), StoreError> {
    for found in entries(db) {
        db.remove(found?.0)?;
    }
    for found in records(db) {
        let (key, value) = found?;
        let record = unpack(&key, &value)?;
        let (table, name) = name(&key)?;
        for entry in derived(deriver, table, name, &record.value)? {
            db.insert(entry, pack(&Versioned { value: name.as_bytes().to_vec(), version: 0 }))?;
        }
    }
    // Last, so that a cut in between only means doing it again.
    mark(db, deriver, identity)
}
