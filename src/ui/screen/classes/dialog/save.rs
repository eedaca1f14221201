//! From what was typed to what is saved; what is wrong is told field by field before anything is tried.

use chrono::{NaiveDate, Weekday};

use crate::desk::{Desk, DeskError, RoomsError, Scope};
use crate::domain::booking::Slot;
use crate::domain::class::{ClassError, ClassGroup, Course, EnrolmentRefusal, Term};
use crate::domain::form::{FieldError, read_date};
use crate::domain::typed::span;
use crate::i18n::{Words, field_error};
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::widget::tab;

use super::fields::id_of;
use super::{Ask, Dialog, Done, Key, Message, Outcome, Wish};

type Job = Box<dyn FnOnce(&Desk) -> Result<Outcome, DeskError> + Send>;

/// Reads fields and gathers what is wrong with them.
pub(super) struct Reader<'d> {
    dialog: &'d Dialog,
    words: &'d Words,
    today: NaiveDate,
    errors: Vec<(Key, String)>,
}

impl<'d> Reader<'d> {
    pub(super) fn of(dialog: &'d Dialog, ctx: &'d Ctx) -> Self {
        Self { dialog, words: &ctx.words, today: ctx.now.date_naive(), errors: Vec::new() }
    }

    pub(super) fn wrong(&mut self, key: Key, sentence: String) {
        self.errors.push((key, sentence));
    }

    fn text(&mut self, key: Key) -> String {
        let text = self.dialog.value(key).trim().to_owned();
        if text.is_empty() {
            self.wrong(key, t!(self.words, "field-required"));
        }
        text
    }

    fn number(&mut self, key: Key, required: bool) -> u32 {
        let text = self.dialog.value(key).trim();
        match text.parse::<u32>() {
            Ok(number) if number <= 2000 => number,
            Err(_) if text.is_empty() && !required => 0,
            _ => {
                self.wrong(key, t!(self.words, "field-not-whole"));
                0
            }
        }
    }

    fn day(&mut self, key: Key) -> Option<NaiveDate> {
        let text = self.dialog.value(key).trim();
        let error = if text.is_empty() { FieldError::Required } else { FieldError::NotDate };
        let day = read_date(text, self.today);
        if day.is_none() {
            self.wrong(key, field_error(self.words, &error));
        }
        day
    }

    fn option(&mut self, key: Key, of: usize) -> Option<usize> {
        let at = self.dialog.value(key).parse::<usize>().ok().filter(|at| *at < of);
        if at.is_none() {
            self.wrong(key, t!(self.words, "field-required"));
        }
        at
    }

    pub(super) fn hours(&mut self) -> Option<(u16, u16)> {
        let hours = span(self.dialog.value(Key::Hours));
        if hours.is_none() {
            self.wrong(Key::Hours, t!(self.words, "classes-hours-wrong"));
        }
        hours
    }

    pub(super) fn picked(&mut self, key: Key, ctx: &Ctx) -> Option<String> {
        let picked = self.dialog.picked(key, ctx);
        if picked.is_none() {
            self.wrong(key, t!(self.words, "classes-pick"));
        }
        picked
    }

    pub(super) fn weekday(&mut self) -> Option<Weekday> {
        self.option(Key::Weekday, 7).and_then(|at| Weekday::try_from(at as u8).ok())
    }

    pub(super) fn span(&mut self) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = (self.day(Key::From), self.day(Key::To));
        let (from, to) = (from?, to?);
        if from > to {
            self.wrong(Key::To, t!(self.words, "class-term-length"));
            return None;
        }
        Some((from, to))
    }
}

impl Dialog {
    pub(super) fn save(&mut self, ctx: &Ctx) -> Wish {
        if self.busy {
            return Wish::Nothing;
        }
        self.list = None;
        self.calendar = None;
        let (job, errors) = {
            let mut reader = Reader::of(self, ctx);
            let job = self.job(&mut reader, ctx);
            (job, reader.errors)
        };
        self.errors = errors.into_iter().rev().collect();
        if let Some(first) = self.controls(ctx).into_iter().find(|c| self.errors.contains_key(&c.key)) {
            return Wish::Run(tab::focus(id_of(first.key)));
        }
        let Some(job) = job else { return Wish::Nothing };
        self.busy = true;
        self.problem = None;
        Wish::Run(ctx.work(move |desk| job(desk).map(Box::new), Message::Answered))
    }

    fn job(&self, read: &mut Reader<'_>, ctx: &Ctx) -> Option<Job> {
        match self.ask.clone() {
            Ask::Term => {
                let name = read.text(Key::Name);
                if ctx.book.terms.iter().any(|term| term.name == name) {
                    read.wrong(Key::Name, t!(ctx.words, "classes-term-there"));
                }
                let (from, to) = read.span()?;
                let term = Term { name, from, to };
                job(move |desk| desk.save_term(&term).map(|()| Done::Term(term.name)))
            }
            Ask::Course => {
                let name = read.text(Key::Name);
                if ctx.book.courses.iter().any(|course| course.name == name && !course.retired) {
                    read.wrong(Key::Name, t!(ctx.words, "classes-course-there"));
                }
                let course = Course { id: String::new(), name, retired: false };
                job(move |desk| desk.save_course(&course).map(|_| Done::Course))
            }
            Ask::Class | Ask::Edit => self.class_job(read, ctx),
            Ask::Close => self.close_job(read, ctx),
            Ask::Enrol => self.enrol_job(),
            Ask::Leave(id) => {
                let reason = read.text(Key::Reason);
                job(move |desk| {
                    let left = desk.leave_class(&id, &reason)?;
                    Ok(Done::MovedUp(left.moved_up.into_iter().collect()))
                })
            }
            Ask::Note(id) => {
                let note = self.value(Key::Note).to_owned();
                job(move |desk| desk.note_learner(&id, &note).map(|_| Done::Other))
            }
            Ask::Cancel(id) => {
                let reason = read.text(Key::Reason);
                job(move |desk| desk.cancel_booking(&id, Scope::This, false, &reason).map(|_| Done::Other))
            }
            Ask::MakeUp(of) => {
                let group = self.group.as_ref()?.id.clone();
                let day = read.day(Key::Day);
                let hours = read.hours();
                let room = read.picked(Key::Room, ctx);
                let ((from, to), day, room) = (hours?, day?, room?);
                let reason = self.value(Key::Reason).trim().to_owned();
                job(move |desk| {
                    let slot = Slot::new(&room, day, from, to).map_err(RoomsError::from)?;
                    desk.make_up_lesson(&group, &slot, of, &reason).map(|_| Done::Other)
                })
            }
            Ask::Weekly => self.weekly_job(read, ctx),
        }
    }

