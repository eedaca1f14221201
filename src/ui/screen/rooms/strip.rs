//! The strip beneath the calendar, where there is no room for the panel: the same in one line.

use iced::widget::{container, row};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::button;
use crate::ui::component::card::card;
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{space, type_};

use super::deeds::Deed;
use super::when::Shows;
use super::{Message, RoomsScreen, booking, says};

/// Height of the strip, px.
const STRIP: f32 = 50.0;

impl RoomsScreen {
    pub(super) fn strip<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let (title, facts) = self.in_a_line(ctx);
        let mut left = row![text::one_line(text::section(look, title))].spacing(space::S12).align_y(Center);
        if let Some(chosen) = self.chosen() {
            left = left.push(booking::state_tag(ctx, &chosen.state));
        }
        for fact in facts {
            left = left.push(text::one_line(text::body(look, fact)));
        }
        let may = self.may_now(ctx);
        let mut right = row![].spacing(space::S8).align_y(Center);
        if let Some(chosen) = self.chosen() {
            let full = ctx.width >= WIDE;
            let mut all = self.buttons(chosen, may, ctx, false);
            all.truncate(if full { 3 } else { 2 });
            for one in all {
                right = right.push(one);
            }
        }
        right = right.push(self.short_primary(ctx));
        let line = row![container(left).width(Fill).clip(true), right].spacing(space::S12).align_y(Center);
        let line = container(line).padding([0.0, space::S12]).width(Fill).height(STRIP - 2.0).align_y(Center);
        card(look, line).width(Fill).height(STRIP).into()
    }

    fn short_primary<'a>(&self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (label, icon, key, deed) = if self.may_now(ctx).answer {
            (t!(words, "cal-approve"), Icon::Check, Command::Save, Deed::Approve)
        } else {
            (t!(words, "cal-new"), Icon::Plus, Command::Book, Deed::New)
        };
        let made = button(look, label)
            .icon(icon)
            .primary()
            .id("rooms-primary")
            .on_press_maybe((!self.busy).then_some(Message::Do(deed)));
        if ctx.width >= NARROW { made.key(key.key()).into() } else { made.into() }
    }

    /// The title and what else is told, the most important first.
    fn in_a_line(&self, ctx: &Ctx) -> (String, Vec<String>) {
        let words = &ctx.words;
        if let Some(chosen) = self.chosen() {
            let title = text::fit(&says::title(ctx, chosen), 160.0, type_::SECTION.size);
            let private = says::is_private(ctx, &chosen.slot.room);
            let room = says::room_name(ctx, &chosen.slot.room);
            let hours = chosen.slot.hours_text();
            // The toolbar names the room of the week.
            let named = self.shows == Shows::Week && self.week_room(ctx) == chosen.slot.room;
            let mut facts = vec![if named { hours } else { format!("{room} {hours}") }];
            if let Some(name) = chosen.details.contact.as_ref().filter(|_| !private) {
                facts.push(ctx.shown(name));
            }
            if !private {
                facts.push(t!(words, "cal-people", people = chosen.details.people));
            }
            if let Some((at, of)) = self.number(&chosen.id) {
                facts.push(t!(words, "cal-lesson", at = at, of = of));
            }
            return (title, facts);
        }
        if let Some(slot) = self.free(ctx) {
            let room = says::room_name(ctx, &slot.room);
            return (t!(words, "cal-free"), vec![format!("{room} {}", says::slot(words, &slot))]);
        }
        let waiting = self.loaded.as_ref().map_or(0, |loaded| loaded.waiting.len());
        (t!(words, "cal-nothing"), vec![t!(words, "cal-waiting-count", count = waiting)])
    }
}
