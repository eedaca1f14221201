//! Table rows and other columns of wrapped text.

use std::sync::Arc;

use super::draw::{Draw, Style, Text};
use super::fonts::Fonts;
use super::wrap::wrap;

/// Height of a line of Chinese text in a table, in em.
pub const LINE: f32 = 1.32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// Wrapped text in a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub x: f32,
    pub w: f32,
    pub pad: f32,
    pub lines: Vec<String>,
    pub style: Style,
    pub align: Align,
    /// Names its row, and does so again where a split row goes on.
    pub names_row: bool,
}

impl Column {
    /// A centred column naming its row.
    pub fn label(fonts: &Fonts, text: &str, style: Style, span: (f32, f32, f32)) -> Self {
        Self { names_row: true, ..Self::new(fonts, text, style, span, Align::Centre) }
    }

    pub fn new(fonts: &Fonts, text: &str, style: Style, (x, w, pad): (f32, f32, f32), align: Align) -> Self {
        Self { x, w, pad, lines: wrap(fonts, text, style, w - 2.0 * pad), style, align, names_row: false }
    }
}

/// Columns side by side, with or without rules around them.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    pub columns: Vec<Column>,
    /// Line height in mm.
    pub pitch: f32,
    /// Space above and below the lines.
    pub pad: f32,
    pub min: f32,
    pub ruled: bool,
    /// Repeated above when the band starts a page.
    pub head: Option<Arc<Band>>,
}

impl Band {
    /// A single unruled column.
    pub fn text(fonts: &Fonts, text: &str, style: Style, x: f32, w: f32, align: Align) -> Self {
        Self {
            columns: vec![Column::new(fonts, text, style, (x, w, 0.0), align)],
            pitch: style.em() * LINE,
            pad: 0.0,
            min: 0.0,
            ruled: false,
            head: None,
        }
    }

    /// The same with another line height, in em.
    pub fn pitched(mut self, line: f32) -> Self {
        let em = self.columns.iter().map(|c| c.style.em());
        self.pitch = em.fold(0.0, f32::max) * line;
        self
    }

    fn count(&self) -> usize {
        self.columns.iter().map(|c| c.lines.len()).max().unwrap_or(0)
    }

    pub fn height(&self) -> f32 {
        (self.count() as f32 * self.pitch + 2.0 * self.pad).max(self.min)
    }

    /// Cuts off as many lines as fit into `room`; `None` if no cut is possible there.
    pub fn split(&self, room: f32) -> Option<(Self, Self)> {
        let fit = ((room - 2.0 * self.pad) / self.pitch).floor();
        let fit = if fit >= 1.0 { fit as usize } else { 0 };
        if fit == 0 || fit >= self.count() {
            return None;
        }
        let (mut first, mut rest) = (self.clone(), self.clone());
        rest.min = 0.0;
        first.min = 0.0;
        for (a, b) in first.columns.iter_mut().zip(&mut rest.columns) {
            let at = fit.min(a.lines.len());
            b.lines.drain(..at);
            if b.lines.is_empty() && a.names_row && a.lines.len() <= 2 {
                b.lines.clone_from(&a.lines);
            }
            a.lines.truncate(at);
        }
        Some((first, rest))
    }

    /// The drawing with the band's top at `top`.
    pub fn draws(&self, fonts: &Fonts, top: f32) -> Vec<Draw> {
        let height = self.height();
        let mut out = Vec::new();
        if self.ruled
            && let (Some(first), Some(last)) = (self.columns.first(), self.columns.last())
        {
            let (left, right) = (first.x, last.x + last.w);
            out.push(Draw::Frame { x: left, y: top, w: right - left, h: height, width: 0.25 });
            for column in self.columns.iter().skip(1) {
                out.push(Draw::rule((column.x, top), (column.x, top + height)));
            }
        }
        for column in &self.columns {
            let block = column.lines.len() as f32 * self.pitch;
            let above = if self.ruled { (height - block) / 2.0 } else { self.pad };
            for (n, line) in column.lines.iter().enumerate() {
                if line.trim().is_empty() {
                    continue;
                }
                let middle = top + above + (n as f32 + 0.5) * self.pitch;
                let text = Text::new(
                    fonts,
                    column.x + column.pad,
                    middle + 0.37 * column.style.em(),
                    column.style,
                    line.as_str(),
                );
                out.push(Draw::Text(match column.align {
                    Align::Left => text,
                    Align::Centre => text.centred(column.x + column.w / 2.0),
                    Align::Right => text.ending(column.x + column.w - column.pad),
                }));
            }
        }
        out
    }
}
