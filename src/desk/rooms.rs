//! 场地: what a worker does with rooms and bookings.
//!
//! Whoever writes bookings of a hall's day goes through [`occupancy::Occupancy`], which reads and raises that day's guard:
//! two who decide at once cannot both win, whatever the engine.

mod answer;
mod apply;
mod change;
mod error;
mod keys;
mod make;
mod occupancy;
mod offers;
mod over;
mod plan;
mod recall;
mod request;
mod settings;
mod undo;
mod view;

use chrono::NaiveDate;

use crate::domain::booking::{Booking, Stamp};
use crate::domain::series::BookingSeries;
use crate::store::records::index;
use crate::store::{Order, Range, Table, Unit, index_key, index_open};

use super::{Desk, DeskError, read};

pub use answer::Answered;
pub use change::{Edit, Scope};
pub use error::RoomsError;
pub use make::{Booked, Checked, NewBooking};
pub use over::{Over, OverBooked};
pub use plan::{NewSeries, Planned};
pub(in crate::desk) use undo::LastChange;
pub use undo::Undo;
pub use view::{BookingView, SeriesView};

/// A page of an index read whole.
const PAGE: usize = 500;

impl Desk {
    /// The bookings a calendar shows of a room, its hall and its parts, from one day to another, both included. In order of
    /// time.
    pub fn room_bookings(
        &self,
        room: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Booking>, DeskError> {
        let book = self.book();
        let mut all: Vec<Booking> = Vec::new();
        for code in book.rooms.sharing(room) {
            let keys = self.keys(&days(index::BOOKING_ROOM, &[code.as_bytes()], from, to))?;
            all.extend(self.load::<Booking>(keys.into_iter())?);
        }
        all.sort_by(|a, b| a.slot.cmp(&b.slot).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Every booking from one day to another, both included, whatever became of it. In order of time.
    pub fn all_bookings(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Booking>, DeskError> {
        let keys = self.keys(&days(index::BOOKING_DAY, &[], from, to))?;
        let mut all: Vec<Booking> = self.load(keys.into_iter())?;
        all.sort_by(|a, b| a.slot.cmp(&b.slot).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Bookings that wait for an answer, the next first.
    pub fn pending_bookings(&self) -> Result<Vec<Booking>, DeskError> {
        let keys = self.keys(&Range::prefix(index_key(index::BOOKING_PENDING, &[])))?;
        let mut all: Vec<Booking> = self.load(keys.into_iter())?;
        all.sort_by(|a, b| a.slot.cmp(&b.slot));
        Ok(all)
    }

    /// A booking.
    pub fn booking(&self, id: &str) -> Result<Booking, DeskError> {
        self.store
            .get::<Booking>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "booking", key: id.to_owned() })
    }

    /// A series.
    pub fn series(&self, id: &str) -> Result<BookingSeries, DeskError> {
        self.store
            .get::<BookingSeries>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "series", key: id.to_owned() })
    }

    /// The lessons of a series, whatever became of them, in the order of the dates its rule gives.
    pub fn lessons(&self, series: &str) -> Result<Vec<Booking>, DeskError> {
        let range = Range::prefix(index_key(index::BOOKING_SERIES, &[series.as_bytes()]));
        let mut all: Vec<Booking> = self.load(self.keys(&range)?.into_iter())?;
        all.sort_by_key(|lesson| lesson.lesson.as_ref().map(|l| l.on));
        Ok(all)
    }

    /// The booking a matter asked for.
    pub fn booking_of_intake(&self, intake: &str) -> Result<Option<Booking>, DeskError> {
        let range = Range::prefix(index_key(index::BOOKING_INTAKE, &[intake.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Ascending, 1)?;
        Ok(self.load(keys.into_iter().map(|(_, id)| id))?.pop())
    }

    /// Every record key of a range, page by page.
    pub(super) fn keys(&self, range: &Range) -> Result<Vec<String>, DeskError> {
        let mut all = Vec::new();
        let mut rest = range.clone();
        loop {
            let page = self.store.index(Table::Index, &rest, Order::Ascending, PAGE)?;
            let full = page.len() == PAGE;
            if let Some((last, _)) = page.last().filter(|_| full) {
                rest = rest.after(last);
            }
            all.extend(page.into_iter().map(|(_, key)| key));
            if !full {
                return Ok(all);
            }
        }
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp { at: self.now(), staff: self.session().staff }
    }

    fn booking_in(&self, unit: &mut Unit<'_>, id: &str) -> Result<Booking, DeskError> {
        read::<Booking>(unit, id)?.ok_or_else(|| DeskError::Unknown { what: "booking", key: id.to_owned() })
    }

    fn series_in(&self, unit: &mut Unit<'_>, id: &str) -> Result<BookingSeries, DeskError> {
        read::<BookingSeries>(unit, id)?
            .ok_or_else(|| DeskError::Unknown { what: "series", key: id.to_owned() })
    }
}

/// The range of the days of an index whose part after `before` is a day; both included.
fn days(name: &str, before: &[&[u8]], from: NaiveDate, to: NaiveDate) -> Range {
    let at = |day: NaiveDate| {
        let day = day.to_string();
        let mut parts = before.to_vec();
        parts.push(day.as_bytes());
        index_open(name, &parts)
    };
    // No text of a day begins another, so the day after the last one bounds it.
    Range::between(at(from), at(to + chrono::Days::new(1)))
}
