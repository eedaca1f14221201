//! The full records behind the rows that are seen.

use chrono::{DateTime, FixedOffset};

use crate::domain::booking::Booking;
use crate::domain::class::Enrolment;
use crate::domain::decline::DeclineRecord;
use crate::domain::fact::key_of;
use crate::domain::identity::IdDocument;
use crate::domain::intake::Intake;
use crate::domain::ledger::Ledger;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::resident::Resident;
use crate::domain::room::Room;
use crate::domain::serial::{Serial, SerialKind};
use crate::domain::visit::{LeftBy, Visit};

use super::of_matters;
use super::old::is_old;
use crate::desk::{Desk, DeskError};

/// Where a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// A matter or a declined certificate, by the number of one of its papers.
    Matter(String),
    /// A person on file.
    Person(String),
    /// A booking.
    Booking(String),
    /// A class.
    Class(String),
    /// Nothing more is known.
    Nowhere,
}

/// What a row shows besides its facts. Personal data is masked.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterLine {
    /// The number of its paper.
    pub serial: Option<Serial>,
    /// Whose.
    pub name: Option<Masked<PersonName>>,
    /// Their document.
    pub document: Option<IdDocument>,
    /// Their phone.
    pub phone: Option<Masked<Phone>>,
    /// What for: the purpose of a visit, the title of a booking, the certificate and who asked for it.
    pub about: String,
    /// Only named workers may know what it is about.
    pub restricted: bool,
    /// How many people.
    pub people: Option<u32>,
    /// When they left, or until when a room is used.
    pub until: Option<DateTime<FixedOffset>>,
    /// How it is known when they left.
    pub left_by: Option<LeftBy>,
    /// The hours of a booking.
    pub hours: String,
    /// Where Enter leads.
    pub leads: Leads,
    /// What only a row of an old ledger has.
    pub old: Option<OldLine>,
}

/// What stood in an old ledger in a form of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldLine {
    /// Its number.
    pub number: String,
    /// Who handled it.
    pub handler: String,
    /// The time of day.
    pub time: String,
}

impl RegisterLine {
    pub(super) fn empty() -> Self {
        Self {
            serial: None,
            name: None,
            document: None,
            phone: None,
            about: String::new(),
            restricted: false,
            people: None,
            until: None,
            left_by: None,
            hours: String::new(),
            leads: Leads::Nowhere,
            old: None,
        }
    }

    fn of(mut self, person: Option<Resident>) -> Self {
        if let Some(person) = person {
            if self.leads == Leads::Nowhere {
                self.leads = Leads::Person(person.id.clone());
            }
            self.document = person.document;
            self.phone = self.phone.or(person.phone);
            self.name = Some(person.name);
        }
        self
    }
}

impl Desk {
    /// The records behind rows of a register, by their numbers. A number without a record is left out.
    pub fn register_lines(
        &self,
        ledger: Ledger,
        keys: &[u64],
    ) -> Result<Vec<(u64, RegisterLine)>, DeskError> {
        let mut lines = Vec::with_capacity(keys.len());
        for key in keys {
            lines.extend(self.register_line(ledger, *key)?.map(|line| (*key, line)));
        }
        Ok(lines)
    }

