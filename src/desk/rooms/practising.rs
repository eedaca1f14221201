//! What practice alone may do with rooms: a whole evening's keys and sign-in sheets in one commit, each with its own time.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use crate::domain::booking::{Condition, Stamp};
use crate::domain::class::{Attendance, Mark};

use super::super::read;
use super::occupancy::Occupancy;
use super::{Desk, DeskError, RoomsError};

/// What became of a booking.
#[derive(Debug, Clone, PartialEq)]
pub enum PracticeStep {
    /// The key went out.
    KeyOut(DateTime<FixedOffset>),
    /// The key came back.
    KeyBack {
        /// When.
        at: DateTime<FixedOffset>,
        /// How many came.
        headcount: u32,
        /// How the room was left.
        condition: Condition,
        /// What was noticed.
        note: String,
    },
    /// 爽约
    NoShow(DateTime<FixedOffset>),
    /// 签到: marks by enrolment.
    SignIn(DateTime<FixedOffset>, BTreeMap<String, Mark>),
}

impl Desk {
    /// Takes the steps of one invented day in their order, by the rules of every step, in one commit. Refused with
    /// [`DeskError::PracticeOnly`] where real people are served.
    pub fn practice_rooms(&self, steps: &[(String, PracticeStep)]) -> Result<(), DeskError> {
        let book = self.book();
        if !book.community.practice {
            return Err(DeskError::PracticeOnly);
        }
        if steps.is_empty() {
            return Ok(());
        }
        let staff = self.session().staff;
        self.commit("practice rooms", |unit| {
            let mut occupancy = Occupancy::new(&book);
            for (id, step) in steps {
                let before = self.booking_in(unit, id)?;
                let stamp = |at: &DateTime<FixedOffset>| Stamp { at: *at, staff: staff.clone() };
                let after = match step {
                    PracticeStep::KeyOut(at) => before.clone().hand_key(stamp(at)),
                    PracticeStep::KeyBack { at, headcount, condition, note } => {
                        before.clone().give_back(stamp(at), *headcount, *condition, note)
                    }
                    PracticeStep::NoShow(at) => before.clone().no_show(stamp(at)),
                    PracticeStep::SignIn(at, marks) => {
                        let group = before
                            .details
                            .class
                            .clone()
                            .ok_or_else(|| DeskError::Unknown { what: "class", key: id.clone() })?;
                        let taught_by =
                            read::<Attendance>(unit, id)?.map(|sheet| sheet.taught_by).unwrap_or_default();
                        let stamp = stamp(at);
                        let sheet =
                            Attendance { booking: id.clone(), group, marks: marks.clone(), taught_by, stamp };
                        unit.put(&sheet)?;
                        continue;
                    }
                };
                let after = after.map_err(RoomsError::from)?;
                occupancy.put(unit, Some(&before), &after)?;
            }
            Ok(((), self.today().to_string()))
        })
    }
}
