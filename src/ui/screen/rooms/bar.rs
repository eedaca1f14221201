//! The toolbar: which room, which days, which view; and the line in which a day, a week or a room is typed.

mod view;

use chrono::NaiveDate;
use iced::Task;

use crate::domain::pinyin::find;
use crate::domain::room::Room;
use crate::domain::typed::Near;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use super::RoomsScreen;
use super::when::Shows;

/// The line for a day or a room.
const JUMP: &str = "rooms-jump";
/// The word by which a room is looked for.
const PICK: &str = "rooms-pick";
/// Width of the list of rooms, px.
const LIST: f32 = 320.0;

/// What is open in the toolbar.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    jump: Option<String>,
    pick: Option<Pick>,
}

/// A room is being chosen.
#[derive(Debug, Clone, Default)]
struct Pick {
    query: String,
    marked: usize,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line opens.
    Jump,
    /// It was typed in.
    Typed(String),
    /// Enter in it.
    Go,
    /// The list of rooms opens or closes.
    Pick,
    /// A word was typed in it.
    Query(String),
    /// A room is taken; none: all.
    Take(Option<String>),
    /// Enter in the list.
    TakeMarked,
}

/// Where a typed line leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Goal {
    room: Option<String>,
    day: Option<NaiveDate>,
}

impl Bar {
    /// Whether something is open that Esc closes.
    pub fn is_open(&self) -> bool {
        self.jump.is_some() || self.pick.is_some()
    }
}

impl RoomsScreen {
    /// Where the line leads: a day and a room in any order.
    fn goal(&self, text: &str, ctx: &Ctx) -> Option<Goal> {
        let mut goal = Goal::default();
        let near = Near { today: ctx.now.date_naive(), shown: Some(self.day), terms: &ctx.book.terms };
        for word in text.split_whitespace() {
            match near.day_or_week(word) {
                Some(day) => goal.day = Some(day),
                None => goal.room = Some(ctx.book.room_by_word(word)?.code.clone()),
            }
        }
        (goal != Goal::default()).then_some(goal)
    }

    pub(super) fn in_bar(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        match message {
            Message::Jump => self.open_jump(String::new()),
            Message::Typed(text) => {
                self.bar.jump = Some(text);
                Action::None
            }
            Message::Go => {
                let goal = self.bar.jump.as_deref().and_then(|text| self.goal(text, ctx));
                let Some(goal) = goal else { return Action::None };
                self.bar.jump = None;
                if let Some(room) = goal.room {
                    self.look_at(Some(room));
                }
                self.turn_to(goal.day.unwrap_or(self.day), ctx)
            }
            Message::Pick if self.bar.pick.is_some() => self.close_bar(),
            Message::Pick => {
                self.bar = Bar { pick: Some(Pick::default()), jump: None };
                Action::Run(tab::focus(PICK))
            }
            Message::Query(query) => {
                self.bar.pick = Some(Pick { query, marked: 0 });
                Action::None
            }
            Message::Take(room) => {
                self.bar.pick = None;
                self.look_at(room);
                self.turned(ctx)
            }
            Message::TakeMarked => {
                let Some(pick) = &self.bar.pick else { return Action::None };
                let taken = self
                    .offered(&pick.query, ctx)
                    .get(pick.marked)
                    .map(|room| room.map(|room| room.code.clone()));
                taken.map_or(Action::None, |room| self.in_bar(Message::Take(room), ctx))
            }
        }
    }

    /// A room is looked at in its week, all of them in their day; month and list serve both.
    fn look_at(&mut self, room: Option<String>) {
        self.shows = match (self.shows, &room) {
            (Shows::Day, Some(_)) => Shows::Week,
            (Shows::Week, None) => Shows::Day,
            (shows, _) => shows,
        };
        self.room = room;
    }

    fn open_jump(&mut self, text: String) -> Action<super::Message> {
        self.bar = Bar { jump: Some(text), pick: None };
        Action::Run(tab::focus(JUMP))
    }

    fn close_bar(&mut self) -> Action<super::Message> {
        self.bar = Bar::default();
        Action::Run(self.return_focus())
    }

    /// A key of the table, when the toolbar has a use for it.
    pub(super) fn bar_command(&mut self, command: Command, ctx: &Ctx) -> Option<Action<super::Message>> {
        if let Some(pick) = &mut self.bar.pick {
            let marked = pick.marked;
            let query = pick.query.clone();
            let last = self.offered(&query, ctx).len().saturating_sub(1);
            let to = match command {
                Command::Up => marked.saturating_sub(1),
                Command::Down => (marked + 1).min(last),
                Command::Back => return Some(self.close_bar()),
                _ => return None,
            };
            self.bar.pick = Some(Pick { query, marked: to });
            return Some(Action::None);
        }
        match command {
            Command::Back if self.bar.jump.is_some() => Some(self.close_bar()),
            Command::Find => Some(self.open_jump(String::new())),
            // A digit that nothing else wanted begins a date.
            Command::Digit(digit) if self.bar.jump.is_none() => Some(self.open_jump(digit.to_string())),
            _ => None,
        }
    }

    /// The rooms that answer a word, all of them first when nothing is typed.
    fn offered<'a>(&self, query: &str, ctx: &'a Ctx) -> Vec<Option<&'a Room>> {
        let book = &ctx.book;
        if query.trim().is_empty() {
            return std::iter::once(None).chain(book.rooms.offered().map(Some)).collect();
        }
        let hits = find(query.trim(), &book.room_index).into_iter();
        hits.filter_map(|at| book.rooms.rooms.get(at)).filter(|room| !room.retired).map(Some).collect()
    }
}

/// A task that says something in the status line.
pub(super) fn say(text: String) -> Task<super::Message> {
    Task::done(super::Message::Said(text))
}
