//! How a booking looks in the grid, by what it is and where it stands.

use crate::domain::booking::{Booking, BookingKind, BookingState, StateName, clock_text};
use crate::t;
use crate::ui::component::{BlockFace, BlockKind};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;

use super::load::Number;
use super::says;

/// What a booking is drawn as.
pub fn kind(ctx: &Ctx, booking: &Booking) -> BlockKind {
    if says::is_private(ctx, &booking.slot.room) {
        return BlockKind::Occupied;
    }
    if booking.state == BookingState::Pending {
        return BlockKind::Pending;
    }
    match booking.details.kind {
        BookingKind::Class => BlockKind::Course,
        BookingKind::Party | BookingKind::Emergency => BlockKind::Party,
        _ => BlockKind::Team,
    }
}

/// Its block. `shown` is the room that is looked at: one of another part or of the whole hall says so.
pub fn block(
    ctx: &Ctx,
    booking: &Booking,
    number: Option<Number>,
    shown: Option<&str>,
    selected: bool,
) -> BlockFace {
    let words = &ctx.words;
    let kind = kind(ctx, booking);
    let start = clock_text(booking.slot.from);
    let time = match kind {
        BlockKind::Pending => format!("{start} {}", says::state(words, StateName::Pending)),
        _ => booking.slot.hours_text(),
    };
    let other = shown.is_some_and(|room| room != booking.slot.room);
    let title = says::title(ctx, booking);
    let title = match (other, ctx.book.rooms.parts(&booking.slot.room).next().is_some()) {
        (true, true) => t!(words, "cal-whole-hall", title = title),
        (true, false) => format!("{title} {}", booking.slot.room),
        (false, _) => title,
    };
    let icon = match booking.state {
        _ if kind == BlockKind::Occupied => None,
        BookingState::InUse { .. } => Some(Icon::KeyRound),
        BookingState::Finished(_) => Some(Icon::CircleCheck),
        BookingState::NoShow => Some(Icon::Undo2),
        _ => None,
    };
    let second = if kind == BlockKind::Occupied { String::new() } else { second(ctx, booking, number) };
    BlockFace { start, second, icon, selected, ..BlockFace::new(kind, time, title) }
}

/// What else is told: the key is out, its place in the series, how many people.
fn second(ctx: &Ctx, booking: &Booking, number: Option<Number>) -> String {
    let words = &ctx.words;
    let people = || t!(words, "cal-people", people = booking.details.people);
    match &booking.state {
        BookingState::InUse { .. } => return says::state(words, StateName::InUse),
        BookingState::NoShow => return says::state(words, StateName::NoShow),
        _ => {}
    }
    let on = booking.lesson.as_ref().map(|lesson| lesson.on);
    if let Some(on) = on.filter(|on| *on != booking.slot.day) {
        return t!(words, "cal-instead-of", day = says::day(words, on));
    }
    match (number, booking.details.kind) {
        (Some((at, of)), _) => t!(words, "cal-lesson", at = at, of = of),
        (None, BookingKind::Party) => format!("{} · {}", says::kind(words, booking.details.kind), people()),
        (None, _) => people(),
    }
}

/// Whether the key is out.
pub fn is_in_use(booking: &Booking) -> bool {
    matches!(booking.state, BookingState::InUse { .. })
}
