//! From writes of records to changes of stored keys: the one place where index entries come from.

use super::engine::{Deriver, Expect, Seen, Table, Versioned, Write};
use super::error::StoreError;

/// What a key holds now, by stored key (table byte and key).
pub(crate) trait View {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError>;
}

/// What a writer has read and what still stands, over a view: sparing the second look at every key, which costs most when
/// a desk has been idle and nothing of sled is in the processor's caches.
pub(crate) struct AsSeen<'a> {
    /// In the order of the keys.
    pub seen: &'a [Seen],
    pub view: &'a dyn View,
}

impl View for AsSeen<'_> {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError> {
        let found = self.seen.binary_search_by(|seen| seen.full.as_slice().cmp(full)).ok();
        match found.and_then(|at| self.seen.get(at)) {
            Some(Seen { value: Some(value), expect: Expect::Version(version), .. }) => {
                Ok(Some(Versioned { value: value.clone(), version: *version }))
            }
            Some(Seen { expect: Expect::Absent, .. }) => Ok(None),
            _ => self.view.look(full),
        }
    }
}

/// Stored keys with their new value, or `None` where they go. A later change of a key replaces the earlier one.
pub(crate) type Changes = Vec<(Vec<u8>, Option<Versioned>)>;

/// Refuses with `Conflict` when a key is not what the writer saw.
pub(crate) fn check_expects(view: &dyn View, expects: &[Seen]) -> Result<(), StoreError> {
    for Seen { table, full, expect, .. } in expects {
        let now = view.look(full)?.map(|held| held.version);
        let as_seen = match expect {
            Expect::Absent => now.is_none(),
            Expect::Version(seen) => now == Some(*seen),
        };
        if !as_seen {
            return Err(StoreError::conflict(*table, full.get(1..).unwrap_or_default()));
        }
    }
    Ok(())
}

/// What stands under the key of each write before it.
pub(crate) fn before(view: &dyn View, writes: &[Write]) -> Result<Vec<Option<Versioned>>, StoreError> {
    writes.iter().map(|Write { table, key, .. }| view.look(&table.full_key(key.as_bytes()))).collect()
}

/// The changes that `writes` make as commit `seq`, index entries included; `before` is what [`before`] gave.
pub(crate) fn changes(
    deriver: &dyn Deriver,
    seq: u64,
    writes: &[Write],
    before: &[Option<Versioned>],
) -> Result<Changes, StoreError> {
    let mut changes = Changes::new();
    for (Write { table, key, value }, old) in writes.iter().zip(before) {
        let same = match (old, value) {
            (Some(held), Some(value)) => {
                held.value == *value || deriver.same_entries(*table, &held.value, value)?
            }
            (None, None) => true,
            _ => false,
        };
        if !same {
            let of = |value: Option<&Vec<u8>>| match value {
                Some(value) => derived(deriver, *table, key, value),
                None => Ok(Vec::new()),
            };
            let (gone, come) = (of(old.as_ref().map(|held| &held.value))?, of(value.as_ref())?);
            let points = || Some(Versioned { value: key.as_bytes().to_vec(), version: 0 });
            changes.extend(gone.iter().filter(|entry| !has(&come, entry)).map(|entry| (entry.clone(), None)));
            changes
                .extend(come.into_iter().filter(|entry| !has(&gone, entry)).map(|entry| (entry, points())));
        }
        let value = value.clone().map(|value| Versioned { value, version: seq });
        changes.push((table.full_key(key.as_bytes()), value));
    }
    Ok(changes)
}

/// [`before`] and [`changes`] in one.
pub(crate) fn stage(
    view: &dyn View,
    deriver: &dyn Deriver,
    seq: u64,
    writes: &[Write],
) -> Result<Changes, StoreError> {
    changes(deriver, seq, writes, &before(view, writes)?)
}

/// The stored keys of every index entry a record gives, in order.
pub(crate) fn derived(
    deriver: &dyn Deriver,
    table: Table,
    key: &str,
    value: &[u8],
) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut entries = deriver.derive(table, value)?;
    for (index, entry) in &mut entries {
        if !index.is_index() {
            return Err(StoreError::Refused(format!(
                "{} is not an index table and cannot hold derived entries",
                index.name()
            )));
        }
        if !owned(entry, key) {
            let name = index.name();
            return Err(StoreError::Refused(format!(
                "an entry of {name} does not end with its record's key"
            )));
        }
        entry.insert(0, index.byte());
    }
    let mut entries: Vec<Vec<u8>> = entries.into_iter().map(|(_, entry)| entry).collect();
    entries.sort_unstable();
    entries.dedup();
    Ok(entries)
}

fn has(sorted: &[Vec<u8>], entry: &Vec<u8>) -> bool {
    sorted.binary_search(entry).is_ok()
}

/// An entry that ends with its record's key (or that key as a closed last part) is no other record's.
fn owned(entry: &[u8], key: &str) -> bool {
    let open = entry.strip_suffix(&[0]).unwrap_or(entry);
    open.ends_with(key.as_bytes()) || entry.ends_with(key.as_bytes())
}
