//! Records: typed values with a schema number, stored as one JSON object.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::engine::{Table, Versioned};
use super::error::StoreError;

/// A value with a table, a key and a schema.
///
/// Stored as its JSON object plus `"v": SCHEMA`; so it must be a struct with named fields (or a tagged enum), must
/// have no field `v` of its own and must not deny unknown fields. New optional fields take `#[serde(default)]`
/// and no new schema number.
pub trait Record: Serialize + DeserializeOwned {
    const TABLE: Table;
    /// From 1. A stored value without a number counts as 0.
    const SCHEMA: u32;

    fn key(&self) -> String;

    /// Turns a value of schema `from` (less than [`Self::SCHEMA`]) into one of this schema. A newer value never
    /// comes here: it is refused with [`StoreError::Newer`].
    fn migrate(from: u32, value: Value) -> Result<Value, StoreError> {
        let _ = from;
        Ok(value)
    }
}

/// A record and the sequence of the commit that wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<R> {
    pub value: R,
    pub version: u64,
}

#[derive(Deserialize)]
struct Schema {
    #[serde(default)]
    v: u32,
}

/// The stored bytes of a record.
pub fn encode<R: Record>(record: &R) -> Result<Vec<u8>, StoreError> {
    let key = record.key();
    let codec = |source| StoreError::Codec { table: R::TABLE, key: key.clone(), source };
    let bare = serde_json::to_vec(record).map_err(codec)?;
    let Some(rest) = bare.strip_prefix(b"{") else {
        return Err(StoreError::Refused(format!("a record of {} is not a JSON object", R::TABLE.name())));
    };
    let mut value = format!("{{\"v\":{}", R::SCHEMA).into_bytes();
    value.reserve(bare.len() + 1);
    if rest != b"}" {
        value.push(b',');
    }
    value.extend_from_slice(rest);
    // A field `v` of the record's own would stand twice and never be readable again: found here, not later.
    serde_json::from_slice::<Schema>(&value).map_err(codec)?;
    Ok(value)
}

/// Reads stored bytes, migrating older schemas. Also what a [`Deriver`](super::engine::Deriver) uses.
pub fn decode<R: Record>(key: &str, value: &[u8]) -> Result<R, StoreError> {
    let codec = |source| StoreError::Codec { table: R::TABLE, key: key.to_owned(), source };
    let Schema { v: schema } = serde_json::from_slice(value).map_err(codec)?;
    if schema == R::SCHEMA {
        return serde_json::from_slice(value).map_err(codec);
    }
    if schema > R::SCHEMA {
        return Err(StoreError::Newer { table: R::TABLE, schema });
    }
    let mut old: Value = serde_json::from_slice(value).map_err(codec)?;
    if let Some(fields) = old.as_object_mut() {
        fields.remove("v");
    }
    serde_json::from_value(R::migrate(schema, old)?).map_err(codec)
}

pub(crate) fn stored<R: Record>(key: &str, held: &Versioned) -> Result<Stored<R>, StoreError> {
    Ok(Stored { value: decode(key, &held.value)?, version: held.version })
}
