//! 新预约: a room is asked for in one line, and then once, or week by week for a term. The panel stands beside the calendar,
//! which shows where it will be.

mod line;
mod once;
mod over;
mod says;
mod weekly;
mod weekly_view;
mod who;

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, column, container};
use iced::{Element, Fill, Task};

use crate::desk::Checked;
use crate::domain::booking::{BookingLine, Slot, When};
use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::{card_heading, key_cap, rule};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

use once::Once;
use weekly::Weekly;

pub use says::kind_word;

/// The booking line.
const LINE: &str = "ask-line";
/// Width of the panel, px.
pub const PANEL: f32 = 408.0;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line was typed in.
    Line(String),
    /// Enter in the line.
    Go,
    /// What is known of the time that is asked for.
    Checked(Answer<Box<Checked>>),
    /// One of the free times is taken instead.
    Instead(Slot),
    /// Esc, 放弃.
    Back,
    /// Of a single booking.
    Once(once::Message),
    /// Of a series.
    Weekly(weekly::Message),
}

/// What the calendar is to do about it.
#[derive(Debug)]
pub enum Outcome {
    /// Go on.
    Stay(Action<Message>),
    /// It was given up.
    GaveUp,
    /// It is done: print these, go to that day, and say so.
    Done {
        /// Numbers of papers to hand over.
        papers: Vec<String>,
        /// The first day.
        day: NaiveDate,
        /// The room.
        room: String,
        /// The booking.
        booking: String,
        /// For the status line.
        said: String,
        /// A single booking, not a series.
        once: bool,
    },
}

enum Stage {
    Line,
    Once(Box<Once>),
    Weekly(Box<Weekly>),
}

/// The panel.
pub struct Asking {
    line: String,
    read: BookingLine,
    checked: Option<Box<Checked>>,
    stage: Stage,
}

impl Asking {
    /// Begins with a line, filled as far as the calendar knows the place.
    pub fn new(place: Option<&Slot>, ctx: &Ctx) -> (Self, Task<Message>) {
        let line = place.map_or_else(String::new, |slot| line::written(slot, ctx.now.date_naive()));
        let mut asking = Self { line, read: BookingLine::default(), checked: None, stage: Stage::Line };
        let check = asking.reread(ctx);
        let focus = tab::focus(LINE).chain(iced::widget::operation::move_cursor_to_end(LINE));
        (asking, Task::batch([focus, check]))
    }

    /// Where it will be, as far as that is known: the calendar draws it.
    pub fn slots(&self) -> Vec<Slot> {
        match &self.stage {
            Stage::Line => self.slot().into_iter().collect(),
            Stage::Once(once) => vec![once.slot.clone()],
            Stage::Weekly(weekly) => weekly.slots(),
        }
    }

    /// The day and room the calendar should show.
    pub fn looks_at(&self) -> Option<(String, NaiveDate)> {
        match &self.stage {
            Stage::Line => self.slot().map(|slot| (slot.room, slot.day)),
            Stage::Once(once) => Some((once.slot.room.clone(), once.slot.day)),
            Stage::Weekly(weekly) => weekly.looks_at(),
        }
    }

    /// The slot of the line; of a weekly one the first.
    fn slot(&self) -> Option<Slot> {
        let (room, (from, to)) = (self.read.room.as_ref()?, self.read.time?);
        match self.read.when.as_ref()? {
            When::On(day) => Slot::new(room, *day, from, to).ok(),
            When::Weekly(_) => None,
        }
    }

