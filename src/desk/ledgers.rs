//! 台账: rows of a ledger over a period, read from the records by their day, masked unless a reason is given.
//!
//! Rows are handed on one after another, so memory stays the same whatever the period. An export is on record before its
//! first row leaves: who, when, which ledger and days, and the reason when personal data went out in full.

mod case;
mod classes;
mod declines;
mod imported;
mod materials;
mod matters;
mod profiles;
mod records;
mod rooms;
mod veil;
mod visits;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::book::Book;
use crate::domain::cell::Cell;
use crate::domain::fact::Channel;
use crate::domain::ledger::{Ledger, TitleWords};
use crate::store::records::Look;
use crate::store::{Order, Range, Table, index_key};

use super::beside::each;
use super::{Desk, DeskError, next_id, read};

use veil::Veil;

/// Index entries read at once.
const PAGE: usize = 500;
/// No thread is begun for fewer records.
const FEW: usize = 50;

/// Which rows are wanted besides the period. Every one that is given must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerFilter {
    /// An item's code.
    pub item: Option<String>,
    /// A group's code, `FB`.
    pub group: Option<String>,
    /// A worker's id: who handled a matter, received a visit, entered a booking, refused.
    pub handler: Option<String>,
    /// A state by its stored name: `accepted`, `done`; `waiting`, `left`; `confirmed`, `no_show`; `enrolled`.
    pub state: Option<String>,
    /// A person on file, by id; what stands under files merged into theirs is theirs too.
    pub resident: Option<String>,
    /// The compound or grid of a matter, as the register names it.
    pub grid: Option<String>,
    /// How a matter came in.
    pub channel: Option<Channel>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerQuery {
    /// The ledger.
    pub ledger: Ledger,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, included.
    pub to: NaiveDate,
    /// Which rows.
    pub filter: LedgerFilter,
    /// Why personal data is to be given in full, restricted matters included where the worker may read them. None: masked,
    /// restricted matters left out.
    pub reason: Option<String>,
    /// The stored records behind each row as well, for [`LedgerRow::record`].
    pub records: bool,
    /// Rows of old ledgers that were taken in from files, after the desk's own of the same day.
    pub imported: bool,
}

impl LedgerQuery {
    /// Everything of a ledger in a period, masked.
    pub fn new(ledger: Ledger, from: NaiveDate, to: NaiveDate) -> Self {
        let filter = LedgerFilter::default();
        Self { ledger, from, to, filter, reason: None, records: false, imported: false }
    }
}

/// One row of a ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// One cell for each of [`Ledger::columns`], in order. The first, the running number, is empty: whoever writes counts.
    pub cells: Vec<Cell>,
    /// The stored records behind it by their field names, masked like the cells; only where they were asked for.
    pub record: Option<Value>,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerProgress {
    /// Rows so far.
    pub rows: u64,
    /// The day being read.
    pub day: NaiveDate,
    /// Days of the period that are behind.
    pub days: u32,
    /// Days of the period.
    pub of_days: u32,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerDone {
    /// Rows handed on.
    pub rows: u64,
    /// Rows left out because their matter is restricted.
    pub left_out: u64,
    /// Somebody asked to stop before the end.
    pub stopped: bool,
    /// The id of the record of this export.
    pub record: String,
}

/// Where rows go; an error ends the reading.
pub type LedgerSink<'a, E> = dyn FnMut(LedgerRow) -> Result<(), E> + 'a;

/// What every row maker needs.
struct Reader<'a> {
    desk: &'a Desk,
    book: Arc<Book>,
    query: &'a LedgerQuery,
    veil: Veil,
    /// Restricted matters are given too.
    open: bool,
    today: NaiveDate,
    /// Every file of the person that is asked for.
    files: Option<Vec<String>>,
}

/// What a record came to in a ledger.
enum Made {
    /// It has a row.
    Row(Box<LedgerRow>),
    /// It belongs to another ledger, or a filter keeps it out.
    None,
    /// It is restricted.
    Restricted,
}

