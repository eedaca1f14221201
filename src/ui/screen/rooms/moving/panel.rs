//! The panel of a booking that is moved: from, to, how far, and the dates somebody should look at.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::booking::{Slot, clock_text};
use crate::domain::series::{Change, Choice, Line};
use crate::t;
use crate::ui::component::card::{card, card_heading, rule};
use crate::ui::component::field::error_line;
use crate::ui::component::{Tone, button, choice, input, key_cap, radios, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space};

use super::super::deeds::Deed;
use super::super::{RoomsScreen, booking, says, scope_index};
use super::{LINE, Message, Moving, REASON, SAVE, line_id};

impl RoomsScreen {
    pub(in super::super) fn moving_panel<'a>(
        &'a self,
        moving: &'a Moving,
        ctx: &'a Ctx,
    ) -> Element<'a, super::super::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let escape = key_cap(look, Command::Back.key());
        let place = column![
            booking::fact(
                ctx,
                t!(words, "cal-from"),
                says::slot_in(ctx, &moving.from, &moving.to.room),
                false
            ),
            booking::fact(ctx, t!(words, "cal-to"), says::slot_in(ctx, &moving.to, &moving.from.room), true),
        ];
        let typed = input(look, LINE, "", moving.typed.as_str(), |text| {
            super::super::Message::Moving(Message::Typed(text))
        })
        .error(moving.wrong)
        .on_submit(super::super::Message::Moving(Message::Save));
        let help = if self.panel_alone(ctx) {
            t!(words, "cal-moving-hint-alone")
        } else {
            t!(words, "cal-moving-hint")
        };
        let help = text::hint(look, help);
        let wrong = moving.wrong.then(|| error_line(look, t!(words, "cal-moving-wrong")));
        let head: Element<'a, super::super::Message> = match &moving.repeat {
            Some(repeat) => {
                let time = says::slot(words, &moving.from);
                let now = booking::fact(ctx, t!(words, "cal-fact-time"), time, true);
                column![now, repeat.view(ctx).map(super::super::Message::Moving)].spacing(space::S8).into()
            }
            None => column![place, typed].push(wrong).push(help).spacing(space::S8).into(),
        };

        let series = self.view.as_ref().and_then(|view| view.series.as_ref());
        let scopes = moving.lesson.then(|| {
            let options = booking::reaches(ctx, series);
            radios(look, "rooms-moving-scope", options, scope_index(moving.scope), |at| {
                super::super::Message::Moving(Message::Scope(at))
            })
        });
        let mut body = Column::new().push(container(head).padding([space::S10, space::S12]));
        if let Some(scopes) = scopes {
            body = body.push(rule(look)).push(container(scopes).padding([space::S8, space::S4 + 1.0]));
        }
        if let Some(lines) = self.asked_lines(moving, ctx) {
            body = body.push(rule(look)).push(lines);
        }
        // In a narrow window this panel is the only one, so that what the booking's own offers besides is here as well.
        if let Some(others) = self.besides(moving, ctx) {
            body = body.push(rule(look)).push(container(others).padding([space::S8, space::S12]));
        }
        let reason = moving.reason.as_ref().map(|reason| {
            let typed = |text| super::super::Message::Moving(Message::Reason(text));
            let field = input(look, REASON, t!(words, "cal-reason"), reason.as_str(), typed)
                .on_submit(super::super::Message::Moving(Message::Save));
            container(field).padding([space::S8, space::S12])
        });
        let error = moving
            .error
            .as_ref()
            .map(|error| container(error_line(look, error.clone())).padding([space::S4, space::S12]));
        let count = moving.changes();
        let ready = count > 0 && !moving.wrong && !self.busy;
        let label = match &moving.repeat {
            Some(_) => t!(words, "cal-repeat-save", count = count),
            None => t!(words, "cal-moving-save", count = count),
        };
        let save = button(look, label)
            .key(Command::Save.key())
            .primary()
            .tall()
            .width(Fill)
            .id(SAVE)
            .on_press_maybe(ready.then_some(super::super::Message::Moving(Message::Save)));
        let title = text::fit(&moving.title, 200.0, 16.0);
        let page = column![
            card_heading(look, title, "", Some(escape)),
            container(scroll::vertical(look, body).width(Fill).height(Fill)).height(Fill),
        ]
        .push(rule(look))
        .push(error)
        .push(reason)
        .push(container(save).padding(space::S12));
        card(look, page).width(Fill).height(Fill).into()
    }

    /// What else makes a series of a booking, or a booking of a lesson.
    fn besides<'a>(&self, moving: &Moving, ctx: &'a Ctx) -> Option<Element<'a, super::super::Message>> {
        if self.has_room_for_panel(ctx) {
            return None;
        }
        let may = self.may_now(ctx);
        let (label, deed, id) = match moving.repeat {
            Some(_) => return None,
            None if may.repeat => (t!(ctx.words, "cal-repeat"), Deed::Repeat, "rooms-moving-repeat"),
            None if may.alone => (t!(ctx.words, "cal-alone"), Deed::Alone, "rooms-moving-alone"),
            None => return None,
        };
        let press = (!self.busy).then_some(super::super::Message::Do(deed));
        Some(button(ctx.look, label).id(id).on_press_maybe(press).into())
    }

    /// The dates that somebody should look at, each with what can be done, and how many go without a word.
    fn asked_lines<'a>(
        &self,
        moving: &'a Moving,
        ctx: &'a Ctx,
    ) -> Option<Element<'a, super::super::Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let all = moving.lines();
        let told: Vec<(&Line, _)> =
            all.iter().filter_map(|line| Some((line, says::remark(ctx, line)?))).collect();
        if all.len() < 2 && told.is_empty() {
            return None;
        }
        let count = |change: Change| all.iter().filter(|line| line.change == change).count();
        let summary = t!(
            words,
            "cal-moving-summary",
            moved = count(Change::Moved),
            kept = count(Change::Kept) + count(Change::Unchanged),
            lost = count(Change::Lost)
        );
        let mut page = Column::new().spacing(space::S8);
        if all.len() > 1 && moving.repeat.is_none() {
            page = page.push(text::second(look, summary));
        }
        for (line, (tone, word, sentence)) in told {
            page = page.push(asked_line(ctx, line, moving.is_single(), tone, word, sentence));
        }
        Some(container(page).padding([space::S10, space::S12]).width(Fill).into())
    }
}

