//! A4 sheets about rooms, classes and periods: what their pages have in common.

mod register;
mod report;
mod week;

use super::draw::{Draw, Page, Style, Text};
use super::flow::{Align, Band, Flowed, Item, LINE, Piece, flow};
use super::fonts::Fonts;
use super::head::{again, page_mark, specimen, title_face};
use super::value::Marks;
use super::wrap::wrap;

pub use register::lay_out as lay_out_register;
pub use report::lay_out as lay_out_report;
pub use week::lay_out as lay_out_week;

/// Line height of the lines under the title and at the foot, in em.
const PITCH: f32 = 1.6;
/// The least room to sign in, in mm.
const SIGN: f32 = 20.0;
/// More lines than these do not belong into head or foot; they open or close the content instead.
const MOST_LINES: usize = 4;

/// A sheet and its margins in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Frame {
    pub const LANDSCAPE: Self =
        Self { width: 297.0, height: 210.0, left: 12.0, right: 12.0, top: 11.0, bottom: 9.0 };
    pub const PORTRAIT: Self =
        Self { width: 210.0, height: 297.0, left: 16.0, right: 16.0, top: 15.0, bottom: 12.0 };
    /// design/tokens.md section 7.
    pub const REPORT: Self =
        Self { width: 210.0, height: 297.0, left: 28.0, right: 26.0, top: 30.0, bottom: 18.0 };

    pub fn w(&self) -> f32 {
        self.width - self.left - self.right
    }
}

/// A title at the left with lines under it and a corner at the right.
struct Masthead<'a> {
    title: &'a str,
    lines: &'a [String],
    corner: &'a [String],
    marks: Marks,
    title_pt: f32,
    pt: f32,
}

/// What stands at one end of every page, with its top at 0.
#[derive(Debug, Default)]
struct Edge {
    draws: Vec<Draw>,
    height: f32,
    /// Texts too long for it.
    overflow: Vec<Item>,
}

fn paragraph(fonts: &Fonts, text: &str, pt: f32, frame: &Frame) -> Item {
    Item::Band(Band::text(fonts, text, Style::regular(pt), frame.left, frame.w(), Align::Left))
}

/// Wraps lines to a width; those that would make it more than `most` go over.
fn folded(
    fonts: &Fonts,
    lines: &[String],
    style: Style,
    width: f32,
    frame: &Frame,
    over: &mut Vec<Item>,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines.iter().filter(|l| !l.trim().is_empty()) {
        let mut parts = wrap(fonts, line, style, width);
        parts.retain(|part| !part.is_empty());
        if out.len() + parts.len() > MOST_LINES {
            over.push(paragraph(fonts, line, style.pt, frame));
        } else {
            out.extend(parts);
        }
    }
    out
}

fn widest(fonts: &Fonts, lines: &[String], style: Style) -> f32 {
    lines.iter().map(|line| fonts.width(line, style)).fold(0.0, f32::max)
}

