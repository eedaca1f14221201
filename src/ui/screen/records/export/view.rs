//! The dialog of an export, as seen.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill, Top};

use crate::domain::lang::Lang;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, field, input, rule};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::screen::settings::picker;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, size, space, type_};

use super::super::profiles::personal_tag;
use super::{CLOSE, DO, Export, FORMAT, FULL, Message, PROFILE, REASON, SHEETS, Stage};

/// Width of the labels, px.
const LABEL: f32 = 84.0;
/// Width of the dialog at most, px.
const WIDTH: f32 = 640.0;

impl Export {
    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if let Some(sheets) = &self.sheets {
            return sheets.view(ctx).map(Message::Sheets);
        }
        let (look, words) = (ctx.look, &ctx.words);
        let narrow = ctx.width < NARROW;
        let inside: Element<'a, Message> = match &self.stage {
            Stage::Asked => self.asked(ctx),
            Stage::Going(rows, days, of_days) => column![
                text::body(look, t!(words, "export-going", rows = *rows)),
                text::second(look, t!(words, "export-going-days", days = *days, of = *of_days)),
            ]
            .spacing(space::S8)
            .into(),
            Stage::Done { path, rows, left_out } => {
                let out = (*left_out > 0)
                    .then(|| text::second(look, t!(words, "export-left-out", count = *left_out)));
                column![
                    text::body(look, t!(words, "export-done", rows = *rows)),
                    text::second(look, path.display().to_string()),
                ]
                .push(out)
                .spacing(space::S8)
                .into()
            }
        };
        let write = matches!(self.stage, Stage::Asked).then(|| {
            let ready = !self.profiles.is_empty();
            Element::from(
                button(look, if self.print { t!(words, "records-print") } else { t!(words, "export-do") })
                    .key(Command::Save.key())
                    .primary()
                    .tall()
                    .id(DO)
                    .on_press_maybe(ready.then_some(Message::Do)),
            )
        });
        let close = if matches!(self.stage, Stage::Going(..)) {
            t!(words, "export-stop")
        } else {
            t!(words, "matter-close")
        };
        let close = button(look, close).key(Command::Back.key()).tall().id(CLOSE).on_press(Message::Close);
        let bar = row![].push(write).push(gap::horizontal()).push(close).spacing(space::S8).align_y(Center);
        let title = if self.print { t!(words, "records-print") } else { t!(words, "export-title") };
        let title = text::title(look, title);
        let error = self.error.clone().map(|error| error_line(look, error));
        if !narrow {
            let all = column![title, rule(look), inside].push(error).push(rule(look)).push(bar);
            let between = if ctx.width < WIDE { space::S8 } else { space::S12 };
            return container(dialog_card(look, all.spacing(between))).max_width(WIDTH).into();
        }
        let body = column![inside].push(error).spacing(space::S8);
        let body = scroll::vertical(look, container(body).padding(iced::padding::right(14)));
        let all = column![title, body.width(Fill).height(Fill), rule(look), bar];
        let card = dialog_card(look, all.spacing(space::S8)).padding(space::S12);
        container(card.height(Fill)).max_width(WIDTH).max_height(600).into()
    }

    fn asked<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let format = choice(
            look,
            FORMAT,
            ["xlsx", "CSV UTF-8", "CSV GB18030", "PDF", "JSON"],
            &[self.format],
            Message::Format,
            false,
        );
        let full = choice(
            look,
            FULL,
            [t!(words, "export-masked"), t!(words, "export-in-full")],
            &[usize::from(self.full)],
            Message::Full,
            false,
        );
        let days = format!("{} — {}", self.query.from, self.query.to);
        let line = |label: String, control: Element<'a, Message>| {
            Element::from(field(look, label, false, control, None, None).label_width(LABEL))
        };
        let reason = self.full.then(|| {
            let control = input(look, REASON, "", self.reason.clone(), Message::Reason)
                .error(self.reason_error.is_some())
                .on_submit(Message::Do);
            Element::from(
                field(look, t!(words, "person-reason"), true, control, self.reason_error.clone(), None)
                    .label_width(LABEL),
            )
        });
        let beyond = (!self.beyond.is_empty()).then(|| {
            let filters = self.beyond.join(words.lang().pick("、", ", "));
            error_line(look, t!(words, "export-beyond", filters = filters))
        });
        column![
            text::body(look, format!("{}　{days}", self.query.ledger.name(ctx.lang()))),
            line(t!(words, "export-profile"), self.choice_of_profile(ctx)),
        ]
        .push((!self.print).then(|| line(t!(words, "export-format"), format.into())))
        .push(line(t!(words, "export-personal"), full.into()))
        .push(reason)
        .push(beyond)
        .spacing(if ctx.width < WIDE { space::S8 } else { space::S12 })
        .into()
    }

    /// The profiles, of which a few are seen at once however many there are, and beside them the way to look after them.
    fn choice_of_profile<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let most = if ctx.width < WIDE { 3 } else { 5 };
        let seen = self.profiles.len().clamp(1, most) as f32;
        // What the dialog leaves a name, less its padding, the label, the button, and the padding, bar and tag of a row.
        let inner = (ctx.width - 48.0).min(WIDTH) - if ctx.width < NARROW { 40.0 } else { 48.0 };
        let room = inner - (LABEL + 16.0) - if ctx.lang() == Lang::Zh { 238.0 } else { 288.0 };
        let content = move |at: usize| -> Element<'a, Message> {
            let Some(profile) = self.profiles.get(at) else { return gap::horizontal().into() };
            let name = text::fit(&profile.name, room, type_::BODY.size);
            let face = if at == self.profile { text::BOLD } else { text::FONT };
            let name = text::one_line(text::body(look, name).font(face));
            row![container(name).width(Fill).clip(true)]
                .push(profile.is_personal().then(|| personal_tag(ctx)))
                .spacing(space::S8)
                .align_y(Center)
                .into()
        };
        let place = (self.profiles.len(), Some(self.profile), &self.scroll);
        let list =
            picker::scrolled(look, PROFILE, place, content, |at, _| Message::Profile(at), Message::Scrolled);
        let high = seen * size::ROW_LIST + 2.0 * (look.focus_line() + look.line());
        let list = container(list)
            .padding(look.line())
            .width(Fill)
            .height(high)
            .style(move |_| boxes::filled(look, look.roles.surface).border(look.control_edge()));
        let asks = button(look, t!(ctx.words, "export-profiles"))
            .key(Command::Open.key())
            .id(SHEETS)
            .on_press_maybe((!self.profiles.is_empty()).then_some(Message::AskProfiles));
        row![list, asks].spacing(space::S8).align_y(Top).into()
    }
}
