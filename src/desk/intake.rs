//! 受理: from a filled form to an accepted matter with its papers, in one commit.

mod form;
mod residents;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::book::Book;
use crate::domain::catalogue::{HandlingMode, IdentityLevel, Item, ReceiptKind};
use crate::domain::draft::Draft;
use crate::domain::form::{Answer, Judged, Shared, Who, judge};
use crate::domain::intake::{
    Acceptance, Closing, GapPromise, Intake, Refusal, State, Step, SupplementNotice,
};
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::material::{MaterialState, states};
use crate::domain::resident::Resident;
use crate::domain::serial::{Serial, SerialKind};
use crate::domain::visit::{LeftBy, Visit};
use crate::store::Unit;

pub use form::{FormOf, fill, form_of, guide_in_brief, names_covered, preview};
pub(super) use form::{enquiry_entries, fill_new_draft, known_entries};

use super::board::outcome_of;
use super::person::kept_in;
use super::{Desk, DeskError, read};

/// The enquiry item: the one that needs no name and ends the visit with its slip.
pub const ENQUIRY: &str = "PT01";

/// What the worker decides on a filled form.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// 受理
    Accept,
    /// 容缺受理: the missing papers follow by the promised day at the latest.
    AcceptWithGaps,
    /// 补正: everything missing is told at once.
    AskSupplement {
        /// What else must be put right.
        note: String,
        /// By when.
        due: NaiveDate,
        /// Why it is asked again, the second time.
        reason_again: String,
    },
    /// 不予受理
    Refuse(Refusal),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// The matter.
    pub intake: Intake,
    /// The papers, the main one first.
    pub papers: Vec<IssuedPaper>,
    /// The visit.
    pub visit: Visit,
}

impl Desk {
    /// Finishes a form: judges it, takes the number and stores matter, papers, person and visit in one commit. When
    /// this returns, everything is safe on disk.
    pub fn finish(&self, draft: &Draft, decision: &Decision) -> Result<Finished, DeskError> {
        let book = self.book();
        let item = self.item_in(&book, &draft.item, draft.item_version)?;
        self.commit("finish form", |unit| {
            if read::<Draft>(unit, &draft.id)?.is_none() {
                return Err(DeskError::DraftGone { id: draft.id.clone() });
            }
            let visit = self.visit_in(unit, &draft.visit)?;
            let finished = self.finish_in(unit, draft, decision, &item, &book, visit)?;
            unit.put(&finished.visit)?;
            unit.remove::<Draft>(&draft.id)?;
            let subject = finished
                .papers
                .first()
                .map_or_else(|| finished.intake.id.clone(), |paper| paper.serial.to_string());
            Ok((finished, subject))
        })
    }

    /// Takes in a matter in one go, without a form kept in between: visit, matter, papers. For scripts.
    pub fn take_in(&self, draft: &Draft, decision: &Decision) -> Result<Finished, DeskError> {
        let book = self.book();
        let item = self.item_in(&book, &draft.item, draft.item_version)?;
        self.commit("take in", |unit| {
            let mut draft = draft.clone();
            draft.id = super::next_id(unit, "intake")?;
            let new = super::NewVisit {
                resident: draft.resident.clone(),
                people: 1,
                purpose: item.short_zh.clone(),
                serving: true,
                ..super::NewVisit::default()
            };
            let mut visit = self.new_visit(unit, &new)?;
            // The person came when the form was opened, not when it was sent in.
            visit.arrived = draft.opened;
            visit.begun = Some(draft.opened);
            draft.visit.clone_from(&visit.id);
            let mut finished = self.finish_in(unit, &draft, decision, &item, &book, visit)?;
            if finished.visit.left.is_none() {
                finished.visit = finished.visit.leave(self.now(), LeftBy::Worker)?;
            }
            unit.put(&finished.visit)?;
            let subject = finished
                .papers
                .first()
                .map_or_else(|| finished.intake.id.clone(), |paper| paper.serial.to_string());
            Ok((finished, subject))
        })
    }

