//! The one small trait every key-value engine answers to, and the words it speaks.

use std::ops::Bound;

use chrono::{DateTime, FixedOffset};

use super::error::StoreError;

/// Longest value in bytes. sled moves values above about 128 KB to files it never syncs.
pub const MAX_VALUE: usize = 100 * 1024;
/// Longest key in bytes.
pub const MAX_KEY: usize = 1024;

/// The tables. The number is the first byte of every stored key, so it must never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Table {
    Meta = 1,
    Counter = 2,
    Staff = 3,
    Community = 4,
    Item = 5,
    Resident = 6,
    Visit = 7,
    Intake = 8,
    Decline = 9,
    Draft = 10,
    PaperRun = 11,
    Calendar = 12,
    Look = 13,
    /// Derived: keyed hashes of search tokens.
    Token = 14,
    /// Derived: every other order records are read in.
    Index = 15,
}

impl Table {
    pub const ALL: [Self; 15] = [
        Self::Meta,
        Self::Counter,
        Self::Staff,
        Self::Community,
        Self::Item,
        Self::Resident,
        Self::Visit,
        Self::Intake,
        Self::Decline,
        Self::Draft,
        Self::PaperRun,
        Self::Calendar,
        Self::Look,
        Self::Token,
        Self::Index,
    ];

    /// The name written in the journal and in backups; it must never change.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Counter => "counter",
            Self::Staff => "staff",
            Self::Community => "community",
            Self::Item => "item",
            Self::Resident => "resident",
            Self::Visit => "visit",
            Self::Intake => "intake",
            Self::Decline => "decline",
            Self::Draft => "draft",
            Self::PaperRun => "paper_run",
            Self::Calendar => "calendar",
            Self::Look => "look",
            Self::Token => "token",
            Self::Index => "index",
        }
    }

    /// Whether entries are derived from records (and so never written by a batch).
    pub fn is_index(self) -> bool {
        matches!(self, Self::Token | Self::Index)
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The first byte of every stored key of this table.
    pub(crate) fn byte(self) -> u8 {
        self as u8
    }

    /// The stored key: table byte, then key.
    pub(crate) fn full_key(self, key: &[u8]) -> Vec<u8> {
        let mut full = Vec::with_capacity(key.len() + 1);
        full.push(self.byte());
        full.extend_from_slice(key);
        full
    }

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.byte() == byte)
    }
}

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
    pub(crate) expects: Vec<(Table, Vec<u8>, Expect)>,
    pub(crate) writes: Vec<Write>,
    pub(crate) entry: Entry,
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
        Self { expects: Vec::new(), writes: Vec::new(), entry }
    }

    pub fn expect(mut self, table: Table, key: impl Into<String>, expect: Expect) -> Self {
        self.expects.push((table, key.into().into_bytes(), expect));
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

/// A range of keys within one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    pub from: Bound<Vec<u8>>,
    pub to: Bound<Vec<u8>>,
}

impl Range {
    pub fn new(from: Bound<Vec<u8>>, to: Bound<Vec<u8>>) -> Self {
        Self { from, to }
    }

    /// The whole table. Scans stay bounded by their limit.
    pub fn all() -> Self {
        Self::new(Bound::Unbounded, Bound::Unbounded)
    }

    /// Every key that starts with `prefix`.
    pub fn prefix(prefix: impl AsRef<[u8]>) -> Self {
        let prefix = prefix.as_ref();
        Self::new(Bound::Included(prefix.to_vec()), after_prefix(prefix))
    }

    /// `from <= key < to`.
    pub fn between(from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> Self {
        Self::new(Bound::Included(from.as_ref().to_vec()), Bound::Excluded(to.as_ref().to_vec()))
    }

    /// The next page in ascending order: everything in this range after `key`.
    pub fn after(mut self, key: impl AsRef<[u8]>) -> Self {
        self.from = Bound::Excluded(key.as_ref().to_vec());
        self
    }

    /// The next page in descending order: everything in this range before `key`.
    pub fn before(mut self, key: impl AsRef<[u8]>) -> Self {
        self.to = Bound::Excluded(key.as_ref().to_vec());
        self
    }

    /// The same range over stored keys, or `None` when nothing can lie in it (an engine's ordered map may panic
    /// on a range that ends before it starts).
    pub(crate) fn stored(&self, table: Table) -> Option<(Bound<Vec<u8>>, Bound<Vec<u8>>)> {
        let byte = table.byte();
        let wrap = |key: &Vec<u8>| table.full_key(key);
        let from = match &self.from {
            Bound::Included(key) => Bound::Included(wrap(key)),
            Bound::Excluded(key) => Bound::Excluded(wrap(key)),
            Bound::Unbounded => Bound::Included(vec![byte]),
        };
        let to = match &self.to {
            Bound::Included(key) => Bound::Included(wrap(key)),
            Bound::Excluded(key) => Bound::Excluded(wrap(key)),
            Bound::Unbounded => Bound::Excluded(vec![byte + 1]),
        };
        let empty = match (&from, &to) {
            (Bound::Included(a), Bound::Included(b)) => a > b,
            (Bound::Included(a) | Bound::Excluded(a), Bound::Excluded(b))
            | (Bound::Excluded(a), Bound::Included(b)) => a >= b,
            _ => false,
        };
        (!empty).then_some((from, to))
    }
}

fn after_prefix(prefix: &[u8]) -> Bound<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Bound::Excluded(end);
        }
    }
    Bound::Unbounded
}

/// Gives every index entry of a stored value; the store writes the record's key as the entry's value.
///
/// Must be pure: the same value gives the same entries on commit, replay and rebuild. An entry's key must be unique
/// to its record, which it is when it ends with the record's key.
pub trait Deriver: Send + Sync {
    /// Raise it whenever `derive` changes: a store opened with another number derives every entry anew.
    fn version(&self) -> u32 {
        1
    }

    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError>;
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
    fn scan(
        &self,
        table: Table,
        range: &Range,
        order: Order,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Versioned)>, StoreError>;

    /// All or nothing; durable when it returns. The answer is the commit's sequence, from 1 without gaps.
    fn commit(&self, batch: Batch) -> Result<u64, StoreError>;

    /// The sequence of the last commit, 0 when there is none.
    fn last_seq(&self) -> Result<u64, StoreError>;

    /// At most `limit` commits after the sequence `after`, oldest first. A damaged line is left out (a check names it).
    fn journal_page(&self, after: u64, limit: usize) -> Result<Vec<Line>, StoreError>;
}
