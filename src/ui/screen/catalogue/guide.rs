//! The guide of an item: everything a resident may ask, told in one go.

use iced::widget::{Column, Row, column, container, row};
use iced::{Center, Element, Fill, FillPortion};

use crate::domain::catalogue::{BasisSource, Item};
use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, rule, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::words::{form_and_copies, mode_name, receipt_given};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space};

use super::{Message, says};

/// 去受理
pub const ACCEPT: &str = "catalogue-accept";

/// Width of the labels, px: the longest word of the language.
pub fn label_width(ctx: &Ctx) -> f32 {
    match ctx.lang() {
        crate::domain::lang::Lang::Zh => 66.0,
        crate::domain::lang::Lang::En => 100.0,
    }
}

/// A label and what belongs to it.
pub fn line<'a, M: 'a>(ctx: &Ctx, label: String, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![text::second(ctx.look, label).width(label_width(ctx)), container(content).width(Fill),]
        .spacing(space::S10)
        .into()
}

/// The panel of an item.
pub fn view<'a>(item: Option<&'a Item>, ctx: &'a Ctx) -> Element<'a, Message> {
    let Some(item) = item else { return nothing(ctx) };
    let look = ctx.look;
    let lang = ctx.lang();
    let title = row![
        text::one_line(text::section(look, item.code.clone())),
        text::section(look, item.name(lang).to_owned()).width(Fill),
        tag(look, Tone::Neutral, None, mode_name(&ctx.words, item.mode), true),
    ]
    .spacing(space::S10)
    .align_y(Center);
    let heading = container(title).padding([space::S8, space::S12]).width(Fill);
    let rows = container(rows(item, ctx)).padding(iced::padding::all(space::S12).left(14).right(16));
    let panel = column![
        heading,
        rule(look),
        scroll::vertical(look, rows).width(Fill).height(Fill),
        rule(look),
        footer(ctx),
    ];
    card(look, panel).width(Fill).height(Fill).into()
}

/// In place of the panel when nothing is chosen.
pub fn nothing(ctx: &Ctx) -> Element<'_, Message> {
    let inside =
        container(text::second(ctx.look, t!(ctx.words, "catalogue-none-chosen"))).padding(space::S24);
    card(ctx.look, inside).width(Fill).height(Fill).into()
}

fn footer(ctx: &Ctx) -> Element<'_, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let print = button(look, t!(words, "catalogue-guide"))
        .icon(Icon::Printer)
        .key(Command::Guide.key())
        .primary()
        .tall()
        .id("catalogue-guide")
        .on_press(Message::Guide(false));
    let accept = button(look, t!(words, "catalogue-accept"))
        .key(Command::Enter.key())
        .tall()
        .id(ACCEPT)
        .on_press(Message::Accept);
    let large = button(look, t!(words, "catalogue-large")).tall().on_press(Message::Guide(true));
    let save =
        button(look, t!(words, "matter-save-as")).tall().id("catalogue-save-as").on_press(Message::SaveAs);
    container(row![print, accept, large, save].spacing(space::S8).wrap().vertical_spacing(space::S8))
        .padding([space::S10, space::S12])
        .width(Fill)
        .into()
}

