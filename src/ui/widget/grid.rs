//! A grid of time: hours down, lanes across (days of one room, or rooms of one day), things booked as blocks in it.
//!
//! One widget, whose blocks are ordinary widgets. What is being dragged, or moved by key, is kept in the widget until
//! it is let go or confirmed: the program hears of a change once, and no slip of a key changes a booking.
//! Times are minutes from midnight; a range holds its start and not its end.

mod columns;
mod geometry;
mod gesture;
mod keys;
mod paint;
mod react;
#[cfg(test)]
mod tests;
mod view;

use crate::ui::text;
use crate::ui::theme::{Look, type_};
use iced::advanced::widget;
use iced::widget::container;
use iced::{Center, Element, Fill, Rectangle, Right, Size};
use std::ops::Range;

pub use geometry::{AXIS, HEAD, LaneWidth, hour_height};

/// Bookings begin and end on a multiple of so many minutes when they are drawn with the pointer or moved by key.
pub const SNAP: u16 = 15;
/// Length of the free place the arrow keys choose, minutes.
pub const CELL: u16 = 30;

/// What is chosen in the grid. The program keeps it and gives it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot<Id> {
    /// A free place.
    Free {
        /// Its lane.
        lane: usize,
        /// Its start, minutes.
        from: u16,
        /// Its end, minutes.
        to: u16,
    },
    /// A block.
    Block(Id),
}

/// What the worker wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GridEvent<Id> {
    /// A new booking of a free place.
    Create {
        /// Its lane.
        lane: usize,
        /// Its start, minutes.
        from: u16,
        /// Its end, minutes.
        to: u16,
    },
    /// Another place for a block.
    Put {
        /// The block.
        id: Id,
        /// Its new lane (its first, when it spans several).
        lane: usize,
        /// Its new start, minutes.
        from: u16,
        /// Its new end, minutes.
        to: u16,
    },
    /// Something is chosen.
    Select(Spot<Id>),
    /// A block is opened.
    Open(Id),
    /// Esc gave up a drag or a ghost. The same key is to take no other step back.
    GaveUp,
}

/// What a ghost stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GhostKind<Id> {
    /// The free place that is chosen; nothing is being changed.
    Cell,
    /// A new booking being drawn.
    New,
    /// A block on its way elsewhere.
    Moved(Id),
}

/// A place that is shown before it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ghost<Id> {
    /// What it stands for.
    pub kind: GhostKind<Id>,
    /// First lane.
    pub lane: usize,
    /// Lanes it spans.
    pub span: usize,
    /// Start, minutes.
    pub from: u16,
    /// End, minutes.
    pub to: u16,
    /// It lies on a firm block or its clearing time.
    pub clash: bool,
}

/// One column of the grid.
pub struct Lane<'a, Message> {
    head: Element<'a, Message>,
    width: LaneWidth,
    marked: bool,
    joined: bool,
    open: Vec<Range<u16>>,
    before: u16,
    after: u16,
}

/// A lane under a head, sharing the width with the others, open the whole day, without clearing time.
pub fn lane<'a, Message>(head: impl Into<Element<'a, Message>>) -> Lane<'a, Message> {
    Lane {
        head: head.into(),
        width: LaneWidth::Share,
        marked: false,
        joined: false,
        open: Vec::new(),
        before: 0,
        after: 0,
    }
}

impl<Message> Lane<'_, Message> {
    /// Its width.
    pub fn width(mut self, width: LaneWidth) -> Self {
        self.width = width;
        self
    }

    /// The ground of its head is that of a chosen thing: today, or the day that is being looked at.
    pub fn marked(mut self, marked: bool) -> Self {
        self.marked = marked;
        self
    }

    /// It belongs with the lane before it: no line between their heads.
    pub fn joined(mut self, joined: bool) -> Self {
        self.joined = joined;
        self
    }

    /// When it is open, minutes, in order; elsewhere its ground is sunken. No span: the whole day; an empty one: not at all.
    pub fn open(mut self, open: Vec<Range<u16>>) -> Self {
        self.open = open;
        self
    }

    /// Clearing time a new booking here needs before and after, minutes.
    pub fn buffers(mut self, before: u16, after: u16) -> Self {
        self.before = before;
        self.after = after;
        self
    }
}

type Face<'a, Message> = Box<dyn Fn(Size) -> Element<'a, Message> + 'a>;
type GhostFace<'a, Id, Message> = Box<dyn Fn(&Ghost<Id>, Size) -> Element<'a, Message> + 'a>;

/// One thing in the grid.
pub struct GridBlock<'a, Id, Message> {
    id: Id,
    lane: usize,
    span: usize,
    from: u16,
    to: u16,
    before: u16,
    after: u16,
    fixed: bool,
    firm: bool,
    face: Face<'a, Message>,
}

/// A block from `from` to `to` in a lane. `face` draws it in the size it gets.
pub fn grid_block<'a, Id, Message>(
    id: Id,
    lane: usize,
    from: u16,
    to: u16,
    face: impl Fn(Size) -> Element<'a, Message> + 'a,
) -> GridBlock<'a, Id, Message> {
    GridBlock {
        id,
        lane,
        span: 1,
        from,
        to,
        before: 0,
        after: 0,
        fixed: false,
        firm: true,
        face: Box::new(face),
    }
}