    /// Decides a form and writes all that comes of it but the visit, which the caller may have more to say of.
    fn finish_in(
        &self,
        unit: &mut Unit<'_>,
        draft: &Draft,
        decision: &Decision,
        item: &Item,
        book: &Book,
        mut visit: Visit,
    ) -> Result<Finished, DeskError> {
        let now = self.now();
        let today = now.date_naive();
        let staff = self.session().staff;
        let known = match &draft.resident {
            Some(id) => kept_in(unit, id)?,
            None => None,
        };
        let fields = form::fields_of(item, known.as_ref(), book);
        let judged = judge(&fields, &draft.entries, today);
        let papers_in = states(item, &fields, &draft.entries, &draft.materials);
        check_form(draft, decision, item, &papers_in, &judged)?;

        let resident = self.keep_resident(unit, draft, item, known, &judged)?;
        let before = if draft.goes_on { read::<Intake>(unit, &draft.id)? } else { None };
        let mut intake = match before {
            Some(before) => Intake {
                answers: judged.answers,
                materials: draft.materials.clone(),
                document_seen: draft.document_seen,
                ..before
            },
            None => new_intake(draft, item, &visit, judged.answers, resident.as_ref(), &staff),
        };
        let missing: Vec<usize> = papers_in
            .into_iter()
            .enumerate()
            .filter(|(_, state)| matches!(state, MaterialState::Missing | MaterialState::MissingDeferrable))
            .map(|(index, _)| index)
            .collect();

        let mut papers = Vec::new();
        let mut issue = |unit: &mut Unit<'_>, kind: SerialKind, paper: PaperKind| {
            let serial = take_serial(unit, kind, today)?;
            papers.push(IssuedPaper::new(serial, paper, draft.id.clone()));
            Ok::<_, DeskError>(serial)
        };
        let due = book.due(item, today);
        let acceptance = Acceptance { on: today, promised_on: due.date, provisional: due.provisional };
        match decision {
            Decision::Accept => {
                let serial = issue(unit, item.receipt.serial(), PaperKind::Receipt)?;
                intake = intake.step(Step::Accept { acceptance }, now, &staff, Some(serial))?;
                if item.mode == HandlingMode::Instant {
                    let closing = Closing { result: "当场办结".to_owned(), at: now };
                    intake = intake.step(Step::Finish { closing }, now, &staff, None)?;
                }
            }
            Decision::AcceptWithGaps => {
                let serial = issue(unit, item.receipt.serial(), PaperKind::Receipt)?;
                let gaps = GapPromise { missing, due: acceptance.promised_on };
                let step = Step::AcceptWithGaps { acceptance, gaps };
                intake = intake.step(step, now, &staff, Some(serial))?;
                let notice = issue(unit, SerialKind::Notice, PaperKind::GapNotice)?;
                intake.serials.push(notice);
            }
            Decision::AskSupplement { note, due, reason_again } => {
                let serial = issue(unit, SerialKind::Notice, PaperKind::SupplementNotice)?;
                let notice = SupplementNotice {
                    missing,
                    note: note.clone(),
                    due: *due,
                    reason_again: reason_again.clone(),
                };
                let step = Step::AskSupplement { notice };
                intake = intake.step(step, now, &staff, Some(serial))?;
            }
            Decision::Refuse(refusal) => {
                let serial = issue(unit, SerialKind::Decline, PaperKind::RefusalNotice)?;
                let step = Step::Decline { refusal: refusal.clone() };
                intake = intake.step(step, now, &staff, Some(serial))?;
            }
        }
        let accepting = matches!(decision, Decision::Accept | Decision::AcceptWithGaps);
        if accepting && item.receipt == ReceiptKind::Booking {
            intake = self.book_for(unit, draft, intake, item, resident.as_ref(), book, &mut papers)?;
        }
        if accepting
            && item.receipt == ReceiptKind::Enrol
            && let Some(receipt) = papers.first()
        {
            let _ = self.enrol_for(unit, &intake, resident.as_ref(), book, receipt.serial)?;
        }
        for paper in &papers {
            unit.put(paper)?;
        }
        if let Some(mut person) = resident {
            person.last_seen = now;
            // Whoever searches reads it.
            let told = !intake.is_restricted(&book.catalogue);
            person.last_item = if told { item.code.clone() } else { String::new() };
            person.last_serial = papers.first().map_or_else(String::new, |p| p.serial.to_string());
            visit.resident = Some(person.id.clone());
            unit.put(&person)?;
        } else if let Some(name) = &intake.applicant {
            visit.name = Some(name.clone());
        }
        if !visit.intakes.contains(&intake.id) {
            visit.intakes.push(intake.id.clone());
        }
        let enquiry = item.code == ENQUIRY;
        visit.outcome = outcome_of(intake.state.name(), enquiry).or(visit.outcome);
        // An enquiry ends with its slip; others stay at the window until the worker ends the visit.
        if enquiry && visit.resident.is_none() && visit.left.is_none() {
            visit = visit.leave(now, LeftBy::Worker)?;
        }
        for answer in intake.answers.values() {
            if let Answer::Address(address) = answer {
                self.learn_place(unit, address)?;
            }
        }
        unit.put(&intake)?;
        Ok(Finished { intake, papers, visit })
    }

    /// A matter that waits for papers goes on: its form is opened again with what was given before.
    pub fn go_on(&self, intake: &str) -> Result<super::Opened, DeskError> {
        let now = self.now();
        let staff = self.session().staff;
        self.commit("go on", |unit| {
            let known = read::<Intake>(unit, intake)?
                .ok_or_else(|| DeskError::Unknown { what: "intake", key: intake.to_owned() })?;
            if !matches!(known.state, State::NeedsSupplement { .. }) {
                let from = known.state.name();
                return Err(crate::domain::intake::StepRefusal::NotFrom { from }.into());
            }
            let resident = match &known.resident {
                Some(id) => kept_in(unit, id)?,
                None => None,
            };
            let item = self.item_at(&known.item, known.item_version)?;
            let form = form_of(&item, resident.as_ref());
            let draft = Draft {
                id: known.id.clone(),
                visit: known.visit.clone(),
                item: known.item.clone(),
                item_version: known.item_version,
                resident: known.resident.clone(),
                entries: form.entries_of(&known.answers),
                touched: known.answers.keys().cloned().collect(),
                materials: known.materials.clone(),
                document_seen: known.document_seen,
                goes_on: true,
                opened: now,
                saved: now,
                staff: staff.clone(),
            };
            unit.put(&draft)?;
            let visit = self.visit_in(unit, &known.visit)?;
            Ok((super::Opened { draft, item, resident, visit }, known.id.clone()))
        })
    }

    /// Voids a matter entered by mistake. Its numbers stay in their series, with the reason.
    pub fn void(&self, intake: &str, reason: &str) -> Result<Intake, DeskError> {
        let now = self.now();
        let staff = self.session().staff;
        self.commit("void", |unit| {
            let known = read::<Intake>(unit, intake)?
                .ok_or_else(|| DeskError::Unknown { what: "intake", key: intake.to_owned() })?;
            let ending = crate::domain::intake::Ending { reason: reason.to_owned(), at: now };
            let voided = known.step(Step::Void { ending }, now, &staff, None)?;
            unit.put(&voided)?;
            let subject = voided.serial().map_or_else(|| voided.id.clone(), ToString::to_string);
            Ok((voided, subject))
        })
    }

    /// The latest day a supplement may be asked for: as many working days as the item promises, five at least.
    pub fn supplement_due(&self, item: &Item) -> NaiveDate {
        let today = self.today();
        let five = crate::domain::promise::Promise::FIVE_WORK_DAYS;
        let book = self.book();
        book.due(item, today).date.max(five.due(today, &book.calendar).date).max(today + Days::new(1))
    }
}

