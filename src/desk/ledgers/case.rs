//! One matter as its ledger rows see it: the intake, its item at the version it was taken under, the person.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::desk::DeskError;
use crate::domain::catalogue::{HandlingMode, Item};
use crate::domain::cell::Cell;
use crate::domain::correction::Note;
use crate::domain::form::{Address, Answer, Person, Shared, Who};
use crate::domain::identity::IdDocument;
use crate::domain::intake::{Acceptance, Closing, Forwarding, Intake, State, StateName, Step};
use crate::domain::masked::Masked;
use crate::domain::phone::Phone;
use crate::domain::resident::Resident;

use super::veil::{HIDDEN, Veil};
use super::{Reader, words};

pub(super) struct Case<'a> {
    pub intake: Intake,
    pub item: Cow<'a, Item>,
    pub resident: Option<Resident>,
    pub veil: Veil,
}

impl Reader<'_> {
    /// The matter with what its rows need; none when the store has lost it, which `check` finds.
    pub(super) fn case(&self, id: &str) -> Result<Option<Case<'_>>, DeskError> {
        let Some(stored) = self.desk.store.get::<Intake>(id)? else {
            return Ok(None);
        };
        let intake = stored.value;
        let item = self.desk.item_in(&self.book, &intake.item, intake.item_version)?;
        let resident = self.person(intake.resident.as_deref())?;
        Ok(Some(Case { intake, item, resident, veil: self.veil }))
    }

    pub(super) fn person(&self, id: Option<&str>) -> Result<Option<Resident>, DeskError> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.desk.store.get::<Resident>(id)?.map(|stored| stored.value))
    }
}