impl Desk {
    /// Hands every row of a ledger to `sink`, in order of days, and keeps a record of the export.
    ///
    /// `progress` hears how far it is now and then. `stop` ends it between two rows. Refused with
    /// [`DeskError::NotSignedIn`] when nobody is at the desk, [`DeskError::ReasonMissing`] when a reason is given that is
    /// empty, [`DeskError::Period`] when the last day is before the first, [`DeskError::FilterUnfit`] when a filter means
    /// nothing in this ledger.
    pub fn export_ledger<E: From<DeskError>>(
        &self,
        query: &LedgerQuery,
        sink: &mut LedgerSink<'_, E>,
        progress: &mut dyn FnMut(&LedgerProgress),
        stop: &AtomicBool,
    ) -> Result<LedgerDone, E> {
        let reader = self.ledger_reader(query)?;
        let record = self.begin_export(query)?;
        let mut done = LedgerDone { record, ..LedgerDone::default() };
        let mut hand_on = |made: Made, done: &mut LedgerDone| -> Result<bool, E> {
            match made {
                Made::Row(row) => {
                    sink(*row)?;
                    done.rows += 1;
                }
                Made::Restricted => done.left_out += 1,
                Made::None => {}
            }
            done.stopped = stop.load(Ordering::Relaxed);
            Ok(!done.stopped)
        };
        reader.walk(&mut done, &mut hand_on, progress)?;
        self.end_export(&done)?;
        Ok(done)
    }

    /// Whether a query can be answered, and what is needed for it.
    fn ledger_reader<'a>(&'a self, query: &'a LedgerQuery) -> Result<Reader<'a>, DeskError> {
        let session = self.session();
        if session.staff.is_empty() {
            return Err(DeskError::NotSignedIn);
        }
        if query.to < query.from {
            return Err(DeskError::Period);
        }
        if query.reason.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
            return Err(DeskError::ReasonMissing);
        }
        if let Some(unfit) = unfit_filter(query) {
            return Err(DeskError::FilterUnfit(unfit));
        }
        let book = self.book();
        let may_read = book.staff.iter().any(|worker| worker.id == session.staff && worker.restricted);
        let full = query.reason.is_some();
        let today = self.today();
        let files = query.filter.resident.as_ref().map(|id| self.files_of(id)).transpose()?;
        let open = full && may_read;
        Ok(Reader { desk: self, book, query, veil: Veil { full }, open, today, files })
    }

    /// On record before anything leaves: an export that is broken off is on record too.
    fn begin_export(&self, query: &LedgerQuery) -> Result<String, DeskError> {
        let staff = self.session().staff;
        let LedgerQuery { ledger, from, to, .. } = query;
        let mut subject = format!("ledger/{ledger} {from}/{to}");
        if let Some(id) = &query.filter.resident {
            subject.push_str(" resident ");
            subject.push_str(id);
        }
        let reason = query.reason.as_deref().unwrap_or_default().trim().to_owned();
        let action = if reason.is_empty() { "export" } else { "export in full" };
        self.commit(action, |unit| {
            let id = next_id(unit, "look")?;
            unit.put(&Look {
                id: id.clone(),
                at: self.now(),
                staff: staff.clone(),
                subject: subject.clone(),
                reason: reason.clone(),
                rows: None,
            })?;
            Ok((id, subject.clone()))
        })
    }

    fn end_export(&self, done: &LedgerDone) -> Result<(), DeskError> {
        self.commit("export done", |unit| {
            let unknown = || DeskError::Unknown { what: "look", key: done.record.clone() };
            let mut look = read::<Look>(unit, &done.record)?.ok_or_else(unknown)?;
            look.rows = Some(done.rows);
            unit.put(&look)?;
            Ok(((), look.subject))
        })
    }

    /// What the marks in a profile's titles stand for, for a period.
    pub fn ledger_title_words(&self, from: NaiveDate, to: NaiveDate) -> TitleWords {
        let community = self.book().community.clone();
        let day = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
        TitleWords {
            centre: community.centre(),
            community: community.name,
            street: community.street,
            period: if from == to { day(from) } else { format!("{}—{}", day(from), day(to)) },
            date: day(self.today()),
        }
    }
}