fn rows<'a>(item: &'a Item, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
    let body = |words: String| text::body(look, words);
    let mut all = Column::new().spacing(space::S10).width(Fill);
    let who = lang.pick(&item.applicants_zh, &item.applicants_en);
    if !who.is_empty() {
        all = all.push(line(ctx, t!(words, "catalogue-who"), body(who.to_owned())));
    }
    all = all.push(line(ctx, t!(words, "catalogue-bring"), materials(item, ctx)));
    let (rule, today) = says::how_long(ctx, item);
    let long = column![body(rule)].push((!today.is_empty()).then(|| text::strong(look, today))).spacing(2);
    all = all.push(line(ctx, t!(words, "catalogue-how-long"), long));
    let authority = lang.pick(&item.authority_zh, &item.authority_en);
    let limit = lang.pick(&item.authority_limit_zh, &item.authority_limit_en);
    let decides = match (authority.is_empty(), limit.is_empty()) {
        (true, _) => t!(words, "catalogue-decides-here"),
        (false, true) => authority.to_owned(),
        (false, false) => format!("{authority}{}{limit}", lang.pick("；", "; ")),
    };
    all = all.push(line(ctx, t!(words, "catalogue-decides"), body(decides)));
    let deliver = lang.pick(&item.deliver_to_zh, &item.deliver_to_en);
    if !deliver.is_empty() {
        all = all.push(line(ctx, t!(words, "catalogue-deliver"), body(deliver.to_owned())));
    }
    all = all.push(line(ctx, t!(words, "catalogue-fee"), body(t!(words, "catalogue-fee-none"))));
    let given = receipt_given(words, item.receipt);
    all = all.push(line(ctx, t!(words, "catalogue-given"), body(given)));
    let caution = lang.pick(&item.caution_zh, &item.caution_en);
    if !caution.is_empty() {
        all = all.push(line(ctx, t!(words, "catalogue-caution"), body(caution.to_owned())));
    }
    all = all.push(line(ctx, t!(words, "catalogue-phones"), body(phones(ctx))));
    all = all.push(line(ctx, t!(words, "catalogue-basis"), basis(item, ctx)));
    let steps = if lang == crate::domain::lang::Lang::En && !item.steps_en.is_empty() {
        &item.steps_en
    } else {
        &item.steps_zh
    };
    if !steps.is_empty() {
        let mut list = Column::new().spacing(space::S4);
        for (index, step) in steps.iter().enumerate() {
            let number = text::second(look, (index + 1).to_string()).width(18);
            list = list.push(row![number, body(step.clone()).width(Fill)]);
        }
        all = all.push(line(ctx, t!(words, "catalogue-steps"), list));
    }
    let note = lang.pick(&ctx.book.catalogue.note_zh, &ctx.book.catalogue.note_en);
    if !note.is_empty() {
        all = all.push(line(ctx, t!(words, "catalogue-note"), text::hint(look, note.to_owned())));
    }
    all.into()
}

fn materials<'a>(item: &'a Item, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    if item.materials.is_empty() {
        return text::body(look, t!(ctx.words, "catalogue-bring-nothing")).into();
    }
    let mut table = Column::new().push(rule(look));
    for material in &item.materials {
        let line = Row::new()
            .push(text::body(look, material.name(ctx.lang()).to_owned()).width(FillPortion(42)))
            .push(
                text::body(look, form_and_copies(&ctx.words, material.form, material.copies))
                    .width(FillPortion(23)),
            )
            .push(text::second(look, says::note(ctx, material)).width(FillPortion(35)))
            .spacing(space::S8);
        table = table.push(container(line).padding([5, 0])).push(rule(look));
    }
    table.into()
}

fn phones(ctx: &Ctx) -> String {
    let (words, community) = (&ctx.words, &ctx.book.community);
    let mut phones = Vec::new();
    if !community.enquiry_phone.is_empty() {
        phones.push(t!(words, "catalogue-phone-enquiry", phone = community.enquiry_phone.clone()));
    }
    if !community.supervision_phone.is_empty() {
        phones.push(t!(words, "catalogue-phone-supervision", phone = community.supervision_phone.clone()));
    }
    if phones.is_empty() { t!(words, "catalogue-phone-none") } else { phones.join("    ") }
}

/// The legal basis line by line, and how sure it is.
fn basis<'a>(item: &'a Item, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let (words, tone, boxed) = says::basis(&ctx.words, item.basis_source);
    let english = ctx.lang() == crate::domain::lang::Lang::En && !item.basis_en.is_empty();
    let lines = if english { &item.basis_en } else { &item.basis_zh };
    let icon = match item.basis_source {
        BasisSource::Found => Some(Icon::Check),
        BasisSource::Mixed | BasisSource::Knowledge => Some(Icon::CircleAlert),
        BasisSource::None => None,
    };
    let mut all = Column::new().spacing(space::S4);
    if item.basis_source != BasisSource::None {
        for line in lines {
            all = all.push(text::body(look, line.clone()));
        }
    }
    all.push(container(tag(look, tone, icon, words, boxed)).height(size::TAG)).into()
}
