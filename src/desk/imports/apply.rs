//! Taking a file in.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::desk::{Desk, DeskError, next_id, read};
use crate::domain::imported::{
    BatchState, GivenRow, ImportBatch, ImportedRow, OldCells, Person, RowFault, What, read_old_row,
    read_person,
};
use crate::domain::masked::Masked;
use crate::domain::resident::Resident;
use crate::store::Unit;
use crate::store::records::{Guard, IMPORT_PREFIX};

use super::find::Whose;
use super::{
    Before, ImportDone, ImportError, ImportFile, ImportProgress, Moment, Rejected, RowError, at_once,
    check_columns, full_rows, is_unfinished,
};

/// Rows of one commit.
const CHUNK: usize = 100;

/// Persons met so far in a file, so that the same one is not put on file twice.
#[derive(Default)]
pub(super) struct Twins(HashMap<String, u64>);

impl Twins {
    /// Refuses somebody met before; remembers everybody else.
    pub fn meet(&mut self, line: u64, person: &Person) -> Result<(), RowFault> {
        let document = person.document.as_ref().map(|document| format!("d:{}", document.search_number()));
        let phone = person.phone.as_ref().map(|phone| format!("p:{}:{phone}", person.name.as_str()));
        let keys: Vec<String> = document.into_iter().chain(phone).collect();
        if let Some(first) = keys.iter().find_map(|key| self.0.get(key)) {
            return Err(RowFault::Twin { line: *first });
        }
        self.0.extend(keys.into_iter().map(|key| (key, line)));
        Ok(())
    }
}

/// What one commit came to.
#[derive(Default)]
struct Came {
    taken: u64,
    duplicates: u64,
    rejected: Vec<Rejected>,
}

impl Desk {
    /// Takes a file in; an import of the same file that broke off goes on. For supervisors.
    ///
    /// Refused with [`ImportError::Unfinished`] when an import of another file broke off, [`ImportError::Already`] when this
    /// file is in, [`ImportError::NoColumn`] when the column that must be there is not. When `stop` is set, what was
    /// committed stays under the import, which the next call finishes or [`Desk::undo_import`] takes out.
    pub fn apply_import(
        &self,
        file: &ImportFile<'_>,
        progress: &mut dyn FnMut(&ImportProgress),
        stop: &AtomicBool,
    ) -> Result<ImportDone, DeskError> {
        self.supervisors_only()?;
        check_columns(file)?;
        let rows = full_rows(file);
        let (mut batch, resumed) = self.begin_import(file, rows.len() as u64)?;
        let mut twins = Twins::default();
        let behind = usize::try_from(batch.upto).unwrap_or(usize::MAX).min(rows.len());
        let rejected = self.rejected_before(file, rows.get(..behind).unwrap_or_default(), &mut twins);
        let mut done = ImportDone { batch: batch.id.clone(), resumed, rejected, ..ImportDone::default() };
        for chunk in rows.get(behind..).unwrap_or_default().chunks(CHUNK) {
            progress(&ImportProgress { rows: batch.upto, of: batch.rows });
            if stop.load(Ordering::Relaxed) {
                done.stopped = true;
                break;
            }
            let (next, taken) = self.take_chunk(file, &batch, chunk, &mut twins)?;
            batch = next;
            done.rejected.extend(taken.rejected);
        }
        if !done.stopped {
            let at = self.now();
            batch = self.mark_import("import done", at_once(&batch, BatchState::Whole { at }))?;
        }
        (done.taken, done.duplicates) = (batch.taken, batch.duplicates);
        done.rejected.sort_by_key(|rejected| rejected.line);
        progress(&ImportProgress { rows: batch.upto, of: batch.rows });
        Ok(done)
    }

    /// By this a file is known again.
    pub(super) fn digest_of(&self, file: &ImportFile<'_>) -> String {
        blake3::keyed_hash(&self.secret, file.bytes).to_hex().to_string()
    }

    /// The earlier import that decides what becomes of a file.
    pub(super) fn import_before(&self, digest: &str, what: What) -> Result<Option<Before>, DeskError> {
        let all = self.imports()?;
        let same = |batch: &ImportBatch| batch.digest == digest && batch.what == what;
        if let Some(open) = all.iter().find(|batch| is_unfinished(batch)) {
            let goes_on = same(open) && open.state == BatchState::Going;
            let open = open.clone();
            return Ok(Some(if goes_on { Before::GoesOn(open) } else { Before::Unfinished(open) }));
        }
        let is_in = |batch: &&ImportBatch| same(batch) && matches!(batch.state, BatchState::Whole { .. });
        Ok(all.iter().find(is_in).cloned().map(Before::Already))
    }

    fn begin_import(&self, file: &ImportFile<'_>, rows: u64) -> Result<(ImportBatch, bool), DeskError> {
        let digest = self.digest_of(file);
        let staff = self.session().staff;
        self.commit("begin import", |unit| {
            // Two who begin at the same moment meet here.
            Guard::raise(unit, "imports".to_owned())?;
            match self.import_before(&digest, file.what)? {
                Some(Before::GoesOn(open)) => {
                    let subject = format!("{IMPORT_PREFIX}{}", open.id);
                    return Ok(((open, true), subject));
                }
                Some(Before::Unfinished(open)) => return Err(ImportError::Unfinished { id: open.id }.into()),
                Some(Before::Already(there)) => return Err(ImportError::Already { id: there.id }.into()),
                None => {}
            }
            let batch = ImportBatch {
                id: next_id(unit, "import")?,
                what: file.what,
                digest: digest.clone(),
                begun: self.now(),
                staff: staff.clone(),
                rows,
                upto: 0,
                taken: 0,
                duplicates: 0,
                state: BatchState::Going,
            };
            unit.put(&batch)?;
            let subject = format!("{IMPORT_PREFIX}{}", batch.id);
            Ok(((batch, false), subject))
        })
    }

