//! Rows of what was not issued and what was not taken on.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::desk::DeskError;
use crate::domain::cell::Cell;
use crate::domain::decline::DeclineRecord;
use crate::domain::intake::State;
use crate::store::records::index;
use crate::store::{Range, index_key, index_open};

use super::{HandOn, LedgerDone, LedgerProgress, LedgerQuery, LedgerRow, Made, Reader, records};

impl Reader<'_> {
    /// Both kinds of refusal, a day at a time, in order of time. A day is read whole, however long it is.
    pub(super) fn declines<E: From<DeskError>>(
        &self,
        done: &mut LedgerDone,
        hand_on: &mut HandOn<'_, E>,
        progress: &mut dyn FnMut(&LedgerProgress),
    ) -> Result<(), E> {
        let LedgerQuery { from, to, .. } = self.query;
        for day in from.iter_days().take_while(|day| day <= to) {
            let mut rows = self.declined_on(day)?;
            rows.extend(self.refused_on(day)?);
            rows.sort_by_key(|(at, _)| *at);
            if !rows.is_empty() {
                progress(&self.progress(day, done));
            }
            for (_, made) in rows {
                if !hand_on(made, done)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn declined_on(&self, day: NaiveDate) -> Result<Vec<(DateTime<FixedOffset>, Made)>, DeskError> {
        let range = Range::prefix(index_open(index::DECLINE_AT, &[day.to_string().as_bytes()]));
        let declines: Vec<DeclineRecord> = self.desk.load(self.desk.keys(&range)?.into_iter())?;
        let mut rows = Vec::new();
        for decline in declines {
            let filter = &self.query.filter;
            let is =
                |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
            if is(&filter.handler, &decline.staff) && self.is_theirs(decline.resident.as_deref()) {
                rows.push((decline.at, self.declined(&decline)?));
            }
        }
        Ok(rows)
    }

    fn declined(&self, decline: &DeclineRecord) -> Result<Made, DeskError> {
        let person = self.person(decline.resident.as_deref())?;
        let certificate = self.book.declines.certificate(decline.certificate);
        let void = decline.void.as_ref().map(|reason| format!("（作废：{reason}）")).unwrap_or_default();
        let cells = vec![
            Cell::Empty,
            Cell::Date(decline.at.date_naive()),
            self.veil.name(person.as_ref().map(|person| &person.name)),
            Cell::text(format!("{}{void}", decline.certificate_name)),
            Cell::text(decline.asked_by.clone()),
            Cell::of(certificate, |known| Cell::text(known.reason_zh.clone())),
            Cell::of(certificate, |known| Cell::text(known.where_zh.clone())),
            Cell::of(certificate, |known| Cell::text(known.alternative_zh.clone())),
            self.staff(&decline.staff),
        ];
        let record = if self.query.records {
            Some(records::of_decline(decline, person.as_ref(), self.veil)?)
        } else {
            None
        };
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }

    fn refused_on(&self, day: NaiveDate) -> Result<Vec<(DateTime<FixedOffset>, Made)>, DeskError> {
        let range = Range::prefix(index_key(index::INTAKE_DAY, &[day.to_string().as_bytes()]));
        let mut rows = Vec::new();
        for id in self.desk.keys(&range)? {
            let Some(case) = self.case(&id)? else { continue };
            let State::Declined { refusal } = &case.intake.state else { continue };
            if !self.fits(&case) {
                continue;
            }
            let at = case.received();
            if case.is_restricted() && !self.open {
                rows.push((at, Made::Restricted));
                continue;
            }
            let cells = vec![
                Cell::Empty,
                Cell::Date(at.date_naive()),
                case.name(),
                Cell::text(case.item.name_zh.clone()),
                Cell::Empty,
                Cell::text(refusal.reason.clone()),
                Cell::text(refusal.redirect.clone()),
                Cell::Empty,
                self.staff(&case.intake.handler),
            ];
            let record = if self.query.records { Some(records::of_case(&case)?) } else { None };
            rows.push((at, Made::Row(Box::new(LedgerRow { cells, record }))));
        }
        Ok(rows)
    }
}