    fn class_job(&self, read: &mut Reader<'_>, ctx: &Ctx) -> Option<Job> {
        let name = read.text(Key::Name);
        let course_name = read.text(Key::Course);
        let course = self.picked(Key::Course, ctx);
        let capacity = read.number(Key::Capacity, true);
        let least = read.number(Key::Least, false);
        if least > capacity && capacity > 0 {
            read.wrong(Key::Least, t!(ctx.words, "classes-least-wrong"));
        }
        let line = |key: Key| self.value(key).trim().to_owned();
        let before = self.group.clone();
        let term =
            before.as_ref().map(|group| group.term.clone()).or(self.term.as_ref().map(|t| t.name.clone()))?;
        let blank = ClassGroup {
            id: String::new(),
            course: String::new(),
            term,
            name: String::new(),
            teacher: String::new(),
            substitute: String::new(),
            capacity: 0,
            least: 0,
            series: None,
            closed: None,
        };
        let group = ClassGroup {
            name,
            teacher: line(Key::Teacher),
            substitute: line(Key::Substitute),
            capacity,
            least,
            ..before.unwrap_or(blank)
        };
        job(move |desk| {
            group.check()?;
            // A course nobody has heard of yet comes with its first class.
            let course = match course {
                Some(id) => id,
                None => {
                    desk.save_course(&Course { id: String::new(), name: course_name, retired: false })?.id
                }
            };
            if group.id.is_empty() {
                return desk.save_class(&ClassGroup { course, ..group }).map(|group| Done::Class(group.id));
            }
            let waited = desk.roster(&group.id)?.waiting;
            let group = desk.save_class(&ClassGroup { course, ..group })?;
            let waits = desk.roster(&group.id)?.waiting;
            let up = waited.into_iter().filter(|one| waits.iter().all(|other| other.id != one.id));
            Ok(Done::MovedUp(up.collect()))
        })
    }

    fn close_job(&self, read: &mut Reader<'_>, ctx: &Ctx) -> Option<Job> {
        let how = read.option(Key::How, 2);
        let reason = read.text(Key::Reason);
        let group = self.group.clone()?;
        let closed = if how? == 1 {
            let into = read.picked(Key::Into, ctx)?;
            // Kept as it is printed, in Chinese.
            let name = ctx.book.class_group(&into).map_or(into.as_str(), |into| into.name.as_str());
            format!("并入{name}：{reason}")
        } else {
            reason
        };
        job(move |desk| {
            desk.save_class(&ClassGroup { closed: Some(closed), ..group }).map(|group| Done::Class(group.id))
        })
    }

    /// The rest is asked in the item's form, which gives the receipt.
    fn enrol_job(&self) -> Option<Job> {
        let group = self.group.as_ref()?.id.clone();
        let resident = self.person.as_ref().map(|person| person.id.clone());
        let name = self.name_of_new();
        job(move |desk| {
            let opened = desk.open_enrolment(&group, resident.as_deref(), &name)?;
            Ok(Done::Form(Box::new(opened)))
        })
    }

    /// The field a refusal of the desk is about.
    pub(super) fn field_of(&mut self, error: &DeskError) -> Option<Key> {
        Some(match error {
            DeskError::Class(ClassError::Nameless) => Key::Name,
            DeskError::Class(ClassError::NoPlaces) => Key::Capacity,
            DeskError::Class(ClassError::TermLength) => Key::To,
            DeskError::Enrolment(EnrolmentRefusal::NoReason) => Key::Reason,
            DeskError::Rooms(RoomsError::Clash { offers, .. }) => {
                self.offers.clone_from(offers);
                Key::Hours
            }
            DeskError::Rooms(RoomsError::SeriesAlready) if matches!(self.ask, Ask::MakeUp(_)) => Key::Day,
            DeskError::Rooms(
                RoomsError::Closed { .. } | RoomsError::OutsideHours { .. } | RoomsError::Slot(_),
            ) => Key::Hours,
            DeskError::Rooms(RoomsError::Rules(_)) if matches!(self.ask, Ask::MakeUp(_)) => Key::Day,
            DeskError::Rooms(RoomsError::Rules(_)) => Key::Room,
            DeskError::Rooms(RoomsError::Series(_)) => Key::To,
            _ => return None,
        })
    }
}

/// What is done off the drawing thread.
#[allow(clippy::unnecessary_wraps)]
fn job(work: impl FnOnce(&Desk) -> Result<Done, DeskError> + Send + 'static) -> Option<Job> {
    Some(Box::new(move |desk| work(desk).map(Outcome::Done)))
}
