//! Tables that break over pages: the head stands again on every page, cells wrap and are never
//! cut, and columns beyond the width of the sheet follow as a further table.

mod widths;

use std::sync::Arc;

use super::draw::Style;
use super::flow::{Align, Band, Column, Item, LINE};
use super::fonts::Fonts;
use super::value::{Side, Table, TableColumn, TableRow};

use widths::groups;
pub use widths::spans;

/// A column narrower than this (in em, without the space at its sides) breaks every word.
const NARROWEST: f32 = 2.05;
/// The usual space above and below the lines of a cell in em.
pub const AIR: f32 = 0.36;
/// No column asks for more than this share of the sheet: it must fit beside those that are repeated.
const WIDEST: f32 = 0.4;
/// Grey of a shaded row: light enough to read over, dark enough to survive a copy.
pub const GROUND: f32 = 0.92;
/// Space between a table and the further one with the columns that did not fit, in mm.
const BETWEEN: f32 = 4.0;

/// Where a table stands and how it is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub x: f32,
    pub w: f32,
    /// Type size in points.
    pub pt: f32,
    /// Type size of small heads.
    pub small: f32,
    /// Space at the sides of each cell in mm.
    pub pad: f32,
    /// Space above and below the lines of a cell in em.
    pub air: f32,
    /// Least height of a row in mm.
    pub row_height: f32,
}

/// The items of a table.
pub fn table(fonts: &Fonts, table: &Table, look: Look) -> Vec<Item> {
    let count = table.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0).max(table.columns.len());
    if count == 0 {
        return Vec::new();
    }
    let setter = Setter::new(fonts, table, look, count);
    let mut out = Vec::new();
    for (n, group) in groups(&setter.least, table.kept, look.w).into_iter().enumerate() {
        let bands = setter.bands(&group);
        let height = |most: usize| bands.iter().take(most).map(Band::height).sum::<f32>();
        if n == 0 {
            out.push(Item::Room(height(2).min(look.w / 4.0)));
        } else {
            out.push(Item::Gap(BETWEEN));
            out.push(Item::Room(height(bands.len())));
        }
        // Rows joined to each other stay together unless they are many.
        let groups = bands.chunk_by(|over, _| over.columns.iter().any(|column| column.goes_on));
        for group in groups {
            if group.len() > 1 {
                out.push(Item::Room(group.iter().map(Band::height).sum::<f32>().min(look.w / 3.0)));
            }
            out.extend(group.iter().cloned().map(Item::Band));
        }
    }
    out
}

struct Setter<'a> {
    fonts: &'a Fonts,
    table: &'a Table,
    look: Look,
    /// For columns the table has cells of but no heading.
    plain: TableColumn,
    /// Least width of every column in mm.
    least: Vec<f32>,
    sides: Vec<Align>,
}

impl<'a> Setter<'a> {
    fn new(fonts: &'a Fonts, table: &'a Table, look: Look, count: usize) -> Self {
        let mut out =
            Self { fonts, table, look, plain: TableColumn::default(), least: Vec::new(), sides: Vec::new() };
        let em = Style::regular(look.pt).em();
        out.least = (0..count)
            .map(|n| {
                let own = out.column(n).least;
                let own = if own.is_finite() { own.clamp(NARROWEST, 40.0) } else { NARROWEST };
                ((own * em).max(out.small_head(n)) + 2.0 * out.pad(n)).min(WIDEST * look.w)
            })
            .collect();
        out.sides = (0..count).map(|n| out.side(n)).collect();
        out
    }

    fn column(&self, n: usize) -> &TableColumn {
        self.table.columns.get(n).unwrap_or(&self.plain)
    }

    /// Width of a small head, which does not wrap; 0 for other heads.
    fn small_head(&self, n: usize) -> f32 {
        let column = self.column(n);
        if !column.small_head {
            return 0.0;
        }
        let style = Style::bold(self.look.small);
        // A hair of slack, as in wrapping.
        column.head.lines().map(|line| self.fonts.width(line, style) + 0.02).fold(0.0, f32::max)
    }

    /// Columns with small heads are many and narrow.
    fn pad(&self, n: usize) -> f32 {
        if self.column(n).small_head { self.look.pad.min(0.5) } else { self.look.pad }
    }

    /// Columns of numbers and one or two words read better centred.
    fn side(&self, n: usize) -> Align {
        match self.column(n).side {
            Some(Side::Left) => Align::Left,
            Some(Side::Centre) => Align::Centre,
            Some(Side::Right) => Align::Right,
            None => {
                let brief = |row: &TableRow| row.cells.get(n).is_none_or(|t| t.chars().count() <= 3);
                if self.table.rows.iter().all(brief) { Align::Centre } else { Align::Left }
            }
        }
    }

    fn bands(&self, group: &[usize]) -> Vec<Band> {
        let width = |n: &usize| self.column(*n).width;
        let least = |n: &usize| self.least.get(*n).copied().unwrap_or(0.0);
        let weights: Vec<f32> = group.iter().map(width).collect();
        let narrowest: Vec<f32> = group.iter().map(least).collect();
        let spans = spans(&weights, &narrowest, (self.look.x, self.look.w));
        let head = self.head(group, &spans);
        let mut bands: Vec<Band> = head.iter().map(|head| Band::clone(head)).collect();
        for row in &self.table.rows {
            let band = self.row(row, group, &spans, head.clone());
            if let Some(above) = bands.last_mut() {
                for (over, under) in above.columns.iter_mut().zip(&band.columns) {
                    over.goes_on = under.joined.is_some();
                }
            }
            bands.push(band);
        }
        bands
    }

    fn head(&self, group: &[usize], spans: &[(f32, f32)]) -> Option<Arc<Band>> {
        if group.iter().all(|n| self.column(*n).head.trim().is_empty()) {
            return None;
        }
        let columns = group
            .iter()
            .zip(spans)
            .map(|(n, (x, w))| {
                let column = self.column(*n);
                let style = Style::bold(if column.small_head { self.look.small } else { self.look.pt });
                Column::new(self.fonts, &column.head, style, (*x, *w, self.pad(*n)), Align::Centre)
            })
            .collect();
        Some(Arc::new(self.band(columns, None)))
    }

    fn row(&self, row: &TableRow, group: &[usize], spans: &[(f32, f32)], head: Option<Arc<Band>>) -> Band {
        let style = Style::of(self.look.pt, row.bold);
        let columns = group
            .iter()
            .zip(spans)
            .map(|(n, (x, w))| {
                let text = row.cells.get(*n).map_or("", String::as_str);
                let align = self.sides.get(*n).copied().unwrap_or(Align::Left);
                let span = (*x, *w, self.pad(*n));
                let mut column = Column::new(self.fonts, text, style, span, align);
                column.ground = (row.shaded && *n >= row.joined).then_some(GROUND);
                if *n < row.joined {
                    column.joined = Some(std::mem::take(&mut column.lines));
                }
                column
            })
            .collect();
        let mut band = self.band(columns, head);
        let least = self.look.row_height;
        band.min = if least.is_finite() { least.clamp(0.0, 40.0) } else { 0.0 };
        band
    }

    fn band(&self, columns: Vec<Column>, head: Option<Arc<Band>>) -> Band {
        let em = Style::regular(self.look.pt).em();
        Band { columns, pitch: em * LINE, pad: self.look.air * em, min: 0.0, ruled: true, head }
    }
}
