//! 停开, drawn: the list, the open one, and the bookings that are in its way.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::domain::booking::Booking;
use crate::domain::room::Closure;
use crate::t;
use crate::ui::component::card::{rule, upright};
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, choice, input, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::settings::{frame, picker};
use crate::ui::text;
use crate::ui::theme::{size, space, type_};

use super::closures::{Closures, Draft, FROM, LIST, Message, NOTICED, REASON, ROOM, TO, Text};

const LIST_WIDTH: f32 = 296.0;
/// Bookings that are listed; what is more is counted.
const LISTED: usize = 12;

/// The part.
pub fn view<'a>(closures: &'a Closures, ctx: &'a Ctx) -> Element<'a, Message> {
    let open = closures.open.as_ref().and_then(|id| Some((id, closures.drafts.get(id)?)));
    if Closures::one_column(ctx) {
        return match open {
            Some((id, draft)) if closures.entered => form(closures, ctx, id, draft, true),
            _ => list(closures, ctx),
        };
    }
    let right = match open {
        Some((id, draft)) => form(closures, ctx, id, draft, false),
        None => frame::page(
            ctx.look,
            frame::quiet(ctx.look, Icon::Info, t!(ctx.words, "closures-choose")),
            (!ctx.desk.is_supervisor()).then(|| frame::supervisors(ctx)),
        ),
    };
    row![container(list(closures, ctx)).width(LIST_WIDTH), upright(ctx.look), right].height(Fill).into()
}

fn list<'a>(closures: &'a Closures, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let ids = closures.ids(ctx);
    let at = closures.open.as_ref().and_then(|open| ids.iter().position(|id| id == open));
    let nothing =
        ids.is_empty().then(|| container(text::second(look, t!(words, "closures-none"))).padding(space::S12));
    let list = picker::scrolled(
        look,
        LIST,
        (ids.len(), at, &closures.scroll),
        |index| line(closures, ctx, &ids[index]),
        Message::Choose,
        Message::Scroll,
    );
    let add = button(look, t!(words, "closures-add"))
        .icon(Icon::Plus)
        .id("closures-add")
        .width(Fill)
        .on_press_maybe(ctx.desk.is_supervisor().then_some(Message::Add));
    column![]
        .push(nothing)
        .push(container(list).height(Fill))
        .push(container(add).padding(space::S8))
        .height(Fill)
        .into()
}

fn place(ctx: &Ctx, room: Option<&str>) -> String {
    match room {
        None => t!(ctx.words, "closures-whole"),
        Some(code) => ctx
            .book
            .rooms
            .room(code)
            .map_or_else(|| code.to_owned(), |room| room.short(ctx.lang()).to_owned()),
    }
}

fn line<'a>(closures: &Closures, ctx: &Ctx, id: &str) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let known: Option<&Closure> = ctx.book.closures.iter().find(|closure| closure.id == id);
    let changed = closures.drafts.get(id).is_some_and(Draft::changed);
    let mark = changed.then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
    let (day, name, gone) = match known {
        Some(closure) => (
            closure.from.format("%Y-%m-%d").to_string(),
            place(ctx, closure.room.as_deref()),
            closure.withdrawn,
        ),
        None => (String::new(), t!(words, "closures-new"), false),
    };
    let width =
        if Closures::one_column(ctx) { 420.0 } else { LIST_WIDTH - 132.0 - if gone { 64.0 } else { 0.0 } };
    let ink = if gone { look.roles.text3 } else { look.roles.text };
    let gone = gone.then(|| text::one_line(text::hint(look, t!(words, "closures-withdrawn"))));
    row![
        text::one_line(text::second(look, day)).width(88),
        container(text::one_line(text::body(look, text::fit(&name, width, type_::BODY.size))).color(ink))
            .width(Fill),
    ]
    .push(gone)
    .push(mark)
    .spacing(space::S8)
    .align_y(Center)
    .into()
}

