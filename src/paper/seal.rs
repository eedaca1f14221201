//! The closing block of a sheet: what stands at the left, the code, and the seal area.
//!
//! The seal area is 50 × 50 mm at the right with only the organ's name and the date inside
//! and nothing below it; no seal is drawn (domain.md section 3.7).

use super::PaperError;
use super::code::{CODE_SIZE, code};
use super::draw::{Draw, Style, Text};
use super::flow::{Align, Band, Item, LINE, Piece};
use super::fonts::Fonts;
use super::wrap::wrap;

/// Side of the seal area in mm.
pub const SEAL: f32 = 50.0;
const TICK: f32 = 3.0;
/// Space between code, seal area and the text at the left.
const GAP: f32 = 5.0;

/// What closes a sheet.
pub struct Closing<'a> {
    pub organ: &'a str,
    /// `None` for no seal area.
    pub date: Option<&'a str>,
    pub qr: Option<&'a str>,
    /// Size of organ and date in points.
    pub pt: f32,
    /// Black corner ticks instead of grey ones.
    pub black: bool,
    /// Highest left column that may stand beside the seal area, in mm.
    pub most: f32,
}

/// How wide the left column beside code and seal area is.
pub fn left_width(closing: &Closing<'_>, w: f32) -> f32 {
    let seal = closing.date.map_or(0.0, |_| SEAL + GAP);
    let code = closing.qr.map_or(0.0, |_| CODE_SIZE + GAP);
    w - seal - code
}

/// Lays out the closing block at `x`. `left` makes the left column for a position and width,
/// each entry staying whole; a column higher than allowed flows over the full width before.
pub fn closing(
    fonts: &Fonts,
    closing: &Closing<'_>,
    (x, w): (f32, f32),
    left: &dyn Fn(f32, f32) -> Vec<Item>,
) -> Result<Vec<Item>, PaperError> {
    let mut out = Vec::new();
    let mut piece = Piece { keep: true, ..Piece::default() };
    let beside = left(x, left_width(closing, w));
    let height: f32 = beside.iter().map(Item::height).sum();
    if height <= closing.most {
        let mut y = 0.0;
        for item in beside {
            let step = item.height();
            match item {
                Item::Band(band) => piece.draws.extend(band.draws(fonts, y)),
                Item::Piece(p) | Item::Foot(p) => {
                    for mut draw in p.draws {
                        draw.shift(0.0, y);
                        piece.draws.push(draw);
                    }
                }
                Item::Gap(_) | Item::Room(_) => {}
            }
            y += step;
        }
        piece.height = y;
    } else {
        out.extend(left(x, w));
        out.push(Item::Gap(2.0));
    }
    let seal_x = x + w - SEAL;
    if let Some(qr) = closing.qr {
        let mut draw = code(qr)?;
        let right = closing.date.map_or(x + w, |_| seal_x - GAP);
        draw.shift(right - CODE_SIZE, 0.0);
        piece.draws.push(draw);
        piece.height = piece.height.max(CODE_SIZE);
    }
    if let Some(date) = closing.date {
        if let Some(texts) = inside(fonts, closing, date, seal_x) {
            piece.draws.extend(texts);
        } else {
            // Too long for the area: named above it, and the area stays clear.
            let style = Style::regular(closing.pt);
            for text in [closing.organ, date] {
                let band = Band::text(fonts, text, style, x, w, Align::Right);
                out.push(Item::Band(band));
            }
        }
        piece.draws.extend(ticks(seal_x, closing.black));
        piece.seals.push([seal_x, 0.0, SEAL, SEAL]);
        piece.height = piece.height.max(SEAL);
    }
    if piece.height > 0.0 {
        out.push(Item::Piece(piece));
    }
    Ok(out)
}

/// Organ and date in the middle of the area, at the largest size that fits.
fn inside(fonts: &Fonts, closing: &Closing<'_>, date: &str, x: f32) -> Option<Vec<Draw>> {
    let floor = if closing.black { closing.pt } else { 8.0 };
    [closing.pt, 9.0, 8.0].into_iter().filter(|pt| *pt <= closing.pt && *pt >= floor).find_map(|pt| {
        let style = Style::regular(pt);
        let mut lines = wrap(fonts, closing.organ.trim(), style, SEAL - 2.0);
        lines.extend(wrap(fonts, date.trim(), style, SEAL - 2.0));
        lines.retain(|l| !l.is_empty());
        let pitch = style.em() * (LINE + 0.43);
        let block = lines.len() as f32 * pitch;
        if block > SEAL - 2.0 * TICK {
            return None;
        }
        let top = SEAL / 2.0 + 1.0 - block / 2.0;
        Some(
            lines
                .into_iter()
                .enumerate()
                .map(|(n, line)| {
                    let baseline = top + (n as f32 + 0.5) * pitch + 0.37 * style.em();
                    let text = Text::new(fonts, 0.0, baseline, style, line);
                    Draw::Text(text.centred(x + SEAL / 2.0))
                })
                .collect(),
        )
    })
}

fn ticks(x: f32, black: bool) -> Vec<Draw> {
    let mut out = Vec::new();
    for (cx, dx) in [(x, TICK), (x + SEAL, -TICK)] {
        for (cy, dy) in [(0.0, TICK), (SEAL, -TICK)] {
            for to in [(cx + dx, cy), (cx, cy + dy)] {
                out.push(Draw::Line {
                    from: (cx, cy),
                    to,
                    width: 0.2,
                    grey: if black { 0.0 } else { 0.6 },
                    dashed: false,
                });
            }
        }
    }
    out
}

/// A line to sign on: room of `above` em for the hand, the wording, and a rule under it.
pub fn sign_line(fonts: &Fonts, text: &str, style: Style, (x, w): (f32, f32), above: f32) -> Item {
    let em = style.em();
    let band = Band::text(fonts, text, style, x, w, Align::Left);
    let above = above * em;
    let mut piece = Piece::default();
    let bottom = piece.stack(fonts, &[band], above) + 0.35 * em;
    piece.draws.push(Draw::rule((x, bottom), (x + w, bottom)));
    piece.height = bottom + 0.5 * em;
    Item::Piece(piece)
}
