//! The shell: rail, top bar, status line, banners, dialogs, and the one screen that is open.

mod frame;
mod message;
mod run;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use iced::{Element, Event, Size, Task, Theme, event, keyboard, window};

use crate::desk::{Clock, Desk};
use crate::i18n::{Words, desk_error, office_error};
use crate::paper::Fonts;
use crate::paper::office::{Handed, Office, OfficeError, SheetOf};
use crate::store::Recovery;
use crate::t;
use crate::this_pc::{Appearance, ThisPc};

use super::component::BannerKind;
use super::ctx::{Action, Ctx, NARROW, Route, WIDE, blocking};
use super::screen::{Screen, first_run, lock};
use super::shortcut::{Command, command};
use super::stage::Play;
use super::theme::{Look, Mode};
use super::widget::{hold, tab};

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
    /// Print these again.
    Again(Vec<String>),
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
    locked: Option<lock::Lock>,
    overlay: Option<Overlay>,
    notices: Vec<Notice>,
    said: Option<(String, Instant)>,
    last_issued: Vec<String>,
    saved_at: Option<DateTime<FixedOffset>>,
    last_key: Instant,
    reveal: bool,
    office: Option<Office>,
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
            locked: None,
            overlay: None,
            notices: Vec::new(),
            said: None,
            last_issued: Vec::new(),
            saved_at: None,
            last_key: Instant::now(),
            reveal: false,
            office: None,
            revision: 0,
        }
    }

    fn open_store(&mut self) -> Task<Message> {
        self.phase = Phase::Opening;
        let (data, clock) = (self.start.data.clone(), Arc::clone(&self.start.clock));
        let words = self.words.clone();
        blocking(
            move || {
                let opened = Desk::open_folder(&data, clock, &crate::desk::SHIPPED)
                    .map_err(|error| desk_error(&words, &error))?;
                // Visits of earlier days end by closing time. On a full disk they cannot, and the desk is opened all the
                // same: it can still be read.
                let trouble = opened.0.close_earlier_days().err().map(|error| desk_error(&words, &error));
                Ok((Arc::new(opened.0), Arc::new(opened.1), trouble))
            },
            Message::Opened,
        )
    }

    fn opened(&mut self, desk: Arc<Desk>, recovery: &Recovery) -> Task<Message> {
        let fonts = match Fonts::with_fallback(crate::paper::fonts::system_folders()) {
            Ok(fonts) => Arc::new(fonts),
            Err(error) => {
                self.phase = Phase::Fault(error.to_string());
                return Task::none();
            }
        };
        self.office = Some(Office::new((*fonts).clone(), &self.start.data));
        let book = desk.book();
        let now = desk.now();
        self.ctx = Some(Ctx {
            book,
            words: self.words.clone(),
            look: self.look,
            now,
            reveal: false,
            width: self.size.width,
            pc: Arc::clone(&self.pc),
            data: Arc::new(self.start.data.clone()),
            fonts,
            desk,
        });
        self.phase = Phase::Open;
        self.tell_recovery(recovery);
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        let clearing = match self.office.clone() {
            Some(office) => {
                let today = now.date_naive();
                blocking(
                    move || office.clear_earlier_days(today).map_err(|e| e.to_string()),
                    Message::Cleared,
                )
            }
            None => Task::none(),
        };
        if ctx.desk.is_new() {
            self.screen = Screen::FirstRun(first_run::FirstRun::new());
            return Task::batch([tab::focus(first_run::COMMUNITY), clearing]);
        }
        if let Some(year) = ctx.desk.missing_holidays() {
            self.notices.push(Notice {
                kind: BannerKind::Calendar,
                title: t!(self.words, "banner-calendar", year = year.to_string()),
                line: t!(self.words, "banner-calendar-line"),
                deed: Some(Deed::ImportHolidays),
            });
        }
        let entered = self.go(Route::Reception);
        if ctx.desk.session().staff.is_empty() {
            return Task::batch([entered, self.lock(), clearing]);
        }
        Task::batch([entered, clearing])
    }

    fn tell_recovery(&mut self, recovery: &Recovery) {
        let words = &self.words;
        if recovery.rebuilt.is_some() || recovery.restarted_after.is_some() {
            self.notices.push(Notice {
                kind: BannerKind::Fault,
                title: t!(words, "banner-rebuilt"),
                line: t!(words, "banner-rebuilt-line"),
                deed: None,
            });
        } else if recovery.replayed > 0 || recovery.torn {
            let last = recovery.last.as_ref().map_or_else(String::new, |(_, subject)| subject.clone());
            self.notices.push(Notice {
                kind: BannerKind::Recovered,
                title: t!(words, "banner-recovered", count = recovery.replayed),
                line: t!(words, "banner-recovered-line", last = last),
                deed: None,
            });
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
        let (screen, entered) = Screen::enter(route, &ctx);
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
                self.last_issued.clone_from(&serials);
                let issuing = self.issue(serials);
                Task::batch([task.map(wrap), issuing])
            }
            Action::IssueAndGo(serials, said, route) => {
                self.saved_at = self.ctx.as_ref().map(|ctx| ctx.desk.now());
                self.last_issued.clone_from(&serials);
                self.said = Some((said, Instant::now()));
                let issuing = self.issue(serials);
                Task::batch([issuing, self.go(route)])
            }
            Action::Guide { item, large } => self.guide(item, large),
            Action::Sheet(sheet) => self.sheet(*sheet),
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

    fn issue(&self, serials: Vec<String>) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || {
                let mut handed = Vec::new();
                for serial in &serials {
                    match office.issue(&ctx.desk, &pc, serial) {
                        Ok(paper) => handed.push(paper),
                        Err(error) => return (handed, Some((serial.clone(), Arc::new(error)))),
                    }
                }
                (handed, None)
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    fn sheet(&self, sheet: SheetOf) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || match office.sheet(&ctx.desk, &pc, &sheet) {
                Ok(paper) => (vec![paper], None),
                Err(error) => (Vec::new(), Some((String::new(), Arc::new(error)))),
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    fn guide(&self, item: String, large: bool) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || match office.guide(&ctx.desk, &pc, &item, large) {
                Ok(paper) => (vec![paper], None),
                Err(error) => (Vec::new(), Some((String::new(), Arc::new(error)))),
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    fn issued(&mut self, handed: &[Handed], failed: Option<(String, Arc<OfficeError>)>) {
        let words = &self.words;
        if !handed.is_empty() {
            let name = handed.iter().map(|paper| paper.name.as_str()).collect::<Vec<_>>().join("、");
            let mut text = match self.pc.delivery {
                crate::this_pc::Delivery::Print => t!(words, "issued-printed", name = name),
                crate::this_pc::Delivery::View => t!(words, "issued-viewed", name = name),
                crate::this_pc::Delivery::File => t!(words, "issued-filed", name = name),
            };
            let missing: String = handed.iter().flat_map(|paper| paper.missing.iter()).collect();
            if !missing.is_empty() {
                text = format!("{text} · {}", t!(words, "issued-missing", chars = missing));
            }
            self.said = Some((text, Instant::now()));
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
        }
        if let Some((serial, error)) = failed {
            let name = if serial.is_empty() { String::new() } else { serial.clone() };
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
            self.notices.push(Notice {
                kind: BannerKind::Printer,
                title: t!(words, "banner-printer", name = name),
                line: t!(words, "banner-printer-line", error = office_error(words, &error)),
                deed: (!serial.is_empty()).then(|| Deed::Again(vec![serial])),
            });
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
        match &self.ctx {
            Some(ctx) => self.screen.return_focus(ctx).map(Message::Screen),
            None => Task::none(),
        }
    }

    fn command(&mut self, command: Command) -> Task<Message> {
        if matches!(self.phase, Phase::Fault(_)) && command == Command::Enter {
            return self.open_store();
        }
        if let Some(overlay) = self.overlay {
            return self.overlay_command(overlay, command);
        }
        match command {
            Command::Next | Command::Previous => {
                return tab::focus_step(command == Command::Previous);
            }
            Command::Help => {
                self.overlay = Some(Overlay::Help);
                return tab::focus("help-close");
            }
            Command::Display => {
                self.overlay = Some(Overlay::Display);
                return tab::focus("display");
            }
            _ => {}
        }
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        if let Some(lock) = &mut self.locked {
            let action = lock.command(command, &ctx);
            return self.act(action, Message::Lock);
        }
        let dialog = self.screen.dialog(&ctx).is_some();
        if !dialog && !matches!(self.screen, Screen::FirstRun(_)) {
            match command {
                Command::Reception => return self.go(Route::Reception),
                Command::Rooms => return self.go(Route::Rooms),
                Command::Catalogue => return self.go(Route::Catalogue(None)),
                Command::Settings => return self.go(Route::Settings),
                Command::Lock => return self.lock(),
                Command::Reprint if !self.screen.reprints() => {
                    let serials = self.last_issued.clone();
                    return if serials.is_empty() { Task::none() } else { self.issue(serials) };
                }
                Command::Back if !self.notices.is_empty() && self.screen.at_rest() => {
                    let _ = self.notices.pop();
                    return Task::none();
                }
                _ => {}
            }
        }
        let action = self.screen.command(command, &ctx);
        self.act(action, Message::Screen)
    }

    fn overlay_command(&mut self, overlay: Overlay, command: Command) -> Task<Message> {
        match (overlay, command) {
            (_, Command::Back) | (Overlay::Help, Command::Enter | Command::Help) => {
                self.overlay = None;
                Task::none()
            }
            (Overlay::Display, Command::Digit(digit)) => self.display(usize::from(digit)),
            (_, Command::Next | Command::Previous) => tab::focus_step(command == Command::Previous),
            _ => Task::none(),
        }
    }

    /// 1 标准 2 大字 3 特大 4 高对比 5 深色 (`tokens.md` §5): zoom and look are two settings.
    fn display(&mut self, choice: usize) -> Task<Message> {
        let mut pc = (*self.pc).clone();
        match choice {
            1 => (pc.zoom, pc.appearance) = (Some(100), Appearance::Light),
            2 => pc.zoom = Some(125),
            3 => pc.zoom = Some(150),
            4 => pc.appearance = Appearance::HighContrast,
            5 => pc.appearance = Appearance::Dark,
            _ => return Task::none(),
        }
        // Large type on screen goes with large slips.
        pc.large_slips = pc.zoom.unwrap_or(100) > 100;
        self.overlay = None;
        self.set_pc(pc)
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
        self.frame()
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

/// What the shell makes of an event after the widgets have had it.
fn raw(event: Event, status: event::Status, _window: window::Id) -> Option<Message> {
    if let Some(down) = hold::held(&event, status) {
        return Some(Message::Hold(down));
    }
    match &event {
        Event::Keyboard(pressed @ keyboard::Event::KeyPressed { .. }) => {
            let command = command(pressed)?;
            // Escape takes a step back even where a field has used it to lose its caret.
            (status == event::Status::Ignored || command == Command::Back).then_some(Message::Key(command))
        }
        Event::Window(window::Event::Resized(size) | window::Event::Opened { size, .. }) => {
            Some(Message::Resized(*size))
        }
        Event::Window(window::Event::CloseRequested) => Some(Message::CloseRequested),
        _ => None,
    }
}

impl App {
    fn handle(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Opened(Ok((desk, recovery, trouble))) => {
                let task = self.opened(desk, &recovery);
                if let Some(trouble) = trouble {
                    self.fail(trouble);
                }
                task
            }
            Message::Opened(Err(text)) => {
                self.phase = Phase::Fault(text);
                tab::focus("fault-again")
            }
            Message::OpenAgain => self.open_store(),
            Message::Cleared(done) => {
                if let Err(text) = done {
                    self.fail(text);
                }
                Task::none()
            }
            Message::Key(key) => {
                self.last_key = Instant::now();
                self.command(key)
            }
            Message::Hold(down) => self.hold(down),
            Message::Resized(size) => {
                // iced tells the size in logical pixels at the present zoom; the first one chooses the zoom.
                let first = self.pc.zoom.is_none();
                let before = self.size.width;
                self.size = size;
                if first {
                    let mut pc = (*self.pc).clone();
                    pc.zoom = Some(if size.width >= 1800.0 { 125 } else { 100 });
                    return self.set_pc(pc);
                }
                self.laid_anew(before)
            }
            Message::Tick => self.tick(),
            Message::CloseRequested => {
                let saving = match &self.ctx {
                    Some(ctx) => self.screen.leave(ctx).map(Message::Screen),
                    None => Task::none(),
                };
                saving.chain(iced::exit())
            }
            Message::Go(route) => self.go(route),
            Message::LockNow => self.lock(),
            Message::Overlay(overlay) => {
                self.overlay = overlay;
                match overlay {
                    Some(Overlay::Help) => tab::focus("help-close"),
                    Some(Overlay::Display) => tab::focus("display"),
                    None => Task::none(),
                }
            }
            Message::Display(choice) => self.display(choice),
            Message::Wear(appearance) => {
                let pc = ThisPc { appearance, ..(*self.pc).clone() };
                self.look = look_of(&pc);
                self.pc = Arc::new(pc);
                Task::none()
            }
            Message::Dismiss(index) => {
                if index < self.notices.len() {
                    let _ = self.notices.remove(index);
                }
                Task::none()
            }
            Message::Deed(Deed::Again(serials)) => self.issue(serials),
            Message::Deed(Deed::ImportHolidays) => self.go(Route::Settings),
            Message::Issued(handed, failed) => {
                self.issued(&handed, failed);
                match &self.ctx {
                    Some(ctx) => self.screen.issued(ctx).map(Message::Screen),
                    None => Task::none(),
                }
            }
            Message::PcSaved(Ok(())) | Message::Looked(Ok(())) => Task::none(),
            Message::PcSaved(Err(text)) => {
                self.fail(text);
                Task::none()
            }
            Message::Looked(Err(error)) => {
                self.reveal = false;
                let text = desk_error(&self.words, &error);
                self.fail(text);
                Task::none()
            }
            Message::Screen(message) => {
                self.last_key = Instant::now();
                let Some(ctx) = self.ctx.clone() else { return Task::none() };
                let action = self.screen.update(message, &ctx);
                self.act(action, Message::Screen)
            }
            Message::Lock(message) => {
                let Some(ctx) = self.ctx.clone() else { return Task::none() };
                let Some(lock) = &mut self.locked else { return Task::none() };
                if let Some(action) = lock.update(message, &ctx) {
                    self.act(action, Message::Lock)
                } else {
                    self.locked = None;
                    self.refresh_ctx();
                    self.screen.return_focus(&ctx).map(Message::Screen)
                }
            }
        }
    }

    /// F8: shown while held, and the look is recorded before anything is seen.
    fn hold(&mut self, down: bool) -> Task<Message> {
        if !down || self.locked.is_some() {
            self.reveal = false;
            return Task::none();
        }
        let Some(ctx) = &self.ctx else { return Task::none() };
        self.reveal = true;
        let subject = self.screen.subject();
        ctx.work(move |desk| desk.record_look(&subject), Message::Looked)
    }
}

/// The desk's clock, for tests that need another.
pub type SharedClock = Arc<dyn Clock>;
