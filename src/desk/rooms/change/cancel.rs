//! Cancelling: this one, this and those that follow, or the whole series.

use super::super::occupancy::Occupancy;
use super::super::{Desk, DeskError, RoomsError};
use super::Scope;
use crate::domain::booking::Booking;
use crate::domain::series::{Plan, draw_up_removal};
use crate::store::Unit;

impl Desk {
    /// What cancelling would take away.
    pub fn plan_cancel(&self, id: &str, scope: Scope) -> Result<Plan, DeskError> {
        self.store.transact(|unit| Ok(draw_up_removal(&self.to_cancel(unit, id, scope)?)))
    }

    /// Cancels a booking, or a lesson and those of its series as far as `scope` goes, with the reason. Answers the cancelled.
    pub fn cancel_booking(
        &self,
        id: &str,
        scope: Scope,
        by_booker: bool,
        reason: &str,
    ) -> Result<Vec<Booking>, DeskError> {
        let book = self.book();
        let (gone, touched) = self.commit("cancel booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let mut gone = Vec::new();
            for before in self.to_cancel(unit, id, scope)? {
                let after =
                    before.clone().cancel(self.stamp(), by_booker, reason).map_err(RoomsError::from)?;
                occupancy.put(unit, Some(&before), &after)?;
                gone.push(after);
            }
            Ok(((gone, occupancy.into_touched()), id.to_owned()))
        })?;
        self.remember("cancel booking", touched, None);
        Ok(gone)
    }

    pub(super) fn to_cancel(
        &self,
        unit: &mut Unit<'_>,
        id: &str,
        scope: Scope,
    ) -> Result<Vec<Booking>, DeskError> {
        let booking = self.booking_in(unit, id)?;
        let lesson = match (&booking.lesson, scope) {
            (Some(lesson), Scope::Following | Scope::Whole) => lesson.clone(),
            _ => return Ok(vec![booking]),
        };
        let ahead = self.ahead(unit, &lesson.series, self.now().naive_local())?;
        let on = |other: &Booking| other.lesson.as_ref().map(|lesson| lesson.on);
        Ok(ahead
            .into_iter()
            .filter(Booking::is_open)
            .filter(|other| scope == Scope::Whole || on(other) >= Some(lesson.on))
            .collect())
    }
}
