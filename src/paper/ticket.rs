//! Slips on the 80 mm roll: black only, as long as their content.

mod dates;

use super::PaperError;
use super::blocks::numbered;
use super::code::{CODE_SIZE, code};
use super::draw::{Draw, Page, Style, Text};
use super::flow::{Align, Band, Column, Item, Piece, flow};
use super::fonts::Fonts;
use super::head::specimen;
use super::value::{Cell, Review, Ticket};

const WIDTH: f32 = 80.0;
/// 72 mm of the roll are printable (domain.md section 3.7).
const MARGIN: f32 = 4.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
/// Blank left for the seal at the foot.
pub const SEAL_BLANK: f32 = 45.0;
/// A PDF page ends at 5,080 mm; longer slips continue on a second page well before.
const LONGEST: f32 = 2000.0;
const SHORTEST: f32 = 60.0;
/// Line height in em.
const PITCH: f32 = 1.5;

struct Type {
    body: f32,
    small: f32,
    title: f32,
    phone: f32,
    foot: f32,
}

struct Maker<'a> {
    fonts: &'a Fonts,
    size: Type,
    items: Vec<Item>,
}

pub fn lay_out(fonts: &Fonts, paper: &Ticket) -> Result<Vec<Page>, PaperError> {
    let size = if paper.marks.large {
        Type { body: 15.0, small: 15.0, title: 24.0, phone: 26.0, foot: 15.0 }
    } else {
        Type { body: 12.0, small: 11.0, title: 20.0, phone: 20.0, foot: 10.5 }
    };
    let mut maker = Maker { fonts, size, items: Vec::new() };
    maker.head(paper);
    maker.banner(&paper.banner);
    maker.rule();
    maker.fields(&paper.fields);
    if let Some(dates) = &paper.dates {
        maker.rule();
        maker.dates(dates);
    }
    if paper.rules.iter().any(|l| !l.trim().is_empty()) {
        maker.rule();
        let style = Style::regular(maker.size.small);
        maker.items.extend(numbered(fonts, &paper.rules, style, (MARGIN, INNER), PITCH));
    }
    if let Some(phone) = &paper.phone {
        maker.rule();
        maker.centred(&phone.lead, Style::regular(maker.size.body));
        maker.items.push(Item::Gap(1.0));
        maker.centred(&phone.number, Style::bold(maker.size.phone));
        for line in &phone.hours {
            maker.centred(line, Style::regular(maker.size.body));
        }
    }
    if let Some(review) = &paper.review {
        maker.rule();
        maker.review(review);
    }
    if let Some(qr) = paper.qr.as_ref().filter(|t| !t.trim().is_empty()) {
        maker.rule();
        let mut draw = code(qr)?;
        draw.shift((WIDTH - CODE_SIZE) / 2.0, 0.0);
        maker.items.push(Item::Piece(Piece { height: CODE_SIZE, draws: vec![draw], ..Piece::default() }));
    }
    if paper.foot.iter().any(|l| !l.trim().is_empty()) {
        maker.rule();
        for line in &paper.foot {
            let style = Style::regular(maker.size.foot);
            maker.centred(line, style);
        }
    }
    if paper.seal {
        maker.items.push(Item::Gap(3.0));
        maker.items.push(Item::Piece(Piece {
            height: SEAL_BLANK,
            seals: vec![[MARGIN, 0.0, INNER, SEAL_BLANK]],
            ..Piece::default()
        }));
    }
    let flowed = flow(fonts, maker.items, &|_| (MARGIN + 1.0, LONGEST - MARGIN));
    Ok(flowed
        .into_iter()
        .map(|content| {
            let height = (content.end + MARGIN).max(SHORTEST);
            let mut draws = Vec::new();
            if paper.marks.specimen {
                let marks = (height / 160.0).ceil().max(1.0);
                for n in 0..marks as usize {
                    let y = height * (n as f32 + 0.5) / marks;
                    draws.push(specimen(fonts, (WIDTH / 2.0, y), 80.0));
                }
            }
            draws.extend(content.draws);
            Page { width: WIDTH, height, draws, seals: content.seals, fold: None }
        })
        .collect())
}

