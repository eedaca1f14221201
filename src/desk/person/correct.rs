//! 更正: lines of a file, leaving times, and dated remarks on what stays as it was recorded.

use chrono::{DateTime, FixedOffset, NaiveTime};

use crate::domain::correction::{CorrectionRefusal, NewValue};
use crate::domain::intake::Intake;
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;

use super::kept_in;
use crate::desk::{Desk, DeskError, read};

impl Desk {
    /// Corrects a line of a person's file. The old value stays in the history; a reason is needed.
    pub fn correct_resident(&self, id: &str, value: &NewValue, reason: &str) -> Result<Resident, DeskError> {
        let staff = self.session().staff;
        self.commit("correct resident", |unit| {
            let known = kept_in(unit, id)?
                .ok_or_else(|| DeskError::Unknown { what: "resident", key: id.to_owned() })?;
            let person = known.corrected(value.clone(), self.now(), &staff, reason)?;
            unit.put(&person)?;
            let id = person.id.clone();
            Ok((person, id))
        })
    }

    /// Puts right when somebody left, at that time of the day they came. The time before stays; a reason is needed.
    pub fn correct_leaving(&self, visit: &str, left: NaiveTime, reason: &str) -> Result<Visit, DeskError> {
        let staff = self.session().staff;
        self.commit("correct leaving", |unit| {
            let known = self.visit_in(unit, visit)?;
            let left = at_time(known.arrived, left)?;
            let visit = known.correct_leaving(left, self.now(), &staff, reason)?;
            unit.put(&visit)?;
            let id = visit.id.clone();
            Ok((visit, id))
        })
    }

    /// Adds a dated remark to a visit.
    pub fn note_visit(&self, visit: &str, text: &str) -> Result<Visit, DeskError> {
        let staff = self.session().staff;
        self.commit("note visit", |unit| {
            let visit = self.visit_in(unit, visit)?.noted(self.now(), &staff, text)?;
            unit.put(&visit)?;
            let id = visit.id.clone();
            Ok((visit, id))
        })
    }

    /// Adds a dated remark to a matter.
    pub fn note_matter(&self, intake: &str, text: &str) -> Result<Intake, DeskError> {
        let staff = self.session().staff;
        self.commit("note matter", |unit| {
            let known = read::<Intake>(unit, intake)?
                .ok_or_else(|| DeskError::Unknown { what: "intake", key: intake.to_owned() })?;
            let noted = known.noted(self.now(), &staff, text)?;
            unit.put(&noted)?;
            let subject = noted.serial().map_or_else(|| noted.id.clone(), ToString::to_string);
            Ok((noted, subject))
        })
    }

    /// A visit.
    pub fn visit(&self, id: &str) -> Result<Visit, DeskError> {
        self.store
            .get::<Visit>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "visit", key: id.to_owned() })
    }
}

/// A time of day on the day of a moment, by the same clock.
fn at_time(day: DateTime<FixedOffset>, time: NaiveTime) -> Result<DateTime<FixedOffset>, CorrectionRefusal> {
    let at = day.date_naive().and_time(time).and_local_timezone(*day.offset()).single();
    at.ok_or(CorrectionRefusal::NotThen)
}
