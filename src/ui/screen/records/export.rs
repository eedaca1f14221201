//! 导出表格: a register leaves the desk as a file, in the columns of a profile; masked, or in full with a reason that is on
//! record. On paper it is written among the papers and handed to the printer as they are.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Task};

use crate::desk::{LedgerProgress, LedgerQuery};
use crate::domain::ledger::Profile;
use crate::exchange::csv_file::Encoding;
use crate::exchange::ledgers::{Format, export, file_name};
use crate::i18n::{desk_error, export_error};
use crate::paper::office::FOLDER as PAPERS;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, field, input, rule};
use crate::ui::ctx::{Answer, Ctx, NARROW, watched};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

/// The folder of exports within the data folder.
pub const FOLDER: &str = "exports";
const PROFILE: &str = "export-profile";
const FORMAT: &str = "export-format";
const FULL: &str = "export-full";
const REASON: &str = "export-reason";
const DO: &str = "export-do";
/// Width of the labels, px.
const LABEL: f32 = 84.0;
/// The formats, in the order of their digits.
const FORMATS: [Format; 5] =
    [Format::Xlsx, Format::Csv(Encoding::Utf8), Format::Csv(Encoding::Gb18030), Format::Pdf, Format::Json];

/// How far it is.
#[derive(Debug, Clone)]
enum Stage {
    /// It is asked how.
    Asked,
    /// It is written: rows so far, days behind, days in all.
    Going(u64, u32, u32),
    /// It is written, and where.
    Done { path: PathBuf, rows: u64, left_out: u64 },
}

/// What was written: where, how many rows, how many restricted ones were left out.
pub type Made = (PathBuf, u64, u64);

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The profiles of the register.
    Profiles(Answer<Vec<Profile>>),
    /// Which of them.
    Profile(usize),
    /// Which format.
    Format(usize),
    /// Masked or in full.
    Full(usize),
    /// Why in full.
    Reason(String),
    /// Writes it.
    Do,
    /// How far it is.
    Progress(LedgerProgress),
    /// It is written, or not: then why, in a sentence.
    Written(Result<Made, String>),
    /// Esc: stops it, or closes.
    Close,
}

/// What it wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To print what was written, and run a task.
    Print(PathBuf, Task<Message>),
    /// To be closed.
    Close,
}

/// The dialog.
#[derive(Debug)]
pub struct Export {
    query: LedgerQuery,
    /// It goes to the printer.
    print: bool,
    /// Filters of the screen that an export does not know.
    beyond: Vec<String>,
    profiles: Vec<Profile>,
    profile: usize,
    format: usize,
    full: bool,
    reason: String,
    reason_error: Option<String>,
    error: Option<String>,
    stage: Stage,
    stop: Arc<AtomicBool>,
}

