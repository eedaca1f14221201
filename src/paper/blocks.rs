//! Blocks of running paper, shared by notices and reports: paragraphs, lists, tables, bars.

use super::draw::{Draw, Style};
use super::flow::{Align, Band, Column, Item, LINE, Piece};
use super::fonts::Fonts;
use super::table::{AIR, Look, table};
use super::value::{Block, Cell, ChartBar};

/// Grey of bars: a copy keeps them apart from the rules.
const BAR: f32 = 0.33;
/// So many lines of what follows stay with a heading: a paragraph that long is not divided.
const COMPANY: f32 = 3.0;
/// Space over and under a paragraph in mm.
const PARA_PAD: f32 = 0.6;
/// A bar whose texts need more than this, in mm, is told in words instead.
const TALLEST_BAR: f32 = 40.0;
/// The most a gap takes, in mm.
const LONGEST_GAP: f32 = 297.0;

/// How running text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    pub x: f32,
    pub w: f32,
    /// Points of running text.
    pub body: f32,
    pub heading: f32,
    /// Points in tables and beside bars.
    pub table: f32,
    /// Line height of running text in em.
    pub pitch: f32,
}

/// Turns blocks into items.
pub struct Maker<'a> {
    pub fonts: &'a Fonts,
    pub set: Setting,
    pub items: Vec<Item>,
}

impl Maker<'_> {
    pub fn para(&mut self, text: &str, bold: bool) {
        let Setting { x, w, body, pitch, .. } = self.set;
        let mut band = Band::text(self.fonts, text, Style::of(body, bold), x, w, Align::Left).pitched(pitch);
        band.pad = PARA_PAD;
        self.items.push(Item::Band(band));
    }

    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Para(text) => self.para(&format!("　　{text}"), false),
            Block::Strong(text) => self.para(text, true),
            Block::Heading(text) => self.heading(text),
            Block::Fields(cells) => self.fields(cells),
            Block::List(entries) => self.list(entries),
            Block::Table(value) => {
                let Setting { x, w, table: pt, .. } = self.set;
                let look = Look { x, w, pt, small: pt, pad: 1.2, air: AIR, row_height: value.row_height };
                self.items.push(Item::Gap(1.2));
                self.items.extend(table(self.fonts, value, look));
                self.items.push(Item::Gap(2.0));
            }
            Block::Bars(bars) => self.bars(bars),
            Block::Space(mm) => {
                let mm = if mm.is_finite() { *mm } else { 0.0 };
                self.items.push(Item::Gap(mm.clamp(0.0, LONGEST_GAP)));
            }
        }
    }

    fn heading(&mut self, text: &str) {
        let Setting { x, w, body, heading, pitch, .. } = self.set;
        let mut band = Band::text(self.fonts, text, Style::bold(heading), x, w, Align::Left).pitched(pitch);
        band.pad = 0.8;
        let company = COMPANY * pitch * Style::regular(body).em() + 2.0 * PARA_PAD;
        self.items.push(Item::Room(2.4 + band.height() + company));
        self.items.push(Item::Gap(2.4));
        self.items.push(Item::Band(band));
    }

    fn fields(&mut self, cells: &[Cell]) {
        let Setting { x, w, body, .. } = self.set;
        self.items.push(Item::Gap(1.2));
        let label = Style::regular(body);
        let em = label.em();
        let label_w = 7.2 * em;
        for cell in cells {
            let value = Style::of(body, cell.bold);
            let columns = vec![
                Column::label(self.fonts, &cell.label, label, (x, label_w, 1.0)),
                Column::new(self.fonts, &cell.value, value, (x + label_w, w - label_w, 2.4), Align::Left),
            ];
            self.items.push(Item::Band(Band {
                columns,
                pitch: em * LINE,
                pad: 0.36 * em,
                min: 0.0,
                ruled: true,
                head: None,
            }));
        }
        self.items.push(Item::Gap(2.0));
    }

    fn list(&mut self, entries: &[String]) {
        let Setting { x, w, body, pitch, .. } = self.set;
        self.items.extend(numbered(self.fonts, entries, Style::regular(body), (x, w), pitch));
    }

    /// Label, bar and values; what is too long for its column goes on below.
    fn bars(&mut self, bars: &[ChartBar]) {
        let Setting { x, w, table: pt, .. } = self.set;
        let style = Style::regular(pt);
        let em = style.em();
        let gap = 0.8 * em;
        let width = |text: Option<&String>| text.map_or(0.0, |t| self.fonts.width(t, style));
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max) + 0.1;
        let label_w = widest(&mut bars.iter().map(|bar| width(Some(&bar.label)))).min(0.3 * w);
        let count = bars.iter().map(|bar| bar.values.len()).max().unwrap_or(0);
        let mut values: Vec<f32> =
            (0..count).map(|n| widest(&mut bars.iter().map(|bar| width(bar.values.get(n))))).collect();
        let most = 0.5 * w - gap * count as f32;
        let all: f32 = values.iter().sum();
        if all > most {
            values.iter_mut().for_each(|v| *v *= (most / all).max(0.0));
        }
        let value_w: f32 = values.iter().map(|v| v + gap).sum();
        let (from, to) = (x + label_w + gap, x + w - value_w);
        for bar in bars {
            let mut columns =
                vec![Column::new(self.fonts, &bar.label, style, (x, label_w, 0.0), Align::Left)];
            let mut left = to;
            for (value, w) in bar.values.iter().zip(&values) {
                left += gap;
                columns.push(Column::new(self.fonts, value, style, (left, *w, 0.0), Align::Right));
                left += w;
            }
            let band =
                Band { columns, pitch: 0.0, pad: 0.0, min: 0.0, ruled: false, head: None }.pitched(1.7);
            if band.height() > TALLEST_BAR {
                self.para(&format!("{}：{}", bar.label, bar.values.join("　")), false);
                continue;
            }
            let mut piece = Piece::default();
            let middle = band.pitch / 2.0;
            piece.stack(self.fonts, &[band], 0.0);
            let share = if bar.share.is_finite() { bar.share.clamp(0.0, 1.0) } else { 0.0 };
            // The outline shows the whole, so that an empty bar is seen as empty.
            let (y, h) = (middle - 0.45 * em, 0.9 * em);
            if share > 0.0 {
                piece.draws.push(Draw::Fill { x: from, y, w: (to - from) * share, h, grey: BAR });
            }
            piece.draws.push(Draw::Frame { x: from, y, w: to - from, h, width: 0.15 });
            self.items.push(Item::Piece(piece));
        }
        self.items.push(Item::Gap(2.0));
    }
}

/// Entries numbered from 1, hanging behind their numbers.
pub fn numbered(
    fonts: &Fonts,
    entries: &[String],
    style: Style,
    (x, w): (f32, f32),
    pitch: f32,
) -> Vec<Item> {
    let widest = format!("{}.", entries.len());
    let number_w = fonts.width(&widest, style) + 0.6 * style.em();
    let indent = if w > 100.0 { 0.6 * style.em() } else { 0.0 };
    let at = x + indent + number_w;
    entries
        .iter()
        .enumerate()
        .map(|(n, entry)| {
            let number = format!("{}.", n + 1);
            let mut band = Band {
                columns: vec![
                    Column::new(fonts, &number, style, (x + indent, number_w, 0.0), Align::Left),
                    Column::new(fonts, entry, style, (at, x + w - at, 0.0), Align::Left),
                ],
                pitch: 0.0,
                pad: 0.3,
                min: 0.0,
                ruled: false,
                head: None,
            };
            band = band.pitched(pitch);
            Item::Band(band)
        })
        .collect()
}
