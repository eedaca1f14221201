//! A ledger into a file: the desk's rows, in the columns of a profile, in the form that is asked for.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::desk::{Desk, DeskError, LedgerDone, LedgerProgress, LedgerQuery, LedgerRow};
use crate::domain::cell::Cell;
use crate::domain::ledger::{Column, Content, Headed, Known, Ledger, NO, Profile, find_heads};
use crate::paper::{Fonts, PaperError};

use super::csv_file::{CsvWriter, Encoding};
use super::file::{FileError, WholeFile};
use super::pdf_table::{PaperWords, PdfWriter};
use super::read::{ReadError, read_table};
use super::sheet::{RowWriter, SheetColumn, SheetHead, WriteError, Written};
use super::xlsx::XlsxWriter;

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For Excel and WPS.
    Xlsx,
    /// For programs that read nothing better.
    Csv(Encoding),
    /// One JSON array, an object a line, every stored field by its name. A profile means nothing in it.
    Json,
    /// The same, a line an object, without the brackets.
    JsonLines,
    /// On paper.
    Pdf,
}

impl Format {
    /// By its name on the command line.
    pub fn from_code(code: &str, encoding: Encoding) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv(encoding)),
            "json" => Some(Self::Json),
            "jsonl" => Some(Self::JsonLines),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// How the file's name ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv(_) => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Pdf => "pdf",
        }
    }

    const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }
}

/// Why a ledger was not written. Nothing is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The desk said no.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The file.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The fonts of a paper.
    #[error(transparent)]
    Paper(#[from] PaperError),
}

impl From<FileError> for ExportError {
    fn from(error: FileError) -> Self {
        Self::Write(error.into())
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub written: Written,
    /// What the desk says of it: rows, restricted ones left out, the record of the export.
    pub done: LedgerDone,
}

/// The usual name of a file: `服务事项受理台账-20260501-20260531.xlsx`.
pub fn file_name(ledger: Ledger, from: NaiveDate, to: NaiveDate, format: Format) -> String {
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    format!("{}-{}-{}.{}", ledger.zh(), day(from), day(to), format.extension())
}

/// Writes a ledger. Blocks: call it off the drawing thread.
///
/// Ends with [`WriteError::Stopped`] when `stop` is set; the place is then as it was.
pub fn export(
    desk: &Desk,
    query: &LedgerQuery,
    profile: &Profile,
    format: Format,
    path: &Path,
    progress: &mut dyn FnMut(&LedgerProgress),
    stop: &AtomicBool,
) -> Result<Exported, ExportError> {
    let query = LedgerQuery { records: format.is_json(), ..query.clone() };
    let head = head_of(desk, &query, profile);
    let mut out: Out = match format {
        Format::Xlsx => Out::Rows(Box::new(XlsxWriter::begin(path, &head)?)),
        Format::Csv(encoding) => Out::Rows(Box::new(CsvWriter::begin(path, &head, encoding)?)),
        Format::Pdf => {
            let fonts = Fonts::bundled()?;
            Out::Rows(Box::new(PdfWriter::begin(path, &head, paper_words(desk, &query), fonts)?))
        }
        Format::Json | Format::JsonLines => Out::Json(JsonWriter::begin(path, format == Format::Json)?),
    };
    let plan = Plan::of(profile, query.ledger);
    let mut no = 0;
    let mut sink = |row: LedgerRow| -> Result<(), ExportError> {
        no += 1;
        match &mut out {
            Out::Rows(writer) => writer.row(&plan.row(&row.cells, no))?,
            Out::Json(writer) => writer.row(query.ledger, row, no)?,
        }
        Ok(())
    };
    let done = desk.export_ledger(&query, &mut sink, progress, stop)?;
    if done.stopped {
        return Err(WriteError::Stopped.into());
    }
    let written = match out {
        Out::Rows(writer) => writer.finish()?,
        Out::Json(writer) => writer.finish()?,
    };
    Ok(Exported { written, done })
}

enum Out {
    Rows(Box<dyn RowWriter>),
    Json(JsonWriter),
}

/// Titles and columns of a ledger under a profile.
pub fn head_of(desk: &Desk, query: &LedgerQuery, profile: &Profile) -> SheetHead {
    let usual = |content: &Content| match content {
        Content::Column(code) => query.ledger.column(code).map_or(12, |column| column.width),
        _ => 12,
    };
    let columns = profile
        .columns
        .iter()
        .map(|column| SheetColumn::new(&column.head, column.width.unwrap_or_else(|| usual(&column.content))));
    SheetHead {
        name: query.ledger.zh().to_owned(),
        titles: profile.titled(&desk.ledger_title_words(query.from, query.to)),
        columns: columns.collect(),
    }
}

fn paper_words(desk: &Desk, query: &LedgerQuery) -> PaperWords {
    let (community, now) = (desk.book().community.clone(), desk.now());
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let masked = if query.reason.is_none() { "　个人信息已遮盖" } else { "" };
    PaperWords {
        name: format!("台账-{}-{}-{}", query.ledger, day(query.from), day(query.to)),
        foot: vec![format!("导出 {}{masked}", now.format("%Y年%-m月%-d日 %-H:%M"))],
        contacts: vec![community.centre()],
        specimen: community.practice,
        dated: now.naive_local(),
    }
}

/// Where each column of a profile gets its cells from.
struct Plan(Vec<Source>);

enum Source {
    Count,
    Column(usize),
    Words(String),
    Nothing,
}

impl Plan {
    fn of(profile: &Profile, ledger: Ledger) -> Self {
        let place = |code: &str| ledger.columns().iter().position(|column| column.code == code);
        let from = |content: &Content| match content {
            Content::Column(code) if code == NO => Source::Count,
            Content::Column(code) => place(code).map_or(Source::Nothing, Source::Column),
            Content::Constant(words) => Source::Words(words.clone()),
            Content::Empty => Source::Nothing,
        };
        Self(profile.columns.iter().map(|column| from(&column.content)).collect())
    }

