//! What 人员 shows.

use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

use crate::domain::staff::Role;
use crate::t;
use crate::ui::component::card::upright;
use crate::ui::component::{button, checkbox, choice, input};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::settings::{frame, picker};
use crate::ui::text;
use crate::ui::theme::{size, space, type_};

use super::{Draft, LIST, LIST_WIDTH, Message, NAME, PIN, People};

impl People {
    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let may = ctx.desk.is_supervisor();
        let ids = self.ids(ctx);
        let chosen = ids.iter().position(|id| *id == self.chosen);
        let entries: Vec<Draft> = ids.iter().filter_map(|id| self.shown(ctx, id)).collect();
        let list = picker::scrolled(
            look,
            LIST,
            (entries.len(), chosen, &self.scroll),
            |index| entry(ctx, &entries[index]),
            |index, _| Message::Choose(index),
            Message::Scroll,
        );
        let add = button(look, t!(words, "people-add"))
            .icon(Icon::UserPlus)
            .id("people-add")
            .width(Fill)
            .on_press_maybe(may.then_some(Message::Add));
        let left = column![container(list).height(Fill), container(add).padding(space::S8)].width(LIST_WIDTH);
        let form = self.shown(ctx, &self.chosen).map(|draft| self.form(ctx, &draft, may));
        let bar = frame::save_bar(ctx, &self.saving, may, self.unsaved(), Message::Save);
        let right = frame::page(look, column![].push(form), Some(bar));
        row![left, upright(look), right].height(Fill).into()
    }

    fn form<'a>(&'a self, ctx: &'a Ctx, draft: &Draft, may: bool) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let worker = &draft.worker;
        let wrong =
            |at: &str| self.wrong.as_ref().filter(|(id, _)| *id == at).map(|(_, words)| words.clone());
        let tick = |id: &'static str, on: bool, label: String, message: Message| {
            checkbox(look, id, on, label, may.then_some(message))
        };
        let name = input(look, NAME, t!(words, "people-name-example"), &worker.name, Message::Name)
            .read_only(!may)
            .error(wrong(NAME).is_some());
        let roles = [t!(words, "people-generalist"), t!(words, "people-supervisor")];
        let role = choice(
            look,
            "people-role",
            roles,
            &[usize::from(worker.role == Role::Supervisor)],
            Message::Role,
            false,
        )
        .enabled(may);
        let has_pin = worker.pin_hash.is_some() && !draft.clear;
        let pin_help = match (has_pin, draft.clear) {
            (_, true) => t!(words, "people-pin-cleared"),
            (true, _) => t!(words, "people-pin-has"),
            (false, _) => t!(words, "people-pin-none"),
        };
        let pin = input(look, PIN, "", &draft.pin, Message::Pin)
            .secure(true)
            .latin(true)
            .read_only(!may)
            .width(200)
            .error(wrong(PIN).is_some());
        let clear = worker.pin_hash.is_some().then(|| {
            let label =
                if draft.clear { t!(words, "people-pin-keep") } else { t!(words, "people-pin-clear") };
            button(look, label).id("people-pin-clear").on_press_maybe(may.then_some(Message::ClearPin))
        });
        let pin = row![Element::from(pin)].push(clear).spacing(space::S8);
        column![
            frame::judged(
                ctx,
                t!(words, "people-name"),
                true,
                name,
                wrong(NAME),
                Some(t!(words, "people-name-help"))
            ),
            frame::line(ctx, t!(words, "people-role"), role, Some(t!(words, "people-role-help"))),
            frame::judged(ctx, t!(words, "people-pin"), false, pin, wrong(PIN), Some(pin_help)),
            frame::line(
                ctx,
                t!(words, "people-rights"),
                tick(
                    "people-restricted",
                    worker.restricted,
                    t!(words, "people-restricted"),
                    Message::Restricted
                ),
                Some(t!(words, "people-restricted-help")),
            ),
            frame::line(
                ctx,
                t!(words, "people-state"),
                tick("people-retired", worker.retired, t!(words, "people-retired"), Message::Retired),
                Some(t!(words, "people-retired-help")),
            ),
        ]
        .spacing(space::S12)
        .into()
    }
}

fn entry<'a>(ctx: &Ctx, draft: &Draft) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let worker = &draft.worker;
    let name = if worker.name.is_empty() { t!(words, "people-new") } else { worker.name.clone() };
    let ink = if worker.retired { look.roles.text3 } else { look.roles.text };
    let name = text::fit(&name, 110.0, type_::BODY.size);
    let about = match (worker.retired, worker.role) {
        (true, _) => t!(words, "people-gone"),
        (_, Role::Supervisor) => t!(words, "people-supervisor"),
        (_, Role::Generalist) => String::new(),
    };
    let pin = (worker.pin_hash.is_some() && !draft.clear || !draft.pin.is_empty())
        .then(|| tinted(Icon::KeyRound, size::GLYPH_TAG, look.roles.text2));
    let mark = draft.changed().then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
    row![container(text::one_line(text::body(look, name)).color(ink)).width(Fill)]
        .push(pin)
        .push(text::one_line(text::hint(look, about)))
        .push(mark)
        .spacing(space::S8)
        .align_y(Center)
        .into()
}
