//! Invented rooms: terms of weekly classes with their learners, teams, party activities, what waits for an answer, closures,
//! and what became of each use. By chance of its own, so that the invented visits stay as they are.

mod asks;
mod evening;
mod terms;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use fastrand::Rng;

use crate::desk::{Desk, DeskError, SetClock};
use crate::domain::class::Term;
use crate::domain::staff::Role;

use super::{Plan, PracticeError, at};

/// Chance begins beside that of the visits.
const SEED: u64 = 0x726f_6f6d;
/// When the rooms' day is entered: after the last use.
const NIGHT: u32 = 22 * 60 + 20;
/// When the rooms' work of a morning begins: before the first visitor.
const MORNING: u32 = 8 * 60 + 12;
/// Until when the last day is told.
const LAST: u32 = 17 * 60 + 40;

/// The calendar as it fills.
pub(super) struct Calendar<'a> {
    desk: &'a Desk,
    clock: &'a SetClock,
    rng: Rng,
    zone: FixedOffset,
    until: NaiveDate,
    /// The last day whose uses are told; none yet.
    told: Option<NaiveDate>,
    /// Terms that are made, by name.
    made: Vec<Term>,
    /// What waits, and when it is answered.
    waiting: Vec<(NaiveDate, String)>,
    /// Who may close rooms.
    supervisor: Option<String>,
}

impl<'a> Calendar<'a> {
    pub fn new(desk: &'a Desk, clock: &'a SetClock, plan: &Plan, zone: FixedOffset) -> Self {
        let book = desk.book();
        let supervisor = book
            .staff
            .iter()
            .find(|worker| worker.role == Role::Supervisor && !worker.retired && worker.pin_hash.is_none())
            .map(|worker| worker.id.clone());
        Self {
            desk,
            clock,
            rng: Rng::with_seed(plan.seed ^ SEED),
            zone,
            until: plan.until,
            told: None,
            made: Vec::new(),
            waiting: Vec::new(),
            supervisor,
        }
    }

    /// Tells the days before a working day, weekends included, and does the rooms' work of its morning.
    pub fn until_morning(&mut self, day: NaiveDate) -> Result<(), PracticeError> {
        let mut next = self.told.map_or(day, |told| told + Days::new(1));
        while next < day {
            self.set(next, NIGHT);
            self.evening(next, NIGHT)?;
            self.told = Some(next);
            next = next + Days::new(1);
        }
        self.told = self.told.or(day.pred_opt());
        self.set(day, MORNING);
        if self.sits_down()? {
            self.open_terms(day)?;
            self.answer(day)?;
            self.ask(day)?;
        }
        Ok(())
    }

    /// Tells what the last day has seen until its office closes, and leaves something open for the one who practises.
    pub fn last_evening(&mut self) -> Result<(), PracticeError> {
        let Some(told) = self.told else { return Ok(()) };
        let last = (told + Days::new(1)).min(self.until);
        self.set(last, LAST);
        if self.sits_down()? {
            self.evening(last, LAST)?;
            self.leave_open(last)?;
        }
        Ok(())
    }

    fn set(&self, day: NaiveDate, minute: u32) {
        if let Some(now) = self.at(day, minute) {
            self.clock.set(now);
        }
    }

    fn at(&self, day: NaiveDate, minute: u32) -> Option<DateTime<FixedOffset>> {
        at(day, minute, self.zone)
    }

    /// Somebody sits at the desk; false when everybody has a PIN.
    fn sits_down(&mut self) -> Result<bool, DeskError> {
        let book = self.desk.book();
        let free = book.staff.iter().find(|worker| !worker.retired && worker.pin_hash.is_none());
        let Some(worker) = self.supervisor.clone().or_else(|| free.map(|worker| worker.id.clone())) else {
            return Ok(false);
        };
        self.desk.act_as(&worker, "", 1)?;
        Ok(true)
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(0..100) < percent
    }
}

/// A refusal of the rooms is part of life; anything else ends the work.
fn unless_refused<T>(done: Result<T, DeskError>) -> Result<Option<T>, DeskError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(DeskError::Rooms(_) | DeskError::Enrolment(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests;
