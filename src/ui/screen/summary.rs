//! 周报: the week in figures, already there when it is opened; months and years beside it (F5).

mod behind;
mod cards;
mod fixing;
mod page;
mod says;
mod writing;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::{Element, Task};

use crate::desk::{Behind, DeskError, Watch};
use crate::domain::summary::{Period, PeriodKind, StoredSummary, Summary};
use crate::i18n::desk_error;
use crate::paper::office::SheetOf;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, Route, SavedPaper, watched};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use behind::Looking;
use fixing::{Fixing, Made, Wish};
use writing::Writing;

/// The step to the period before.
const BEFORE: &str = "summary-before";
/// The step to the period after.
const AFTER: &str = "summary-after";
/// Weeks, months or years.
const KIND: &str = "summary-kind";
/// 改文字
const WRITE: &str = "summary-write";
/// 定稿
const FINAL: &str = "summary-final";
/// 导出
const EXPORT: &str = "summary-export";
/// 打印
const PRINT: &str = "summary-print";
/// 公开版
const PUBLIC: &str = "summary-public";
/// The page itself, scrolled by the arrows.
pub(super) const PAGE: &str = "summary-page";

const KINDS: [PeriodKind; 3] = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year];

/// What was read of a period.
type Read = (Period, Answer<Box<(StoredSummary, Summary)>>);

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The figures are there.
    Read(Read),
    /// So much of the period is counted, in percent.
    Counted(Period, u32),
    /// Weeks, months or years.
    Kind(usize),
    /// The period before.
    Before,
    /// The period after.
    After,
    /// The one that is going on.
    Now,
    /// Stop counting.
    Stop,
    /// With small counts hidden, or not.
    Public(bool),
    /// Print it.
    Print,
    /// Save it as a workbook.
    Export,
    /// The records behind a figure.
    Behind(Behind),
    /// In the list of those.
    Looking(behind::Message),
    /// The clerk's words are to be written.
    Write,
    /// While they are.
    Writing(writing::Message),
    /// 定稿: asks once more.
    Finalise,
    /// Count a finalised period again.
    Correct,
    /// In the card of either.
    Fixing(fixing::Message),
    /// A matter that is open.
    Open(String),
    /// ↑ and ↓ move the page.
    Scroll(f32),
    /// Back to the reception.
    Leave,
}

/// The screen.
pub struct SummaryScreen {
    period: Period,
    read: Option<Box<(StoredSummary, Summary)>>,
    failed: Option<String>,
    percent: u32,
    stop: Arc<AtomicBool>,
    stopped: bool,
    public: bool,
    looking: Option<Looking>,
    writing: Option<Writing>,
    fixing: Option<Fixing>,
}

impl SummaryScreen {
    /// Opens this week's.
    pub fn new(ctx: &Ctx) -> (Self, Task<Message>) {
        let mut screen = Self {
            period: Period::week(ctx.now.date_naive()),
            read: None,
            failed: None,
            percent: 0,
            stop: Arc::default(),
            stopped: false,
            public: false,
            looking: None,
            writing: None,
            fixing: None,
        };
        let task = screen.load(ctx);
        let focus = screen.return_focus();
        (screen, Task::batch([task, focus]))
    }

    /// Counts the period anew; a count that is going on is stopped.
    fn load(&mut self, ctx: &Ctx) -> Task<Message> {
        self.stop.store(true, Ordering::Relaxed);
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Arc::clone(&stop);
        (self.read, self.failed, self.percent, self.stopped) = (None, None, 0, false);
        let (desk, period) = (Arc::clone(&ctx.desk), self.period);
        watched(
            move |say| {
                desk.summary(period, Watch { progress: say, stop: &stop }).map(Box::new).map_err(Arc::new)
            },
            move |percent| Message::Counted(period, percent),
            move |read| Message::Read((period, read)),
        )
    }

    /// Leaves the screen: nobody waits for the count any more.
    pub fn leave(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(fixing) = &self.fixing {
            fixing.leave();
        }
    }

