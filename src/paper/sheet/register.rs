//! Registers: lists with columns, parts with headings, lines to sign on.

use super::{Foot, Frame, Masthead, masthead, pages, paragraph, running, sign_row};
use crate::paper::PaperError;
use crate::paper::draw::{Page, Style};
use crate::paper::flow::{Align, Band, Item};
use crate::paper::fonts::Fonts;
use crate::paper::table::{AIR, Look, table};
use crate::paper::value::Register;

/// What a heading takes along to the next page in mm.
const COMPANY: f32 = 26.0;

/// How far the least height of rows may shrink, and the space in their cells, when that spares a
/// page: a last page with one row is a waste.
const SNUG: f32 = 0.86;
const SNUG_AIR: f32 = 0.18;

pub fn lay_out(fonts: &Fonts, paper: &Register) -> Result<Vec<Page>, PaperError> {
    let pages = with_rows(fonts, paper, (1.0, AIR));
    if pages.len() == 1 {
        return Ok(pages);
    }
    let snug = with_rows(fonts, paper, (SNUG, SNUG_AIR));
    Ok(if snug.len() < pages.len() { snug } else { pages })
}

/// Lays out with the rows' least height changed by a factor, and with so much air in the cells.
fn with_rows(fonts: &Fonts, paper: &Register, (factor, air): (f32, f32)) -> Vec<Page> {
    let frame = if paper.portrait { Frame::PORTRAIT } else { Frame::LANDSCAPE };
    let large = paper.marks.large;
    let (body, small) = if large { (15.0, 15.0) } else { (10.5, 8.0) };
    let head = Masthead {
        title: &paper.title,
        lines: &paper.lines,
        corner: &paper.corner,
        marks: paper.marks,
        title_pt: if large { 24.0 } else { 22.0 },
        pt: if large { 15.0 } else { 11.0 },
    };
    let mut top = masthead(fonts, &head, &frame);
    let next = running(fonts, &head, &frame);
    let mut items = std::mem::take(&mut top.overflow);
    let look = Look { x: frame.left, w: frame.w(), pt: body, small, pad: 1.0, air, row_height: 0.0 };
    for part in &paper.parts {
        if let Some(heading) = part.heading.as_ref().filter(|t| !t.trim().is_empty()) {
            items.push(Item::Room(COMPANY));
            items.push(Item::Gap(4.0));
            let style = Style::bold(body + 2.0);
            let band = Band::text(fonts, heading, style, frame.left, frame.w(), Align::Left);
            items.push(Item::Band(band.pitched(1.6)));
        }
        if let Some(note) = part.note.as_ref().filter(|t| !t.trim().is_empty()) {
            items.push(paragraph(fonts, note, body, &frame));
            items.push(Item::Gap(1.2));
        }
        let row_height = part.table.row_height * factor;
        items.extend(table(fonts, &part.table, Look { row_height, ..look }));
    }
    let mut late = Vec::new();
    let foot = Foot::new(fonts, (&paper.foot, &paper.contacts), body, &frame, &mut late);
    items.push(Item::Gap(2.0));
    items.extend(late);
    items.extend(sign_row(fonts, &paper.sign, Style::regular(body + 1.0), &frame));
    pages(fonts, &frame, paper.marks, items, &|n| if n == 0 { &top } else { &next }, &foot)
}