fn masthead(fonts: &Fonts, head: &Masthead<'_>, frame: &Frame) -> Edge {
    let mut out = Edge::default();
    let style = Style::regular(head.pt);
    let (x, w) = (frame.left, frame.w());
    let corner = folded(fonts, head.corner, style, 0.4 * w, frame, &mut out.overflow);
    let corner_w = widest(fonts, &corner, style);
    let room = w - corner_w - if corner.is_empty() { 0.0 } else { 6.0 };
    let mut y = 0.0;
    let title_style = Style { face: title_face(fonts, head.title), pt: head.title_pt };
    let mut titles = wrap(fonts, head.title, title_style, room);
    titles.retain(|line| !line.is_empty());
    let mut end = x;
    let mut last = 0.0;
    if titles.len() > 3 {
        out.overflow.push(paragraph(fonts, head.title, head.pt, frame));
    } else {
        for title in titles {
            last = y + 1.0 * title_style.em();
            let text = Text::new(fonts, x, last, title_style, title);
            end = x + text.width;
            out.draws.push(Draw::Text(text));
            y += 1.3 * title_style.em();
        }
    }
    let pitch = PITCH * style.em();
    if let Some(mark) = head.marks.reprint_text() {
        let width = fonts.width(&mark, style) + style.em();
        if end > x && end + 5.0 + width <= x + room {
            out.draws.extend(again(fonts, &mark, style, end + 5.0, last));
        } else {
            out.draws.extend(again(fonts, &mark, style, x, y + 0.5 * pitch + 0.37 * style.em()));
            y += pitch;
        }
    }
    let lines = folded(fonts, head.lines, style, room, frame, &mut out.overflow);
    let left = lines.len() as f32 * pitch;
    let right = corner.len() as f32 * pitch;
    let bottom = (y + left).max(right);
    let rows = |lines: Vec<String>, height: f32, right: bool, draws: &mut Vec<Draw>| {
        for (n, line) in lines.into_iter().enumerate() {
            let at = bottom - height + (n as f32 + 0.5) * pitch + 0.37 * style.em();
            let text = Text::new(fonts, x, at, style, line);
            draws.push(Draw::Text(if right { text.ending(x + w) } else { text }));
        }
    };
    rows(lines, left, false, &mut out.draws);
    rows(corner, right, true, &mut out.draws);
    out.height = bottom + 2.6;
    out
}

/// Title, lines and corner again in one line over a rule, on the pages after the first; what does
/// not fit stays off, for the first page has it.
fn running(fonts: &Fonts, head: &Masthead<'_>, frame: &Frame) -> Edge {
    let style = Style::regular(head.pt);
    let (x, w, em) = (frame.left, frame.w(), style.em());
    let mut out = Edge { height: 1.9 * em, ..Edge::default() };
    let mut left = vec![head.title.to_owned()];
    left.extend(head.lines.first().cloned());
    left.extend(head.marks.reprint_text());
    let mut room = w;
    let right = Text::new(fonts, 0.0, em, style, head.corner.join("　")).ending(x + w);
    if !right.text.trim().is_empty() && right.width <= 0.4 * w && !right.text.contains('\n') {
        room -= right.width + 6.0;
        out.draws.push(Draw::Text(right));
    }
    while !left.is_empty() {
        let text = Text::new(fonts, x, em, style, left.join("　"));
        if text.width <= room && !text.text.contains('\n') {
            out.draws.push(Draw::Text(text));
            break;
        }
        left.pop();
    }
    out
}

/// The foot of a page: lines at the left, contacts and the page mark at the right. Its bottom is
/// the bottom margin.
struct Foot {
    pt: f32,
    left: Vec<String>,
    right: Vec<String>,
    height: f32,
}

impl Foot {
    fn new(
        fonts: &Fonts,
        (left, right): (&[String], &[String]),
        pt: f32,
        frame: &Frame,
        over: &mut Vec<Item>,
    ) -> Self {
        let style = Style::regular(pt);
        let w = frame.w();
        let mut right = folded(fonts, right, style, 0.4 * w, frame, over);
        // Room for the page mark, which is not known yet.
        right.push(page_mark(888, 888));
        let room = w - widest(fonts, &right, style) - 8.0;
        right.pop();
        let left = folded(fonts, left, style, room, frame, over);
        let lines = left.len().max(right.len() + 1);
        Self { pt, left, right, height: lines as f32 * PITCH * style.em() }
    }

