//! 接待: people come, wait, are served and leave.

use chrono::{DateTime, FixedOffset};

use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::visit::{LeftBy, Visit, VisitState};
use crate::store::records::index;
use crate::store::{Range, Unit, index_key};

use super::{Desk, DeskError, next_id, read};

/// Somebody who comes in.
#[derive(Debug, Clone, Default)]
pub struct NewVisit {
    /// The person on file.
    pub resident: Option<String>,
    /// The name as given, when there is one.
    pub name: Option<Masked<PersonName>>,
    /// How many people; at least 1.
    pub people: u32,
    /// What for.
    pub purpose: String,
    /// Already sitting at the window rather than waiting.
    pub serving: bool,
}

impl Desk {
    /// Somebody comes in.
    pub fn arrive(&self, new: &NewVisit) -> Result<Visit, DeskError> {
        self.commit("arrive", |unit| {
            let visit = self.new_visit(unit, new)?;
            unit.put(&visit)?;
            let id = visit.id.clone();
            Ok((visit, id))
        })
    }

    pub(super) fn new_visit(&self, unit: &mut Unit<'_>, new: &NewVisit) -> Result<Visit, DeskError> {
        let now = self.now();
        let session = self.session();
        Ok(Visit {
            id: next_id(unit, "visit")?,
            arrived: now,
            begun: new.serving.then_some(now),
            left: None,
            left_by: None,
            people: new.people.max(1),
            resident: new.resident.clone(),
            name: new.name.clone(),
            purpose: new.purpose.clone(),
            first_contact: session.staff,
            window: session.window,
            intakes: Vec::new(),
            declines: Vec::new(),
            state: if new.serving { VisitState::Serving } else { VisitState::Waiting },
            outcome: None,
            left_before: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// Begins to serve somebody who waits.
    pub fn begin(&self, id: &str) -> Result<Visit, DeskError> {
        self.change_visit("begin", id, Visit::begin)
    }

    /// Ends a visit.
    pub fn leave(&self, id: &str) -> Result<Visit, DeskError> {
        self.change_visit("leave", id, |visit, now| visit.leave(now, LeftBy::Worker))
    }

    fn change_visit(
        &self,
        action: &'static str,
        id: &str,
        change: impl Fn(Visit, DateTime<FixedOffset>) -> Result<Visit, crate::domain::visit::VisitRefusal>,
    ) -> Result<Visit, DeskError> {
        self.commit(action, |unit| {
            let visit = change(self.visit_in(unit, id)?, self.now())?;
            unit.put(&visit)?;
            Ok((visit, id.to_owned()))
        })
    }

    pub(super) fn visit_in(&self, unit: &mut Unit<'_>, id: &str) -> Result<Visit, DeskError> {
        read::<Visit>(unit, id)?.ok_or_else(|| DeskError::Unknown { what: "visit", key: id.to_owned() })
    }

    /// The same person comes to the same window while the visit is still going on: one visit, several matters.
    pub(super) fn visit_going_on(
        &self,
        unit: &mut Unit<'_>,
        resident: Option<&str>,
    ) -> Result<Option<Visit>, DeskError> {
        let Some(resident) = resident else {
            return Ok(None);
        };
        let open = self.open_visits()?;
        if open.is_empty() {
            return Ok(None);
        }
        let files = self.files_of(resident)?;
        for visit in open {
            if visit.resident.as_ref().is_some_and(|resident| files.contains(resident)) {
                let visit = self.visit_in(unit, &visit.id)?;
                return Ok(Some(match visit.state {
                    VisitState::Waiting => {
                        let begun = visit.begin(self.now())?;
                        unit.put(&begun)?;
                        begun
                    }
                    _ => visit,
                }));
            }
        }
        Ok(None)
    }

    pub(super) fn open_visits(&self) -> Result<Vec<Visit>, DeskError> {
        let keys = self.keys(&Range::prefix(index_key(index::VISIT_OPEN, &[])))?;
        self.load(keys.into_iter())
    }

    /// Records by their keys, in order. A key without a record is left out; `check` finds such a fault.
    pub(super) fn load<R: crate::store::Record>(
        &self,
        keys: impl Iterator<Item = String>,
    ) -> Result<Vec<R>, DeskError> {
        let mut records = Vec::new();
        for key in keys {
            records.extend(self.store.get::<R>(&key)?.map(|stored| stored.value));
        }
        Ok(records)
    }

    /// Ends the visits that were left open on earlier days: they are known to have left by closing time only.
    pub fn close_earlier_days(&self) -> Result<usize, DeskError> {
        let today = self.today();
        let mut closed = 0;
        for visit in self.open_visits()? {
            let day = visit.arrived.date_naive();
            if day >= today {
                continue;
            }
            let closing = self.book().community.hours.closing().unwrap_or(chrono::NaiveTime::MIN);
            self.commit("close day", |unit| {
                let visit = self.visit_in(unit, &visit.id)?;
                let at = day
                    .and_time(closing)
                    .and_local_timezone(*visit.arrived.offset())
                    .single()
                    .unwrap_or(visit.arrived)
                    .max(visit.arrived);
                let visit = visit.leave(at, LeftBy::ClosingTime)?;
                unit.put(&visit)?;
                let id = visit.id.clone();
                Ok(((), id))
            })?;
            closed += 1;
        }
        Ok(closed)
    }
}
