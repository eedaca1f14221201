//! 老年大学: terms, courses and class groups; who learns, who waits, who came.

mod attend;
mod enrol;
mod list;

use chrono::NaiveDate;

use crate::domain::booking::{Booking, BookingKind, Details, Lesson, Slot};
use crate::domain::class::{ClassError, ClassGroup, Course, Enrolment, Place, Places, Term};
use crate::domain::series::Choices;
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key};

use super::rooms::{Booked, NewBooking, NewSeries, RoomsError};
use super::{Desk, DeskError, next_id, read};

pub use attend::{ClassOverview, Learner};
pub use enrol::{Left, NewEnrolment};
pub use list::{ClassLine, Meets};

/// More than any class has, past learners included.
const A_CLASS: usize = 2000;

/// A class group with its learners.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// The class.
    pub group: ClassGroup,
    /// 在册, in the order of enrolling.
    pub enrolled: Vec<Enrolment>,
    /// 候补, who comes first first.
    pub waiting: Vec<Enrolment>,
    /// 退出
    pub left: Vec<Enrolment>,
}

impl Roster {
    /// How full it is.
    pub fn places(&self) -> Places {
        Places {
            enrolled: self.enrolled.len(),
            waiting: self.waiting.len(),
            capacity: self.group.capacity as usize,
        }
    }
}

impl Desk {
    /// Adds a term or changes one.
    pub fn save_term(&self, term: &Term) -> Result<(), DeskError> {
        term.check()?;
        self.commit("save term", |unit| {
            unit.put(term)?;
            Ok(((), term.name.clone()))
        })?;
        self.reload()
    }

    /// Adds a course or changes one; an empty id is a new one.
    pub fn save_course(&self, course: &Course) -> Result<Course, DeskError> {
        if course.name.trim().is_empty() {
            return Err(ClassError::Nameless.into());
        }
        let course = self.commit("save course", |unit| {
            let mut course = course.clone();
            if course.id.is_empty() {
                course.id = next_id(unit, "course")?;
            }
            unit.put(&course)?;
            let id = course.id.clone();
            Ok((course, id))
        })?;
        self.reload()?;
        Ok(course)
    }

    /// Adds a class group or changes one; an empty id is a new one. More places than before go to those who wait, in their
    /// order and in the same commit.
    pub fn save_class(&self, group: &ClassGroup) -> Result<ClassGroup, DeskError> {
        group.check()?;
        let group = self.commit("save class", |unit| {
            let mut group = group.clone();
            if group.id.is_empty() {
                group.id = next_id(unit, "class")?;
            }
            unit.put(&group)?;
            self.fill_places(unit, &group)?;
            let id = group.id.clone();
            Ok((group, id))
        })?;
        self.reload()?;
        Ok(group)
    }

    /// Books the lessons of a class: a series whose lessons carry the class, in one commit with it.
    pub fn book_lessons(&self, group: &str, new: &NewSeries, choices: &Choices) -> Result<Booked, DeskError> {
        let known = self.class(group)?;
        if known.series.is_some() {
            return Err(RoomsError::SeriesAlready.into());
        }
        let mut new = new.clone();
        new.details = Details {
            kind: BookingKind::Class,
            class: Some(known.id.clone()),
            title: if new.details.title.trim().is_empty() { known.name.clone() } else { new.details.title },
            people: new.details.people.max(1),
            ..new.details
        };
        let booked = self.book_series_of(&new, choices, |unit, series| {
            let group = read::<ClassGroup>(unit, group)?
                .ok_or_else(|| DeskError::Unknown { what: "class", key: known.id.clone() })?;
            unit.put(&ClassGroup { series: Some(series.to_owned()), ..group })?;
            Ok(())
        })?;
        self.reload()?;
        Ok(booked)
    }

    /// 补课: one more lesson of a class, on a day its rule does not give. `of` is the date of the lesson that fell out, when
    /// it is known which; refused with [`DeskError::Unknown`] when none fell out on that date.
    pub fn make_up_lesson(
        &self,
        group: &str,
        slot: &Slot,
        of: Option<NaiveDate>,
        reason: &str,
    ) -> Result<Booking, DeskError> {
        let known = self.class(group)?;
        let series = known.series.ok_or(RoomsError::NoSeries)?;
        let details = self.series(&series)?.details;
        let lessons = self.lessons(&series)?;
        let on = |booking: &Booking| booking.lesson.as_ref().map(|lesson| lesson.on);
        if lessons.iter().any(|lesson| on(lesson) == Some(slot.day)) {
            return Err(RoomsError::SeriesAlready.into());
        }
        let fell_out = |day| {
            lessons.iter().any(|l| !l.state.is_shown() && l.lesson.as_ref().map(Lesson::due) == Some(day))
        };
        if let Some(day) = of.filter(|day| !fell_out(*day)) {
            return Err(DeskError::Unknown { what: "lesson", key: day.to_string() });
        }
        let new =
            NewBooking { slot: slot.clone(), details, reason: reason.to_owned(), address: String::new() };
        self.book_lesson(&new, Lesson { series, on: slot.day, own: true, makes_up: of })
    }

    /// A class group.
    pub fn class(&self, id: &str) -> Result<ClassGroup, DeskError> {
        self.store
            .get::<ClassGroup>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "class", key: id.to_owned() })
    }

    /// A class with everybody who learns, waits or left.
    pub fn roster(&self, group: &str) -> Result<Roster, DeskError> {
        let known = self.class(group)?;
        let all = self.enrolments(group)?;
        let (mut enrolled, mut waiting, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for enrolment in all {
            match enrolment.place {
                Place::Enrolled => enrolled.push(enrolment),
                Place::Waiting => waiting.push(enrolment),
                Place::Left { .. } => left.push(enrolment),
            }
        }
        Ok(Roster { group: known, enrolled, waiting, left })
    }

    fn enrolments(&self, group: &str) -> Result<Vec<Enrolment>, DeskError> {
        let range = Range::prefix(index_key(index::ENROLMENT_GROUP, &[group.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Ascending, A_CLASS)?;
        self.load(keys.into_iter().map(|(_, id)| id))
    }

    /// The lessons of a class that take place or took place, in order of time.
    pub fn class_lessons(&self, group: &str) -> Result<Vec<Booking>, DeskError> {
        let Some(series) = self.class(group)?.series else { return Ok(Vec::new()) };
        let mut lessons: Vec<Booking> =
            self.lessons(&series)?.into_iter().filter(|lesson| lesson.state.is_shown()).collect();
        lessons.sort_by(|a, b| a.slot.cmp(&b.slot));
        Ok(lessons)
    }
}
