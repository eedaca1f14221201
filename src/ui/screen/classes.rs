//! 课程: the classes of the elders' university: who learns and waits, who came, which lessons there are, who earns a
//! certificate (`domain.md` §4.4).

mod certificates;
mod dialog;
mod doing;
mod head;
mod lessons;
mod list;
mod roster;
pub mod says;
mod signing;
mod table;

use iced::Task;

use crate::desk::{ClassLine, ClassOverview, Desk, DeskError};
use crate::domain::booking::Booking;
use crate::domain::class::{Enrolment, Term};
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, NARROW, Route};
use crate::ui::shortcut::Command;
use crate::ui::widget::{Scroll, ScrollState, tab};

use dialog::{Ask, Dialog};
use signing::Signing;
use table::Table;

/// The classes of a term, as one stop of Tab.
pub const LIST: &str = "classes-list";
/// The tabs of a class.
const TABS: &str = "classes-tabs";

/// What of a class is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// 花名册
    #[default]
    Roster,
    /// 签到
    SignIn,
    /// 课次
    Lessons,
    /// 结业
    Certificates,
}

impl Page {
    /// In the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Roster, Self::SignIn, Self::Lessons, Self::Certificates];
}

/// An open class.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Learners, lessons that take place, sheets.
    pub overview: ClassOverview,
    /// All lessons, those that fell out included.
    pub lessons: Vec<Booking>,
}

impl Open {
    fn read(desk: &Desk, group: &str) -> Result<Self, DeskError> {
        Ok(Self { overview: desk.class_overview(group)?, lessons: desk.all_class_lessons(group)? })
    }
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The classes of the term were read.
    Listed(Answer<Vec<ClassLine>>),
    /// A class was read.
    Opened(String, Answer<Box<Open>>),
    /// Another term: one earlier or later.
    Step(isize),
    /// A class of the list was pressed: its place.
    Choose(usize),
    /// The choice moves in the list of classes.
    Go(isize),
    /// Enter in the list: into the class.
    Enter,
    /// The list of classes scrolls.
    Scrolled(Scroll),
    /// In a narrow window: back to the list.
    Leave,
    /// A tab was chosen.
    Turn(usize),
    /// The choice moves in the table of the open tab.
    Move(isize),
    /// A row of it was pressed.
    Row(usize),
    /// Enter on a row of it.
    OpenRow,
    /// The table scrolls.
    TableScrolled(Scroll),
    /// Something of the sign-in sheet.
    Signing(signing::Message),
    /// A dialog is asked for.
    Ask(Ask),
    /// Something of the dialog.
    Dialog(dialog::Message),
    /// The sentence on who moved up was read.
    Understood,
    /// Ctrl+P
    Print,
}

/// The screen.
pub struct ClassesScreen {
    /// The term, by name.
    term: Option<String>,
    lines: Vec<ClassLine>,
    listed: bool,
    /// The open class group.
    group: Option<String>,
    open: Option<Box<Open>>,
    page: Page,
    scroll: ScrollState,
    roster: Table,
    lessons: Table,
    certificates: Table,
    signing: Signing,
    dialog: Option<Box<Dialog>>,
    /// Who has a place now and is to be called.
    moved_up: Vec<Enrolment>,
    /// In a narrow window the class stands in place of the list.
    looking: bool,
    /// The class that is being read is to have the focus once it is there.
    arriving: bool,
    /// Leaving would lose marks, and that was said.
    warned: bool,
}

impl ClassesScreen {
    /// Opens the classes of the running term, or of a class that is given, with that class.
    pub fn new(group: Option<String>, ctx: &Ctx) -> (Self, Task<Message>) {
        let known = group.and_then(|id| ctx.book.class_group(&id).cloned());
        let running = || {
            let today = ctx.now.date_naive();
            let term = ctx.book.term_at(today).or_else(|| ctx.book.terms.first());
            term.map(|term| term.name.clone())
        };
        let looking = known.is_some();
        let screen = Self {
            term: known.as_ref().map(|group| group.term.clone()).or_else(running),
            lines: Vec::new(),
            listed: false,
            group: known.map(|group| group.id),
            open: None,
            page: Page::default(),
            scroll: ScrollState::default(),
            roster: Table::default(),
            lessons: Table::default(),
            certificates: Table::default(),
            signing: Signing::default(),
            dialog: None,
            moved_up: Vec::new(),
            looking,
            arriving: looking,
            warned: false,
        };
        let task = Task::batch([screen.list_again(ctx), screen.read(ctx), screen.first_focus(ctx)]);
        (screen, task)
    }

    fn first_focus(&self, ctx: &Ctx) -> Task<Message> {
        tab::focus(if self.term.is_none() {
            list::NEW_TERM
        } else if self.looking && ctx.width < NARROW {
            TABS
        } else {
            LIST
        })
    }

