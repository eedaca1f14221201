//! 签到: who came to which lesson, who has been away for long, who earns a certificate.

use std::collections::BTreeMap;

use crate::domain::booking::Booking;
use crate::domain::class::{Absences, Attendance, Enrolment, Mark, Share};

use super::super::{Desk, DeskError, read};
use super::Roster;

/// A learner with what the sign-in sheets say.
#[derive(Debug, Clone, PartialEq)]
pub struct Learner {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// A mark a lesson, in the order of [`ClassOverview::lessons`]; none where nothing was marked.
    pub marks: Vec<Option<Mark>>,
    /// Lessons attended of those that were marked.
    pub share: Share,
    /// Absences in a row up to now.
    pub absences: Absences,
    /// Enough absences in a row for a word.
    pub warns: bool,
    /// Enough lessons for a certificate.
    pub earns: bool,
}

/// A class with lessons and attendance.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassOverview {
    /// Who learns, waits, left.
    pub roster: Roster,
    /// The lessons, in order of time.
    pub lessons: Vec<Booking>,
    /// The sheets, by booking.
    pub sheets: BTreeMap<String, Attendance>,
    /// Those on the roll.
    pub learners: Vec<Learner>,
}

impl Desk {
    /// Writes the sign-in sheet of a lesson; learners that are not named keep their mark, `None` takes it away. A sheet
    /// belongs to its booking: a moved lesson takes it along.
    pub fn sign_in_lesson(
        &self,
        booking: &str,
        marks: &BTreeMap<String, Option<Mark>>,
        taught_by: &str,
    ) -> Result<Attendance, DeskError> {
        self.commit("sign in lesson", |unit| {
            let lesson = read::<Booking>(unit, booking)?
                .ok_or_else(|| DeskError::Unknown { what: "booking", key: booking.to_owned() })?;
            let group = lesson
                .details
                .class
                .ok_or_else(|| DeskError::Unknown { what: "class", key: booking.to_owned() })?;
            let before = read::<Attendance>(unit, booking)?;
            let mut sheet = before.unwrap_or_else(|| Attendance {
                booking: booking.to_owned(),
                group,
                marks: BTreeMap::new(),
                taught_by: String::new(),
                stamp: self.stamp(),
            });
            for (learner, mark) in marks {
                let _ = match mark {
                    Some(mark) => sheet.marks.insert(learner.clone(), *mark),
                    None => sheet.marks.remove(learner),
                };
            }
            taught_by.trim().clone_into(&mut sheet.taught_by);
            sheet.stamp = self.stamp();
            unit.put(&sheet)?;
            Ok((sheet, booking.to_owned()))
        })
    }

    /// A class with its lessons and who came to them.
    pub fn class_overview(&self, group: &str) -> Result<ClassOverview, DeskError> {
        let roster = self.roster(group)?;
        let lessons = self.class_lessons(group)?;
        let mut sheets = BTreeMap::new();
        for lesson in &lessons {
            if let Some(stored) = self.store.get::<Attendance>(&lesson.id)? {
                let _ = sheets.insert(lesson.id.clone(), stored.value);
            }
        }
        let book = self.book();
        let rules = &book.room_rules;
        let learners = roster
            .enrolled
            .iter()
            .map(|enrolment| {
                let mark = |lesson: &Booking| sheets.get(&lesson.id)?.marks.get(&enrolment.id).copied();
                let marks: Vec<Option<Mark>> = lessons.iter().map(mark).collect();
                let given: Vec<Mark> = marks.iter().flatten().copied().collect();
                let share = Share::of(given.iter().copied());
                let absences = Absences::at_the_end(&given);
                Learner {
                    enrolment: enrolment.clone(),
                    share,
                    absences,
                    warns: absences.warns(rules.absences_warn),
                    earns: share.earns(rules.certificate_percent),
                    marks,
                }
            })
            .collect();
        Ok(ClassOverview { roster, lessons, sheets, learners })
    }
}
