//! What can go wrong at the desk: facts only. The sentences, with what to do, are in `i18n/`.

use std::collections::BTreeMap;

use crate::domain::catalogue::CatalogueError;
use crate::domain::class::{ClassError, EnrolmentRefusal};
use crate::domain::correction::CorrectionRefusal;
use crate::domain::form::FieldError;
use crate::domain::intake::StepRefusal;
use crate::domain::ledger::ProfileFault;
use crate::domain::merge::MergeRefusal;
use crate::domain::visit::VisitRefusal;
use crate::domain::work_calendar::CalendarError;
use crate::store::StoreError;

use super::imports::ImportError;
use super::rooms::RoomsError;

/// Why the desk did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The store did not take or give it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Fields are wrong; by key.
    #[error("{} fields are wrong", .0.len())]
    Form(BTreeMap<String, FieldError>),
    /// Papers that must be there are missing: indexes into the item's materials.
    #[error("papers are missing")]
    MaterialsMissing {
        /// May not follow.
        hard: Vec<usize>,
        /// May follow (可容缺).
        deferrable: Vec<usize>,
    },
    /// The item wants the document checked against the card in hand.
    #[error("document not checked")]
    DocumentNotSeen,
    /// No such record.
    #[error("no {what} {key}")]
    Unknown {
        /// The kind of record.
        what: &'static str,
        /// What was asked for.
        key: String,
    },
    /// The item is no longer offered.
    #[error("item {code} is retired")]
    Retired {
        /// The item's code.
        code: String,
    },
    /// The step is not lawful now.
    #[error(transparent)]
    Step(#[from] StepRefusal),
    /// The visit is not where it should be.
    #[error(transparent)]
    Visit(#[from] VisitRefusal),
    /// The form was finished already, here or in another place.
    #[error("draft {id} is finished")]
    DraftGone {
        /// The draft's id.
        id: String,
    },
    /// A catalogue rule is broken.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A holiday file is wrong.
    #[error(transparent)]
    Holidays(#[from] CalendarError),
    /// Nobody is signed in, or the PIN is wrong.
    #[error("not signed in")]
    NotSignedIn,
    /// The PIN is wrong.
    #[error("wrong pin")]
    WrongPin,
    /// Only a supervisor may.
    #[error("supervisors only")]
    SupervisorsOnly,
    /// The last worker or the last supervisor cannot go.
    #[error("last of its kind")]
    LastOne,
    /// Only a practice store may be filled with invented days.
    #[error("practice only")]
    PracticeOnly,
    /// A room cannot be had, or a booking not changed.
    #[error(transparent)]
    Rooms(#[from] RoomsError),
    /// Somebody cannot be enrolled.
    #[error(transparent)]
    Enrolment(#[from] EnrolmentRefusal),
    /// A class cannot be kept as it is.
    #[error(transparent)]
    Class(#[from] ClassError),
    /// Something cannot be put right so.
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Two files cannot be merged, or not be made two again.
    #[error(transparent)]
    Merge(#[from] MergeRefusal),
    /// A needed text is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The summary is finalised: its words and figures stay as they are.
    #[error("summary {period} is finalised")]
    Finalised {
        /// The period, as it is asked for.
        period: String,
    },
    /// Only a finalised summary is corrected.
    #[error("summary {period} is not finalised")]
    NotFinalised {
        /// The period, as it is asked for.
        period: String,
    },
    /// The period goes on until that day.
    #[error("not before {day}")]
    NotYet {
        /// The last working day.
        day: chrono::NaiveDate,
    },
    /// Personal data in full asks for a reason.
    #[error("no reason given")]
    ReasonMissing,
    /// The last day is before the first.
    #[error("the period ends before it begins")]
    Period,
    /// A filter that means nothing in this ledger.
    #[error("the ledger cannot be filtered by {0}")]
    FilterUnfit(&'static str),
    /// A profile cannot be kept.
    #[error(transparent)]
    Profile(#[from] ProfileFault),
    /// A file cannot be taken in, or an import not undone.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Somebody ended it before it was done. Nothing was written.
    #[error("stopped")]
    Stopped,
}

impl DeskError {
    /// A short code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(_) => "store",
            Self::Form(_) => "form",
            Self::MaterialsMissing { hard, .. } if hard.is_empty() => "materials_deferrable",
            Self::MaterialsMissing { .. } => "materials_missing",
            Self::DocumentNotSeen => "document_not_seen",
            Self::Unknown { .. } => "unknown",
            Self::Retired { .. } => "retired",
            Self::Step(_) => "step",
            Self::Visit(_) => "visit",
            Self::DraftGone { .. } => "draft_gone",
            Self::Catalogue(_) => "catalogue",
            Self::Holidays(_) => "holidays",
            Self::NotSignedIn => "not_signed_in",
            Self::WrongPin => "wrong_pin",
            Self::SupervisorsOnly => "supervisors_only",
            Self::LastOne => "last_one",
            Self::PracticeOnly => "practice_only",
            Self::Rooms(error) => error.code(),
            Self::Enrolment(_) => "enrolment",
            Self::Class(_) => "class",
            Self::Correction(_) => "correction",
            Self::Merge(_) => "merge",
            Self::Empty(_) => "empty",
            Self::Finalised { .. } => "finalised",
            Self::NotFinalised { .. } => "not_finalised",
            Self::NotYet { .. } => "not_yet",
            Self::ReasonMissing => "reason_missing",
            Self::Period => "dates",
            Self::FilterUnfit(_) => "filter",
            Self::Profile(_) => "profile",
            Self::Import(error) => error.code(),
            Self::Stopped => "stopped",
        }
    }
}
