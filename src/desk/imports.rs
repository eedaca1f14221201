//! 导入: residents and old ledgers taken in from files, and taken out again.
//!
//! Rows go in by the hundred, each hundred one commit that also says how far the import has come: what breaks off goes on
//! from there at the next call with the same file, or is undone.

mod apply;
mod find;
mod undo;

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, FixedOffset};

use crate::domain::imported::{BatchState, GivenRow, ImportBatch, RowFault, What, read_old_row, read_person};
use crate::domain::ledger::HeadMatch;
use crate::store::records::IMPORT_PREFIX;
use crate::store::{Order, Range};

use super::{Desk, DeskError};

use apply::Twins;
use find::Whose;

/// More imports than any desk has.
const ALL: usize = 5000;
/// Rows shown of a file before it is taken in.
const SHOWN: usize = 5;

/// A file that was read, with its heads matched. Rows are those under the heads.
#[derive(Debug, Clone, Copy)]
pub struct ImportFile<'a> {
    /// What it holds.
    pub what: What,
    /// The file's bytes, by which it is known again.
    pub bytes: &'a [u8],
    /// Its heads; a worker may have changed what each was taken for.
    pub heads: &'a [HeadMatch],
    /// Its rows.
    pub rows: &'a [GivenRow],
}

/// A row that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub fault: RowFault,
}

/// What a file would come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportPreview {
    /// Rows under the heads, empty ones left out.
    pub rows: u64,
    /// Rows that would be taken in.
    pub good: u64,
    /// Rows whose person is on file; they are left out.
    pub duplicates: u64,
    /// Rows of an old ledger whose person was found on file.
    pub matched: u64,
    /// Rows that cannot be taken in, and duplicates, with the reason.
    pub rejected: Vec<Rejected>,
    /// The first rows, cell by cell beside the heads; personal ones masked.
    pub first: Vec<Vec<String>>,
    /// The earlier import that decides what becomes of the file. What one that goes on has done already is counted as it did
    /// it, except that those it found on file are not named again.
    pub before: Option<Before>,
    /// Somebody asked to stop: the counts are of a part.
    pub stopped: bool,
}

/// An earlier import that decides what becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Its own import broke off and goes on.
    GoesOn(ImportBatch),
    /// It is in already.
    Already(ImportBatch),
    /// Another import is not finished: it must be finished with its own file or undone first.
    Unfinished(ImportBatch),
}

/// How far a long piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportProgress {
    /// Rows behind.
    pub rows: u64,
    /// Rows in all.
    pub of: u64,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportDone {
    /// The import.
    pub batch: String,
    /// Rows taken in, those of an earlier, interrupted call included.
    pub taken: u64,
    /// Rows left out because the person is on file.
    pub duplicates: u64,
    /// Rows not taken in, duplicates of this call included, with the reason.
    pub rejected: Vec<Rejected>,
    /// It went on from where an earlier call broke off.
    pub resumed: bool,
    /// Somebody asked to stop: it goes on at the next call with the same file, or is undone.
    pub stopped: bool,
}

/// What undoing came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportUndone {
    /// Rows taken out.
    pub removed: u64,
    /// Residents that stay because they were needed since: ids.
    pub kept: Vec<String>,
    /// Somebody asked to stop: the next call goes on.
    pub stopped: bool,
}

/// Why a file cannot be taken in, or an import not undone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Another import broke off; it must be finished with its own file or undone first.
    #[error("import {id} is not finished")]
    Unfinished {
        /// The import.
        id: String,
    },
    /// This very file is in already.
    #[error("taken in with import {id}")]
    Already {
        /// The import.
        id: String,
    },
    /// The column that must be there is not.
    #[error("no column {head}")]
    NoColumn {
        /// Its usual head.
        head: &'static str,
    },
    /// The import is undone.
    #[error("import {id} is undone")]
    Undone {
        /// The import.
        id: String,
    },
}

impl ImportError {
    /// A short code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unfinished { .. } => "unfinished",
            Self::Already { .. } => "already",
            Self::NoColumn { .. } => "no_column",
            Self::Undone { .. } => "undone",
        }
    }
}

impl Desk {
    /// Every import there was, the latest first.
    pub fn imports(&self) -> Result<Vec<ImportBatch>, DeskError> {
        let stored = self.store.scan::<ImportBatch>(&Range::prefix(IMPORT_PREFIX), Order::Descending, ALL)?;
        Ok(stored.into_iter().map(|stored| stored.value).collect())
    }

