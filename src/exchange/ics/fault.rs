//! Why a part of a file was not taken.

use crate::domain::recurrence::RuleError;

/// A part of a file that could not be taken, kept as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its text, folded as in the file; bytes that are no UTF-8 stand as �.
    pub raw: String,
    /// What it is called, as far as that could be read.
    pub summary: String,
    /// What is wrong.
    pub fault: Fault,
}

/// A line inside an event that is no property; the event was taken without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Its number in the file, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line that is no UTF-8.
    #[error("line {line} is not UTF-8")]
    Encoding {
        /// The line in the file.
        line: usize,
    },
    /// A line that is meant to say something needed and is no property.
    #[error("line {line} cannot be read: {text:?}")]
    Line {
        /// The line in the file.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// It has no END: the file was cut off, or another event begins inside.
    #[error("it does not end")]
    NoEnd,
    /// Not an event: a task, a journal entry.
    #[error("{name} is no event")]
    NotAnEvent {
        /// What it is, as the file names it.
        name: String,
    },
    /// Nothing says when it starts.
    #[error("it has no start")]
    NoStart,
    /// It replaces an occurrence and doesn't say of which event.
    #[error("it replaces an occurrence of no event")]
    NoUid,
    /// A property that may stand once stands twice.
    #[error("{property} stands twice")]
    Twice {
        /// The property.
        property: &'static str,
    },
    /// Both an end and a length.
    #[error("it has both an end and a duration")]
    TwoEnds,
    /// A day or time that is none.
    #[error("{property} is no time: {text:?}")]
    Time {
        /// The property.
        property: &'static str,
        /// What stands there.
        text: String,
    },
    /// A length that is none.
    #[error("{text:?} is no duration")]
    Duration {
        /// What stands there.
        text: String,
    },
    /// A zone nobody knows, and the file doesn't describe.
    #[error("the zone {name:?} is unknown")]
    Zone {
        /// The zone's name in the file.
        name: String,
    },
    /// A start that is a day and an end that is a time, or the reverse.
    #[error("start and end are of different kinds")]
    Kinds,
    /// It ends before it starts.
    #[error("it ends before it starts")]
    EndsBefore,
    /// Its rule can't be followed.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// Something of the standard that this program doesn't do.
    #[error("{what} is not understood")]
    NotUnderstood {
        /// As the file says it.
        what: String,
    },
    /// The same event stands in the file in a newer state, or for the second time.
    #[error("line {line} has the same event")]
    Superseded {
        /// The line of the one that was taken.
        line: usize,
    },
}

impl Fault {
    /// A word for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Encoding { .. } => "encoding",
            Self::Line { .. } => "line",
            Self::NoEnd => "no_end",
            Self::NotAnEvent { .. } => "not_an_event",
            Self::NoStart => "no_start",
            Self::NoUid => "no_uid",
            Self::Twice { .. } => "twice",
            Self::TwoEnds => "two_ends",
            Self::Time { .. } => "time",
            Self::Duration { .. } => "duration",
            Self::Zone { .. } => "zone",
            Self::Kinds => "kinds",
            Self::EndsBefore => "ends_before",
            Self::Rule(_) => "rule",
            Self::NotUnderstood { .. } => "not_understood",
            Self::Superseded { .. } => "superseded",
        }
    }
}
