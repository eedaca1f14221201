//! 接待: one box to find person and matter, and the day's board.

mod arrival;
mod begin;
mod board;
mod choose;
mod keys;
mod panel;

use iced::widget::{column, row};
use iced::{Element, Fill, Task};

use crate::desk::{Board, Found, HistoryLine, NewVisit, Opened};
use crate::domain::visit::Visit;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, RoomsGoal, Route, WIDE};
use crate::ui::screen::rooms;
use crate::ui::shortcut::Command;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use arrival::Arrival;
pub use choose::Matter;

/// Id of the entry box.
pub const ENTRY: &str = "entry";
/// So many lines of somebody's history are shown beside the board.
const HISTORY: usize = 4;

/// What happens at 接待.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed into the box.
    Typed(String),
    /// Enter in the box.
    Enter,
    /// A search came back, with its number.
    Found(u64, Answer<Found>),
    /// The board was read.
    Board(Answer<Board>),
    /// Somebody's history was read.
    History(String, Answer<Vec<HistoryLine>>),
    /// A person of the list was chosen.
    Person(usize),
    /// A matter of the list was chosen.
    Matter(usize),
    /// A form was opened.
    Opened(Answer<Opened>),
    /// A visit moved on.
    Moved(Answer<Visit>),
    /// A draft was thrown away.
    Discarded(Answer<()>),
    /// A row of the board was pressed.
    Serve(String),
    /// A visit that waits is begun.
    Begin(String),
    /// A draft is gone on with.
    Continue(String),
    /// A draft is thrown away.
    Discard(String),
    /// A visit is ended.
    Leave(String),
    /// One more matter for the person at the window.
    More(String),
    /// A key of the table, by its button.
    Press(Command),
    /// A resident's page.
    Page(String),
    /// A paper's matter.
    Paper(String),
    /// What the paper of that number is of: a booking by its id, or a matter.
    PaperIs(String, Answer<Option<String>>),
    /// A booking of today, by id.
    Room(String),
    /// The dialog of a new visitor.
    Arrival(arrival::Message),
    /// Board or due list, where both do not fit.
    Side(bool),
}

/// The screen.
#[derive(Default)]
pub struct Reception {
    entry: String,
    characters: bool,
    asked: u64,
    answered: u64,
    enter_waits: bool,
    found: Found,
    person: usize,
    matter: usize,
    board: Board,
    read: bool,
    serving: Option<String>,
    waiting: usize,
    history: Option<(String, Vec<HistoryLine>)>,
    more_for: Option<String>,
    arrival: Option<Arrival>,
    show_due: bool,
    busy: bool,
}

impl Reception {
    /// The screen, with the focus in the box and the board on its way.
    pub fn new(ctx: &Ctx) -> (Self, Task<Message>) {
        let screen = Self::default();
        let task = Task::batch([screen.load(ctx), tab::focus(ENTRY)]);
        (screen, task)
    }

    fn load(&self, ctx: &Ctx) -> Task<Message> {
        let today = ctx.now.date_naive();
        ctx.work(move |desk| desk.board(today), Message::Board)
    }

    /// What happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Typed(text) => self.typed(text, ctx),
            Message::Enter => {
                if self.answered < self.asked {
                    // Fast fingers: what Enter means is known when the search is back.
                    self.enter_waits = true;
                    return Action::None;
                }
                self.enter(ctx)
            }
            Message::Found(number, answer) => {
                if number != self.asked {
                    return Action::None;
                }
                self.answered = number;
                match answer {
                    Ok(found) => self.found = found,
                    Err(error) => return Action::Fail(desk_error(&ctx.words, &error)),
                }
                self.person = 0;
                self.matter = 0;
                if std::mem::take(&mut self.enter_waits) {
                    return self.enter(ctx);
                }
                Action::None
            }
            Message::Board(Ok(board)) => {
                self.board = board;
                self.read = true;
                self.history_of_serving(ctx)
            }
            Message::History(resident, Ok(lines)) => {
                self.history = Some((resident, lines));
                Action::None
            }
            Message::Board(Err(error)) | Message::History(_, Err(error)) => {
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Person(index) => {
                self.person = index;
                Action::Run(tab::focus(ENTRY))
            }
            Message::Matter(index) => {
                self.matter = index;
                self.enter_matter(ctx)
            }
            Message::Opened(Ok(opened)) => Action::Go(Route::Intake(Box::new(opened))),
            Message::Moved(Ok(_)) | Message::Discarded(Ok(())) => {
                self.busy = false;
                Action::Refresh(Task::batch([self.load(ctx), tab::focus(ENTRY)]))
            }
            Message::Opened(Err(error)) | Message::Moved(Err(error)) | Message::Discarded(Err(error)) => {
                self.busy = false;
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Serve(visit) => {
                self.serving = Some(visit);
                self.history_of_serving(ctx)
            }
            Message::Begin(visit) => {
                self.serving = Some(visit.clone());
                Action::Run(ctx.work(move |desk| desk.begin(&visit), Message::Moved))
            }
            Message::Continue(draft) => {
                Action::Run(ctx.work(move |desk| desk.reopen(&draft), Message::Opened))
            }
            Message::Discard(draft) => {
                Action::Run(ctx.work(move |desk| desk.discard_draft(&draft), Message::Discarded))
            }
            Message::Leave(visit) => self.leave_visit(visit, ctx),
            Message::More(visit) => {
                self.more_for = Some(visit);
                Action::Run(tab::focus(ENTRY))
            }
            Message::Press(command) => self.command(command, ctx),
            Message::Page(resident) => Action::Go(Route::Resident(resident)),
            Message::Paper(serial) => {
                let asked = serial.clone();
                Action::Run(ctx.work(
                    move |desk| Ok(desk.booking_of_paper(&asked)?.map(|booking| booking.id)),
                    move |answer| Message::PaperIs(serial.clone(), answer),
                ))
            }
            // A room is handed over from the calendar, whatever form it was asked for by.
            Message::PaperIs(_, Ok(Some(booking))) => self.update(Message::Room(booking), ctx),
            Message::PaperIs(serial, Ok(None)) => Action::Go(Route::Matter(serial)),
            Message::PaperIs(_, Err(error)) => Action::Fail(desk_error(&ctx.words, &error)),
            Message::Room(booking) => Action::Go(Route::RoomsAt(RoomsGoal::Booking(booking))),
            Message::Arrival(message) => self.arrival_update(message, ctx),
            Message::Side(due) => {
                self.show_due = due;
                Action::None
            }
        }
    }

