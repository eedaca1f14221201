//! 不予出具: declining a certificate is as quick as accepting a matter.

use crate::domain::decline::{Certificate, DeclineRecord};
use crate::domain::form::Entries;
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::serial::SerialKind;
use crate::domain::visit::{LeftBy, Outcome, Visit};
use crate::store::Unit;

use super::intake::take_serial;
use super::opening::offered;
use super::{Desk, DeskError, NewVisit, Opened, read};

/// A certificate that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDecline {
    /// Its number in the list.
    pub certificate: u32,
    /// The body that asked for it; empty: 未说明.
    pub asked_by: String,
    /// The person, when known.
    pub resident: Option<String>,
    /// The visit that is going on; none: the visit begins and ends with this.
    pub visit: Option<String>,
}

/// How often a certificate was declined this year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeclineCount {
    /// Voided ones not counted.
    pub count: usize,
    /// The body that asked most often, and how often.
    pub most: Option<(String, usize)>,
    /// The number of the last one, as stored.
    pub last: Option<String>,
}

impl Desk {
    fn certificate(&self, number: u32) -> Result<Certificate, DeskError> {
        let book = self.book();
        let found = book.declines.certificate(number).cloned();
        found.ok_or_else(|| DeskError::Unknown { what: "certificate", key: number.to_string() })
    }

    /// Declines a certificate: the number, the record, the paper and the visit in one commit.
    pub fn decline(&self, new: &NewDecline) -> Result<(DeclineRecord, IssuedPaper), DeskError> {
        let certificate = self.certificate(new.certificate)?;
        self.commit("decline", |unit| {
            let (mut visit, alone) = if let Some(id) = &new.visit {
                (self.visit_in(unit, id)?, false)
            } else {
                let visit = NewVisit {
                    resident: new.resident.clone(),
                    people: 1,
                    purpose: certificate.name_zh.clone(),
                    serving: true,
                    ..NewVisit::default()
                };
                (self.new_visit(unit, &visit)?, true)
            };
            let (record, paper) = self.decline_in(unit, new, &certificate, &mut visit)?;
            if alone {
                visit = visit.leave(self.now(), LeftBy::Worker)?;
            }
            unit.put(&visit)?;
            let serial = record.serial.to_string();
            Ok(((record, paper), serial))
        })
    }

    /// 改办这项: declines a certificate and opens the form of the item that serves instead, for the same person in the
    /// same visit, in one commit. With an item that is not offered nothing is recorded.
    pub fn decline_instead(
        &self,
        new: &NewDecline,
        item: &str,
    ) -> Result<(DeclineRecord, Opened), DeskError> {
        let certificate = self.certificate(new.certificate)?;
        let book = self.book();
        let item = offered(&book, item)?;
        self.commit("decline, take alternative", |unit| {
            let resident = new.resident.as_deref();
            // One person, one visit: the refusal does not end it.
            let mut visit = match &new.visit {
                Some(id) => self.visit_in(unit, id)?,
                None => self.visit_for(unit, resident, &item)?,
            };
            let (record, _) = self.decline_in(unit, new, &certificate, &mut visit)?;
            unit.put(&visit)?;
            let opened = self.open_in(unit, &item, &book, resident, visit, &Entries::new())?;
            let serial = record.serial.to_string();
            Ok(((record, opened), serial))
        })
    }

    fn decline_in(
        &self,
        unit: &mut Unit<'_>,
        new: &NewDecline,
        certificate: &Certificate,
        visit: &mut Visit,
    ) -> Result<(DeclineRecord, IssuedPaper), DeskError> {
        let now = self.now();
        let session = self.session();
        let serial = take_serial(unit, SerialKind::Decline, now.date_naive())?;
        let record = DeclineRecord {
            serial,
            at: now,
            staff: session.staff,
            window: session.window,
            certificate: certificate.no,
            certificate_name: certificate.name_zh.clone(),
            asked_by: new.asked_by.trim().to_owned(),
            resident: new.resident.clone(),
            visit: visit.id.clone(),
            void: None,
            voided: None,
        };
        let paper = IssuedPaper::new(serial, PaperKind::DeclineNotice, serial.to_string());
        visit.declines.push(serial.to_string());
        visit.outcome = Some(Outcome::Declined);
        unit.put(&record)?;
        unit.put(&paper)?;
        Ok((record, paper))
    }

    /// Voids a refusal that was entered by mistake. Its number stays in the series, with the reason; a visit that held
    /// nothing else has no outcome any more.
    pub fn void_decline(&self, serial: &str, reason: &str) -> Result<DeclineRecord, DeskError> {
        let now = self.now();
        let staff = self.session().staff;
        self.commit("void decline", |unit| {
            let unknown = || DeskError::Unknown { what: "decline", key: serial.to_owned() };
            let known = read::<DeclineRecord>(unit, serial)?.ok_or_else(unknown)?;
            let void = known.voided(reason, now, &staff)?;
            unit.put(&void)?;
            if let Some(mut visit) = read::<Visit>(unit, &void.visit)?
                && visit.outcome == Some(Outcome::Declined)
                && visit.intakes.is_empty()
            {
                let mut stands = false;
                for other in visit.declines.iter().filter(|other| *other != serial) {
                    stands |= read::<DeclineRecord>(unit, other)?.is_some_and(|other| other.void.is_none());
                }
                if !stands {
                    visit.outcome = None;
                    unit.put(&visit)?;
                }
            }
            Ok((void, serial.to_owned()))
        })
    }

    /// How often a certificate was declined this year, who asked most often, and the last one.
    pub fn declined_this_year(&self, certificate: u32) -> Result<DeclineCount, DeskError> {
        use chrono::Datelike;
        use std::collections::BTreeMap;

        use crate::store::records::index;
        use crate::store::{Order, Range, Table, index_open};
        let year = self.today().year().to_string();
        let range = Range::prefix(index_open(index::DECLINE_AT, &[year.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Descending, 5000)?;
        let declines: Vec<DeclineRecord> = self.load(keys.into_iter().map(|(_, serial)| serial))?;
        let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
        let mut counted = DeclineCount::default();
        for decline in declines.into_iter().filter(|d| d.certificate == certificate && d.void.is_none()) {
            counted.count += 1;
            if counted.last.is_none() {
                counted.last = Some(decline.serial.to_string());
            }
            if !decline.asked_by.is_empty() {
                *bodies.entry(decline.asked_by).or_default() += 1;
            }
        }
        counted.most = bodies.into_iter().max_by_key(|(_, times)| *times);
        Ok(counted)
    }
}