fn asked_line<'a>(
    ctx: &'a Ctx,
    line: &'a Line,
    single: bool,
    tone: Tone,
    word: String,
    sentence: String,
) -> Element<'a, super::super::Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let icon = (tone == Tone::Danger).then_some(Icon::TriangleAlert);
    let head = row![
        text::one_line(text::strong(look, says::day_long(words, line.on))),
        gap::horizontal(),
        tag(look, tone, icon, word, true),
    ]
    .spacing(space::S8)
    .align_y(Center)
    .height(size::TAG);
    // What can be done: as it is, not at all, or one of the free places. One booking alone only goes elsewhere.
    let mut options: Vec<(Choice, String)> = Vec::new();
    if line.choice != Choice::Open && !single {
        options.push((Choice::Go, t!(words, "cal-choice-go")));
    }
    if !single {
        options.push((Choice::Skip, t!(words, "cal-choice-skip")));
    }
    let here = line.at.as_ref().or(line.before.as_ref()).map_or("", |slot| slot.room.as_str());
    for offer in line.offers.iter().take(3) {
        options.push((Choice::Move(offer.clone()), offered(ctx, offer, here)));
    }
    if let Choice::Move(slot) = &line.choice
        && !line.offers.contains(slot)
    {
        options.push((line.choice.clone(), offered(ctx, slot, here)));
    }
    let chosen: Vec<usize> =
        options.iter().position(|(choice, _)| *choice == line.choice).into_iter().collect();
    let page = column![head, text::second(look, sentence)].spacing(space::S4);
    if options.is_empty() {
        return page.into();
    }
    let names: Vec<String> = options.iter().map(|(_, name)| name.clone()).collect();
    let choices: Vec<Choice> = options.into_iter().map(|(choice, _)| choice).collect();
    let day = line.on;
    let row = choice(
        look,
        line_id(day),
        names,
        &chosen,
        move |at| {
            let choice = choices.get(at).cloned().unwrap_or(Choice::Open);
            super::super::Message::Moving(Message::Choose(day, choice))
        },
        line.choice == Choice::Open,
    );
    page.push(row).into()
}

/// 改到 10/18 09:00, 换到 舞蹈室
fn offered(ctx: &Ctx, slot: &Slot, here: &str) -> String {
    let words = &ctx.words;
    if slot.room == here {
        let day = says::day_short(words, slot.day);
        t!(words, "cal-choice-move", day = day, time = clock_text(slot.from))
    } else {
        t!(words, "cal-choice-room", room = says::room_name(ctx, &slot.room).to_owned())
    }
}