    /// An import.
    pub fn import_batch(&self, id: &str) -> Result<ImportBatch, DeskError> {
        self.store
            .get::<ImportBatch>(&format!("{IMPORT_PREFIX}{id}"))?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "import", key: id.to_owned() })
    }

    /// What a file would come to. Changes nothing.
    pub fn preview_import(
        &self,
        file: &ImportFile<'_>,
        progress: &mut dyn FnMut(&ImportProgress),
        stop: &AtomicBool,
    ) -> Result<ImportPreview, DeskError> {
        check_columns(file)?;
        let rows = full_rows(file);
        let before = self.import_before(&self.digest_of(file), file.what)?;
        let mut preview = ImportPreview::default();
        let mut twins = Twins::default();
        let mut behind = 0;
        if let Some(Before::GoesOn(batch)) = &before {
            // The rows it took in are on file by now: they are counted as it found them.
            behind = usize::try_from(batch.upto).unwrap_or(usize::MAX).min(rows.len());
            (preview.rows, preview.good, preview.duplicates) = (behind as u64, batch.taken, batch.duplicates);
            preview.rejected = self.rejected_before(file, rows.get(..behind).unwrap_or_default(), &mut twins);
        }
        preview.before = before;
        for (at, row) in rows.iter().enumerate().skip(behind) {
            if at % 100 == 0 {
                progress(&ImportProgress { rows: at as u64, of: rows.len() as u64 });
                if stop.load(Ordering::Relaxed) {
                    preview.stopped = true;
                    break;
                }
            }
            preview.rows += 1;
            match self.judge_row(file, row, &mut twins) {
                Ok(judged) => {
                    preview.good += 1;
                    preview.matched += u64::from(judged.is_some());
                    if preview.first.len() < SHOWN {
                        preview.first.push(shown(file, row));
                    }
                }
                Err(RowError::Fault(fault)) => {
                    preview.duplicates += u64::from(matches!(fault, RowFault::OnFile { .. }));
                    preview.rejected.push(Rejected { line: row.line, fault });
                }
                Err(RowError::Desk(error)) => return Err(error),
            }
        }
        Ok(preview)
    }

    /// Whether a row can be taken in, and the person on file an old row is about.
    fn judge_row(
        &self,
        file: &ImportFile<'_>,
        row: &GivenRow,
        twins: &mut Twins,
    ) -> Result<Option<String>, RowError> {
        let today = self.today();
        if file.what == What::Residents {
            let person = read_person(file.heads, row, today)?;
            twins.meet(row.line, &person)?;
            self.not_on_file(&Whose::of_person(&person))?;
            return Ok(None);
        }
        let old = read_old_row(file.what, file.heads, row, today)?;
        Ok(self.person_of_row(&Whose::of_old(&old))?)
    }
}

/// A row is at fault, or the desk is.
enum RowError {
    Fault(RowFault),
    Desk(DeskError),
}

impl From<RowFault> for RowError {
    fn from(fault: RowFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<DeskError> for RowError {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<crate::store::StoreError> for RowError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// Without a name nobody can be put on file, without a day no old row can be found again.
fn check_columns(file: &ImportFile<'_>) -> Result<(), ImportError> {
    let needed = file.what.day_column().unwrap_or("name");
    let there = file.heads.iter().any(|head| head.code.as_deref() == Some(needed));
    let head = file.what.column(needed).map_or("", |column| column.zh);
    if there { Ok(()) } else { Err(ImportError::NoColumn { head }) }
}

/// The rows in which anything stands.
fn full_rows<'a>(file: &ImportFile<'a>) -> Vec<&'a GivenRow> {
    file.rows.iter().filter(|row| row.cells.iter().any(|given| !given.is_empty())).collect()
}

/// A row as it may be seen on a screen.
fn shown(file: &ImportFile<'_>, row: &GivenRow) -> Vec<String> {
    let cell = |(at, head): (usize, &HeadMatch)| {
        let words = row.cells.get(at).map(super::super::domain::imported::Given::words).unwrap_or_default();
        let column = head.code.as_deref().and_then(|code| file.what.column(code));
        match column {
            Some(column) if !column.personal => words,
            // What a head nobody understood holds may be anything.
            _ => crate::domain::masked::covered(&words),
        }
    };
    file.heads.iter().enumerate().map(cell).collect()
}

fn is_unfinished(batch: &ImportBatch) -> bool {
    matches!(batch.state, BatchState::Going | BatchState::Undoing)
}

fn at_once(batch: &ImportBatch, state: BatchState) -> ImportBatch {
    ImportBatch { state, ..batch.clone() }
}

type Moment = DateTime<FixedOffset>;
