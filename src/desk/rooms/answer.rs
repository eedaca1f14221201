//! 审批: what waits for the secretary or the mediator is answered, and those who asked for the same time are told.

use crate::domain::booking::{Booking, BookingState};
use crate::domain::intake::{Closing, Intake, Step};
use crate::domain::series::ClashWith;
use crate::store::Unit;

use super::super::read;
use super::occupancy::Occupancy;
use super::{Desk, DeskError, RoomsError};

/// What came of an approval.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answered {
    /// Approved, by date: only these may be told as confirmed.
    pub approved: Vec<Booking>,
    /// Could not be, since something else is there by now; they wait on.
    pub blocked: Vec<(Booking, Vec<ClashWith>)>,
    /// Others that wanted the same time and were refused by it.
    pub rejected: Vec<Booking>,
}

impl Desk {
    /// Approves a booking; with `whole`, every lesson of its series that waits. Rivals are refused, with the reason.
    pub fn approve_booking(&self, id: &str, whole: bool) -> Result<Answered, DeskError> {
        let book = self.book();
        let (answered, touched) = self.commit("approve booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let mut answered = Answered::default();
            for before in self.waiting(unit, id, whole)? {
                let after = before.clone().approve(self.stamp()).map_err(RoomsError::from)?;
                let clashes = occupancy.clashes(unit, &before.slot, |other| other.id == before.id)?;
                if !clashes.is_empty() {
                    let with = occupancy.told(&clashes);
                    answered.blocked.push((before, with));
                    continue;
                }
                occupancy.put(unit, Some(&before), &after)?;
                self.close_matter(unit, &after, Ok("已确认"))?;
                for rival in occupancy.rivals(unit, &after.slot, |other| other.id == after.id)? {
                    let rival = self.booking_in(unit, &rival.id)?;
                    let reason = "同一时段已批准给其他预约";
                    let refused = rival
                        .clone()
                        .reject(self.stamp(), reason, Some(&after.id))
                        .map_err(RoomsError::from)?;
                    occupancy.put(unit, Some(&rival), &refused)?;
                    self.close_matter(unit, &refused, Err(reason))?;
                    answered.rejected.push(refused);
                }
                answered.approved.push(after);
            }
            if answered.approved.is_empty()
                && !whole
                && let Some((before, with)) = answered.blocked.pop()
            {
                return Err(RoomsError::Clash { slot: before.slot, with, offers: Vec::new() }.into());
            }
            Ok(((answered, occupancy.into_touched()), id.to_owned()))
        })?;
        self.remember("approve booking", touched, None);
        Ok(answered)
    }

    /// Refuses a booking that waits, with the reason; with `whole`, every waiting lesson of its series.
    pub fn reject_booking(&self, id: &str, whole: bool, reason: &str) -> Result<Vec<Booking>, DeskError> {
        let book = self.book();
        let (rejected, touched) = self.commit("reject booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let mut rejected = Vec::new();
            for before in self.waiting(unit, id, whole)? {
                let after = before.clone().reject(self.stamp(), reason, None).map_err(RoomsError::from)?;
                occupancy.put(unit, Some(&before), &after)?;
                self.close_matter(unit, &after, Err(reason))?;
                rejected.push(after);
            }
            Ok(((rejected, occupancy.into_touched()), id.to_owned()))
        })?;
        self.remember("reject booking", touched, None);
        Ok(rejected)
    }

    /// The booking, or all lessons of its series that wait, in order of time.
    fn waiting(&self, unit: &mut Unit<'_>, id: &str, whole: bool) -> Result<Vec<Booking>, DeskError> {
        let booking = self.booking_in(unit, id)?;
        let Some(lesson) = booking.lesson.as_ref().filter(|_| whole) else { return Ok(vec![booking]) };
        let mut waiting = Vec::new();
        for known in self.lessons(&lesson.series)? {
            let lesson = self.booking_in(unit, &known.id)?;
            if lesson.state == BookingState::Pending {
                waiting.push(lesson);
            }
        }
        waiting.sort_by(|a, b| a.slot.cmp(&b.slot));
        Ok(waiting)
    }

    /// The matter a booking was asked for with ends with the answer.
    pub(in crate::desk) fn close_matter(
        &self,
        unit: &mut Unit<'_>,
        booking: &Booking,
        result: Result<&str, &str>,
    ) -> Result<(), DeskError> {
        let Some(id) = &booking.intake else { return Ok(()) };
        let Some(intake) = read::<Intake>(unit, id)? else { return Ok(()) };
        let stamp = self.stamp();
        // A no is an answer too: the matter is done, with the reason as its result.
        let result = match result {
            Ok(result) => result.to_owned(),
            Err(reason) => format!("未批准：{}", reason.trim()),
        };
        let step = Step::Finish { closing: Closing { result, at: stamp.at } };
        // A matter that went its own way meanwhile (withdrawn, voided) stays where it is.
        if let Ok(ended) = intake.step(step, stamp.at, &stamp.staff, None) {
            unit.put(&ended)?;
        }
        Ok(())
    }
}
