//! Invented years to practise on: residents, visits, matters and refusals, taken in through the desk by its own rules,
//! with a clock that walks through the working days. The same seed gives the same years.

mod answers;
mod days;
mod people;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, FixedOffset, Months, NaiveDate};

use crate::desk::{Desk, DeskError, SetClock};
use crate::domain::catalogue::{Item, ReceiptKind};

use days::Filling;

/// What is to be invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many years up to the last day.
    pub years: u32,
    /// Visits of an ordinary working day; a real day has between seven and thirteen tenths of it.
    pub per_day: u32,
    /// Where chance begins.
    pub seed: u64,
    /// The last day.
    pub until: NaiveDate,
}

impl Plan {
    /// The first day: as many years back, and a day on.
    pub fn from(&self) -> NaiveDate {
        let back = Months::new(self.years.saturating_mul(12));
        self.until.checked_sub_months(back).and_then(|day| day.succ_opt()).unwrap_or(self.until)
    }
}

/// How much there is by now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Working days filled.
    pub days: u32,
    /// Working days to fill in all.
    pub of_days: u32,
    /// Visits.
    pub visits: u32,
    /// Matters, those refused and voided included.
    pub intakes: u32,
    /// People on file.
    pub residents: u32,
    /// 容缺
    pub gaps: u32,
    /// 补正
    pub supplements: u32,
    /// 不予受理
    pub refusals: u32,
    /// 不予出具
    pub declines: u32,
    /// 作废
    pub voids: u32,
    /// Bookings of rooms, each lesson of a class one.
    pub bookings: u32,
    /// Somebody asked to stop before the end.
    pub stopped: bool,
}

/// Why nothing, or no more, was invented.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// Somebody has been at this desk already.
    #[error("the practice store is not empty")]
    NotEmpty,
    /// No item is offered, so nobody can ask for one.
    #[error("no item is offered")]
    NoItems,
    /// The desk refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Fills an empty practice store. `clock` must be the desk's own; it is left at the end of the last day.
///
/// Many visits are one commit; memory stays the same however many there are. `progress` hears the tally after every day.
/// `stop` ends the work after the visit that is going on; what was invented by then is stored and whole.
pub fn fill(
    desk: &Desk,
    clock: &SetClock,
    plan: &Plan,
    progress: &mut dyn FnMut(&Tally),
    stop: &AtomicBool,
) -> Result<Tally, PracticeError> {
    let (outer, book) = (desk, desk.book());
    let (desk, bundle) = desk.bundled()?;
    if !desk.is_empty()? {
        return Err(PracticeError::NotEmpty);
    }
    // A room is booked against those who have it already: an invented hour would mostly be refused.
    let items: Vec<(Arc<Item>, u32)> = book
        .catalogue
        .offered()
        .filter(|item| item.receipt != ReceiptKind::Booking)
        .map(|item| (Arc::new(item.clone()), weight(&item.code)))
        .collect();
    if items.is_empty() {
        return Err(PracticeError::NoItems);
    }
    let days: Vec<NaiveDate> = plan
        .from()
        .iter_days()
        .take_while(|day| *day <= plan.until)
        .filter(|day| book.calendar.is_working(*day))
        .collect();
    let zone: FixedOffset = *desk.now().offset();
    let mut filling = Filling::new(&desk, clock, items, plan.seed, zone);
    filling.tally.of_days = days.len() as u32;
    for day in days {
        filling.day(day, plan.per_day, stop)?;
        filling.tally.days += 1;
        progress(&filling.tally);
        if stop.load(Ordering::Relaxed) {
            filling.tally.stopped = true;
            break;
        }
    }
    bundle.flush().map_err(DeskError::from)?;
    // Terms, courses and classes have come to be behind the desk's back.
    outer.read_again()?;
    Ok(filling.tally)
}

/// How often an item is asked for, of about 130: enquiries and copies every day, a quarrel now and then.
fn weight(code: &str) -> u32 {
    match code {
        "PT01" => 32,
        "FB20" => 14,
        "FB12" => 9,
        "FB11" => 8,
        "FB08" => 7,
        "FB02" | "FB13" => 5,
        "FB14" | "FB19" | "JF25" => 4,
        "FB18" | "PT03" | "PT04" | "DX32" => 3,
        "FB09" | "FB15" | "FB17" | "PT06" | "JF21" | "JF24" | "XY29" => 2,
        _ => 1,
    }
}

/// A time of a day in the desk's zone. Fixed offsets have neither gaps nor doubles, so there is always one.
fn at(day: NaiveDate, minute: u32, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
    day.and_hms_opt(minute / 60 % 24, minute % 60, 0)?.and_local_timezone(zone).single()
}

#[cfg(test)]
mod tests;
