//! The cards of 补正 and 不予受理: nothing is refused or sent back by one key press.

use chrono::NaiveDate;
use iced::Element;
use iced::widget::{Column, column, row, space as gap};

use crate::desk::Decision;
use crate::domain::catalogue::Item;
use crate::domain::form::{FieldError, FieldType, read_date};
use crate::domain::intake::Refusal;
use crate::i18n::field_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{Calendar, Turn, button, field, input};
use crate::ui::ctx::{Action, Ctx};
use crate::ui::screen::dates::{DateField, date_field, day_meant, opened};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::IntakeScreen;

/// Id of a dialog's first field.
pub const FIRST: &str = "dialog-first";
const SECOND: &str = "dialog-second";
const THIRD: &str = "dialog-third";

/// An open dialog.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Every day of the reckoning.
    Days,
    /// 补正
    Supplement {
        /// What else must be put right.
        note: String,
        /// By when.
        due: String,
        /// The calendar beside it, while it is open.
        calendar: Option<Calendar>,
        /// Why again, the second time.
        again: Option<String>,
        /// What is wrong with the day.
        due_error: Option<FieldError>,
        /// The reason for asking again is missing.
        again_error: bool,
    },
    /// 不予受理
    Refuse {
        /// Why.
        reason: String,
        /// On what basis.
        basis: String,
        /// Where to go.
        redirect: String,
        /// The reason is missing.
        reason_error: bool,
    },
}

/// What happens in a dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The first field was typed in.
    First(String),
    /// The second.
    Second(String),
    /// Something of the calendar beside the day.
    Due(Turn),
    /// The third.
    Third(String),
    /// Enter in a field: to the next.
    Next,
    /// Print.
    Print,
    /// Not after all.
    Cancel,
}

impl Dialog {
    pub(super) fn supplement(due: NaiveDate, asked_before: bool) -> Self {
        Self::Supplement {
            note: String::new(),
            due: due.to_string(),
            calendar: None,
            again: asked_before.then(String::new),
            due_error: None,
            again_error: false,
        }
    }

    pub(super) fn refusal(item: &Item) -> Self {
        Self::Refuse {
            reason: String::new(),
            basis: item.basis_zh.first().cloned().unwrap_or_default(),
            redirect: item.authority_zh.clone(),
            reason_error: false,
        }
    }

    fn change(&mut self, message: Message, today: NaiveDate) {
        match (self, message) {
            (Self::Supplement { note, .. }, Message::First(text)) => *note = text,
            (Self::Supplement { due, due_error, calendar, .. }, Message::Second(text)) => {
                if let (Some(open), Some(day)) = (calendar, day_meant(FieldType::Date, &text, today)) {
                    open.mark(day);
                }
                *due = text;
                *due_error = None;
            }
            (Self::Supplement { due, due_error, calendar, .. }, Message::Due(turn)) => match turn {
                Turn::Open => *calendar = Some(opened(FieldType::Date, due, today)),
                Turn::Close => *calendar = None,
                turn => {
                    if let Some(day) = calendar.as_mut().and_then(|open| open.turn(turn, today)) {
                        *due = day.to_string();
                        *due_error = None;
                        *calendar = None;
                    }
                }
            },
            (Self::Supplement { again, again_error, .. }, Message::Third(text)) => {
                *again = Some(text);
                *again_error = false;
            }
            (Self::Refuse { reason, reason_error, .. }, Message::First(text)) => {
                *reason = text;
                *reason_error = false;
            }
            (Self::Refuse { basis, .. }, Message::Second(text)) => *basis = text,
            (Self::Refuse { redirect, .. }, Message::Third(text)) => *redirect = text,
            (_, Message::Print | Message::Next | Message::Cancel | Message::Due(_)) | (Self::Days, _) => {}
        }
    }

    /// The decision, or the id of the first field that is wrong.
    fn decide(&mut self, today: NaiveDate) -> Result<Decision, &'static str> {
        match self {
            Self::Days => Err(FIRST),
            Self::Supplement { note, due, again, due_error, again_error, .. } => {
                let day = match read_date(due, today) {
                    Some(day) if day > today => day,
                    _ => {
                        *due_error = Some(FieldError::NotDate);
                        return Err(SECOND);
                    }
                };
                if again.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
                    *again_error = true;
                    return Err(THIRD);
                }
                Ok(Decision::AskSupplement {
                    note: note.trim().to_owned(),
                    due: day,
                    reason_again: again.clone().unwrap_or_default(),
                })
            }
            Self::Refuse { reason, basis, redirect, reason_error } => {
                if reason.trim().is_empty() {
                    *reason_error = true;
                    return Err(FIRST);
                }
                Ok(Decision::Refuse(Refusal {
                    reason: reason.trim().to_owned(),
                    basis: basis.trim().to_owned(),
                    redirect: redirect.trim().to_owned(),
                }))
            }
        }
    }
}

impl IntakeScreen {
    pub(super) fn dialog_update(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        match message {
            Message::Print => self.dialog_print(ctx),
            Message::Cancel => {
                self.dialog = None;
                Action::Run(self.return_focus())
            }
            Message::Next => Action::Run(tab::focus_step(false)),
            other => {
                let opens = matches!(other, Message::Due(Turn::Open));
                if let Some(dialog) = &mut self.dialog {
                    dialog.change(other, ctx.now.date_naive());
                }
                if opens { Action::Run(tab::focus(SECOND)) } else { Action::None }
            }
        }
    }

