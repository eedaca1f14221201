//! A calendar as it is drawn.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Button, Column, Row, button, column, container, row};
use iced::{Center, Color, Element, Fill, border};

use super::{Calendar, Grain, MONTHS_ACROSS, Turn};
use crate::domain::work_calendar::{DayKind, SheetDay};
use crate::ui::component::rule;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};

/// Width of a day, px: its number and the mark beside it.
const CELL: f32 = 44.0;
/// Height of a day, px.
const DAY: f32 = 32.0;
/// Height of a month, px.
const MONTH: f32 = 44.0;
/// Width of the whole without its edge, px.
const WIDTH: f32 = 7.0 * CELL;

/// What a calendar says.
#[derive(Debug, Clone, Default)]
pub struct CalendarWords {
    /// What is open: 2026年5月.
    pub title: String,
    /// The days of the week from Monday, or nothing.
    pub heads: Vec<String>,
    /// The months, or nothing.
    pub months: Vec<String>,
    /// Beside a holiday.
    pub off: String,
    /// Beside a make-up workday.
    pub work: String,
    /// On the button that goes to today.
    pub today: String,
    /// Of what is marked.
    pub line: String,
}

/// A calendar: the month of the marked day, or the year of the marked month. `sheet` is the month's, `value` what the
/// field holds now. It takes clicks; keys are the field's to hand on.
pub fn calendar<'a, Message: Clone + 'a>(
    look: Look,
    open: Calendar,
    sheet: &[SheetDay<'_>],
    words: CalendarWords,
    (today, value): (NaiveDate, Option<NaiveDate>),
    on_turn: impl Fn(Turn) -> Message + 'a,
) -> Element<'a, Message> {
    let (page, year) = match open.grain {
        Grain::Day => (1, 12),
        Grain::Month => (12, 120),
    };
    let step = |icon: Icon, by: i32| {
        flat(look, tinted(icon, size::GLYPH, look.roles.text), on_turn(Turn::Months(by))).width(28)
    };
    let twice = |icon: Icon, by: i32| {
        let glyph = || container(tinted(icon, size::GLYPH, look.roles.text)).center_x(7);
        let glyphs = row![glyph(), glyph()];
        flat(look, glyphs, on_turn(Turn::Months(by))).width(32)
    };
    let today_button =
        flat(look, text::one_line(text::body(look, words.today)), on_turn(Turn::Today)).padding([0, 8]);
    let head = row![
        twice(Icon::ChevronLeft, -year),
        step(Icon::ChevronLeft, -page),
        container(text::one_line(text::strong(look, words.title))).center_x(Fill),
        step(Icon::ChevronRight, page),
        twice(Icon::ChevronRight, year),
        today_button,
    ]
    .align_y(Center)
    .height(DAY);
    let grid = match open.grain {
        Grain::Day => {
            let marks = [words.off.as_str(), words.work.as_str()];
            days(look, open, sheet, &words.heads, marks, (today, value), &on_turn)
        }
        Grain::Month => months(look, open, &words.months, (today, value), &on_turn),
    };
    let line = container(text::one_line(text::hint(look, words.line))).padding([5, 4]).width(Fill).clip(true);
    container(column![head, grid, rule(look), line].width(WIDTH))
        .padding(space::S8)
        .style(move |_| boxes::popup(look))
        .into()
}

