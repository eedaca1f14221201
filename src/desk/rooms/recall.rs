//! The last change of bookings, read back from the journal: so that it can be taken back after the program was closed, or by
//! another one.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::domain::booking::Booking;
use crate::domain::series::BookingSeries;
use crate::store::{Line, Record, Table, decode};

use super::occupancy::Touched;
use super::undo::{SeriesUndo, Undo};
use super::{Desk, DeskError};

/// Lines of the journal read at a time.
const PAGE: u64 = 512;
/// How far back the last change is looked for, in lines: a busy week.
const FAR: u64 = 20_000;
/// A commit's own time and the stamps it writes differ by less.
const ABOUT: TimeDelta = TimeDelta::minutes(1);

/// The changes that can be taken back, by their word in the journal.
const DEEDS: [&str; 15] = [
    "take in",
    "finish form",
    "book room",
    "book series",
    "book lesson",
    "edit booking",
    "cancel booking",
    "repeat booking",
    "single out booking",
    "approve booking",
    "reject booking",
    "book over",
    "key out",
    "key back",
    "no show",
];

impl Desk {
    /// The last change the journal knows, when it is one that can be taken back: what it wrote, not yet what stood there before.
    pub(super) fn journaled_change(&self) -> Result<Option<Undo>, DeskError> {
        let newest = self.store().last_seq()?;
        let Some(line) = self.find_back(newest, newest.saturating_sub(FAR), &mut |line| {
            line.writes.iter().any(|write| write.table == Table::Booking)
        })?
        else {
            return Ok(None);
        };
        // What was taken back already, or agreed with somebody, stays.
        let Some(deed) = DEEDS.into_iter().find(|deed| *deed == line.entry.action) else { return Ok(None) };
        let (mut touched, mut series) = (Vec::new(), None);
        for write in &line.writes {
            let Some(value) = &write.value else { continue };
            match write.table {
                Table::Booking => touched.push(Touched { before: None, after: decode(&write.key, value)? }),
                Table::Series => {
                    series = Some(SeriesUndo { before: None, after: decode(&write.key, value)? });
                }
                _ => {}
            }
        }
        Ok(Some(Undo { deed, touched, series, line: Some(line.seq) }))
    }

    /// Reads what stood there before a line of the journal wrote a change.
    pub(super) fn read_before(&self, undo: &mut Undo, line: u64) -> Result<(), DeskError> {
        let mut since: BTreeMap<(Table, String), chrono::DateTime<chrono::FixedOffset>> = BTreeMap::new();
        for step in &undo.touched {
            let _ = since.insert((Table::Booking, step.after.id.clone()), step.after.made.at - ABOUT);
        }
        if let Some(SeriesUndo { after, .. }) = &undo.series {
            let _ = since.insert((Table::Series, after.id.clone()), after.made.at - ABOUT);
        }
        let before = self.values_before(line, since)?;
        for step in &mut undo.touched {
            step.before = value_of::<Booking>(&before, &step.after.id)?;
        }
        if let Some(series) = &mut undo.series {
            series.before = value_of::<BookingSeries>(&before, &series.after.id)?;
        }
        Ok(())
    }

    /// The last values that records had before a line; each is looked for as far back as it was made.
    fn values_before(
        &self,
        seq: u64,
        mut since: BTreeMap<(Table, String), chrono::DateTime<chrono::FixedOffset>>,
    ) -> Result<BTreeMap<(Table, String), Vec<u8>>, DeskError> {
        let mut found = BTreeMap::new();
        let _ = self.find_back(seq.saturating_sub(1), 0, &mut |line| {
            for write in &line.writes {
                let key = (write.table, write.key.clone());
                if let (Some(value), Some(_)) = (&write.value, since.remove(&key)) {
                    let _ = found.insert(key, value.clone());
                }
            }
            since.retain(|_, made| *made <= line.entry.at);
            since.is_empty()
        })?;
        Ok(found)
    }

    /// The newest line after `down_to` and not after `from` that `is` answers to, read backwards.
    fn find_back(
        &self,
        from: u64,
        down_to: u64,
        is: &mut dyn FnMut(&Line) -> bool,
    ) -> Result<Option<Line>, DeskError> {
        let mut until = from;
        while until > down_to {
            let after = until.saturating_sub(PAGE).max(down_to);
            let size = usize::try_from(until - after).unwrap_or(usize::MAX);
            let page = self.store().journal_page(after, size)?;
            if let Some(line) = page.into_iter().rev().filter(|line| line.seq <= until).find(|line| is(line))
            {
                return Ok(Some(line));
            }
            until = after;
        }
        Ok(None)
    }
}

fn value_of<R: Record>(
    values: &BTreeMap<(Table, String), Vec<u8>>,
    id: &str,
) -> Result<Option<R>, DeskError> {
    match values.get(&(R::TABLE, id.to_owned())) {
        Some(value) => Ok(Some(decode(id, value)?)),
        None => Ok(None),
    }
}