    fn turn(&mut self, period: Period, ctx: &Ctx) -> Action<Message> {
        if period == self.period && self.failed.is_none() && !self.stopped {
            return Action::None;
        }
        self.period = period;
        Action::Run(self.load(ctx))
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Read((period, answer)) if period == self.period => {
                match answer {
                    Ok(read) => self.read = Some(read),
                    Err(error) if matches!(*error, DeskError::Stopped) => self.stopped = true,
                    Err(error) => self.failed = Some(desk_error(&ctx.words, &error)),
                }
                Action::None
            }
            Message::Counted(period, percent) if period == self.period => {
                self.percent = percent;
                Action::None
            }
            Message::Read(_) | Message::Counted(..) => Action::None,
            Message::Kind(at) => {
                let kind = KINDS.get(at).copied().unwrap_or(PeriodKind::Week);
                // The week, month or year of what is looked at; of a longer one its last days that have come.
                let day = self.period.to.min(ctx.now.date_naive()).max(self.period.from);
                self.turn(Period::of(kind, day), ctx)
            }
            Message::Before => self.turn(self.period.previous(), ctx),
            Message::After => self.turn(self.period.next(), ctx),
            Message::Now => self.turn(Period::of(self.period.kind, ctx.now.date_naive()), ctx),
            Message::Stop => {
                self.stop.store(true, Ordering::Relaxed);
                Action::None
            }
            Message::Public(public) => {
                self.public = public;
                Action::None
            }
            Message::Print => self.print(),
            Message::Export if self.read.is_some() => {
                Action::SaveAs(SavedPaper::Summary { period: self.period, public: self.public })
            }
            Message::Export => Action::None,
            Message::Behind(figure) => self.look(figure, ctx),
            Message::Looking(message) => self.in_looking(message, ctx),
            Message::Write => self.write(ctx),
            Message::Writing(message) => self.in_writing(message, ctx),
            Message::Finalise => self.ask_final(ctx),
            Message::Correct => self.recount(ctx),
            Message::Fixing(message) => {
                let Some(fixing) = &mut self.fixing else { return Action::None };
                let wish = fixing.update(message, ctx);
                self.fixed(wish, ctx)
            }
            Message::Open(serial) => Action::Go(Route::Matter(serial)),
            Message::Scroll(by) => Action::Run(iced::widget::operation::scroll_by(
                PAGE,
                iced::widget::scrollable::AbsoluteOffset { x: 0.0, y: by },
            )),
            Message::Leave => Action::Go(Route::Reception),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if let Some(looking) = &self.looking {
            return match looking.command(command) {
                Some(message) => self.in_looking(message, ctx),
                None => Action::None,
            };
        }
        if self.writing.is_some() {
            return match command {
                Command::Back => self.in_writing(writing::Message::Close, ctx),
                Command::Save | Command::Print => self.in_writing(writing::Message::Save, ctx),
                _ => Action::None,
            };
        }
        if let Some(fixing) = &mut self.fixing {
            let wish = fixing.command(command, ctx);
            return self.fixed(wish, ctx);
        }
        let message = match command {
            Command::Back if self.read.is_none() && self.failed.is_none() && !self.stopped => Message::Stop,
            Command::Back => Message::Leave,
            Command::PageUp => Message::Before,
            Command::PageDown => Message::After,
            Command::Today | Command::Summary => Message::Now,
            Command::Up => Message::Scroll(-60.0),
            Command::Down => Message::Scroll(60.0),
            Command::Enter => Message::Write,
            Command::Save => Message::Finalise,
            Command::Print => Message::Print,
            Command::Export => Message::Export,
            Command::Digit(digit @ 1..=3) => Message::Kind(usize::from(digit) - 1),
            _ => return Action::None,
        };
        self.update(message, ctx)
    }

    fn print(&mut self) -> Action<Message> {
        if self.read.is_none() {
            return Action::None;
        }
        Action::Sheets(
            vec![SheetOf::Summary { period: self.period, public: self.public }],
            self.return_focus(),
        )
    }

    /// Keeps what came back, unless another period is looked at by now. Figures that were finalised are those shown.
    fn keep(&mut self, stored: StoredSummary) {
        if let Some(read) = self.read.as_mut().filter(|read| read.0.period == stored.period) {
            if let Some(figures) = &stored.figures {
                read.1 = figures.clone();
            }
            read.0 = stored;
        }
    }

    fn is_final(&self) -> bool {
        self.read.as_ref().is_some_and(|read| read.0.is_final())
    }

    fn ask_final(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.read.is_none() || self.is_final() {
            return Action::None;
        }
        let last = self.period.last_working_day(&ctx.book.calendar);
        if ctx.now.date_naive() < last {
            let day = crate::ui::screen::words::day(&ctx.words, last);
            return Action::Fail(t!(ctx.words, "summary-not-yet", day = day));
        }
        let (fixing, task) = Fixing::finalise(self.period);
        self.fixing = Some(fixing);
        Action::Run(task.map(Message::Fixing))
    }

    fn recount(&mut self, ctx: &Ctx) -> Action<Message> {
        if !self.is_final() {
            return Action::None;
        }
        let (fixing, task) = Fixing::recount(self.period, ctx);
        self.fixing = Some(fixing);
        Action::Run(task.map(Message::Fixing))
    }

    fn fixed(&mut self, wish: Wish, ctx: &Ctx) -> Action<Message> {
        let made = match wish {
            Wish::Nothing => return Action::None,
            Wish::Run(task) => return Action::Run(task.map(Message::Fixing)),
            Wish::Close(made) => made,
        };
        self.fixing = None;
        match made {
            Some(Made::Final(stored)) => {
                let period = says::period(ctx, stored.period);
                self.keep(*stored);
                Action::Say(t!(ctx.words, "summary-said-final", period = period))
            }
            Some(Made::Noted(noted)) => {
                let (stored, note) = *noted;
                self.keep(stored);
                Action::Say(match note {
                    Some(note) => t!(ctx.words, "summary-said-corrected", count = note.differences.len()),
                    None => t!(ctx.words, "summary-said-same"),
                })
            }
            Some(Made::Found(_)) | None => Action::Run(self.return_focus()),
        }
    }

    /// The dialog, when one is open.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        if let Some(looking) = &self.looking {
            return Some(looking.view(ctx).map(Message::Looking));
        }
        if let Some(writing) = &self.writing {
            return Some(writing.view(ctx).map(Message::Writing));
        }
        self.fixing.as_ref().map(|fixing| fixing.view(ctx).map(Message::Fixing))
    }

    /// Puts the focus back.
    pub fn return_focus(&self) -> Task<Message> {
        if let Some(looking) = &self.looking {
            return looking.focus();
        }
        if let Some(fixing) = &self.fixing {
            return tab::focus(fixing.first());
        }
        tab::focus(if self.writing.is_some() { writing::FIRST } else { KIND })
    }
}
