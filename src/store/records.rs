//! Which records there are, where each is kept, and by what it is found again.

mod derive;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::booking::Booking;
use crate::domain::catalogue::Item;
use crate::domain::class::{Attendance, ClassGroup, Course, Enrolment, Term};
use crate::domain::community::Community;
use crate::domain::decline::DeclineRecord;
use crate::domain::draft::Draft;
use crate::domain::imported::{ImportBatch, ImportedRow};
use crate::domain::intake::Intake;
use crate::domain::issued::IssuedPaper;
use crate::domain::ledger::Profile;
use crate::domain::merge::Merge;
use crate::domain::name::PersonName;
use crate::domain::register::SavedView;
use crate::domain::resident::Resident;
use crate::domain::room::{Closure, Room};
use crate::domain::room_rules::RoomRules;
use crate::domain::series::BookingSeries;
use crate::domain::staff::Staff;
use crate::domain::summary::StoredSummary;
use crate::domain::visit::Visit;
use crate::domain::work_calendar::HolidayYear;

use super::engine::Table;
use super::error::StoreError;
use super::key::{index_key, token_prefix};
use super::record::Record;

pub use derive::Indexes;

/// Names of the ordered indexes.
pub mod index {
    /// Visits by day: date, time and facts, id. The facts are [`VisitFact`](crate::domain::fact::VisitFact).
    pub const VISIT_DAY: &str = "visit.day";
    /// Visits that have not left: id.
    pub const VISIT_OPEN: &str = "visit.open";
    /// Visits by resident: resident, id.
    pub const VISIT_RESIDENT: &str = "visit.resident";
    /// Intakes by resident: resident, id.
    pub const INTAKE_RESIDENT: &str = "intake.resident";
    /// Intakes by the day something is due: date, id.
    pub const INTAKE_DUE: &str = "intake.due";
    /// Intakes by the day of receipt: date, time and facts, id. The facts are
    /// [`IntakeFact`](crate::domain::fact::IntakeFact).
    pub const INTAKE_DAY: &str = "intake.day";
    /// Intakes by every later day something countable happened on: date, time and facts, id.
    pub const INTAKE_EVENT: &str = "intake.event";
    /// Intakes that were taken and are not over: date of taking, time and facts, id.
    pub const INTAKE_OPEN: &str = "intake.open";
    /// Intakes that are over, by every Monday they were still open at the beginning of: date, time and facts, id.
    pub const INTAKE_CARRIED: &str = "intake.carried";
    /// Declines by resident: resident, serial.
    pub const DECLINE_RESIDENT: &str = "decline.resident";
    /// Declines by day and time: RFC 3339 time, serial.
    pub const DECLINE_AT: &str = "decline.at";
    /// Bookings a calendar shows: room, day, id.
    pub const BOOKING_ROOM: &str = "booking.room";
    /// Every booking by day: day, id.
    pub const BOOKING_DAY: &str = "booking.day";
    /// Lessons by series: series, id.
    pub const BOOKING_SERIES: &str = "booking.series";
    /// Bookings that wait for an answer: day, id.
    pub const BOOKING_PENDING: &str = "booking.pending";
    /// Bookings by the keyed hash of who holds them: hash, day, id.
    pub const BOOKING_HOLDER: &str = "booking.holder";
    /// Bookings by the person on file who answers for them: resident, id.
    pub const BOOKING_RESIDENT: &str = "booking.resident";
    /// The booking a matter asked for: intake, id.
    pub const BOOKING_INTAKE: &str = "booking.intake";
    /// Enrolments by class group: group, id.
    pub const ENROLMENT_GROUP: &str = "enrolment.group";
    /// Enrolments by person: resident, id.
    pub const ENROLMENT_RESIDENT: &str = "enrolment.resident";
    /// Residents by the keyed hash of their document number, in today's form.
    pub const RESIDENT_DOCUMENT: &str = "resident.document";
    /// Residents by the keyed hash of name and birth date.
    pub const RESIDENT_BIRTH: &str = "resident.birth";
    /// Merged files by the one they were merged into: kept, id.
    pub const RESIDENT_MERGED: &str = "resident.merged";
    /// Decisions on two files, by either of them: resident, id.
    pub const MERGE_RESIDENT: &str = "merge.resident";
    /// Rows of old ledgers by ledger and day: ledger, date, id.
    pub const IMPORTED_DAY: &str = "imported.day";
    /// Rows of old ledgers by the person they are about: resident, id.
    pub const IMPORTED_RESIDENT: &str = "imported.resident";
}

/// How the keys of imports begin, among the other single records.
pub const IMPORT_PREFIX: &str = "import/";

macro_rules! record {
    ($type:ty, $table:ident, $schema:literal, |$value:ident| $key:expr) => {
        impl Record for $type {
            const TABLE: Table = Table::$table;
            const SCHEMA: u32 = $schema;
            fn key(&self) -> String {
                let $value = self;
                $key
            }
        }
    };
}

