//! What can go wrong below the desk, each case named so that a screen can say what to do.

use std::io;

use super::engine::Table;

/// Every failure of the store.
///
/// No variant carries a stored value: keys are serials or ids, so an error can be shown or logged as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Someone else wrote the key after it was read. Read again, decide again.
    #[error("{}/{key} was changed by someone else", table.name())]
    Conflict { table: Table, key: String },
    /// A record that was to be new is there already.
    #[error("{}/{key} exists already", table.name())]
    Exists { table: Table, key: String },
    /// Another process has the folder open. `since` is RFC 3339.
    #[error("the store is in use by another process (pid {pid:?}, since {since:?})")]
    Held { pid: Option<u32>, since: Option<String> },
    /// Nothing of the commit was kept; the same commit may be tried again (the disk was full, most likely).
    #[error("not saved: {0}")]
    NotSaved(#[source] io::Error),
    /// An earlier write ended in doubt (a failed sync or truncation). Close and open the store again.
    #[error("the store stopped writing after a failed sync; open it again")]
    Poisoned,
    /// Stored bytes are not what was written.
    #[error("damaged: {place}: {what}")]
    Corrupt { place: String, what: String },
    /// Written by a newer program; this one must not guess.
    #[error("{} has a record of schema {schema}, newer than this program", table.name())]
    Newer { table: Table, schema: u32 },
    /// A value is not the JSON its type asks for.
    #[error("{}/{key}: {source}", table.name())]
    Codec {
        table: Table,
        key: String,
        #[source]
        source: serde_json::Error,
    },
    /// A value above [`MAX_VALUE`](super::engine::MAX_VALUE): files belong beside the store, never in it.
    #[error("{}/{key} has {bytes} bytes, more than a record may have", table.name())]
    TooBig { table: Table, key: String, bytes: usize },
    /// The caller broke a rule of the store (an index table in a batch, a missing journal entry …).
    #[error("refused: {0}")]
    Refused(String),
    /// A file operation failed.
    #[error("{doing}: {source}")]
    Io {
        doing: String,
        #[source]
        source: io::Error,
    },
    /// sled reported an error.
    #[error("sled: {0}")]
    Sled(#[from] ::sled::Error),
    /// A thread died while it held a lock of the store. Close and open the store again.
    #[error("the store was left in doubt by a thread that died; open it again")]
    Broken,
}

impl StoreError {
    /// Maps an I/O error, naming what was being done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    pub(crate) fn corrupt(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Corrupt { place: place.into(), what: what.into() }
    }

    pub(crate) fn conflict(table: Table, key: &[u8]) -> Self {
        Self::Conflict { table, key: String::from_utf8_lossy(key).into_owned() }
    }
}
