//! One invented day after the other.

mod form;
mod later;
mod rooms;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Weekday};
use fastrand::Rng;

use crate::desk::{Desk, DeskError, ENQUIRY, NewDecline, NewVisit, PracticeDay, SetClock};
use crate::domain::catalogue::Item;

use super::people::People;
use super::{PracticeError, Tally, at};
use later::Later;
use rooms::{Key, Rooms};

/// 8:30–12:00 and 14:00–17:30, in minutes, where the community has set no hours.
const HOURS: [(u16, u16); 2] = [(510, 720), (840, 1050)];
/// When the desk closes, in minutes.
const EVENING: u32 = 17 * 60 + 35;
/// More steps than this are cut into several commits, so that no journal line grows without bound.
const A_COMMIT: usize = 300;
/// Who asks for certificates that nobody may issue.
const BODIES: &[&str] = &["示例银行", "示例学校", "示例单位人事科", "示例保险公司", "示例公证处", ""];

pub(super) struct Filling<'a> {
    desk: &'a Desk,
    clock: &'a SetClock,
    items: Vec<(Arc<Item>, u32)>,
    codes: Vec<String>,
    room_names: Vec<String>,
    rooms: Rooms,
    rng: Rng,
    zone: FixedOffset,
    people: People,
    later: BTreeMap<NaiveDate, Vec<Later>>,
    batch: PracticeDay,
    pub tally: Tally,
}

impl<'a> Filling<'a> {
    pub fn new(
        desk: &'a Desk,
        clock: &'a SetClock,
        items: Vec<(Arc<Item>, u32)>,
        seed: u64,
        zone: FixedOffset,
    ) -> Self {
        let codes = items.iter().map(|(item, _)| item.code.clone()).collect();
        let room_names = desk.book().rooms.rooms.iter().map(|room| room.name_zh.clone()).collect();
        Self {
            desk,
            clock,
            items,
            codes,
            room_names,
            rooms: Rooms::default(),
            rng: Rng::with_seed(seed),
            zone,
            people: People::default(),
            later: BTreeMap::new(),
            batch: PracticeDay::default(),
            tally: Tally::default(),
        }
    }

    /// Fills one working day.
    pub fn day(&mut self, day: NaiveDate, per_day: u32, stop: &AtomicBool) -> Result<(), PracticeError> {
        let busy = if day.weekday() == Weekday::Mon { 12 } else { 10 };
        let count = (per_day * busy * self.rng.u32(70..=130) / 1000).max(1);
        let mut times = self.times(count);
        times.sort_unstable();
        self.earlier_matters(day)?;
        let keys = self.rooms_before(day, per_day)?.into_iter().map(|(minute, key)| (minute, Some(key)));
        let mut all: Vec<(u32, Option<Key>)> =
            times.into_iter().map(|minute| (minute, None)).chain(keys).collect();
        all.sort_by_key(|(minute, _)| *minute);
        for (minute, key) in all {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            match (key, at(day, minute, self.zone)) {
                // The last day ends with its visits: what is later is not over yet, and is seen to on the next.
                (Some(key), _) if minute > EVENING => self.rooms.put_off(day, minute, key),
                (Some(key), _) => self.turn_key(day, minute, key)?,
                (None, Some(now)) => self.visit(now)?,
                (None, None) => {}
            }
        }
        if let Some(evening) = at(day, EVENING, self.zone) {
            self.clock.set(evening);
        }
        self.write_batch()
    }

    fn times(&mut self, count: u32) -> Vec<u32> {
        let book = self.desk.book();
        let spans = match book.community.hours.spans() {
            [] => &HOURS[..],
            spans => spans,
        };
        let spans: Vec<(u16, u16)> = spans.to_vec();
        (0..count)
            .map(|_| {
                let (from, to) = spans[self.rng.usize(0..spans.len())];
                u32::from(self.rng.u16(from..to.max(from + 1)))
            })
            .collect()
    }

    fn write_batch(&mut self) -> Result<(), PracticeError> {
        let PracticeDay { mut steps, mut prints } = std::mem::take(&mut self.batch);
        while !(steps.is_empty() && prints.is_empty()) {
            let some = PracticeDay {
                steps: steps.drain(..steps.len().min(A_COMMIT)).collect(),
                prints: prints.drain(..prints.len().min(A_COMMIT)).collect(),
            };
            self.desk.practice_day(&some)?;
        }
        Ok(())
    }

    /// One of the workers takes the next visitor at one of the windows.
    fn next_worker(&mut self) -> Result<String, DeskError> {
        let book = self.desk.book();
        let workers: Vec<_> = book.staff.iter().filter(|w| !w.retired && w.pin_hash.is_none()).collect();
        if workers.is_empty() {
            return Err(DeskError::NotSignedIn);
        }
        let at = self.rng.usize(0..workers.len());
        let window =
            book.community.windows.get(at % book.community.windows.len().max(1)).map_or(1, |w| w.number);
        self.desk.act_as(&workers[at].id, "", window)?;
        Ok(workers[at].name.clone())
    }

