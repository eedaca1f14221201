//! CSV for programs that read nothing better: UTF-8 with its mark, or GB18030 as older ones want it. No cell can be taken
//! for a formula.
//!
//! A program that opens CSV by itself may read a long run of digits as a number and lose its end; whoever opens the file
//! with Excel or WPS is better served with xlsx.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use encoding_rs::{Encoder, EncoderResult, GB18030};

use crate::domain::cell::Cell;

use super::file::{FileError, WholeFile};
use super::sheet::{RowWriter, SheetHead, WriteError, Written};

/// How the characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with the mark by which Excel knows it.
    #[default]
    Utf8,
    /// UTF-8 without the mark, for scripts.
    Utf8Bare,
    /// GB18030, which has every character of Unicode but one.
    Gb18030,
}

impl Encoding {
    /// By its name on the command line.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "bom" => Some(Self::Utf8),
            "utf-8-bare" | "bare" => Some(Self::Utf8Bare),
            "gb18030" | "gbk" => Some(Self::Gb18030),
            _ => None,
        }
    }
}

/// What a spreadsheet takes a cell for a formula by, when it stands in front; the wide twins count in some of them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula: one that begins like it gets an apostrophe in front.
pub fn formula_safe(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text as it was before [`formula_safe`].
pub fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(text)
}

/// Apostrophes in front count as well, so that guarding and its reverse always meet.
fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A CSV file, written row by row.
pub struct CsvWriter {
    csv: ::csv::Writer<Encoded>,
    columns: usize,
    rows: u64,
}

impl CsvWriter {
    /// Begins a file with its titles and heads.
    pub fn begin(path: &Path, head: &SheetHead, encoding: Encoding) -> Result<Self, WriteError> {
        let file = WholeFile::begin(path)?;
        let out = Encoded::new(file, encoding).map_err(|error| FileError::of(path, error))?;
        // Lines end as Windows expects; a title line has one cell, so rows may differ in length.
        let csv =
            ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(out);
        let mut writer = Self { csv, columns: head.columns.len(), rows: 0 };
        for title in &head.titles {
            writer.record(std::iter::once(formula_safe(title)))?;
        }
        writer.record(head.columns.iter().map(|column| formula_safe(&column.head)))?;
        Ok(writer)
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) -> Result<(), WriteError> {
        let cells: Vec<String> = cells.collect();
        self.csv.write_record(&cells).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: ::csv::Error) -> WriteError {
        let path = self.csv.get_ref().path();
        match error.into_kind() {
            ::csv::ErrorKind::Io(error) => FileError::of(path, error).into(),
            other => WriteError::Fault(format!("{other:?}")),
        }
    }
}

impl RowWriter for CsvWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        // Only what was typed can be a formula: a negative number is a number.
        let words = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Digits(text) => formula_safe(text),
            other => other.to_string(),
        };
        let missing = self.columns.saturating_sub(cells.len());
        self.record(cells.iter().map(words).chain(std::iter::repeat_n(String::new(), missing)))?;
        self.rows += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        let Self { csv, rows, .. } = *self;
        let path = csv.get_ref().path().to_owned();
        let encoded = csv.into_inner().map_err(|error| FileError::of(&path, error.into_error()))?;
        let (file, replaced) = encoded.end().map_err(|error| FileError::of(&path, error))?;
        Ok(Written { path: file.keep()?, rows, replaced })
    }
}

/// Text on its way to bytes.
struct Encoded {
    out: BufWriter<WholeFile>,
    gb: Option<Encoder>,
    /// The beginning of a character whose end comes with the next write.
    begun: Vec<u8>,
    replaced: Vec<char>,
}

/// Stands for a character the encoding does not have.
const GETA: &str = "〓";

impl Encoded {
    fn new(file: WholeFile, encoding: Encoding) -> io::Result<Self> {
        let mut out = BufWriter::new(file);
        if encoding == Encoding::Utf8 {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let gb = (encoding == Encoding::Gb18030).then(|| GB18030.new_encoder());
        Ok(Self { out, gb, begun: Vec::new(), replaced: Vec::new() })
    }

    fn path(&self) -> &Path {
        self.out.get_ref().target()
    }

    fn end(mut self) -> io::Result<(WholeFile, Vec<char>)> {
        self.out.flush()?;
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((file, self.replaced))
    }

    fn encode(&mut self, mut text: &str) -> io::Result<()> {
        let Some(gb) = &mut self.gb else {
            return self.out.write_all(text.as_bytes());
        };
        let mut bytes = [0; 4096];
        loop {
            let (result, read, written) = gb.encode_from_utf8_without_replacement(text, &mut bytes, false);
            self.out.write_all(bytes.get(..written).unwrap_or_default())?;
            text = text.get(read..).unwrap_or_default();
            match result {
                EncoderResult::InputEmpty => return Ok(()),
                EncoderResult::OutputFull => {}
                EncoderResult::Unmappable(c) => {
                    if !self.replaced.contains(&c) {
                        self.replaced.push(c);
                    }
                    let (mark, _, _) = GB18030.encode(GETA);
                    self.out.write_all(&mark)?;
                }
            }
        }
    }
}

impl Write for Encoded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gb.is_none() {
            self.out.write_all(bytes)?;
            return Ok(bytes.len());
        }
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.begun, rest)).map_err(io::Error::other)?;
        self.encode(&text)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text_and_comes_back_as_it_was() {
        for text in ["=1+1", "+86", "-5", "@a", "\t=1", "\r=1", "＝1", "'=1"] {
            let safe = formula_safe(text);
            assert!(!safe.starts_with(FORMULA), "{text:?}");
            assert_eq!(without_guard(&safe), text);
        }
        for text in ["", "漏水", "1+1", "'quoted'", "610502194903100021"] {
            assert_eq!((formula_safe(text).as_str(), without_guard(text)), (text, text));
        }
    }
}
