//! What a paper is made from, and the count of its printings.

use std::sync::Arc;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState};
use crate::domain::catalogue::Item;
use crate::domain::decline::{Certificate, DeclineRecord};
use crate::domain::intake::Intake;
use crate::domain::issued::{IssuedPaper, Print};
use crate::domain::resident::Resident;

use super::{Desk, DeskError, read};

/// The records behind one issued paper.
#[derive(Debug, Clone)]
pub struct PaperSource {
    /// The paper: number, kind, printings.
    pub issued: IssuedPaper,
    /// What it is about.
    pub subject: PaperSubject,
    /// The person on file.
    pub resident: Option<Resident>,
    /// Names, phones, calendar.
    pub book: Arc<Book>,
}

/// What a paper is about.
#[derive(Debug, Clone)]
pub enum PaperSubject {
    /// A matter.
    Intake {
        /// The matter.
        intake: Box<Intake>,
        /// Its item, at the version it was taken under.
        item: Box<Item>,
    },
    /// A booking, single or a series.
    Booking {
        /// The booking; of a series its first lesson.
        booking: Box<Booking>,
        /// Every lesson of the series in order of time, whatever became of it; empty for a single booking.
        lessons: Vec<Booking>,
        /// What it had to make room for, when it was moved aside.
        made_room_for: Option<Box<Booking>>,
    },
    /// A declined certificate.
    Decline {
        /// The record.
        record: Box<DeclineRecord>,
        /// The certificate, as the list has it now.
        certificate: Option<Certificate>,
    },
}

impl Desk {
    /// The records behind a paper, by its number as stored.
    pub fn paper(&self, serial: &str) -> Result<PaperSource, DeskError> {
        let unknown = |what: &'static str, key: &str| DeskError::Unknown { what, key: key.to_owned() };
        let issued = self.store.get::<IssuedPaper>(serial)?.ok_or_else(|| unknown("paper", serial))?.value;
        let book = self.book();
        let (subject, resident) = if !issued.kind.is_of_booking()
            && let Some(stored) = self.store.get::<Intake>(&issued.subject)?
        {
            let intake = stored.value;
            let item = self.item_at(&intake.item, intake.item_version)?;
            let resident = intake.resident.clone();
            (PaperSubject::Intake { intake: Box::new(intake), item: Box::new(item) }, resident)
        } else if issued.kind.is_of_booking() {
            let (booking, lessons) = self.booked_under(&issued)?;
            let resident = booking.details.resident.clone();
            let other = match &booking.state {
                BookingState::Displaced(how) => how.made_room_for.clone(),
                _ => None,
            };
            let made_room_for = match other {
                Some(id) => self.store.get::<Booking>(&id)?.map(|stored| Box::new(stored.value)),
                None => None,
            };
            (PaperSubject::Booking { booking: Box::new(booking), lessons, made_room_for }, resident)
        } else {
            let record = self
                .store
                .get::<DeclineRecord>(&issued.subject)?
                .ok_or_else(|| unknown("record", &issued.subject))?
                .value;
            let certificate = book.declines.certificate(record.certificate).cloned();
            let resident = record.resident.clone();
            (PaperSubject::Decline { record: Box::new(record), certificate }, resident)
        };
        let resident = match resident {
            Some(id) => self.store.get::<Resident>(&id)?.map(|stored| stored.value),
            None => None,
        };
        Ok(PaperSource { issued, subject, resident, book })
    }

    /// The booking a paper stands for, by its number: of a series the next lesson that is not over, else the first. None where
    /// the paper is of something else.
    pub fn booking_of_paper(&self, serial: &str) -> Result<Option<Booking>, DeskError> {
        let unknown = || DeskError::Unknown { what: "paper", key: serial.to_owned() };
        let issued = self.store.get::<IssuedPaper>(serial)?.ok_or_else(unknown)?.value;
        if !issued.kind.is_of_booking() {
            return Ok(None);
        }
        let now = self.now().naive_local();
        let (first, lessons) = self.booked_under(&issued)?;
        let next = lessons.into_iter().find(|one| one.state.is_shown() && one.slot.end() > now);
        Ok(Some(next.unwrap_or(first)))
    }

    /// The booking a slip or notice is about. A slip's subject is the booking, or the series when it stands for all lessons.
    fn booked_under(&self, issued: &IssuedPaper) -> Result<(Booking, Vec<Booking>), DeskError> {
        let unknown = || DeskError::Unknown { what: "booking", key: issued.subject.clone() };
        if issued.of_series {
            let mut lessons = self.lessons(&issued.subject)?;
            lessons.sort_by(|a, b| a.slot.cmp(&b.slot));
            let first = lessons.iter().find(|lesson| lesson.state.is_shown()).or_else(|| lessons.first());
            return Ok((first.cloned().ok_or_else(unknown)?, lessons));
        }
        let stored = self.store.get::<Booking>(&issued.subject)?.ok_or_else(unknown)?;
        Ok((stored.value, Vec::new()))
    }

    /// Counts one printing, before the printer is asked: a paper that may have left the desk is never uncounted.
    pub fn count_print(&self, serial: &str) -> Result<IssuedPaper, DeskError> {
        let staff = self.session().staff;
        self.with_prints("print", serial, |prints| {
            prints.push(Print { at: self.now(), staff: staff.clone(), failed: false });
        })
    }

    /// Notes that the last printing that was counted did not leave the desk. The next one is no 补打 then.
    pub fn print_failed(&self, serial: &str) -> Result<IssuedPaper, DeskError> {
        self.with_prints("print failed", serial, |prints| {
            if let Some(last) = prints.last_mut() {
                last.failed = true;
            }
        })
    }

    fn with_prints(
        &self,
        action: &'static str,
        serial: &str,
        change: impl Fn(&mut Vec<Print>),
    ) -> Result<IssuedPaper, DeskError> {
        self.commit(action, |unit| {
            let mut paper = read::<IssuedPaper>(unit, serial)?
                .ok_or_else(|| DeskError::Unknown { what: "paper", key: serial.to_owned() })?;
            change(&mut paper.prints);
            unit.put(&paper)?;
            Ok((paper, serial.to_owned()))
        })
    }
}
