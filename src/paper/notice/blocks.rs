//! The blocks of a notice: paragraphs, lists, tables.

use std::sync::Arc;

use super::{HEIGHT, Maker, PITCH, W, X};
use crate::paper::draw::Style;
use crate::paper::flow::{Align, Band, Column, Item, LINE};
use crate::paper::value::{Block, Cell};

/// A column narrower than this (in em) cannot hold every character.
const NARROWEST: f32 = 2.6;

impl Maker<'_> {
    pub fn para(&mut self, text: &str, bold: bool) {
        let style = Style::of(self.body, bold);
        let mut band = Band::text(self.fonts, text, style, X, W, Align::Left).pitched(PITCH);
        band.pad = 0.6;
        self.items.push(Item::Band(band));
    }

    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Para(text) => self.para(&format!("　　{text}"), false),
            Block::Strong(text) => self.para(text, true),
            Block::Heading(text) => {
                self.items.push(Item::Gap(2.4));
                let style = Style::bold(self.body + 1.0);
                let band = Band::text(self.fonts, text, style, X, W, Align::Left);
                let mut band = band.pitched(PITCH);
                band.pad = 0.8;
                self.items.push(Item::Band(band));
            }
            Block::Fields(cells) => self.fields(cells),
            Block::List(entries) => self.list(entries),
            Block::Table { head, widths, rows } => self.table(head, widths, rows),
            Block::Space(mm) => {
                let mm = if mm.is_finite() { *mm } else { 0.0 };
                self.items.push(Item::Gap(mm.clamp(0.0, HEIGHT)));
            }
        }
    }

    fn row(&self, columns: Vec<Column>) -> Band {
        let em = Style::regular(self.body).em();
        Band { columns, pitch: em * LINE, pad: 0.36 * em, min: 0.0, ruled: true, head: None }
    }

    fn fields(&mut self, cells: &[Cell]) {
        self.items.push(Item::Gap(1.2));
        let label = Style::regular(self.body);
        let label_w = 7.2 * label.em();
        for cell in cells {
            let value = Style::of(self.body, cell.bold);
            let columns = vec![
                Column::label(self.fonts, &cell.label, label, (X, label_w, 1.0)),
                Column::new(self.fonts, &cell.value, value, (X + label_w, W - label_w, 2.4), Align::Left),
            ];
            self.items.push(Item::Band(self.row(columns)));
        }
        self.items.push(Item::Gap(2.0));
    }

    fn list(&mut self, entries: &[String]) {
        let style = Style::regular(self.body);
        let widest = format!("{}.", entries.len());
        let number_w = self.fonts.width(&widest, style) + 0.6 * style.em();
        let indent = 0.6 * style.em();
        for (n, entry) in entries.iter().enumerate() {
            let number = format!("{}.", n + 1);
            let at = X + indent + number_w;
            let mut band = Band {
                columns: vec![
                    Column::new(self.fonts, &number, style, (X + indent, number_w, 0.0), Align::Left),
                    Column::new(self.fonts, entry, style, (at, X + W - at, 0.0), Align::Left),
                ],
                pitch: 0.0,
                pad: 0.3,
                min: 0.0,
                ruled: false,
                head: None,
            };
            band = band.pitched(PITCH);
            self.items.push(Item::Band(band));
        }
    }

    fn table(&mut self, head: &[String], widths: &[f32], rows: &[Vec<String>]) {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        let narrowest = NARROWEST * Style::regular(self.body).em();
        if count == 0 {
            return;
        }
        if narrowest * count as f32 > W {
            self.as_lines(head, rows);
            return;
        }
        self.items.push(Item::Gap(1.2));
        let spans = spans(widths, count, narrowest);
        // Columns of numbers and one or two words read better centred.
        let brief: Vec<bool> = (0..count)
            .map(|n| rows.iter().all(|cells| cells.get(n).is_none_or(|t| t.chars().count() <= 3)))
            .collect();
        let line = |maker: &Self, cells: &[String], style: Style, heading: bool| {
            let columns = spans
                .iter()
                .enumerate()
                .map(|(n, (x, w))| {
                    let text = cells.get(n).map_or("", String::as_str);
                    let align =
                        if heading || brief.get(n) == Some(&true) { Align::Centre } else { Align::Left };
                    Column::new(maker.fonts, text, style, (*x, *w, 1.2), align)
                })
                .collect();
            maker.row(columns)
        };
        let head = head.iter().any(|t| !t.trim().is_empty()).then(|| {
            let style = Style::bold(self.body);
            Arc::new(line(self, head, style, true))
        });
        if let Some(head) = &head {
            self.items.push(Item::Band(Band::clone(head)));
        }
        for cells in rows {
            let mut band = line(self, cells, Style::regular(self.body), false);
            band.head.clone_from(&head);
            self.items.push(Item::Band(band));
        }
        self.items.push(Item::Gap(2.0));
    }

    /// A table with more columns than fit, as one line per cell.
    fn as_lines(&mut self, head: &[String], rows: &[Vec<String>]) {
        if rows.is_empty() {
            self.para(&head.join("　"), true);
        }
        for cells in rows {
            let count = cells.len().max(head.len());
            for n in 0..count {
                let name = head.get(n).map_or("", String::as_str);
                let value = cells.get(n).map_or("", String::as_str);
                if !format!("{name}{value}").trim().is_empty() {
                    self.para(&format!("{name}：{value}"), false);
                }
            }
            self.items.push(Item::Gap(2.0));
        }
    }
}

/// Left edge and width of every column: the narrowest for all, the rest shared by weight.
fn spans(widths: &[f32], count: usize, narrowest: f32) -> Vec<(f32, f32)> {
    let weights: Vec<f32> = (0..count)
        .map(|n| match widths.get(n) {
            Some(w) if w.is_finite() && *w > 0.0 => w.clamp(0.01, 100.0),
            _ => 1.0,
        })
        .collect();
    let total: f32 = weights.iter().sum();
    let mut shares: Vec<f32> = weights.iter().map(|w| W * w / total).collect();
    // Columns below the narrowest are raised; the others give in proportion to their surplus.
    let lack: f32 = shares.iter().map(|s| (narrowest - s).max(0.0)).sum();
    let surplus: f32 = shares.iter().map(|s| (s - narrowest).max(0.0)).sum();
    if lack > 0.0 && surplus > 0.0 {
        let keep = ((surplus - lack) / surplus).max(0.0);
        for share in &mut shares {
            *share = narrowest + (*share - narrowest).max(0.0) * keep;
        }
    }
    let mut x = X;
    shares
        .into_iter()
        .map(|w| {
            let span = (x, w);
            x += w;
            span
        })
        .collect()
}
