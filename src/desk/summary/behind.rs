//! The records behind a figure.

use chrono::NaiveDateTime;

use crate::domain::decline::DeclineRecord;
use crate::domain::fact::{IntakeFact, Mark, Minute, VisitFact, key_of};
use crate::domain::intake::{Intake, StateName};
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::resident::Resident;
use crate::domain::summary::Period;
use crate::domain::visit::Visit;

use super::super::{Desk, DeskError};

/// Which figure of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// 来访, of an hour where one is given.
    Visits(Option<u32>),
    /// 受理, of a group where one is given.
    Accepted(Option<String>),
    /// 办结
    Done(Option<String>),
    /// 上期结转
    Before,
    /// 撤回终止
    Stopped,
    /// 结转
    After,
    /// 工单 received.
    Orders,
    /// 评价
    Reviews,
    /// 不予出具, of a certificate where one is given.
    Declined(Option<String>),
    /// Enquiries about something: an option of `topic`.
    Topic(String),
}

/// One record behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct BehindLine {
    /// When it came in.
    pub at: NaiveDateTime,
    /// What it is.
    pub what: BehindWhat,
    /// The person's name, where one was given.
    pub name: Option<Masked<PersonName>>,
    /// Its number as stored; empty where it has none.
    pub serial: String,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BehindWhat {
    /// A visit: purpose and people.
    Visit {
        /// In the worker's words.
        purpose: String,
        /// How many came.
        people: u32,
        /// One of its matters is restricted.
        restricted: bool,
    },
    /// A matter.
    Intake {
        /// The item's code.
        item: String,
        /// Where it stands now.
        state: StateName,
    },
    /// A declined certificate, by its name then.
    Decline {
        /// Its name.
        certificate: String,
    },
}

/// What a visit is opened by: the number of its first matter, or of the first certificate declined.
fn first_number(matters: &[Intake], declines: &[String]) -> String {
    let of_matter = matters.iter().find_map(Intake::serial).map(ToString::to_string);
    of_matter.or_else(|| declines.first().cloned()).unwrap_or_default()
}

impl Desk {
    /// The records behind a figure in order of time, at most `limit` of them, and how many there are in all.
    pub fn behind(
        &self,
        period: Period,
        figure: &Behind,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        match figure {
            Behind::Visits(hour) => self.visits_behind(period, *hour, limit),
            Behind::Declined(name) => self.declines_behind(period, name.as_deref(), limit),
            _ => self.intakes_behind(period, figure, limit),
        }
    }

    fn visits_behind(
        &self,
        period: Period,
        hour: Option<u32>,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let book = self.book();
        let meant = |fact: &VisitFact| hour.is_none_or(|hour| fact.arrived.hour() == hour);
        let facts: Vec<_> =
            self.visit_facts(period.from, period.to)?.into_iter().filter(|(_, fact)| meant(fact)).collect();
        let mut lines = Vec::new();
        for visit in self.load::<Visit>(facts.iter().take(limit).map(|(id, _)| key_of(*id)))? {
            let file = visit.resident.as_deref().map(|id| self.store.get::<Resident>(id)).transpose()?;
            let on_file = file.flatten().map(|stored| stored.value.name);
            let matters = self.load::<Intake>(visit.intakes.iter().cloned())?;
            let restricted = matters
                .iter()
                .any(|intake| book.catalogue.item(&intake.item).is_some_and(|item| item.restricted));
            lines.push(BehindLine {
                at: visit.arrived.naive_local(),
                name: on_file.or(visit.name),
                what: BehindWhat::Visit { purpose: visit.purpose, people: visit.people, restricted },
                serial: first_number(&matters, &visit.declines),
            });
        }
        Ok((lines, facts.len()))
    }

    fn declines_behind(
        &self,
        period: Period,
        name: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let meant = |decline: &DeclineRecord| {
            decline.void.is_none() && name.is_none_or(|name| decline.certificate_name == name)
        };
        let all: Vec<DeclineRecord> =
            self.declines_of(period.from, period.to)?.into_iter().filter(meant).collect();
        let count = all.len();
        let mut lines = Vec::new();
        for decline in all.into_iter().take(limit) {
            let file = decline.resident.as_deref().map(|id| self.store.get::<Resident>(id)).transpose()?;
            lines.push(BehindLine {
                at: decline.at.naive_local(),
                name: file.flatten().map(|stored| stored.value.name),
                serial: decline.serial.to_string(),
                what: BehindWhat::Decline { certificate: decline.certificate_name },
            });
        }
        Ok((lines, count))
    }

    fn intakes_behind(
        &self,
        period: Period,
        figure: &Behind,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let book = self.book();
        let facts = match figure {
            Behind::Before => self.open_at(period.from)?,
            Behind::After => self.open_at(super::after(period))?,
            _ => self.intake_facts(period.from, period.to)?,
        };
        let (from, until) =
            (Minute::start_of(period.from), Minute::start_of(period.to.succ_opt().unwrap_or(period.to)));
        let within = |at: Minute| from <= at && at < until;
        // At the version each was taken under, as the figure is counted.
        let mut kinds = super::Kinds::new(self, &book);
        for fact in facts.values() {
            let _known = kinds.of(fact)?;
        }
        let kind = |fact: &IntakeFact| kinds.known.get(&(fact.item.clone(), fact.version));
        let of_group = |fact: &IntakeFact, group: &Option<String>| {
            group.as_ref().is_none_or(|group| kind(fact).is_some_and(|kind| kind.group == *group))
        };
        let ended = |fact: &IntakeFact, done: bool| {
            fact.ended().is_some_and(|(mark, at)| within(at) && (mark == Mark::Done) == done)
        };
        let is_order = |fact: &IntakeFact| {
            kind(fact).is_some_and(|kind| kind.receipt == crate::domain::catalogue::ReceiptKind::Workorder)
        };
        let meant = |fact: &IntakeFact| match figure {
            Behind::Accepted(group) => fact.accepted().is_some_and(within) && of_group(fact, group),
            Behind::Done(group) => ended(fact, true) && of_group(fact, group),
            Behind::Stopped => ended(fact, false),
            Behind::Orders => fact.accepted().is_some_and(within) && is_order(fact),
            Behind::Reviews => fact.events().any(|(mark, at)| within(at) && matches!(mark, Mark::FedBack(_))),
            Behind::Topic(topic) => {
                within(fact.received) && fact.item == super::super::ENQUIRY && fact.topic == *topic
            }
            Behind::Before | Behind::After | Behind::Visits(_) | Behind::Declined(_) => true,
        };
        let mut found: Vec<(u64, Minute)> =
            facts.iter().filter(|(_, fact)| meant(fact)).map(|(id, fact)| (*id, fact.received)).collect();
        found.sort_by_key(|(id, received)| (*received, *id));
        let mut lines = Vec::new();
        for intake in self.load::<Intake>(found.iter().take(limit).map(|(id, _)| key_of(*id)))? {
            lines.push(BehindLine {
                at: intake.received_at.naive_local(),
                serial: intake.serial().map_or_else(String::new, ToString::to_string),
                name: intake.applicant,
                what: BehindWhat::Intake { item: intake.item, state: intake.state.name() },
            });
        }
        Ok((lines, found.len()))
    }
}
