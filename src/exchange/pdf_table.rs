//! A table on paper: A4 landscape, the heads on every page, page n of m.

use std::io::Write;
use std::path::Path;

use chrono::NaiveDateTime;

use crate::domain::cell::Cell;
use crate::paper::{
    Fonts, Marks, Numbered, Paper, Register, RegisterPart, Table, TableColumn, TableRow, render,
};

use super::file::{FileError, WholeFile};
use super::sheet::{RowWriter, SheetColumn, SheetHead, WriteError, Written};

/// Rows a paper may have: nobody reads on, and a page is laid out in memory.
pub const MOST_ROWS: u32 = 5000;
/// First columns that stand again where not all fit side by side: the number and what the row is known by.
const KEPT: usize = 2;

/// Half-width characters of one word that are kept on one line: a day, a phone, an identity number.
const ONE_WORD: usize = 20;
/// A half-width character in em, with a hair of slack.
const HALF: f32 = 0.57;

/// What stands on the paper besides the table.
#[derive(Debug, Clone, Default)]
pub struct PaperWords {
    /// What the paper is known by: 台账-intakes-20260501-20260531.
    pub name: String,
    /// At the foot of every page, left.
    pub foot: Vec<String>,
    /// At the foot of every page, right.
    pub contacts: Vec<String>,
    /// 样张 across the page: a practice store.
    pub specimen: bool,
    /// The desk's time.
    pub dated: NaiveDateTime,
}

/// Gathers the rows, then sets them.
pub struct PdfWriter {
    fonts: Fonts,
    words: PaperWords,
    head: SheetHead,
    rows: Vec<TableRow>,
    file: WholeFile,
}

impl PdfWriter {
    /// Begins a paper.
    pub fn begin(path: &Path, head: &SheetHead, words: PaperWords, fonts: Fonts) -> Result<Self, WriteError> {
        let file = WholeFile::begin(path)?;
        Ok(Self { fonts, words, head: head.clone(), rows: Vec::new(), file })
    }
}

impl RowWriter for PdfWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        if self.rows.len() as u32 >= MOST_ROWS {
            return Err(WriteError::TooManyRows { most: MOST_ROWS });
        }
        self.rows.push(TableRow::new(cells.iter().map(ToString::to_string).collect()));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        let Self { fonts, words, head, rows, mut file } = *self;
        let count = rows.len() as u64;
        let (title, lines) = head
            .titles
            .split_first()
            .map_or((head.name.as_str(), &[][..]), |(title, rest)| (title.as_str(), rest));
        let column = |(at, column): (usize, &SheetColumn)| {
            TableColumn::new(column.head.clone(), f32::from(column.width)).at_least(least(&rows, at))
        };
        let columns = head.columns.iter().enumerate().map(column).collect();
        let empty = rows.is_empty().then(|| "这一期间没有记录。".to_owned());
        let table =
            Table { columns, rows, kept: KEPT.min(head.columns.len().saturating_sub(1)), ..Table::default() };
        let register = Register {
            title: title.to_owned(),
            lines: lines.to_vec(),
            corner: vec![format!("共 {count} 条")],
            parts: vec![RegisterPart { heading: None, note: empty, table }],
            foot: words.foot,
            contacts: words.contacts,
            name: Numbered::new(words.name, ""),
            marks: Marks { specimen: words.specimen, ..Marks::default() },
            ..Register::default()
        };
        let rendered = render(&Paper::Register(register), &fonts, words.dated)
            .map_err(|error| WriteError::Fault(error.to_string()))?;
        let done = file.write_all(&rendered.pdf);
        done.map_err(|error| FileError::of(file.target(), error))?;
        Ok(Written { path: file.keep()?, rows: count, replaced: rendered.missing })
    }
}

/// How narrow a column may be, in em: no day and no number of it breaks.
fn least(rows: &[TableRow], at: usize) -> f32 {
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let words = cells.flat_map(|text| text.split(|c: char| !c.is_ascii_graphic()));
    let longest = words.map(str::len).max().unwrap_or(0);
    (longest.min(ONE_WORD) as f32 * HALF + 0.2).max(3.0)
}
