//! 收到的材料: one line for each paper the item asks.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::MaterialForm;
use crate::domain::material::MaterialState;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{card, card_heading, checkbox, choice, input, key_cap, rule, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::screen::words::date_short;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};

use super::{IntakeScreen, Message, material_id};

impl IntakeScreen {
    pub(super) fn materials_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let received = self.states.iter().filter(|s| **s == MaterialState::Received).count();
        let missing = self.missing().len();
        let sub = if missing > 0 {
            t!(words, "materials-count-missing", received = received, missing = missing)
        } else {
            t!(words, "materials-count", received = received)
        };
        let keys: Element<'a, Message> = if ctx.width >= NARROW {
            row![
                key_cap(look, Command::AllPapers.key()),
                text::one_line(text::second(look, t!(words, "materials-all"))),
                gap::horizontal().width(space::S12),
                key_cap(look, Command::Guide.key()),
                text::one_line(text::second(look, t!(words, "foot-guide"))),
            ]
            .spacing(space::S8)
            .align_y(Center)
            .into()
        } else {
            key_cap(look, Command::AllPapers.key())
        };
        let mut rows = Column::new();
        let last = self.item.materials.len().saturating_sub(1);
        for index in 0..self.item.materials.len() {
            rows = rows.push(self.material_row(ctx, index));
            if index < last {
                rows = rows.push(rule(look));
            }
        }
        card(look, column![card_heading(look, t!(words, "materials-title"), sub, Some(keys)), rows])
            .width(Fill)
            .into()
    }

    fn material_row<'a>(&'a self, ctx: &'a Ctx, index: usize) -> Element<'a, Message> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let (Some(material), Some(line), Some(state)) =
            (self.item.materials.get(index), self.draft.materials.get(index), self.states.get(index))
        else {
            return gap::vertical().height(0).into();
        };
        let applies = *state != MaterialState::NotApplicable;
        let note =
            if material.required { t!(words, "material-required") } else { t!(words, "material-optional") };
        let name = checkbox(
            look,
            material_id(index),
            line.received && applies,
            format!("{}　{note}", material.name(lang)),
            applies.then_some(Message::Ticked(index)),
        );
        let form: Element<'a, Message> = match material.form {
            MaterialForm::Show => text::one_line(text::second(look, t!(words, "form-show"))).into(),
            MaterialForm::Electronic => {
                text::one_line(text::second(look, t!(words, "form-electronic"))).into()
            }
            MaterialForm::Original | MaterialForm::Copy => {
                let chosen = usize::from(line.form == MaterialForm::Copy);
                choice(
                    look,
                    format!("mf:{index}"),
                    [t!(words, "form-original"), t!(words, "form-copy")],
                    &[chosen],
                    move |at| Message::Form(index, at),
                    false,
                )
                .bare()
                .enabled(applies)
                .into()
            }
        };
        let count: Element<'a, Message> = if matches!(material.form, MaterialForm::Show) {
            gap::horizontal().width(40).into()
        } else {
            let shown = if line.received { line.copies.to_string() } else { "0".to_owned() };
            input(look, format!("mc:{index}"), "", shown, move |text| Message::Copies(index, text))
                .latin(true)
                .read_only(!applies || !line.received)
                .width(44)
                .into()
        };
        let mark: Element<'a, Message> = match state {
            MaterialState::NotApplicable => text::second(look, t!(words, "material-not-applicable")).into(),
            MaterialState::Received => {
                tag(look, Tone::Ok, Icon::Check, t!(words, "material-received"), false).into()
            }
            MaterialState::Missing => {
                tag(look, Tone::Danger, Icon::CircleAlert, t!(words, "material-missing"), true).into()
            }
            MaterialState::MissingDeferrable => {
                tag(look, Tone::Warn, Icon::Hourglass, t!(words, "material-deferrable"), true).into()
            }
            MaterialState::Optional => text::second(look, t!(words, "material-may-lack")).into(),
        };
        let remark = if *state == MaterialState::MissingDeferrable {
            t!(words, "material-until", date = date_short(words, self.due.date, ctx.now.date_naive()))
        } else {
            material.note(lang).to_owned()
        };
        let name = container(name).width(Fill).clip(true);
        let mut across = row![name]
            .spacing(space::S12)
            .align_y(Center)
            .height(size::ROW_MATERIAL)
            .padding([0.0, space::S12]);
        across = across.push(container(form).width(140));
        across = across.push(container(count).width(44));
        across = across.push(container(mark).width(108));
        if ctx.width >= NARROW {
            across = across.push(container(text::hint(look, remark)).width(160).clip(true));
        }
        across.into()
    }
}