impl<Id, Message> GridBlock<'_, Id, Message> {
    /// How many lanes it spans: the whole hall over its two parts.
    pub fn span(mut self, span: usize) -> Self {
        self.span = span.max(1);
        self
    }

    /// Its clearing time before and after, minutes.
    pub fn buffers(mut self, before: u16, after: u16) -> Self {
        self.before = before;
        self.after = after;
        self
    }

    /// It cannot be moved or stretched: a closure, a past lesson.
    pub fn fixed(mut self, fixed: bool) -> Self {
        self.fixed = fixed;
        self
    }

    /// Whether its time is taken for good. A pending one may have others beside it.
    pub fn firm(mut self, firm: bool) -> Self {
        self.firm = firm;
        self
    }
}

/// See [`grid`].
pub struct Grid<'a, Id, Message> {
    look: Look,
    id: widget::Id,
    hours: Range<u16>,
    lanes: Vec<Lane<'a, Message>>,
    blocks: Vec<GridBlock<'a, Id, Message>>,
    spot: Option<Spot<Id>>,
    until: Option<u16>,
    now: Option<(u16, Range<usize>)>,
    ghost: GhostFace<'a, Id, Message>,
    on_event: Box<dyn Fn(GridEvent<Id>) -> Message + 'a>,
    /// Hour labels, the label of now, heads, faces, ghost: in this order.
    children: Vec<Element<'a, Message>>,
    /// How many of the children do not hang on the size of the grid.
    constant: usize,
    /// What `layout` found out.
    laid: Laid<Id>,
}

/// What the layout leaves for events and drawing.
struct Laid<Id> {
    geometry: geometry::Geometry,
    /// Each block, from the upper left corner of the grid.
    rects: Vec<Rectangle>,
    /// Sub-column of each block.
    columns: Vec<columns::Column>,
    ghost: Option<(Ghost<Id>, Rectangle)>,
}

/// A grid from `hours.start` to `hours.end`. `ghost` draws a place that is not taken yet.
pub fn grid<'a, Id, Message: 'a>(
    look: Look,
    id: impl Into<widget::Id>,
    hours: Range<u16>,
    lanes: Vec<Lane<'a, Message>>,
    blocks: Vec<GridBlock<'a, Id, Message>>,
    ghost: impl Fn(&Ghost<Id>, Size) -> Element<'a, Message> + 'a,
    on_event: impl Fn(GridEvent<Id>) -> Message + 'a,
) -> Grid<'a, Id, Message> {
    Grid {
        look,
        id: id.into(),
        hours,
        lanes,
        blocks,
        spot: None,
        until: None,
        now: None,
        ghost: Box::new(ghost),
        on_event: Box::new(on_event),
        children: Vec::new(),
        constant: 0,
        laid: Laid {
            geometry: geometry::Geometry::default(),
            rects: Vec::new(),
            columns: Vec::new(),
            ghost: None,
        },
    }
}

impl<Id, Message> Grid<'_, Id, Message> {
    /// A free place as it would be booked.
    fn offered(&self, from: u16, to: u16) -> u16 {
        self.until.filter(|_| to - from <= CELL).map_or(to, |until| until.max(to))
    }

    /// The hours that have a label.
    fn labels(&self) -> impl Iterator<Item = u16> + '_ {
        let first = self.hours.start.div_ceil(60);
        (first..self.hours.end.div_ceil(60)).map(|hour| hour * 60)
    }

    /// Whether the label of an hour is left out, because that of now lies on it.
    fn is_covered(&self, hour: u16) -> bool {
        self.now.as_ref().is_some_and(|(now, _)| self.laid.geometry.covers(*now, hour))
    }
}

impl<'a, Id, Message: 'a> Grid<'a, Id, Message> {
    /// What is chosen.
    pub fn spot(mut self, spot: Option<Spot<Id>>) -> Self {
        self.spot = spot;
        self
    }

    /// Until when the chosen free place would be booked, where only its start was chosen.
    pub fn until(mut self, until: Option<u16>) -> Self {
        self.until = until;
        self
    }

    /// The time now, minutes, and the lanes across which its line runs.
    pub fn now(mut self, now: Option<(u16, Range<usize>)>) -> Self {
        self.now = now.filter(|(at, _)| self.hours.contains(at));
        self
    }

    /// Everything whose size does not hang on that of the grid.
    fn fixed_children(&mut self) {
        let look = self.look;
        let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
        let label = |words, ink| {
            let words = text::one_line(text::plain(type_::HINT, words)).color(ink);
            container(words).align_x(Right).align_y(Center).padding([0, 6]).width(Fill).height(Fill).into()
        };
        let mut children: Vec<Element<'a, Message>> =
            self.labels().map(|at| label(clock(at), look.roles.text2)).collect();
        if let Some((at, _)) = self.now {
            children.push(label(clock(at), look.roles.surface));
        }
        for lane in &mut self.lanes {
            children.push(std::mem::replace(&mut lane.head, iced::widget::space().into()));
        }
        self.constant = children.len();
        self.children = children;
    }
}

impl<'a, Id, Message> From<Grid<'a, Id, Message>> for Element<'a, Message>
where
    Id: Clone + PartialEq + 'static,
    Message: 'a,
{
    fn from(mut grid: Grid<'a, Id, Message>) -> Self {
        grid.fixed_children();
        Element::new(grid)
    }
}
