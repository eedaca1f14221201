//! The shell: rail, top bar, status line, banners, dialogs, and the one screen that is open.

mod frame;
mod handle;
mod issuing;
mod keys;
mod message;
mod opening;
mod run;
mod save_as;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate};
use iced::{Element, Event, Size, Task, Theme, event, window};

use crate::desk::{Clock, Desk};
use crate::i18n::Words;
use crate::paper::office::Office;
use crate::store::Recovery;
use crate::t;
use crate::this_pc::{Appearance, ThisPc};

use super::component::BannerKind;
use super::ctx::{Action, Ctx, NARROW, Route, WIDE, blocking};
use super::screen::{Screen, lock};
use super::stage::Play;
use super::theme::{Look, Mode};
use super::widget::{guard, tab};
use issuing::Job;
use keys::raw;
use save_as::SaveAs;

pub use issuing::Failed;
pub use message::Message;
pub use run::{Start, run};

/// How long the status line tells what was just done.
const SAID_FOR: Duration = Duration::from_secs(8);

/// A banner at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    kind: BannerKind,
    title: String,
    line: String,
    deed: Option<Deed>,
}

/// What a banner's button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Hand these out again.
    Again(Job),
    /// Take in a holiday file.
    ImportHolidays,
}

/// A dialog of the shell itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// F1
    Help,
    /// F9
    Display,
}

/// Where the program stands.
enum Phase {
    /// The store is being opened behind the first frame.
    Opening,
    /// It could not be.
    Fault(String),
    /// At work.
    Open,
}

/// The program.
pub struct App {
    start: Start,
    phase: Phase,
    pc: Arc<ThisPc>,
    words: Words,
    look: Look,
    size: Size,
    ctx: Option<Ctx>,
    screen: Screen,
    /// The table of registers, while one looks at a matter or a person behind it.
    parked: Option<Box<crate::ui::screen::records::RecordsScreen>>,
    locked: Option<lock::Lock>,
    overlay: Option<Overlay>,
    notices: Vec<Notice>,
    /// The year without a holiday table, and the day that was told last.
    told_year: Option<(Option<i32>, NaiveDate)>,
    said: Option<(String, Instant)>,
    /// What was handed out last: Ctrl+R does it again.
    last_job: Option<Job>,
    saved_at: Option<DateTime<FixedOffset>>,
    last_key: Instant,
    reveal: bool,
    office: Option<Office>,
    /// Where a paper is to be saved, while that is asked.
    saving: Option<SaveAs>,
    revision: u32,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("size", &self.size).finish_non_exhaustive()
    }
}

/// The look for a PC's setting.
fn look_of(pc: &ThisPc) -> Look {
    Look::new(match pc.appearance {
        Appearance::Light => Mode::Light,
        Appearance::Dark => Mode::Dark,
        Appearance::HighContrast => Mode::HighContrast,
    })
}

impl App {
    /// The program before its store is open, and the task that opens it.
    pub fn boot(start: Start) -> (Self, Task<Message>) {
        let mut pc = ThisPc::load(&start.data);
        if let Some(lang) = start.lang {
            pc.language = lang;
        }
        let mut app = Self::bare(start, pc);
        let task = app.open_store();
        (app, task)
    }

    /// The program over a desk that is open already, for the tour and for tests.
    pub fn at_desk(desk: Desk, pc: ThisPc, data: PathBuf, size: Size) -> (Self, Task<Message>) {
        let mut app = Self::bare(Start { data, ..Start::default() }, pc);
        app.size = size;
        let task = app.opened(Arc::new(desk), &Recovery::default());
        (app, task)
    }

    /// The open desk.
    pub fn desk(&self) -> Option<Arc<Desk>> {
        self.ctx.as_ref().map(|ctx| Arc::clone(&ctx.desk))
    }

    fn bare(start: Start, pc: ThisPc) -> Self {
        Self {
            start,
            phase: Phase::Opening,
            words: Words::new(pc.language),
            look: look_of(&pc),
            pc: Arc::new(pc),
            size: Size::new(1366.0, 698.0),
            ctx: None,
            screen: Screen::Nothing,
            parked: None,
            locked: None,
            overlay: None,
            notices: Vec::new(),
            told_year: None,
            said: None,
            last_job: None,
            saved_at: None,
            last_key: Instant::now(),
            reveal: false,
            office: None,
            saving: None,
            revision: 0,
        }
    }

    /// Goes to another screen. A form that is left keeps its draft.
    fn go(&mut self, route: Route) -> Task<Message> {
        // What was saved a moment ago must be on the screen that opens.
        self.refresh_ctx();
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        if self.screen.holds_back(&ctx) {
            return Task::none();
        }
        let left = self.screen.leave(&ctx).map(Message::Screen);
        let (screen, entered) = match (route, self.parked.take()) {
            // The table stands as it was left.
            (Route::Back | Route::Records, Some(mut parked)) => {
                let task = parked.returned(&ctx).map(crate::ui::screen::Message::Records);
                (Screen::Records(parked), task)
            }
            (Route::Back, None) => Screen::enter(Route::Reception, &ctx),
            (route, parked) => {
                let looks_behind = matches!(route, Route::Resident(_) | Route::Matter(_));
                let before = std::mem::replace(&mut self.screen, Screen::Nothing);
                self.parked = match before {
                    Screen::Records(records) if looks_behind => Some(records),
                    // From one person on to another, the table still waits.
                    Screen::Resident(_) if looks_behind => parked,
                    _ => None,
                };
                Screen::enter(route, &ctx)
            }
        };
        self.screen = screen;
        self.refresh_ctx();
        Task::batch([left, entered.map(Message::Screen)])
    }

