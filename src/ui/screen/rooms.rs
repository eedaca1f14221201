//! 场地: the calendar of rooms. The week of one room, the day of all, the month, the list; and beside it what is chosen.

mod asks;
mod bar;
mod booking;
mod calendar;
mod cards;
mod deeds;
mod face;
mod line;
mod list;
mod load;
mod moving;
mod page;
mod panel;
mod places;
mod printing;
mod says;
mod steps;
mod strip;
mod today;
mod when;

use chrono::NaiveDate;
use iced::Task;

use crate::desk::{BookingView, Scope};
use crate::domain::booking::{Booking, Slot};
use crate::i18n::desk_error;
use crate::ui::component::MonthEvent;
use crate::ui::ctx::{Action, Answer, Ctx, NARROW, RoomsGoal, WIDE};
use crate::ui::screen::asking::{self, Asking};
use crate::ui::shortcut::Command;
use crate::ui::widget::grid::{GridEvent, Spot};
use crate::ui::widget::{Scroll, ScrollState, tab};

use cards::Card;
use load::{Asked, Loaded, Number};
use moving::Moving;
use places::Key;
use printing::Printing;
pub use today::today;
pub use when::Shows;

/// The calendar, whichever is shown: one stop of Tab.
const GRID: &str = "rooms-calendar";
/// Width of the panel, px.
const PANEL: f32 = 312.0;
/// From this width on the day of all rooms has the panel beside it (`tokens.md` §5).
const WIDER: f32 = 1500.0;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The days shown were read.
    Loaded(Answer<Box<Loaded>>),
    /// What belongs to the chosen booking was read.
    Seen(Answer<Box<BookingView>>),
    /// The booking the screen was opened for was read.
    Sought(Answer<Box<Booking>>),
    /// Something was done in the grid.
    Grid(GridEvent<Key>),
    /// Something was done in the month.
    Month(MonthEvent),
    /// A line of the list is chosen, by key or by a press.
    Row(usize),
    /// The list was scrolled.
    Scrolled(Scroll),
    /// Another view.
    Show(Shows),
    /// One step back, or on.
    Step(bool),
    /// 今日
    Today,
    /// Of the toolbar.
    Bar(bar::Message),
    /// How far a change goes.
    Scope(usize),
    /// A button.
    Do(deeds::Deed),
    /// A booking elsewhere is chosen: of the queue, or of a day.
    Go(Box<Slot>, String),
    /// Of a booking that is being moved.
    Moving(moving::Message),
    /// Of the card that asks what to print.
    Printing(printing::Message),
    /// Of a card.
    Card(cards::Message),
    /// A deed is done.
    Done(Answer<Box<deeds::Done>>),
    /// Said in the status line.
    Said(String),
    /// Of the panel of a new booking.
    Asking(asking::Message),
}

/// The screen.
pub struct RoomsScreen {
    shows: Shows,
    /// The room that is looked at; none: all.
    room: Option<String>,
    day: NaiveDate,
    loaded: Option<Box<Loaded>>,
    spot: Option<Spot<Key>>,
    view: Option<Box<BookingView>>,
    scope: Scope,
    moving: Option<Box<Moving>>,
    card: Option<Card>,
    /// What is to be printed is being asked.
    printing: Option<Printing>,
    /// A new booking is being asked for.
    asking: Option<Box<Asking>>,
    /// It was asked for at the reception, which is gone back to.
    back_to_reception: bool,
    bar: bar::Bar,
    list: ScrollState,
    /// Esc has just given up something in the grid and is to do nothing else.
    gave_up: bool,
    busy: bool,
}

impl RoomsScreen {
    /// The week of today in the first room.
    pub fn new(ctx: &Ctx) -> (Self, Task<Message>) {
        let screen = Self {
            shows: Shows::Week,
            room: None,
            day: ctx.now.date_naive(),
            loaded: None,
            spot: None,
            view: None,
            scope: Scope::This,
            moving: None,
            card: None,
            printing: None,
            asking: None,
            back_to_reception: false,
            bar: bar::Bar::default(),
            list: ScrollState::default(),
            gave_up: false,
            busy: false,
        };
        let task = Task::batch([screen.load(ctx), tab::focus(GRID)]);
        (screen, task)
    }

    /// The same, with the panel of a new booking open: Ctrl+B at the reception.
    pub fn asking(ctx: &Ctx) -> (Self, Task<Message>) {
        let (mut screen, task) = Self::new(ctx);
        screen.back_to_reception = true;
        match screen.ask(ctx) {
            Action::Run(asking) => (screen, Task::batch([task, asking])),
            _ => (screen, task),
        }
    }

