//! The materials and the fields of a simple item.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::MaterialForm;
use crate::domain::form::FieldType;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, checkbox, choice, input};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::settings::frame;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};

use super::change::{Edit, FieldEdit, MaterialEdit};
use super::draft::{Draft, field_id, material_id, options_id};
use super::edit::at;
use super::labels;

fn boxed<'a>(ctx: &Ctx, content: Column<'a, Edit>) -> Element<'a, Edit> {
    let look = ctx.look;
    container(content.spacing(space::S8))
        .padding(space::S8)
        .width(Fill)
        .style(move |_| {
            let edge = iced::border::rounded(size::RADIUS).color(look.roles.line).width(look.line());
            boxes::sunken(look).border(edge)
        })
        .into()
}

/// The papers asked for.
pub fn materials<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let mut all = Column::new().spacing(space::S8);
    for (index, material) in draft.item.materials.iter().enumerate() {
        let send = move |edit: MaterialEdit| Edit::Material(index, edit);
        let wrong = draft.wrong.get(&material_id(index)).cloned();
        let zh = input(
            look,
            material_id(index),
            t!(words, "items-material-name"),
            &material.name_zh,
            move |name| send(MaterialEdit::NameZh(name)),
        )
        .read_only(!may)
        .error(wrong.is_some());
        let en = input(
            look,
            format!("item-material-en-{index}"),
            t!(words, "items-en"),
            &material.name_en,
            move |name| send(MaterialEdit::NameEn(name)),
        )
        .read_only(!may);
        let away = button(look, t!(words, "items-remove"))
            .icon(Icon::X)
            .id(format!("item-material-remove-{index}"))
            .on_press_maybe(may.then(|| send(MaterialEdit::Remove)));
        let form = choice(
            look,
            format!("item-material-form-{index}"),
            labels::forms(words),
            &at(&labels::FORMS, &material.form),
            move |form| send(MaterialEdit::Form(form)),
            false,
        )
        .enabled(may);
        let copies = (material.form != MaterialForm::Show).then(|| {
            let count = input(
                look,
                format!("item-material-copies-{index}"),
                "",
                material.copies.to_string(),
                move |text| send(MaterialEdit::Copies(text)),
            )
            .latin(true)
            .read_only(!may)
            .width(48);
            row![Element::from(count), text::one_line(text::second(look, t!(words, "items-copies")))]
                .spacing(space::S4)
                .align_y(Center)
        });
        let tick = |name: &str, on: bool, label: String, edit: MaterialEdit| {
            checkbox(look, format!("item-material-{name}-{index}"), on, label, may.then(|| send(edit)))
        };
        let ticks = row![
            tick("required", material.required, t!(words, "items-required"), MaterialEdit::Required),
            tick("deferrable", material.deferrable, t!(words, "items-deferrable"), MaterialEdit::Deferrable),
        ];
        let names = row![Element::from(zh), Element::from(en), Element::from(away)].spacing(space::S8);
        let rest = row![Element::from(form)].push(copies).push(ticks).spacing(space::S12).align_y(Center);
        let rest = rest.wrap().vertical_spacing(space::S4);
        let error = wrong.map(|wrong| error_line(look, wrong));
        all = all.push(boxed(ctx, column![names].push(error).push(rest)));
    }
    let add = button(look, t!(words, "items-material-add"))
        .icon(Icon::Plus)
        .id("item-material-add")
        .on_press_maybe(may.then_some(Edit::AddMaterial));
    frame::line(ctx, t!(words, "items-materials"), all.push(add), None)
}

/// The item's own fields.
pub fn fields<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let mut all = Column::new().spacing(space::S8);
    for (index, field) in draft.item.fields.iter().enumerate() {
        let send = move |edit: FieldEdit| Edit::Field(index, edit);
        let wrong = draft.wrong.get(&field_id(index)).cloned();
        let zh = input(look, field_id(index), t!(words, "items-field-name"), &field.label_zh, move |label| {
            send(FieldEdit::LabelZh(label))
        })
        .read_only(!may)
        .error(wrong.is_some());
        let en = input(
            look,
            format!("item-field-en-{index}"),
            t!(words, "items-en"),
            &field.label_en,
            move |label| send(FieldEdit::LabelEn(label)),
        )
        .read_only(!may);
        let away = button(look, t!(words, "items-remove"))
            .icon(Icon::X)
            .id(format!("item-field-remove-{index}"))
            .on_press_maybe(may.then(|| send(FieldEdit::Remove)));
        let kind = choice(
            look,
            format!("item-field-kind-{index}"),
            labels::kinds(words),
            &at(&labels::KINDS, &field.kind),
            move |kind| send(FieldEdit::Kind(kind)),
            false,
        )
        .enabled(may);
        let required = checkbox(
            look,
            format!("item-field-required-{index}"),
            field.required,
            t!(words, "items-field-required"),
            may.then(|| send(FieldEdit::Required)),
        );
        let few = draft.wrong.get(&options_id(index)).cloned();
        let options = (field.kind == FieldType::Choice).then(|| {
            let typed = draft.options.get(index).map_or("", String::as_str);
            let options =
                input(look, options_id(index), t!(words, "items-options-example"), typed, move |text| {
                    send(FieldEdit::Options(text))
                })
                .read_only(!may)
                .error(few.is_some());
            let beneath: Element<'a, Edit> = match few {
                Some(few) => error_line(look, few),
                None => text::hint(look, t!(words, "items-options-help")).into(),
            };
            column![Element::from(options), beneath].spacing(space::S4)
        });
        let names = row![Element::from(zh), Element::from(en), Element::from(away)].spacing(space::S8);
        let rest = row![Element::from(kind), required].spacing(space::S12).align_y(Center);
        let rest = rest.wrap().vertical_spacing(space::S4);
        let error = wrong.map(|wrong| error_line(look, wrong));
        all = all.push(boxed(ctx, column![names].push(error).push(rest).push(options)));
    }
    let add = button(look, t!(words, "items-field-add"))
        .icon(Icon::Plus)
        .id("item-field-add")
        .on_press_maybe(may.then_some(Edit::AddField));
    frame::line(ctx, t!(words, "items-fields"), all.push(add), Some(t!(words, "items-fields-help")))
}
