//! What a supervisor sets: rooms, their rules, closures.

use crate::domain::room::{Closure, Room};
use crate::domain::room_rules::RoomRules;
use crate::store::records::index;
use crate::store::{Range, index_key};

use super::{Desk, DeskError, RoomsError, days};

impl Desk {
    /// Adds a room or changes one. Old bookings keep naming it by its code.
    pub fn save_room(&self, room: &Room) -> Result<(), DeskError> {
        self.supervisors_only()?;
        let mut rooms = self.book().rooms.clone();
        match rooms.rooms.iter_mut().find(|known| known.code == room.code) {
            Some(known) => *known = room.clone(),
            None => rooms.rooms.push(room.clone()),
        }
        rooms.check().map_err(RoomsError::from)?;
        if room.retired {
            let today = self.today();
            let ahead = self.keys(&days(
                index::BOOKING_ROOM,
                &[room.code.as_bytes()],
                today,
                today + chrono::Days::new(3660),
            ))?;
            if !ahead.is_empty() {
                return Err(RoomsError::StillBooked { count: ahead.len() }.into());
            }
        }
        self.commit("save room", |unit| {
            unit.put(room)?;
            Ok(((), room.code.clone()))
        })?;
        self.reload()
    }

    /// Saves the rules of the rooms.
    pub fn save_room_rules(&self, rules: &RoomRules) -> Result<(), DeskError> {
        self.supervisors_only()?;
        self.commit("save room rules", |unit| {
            unit.put(rules)?;
            Ok(((), "room rules".to_owned()))
        })?;
        self.reload()
    }

    /// Closes a room, or all of them, for a time; an id of an earlier closure changes it. Answers the bookings that are in
    /// the way: they stay until somebody moves or cancels them.
    pub fn save_closure(
        &self,
        closure: &Closure,
    ) -> Result<(Closure, Vec<crate::domain::booking::Booking>), DeskError> {
        self.supervisors_only()?;
        if closure.from >= closure.to {
            return Err(
                RoomsError::Slot(crate::domain::booking::SlotError::Backwards { from: 0, to: 0 }).into()
            );
        }
        if closure.reason.trim().is_empty() {
            return Err(RoomsError::Step(crate::domain::booking::BookingRefusal::NoReason).into());
        }
        let closure = self.commit("save closure", |unit| {
            let mut closure = closure.clone();
            if closure.id.is_empty() {
                closure.id = super::super::next_id(unit, "closure")?;
            }
            unit.put(&closure)?;
            let id = closure.id.clone();
            Ok((closure, id))
        })?;
        self.reload()?;
        let hit = if closure.withdrawn { Vec::new() } else { self.bookings_within(&closure)? };
        Ok((closure, hit))
    }

    fn bookings_within(&self, closure: &Closure) -> Result<Vec<crate::domain::booking::Booking>, DeskError> {
        let (from, to) = (closure.from.date(), closure.to.date());
        let bookings = match &closure.room {
            Some(room) => self.room_bookings(room, from, to)?,
            None => self.all_bookings(from, to)?,
        };
        let hit = |booking: &crate::domain::booking::Booking| {
            booking.is_open()
                && closure
                    .on(booking.slot.day)
                    .is_some_and(|(from, to)| booking.slot.from < to && from < booking.slot.to)
        };
        Ok(bookings.into_iter().filter(hit).collect())
    }

    /// Whether a room has ever been booked: such a room can retire and never go.
    pub fn room_was_used(&self, code: &str) -> Result<bool, DeskError> {
        let range = Range::prefix(index_key(index::BOOKING_ROOM, &[code.as_bytes()]));
        let first =
            self.store.index(crate::store::Table::Index, &range, crate::store::Order::Ascending, 1)?;
        Ok(!first.is_empty())
    }
}