    fn draws(&self, fonts: &Fonts, n: usize, of: usize, frame: &Frame) -> Vec<Draw> {
        let style = Style::regular(self.pt);
        let pitch = PITCH * style.em();
        let top = frame.height - frame.bottom - self.height;
        let mut right = self.right.clone();
        right.push(page_mark(n + 1, of));
        let skipped = (self.height / pitch).round() as usize - right.len();
        let at = |line: usize| top + (line as f32 + 0.5) * pitch + 0.37 * style.em();
        let left = self
            .left
            .iter()
            .enumerate()
            .map(|(line, text)| Draw::Text(Text::new(fonts, frame.left, at(line), style, text.as_str())));
        let right = right.into_iter().enumerate().map(|(line, text)| {
            let text = Text::new(fonts, 0.0, at(line + skipped), style, text);
            Draw::Text(text.ending(frame.width - frame.right))
        });
        left.chain(right).collect()
    }
}

/// Lines to sign on, side by side as far as they fit, with room above for the hand. What is too
/// long to be signed on is running text.
fn sign_row(fonts: &Fonts, lines: &[String], style: Style, frame: &Frame) -> Vec<Item> {
    let (x, w, em) = (frame.left, frame.w(), style.em());
    let lines = lines.iter().filter(|l| !l.trim().is_empty());
    let (lines, long): (Vec<&String>, Vec<&String>) =
        lines.partition(|l| !l.contains('\n') && fonts.width(l, style) + SIGN <= w);
    let mut out: Vec<Item> = long.iter().map(|text| paragraph(fonts, text, style.pt, frame)).collect();
    let widest = lines.iter().map(|l| fonts.width(l, style)).fold(0.0, f32::max) + SIGN;
    let gap = 6.0;
    let across = ((w + gap) / (widest + gap)).floor().clamp(1.0, 4.0) as usize;
    let across = across.min(lines.len().max(1));
    let each = ((w + gap) / across as f32 - gap).min(widest + 2.0 * SIGN);
    for row in lines.chunks(across) {
        let mut piece = Piece { keep: true, ..Piece::default() };
        let mut bottom: f32 = 0.0;
        for (n, text) in row.iter().enumerate() {
            let left = x + n as f32 * (each + gap);
            let band = Band::text(fonts, text, style, left, each, Align::Left);
            let end = piece.stack(fonts, &[band], 1.4 * em) + 0.35 * em;
            piece.draws.push(Draw::rule((left, end), (left + each, end)));
            bottom = bottom.max(end);
        }
        piece.height = bottom + 0.4 * em;
        out.push(Item::Piece(piece));
    }
    out
}

/// Puts content, head and foot together; `top` gives what stands over the n-th page's content.
fn pages<'a>(
    fonts: &Fonts,
    frame: &Frame,
    marks: Marks,
    items: Vec<Item>,
    top: &dyn Fn(usize) -> &'a Edge,
    foot: &Foot,
) -> Vec<Page> {
    let slot =
        |n: usize| (frame.top + top(n).height, frame.height - frame.bottom - foot.height - foot_gap(foot));
    let flowed: Vec<Flowed> = flow(fonts, items, &slot);
    let of = flowed.len();
    flowed
        .into_iter()
        .enumerate()
        .map(|(n, content)| {
            let mut draws = Vec::new();
            let grounds = |d: &Draw| matches!(d, Draw::Fill { grey, .. } if *grey > 0.5);
            // Grounds first, then the mark, so that 样张 shows over a closed day as well.
            draws.extend(content.draws.iter().filter(|d| grounds(d)).cloned());
            if marks.specimen {
                draws.push(specimen(fonts, (frame.width / 2.0, frame.height / 2.0), 200.0));
            }
            for draw in &top(n).draws {
                let mut draw = draw.clone();
                draw.shift(0.0, frame.top);
                draws.push(draw);
            }
            draws.extend(content.draws.into_iter().filter(|d| !grounds(d)));
            draws.extend(foot.draws(fonts, n, of, frame));
            Page { width: frame.width, height: frame.height, draws, seals: content.seals, fold: None }
        })
        .collect()
}

/// Space between content and foot in mm.
fn foot_gap(foot: &Foot) -> f32 {
    let em = Style::regular(foot.pt).em();
    (LINE - 1.0) * em + 1.2
}
