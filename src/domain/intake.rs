//! 受理: one matter, from the first paper handed over to the archive (`domain.md` §3.2).
//!
//! The state is an enum that carries what each state must have: an accepted intake has a promised date because there is
//! no way to build one without. Steps are methods that give the next state or a named refusal. Stamps are only ever
//! added; `first_contact` and the handler of each step are not editable.

mod state;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::catalogue::{Catalogue, ReceiptKind};
use super::correction::{CorrectionRefusal, Note, reasoned};
use super::form::{Answer, Who};
use super::masked::Masked;
use super::material::MaterialLine;
use super::name::PersonName;
use super::serial::Serial;

pub use state::{
    Acceptance, Closing, Ending, Forwarding, GapPromise, Refusal, State, StateName, Step, StepRefusal,
    SupplementNotice,
};

/// One matter of one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// Ten digits, in order of taking in.
    pub id: String,
    /// The item's code.
    pub item: String,
    /// The version of the item it was taken under.
    pub item_version: u32,
    /// The paper the item ends in, as it was then.
    pub receipt: ReceiptKind,
    /// The visit it belongs to.
    pub visit: String,
    /// The window.
    pub window: u32,
    /// When the papers were handed over.
    pub received_at: DateTime<FixedOffset>,
    /// 首问责任人. Nobody edits it.
    pub first_contact: String,
    /// Who handled it. Nobody edits it.
    pub handler: String,
    /// The person on file, when there is one.
    #[serde(default)]
    pub resident: Option<String>,
    /// The applicant's name as given, when one was asked.
    #[serde(default)]
    pub applicant: Option<Masked<PersonName>>,
    /// Who came.
    #[serde(default)]
    pub who: Who,
    /// The document was checked against the card in hand (证件已核对).
    #[serde(default)]
    pub document_seen: bool,
    /// The answers, shared fields included.
    pub answers: BTreeMap<String, Answer>,
    /// The materials, line for line with the item's.
    #[serde(default)]
    pub materials: Vec<MaterialLine>,
    /// Numbers taken for it, the receipt's first.
    pub serials: Vec<Serial>,
    /// Where it stands.
    pub state: State,
    /// Everything that was done, oldest first. Only ever added to.
    pub history: Vec<Stamp>,
    /// 更正说明, oldest first. Only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// Who did what when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
    /// The step.
    pub step: Step,
    /// The number of the paper that was issued with it.
    #[serde(default)]
    pub serial: Option<Serial>,
}

/// The field of a dispute's level, and its highest: 重大.
const LEVEL: (&str, &str) = ("level", "major");

impl Intake {
    /// The day it was accepted, if it was and was not entered by mistake.
    pub fn accepted_on(&self) -> Option<NaiveDate> {
        let accepts =
            |stamp: &&Stamp| matches!(stamp.step, Step::Accept { .. } | Step::AcceptWithGaps { .. });
        let stamp = self.history.iter().find(accepts)?;
        (self.state.name() != StateName::Void).then(|| stamp.at.date_naive())
    }

    /// Whether an answer of the level is the highest: 重大矛盾, which is for named workers only (`domain.md` §1.4).
    pub fn is_major_level(answer: &Answer) -> bool {
        matches!(answer, Answer::Chosen(ids) if ids.iter().any(|id| id == LEVEL.1))
    }

    /// Whether it is a dispute of the highest level.
    pub fn is_major(&self) -> bool {
        self.answers.get(LEVEL.0).is_some_and(Self::is_major_level)
    }

    /// Whether named workers only may read it: the item is so, or the dispute.
    pub fn is_restricted(&self, catalogue: &Catalogue) -> bool {
        self.is_major() || catalogue.item(&self.item).is_some_and(|item| item.restricted)
    }

    /// The number it is known by: the receipt's, or the first paper's.
    pub fn serial(&self) -> Option<&Serial> {
        self.serials
            .iter()
            .find(|serial| serial.kind() == self.receipt.serial())
            .or_else(|| self.serials.first())
    }

    /// The day it is due to be done or handed on, while it is open.
    pub fn due(&self) -> Option<NaiveDate> {
        self.state.due()
    }

    /// Takes a step: moves the state on and stamps it.
    pub fn step(
        mut self,
        step: Step,
        at: DateTime<FixedOffset>,
        staff: &str,
        serial: Option<Serial>,
    ) -> Result<Self, StepRefusal> {
        self.state = self.state.step(&step)?;
        if let Some(serial) = &serial {
            self.serials.push(*serial);
        }
        self.history.push(Stamp { at, staff: staff.to_owned(), step, serial });
        Ok(self)
    }

    /// Adds a dated remark; nothing else changes.
    pub fn noted(
        mut self,
        at: DateTime<FixedOffset>,
        staff: &str,
        text: &str,
    ) -> Result<Self, CorrectionRefusal> {
        self.notes.push(Note { at, staff: staff.to_owned(), text: reasoned(text)? });
        Ok(self)
    }
}