    fn register_line(&self, ledger: Ledger, key: u64) -> Result<Option<RegisterLine>, DeskError> {
        if is_old(key) {
            return self.line_of_old(ledger, key);
        }
        let id = key_of(key);
        Ok(match ledger {
            Ledger::Visits => match self.store.get::<Visit>(&id)? {
                Some(stored) => Some(self.line_of_visit(stored.value)?),
                None => None,
            },
            Ledger::Rooms => match self.store.get::<Booking>(&id)? {
                Some(stored) => Some(self.line_of_booking(stored.value)?),
                None => None,
            },
            Ledger::Classes => match self.store.get::<Enrolment>(&id)? {
                Some(stored) => Some(self.line_of_enrolment(stored.value)?),
                None => None,
            },
            Ledger::Declines => {
                let number = std::num::NonZeroU32::new(key as u32);
                let serial = number.map(|number| {
                    Serial::from_counter(SerialKind::Decline, (key >> 32) as i32, number).to_string()
                });
                match serial {
                    Some(serial) => match self.store.get::<DeclineRecord>(&serial)? {
                        Some(stored) => Some(self.line_of_decline(stored.value)?),
                        None => None,
                    },
                    None => None,
                }
            }
            ledger if of_matters(ledger) => match self.store.get::<Intake>(&id)? {
                Some(stored) => Some(self.line_of_matter(stored.value)?),
                None => None,
            },
            _ => None,
        })
    }

    fn file_behind(&self, id: Option<&String>) -> Result<Option<Resident>, DeskError> {
        match id {
            Some(id) => self.kept(id),
            None => Ok(None),
        }
    }

    fn line_of_matter(&self, intake: Intake) -> Result<RegisterLine, DeskError> {
        let person = self.file_behind(intake.resident.as_ref())?;
        let serial = intake.serial().copied();
        let line = RegisterLine {
            serial,
            restricted: intake.is_restricted(&self.book().catalogue),
            name: intake.applicant,
            leads: serial.map_or(Leads::Nowhere, |serial| Leads::Matter(serial.to_string())),
            ..RegisterLine::empty()
        };
        Ok(line.of(person))
    }

    fn line_of_visit(&self, visit: Visit) -> Result<RegisterLine, DeskError> {
        let person = self.file_behind(visit.resident.as_ref())?;
        let book = self.book();
        let mut restricted = false;
        let mut serial = None;
        for id in &visit.intakes {
            if let Some(intake) = self.store.get::<Intake>(id)? {
                serial = serial.or(intake.value.serial().copied());
                restricted |= intake.value.is_restricted(&book.catalogue);
            }
        }
        let leads = match (&person, &serial) {
            // The matter of somebody who left no name is all there is of them.
            (None, Some(serial)) => Leads::Matter(serial.to_string()),
            _ => Leads::Nowhere,
        };
        let line = RegisterLine {
            name: visit.name,
            about: visit.purpose,
            restricted,
            people: Some(visit.people),
            until: visit.left,
            left_by: visit.left_by,
            leads,
            ..RegisterLine::empty()
        };
        Ok(line.of(person))
    }

    fn line_of_booking(&self, booking: Booking) -> Result<RegisterLine, DeskError> {
        let book = self.book();
        let private = book.rooms.room(&booking.slot.room).is_some_and(Room::is_private);
        let person = self.file_behind(booking.details.resident.as_ref())?;
        let line = RegisterLine {
            serial: booking.serial,
            name: booking.details.contact,
            phone: booking.details.phone,
            about: if private { String::new() } else { booking.details.title },
            people: Some(booking.details.people),
            hours: booking.slot.hours_text(),
            leads: Leads::Booking(booking.id),
            ..RegisterLine::empty()
        };
        Ok(line.of(person))
    }

    fn line_of_enrolment(&self, enrolment: Enrolment) -> Result<RegisterLine, DeskError> {
        let person = self.file_behind(enrolment.resident.as_ref())?;
        let line = RegisterLine {
            serial: enrolment.serial,
            name: Some(enrolment.name),
            phone: enrolment.phone,
            leads: Leads::Class(enrolment.group),
            ..RegisterLine::empty()
        };
        Ok(line.of(person))
    }

    fn line_of_decline(&self, record: DeclineRecord) -> Result<RegisterLine, DeskError> {
        let person = self.file_behind(record.resident.as_ref())?;
        let line = RegisterLine {
            serial: Some(record.serial),
            about: record.asked_by,
            leads: Leads::Matter(record.serial.to_string()),
            ..RegisterLine::empty()
        };
        Ok(line.of(person))
    }
}
