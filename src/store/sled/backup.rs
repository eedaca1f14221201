//! Backups: every record in one file of JSON lines that vouches for itself.
//!
//! A header (format, sequence, where its journal line stands), one `["table","key",version,{…}]` a record, and a footer
//! with the count and the blake3 of every byte before it. Index entries are derived again when it is loaded.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::core::{Behind, Core};
use super::layers::{self, Layers, guarded, unpack};
use crate::store::engine::{Deriver, Table, Write};
use crate::store::error::StoreError;
use crate::store::journal::disk::sync_dir;
use crate::store::journal::line::Cursor;
use crate::store::journal::walk::Mark;
use crate::store::stage::stage;

/// How many backups are kept.
const KEEP: usize = 7;
const FORMAT: u32 = 1;
/// Memory that loaded changes may take before they go to sled.
const LOAD_BYTES: usize = 8 * 1024 * 1024;

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The last commit it holds.
    pub seq: u64,
    pub records: u64,
    pub path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Header {
    quanke: String,
    format: u32,
    seq: u64,
    at: String,
    mark: Option<Mark>,
}

#[derive(Serialize, Deserialize)]
struct Footer {
    count: u64,
    hash: String,
}

/// A backup whose hash fits.
pub(super) struct Saved {
    pub seq: u64,
    pub mark: Option<Mark>,
    pub path: PathBuf,
}

impl Core {
    pub fn backup(&self, progress: &mut dyn FnMut(u64)) -> Result<Backup, StoreError> {
        // With this lock held and nothing waiting, sled stands still at one commit while new ones gather above it.
        let mut behind = self.behind()?;
        let saved = self.backup_with(&mut behind, progress)?;
        drop(behind);
        Ok(saved)
    }

    pub fn backup_with(
        &self,
        behind: &mut Behind,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Backup, StoreError> {
        self.drain(behind)?;
        let db = {
            let layers = self.layers.read().map_err(|_| StoreError::Broken)?;
            layers.db()?.clone()
        };
        let dir = self.folder.backup();
        let doing = || StoreError::io("write a backup");
        std::fs::create_dir_all(&dir).map_err(doing())?;
        let path = dir.join(format!("{:012}.jsonl", behind.applied));
        let part = path.with_extension("part");
        let file = File::create(&part).map_err(doing())?;
        let mut out = Hashed { out: BufWriter::with_capacity(256 * 1024, file), hash: blake3::Hasher::new() };
        let header = Header {
            quanke: "backup".into(),
            format: FORMAT,
            seq: behind.applied,
            at: chrono::Local::now().to_rfc3339(),
            mark: behind.mark.clone(),
        };
        out.json_line(&header).map_err(doing())?;
        let mut records = 0;
        let read = guarded(|| {
            for found in layers::records(&db) {
                let (key, value) = found?;
                out.record(&key, &value)?;
                records += 1;
                if records % 1024 == 0 {
                    progress(records);
                }
            }
            Ok(())
        });
        self.watched(read)?;
        let footer = Footer { count: records, hash: out.hash.finalize().to_hex().to_string() };
        out.json_line(&footer).map_err(doing())?;
        let file = out.out.into_inner().map_err(|error| doing()(error.into_error()))?;
        file.sync_all().map_err(doing())?;
        drop(file);
        std::fs::rename(&part, &path).map_err(doing())?;
        sync_dir(&dir).and_then(|()| sync_dir(self.folder.root())).map_err(doing())?;
        progress(records);
        prune(&dir)?;
        Ok(Backup { seq: header.seq, records, path })
    }
}

struct Hashed {
    out: BufWriter<File>,
    hash: blake3::Hasher,
}

impl Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    fn json_line(&mut self, value: &impl Serialize) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.write(&line)
    }

    fn record(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let doing = || StoreError::io("write a backup");
        let held = unpack(key, value)?;
        let (table, key) = name(key)?;
        let head = serde_json::to_string(&(table.name(), key, held.version))
            .map_err(|error| doing()(error.into()))?;
        let mut line = head.strip_suffix(']').unwrap_or(&head).to_owned().into_bytes();
        line.push(b',');
        line.extend_from_slice(&held.value);
        line.extend_from_slice(b"]\n");
        self.write(&line).map_err(doing())
    }
}

/// Table and key of a stored data key.
pub(super) fn name(full: &[u8]) -> Result<(Table, &str), StoreError> {
    full.split_first()
        .and_then(|(byte, key)| Some((Table::from_byte(*byte)?, std::str::from_utf8(key).ok()?)))
        .ok_or_else(|| StoreError::corrupt("sled", "a key belongs to no table"))
}