    /// The same, at a room or a booking.
    pub fn at(goal: RoomsGoal, ctx: &Ctx) -> (Self, Task<Message>) {
        let (mut screen, task) = Self::new(ctx);
        let sought = match goal {
            RoomsGoal::Room(code) => {
                screen.room = Some(code);
                screen.load(ctx)
            }
            RoomsGoal::Booking(id) => ctx.work(move |desk| desk.booking(&id).map(Box::new), Message::Sought),
        };
        (screen, Task::batch([task, sought]))
    }

    /// The room of the week: the chosen one, else the first there is.
    fn week_room<'a>(&'a self, ctx: &'a Ctx) -> &'a str {
        let first = || ctx.book.rooms.offered().next().map_or("", |room| room.code.as_str());
        self.room.as_deref().unwrap_or_else(first)
    }

    fn asked(&self, ctx: &Ctx) -> Asked {
        let (from, to) = self.shows.span(self.day);
        let room = match self.shows {
            Shows::Week => Some(self.week_room(ctx).to_owned()),
            Shows::Day => None,
            Shows::Month | Shows::List => self.room.clone(),
        };
        Asked { shows: self.shows, room, from, to }
    }

    fn load(&self, ctx: &Ctx) -> Task<Message> {
        let asked = self.asked(ctx);
        ctx.work(move |desk| load::read(desk, asked).map(Box::new), Message::Loaded)
    }

    /// The bookings of the days shown; none while others are still there.
    fn bookings(&self) -> &[Booking] {
        self.loaded.as_ref().map_or(&[], |loaded| loaded.bookings.as_slice())
    }

    fn booking(&self, id: &str) -> Option<&Booking> {
        self.bookings().iter().find(|booking| booking.id == id)
    }

    fn number(&self, id: &str) -> Option<Number> {
        self.loaded.as_ref().and_then(|loaded| loaded.numbers.get(id).copied())
    }

    fn is_chosen(&self, key: &Key) -> bool {
        matches!(&self.spot, Some(Spot::Block(chosen)) if chosen == key)
    }

    /// The chosen booking.
    fn chosen(&self) -> Option<&Booking> {
        match &self.spot {
            Some(Spot::Block(Key::Booking(id))) => self.booking(id),
            _ => None,
        }
    }

    /// Whether the panel stands beside the calendar; otherwise a strip beneath it tells the same in one line.
    fn panel_beside(&self, ctx: &Ctx) -> bool {
        self.has_room_for_panel(ctx) || self.moving.is_some() || self.asking.is_some()
    }

    /// Whether the panel of what is chosen stands beside the calendar, and not a strip beneath it.
    fn has_room_for_panel(&self, ctx: &Ctx) -> bool {
        ctx.width >= if self.shows == Shows::Day { WIDER } else { WIDE }
    }

