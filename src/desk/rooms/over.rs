//! 调整: a party activity or an emergency takes a room from bookings that are confirmed. Each of them is told why, by whom it
//! was decided, and what is offered instead.

use std::collections::BTreeMap;

use crate::domain::booking::{Booking, BookingRefusal, BookingState, Deed, Displaced, Slot};
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::serial::SerialKind;

use super::super::intake::take_serial;
use super::super::next_id;
use super::make::{NewBooking, first_state, slip};
use super::occupancy::Occupancy;
use super::offers::{Wish, offers};
use super::{Desk, DeskError, RoomsError};

/// How bookings are moved aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The secretary who decided it.
    pub decided_by: String,
    /// Why.
    pub reason: String,
    /// What each booking in the way is offered instead, by its id.
    pub offers: BTreeMap<String, Slot>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OverBooked {
    /// The new booking.
    pub booking: Booking,
    /// The bookings that were moved aside.
    pub displaced: Vec<Booking>,
    /// The slip, then a notice for each of them.
    pub papers: Vec<IssuedPaper>,
}

impl Desk {
    /// Books a room over confirmed bookings of lower rank, in one commit. An emergency needs no notice.
    pub fn book_over(&self, new: &NewBooking, over: &Over) -> Result<OverBooked, DeskError> {
        let kind = new.details.kind;
        if !kind.may_displace() {
            return Err(RoomsError::Step(BookingRefusal::NoPriority).into());
        }
        let book = self.book();
        let (done, touched) = self.commit("book over", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let room = self.room_of(&book, &new.slot.room)?;
            let in_the_way = occupancy.clashes(unit, &new.slot, |_| false)?;
            let stays = |other: &Booking| {
                other.details.kind.rank() >= kind.rank() || other.state != BookingState::Confirmed
            };
            let staying: Vec<Booking> = in_the_way.iter().filter(|other| stays(other)).cloned().collect();
            if !staying.is_empty() {
                return Err(RoomsError::DoesNotGiveWay { with: occupancy.told(&staying) }.into());
            }
            let id = next_id(unit, "booking")?;
            let emergency = kind == crate::domain::booking::BookingKind::Emergency;
            let (mut displaced, mut notices) = (Vec::new(), Vec::new());
            for other in in_the_way {
                let before = self.booking_in(unit, &other.id)?;
                let how = Displaced {
                    decided_by: over.decided_by.trim().to_owned(),
                    reason: over.reason.trim().to_owned(),
                    emergency,
                    offered: over.offers.get(&before.id).cloned(),
                    made_room_for: Some(id.clone()),
                    taken_up: None,
                };
                let days = i64::from(book.room_rules.displace_days);
                let after = before.clone().displace(self.stamp(), how, days).map_err(RoomsError::from)?;
                occupancy.put(unit, Some(&before), &after)?;
                let serial = take_serial(unit, SerialKind::Notice, self.today())?;
                let notice = IssuedPaper::new(serial, PaperKind::DisplacementNotice, after.id.clone());
                unit.put(&notice)?;
                notices.push(notice);
                displaced.push(after);
            }
            self.admit(unit, &mut occupancy, &book, new, &|_| false)?;
            self.obey(unit, &book, room, new, None)?;
            let serial = take_serial(unit, SerialKind::Booking, self.today())?;
            // Whoever decided to move others aside has said yes.
            let state = if displaced.is_empty() { first_state(room) } else { BookingState::Confirmed };
            let booking = Booking {
                id,
                slot: new.slot.clone(),
                state,
                details: new.details.clone(),
                lesson: None,
                intake: None,
                serial: Some(serial),
                made: self.stamp(),
                history: Vec::new(),
            }
            .noted(self.stamp(), Deed::Made, None, &over.reason);
            occupancy.put(unit, None, &booking)?;
            let mut papers = vec![slip(serial, &booking.id)];
            unit.put(&papers[0])?;
            papers.extend(notices);
            let done = OverBooked { booking, displaced, papers };
            Ok(((done, occupancy.into_touched()), serial.to_string()))
        })?;
        self.remember("book over", touched, None);
        Ok(done)
    }

    /// Free times and rooms a booking could be offered instead of its own, the nearest first; `taken` is what will stand in
    /// its place.
    pub fn offers_instead(&self, id: &str, taken: &Slot) -> Result<Vec<Slot>, DeskError> {
        let book = self.book();
        let booking = self.booking(id)?;
        let now = self.now().naive_local();
        self.store.transact(|unit| {
            let mut occupancy = Occupancy::new(&book);
            let people = booking.details.people;
            let wish = Wish { slot: &booking.slot, people, now, same_day: true };
            let mut found = offers(unit, &mut occupancy, &book, &wish, &|other| other.id == booking.id)?;
            found.retain(|offer| !offer.clashes(taken, &book.rooms));
            Ok(found)
        })
    }

    /// Books what a displaced booking was offered, under the same name. The displaced one keeps its place in the record.
    pub fn take_up_offer(&self, id: &str) -> Result<Booking, DeskError> {
        let book = self.book();
        let (booking, touched) = self.commit("take up offer", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let before = self.booking_in(unit, id)?;
            let BookingState::Displaced(how) = &before.state else {
                return Err(RoomsError::Step(BookingRefusal::State(before.state.name())).into());
            };
            let (Some(offered), None) = (&how.offered, &how.taken_up) else {
                return Err(RoomsError::Step(BookingRefusal::NoOffer).into());
            };
            let new = NewBooking {
                slot: offered.clone(),
                details: before.details.clone(),
                reason: how.reason.clone(),
                address: String::new(),
            };
            let mut booking = self.book_in(unit, &mut occupancy, &book, &new, None, before.serial)?;
            // It was confirmed before, and the offer was the centre's own.
            booking.state = BookingState::Confirmed;
            booking.lesson =
                before.lesson.clone().map(|lesson| crate::domain::booking::Lesson { own: true, ..lesson });
            unit.put(&booking)?;
            let how = Displaced { taken_up: Some(booking.id.clone()), ..how.clone() };
            let after = Booking { state: BookingState::Displaced(how), lesson: None, ..before.clone() };
            occupancy.put(unit, Some(&before), &after)?;
            Ok(((booking, occupancy.into_touched()), id.to_owned()))
        })?;
        // The offer is an agreement with somebody: it is not taken back by a key.
        drop(touched);
        self.forget();
        Ok(booking)
    }
}