/// The backups in a folder, oldest first.
fn list(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let doing = || StoreError::io("list the backups");
    let items = match std::fs::read_dir(dir) {
        Ok(items) => items,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(doing()(error)),
    };
    let mut found = Vec::new();
    for item in items {
        let path = item.map_err(doing())?.path();
        let seq = path
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.strip_suffix(".jsonl"))
            .and_then(|name| name.parse::<u64>().ok());
        if let Some(seq) = seq {
            found.push((seq, path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

fn prune(dir: &Path) -> Result<(), StoreError> {
    let all = list(dir)?;
    for old in all.iter().take(all.len().saturating_sub(KEEP)) {
        std::fs::remove_file(old).map_err(StoreError::io("remove an old backup"))?;
    }
    Ok(())
}

/// The newest backup whose hash and count fit.
pub(super) fn newest_valid(dir: &Path) -> Result<Option<Saved>, StoreError> {
    for path in list(dir)?.into_iter().rev() {
        if let Some(saved) = validate(&path)? {
            return Ok(Some(saved));
        }
    }
    Ok(None)
}

/// The backup of exactly this sequence, when it is there and whole.
pub(super) fn of(dir: &Path, seq: u64) -> Result<Option<Saved>, StoreError> {
    for path in list(dir)?.into_iter().rev() {
        if let Some(saved) = validate(&path)?
            && saved.seq == seq
        {
            return Ok(Some(saved));
        }
    }
    Ok(None)
}

fn validate(path: &Path) -> Result<Option<Saved>, StoreError> {
    let doing = || StoreError::io("read a backup");
    let mut reader = BufReader::with_capacity(256 * 1024, File::open(path).map_err(doing())?);
    let mut header: Option<Header> = None;
    let mut hash = blake3::Hasher::new();
    let mut line: Vec<u8> = Vec::new();
    let mut next: Vec<u8> = Vec::new();
    let mut lines = 0_u64;
    // Each line but the last, the footer, goes into the hash.
    loop {
        next.clear();
        let size = reader.read_until(b'\n', &mut next).map_err(doing())?;
        if size == 0 {
            break;
        }
        if lines == 1 {
            header = serde_json::from_slice(&line).ok();
        }
        hash.update(&line);
        std::mem::swap(&mut line, &mut next);
        lines += 1;
    }
    let footer: Option<Footer> = serde_json::from_slice(&line).ok();
    let (Some(header), Some(footer)) = (header, footer) else {
        return Ok(None);
    };
    let whole = header.quanke == "backup"
        && header.format == FORMAT
        && footer.count + 2 == lines
        && footer.hash == hash.finalize().to_hex().as_str();
    Ok(whole.then(|| Saved { seq: header.seq, mark: header.mark, path: path.to_owned() }))
}

/// Hands every record to `each`, with its version.
pub(super) fn read(
    saved: &Saved,
    each: &mut dyn FnMut(u64, Write) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let doing = || StoreError::io("read a backup");
    let file = File::open(&saved.path).map_err(doing())?;
    let place = format!("backup/{:012}.jsonl", saved.seq);
    for line in BufReader::with_capacity(256 * 1024, file).lines().skip(1) {
        let line = line.map_err(doing())?;
        if line.starts_with('{') {
            break;
        }
        let (version, write) = row(&line).map_err(|what| StoreError::corrupt(&place, what))?;
        each(version, write)?;
    }
    Ok(())
}

fn row(line: &str) -> Result<(u64, Write), String> {
    let mut cursor = Cursor { rest: line };
    let name: String = cursor.field("[")?;
    let table = Table::from_name(&name).ok_or_else(|| format!("names an unknown table {name}"))?;
    let key = cursor.field(",")?;
    let version = cursor.field(",")?;
    cursor.skip(",")?;
    let value = cursor.raw()?.as_bytes().to_vec();
    let write = Write { table, key, value: Some(value) };
    Ok((version, write))
}

/// Loads a backup into an empty store.
pub(super) fn load(saved: &Saved, layers: &mut Layers, deriver: &dyn Deriver) -> Result<(), StoreError> {
    read(saved, &mut |version, write| {
        let changes = stage(layers, deriver, version, &[write])?;
        layers.absorb(version, None, changes);
        if layers.waiting_bytes() > LOAD_BYTES {
            layers.settle()?;
        }
        Ok(())
    })
}
