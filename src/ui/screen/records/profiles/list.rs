//! The list of the profiles of a register, and what can be done with the marked one.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::ledger::Profile;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::{Tone, tag};
use crate::ui::component::{button, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::screen::settings::picker;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, space, type_};

use super::{CHANGE, COPY, FILE, LIST, Message, Profiles, RETIRE, Said, personal_tag};

/// Width of the dialog, px.
const WIDTH: f32 = 800.0;
/// Rooms of the columns of the list, px; the name has what is left.
const WHOM: f32 = 170.0;
const COLUMNS: f32 = 88.0;
const TAGS: f32 = 84.0;

impl Profiles {
    pub(super) fn list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let narrow = ctx.width < NARROW;
        let place = (self.all.len(), Some(self.at), &self.scroll);
        let list = picker::scrolled(
            look,
            LIST,
            place,
            |at| self.row(at, ctx),
            |at, _| Message::Mark(at),
            Message::Scrolled,
        );
        let list = container(list)
            .padding(look.line())
            .width(Fill)
            .height(Fill)
            .style(move |_| boxes::filled(look, look.roles.surface).border(look.control_edge()));
        let said = self.said.as_ref().map(|said| match said {
            Said::Done(words) => Element::from(tag(look, Tone::Ok, Icon::CircleCheck, words.clone(), false)),
            Said::Failed(words) => error_line(look, words.clone()),
        });
        let title = text::title(look, t!(words, "profiles-title", ledger = self.ledger.name(ctx.lang())));
        let help = text::second(look, t!(words, "profiles-help"));
        let close = button(look, t!(words, "profiles-close"))
            .key(Command::Back.key())
            .tall()
            .id("profiles-close")
            .on_press(Message::Close);
        let inside = column![title, help, list, self.deeds(ctx)]
            .push(said)
            .push(rule(look))
            .push(row![gap::horizontal(), close].align_y(Center))
            .spacing(if narrow { space::S8 } else { space::S12 });
        let card = dialog_card(look, inside);
        let card = if narrow { card.padding(space::S12) } else { card };
        container(card.height(Fill)).max_width(WIDTH).max_height(600).into()
    }

    /// What can be done: the built-in one can only be copied.
    fn deeds<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let marked = self.all.get(self.at);
        let own = marked.is_some_and(|profile| !profile.is_built_in()) && !self.busy;
        let asked = marked.is_some_and(|profile| self.retiring.as_ref() == Some(&profile.id));
        let change = button(look, t!(words, "profiles-change"))
            .icon(Icon::Pencil)
            .key(Command::Enter.key())
            .id(CHANGE)
            .on_press_maybe(own.then_some(Message::Change));
        let copy = button(look, t!(words, "profiles-copy"))
            .icon(Icon::Files)
            .key(Command::NewVisit.key())
            .id(COPY)
            .on_press_maybe(marked.is_some().then_some(Message::Copy));
        let file = button(look, t!(words, "profiles-file"))
            .icon(Icon::Table2)
            .key(Command::Open.key())
            .id(FILE)
            .on_press(Message::FromFile);
        let retire = if asked { t!(words, "profiles-retire-again") } else { t!(words, "profiles-retire") };
        let retire = button(look, retire).id(RETIRE).on_press_maybe(own.then_some(Message::Retire));
        let retire = if asked { retire.danger() } else { retire };
        row![Element::from(change), Element::from(copy), Element::from(file), Element::from(retire),]
            .spacing(space::S8)
            .wrap()
            .vertical_spacing(space::S8)
            .into()
    }

    fn row<'a>(&'a self, at: usize, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(profile) = self.all.get(at) else { return gap::horizontal().into() };
        let cell = |words: iced::widget::Text<'a>| container(text::one_line(words)).clip(true);
        // What the window leaves the name, less padding, bar and gaps.
        let room = (ctx.width - 48.0).min(WIDTH) - 48.0 - 60.0 - WHOM - COLUMNS - TAGS - 48.0;
        let name = text::fit(&profile.name, room, type_::BODY.size);
        let whom = text::fit(&whom_of(profile, ctx), WHOM, type_::BODY.size);
        let count = t!(words, "records-view-columns", count = profile.columns.len());
        let personal = profile.is_personal().then(|| personal_tag(ctx));
        row![
            cell(text::body(look, name)).width(Fill),
            cell(text::second(look, whom)).width(WHOM),
            cell(text::second(look, count)).width(COLUMNS),
            container(row![].push(personal)).width(TAGS),
        ]
        .spacing(space::S12)
        .align_y(Center)
        .into()
    }
}

/// Whose form it is.
fn whom_of(profile: &Profile, ctx: &Ctx) -> String {
    if profile.is_built_in() { t!(ctx.words, "profiles-built-in") } else { profile.whom.clone() }
}
