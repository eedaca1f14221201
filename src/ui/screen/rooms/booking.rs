//! The panel of a booking: what it is, how far a change would go, what can be done, who would hear it.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, Top};

use crate::desk::{BookingView, SeriesView};
use crate::domain::booking::{Booking, BookingKind, BookingState, clock_text};
use crate::t;
use crate::ui::component::card::{card, rule};
use crate::ui::component::{Radio, Tone, button, key_cap, radios, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{Look, scroll, size, space, type_};

use super::deeds::{Deed, May, may};
use super::{Message, RoomsScreen, face, says, scope_index};

/// Width of the labels of the facts, px.
const LABEL: f32 = 56.0;

/// A label and what it says.
pub fn fact<'a, M: 'a>(ctx: &Ctx, label: String, said: String, strong: bool) -> Element<'a, M> {
    let label = text::second(ctx.look, label).width(if ctx.lang() == crate::domain::lang::Lang::En {
        LABEL + 20.0
    } else {
        LABEL
    });
    let said = if strong { text::strong(ctx.look, said) } else { text::body(ctx.look, said) };
    row![label, said.width(Fill)].align_y(Top).padding([1.5, 0.0]).into()
}

/// What each scope would reach.
pub fn reaches(ctx: &Ctx, series: Option<&SeriesView>) -> Vec<Radio> {
    let words = &ctx.words;
    let following = series.map_or_else(String::new, |series| match series.last {
        Some(last) => {
            t!(words, "cal-reach-until", count = series.following, day = says::day(words, last))
        }
        None => t!(words, "cal-reach", count = series.following),
    });
    let whole = series.map_or_else(String::new, |series| match series.over {
        0 => t!(words, "cal-reach", count = series.whole),
        over => t!(words, "cal-reach-over", count = series.whole, over = over),
    });
    vec![
        Radio { label: t!(words, "cal-scope-this"), reach: t!(words, "cal-reach", count = 1) },
        Radio { label: t!(words, "cal-scope-following"), reach: following },
        Radio { label: t!(words, "cal-scope-whole"), reach: whole },
    ]
}

/// Where a booking stands, as a tag.
pub fn state_tag<'a, M: 'a>(ctx: &Ctx, state: &BookingState) -> Element<'a, M> {
    let (tone, icon) = match state {
        BookingState::Pending => (Tone::Warn, Icon::Hourglass),
        BookingState::Confirmed => (Tone::Neutral, Icon::Check),
        BookingState::InUse { .. } => (Tone::Ok, Icon::KeyRound),
        BookingState::Finished(_) => (Tone::Neutral, Icon::CircleCheck),
        BookingState::Rejected { .. } => (Tone::Neutral, Icon::Ban),
        BookingState::Cancelled(_) => (Tone::Neutral, Icon::CircleMinus),
        BookingState::NoShow => (Tone::Danger, Icon::Undo2),
        BookingState::Displaced(_) => (Tone::Warn, Icon::ArrowRight),
    };
    tag(ctx.look, tone, icon, says::state(&ctx.words, state.name()), true).into()
}

/// 每周四 · 第 10 次，共 15 次
fn in_series(ctx: &Ctx, booking: &Booking, series: &SeriesView) -> String {
    let words = &ctx.words;
    let on = booking.lesson.as_ref().map_or(booking.slot.day, |lesson| lesson.on);
    let weekly = series.series.phase_on(on).is_some_and(|phase| match &phase.pattern {
        crate::domain::series::Pattern::Rule(rule) => {
            matches!(rule.shape(), crate::domain::recurrence::Shape::Weekly { every: 1, .. })
        }
        crate::domain::series::Pattern::Dates(_) => false,
    });
    let number = match series.number {
        Some(at) => t!(words, "cal-series-number", at = at, of = series.of),
        None => t!(words, "cal-series-of", of = series.of),
    };
    if weekly {
        let day = crate::ui::screen::words::weekday(words, on);
        format!("{} · {number}", t!(words, "cal-every-week", day = day))
    } else {
        number
    }
}

/// 30 分钟清场，17:00 可再用
fn afterwards(ctx: &Ctx, booking: &Booking) -> Option<String> {
    let room = ctx.book.rooms.room(&booking.slot.room)?;
    let free = booking.slot.to + room.buffer_after + room.buffer_before;
    (room.buffer_after > 0 && free <= 1440)
        .then(|| t!(ctx.words, "cal-cleared", minutes = room.buffer_after, time = clock_text(free)))
}

