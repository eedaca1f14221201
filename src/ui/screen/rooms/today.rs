//! 今日场地: what is still to come in the rooms today, for whoever sits at the reception.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::domain::booking::{Booking, BookingKind, BookingState, StateName, clock_text};
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{card, card_heading, key_cap, list_row, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space, type_};

use super::{booking, face, says};

/// Width of the time, px.
const TIME: f32 = 44.0;
/// Width of a room's short name, px.
const ROOM: f32 = 76.0;

/// Whether anything is still to be done about a booking of today: a key to hand out or to take back, an answer to give.
fn is_ahead(booking: &Booking, ctx: &Ctx) -> bool {
    match booking.state {
        // A key that is out is taken back however late it is.
        BookingState::InUse { .. } => true,
        BookingState::Pending | BookingState::Confirmed => booking.slot.end() > ctx.now.naive_local(),
        _ => false,
    }
}

/// The card. `all` is what stands in the rooms today, in order of time.
pub fn today<'a, M: Clone + 'a>(
    ctx: &'a Ctx,
    all: &'a [Booking],
    on_press: impl Fn(String) -> M,
) -> Element<'a, M> {
    let (look, words) = (ctx.look, &ctx.words);
    let used = all.iter().filter(|booking| face::is_in_use(booking)).count();
    let sub = t!(words, "today-rooms-count", count = all.len(), used = used);
    let week: Element<'a, M> = row![
        key_cap(look, Command::Rooms.key()),
        text::one_line(text::second(look, t!(words, "today-rooms-week")))
    ]
    .spacing(6)
    .align_y(Center)
    .into();
    let ahead: Vec<&Booking> = all.iter().filter(|booking| is_ahead(booking, ctx)).collect();
    let body: Element<'a, M> = if ahead.is_empty() {
        let said =
            if all.is_empty() { t!(words, "today-rooms-none") } else { t!(words, "today-rooms-no-more") };
        container(text::second(look, said)).padding(space::S12).width(Fill).into()
    } else {
        let rows = ahead.into_iter().map(|booking| line(ctx, booking, on_press(booking.id.clone())));
        scroll::vertical(look, Column::with_children(rows)).into()
    };
    card(look, column![card_heading(look, t!(words, "today-rooms"), sub, Some(week)), body].height(Fill))
        .width(Fill)
        .height(Fill)
        .into()
}

fn line<'a, M: Clone + 'a>(ctx: &'a Ctx, booking: &'a Booking, press: M) -> Element<'a, M> {
    let look = ctx.look;
    let room = says::room_name(ctx, &booking.slot.room);
    let content = row![
        container(text::one_line(text::strong(look, clock_text(booking.slot.from)))).width(TIME),
        container(text::one_line(text::second(look, text::fit(room, ROOM, type_::BODY.size)))).width(ROOM),
        container(text::one_line(text::body(look, says::title(ctx, booking)))).width(Fill).clip(true),
        mark(ctx, booking),
    ]
    .spacing(space::S8)
    .align_y(Center);
    list_row(look, false, content, Some(press), None).height(size::ROW_DUE).into()
}

/// Where it stands. What is confirmed and nothing special stays quiet.
fn mark<'a, M: 'a>(ctx: &Ctx, of: &Booking) -> Element<'a, M> {
    let (look, words) = (ctx.look, &ctx.words);
    if of.state != BookingState::Confirmed {
        return booking::state_tag(ctx, &of.state);
    }
    if of.details.kind == BookingKind::Party {
        return tag(look, Tone::Party, Icon::Flag, says::kind(words, of.details.kind), true).into();
    }
    if of.slot.start() <= ctx.now.naive_local() {
        // It has begun and nobody has taken the key.
        return tag(look, Tone::Warn, Icon::Clock, t!(words, "today-rooms-no-key"), true).into();
    }
    tag(look, Tone::Neutral, Icon::Check, says::state(words, StateName::Confirmed), false).into()
}
