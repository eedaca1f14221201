//! One journal line: how it is written and how it is read back.
//!
//! `{"seq":…,"at":…,"staff":…,"action":…,"subject":…,"writes":[["table","key",{…}|null],…],"prev":"…","hash":"…"}`
//!
//! `hash` is the blake3 of every byte before `,"hash"`, and `prev` is the hash of the line before, so a line vouches
//! for all lines before it. Values stand in the line byte for byte as they are stored.

use chrono::DateTime;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::store::engine::{Entry, Line, Table, Write};

/// What `prev` says in the very first line.
pub(crate) const GENESIS: &str = "";
/// What `prev` says when the lines before are gone: this, and the sequence the chain goes on after.
const RESTART: &str = "chain restarted after ";
/// `,"hash":"` + 64 hex digits + `"}`
const TAIL: usize = 9 + 64 + 2;

/// A line that is whole: its own hash fits.
pub(crate) struct Read {
    pub line: Line,
    pub prev: String,
    pub hash: String,
}

impl Read {
    /// The sequence the chain goes on after, if this line starts it anew.
    pub fn restarts_after(&self) -> Option<u64> {
        self.prev.strip_prefix(RESTART)?.parse().ok()
    }
}

pub(crate) fn restart_mark(after: u64) -> String {
    format!("{RESTART}{after}")
}

/// The bytes of a line with its line feed, and its hash.
pub(crate) fn encode(
    seq: u64,
    entry: &Entry,
    writes: &[Write],
    prev: &str,
) -> Result<(Vec<u8>, String), serde_json::Error> {
    let size: usize =
        writes.iter().map(|write| write.key.len() + write.value.as_ref().map_or(4, Vec::len) + 24).sum();
    let mut line = Vec::with_capacity(size + 400);
    line.extend_from_slice(format!("{{\"seq\":{seq}").as_bytes());
    for (name, text) in [
        ("at", entry.at.to_rfc3339().as_str()),
        ("staff", entry.staff.as_str()),
        ("action", entry.action.as_str()),
        ("subject", entry.subject.as_str()),
    ] {
        line.extend_from_slice(b",\"");
        line.extend_from_slice(name.as_bytes());
        line.extend_from_slice(b"\":");
        serde_json::to_writer(&mut line, text)?;
    }
    line.extend_from_slice(b",\"writes\":[");
    for (index, Write { table, key, value }) in writes.iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        line.extend_from_slice(b"[\"");
        line.extend_from_slice(table.name().as_bytes());
        line.extend_from_slice(b"\",");
        serde_json::to_writer(&mut line, key)?;
        line.push(b',');
        line.extend_from_slice(value.as_deref().unwrap_or(b"null"));
        line.push(b']');
    }
    line.extend_from_slice(b"],\"prev\":");
    serde_json::to_writer(&mut line, prev)?;
    let hash = blake3::hash(&line).to_hex().to_string();
    line.extend_from_slice(b",\"hash\":\"");
    line.extend_from_slice(hash.as_bytes());
    line.extend_from_slice(b"\"}\n");
    Ok((line, hash))
}

/// Reads a line (without its line feed); the error says what is wrong with it.
pub(crate) fn parse(bytes: &[u8]) -> Result<Read, String> {
    let cut = bytes.len().checked_sub(TAIL).ok_or("is too short")?;
    let (body, tail) = bytes.split_at(cut);
    let hash =
        tail.strip_prefix(b",\"hash\":\"").and_then(|rest| rest.strip_suffix(b"\"}")).ok_or("has no hash")?;
    let own = blake3::hash(body).to_hex();
    if own.as_bytes() != hash {
        return Err("does not fit its hash".into());
    }
    let text = std::str::from_utf8(body).map_err(|_| "is not UTF-8")?;
    let mut cursor = Cursor { rest: text };
    let seq: u64 = cursor.field("{\"seq\":")?;
    let at: String = cursor.field(",\"at\":")?;
    let staff = cursor.field(",\"staff\":")?;
    let action = cursor.field(",\"action\":")?;
    let subject = cursor.field(",\"subject\":")?;
    let at = DateTime::parse_from_rfc3339(&at).map_err(|error| format!("has no time: {error}"))?;
    cursor.skip(",\"writes\":[")?;
    let mut writes = Vec::new();
    while !cursor.try_skip("]") {
        if !writes.is_empty() {
            cursor.skip(",")?;
        }
        let name: String = cursor.field("[")?;
        let table = Table::from_name(&name).ok_or_else(|| format!("names an unknown table {name}"))?;
        let key = cursor.field(",")?;
        cursor.skip(",")?;
        let raw = cursor.raw()?;
        cursor.skip("]")?;
        let value = (raw != "null").then(|| raw.as_bytes().to_vec());
        writes.push(Write { table, key, value });
    }
    let prev = cursor.field(",\"prev\":")?;
    let entry = Entry { at, staff, action, subject };
    Ok(Read { line: Line { seq, entry, writes }, prev, hash: own.to_string() })
}

/// Reads JSON pieces one after the other, keeping values as the bytes they are.
pub(crate) struct Cursor<'a> {
    pub rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub fn try_skip(&mut self, what: &str) -> bool {
        let rest = self.rest.strip_prefix(what);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    pub fn skip(&mut self, what: &str) -> Result<(), String> {
        if self.try_skip(what) { Ok(()) } else { Err(format!("lacks {what}")) }
    }

    /// A literal, then a JSON value.
    pub fn field<T: Deserialize<'a>>(&mut self, before: &str) -> Result<T, String> {
        self.skip(before)?;
        self.value().map(|(value, _)| value)
    }

    /// The text of the JSON value that comes next.
    pub fn raw(&mut self) -> Result<&'a str, String> {
        self.value::<IgnoredAny>().map(|(_, raw)| raw)
    }

    fn value<T: Deserialize<'a>>(&mut self) -> Result<(T, &'a str), String> {
        let mut stream = serde_json::Deserializer::from_str(self.rest).into_iter::<T>();
        let value =
            stream.next().ok_or("ends too early")?.map_err(|error| format!("is not JSON: {error}"))?;
        let end = stream.byte_offset();
        let (raw, rest) = self.rest.split_at_checked(end).ok_or("ends too early")?;
        self.rest = rest;
        Ok((value, raw))
    }
}
