//! Taking back the last change of bookings.

use crate::domain::booking::{Booking, BookingState, Cancelled, Deed};
use crate::domain::series::BookingSeries;

use super::super::read;
use super::occupancy::{Occupancy, Touched};
use super::{Desk, DeskError, RoomsError};

/// The last change: what was written, and what stood there before.
#[derive(Debug, Clone)]
pub struct Undo {
    /// What was done, by its word in the journal.
    pub deed: &'static str,
    pub(super) touched: Vec<Touched>,
    pub(super) series: Option<SeriesUndo>,
    /// It was made before the program was started, by this line of the journal: what stood there before is read when it is
    /// taken back.
    pub(super) line: Option<u64>,
}

/// What is known of the last change.
#[derive(Debug, Default)]
pub(in crate::desk) enum LastChange {
    /// None was made yet since the program was started; the journal may know one.
    #[default]
    Unread,
    /// The last change, if there is one that can be taken back.
    Known(Option<Undo>),
}

/// A series that was written.
#[derive(Debug, Clone)]
pub(super) struct SeriesUndo {
    pub before: Option<BookingSeries>,
    pub after: BookingSeries,
}

impl Undo {
    /// How many bookings it touched.
    pub fn count(&self) -> usize {
        self.touched.len()
    }
}

impl Desk {
    /// What could be taken back; after a start what the journal knows, which is read once. None as well when the journal cannot
    /// be read: whoever takes it back all the same is told.
    pub fn last_room_change(&self) -> Option<Undo> {
        self.known_change().unwrap_or_default()
    }

    fn known_change(&self) -> Result<Option<Undo>, DeskError> {
        let mut last = self.undo.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let LastChange::Known(undo) = &*last {
            return Ok(undo.clone());
        }
        let undo = self.journaled_change()?;
        *last = LastChange::Known(undo.clone());
        Ok(undo)
    }

    pub(super) fn remember(&self, deed: &'static str, touched: Vec<Touched>, series: Option<SeriesUndo>) {
        self.known(Some(Undo { deed, touched, series, line: None }));
    }

    /// There is nothing more to take back.
    pub(super) fn forget(&self) {
        self.known(None);
    }

    fn known(&self, undo: Option<Undo>) {
        *self.undo.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = LastChange::Known(undo);
    }

    /// Takes the last change back: everything stands as before, what was new is cancelled. Refused when any of it has been
    /// changed since or its old place is taken. Answers how many bookings that were.
    pub fn undo_room_change(&self) -> Result<usize, DeskError> {
        let Some(mut undo) = self.known_change()? else {
            return Err(RoomsError::NothingToUndo.into());
        };
        if let Some(line) = undo.line {
            self.read_before(&mut undo, line)?;
        }
        let book = self.book();
        let count = self.commit("undo room change", |unit| {
            let mut occupancy = Occupancy::new(&book);
            // One booking may have been written more than once: the first state before and the last after count.
            let mut steps: Vec<Touched> = Vec::new();
            for touched in &undo.touched {
                match steps.iter_mut().find(|step| step.after.id == touched.after.id) {
                    Some(step) => step.after = touched.after.clone(),
                    None => steps.push(touched.clone()),
                }
            }
            let mut back = Vec::new();
            for step in &steps {
                let now = read::<Booking>(unit, &step.after.id)?;
                if now.as_ref() != Some(&step.after) {
                    return Err(RoomsError::ChangedSince.into());
                }
                back.push(self.before(step));
            }
            // All leave first, so that two that changed places do not meet.
            let ids: Vec<&str> = steps.iter().map(|step| step.after.id.as_str()).collect();
            for booking in back.iter().filter(|booking| booking.holds()) {
                let clashes =
                    occupancy.clashes(unit, &booking.slot, |other| ids.contains(&other.id.as_str()))?;
                if !clashes.is_empty() {
                    let with = occupancy.told(&clashes);
                    let slot = booking.slot.clone();
                    return Err(RoomsError::Clash { slot, with, offers: Vec::new() }.into());
                }
            }
            for (step, booking) in steps.iter().zip(&back) {
                occupancy.put(unit, Some(&step.after), booking)?;
            }
            if let Some(series) = &undo.series {
                let now = read::<BookingSeries>(unit, &series.after.id)?;
                if now.as_ref() != Some(&series.after) {
                    return Err(RoomsError::ChangedSince.into());
                }
                match &series.before {
                    Some(before) => unit.put(before)?,
                    // The lessons are cancelled and still name their series.
                    None => unit.put(&series.after)?,
                }
            }
            let subject = steps.first().map_or_else(String::new, |step| step.after.id.clone());
            Ok((steps.len(), subject))
        })?;
        self.forget();
        Ok(count)
    }

    /// What a booking was before the change, with the taking back in its history.
    fn before(&self, step: &Touched) -> Booking {
        let stamp = self.stamp();
        let slot = step.after.slot.clone();
        let mut booking = match &step.before {
            Some(before) => Booking { history: step.after.history.clone(), ..before.clone() },
            None => {
                let notice = (slot.start() - stamp.at.naive_local()).num_minutes();
                let how = Cancelled { by_booker: false, reason: "撤销上一步".to_owned(), notice };
                Booking { state: BookingState::Cancelled(how), ..step.after.clone() }
            }
        };
        booking = booking.noted(stamp, Deed::Undone, Some(slot), "");
        booking
    }
}
