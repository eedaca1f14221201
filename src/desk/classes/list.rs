//! Classes in a list: how full they are, and when they meet.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::booking::Booking;
use crate::domain::class::{ClassGroup, Places};

use super::super::{Desk, DeskError};

/// A time of the week at which a class meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meets {
    /// The day of the week.
    pub weekday: Weekday,
    /// Minutes from midnight.
    pub from: u16,
    /// Minutes from midnight, not included.
    pub to: u16,
    /// The room's code.
    pub room: String,
}

/// A class as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassLine {
    /// The class.
    pub group: ClassGroup,
    /// How full it is.
    pub places: Places,
    /// When its lessons are, from Monday; nothing while they are not booked.
    pub meets: Vec<Meets>,
}

impl Desk {
    /// The classes of a term, those that were dropped after the others.
    pub fn classes_of(&self, term: &str) -> Result<Vec<ClassLine>, DeskError> {
        let book = self.book();
        self.class_lines(book.class_groups.iter().filter(|group| group.term == term))
    }

    /// The classes one can enrol in today.
    pub fn open_classes(&self) -> Result<Vec<ClassLine>, DeskError> {
        let book = self.book();
        self.class_lines(book.open_groups(self.today()))
    }

    fn class_lines<'a>(
        &self,
        groups: impl Iterator<Item = &'a ClassGroup>,
    ) -> Result<Vec<ClassLine>, DeskError> {
        let mut lines = Vec::new();
        for group in groups {
            let places = Places::of(&self.enrolments(&group.id)?, group.capacity);
            let meets = meets(&self.class_lessons(&group.id)?, self.today());
            lines.push(ClassLine { group: group.clone(), places, meets });
        }
        lines.sort_by_key(|line| (line.group.closed.is_some(), line.group.id.clone()));
        Ok(lines)
    }

    /// Every lesson that was ever booked for a class, those that fell out included, in order of time.
    pub fn all_class_lessons(&self, group: &str) -> Result<Vec<Booking>, DeskError> {
        let Some(series) = self.class(group)?.series else { return Ok(Vec::new()) };
        let mut lessons = self.lessons(&series)?;
        lessons.sort_by(|a, b| a.slot.cmp(&b.slot));
        Ok(lessons)
    }
}

/// The times of the week of lessons that follow the rule: those ahead, or when all is over those there were.
fn meets(lessons: &[Booking], today: NaiveDate) -> Vec<Meets> {
    let by_rule = |lesson: &&Booking| lesson.lesson.as_ref().is_some_and(|lesson| !lesson.own);
    let ahead = |lesson: &&Booking| lesson.slot.day >= today;
    let any_ahead = lessons.iter().filter(by_rule).any(|lesson| ahead(&lesson));
    let times: BTreeSet<(u32, u16, u16, String)> = lessons
        .iter()
        .filter(by_rule)
        .filter(|lesson| !any_ahead || ahead(lesson))
        .map(|lesson| {
            let slot = &lesson.slot;
            (slot.day.weekday().num_days_from_monday(), slot.from, slot.to, slot.room.clone())
        })
        .collect();
    let weekday = |n: u32| Weekday::try_from(n as u8).ok();
    times
        .into_iter()
        .filter_map(|(day, from, to, room)| Some(Meets { weekday: weekday(day)?, from, to, room }))
        .collect()
}
