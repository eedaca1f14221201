//! 不予出具: declining a certificate is as quick as accepting a matter.

use crate::domain::decline::DeclineRecord;
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::serial::SerialKind;
use crate::domain::visit::{LeftBy, Outcome};

use super::intake::take_serial;
use super::{Desk, DeskError, NewVisit};

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

impl Desk {
    /// Declines a certificate: the number, the record, the paper and the visit in one commit.
    pub fn decline(&self, new: &NewDecline) -> Result<(DeclineRecord, IssuedPaper), DeskError> {
        let book = self.book();
        let certificate = book
            .declines
            .certificate(new.certificate)
            .ok_or_else(|| DeskError::Unknown { what: "certificate", key: new.certificate.to_string() })?;
        self.commit("decline", |unit| {
            let now = self.now();
            let session = self.session();
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
            };
            let paper = IssuedPaper::new(serial, PaperKind::DeclineNotice, serial.to_string());
            visit.declines.push(serial.to_string());
            visit.outcome = Some(Outcome::Declined);
            if alone {
                visit = visit.leave(now, LeftBy::Worker)?;
            }
            unit.put(&record)?;
            unit.put(&paper)?;
            unit.put(&visit)?;
            Ok(((record, paper), serial.to_string()))
        })
    }

    /// How often a certificate was declined this year, and the body that asked most often with its count.
    pub fn declined_this_year(
        &self,
        certificate: u32,
    ) -> Result<(usize, Option<(String, usize)>), DeskError> {
        use chrono::Datelike;
        use std::collections::BTreeMap;

        use crate::store::records::index;
        use crate::store::{Order, Range, Table, index_open};
        let year = self.today().year().to_string();
        let range = Range::prefix(index_open(index::DECLINE_AT, &[year.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Descending, 5000)?;
        let declines: Vec<DeclineRecord> = self.load(keys.into_iter().map(|(_, serial)| serial))?;
        let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
        let mut count = 0;
        for decline in declines.into_iter().filter(|d| d.certificate == certificate && d.void.is_none()) {
            count += 1;
            if !decline.asked_by.is_empty() {
                *bodies.entry(decline.asked_by).or_default() += 1;
            }
        }
        Ok((count, bodies.into_iter().max_by_key(|(_, times)| *times)))
    }
}
