//! 导出表格: a register leaves the desk as a file, in the columns of a profile; masked, or in full with a reason that is on
//! record. On paper it is written among the papers and handed to the printer as they are.

mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::Task;

use crate::desk::{LedgerProgress, LedgerQuery};
use crate::domain::ledger::Profile;
use crate::exchange::csv_file::Encoding;
use crate::exchange::ledgers::{Format, export, file_name};
use crate::i18n::{desk_error, export_error};
use crate::paper::office::FOLDER as PAPERS;
use crate::t;
use crate::ui::ctx::{Answer, Ctx, watched};
use crate::ui::shortcut::Command;
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::profiles::{self, Profiles};

/// The folder of exports within the data folder.
pub const FOLDER: &str = "exports";
/// The profiles, as one stop of Tab.
const PROFILE: &str = "export-profile";
/// 表样…
const SHEETS: &str = "export-profiles";
const FORMAT: &str = "export-format";
const FULL: &str = "export-full";
const REASON: &str = "export-reason";
const DO: &str = "export-do";
const CLOSE: &str = "export-close";
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
    /// Their list was scrolled.
    Scrolled(Scroll),
    /// 表样…: they are to be looked after.
    AskProfiles,
    /// Of the screen on which they are.
    Sheets(profiles::Message),
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
    scroll: ScrollState,
    /// The profile to be chosen when they have been read.
    wanted: Option<String>,
    /// What is to have the focus then.
    then: &'static str,
    sheets: Option<Box<Profiles>>,
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
        let format = if print { FORMATS.iter().position(|format| *format == Format::Pdf) } else { None };
        let export = Self {
            query,
            print,
            beyond,
            profiles: Vec::new(),
            profile: 0,
            scroll: ScrollState::default(),
            wanted: None,
            // Only when they are there is there something to press.
            then: DO,
            sheets: None,
            format: format.unwrap_or(0),
            full: false,
            reason: String::new(),
            reason_error: None,
            error: None,
            stage: Stage::Asked,
            stop: Arc::default(),
        };
        let task = export.read(ctx);
        (export, task)
    }

    fn read(&self, ctx: &Ctx) -> Task<Message> {
        let ledger = self.query.ledger;
        ctx.work(move |desk| desk.ledger_profiles(ledger), Message::Profiles)
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        match (&self.sheets, &self.stage) {
            (Some(sheets), _) => sheets.first(),
            (None, Stage::Asked) => DO,
            (None, _) => CLOSE,
        }
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        if let Some(sheets) = &mut self.sheets {
            let wish = sheets.command(command, ctx);
            return self.heard(wish, ctx);
        }
        match command {
            Command::Back => self.update(Message::Close, ctx),
            Command::Save => self.update(Message::Do, ctx),
            Command::Open => self.update(Message::AskProfiles, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Profiles(Ok(profiles)) => {
                // The one that was chosen, or is to be, if it is still there.
                let wanted = self.wanted.take();
                let at = wanted.and_then(|id| profiles.iter().position(|profile| profile.id == id));
                self.profiles = profiles;
                self.profile = at.unwrap_or(0);
                self.scroll.reveal(self.profile, size::ROW_LIST);
                return Wish::Run(tab::focus(self.then));
            }
            Message::Profiles(Err(error)) => self.error = Some(desk_error(&ctx.words, &error)),
            Message::Profile(at) => {
                self.profile = at;
                self.scroll.reveal(at, size::ROW_LIST);
            }
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                // Only now it is known how much of the list is seen.
                if matches!(scroll, Scroll::Fit(_)) {
                    self.scroll.reveal(self.profile, size::ROW_LIST);
                }
            }
            Message::AskProfiles => return self.ask_profiles(ctx),
            Message::Sheets(message) => {
                let Some(sheets) = &mut self.sheets else { return Wish::Nothing };
                let wish = sheets.update(message, ctx);
                return self.heard(wish, ctx);
            }
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

    /// Opens the screen of the profiles, at the one that is chosen.
    fn ask_profiles(&mut self, ctx: &Ctx) -> Wish {
        if !matches!(self.stage, Stage::Asked) || self.profiles.is_empty() {
            return Wish::Nothing;
        }
        let days = (self.query.from, self.query.to);
        let sheets = Profiles::new(self.query.ledger, self.profiles.clone(), self.profile, days, ctx);
        let focus = tab::focus(sheets.first());
        self.sheets = Some(Box::new(sheets));
        Wish::Run(focus)
    }

    fn heard(&mut self, wish: profiles::Wish, ctx: &Ctx) -> Wish {
        match wish {
            profiles::Wish::Nothing => Wish::Nothing,
            profiles::Wish::Run(task) => Wish::Run(task.map(Message::Sheets)),
            profiles::Wish::Close(kept) => {
                self.sheets = None;
                self.then = if kept.is_some() { DO } else { SHEETS };
                let before = self.profiles.get(self.profile).map(|profile| profile.id.clone());
                self.wanted = kept.or(before);
                Wish::Run(self.read(ctx))
            }
        }
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
}