/// The first filter that means nothing in the ledger.
fn unfit_filter(query: &LedgerQuery) -> Option<&'static str> {
    use Ledger::{Classes, Declines, Handover, Rooms, Seals, Visits};
    let LedgerFilter { item, group, handler, state, resident, grid, channel } = &query.filter;
    let ledger = query.ledger;
    let none = matches!(ledger, Seals | Handover);
    let no_item = none || matches!(ledger, Rooms | Classes | Declines);
    let no_matter = no_item || ledger == Visits;
    [
        (item.is_some() && no_item, "item"),
        (group.is_some() && no_item, "group"),
        (handler.is_some() && (none || ledger == Classes), "handler"),
        (state.is_some() && (none || ledger == Declines), "state"),
        (resident.is_some() && none, "resident"),
        (grid.is_some() && no_matter, "grid"),
        (channel.is_some() && no_matter, "channel"),
    ]
    .into_iter()
    .find_map(|(unfit, name)| unfit.then_some(name))
}

type HandOn<'a, E> = dyn FnMut(Made, &mut LedgerDone) -> Result<bool, E> + 'a;

/// Makes the row of a record, on whatever thread.
type Make<'a> = dyn Fn(&str) -> Result<Made, DeskError> + Sync + 'a;

impl Reader<'_> {
    fn walk<E: From<DeskError>>(
        &self,
        done: &mut LedgerDone,
        hand_on: &mut HandOn<'_, E>,
        progress: &mut dyn FnMut(&LedgerProgress),
    ) -> Result<(), E> {
        use crate::store::records::index::{BOOKING_DAY, INTAKE_DAY, VISIT_DAY};
        match self.query.ledger {
            Ledger::Seals | Ledger::Handover => {}
            Ledger::Visits => self.by_day(VISIT_DAY, &|id| self.visit(id), done, hand_on, progress)?,
            Ledger::Rooms => self.by_day(BOOKING_DAY, &|id| self.booking(id), done, hand_on, progress)?,
            Ledger::Classes => self.classes(done, hand_on)?,
            Ledger::Declines => self.declines(done, hand_on, progress)?,
            _ => self.by_day(INTAKE_DAY, &|id| self.matter(id), done, hand_on, progress)?,
        }
        if self.query.imported && !done.stopped {
            self.imported(done, hand_on)?;
        }
        Ok(())
    }

    /// Reads the records of an index of days, a page at a time.
    fn by_day<E: From<DeskError>>(
        &self,
        index: &str,
        make: &Make<'_>,
        done: &mut LedgerDone,
        hand_on: &mut HandOn<'_, E>,
        progress: &mut dyn FnMut(&LedgerProgress),
    ) -> Result<(), E> {
        let mut range = self.days_of(index);
        loop {
            let page = self
                .desk
                .store
                .index(Table::Index, &range, Order::Ascending, PAGE)
                .map_err(DeskError::from)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            if let Some(day) = day_of_key(index, last) {
                progress(&self.progress(day, done));
            }
            let next = range.clone().after(last);
            // Reading a matter and its person takes longer than writing its row.
            for made in each(&page, FEW, |(_, id)| make(id)) {
                if !hand_on(made?, done)? {
                    return Ok(());
                }
            }
            if page.len() < PAGE {
                return Ok(());
            }
            range = next;
        }
    }

    /// The keys of an index whose first part is a day, for the period.
    fn days_of(&self, index: &str) -> Range {
        let key = |day: NaiveDate| index_key(index, &[day.to_string().as_bytes()]);
        let after = self.query.to.succ_opt().unwrap_or(self.query.to);
        Range::between(key(self.query.from), key(after))
    }

    fn progress(&self, day: NaiveDate, done: &LedgerDone) -> LedgerProgress {
        let LedgerQuery { from, to, .. } = self.query;
        let days = |until: NaiveDate| u32::try_from((until - *from).num_days()).unwrap_or(0);
        LedgerProgress { rows: done.rows, day, days: days(day), of_days: days(*to) + 1 }
    }

    /// Whether something stands under a file of the person that is asked for.
    fn is_theirs(&self, resident: Option<&str>) -> bool {
        let of = |files: &Vec<String>| resident.is_some_and(|id| files.iter().any(|file| file == id));
        self.files.as_ref().is_none_or(of)
    }

    /// A worker's name as printed.
    fn staff(&self, id: &str) -> Cell {
        Cell::text(self.book.staff_name(id))
    }
}

/// The day an index key begins with.
fn day_of_key(index: &str, key: &[u8]) -> Option<NaiveDate> {
    let rest = key.get(index.len() + 1..)?;
    std::str::from_utf8(rest.get(..10)?).ok()?.parse().ok()
}