    fn visit(&mut self, now: DateTime<FixedOffset>) -> Result<(), PracticeError> {
        self.clock.set(now);
        let worker = self.next_worker()?;
        self.tally.visits += 1;
        match self.rng.u32(0..100) {
            0..4 => self.decline(now),
            4..9 => self.waits_first(now, &worker),
            _ => {
                let item = self.item();
                let person = self.somebody(&item, now.date_naive());
                let resident = self.resident(person);
                let mut draft = self.desk.blank_draft(&item.code, resident.as_deref())?;
                let decision = self.fill_form(&mut draft, &item, person, &worker)?;
                let spent = if item.code == ENQUIRY { self.rng.i64(2..9) } else { self.rng.i64(4..25) };
                self.clock.set(now + TimeDelta::minutes(spent));
                match self.desk.take_in(&draft, &decision) {
                    Ok(finished) => self.after(person, &item, &finished),
                    // The class is full or over: nothing was taken in, and nobody remembers the visit.
                    Err(DeskError::Enrolment(_)) => {
                        self.tally.visits -= 1;
                        Ok(())
                    }
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    /// Somebody who waits, is called, and may have two matters.
    fn waits_first(&mut self, now: DateTime<FixedOffset>, worker: &str) -> Result<(), PracticeError> {
        let item = self.item();
        let person = self.somebody(&item, now.date_naive());
        let resident = self.resident(person);
        let visit = self.desk.arrive(&NewVisit {
            resident,
            people: self.rng.u32(1..4),
            purpose: item.short_zh.clone(),
            ..NewVisit::default()
        })?;
        let mut time = now + TimeDelta::minutes(self.rng.i64(1..20));
        self.clock.set(time);
        self.desk.begin(&visit.id)?;
        let mut left = self.matter_in(&visit.id, &item, person, worker, &mut time)?;
        if !left && self.rng.u32(0..4) == 0 {
            // An enquiry ends a visit by itself, so the second matter is of another kind.
            let second = self.item();
            if second.code != ENQUIRY && self.fits(&second, person, now.date_naive()) {
                left = self.matter_in(&visit.id, &second, person, worker, &mut time)?;
            }
        }
        if !left {
            self.desk.leave(&visit.id)?;
        }
        Ok(())
    }

    /// One form filled and finished in a visit that is going on; whether the visit ended with it.
    fn matter_in(
        &mut self,
        visit: &str,
        item: &Item,
        person: usize,
        worker: &str,
        time: &mut DateTime<FixedOffset>,
    ) -> Result<bool, PracticeError> {
        let resident = self.resident(person);
        let mut draft = self.desk.open_form(&item.code, resident.as_deref(), Some(visit))?.draft;
        let decision = self.fill_form(&mut draft, item, person, worker)?;
        *time += TimeDelta::minutes(self.rng.i64(3..18));
        self.clock.set(*time);
        let finished = match self.desk.finish(&draft, &decision) {
            Ok(finished) => finished,
            Err(DeskError::Enrolment(_)) => {
                self.desk.discard_draft(&draft.id)?;
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        };
        let left = finished.visit.left.is_some();
        self.after(person, item, &finished)?;
        Ok(left)
    }

    fn decline(&mut self, now: DateTime<FixedOffset>) -> Result<(), PracticeError> {
        let book = self.desk.book();
        let list = &book.declines.certificates;
        let known = self.people.known.len();
        let person = (known > 0 && self.rng.bool()).then(|| self.rng.usize(0..known));
        let at = self.rng.usize(0..list.len().max(1)).min(self.rng.usize(0..list.len().max(1)));
        let Some(certificate) = list.get(at) else {
            return Ok(());
        };
        let (_, paper) = self.desk.decline(&NewDecline {
            certificate: certificate.no,
            asked_by: BODIES[self.rng.usize(0..BODIES.len())].to_owned(),
            resident: person.and_then(|person| self.resident(person)),
            visit: None,
        })?;
        self.batch.prints.push((paper.serial.to_string(), now));
        self.tally.declines += 1;
        Ok(())
    }

    fn item(&mut self) -> Arc<Item> {
        let all: u32 = self.items.iter().map(|(_, weight)| weight).sum();
        let mut left = self.rng.u32(0..all.max(1));
        for (item, weight) in &self.items {
            if left < *weight {
                return Arc::clone(item);
            }
            left -= weight;
        }
        Arc::clone(&self.items[0].0)
    }

    fn ages(item: &Item) -> std::ops::RangeInclusive<u32> {
        match item.code.as_str() {
            "FB13" => 70..=99,
            "FB14" | "XY27" => 65..=97,
            "PT04" => 50..=82,
            "FB17" => 22..=44,
            "FB18" | "PT07" => 20..=59,
            _ if item.elder => 55..=92,
            _ => 18..=88,
        }
    }

    fn fits(&self, item: &Item, person: usize, day: NaiveDate) -> bool {
        self.people.known.get(person).is_some_and(|known| Self::ages(item).contains(&known.age_on(day)))
    }

    fn somebody(&mut self, item: &Item, day: NaiveDate) -> usize {
        self.people.pick(&mut self.rng, day, Self::ages(item))
    }

    fn resident(&self, person: usize) -> Option<String> {
        self.people.known.get(person).and_then(|known| known.resident.clone())
    }
}
