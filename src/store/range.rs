//! Ranges of keys.

use std::ops::Bound;

use super::table::Table;

/// Bounds of stored keys.
pub(crate) type Bounds = (Bound<Vec<u8>>, Bound<Vec<u8>>);

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
    pub(crate) fn stored(&self, table: Table) -> Option<Bounds> {
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
