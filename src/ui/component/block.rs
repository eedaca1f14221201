//! The block of a booking in a grid of time: ground, edge, bar, glyph, and as many words as it has room for.

use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use iced::widget::text::LineHeight;
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Color, Element, Fill, Padding, Pixels, Size, border};

/// What kind of thing takes the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A lesson of a weekly class.
    Course,
    /// A team, or a single booking.
    Team,
    /// An activity of the party organisation.
    Party,
    /// Waits for approval.
    Pending,
    /// The room or the centre is closed.
    Closed,
    /// Taken, and nothing else may be told.
    Occupied,
    /// Open to everybody without booking.
    FreeUse,
    /// Not there yet: a new booking, or a place to move to.
    Ghost,
}

impl BlockKind {
    /// All of them.
    pub const ALL: [BlockKind; 8] = [
        BlockKind::Course,
        BlockKind::Team,
        BlockKind::Party,
        BlockKind::Pending,
        BlockKind::Closed,
        BlockKind::Occupied,
        BlockKind::FreeUse,
        BlockKind::Ghost,
    ];

    /// Its glyph, by which it is told without colour.
    pub fn icon(self) -> Option<Icon> {
        Some(match self {
            BlockKind::Course => Icon::Repeat,
            BlockKind::Team => Icon::Users,
            BlockKind::Party => Icon::Flag,
            BlockKind::Pending => Icon::Hourglass,
            BlockKind::Closed => Icon::CircleMinus,
            BlockKind::Occupied => Icon::Lock,
            BlockKind::FreeUse => return None,
            BlockKind::Ghost => Icon::Plus,
        })
    }

    /// Ground, edge, thickness of the edge, and the bar at the left.
    pub fn colours(self, look: Look) -> (Color, Color, f32, Option<Color>) {
        let (r, line) = (look.roles, look.line());
        let thick = line.max(2.0);
        match self {
            BlockKind::Course => (r.course, r.course_bar, line, Some(r.course_bar)),
            BlockKind::Team => (r.team, r.team_bar, line, Some(r.team_bar)),
            BlockKind::Party => (r.party, r.party_bar, line, Some(r.party_bar)),
            BlockKind::Pending => (r.surface, r.pending_bar, thick, None),
            BlockKind::Closed | BlockKind::Occupied => (r.closed, r.line_strong, line, None),
            BlockKind::FreeUse => (r.surface, r.line_strong, line, None),
            BlockKind::Ghost => (r.surface, r.focus, thick, None),
        }
    }
}

/// What a block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockFace {
    /// What it is.
    pub kind: BlockKind,
    /// Its first line: 09:00–11:00, 19:00 待审, 停开.
    pub time: String,
    /// The same where there is little width: 09:00.
    pub start: String,
    /// What goes on.
    pub title: String,
    /// What else: 第 9/15 次, 18 人. May be empty.
    pub second: String,
    /// A glyph in place of that of its kind: the key while it is in use.
    pub icon: Option<Icon>,
    /// It is chosen.
    pub selected: bool,
    /// It lies on what another has: edge and glyph say so.
    pub clash: bool,
}

impl BlockFace {
    /// A face with a first line and a title.
    pub fn new(kind: BlockKind, time: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            kind,
            time: time.into(),
            start: String::new(),
            title: title.into(),
            second: String::new(),
            icon: None,
            selected: false,
            clash: false,
        }
    }
}

/// Width below which only the start and the title are told, px.
const NARROW: f32 = 70.0;
/// Height from which there are two lines, and three.
const TWO: f32 = 40.0;
const THREE: f32 = 62.0;
/// Text begins so far from the left and the upper side of a block.
const LEFT: f32 = 9.0;
const TOP: f32 = 3.0;
/// Least height a line of the smallest type fits in.
const LINE: f32 = 12.0;

