//! Records: typed values with a schema number, stored as one JSON object.

use std::io::Write as _;

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

/// How a field `v` begins, wherever it stands.
const OWN: &[u8] = b"\"v\":";

/// The schema number where [`encode`] puts it, in front: found without reading the rest.
fn schema_in_front(value: &[u8]) -> Option<u32> {
    let rest = value.strip_prefix(b"{\"v\":")?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    let (digits, after) = rest.split_at_checked(end)?;
    if !matches!(after.first(), Some(b',' | b'}')) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The stored bytes of a record.
pub fn encode<R: Record>(record: &R) -> Result<Vec<u8>, StoreError> {
    let key = record.key();
    let codec = |source| StoreError::Codec { table: R::TABLE, key: key.clone(), source };
    // Room for most records, so that the bytes stay where they are while they grow.
    let mut value = Vec::with_capacity(1024);
    write!(value, "{{\"v\":{}", R::SCHEMA).map_err(serde_json::Error::io).map_err(codec)?;
    let front = value.len();
    serde_json::to_writer(&mut value, record).map_err(codec)?;
    let Some(brace @ b'{') = value.get_mut(front) else {
        return Err(StoreError::Refused(format!("a record of {} is not a JSON object", R::TABLE.name())));
    };
    // The number takes the place of the opening brace.
    *brace = b',';
    if value.len() == front + 2 {
        value.remove(front);
    }
    // A field `v` of the record's own would stand twice and never be readable again: found here, not later. Without
    // these four bytes there is none, and the second reading is spared.
    if value.windows(OWN.len()).skip(front).any(|bytes| bytes == OWN) {
        serde_json::from_slice::<Schema>(&value).map_err(codec)?;
    }
    Ok(value)
}

/// Reads stored bytes, migrating older schemas. Also what a [`Deriver`](super::engine::Deriver) uses.
pub fn decode<R: Record>(key: &str, value: &[u8]) -> Result<R, StoreError> {
    let codec = |source| StoreError::Codec { table: R::TABLE, key: key.to_owned(), source };
    let schema = match schema_in_front(value) {
        Some(schema) => schema,
        None => serde_json::from_slice::<Schema>(value).map_err(codec)?.v,
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_in_front_is_read_only_where_it_stands_alone() {
        for (value, schema) in [
            ("{\"v\":1}", Some(1)),
            ("{\"v\":12,\"a\":2}", Some(12)),
            ("{\"v\": 1}", None),
            ("{\"v\":1.5}", None),
            ("{\"v\":-1}", None),
            ("{\"v\":}", None),
            ("{\"v\":1", None),
            ("{\"v\":99999999999}", None),
            ("{\"a\":1,\"v\":2}", None),
        ] {
            assert_eq!(schema_in_front(value.as_bytes()), schema, "{value}");
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Plain {
        a: u32,
        inner: Inner,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        v: u32,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Twice {
        v: u32,
    }

    macro_rules! record {
        ($type:ty) => {
            impl Record for $type {
                const TABLE: Table = Table::Meta;
                const SCHEMA: u32 = 1;
                fn key(&self) -> String {
                    "k".to_owned()
                }
            }
        };
    }
    record!(Plain);
    record!(Twice);

    #[test]
    fn a_field_v_is_refused_outside_and_kept_inside() {
        assert!(encode(&Twice { v: 7 }).is_err());
        let plain = Plain { a: 1, inner: Inner { v: 7 } };
        assert_eq!(decode::<Plain>("k", &encode(&plain).unwrap()).unwrap(), plain);
        // A value that another hand wrote, the number not in front.
        let other = br#"{"a":1,"inner":{"v":7},"v":1}"#;
        assert_eq!(decode::<Plain>("k", other).unwrap(), plain);
    }
}
