//! Which records there are, where each is kept, and by what it is found again.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::booking::{Booking, StateName};
use crate::domain::catalogue::Item;
use crate::domain::class::{Attendance, ClassGroup, Course, Enrolment, Term};
use crate::domain::community::Community;
use crate::domain::decline::DeclineRecord;
use crate::domain::draft::Draft;
use crate::domain::fact::{IntakeSource, VisitSource};
use crate::domain::identity::IdDocument;
use crate::domain::imported::{ImportBatch, ImportedRow};
use crate::domain::intake::Intake;
use crate::domain::issued::IssuedPaper;
use crate::domain::ledger::Profile;
use crate::domain::merge::Merge;
use crate::domain::name::PersonName;
use crate::domain::pinyin::{id_tokens, name_tokens, phone_tokens};
use crate::domain::register::SavedView;
use crate::domain::resident::Resident;
use crate::domain::room::{Closure, Room};
use crate::domain::room_rules::RoomRules;
use crate::domain::series::BookingSeries;
use crate::domain::staff::Staff;
use crate::domain::summary::StoredSummary;
use crate::domain::visit::{Visit, VisitState};
use crate::domain::work_calendar::HolidayYear;

use super::engine::{Deriver, Table};
use super::error::StoreError;
use super::key::{index_key, token_key, token_prefix};
use super::record::{Record, decode};

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

/// Derives the index entries of every record.
#[derive(Debug, Clone)]
pub struct Indexes {
    secret: [u8; 32],
}