impl RoomsScreen {
    pub(super) fn booking_panel<'a>(&'a self, booking: &'a Booking, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let view = self.view.as_deref().filter(|view| view.booking.id == booking.id);
        let title = text::fit(&says::title(ctx, booking), 130.0, type_::SECTION.size);
        let head = row![
            text::one_line(text::section(look, title)),
            state_tag(ctx, &booking.state),
            gap::horizontal(),
            key_cap(look, Command::Back.key()),
        ]
        .spacing(space::S12)
        .align_y(Center);
        let head = container(head).padding([0.0, space::S12]).height(size::HEADING - 1.0).align_y(Center);
        let shown = (self.shows == super::Shows::Week).then(|| self.week_room(ctx));
        let facts = container(facts(ctx, booking, view, shown)).padding([space::S8 + 1.0, space::S12]);
        let mut body = Column::new().push(facts);
        let may = may(booking, ctx);
        if booking.lesson.is_some() && (may.move_it || may.cancel || may.answer) {
            let options = reaches(ctx, view.and_then(|view| view.series.as_ref()));
            let list = radios(look, "rooms-scope", options, scope_index(self.scope), Message::Scope);
            let label = container(text::one_line(text::second(look, t!(ctx.words, "cal-scope"))))
                .padding([0.0, space::S8 - 1.0]);
            let part = column![label, list].spacing(space::S4 + 1.0);
            body = body.push(rule(look)).push(container(part).padding([space::S8 - 1.0, space::S4 + 1.0]));
        }
        body = body
            .push(rule(look))
            .push(container(self.deeds(booking, may, ctx)).padding([space::S10, space::S12]));
        if let Some(remarks) = view.and_then(|view| remarks(ctx, view)) {
            body = body.push(rule(look)).push(container(remarks).padding([space::S8 - 1.0, space::S12]));
        }
        let foot = container(self.primary(may, ctx)).padding(space::S12);
        let page = column![
            head,
            rule(look),
            container(scroll::vertical(look, body).width(Fill).height(Fill)).height(Fill),
            foot
        ];
        card(look, page).width(Fill).height(Fill).into()
    }

    /// The buttons that are of use now, two in a line.
    fn deeds<'a>(&self, booking: &Booking, may: May, ctx: &'a Ctx) -> Element<'a, Message> {
        let all = self.buttons(booking, may, ctx, true);
        let mut lines = Column::new().spacing(space::S8);
        let mut all = all.into_iter();
        while let Some(first) = all.next() {
            let second = all.next().unwrap_or_else(|| gap::horizontal().into());
            lines = lines.push(row![first, second].spacing(space::S8));
        }
        lines.into()
    }

    /// The buttons of a booking; `fill`: each as wide as there is room.
    pub(super) fn buttons<'a>(
        &self,
        booking: &Booking,
        may: May,
        ctx: &'a Ctx,
        fill: bool,
    ) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let busy = self.busy;
        // In a strip there is room for what can be done alone.
        let mut all: Vec<Element<'a, Message>> = Vec::new();
        let mut one = |label: String, key: Option<Command>, deed: Deed, can: bool, id: &'static str| {
            let mut made =
                button(look, label).id(id).on_press_maybe((can && !busy).then_some(Message::Do(deed)));
            if let Some(key) = key {
                made = made.key(key.key());
            }
            if fill {
                all.push(made.width(Fill).into());
            } else if can {
                all.push(made.into());
            }
        };
        let cancel = if may.answer { t!(words, "cal-reject") } else { t!(words, "cal-cancel") };
        let key = if face::is_in_use(booking) { t!(words, "cal-key-back") } else { t!(words, "cal-key-out") };
        if may.no_show {
            one(t!(words, "cal-no-show"), None, Deed::NoShow, true, "rooms-no-show");
        } else {
            one(t!(words, "cal-move"), Some(Command::Enter), Deed::Move, may.move_it, "rooms-move");
        }
        one(cancel, Some(Command::Decline), Deed::Cancel, may.cancel || may.answer, "rooms-cancel");
        one(key, Some(Command::KeyOut), Deed::Key, may.key, "rooms-key");
        if may.take_up {
            one(t!(words, "cal-take-up"), None, Deed::TakeUp, true, "rooms-take-up");
        }
        let slip = self.slip_of(booking).is_some();
        if slip || booking.details.class.is_none() {
            one(t!(words, "cal-slip"), Some(Command::Print), Deed::Print, slip, "rooms-slip");
        } else {
            one(t!(words, "cal-class"), Some(Command::Rooms), Deed::Classes, true, "rooms-class");
        }
        if may.repeat {
            one(t!(words, "cal-repeat"), None, Deed::Repeat, true, "rooms-repeat");
        }
        if may.alone {
            one(t!(words, "cal-alone"), None, Deed::Alone, true, "rooms-alone");
        }
        all
    }

    /// The one red button: to approve what waits, else to book.
    pub(super) fn primary<'a>(&self, may: May, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (label, icon, key, deed) = if may.answer {
            (t!(words, "cal-approve"), Icon::Check, Command::Save, Deed::Approve)
        } else {
            (t!(words, "cal-new"), Icon::Plus, Command::Book, Deed::New)
        };
        button(look, label)
            .icon(icon)
            .key(key.key())
            .primary()
            .tall()
            .width(Fill)
            .id("rooms-primary")
            .on_press_maybe((!self.busy).then_some(Message::Do(deed)))
            .into()
    }
}

