//! Tables from files others made: xlsx, xls and ods, CSV in the encodings met with. Everything is read as it stands; what a
//! cell means is for others to say.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, open_workbook_auto_from_rs};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::domain::imported::{Given, GivenRow};

use super::csv_file::without_guard;
use super::file::FileError;

/// A table of a community is never larger.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// Too large.
    #[error("{bytes} bytes")]
    TooBig {
        /// How large.
        bytes: u64,
    },
    /// Neither a spreadsheet nor text in an encoding that is known.
    #[error("{}: {detail}", .path.display())]
    NoTable {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        detail: String,
    },
    /// Nothing stands in it.
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    /// No row of it looks like the heads of this table.
    #[error("{} has no heads", .0.display())]
    NoHeads(PathBuf),
}

impl ReadError {
    /// A short code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::TooBig { .. } => "too_big",
            Self::NoTable { .. } => "no_table",
            Self::Empty(_) => "empty_file",
            Self::NoHeads(_) => "no_heads",
        }
    }
}

/// A table as it was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawTable {
    /// The file's bytes, by which it is known again.
    pub bytes: Vec<u8>,
    /// The sheet, or the encoding of a text.
    pub from: String,
    /// Its rows from the top, each with its line.
    pub rows: Vec<GivenRow>,
}

impl RawTable {
    /// The first rows in words.
    pub fn words(&self, most: usize) -> Vec<Vec<String>> {
        let words = |row: &GivenRow| row.cells.iter().map(Given::words).collect();
        self.rows.iter().take(most).map(words).collect()
    }
}

/// Reads the first sheet in which anything stands, or the text.
pub fn read_table(path: &Path) -> Result<RawTable, ReadError> {
    let failed = |error| FileError::of(path, error);
    let size = std::fs::metadata(path).map_err(failed)?;
    if size.is_dir() {
        return Err(FileError::IsFolder(path.to_owned()).into());
    }
    if size.len() > MOST_BYTES {
        return Err(ReadError::TooBig { bytes: size.len() });
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let is_book = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let no_table = |detail: String| ReadError::NoTable { path: path.to_owned(), detail };
    let (from, rows) = if is_book { of_book(&bytes) } else { of_text(&bytes) }.map_err(no_table)?;
    if rows.iter().all(|row| row.cells.iter().all(Given::is_empty)) {
        return Err(ReadError::Empty(path.to_owned()));
    }
    Ok(RawTable { bytes, from, rows })
}

type Found = Result<(String, Vec<GivenRow>), String>;

fn of_book(bytes: &[u8]) -> Found {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        let Some((top, left)) = range.start() else { continue };
        // Rows and columns left of what is filled count: a merged title stands where it stood.
        let rows = range.rows().enumerate().map(|(at, cells)| {
            let before = std::iter::repeat_n(Given::Empty, left as usize);
            GivenRow {
                line: u64::from(top) + at as u64 + 1,
                cells: before.chain(cells.iter().map(given)).collect(),
            }
        });
        let rows: Vec<GivenRow> = rows.collect();
        if rows.iter().any(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
            return Ok((name, rows));
        }
    }
    Ok((String::new(), Vec::new()))
}

fn given(cell: &Data) -> Given {
    match cell {
        Data::Empty => Given::Empty,
        Data::String(text) => Given::Text(text.clone()),
        Data::Float(number) => Given::Number(*number),
        Data::Int(number) => Given::Number(*number as f64),
        Data::Bool(yes) => Given::Flag(*yes),
        Data::DateTime(at) if (0.0..1.0).contains(&at.as_f64()) => {
            cell.as_time().map_or(Given::Empty, Given::Time)
        }
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            cell.as_datetime().map_or_else(|| Given::Text(cell.to_string()), Given::DateTime)
        }
        Data::Error(error) => Given::Text(error.to_string()),
    }
}

fn of_text(bytes: &[u8]) -> Found {
    let (text, encoding) = decode(bytes)?;
    // The reader counts a line's end before its last byte; with one byte it counts right.
    let text = text.replace("\r\n", "\n");
    let reader = |delimiter: u8| {
        ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes())
    };
    let mut rows = Vec::new();
    for record in reader(delimiter(&text)).records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, ::csv::Position::line);
        let cells = record.iter().map(|text| match without_guard(text) {
            "" => Given::Empty,
            text => Given::Text(text.to_owned()),
        });
        rows.push(GivenRow { line, cells: cells.collect() });
    }
    Ok((encoding.to_owned(), rows))
}

/// A mark in front says what it is; otherwise what is whole UTF-8 is UTF-8, since Chinese in GB18030 hardly ever is.
fn decode(bytes: &[u8]) -> Result<(String, &'static str), String> {
    let whole = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let named = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
        return whole(encoding, rest)
            .filter(|_| named)
            .map(|text| (text, encoding.name()))
            .ok_or_else(|| format!("not whole {}", encoding.name()));
    }
    if bytes.contains(&0) {
        return Err("binary".to_owned());
    }
    [UTF_8, GB18030]
        .into_iter()
        .find_map(|encoding| whole(encoding, bytes).map(|text| (text, encoding.name())))
        .ok_or_else(|| "neither UTF-8 nor GB18030".to_owned())
}

/// What parts the cells: whichever of three the first lines have most of.
fn delimiter(text: &str) -> u8 {
    let count = |c: char| text.lines().take(20).map(|line| line.matches(c).count()).sum::<usize>();
    let (comma, tab, semicolon) = (count(','), count('\t'), count(';'));
    if tab > comma && tab >= semicolon {
        b'\t'
    } else if semicolon > comma {
        b';'
    } else {
        b','
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<Vec<String>>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let table = read_table(&path).unwrap();
        (table.from.clone(), table.words(9))
    }

    #[test]
    fn every_encoding_met_with_is_known_by_itself() {
        let text = "姓名,电话\r\n测试䶮𬱖,13800000001\r\n";
        let rows =
            vec![vec!["姓名".to_owned(), "电话".to_owned()], vec!["测试䶮𬱖".into(), "13800000001".into()]];
        let gb = GB18030.encode(text).0.into_owned();
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (["\u{FEFF}".as_bytes(), text.as_bytes()].concat(), "UTF-8"),
            (gb, "gb18030"),
            (utf16, "UTF-16LE"),
        ] {
            assert_eq!(read(&bytes), (name.to_owned(), rows.clone()), "{name}");
        }
        assert_eq!(read("a\tb\n1\t2\n".as_bytes()).1, [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn files_that_are_no_tables() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let code = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read_table(&path).map(|_| ()).map_err(|error| error.code())
        };
        assert_eq!(code(b""), Err("empty_file"));
        assert_eq!(code(b",,\n ,\n"), Err("empty_file"));
        assert_eq!(code(b"PK\x03\x04nothing"), Err("no_table"));
        assert_eq!(code(b"\x80\x81\xff"), Err("no_table"));
        assert_eq!(code(b"a\0b"), Err("no_table"));
        assert_eq!(read_table(folder.path()).map_err(|error| error.code()), Err("is_folder"));
        assert_eq!(read_table(&folder.path().join("no")).map_err(|error| error.code()), Err("no_file"));
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a,b\r\n\"one\r\ntwo\",2\r\n3,4\n").unwrap();
        let lines: Vec<u64> = read_table(&path).unwrap().rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }
}
