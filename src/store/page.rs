//! What a scan found, in one piece of memory: reading a week of facts makes no thousand small ones.

use super::engine::Versioned;

/// Entries in the order they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    bytes: Vec<u8>,
    entries: Vec<Ends>,
}

/// Where an entry's key and value end; it begins where the one before ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    key: usize,
    value: usize,
    version: u64,
}

/// One entry of a [`Page`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageEntry<'a> {
    /// Its key, without the table.
    pub key: &'a [u8],
    /// Its value.
    pub value: &'a [u8],
    /// The commit that wrote it; 0 of an index entry.
    pub version: u64,
}

impl Page {
    /// Adds an entry.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8], version: u64) {
        self.bytes.extend_from_slice(key);
        let key = self.bytes.len();
        self.bytes.extend_from_slice(value);
        self.entries.push(Ends { key, value: self.bytes.len(), version });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = PageEntry<'_>> {
        let starts = std::iter::once(0).chain(self.entries.iter().map(|ends| ends.value));
        starts.zip(&self.entries).map(|(start, ends)| PageEntry {
            key: self.bytes.get(start..ends.key).unwrap_or_default(),
            value: self.bytes.get(ends.key..ends.value).unwrap_or_default(),
            version: ends.version,
        })
    }

    /// The key of the last, to go on from.
    pub fn last_key(&self) -> Option<&[u8]> {
        let last = self.entries.last()?;
        let start = self.entries.len().checked_sub(2).and_then(|at| self.entries.get(at));
        self.bytes.get(start.map_or(0, |ends| ends.value)..last.key)
    }

    /// Each entry in memory of its own.
    pub(crate) fn apart(&self) -> Vec<(Vec<u8>, Versioned)> {
        self.iter()
            .map(|entry| {
                (entry.key.to_vec(), Versioned { value: entry.value.to_vec(), version: entry.version })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_out_as_they_went_in() {
        let mut page = Page::default();
        assert!(page.is_empty());
        assert_eq!(page.last_key(), None);
        let all: [(&[u8], &[u8], u64); 3] = [(b"a", b"one", 1), (b"", b"", 0), (b"bc", b"", 7)];
        for (key, value, version) in all {
            page.push(key, value, version);
            assert_eq!(page.last_key(), Some(key));
        }
        let read: Vec<_> = page.iter().map(|entry| (entry.key, entry.value, entry.version)).collect();
        assert_eq!(read, all);
        assert_eq!(page.len(), page.apart().len());
    }
}
