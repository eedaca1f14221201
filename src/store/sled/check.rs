//! The long check: journal, records and index entries must tell the same story.

use std::collections::HashSet;

use super::backup::{self, name};
use super::core::Core;
use super::layers::{self, guarded, unpack};
use crate::store::engine::{Deriver, Write};
use crate::store::error::StoreError;
use crate::store::journal::walk::{Link, Step, Walk};
use crate::store::stage::derived;

/// Problems beyond this many are only counted.
const NAMED: usize = 100;

/// What a check saw. No problems: every line is whole and in its place, every record is what the journal last said,
/// every index entry is there, and nothing else is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Journal lines read.
    pub lines: u64,
    pub records: u64,
    pub index_entries: u64,
    /// Each names its segment and line, or table and key.
    pub problems: Vec<String>,
    /// Problems beyond those named.
    pub unnamed: u64,
    /// Remarkable, but known and told before: where the chain began anew.
    pub notes: Vec<String>,
}

impl CheckReport {
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.unnamed == 0
    }

    fn problem(&mut self, what: String) {
        if self.problems.len() < NAMED {
            self.problems.push(what);
        } else {
            self.unnamed += 1;
        }
    }
}

type Print = [u8; 16];

/// Enough of a hash to stand for a key in a set.
fn print(key: &[u8]) -> Print {
    let mut short = [0; 16];
    blake3::Hasher::new().update(key).finalize_xof().fill(&mut short);
    short
}

struct Check<'a> {
    db: &'a ::sled::Db,
    report: CheckReport,
    /// Records that are what a line said.
    confirmed: HashSet<Print>,
    /// Written by a line, not there: fine if a later line removes them.
    absent: HashSet<Vec<u8>>,
    /// Records of this version or older may come from lines that are gone for good.
    unheard: u64,
}

impl Core {
    pub fn check(&self, progress: &mut dyn FnMut(u64)) -> Result<CheckReport, StoreError> {
        // As in a backup: sled stands still while new commits gather above it.
        let mut behind = self.behind()?;
        self.drain(&mut behind)?;
        let db = {
            let layers = self.layers.read().map_err(|_| StoreError::Broken)?;
            layers.db()?.clone()
        };
        let mut check = Check {
            db: &db,
            report: CheckReport::default(),
            confirmed: HashSet::new(),
            absent: HashSet::new(),
            unheard: 0,
        };
        let done = guarded(|| {
            self.check_journal(&mut check, behind.applied, progress)?;
            check.records()?;
            check.index(self.deriver.as_ref())
        });
        self.watched(done)?;
        Ok(check.report)
    }

    fn check_journal(
        &self,
        check: &mut Check<'_>,
        until: u64,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        let mut walk = Walk::start(&self.folder.journal())?;
        let mut last = 0;
        let mut after_bad = false;
        while last < until {
            let Some(step) = walk.next()? else { break };
            let (read, place, link) = match step {
                Step::Bad { place, what, .. } => {
                    check.report.problem(format!("{place} {what}"));
                    after_bad = true;
                    continue;
                }
                Step::Line { read, place, link, .. } => (read, place, link),
            };
            let seq = read.line.seq;
            match link {
                Link::Follows => {}
                Link::Restart(after) => self.check_restart(check, last, after)?,
                Link::Broken if after_bad && seq > last => {}
                Link::Broken => check.report.problem(format!(
                    "{place} (commit {seq}) does not follow the line before (commit {last})"
                )),
            }
            after_bad = false;
            last = seq;
            for write in &read.line.writes {
                check.write(seq, write)?;
            }
            check.report.lines += 1;
            if check.report.lines.is_multiple_of(1024) {
                progress(check.report.lines);
            }
        }
        if last < until {
            let what = format!("the journal ends at commit {last}, not {until}");
            if backup::of(&self.folder.backup(), until)?.is_some() {
                // The chain began anew and has no line yet; the backup stands for what is gone.
                self.check_restart(check, last, until)?;
            } else {
                check.report.problem(what);
            }
        }
        progress(check.report.lines);
        Ok(())
    }

    /// The lines up to `after` are gone (some or all); the backup made then says what they led to.
    fn check_restart(&self, check: &mut Check<'_>, last: u64, after: u64) -> Result<(), StoreError> {
        check.report.notes.push(format!(
            "the chain began anew after commit {after}; the lines before it end at commit {last}"
        ));
        let Some(saved) = backup::of(&self.folder.backup(), after)? else {
            check.unheard = after;
            check
                .report
                .notes
                .push(format!("no backup of commit {after}: records of that time cannot be compared"));
            return Ok(());
        };
        check.absent.clear();
        backup::read(&saved, &mut |version, write| check.write(version, &write))
    }
}

impl Check<'_> {
    /// Compares what was written as commit `seq` with what is there.
    fn write(&mut self, seq: u64, write: &Write) -> Result<(), StoreError> {
        let Write { table, key, value } = write;
        let full = table.full_key(key.as_bytes());
        let Some(value) = value else {
            self.absent.remove(&full);
            return Ok(());
        };
        let Some(bytes) = self.db.get(&full)? else {
            self.absent.insert(full);
            return Ok(());
        };
        let held = unpack(&full, &bytes)?;
        if held.version < seq {
            self.report.problem(format!(
                "{}/{key} is of commit {}, but commit {seq} wrote it",
                table.name(),
                held.version
            ));
        } else if held.version == seq {
            if held.value == *value {
                self.confirmed.insert(print(&full));
            } else {
                self.report.problem(format!("{}/{key} is not what commit {seq} wrote", table.name()));
                self.confirmed.insert(print(&full));
            }
        }
        Ok(())
    }

    fn records(&mut self) -> Result<(), StoreError> {
        for full in std::mem::take(&mut self.absent) {
            let (table, key) = name(&full)?;
            self.report.problem(format!("{}/{key} is missing", table.name()));
        }
        for found in layers::records(self.db) {
            let (full, bytes) = found?;
            self.report.records += 1;
            let version = unpack(&full, &bytes)?.version;
            if version > self.unheard && !self.confirmed.contains(&print(&full)) {
                let (table, key) = name(&full)?;
                self.report
                    .problem(format!("{}/{key} (commit {version}) was written by no line", table.name()));
            }
        }
        Ok(())
    }

    fn index(&mut self, deriver: &dyn Deriver) -> Result<(), StoreError> {
        let mut wanted = HashSet::new();
        for found in layers::records(self.db) {
            let (full, bytes) = found?;
            let held = unpack(&full, &bytes)?;
            let (table, key) = name(&full)?;
            for entry in derived(deriver, table, key, &held.value)? {
                let there = self.db.get(&entry)?;
                let there = there.as_deref().and_then(|bytes| bytes.get(8..));
                if there != Some(key.as_bytes()) {
                    self.report.problem(format!("{}/{key} lacks an index entry or shares it", table.name()));
                }
                wanted.insert(print(&entry));
            }
        }
        for found in layers::entries(self.db) {
            let (entry, bytes) = found?;
            self.report.index_entries += 1;
            if !wanted.contains(&print(&entry)) {
                let of = String::from_utf8_lossy(bytes.get(8..).unwrap_or_default()).into_owned();
                self.report.problem(format!("a stray index entry points to {of}"));
            }
        }
        Ok(())
    }
}
