//! 台账 on the screen: rows of a register, read piece by piece as compact facts, and the full records of those seen.

mod lines;
mod old;
mod views;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, StateName};
use crate::domain::catalogue::{HandlingMode, ReceiptKind};
use crate::domain::class::{Enrolment, Place};
use crate::domain::decline::DeclineRecord;
use crate::domain::fact::{IntakeFact, Mark, Minute, VisitFact, numeric};
use crate::domain::intake::Intake;
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::ledger::Ledger;
use crate::domain::pinyin::query_tokens;
use crate::domain::register::{Among, Names, Row, Seat, Standing};
use crate::domain::serial::Serial;
use crate::domain::visit::VisitState;
use crate::store::records::index;
use crate::store::{Range, index_key, index_open};

use super::facts::Newest;
use super::{Desk, DeskError};

pub use lines::{Leads, OldLine, RegisterLine};

/// Entries read at a time.
const PAGE: usize = 4096;
/// People looked at for what was typed; who has more is told so.
const PEOPLE: usize = 2000;

/// How items are handled, by code and version.
type Modes = HashMap<(String, u32), HandlingMode>;

/// Reads a register piece by piece, the newest first.
#[derive(Debug)]
pub struct Loader {
    ledger: Ledger,
    days: (NaiveDate, NaiveDate),
    /// Rows of old ledgers in place of the desk's own.
    old: bool,
    names: Names,
    next: Option<Vec<u8>>,
    done: bool,
    modes: Modes,
    restricted: Restricted,
}

/// Restricted matters met so far, the newest first.
#[derive(Debug, Default)]
struct Restricted {
    /// The item, by the visit it came in with.
    of_visits: HashSet<u64>,
    next: Option<Vec<u8>>,
    /// The day the last of them was received.
    reached: Option<NaiveDate>,
    done: bool,
}

/// A piece of a register.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its rows.
    pub rows: Arc<[Row]>,
    /// Names that were not seen before, in the order of their places.
    pub names: Vec<String>,
    /// It is the last.
    pub done: bool,
}

impl Loader {
    /// Begins to read a register from one day to another, both included.
    pub fn new(ledger: Ledger, days: (NaiveDate, NaiveDate)) -> Self {
        let mut names = Names::default();
        let _ = names.place("");
        Self {
            ledger,
            days,
            old: false,
            names,
            next: None,
            done: false,
            modes: Modes::new(),
            restricted: Restricted::default(),
        }
    }

    /// Begins to read the rows of old ledgers that were imported, in place of the desk's own.
    pub fn of_old(ledger: Ledger, days: (NaiveDate, NaiveDate)) -> Self {
        Self { old: true, ..Self::new(ledger, days) }
    }
}

impl Desk {
    /// The next piece: as many entries are looked at as said, so that it takes about the same time for every register.
    pub fn read_register(&self, loader: &mut Loader, look_at: usize) -> Result<Batch, DeskError> {
        let before = loader.names.len();
        // The first piece brings the empty name too.
        let before = if loader.next.is_none() { 0 } else { before };
        let mut rows = Vec::new();
        if loader.done || !loader.old && !loader.ledger.is_kept() {
            loader.done = true;
        } else if loader.old {
            self.read_old(loader, look_at, &mut rows)?;
        } else {
            match loader.ledger {
                Ledger::Visits => self.read_visits(loader, look_at, &mut rows)?,
                Ledger::Rooms => self.read_bookings(loader, &mut rows)?,
                Ledger::Classes => self.read_enrolments(loader, &mut rows)?,
                Ledger::Declines => self.read_declines(loader, &mut rows)?,
                _ => self.read_matters(loader, look_at, &mut rows)?,
            }
        }
        Ok(Batch { rows: rows.into(), names: loader.names.since(before).to_vec(), done: loader.done })
    }

    fn read_visits(&self, loader: &mut Loader, limit: usize, rows: &mut Vec<Row>) -> Result<(), DeskError> {
        let (from, to) = loader.days;
        let page = Newest { before: loader.next.as_deref(), from, to, limit };
        let (facts, last) = self.newest_visits(page)?;
        loader.done = facts.len() < limit;
        loader.next = Some(last);
        if let Some((_, oldest)) = facts.last() {
            self.look_for_restricted(loader, oldest.arrived.day())?;
        }
        for (key, fact) in facts {
            rows.push(of_visit(key, &fact, loader.restricted.of_visits.contains(&key)));
        }
        Ok(())
    }

