//! The week of a room and the day of all rooms, as grids.

use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use iced::{Element, Size};

use crate::domain::booking::{Booking, BookingState, clock_text};
use crate::domain::room::{Room, Use};
use crate::i18n::festival;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{BlockFace, BlockKind, block, day_head, room_head, room_head_words, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{size, space, type_};
use crate::ui::widget::grid::{AXIS, Ghost, GhostKind, GridBlock, Lane, LaneWidth, grid, grid_block, lane};

use super::places::{self, Closing, Key};
use super::when::Shows;
use super::{GRID, Message, RoomsScreen, face, says};

/// Width of a lane of a room of free use, px (`tokens.md` §5).
const FREE: f32 = 70.0;

impl RoomsScreen {
    /// The bookings that stand in the grid.
    fn standing(&self) -> Vec<&Booking> {
        self.bookings().iter().filter(|booking| booking.state.is_shown()).collect()
    }

    pub(super) fn week<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let room = self.week_room(ctx);
        let (monday, _) = Shows::Week.span(self.day);
        let days: Vec<NaiveDate> = (0..7).map(|n| monday + Days::new(n)).collect();
        let standing = self.standing();
        let hours = places::hours(&ctx.book, days.iter().map(|day| (room, *day)), standing.iter().copied());
        let today = ctx.now.date_naive();
        let buffers =
            ctx.book.rooms.room(room).map_or((0, 0), |room| (room.buffer_before, room.buffer_after));
        let width = self.room_for_lanes(ctx) / 7.0;
        let lanes: Vec<Lane<'a, Message>> = days
            .iter()
            .map(|day| {
                let clash = self.clashes_on(*day);
                let is_today = (*day == today).then(|| (t!(ctx.words, "cal-today"), Tone::Neutral));
                let word = says::mark(ctx, *day).or(is_today).filter(|_| !clash);
                let told = word.as_ref().map(|(word, _)| word.as_str());
                let head = says::lane_day(&ctx.words, *day, width, told);
                let mark: Option<Element<'a, Message>> = match word {
                    _ if clash => Some(tinted(Icon::TriangleAlert, size::GLYPH, look.roles.danger).into()),
                    Some((word, tone)) if head.tagged => Some(tag(look, tone, None, word, true).into()),
                    _ => None,
                };
                lane(day_head(look, head.date, head.beside, mark))
                    .marked(*day == today || clash)
                    .open(places::open(&ctx.book, room, *day, &hours))
                    .buffers(buffers.0, buffers.1)
            })
            .collect();
        let lane_of = |day: NaiveDate| usize::try_from((day - monday).num_days()).ok().filter(|n| *n < 7);
        let mut blocks: Vec<GridBlock<'a, Key, Message>> = Vec::new();
        for (at, day) in days.iter().enumerate() {
            blocks.extend(closures(ctx, room, *day, at, 1, &hours));
        }
        for booking in &standing {
            if let Some(at) = lane_of(booking.slot.day) {
                blocks.push(self.booked(ctx, booking, at, 1, Some(room)));
            }
        }
        if let Some((slot, face)) = self.target(ctx)
            && ctx.book.rooms.sharing(room).contains(&slot.room.as_str())
            && let Some(at) = lane_of(slot.day)
        {
            blocks.push(target(ctx, at, 1, (slot.from, slot.to), face));
        }
        for (n, slot) in self.wished().into_iter().enumerate() {
            if let Some(at) =
                lane_of(slot.day).filter(|_| ctx.book.rooms.sharing(room).contains(&slot.room.as_str()))
            {
                blocks.push(wished(ctx, n, at, 1, &slot));
            }
        }
        let now = lane_of(today).map(|at| (minute(ctx.now.naive_local()), at..at + 1));
        grid(look, GRID, hours, lanes, blocks, move |ghost, size| self.ghost(ctx, ghost, size), Message::Grid)
            .spot(self.spot.clone())
            .until(self.free(ctx).map(|slot| slot.to))
            .now(now)
            .into()
    }

    pub(super) fn all_rooms<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, day) = (ctx.look, self.day);
        let rooms = places::day_lanes(&ctx.book);
        let standing = self.standing();
        let open = rooms.iter().map(|room| (room.code.as_str(), day));
        let hours = places::hours(&ctx.book, open, standing.iter().copied());
        let wide = self.lane_width(ctx, &rooms);
        let lanes: Vec<Lane<'a, Message>> = rooms
            .iter()
            .enumerate()
            .map(|(at, room)| {
                let free = room.usage == Use::Free;
                let width = room_head_words(if free { FREE.min(wide) } else { wide });
                let name = text::fit(room.short(ctx.lang()), width, type_::BODY.size);
                let people = t!(ctx.words, "cal-people", people = room.capacity);
                let full = format!("{} {people}", room.code);
                let fits = !free && text::width(&full, type_::HINT.size) <= width;
                let sub = if fits { full } else { room.code.clone() };
                let before = at.checked_sub(1).and_then(|at| rooms.get(at));
                let joined =
                    room.part_of.is_some() && before.is_some_and(|before| before.part_of == room.part_of);
                lane(room_head(look, name, sub))
                    .width(if free { LaneWidth::Fixed(FREE) } else { LaneWidth::Share })
                    .joined(joined)
                    .open(places::open(&ctx.book, &room.code, day, &hours))
                    .buffers(room.buffer_before, room.buffer_after)
            })
            .collect();
        let mut blocks: Vec<GridBlock<'a, Key, Message>> = Vec::new();
        for (at, room) in rooms.iter().enumerate() {
            blocks.extend(closures(ctx, &room.code, day, at, 1, &hours));
            for (n, span) in places::free_use(&ctx.book, room, day, &standing).into_iter().enumerate() {
                let said = BlockFace::new(BlockKind::FreeUse, "", t!(ctx.words, "cal-free-use"));
                blocks.push(
                    grid_block(Key::Ground(at, 100 + n), at, span.start, span.end, move |size| {
                        block(look, &said, size)
                    })
                    .fixed(true)
                    .firm(false),
                );
            }
        }
        for booking in &standing {
            if let Some((at, span)) = places::in_day(&ctx.book, &rooms, &booking.slot.room) {
                let shown = rooms.get(at).filter(|_| span == 1).map(|room| room.code.as_str());
                blocks.push(self.booked(ctx, booking, at, span, shown.or(Some(""))));
            }
        }
        if let Some((slot, face)) = self.target(ctx).filter(|(slot, _)| slot.day == day)
            && let Some((at, span)) = places::in_day(&ctx.book, &rooms, &slot.room)
        {
            blocks.push(target(ctx, at, span, (slot.from, slot.to), face));
        }
        for (n, slot) in self.wished().into_iter().enumerate().filter(|(_, slot)| slot.day == day) {
            if let Some((at, span)) = places::in_day(&ctx.book, &rooms, &slot.room) {
                blocks.push(wished(ctx, n, at, span, &slot));
            }
        }
        let today = day == ctx.now.date_naive();
        let now = today.then(|| (minute(ctx.now.naive_local()), 0..rooms.len()));
        grid(look, GRID, hours, lanes, blocks, move |ghost, size| self.ghost(ctx, ghost, size), Message::Grid)
            .spot(self.spot.clone())
            .until(self.free(ctx).map(|slot| slot.to))
            .now(now)
            .into()
    }

    /// What a lane of the day gets, px: names are cut to it.
    fn lane_width(&self, ctx: &Ctx, rooms: &[&Room]) -> f32 {
        let free = rooms.iter().filter(|room| room.usage == Use::Free).count();
        let room = self.room_for_lanes(ctx);
        let even = room / rooms.len().max(1) as f32;
        ((room - free as f32 * FREE.min(even)) / (rooms.len() - free).max(1) as f32).max(even.min(FREE))
    }

    /// What all lanes together get, px.
    fn room_for_lanes(&self, ctx: &Ctx) -> f32 {
        let rail = if ctx.width < NARROW { size::RAIL_NARROW } else { size::RAIL };
        let width = if self.asking.is_some() { crate::ui::screen::asking::PANEL } else { super::PANEL };
        let panel = if self.panel_beside(ctx) { width + space::S12 } else { 0.0 };
        ctx.width - rail - 2.0 * space::S12 - panel - AXIS - 3.0
    }

    fn booked<'a>(
        &self,
        ctx: &Ctx,
        booking: &Booking,
        at: usize,
        span: usize,
        shown: Option<&str>,
    ) -> GridBlock<'a, Key, Message> {
        let look = ctx.look;
        let key = Key::Booking(booking.id.clone());
        let selected = self.is_chosen(&key);
        let said = face::block(ctx, booking, self.number(&booking.id), shown, selected);
        let room = ctx.book.rooms.room(&booking.slot.room);
        // What waits keeps nothing free, and what nobody came to neither.
        let keeps = !matches!(booking.state, BookingState::NoShow | BookingState::Pending);
        let (before, after) =
            room.filter(|_| keeps).map_or((0, 0), |room| (room.buffer_before, room.buffer_after));
        let begun = booking.slot.start() <= ctx.now.naive_local();
        grid_block(key, at, booking.slot.from, booking.slot.to, move |size| block(look, &said, size))
            .span(span)
            .buffers(before, after)
            .fixed(!booking.is_open() || begun)
            .firm(booking.holds() || matches!(booking.state, BookingState::Finished(_)))
    }

    /// The face of a place that is not taken yet.
    fn ghost<'a>(&'a self, ctx: &'a Ctx, ghost: &Ghost<Key>, size: Size) -> Element<'a, Message> {
        let title = match &ghost.kind {
            GhostKind::Moved(Key::Booking(id)) => {
                self.booking(id).map(|booking| says::title(ctx, booking)).unwrap_or_default()
            }
            GhostKind::New => t!(ctx.words, "cal-new"),
            GhostKind::Cell | GhostKind::Moved(_) => String::new(),
        };
        let time = format!("{}–{}", clock_text(ghost.from), clock_text(ghost.to));
        let said = BlockFace {
            start: clock_text(ghost.from),
            clash: ghost.clash,
            ..BlockFace::new(BlockKind::Ghost, time, title)
        };
        block(ctx.look, &said, size)
    }
}