    fn typed(&mut self, text: String, ctx: &Ctx) -> Action<Message> {
        self.entry = text;
        self.enter_waits = false;
        self.asked += 1;
        if self.entry.trim().is_empty() {
            self.answered = self.asked;
            self.found = Found::default();
            return Action::None;
        }
        let (number, typed) = (self.asked, self.entry.clone());
        Action::Run(ctx.work(move |desk| desk.find(&typed), move |answer| Message::Found(number, answer)))
    }

    fn leave_visit(&mut self, visit: String, ctx: &Ctx) -> Action<Message> {
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        self.serving = None;
        Action::Run(ctx.work(move |desk| desk.leave(&visit), Message::Moved))
    }

    fn history_of_serving(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(resident) = self.serving_line().and_then(|line| line.visit.resident.clone()) else {
            self.history = None;
            return Action::None;
        };
        Action::Run(ctx.work(
            {
                let resident = resident.clone();
                move |desk| desk.history(&resident, HISTORY)
            },
            move |answer| Message::History(resident.clone(), answer),
        ))
    }

    /// The visit at the window that is meant: the chosen one, else the one begun last.
    fn serving_line(&self) -> Option<&crate::desk::BoardVisit> {
        let chosen = self.serving.as_ref();
        self.board
            .serving
            .iter()
            .find(|line| chosen == Some(&line.visit.id))
            .or_else(|| self.board.serving.iter().max_by_key(|line| line.visit.begun))
    }

    fn arrival_update(&mut self, message: arrival::Message, ctx: &Ctx) -> Action<Message> {
        match message {
            arrival::Message::Cancel => {
                self.arrival = None;
                Action::Run(tab::focus(ENTRY))
            }
            arrival::Message::Arrive { serving } => self.arrive(serving, ctx),
            other => {
                if let Some(arrival) = &mut self.arrival {
                    arrival.change(other);
                }
                Action::None
            }
        }
    }

    fn arrive(&mut self, serving: bool, ctx: &Ctx) -> Action<Message> {
        let Some(arrival) = &mut self.arrival else { return Action::None };
        match arrival.check() {
            Ok((name, people, purpose)) => {
                self.arrival = None;
                let visit = NewVisit { resident: None, name, people, purpose, serving };
                Action::Run(ctx.work(move |desk| desk.arrive(&visit), Message::Moved))
            }
            Err(first) => Action::Run(tab::focus(first)),
        }
    }

    /// Some seconds have passed: the waiting times move on, and another part of the program may have changed the board.
    pub fn tick(&self, ctx: &Ctx) -> Action<Message> {
        if self.entry.is_empty() && self.arrival.is_none() {
            Action::Run(self.load(ctx))
        } else {
            Action::None
        }
    }

    /// What it shows.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let main = column![self.entry_line(ctx)].spacing(space::S10);
        let main = if self.entry.trim().is_empty() {
            let below: Element<'a, Message> =
                if ctx.width < WIDE && self.show_due { self.side(ctx) } else { self.board_view(ctx) };
            main.push(self.actions(ctx)).push(below)
        } else {
            main.push(self.panel(ctx))
        };
        let main = main.width(Fill).height(Fill);
        if ctx.width >= WIDE {
            row![main, iced::widget::container(self.side(ctx)).width(364)]
                .spacing(space::S12)
                .height(Fill)
                .into()
        } else {
            main.into()
        }
    }

    /// What is due, and what stands in the rooms today.
    fn side<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let rooms = rooms::today(ctx, &self.board.rooms, Message::Room);
        column![self.due_card(ctx), rooms].spacing(space::S12).into()
    }

    /// The dialog of a new visitor.
    pub fn dialog<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        self.arrival.as_ref().map(|arrival| arrival.view(ctx).map(Message::Arrival))
    }

    /// Title and second line.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let (groups, people) = self.board.counts();
        let sub = if !self.read {
            String::new()
        } else if groups == 0 {
            t!(ctx.words, "reception-no-visits")
        } else {
            t!(
                ctx.words,
                "reception-counts",
                groups = groups,
                people = people,
                accepted = self.board.accepted_today
            )
        };
        (t!(ctx.words, "rail-reception"), sub)
    }

    /// The focus goes to the box.
    pub fn return_focus(&self) -> Task<Message> {
        tab::focus(ENTRY)
    }

    /// Whether Esc has nothing to do here.
    pub fn at_rest(&self) -> bool {
        self.entry.is_empty() && self.more_for.is_none() && self.arrival.is_none()
    }
}
