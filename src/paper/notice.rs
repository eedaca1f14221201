//! Notices on A4 portrait, on as many pages as they need.

use std::sync::Arc;

use super::PaperError;
use super::draw::{Draw, Page, Style, Text};
use super::flow::{Align, Band, Column, Item, LINE, flow};
use super::fonts::Fonts;
use super::head::{HeadSpec, head, page_mark, specimen};
use super::seal::{Closing, closing, sign_line};
use super::value::{Block, Cell, Notice};

const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;
const SIDE: f32 = 22.0;
const TOP: f32 = 18.0;
const BOTTOM: f32 = 20.0;
/// Baseline of the page mark.
const FOOT: f32 = HEIGHT - 11.5;
/// Line height of running text in em.
const PITCH: f32 = 1.5;
/// A column narrower than this (in em) cannot hold every character.
const NARROWEST: f32 = 2.6;

const X: f32 = SIDE;
const W: f32 = WIDTH - 2.0 * SIDE;

struct Maker<'a> {
    fonts: &'a Fonts,
    body: f32,
    items: Vec<Item>,
}

pub fn lay_out(fonts: &Fonts, paper: &Notice) -> Result<Vec<Page>, PaperError> {
    let large = paper.marks.large;
    let body = if large { 16.0 } else { 12.0 };
    let small = if large { 15.0 } else { 10.5 };
    let mut top = head(
        fonts,
        &HeadSpec {
            head: &paper.head,
            title: &paper.title,
            number: &paper.number,
            part: None,
            marks: paper.marks,
            body: if large { 15.0 } else { 12.0 },
            title_pt: if large { 24.0 } else { 20.0 },
        },
        X,
        W,
    );
    let mut maker = Maker {
        fonts,
        body,
        items: std::mem::take(&mut top.overflow),
    };
    if let Some(to) = paper.to.as_ref().filter(|t| !t.trim().is_empty()) {
        maker.para(to, false);
    }
    for block in &paper.blocks {
        maker.block(block);
    }
    maker.items.push(Item::Gap(4.0));
    let contacts = contacts(paper);
    let left = |x: f32, w: f32| -> Vec<Item> {
        let mut out: Vec<Item> = paper
            .sign
            .iter()
            .map(|text| sign_line(fonts, text, Style::regular(body), (x, w - 4.0)))
            .collect();
        for line in &contacts {
            let band = Band::text(fonts, line, Style::regular(small), x, w, Align::Left);
            let mut band = band.pitched(1.5);
            band.pad = 0.4;
            out.push(Item::Band(band));
        }
        out
    };
    let tail = closing(
        fonts,
        &Closing {
            organ: &paper.head.organ,
            date: paper.seal_date.as_deref(),
            qr: paper.qr.as_deref().filter(|t| !t.trim().is_empty()),
            pt: body,
            black: large,
            most: 70.0,
        },
        (X, W),
        &left,
    )?;
    maker.items.extend(tail);

    let running = running_head(fonts, paper, small);
    let first = TOP + top.height + 2.0;
    let slot = |n: usize| {
        let top = if n == 0 { first } else { TOP + 9.0 };
        (top, HEIGHT - BOTTOM)
    };
    let flowed = flow(fonts, maker.items, &slot);
    let of = flowed.len();
    let mut pages = Vec::new();
    for (n, content) in flowed.into_iter().enumerate() {
        let mut draws = Vec::new();
        if paper.marks.specimen {
            draws.push(specimen(fonts, (WIDTH / 2.0, HEIGHT / 2.0), 200.0));
        }
        if n == 0 {
            for draw in &top.draws {
                let mut draw = draw.clone();
                draw.shift(0.0, TOP);
                draws.push(draw);
            }
        } else {
            draws.extend(running.iter().cloned());
        }
        draws.extend(content.draws);
        if of > 1 {
            let style = Style::regular(small);
            let mark = Text::new(fonts, 0.0, FOOT, style, page_mark(n + 1, of));
            draws.push(Draw::Text(mark.centred(WIDTH / 2.0)));
        }
        pages.push(Page {
            width: WIDTH,
            height: HEIGHT,
            draws,
            seals: content.seals,
        });
    }
    Ok(pages)
}

/// Serial and reprint mark at the head of the pages after the first, over a line. The title
/// joins them when there is room; a serial too long for the line stays off, for the first
/// page has it.
fn running_head(fonts: &Fonts, paper: &Notice, pt: f32) -> Vec<Draw> {
    let style = Style::regular(pt);
    let baseline = TOP + 4.2;
    let mut out = vec![Draw::rule((X, TOP + 6.2), (X + W, TOP + 6.2))];
    let mut right = paper.number.full_text().to_owned();
    if let Some(again) = paper.marks.reprint_text() {
        right = format!("{again}　{right}");
    }
    let right = Text::new(fonts, 0.0, baseline, style, right).ending(X + W);
    let mut room = W;
    if right.width <= W && !right.text.contains('\n') {
        room -= right.width + 6.0;
        out.push(Draw::Text(right));
    }
    let left = Text::new(fonts, X, baseline, style, paper.title.as_str());
    if left.width <= room && !left.text.contains('\n') {
        out.push(Draw::Text(left));
    }
    out
}

/// Phones, address and hours of the letterhead; empty ones are left out.
pub fn contacts(paper: &Notice) -> Vec<String> {
    let head = &paper.head;
    let hours = head
        .hours
        .iter()
        .map(|h| h.trim())
        .filter(|h| !h.is_empty())
        .collect::<Vec<_>>()
        .join("，");
    [
        ("咨询电话", head.enquiry_phone.trim()),
        ("监督电话", head.supervision_phone.trim()),
        ("地址", head.address.trim()),
        ("时间", hours.as_str()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| format!("{name}：{value}"))
    .collect()
}

impl Maker<'_> {
    fn para(&mut self, text: &str, bold: bool) {
        let style = Style::of(self.body, bold);
        let mut band = Band::text(self.fonts, text, style, X, W, Align::Left).pitched(PITCH);
        band.pad = 0.6;
        self.items.push(Item::Band(band));
    }

    fn block(&mut self, block: &Block) {
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
        Band {
            columns,
            pitch: em * LINE,
            pad: 0.36 * em,
            min: 0.0,
            ruled: true,
            head: None,
        }
    }

    fn fields(&mut self, cells: &[Cell]) {
        self.items.push(Item::Gap(1.2));
        let label = Style::regular(self.body);
        let label_w = 7.2 * label.em();
        for cell in cells {
            let value = Style::of(self.body, cell.bold);
            let columns = vec![
                Column::new(
                    self.fonts,
                    &cell.label,
                    label,
                    (X, label_w, 1.0),
                    Align::Centre,
                ),
                Column::new(
                    self.fonts,
                    &cell.value,
                    value,
                    (X + label_w, W - label_w, 2.4),
                    Align::Left,
                ),
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
                    Column::new(
                        self.fonts,
                        &number,
                        style,
                        (X + indent, number_w, 0.0),
                        Align::Left,
                    ),
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
            .map(|n| {
                rows.iter()
                    .all(|cells| cells.get(n).is_none_or(|t| t.chars().count() <= 3))
            })
            .collect();
        let line = |maker: &Self, cells: &[String], style: Style, heading: bool| {
            let columns = spans
                .iter()
                .enumerate()
                .map(|(n, (x, w))| {
                    let text = cells.get(n).map_or("", String::as_str);
                    let align = if heading || brief.get(n) == Some(&true) {
                        Align::Centre
                    } else {
                        Align::Left
                    };
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
