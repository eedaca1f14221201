//! Sentences for everything that can go wrong: what is wrong, by how much, and what to do.

mod person;
mod rooms;
mod tables;

use crate::desk::DeskError;
use crate::domain::bank::BankError;
use crate::domain::form::FieldError;
use crate::domain::identity::IdError;
use crate::domain::intake::StepRefusal;
use crate::domain::name::NameError;
use crate::domain::phone::PhoneError;
use crate::paper::office::OfficeError;
use crate::paper::output::PrintError;
use crate::store::StoreError;
use crate::t;

use super::Words;

/// What is wrong with a field, beside the field.
pub fn field_error(words: &Words, error: &FieldError) -> String {
    match error {
        FieldError::Required => t!(words, "field-required"),
        FieldError::TooLong { len, max } => t!(words, "field-too-long", len = *len, max = *max),
        FieldError::NotWhole => t!(words, "field-not-whole"),
        FieldError::NotNumber => t!(words, "field-not-number"),
        FieldError::NotMoney => t!(words, "field-not-money"),
        FieldError::OutOfRange { min, max } => match (min, max) {
            (Some(min), Some(max)) => {
                t!(words, "field-range", min = min.to_string(), max = max.to_string())
            }
            (Some(min), None) => t!(words, "field-at-least", min = min.to_string()),
            (None, Some(max)) => t!(words, "field-at-most", max = max.to_string()),
            (None, None) => t!(words, "field-not-number"),
        },
        FieldError::NotDate => t!(words, "field-not-date"),
        FieldError::NotDatetime => t!(words, "field-not-datetime"),
        FieldError::NotMonth => t!(words, "field-not-month"),
        FieldError::ClassFull { waiting } => t!(words, "class-full", waiting = *waiting),
        FieldError::UnknownOption { id } => t!(words, "field-unknown-option", id = id.clone()),
        FieldError::Phone(error) => phone(words, error),
        FieldError::Bank(error) => bank(words, error),
        FieldError::BankName => t!(words, "field-bank-name"),
        FieldError::Name(error) => name(words, error),
        FieldError::Identity(error) => identity(words, error),
        FieldError::Persons(faults) => match faults.first() {
            Some(fault) => {
                t!(words, "field-person", line = fault.line + 1, error = field_error(words, &fault.error))
            }
            None => t!(words, "field-required"),
        },
        FieldError::UnknownRecord { what } => t!(words, "field-unknown-record", what = what.clone()),
    }
}

fn phone(words: &Words, error: &PhoneError) -> String {
    match error {
        PhoneError::Empty => t!(words, "field-required"),
        PhoneError::Length { len, expected } => {
            t!(words, "phone-length", len = *len, expected = expected.to_string())
        }
        PhoneError::BadCharacter { position, ch } => {
            t!(words, "character-at", position = *position, ch = ch.to_string())
        }
        PhoneError::BadPrefix { prefix } => t!(words, "phone-prefix", prefix = prefix.clone()),
    }
}

fn bank(words: &Words, error: &BankError) -> String {
    match error {
        BankError::Empty => t!(words, "bank-empty"),
        BankError::Length { len } => t!(words, "bank-length", len = *len),
        BankError::BadCharacter { position, ch } => {
            t!(words, "character-at", position = *position, ch = ch.to_string())
        }
    }
}

fn name(words: &Words, error: &NameError) -> String {
    match error {
        NameError::Empty => t!(words, "name-empty"),
        NameError::TooLong { len } => t!(words, "field-too-long", len = *len, max = 50),
        NameError::Control => t!(words, "name-control"),
    }
}

fn identity(words: &Words, error: &IdError) -> String {
    match error {
        IdError::Empty => t!(words, "field-required"),
        IdError::Length { len } => t!(words, "id-length", len = *len),
        IdError::TooLong { len, max } => t!(words, "field-too-long", len = *len, max = *max),
        IdError::BadCharacter { position, ch } => {
            t!(words, "character-at", position = *position, ch = ch.to_string())
        }
        IdError::LetterO { position } => t!(words, "id-letter-o", position = *position),
        IdError::CheckDigit { .. } => t!(words, "id-check-digit"),
        IdError::BirthDate { text } => t!(words, "id-birth", text = text.clone()),
        IdError::FutureBirth => t!(words, "id-future"),
        IdError::FifteenDigits { .. } => t!(words, "id-fifteen"),
        IdError::ReasonMissing => t!(words, "id-reason"),
    }
}

pub use rooms::{booking_state, rule_break};
pub use tables::{export_error, profile_fault, read_error, row_fault, write_error};

