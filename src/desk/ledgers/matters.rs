//! Rows of the ledgers that are read from matters.

use crate::desk::DeskError;
use crate::domain::catalogue::ReceiptKind;
use crate::domain::cell::Cell;
use crate::domain::fact::grid_and_channel;
use crate::domain::ledger::Ledger;

use super::case::Case;
use super::{LedgerRow, Made, Reader, records, words};

/// 物业矛盾调处, where the other party is a firm and not in the list of persons.
const PROPERTY: &str = "JF22";

impl Reader<'_> {
    pub(super) fn matter(&self, id: &str) -> Result<Made, DeskError> {
        let Some(case) = self.case(id)? else { return Ok(Made::None) };
        if !belongs(self.query.ledger, &case) || !self.fits(&case) {
            return Ok(Made::None);
        }
        if case.is_restricted() && !self.open {
            // How many were left out of one grid would tell where they are.
            let asks = self.query.filter.grid.is_some();
            return Ok(if asks { Made::None } else { Made::Restricted });
        }
        let cells = match self.query.ledger {
            Ledger::Orders => self.order(&case),
            Ledger::Disputes => self.dispute(&case),
            Ledger::Wishes => self.wish(&case),
            Ledger::Agency => self.agency(&case),
            Ledger::Loans => self.loan(&case),
            Ledger::Volunteers => self.volunteer(&case),
            _ => self.intake(&case),
        };
        let record = if self.query.records { Some(records::of_case(&case)?) } else { None };
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }

    /// Whether the filters let a matter through.
    pub(super) fn fits(&self, case: &Case<'_>) -> bool {
        let filter = &self.query.filter;
        let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        let (grid, channel) = grid_and_channel(&case.intake);
        is(&filter.item, &case.intake.item)
            && is(&filter.group, &case.item.group)
            && is(&filter.handler, &case.intake.handler)
            && is(&filter.state, words::state_code(case.state()))
            && is(&filter.grid, grid)
            && filter.channel.is_none_or(|wanted| wanted == channel)
            && self.is_theirs(case.intake.resident.as_deref())
    }

    fn intake(&self, case: &Case<'_>) -> Vec<Cell> {
        vec![
            Cell::Empty,
            case.serial(),
            Cell::Date(case.received().date_naive()),
            Cell::text(case.intake.item.clone()),
            Cell::text(case.item.name_zh.clone()),
            case.name(),
            case.document(),
            case.phone(),
            case.address(),
            case.grid(),
            Cell::text(words::mode(case.item.mode)),
            case.materials_state(),
            case.promised(),
            self.staff(&case.intake.handler),
            case.forwarded_to(),
            case.forwarded_on(),
            case.done_on(),
            case.result(),
            case.overdue(self.today),
            case.feedback(),
            case.remark(),
        ]
    }

    fn order(&self, case: &Case<'_>) -> Vec<Cell> {
        let text = |cell: Cell, or: &str| if cell.is_empty() { Cell::text(or) } else { cell };
        let due = case.time("external_due");
        vec![
            Cell::Empty,
            case.serial(),
            Cell::digits(case.answer("external_no").to_string()),
            text(case.answer("channel"), "窗口来访"),
            Cell::DateTime(case.received().naive_local()),
            case.name(),
            case.phone(),
            text(case.answer("category"), &case.item.short_zh),
            case.joined(&["subject", "facility_type", "request_kind", "issue", "expected"]),
            case.first_of(&["location", "unit_addr", "compound"]),
            case.grid(),
            if case.yes("urgent") { Cell::text("紧急") } else { Cell::text("一般") },
            text(case.answer("duty_unit"), &case.forwarded_to().to_string()),
            case.forwarded_on(),
            if due.is_empty() { case.promised() } else { due },
            case.result(),
            case.done_on(),
            case.fed_back_on(),
            case.feedback(),
            Cell::YesNo(!case.answer("repeat_of").is_empty()),
            case.remark(),
        ]
    }

    fn dispute(&self, case: &Case<'_>) -> Vec<Cell> {
        let party = |at: usize| {
            Cell::of(case.persons("parties").get(at), |person| self.veil.name(Some(&person.name)))
        };
        let first = party(0);
        let second = if case.intake.item == PROPERTY { case.answer("property_firm") } else { party(1) };
        let outcome = case.chosen("outcome");
        let agreement = match outcome {
            Some("written" | "oral") => case.answer("outcome"),
            _ => Cell::Empty,
        };
        let meeting = case.day("meeting_on");
        vec![
            Cell::Empty,
            Cell::Date(case.received().date_naive()),
            case.grid(),
            if first.is_empty() { case.name() } else { first },
            second,
            case.phone(),
            case.first_of(&["dispute_kind", "issue", "kind"]),
            case.answer("summary"),
            case.answer("source"),
            case.answer("level"),
            Cell::Empty,
            self.staff(&case.answer("mediator").to_string()),
            if meeting.is_empty() { meeting } else { Cell::text(format!("{meeting} 协调会")) },
            case.promised(),
            Cell::text(words::state(case.state())),
            if outcome.is_some() { case.answer("outcome") } else { case.result() },
            agreement,
            Cell::Empty,
            case.day("revisit_on"),
            case.remark(),
        ]
    }

    fn wish(&self, case: &Case<'_>) -> Vec<Cell> {
        let called = case.answer("publish_name");
        vec![
            Cell::Empty,
            case.serial(),
            Cell::Date(case.received().date_naive()),
            if called.is_empty() { case.name() } else { called },
            case.answer("owner_group"),
            case.grid(),
            case.answer("wish"),
            case.answer("wish_kind"),
            self.staff(&case.answer("verified_by").to_string()),
            Cell::Empty,
            case.answer("claimer"),
            Cell::Empty,
            case.day("claimed_at"),
            case.promised(),
            case.day("fulfilled_at"),
            Cell::of(case.closing(), |closing| Cell::text(closing.result.clone())),
            self.veil.kept(case.answer("feedback")),
            case.remark(),
        ]
    }

    fn agency(&self, case: &Case<'_>) -> Vec<Cell> {
        vec![
            Cell::Empty,
            case.serial(),
            Cell::Date(case.received().date_naive()),
            case.name(),
            Cell::text(case.item.name_zh.clone()),
            case.materials_received(),
            self.staff(&case.intake.handler),
            case.forwarded_to(),
            case.forwarded_on(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            case.remark(),
        ]
    }

    fn loan(&self, case: &Case<'_>) -> Vec<Cell> {
        vec![
            Cell::Empty,
            case.answer("loan_item"),
            case.answer("asset_no"),
            case.name(),
            case.phone(),
            Cell::DateTime(case.received().naive_local()),
            case.time("due_at"),
            case.time("returned_at"),
            Cell::Empty,
            self.staff(&case.intake.handler),
        ]
    }

    fn volunteer(&self, case: &Case<'_>) -> Vec<Cell> {
        let hours = case.answer("hours").to_string().parse::<f64>();
        let project = case.answer("project");
        vec![
            Cell::Empty,
            Cell::Date(case.received().date_naive()),
            if project.is_empty() { case.answer("request") } else { project },
            case.name(),
            case.answer("work_unit"),
            hours.map_or(Cell::Empty, Cell::Decimal),
            Cell::Empty,
            self.staff(&case.intake.handler),
            Cell::Empty,
        ]
    }
}

/// Whether a matter stands in a ledger at all.
fn belongs(ledger: Ledger, case: &Case<'_>) -> bool {
    let item = case.intake.item.as_str();
    match ledger {
        Ledger::Orders => case.intake.receipt == ReceiptKind::Workorder,
        Ledger::Agency => case.intake.receipt == ReceiptKind::Agency,
        Ledger::Disputes => matches!(item, "JF21" | "JF22" | "JF23"),
        Ledger::Wishes => item == "XY26",
        Ledger::Loans => item == "FB20" && case.chosen("service") == Some("loan"),
        Ledger::Volunteers => item == "PT06",
        _ => true,
    }
}