impl Export {
    /// Asks how rows are to be written. `print`: on paper.
    pub fn new(query: LedgerQuery, beyond: Vec<String>, print: bool, ctx: &Ctx) -> (Self, Task<Message>) {
        let ledger = query.ledger;
        let format = if print { FORMATS.iter().position(|format| *format == Format::Pdf) } else { None };
        let export = Self {
            query,
            print,
            beyond,
            profiles: Vec::new(),
            profile: 0,
            format: format.unwrap_or(0),
            full: false,
            reason: String::new(),
            reason_error: None,
            error: None,
            stage: Stage::Asked,
            stop: Arc::default(),
        };
        let task = ctx.work(move |desk| desk.ledger_profiles(ledger), Message::Profiles);
        (export, task)
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        DO
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        match command {
            Command::Back => self.update(Message::Close, ctx),
            Command::Save => self.update(Message::Do, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Profiles(Ok(profiles)) => {
                self.profiles = profiles;
                // Only now there is something to press.
                return Wish::Run(tab::focus(DO));
            }
            Message::Profiles(Err(error)) => self.error = Some(desk_error(&ctx.words, &error)),
            Message::Profile(at) => self.profile = at,
            Message::Format(at) => self.format = at,
            Message::Full(at) => {
                self.full = at == 1;
                if self.full {
                    return Wish::Run(tab::focus(REASON));
                }
            }
            Message::Reason(reason) => {
                self.reason = reason;
                self.reason_error = None;
            }
            Message::Do => return self.write(ctx),
            Message::Progress(progress) => {
                if matches!(self.stage, Stage::Going(..)) {
                    self.stage = Stage::Going(progress.rows, progress.days, progress.of_days);
                }
            }
            Message::Written(Ok((path, rows, left_out))) => {
                self.stage = Stage::Done { path: path.clone(), rows, left_out };
                let focus = tab::focus(CLOSE);
                return if self.print { Wish::Print(path, focus) } else { Wish::Run(focus) };
            }
            Message::Written(Err(error)) => {
                self.stage = Stage::Asked;
                self.error = Some(error);
                return Wish::Run(tab::focus(DO));
            }
            Message::Close => {
                if matches!(self.stage, Stage::Going(..)) {
                    self.stop.store(true, Ordering::Relaxed);
                } else {
                    return Wish::Close;
                }
            }
        }
        Wish::Nothing
    }

    fn write(&mut self, ctx: &Ctx) -> Wish {
        if !matches!(self.stage, Stage::Asked) {
            return Wish::Nothing;
        }
        let reason = self.reason.trim().to_owned();
        if self.full && reason.is_empty() {
            self.reason_error = Some(t!(ctx.words, "step-no-reason"));
            return Wish::Run(tab::focus(REASON));
        }
        let (Some(profile), Some(format)) = (self.profiles.get(self.profile), FORMATS.get(self.format))
        else {
            return Wish::Nothing;
        };
        self.error = None;
        self.stop = Arc::new(AtomicBool::new(false));
        self.stage = Stage::Going(0, 0, 0);
        let query = LedgerQuery { reason: self.full.then_some(reason), ..self.query.clone() };
        let (profile, format) = (profile.clone(), *format);
        let (desk, words, stop) = (Arc::clone(&ctx.desk), ctx.words.clone(), Arc::clone(&self.stop));
        let folder = ctx.data.join(if self.print { PAPERS } else { FOLDER });
        Wish::Run(watched(
            move |say: &mut dyn FnMut(LedgerProgress)| -> Result<Made, String> {
                std::fs::create_dir_all(&folder)
                    .map_err(|error| t!(words, "paper-file", detail = error.to_string()))?;
                let path = folder.join(file_name(query.ledger, query.from, query.to, format));
                let made = export(&desk, &query, &profile, format, &path, &mut |at| say(*at), &stop);
                let made = made.map_err(|error| export_error(&words, &error))?;
                Ok((path, made.done.rows, made.done.left_out))
            },
            Message::Progress,
            Message::Written,
        ))
    }

    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
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
            return container(dialog_card(look, all.spacing(space::S12))).max_width(640).into();
        }
        let body = column![inside].push(error).spacing(space::S8);
        let body = scroll::vertical(look, container(body).padding(iced::padding::right(14)));
        let all = column![title, body.width(iced::Fill).height(iced::Fill), rule(look), bar];
        let card = dialog_card(look, all.spacing(space::S8)).padding(space::S12);
        container(card.height(iced::Fill)).max_width(640).max_height(600).into()
    }

    fn asked<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let profiles: Vec<String> = self.profiles.iter().map(|profile| profile.name.clone()).collect();
        let profile = choice(look, PROFILE, profiles, &[self.profile], Message::Profile, false);
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
            line(t!(words, "export-profile"), profile.into()),
        ]
        .push((!self.print).then(|| line(t!(words, "export-format"), format.into())))
        .push(line(t!(words, "export-personal"), full.into()))
        .push(reason)
        .push(beyond)
        .spacing(space::S12)
        .into()
    }
}

const CLOSE: &str = "export-close";
