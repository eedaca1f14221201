//! The dialogs of the screen: one form for each thing that is made, changed or ended. What is wrong stands beside its
//! field, and the first wrong field has the focus.

mod fields;
mod people;
mod plan;
mod save;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::Task;

use crate::desk::{DeskError, Opened, Planned};
use crate::domain::booking::Slot;
use crate::domain::class::{ClassGroup, Enrolment, Term};
use crate::domain::form::FieldType;
use crate::domain::resident::Resident;
use crate::domain::series::Choices;
use crate::ui::component::{Calendar, Turn};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::screen::dates::{day_meant, opened};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use super::Open;
use fields::{Control, Kind, id_of};

/// The button that saves.
const SAVE: &str = "class-save";

/// What a dialog is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// 新学期
    Term,
    /// 新课程
    Course,
    /// 新班级 in the term that is shown.
    Class,
    /// The open class is changed.
    Edit,
    /// 停办 of the open class: dropped, or merged into another.
    Close,
    /// 报名 in the open class.
    Enrol,
    /// 退出, by enrolment.
    Leave(String),
    /// A note on a learner, by enrolment.
    Note(String),
    /// 补课: for the lesson of a date that fell out, when one was chosen.
    MakeUp(Option<NaiveDate>),
    /// 每周课程: the lessons of the class are booked.
    Weekly,
    /// A lesson falls out, by booking.
    Cancel(String),
}

/// The fields there are in any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Name,
    From,
    To,
    Course,
    Teacher,
    Substitute,
    Capacity,
    Least,
    How,
    Into,
    Reason,
    Person,
    Note,
    Weekday,
    Day,
    Hours,
    Room,
}

/// What happens in a dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field was typed in.
    Typed(Key, String),
    /// An option was chosen.
    Chose(Key, usize),
    /// Something of the calendar beside a day.
    Turn(Key, Turn),
    /// The mark in an open list moves; where none is open one opens.
    Mark(Key, isize),
    /// The open list is left.
    Shut,
    /// A line of the open list was taken.
    Took(Key, usize),
    /// Enter in a field.
    Next(Key),
    /// People were found for what was typed.
    Found(String, Answer<Vec<Resident>>),
    /// A free time that was offered was taken.
    Offer(usize),
    /// An answer to a date of the plan: its place, and which answer.
    Line(usize, usize),
    /// Save.
    Save,
    /// It was saved, or not.
    Answered(Answer<Box<Outcome>>),
    /// Not after all.
    Cancel,
    /// A key of the table.
    Key(Command),
}

/// What came of saving.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The dialog is over.
    Done(Done),
    /// The dates are read back before anything is booked.
    Plan(Box<Planned>),
}

/// What was done.
#[derive(Debug, Clone)]
pub enum Done {
    /// A term, by name.
    Term(String),
    /// A course.
    Course,
    /// A class, by id.
    Class(String),
    /// The form in which somebody enrols is open.
    Form(Box<Opened>),
    /// Places became free: who has them now, if anybody waited.
    MovedUp(Vec<Enrolment>),
    /// Anything else.
    Other,
}

/// What the dialog wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To be closed.
    Close,
    /// It is done.
    Done(Done),
}

/// An open dialog.
pub struct Dialog {
    ask: Ask,
    group: Option<ClassGroup>,
    term: Option<Term>,
    values: BTreeMap<Key, String>,
    /// What a list was answered with, by id.
    chosen: BTreeMap<Key, String>,
    errors: BTreeMap<Key, String>,
    calendar: Option<(Key, Calendar)>,
    /// The open list, and which line of it is marked.
    list: Option<Key>,
    marked: usize,
    people: Vec<Resident>,
    person: Option<Resident>,
    offers: Vec<Slot>,
    planned: Option<Box<Planned>>,
    choices: Choices,
    problem: Option<String>,
    busy: bool,
}

impl Dialog {
    /// A dialog with what is known filled in; none where it cannot be for anything.
    pub fn new(ask: Ask, term: Option<&Term>, open: Option<&Open>, ctx: &Ctx) -> Option<Self> {
        let of_class = !matches!(ask, Ask::Term | Ask::Course | Ask::Class);
        if of_class && open.is_none() || ask == Ask::Class && term.is_none() {
            return None;
        }
        let group = open.filter(|_| of_class).map(|open| open.overview.roster.group.clone());
        let mut dialog = Self {
            ask,
            group,
            term: term.cloned(),
            values: BTreeMap::new(),
            chosen: BTreeMap::new(),
            errors: BTreeMap::new(),
            calendar: None,
            list: None,
            marked: 0,
            people: Vec::new(),
            person: None,
            offers: Vec::new(),
            planned: None,
            choices: Choices::new(),
            problem: None,
            busy: false,
        };
        dialog.fill(open, ctx);
        Some(dialog)
    }

    fn value(&self, key: Key) -> &str {
        self.values.get(&key).map_or("", String::as_str)
    }

    fn put(&mut self, key: Key, value: impl Into<String>) {
        let _ = self.values.insert(key, value.into());
    }

    fn touched(&mut self, key: Key) {
        let _ = self.errors.remove(&key);
        self.problem = None;
        self.offers.clear();
        // A plan holds for what it was made of.
        self.planned = None;
        self.choices.clear();
    }

