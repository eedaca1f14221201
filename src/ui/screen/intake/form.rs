//! The form card: who it is about, and the fields in two columns where they fit.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::IdentityLevel;
use crate::domain::form::Field;
use crate::domain::identity::IdWarning;
use crate::t;
use crate::ui::component::card::duty_card;
use crate::ui::component::tag::Tone;
use crate::ui::component::{card, checkbox, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words::sex_and_age;
use crate::ui::text;
use crate::ui::theme::space;

use super::controls::is_half;
use super::{IntakeScreen, Message, SEEN, is_duty};

impl IntakeScreen {
    /// Name, sex, age, number and phone of the person, masked; whether the document was checked; who was asked first.
    pub(super) fn person_line<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut line = row![].spacing(space::S12).align_y(Center).height(44);
        match &self.resident {
            Some(person) => {
                line = line.push(text::one_line(text::section(look, ctx.shown(&person.name))));
                let today = ctx.now.date_naive();
                let known = sex_and_age(words, person.sex(), person.age_on(today));
                line = line.push(text::one_line(text::second(look, known)));
                if let Some(document) = &person.document {
                    line = line.push(text::one_line(text::second(look, ctx.shown(document.number()))));
                    for IdWarning::AgeOver110 { age } in document.warnings(today) {
                        let label = t!(words, "warning-age", age = age);
                        line = line.push(tag(look, Tone::Warn, Icon::TriangleAlert, label, true));
                    }
                }
                if let Some(phone) = person.phone.as_ref().filter(|_| ctx.width >= NARROW) {
                    line = line.push(text::one_line(text::second(look, ctx.shown(phone))));
                }
            }
            None if self.item.identity == IdentityLevel::None => {
                line = line.push(text::one_line(text::section(look, t!(words, "board-no-name"))));
            }
            None => {
                line = line.push(text::one_line(text::section(look, t!(words, "intake-new-person"))));
            }
        }
        if self.item.identity == IdentityLevel::Verified {
            line = line.push(checkbox(
                look,
                SEEN,
                self.draft.document_seen,
                t!(words, "intake-document-seen"),
                Some(Message::Seen),
            ));
        }
        line = line.push(gap::horizontal());
        let first = ctx.book.staff_name(&self.visit.first_contact).to_owned();
        if ctx.width >= NARROW && !first.is_empty() {
            line = line.push(text::one_line(text::second(look, t!(words, "intake-first", name = first))));
        }
        container(line).padding([0.0, space::S12]).width(Fill).into()
    }

    fn visible(&self) -> impl Iterator<Item = &Field> {
        self.form.fields.iter().filter(|field| self.judged.visible.contains(&field.key))
    }

    /// The fields, two beside one another where both fit.
    pub(super) fn form_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let fields: Vec<&Field> = self.visible().filter(|field| !is_duty(&field.key)).collect();
        let mut rows = Column::new().spacing(space::S8).padding(space::S12);
        if fields.is_empty() {
            rows = rows.push(text::second(ctx.look, t!(ctx.words, "intake-no-fields")));
        }
        if !self.item.caution_zh.is_empty() {
            let caution = ctx.lang().pick(&self.item.caution_zh, &self.item.caution_en);
            let note = row![
                tinted(Icon::Info, 16.0, ctx.look.roles.text2),
                text::hint(ctx.look, caution.to_owned()).width(Fill)
            ]
            .spacing(space::S8);
            rows = rows.push(note);
        }
        rows = self.lay(ctx, rows, &fields);
        card(ctx.look, rows).width(Fill).into()
    }

    fn lay<'a>(
        &'a self,
        ctx: &'a Ctx,
        mut rows: Column<'a, Message>,
        fields: &[&'a Field],
    ) -> Column<'a, Message> {
        let two = ctx.width >= NARROW;
        let half = |field: &Field| two && is_half(field, ctx.lang());
        let mut at = 0;
        while let Some(field) = fields.get(at) {
            let beside = fields.get(at + 1).filter(|next| half(field) && half(next));
            if let Some(next) = beside {
                rows = rows.push(
                    row![
                        container(self.field_view(ctx, field)).width(Fill),
                        container(self.field_view(ctx, next)).width(Fill),
                    ]
                    .spacing(space::S10),
                );
                at += 2;
            } else {
                let view = container(self.field_view(ctx, field)).width(Fill);
                rows = if half(field) {
                    rows.push(row![view, gap::horizontal()].spacing(space::S10))
                } else {
                    rows.push(view)
                };
                at += 1;
            }
        }
        rows
    }

    /// The duty to report: a card of its own that stays until it is answered (`domain.md` §3.11).
    pub(super) fn duty_part<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let yes = self.draft.entries.get("duty_report").map(String::as_str) == Some("yes")
            || self.visible().any(|field| field.key == "report_to");
        let fields: Vec<&Field> = self.visible().filter(|field| is_duty(&field.key)).collect();
        if fields.is_empty() {
            return None;
        }
        let look = ctx.look;
        let mut rows = Column::new().spacing(space::S8);
        if yes {
            let title = row![
                tinted(Icon::ShieldAlert, 20.0, look.roles.danger),
                text::section(look, t!(ctx.words, "duty-title"))
            ]
            .spacing(space::S8)
            .align_y(Center);
            rows = rows.push(column![title, text::body(look, t!(ctx.words, "duty-line"))].spacing(4));
        }
        let rows = self.lay(ctx, rows, &fields);
        Some(if yes {
            duty_card(look, rows).width(Fill).into()
        } else {
            card(look, rows.padding(space::S12)).width(Fill).into()
        })
    }
}