    /// The facts of a visit do not tell what it was for. For whoever may not read restricted matters, the matters are gone
    /// through beside the visits, back to the day the visits have come to: no matter is older than its visit.
    fn look_for_restricted(&self, loader: &mut Loader, back_to: NaiveDate) -> Result<(), DeskError> {
        let book = self.book();
        let staff = self.session().staff;
        if book.staff.iter().any(|worker| worker.id == staff && worker.restricted) {
            return Ok(());
        }
        let (from, to) = (loader.days.0, loader.days.1.max(self.today()));
        let seen = &mut loader.restricted;
        while !seen.done && seen.reached.is_none_or(|day| day >= back_to) {
            let page = Newest { before: seen.next.as_deref(), from, to, limit: PAGE };
            let (facts, last) = self.newest_intakes(page)?;
            seen.done = facts.len() < PAGE;
            seen.reached = facts.last().map(|(_, fact)| fact.received.day());
            seen.next = Some(last);
            for (_, fact) in facts {
                if is_restricted(&fact, &book) {
                    let _ = seen.of_visits.insert(fact.visit);
                }
            }
        }
        Ok(())
    }

    fn read_matters(&self, loader: &mut Loader, limit: usize, rows: &mut Vec<Row>) -> Result<(), DeskError> {
        let (from, to) = loader.days;
        let page = Newest { before: loader.next.as_deref(), from, to, limit };
        let (facts, last) = self.newest_intakes(page)?;
        loader.done = facts.len() < limit;
        loader.next = Some(last);
        let book = self.book();
        for (key, fact) in facts {
            if holds(loader.ledger, &fact, &book) {
                let kept = self.is_kept(&fact, &book, &mut loader.modes)?;
                let restricted = is_restricted(&fact, &book);
                rows.push(of_matter(key, &fact, kept, restricted, &mut loader.names));
            }
        }
        Ok(())
    }

    /// Whether a matter was to be handed on and was: the same is asked where a summary counts what is late. The item is
    /// looked up once for each of its versions, and only for matters that were handed on.
    fn is_kept(&self, fact: &IntakeFact<'_>, book: &Book, modes: &mut Modes) -> Result<bool, DeskError> {
        if !fact.events().any(|(mark, _)| mark == Mark::Forwarded) {
            return Ok(false);
        }
        let key = (fact.item.to_string(), fact.version);
        let mode = match modes.get(&key) {
            Some(mode) => *mode,
            None => {
                let mode = self.item_in(book, &fact.item, fact.version)?.mode;
                let _ = modes.insert(key, mode);
                mode
            }
        };
        Ok(mode == HandlingMode::Forward)
    }

    /// Bookings are few: they are read at once.
    fn read_bookings(&self, loader: &mut Loader, rows: &mut Vec<Row>) -> Result<(), DeskError> {
        let (from, to) = loader.days;
        for booking in self.all_bookings(from, to)? {
            if takes_place(&booking) {
                rows.push(of_booking(&booking, &mut loader.names));
            }
        }
        ends(loader, rows);
        Ok(())
    }

    fn read_enrolments(&self, loader: &mut Loader, rows: &mut Vec<Row>) -> Result<(), DeskError> {
        for enrolment in self.learners(loader.days)? {
            rows.push(of_enrolment(&enrolment, &mut loader.names));
        }
        ends(loader, rows);
        Ok(())
    }

    fn read_declines(&self, loader: &mut Loader, rows: &mut Vec<Row>) -> Result<(), DeskError> {
        for key in self.decline_keys(loader.days)? {
            if let Some(stored) = self.store.get::<DeclineRecord>(&key)? {
                rows.push(of_decline(&stored.value, &mut loader.names));
            }
        }
        ends(loader, rows);
        Ok(())
    }

    /// Learners of the classes whose term meets the days.
    fn learners(&self, (from, to): (NaiveDate, NaiveDate)) -> Result<Vec<Enrolment>, DeskError> {
        let book = self.book();
        let meets = |name: &str| {
            book.terms.iter().any(|term| term.name == name && term.from <= to && term.to >= from)
        };
        let mut all = Vec::new();
        for group in book.class_groups.iter().filter(|group| meets(&group.term)) {
            let range = Range::prefix(index_key(index::ENROLMENT_GROUP, &[group.id.as_bytes()]));
            all.extend(self.load::<Enrolment>(self.keys(&range)?.into_iter())?);
        }
        Ok(all)
    }