    fn lock(&mut self) -> Task<Message> {
        let Some(ctx) = &self.ctx else { return Task::none() };
        self.locked = Some(lock::Lock::new(ctx));
        self.reveal = false;
        tab::focus(lock::FIRST)
    }

    fn refresh_ctx(&mut self) {
        if let Some(ctx) = &mut self.ctx {
            ctx.book = ctx.desk.book();
            ctx.now = ctx.desk.now();
            ctx.words = self.words.clone();
            ctx.look = self.look;
            ctx.reveal = self.reveal && self.locked.is_none();
            ctx.width = self.size.width;
            ctx.pc = Arc::clone(&self.pc);
        }
        self.tell_calendar();
    }

    /// Does what a screen wants.
    fn act<M: Send + 'static>(
        &mut self,
        action: Action<M>,
        wrap: impl Fn(M) -> Message + Send + Clone + 'static,
    ) -> Task<Message> {
        match action {
            Action::None => Task::none(),
            Action::Run(task) => task.map(wrap),
            Action::Go(route) => self.go(route),
            Action::Say(text) => {
                self.said = Some((text, Instant::now()));
                Task::none()
            }
            Action::Fail(text) => {
                self.fail(text);
                Task::none()
            }
            Action::Issue(serials, task) => {
                self.saved_at = self.ctx.as_ref().map(|ctx| ctx.desk.now());
                let issuing = self.hand_out(Job::Issued(serials));
                Task::batch([task.map(wrap), issuing])
            }
            Action::IssueAndGo(serials, said, route) => {
                self.saved_at = self.ctx.as_ref().map(|ctx| ctx.desk.now());
                self.said = Some((said, Instant::now()));
                let issuing = self.hand_out(Job::Issued(serials));
                Task::batch([issuing, self.go(route)])
            }
            Action::Guide { item, large } => self.hand_out(Job::Guide { item, large }),
            Action::Sheets(sheets, task) => {
                let issuing = self.hand_out(Job::Sheets(sheets));
                Task::batch([task.map(wrap), issuing])
            }
            Action::File(path, task) => {
                let printing = self.hand_out(Job::File(path));
                Task::batch([task.map(wrap), printing])
            }
            Action::SaveAs(paper) => self.ask_where(paper),
            Action::Set(pc) => self.set_pc(*pc),
            Action::Refresh(task) => {
                self.saved_at = self.ctx.as_ref().map(|ctx| ctx.desk.now());
                task.map(wrap)
            }
        }
    }

    fn fail(&mut self, text: String) {
        let notice = Notice {
            kind: BannerKind::Fault,
            title: t!(self.words, "banner-failed"),
            line: text,
            deed: None,
        };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn set_pc(&mut self, pc: ThisPc) -> Task<Message> {
        if pc.language != self.words.lang() {
            self.words = Words::new(pc.language);
        }
        self.look = look_of(&pc);
        // Another zoom is another logical size; the window itself keeps its own and tells nothing.
        let zoomed = self.pc.scale() / pc.scale();
        let before = self.size.width;
        self.size = Size::new(self.size.width * zoomed, self.size.height * zoomed);
        self.pc = Arc::new(pc);
        let (pc, data) = (Arc::clone(&self.pc), self.start.data.clone());
        let saving = blocking(move || pc.save(&data).map_err(|error| error.to_string()), Message::PcSaved);
        Task::batch([saving, self.laid_anew(before)])
    }

    /// A width that calls for another layout builds other widgets, which know nothing of the caret: it is put back.
    fn laid_anew(&mut self, before: f32) -> Task<Message> {
        let class = |width: f32| (width >= WIDE, width >= NARROW);
        if class(before) == class(self.size.width) || self.locked.is_some() || self.overlay.is_some() {
            return Task::none();
        }
        self.refresh_ctx();
        self.return_focus()
    }

    /// Puts the focus back where the screen wants it.
    fn return_focus(&self) -> Task<Message> {
        match &self.ctx {
            Some(ctx) => self.screen.return_focus(ctx).map(Message::Screen),
            None => Task::none(),
        }
    }

    fn tick(&mut self) -> Task<Message> {
        if self.said.as_ref().is_some_and(|(_, since)| since.elapsed() >= SAID_FOR) {
            self.said = None;
        }
        let minutes = u64::from(self.pc.lock_after);
        let idle = self.last_key.elapsed() >= Duration::from_secs(minutes * 60);
        if minutes > 0 && idle && self.locked.is_none() && matches!(self.phase, Phase::Open) {
            return self.lock();
        }
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        let action = self.screen.tick(&ctx);
        self.act(action, Message::Screen)
    }
}

impl Play for App {
    type Message = Message;

    fn view(&self) -> Element<'_, Message> {
        guard(self.frame(), keys::back).into()
    }

    fn theme(&self) -> Theme {
        self.look.theme()
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        self.revision = self.revision.wrapping_add(1);
        let task = self.handle(message);
        self.refresh_ctx();
        task
    }

    fn event(&self, event: &Event, status: event::Status) -> Option<Message> {
        raw(event.clone(), status, window::Id::unique())
    }
}

/// The desk's clock, for tests that need another.
pub type SharedClock = Arc<dyn Clock>;
