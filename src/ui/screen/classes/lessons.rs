//! 课次: the lessons in order, where each stands, and what was moved, made up or fell out.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill, Length};

use crate::domain::booking::{Booking, BookingState, Deed, Lesson, StateName};
use crate::i18n::booking_state;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, tag};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::screen::words::weekday;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};

use super::dialog::Ask;
use super::table::{Head, cell, heads, rows};
use super::{ClassesScreen, Message, Open, says};

impl ClassesScreen {
    pub(super) fn lessons_page<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        if open.lessons.is_empty() {
            let closed = open.overview.roster.group.closed.is_some();
            let next = (!closed).then(|| (t!(words, "classes-book-lessons"), Ask::Weekly, says::FIRST_THING));
            let said = (t!(words, "classes-no-lesson"), t!(words, "classes-no-lesson-line"));
            return says::nothing(ctx, Icon::Repeat, said, next);
        }
        let room = room_width(ctx);
        let columns = vec![
            Head(t!(words, "classes-col-no"), Length::Fixed(44.0)),
            Head(t!(words, "classes-col-day"), Length::Fixed(132.0)),
            Head(t!(words, "classes-col-hours"), Length::Fixed(104.0)),
            Head(t!(words, "classes-col-room"), Length::Fixed(room)),
            Head(t!(words, "classes-col-state"), Length::Fixed(104.0)),
            Head(t!(words, "classes-col-signed"), Length::Fixed(84.0)),
            Head(t!(words, "classes-col-change"), Length::Fill),
        ];
        let content = |at: usize| match open.lessons.get(at) {
            Some(lesson) => lesson_row(open, lesson, room, ctx),
            None => gap::vertical().height(0).into(),
        };
        let table = rows(ctx, &self.lessons, (open.lessons.len(), size::ROW_LEDGER), |_| true, content);
        column![heads(look, columns), container(table).height(Fill)].height(Fill).into()
    }

    pub(super) fn lessons_actions<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let chosen = open.lessons.get(self.lessons.chosen);
        let ahead = chosen
            .filter(|lesson| matches!(lesson.state.name(), StateName::Pending | StateName::Confirmed))
            .map(|lesson| lesson.id.clone());
        let held =
            chosen.is_some_and(|lesson| open.overview.lessons.iter().any(|known| known.id == lesson.id));
        let fell_out = chosen
            .filter(|lesson| !lesson.state.is_shown())
            .and_then(|lesson| lesson.lesson.as_ref())
            .map(Lesson::due);
        let some = !open.lessons.is_empty();
        let make_up = some.then(|| {
            button(look, t!(words, "classes-make-up"))
                .icon(Icon::Plus)
                .primary()
                .tall()
                .id("classes-make-up")
                .on_press(Message::Ask(Ask::MakeUp(fell_out)))
        });
        let cancel = some.then(|| {
            button(look, t!(words, "classes-cancel-lesson"))
                .key(Command::Decline.key())
                .tall()
                .id("classes-cancel-lesson")
                .on_press_maybe(ahead.map(|id| Message::Ask(Ask::Cancel(id))))
        });
        let sign = some.then(|| {
            button(look, t!(words, "classes-to-sign"))
                .key(Command::Enter.key())
                .tall()
                .id("classes-to-sign")
                .on_press_maybe(held.then_some(Message::OpenRow))
        });
        row![].push(make_up).push(cancel).push(sign).spacing(space::S8).align_y(Center).into()
    }
}

/// Less than this takes a room's code alone, px.
const SHORT: f32 = 100.0;

/// Room for the room, px: where a list stands beside a narrow table, for its code.
fn room_width(ctx: &Ctx) -> f32 {
    if ctx.width >= WIDE {
        190.0
    } else if ctx.width >= NARROW {
        48.0
    } else {
        150.0
    }
}

fn lesson_row<'a>(open: &Open, lesson: &Booking, room: f32, ctx: &Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let second = |words: String| text::one_line(text::second(look, words));
    let held = open.overview.lessons.iter().position(|known| known.id == lesson.id);
    let number = held.map_or_else(|| "—".to_owned(), |at| (at + 1).to_string());
    let day = format!("{} {}", says::day(ctx, lesson.slot.day), weekday(words, lesson.slot.day));
    let code = if room < SHORT { lesson.slot.room.clone() } else { says::room(ctx, &lesson.slot.room) };
    let signed = match open.overview.sheets.get(&lesson.id) {
        Some(sheet) if !sheet.marks.is_empty() => {
            let came = sheet.marks.values().filter(|mark| mark.came()).count();
            t!(words, "classes-came", came = came)
        }
        _ => "—".to_owned(),
    };
    row![
        cell(second(number), 44.0),
        cell(text::one_line(text::body(look, day)), 132.0),
        cell(text::one_line(text::body(look, lesson.slot.hours_text())), 104.0),
        cell(second(text::fit(&code, room, 14.0)), room),
        cell(state(ctx, lesson), 104.0),
        cell(second(signed), 84.0),
        cell(change(ctx, lesson), Fill),
    ]
    .spacing(space::S8)
    .align_y(Center)
    .into()
}

/// Where it stands: boxed only what waits for somebody.
fn state<'a>(ctx: &Ctx, lesson: &Booking) -> Element<'a, Message> {
    let name = lesson.state.name();
    let (tone, icon, boxed) = match name {
        StateName::Pending => (Tone::Warn, Icon::Hourglass, true),
        StateName::Confirmed => (Tone::Neutral, Icon::Check, false),
        StateName::InUse => (Tone::Ok, Icon::KeyRound, true),
        StateName::Finished => (Tone::Ok, Icon::CircleCheck, false),
        StateName::Rejected | StateName::Cancelled => (Tone::Neutral, Icon::CircleMinus, false),
        StateName::NoShow => (Tone::Danger, Icon::CircleX, false),
        StateName::Displaced => (Tone::Danger, Icon::Undo2, true),
    };
    tag(ctx.look, tone, icon, booking_state(&ctx.words, name), boxed).into()
}

/// What became of it: moved from where, made up, why it fell out.
fn change<'a>(ctx: &Ctx, lesson: &Booking) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    if let BookingState::Cancelled(cancelled) = &lesson.state {
        return text::one_line(text::second(look, cancelled.reason.clone())).into();
    }
    let Some(series) = &lesson.lesson else { return gap::horizontal().into() };
    let moved = lesson.history.iter().rev().find(|change| change.deed == Deed::Moved);
    if series.on != lesson.slot.day || moved.is_some() {
        let from = match moved.and_then(|change| change.before.as_ref()) {
            Some(before) if before.day == lesson.slot.day => before.hours_text(),
            Some(before) => says::day(ctx, before.day),
            None => says::day(ctx, series.on),
        };
        return tag(look, Tone::Info, Icon::ArrowRight, t!(words, "classes-moved", from = from), false)
            .into();
    }
    let touched = lesson.history.iter().any(|change| change.deed == Deed::Changed);
    if series.own && !touched {
        let words = match series.makes_up {
            Some(day) => t!(words, "classes-makes-up", day = says::day(ctx, day)),
            None => t!(words, "classes-made-up"),
        };
        return tag(look, Tone::Info, Icon::Plus, words, false).into();
    }
    gap::horizontal().into()
}
