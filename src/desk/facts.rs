//! Facts of visits and matters over a period, read from the covering indexes: short ranges, no records.

use std::collections::BTreeSet;
use std::thread::scope;

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashSet;

use crate::domain::fact::{IntakeFact, Minute, VisitFact};
use crate::store::records::index;
use crate::store::{Order, PageEntry, Range, Store, StoreError, Table, index_open, index_part};

use super::beside::joined;
use super::{Desk, DeskError};

/// Entries read at a time: small enough that the memory for them is not asked of the system anew each time.
const PAGE: usize = 512;

/// Facts by the number of their record.
pub type Numbered<T> = Vec<(u64, T)>;

/// Which register is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest<'a> {
    /// Begin before this key; none: at the newest.
    pub before: Option<&'a [u8]>,
    /// No earlier day than this.
    pub from: NaiveDate,
    /// No later day than this.
    pub to: NaiveDate,
    /// So many at most.
    pub limit: usize,
}

impl Desk {
    /// Shows the visits that arrived from one day to another, both included, in order of arrival.
    pub(super) fn each_visit(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        mut see: impl FnMut(u64, VisitFact) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        each(&self.store, index::VISIT_DAY, from, to, |id, part| see(id, known(VisitFact::unpack(part))?))
    }

    /// The same, gathered.
    pub(super) fn visit_facts(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Numbered<VisitFact>, DeskError> {
        let mut facts = Vec::new();
        self.each_visit(from, to, |id, fact| {
            facts.push((id, fact));
            Ok(())
        })?;
        Ok(facts)
    }

    /// Shows the matters that were received, or to which something countable happened, from one day to another, both
    /// included; each once.
    pub(super) fn each_intake(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        see: impl FnMut(u64, &IntakeFact<'_>) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        let mut once = Once { seen: FxHashSet::default(), see };
        let (later, shown) = scope(|scope| {
            let later = scope.spawn(|| parts(&self.store, index::INTAKE_EVENT, from, to));
            let shown = each(&self.store, index::INTAKE_DAY, from, to, |id, part| once.show(id, part));
            (joined(later), shown)
        });
        shown?;
        later?.iter().try_for_each(|(id, part)| once.show(id, part))
    }

    /// Shows the matters that were open when either of two days began, each once, with at which: 上期结转 and 结转. What is
    /// still open is found among the open ones; what has ended since, under the Monday before, or among the events of the
    /// days between. Open ones are read first: what ends meanwhile is met twice and shown once.
    pub(super) fn each_open(
        &self,
        days: [NaiveDate; 2],
        mut see: impl FnMut(u64, &IntakeFact<'_>, [bool; 2]) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        let moments = days.map(Minute::start_of);
        let mut once = Once {
            seen: FxHashSet::default(),
            see: |id, fact: &IntakeFact<'_>| {
                let open = moments.map(|moment| fact.is_open_at(moment));
                if open == [false; 2] { Ok(()) } else { see(id, fact, open) }
            },
        };
        let last = days.into_iter().max().and_then(|day| day.pred_opt());
        // The first day there is: 1 January 1970.
        let long_ago = NaiveDate::default();
        if let Some(eve) = last {
            each(&self.store, index::INTAKE_OPEN, long_ago, eve, |id, part| once.show(id, part))?;
        }
        for day in BTreeSet::from(days) {
            let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
            each(&self.store, index::INTAKE_CARRIED, monday, monday, |id, part| once.show(id, part))?;
            if let Some(eve) = day.pred_opt().filter(|eve| monday <= *eve) {
                for name in [index::INTAKE_DAY, index::INTAKE_EVENT] {
                    each(&self.store, name, monday, eve, |id, part| once.show(id, part))?;
                }
            }
        }
        Ok(())
    }

    /// How many matters were open when the first of two days began, and those that were when the second did.
    pub(super) fn open_around(
        &self,
        days: [NaiveDate; 2],
    ) -> Result<(u32, Numbered<IntakeFact<'static>>), DeskError> {
        let (mut before, mut open) = (0, Vec::new());
        self.each_open(days, |id, fact, [first, second]| {
            before += u32::from(first);
            if second {
                open.push((id, fact.clone().into_owned()));
            }
            Ok(())
        })?;
        Ok((before, open))
    }

    /// Shows the matters that were open when a day began.
    pub(super) fn open_at(
        &self,
        day: NaiveDate,
        mut see: impl FnMut(u64, &IntakeFact<'_>) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        self.each_open([day; 2], |id, fact, _| see(id, fact))
    }

    /// A page of the visits, the newest first, with the key to go on before; the page is the last when it is short.
    pub fn newest_visits(&self, page: Newest<'_>) -> Result<(Numbered<VisitFact>, Vec<u8>), DeskError> {
        newest(&self.store, index::VISIT_DAY, page, VisitFact::unpack)
    }

    /// The same of the matters by their receipt.
    pub fn newest_intakes(
        &self,
        page: Newest<'_>,
    ) -> Result<(Numbered<IntakeFact<'static>>, Vec<u8>), DeskError> {
        let unpack = |part: &[u8]| IntakeFact::unpack(part).map(IntakeFact::into_owned);
        newest(&self.store, index::INTAKE_DAY, page, unpack)
    }
}

/// Shows each matter once, however many entries stand for it.
struct Once<F> {
    seen: FxHashSet<u64>,
    see: F,
}

impl<F: FnMut(u64, &IntakeFact<'_>) -> Result<(), DeskError>> Once<F> {
    fn show(&mut self, id: u64, part: &[u8]) -> Result<(), DeskError> {
        if self.seen.insert(id) { (self.see)(id, &known(IntakeFact::unpack(part))?) } else { Ok(()) }
    }
}

fn newest<T>(
    store: &Store,
    name: &str,
    page: Newest<'_>,
    unpack: impl Fn(&[u8]) -> Option<T>,
) -> Result<(Numbered<T>, Vec<u8>), DeskError> {
    let mut range = range(name, page.from, page.to);
    if let Some(before) = page.before {
        range = range.before(before);
    }
    let mut facts = Vec::with_capacity(page.limit);
    let mut last = Vec::new();
    let mut room = Vec::new();
    let found = store.index_entries(Table::Index, &range, Order::Descending, page.limit)?;
    for entry in found.iter() {
        facts.push((number(entry.value)?, known(fact_part(name, entry, &mut room).and_then(&unpack))?));
    }
    last.extend_from_slice(found.last_key().unwrap_or_default());
    Ok((facts, last))
}

fn range(name: &str, from: NaiveDate, to: NaiveDate) -> Range {
    let after = to.succ_opt().unwrap_or(to);
    let open = |day: NaiveDate| index_open(name, &[day.to_string().as_bytes()]);
    Range::between(open(from), open(after))
}

/// Every entry of an index from one day to another: the record's number and the part with the facts.
fn each(
    store: &Store,
    name: &str,
    from: NaiveDate,
    to: NaiveDate,
    mut keep: impl FnMut(u64, &[u8]) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let mut range = range(name, from, to);
    let mut room = Vec::new();
    loop {
        let page = store.index_entries(Table::Index, &range, Order::Ascending, PAGE)?;
        for entry in page.iter() {
            keep(number(entry.value)?, known(fact_part(name, entry, &mut room))?)?;
        }
        match page.last_key() {
            Some(last) if page.len() == PAGE => range = range.after(last),
            _ => return Ok(()),
        }
    }
}

/// Parts with facts, one behind the other in one piece of memory.
#[derive(Default)]
struct Parts {
    bytes: Vec<u8>,
    /// The number of each record and where its part ends.
    ends: Vec<(u64, usize)>,
}

impl Parts {
    fn iter(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        let part = |(start, (id, end)): (usize, &(u64, usize))| {
            (*id, self.bytes.get(start..*end).unwrap_or_default())
        };
        starts.zip(&self.ends).map(part)
    }
}

/// Every entry of an index from one day to another, gathered as it stands.
fn parts(store: &Store, name: &str, from: NaiveDate, to: NaiveDate) -> Result<Parts, DeskError> {
    let mut all = Parts::default();
    each(store, name, from, to, |id, part| {
        all.bytes.extend_from_slice(part);
        all.ends.push((id, all.bytes.len()));
        Ok(())
    })?;
    Ok(all)
}

/// The part of a key that holds the facts: it stands between the day and the record's key, which is the entry's value.
fn fact_part<'a>(name: &str, entry: PageEntry<'_>, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
    /// `2026-05-07`
    const DAY: usize = 10;
    index_part(entry.key, name.len() + 1 + DAY + 1, entry.value.len() + 1, room)
}

/// The number of the record an entry stands for.
fn number(value: &[u8]) -> Result<u64, StoreError> {
    value
        .iter()
        .try_fold(0_u64, |number, byte| {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
            number.checked_mul(10)?.checked_add(u64::from(digit))
        })
        .ok_or_else(|| StoreError::corrupt("an index entry", "its record key is no number".to_owned()))
}

fn known<T>(read: Option<T>) -> Result<T, StoreError> {
    read.ok_or_else(|| StoreError::corrupt("an index entry", "its facts cannot be read".to_owned()))
}