    fn row(&self, cells: &[Cell], no: i64) -> Vec<Cell> {
        let cell = |from: &Source| match from {
            Source::Count => Cell::Number(no),
            Source::Column(at) => cells.get(*at).cloned().unwrap_or_default(),
            Source::Words(words) => Cell::text(words.clone()),
            Source::Nothing => Cell::Empty,
        };
        self.0.iter().map(cell).collect()
    }
}

/// JSON, an object a line.
struct JsonWriter {
    out: BufWriter<WholeFile>,
    array: bool,
    rows: u64,
}

impl JsonWriter {
    fn begin(path: &Path, array: bool) -> Result<Self, WriteError> {
        let mut new = Self { out: BufWriter::new(WholeFile::begin(path)?), array, rows: 0 };
        if array {
            new.write(b"[")?;
        }
        Ok(new)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let done = self.out.write_all(bytes);
        done.map_err(|error| FileError::of(self.out.get_ref().target(), error).into())
    }

    fn row(&mut self, ledger: Ledger, row: LedgerRow, no: i64) -> Result<(), WriteError> {
        let mut cells: Map<String, Value> = ledger
            .columns()
            .iter()
            .zip(&row.cells)
            .map(|(column, cell)| (column.code.to_owned(), json_of(column, cell)))
            .collect();
        let _ = cells.insert(NO.to_owned(), json!(no));
        let whole = json!({ "cells": cells, "records": row.record });
        let between = match (self.array, self.rows) {
            (true, 0) => "\n",
            (true, _) => ",\n",
            (false, _) => "",
        };
        let after = if self.array { "" } else { "\n" };
        self.write(format!("{between}{whole}{after}").as_bytes())?;
        self.rows += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Written, WriteError> {
        if self.array {
            self.write(b"\n]\n")?;
        }
        let path: PathBuf = self.out.get_ref().target().to_owned();
        let file = self.out.into_inner().map_err(|error| FileError::of(&path, error.into_error()))?;
        Ok(Written { path: file.keep()?, rows: self.rows, replaced: Vec::new() })
    }
}

/// Days as ISO texts, yes and no as such, identities as texts.
fn json_of(_column: &Column, cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Number(number) => json!(number),
        Cell::Decimal(number) | Cell::Percent(number) => json!(number),
        Cell::YesNo(yes) => json!(yes),
        Cell::DateTime(at) => json!(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        other => json!(other.to_string()),
    }
}

/// A profile from the heads of a table the sub-district handed out, and how each head was understood. Not kept yet.
pub fn profile_from_file(path: &Path, ledger: Ledger, name: &str) -> Result<(Profile, Headed), ReadError> {
    let table = read_table(path)?;
    let known: Vec<Known<'_>> = ledger.columns().iter().map(Known::from).collect();
    let rows: Vec<Vec<String>> = table.words(30);
    let headed = find_heads(&rows, &known).ok_or_else(|| ReadError::NoHeads(path.to_owned()))?;
    Ok((Profile::from_heads(ledger, name, &headed), headed))
}
