//! Table rows and other columns of wrapped text.

mod rules;

use std::sync::Arc;

use super::draw::{Draw, Style, Text};
use super::fonts::Fonts;
use super::wrap::wrap;

/// Height of a line of Chinese text in a table, in em.
pub const LINE: f32 = 1.32;
/// The usual space between the frame of boxed lines and their text, in mm.
pub const BOX_INSET: f32 = 1.8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// One line of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub text: String,
    pub style: Style,
    /// Height in lines of the band; less than one for the space between entries.
    pub high: f32,
    /// Framed, together with the framed lines next to it.
    pub boxed: bool,
}

impl Line {
    /// Space between entries: a row is rather cut here than inside an entry.
    pub fn gap(high: f32) -> Self {
        Self { text: String::new(), style: Style::regular(0.0), high, boxed: false }
    }

    fn is_gap(&self) -> bool {
        self.text.is_empty() && !self.boxed && self.high < 1.0
    }

    fn has_ink(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// Wrapped text in a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub x: f32,
    pub w: f32,
    pub pad: f32,
    pub lines: Vec<Line>,
    pub align: Align,
    /// Names its row, and does so again where a split row goes on.
    pub names_row: bool,
    /// Starts at the top of its row instead of standing in the middle.
    pub top: bool,
    /// Grey of the ground.
    pub ground: Option<f32>,
    /// One cell with the cell above: no rule between them. Holds what is said again where a page
    /// starts between the two.
    pub joined: Option<Vec<Line>>,
    /// The cell below is joined to this one.
    pub goes_on: bool,
    /// Space between the frame of boxed lines and their text, in mm.
    pub inset: f32,
}

impl Column {
    /// A centred column naming its row.
    pub fn label(fonts: &Fonts, text: &str, style: Style, span: (f32, f32, f32)) -> Self {
        Self { names_row: true, ..Self::new(fonts, text, style, span, Align::Centre) }
    }

    pub fn new(fonts: &Fonts, text: &str, style: Style, span: (f32, f32, f32), align: Align) -> Self {
        let (_, w, pad) = span;
        let lines = wrap(fonts, text, style, w - 2.0 * pad)
            .into_iter()
            .map(|text| Line { text, style, high: 1.0, boxed: false })
            .collect();
        Self::of(lines, span, align)
    }

    /// A column of lines already broken.
    pub fn of(lines: Vec<Line>, (x, w, pad): (f32, f32, f32), align: Align) -> Self {
        Self {
            x,
            w,
            pad,
            lines,
            align,
            names_row: false,
            top: false,
            ground: None,
            joined: None,
            goes_on: false,
            inset: BOX_INSET,
        }
    }

    /// Height of all lines, in lines of the band.
    fn high(&self) -> f32 {
        self.lines.iter().map(|line| line.high).sum()
    }

    /// How many lines to leave on the page when `room` (in lines of the band) is left there.
    fn cut(&self, room: f32) -> usize {
        let mut used = 0.0;
        let fit = self
            .lines
            .iter()
            .take_while(|line| {
                used += line.high;
                used <= room + 0.001
            })
            .count();
        if fit == self.lines.len() {
            return fit;
        }
        let gap = self.lines.iter().take(fit + 1).rposition(Line::is_gap);
        gap.filter(|at| *at > 0).unwrap_or(fit)
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
        let em = self.columns.iter().flat_map(|c| &c.lines).map(|l| l.style.em());
        self.pitch = em.fold(0.0, f32::max) * line;
        self
    }

    fn lines_high(&self) -> f32 {
        self.columns.iter().map(Column::high).fold(0.0, f32::max)
    }

    pub fn height(&self) -> f32 {
        (self.lines_high() * self.pitch + 2.0 * self.pad).max(self.min)
    }

    /// Cuts off as many lines as fit into `room`; `None` if no cut is possible there.
    pub fn split(&self, room: f32) -> Option<(Self, Self)> {
        let lines = (room - 2.0 * self.pad) / self.pitch;
        let cuts: Vec<usize> = self.columns.iter().map(|column| column.cut(lines)).collect();
        let none = cuts.iter().all(|at| *at == 0);
        let all = self.columns.iter().zip(&cuts).all(|(c, at)| *at == c.lines.len());
        if none || all {
            return None;
        }
        let (mut first, mut rest) = (self.clone(), self.clone());
        rest.min = 0.0;
        first.min = 0.0;
        for ((a, b), at) in first.columns.iter_mut().zip(&mut rest.columns).zip(cuts) {
            b.lines.drain(..at);
            if b.lines.first().is_some_and(Line::is_gap) {
                b.lines.remove(0);
            }
            if b.lines.is_empty() && a.names_row && a.lines.len() <= 2 {
                b.lines.clone_from(&a.lines);
            }
            a.lines.truncate(at);
        }
        Some((first, rest))
    }

    /// Running text of two lines at least, which may stand at the foot or the head of a page.
    pub fn is_decent_text(&self) -> bool {
        !self.ruled && matches!(&self.columns[..], [only] if only.lines.len() > 1)
    }

    /// Called when the band is the first on its page below the repeated head: what it was joined
    /// to is said again.
    pub fn begin_page(&mut self) {
        for column in &mut self.columns {
            if let Some(again) = column.joined.take()
                && !column.lines.iter().any(Line::has_ink)
            {
                column.lines = again;
            }
        }
    }

    /// Called when the band is the last on its page.
    pub fn end_page(&mut self) {
        for column in &mut self.columns {
            column.goes_on = false;
        }
    }

    /// The drawing with the band's top at `top`.
    pub fn draws(&self, fonts: &Fonts, top: f32) -> Vec<Draw> {
        let height = self.height();
        let mut out = Vec::new();
        if self.ruled {
            rules::grounds(&self.columns, top, height, &mut out);
            rules::rules(&self.columns, top, height, &mut out);
        }
        for column in &self.columns {
            let middle = self.ruled && !column.top;
            let above = if middle { (height - column.high() * self.pitch) / 2.0 } else { self.pad };
            self.column(fonts, column, top + above, &mut out);
        }
        out
    }

    fn column(&self, fonts: &Fonts, column: &Column, top: f32, out: &mut Vec<Draw>) {
        let mut y = top;
        let mut framed_from = None;
        for line in &column.lines {
            match (line.boxed, framed_from) {
                (true, None) => framed_from = Some(y),
                (false, Some(from)) => {
                    out.push(rules::frame(column, from, y));
                    framed_from = None;
                }
                _ => {}
            }
            let high = line.high * self.pitch;
            if line.has_ink() {
                out.push(Draw::Text(place(fonts, column, line, y + high / 2.0)));
            }
            y += high;
        }
        if let Some(from) = framed_from {
            out.push(rules::frame(column, from, y));
        }
    }
}

fn place(fonts: &Fonts, column: &Column, line: &Line, middle: f32) -> Text {
    let inset = column.pad + if line.boxed { column.inset } else { 0.0 };
    let baseline = middle + 0.37 * line.style.em();
    let text = Text::new(fonts, column.x + inset, baseline, line.style, line.text.as_str());
    match column.align {
        Align::Left => text,
        Align::Centre => text.centred(column.x + column.w / 2.0),
        Align::Right => text.ending(column.x + column.w - inset),
    }
}
