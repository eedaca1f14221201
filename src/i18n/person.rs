//! What the page of a person and `quanke person` say alike.

use crate::domain::class::Place;
use crate::domain::correction::{Change, FileLine};
use crate::domain::duplicate::Sign;
use crate::domain::form::Address;
use crate::domain::identity::{IdDocument, Sex};
use crate::domain::intake::{StateName, Step};
use crate::domain::masked::{Mask, Masked, covered};
use crate::domain::visit::LeftBy;
use crate::t;

use super::Words;

/// A line of a file.
pub fn file_line(words: &Words, line: FileLine) -> String {
    match line {
        FileLine::Name => t!(words, "person-line-name"),
        FileLine::Document => t!(words, "resident-document"),
        FileLine::Phone => t!(words, "resident-phone"),
        FileLine::Contact => t!(words, "person-line-contact"),
        FileLine::Address => t!(words, "resident-address"),
        FileLine::Sex => t!(words, "person-line-sex"),
    }
}

/// What a line said before and what it says since: masked, unless it is revealed.
pub fn change(words: &Words, change: &Change, reveal: bool) -> (String, String) {
    let document = |held: &Option<IdDocument>| {
        held.as_ref().map_or_else(|| unknown(words), |document| shown(document.number(), reveal))
    };
    let sex = |sex: Option<Sex>| match sex {
        Some(Sex::Male) => t!(words, "sex-male"),
        Some(Sex::Female) => t!(words, "sex-female"),
        None => unknown(words),
    };
    match change {
        Change::Name { before, after } => (shown(before, reveal), shown(after, reveal)),
        Change::Document { before, after } => (document(before), document(after)),
        Change::Phone { before, after } => {
            let phone = |held: &Option<Masked<_>>| {
                held.as_ref().map_or_else(|| unknown(words), |phone| shown(phone, reveal))
            };
            (phone(before), phone(after))
        }
        Change::Contact { before, after } => (contact(words, before, reveal), contact(words, after, reveal)),
        Change::Address { before, after } => (address(words, before, reveal), address(words, after, reveal)),
        Change::Sex { before, after } => (sex(*before), sex(*after)),
    }
}

/// Nothing is known.
pub fn unknown(words: &Words) -> String {
    t!(words, "resident-unknown")
}

fn shown<T: Mask + std::fmt::Display>(value: &Masked<T>, reveal: bool) -> String {
    if reveal { value.reveal().to_string() } else { value.to_string() }
}

/// Whom to ask.
pub fn contact(words: &Words, text: &str, reveal: bool) -> String {
    match (text.is_empty(), reveal) {
        (true, _) => unknown(words),
        (false, true) => text.to_owned(),
        (false, false) => covered(text),
    }
}

/// An address, to the building only unless it is revealed.
pub fn address(words: &Words, address: &Address, reveal: bool) -> String {
    let text = if reveal { address.line.clone() } else { address.to_building() };
    if text.is_empty() { unknown(words) } else { text }
}

/// How it is known when somebody left.
pub fn left_by(words: &Words, by: LeftBy) -> String {
    match by {
        LeftBy::Worker => t!(words, "person-left-worker"),
        LeftBy::ClosingTime => t!(words, "person-left-closing"),
        LeftBy::Corrected => t!(words, "person-left-corrected"),
    }
}

/// What speaks for two files being one person's.
pub fn sign(words: &Words, sign: Sign) -> String {
    match sign {
        Sign::Document => t!(words, "person-sign-document"),
        Sign::Name => t!(words, "person-sign-name"),
        Sign::Sound => t!(words, "person-sign-sound"),
        Sign::Phone => t!(words, "person-sign-phone"),
        Sign::Birth => t!(words, "person-sign-birth"),
        Sign::Building => t!(words, "person-sign-building"),
        Sign::OtherDocument => t!(words, "person-sign-other-document"),
    }
}

/// Where an enrolment stands.
pub fn place(words: &Words, place: &Place) -> String {
    match place {
        Place::Enrolled => t!(words, "person-place-enrolled"),
        Place::Waiting => t!(words, "person-place-waiting"),
        Place::Left { .. } => t!(words, "person-place-left"),
    }
}

/// A step of a matter, by name.
pub fn step_name(words: &Words, step: &Step) -> String {
    match step {
        Step::Accept { .. } => t!(words, "matter-step-accept"),
        Step::AcceptWithGaps { .. } => t!(words, "matter-step-gaps"),
        Step::MakeUp { .. } => t!(words, "matter-step-make-up"),
        Step::AskSupplement { .. } => t!(words, "matter-step-supplement"),
        Step::Decline { .. } => t!(words, "matter-step-decline"),
        Step::Forward { .. } => t!(words, "matter-step-forward"),
        Step::Reply { .. } => t!(words, "matter-step-reply"),
        Step::Finish { .. } => t!(words, "matter-step-finish"),
        Step::FeedBack { .. } => t!(words, "matter-step-feedback"),
        Step::Archive => t!(words, "matter-step-archive"),
        Step::Withdraw { .. } => t!(words, "matter-step-withdraw"),
        Step::Terminate { .. } => t!(words, "matter-step-terminate"),
        Step::Void { .. } => t!(words, "matter-step-void"),
    }
}

/// A state in words.
pub fn state_name(words: &Words, state: StateName) -> String {
    match state {
        StateName::Received => t!(words, "state-received"),
        StateName::Accepted => t!(words, "state-accepted"),
        StateName::AcceptedWithGaps => t!(words, "state-gaps"),
        StateName::NeedsSupplement => t!(words, "state-supplement"),
        StateName::Declined => t!(words, "state-declined"),
        StateName::Forwarded => t!(words, "state-forwarded"),
        StateName::Replied => t!(words, "state-replied"),
        StateName::Done => t!(words, "state-done"),
        StateName::FedBack => t!(words, "state-fed-back"),
        StateName::Archived => t!(words, "state-archived"),
        StateName::Withdrawn => t!(words, "state-withdrawn"),
        StateName::Terminated => t!(words, "state-terminated"),
        StateName::Void => t!(words, "state-void"),
    }
}
