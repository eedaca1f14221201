//! The words for what an item can be, in the order in which they are offered.

use crate::domain::catalogue::{HandlingMode, IdentityLevel, MaterialForm, ReceiptKind};
use crate::domain::form::FieldType;
use crate::i18n::Words;
use crate::t;
use crate::ui::screen::words::{form_name, mode_name, receipt_name};

/// How an item is handled.
pub const MODES: [HandlingMode; 3] = [HandlingMode::Instant, HandlingMode::Promised, HandlingMode::Forward];

/// How much must be known of the person.
pub const IDENTITIES: [IdentityLevel; 4] =
    [IdentityLevel::None, IdentityLevel::Contact, IdentityLevel::Name, IdentityLevel::Verified];

/// The papers an item can end in. Bookings, loans and the like need fields of their own and are not offered.
pub const RECEIPTS: [ReceiptKind; 4] =
    [ReceiptKind::Slip, ReceiptKind::Acceptance, ReceiptKind::Agency, ReceiptKind::Workorder];

/// The forms of a material.
pub const FORMS: [MaterialForm; 4] =
    [MaterialForm::Original, MaterialForm::Copy, MaterialForm::Show, MaterialForm::Electronic];

/// The types a field can be given here.
pub const KINDS: [FieldType; 4] = [FieldType::Text, FieldType::Choice, FieldType::Bool, FieldType::Date];

/// Names of [`MODES`].
pub fn modes(words: &Words) -> [String; 3] {
    MODES.map(|mode| mode_name(words, mode))
}

/// Names of [`IDENTITIES`].
pub fn identities(words: &Words) -> [String; 4] {
    [
        t!(words, "identity-none"),
        t!(words, "identity-contact"),
        t!(words, "identity-name"),
        t!(words, "identity-verified"),
    ]
}

/// Names of [`RECEIPTS`].
pub fn receipts(words: &Words) -> [String; 4] {
    RECEIPTS.map(|receipt| receipt_name(words, receipt))
}

/// Names of [`FORMS`].
pub fn forms(words: &Words) -> [String; 4] {
    FORMS.map(|form| form_name(words, form))
}

/// Names of [`KINDS`].
pub fn kinds(words: &Words) -> [String; 4] {
    [t!(words, "kind-text"), t!(words, "kind-choice"), t!(words, "kind-bool"), t!(words, "kind-date")]
}