/// What is told of a booking; the room only where it isn't the one that is looked at.
fn facts<'a>(
    ctx: &'a Ctx,
    booking: &'a Booking,
    view: Option<&'a BookingView>,
    shown: Option<&str>,
) -> Element<'a, Message> {
    let words = &ctx.words;
    let details = &booking.details;
    let mut all: Vec<Element<'a, Message>> = Vec::new();
    let mut say = |label: String, said: String, strong: bool| {
        if !said.trim().is_empty() {
            all.push(fact(ctx, label, said, strong));
        }
    };
    say(t!(words, "cal-fact-time"), says::slot(words, &booking.slot), true);
    say(t!(words, "cal-fact-after"), afterwards(ctx, booking).unwrap_or_default(), false);
    if shown != Some(booking.slot.room.as_str()) {
        let room = format!("{} {}", booking.slot.room, says::room_name(ctx, &booking.slot.room));
        say(t!(words, "cal-fact-room"), room, false);
    }
    if says::is_private(ctx, &booking.slot.room) {
        return Column::with_children(all).into();
    }
    if let Some(series) = view.and_then(|view| view.series.as_ref()) {
        say(t!(words, "cal-fact-series"), in_series(ctx, booking, series), false);
    }
    let group = details.class.as_ref().and_then(|id| ctx.book.class_group(id));
    if let Some(group) = group {
        say(t!(words, "cal-fact-teacher"), group.teacher.clone(), false);
    }
    say(t!(words, "cal-fact-who"), says::contact(ctx, details), false);
    let team = details.team.trim();
    let kind = says::kind(words, details.kind);
    let by = if team.is_empty() { kind } else { format!("{kind} · {team}") };
    if details.kind != BookingKind::Class {
        say(t!(words, "cal-fact-by"), by, false);
    }
    let capacity = ctx.book.rooms.room(&booking.slot.room).map_or(0, |room| room.capacity);
    say(
        t!(words, "cal-fact-people"),
        t!(words, "cal-people-of", people = details.people, capacity = capacity),
        false,
    );
    say(t!(words, "cal-fact-things"), says::equipment(details), false);
    say(t!(words, "cal-fact-note"), details.note.clone(), false);
    match &booking.state {
        BookingState::Finished(used) => say(
            t!(words, "cal-fact-used"),
            t!(
                words,
                "cal-used",
                from = used.since.format("%H:%M").to_string(),
                to = used.until.format("%H:%M").to_string(),
                people = used.headcount
            ),
            false,
        ),
        BookingState::Rejected { reason, .. } => say(t!(words, "cal-fact-why"), reason.clone(), false),
        BookingState::Cancelled(how) => say(t!(words, "cal-fact-why"), how.reason.clone(), false),
        BookingState::Displaced(how) => {
            say(t!(words, "cal-fact-why"), how.reason.clone(), false);
            if let Some(offer) = &how.offered {
                let offered = says::slot_in(ctx, offer, &booking.slot.room);
                say(t!(words, "cal-fact-offer"), offered, how.taken_up.is_none());
            }
        }
        _ => {}
    }
    Column::with_children(all).into()
}

/// Neighbours that would hear it, and others that want the same time.
fn remarks<'a>(ctx: &'a Ctx, view: &'a BookingView) -> Option<Element<'a, Message>> {
    let (look, words) = (ctx.look, &ctx.words);
    let told = |title: &str| if title.is_empty() { t!(words, "cal-occupied") } else { title.to_owned() };
    let noise = view.noise.iter().map(|other| {
        t!(
            words,
            "cal-neighbour",
            room = says::room_name(ctx, &other.slot.room).to_owned(),
            time = clock_text(other.slot.from),
            title = told(&other.title)
        )
    });
    let rivals = view
        .rivals
        .iter()
        .map(|other| t!(words, "cal-rival-line", title = told(&other.title), time = other.slot.hours_text()));
    let all: Vec<String> = noise.chain(rivals).collect();
    if all.is_empty() {
        return None;
    }
    let lines = all.into_iter().map(|said| warning(look, said));
    let label = text::one_line(text::second(look, t!(words, "cal-neighbours")));
    Some(column![label, Column::with_children(lines).spacing(space::S4)].spacing(space::S4).into())
}

/// A sentence with the mark of a warning before it.
pub fn warning<'a, M: 'a>(look: Look, said: String) -> Element<'a, M> {
    let mark = container(tinted(Icon::TriangleAlert, size::GLYPH, look.roles.warn)).padding([2, 0]);
    row![mark, text::plain(type_::BODY, said).color(look.roles.warn).width(Fill)]
        .spacing(space::S4 + 2.0)
        .align_y(Top)
        .into()
}
