//! Keys and buttons of the form: accept, accept with gaps, ask for what is missing, refuse.

use iced::advanced::widget::operation;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::{Decision, DeskError, Finished};
use crate::domain::catalogue::IdentityLevel;
use crate::domain::material::{MaterialState, receive_all};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, card};
use crate::ui::ctx::{Action, Answer, Ctx, NARROW, Route};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::dialogs::Dialog;
use super::{ACCEPT, Failure, IntakeScreen, Message, SEEN, material_id};

impl IntakeScreen {
    /// A key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if self.dialog.is_some() {
            return self.dialog_command(command, ctx);
        }
        match command {
            Command::Print => self.finish(Decision::Accept, ctx),
            Command::Gaps => self.finish(Decision::AcceptWithGaps, ctx),
            Command::Supplement => self.open_supplement(ctx),
            Command::Decline => self.open_refusal(),
            Command::AllPapers => {
                receive_all(&self.item, &self.form.fields, &self.draft.entries, &mut self.draft.materials);
                if self.item.identity == IdentityLevel::Verified {
                    self.draft.document_seen = true;
                }
                self.changed(ctx)
            }
            Command::Guide => Action::Guide { item: self.item.code.clone(), large: false },
            Command::Save => {
                let task = self.save(ctx);
                Action::Run(task)
            }
            Command::Enter => match self.last_edited.take() {
                Some(key) => self.next(&key, ctx),
                None => Action::Run(tab::focus_step(false)),
            },
            // In the list of materials from one box to the next, past those that do not apply.
            Command::Up | Command::Down => Action::Run(
                iced_runtime::task::widget(operation::focusable::find_focused())
                    .map(move |at| Message::Material(at, command == Command::Down)),
            ),
            // What is open beside a field is closed first.
            Command::Back if self.closes(ctx) => Action::None,
            Command::Back => Action::Go(Route::Reception),
            _ => Action::None,
        }
    }

    pub(super) fn finish(&mut self, decision: Decision, ctx: &Ctx) -> Action<Message> {
        if self.busy || self.over {
            return Action::None;
        }
        self.attempted = true;
        self.last_edited = None;
        self.busy = true;
        let draft = self.draft.clone();
        Action::Run(ctx.work(
            move |desk| {
                // What was typed last is kept first, so that even a refused form loses nothing.
                desk.save_draft(&draft)?;
                desk.finish(&draft, &decision)
            },
            Message::Finished,
        ))
    }

    pub(super) fn finished(&mut self, answer: Answer<Finished>, ctx: &Ctx) -> Action<Message> {
        self.busy = false;
        match answer {
            Ok(finished) => {
                self.over = true;
                self.dialog = None;
                let serials = finished.papers.iter().map(|paper| paper.serial.to_string()).collect();
                Action::Issue(serials, Task::done(Message::Leave))
            }
            Err(error) => {
                self.saved_edits = self.edits;
                self.failed(&error, ctx)
            }
        }
    }

    /// Says what is wrong and goes there.
    fn failed(&mut self, error: &Failure, ctx: &Ctx) -> Action<Message> {
        self.problem = Some(desk_error(&ctx.words, error));
        match &**error {
            DeskError::Form(errors) => {
                self.dialog = None;
                let first = self.judged.visible.iter().find(|key| errors.contains_key(*key));
                match first.cloned() {
                    Some(key) => {
                        let _ = self.editing.insert(key.clone());
                        let id = self.control_id(&key);
                        let select = iced::widget::operation::select_all(iced::widget::Id::from(id.clone()));
                        Action::Run(tab::focus(id).chain(select))
                    }
                    None => Action::None,
                }
            }
            DeskError::MaterialsMissing { hard, deferrable } => {
                self.dialog = None;
                match hard.first().or(deferrable.first()) {
                    Some(index) => Action::Run(tab::focus(material_id(*index))),
                    None => Action::None,
                }
            }
            DeskError::Enrolment(refusal) => {
                self.dialog = None;
                match self.enrolment_field(refusal) {
                    Some(key) => Action::Run(tab::focus(self.control_id(&key))),
                    None => Action::None,
                }
            }
            DeskError::DocumentNotSeen => {
                self.dialog = None;
                Action::Run(tab::focus(SEEN))
            }
            _ => Action::Fail(desk_error(&ctx.words, error)),
        }
    }

    /// Whether 容缺受理 is what is lawful now: nothing but deferrable papers is missing.
    fn only_gaps(&self) -> bool {
        !self.states.contains(&MaterialState::Missing)
            && self.states.contains(&MaterialState::MissingDeferrable)
    }

    fn nothing_missing(&self) -> bool {
        !self.states.iter().any(|s| matches!(s, MaterialState::Missing | MaterialState::MissingDeferrable))
    }

    pub(super) fn missing(&self) -> Vec<usize> {
        self.states
            .iter()
            .enumerate()
            .filter(|(_, s)| matches!(s, MaterialState::Missing | MaterialState::MissingDeferrable))
            .map(|(index, _)| index)
            .collect()
    }

    pub(super) fn asked_before(&self) -> bool {
        self.draft.goes_on
    }

    pub(super) fn actions<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let ready = !self.busy && !self.over;
        let press = |command, on: bool| (ready && on).then_some(Message::Press(command));
        let gaps = self.only_gaps();
        let printing = if self.busy { t!(words, "intake-busy") } else { t!(words, "intake-accept") };
        let mut line = row![
            button(look, printing)
                .icon(Icon::Printer)
                .key(Command::Print.key())
                .primary_if(!gaps)
                .tall()
                .id(ACCEPT)
                .on_press_maybe(press(Command::Print, self.nothing_missing())),
        ]
        .spacing(space::S8)
        .align_y(Center);
        if !self.item.materials.is_empty() {
            if self.item.materials.iter().any(|m| m.deferrable && m.required) {
                line = line.push(
                    button(look, t!(words, "intake-gaps"))
                        .key(Command::Gaps.key())
                        .primary_if(gaps)
                        .tall()
                        .on_press_maybe(press(Command::Gaps, gaps)),
                );
            }
            line = line.push(
                button(look, t!(words, "intake-supplement"))
                    .key(Command::Supplement.key())
                    .tall()
                    .on_press_maybe(press(Command::Supplement, true)),
            );
        }
        line = line.push(
            button(look, t!(words, "intake-refuse"))
                .key(Command::Decline.key())
                .tall()
                .on_press_maybe(press(Command::Decline, true)),
        );
        let wrong = self.judged.errors.len();
        let missing = self.missing().len();
        let tally: Element<'a, Message> = if self.problem.is_some() {
            iced::widget::space::horizontal().into()
        } else if self.attempted && wrong > 0 {
            error_line(look, t!(words, "intake-wrong", count = wrong))
        } else if missing > 0 && ctx.width >= NARROW {
            text::one_line(text::second(look, t!(words, "intake-missing", count = missing))).into()
        } else {
            iced::widget::space::horizontal().into()
        };
        line = line.push(container(tally).width(Fill).align_x(iced::Right).clip(true));
        // What is wrong stands above the buttons, in a place of its own, so that they keep theirs.
        let problem = self.problem.as_ref().map(|problem| error_line(look, problem.clone()));
        let above = container(iced::widget::Column::new().push(problem)).width(Fill);
        card(look, container(column![above, line].spacing(4)).padding([space::S8, space::S10]))
            .width(Fill)
            .into()
    }

    fn open_supplement(&mut self, ctx: &Ctx) -> Action<Message> {
        self.attempted = true;
        if let Some((key, _)) = self.judged.first_error() {
            let id = self.control_id(key);
            self.problem = Some(t!(ctx.words, "desk-form", count = self.judged.errors.len()));
            return Action::Run(tab::focus(id));
        }
        let due = ctx.desk.supplement_due(&self.item);
        self.dialog = Some(Dialog::supplement(due, self.asked_before()));
        Action::Run(tab::focus(super::dialogs::FIRST))
    }

    fn open_refusal(&mut self) -> Action<Message> {
        self.dialog = Some(Dialog::refusal(&self.item));
        Action::Run(tab::focus(super::dialogs::FIRST))
    }
}