fn form<'a>(
    closures: &'a Closures,
    ctx: &'a Ctx,
    id: &'a str,
    draft: &'a Draft,
    narrow: bool,
) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let may = ctx.desk.is_supervisor();
    let wrong = |id: &str| closures.wrong.get(id).cloned();
    let field = |id: &'static str, text: Text, value: &'a str, example: String| {
        input(look, id, example, value, move |typed| Message::Typed(text, typed))
            .read_only(!may)
            .error(closures.wrong.contains_key(id))
    };
    let mut names = vec![t!(words, "closures-whole")];
    names.extend(ctx.book.rooms.offered().map(|room| room.short(ctx.lang()).to_owned()));
    let at = match &draft.room {
        None => Some(0),
        Some(code) => ctx.book.rooms.offered().position(|room| room.code == *code).map(|at| at + 1),
    };
    let chosen: Vec<usize> = at.into_iter().collect();
    let room = choice(look, ROOM, names, &chosen, Message::Room, false).bare().enabled(may);
    let from = field(FROM, Text::From, &draft.from, "2026-05-20 8:00".to_owned()).latin(true).width(200);
    let to = field(TO, Text::To, &draft.to, "2026-05-20".to_owned()).latin(true).width(200);
    let reason = field(REASON, Text::Reason, &draft.reason, t!(words, "closures-reason-example"));
    let noticed =
        field(NOTICED, Text::Noticed, &draft.noticed, "2026-05-13".to_owned()).latin(true).width(140);
    let needed = ctx.book.room_rules.closure_days;
    let short = draft.short_by(needed, ctx.now.date_naive());
    let notice = (short > 0 && !draft.withdrawn())
        .then(|| frame::soft(look, t!(words, "closures-short", days = short, needed = needed)));
    let withdrawn = draft
        .withdrawn()
        .then(|| Element::from(tag(look, Tone::Warn, Icon::Info, t!(words, "closures-withdrawn"), true)));
    let hit = closures.hit.as_ref().filter(|(known, _)| known == id && !draft.withdrawn());
    let body = column![]
        .push(withdrawn)
        .push(frame::line(ctx, t!(words, "closures-room"), room, None))
        .push(frame::judged(
            ctx,
            t!(words, "closures-from"),
            true,
            Element::from(from),
            wrong(FROM),
            Some(t!(words, "closures-from-help")),
        ))
        .push(frame::judged(
            ctx,
            t!(words, "closures-to"),
            true,
            Element::from(to),
            wrong(TO),
            Some(t!(words, "closures-to-help")),
        ))
        .push(frame::judged(
            ctx,
            t!(words, "closures-reason"),
            true,
            Element::from(reason),
            wrong(REASON),
            None,
        ))
        .push(frame::judged(
            ctx,
            t!(words, "closures-noticed"),
            true,
            Element::from(noticed),
            wrong(NOTICED),
            Some(t!(words, "closures-noticed-help", needed = needed)),
        ))
        .push(notice)
        .push(hit.map(|(_, bookings)| in_the_way(ctx, bookings)))
        .spacing(space::S12);
    frame::page(look, body, Some(bar(closures, ctx, draft, may, narrow)))
}

fn bar<'a>(
    closures: &'a Closures,
    ctx: &'a Ctx,
    draft: &'a Draft,
    may: bool,
    narrow: bool,
) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let save = frame::save_bar(ctx, &closures.saving, may, draft.changed(), Message::Save);
    let back = narrow.then(|| {
        button(look, t!(words, "items-list"))
            .icon(Icon::ChevronLeft)
            .id("closures-back")
            .on_press(Message::Close)
    });
    let away = match (&draft.base, may) {
        (_, false) => None,
        (None, true) => {
            Some(button(look, t!(words, "closures-drop")).id("closure-drop").on_press(Message::Drop))
        }
        (Some(base), true) => {
            let label =
                if base.withdrawn { t!(words, "closures-restore") } else { t!(words, "closures-withdraw") };
            let free = !draft.changed() && !closures.saving.busy;
            Some(button(look, label).id("closure-withdraw").on_press_maybe(free.then_some(Message::Withdraw)))
        }
    };
    row![].push(back).push(container(save).width(Fill)).push(away).spacing(space::S8).align_y(Center).into()
}

/// The bookings that stand although the room is closed: somebody has to move or cancel them. No names.
fn in_the_way<'a>(ctx: &Ctx, bookings: &[Booking]) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    if bookings.is_empty() {
        return frame::good(look, t!(words, "closures-none-hit"));
    }
    let mut all: Column<'a, Message> =
        column![frame::soft(look, t!(words, "closures-hit", count = bookings.len()))].spacing(space::S4);
    for booking in bookings.iter().take(LISTED) {
        let room = ctx.book.rooms.room(&booking.slot.room);
        let private = room.is_some_and(crate::domain::room::Room::is_private);
        let title = if private { t!(words, "rooms-occupied") } else { booking.details.title.clone() };
        let cell = |words: String| text::one_line(text::body(look, words));
        let line = row![
            cell(booking.slot.day.to_string()).width(96),
            cell(booking.slot.hours_text()).width(104),
            cell(place(ctx, Some(&booking.slot.room))).width(132),
            container(cell(title)).width(Fill).clip(true),
        ]
        .spacing(space::S8);
        all = all.push(container(line).padding([2.0, space::S8])).push(rule(look));
    }
    let more = bookings.len().saturating_sub(LISTED);
    all.push((more > 0).then(|| text::hint(look, t!(words, "closures-more", count = more)))).into()
}
