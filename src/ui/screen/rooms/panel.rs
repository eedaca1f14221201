//! The panel beside the calendar: of the booking that is moved or chosen, of a free place, of a day, or what waits.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::booking::{Booking, Slot, StateName, clock_text};
use crate::domain::series::Mark;
use crate::i18n::{closed_for, festival};
use crate::t;
use crate::ui::component::card::{card, card_heading, rule};
use crate::ui::component::{key_cap, list_row};
use crate::ui::ctx::Ctx;
use crate::ui::icon::tinted;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space, type_};

use super::booking::{fact, warning};
use super::deeds::{May, may};
use super::when::Shows;
use super::{Message, RoomsScreen, face, says};

/// Nothing can be done with nothing.
const NOTHING: May = May { move_it: false, cancel: false, key: false, answer: false, no_show: false };

impl RoomsScreen {
    pub(super) fn panel<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if let Some(asking) = &self.asking {
            return asking.view(ctx).map(Message::Asking);
        }
        if let Some(moving) = &self.moving {
            return self.moving_panel(moving, ctx);
        }
        if let Some(booking) = self.chosen() {
            return self.booking_panel(booking, ctx);
        }
        if let Some(slot) = self.free(ctx) {
            return self.free_panel(&slot, ctx);
        }
        if self.shows == Shows::Month {
            return self.day_panel(ctx);
        }
        self.rest_panel(ctx)
    }

    /// The card with its heading, its body that scrolls, and the red button.
    fn sheet<'a>(
        &self,
        ctx: &'a Ctx,
        title: String,
        sub: String,
        escape: bool,
        body: Column<'a, Message>,
    ) -> Element<'a, Message> {
        let look = ctx.look;
        let right = escape.then(|| key_cap(look, Command::Back.key()));
        let foot = container(self.primary(NOTHING, ctx)).padding(space::S12);
        let page = column![
            card_heading(look, title, sub, right),
            container(scroll::vertical(look, body).width(Fill).height(Fill)).height(Fill),
            foot
        ];
        card(look, page).width(Fill).height(Fill).into()
    }

    fn free_panel<'a>(&'a self, slot: &Slot, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let room = ctx.book.rooms.room(&slot.room);
        let mut facts = column![fact(ctx, t!(words, "cal-fact-time"), says::slot(words, slot), true)];
        facts = facts.push(fact(
            ctx,
            t!(words, "cal-fact-room"),
            format!("{} {}", slot.room, says::room_name(ctx, &slot.room)),
            false,
        ));
        if let Some(room) = room {
            let people = t!(words, "cal-up-to", people = room.capacity);
            facts = facts.push(fact(ctx, t!(words, "cal-fact-people"), people, false));
            let approver = says::approver(words, room.approver);
            facts = facts.push(fact(ctx, t!(words, "cal-fact-approver"), approver, false));
        }
        let marks = ctx.book.marks(slot).into_iter().filter_map(|mark| match mark {
            Mark::Closed { reason } => Some(t!(words, "rooms-closed", reason = closed_for(words, &reason))),
            Mark::OutsideHours => Some(t!(words, "cal-outside-hours")),
            Mark::Holiday { name } => Some(t!(words, "cal-holiday", name = festival(words, &name))),
            Mark::MakeUpWorkday { .. } => Some(t!(words, "cal-make-up-line")),
            _ => None,
        });
        let mut body = Column::new().push(container(facts).padding([space::S8 + 1.0, space::S12]));
        let past = slot.start() <= ctx.now.naive_local();
        let marks: Vec<String> = past.then(|| t!(words, "cal-past-new")).into_iter().chain(marks).collect();
        if !marks.is_empty() {
            let lines = marks.into_iter().map(|said| warning(look, said));
            let lines = Column::with_children(lines).spacing(space::S4);
            body = body.push(rule(look)).push(container(lines).padding([space::S8, space::S12]));
        }
        let hint = text::hint(look, t!(words, "cal-free-hint")).width(Fill);
        body = body.push(rule(look)).push(container(hint).padding([space::S8, space::S12]));
        self.sheet(ctx, t!(words, "cal-free"), String::new(), true, body)
    }

    /// What is on, on the chosen day of a month.
    fn day_panel<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let here = |booking: &&Booking| booking.slot.day == self.day && booking.state.is_shown();
        let all: Vec<&Booking> = self.bookings().iter().filter(here).collect();
        let count = t!(words, "cal-count", count = all.len());
        let body = if all.is_empty() {
            let none = text::second(look, t!(words, "cal-day-none"));
            column![container(none).padding(space::S12)]
        } else {
            let tell_room = self.room.is_none();
            Column::with_children(all.into_iter().map(|booking| self.brief(booking, tell_room, false, ctx)))
        };
        self.sheet(ctx, says::day_long(words, self.day), count, false, body)
    }

    /// Nothing is chosen: what waits for an answer.
    fn rest_panel<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let waiting = self.loaded.as_ref().map_or(&[][..], |loaded| loaded.waiting.as_slice());
        let count = t!(words, "cal-count", count = waiting.len());
        let mut body = if waiting.is_empty() {
            let none = text::second(look, t!(words, "cal-waiting-none"));
            column![container(none).padding(space::S12)]
        } else {
            Column::with_children(waiting.iter().map(|booking| self.brief(booking, true, true, ctx)))
        };
        let hint = text::hint(look, t!(words, "cal-rest-hint")).width(Fill);
        body = body.push(container(hint).padding(space::S12));
        self.sheet(ctx, says::state(words, StateName::Pending), count, false, body)
    }

    /// A booking in two lines; a press goes to it.
    fn brief<'a>(
        &self,
        booking: &'a Booking,
        tell_room: bool,
        tell_day: bool,
        ctx: &'a Ctx,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut when = if tell_day {
            format!("{} {}", says::day_long(words, booking.slot.day), clock_text(booking.slot.from))
        } else {
            booking.slot.hours_text()
        };
        if tell_room {
            when = format!("{when}　{}", says::room_name(ctx, &booking.slot.room));
        }
        let title = text::fit(&says::title(ctx, booking), 230.0, type_::BODY.size);
        let icon = face::kind(ctx, booking).icon();
        let glyph = icon.map(|icon| tinted(icon, size::GLYPH_TAG, look.roles.text2));
        let lines = column![
            row![text::one_line(text::strong(look, title)), gap::horizontal()].push(glyph).align_y(Center),
            text::one_line(text::hint(look, text::fit(&when, 280.0, type_::HINT.size))),
        ];
        let go = Message::Go(Box::new(booking.slot.clone()), booking.id.clone());
        list_row(look, false, lines, Some(go), None).height(size::ROW_VISIT).into()
    }

    /// What the strip beneath a narrow calendar can do.
    pub(super) fn may_now(&self, ctx: &Ctx) -> May {
        self.chosen().map_or(NOTHING, |booking| may(booking, ctx))
    }
}