impl Case<'_> {
    pub fn is_restricted(&self) -> bool {
        self.item.restricted || self.intake.is_major()
    }

    pub fn answer(&self, key: &str) -> Cell {
        self.veil.answer(&self.item, key, self.intake.answers.get(key))
    }

    pub fn chosen(&self, key: &str) -> Option<&str> {
        match self.intake.answers.get(key) {
            Some(Answer::Chosen(ids)) => ids.first().map(String::as_str),
            _ => None,
        }
    }

    pub fn yes(&self, key: &str) -> bool {
        self.chosen(key) == Some("yes")
    }

    pub fn day(&self, key: &str) -> Cell {
        match self.intake.answers.get(key) {
            Some(Answer::Date(day)) => Cell::Date(*day),
            Some(Answer::Datetime(at)) => Cell::Date(at.date()),
            _ => Cell::Empty,
        }
    }

    pub fn time(&self, key: &str) -> Cell {
        match self.intake.answers.get(key) {
            Some(Answer::Datetime(at)) => Cell::DateTime(*at),
            Some(Answer::Date(day)) => Cell::Date(*day),
            _ => Cell::Empty,
        }
    }

    pub fn persons(&self, key: &str) -> &[Person] {
        match self.intake.answers.get(key) {
            Some(Answer::Persons(persons)) => persons,
            _ => &[],
        }
    }

    /// The first of the answers there is.
    pub fn first_of(&self, keys: &[&str]) -> Cell {
        keys.iter().map(|key| self.answer(key)).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// The answers there are, one after another.
    pub fn joined(&self, keys: &[&str]) -> Cell {
        let words: Vec<String> = keys.iter().map(|key| self.answer(key).to_string()).collect();
        Cell::text(words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；"))
    }

    pub fn name(&self) -> Cell {
        if self.yes("anonymous") && !self.veil.full {
            return Cell::text(HIDDEN);
        }
        let name =
            self.intake.applicant.as_ref().or_else(|| self.resident.as_ref().map(|person| &person.name));
        self.veil.name(name)
    }

    fn phone_on_file(&self) -> Option<&Masked<Phone>> {
        match self.intake.answers.get(Shared::PHONE) {
            Some(Answer::Phone(phone)) => Some(phone),
            _ => self.resident.as_ref().and_then(|person| person.phone.as_ref()),
        }
    }

    pub fn phone(&self) -> Cell {
        if self.yes("anonymous") && !self.veil.full {
            return Cell::text(HIDDEN);
        }
        self.veil.phone(self.phone_on_file())
    }

    fn document_on_file(&self) -> Option<&IdDocument> {
        match self.intake.answers.get(Shared::IDENTITY) {
            Some(Answer::Identity(document)) => Some(document),
            _ => self.resident.as_ref().and_then(|person| person.document.as_ref()),
        }
    }

    pub fn document(&self) -> Cell {
        self.veil.document(self.document_on_file())
    }

    fn address_on_file(&self) -> Option<&Address> {
        match self.intake.answers.get(Shared::ADDRESS) {
            Some(Answer::Address(address)) => Some(address),
            _ => self.resident.as_ref().map(|person| &person.address),
        }
    }

    pub fn address(&self) -> Cell {
        Cell::of(self.address_on_file(), |address| self.veil.address(address))
    }

    /// 幸福里小区 1-2: the compound, its building and entrance.
    pub fn grid(&self) -> Cell {
        Cell::of(self.address_on_file(), |address| grid(address, self.veil))
    }

    pub fn received(&self) -> DateTime<FixedOffset> {
        self.intake.received_at
    }

    pub fn serial(&self) -> Cell {
        Cell::of(self.intake.serial(), |serial| Cell::text(serial.to_string()))
    }

    fn steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.intake.history.iter().map(|stamp| &stamp.step)
    }

    /// The last acceptance, whatever became of the matter since.
    pub fn acceptance(&self) -> Option<&Acceptance> {
        let told = |step| match step {
            &Step::Accept { ref acceptance }
            | &Step::AcceptWithGaps { ref acceptance, .. }
            | &Step::MakeUp { ref acceptance } => Some(acceptance),
            _ => None,
        };
        self.intake.state.acceptance().or_else(|| self.steps().rev().find_map(told))
    }

    pub fn promised(&self) -> Cell {
        Cell::of(self.acceptance(), |acceptance| Cell::Date(acceptance.promised_on))
    }

    pub fn forwarding(&self) -> Option<&Forwarding> {
        self.steps().rev().find_map(|step| match step {
            Step::Forward { forwarding } => Some(forwarding),
            _ => None,
        })
    }

    pub fn forwarded_to(&self) -> Cell {
        Cell::of(self.forwarding(), |forwarding| Cell::text(forwarding.to.clone()))
    }

    pub fn forwarded_on(&self) -> Cell {
        Cell::of(self.forwarding(), |forwarding| Cell::Date(forwarding.on))
    }

    pub fn closing(&self) -> Option<&Closing> {
        match &self.intake.state {
            State::Done { closing } | State::FedBack { closing, .. } | State::Archived { closing } => {
                Some(closing)
            }
            _ => None,
        }
    }

    pub fn done_on(&self) -> Cell {
        Cell::of(self.closing(), |closing| Cell::Date(closing.at.date_naive()))
    }

    /// How it ended or where it stands: the result where there is one, else the state.
    pub fn result(&self) -> Cell {
        let state = words::state(self.intake.state.name());
        match &self.intake.state {
            State::Replied { reply, .. } if !reply.trim().is_empty() => Cell::text(reply.clone()),
            State::Declined { refusal } if !refusal.reason.trim().is_empty() => {
                Cell::text(format!("{state}：{}", refusal.reason))
            }
            _ => match self.closing() {
                Some(closing) if !closing.result.trim().is_empty() => Cell::text(closing.result.clone()),
                _ => Cell::text(state),
            },
        }
    }

    /// What the resident said afterwards.
    pub fn feedback(&self) -> Cell {
        self.feedback_stamp().map_or(Cell::Empty, |(said, _)| Cell::text(said))
    }

    pub fn fed_back_on(&self) -> Cell {
        self.feedback_stamp().map_or(Cell::Empty, |(_, at)| Cell::Date(at.date_naive()))
    }

    fn feedback_stamp(&self) -> Option<(&str, DateTime<FixedOffset>)> {
        self.intake.history.iter().rev().find_map(|stamp| match &stamp.step {
            Step::FeedBack { feedback } => Some((feedback.as_str(), stamp.at)),
            _ => None,
        })
    }

    /// Whether it was, or by today is, later than promised. What is handed on is on time when it was handed on in time;
    /// of what was refused, taken back or voided there is nothing to say.
    pub fn overdue(&self, today: NaiveDate) -> Cell {
        let Some(acceptance) = self.acceptance() else { return Cell::Empty };
        let closed = self.closing().map(|closing| closing.at.date_naive());
        let done = match self.item.mode {
            HandlingMode::Forward => self.forwarding().map(|forwarding| forwarding.on).or(closed),
            _ => closed,
        };
        let until = match done {
            Some(day) => day,
            None if self.intake.state.is_open() => today,
            None => return Cell::Empty,
        };
        Cell::YesNo(until > acceptance.promised_on)
    }

    /// Who came in the applicant's place, and why a number was voided or a matter taken back.
    pub fn remark(&self) -> Cell {
        let mut parts = Vec::new();
        match self.intake.who {
            Who::Oneself => {}
            Who::Family => parts.push("家属代办".to_owned()),
            Who::Home => parts.push("社区上门".to_owned()),
        }
        if let State::Withdrawn { ending } | State::Terminated { ending } | State::Void { ending } =
            &self.intake.state
        {
            parts.push(format!("{}：{}", words::state(self.intake.state.name()), ending.reason));
        }
        parts.extend(notes(&self.intake.notes, self.veil));
        Cell::text(parts.join("；"))
    }

    pub fn state(&self) -> StateName {
        self.intake.state.name()
    }
}

/// What was put right after the fact, with its day; without a reason only that something was.
pub(super) fn notes(notes: &[Note], veil: Veil) -> Option<String> {
    if notes.is_empty() {
        return None;
    }
    if !veil.full {
        return Some("有更正说明".to_owned());
    }
    let one = |note: &Note| format!("{} 更正：{}", note.at.date_naive(), note.text);
    Some(notes.iter().map(one).collect::<Vec<_>>().join("；"))
}

/// The compound with building and entrance, as a grid is named where no map of grids is kept.
/// Masked like the address, to the building.
fn grid(address: &Address, veil: Veil) -> Cell {
    let hint = if veil.full { address.grid_hint() } else { address.building.clone() };
    let parts = [address.compound.as_str(), hint.as_str()];
    Cell::text(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}