fn days<'a, Message: Clone + 'a>(
    look: Look,
    open: Calendar,
    sheet: &[SheetDay<'_>],
    heads: &[String],
    marks: [&str; 2],
    (today, value): (NaiveDate, Option<NaiveDate>),
    on_turn: &impl Fn(Turn) -> Message,
) -> Element<'a, Message> {
    let r = look.roles;
    let mut head = Row::new();
    for words in heads {
        let words = text::one_line(text::hint(look, words.clone()));
        head = head.push(container(words).center_x(CELL).height(22));
    }
    let mut grid = Column::new().push(head);
    for week in sheet.chunks(7) {
        let mut line = Row::new();
        for day in week {
            let working = day.kind.is_working();
            let ink = if day.inside && working { r.text } else { r.text3 };
            let role = if day.inside { type_::FIELD } else { type_::HINT };
            let is_value = value == Some(day.date);
            let number = text::one_line(text::plain(role, day.date.day().to_string()))
                .font(if is_value || day.date == today { text::BOLD } else { text::FONT })
                .color(ink);
            let mark = match day.kind {
                DayKind::Holiday(_) if day.inside => Some((marks[0], r.text3)),
                DayKind::MakeUpWorkday(_) if day.inside => Some((marks[1], r.info)),
                _ => None,
            };
            let mark = mark
                .map(|(words, ink)| text::one_line(text::plain(type_::HINT, words.to_owned())).color(ink));
            let inside = row![number].push(mark).spacing(1).align_y(Center);
            let state = Cell { marked: day.date == open.marked, value: is_value, today: day.date == today };
            line =
                line.push(cell(look, inside, state, on_turn(Turn::Pick(day.date))).width(CELL).height(DAY));
        }
        grid = grid.push(line);
    }
    grid.into()
}

fn months<'a, Message: Clone + 'a>(
    look: Look,
    open: Calendar,
    names: &[String],
    (today, value): (NaiveDate, Option<NaiveDate>),
    on_turn: &impl Fn(Turn) -> Message,
) -> Element<'a, Message> {
    let same = |a: NaiveDate, b: NaiveDate| (a.year(), a.month()) == (b.year(), b.month());
    let mut grid = Column::new();
    for (at, names) in names.chunks(MONTHS_ACROSS as usize).enumerate() {
        let mut line = Row::new();
        for (number, name) in (at as u32 * MONTHS_ACROSS as u32 + 1..).zip(names) {
            let Some(first) = NaiveDate::from_ymd_opt(open.marked.year(), number, 1) else { continue };
            let is_value = value.is_some_and(|value| same(value, first));
            let state = Cell { marked: same(open.marked, first), value: is_value, today: same(today, first) };
            let words = text::one_line(text::body(look, name.clone())).font(if is_value || state.today {
                text::BOLD
            } else {
                text::FONT
            });
            let cell = cell(look, words, state, on_turn(Turn::Pick(first)));
            line = line.push(cell.width(WIDTH / MONTHS_ACROSS as f32).height(MONTH));
        }
        grid = grid.push(line);
    }
    grid.into()
}

/// How a day stands out.
#[derive(Clone, Copy)]
struct Cell {
    marked: bool,
    value: bool,
    today: bool,
}

fn cell<'a, Message: Clone + 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
    state: Cell,
    message: Message,
) -> Button<'a, Message> {
    let r = look.roles;
    let edge = match state {
        Cell { marked: true, .. } => look.focus_edge(),
        Cell { today: true, .. } => look.control_edge(),
        _ => border::rounded(size::RADIUS),
    };
    let inside = container(content).center(Fill);
    button(inside).padding(0).on_press(message).style(move |_, status| {
        let ground = match (state.value, over(status)) {
            (true, _) => Some(r.selected),
            (false, true) => Some(r.hover),
            (false, false) => None,
        };
        plain(r.text, ground, edge)
    })
}

/// A thing to press without an edge. It is no stop of Tab: keys do the same.
fn flat<'a, Message: Clone + 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
    message: Message,
) -> Button<'a, Message> {
    let r = look.roles;
    let inside = container(content).center_y(Fill).center_x(iced::Shrink);
    button(container(inside).center_x(iced::Shrink))
        .padding([0, 6])
        .height(DAY)
        .on_press(message)
        .style(move |_, status| plain(r.text, over(status).then_some(r.hover), border::rounded(size::RADIUS)))
}

fn over(status: button::Status) -> bool {
    matches!(status, button::Status::Hovered | button::Status::Pressed)
}

fn plain(ink: Color, ground: Option<Color>, edge: iced::Border) -> button::Style {
    button::Style {
        background: ground.map(Into::into),
        text_color: ink,
        border: edge,
        ..button::Style::default()
    }
}
