//! Reports: running text with headings, tables and bars under a centred title.

use super::{Edge, Foot, Frame, pages, paragraph, sign_row};
use crate::paper::PaperError;
use crate::paper::blocks::{Maker, Setting};
use crate::paper::draw::{Draw, Page, Style, Text};
use crate::paper::flow::{Align, Band, Column, Item, LINE};
use crate::paper::fonts::Fonts;
use crate::paper::head::{again, title_face};
use crate::paper::table::spans;
use crate::paper::value::Report;
use crate::paper::wrap::wrap;

/// Line height of running text in em: 8 mm at 12 pt (design/tokens.md section 7).
const PITCH: f32 = 1.89;

pub fn lay_out(fonts: &Fonts, paper: &Report) -> Result<Vec<Page>, PaperError> {
    let frame = Frame::REPORT;
    let large = paper.marks.large;
    let body = if large { 15.0 } else { 12.0 };
    let table = if large { 15.0 } else { 11.0 };
    let mut top = head(fonts, paper, body, &frame);
    let next = Edge::default();
    let set = Setting {
        x: frame.left,
        w: frame.w(),
        body,
        heading: body + 2.0,
        table,
        pitch: if large { 1.6 } else { PITCH },
    };
    let mut maker = Maker { fonts, set, items: std::mem::take(&mut top.overflow) };
    boxed_row(fonts, &paper.top, table, &frame, &mut maker.items);
    for block in &paper.blocks {
        maker.block(block);
    }
    let mut items = maker.items;
    let mut late = Vec::new();
    let foot_pt = if large { 15.0 } else { 10.5 };
    let left = std::slice::from_ref(&paper.foot);
    let foot = Foot::new(fonts, (left, &[]), foot_pt, &frame, &mut late);
    items.extend(late);
    items.push(Item::Gap(3.0));
    items.extend(sign_row(fonts, &paper.sign, Style::regular(body), &frame));
    Ok(pages(fonts, &frame, paper.marks, items, &|n| if n == 0 { &top } else { &next }, &foot))
}

/// Title, subtitle and reprint mark, centred.
fn head(fonts: &Fonts, paper: &Report, body: f32, frame: &Frame) -> Edge {
    let mut out = Edge::default();
    let centre = frame.left + frame.w() / 2.0;
    let title = Style { face: title_face(fonts, &paper.title), pt: 22.0 };
    let sub = Style::regular(body);
    for (text, style, pitch) in [(&paper.title, title, 1.45), (&paper.subtitle, sub, 1.7)] {
        let mut lines = wrap(fonts, text, style, frame.w());
        lines.retain(|line| !line.is_empty());
        if lines.len() > 3 {
            out.overflow.push(paragraph(fonts, text, body, frame));
            continue;
        }
        for line in lines {
            let baseline = out.height + (pitch / 2.0 + 0.37) * style.em();
            let text = Text::new(fonts, 0.0, baseline, style, line).centred(centre);
            out.draws.push(Draw::Text(text));
            out.height += pitch * style.em();
        }
    }
    if let Some(mark) = paper.marks.reprint_text() {
        let left = centre - (fonts.width(&mark, sub) + 0.6 * sub.em()) / 2.0;
        out.draws.extend(again(fonts, &mark, sub, left, out.height + 1.2 * sub.em()));
        out.height += 1.7 * sub.em();
    }
    out.height += 3.0;
    out
}

/// Cells side by side in one box, their widths by their texts.
fn boxed_row(fonts: &Fonts, cells: &[String], pt: f32, frame: &Frame, items: &mut Vec<Item>) {
    if cells.iter().all(|text| text.trim().is_empty()) {
        return;
    }
    let style = Style::regular(pt);
    let em = style.em();
    // Short ones get room to write in.
    let wanted: Vec<f32> = cells.iter().map(|t| (fonts.width(t, style) + 2.0 * em).max(8.0 * em)).collect();
    let total: f32 = wanted.iter().sum();
    let weights: Vec<f32> = wanted.iter().map(|w| w / total).collect();
    let least = vec![3.0 * em; cells.len()];
    let columns = cells
        .iter()
        .zip(spans(&weights, &least, (frame.left, frame.w())))
        .map(|(text, (x, w))| Column::new(fonts, text, style, (x, w, 0.4), Align::Centre))
        .collect();
    let band = Band { columns, pitch: em * LINE, pad: 0.45 * em, min: 7.6, ruled: true, head: None };
    items.push(Item::Band(band));
    items.push(Item::Gap(2.0));
}