/// Takes the next number of a series, in the same commit as the record it stands on: no gaps, never twice.
pub(super) fn take_serial(
    unit: &mut Unit<'_>,
    kind: SerialKind,
    today: NaiveDate,
) -> Result<Serial, DeskError> {
    use chrono::Datelike;
    let year = today.year();
    let number = unit.next_number(&kind.counter_name(year))?;
    let number = u32::try_from(number).ok().and_then(std::num::NonZeroU32::new);
    number
        .map(|number| Serial::from_counter(kind, year, number))
        .ok_or(DeskError::Unknown { what: "number", key: kind.counter_name(year) })
}

/// Whether the form may end in this decision.
fn check_form(
    draft: &Draft,
    decision: &Decision,
    item: &Item,
    papers_in: &[MaterialState],
    judged: &Judged,
) -> Result<(), DeskError> {
    // A refusal needs no complete form: what was given is kept, what is wrong is not asked again.
    if matches!(decision, Decision::Refuse(_)) {
        return Ok(());
    }
    if !judged.errors.is_empty() {
        return Err(DeskError::Form(judged.errors.clone()));
    }
    if matches!(decision, Decision::AskSupplement { .. }) {
        return Ok(());
    }
    let mut hard = Vec::new();
    let mut deferrable = Vec::new();
    for (index, state) in papers_in.iter().enumerate() {
        match state {
            MaterialState::Missing => hard.push(index),
            MaterialState::MissingDeferrable => deferrable.push(index),
            _ => {}
        }
    }
    let gaps_allowed = matches!(decision, Decision::AcceptWithGaps);
    if !hard.is_empty() || !gaps_allowed && !deferrable.is_empty() {
        return Err(DeskError::MaterialsMissing { hard, deferrable });
    }
    if item.identity == IdentityLevel::Verified && !draft.document_seen {
        return Err(DeskError::DocumentNotSeen);
    }
    Ok(())
}

fn new_intake(
    draft: &Draft,
    item: &Item,
    visit: &Visit,
    answers: BTreeMap<String, Answer>,
    resident: Option<&Resident>,
    staff: &str,
) -> Intake {
    let applicant = resident.map(|person| person.name.clone()).or_else(|| match answers.get(Shared::NAME) {
        Some(Answer::Name(name)) => Some(name.clone()),
        _ => None,
    });
    let who = match answers.get(Shared::WHO) {
        Some(Answer::Chosen(ids)) => match ids.first().map(String::as_str) {
            Some("family") => Who::Family,
            Some("home") => Who::Home,
            _ => Who::Oneself,
        },
        _ => Who::Oneself,
    };
    Intake {
        id: draft.id.clone(),
        item: item.code.clone(),
        item_version: item.version,
        receipt: item.receipt,
        visit: visit.id.clone(),
        window: visit.window,
        received_at: draft.opened,
        first_contact: visit.first_contact.clone(),
        handler: staff.to_owned(),
        resident: resident.map(|person| person.id.clone()),
        applicant,
        who,
        document_seen: draft.document_seen,
        answers,
        materials: draft.materials.clone(),
        serials: Vec::new(),
        state: State::Received,
        history: Vec::new(),
        notes: Vec::new(),
    }
}