/// The block in a given size. What does not fit is left out or cut with "…".
pub fn block<'a, Message: 'a>(look: Look, face: &BlockFace, size: Size) -> Element<'a, Message> {
    let (ground, plain_edge, plain_width, bar) = face.kind.colours(look);
    let (edge, width) = if face.clash {
        (look.roles.danger, 2.0_f32.max(look.line()))
    } else if face.selected {
        (look.roles.focus, look.focus_line() + 1.0)
    } else {
        (plain_edge, plain_width)
    };
    let bar = bar.map(|color| {
        container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(color))
    });
    let barred = if bar.is_some() { size::MARKER } else { 0.0 };
    let pad = Padding {
        top: (TOP - width).max(0.0),
        left: (LEFT - width - barred).max(1.0),
        right: (space::S4 + 1.0 - width).max(1.0),
        bottom: 0.0,
    };
    let words = container(words(look, face, size, width)).width(Fill).height(Fill);
    let words = if size.height < TWO {
        words.align_y(Center).padding(Padding { top: 0.0, ..pad })
    } else {
        words.padding(pad)
    };
    container(row![].push(bar).push(words))
        .padding(width)
        .width(Fill)
        .height(Fill)
        .clip(true)
        .style(move |_| boxes::ink(ground).border(border::rounded(size::RADIUS_TAG).color(edge).width(width)))
        .into()
}

fn words<'a, Message: 'a>(look: Look, face: &BlockFace, size: Size, edge: f32) -> Element<'a, Message> {
    let r = look.roles;
    let room = size.width - LEFT - space::S4 - 1.0;
    let quiet = matches!(face.kind, BlockKind::Closed | BlockKind::FreeUse);
    let ink = if quiet { r.text2 } else { r.text };
    let narrow = size.width < NARROW;
    let hint = type_::HINT;
    let one = |words: String, role: type_::Type, color| text::one_line(text::plain(role, words)).color(color);
    if face.kind == BlockKind::FreeUse {
        return wrapped(even(&face.title, room), room, size.height - 2.0 * TOP, false).color(ink).into();
    }
    let (icon, icon_ink) = match (face.clash, face.icon.or(face.kind.icon())) {
        (true, _) => (Some(Icon::TriangleAlert), r.danger),
        (false, icon) => (icon, if size.height < TWO { ink } else { r.text2 }),
    };
    let glyph = icon.filter(|_| !narrow).map(|icon| tinted(icon, size::GLYPH_TAG, icon_ink));
    let beside = if glyph.is_some() { size::GLYPH_TAG + space::S4 } else { 0.0 };

    if size.height < TWO {
        let inner = size.height - 2.0 * edge;
        if inner < LINE {
            return gap().into();
        }
        // A quarter or half an hour has no room for a whole line of type.
        let (points, line) =
            if inner < type_::BODY.line { (hint.size, inner) } else { (type_::BODY.size, type_::BODY.line) };
        // Both ends of the time are worth more than the glyph. Bold digits are a little wider.
        let spare = room / 1.06 - clock_width(&face.time);
        let glyph = glyph.filter(|_| !face.title.is_empty() || spare >= beside);
        let said = if face.title.is_empty() {
            first_line(face, narrow, room / 1.06)
        } else {
            text::fit(&face.title, room - beside, points)
        };
        let points = if face.title.is_empty() { hint.size } else { points };
        let title = text::plain(type_::BODY, said)
            .size(points)
            .line_height(LineHeight::Absolute(Pixels(line)))
            .font(text::BOLD)
            .color(ink);
        let glyph = glyph.filter(|_| inner >= size::GLYPH_TAG);
        return row![text::one_line(title), gap::horizontal()].push(glyph).align_y(Center).into();
    }

    let first = first_line(face, narrow, room - beside);
    let first = one(first, hint, r.text2);
    let leads = face.kind == BlockKind::Closed && !face.clash;
    let first = if leads {
        row![].push(glyph).push(first).spacing(space::S4)
    } else {
        row![first, gap::horizontal()].push(glyph)
    };
    let lines: Column<'a, Message> = column![first.height(hint.line).align_y(Center)];
    if narrow {
        let left = size.height - 2.0 * TOP - hint.line;
        return lines.push(wrapped(face.title.clone(), room, left, true).color(ink)).into();
    }
    let title = one(text::fit(&face.title, room, type_::BODY.size), type_::BODY, ink).font(text::BOLD);
    let second = (size.height >= THREE && !face.second.is_empty())
        .then(|| one(text::fit(&face.second, room, hint.size), hint, r.text2));
    lines.push(title).push(second).into()
}

/// The time, or the start alone where both ends do not fit.
fn first_line(face: &BlockFace, narrow: bool, room: f32) -> String {
    // The estimate is a pixel or two wide of the mark with words.
    let width = clock_width(&face.time) - 1.0;
    let short = (narrow || width > room) && !face.start.is_empty();
    let said = if short { &face.start } else { &face.time };
    if short || width > room { text::fit(said, room, type_::HINT.size) } else { said.clone() }
}

