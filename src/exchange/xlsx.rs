//! xlsx that Excel and WPS open right: identities are text, days are days, the heads stay in sight and stand on every
//! printed page. Rows go to a temporary file as they come, so memory stays the same however many there are.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::domain::cell::Cell;

use super::file::{FileError, WholeFile, folder_of};
use super::sheet::{RowWriter, Sheet, SheetHead, WriteError, Written};

/// Rows a sheet can hold (Excel's own limit).
const MOST_ROWS: u32 = 1_048_576;
/// UTF-16 units a cell can hold.
const LONGEST: usize = 32_767;
/// Names of tabs may have so many characters.
const LONGEST_NAME: usize = 31;
const A4: u8 = 9;
/// How hard the file is packed, of 9.
const PACKING: u8 = 3;

/// The looks of cells. Made once: a workbook keeps each only once.
struct Looks {
    title: Format,
    line: Format,
    head: Format,
    text: Format,
    number: Format,
    decimal: Format,
    percent: Format,
    date: Format,
    datetime: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        let plain =
            || Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let cell = || plain().set_border(FormatBorder::Thin);
        let middle = |form: &str| cell().set_align(FormatAlign::Center).set_num_format(form);
        Self {
            title: plain().set_font_size(16).set_bold().set_align(FormatAlign::Center),
            line: plain().set_align(FormatAlign::Center),
            head: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(0xE8_EE_F4),
            // `@`: what looks like a number stays the text it is, even when somebody edits the cell.
            text: cell().set_text_wrap().set_num_format("@"),
            number: cell().set_num_format("0"),
            decimal: cell().set_num_format("0.##"),
            percent: cell().set_num_format("0.0%"),
            date: middle("yyyy-mm-dd"),
            datetime: middle("yyyy-mm-dd hh:mm"),
            time: middle("hh:mm"),
        }
    }
}

/// One sheet of an xlsx file, written row by row.
pub struct XlsxWriter {
    book: Workbook,
    looks: Looks,
    next: u32,
    first: u32,
    columns: u16,
    file: WholeFile,
}

impl XlsxWriter {
    /// Begins a file with one sheet.
    pub fn begin(path: &Path, head: &SheetHead) -> Result<Self, WriteError> {
        let file = WholeFile::begin(path)?;
        let looks = Looks::new();
        let mut book = new_book(path)?;
        let first = guarded(path, || {
            let sheet = book.add_worksheet_with_constant_memory()?;
            begin_sheet(sheet, head, &looks)
        })?;
        let columns = head.columns.len() as u16;
        Ok(Self { book, looks, next: first, first, columns, file })
    }
}

impl RowWriter for XlsxWriter {
    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        if self.next >= MOST_ROWS {
            return Err(WriteError::TooManyRows { most: MOST_ROWS - self.first });
        }
        let Self { book, looks, next, file, .. } = self;
        guarded(file.target(), || write_row(book.worksheet_from_index(0)?, *next, cells, looks))?;
        *next += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Written, WriteError> {
        let Self { mut book, next, first, columns, mut file, .. } = *self;
        let path = file.target().to_owned();
        guarded(&path, || {
            end_sheet(book.worksheet_from_index(0)?, first, next, columns)?;
            book.save_to_writer(&mut file)
        })?;
        let path = file.keep()?;
        Ok(Written { path, rows: u64::from(next - first), replaced: Vec::new() })
    }
}

/// Writes a few whole sheets into one file, in order.
pub fn write_sheets(path: &Path, sheets: &[Sheet]) -> Result<Written, WriteError> {
    let mut file = WholeFile::begin(path)?;
    let looks = Looks::new();
    let mut book = new_book(path)?;
    let mut rows = 0;
    for one in sheets {
        guarded(path, || {
            let sheet = book.add_worksheet_with_constant_memory()?;
            let first = begin_sheet(sheet, &one.head, &looks)?;
            let mut next = first;
            for cells in &one.rows {
                write_row(sheet, next, cells, &looks)?;
                next += 1;
            }
            end_sheet(sheet, first, next, one.head.columns.len() as u16)
        })?;
        rows += one.rows.len() as u64;
    }
    guarded(path, || book.save_to_writer(&mut file))?;
    Ok(Written { path: file.keep()?, rows, replaced: Vec::new() })
}

