//! A table on its way into a file: what stands over it, its columns, its rows. The writers of xlsx, CSV and PDF take the
//! same value, so that a ledger and a summary look alike in all of them.

use std::path::PathBuf;

use crate::domain::cell::Cell;

use super::file::FileError;

/// One column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetColumn {
    /// Its head.
    pub head: String,
    /// Width in characters of half width; a Chinese character takes two.
    pub width: u16,
}

impl SheetColumn {
    /// A column.
    pub fn new(head: impl Into<String>, width: u16) -> Self {
        Self { head: head.into(), width }
    }
}

/// What a table has besides its rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetHead {
    /// Name of the tab, at most 31 characters; characters Excel refuses are left out.
    pub name: String,
    /// Lines over the heads; the first is set as the title.
    pub titles: Vec<String>,
    /// The columns in order.
    pub columns: Vec<SheetColumn>,
}

/// A whole table in memory, for what is small: a summary, a list of rejects. Rows may be shorter than the columns are many.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Titles and columns.
    pub head: SheetHead,
    /// Rows of cells.
    pub rows: Vec<Vec<Cell>>,
}

/// Why a table was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file.
    #[error(transparent)]
    File(#[from] FileError),
    /// More rows than the form of the file can hold.
    #[error("more than {most} rows")]
    TooManyRows {
        /// How many it can hold.
        most: u32,
    },
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// The library that writes the file found a fault.
    #[error("{0}")]
    Fault(String),
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Rows, titles and heads not counted.
    pub rows: u64,
    /// Characters the encoding does not have, written as 〓, or that no font has, printed as a box.
    pub replaced: Vec<char>,
}

/// Takes rows one after another, then puts the file in its place. Dropped before the end, it leaves nothing behind.
pub trait RowWriter {
    /// One more row.
    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError>;

    /// The end: the file is in its place when this returns.
    fn finish(self: Box<Self>) -> Result<Written, WriteError>;
}