/// What the desk could not do.
pub fn desk_error(words: &Words, error: &DeskError) -> String {
    match error {
        DeskError::Store(error) => store(words, error),
        DeskError::Form(errors) => t!(words, "desk-form", count = errors.len()),
        DeskError::MaterialsMissing { hard, .. } if hard.is_empty() => {
            t!(words, "desk-materials-deferrable")
        }
        DeskError::MaterialsMissing { hard, .. } => {
            t!(words, "desk-materials-missing", count = hard.len())
        }
        DeskError::DocumentNotSeen => t!(words, "desk-document-not-seen"),
        DeskError::Unknown { key, .. } => t!(words, "desk-unknown", key = key.clone()),
        DeskError::Retired { code } => t!(words, "desk-retired", code = code.clone()),
        DeskError::Step(refusal) => step(words, *refusal),
        DeskError::Visit(_) => t!(words, "desk-visit"),
        DeskError::DraftGone { .. } => t!(words, "desk-draft-gone"),
        DeskError::Catalogue(error) => t!(words, "desk-catalogue", detail = error.to_string()),
        DeskError::Holidays(error) => t!(words, "desk-holidays", detail = error.to_string()),
        DeskError::NotSignedIn => t!(words, "desk-not-signed-in"),
        DeskError::WrongPin => t!(words, "desk-wrong-pin"),
        DeskError::SupervisorsOnly => t!(words, "desk-supervisors-only"),
        DeskError::LastOne => t!(words, "desk-last-one"),
        DeskError::PracticeOnly => t!(words, "desk-practice-only"),
        DeskError::Rooms(error) => rooms::rooms_error(words, error),
        DeskError::Enrolment(refusal) => rooms::enrolment(words, refusal),
        DeskError::Class(error) => rooms::class(words, *error),
        DeskError::Correction(refusal) => person::correction(words, *refusal),
        DeskError::Merge(refusal) => person::merge(words, *refusal),
        DeskError::ReasonMissing => t!(words, "desk-reason-missing"),
        DeskError::Period => t!(words, "cli-ics-backwards"),
        DeskError::FilterUnfit(filter) => t!(words, "ledger-filter-unfit", filter = (*filter).to_owned()),
        DeskError::Profile(fault) => tables::profile_fault(words, fault),
        DeskError::Import(error) => tables::import_error(words, error),
        DeskError::Empty("worker") => t!(words, "desk-empty-worker"),
        DeskError::Empty("view") => t!(words, "records-name-empty"),
        DeskError::Empty(_) => t!(words, "desk-empty-community"),
        DeskError::Finalised { .. } => t!(words, "summary-finalised-already"),
        DeskError::NotFinalised { .. } => t!(words, "summary-not-finalised"),
        DeskError::NotYet { day } => t!(words, "summary-not-yet", day = super::day(words, *day)),
        DeskError::Stopped => t!(words, "desk-stopped"),
    }
}

fn step(words: &Words, refusal: StepRefusal) -> String {
    match refusal {
        StepRefusal::NotFrom { .. } => t!(words, "step-not-from"),
        StepRefusal::GapTooLate => t!(words, "step-gap-late"),
        StepRefusal::NoGap => t!(words, "step-no-gap"),
        StepRefusal::ToldAlready => t!(words, "step-told-already"),
        StepRefusal::NoReason => t!(words, "step-no-reason"),
    }
}

fn store(words: &Words, error: &StoreError) -> String {
    match error {
        StoreError::Conflict { .. } => t!(words, "store-conflict"),
        StoreError::NotSaved(error) => t!(words, "store-not-saved", detail = error.to_string()),
        StoreError::Poisoned => t!(words, "store-poisoned"),
        StoreError::Held { pid, since } => {
            let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
            let since = since.clone().unwrap_or_else(|| "?".to_owned());
            t!(words, "store-held", pid = pid, since = since)
        }
        StoreError::Newer { .. } => t!(words, "store-newer"),
        other => t!(words, "store-fault", detail = other.to_string()),
    }
}

/// Why a paper could not be handed over.
pub fn office_error(words: &Words, error: &OfficeError) -> String {
    match error {
        OfficeError::Desk(error) => desk_error(words, error),
        OfficeError::Paper(error) => t!(words, "paper-fault", detail = error.to_string()),
        OfficeError::File(error) => t!(words, "paper-file", detail = error.to_string()),
        OfficeError::Print { error, .. } => match error {
            PrintError::NoProgram(program) => t!(words, "print-no-program", program = program.clone()),
            PrintError::NoPrinter(_) => t!(words, "print-no-printer"),
            PrintError::Refused { stderr, .. } => t!(words, "print-refused", detail = stderr.clone()),
            PrintError::TimedOut(seconds) => t!(words, "print-timed-out", seconds = *seconds),
        },
    }
}
