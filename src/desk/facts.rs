//! Facts of visits and matters over a period, read from the covering indexes: short ranges, no records.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::fact::{IntakeFact, Minute, VisitFact, numeric};
use crate::store::records::index;
use crate::store::{Order, Range, Store, StoreError, Table, index_open, index_part};

use super::{Desk, DeskError};

/// Entries read at a time.
const PAGE: usize = 4096;

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
    /// Visits that arrived from one day to another, both included, in order of arrival.
    pub fn visit_facts(&self, from: NaiveDate, to: NaiveDate) -> Result<Numbered<VisitFact>, DeskError> {
        let mut facts = Vec::new();
        each(&self.store, index::VISIT_DAY, from, to, |id, part| {
            facts.push((id, known(VisitFact::unpack(part))?));
            Ok(())
        })?;
        Ok(facts)
    }

    /// Matters that were received, or to which something countable happened, from one day to another, both included.
    pub fn intake_facts(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<BTreeMap<u64, IntakeFact>, DeskError> {
        let mut facts = BTreeMap::new();
        for name in [index::INTAKE_DAY, index::INTAKE_EVENT] {
            each(&self.store, name, from, to, |id, part| {
                let _ = facts.insert(id, known(IntakeFact::unpack(part))?);
                Ok(())
            })?;
        }
        Ok(facts)
    }

    /// Matters that were open when a day began: 上期结转. What is still open is found among the open ones; what has ended
    /// since, under the Monday before, or among the events of the days between.
    pub fn open_at(&self, day: NaiveDate) -> Result<BTreeMap<u64, IntakeFact>, DeskError> {
        let moment = Minute::start_of(day);
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        let mut open = BTreeMap::new();
        let mut keep = |id: u64, part: &[u8]| {
            let fact = known(IntakeFact::unpack(part))?;
            if fact.is_open_at(moment) {
                let _ = open.insert(id, fact);
            }
            Ok(())
        };
        // The first day there is: 1 January 1970.
        let long_ago = NaiveDate::default();
        if let Some(eve) = day.pred_opt() {
            each(&self.store, index::INTAKE_OPEN, long_ago, eve, &mut keep)?;
        }
        each(&self.store, index::INTAKE_CARRIED, monday, monday, &mut keep)?;
        if monday < day
            && let Some(eve) = day.pred_opt()
        {
            for name in [index::INTAKE_DAY, index::INTAKE_EVENT] {
                each(&self.store, name, monday, eve, &mut keep)?;
            }
        }
        Ok(open)
    }

    /// A page of the visits, the newest first, with the key to go on before; the page is the last when it is short.
    pub fn newest_visits(&self, page: Newest<'_>) -> Result<(Numbered<VisitFact>, Vec<u8>), DeskError> {
        newest(&self.store, index::VISIT_DAY, page, VisitFact::unpack)
    }

    /// The same of the matters by their receipt.
    pub fn newest_intakes(&self, page: Newest<'_>) -> Result<(Numbered<IntakeFact>, Vec<u8>), DeskError> {
        newest(&self.store, index::INTAKE_DAY, page, IntakeFact::unpack)
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
    for (key, id) in store.index(Table::Index, &range, Order::Descending, page.limit)? {
        facts.push((numeric(&id), known(fact_part(&key).as_deref().and_then(&unpack))?));
        last = key;
    }
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
    mut keep: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
) -> Result<(), DeskError> {
    let mut range = range(name, from, to);
    loop {
        let page = store.index(Table::Index, &range, Order::Ascending, PAGE)?;
        let full = page.len() == PAGE;
        let last = page.last().map(|(key, _)| key.clone());
        for (key, id) in page {
            keep(numeric(&id), &known(fact_part(&key))?)?;
        }
        match last {
            Some(last) if full => range = range.after(last),
            _ => return Ok(()),
        }
    }
}

/// The part of a key that holds the facts: the second.
fn fact_part(key: &[u8]) -> Option<Vec<u8>> {
    index_part(key, 1)
}

fn known<T>(read: Option<T>) -> Result<T, StoreError> {
    read.ok_or_else(|| StoreError::corrupt("an index entry", "its facts cannot be read".to_owned()))
}