    pub(super) fn dialog_command(&mut self, command: Command, ctx: &Ctx) -> Action<super::Message> {
        match command {
            Command::Back => {
                // The calendar first, if it is open.
                if let Some(Dialog::Supplement { calendar, .. }) = &mut self.dialog
                    && calendar.take().is_some()
                {
                    return Action::None;
                }
                self.dialog_update(Message::Cancel, ctx)
            }
            Command::Enter | Command::Print if matches!(self.dialog, Some(Dialog::Days)) => {
                self.dialog_update(Message::Cancel, ctx)
            }
            Command::Print => self.dialog_print(ctx),
            Command::Enter => Action::Run(tab::focus_step(false)),
            _ => Action::None,
        }
    }

    fn dialog_print(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let Some(dialog) = &mut self.dialog else { return Action::None };
        match dialog.decide(ctx.now.date_naive()) {
            Ok(decision) => self.finish(decision, ctx),
            Err(id) => Action::Run(tab::focus(id)),
        }
    }

    /// The open dialog.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, super::Message>> {
        let dialog = self.dialog.as_ref()?;
        if matches!(dialog, Dialog::Days) {
            return Some(self.days_dialog(ctx).map(super::Message::Dialog));
        }
        let (look, words) = (ctx.look, &ctx.words);
        let line =
            |id: &'static str, hint: String, value: &str, message: fn(String) -> Message, error: bool| {
                input(look, id, hint, value.to_owned(), message).error(error)
            };
        let mut lines = Column::new().spacing(space::S12);
        let print = match dialog {
            Dialog::Days => String::new(),
            Dialog::Supplement { note, due, calendar, again, due_error, again_error } => {
                lines = lines.push(text::title(look, t!(words, "supplement-title")));
                let names: Vec<String> = self
                    .missing()
                    .into_iter()
                    .filter_map(|index| self.item.materials.get(index))
                    .map(|material| material.name(ctx.lang()).to_owned())
                    .collect();
                let list = if names.is_empty() {
                    t!(words, "supplement-nothing")
                } else {
                    names.join(ctx.lang().pick("、", ", "))
                };
                lines = lines.push(field(
                    look,
                    t!(words, "supplement-missing"),
                    false,
                    text::strong(look, list),
                    None,
                    None,
                ));
                lines = lines.push(field(
                    look,
                    t!(words, "supplement-note"),
                    false,
                    line(FIRST, t!(words, "supplement-note-hint"), note, Message::First, false),
                    None,
                    None,
                ));
                lines = lines.push(field(
                    look,
                    t!(words, "supplement-due"),
                    true,
                    date_field(
                        ctx,
                        DateField {
                            id: SECOND.to_owned(),
                            kind: FieldType::Date,
                            value: due,
                            wrong: due_error.is_some(),
                            open: *calendar,
                        },
                        Message::Second,
                        Message::Due,
                        Message::Next,
                    ),
                    due_error.as_ref().map(|error| field_error(words, error)),
                    None,
                ));
                if let Some(again) = again {
                    lines = lines.push(field(
                        look,
                        t!(words, "supplement-again"),
                        true,
                        line(THIRD, String::new(), again, Message::Third, *again_error),
                        again_error.then(|| t!(words, "step-told-already")),
                        None,
                    ));
                }
                t!(words, "supplement-print")
            }
            Dialog::Refuse { reason, basis, redirect, reason_error } => {
                lines = lines.push(text::title(look, t!(words, "refuse-title")));
                lines = lines.push(field(
                    look,
                    t!(words, "refuse-reason"),
                    true,
                    line(FIRST, t!(words, "refuse-reason-hint"), reason, Message::First, *reason_error),
                    reason_error.then(|| t!(words, "step-no-reason")),
                    None,
                ));
                lines = lines.push(field(
                    look,
                    t!(words, "refuse-basis"),
                    false,
                    line(SECOND, String::new(), basis, Message::Second, false),
                    None,
                    None,
                ));
                lines = lines.push(field(
                    look,
                    t!(words, "refuse-redirect"),
                    false,
                    line(THIRD, String::new(), redirect, Message::Third, false),
                    None,
                    None,
                ));
                t!(words, "refuse-print")
            }
        };
        let buttons = row![
            button(look, print)
                .key(Command::Print.key())
                .primary()
                .on_press_maybe((!self.busy).then_some(Message::Print)),
            gap::horizontal(),
            button(look, t!(words, "dialog-cancel")).key("Esc").quiet().on_press(Message::Cancel),
        ];
        let whole: Element<'a, Message> =
            dialog_card(look, column![lines, buttons].spacing(space::S16)).max_width(640).into();
        Some(whole.map(super::Message::Dialog))
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, super::Message>> {
        use crate::ui::component::status::key_hint;
        let (look, words) = (ctx.look, &ctx.words);
        let mut hints = Vec::new();
        if let Some(at) = self.saved_at {
            let time = at.format("%H:%M").to_string();
            hints.push(key_hint(
                look,
                t!(words, "intake-draft-saved", time = time),
                "Enter",
                t!(words, "hint-enter"),
            ));
        } else {
            hints.push(key_hint(look, "", "Enter", t!(words, "hint-enter")));
        }
        hints.push(key_hint(look, "", "Esc", t!(words, "hint-back")));
        hints
    }
}