    fn decline_keys(&self, (from, to): (NaiveDate, NaiveDate)) -> Result<Vec<String>, DeskError> {
        let open = |day: NaiveDate| index_open(index::DECLINE_AT, &[day.to_string().as_bytes()]);
        let after = to.succ_opt().unwrap_or(to);
        self.keys(&Range::between(open(from), open(after)))
    }

    /// How many rows every register has from one day to another. Matters are counted in one go over their facts.
    pub fn count_registers(
        &self,
        days: (NaiveDate, NaiveDate),
        stop: &dyn Fn() -> bool,
    ) -> Result<BTreeMap<Ledger, usize>, DeskError> {
        let (from, to) = days;
        let book = self.book();
        let mut counts: BTreeMap<Ledger, usize> = Ledger::ALL.into_iter().map(|ledger| (ledger, 0)).collect();
        let mut add = |ledger: Ledger, more: usize| *counts.entry(ledger).or_default() += more;
        let mut next: Option<Vec<u8>> = None;
        loop {
            if stop() {
                return Err(DeskError::Stopped);
            }
            let page = Newest { before: next.as_deref(), from, to, limit: PAGE };
            let (facts, last) = self.newest_intakes(page)?;
            for (_, fact) in &facts {
                for ledger in Ledger::ALL.into_iter().filter(|ledger| of_matters(*ledger)) {
                    if holds(ledger, fact, &book) {
                        add(ledger, 1);
                    }
                }
            }
            if facts.len() < PAGE {
                break;
            }
            next = Some(last);
        }
        let mut next: Option<Vec<u8>> = None;
        loop {
            if stop() {
                return Err(DeskError::Stopped);
            }
            let page = Newest { before: next.as_deref(), from, to, limit: PAGE };
            let (facts, last) = self.newest_visits(page)?;
            add(Ledger::Visits, facts.len());
            if facts.len() < PAGE {
                break;
            }
            next = Some(last);
        }
        add(Ledger::Rooms, self.all_bookings(from, to)?.iter().filter(|one| takes_place(one)).count());
        add(Ledger::Classes, self.learners(days)?.len());
        add(Ledger::Declines, self.decline_keys(days)?.len());
        Ok(counts)
    }

    /// What typed words stand for: people by name, pinyin, tail of a number, and records by the number of a paper. None for
    /// nothing typed.
    pub fn among(&self, ledger: Ledger, typed: &str) -> Result<Option<Among>, DeskError> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let Some(first) = words.first() else { return Ok(None) };
        let mut among = Among::default();
        if let Some(papers) = self.papers_by(first)? {
            for paper in papers {
                among.keys.extend(self.key_of_paper(ledger, &paper)?);
            }
            return Ok(Some(among));
        }
        let mut people: Option<BTreeSet<String>> = None;
        for word in words {
            let mut fitting = BTreeSet::new();
            for token in query_tokens(word) {
                let ids = self.token(&token, PEOPLE + 1)?;
                among.more |= ids.len() > PEOPLE;
                for id in ids.into_iter().take(PEOPLE) {
                    // Whoever is found by one of their files is found by all.
                    fitting.extend(self.kept(&id)?.map(|person| person.id));
                }
            }
            people = Some(match people {
                None => fitting,
                Some(before) => before.intersection(&fitting).cloned().collect(),
            });
        }
        for id in people.unwrap_or_default() {
            among.residents.extend(self.files_of(&id)?.iter().map(|file| numeric(file)));
        }
        Ok(Some(among))
    }
}

impl Desk {
    /// The row of a register a paper belongs to.
    fn key_of_paper(&self, ledger: Ledger, paper: &IssuedPaper) -> Result<Option<u64>, DeskError> {
        let declined = paper.kind == PaperKind::DeclineNotice;
        let of_matter = !declined && !paper.kind.is_of_booking();
        Ok(match ledger {
            Ledger::Declines if declined => Some(key_of_serial(&paper.serial)),
            Ledger::Rooms if paper.kind.is_of_booking() && !paper.of_series => Some(numeric(&paper.subject)),
            Ledger::Visits if of_matter => {
                let intake = self.store.get::<Intake>(&paper.subject)?;
                intake.map(|stored| numeric(&stored.value.visit))
            }
            ledger if of_matters(ledger) && of_matter => Some(numeric(&paper.subject)),
            _ => None,
        })
    }
}

/// Read at once, and the newest first like the others.
fn ends(loader: &mut Loader, rows: &mut [Row]) {
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.key)));
    loader.next = Some(Vec::new());
    loader.done = true;
}

