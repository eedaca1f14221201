//! One control for each type of field.

use iced::widget::{column, row};
use iced::{Center, Element};

use crate::domain::form::{Choice, Field, FieldError, FieldType, NO_PHONE};
use crate::domain::identity::IdError;
use crate::domain::lang::Lang;
use crate::domain::masked::covered;
use crate::i18n::field_error;
use crate::t;
use crate::ui::component::{button, choice, field, input, longtext};
use crate::ui::ctx::Ctx;
use crate::ui::screen::dates::{DateField, date_field, is_date};
use crate::ui::text;
use crate::ui::theme::space;

use super::{IntakeScreen, Message, field_id, is_personal};

/// More options than this are filtered by what is typed.
const CHOICES: usize = 10;

/// How much of the form's width a field takes.
pub(super) fn is_half(control: &Field, lang: Lang) -> bool {
    match control.kind {
        // A class is told with its time and its places.
        FieldType::Course
        | FieldType::Longtext
        | FieldType::Persons
        | FieldType::Address
        | FieldType::Location
        | FieldType::Bank
        | FieldType::Multichoice => false,
        FieldType::Choice => options_width(&control.options, lang) < 322.0,
        _ => true,
    }
}

fn options_width(options: &[Choice], lang: Lang) -> f32 {
    options.iter().map(|option| text::width(option.label(lang), 14.0) + 36.0).sum()
}

impl IntakeScreen {
    pub(super) fn entry(&self, key: &str) -> &str {
        self.draft.entries.get(key).map_or("", String::as_str)
    }

    /// What is wrong with a field, once it is fair to say so: after an attempt to finish, or when it was left.
    fn told(&self, ctx: &Ctx, control: &Field) -> Option<String> {
        let error = self.judged.errors.get(&control.key)?;
        // What is wrong with a person stands beneath the cell.
        if matches!(error, FieldError::Persons(_)) {
            return None;
        }
        let being_edited =
            self.last_edited.as_ref().is_some_and(|key| key.split('.').next() == Some(control.key.as_str()));
        let empty = *error == FieldError::Required;
        let fair = if empty { self.attempted } else { !being_edited || self.attempted };
        fair.then(|| field_error(&ctx.words, error))
    }

