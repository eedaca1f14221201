//! How the form of a single booking is seen.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::material::MaterialState;
use crate::domain::room_rules::RuleBreak;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{Tone, button, checkbox, choice, field, input, key_cap, list_row, rule, tag};
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;

use super::super::{says, who};
use super::{AMPLIFIED, DO, KIND, KINDS, MINORS, Message, Once, PEOPLE, REASON, TEAM, WHAT, paper_id};

impl Once {
    /// The fields.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let error = |id: &'static str| self.errors.get(id).cloned();
        let heading = container(text::section(look, self.heading_words(ctx))).width(Fill);
        let mut fields = column![heading].spacing(space::S8);
        for line in self.known(ctx) {
            fields = fields.push(line);
        }
        fields = fields.push(self.who.view(ctx, error).map(Message::Who));
        fields = fields.push(self.what(ctx));
        let yes_no = || [t!(words, "yes"), t!(words, "no")];
        let chosen = |answer: Option<bool>| answer.map_or_else(Vec::new, |yes| vec![usize::from(!yes)]);
        let loud = choice(
            look,
            AMPLIFIED,
            yes_no(),
            &chosen(self.amplified),
            Message::Amplified,
            error(AMPLIFIED).is_some(),
        );
        fields = fields.push(
            field(look, t!(words, "ask-amplified"), true, loud, error(AMPLIFIED), None)
                .label_width(who::label_width(ctx)),
        );
        let minors =
            choice(look, MINORS, yes_no(), &chosen(self.minors), Message::Minors, error(MINORS).is_some());
        fields = fields.push(
            field(look, t!(words, "ask-minors"), true, minors, error(MINORS), None)
                .label_width(who::label_width(ctx)),
        );
        let people = input(look, PEOPLE, "", self.people.as_str(), Message::People)
            .latin(true)
            .width(96)
            .error(error(PEOPLE).is_some())
            .on_submit(Message::Next(AMPLIFIED));
        fields = fields.push(
            field(look, t!(words, "ask-people-label"), true, people, error(PEOPLE), None)
                .label_width(who::label_width(ctx)),
        );
        let kinds = KINDS.map(|kind| says::kind_word(words, kind));
        let at = KINDS.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        let kind = choice(look, KIND, kinds, &[at], Message::Kind, false);
        fields = fields.push(
            field(look, t!(words, "ask-kind"), true, kind, None, None).label_width(who::label_width(ctx)),
        );
        if matches!(
            self.kind,
            crate::domain::booking::BookingKind::Team | crate::domain::booking::BookingKind::Unit
        ) {
            let team = input(look, TEAM, "", self.team.as_str(), Message::Team)
                .error(error(TEAM).is_some())
                .on_submit(Message::Next(AMPLIFIED));
            fields = fields.push(
                field(look, t!(words, "ask-team"), true, team, error(TEAM), None)
                    .label_width(who::label_width(ctx)),
            );
        }
        if let Some(things) = self.things(ctx) {
            fields = fields.push(things);
        }
        let mut page = column![container(fields).padding(space::S12)];
        if let Some(papers) = self.papers(ctx) {
            page = page.push(rule(look)).push(container(papers).padding([space::S8, space::S12]));
        }
        if self.goes_over() {
            let over = self.over.view(ctx).map(Message::Over);
            page = page.push(rule(look)).push(container(over).padding(space::S12));
        }
        page.into()
    }

    /// What stands in the way, what is broken, what is free instead.
    fn known<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(checked) = &self.checked else { return Vec::new() };
        let mut lines: Vec<Element<'a, Message>> = says::marks(ctx, &checked.marks)
            .into_iter()
            .map(|(tone, said)| says::sentence(look, tone, said))
            .collect();
        for (n, offer) in checked.offers.iter().enumerate() {
            let label = says::offer_words(ctx, offer, &self.slot.room);
            let one =
                button(look, label).id(format!("ask-offer-{n}")).on_press(Message::Instead(offer.clone()));
            lines.push(one.into());
        }
        for broken in &checked.broken {
            lines.push(says::sentence(look, Tone::Danger, crate::i18n::rule_break(words, broken)));
        }
        let soft = !checked.broken.is_empty() && !checked.broken.iter().any(RuleBreak::is_hard);
        if soft {
            let error = self.errors.get(REASON).cloned();
            let reason = input(look, REASON, "", self.reason.as_str(), Message::Reason)
                .error(error.is_some())
                .on_submit(Message::Next(AMPLIFIED));
            let help = Some(t!(words, "ask-reason-help"));
            lines.push(
                field(look, t!(words, "ask-reason"), true, reason, error, help)
                    .label_width(who::label_width(ctx))
                    .into(),
            );
        }
        lines
    }

    fn what<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let error = self.errors.get(WHAT).cloned();
        let typed = input(look, WHAT, t!(words, "ask-what-example"), self.what.as_str(), Message::What)
            .error(error.is_some())
            .on_submit(Message::WhatDone);
        let mut control = column![typed];
        if self.what.is_empty() {
            let uses = self.uses.iter().enumerate().map(|(n, used)| {
                let said = if used.team.is_empty() {
                    used.title.clone()
                } else {
                    format!("{}　{}", used.title, used.team)
                };
                let line = text::one_line(text::body(look, text::fit(&said, 260.0, 14.0)));
                let id = iced::advanced::widget::Id::from(format!("ask-use-{n}"));
                let row = list_row(look, self.use_at == Some(n), line, Some(Message::Use(n)), Some(id));
                Element::from(row)
            });
            control = control.push(Column::with_children(uses));
        }
        field(look, t!(words, "ask-what"), true, control, error, None)
            .label_width(who::label_width(ctx))
            .into()
    }

    fn things<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let room = ctx.book.rooms.room(&self.slot.room)?;
        if room.equipment.is_empty() {
            return None;
        }
        let lang = ctx.lang();
        let names = room.equipment.iter().map(|thing| lang.pick(&thing.name_zh, &thing.name_en).to_owned());
        let chosen: Vec<usize> = room
            .equipment
            .iter()
            .enumerate()
            .filter(|(_, thing)| self.things.contains(&thing.name_zh))
            .map(|(n, _)| n)
            .collect();
        let things =
            choice(ctx.look, "ask-things", names.collect::<Vec<_>>(), &chosen, Message::Thing, false);
        Some(
            field(ctx.look, t!(ctx.words, "ask-things"), false, things, None, None)
                .label_width(who::label_width(ctx))
                .into(),
        )
    }

    fn papers<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let item = self.item.as_ref()?;
        let states = self.paper_states(ctx);
        if states.is_empty() {
            return None;
        }
        let head = row![
            text::one_line(text::strong(look, t!(words, "materials-title"))),
            gap::horizontal(),
            key_cap(look, Command::AllPapers.key()),
            text::one_line(text::second(look, t!(words, "materials-all"))),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let mut all = column![head].spacing(space::S4);
        for (at, (material, state)) in item.materials.iter().zip(&states).enumerate() {
            if *state == MaterialState::NotApplicable {
                continue;
            }
            let received = self.papers.get(at).is_some_and(|line| line.received);
            let room = if ctx.width < WIDE { ctx.width - 300.0 } else { 230.0 };
            let name = text::fit(material.name(lang), room, 14.0);
            let tick = checkbox(look, paper_id(at), received, name, Some(Message::Paper(at)));
            let mark: Element<'a, Message> = match state {
                MaterialState::Missing => {
                    tag(look, Tone::Danger, Icon::CircleAlert, t!(words, "material-missing"), true).into()
                }
                MaterialState::MissingDeferrable => {
                    tag(look, Tone::Warn, Icon::Hourglass, t!(words, "material-deferrable"), true).into()
                }
                _ => gap::horizontal().width(1).into(),
            };
            let line = row![container(tick).width(Fill).clip(true), mark];
            all = all.push(line.align_y(Center).spacing(space::S8));
        }
        Some(all.into())
    }

    /// What is wrong, and the buttons.
    pub fn foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let states = self.paper_states(ctx);
        let has = |state: MaterialState| states.contains(&state);
        let gaps = has(MaterialState::MissingDeferrable) && !has(MaterialState::Missing);
        let press = |command| (!self.busy).then_some(Message::Press(command));
        let main = button(look, self.doing(ctx))
            .icon(Icon::Printer)
            .key(Command::Print.key())
            .primary_if(!gaps)
            .tall()
            .width(Fill)
            .id(DO)
            .on_press_maybe(press(Command::Print));
        let with_gaps = gaps.then(|| {
            button(look, t!(words, "ask-do-gaps"))
                .key(Command::Gaps.key())
                .primary()
                .tall()
                .width(Fill)
                .id("ask-do-gaps")
                .on_press_maybe(press(Command::Gaps))
        });
        let problem = self.problem.clone().map(|problem| error_line(look, problem));
        let problem = problem.or_else(|| {
            (!self.errors.is_empty())
                .then(|| error_line(look, t!(words, "desk-form", count = self.errors.len())))
        });
        Column::new().push(problem).push(with_gaps).push(main).spacing(space::S8).into()
    }
}
