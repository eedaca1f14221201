//! 来访: one arrival at the desk. It may hold several matters; an enquirer needs no name.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::masked::Masked;
use super::name::PersonName;

/// Where a visit stands on the day's board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// 等候
    Waiting,
    /// 接待中
    Serving,
    /// 已离开
    Left,
}

/// How it is known when a visitor left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftBy {
    /// The worker ended the visit.
    Worker,
    /// The day was closed with the visit still open.
    ClosingTime,
}

/// One arrival.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Ten digits, in order.
    pub id: String,
    /// When they came.
    pub arrived: DateTime<FixedOffset>,
    /// When somebody began to serve them.
    #[serde(default)]
    pub begun: Option<DateTime<FixedOffset>>,
    /// When they left.
    #[serde(default)]
    pub left: Option<DateTime<FixedOffset>>,
    /// How that is known.
    #[serde(default)]
    pub left_by: Option<LeftBy>,
    /// How many people came together.
    pub people: u32,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    /// The name as given, when there is one.
    #[serde(default)]
    pub name: Option<Masked<PersonName>>,
    /// What they came for, in the worker's words or the item's short name.
    #[serde(default)]
    pub purpose: String,
    /// 首问责任人: the first person asked. Nobody edits it.
    pub first_contact: String,
    /// The window.
    pub window: u32,
    /// Matters of this visit.
    #[serde(default)]
    pub intakes: Vec<String>,
    /// Refusals of this visit.
    #[serde(default)]
    pub declines: Vec<String>,
    /// Where it stands.
    pub state: VisitState,
    /// How it ended, for the board.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// How a visit ended, for the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 已答复
    Answered,
    /// 已受理
    Accepted,
    /// 容缺受理
    AcceptedWithGaps,
    /// 待补正
    Supplement,
    /// 不予受理 or 不予出具
    Declined,
}

/// A step a visit cannot take from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the visit is {state:?}")]
pub struct VisitRefusal {
    /// Where it stands.
    pub state: VisitState,
}

impl Visit {
    /// Somebody begins to serve them.
    pub fn begin(mut self, at: DateTime<FixedOffset>) -> Result<Self, VisitRefusal> {
        if self.state != VisitState::Waiting {
            return Err(VisitRefusal { state: self.state });
        }
        self.begun = Some(at);
        self.state = VisitState::Serving;
        Ok(self)
    }

    /// They leave.
    pub fn leave(mut self, at: DateTime<FixedOffset>, by: LeftBy) -> Result<Self, VisitRefusal> {
        if self.state == VisitState::Left {
            return Err(VisitRefusal { state: self.state });
        }
        self.left = Some(at);
        self.left_by = Some(by);
        self.state = VisitState::Left;
        Ok(self)
    }
}
