//! Taking an import out again. Who was needed since stays.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::booking::Booking;
use crate::domain::draft::Draft;
use crate::domain::imported::{BatchState, ImportBatch, ImportedRow};
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::store::records::index;
use crate::store::{Order, Range, Record, Table, Unit, index_key};

use super::{ImportError, ImportProgress, ImportUndone, at_once};

/// Rows of one commit.
const CHUNK: usize = 100;
/// Index entries read at once.
const PAGE: usize = 500;

impl Desk {
    /// Takes an import out: its rows, and the residents made of them. Residents who came, booked, enrolled, were changed or
    /// stand in another import since stay, and are named in the answer. One that broke off goes on. For supervisors.
    pub fn undo_import(
        &self,
        id: &str,
        progress: &mut dyn FnMut(&ImportProgress),
        stop: &AtomicBool,
    ) -> Result<ImportUndone, DeskError> {
        self.supervisors_only()?;
        let batch = self.import_batch(id)?;
        if matches!(batch.state, BatchState::Undone { .. }) {
            return Err(ImportError::Undone { id: id.to_owned() }.into());
        }
        let _marked = self.mark_import("begin undo import", at_once(&batch, BatchState::Undoing))?;
        let needed = self.needed_since(batch.begun.date_naive())?;
        let mut undone = ImportUndone::default();
        let all = Range::prefix(format!("{id}/"));
        let mut range = all.clone();
        let mut looked_at = 0;
        loop {
            progress(&ImportProgress { rows: looked_at, of: batch.taken });
            if stop.load(Ordering::Relaxed) {
                undone.stopped = true;
                return Ok(undone);
            }
            let rows = self.store.scan::<ImportedRow>(&range, Order::Ascending, CHUNK)?;
            let Some(last) = rows.last() else { break };
            range = all.clone().after(last.value.id.as_bytes());
            looked_at += rows.len() as u64;
            let ids: Vec<String> = rows.into_iter().map(|row| row.value.id).collect();
            let (removed, kept) = self.commit("undo import", |unit| {
                let (mut removed, mut kept) = (0, Vec::new());
                for row in &ids {
                    match self.undo_row(unit, row, id, &needed)? {
                        Some(resident) => kept.push(resident),
                        None => removed += 1,
                    }
                }
                Ok(((removed, kept), format!("import/{id}")))
            })?;
            undone.removed += removed;
            undone.kept.extend(kept);
        }
        self.end_undo(id, undone.kept.len() as u64)?;
        Ok(undone)
    }

    fn end_undo(&self, id: &str, kept: u64) -> Result<ImportBatch, DeskError> {
        let (at, staff) = (self.now(), self.session().staff);
        self.commit("import undone", |unit| {
            let state = BatchState::Undone { at, staff: staff.clone(), kept };
            let batch = at_once(&self.batch_in(unit, id)?, state);
            unit.put(&batch)?;
            Ok((batch, format!("import/{id}")))
        })
    }

    /// Takes one row out, with the resident made of it; answers the resident's id when they stay, and the row with them, as
    /// the record of where they came from.
    fn undo_row(
        &self,
        unit: &mut Unit<'_>,
        row: &str,
        batch: &str,
        needed: &BTreeSet<String>,
    ) -> Result<Option<String>, DeskError> {
        let Some(stored) = unit.get::<ImportedRow>(row)? else { return Ok(None) };
        if let Some(resident) = stored.value.resident.as_deref().filter(|_| stored.value.made)
            && let Some(person) = unit.get::<Resident>(resident)?
        {
            // Row and resident were written by one commit: another version means that the file was changed since.
            let changed = person.version != stored.version;
            if changed || needed.contains(resident) || self.is_referred_to(resident, batch)? {
                return Ok(Some(resident.to_owned()));
            }
            let _was_there = unit.remove::<Resident>(resident)?;
        }
        let _was_there = unit.remove::<ImportedRow>(row)?;
        Ok(None)
    }

    /// Whether matters, refusals, classes, merges or rows of other imports name a resident.
    fn is_referred_to(&self, resident: &str, batch: &str) -> Result<bool, DeskError> {
        let of = |name: &str| Range::prefix(index_key(name, &[resident.as_bytes()]));
        for name in [
            index::INTAKE_RESIDENT,
            index::DECLINE_RESIDENT,
            index::ENROLMENT_RESIDENT,
            index::VISIT_RESIDENT,
            index::BOOKING_RESIDENT,
            // Of two files of one person neither goes.
            index::RESIDENT_MERGED,
            index::MERGE_RESIDENT,
        ] {
            if !self.store.index(Table::Index, &of(name), Order::Ascending, 1)?.is_empty() {
                return Ok(true);
            }
        }
        let own = format!("{batch}/");
        let rows = self.store.index(Table::Index, &of(index::IMPORTED_RESIDENT), Order::Ascending, PAGE)?;
        Ok(rows.iter().any(|(_, row)| !row.starts_with(&own)))
    }

    /// Residents who came to the desk, stand in a form that is being filled or hold a booking, since a day.
    fn needed_since(&self, day: NaiveDate) -> Result<BTreeSet<String>, DeskError> {
        let mut needed = BTreeSet::new();
        self.since::<Visit>(index::VISIT_DAY, day, &mut |visit| needed.extend(visit.resident))?;
        self.since::<Booking>(index::BOOKING_DAY, day, &mut |booking| {
            needed.extend(booking.details.resident);
        })?;
        let drafts = self.store.scan::<Draft>(&Range::all(), Order::Descending, PAGE)?;
        needed.extend(drafts.into_iter().filter_map(|draft| draft.value.resident));
        Ok(needed)
    }

    fn since<R: Record>(&self, name: &str, day: NaiveDate, take: &mut dyn FnMut(R)) -> Result<(), DeskError> {
        let all = Range::prefix(index_key(name, &[]));
        let mut range =
            Range { from: std::ops::Bound::Included(index_key(name, &[day.to_string().as_bytes()])), ..all };
        loop {
            let page = self.store.index(Table::Index, &range, Order::Ascending, PAGE)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            range = range.after(last);
            self.load::<R>(page.into_iter().map(|(_, id)| id))?.into_iter().for_each(&mut *take);
        }
    }
}
