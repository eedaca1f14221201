//! Words and small parts several tabs share.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::desk::Meets;
use crate::domain::booking::clock_text;
use crate::domain::class::Places;
use crate::domain::identity::Sex;
use crate::domain::lang::Lang;
use crate::domain::masked::Mask;
use crate::domain::name::PersonName;
use crate::t;
use crate::ui::component::button;
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words;
use crate::ui::text;
use crate::ui::theme::space;

use super::Message;
use super::dialog::Ask;

/// The one button of an empty tab.
pub const FIRST_THING: &str = "classes-first-thing";

/// 周六 09:00–11:00 R02; several times one after the other.
pub fn meets(ctx: &Ctx, meets: &[Meets], rooms: bool) -> String {
    if meets.is_empty() {
        return t!(ctx.words, "classes-no-time");
    }
    let one = |meets: &Meets| {
        let day = weekday(ctx, meets.weekday);
        let hours = format!("{day} {}–{}", clock_text(meets.from), clock_text(meets.to));
        if rooms { format!("{hours} {}", room(ctx, &meets.room)) } else { hours }
    };
    meets.iter().map(one).collect::<Vec<_>>().join(ctx.lang().pick("、", ", "))
}

/// 周六
pub fn weekday(ctx: &Ctx, weekday: chrono::Weekday) -> String {
    // Any day of that name: the words are made from dates.
    let monday = NaiveDate::MIN.iter_days().find(|day| day.weekday() == weekday);
    monday.map_or_else(String::new, |day| words::weekday(&ctx.words, day))
}

/// R02 声乐教室
pub fn room(ctx: &Ctx, code: &str) -> String {
    match ctx.book.rooms.room(code) {
        Some(room) => format!("{code} {}", room.name(ctx.lang())),
        None => code.to_owned(),
    }
}

/// 28/35，候补 2
pub fn places(ctx: &Ctx, places: Places) -> String {
    let full = format!("{}/{}", places.enrolled, places.capacity);
    if places.waiting == 0 {
        full
    } else {
        t!(ctx.words, "classes-places", full = full, waiting = places.waiting)
    }
}

/// 女, or nothing where it is not known.
pub fn sex(ctx: &Ctx, sex: Option<Sex>) -> String {
    match sex {
        Some(Sex::Female) => t!(ctx.words, "sex-female"),
        Some(Sex::Male) => t!(ctx.words, "sex-male"),
        None => String::new(),
    }
}

/// A name kept as plain text, masked like any other unless F8 is held.
pub fn plain_name(ctx: &Ctx, name: &str) -> String {
    if ctx.reveal {
        return name.to_owned();
    }
    match PersonName::new(name) {
        Ok(name) => name.mask(),
        Err(_) => "*".repeat(name.chars().count()),
    }
}

/// 9月19日, 19 Sep.
pub fn day(ctx: &Ctx, date: NaiveDate) -> String {
    let far = date.year() != ctx.now.date_naive().year();
    match (ctx.lang(), far) {
        (Lang::Zh, false) => date.format("%-m月%-d日").to_string(),
        (Lang::Zh, true) => date.format("%Y-%m-%d").to_string(),
        (Lang::En, false) => date.format("%-d %b").to_string(),
        (Lang::En, true) => date.format("%-d %b %Y").to_string(),
    }
}

/// Nothing here yet: what that means, and the one thing to do next.
pub fn nothing<'a>(
    ctx: &Ctx,
    icon: Icon,
    (title, line): (String, String),
    next: Option<(String, Ask, &'static str)>,
) -> Element<'a, Message> {
    let look = ctx.look;
    let next = next.map(|(label, ask, id)| {
        button(look, label).icon(Icon::Plus).primary().tall().id(id).on_press(Message::Ask(ask))
    });
    let words = column![
        row![tinted(icon, 20.0, look.roles.text2), text::section(look, title)]
            .spacing(space::S8)
            .align_y(Center),
        text::second(look, line),
    ]
    .spacing(space::S8);
    container(Column::new().push(words).push(next).spacing(space::S16).max_width(520))
        .padding(space::S24)
        .width(Fill)
        .height(Fill)
        .into()
}