    /// Reads the line anew; a whole one is looked up.
    fn reread(&mut self, ctx: &Ctx) -> Task<Message> {
        let book = &ctx.book;
        let find = |word: &str| book.room_by_word(word).map(|room| room.code.clone());
        self.read = BookingLine::read(&self.line, ctx.now.date_naive(), find);
        self.checked = None;
        match self.slot() {
            Some(slot) => {
                let new = once::bare(slot, self.read.people.unwrap_or(1));
                ctx.work(move |desk| desk.check_booking(&new, None).map(Box::new), Message::Checked)
            }
            None => Task::none(),
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Outcome {
        match message {
            Message::Line(line) => {
                self.line = line;
                Outcome::Stay(Action::Run(self.reread(ctx)))
            }
            Message::Go => self.go(ctx),
            Message::Checked(Ok(checked)) => {
                match &mut self.stage {
                    Stage::Once(once) => once.checked(checked, ctx),
                    _ => self.checked = Some(checked),
                }
                Outcome::Stay(Action::None)
            }
            Message::Checked(Err(error)) => {
                Outcome::Stay(Action::Fail(crate::i18n::desk_error(&ctx.words, &error)))
            }
            Message::Instead(slot) => {
                self.line = line::written(&slot, ctx.now.date_naive());
                if let Some(people) = self.read.people {
                    self.line = format!("{} {people}", self.line);
                }
                let check = self.reread(ctx);
                if let Stage::Once(once) = &mut self.stage {
                    once.slot = slot;
                    return Outcome::Stay(Action::Run(once.check(ctx)));
                }
                Outcome::Stay(Action::Run(Task::batch([check, tab::focus(LINE)])))
            }
            Message::Back => self.back(),
            Message::Once(message) => match &mut self.stage {
                Stage::Once(once) => once.update(message, ctx),
                _ => Outcome::Stay(Action::None),
            },
            Message::Weekly(message) => match &mut self.stage {
                Stage::Weekly(weekly) => weekly.update(message, ctx),
                _ => Outcome::Stay(Action::None),
            },
        }
    }

    /// One step back: from the form to the line, from the line out.
    fn back(&mut self) -> Outcome {
        if matches!(self.stage, Stage::Line) {
            return Outcome::GaveUp;
        }
        self.stage = Stage::Line;
        Outcome::Stay(Action::Run(tab::focus(LINE)))
    }

    /// Enter in the line: on to the form, when the line is whole.
    fn go(&mut self, ctx: &Ctx) -> Outcome {
        if !self.read.is_whole() {
            return Outcome::Stay(Action::None);
        }
        let (Some(room), Some((from, to)), Some(when)) =
            (self.read.room.clone(), self.read.time, self.read.when.clone())
        else {
            return Outcome::Stay(Action::None);
        };
        let task = match when {
            When::On(day) => {
                let Ok(slot) = Slot::new(&room, day, from, to) else { return Outcome::Stay(Action::None) };
                let (once, task) = Once::new(slot, self.read.people, self.checked.take(), ctx);
                self.stage = Stage::Once(Box::new(once));
                task
            }
            When::Weekly(days) => {
                let (weekly, task) = Weekly::new(&room, days, (from, to), self.read.people, ctx);
                self.stage = Stage::Weekly(Box::new(weekly));
                task
            }
        };
        Outcome::Stay(Action::Run(task))
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Outcome {
        if command == Command::Back {
            let held = match &mut self.stage {
                Stage::Once(once) => once.close_list(),
                Stage::Line | Stage::Weekly(_) => false,
            };
            return if held { Outcome::Stay(Action::None) } else { self.back() };
        }
        match &mut self.stage {
            Stage::Line if command == Command::Enter => self.go(ctx),
            Stage::Line => Outcome::Stay(Action::None),
            Stage::Once(once) => once.command(command, ctx),
            Stage::Weekly(weekly) => weekly.command(command, ctx),
        }
    }

    /// Puts the focus back, after the lock screen.
    pub fn return_focus(&self) -> Task<Message> {
        match &self.stage {
            Stage::Line => tab::focus(LINE),
            Stage::Once(_) => tab::focus(who::WHO),
            Stage::Weekly(_) => tab::focus(weekly::COURSE),
        }
    }

    /// The panel.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let title = match &self.stage {
            Stage::Line => t!(ctx.words, "ask-title"),
            Stage::Once(_) => t!(ctx.words, "ask-title-once"),
            Stage::Weekly(_) => t!(ctx.words, "ask-title-weekly"),
        };
        let (body, foot): (Element<'a, Message>, Option<Element<'a, Message>>) = match &self.stage {
            Stage::Line => (self.line_view(ctx), None),
            Stage::Once(once) => (once.view(ctx).map(Message::Once), Some(once.foot(ctx).map(Message::Once))),
            Stage::Weekly(weekly) => {
                (weekly.view(ctx).map(Message::Weekly), Some(weekly.foot(ctx).map(Message::Weekly)))
            }
        };
        let heading = card_heading(look, title, "", Some(key_cap(look, Command::Back.key())));
        let body = container(scroll::vertical(look, body).width(Fill).height(Fill)).height(Fill);
        let foot = foot.map(|foot| column![rule(look), container(foot).padding(space::S12)]);
        let page: Column<'a, Message> = column![heading, body].push(foot);
        card(look, page).width(Fill).height(Fill).into()
    }
}

/// The last day a weekly use may go to: the end of the term the day lies in or that comes next; without terms half a year.
pub fn last_day(ctx: &Ctx, from: NaiveDate) -> NaiveDate {
    ctx.book.term_at(from).map_or_else(|| from + chrono::Days::new(182), |term| term.to)
}

/// The first day of a weekly use from today on, in the term that runs or comes next.
fn first_day(ctx: &Ctx, days: &[chrono::Weekday]) -> NaiveDate {
    let tomorrow = ctx.now.date_naive() + chrono::Days::new(1);
    let begin = ctx.book.term_at(tomorrow).map_or(tomorrow, |term| term.from.max(tomorrow));
    begin.iter_days().take(7).find(|day| days.contains(&day.weekday())).unwrap_or(begin)
}