/// Whether a register is one of matters.
pub(super) fn of_matters(ledger: Ledger) -> bool {
    !matches!(
        ledger,
        Ledger::Visits
            | Ledger::Rooms
            | Ledger::Classes
            | Ledger::Declines
            | Ledger::Seals
            | Ledger::Handover
    )
}

/// Whether a matter stands in a register (`domain.md` §5.2).
fn holds(ledger: Ledger, fact: &IntakeFact<'_>, book: &Book) -> bool {
    let ends_in =
        |kind: ReceiptKind| book.catalogue.item(&fact.item).is_some_and(|item| item.receipt == kind);
    match ledger {
        Ledger::Intakes => true,
        Ledger::Orders => ends_in(ReceiptKind::Workorder),
        Ledger::Disputes => matches!(fact.item.as_ref(), "JF21" | "JF22" | "JF23"),
        Ledger::Wishes => fact.item == "XY26",
        Ledger::Agency => ends_in(ReceiptKind::Agency),
        Ledger::Loans => fact.item == "FB20",
        Ledger::Volunteers => fact.item == "PT06",
        _ => false,
    }
}

/// Whether a booking takes or took place.
fn takes_place(booking: &Booking) -> bool {
    !matches!(booking.state.name(), StateName::Rejected | StateName::Cancelled | StateName::Displaced)
}

fn is_restricted(fact: &IntakeFact<'_>, book: &Book) -> bool {
    fact.major || book.catalogue.item(&fact.item).is_some_and(|item| item.restricted)
}

/// `restricted`: of one of its matters, where whoever reads may not know of it.
fn of_visit(key: u64, fact: &VisitFact, restricted: bool) -> Row {
    Row {
        key,
        at: fact.arrived,
        resident: fact.resident.unwrap_or(0),
        what: 0,
        restricted,
        grid: 0,
        staff: fact.first_contact as u32,
        due: None,
        kept: false,
        standing: match fact.state {
            VisitState::Left => Standing::Left(fact.outcome),
            state => Standing::Here(state),
        },
        channel: None,
    }
}

fn of_matter(key: u64, fact: &IntakeFact<'_>, kept: bool, restricted: bool, names: &mut Names) -> Row {
    Row {
        key,
        at: fact.received,
        resident: fact.resident.unwrap_or(0),
        what: names.place(&fact.item),
        restricted,
        grid: names.place(&fact.grid),
        staff: fact.handler as u32,
        due: fact.promised,
        kept,
        standing: Standing::Matter(fact.state),
        channel: Some(fact.channel),
    }
}

fn of_booking(booking: &Booking, names: &mut Names) -> Row {
    Row {
        key: numeric(&booking.id),
        at: Minute::local(booking.slot.start()),
        resident: booking.details.resident.as_deref().map_or(0, numeric),
        what: names.place(&booking.slot.room),
        restricted: false,
        grid: 0,
        staff: numeric(&booking.made.staff) as u32,
        due: None,
        kept: false,
        standing: Standing::Room(booking.state.name()),
        channel: None,
    }
}

fn of_enrolment(enrolment: &Enrolment, names: &mut Names) -> Row {
    Row {
        key: numeric(&enrolment.id),
        at: Minute::of(enrolment.at),
        resident: enrolment.resident.as_deref().map_or(0, numeric),
        what: names.place(&enrolment.group),
        restricted: false,
        grid: 0,
        staff: 0,
        due: None,
        kept: false,
        standing: Standing::Class(match enrolment.place {
            Place::Enrolled => Seat::Enrolled,
            Place::Waiting => Seat::Waiting,
            Place::Left { .. } => Seat::Left,
        }),
        channel: None,
    }
}

fn of_decline(record: &DeclineRecord, names: &mut Names) -> Row {
    Row {
        key: key_of_serial(&record.serial),
        at: Minute::of(record.at),
        resident: record.resident.as_deref().map_or(0, numeric),
        what: names.place(&record.certificate.to_string()),
        restricted: false,
        grid: 0,
        staff: numeric(&record.staff) as u32,
        due: None,
        kept: false,
        standing: Standing::Decline(record.void.is_some()),
        channel: None,
    }
}

/// A declined certificate has no number but that of its paper: year and running number in one.
fn key_of_serial(serial: &Serial) -> u64 {
    u64::from(serial.year().unsigned_abs()) << 32 | u64::from(serial.number())
}
