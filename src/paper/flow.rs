//! Items that flow down one or more pages: table rows, which may be split between lines, and
//! pieces, which stay whole.

use std::collections::VecDeque;

pub use super::band::{Align, BOX_INSET, Band, Column, LINE, Line};
use super::draw::Draw;
use super::fonts::Fonts;

/// Rows higher than this (mm) are split over pages; lower ones move as a whole.
const SPLIT_FROM: f32 = 45.0;
/// Rounding allowed when checking whether something fits, in mm.
const EPSILON: f32 = 0.01;

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
    /// A page starts here unless this much room is left: keeps what follows together.
    Room(f32),
    /// A piece set at the foot of the page it falls on.
    Foot(Piece),
}

impl Item {
    pub fn height(&self) -> f32 {
        match self {
            Self::Band(b) => b.height(),
            Self::Piece(p) | Self::Foot(p) => p.height,
            Self::Gap(h) => *h,
            Self::Room(_) => 0.0,
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

    fn band(&mut self, mut band: Band, queue: &mut VecDeque<Item>) {
        if self.fresh() {
            band.begin_page();
            if let Some(head) = band.head.clone() {
                let (top, bottom) = self.bounds();
                // A head that fills the page would leave no room for what it heads.
                if head.height() < (bottom - top) / 3.0 {
                    self.put_here(Item::Band(Band::clone(&head)));
                }
            }
        }
        let (top, bottom) = self.bounds();
        let room = bottom - self.y;
        let height = band.height();
        if height <= room + EPSILON {
            self.put_here(Item::Band(band));
            return;
        }
        let tall = height > SPLIT_FROM || height > bottom - top || self.fresh();
        if let Some((first, rest)) = band.split(room)
            && (tall || first.is_decent_text() && rest.is_decent_text())
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
                    && units.last().is_some_and(|(_, u)| u.height() + item.height() <= bottom - top);
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
pub fn flow(fonts: &Fonts, items: Vec<Item>, slot: &dyn Fn(usize) -> (f32, f32)) -> Vec<Flowed> {
    let mut flow = Flow { slot, pages: Vec::new(), y: 0.0 };
    flow.new_page();
    let mut queue: VecDeque<Item> = items.into();
    while let Some(item) = queue.pop_front() {
        match item {
            Item::Gap(h) if flow.fresh() || h <= 0.0 => {}
            Item::Gap(h) => flow.y = (flow.y + h).min(flow.bounds().1),
            Item::Room(h) => {
                let (top, bottom) = flow.bounds();
                if !flow.fresh() && flow.y + h.min(bottom - top) > bottom + EPSILON {
                    flow.new_page();
                }
            }
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
    pages.into_iter().enumerate().map(|(n, units)| finish(fonts, units, slot(n).0)).collect()
}

fn finish(fonts: &Fonts, mut units: Vec<(f32, Item)>, top: f32) -> Flowed {
    let mut out = Flowed { end: top, ..Flowed::default() };
    if let Some((_, Item::Band(last))) = units.last_mut() {
        last.end_page();
    }
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
            Item::Gap(_) | Item::Room(_) => {}
        }
    }
    out
}
