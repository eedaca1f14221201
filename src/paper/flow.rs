//! Items that flow down one or more pages: table rows, which may be split between lines, and
//! pieces, which stay whole.

use std::collections::VecDeque;
use std::sync::Arc;

use super::draw::{Draw, Style, Text};
use super::fonts::Fonts;
use super::wrap::wrap;

/// Rows higher than this (mm) are split over pages; lower ones move as a whole.
const SPLIT_FROM: f32 = 45.0;
/// Rounding allowed when checking whether something fits, in mm.
const EPSILON: f32 = 0.01;

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
}

impl Column {
    pub fn new(
        fonts: &Fonts,
        text: &str,
        style: Style,
        (x, w, pad): (f32, f32, f32),
        align: Align,
    ) -> Self {
        Self {
            x,
            w,
            pad,
            lines: wrap(fonts, text, style, w - 2.0 * pad),
            style,
            align,
        }
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
        self.columns
            .iter()
            .map(|c| c.lines.len())
            .max()
            .unwrap_or(0)
    }

    pub fn height(&self) -> f32 {
        (self.count() as f32 * self.pitch + 2.0 * self.pad).max(self.min)
    }

    /// Cuts off as many lines as fit into `room`; `None` if no cut is possible there.
    fn split(&self, room: f32) -> Option<(Self, Self)> {
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
            out.push(Draw::Frame {
                x: left,
                y: top,
                w: right - left,
                h: height,
                width: 0.25,
            });
            for column in self.columns.iter().skip(1) {
                out.push(Draw::rule((column.x, top), (column.x, top + height)));
            }
        }
        for column in &self.columns {
            let block = column.lines.len() as f32 * self.pitch;
            let above = if self.ruled {
                (height - block) / 2.0
            } else {
                self.pad
            };
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

/// A drawing that stays whole; its top is at 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Piece {
    pub height: f32,
    pub draws: Vec<Draw>,
    pub seals: Vec<[f32; 4]>,
    /// Takes the item before along when it starts a page, so that no seal stands alone.
    pub keep: bool,
}

impl Piece {
    /// Puts bands under each other from `top`.
    pub fn stack(&mut self, fonts: &Fonts, bands: &[Band], mut top: f32) -> f32 {
        for band in bands {
            self.draws.extend(band.draws(fonts, top));
            top += band.height();
        }
        self.height = self.height.max(top);
        top
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Band(Band),
    Piece(Piece),
    /// Space, left out at the top of a page.
    Gap(f32),
    /// A piece set at the foot of the page it falls on.
    Foot(Piece),
}

impl Item {
    fn height(&self) -> f32 {
        match self {
            Self::Band(b) => b.height(),
            Self::Piece(p) | Self::Foot(p) => p.height,
            Self::Gap(h) => *h,
        }
    }
}

/// What one page holds, and where its content ends.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flowed {
    pub draws: Vec<Draw>,
    pub seals: Vec<[f32; 4]>,
    pub end: f32,
}

struct Flow<'a> {
    slot: &'a dyn Fn(usize) -> (f32, f32),
    pages: Vec<Vec<(f32, Item)>>,
    y: f32,
}

impl Flow<'_> {
    fn bounds(&self) -> (f32, f32) {
        (self.slot)(self.pages.len().saturating_sub(1))
    }

    fn fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.bounds().0;
    }

    fn put(&mut self, at: f32, item: Item) {
        self.y = at + item.height();
        if let Some(page) = self.pages.last_mut() {
            page.push((at, item));
        }
    }

    fn put_here(&mut self, item: Item) {
        self.put(self.y, item);
    }

    fn band(&mut self, band: Band, queue: &mut VecDeque<Item>) {
        if self.fresh()
            && let Some(head) = band.head.clone()
        {
            let (top, bottom) = self.bounds();
            // A head that fills the page would leave no room for what it heads.
            if head.height() < (bottom - top) / 3.0 {
                self.put_here(Item::Band(Band::clone(&head)));
            }
        }
        let (top, bottom) = self.bounds();
        let room = bottom - self.y;
        let height = band.height();
        if height <= room + EPSILON {
            self.put_here(Item::Band(band));
            return;
        }
        let tall = height > SPLIT_FROM || height > bottom - top;
        if (tall || self.fresh())
            && let Some((first, rest)) = band.split(room)
        {
            self.put_here(Item::Band(first));
            queue.push_front(Item::Band(rest));
            self.new_page();
            return;
        }
        if self.fresh() {
            self.put_here(Item::Band(band));
            return;
        }
        queue.push_front(Item::Band(band));
        self.new_page();
    }

    fn piece(&mut self, item: Item, keep: bool) {
        let (_, bottom) = self.bounds();
        if self.y + item.height() > bottom + EPSILON && !self.fresh() {
            let page = self.pages.len() - 1;
            let (top, bottom) = (self.slot)(page + 1);
            let company = self.pages.last_mut().and_then(|units| {
                let fits = keep
                    && units.len() > 1
                    && units
                        .last()
                        .is_some_and(|(_, u)| u.height() + item.height() <= bottom - top);
                if fits { units.pop() } else { None }
            });
            self.new_page();
            if let Some((_, unit)) = company {
                self.put_here(unit);
            }
        }
        self.put_here(item);
    }
}

/// Distributes items over pages. `slot` gives the top and bottom of the n-th page's room.
/// There is always at least one page.
pub fn flow(
    fonts: &Fonts,
    items: Vec<Item>,
    slot: &dyn Fn(usize) -> (f32, f32),
) -> Vec<Flowed> {
    let mut flow = Flow {
        slot,
        pages: Vec::new(),
        y: 0.0,
    };
    flow.new_page();
    let mut queue: VecDeque<Item> = items.into();
    while let Some(item) = queue.pop_front() {
        match item {
            Item::Gap(h) if flow.fresh() || h <= 0.0 => {}
            Item::Gap(h) => flow.y = (flow.y + h).min(flow.bounds().1),
            Item::Band(band) => flow.band(band, &mut queue),
            Item::Piece(ref piece) => {
                let keep = piece.keep;
                flow.piece(item, keep);
            }
            Item::Foot(piece) => {
                let height = piece.height;
                let (_, bottom) = flow.bounds();
                if flow.y + height > bottom + EPSILON && !flow.fresh() {
                    flow.new_page();
                }
                let at = (flow.bounds().1 - height).max(flow.y);
                flow.put(at, Item::Piece(piece));
            }
        }
    }
    let pages = std::mem::take(&mut flow.pages);
    pages
        .into_iter()
        .enumerate()
        .map(|(n, units)| finish(fonts, units, slot(n).0))
        .collect()
}

fn finish(fonts: &Fonts, units: Vec<(f32, Item)>, top: f32) -> Flowed {
    let mut out = Flowed {
        end: top,
        ..Flowed::default()
    };
    for (at, item) in units {
        out.end = out.end.max(at + item.height());
        match item {
            Item::Band(band) => out.draws.extend(band.draws(fonts, at)),
            Item::Piece(piece) | Item::Foot(piece) => {
                for mut draw in piece.draws {
                    draw.shift(0.0, at);
                    out.draws.push(draw);
                }
                let moved = piece.seals.iter().map(|[x, y, w, h]| [*x, y + at, *w, *h]);
                out.seals.extend(moved);
            }
            Item::Gap(_) => {}
        }
    }
    out
}