    /// Whether the panel of something that is booked or moved has the page to itself, since the calendar beside it could not be
    /// read. That of a new booking is the wider one.
    fn panel_alone(&self, ctx: &Ctx) -> bool {
        (self.asking.is_some() && ctx.width < WIDE) || (self.moving.is_some() && ctx.width < NARROW)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Loaded(Ok(loaded)) => {
                if loaded.asked == self.asked(ctx) {
                    self.loaded = Some(loaded);
                    return self.after_loading(ctx);
                }
                Action::None
            }
            Message::Seen(Ok(view)) => {
                if self.chosen().is_some_and(|chosen| chosen.id == view.booking.id) {
                    self.view = Some(view);
                }
                Action::None
            }
            Message::Sought(Ok(booking)) => {
                if !booking.state.is_shown() {
                    // What was cancelled stands in no calendar, only in the list.
                    self.shows = Shows::List;
                }
                self.update(Message::Go(Box::new(booking.slot.clone()), booking.id), ctx)
            }
            Message::Loaded(Err(error)) | Message::Seen(Err(error)) | Message::Sought(Err(error)) => {
                self.busy = false;
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Grid(event) => self.in_grid(event, ctx),
            Message::Month(event) => self.in_month(event, ctx),
            Message::Row(at) => {
                let id = self.rows(ctx).get(at).map(|booking| booking.id.clone());
                id.map_or(Action::None, |id| self.choose(Some(Spot::Block(Key::Booking(id))), ctx))
            }
            Message::Scrolled(scroll) => {
                self.list.update(scroll);
                Action::None
            }
            Message::Show(shows) => {
                self.shows = shows;
                if shows == Shows::Month {
                    self.spot = None;
                }
                self.turned(ctx)
            }
            Message::Step(back) => self.turn_to(self.shows.stepped(self.day, back), ctx),
            Message::Today => self.turn_to(ctx.now.date_naive(), ctx),
            Message::Bar(message) => self.in_bar(message, ctx),
            Message::Scope(at) => {
                self.scope = scope_at(at);
                Action::None
            }
            Message::Do(deed) => self.act(deed, ctx),
            Message::Go(slot, id) => {
                self.spot = Some(Spot::Block(Key::Booking(id)));
                self.view = None;
                if !ctx.book.rooms.sharing(self.week_room(ctx)).contains(&slot.room.as_str()) {
                    self.room = self.room.is_some().then(|| slot.room.clone());
                    if self.shows == Shows::Week {
                        self.room = Some(slot.room);
                    }
                }
                self.turn_to(slot.day, ctx)
            }
            Message::Moving(message) => self.in_moving(message, ctx),
            Message::Card(message) => self.in_card(message, ctx),
            Message::Printing(message) => self.in_printing(message, ctx),
            Message::Done(answer) => self.done(answer, ctx),
            Message::Said(text) => Action::Say(text),
            Message::Asking(message) => self.in_asking(message, ctx),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if self.card.is_some() {
            return self.card_command(command, ctx);
        }
        if self.printing.is_some() {
            return self.printing_command(command, ctx);
        }
        if let Some(asking) = &mut self.asking {
            let outcome = asking.command(command, ctx);
            return self.after_asking(outcome, ctx);
        }
        if self.panel_alone(ctx) {
            // What turns or searches the calendar waits until it is seen again.
            return match command {
                Command::Back => self.back(ctx),
                Command::Book => self.act(deeds::Deed::New, ctx),
                Command::Save => self.act(deeds::Deed::Save, ctx),
                _ => Action::None,
            };
        }
        if let Some(action) = self.bar_command(command, ctx) {
            return action;
        }
        match command {
            Command::Back => self.back(ctx),
            Command::PageUp | Command::PageDown => {
                self.update(Message::Step(command == Command::PageUp), ctx)
            }
            Command::Today => self.update(Message::Today, ctx),
            Command::Rooms if self.moving.is_none() => self.act(deeds::Deed::Classes, ctx),
            Command::Book => self.act(deeds::Deed::New, ctx),
            Command::Decline => self.act(deeds::Deed::Cancel, ctx),
            Command::KeyOut => self.act(deeds::Deed::Key, ctx),
            Command::Print => self.act(deeds::Deed::Print, ctx),
            Command::Save => self.act(deeds::Deed::Save, ctx),
            _ => Action::None,
        }
    }

    /// One step back: what is being moved stays where it was, then nothing is chosen.
    fn back(&mut self, ctx: &Ctx) -> Action<Message> {
        if std::mem::take(&mut self.gave_up) {
            return Action::None;
        }
        if self.moving.take().is_some() {
            return Action::Run(tab::focus(GRID));
        }
        if self.spot.is_some() { self.choose(None, ctx) } else { Action::None }
    }

    /// Puts the focus back on the calendar, or on what lies over it.
    pub fn return_focus(&self) -> Task<Message> {
        match &self.card {
            Some(card) => tab::focus(card.first()),
            None if self.printing.is_some() => tab::focus(Printing::first()),
            None if self.asking.is_some() => self
                .asking
                .as_ref()
                .map_or_else(Task::none, |asking| asking.return_focus().map(Message::Asking)),
            None => tab::focus(self.moving.as_ref().map_or(GRID, |moving| moving.first())),
        }
    }

    /// Whether Esc has nothing to do here.
    pub fn at_rest(&self) -> bool {
        self.spot.is_none()
            && self.moving.is_none()
            && self.asking.is_none()
            && self.card.is_none()
            && self.printing.is_none()
            && !self.bar.is_open()
    }

    /// Whose data is on the screen, for the record of looks.
    pub fn subject(&self) -> String {
        self.chosen().map_or_else(|| "rooms".to_owned(), |booking| format!("booking {}", booking.id))
    }
}

/// The scopes in the order they are offered.
const SCOPES: [Scope; 3] = [Scope::This, Scope::Following, Scope::Whole];

fn scope_at(at: usize) -> Scope {
    SCOPES.get(at).copied().unwrap_or_default()
}

fn scope_index(scope: Scope) -> usize {
    SCOPES.iter().position(|known| *known == scope).unwrap_or(0)
}
