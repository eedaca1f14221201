//! A file to be taken in, with its heads matched; and the file of what was not taken in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::desk::{ImportFile, Rejected};
use crate::domain::cell::Cell;
use crate::domain::imported::{Given, GivenRow, REASON, RowFault, What};
use crate::domain::ledger::{HeadMatch, find_heads};

use super::csv_file::{CsvWriter, Encoding};
use super::read::{ReadError, read_table};
use super::sheet::{RowWriter, SheetColumn, SheetHead, WriteError, Written};
use super::xlsx::XlsxWriter;

/// Rows looked at for the heads.
const LOOKED_AT: usize = 30;

/// A file that was read for an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What it is taken to hold.
    pub what: What,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// The sheet, or the encoding of a text.
    pub from: String,
    /// The heads, each with the column it was taken for. A worker may change them before the import.
    pub heads: Vec<HeadMatch>,
    /// The rows under the heads.
    pub rows: Vec<GivenRow>,
}

impl Opened {
    /// As the desk takes it.
    pub fn file(&self) -> ImportFile<'_> {
        ImportFile { what: self.what, bytes: &self.bytes, heads: &self.heads, rows: &self.rows }
    }
}

/// Reads a file and matches its heads.
pub fn open(path: &Path, what: What) -> Result<Opened, ReadError> {
    let table = read_table(path)?;
    let headed = find_heads(&table.words(LOOKED_AT), &what.known())
        .ok_or_else(|| ReadError::NoHeads(path.to_owned()))?;
    let rows = table.rows.into_iter().skip(headed.row + 1).collect();
    Ok(Opened { what, bytes: table.bytes, from: table.from, heads: headed.heads, rows })
}

/// Where what is not taken in goes when no place is given: beside the file, `名单.未导入.csv`.
pub fn rejects_path(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}.未导入.csv"))
}

/// Writes the rows that were not taken in, cell by cell as they stood, with the reason behind. Put right, the file can be
/// taken in itself. xlsx by the name's end, else CSV.
pub fn write_rejects(
    path: &Path,
    opened: &Opened,
    rejected: &[Rejected],
    reason: &dyn Fn(&RowFault) -> String,
) -> Result<Written, WriteError> {
    // A file of rejects that is taken in again has its reasons already: they are replaced.
    let kept: Vec<usize> = (0..opened.heads.len())
        .filter(|at| opened.heads.get(*at).is_some_and(|head| head.head != REASON))
        .collect();
    let heads =
        kept.iter().filter_map(|at| opened.heads.get(*at)).map(|head| SheetColumn::new(&head.head, 18));
    let head = SheetHead {
        name: "未导入".to_owned(),
        titles: Vec::new(),
        columns: heads.chain([SheetColumn::new(REASON, 40)]).collect(),
    };
    let is_xlsx = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    let mut out: Box<dyn RowWriter> = if is_xlsx {
        Box::new(XlsxWriter::begin(path, &head)?)
    } else {
        Box::new(CsvWriter::begin(path, &head, Encoding::Utf8)?)
    };
    let lines: BTreeMap<u64, &GivenRow> = opened.rows.iter().map(|row| (row.line, row)).collect();
    for row in rejected {
        let Some(given) = lines.get(&row.line) else { continue };
        // As text: the digits of a number must not change on the way.
        let cell = |at: &usize| Cell::digits(given.cells.get(*at).map(Given::words).unwrap_or_default());
        let cells: Vec<Cell> = kept.iter().map(cell).chain([Cell::text(reason(&row.fault))]).collect();
        out.row(&cells)?;
    }
    out.finish()
}
