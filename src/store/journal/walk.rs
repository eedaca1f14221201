//! Reads the journal line by line, following the chain of hashes.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::line::{GENESIS, Read, parse};
use crate::store::error::StoreError;

/// Where a line stands: its segment's number and the offset of its first byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub seq: u64,
    pub segment: u32,
    pub offset: u64,
    pub hash: String,
}

/// A place a person can find: segment, and line in it (from 1; 0 when reading began inside the segment).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub segment: u32,
    pub line: u64,
    pub offset: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { segment, line, offset } = self;
        write!(f, "journal/{segment:06}.jsonl line {line} (byte {offset})")
    }
}

/// How a line hangs on the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    Follows,
    /// The chain begins anew after this sequence.
    Restart(u64),
    /// It names another line than the last good one.
    Broken,
}

pub(crate) enum Step {
    Line {
        read: Read,
        place: Place,
        link: Link,
    },
    Bad {
        place: Place,
        what: String,
        /// Whether a line feed ended it.
        ended: bool,
    },
}

pub(crate) struct Walk {
    segments: std::vec::IntoIter<(u32, PathBuf)>,
    open: Option<(u32, BufReader<File>)>,
    offset: u64,
    line: u64,
    last: Option<(u64, String)>,
    buffer: Vec<u8>,
    numbered: bool,
}

/// The segments of a journal in order.
pub(crate) fn segments(dir: &Path) -> Result<Vec<(u32, PathBuf)>, StoreError> {
    let mut found = Vec::new();
    let list = match std::fs::read_dir(dir) {
        Ok(list) => list,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(StoreError::io("list the journal")(error)),
    };
    for item in list {
        let path = item.map_err(StoreError::io("list the journal"))?.path();
        let number = path
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.strip_suffix(".jsonl"))
            .and_then(|name| name.parse().ok());
        if let Some(number) = number {
            found.push((number, path));
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn segment_path(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("{number:06}.jsonl"))
}

impl Walk {
    /// From the first line there is.
    pub fn start(dir: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            segments: segments(dir)?.into_iter(),
            open: None,
            offset: 0,
            line: 0,
            last: None,
            buffer: Vec::new(),
            numbered: true,
        })
    }

    /// From the line at `mark`, that line included. `None` when it is not there as the mark says.
    pub fn at(dir: &Path, mark: &Mark) -> Result<Option<Self>, StoreError> {
        let mut all = segments(dir)?;
        all.retain(|(number, _)| *number >= mark.segment);
        let mut walk = Self {
            segments: all.into_iter(),
            open: None,
            offset: 0,
            line: 0,
            last: None,
            buffer: Vec::new(),
            numbered: false,
        };
        if !walk.next_segment()? {
            return Ok(None);
        }
        let Some((segment, reader)) = &mut walk.open else {
            return Ok(None);
        };
        let length = reader.get_ref().metadata().map_err(StoreError::io("read the journal"))?.len();
        if *segment != mark.segment || length <= mark.offset {
            return Ok(None);
        }
        reader.seek(SeekFrom::Start(mark.offset)).map_err(StoreError::io("read the journal"))?;
        walk.offset = mark.offset;
        // The line is read once to see that it is the one meant, then given again by `next`.
        let fits = walk.read_line()?.is_some()
            && parse(walk.buffer.strip_suffix(b"\n").unwrap_or_default())
                .is_ok_and(|read| read.line.seq == mark.seq && read.hash == mark.hash);
        if !fits {
            return Ok(None);
        }
        if let Some((_, reader)) = &mut walk.open {
            reader.seek(SeekFrom::Start(mark.offset)).map_err(StoreError::io("read the journal"))?;
        }
        walk.offset = mark.offset;
        walk.line = 0;
        Ok(Some(walk))
    }

    fn next_segment(&mut self) -> Result<bool, StoreError> {
        let Some((number, path)) = self.segments.next() else {
            return Ok(false);
        };
        let file = File::open(&path).map_err(StoreError::io("open a journal segment"))?;
        self.open = Some((number, BufReader::with_capacity(256 * 1024, file)));
        self.offset = 0;
        self.line = 0;
        Ok(true)
    }

    /// Where the line read last ends in its segment.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Fills the buffer with the next line, its line feed included; gives segment and offset.
    fn read_line(&mut self) -> Result<Option<(u32, u64)>, StoreError> {
        loop {
            if let Some((segment, reader)) = &mut self.open {
                self.buffer.clear();
                let size =
                    reader.read_until(b'\n', &mut self.buffer).map_err(StoreError::io("read the journal"))?;
                // What is left of a segment may be zeros laid down for lines to come.
                if self.buffer.iter().any(|byte| *byte != 0) {
                    let found = (*segment, self.offset);
                    self.offset += size as u64;
                    self.line += 1;
                    return Ok(Some(found));
                }
            }
            if !self.next_segment()? {
                return Ok(None);
            }
            self.numbered |= self.line == 0 && self.last.is_some();
        }
    }

    pub fn next(&mut self) -> Result<Option<Step>, StoreError> {
        let Some((segment, offset)) = self.read_line()? else {
            return Ok(None);
        };
        let place = Place { segment, line: if self.numbered { self.line } else { 0 }, offset };
        let Some(bytes) = self.buffer.strip_suffix(b"\n") else {
            return Ok(Some(Step::Bad { place, what: "is cut off".into(), ended: false }));
        };
        let read = match parse(bytes) {
            Ok(read) => read,
            Err(what) => {
                return Ok(Some(Step::Bad { place, what, ended: true }));
            }
        };
        let seq = read.line.seq;
        let link = match (&self.last, read.restarts_after()) {
            (_, Some(after)) if after + 1 == seq => Link::Restart(after),
            (Some((last, hash)), _) if last + 1 == seq && *hash == read.prev => Link::Follows,
            (None, _) if !self.numbered || (seq == 1 && read.prev == GENESIS) => Link::Follows,
            _ => Link::Broken,
        };
        self.last = Some((seq, read.hash.clone()));
        Ok(Some(Step::Line { read, place, link }))
    }
}
