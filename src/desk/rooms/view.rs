//! A booking as a screen shows it: its place in its series, and who would hear it.

use chrono::NaiveDate;

use crate::domain::booking::{Booking, Details};
use crate::domain::series::{BookingSeries, ClashWith};
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key};

use super::occupancy::{Occupancy, told};
use super::{Desk, DeskError};

/// A person's last matters that are looked through for uses of rooms.
const LOOKED_AT: usize = 60;

/// A lesson's place in its series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesView {
    /// The series.
    pub series: BookingSeries,
    /// 第 n 次: counted over what takes place.
    pub number: Option<usize>,
    /// 共 n 次
    pub of: usize,
    /// How many lessons [`super::Scope::Following`] would reach.
    pub following: usize,
    /// How many lessons [`super::Scope::Whole`] would reach.
    pub whole: usize,
    /// Lessons that are over and do not change.
    pub over: usize,
    /// The last lesson's day.
    pub last: Option<NaiveDate>,
}

/// A booking with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct BookingView {
    /// The booking.
    pub booking: Booking,
    /// Its series.
    pub series: Option<SeriesView>,
    /// Loud beside quiet at the same time.
    pub noise: Vec<ClashWith>,
    /// Others that want the same time and wait.
    pub rivals: Vec<ClashWith>,
}

impl Desk {
    /// A booking with its place in its series and its neighbours.
    pub fn booking_view(&self, id: &str) -> Result<BookingView, DeskError> {
        let book = self.book();
        let booking = self.booking(id)?;
        let series = match &booking.lesson {
            Some(lesson) => Some(self.series_view(&lesson.series, &booking)?),
            None => None,
        };
        let (noise, rivals) = self.store.transact(|unit| {
            let mut occupancy = Occupancy::new(&book);
            let noise = occupancy.noise(unit, &booking.slot)?;
            let rivals = occupancy.rivals(unit, &booking.slot, |other| other.id == booking.id)?;
            Ok::<_, DeskError>((noise, rivals))
        })?;
        let tell = |all: &[Booking]| all.iter().map(|other| told(&book, other)).collect();
        Ok(BookingView { noise: tell(&noise), rivals: tell(&rivals), booking, series })
    }

    /// What a person last used rooms for, the newest first, each title once: to begin from.
    pub fn last_uses(&self, resident: &str, limit: usize) -> Result<Vec<Details>, DeskError> {
        let range = Range::prefix(index_key(index::INTAKE_RESIDENT, &[resident.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Descending, LOOKED_AT)?;
        let mut uses: Vec<Details> = Vec::new();
        for (_, intake) in keys {
            if uses.len() == limit {
                break;
            }
            if let Some(booking) = self.booking_of_intake(&intake)?
                && !uses.iter().any(|known| known.title == booking.details.title)
            {
                uses.push(booking.details);
            }
        }
        Ok(uses)
    }

    fn series_view(&self, id: &str, booking: &Booking) -> Result<SeriesView, DeskError> {
        let series = self.series(id)?;
        let now = self.now().naive_local();
        let mut shown: Vec<Booking> =
            self.lessons(id)?.into_iter().filter(|lesson| lesson.state.is_shown()).collect();
        shown.sort_by(|a, b| a.slot.cmp(&b.slot));
        let on = |lesson: &Booking| lesson.lesson.as_ref().map(|lesson| lesson.on);
        let ahead = || shown.iter().filter(|lesson| lesson.is_open() && lesson.slot.start() > now);
        Ok(SeriesView {
            number: shown.iter().position(|lesson| lesson.id == booking.id).map(|at| at + 1),
            of: shown.len(),
            following: ahead().filter(|lesson| on(lesson) >= on(booking)).count(),
            whole: ahead().count(),
            over: shown.len() - ahead().count(),
            last: shown.last().map(|lesson| lesson.slot.day),
            series,
        })
    }
}