    /// The first field that is still empty, else the first one.
    pub fn first_focus(&self, ctx: &Ctx) -> Task<Message> {
        let controls = self.controls(ctx);
        let empty = controls.iter().find(|control| self.value(control.key).is_empty());
        let first = empty.filter(|control| control.required).or(controls.first());
        tab::focus(first.map_or_else(|| SAVE.to_owned(), |control| id_of(control.key)))
    }

    fn after(&self, key: Key, ctx: &Ctx) -> Task<Message> {
        let controls = self.controls(ctx);
        let at = controls.iter().position(|control| control.key == key);
        let next = at.and_then(|at| controls.get(at + 1));
        tab::focus(next.map_or_else(|| SAVE.to_owned(), |control| id_of(control.key)))
    }

    fn control(&self, key: Key, ctx: &Ctx) -> Option<Control> {
        self.controls(ctx).into_iter().find(|control| control.key == key)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        let today = ctx.now.date_naive();
        match message {
            Message::Typed(key, text) => {
                self.touched(key);
                let _ = self.chosen.remove(&key);
                if let (Some((open, calendar)), Some(day)) =
                    (&mut self.calendar, day_meant(FieldType::Date, &text, today))
                    && *open == key
                {
                    calendar.mark(day);
                }
                let picks = self.control(key, ctx).is_some_and(|control| control.kind == Kind::Picker);
                self.put(key, text);
                if picks {
                    self.list = Some(key);
                    self.marked = 0;
                }
                if key == Key::Person { self.search(ctx) } else { Wish::Nothing }
            }
            Message::Chose(key, at) => {
                self.touched(key);
                self.put(key, at.to_string());
                Wish::Run(self.after(key, ctx))
            }
            Message::Turn(key, turn) => self.turn(key, turn, ctx),
            Message::Mark(key, by) => {
                if self.list == Some(key) {
                    let last = self.options(key, ctx).len().saturating_sub(1);
                    self.marked = self.marked.saturating_add_signed(by).min(last);
                } else {
                    self.list = Some(key);
                    self.marked = 0;
                }
                Wish::Nothing
            }
            Message::Shut => {
                self.list = None;
                Wish::Nothing
            }
            Message::Took(key, at) => self.take(key, at, ctx),
            Message::Next(key) => self.next(key, ctx),
            Message::Found(typed, answer) => self.found(&typed, answer, ctx),
            Message::Offer(at) => self.take_offer(at, ctx),
            Message::Line(at, answer) => self.answer_line(at, answer, ctx),
            Message::Save => self.save(ctx),
            Message::Answered(answer) => self.answered(answer, ctx),
            Message::Cancel => Wish::Close,
            Message::Key(command) => self.command(command, ctx),
        }
    }

    fn turn(&mut self, key: Key, turn: Turn, ctx: &Ctx) -> Wish {
        let today = ctx.now.date_naive();
        match turn {
            Turn::Open => {
                self.calendar = Some((key, opened(FieldType::Date, self.value(key), today)));
                return Wish::Run(tab::focus(id_of(key)));
            }
            Turn::Close => self.calendar = None,
            turn => {
                if let Some((_, calendar)) = &mut self.calendar
                    && let Some(day) = calendar.turn(turn, today)
                {
                    self.calendar = None;
                    self.touched(key);
                    self.put(key, day.to_string());
                    return Wish::Run(self.after(key, ctx));
                }
            }
        }
        Wish::Nothing
    }

    /// Enter goes on; in an open list it takes what is marked.
    fn next(&mut self, key: Key, ctx: &Ctx) -> Wish {
        if self.list == Some(key) && self.marked < self.options(key, ctx).len() {
            return self.take(key, self.marked, ctx);
        }
        self.list = None;
        Wish::Run(self.after(key, ctx))
    }

    fn take(&mut self, key: Key, at: usize, ctx: &Ctx) -> Wish {
        if key == Key::Person {
            return self.take_person(at, ctx);
        }
        if let Some((value, label)) = self.options(key, ctx).into_iter().nth(at) {
            self.touched(key);
            self.put(key, label);
            let _ = self.chosen.insert(key, value);
        }
        self.list = None;
        Wish::Run(self.after(key, ctx))
    }

    fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        match command {
            // What is open beside a field first.
            Command::Back if self.calendar.take().is_some() || self.list.take().is_some() => Wish::Nothing,
            Command::Back if self.planned.is_some() => {
                self.planned = None;
                self.choices.clear();
                Wish::Run(self.first_focus(ctx))
            }
            Command::Back => Wish::Close,
            Command::Save => self.save(ctx),
            Command::Enter => Wish::Run(tab::focus_step(false)),
            _ => Wish::Nothing,
        }
    }

    fn answered(&mut self, answer: Answer<Box<Outcome>>, ctx: &Ctx) -> Wish {
        self.busy = false;
        match answer.map(|outcome| *outcome) {
            Ok(Outcome::Done(done)) => Wish::Done(done),
            Ok(Outcome::Plan(planned)) => self.plan_is(planned),
            Err(error) => self.refused(&error, ctx),
        }
    }

    /// Says what is wrong beside the field it is about, and goes there.
    fn refused(&mut self, error: &Arc<DeskError>, ctx: &Ctx) -> Wish {
        let sentence = crate::i18n::desk_error(&ctx.words, error);
        match self.field_of(error) {
            Some(key) => {
                let _ = self.errors.insert(key, sentence);
                Wish::Run(tab::focus(id_of(key)))
            }
            None => {
                self.problem = Some(sentence);
                Wish::Run(tab::focus(SAVE))
            }
        }
    }
}