    /// Label, control and error of a field.
    pub(super) fn field_view<'a>(&'a self, ctx: &'a Ctx, control: &'a Field) -> Element<'a, Message> {
        let error = self.told(ctx, control);
        let help = control.help(ctx.lang());
        let empty = self.entry(&control.key).is_empty();
        let help = (!help.is_empty() && empty).then(|| help.to_owned());
        let wrong = error.is_some();
        let shown = self.control(ctx, control, wrong);
        let width = if ctx.lang() == Lang::En { 104.0 } else { 84.0 };
        field(ctx.look, control.label(ctx.lang()).to_owned(), control.required, shown, error, help)
            .label_width(width)
            .into()
    }

    fn control<'a>(&'a self, ctx: &'a Ctx, control: &'a Field, wrong: bool) -> Element<'a, Message> {
        let (look, lang) = (ctx.look, ctx.lang());
        let key = control.key.as_str();
        match control.kind {
            FieldType::Bool => {
                let chosen: Vec<usize> = match self.entry(key) {
                    "yes" => vec![0],
                    "no" => vec![1],
                    _ => vec![],
                };
                let options = [t!(ctx.words, "yes"), t!(ctx.words, "no")];
                choice(
                    look,
                    field_id(key),
                    options,
                    &chosen,
                    move |at| Message::Chose(key.to_owned(), at),
                    wrong,
                )
                .into()
            }
            FieldType::Choice if control.options.len() > CHOICES => self.picker(ctx, control, wrong),
            FieldType::Choice | FieldType::Multichoice => {
                let ids: Vec<&str> = self.entry(key).split(',').collect();
                let chosen: Vec<usize> = control
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(_, option)| ids.contains(&option.id.as_str()))
                    .map(|(at, _)| at)
                    .collect();
                let labels: Vec<String> = control.options.iter().map(|o| o.label(lang).to_owned()).collect();
                choice(
                    look,
                    field_id(key),
                    labels,
                    &chosen,
                    move |at| Message::Chose(key.to_owned(), at),
                    wrong,
                )
                .into()
            }
            FieldType::Persons => self.persons(ctx, control, wrong),
            FieldType::Longtext => match self.contents.get(key) {
                Some(content) => longtext(look, field_id(key), "", content, move |action| {
                    Message::Wrote(key.to_owned(), action)
                })
                .on_enter(Message::Next(key.to_owned()))
                .lines(2)
                .error(wrong)
                .into(),
                None => iced::widget::space::vertical().height(0).into(),
            },
            FieldType::Bank => row![
                self.line(
                    ctx,
                    control,
                    &format!("{key}.name"),
                    t!(ctx.words, "hint-bank"),
                    wrong && self.entry(&format!("{key}.name")).is_empty()
                ),
                self.line(ctx, control, &format!("{key}.account"), t!(ctx.words, "hint-account"), wrong),
            ]
            .spacing(space::S8)
            .into(),
            FieldType::Item | FieldType::Staff | FieldType::Room => self.picker(ctx, control, wrong),
            FieldType::Course | FieldType::Term if !control.options.is_empty() => {
                self.picker(ctx, control, wrong)
            }
            FieldType::Address => self.address(ctx, control, wrong),
            FieldType::Compound | FieldType::Location => {
                let line = self.line(ctx, control, key, Self::hint(ctx, control), wrong);
                self.with_offers(ctx, key, line)
            }
            kind if is_date(kind) => self.date(ctx, control, wrong),
            _ => self.line_with_extras(ctx, control, wrong),
        }
    }

    fn hint(ctx: &Ctx, control: &Field) -> String {
        let words = &ctx.words;
        match control.kind {
            FieldType::Money => t!(words, "hint-money"),
            _ => String::new(),
        }
    }

    /// A day, a month, a day and a time.
    fn date<'a>(&'a self, ctx: &'a Ctx, control: &'a Field, wrong: bool) -> Element<'a, Message> {
        let key = control.key.as_str();
        let open = self.calendar.as_ref().filter(|(of, _)| of == key).map(|(_, open)| *open);
        let shown = DateField { id: field_id(key), kind: control.kind, value: self.entry(key), wrong, open };
        date_field(
            ctx,
            shown,
            move |text| Message::Typed(key.to_owned(), text),
            move |turn| Message::Turned(key.to_owned(), turn),
            Message::Next(key.to_owned()),
        )
    }

    /// One line of typing.
    fn line<'a>(
        &'a self,
        ctx: &'a Ctx,
        control: &'a Field,
        key: &str,
        hint: String,
        wrong: bool,
    ) -> Element<'a, Message> {
        let typed = self.entry(key);
        let masked = self.is_masked(ctx, control, key);
        let value = if masked { self.mask(control, typed) } else { typed.to_owned() };
        let latin = matches!(
            control.kind,
            FieldType::Int | FieldType::Money | FieldType::Decimal | FieldType::Identity
        );
        let (typed_key, next) = (key.to_owned(), Message::Next(key.to_owned()));
        input(ctx.look, field_id(key), hint, value, move |text| Message::Typed(typed_key.clone(), text))
            .on_submit(next)
            .error(wrong)
            .latin(latin)
            .masked(masked)
            .into()
    }

    /// A personal number from the file stays masked until it is to be changed; what is being typed is seen.
    fn is_masked(&self, ctx: &Ctx, control: &Field, key: &str) -> bool {
        let personal = is_personal(control) || key.ends_with(".account");
        let typed = self.entry(key);
        personal
            && !typed.is_empty()
            && typed != NO_PHONE
            && !ctx.reveal
            && self.last_edited.as_deref() != Some(key)
            && !self.judged.errors.contains_key(&control.key)
    }

    fn mask(&self, control: &Field, typed: &str) -> String {
        use crate::domain::form::Answer;
        match self.judged.answers.get(&control.key) {
            Some(Answer::Phone(phone)) => phone.to_string(),
            Some(Answer::Identity(document)) => document.number().to_string(),
            Some(Answer::Bank { account, .. }) => account.to_string(),
            Some(Answer::Name(name)) => name.to_string(),
            Some(Answer::Text(text)) => covered(text),
            _ => "*".repeat(typed.chars().count()),
        }
    }

    fn line_with_extras<'a>(&'a self, ctx: &'a Ctx, control: &'a Field, wrong: bool) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let key = control.key.as_str();
        let line = self.line(ctx, control, key, Self::hint(ctx, control), wrong);
        let mut across = row![line].spacing(space::S8).align_y(Center);
        if self.is_masked(ctx, control, key) {
            across = across.push(
                button(look, t!(words, "intake-change")).quiet().on_press(Message::Edit(key.to_owned())),
            );
        }
        // A check digit that fails may stand on the card itself: then the reason is asked, and kept with the number.
        let lifted = format!("{key}_reason");
        let fails = matches!(
            self.judged.errors.get(key),
            Some(FieldError::Identity(IdError::CheckDigit { .. } | IdError::BirthDate { .. }))
        );
        if control.kind == FieldType::Identity && (fails || !self.entry(&lifted).is_empty()) {
            let on_input = {
                let lifted = lifted.clone();
                move |text| Message::Typed(lifted.clone(), text)
            };
            let reason =
                input(look, field_id(&lifted), t!(words, "hint-as-printed"), self.entry(&lifted), on_input)
                    .on_submit(Message::Next(key.to_owned()));
            return column![across, reason].spacing(4).into();
        }
        across.into()
    }
}
