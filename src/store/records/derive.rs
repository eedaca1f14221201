//! By what records are found again: the entries that follow from each.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use serde::Deserialize;

use crate::domain::booking::{Booking, StateName};
use crate::domain::class::Enrolment;
use crate::domain::decline::DeclineRecord;
use crate::domain::fact::{IntakeSource, VisitSource};
use crate::domain::identity::IdDocument;
use crate::domain::issued::IssuedPaper;
use crate::domain::merge::Merge;
use crate::domain::resident::Resident;
use crate::domain::visit::VisitState;

use super::super::engine::{Deriver, Table};
use super::super::error::StoreError;
use super::super::key::{index_key, token_key};
use super::super::record::decode;
use super::{birth_key, document_key, holder_prefix, index, serial_token};

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
                if let Some(document) = &resident.document {
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
                for token in resident.tokens() {
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