/// Width of a line of clock times, px: closer than the estimate for cutting, which takes a colon and a dash for wider.
fn clock_width(line: &str) -> f32 {
    let narrow = line.chars().filter(|c| matches!(c, ':' | '–')).count();
    let rest: String = line.chars().filter(|c| !matches!(c, ':' | '–')).collect();
    // Measured in the face: a colon 0.28 em, an en dash 0.54.
    text::width(&rest, type_::HINT.size) + narrow as f32 * 0.37 * type_::HINT.size
}

/// Chinese words broken into lines of equal length, where they do not fit on one.
fn even(words: &str, room: f32) -> String {
    let letters: Vec<char> = words.chars().collect();
    let a_line = (room / type_::BODY.size).floor().max(1.0) as usize;
    let lines = letters.len().div_ceil(a_line).max(1);
    if lines == 1 || words.is_ascii() {
        return words.to_owned();
    }
    let parts = letters.chunks(letters.len().div_ceil(lines)).map(String::from_iter);
    parts.collect::<Vec<_>>().join("\n")
}

/// Words over as many lines as fit.
fn wrapped<'a>(words: String, room: f32, height: f32, strong: bool) -> iced::widget::Text<'a> {
    let lines = (height / type_::BODY.line).floor().max(1.0);
    // Of several lines each may end up to a character early.
    let line = if lines > 1.0 { room - type_::BODY.size / 2.0 } else { room };
    let words = text::fit(&words, lines * line, type_::BODY.size);
    let face = if strong { text::BOLD } else { text::FONT };
    text::plain(type_::BODY, words).font(face).width(Fill)
}

/// The head of a lane that is a day: date in bold, weekday, and a mark at the right (今日, 休, 班, a clash).
pub fn day_head<'a, Message: 'a>(
    look: Look,
    date: impl Into<String>,
    weekday: impl Into<String>,
    mark: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let line = row![
        text::one_line(text::section(look, date.into())),
        container(text::one_line(text::body(look, weekday.into()))).width(Fill),
    ]
    .push(mark)
    .spacing(space::S8)
    .align_y(Center);
    container(line)
        .padding(Padding { left: space::S8, right: 5.0, ..Padding::ZERO })
        .center_y(Fill)
        .clip(true)
        .into()
}

/// Space of the head of a room at the left of its words and, at least, at the right, px.
const HEAD_SIDES: (f32, f32) = (space::S8 - 1.0, 5.0);

/// What the words of the head of a room get of the width of its lane, px: the line beside it taken off too.
pub fn room_head_words(lane: f32) -> f32 {
    lane - HEAD_SIDES.0 - HEAD_SIDES.1 - 2.0
}

/// The head of a lane that is a room: its name, and beneath its number and how many it holds.
pub fn room_head<'a, Message: 'a>(
    look: Look,
    name: impl Into<String>,
    sub: impl Into<String>,
) -> Element<'a, Message> {
    let lines = column![
        text::one_line(text::strong(look, name.into())),
        text::one_line(text::hint(look, sub.into())),
    ];
    container(lines)
        .padding(Padding { left: HEAD_SIDES.0, right: HEAD_SIDES.1, ..Padding::ZERO })
        .center_y(Fill)
        .clip(true)
        .into()
}

/// One entry of the legend: a small block of the kind, its word and its glyph.
pub fn block_key<'a, Message: 'a>(
    look: Look,
    kind: BlockKind,
    word: impl Into<String>,
) -> Element<'a, Message> {
    let (ground, edge, width, bar) = kind.colours(look);
    let bar = bar.map(|color| {
        container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(color))
    });
    let swatch = container(row![].push(bar))
        .padding(width)
        .width(14)
        .height(14)
        .style(move |_| boxes::ink(ground).border(border::rounded(2.0).color(edge).width(width)));
    row![swatch, crate::ui::widget::whole(text::one_line(text::hint(look, word.into())))]
        .push(kind.icon().map(|icon| tinted(icon, size::GLYPH_TAG, look.roles.text2)))
        .spacing(space::S4 + 1.0)
        .align_y(Center)
        .into()
}
