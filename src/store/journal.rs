//! The journal: the promise that nothing is lost.
//!
//! Each commit appends one line and syncs it; only then is it acknowledged. The lines are the audit trail as well.
//! They are never rewritten and never pruned.
//!
//! Behind the last line of an open segment stand zeros ([`AHEAD`]), over which the next lines are written: a sync that
//! need not move the end of the file spares the file system a commit of its own. A rest of zeros is the end of a
//! segment; closing takes it away.

pub(crate) mod disk;
pub(crate) mod line;
pub(crate) mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use self::disk::{Disk, sync_dir};
use self::line::{GENESIS, encode, restart_mark};
use self::walk::{Mark, Step, Walk, segment_path, segments};
use super::engine::{Entry, Write};
use super::error::StoreError;

/// A new segment is begun when the last one has reached this many bytes.
pub(crate) const SEGMENT_BYTES: u64 = 64 * 1024 * 1024;
/// So many zeros at a time are laid down for the lines to come.
const AHEAD: u64 = 1024 * 1024;
/// Every so many lines the place of one is remembered, so that a page is found without reading from the start.
const MARK_EVERY: u64 = 256;

/// The journal's end, ready to append.
pub(crate) struct Journal {
    dir: PathBuf,
    disk: Box<dyn Disk>,
    file: File,
    segment: u32,
    /// Where the last line ends.
    length: u64,
    /// How far the file reaches; from `length` on it holds zeros.
    ready: u64,
    segment_bytes: u64,
    last: Option<Mark>,
    seq: u64,
    prev: String,
    poisoned: bool,
    marks: BTreeMap<u64, Mark>,
}

/// What opening found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The file the torn end was moved to.
    pub torn: Option<PathBuf>,
    /// How many lines at the end were damaged beyond the one a power cut may tear.
    pub lost_lines: u64,
    /// Sequences (first and last) that no line has, among the lines read.
    pub breaks: Vec<(u64, u64)>,
    pub subject: Option<String>,
}

impl Journal {
    /// Finds the end, starting at `hint` when that line is there (else from the first line), and moves a torn end
    /// out of the way.
    pub fn open(
        dir: &Path,
        hint: Option<&Mark>,
        disk: Box<dyn Disk>,
        segment_bytes: u64,
    ) -> Result<(Self, Found), StoreError> {
        if !dir.is_dir() {
            std::fs::create_dir_all(dir).map_err(StoreError::io("make the journal folder"))?;
            dir.parent().map_or(Ok(()), sync_dir).map_err(StoreError::io("sync the store folder"))?;
        }
        let near = match hint {
            Some(mark) => Walk::at(dir, mark)?,
            None => None,
        };
        let first_expected = match (&near, hint) {
            (Some(_), Some(mark)) => mark.seq,
            _ => 1,
        };
        let mut walk = match near {
            Some(walk) => walk,
            None => Walk::start(dir)?,
        };
        let mut found = Found::default();
        let mut last: Option<Mark> = None;
        let mut end = (0, 0);
        let mut bad: Vec<(u32, u64, bool)> = Vec::new();
        let mut marks = BTreeMap::new();
        while let Some(step) = walk.next()? {
            match step {
                Step::Line { read, place, .. } => {
                    bad.clear();
                    end = (place.segment, walk.offset());
                    let before = last.as_ref().map_or(first_expected, |mark| mark.seq + 1);
                    if read.line.seq > before {
                        found.breaks.push((before, read.line.seq - 1));
                    }
                    let mark = Mark {
                        seq: read.line.seq,
                        segment: place.segment,
                        offset: place.offset,
                        hash: read.hash,
                    };
                    if mark.seq % MARK_EVERY == 1 || last.is_none() {
                        marks.insert(mark.seq, mark.clone());
                    }
                    found.subject = Some(read.line.entry.subject);
                    last = Some(mark);
                }
                Step::Bad { place, ended, .. } => bad.push((place.segment, place.offset, ended)),
            }
        }
        if let Some((segment, offset, _)) = bad.first().copied() {
            found.torn = set_torn_aside(dir, segment, offset)?;
            found.lost_lines = bad.len() as u64 - 1;
        }
        let segment = segments(dir)?.last().map_or(1, |(number, _)| *number);
        let (file, ready) = open_segment(dir, segment)?;
        let length = if end.0 == segment { end.1 } else { 0 };
        // Lines of a process that was killed may be whole and not yet on disk; from here on they count.
        file.sync_all().map_err(StoreError::io("sync the journal"))?;
        let journal = Self {
            dir: dir.to_owned(),
            disk,
            file,
            segment,
            length,
            ready,
            segment_bytes,
            seq: last.as_ref().map_or(0, |mark| mark.seq),
            prev: last.as_ref().map_or_else(|| GENESIS.to_owned(), |mark| mark.hash.clone()),
            last,
            poisoned: false,
            marks,
        };
        Ok((journal, found))
    }

    /// The sequence of the last line, 0 when there is none.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Where the last line stands. `None` in an empty journal and right after a restart.
    pub fn mark(&self) -> Option<&Mark> {
        self.last.as_ref()
    }

    /// Lets the chain begin anew after `after` in a segment of its own: the lines up to there are gone.
    pub fn restart(&mut self, after: u64) -> Result<(), StoreError> {
        if self.length > 0 {
            self.begin_segment()?;
        }
        self.seq = after;
        self.prev = restart_mark(after);
        self.last = None;
        Ok(())
    }