    fn list_again(&self, ctx: &Ctx) -> Task<Message> {
        match self.term.clone() {
            Some(term) => ctx.work(move |desk| desk.classes_of(&term), Message::Listed),
            None => Task::none(),
        }
    }

    fn read(&self, ctx: &Ctx) -> Task<Message> {
        let Some(group) = self.group.clone() else { return Task::none() };
        let asked = group.clone();
        ctx.work(
            move |desk| Open::read(desk, &group).map(Box::new),
            move |answer| Message::Opened(asked.clone(), answer),
        )
    }

    /// Both are read again: something was saved.
    fn reread(&self, ctx: &Ctx) -> Task<Message> {
        Task::batch([self.list_again(ctx), self.read(ctx)])
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Listed(Ok(lines)) => self.listed(lines, ctx),
            Message::Opened(group, Ok(open)) => self.opened(&group, open, ctx),
            Message::Listed(Err(error)) | Message::Opened(_, Err(error)) => {
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Step(by) => self.step(by, ctx),
            Message::Choose(at) => {
                self.looking = true;
                let focus = if ctx.width < NARROW { tab::focus(TABS) } else { tab::focus(LIST) };
                self.choose(at, ctx, focus)
            }
            Message::Go(by) => self.go(by, ctx),
            Message::Enter => self.enter(ctx),
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                Action::None
            }
            Message::Leave => {
                self.looking = false;
                Action::Run(tab::focus(LIST))
            }
            Message::Turn(at) => self.turn(at, ctx),
            Message::Move(by) => {
                let rows = self.rows();
                if let Some(table) = self.table() {
                    table.go(by, rows);
                }
                Action::None
            }
            Message::Row(at) => {
                let rows = self.rows();
                if let Some(table) = self.table() {
                    table.choose(at, rows);
                }
                Action::Run(tab::focus(table::TABLE))
            }
            Message::OpenRow => self.open_row(ctx),
            Message::TableScrolled(scroll) => {
                if let Some(table) = self.table() {
                    table.scroll.update(scroll);
                }
                Action::None
            }
            Message::Signing(message) => self.sign(message, ctx),
            Message::Ask(ask) => self.ask(ask, ctx),
            Message::Dialog(message) => self.in_dialog(message, ctx),
            Message::Understood => {
                self.moved_up.clear();
                Action::Run(tab::focus(table::TABLE))
            }
            Message::Print => self.print(),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if self.dialog.is_some() {
            return self.in_dialog(dialog::Message::Key(command), ctx);
        }
        match command {
            Command::Back => self.back(ctx),
            Command::Digit(digit @ 1..=4) if self.open.is_some() => self.turn(usize::from(digit) - 1, ctx),
            Command::Up => self.go(-1, ctx),
            Command::Down => self.go(1, ctx),
            Command::PageUp => self.step(-1, ctx),
            Command::PageDown => self.step(1, ctx),
            Command::Enter => self.enter(ctx),
            Command::Print => self.print(),
            Command::Save if self.page == Page::SignIn => self.sign(signing::Message::Save, ctx),
            Command::AllPapers if self.page == Page::SignIn => self.sign(signing::Message::AllPresent, ctx),
            Command::Decline => self.take_out(ctx),
            _ => Action::None,
        }
    }

    /// One step back: from the class to the list where one stands in place of the other, else to 场地.
    fn back(&mut self, ctx: &Ctx) -> Action<Message> {
        if !std::mem::take(&mut self.moved_up).is_empty() {
            return Action::Run(tab::focus(table::TABLE));
        }
        if ctx.width < NARROW && self.looking {
            self.looking = false;
            return Action::Run(tab::focus(LIST));
        }
        Action::Go(Route::Rooms)
    }

    fn the_term<'b>(&self, ctx: &'b Ctx) -> Option<&'b Term> {
        let name = self.term.as_ref()?;
        ctx.book.terms.iter().find(|term| term.name == *name)
    }

    /// Whether leaving now would lose marks nobody was told of: the first try to leave tells, the second leaves.
    pub fn holds_back(&mut self) -> bool {
        let first = !self.warned && self.signing.is_dirty();
        self.warned |= first;
        if first {
            self.page = Page::SignIn;
        }
        first
    }

    /// Whose data is on the screen, for the record of looks: the class, never a name.
    pub fn subject(&self) -> String {
        self.group.as_ref().map_or_else(|| "classes".to_owned(), |id| format!("class:{id}"))
    }

    /// Puts the focus back, after the lock screen.
    pub fn return_focus(&self, ctx: &Ctx) -> Task<Message> {
        match &self.dialog {
            Some(dialog) => dialog.first_focus(ctx).map(Message::Dialog),
            None => self.first_focus(ctx),
        }
    }
}
