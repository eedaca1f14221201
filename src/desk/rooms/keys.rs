//! The key goes out and comes back, or nobody comes.

use crate::domain::booking::{Booking, BookingRefusal, Condition};

use super::occupancy::Occupancy;
use super::{Desk, DeskError, RoomsError};

impl Desk {
    /// The key goes out.
    pub fn hand_key(&self, id: &str) -> Result<Booking, DeskError> {
        self.step("key out", id, crate::domain::booking::Booking::hand_key)
    }

    /// The key comes back: how many came, how the room was left.
    pub fn give_back(
        &self,
        id: &str,
        headcount: u32,
        condition: Condition,
        note: &str,
    ) -> Result<Booking, DeskError> {
        self.step("key back", id, |booking, stamp| booking.give_back(stamp, headcount, condition, note))
    }

    /// 爽约: nobody came, and the room is free from now on.
    pub fn no_show(&self, id: &str) -> Result<Booking, DeskError> {
        self.step("no show", id, crate::domain::booking::Booking::no_show)
    }

    /// Takes one step with one booking.
    pub(super) fn step(
        &self,
        action: &'static str,
        id: &str,
        step: impl Fn(Booking, crate::domain::booking::Stamp) -> Result<Booking, BookingRefusal>,
    ) -> Result<Booking, DeskError> {
        let book = self.book();
        let (booking, touched) = self.commit(action, |unit| {
            let before = self.booking_in(unit, id)?;
            let after = step(before.clone(), self.stamp()).map_err(RoomsError::from)?;
            let mut occupancy = Occupancy::new(&book);
            occupancy.put(unit, Some(&before), &after)?;
            Ok(((after, occupancy.into_touched()), id.to_owned()))
        })?;
        self.remember(action, touched, None);
        Ok(booking)
    }
}