/// The rows wait beside the file they are meant for: a full disk shows where the worker can do something about it.
fn new_book(path: &Path) -> Result<Workbook, WriteError> {
    let mut book = Workbook::new();
    // No author and no person in the file's own data (`domain.md` §3.10).
    book.set_properties(&DocProperties::new().set_company("全科窗口"));
    // Most of the time goes into packing: a little larger is a lot sooner.
    book.set_zip_compression_level(PACKING);
    book.set_tempdir(folder_of(path)).map_err(|error| fault(path, error))?;
    Ok(book)
}

/// Titles, heads, and how the sheet is printed; answers the first row under them.
fn begin_sheet(sheet: &mut Worksheet, head: &SheetHead, looks: &Looks) -> Result<u32, XlsxError> {
    sheet.set_name(tab_name(&head.name))?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    let last = (head.columns.len() as u16).saturating_sub(1);
    for (at, column) in head.columns.iter().enumerate() {
        sheet.set_column_width(at as u16, f64::from(column.width.clamp(4, 120)))?;
    }
    let mut row = 0;
    for (at, title) in head.titles.iter().enumerate() {
        let look = if at == 0 { &looks.title } else { &looks.line };
        if last > 0 {
            sheet.merge_range(row, 0, row, last, title, look)?;
        } else {
            sheet.write_string_with_format(row, 0, title, look)?;
        }
        row += 1;
    }
    for (at, column) in head.columns.iter().enumerate() {
        sheet.write_string_with_format(row, at as u16, &column.head, &looks.head)?;
    }
    sheet.set_repeat_rows(row, row)?;
    sheet.set_freeze_panes(row + 1, 0)?;
    Ok(row + 1)
}

/// The filter spans the heads and every row, so it is set when all rows are known.
fn end_sheet(sheet: &mut Worksheet, first: u32, next: u32, columns: u16) -> Result<(), XlsxError> {
    if columns > 0 {
        sheet.autofilter(first - 1, 0, next.saturating_sub(1).max(first - 1), columns - 1)?;
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell], looks: &Looks) -> Result<(), XlsxError> {
    for (at, cell) in cells.iter().enumerate() {
        let at = at as u16;
        match cell {
            Cell::Empty => sheet.write_blank(row, at, &looks.text)?,
            Cell::Text(text) | Cell::Digits(text) => {
                sheet.write_string_with_format(row, at, fitting(text), &looks.text)?
            }
            Cell::Number(number) => sheet.write_number_with_format(row, at, *number as f64, &looks.number)?,
            Cell::Decimal(number) => sheet.write_number_with_format(row, at, *number, &looks.decimal)?,
            Cell::Percent(share) => sheet.write_number_with_format(row, at, *share, &looks.percent)?,
            Cell::Date(day) => sheet.write_datetime_with_format(row, at, day, &looks.date)?,
            Cell::DateTime(time) => sheet.write_datetime_with_format(row, at, time, &looks.datetime)?,
            Cell::Time(time) => sheet.write_datetime_with_format(row, at, time, &looks.time)?,
            Cell::YesNo(_) => sheet.write_string_with_format(row, at, cell.to_string(), &looks.text)?,
        };
    }
    Ok(())
}

/// A cell holds 32,767 units; no field of the desk is as long, but a cut must be seen.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < LONGEST
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}

/// Excel refuses a few characters, long names and empty ones.
fn tab_name(name: &str) -> String {
    let kept = |c: &char| !"[]:*?/\\".contains(*c) && !c.is_control();
    let name: String = name.chars().filter(kept).take(LONGEST_NAME).collect();
    let name = name.trim_matches('\'').trim();
    if name.is_empty() { "台账".to_owned() } else { name.to_owned() }
}

/// The library panics when the temporary file with the rows cannot be written; that is a full disk or one that is gone,
/// and no reason for the desk to fall over.
fn guarded<T>(path: &Path, write: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, WriteError> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(done) => done.map_err(|error| fault(path, error)),
        Err(_) => Err(FileError::Full(path.to_owned()).into()),
    }
}

fn fault(path: &Path, error: XlsxError) -> WriteError {
    match error {
        XlsxError::IoError(error) => FileError::of(path, error).into(),
        other => WriteError::Fault(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