impl Maker<'_> {
    fn centred(&mut self, text: &str, style: Style) {
        if text.trim().is_empty() {
            return;
        }
        let band = Band::text(self.fonts, text, style, MARGIN, INNER, Align::Centre);
        self.items.push(Item::Band(band.pitched(PITCH)));
    }

    fn rule(&mut self) {
        let y = 2.2;
        self.items.push(Item::Piece(Piece {
            height: 4.2,
            draws: vec![Draw::rule((MARGIN, y), (WIDTH - MARGIN, y))],
            ..Piece::default()
        }));
    }

    fn head(&mut self, paper: &Ticket) {
        let small = Style::regular(self.size.small);
        self.centred(&paper.head.org, small);
        self.title(&paper.title);
        self.centred(paper.number.full_text(), small);
        self.centred(&paper.number.short_text(), small);
        if let Some(again) = paper.marks.reprint_text() {
            let em = small.em();
            let text = Text::new(self.fonts, 0.0, 1.3 * em, small, again).centred(WIDTH / 2.0);
            let frame = Draw::Frame {
                x: text.x - 0.5 * em,
                y: 0.2 * em,
                w: text.width + em,
                h: 1.45 * em,
                width: 0.35,
            };
            self.items.push(Item::Piece(Piece {
                height: 1.8 * em,
                draws: vec![frame, Draw::Text(text)],
                ..Piece::default()
            }));
        }
    }

    /// Boxed in bold: what must not be overlooked.
    fn banner(&mut self, lines: &[String]) {
        let (pad, room) = (1.6, INNER - 6.0);
        let mut piece = Piece::default();
        let mut y = pad;
        for (n, line) in lines.iter().filter(|l| !l.trim().is_empty()).enumerate() {
            let style =
                if n == 0 { Style::bold(self.size.body + 3.0) } else { Style::regular(self.size.body) };
            let band = Band::text(self.fonts, line, style, MARGIN + 3.0, room, Align::Centre);
            y = piece.stack(self.fonts, &[band.pitched(PITCH)], y);
        }
        if y > pad {
            piece.draws.push(Draw::Frame { x: MARGIN, y: 0.0, w: INNER, h: y + pad, width: 0.6 });
            piece.height = y + pad;
            self.items.push(Item::Gap(2.0));
            self.items.push(Item::Piece(piece));
        }
    }

    /// The title is sans: a thermal head breaks the thin strokes of a serif.
    fn title(&mut self, title: &str) {
        let style = Style::bold(self.size.title);
        let gaps = title.chars().count().saturating_sub(1) as f32;
        let width = self.fonts.width(title, style);
        let spacing = [2.0, 1.0, 0.0].into_iter().find(|s| width + gaps * s <= INNER);
        match spacing {
            Some(spacing) if !title.trim().is_empty() && !title.contains('\n') => {
                let em = style.em();
                let text =
                    Text::new(self.fonts, 0.0, 1.12 * em, style, title).spaced(spacing).centred(WIDTH / 2.0);
                self.items.push(Item::Piece(Piece {
                    height: 1.45 * em,
                    draws: vec![Draw::Text(text)],
                    ..Piece::default()
                }));
            }
            _ => self.centred(title, Style::bold(self.size.title * 0.8)),
        }
    }

    fn fields(&mut self, fields: &[Cell]) {
        let body = Style::regular(self.size.body);
        let widest = fields.iter().map(|f| self.fonts.width(&f.label, body)).fold(0.0, f32::max);
        let label = (widest + 4.0).clamp(17.0, 26.0);
        for field in fields {
            let value = Style::of(self.size.body, field.bold);
            let mut band = Band {
                columns: vec![
                    Column::new(self.fonts, &field.label, body, (MARGIN, label - 1.5, 0.0), Align::Left),
                    Column::new(
                        self.fonts,
                        &field.value,
                        value,
                        (MARGIN + label, INNER - label, 0.0),
                        Align::Left,
                    ),
                ],
                pitch: 0.0,
                pad: 0.45,
                min: 0.0,
                ruled: false,
                head: None,
            };
            band = band.pitched(PITCH);
            self.items.push(Item::Band(band));
        }
    }

    /// Boxes are drawn, for the font has no box sign; two columns while the labels allow it.
    fn review(&mut self, review: &Review) {
        let style = Style::regular(self.size.body);
        let em = style.em();
        if !review.prompt.trim().is_empty() {
            let band = Band::text(self.fonts, &review.prompt, style, MARGIN, INNER, Align::Left);
            self.items.push(Item::Band(band.pitched(PITCH)));
            self.items.push(Item::Gap(1.0));
        }
        let side = 0.92 * em;
        let indent = side + 0.4 * em;
        let half = INNER / 2.0;
        let two = review.labels.iter().all(|l| self.fonts.width(l, style) + indent + 1.0 <= half);
        let per_line = if two { 2 } else { 1 };
        let width = INNER / per_line as f32;
        for labels in review.labels.chunks(per_line) {
            let mut piece = Piece::default();
            for (n, label) in labels.iter().enumerate() {
                let x = MARGIN + half * n as f32;
                let room = width - indent;
                let band = Band::text(self.fonts, label, style, x + indent, room, Align::Left);
                let band = band.pitched(1.74);
                let middle = band.pitch / 2.0;
                piece.stack(self.fonts, &[band], 0.0);
                piece.draws.push(Draw::Frame {
                    x: x + 0.15,
                    y: middle - side / 2.0,
                    w: side,
                    h: side,
                    width: 0.3,
                });
            }
            self.items.push(Item::Piece(piece));
        }
    }
}
