//! Papers: what the desk hands over, laid out in millimetres and written as PDF.
//!
//! A [`Paper`] is a plain value with every text already worded and masked by the caller.
//! [`lay_out`] turns it into pages of placed text and lines, [`render`] paints those as a PDF,
//! [`output`] saves, opens and prints it. Nothing here reads the store or the clock.

mod band;
mod blocks;
mod code;
pub mod compose;
pub mod draw;
mod embed;
mod fallback;
mod flow;
pub mod fonts;
mod head;
mod notice;
pub mod office;
mod outline;
pub mod output;
mod paint;
mod platform;
pub mod save_as;
mod seal;
mod sfnt;
mod sheet;
mod table;
mod texts;
mod ticket;
mod two_part;
pub mod value;
mod wrap;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;

use draw::Page;
pub use fonts::Fonts;
pub use value::{
    Block, Cell, ChartBar, DateGroup, DateList, Letterhead, Marks, Note, Notice, Numbered, Paper, Phone,
    Register, RegisterPart, Report, ResidentCopy, Review, Row, Sheet, Side, Stub, Table, TableColumn,
    TableRow, Ticket, TwoPart, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet,
};

/// Why a paper could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    #[error("font: {0}")]
    Font(String),
    #[error("pdf: {0}")]
    Pdf(String),
    #[error("code: {0}")]
    Code(String),
    #[error("code of {bytes} bytes, at most {most} fit")]
    CodeTooLong { bytes: usize, most: usize },
}

/// A finished paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    pub pdf: Vec<u8>,
    /// Width and height of every page in mm.
    pub pages: Vec<(f32, f32)>,
    /// Characters no font has; they are printed as a box with their code point.
    pub missing: Vec<char>,
}

/// Places everything on pages; needs no PDF writer. Pages are A4, upright or landscape, or 80 mm
/// wide and as long as the content.
pub fn lay_out(paper: &Paper, fonts: &Fonts) -> Result<Vec<Page>, PaperError> {
    match paper {
        Paper::TwoPart(p) => two_part::lay_out(fonts, p),
        Paper::Ticket(p) => ticket::lay_out(fonts, p),
        Paper::Notice(p) => notice::lay_out(fonts, p),
        Paper::Week(p) => sheet::lay_out_week(fonts, p),
        Paper::Register(p) => sheet::lay_out_register(fonts, p),
        Paper::Report(p) => sheet::lay_out_report(fonts, p),
    }
}

/// Makes the PDF. `dated` is the desk's local time and stands in the file as its date; the
/// same value and date give the same bytes. Takes a few milliseconds without fall-back fonts;
/// a search for a missing character may read many font files, so call it off the drawing
/// thread.
pub fn render(paper: &Paper, fonts: &Fonts, dated: NaiveDateTime) -> Result<Rendered, PaperError> {
    let pages = lay_out(paper, fonts)?;
    let number = paper.number();
    let title = if number.is_preview() {
        format!("{} 预览", paper.title())
    } else {
        format!("{} {}", paper.title(), number.short)
    };
    let pdf = paint::paint(fonts, &pages, &title, dated)?;
    let missing = fonts.missing(&paper.texts().concat());
    let pages = pages.iter().map(|p| (p.width, p.height)).collect();
    Ok(Rendered { pdf, pages, missing })
}