record!(Resident, Resident, 1, |r| r.id.clone());
record!(Visit, Visit, 1, |v| v.id.clone());
record!(Intake, Intake, 1, |i| i.id.clone());
record!(Draft, Draft, 1, |d| d.id.clone());
record!(DeclineRecord, Decline, 1, |d| d.serial.to_string());
record!(IssuedPaper, PaperRun, 1, |p| p.serial.to_string());
record!(StoredItem, Item, 1, |i| i.0.version_key());
record!(SignIn, Meta, 1, |_s| "sign in".to_owned());
record!(Look, Look, 1, |l| l.id.clone());
record!(Staff, Staff, 1, |s| s.id.clone());
record!(Community, Community, 1, |_c| "community".to_owned());
record!(HolidayYear, Calendar, 1, |y| y.year.to_string());
record!(Room, Room, 1, |r| r.code.clone());
record!(Guard, Guard, 1, |g| g.key.clone());
record!(Closure, Closure, 1, |c| c.id.clone());
record!(RoomRules, Meta, 1, |_r| "room rules".to_owned());
record!(Booking, Booking, 1, |b| b.id.clone());
record!(BookingSeries, Series, 1, |s| s.id.clone());
record!(Term, Term, 1, |t| t.name.clone());
record!(Course, Course, 1, |c| c.id.clone());
record!(ClassGroup, ClassGroup, 1, |g| g.id.clone());
record!(Enrolment, Enrolment, 1, |e| e.id.clone());
record!(Attendance, Attendance, 1, |a| a.booking.clone());
record!(StoredSummary, Summary, 1, |s| s.period.to_string());
record!(Merge, Merge, 1, |m| m.id.clone());
record!(SavedView, SavedView, 1, |v| v.id.clone());
record!(Profile, LedgerProfile, 1, |p| p.id.clone());
record!(ImportedRow, Imported, 1, |r| r.id.clone());
record!(ImportBatch, Meta, 1, |b| format!("{IMPORT_PREFIX}{}", b.id));
record!(Shipped, Meta, 1, |_s| "shipped".to_owned());

/// Which edition of the shipped catalogue the store was last brought up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shipped {
    /// The catalogue's version.
    pub catalogue: String,
}

/// Stands for what is read as a range: the bookings of one hall's day, the places of one class. Every writer reads and
/// raises it, so that two who decide at the same moment cannot both win (an optimistic commit sees records, not ranges).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guard {
    /// `R01/2026-05-07` of the whole hall, `class/0000000001`.
    pub key: String,
    /// Only grows.
    pub n: u64,
}

impl Guard {
    /// The key of a hall's day.
    pub fn of_day(whole: &str, day: NaiveDate) -> String {
        format!("{whole}/{day}")
    }

    /// The key of a class's places.
    pub fn of_class(group: &str) -> String {
        format!("class/{group}")
    }

    /// Raises a guard within a unit.
    pub fn raise(unit: &mut super::unit::Unit<'_>, key: String) -> Result<(), StoreError> {
        let n = unit.get::<Self>(&key)?.map_or(0, |held| held.value.n);
        unit.put(&Self { key, n: n + 1 })
    }
}

/// Who signed in last, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignIn {
    /// The worker's id.
    pub staff: String,
    /// The window.
    pub window: u32,
}

/// One look at personal data in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Ten digits, in order.
    pub id: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
    /// Whose data: an id or a serial, never a name; of an export its ledger and days.
    pub subject: String,
    /// Why, where that was asked: the worker's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Rows of an export, once it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// An item of the catalogue at one version. The catalogue file refuses unknown keys, a stored record must not: it carries
/// its schema number.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredItem(pub Item);

#[derive(Serialize, Deserialize)]
struct ItemShape {
    item: Item,
}

impl Serialize for StoredItem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ItemShape { item: self.0.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StoredItem {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ItemShape::deserialize(deserializer).map(|shape| Self(shape.item))
    }
}

/// The key under which a document number is looked up, without the number in it.
pub fn document_key(secret: &[u8; 32], number: &str) -> Vec<u8> {
    let hash = token_prefix(secret, &format!("document:{number}"));
    index_key(index::RESIDENT_DOCUMENT, &[&hash])
}

/// The key under which a name with a birth date is looked up, without either in it.
pub fn birth_key(secret: &[u8; 32], name: &PersonName, birth: NaiveDate) -> Vec<u8> {
    let hash = token_prefix(secret, &format!("birth:{}|{birth}", name.as_str()));
    index_key(index::RESIDENT_BIRTH, &[&hash])
}

/// The prefix under which the bookings of a holder stand, without a name in it.
pub fn holder_prefix(secret: &[u8; 32], holder: &str) -> Vec<u8> {
    let hash = token_prefix(secret, &format!("holder:{holder}"));
    index_key(index::BOOKING_HOLDER, &[&hash])
}

/// The token a paper is found by: the running number alone.
pub fn serial_token(number: u32) -> String {
    format!("s:{number}")
}