    pub(super) fn mark_import(
        &self,
        action: &'static str,
        batch: ImportBatch,
    ) -> Result<ImportBatch, DeskError> {
        self.commit(action, |unit| {
            unit.put(&batch)?;
            Ok((batch.clone(), format!("{IMPORT_PREFIX}{}", batch.id)))
        })
    }

    /// What an earlier call rejected of these rows, told again; whom it took in is on file by now.
    pub(super) fn rejected_before(
        &self,
        file: &ImportFile<'_>,
        rows: &[&GivenRow],
        twins: &mut Twins,
    ) -> Vec<Rejected> {
        let mut rejected = Vec::new();
        for row in rows {
            if let Err(fault) = self.read_again_row(file, row, twins) {
                rejected.push(Rejected { line: row.line, fault });
            }
        }
        rejected
    }

    fn read_again_row(
        &self,
        file: &ImportFile<'_>,
        row: &GivenRow,
        twins: &mut Twins,
    ) -> Result<(), RowFault> {
        if file.what == What::Residents {
            twins.meet(row.line, &read_person(file.heads, row, self.today())?)
        } else {
            read_old_row(file.what, file.heads, row, self.today()).map(|_| ())
        }
    }

    /// A hundred rows in one commit, with how far the import has come.
    fn take_chunk(
        &self,
        file: &ImportFile<'_>,
        batch: &ImportBatch,
        chunk: &[&GivenRow],
        twins: &mut Twins,
    ) -> Result<(ImportBatch, Came), DeskError> {
        let mut read = Vec::with_capacity(chunk.len());
        for row in chunk {
            read.push((row.line, self.read_row(file, row, twins)));
        }
        let now = self.now();
        self.commit("import", |unit| {
            let mut came = Came::default();
            for (line, row) in &read {
                let taken = match row {
                    Ok(row) => self.take_row(unit, batch, *line, row, now),
                    Err(fault) => Err(RowError::Fault(fault.clone())),
                };
                match taken {
                    Ok(()) => came.taken += 1,
                    Err(RowError::Fault(fault)) => {
                        came.duplicates += u64::from(matches!(fault, RowFault::OnFile { .. }));
                        came.rejected.push(Rejected { line: *line, fault });
                    }
                    Err(RowError::Desk(error)) => return Err(error),
                }
            }
            let next = ImportBatch {
                upto: batch.upto + chunk.len() as u64,
                taken: batch.taken + came.taken,
                duplicates: batch.duplicates + came.duplicates,
                ..batch.clone()
            };
            unit.put(&next)?;
            let subject = format!("{IMPORT_PREFIX}{}", next.id);
            Ok(((next, came), subject))
        })
    }

    fn read_row(
        &self,
        file: &ImportFile<'_>,
        row: &GivenRow,
        twins: &mut Twins,
    ) -> Result<Readable, RowFault> {
        if file.what == What::Residents {
            let person = read_person(file.heads, row, self.today())?;
            twins.meet(row.line, &person)?;
            return Ok(Readable::Person(Box::new(person)));
        }
        read_old_row(file.what, file.heads, row, self.today()).map(|old| Readable::Old(Box::new(old)))
    }

    fn take_row(
        &self,
        unit: &mut Unit<'_>,
        batch: &ImportBatch,
        line: u64,
        row: &Readable,
        now: Moment,
    ) -> Result<(), RowError> {
        let id = ImportedRow::id_of(&batch.id, line);
        let mut kept = ImportedRow {
            id,
            batch: batch.id.clone(),
            what: batch.what,
            line,
            day: None,
            cells: Masked::default(),
            resident: None,
            made: false,
        };
        match row {
            Readable::Person(person) => {
                self.not_on_file(&Whose::of_person(person))?;
                let resident = on_file(next_id(unit, "resident")?, person, now);
                self.learn_place(unit, &resident.address)?;
                unit.put(&resident)?;
                kept.resident = Some(resident.id);
                kept.made = true;
            }
            Readable::Old(old) => {
                kept.resident = self.person_of_row(&Whose::of_old(old))?;
                kept.day = Some(old.day);
                kept.cells = Masked::new(OldCells(old.cells.clone()));
            }
        }
        unit.put(&kept)?;
        Ok(())
    }

    /// The import as this commit sees it.
    pub(super) fn batch_in(&self, unit: &mut Unit<'_>, id: &str) -> Result<ImportBatch, DeskError> {
        let key = format!("{IMPORT_PREFIX}{id}");
        read::<ImportBatch>(unit, &key)?
            .ok_or_else(|| DeskError::Unknown { what: "import", key: id.to_owned() })
    }
}

enum Readable {
    Person(Box<Person>),
    Old(Box<crate::domain::imported::OldRow>),
}

/// A file of their own. They were not seen here, so both dates say when the list was taken in.
fn on_file(id: String, person: &Person, now: Moment) -> Resident {
    Resident {
        id,
        name: Masked::new(person.name.clone()),
        document: person.document.clone(),
        phone: person.phone.clone().map(Masked::new),
        contact: person.contact.clone(),
        address: person.address.clone(),
        sex: person.sex,
        merged_into: None,
        since: now,
        last_seen: now,
        last_item: String::new(),
        last_serial: String::new(),
        corrections: Vec::new(),
    }
}
