//! Who is in which room, as one decision sees it: its own changes included, and guarded against everybody else's.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, Slot};
use crate::domain::room::MAX_BUFFER;
use crate::domain::series::ClashWith;
use crate::store::records::{Guard, index};
use crate::store::{Order, Range, Table, Unit, index_key};

use super::super::{DeskError, read};
use super::PAGE;

/// Bookings by hall and day, read once.
pub(in crate::desk) struct Occupancy<'b> {
    book: &'b Book,
    days: BTreeMap<(String, NaiveDate), Day>,
    touched: Vec<Touched>,
}

/// A booking that was written: as it was and as it is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::desk) struct Touched {
    /// None: it is new.
    pub before: Option<Booking>,
    pub after: Booking,
}

struct Day {
    bookings: Vec<Booking>,
    raised: bool,
}

/// The days around a slot whose bookings could reach it by clearing or setting up.
fn reach(slot: &Slot) -> Vec<NaiveDate> {
    // Both sides may have to be cleared.
    let far = 2 * MAX_BUFFER;
    let mut days = vec![slot.day];
    if slot.from < far {
        days.extend(slot.day.pred_opt());
    }
    if slot.to + far > 24 * 60 {
        days.extend(slot.day.succ_opt());
    }
    days
}

impl<'b> Occupancy<'b> {
    pub fn new(book: &'b Book) -> Self {
        Self { book, days: BTreeMap::new(), touched: Vec::new() }
    }

    fn day(&mut self, unit: &mut Unit<'_>, whole: &str, day: NaiveDate) -> Result<&mut Day, DeskError> {
        let key = (whole.to_owned(), day);
        if !self.days.contains_key(&key) {
            // Reading the guard is what makes the commit fail when somebody else books this day meanwhile.
            let _ = read::<Guard>(unit, &Guard::of_day(whole, day))?;
            let mut bookings = Vec::new();
            let text = day.to_string();
            for room in self.book.rooms.sharing(whole) {
                let mut range =
                    Range::prefix(index_key(index::BOOKING_ROOM, &[room.as_bytes(), text.as_bytes()]));
                loop {
                    let page = unit.index(Table::Index, &range, Order::Ascending, PAGE)?;
                    for (_, id) in &page {
                        bookings.extend(unit.peek::<Booking>(id)?.map(|stored| stored.value));
                    }
                    match page.last() {
                        Some((last, _)) if page.len() == PAGE => range = range.after(last),
                        _ => break,
                    }
                }
            }
            self.days.insert(key.clone(), Day { bookings, raised: false });
        }
        self.days.get_mut(&key).ok_or(DeskError::Store(crate::store::StoreError::Broken))
    }

    /// Everything that is in the way of a slot: what holds a room it shares, clearing counted. `but` leaves bookings out.
    pub fn clashes(
        &mut self,
        unit: &mut Unit<'_>,
        slot: &Slot,
        but: impl Fn(&Booking) -> bool,
    ) -> Result<Vec<Booking>, DeskError> {
        self.meeting(unit, slot, |other| other.holds() && !but(other))
    }

    /// Bookings that wait for an answer and want the same time.
    pub fn rivals(
        &mut self,
        unit: &mut Unit<'_>,
        slot: &Slot,
        but: impl Fn(&Booking) -> bool,
    ) -> Result<Vec<Booking>, DeskError> {
        self.meeting(unit, slot, |other| other.is_open() && !other.holds() && !but(other))
    }

    fn meeting(
        &mut self,
        unit: &mut Unit<'_>,
        slot: &Slot,
        counts: impl Fn(&Booking) -> bool,
    ) -> Result<Vec<Booking>, DeskError> {
        let book = self.book;
        let whole = book.rooms.whole(&slot.room);
        let mut found = Vec::new();
        for day in reach(slot) {
            let known = self.day(unit, whole, day)?;
            let meets = |other: &&Booking| counts(other) && other.slot.clashes(slot, &book.rooms);
            found.extend(known.bookings.iter().filter(meets).cloned());
        }
        found.sort_by(|a, b| a.slot.cmp(&b.slot));
        Ok(found)
    }

    /// Bookings next door that would hear or be heard at that time (loud beside quiet).
    pub fn noise(&mut self, unit: &mut Unit<'_>, slot: &Slot) -> Result<Vec<Booking>, DeskError> {
        let book = self.book;
        let Some(mine) = book.rooms.room(&slot.room) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for other in book.rooms.neighbours(&slot.room) {
            let loud = crate::domain::room::Noise::Loud;
            let disturbs = mine.noise == loud && other.noise.wants_quiet()
                || other.noise == loud && mine.noise.wants_quiet();
            if !disturbs {
                continue;
            }
            let whole = book.rooms.whole(&other.code);
            let known = self.day(unit, whole, slot.day)?;
            let there = |b: &&Booking| b.slot.room == other.code && b.is_open() && b.slot.meets(slot);
            found.extend(known.bookings.iter().filter(there).cloned());
        }
        Ok(found)
    }

    /// Writes a booking and raises the guards of the days it leaves and comes to. `before` is what it was, none for a new one.
    pub fn put(
        &mut self,
        unit: &mut Unit<'_>,
        before: Option<&Booking>,
        booking: &Booking,
    ) -> Result<(), DeskError> {
        let place = |slot: &Slot| (self.book.rooms.whole(&slot.room).to_owned(), slot.day);
        let mut touched = vec![place(&booking.slot)];
        let left = before.map(|before| place(&before.slot)).filter(|left| !touched.contains(left));
        touched.extend(left);
        for (whole, date) in touched {
            let day = self.day(unit, &whole, date)?;
            // A day that is read for the first time shows the store, where the booking still stands as it was.
            day.bookings.retain(|known| known.id != booking.id);
            if !day.raised {
                day.raised = true;
                Guard::raise(unit, Guard::of_day(&whole, date))?;
            }
        }
        if booking.state.is_shown() {
            let whole = self.book.rooms.whole(&booking.slot.room).to_owned();
            self.day(unit, &whole, booking.slot.day)?.bookings.push(booking.clone());
        }
        unit.put(booking)?;
        self.touched.push(Touched { before: before.cloned(), after: booking.clone() });
        Ok(())
    }

    /// Everything that was written, in order.
    pub fn into_touched(self) -> Vec<Touched> {
        self.touched
    }

    /// How a clash is told: what a room keeps private stays so.
    pub fn told(&self, bookings: &[Booking]) -> Vec<ClashWith> {
        bookings.iter().map(|booking| told(self.book, booking)).collect()
    }
}

/// How a booking is told to those it does not concern.
pub(super) fn told(book: &Book, booking: &Booking) -> ClashWith {
    let private = book.rooms.room(&booking.slot.room).is_some_and(crate::domain::room::Room::is_private);
    ClashWith {
        id: Some(booking.id.clone()),
        slot: booking.slot.clone(),
        title: if private { String::new() } else { booking.details.title.clone() },
    }
}