/// Where the new booking will be.
fn wished<'a>(
    ctx: &Ctx,
    n: usize,
    at: usize,
    span: usize,
    slot: &crate::domain::booking::Slot,
) -> GridBlock<'a, Key, Message> {
    let look = ctx.look;
    let face = BlockFace {
        start: clock_text(slot.from),
        ..BlockFace::new(BlockKind::Ghost, slot.hours_text(), t!(ctx.words, "cal-new"))
    };
    grid_block(Key::Wished(n), at, slot.from, slot.to, move |size| block(look, &face, size))
        .span(span)
        .fixed(true)
        .firm(false)
}

fn target<'a>(
    ctx: &Ctx,
    at: usize,
    span: usize,
    (from, to): (u16, u16),
    face: BlockFace,
) -> GridBlock<'a, Key, Message> {
    let look = ctx.look;
    grid_block(Key::Target, at, from, to, move |size| block(look, &face, size))
        .span(span)
        .fixed(true)
        .firm(false)
}

/// The blocks of what is closed, clipped to the hours shown.
fn closures<'a>(
    ctx: &Ctx,
    room: &str,
    day: NaiveDate,
    at: usize,
    span: usize,
    hours: &std::ops::Range<u16>,
) -> Vec<GridBlock<'a, Key, Message>> {
    let look = ctx.look;
    places::closed(&ctx.book, room, day)
        .into_iter()
        .enumerate()
        .filter_map(|(n, (closed, why))| {
            let (from, to) = (closed.start.max(hours.start), closed.end.min(hours.end));
            let (title, second) = match why {
                Closing::Festival(name) => {
                    (t!(ctx.words, "cal-holiday", name = festival(&ctx.words, &name)), String::new())
                }
                Closing::Posted { reason, on } => {
                    (reason, t!(ctx.words, "cal-posted", day = says::day(&ctx.words, on)))
                }
            };
            let said =
                BlockFace { second, ..BlockFace::new(BlockKind::Closed, t!(ctx.words, "cal-closed"), title) };
            (from < to).then(|| {
                grid_block(Key::Ground(at, n), at, from, to, move |size| block(look, &said, size))
                    .span(span)
                    .fixed(true)
            })
        })
        .collect()
}

fn minute(at: NaiveDateTime) -> u16 {
    (at.hour() * 60 + at.minute()) as u16
}
