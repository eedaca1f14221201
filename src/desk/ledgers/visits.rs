//! Rows of the visitor log.

use crate::desk::DeskError;
use crate::domain::cell::Cell;
use crate::domain::resident::Resident;
use crate::domain::visit::{Outcome, Visit};

use super::case::{Case, notes};
use super::veil::HIDDEN;
use super::{LedgerRow, Made, Reader, records, words};

impl Reader<'_> {
    pub(super) fn visit(&self, id: &str) -> Result<Made, DeskError> {
        let Some(stored) = self.desk.store.get::<Visit>(id)? else { return Ok(Made::None) };
        let visit = stored.value;
        let mut cases = Vec::with_capacity(visit.intakes.len());
        for intake in &visit.intakes {
            cases.extend(self.case(intake)?);
        }
        if !self.visit_fits(&visit, &cases) {
            return Ok(Made::None);
        }
        let person = self.person(visit.resident.as_deref())?;
        // That somebody came is counted; what for is nobody's business.
        let hidden = !self.open && cases.iter().any(Case::is_restricted);
        let day = visit.arrived.date_naive();
        let (masked, known) = (self.veil, person.as_ref());
        let says = |cell: Cell| if hidden && !cell.is_empty() { Cell::text(HIDDEN) } else { cell };
        let cells = vec![
            Cell::Empty,
            Cell::Date(day),
            Cell::Time(visit.arrived.time()),
            masked.name(visit.name.as_ref().or_else(|| known.map(|person| &person.name))),
            Cell::of(known.and_then(Resident::sex), |sex| Cell::text(words::sex(sex))),
            Cell::of(known.and_then(|person| person.age_on(day)), |age| Cell::Number(i64::from(age))),
            masked.phone(known.and_then(|person| person.phone.as_ref())),
            Cell::of(known, |person| masked.address(&person.address)),
            Cell::Number(i64::from(visit.people)),
            says(Cell::text(visit.purpose.clone())),
            self.staff(&visit.first_contact),
            says(opinion(&cases)),
            says(result(&visit, &cases)),
            done_at(&visit, &cases),
            says(cases.iter().map(Case::feedback).find(|said| !said.is_empty()).unwrap_or_default()),
            says(Cell::text(notes(&visit.notes, self.veil).unwrap_or_default())),
        ];
        let record = if self.query.records {
            Some(records::of_visit(&visit, person.as_ref(), self.veil, hidden)?)
        } else {
            None
        };
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }

    /// Of item and group it is enough that one matter of the visit fits. One that may not be read never does: the row would
    /// tell whose it is.
    fn visit_fits(&self, visit: &Visit, cases: &[Case<'_>]) -> bool {
        let filter = &self.query.filter;
        let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        let any = |wanted: &Option<String>, of: &dyn Fn(&Case<'_>) -> String| {
            let told = || cases.iter().filter(|case| self.open || !case.is_restricted());
            wanted.as_ref().is_none_or(|wanted| told().any(|case| of(case) == *wanted))
        };
        any(&filter.item, &|case| case.intake.item.clone())
            && any(&filter.group, &|case| case.item.group.clone())
            && is(&filter.handler, &visit.first_contact)
            && is(&filter.state, words::visit_code(visit.state))
            && self.is_theirs(visit.resident.as_deref())
    }
}

/// The matters that were taken on, by name and number.
fn opinion(cases: &[Case<'_>]) -> Cell {
    let words: Vec<String> = cases
        .iter()
        .map(|case| format!("{} {}", case.item.short_zh, case.serial()).trim().to_owned())
        .collect();
    Cell::text(words.join("；"))
}

fn result(visit: &Visit, cases: &[Case<'_>]) -> Cell {
    let ended = cases.iter().filter(|case| case.closing().is_some()).map(|case| case.result().to_string());
    let ended: Vec<String> = ended.collect();
    if ended.is_empty() {
        return Cell::of(visit.outcome, |outcome| Cell::text(words::outcome(outcome)));
    }
    Cell::text(ended.join("；"))
}

/// When the last of its matters was closed; an enquiry is over when the visitor leaves.
fn done_at(visit: &Visit, cases: &[Case<'_>]) -> Cell {
    if cases.is_empty() {
        let over = matches!(visit.outcome, Some(Outcome::Answered | Outcome::Declined));
        return Cell::of(visit.left.filter(|_| over), |at| Cell::DateTime(at.naive_local()));
    }
    let closed: Option<Vec<_>> = cases.iter().map(|case| case.closing().map(|closing| closing.at)).collect();
    Cell::of(closed.and_then(|all| all.into_iter().max()), |at| Cell::DateTime(at.naive_local()))
}