    /// Appends one line and returns once it is on disk. `follows` is asked then for what follows from the line, which can be
    /// worked out while the disk writes; the line counts only if there is an answer, and the answer is passed on.
    ///
    /// After [`StoreError::NotSaved`], and after an error of `follows`, nothing of the line is left and the journal goes
    /// on. When that is in doubt the journal is poisoned.
    pub fn append<T>(
        &mut self,
        entry: &Entry,
        writes: &[Write],
        follows: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.poisoned {
            return Err(StoreError::Poisoned);
        }
        if self.length >= self.segment_bytes {
            self.begin_segment().map_err(|error| match error {
                StoreError::Io { source, .. } => StoreError::NotSaved(source),
                other => other,
            })?;
        }
        let seq = self.seq + 1;
        let (bytes, hash) = encode(seq, entry, writes, &self.prev).map_err(|source| StoreError::Codec {
            table: super::engine::Table::Meta,
            key: format!("journal line {seq}"),
            source,
        })?;
        let until = self.length + bytes.len() as u64;
        // A line that fills a good part of it would only be written twice.
        if until > self.ready && bytes.len() < AHEAD as usize / 16 {
            self.make_ready(until);
        }
        if let Err(error) = self.disk.write(&mut self.file, self.length, &bytes) {
            self.take_back();
            return Err(StoreError::NotSaved(error));
        }
        if self.disk.sync(&self.file).is_err() {
            // Nobody can say whether the line will be there after a power cut: neither yes nor no may be told.
            self.poisoned = true;
            return Err(StoreError::Poisoned);
        }
        let answer = match follows() {
            Ok(answer) => answer,
            Err(error) => {
                self.take_back();
                return Err(error);
            }
        };
        let mark = Mark { seq, segment: self.segment, offset: self.length, hash: hash.clone() };
        if seq % MARK_EVERY == 1 {
            self.marks.insert(seq, mark.clone());
        }
        self.length = until;
        self.ready = self.ready.max(until);
        self.seq = seq;
        self.prev = hash;
        self.last = Some(mark);
        Ok(answer)
    }

    /// Removes a line that is not to count, or the part of it that is there: it must be gone before the next one is
    /// written, for good.
    fn take_back(&mut self) {
        let undone = self.disk.cut(&self.file, self.length).and_then(|()| self.disk.sync(&self.file));
        self.ready = self.length;
        self.poisoned = undone.is_err();
    }

    /// Lays zeros down behind the end. The next sync makes them durable, and none is missed: where there is no room
    /// for them, lines move the end of the file one by one.
    fn make_ready(&mut self, until: u64) {
        let to = until + AHEAD.min(self.segment_bytes);
        let from = self.ready.max(self.length);
        let zeros = vec![0; (to - from) as usize];
        if self.disk.write(&mut self.file, from, &zeros).is_ok() {
            self.ready = to;
        } else {
            self.give_back();
        }
    }

    /// Takes the zeros at the end away.
    fn give_back(&mut self) {
        // Should they stay: they are the end of the segment all the same.
        let _ends_it_as_well = self.disk.cut(&self.file, self.length);
        self.ready = self.length;
    }

    fn begin_segment(&mut self) -> Result<(), StoreError> {
        let number = self.segment + 1;
        let (file, ready) = open_segment(&self.dir, number)?;
        self.give_back();
        self.file = file;
        self.segment = number;
        self.length = 0;
        self.ready = ready;
        Ok(())
    }

    /// The nearest known place at or before the line `seq`.
    pub fn near(&self, seq: u64) -> Option<Mark> {
        let known = self.marks.range(..=seq).next_back();
        known.map(|(_, mark)| mark.clone())
    }

    /// Keeps places that a reader came by.
    pub fn remember(&mut self, marks: Vec<Mark>) {
        for mark in marks {
            if mark.seq % MARK_EVERY == 1 {
                self.marks.insert(mark.seq, mark);
            }
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // In doubt, what stands behind the end may be a whole line.
        if !self.poisoned {
            self.give_back();
        }
    }
}

/// Opens a segment for writing; a new one is there for good when this returns. Gives its length as well.
fn open_segment(dir: &Path, number: u32) -> Result<(File, u64), StoreError> {
    let path = segment_path(dir, number);
    let new = !path.exists();
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(StoreError::io("open a journal segment"))?;
    if new {
        file.sync_all().and_then(|()| sync_dir(dir)).map_err(StoreError::io("sync the journal folder"))?;
    }
    let length = file.metadata().map_err(StoreError::io("read a journal segment"))?.len();
    Ok((file, length))
}

/// Moves everything from `offset` of a segment on (and every later segment's bytes) to `torn-….bin`.
fn set_torn_aside(dir: &Path, segment: u32, offset: u64) -> Result<Option<PathBuf>, StoreError> {
    let doing = || StoreError::io("set the torn end of the journal aside");
    let mut kept = None;
    for (number, path) in segments(dir)? {
        if number < segment {
            continue;
        }
        let from = if number == segment { offset } else { 0 };
        let mut file = OpenOptions::new().read(true).write(true).open(&path).map_err(doing())?;
        let mut torn = Vec::new();
        file.seek(SeekFrom::Start(from)).map_err(doing())?;
        file.read_to_end(&mut torn).map_err(doing())?;
        torn.truncate(torn.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1));
        if torn.is_empty() {
            continue;
        }
        let digest = blake3::hash(&torn).to_hex();
        let name = format!("torn-{number:06}-{from}-{}.bin", digest.get(..8).unwrap_or(""));
        let aside = dir.join(name);
        disk::replace(&aside, &torn).map_err(doing())?;
        file.set_len(from).map_err(doing())?;
        file.sync_all().map_err(doing())?;
        kept = kept.or(Some(aside));
    }
    Ok(kept)
}
