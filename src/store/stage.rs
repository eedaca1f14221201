//! From writes of records to changes of stored keys: the one place where index entries come from.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::{Deriver, Expect, Seen, Table, Versioned, Write};
use super::error::StoreError;

/// What a key holds now, by stored key (table byte and key).
pub(crate) trait View {
    fn look(&self, full: &[u8]) -> Result<Option<Versioned>, StoreError>;
}

/// What a unit has read, over a view: sparing the second look at every key, which costs most when a desk has been idle
/// and nothing of sled is in the processor's caches.
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

/// The changes that `writes` make as commit `seq`, index entries included.
pub(crate) fn stage(
    view: &dyn View,
    deriver: &dyn Deriver,
    seq: u64,
    writes: &[Write],
) -> Result<Changes, StoreError> {
    let mut changes = Changes::new();
    let mut gone: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut come: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
    for Write { table, key, value } in writes {
        let full = table.full_key(key.as_bytes());
        let old = view.look(&full)?;
        let same = match (&old, value) {
            (Some(held), Some(value)) => {
                held.value == *value || deriver.same_entries(*table, &held.value, value)?
            }
            (None, None) => true,
            _ => false,
        };
        if !same {
            let mut after = match value {
                Some(value) => derived(deriver, *table, value)?,
                None => BTreeSet::new(),
            };
            if let Some(held) = &old {
                let before = derived(deriver, *table, &held.value)?;
                gone.extend(before.into_iter().filter(|entry| !after.remove(entry)));
            }
            for entry in after {
                if let Some(other) = come.get(&entry).filter(|other| **other != key) {
                    return Err(clash(&entry, other));
                }
                come.insert(entry, key);
            }
        }
        let value = value.clone().map(|value| Versioned { value, version: seq });
        changes.push((full, value));
    }
    for (entry, key) in &come {
        if owned(entry, key) || gone.contains(entry) {
            continue;
        }
        if let Some(held) = view.look(entry)?
            && held.value != key.as_bytes()
        {
            return Err(clash(entry, &String::from_utf8_lossy(&held.value)));
        }
    }
    changes.extend(gone.into_iter().map(|entry| (entry, None)));
    changes.extend(come.into_iter().map(|(entry, key)| {
        let held = Versioned { value: key.as_bytes().to_vec(), version: 0 };
        (entry, Some(held))
    }));
    Ok(changes)
}

/// The stored keys of every index entry a value gives.
pub(crate) fn derived(
    deriver: &dyn Deriver,
    table: Table,
    value: &[u8],
) -> Result<BTreeSet<Vec<u8>>, StoreError> {
    deriver
        .derive(table, value)?
        .into_iter()
        .map(|(index, mut key)| {
            if index.is_index() {
                key.insert(0, index.byte());
                Ok(key)
            } else {
                Err(StoreError::Refused(format!(
                    "{} is not an index table and cannot hold derived entries",
                    index.name()
                )))
            }
        })
        .collect()
}

/// An entry that ends with its record's key (or that key as a closed last part) can have no other owner.
fn owned(entry: &[u8], key: &str) -> bool {
    let open = entry.strip_suffix(&[0]).unwrap_or(entry);
    open.ends_with(key.as_bytes()) || entry.ends_with(key.as_bytes())
}

fn clash(entry: &[u8], other: &str) -> StoreError {
    let table = entry.first().and_then(|byte| Table::from_byte(*byte));
    StoreError::Refused(format!("an entry of {} already belongs to {other}", table.map_or("?", Table::name)))
}
