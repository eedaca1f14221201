//! What a worker does. One file a job, one method a thing done. The window, the command line and the tests all come
//! through here; nothing else writes to the store.

mod beside;
mod blank;
mod board;
mod classes;
pub mod clock;
mod error;
mod facts;
mod finding;
mod history;
mod imports;
mod intake;
mod ledgers;
mod onward;
mod opening;
mod papers;
mod person;
mod places;
mod practice;
mod practising;
mod reception;
mod refusing;
mod register;
mod rooms;
mod setup;
mod summary;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::book::Book;
use crate::domain::catalogue::{Item, version_key};
use crate::store::records::{Look, StoredItem};
use crate::store::{
    Order, Range, Record, SledEngine, Store, StoreError, Table, Unit, token_prefix, token_rank,
};

pub use board::{Board, BoardVisit, DueLine};
pub use classes::{ClassLine, ClassOverview, Learner, Left, Meets, NewEnrolment, Roster};
pub use clock::{Clock, SetClock, ShiftedClock, SystemClock};
pub use error::DeskError;
pub use facts::{Newest, Numbered};
pub use finding::{Found, ItemHit};
pub use history::{HistoryLine, HistoryWhat};
pub use imports::{
    Before, ImportDone, ImportError, ImportFile, ImportPreview, ImportProgress, ImportUndone, Rejected,
};
pub use intake::{
    Decision, ENQUIRY, Finished, FormOf, fill, form_of, guide_in_brief, names_covered, preview,
};
pub use ledgers::{LedgerDone, LedgerFilter, LedgerProgress, LedgerQuery, LedgerRow, LedgerSink};
pub use onward::{Onward, OnwardKind, onward_from};
pub use opening::Opened;
pub use papers::{PaperSource, PaperSubject};
pub use person::{Deed, Deeds, Done, Duplicate, MatterDeed, Merged, OfItem, PaperOf, PersonFile, VisitDeed};
pub use practising::PracticeDay;
pub use reception::NewVisit;
pub use refusing::{DeclineCount, NewDecline};
pub use register::{Batch, Leads, Loader, OldLine, RegisterLine};
use rooms::LastChange;
pub use rooms::{
    Answered, Booked, BookingView, Checked, Edit, NewBooking, NewSeries, Over, OverBooked, Planned,
    RoomsError, Scope, SeriesView, Undo,
};
pub use setup::{FirstRun, SHIPPED, ShippedData};
pub use summary::{Behind, BehindLine, BehindWhat, Recount, Watch};

/// Who sits at which window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// The worker's id; empty before anybody is known.
    pub staff: String,
    /// The window's number.
    pub window: u32,
}

/// The desk: store, clock, what is at hand, and who is signed in.
pub struct Desk {
    store: Store,
    secret: [u8; 32],
    engine: Option<Arc<SledEngine>>,
    clock: Arc<dyn Clock>,
    book: RwLock<Arc<Book>>,
    session: RwLock<Session>,
    undo: Mutex<LastChange>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("session", &self.session()).finish_non_exhaustive()
    }
}

impl Desk {
    /// What is at hand now. Cheap; the picture does not change under the caller.
    pub fn book(&self) -> Arc<Book> {
        // A poisoned lock holds a whole value all the same: it is only ever replaced in one step.
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who is signed in.
    pub fn session(&self) -> Session {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The desk's time.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    /// The desk's day.
    pub fn today(&self) -> NaiveDate {
        self.clock.now().date_naive()
    }

    /// The store, for backup, check and the audit trail.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The engine under the store, when it is kept in a folder: for backup and check. None in memory.
    pub fn engine(&self) -> Option<&Arc<SledEngine>> {
        self.engine.as_ref()
    }

    fn set_book(&self, book: Book) {
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(book);
    }

    /// The item at the version an intake was taken under.
    pub fn item_at(&self, code: &str, version: u32) -> Result<Item, DeskError> {
        self.item_in(&self.book(), code, version).map(Cow::into_owned)
    }

    /// The same, borrowed where the book has that very version.
    fn item_in<'a>(&self, book: &'a Book, code: &str, version: u32) -> Result<Cow<'a, Item>, DeskError> {
        if let Some(item) = book.catalogue.item(code)
            && item.version == version
        {
            return Ok(Cow::Borrowed(item));
        }
        let key = version_key(code, version);
        self.store
            .get::<StoredItem>(&key)?
            .map(|stored| Cow::Owned(stored.value.0))
            .ok_or(DeskError::Unknown { what: "item", key })
    }

    /// Keys of the records a search token stands for, best first.
    fn token(&self, token: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let range = Range::prefix(token_prefix(&self.secret, token));
        let entries = self.store.index(Table::Token, &range, Order::Ascending, limit)?;
        Ok(entries.into_iter().map(|(_, key)| key).collect())
    }

    /// The same with the rank each stands at: smaller is better.
    fn token_entries(&self, token: &str, limit: usize) -> Result<Vec<(u32, String)>, StoreError> {
        let prefix = token_prefix(&self.secret, token);
        let range = Range::prefix(prefix);
        let entries = self.store.index(Table::Token, &range, Order::Ascending, limit)?;
        Ok(entries.into_iter().map(|(entry, key)| (token_rank(&entry), key)).collect())
    }

    /// Runs one piece of work as one commit and one journal entry. `work` answers what came of it and the subject of the
    /// entry: an id or a serial, never a name.
    fn commit<T>(
        &self,
        action: &'static str,
        mut work: impl FnMut(&mut Unit<'_>) -> Result<(T, String), DeskError>,
    ) -> Result<T, DeskError> {
        let staff = self.session().staff;
        self.store.transact(|unit| {
            let (done, subject) = work(unit)?;
            unit.entry(self.clock.now(), &staff, action, &subject);
            Ok(done)
        })
    }

    /// A look at personal data in full is recorded (`tokens.md`, rule 7).
    pub fn record_look(&self, subject: &str) -> Result<(), DeskError> {
        self.record_look_for(subject, "")
    }

    /// The same, with the reason where one was asked.
    pub fn record_look_for(&self, subject: &str, reason: &str) -> Result<(), DeskError> {
        let staff = self.session().staff;
        self.commit("look", |unit| {
            let id = next_id(unit, "look")?;
            unit.put(&Look {
                id,
                at: self.now(),
                staff: staff.clone(),
                subject: subject.to_owned(),
                reason: reason.to_owned(),
                rows: None,
            })?;
            Ok(((), subject.to_owned()))
        })
    }
}

/// A record as this unit sees it.
fn read<R: Record>(unit: &mut Unit<'_>, key: &str) -> Result<Option<R>, StoreError> {
    Ok(unit.get::<R>(key)?.map(|stored| stored.value))
}

/// The next id of a kind: ten digits in order, taken in the same commit as the record.
fn next_id(unit: &mut Unit<'_>, kind: &str) -> Result<String, DeskError> {
    Ok(format!("{:010}", unit.next_number(&format!("id/{kind}"))?))
}