impl Indexes {
    /// With the store's own secret, so that no entry tells what it was made from.
    pub fn new(secret: [u8; 32]) -> Self {
        Self { secret }
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

impl Indexes {
    fn booking_entries(&self, booking: &Booking) -> Vec<(Table, Vec<u8>)> {
        let id = booking.id.as_bytes();
        let day = booking.slot.day.to_string();
        let day = day.as_bytes();
        let mut keys = vec![index_key(index::BOOKING_DAY, &[day, id])];
        if booking.state.is_shown() {
            keys.push(index_key(index::BOOKING_ROOM, &[booking.slot.room.as_bytes(), day, id]));
        }
        if booking.state.name() == StateName::Pending {
            keys.push(index_key(index::BOOKING_PENDING, &[day, id]));
        }
        if let Some(resident) = &booking.details.resident {
            keys.push(index_key(index::BOOKING_RESIDENT, &[resident.as_bytes(), id]));
        }
        if let Some(lesson) = &booking.lesson {
            keys.push(index_key(index::BOOKING_SERIES, &[lesson.series.as_bytes(), id]));
        }
        if let Some(intake) = &booking.intake {
            keys.push(index_key(index::BOOKING_INTAKE, &[intake.as_bytes(), id]));
        }
        if let Some(holder) = booking.details.holder() {
            let mut key = holder_prefix(&self.secret, &holder);
            for part in [day, id] {
                key.extend_from_slice(part);
                key.push(0);
            }
            keys.push(key);
        }
        keys.into_iter().map(|key| (Table::Index, key)).collect()
    }
}

/// Residents seen in a later month come first. A month is fine enough to order by and coarse enough that a second visit
/// of the month rewrites no entry.
fn month_rank(resident: &Resident) -> u32 {
    let seen = resident.last_seen;
    u32::MAX - (seen.year().unsigned_abs() * 12 + seen.month0())
}

impl Deriver for Indexes {
    /// 5: the promised day of a matter's facts as a number, and disputes of the highest level. 4: visits and bookings by resident, residents by name and birth
    /// date, merged files by the one kept. 3: old rows, and documents in today's form. 2: facts in the entries of visits
    /// and matters.
    fn version(&self) -> u32 {
        5
    }

    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        let mut entries = Vec::new();
        match table {
            Table::Resident => {
                let resident: Resident = decode("", value)?;
                let rank = month_rank(&resident);
                let mut tokens = name_tokens(resident.name.reveal());
                if let Some(phone) = &resident.phone {
                    tokens.extend(phone_tokens(phone.reveal()));
                }
                if let Some(document) = &resident.document {
                    tokens.extend(id_tokens(document));
                    let mut key = document_key(&self.secret, &document.search_number().to_string());
                    key.extend_from_slice(resident.id.as_bytes());
                    entries.push((Table::Index, key));
                }
                if let Some(birth) = resident.document.as_ref().and_then(IdDocument::birth) {
                    let mut key = birth_key(&self.secret, resident.name.reveal(), birth);
                    key.extend_from_slice(resident.id.as_bytes());
                    entries.push((Table::Index, key));
                }
                if let Some(kept) = &resident.merged_into {
                    let parts: [&[u8]; 2] = [kept.as_bytes(), resident.id.as_bytes()];
                    entries.push((Table::Index, index_key(index::RESIDENT_MERGED, &parts)));
                }
                for token in tokens {
                    let key = token_key(&self.secret, &token, rank, &resident.id);
                    entries.push((Table::Token, key));
                }
            }
            Table::Visit => {
                let visit: VisitSource = part(value)?;
                let day = visit.arrived.date_naive().to_string();
                let id = visit.id.as_bytes();
                let parts: [&[u8]; 3] = [day.as_bytes(), &visit.key_part(), id];
                entries.push((Table::Index, index_key(index::VISIT_DAY, &parts)));
                if let Some(resident) = &visit.resident {
                    let key = index_key(index::VISIT_RESIDENT, &[resident.as_bytes(), id]);
                    entries.push((Table::Index, key));
                }
                if visit.state != VisitState::Left {
                    entries.push((Table::Index, index_key(index::VISIT_OPEN, &[id])));
                }
            }
            Table::Intake => intake_entries(&part(value)?, &mut entries),
            Table::Decline => {
                let decline: DeclineRecord = decode("", value)?;
                let serial = decline.serial.to_string();
                let at = decline.at.to_rfc3339();
                let key = index_key(index::DECLINE_AT, &[at.as_bytes(), serial.as_bytes()]);
                entries.push((Table::Index, key));
                if let Some(resident) = &decline.resident {
                    let parts: [&[u8]; 2] = [resident.as_bytes(), serial.as_bytes()];
                    entries.push((Table::Index, index_key(index::DECLINE_RESIDENT, &parts)));
                }
            }
            Table::Booking => entries.extend(self.booking_entries(&decode("", value)?)),
            Table::Enrolment => {
                let enrolment: Enrolment = decode("", value)?;
                let id = enrolment.id.as_bytes();
                let group = enrolment.group.as_bytes();
                entries.push((Table::Index, index_key(index::ENROLMENT_GROUP, &[group, id])));
                if let Some(resident) = &enrolment.resident {
                    let key = index_key(index::ENROLMENT_RESIDENT, &[resident.as_bytes(), id]);
                    entries.push((Table::Index, key));
                }
            }
            Table::Merge => {
                let merge: Merge = decode("", value)?;
                for file in [&merge.kept, &merge.merged] {
                    let parts: [&[u8]; 2] = [file.as_bytes(), merge.id.as_bytes()];
                    entries.push((Table::Index, index_key(index::MERGE_RESIDENT, &parts)));
                }
            }
            Table::Imported => {
                let row: ImportedKeys = part(value)?;
                let id = row.id.as_bytes();
                if let Some(day) = row.day {
                    let day = day.to_string();
                    let parts: [&[u8]; 3] = [row.what.as_bytes(), day.as_bytes(), id];
                    entries.push((Table::Index, index_key(index::IMPORTED_DAY, &parts)));
                }
                if let Some(resident) = &row.resident {
                    let parts: [&[u8]; 2] = [resident.as_bytes(), id];
                    entries.push((Table::Index, index_key(index::IMPORTED_RESIDENT, &parts)));
                }
            }
            Table::PaperRun => {
                // `-38` and `-0038` find the paper by the end of its number, the newest year first.
                let paper: IssuedPaper = decode("", value)?;
                let rank = u32::MAX - paper.serial.year().unsigned_abs();
                let token = serial_token(paper.serial.number());
                let key = token_key(&self.secret, &token, rank, &paper.serial.to_string());
                entries.push((Table::Token, key));
            }
            _ => {}
        }
        Ok(entries)
    }

    /// A resident who comes again in the same month, with the same name, phone and document, is found as before: the
    /// forty tokens of the name are not made anew.
    fn same_entries(&self, table: Table, old: &[u8], new: &[u8]) -> Result<bool, StoreError> {
        match table {
            Table::Resident if same_until_month(old, new) => Ok(true),
            Table::Resident => {
                let (old, new): (ResidentKeys, ResidentKeys) = (part(old)?, part(new)?);
                let same = old.name == new.name && old.phone == new.phone && old.document == new.document;
                Ok(same && old.merged_into == new.merged_into && old.month() == new.month())
            }
            Table::PaperRun => Ok(true),
            _ => Ok(false),
        }
    }
}

/// Whether two values of a resident are the same up to the month of the last visit: everything they are found by stands
/// before it. Quotes inside a text are written `\\"`, so the name of the field can be nothing else.
fn same_until_month(old: &[u8], new: &[u8]) -> bool {
    const FIELD: &[u8] = b"\"last_seen\":\"";
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let month = FIELD.len() + "2026-05".len();
    old.get(..same).is_some_and(|same| same.windows(month).any(|bytes| bytes.starts_with(FIELD)))
}

/// The entries of a matter. What is counted and sorted by stands in them, so that no record is read for it.
fn intake_entries(intake: &IntakeSource, entries: &mut Vec<(Table, Vec<u8>)>) {
    let id = intake.id.as_bytes();
    let fact = intake.fact();
    let facts = fact.key_part(intake.received());
    let mut add = |name: &str, day: NaiveDate| {
        let day = day.to_string();
        entries.push((Table::Index, index_key(name, &[day.as_bytes(), &facts, id])));
    };
    add(index::INTAKE_DAY, fact.received.day());
    fact.later_days().into_iter().for_each(|day| add(index::INTAKE_EVENT, day));
    match (fact.accepted(), fact.ended()) {
        (Some(accepted), None) => add(index::INTAKE_OPEN, accepted.day()),
        (Some(accepted), Some((_, ended))) => {
            mondays_between(accepted.day(), ended.day())
                .for_each(|monday| add(index::INTAKE_CARRIED, monday));
        }
        (None, _) => {}
    }
    if let Some(resident) = &intake.resident {
        let key = index_key(index::INTAKE_RESIDENT, &[resident.as_bytes(), id]);
        entries.push((Table::Index, key));
    }
    if let Some(due) = intake.state.due() {
        let due = due.to_string();
        entries.push((Table::Index, index_key(index::INTAKE_DUE, &[due.as_bytes(), id])));
    }
}

/// Every Monday after a day and up to another: the weeks something that began on the first and ended on the second was
/// carried over into.
fn mondays_between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let next = Days::new(u64::from(7 - from.weekday().num_days_from_monday()));
    std::iter::successors(from.checked_add_days(next), |monday| monday.checked_add_days(Days::new(7)))
        .take_while(move |monday| *monday <= to)
}

/// The fields of a resident its entries are made from: reading the rest would cost more than the entries.
#[derive(Deserialize)]
struct ResidentKeys {
    name: String,
    #[serde(default)]
    phone: Option<serde_json::Value>,
    #[serde(default)]
    document: Option<serde_json::Value>,
    #[serde(default)]
    merged_into: Option<String>,
    last_seen: DateTime<FixedOffset>,
}

/// The same of a row of an old ledger.
#[derive(Deserialize)]
struct ImportedKeys {
    id: String,
    what: String,
    #[serde(default)]
    day: Option<NaiveDate>,
    #[serde(default)]
    resident: Option<String>,
}

impl ResidentKeys {
    fn month(&self) -> (i32, u32) {
        (self.last_seen.year(), self.last_seen.month0())
    }
}

fn part<T: for<'de> Deserialize<'de>>(value: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(value).map_err(|error| StoreError::corrupt("an indexed record", error.to_string()))
}

/// The token a paper is found by: the running number alone.
pub fn serial_token(number: u32) -> String {
    format!("s:{number}")
}
