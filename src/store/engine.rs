//! The one small trait every key-value engine answers to, and the words it speaks.

use chrono::{DateTime, FixedOffset};

use super::error::StoreError;
pub use super::page::Page;
pub use super::range::Range;
pub use super::table::Table;

/// Longest value in bytes. sled moves values above about 128 KB to files it never syncs.
pub const MAX_VALUE: usize = 100 * 1024;
/// Longest key in bytes.
pub const MAX_KEY: usize = 1024;

/// What the writer saw when it decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    Absent,
    Version(u64),
}

/// A value and the sequence of the commit that wrote it (0 for an index entry, which follows from its record).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    pub value: Vec<u8>,
    pub version: u64,
}

/// Who did what, for the audit trail. `subject` is a serial or an id, never a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub at: DateTime<FixedOffset>,
    pub staff: String,
    pub action: String,
    pub subject: String,
}

/// Expected versions, puts, deletes and the entry that explains them: all or nothing.
///
/// Only data tables; index entries follow from the records. A later put or delete of the same key replaces the
/// earlier one.
#[derive(Debug, Clone)]
pub struct Batch {
    pub(crate) expects: Vec<Seen>,
    pub(crate) writes: Vec<Write>,
    pub(crate) entry: Entry,
    /// A batch of a unit: every value comes from [`encode`](super::record::encode) and is one JSON object on one line
    /// already; `expects` holds every key that is written, in order, as it was after this commit or a later one.
    pub(crate) since: Option<u64>,
}

/// What the writer saw of a key.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub table: Table,
    /// The stored key: the table's byte first.
    pub full: Vec<u8>,
    pub expect: Expect,
    /// The value, in a batch of a unit.
    pub value: Option<Vec<u8>>,
}

/// One write: a value (JSON object, UTF-8, on one line) or `None` for a delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    pub table: Table,
    pub key: String,
    pub value: Option<Vec<u8>>,
}

impl Batch {
    pub fn new(entry: Entry) -> Self {
        Self { expects: Vec::new(), writes: Vec::new(), entry, since: None }
    }

    pub fn expect(mut self, table: Table, key: impl AsRef<str>, expect: Expect) -> Self {
        let full = table.full_key(key.as_ref().as_bytes());
        self.expects.push(Seen { table, full, expect, value: None });
        self
    }

    /// Puts a JSON object under a key.
    pub fn put(self, table: Table, key: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        self.write(table, key.into(), Some(value.into()))
    }

    pub fn delete(self, table: Table, key: impl Into<String>) -> Self {
        self.write(table, key.into(), None)
    }

    fn write(mut self, table: Table, key: String, value: Option<Vec<u8>>) -> Self {
        if let Some(known) = self.writes.iter_mut().find(|write| write.table == table && write.key == key) {
            known.value = value;
        } else {
            self.writes.push(Write { table, key, value });
        }
        self
    }

    /// Checks what every engine must refuse in the same way.
    pub(crate) fn validate(&self) -> Result<(), StoreError> {
        for write in &self.writes {
            let Write { table, key, value } = write;
            if table.is_index() {
                return Err(StoreError::Refused(format!(
                    "{} is derived and cannot be written",
                    table.name()
                )));
            }
            if key.is_empty() || key.len() > MAX_KEY {
                return Err(StoreError::Refused(format!(
                    "a key of {} has {} bytes, not 1 to {MAX_KEY}",
                    table.name(),
                    key.len()
                )));
            }
            let Some(value) = value else { continue };
            if value.len() > MAX_VALUE {
                return Err(StoreError::TooBig { table: *table, key: key.clone(), bytes: value.len() });
            }
            if self.since.is_some() {
                continue;
            }
            check_object(value)
                .map_err(|what| StoreError::Refused(format!("the value of {}/{key} {what}", table.name())))?;
        }
        Ok(())
    }
}

/// A value goes into the journal byte for byte, so it must be one JSON object on one line.
fn check_object(value: &[u8]) -> Result<(), String> {
    if value.first() != Some(&b'{') {
        return Err("is not a JSON object".into());
    }
    if value.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return Err("has a line break".into());
    }
    let text = std::str::from_utf8(value).map_err(|_| "is not UTF-8".to_owned())?;
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map(|_| ())
        .map_err(|error| format!("is not JSON: {error}"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

/// Gives every index entry of a stored value; the store writes the record's key as the entry's value.
///
/// Must be pure: the same value gives the same entries on commit, replay and rebuild. An entry must end with its record's
/// key (which may be a closed last part), so that no two records share one.
pub trait Deriver: Send + Sync {
    /// Raise it whenever `derive` changes: a store opened with another number derives every entry anew.
    fn version(&self) -> u32 {
        1
    }

    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError>;

    /// Whether two values of one record are known to give the same entries, so that they need not be derived. `false`
    /// is always right, only slower.
    fn same_entries(&self, table: Table, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
        let _ = (table, old, new);
        Ok(false)
    }
}

/// A deriver that derives nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoIndex;

impl Deriver for NoIndex {
    fn derive(&self, _: Table, _: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        Ok(Vec::new())
    }
}

/// One commit as the audit trail shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub seq: u64,
    pub entry: Entry,
    pub writes: Vec<Write>,
}

/// An ordered key-value store.
pub trait Engine: Send + Sync {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Versioned>, StoreError>;

    /// At most `limit` entries of `range`, all as of one moment.
    fn page(&self, table: Table, range: &Range, order: Order, limit: usize) -> Result<Page, StoreError>;

    /// The same, each entry in memory of its own.
    fn scan(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Versioned)>, StoreError> {
        Ok(self.page(table, range, order, limit)?.apart())
    }

    /// All or nothing; durable when it returns. The answer is the commit's sequence, from 1 without gaps.
    fn commit(&self, batch: Batch) -> Result<u64, StoreError>;

    /// The sequence of the last commit, 0 when there is none.
    fn last_seq(&self) -> Result<u64, StoreError>;

    /// At most `limit` commits after the sequence `after`, oldest first. A damaged line is left out (a check names it).
    fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError>;
}
