//! The facts of a visit.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::visit::{LeftBy, Outcome, VisitState};

use super::minute::second_of_day;
use super::{Minute, numeric, packed};

/// The facts of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFact {
    /// When they came.
    pub arrived: Minute,
    /// How many people.
    pub people: u32,
    /// The person on file.
    pub resident: Option<u64>,
    /// 首问责任人
    pub first_contact: u64,
    /// The window.
    pub window: u32,
    /// Where it stands.
    pub state: VisitState,
    /// How it is known when they left.
    pub left_by: Option<LeftBy>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How many matters it had.
    pub intakes: u32,
    /// How many certificates were declined.
    pub declines: u32,
}

/// The fields of a visit its facts are made from: reading the rest would cost more than the facts.
#[derive(Debug, Deserialize)]
pub struct VisitSource {
    /// Ten digits.
    pub id: String,
    /// When they came.
    pub arrived: DateTime<FixedOffset>,
    people: u32,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    first_contact: String,
    window: u32,
    /// Where it stands.
    pub state: VisitState,
    #[serde(default)]
    left_by: Option<LeftBy>,
    #[serde(default)]
    outcome: Option<Outcome>,
    #[serde(default)]
    intakes: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    declines: Vec<serde::de::IgnoredAny>,
}

impl VisitSource {
    /// The facts.
    pub fn fact(&self) -> VisitFact {
        VisitFact {
            arrived: Minute::of(self.arrived),
            people: self.people,
            resident: self.resident.as_deref().map(numeric),
            first_contact: numeric(&self.first_contact),
            window: self.window,
            state: self.state,
            left_by: self.left_by,
            outcome: self.outcome,
            intakes: self.intakes.len() as u32,
            declines: self.declines.len() as u32,
        }
    }

    /// The part of a key that sorts by the time of arrival and holds the facts.
    pub fn key_part(&self) -> Vec<u8> {
        let mut part = second_of_day(self.arrived).to_vec();
        part.extend(packed(&self.fact()));
        part
    }
}

impl VisitFact {
    /// Reads the part of a key; none of what is no such part.
    pub fn unpack(part: &[u8]) -> Option<Self> {
        postcard::from_bytes(part.get(3..)?).ok()
    }
}
