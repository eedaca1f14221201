//! The states of an intake.

mod step;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub use step::{Step, StepRefusal};

/// 受理: taken on, with a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Day 0.
    pub on: NaiveDate,
    /// 承诺办结日, or the day the papers are handed on. Never silently recomputed.
    pub promised_on: NaiveDate,
    /// Reckoned past the known holiday years (暂按周末推算).
    #[serde(default)]
    pub provisional: bool,
}

/// 容缺: which materials are to follow, by when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapPromise {
    /// Indexes into the item's materials.
    pub missing: Vec<usize>,
    /// Not later than the promised day.
    pub due: NaiveDate,
}

/// 补正: everything that is missing, told once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SupplementNotice {
    /// Indexes into the item's materials.
    pub missing: Vec<usize>,
    /// What else must be put right, in the worker's words.
    #[serde(default)]
    pub note: String,
    /// By when.
    pub due: NaiveDate,
    /// Why it is asked a second time; the first time it is empty.
    #[serde(default)]
    pub reason_again: String,
}

/// 不予受理: why, on what basis, and where to go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub reason: String,
    /// On what basis.
    pub basis: String,
    /// Where to go instead.
    pub redirect: String,
}

/// 转办: handed on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forwarding {
    /// To whom.
    pub to: String,
    /// When.
    pub on: NaiveDate,
}

/// 办结: how it ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// The result in one line.
    pub result: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// 撤回, 终止 or 作废: when and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// Where an intake stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum State {
    /// 收件
    Received,
    /// 受理
    Accepted {
        /// With a date.
        acceptance: Acceptance,
    },
    /// 容缺受理
    AcceptedWithGaps {
        /// With a date.
        acceptance: Acceptance,
        /// What follows.
        gaps: GapPromise,
    },
    /// 待补正
    NeedsSupplement {
        /// What is missing.
        notice: SupplementNotice,
        /// How often it was asked, this time included.
        times: u32,
    },
    /// 不予受理
    Declined {
        /// Why.
        refusal: Refusal,
    },
    /// 转办
    Forwarded {
        /// With a date.
        acceptance: Acceptance,
        /// To whom.
        forwarding: Forwarding,
    },
    /// 回复
    Replied {
        /// With a date.
        acceptance: Acceptance,
        /// What was answered.
        reply: String,
    },
    /// 办结
    Done {
        /// How.
        closing: Closing,
    },
    /// 反馈
    FedBack {
        /// How.
        closing: Closing,
        /// What the resident said.
        feedback: String,
    },
    /// 归档
    Archived {
        /// How.
        closing: Closing,
    },
    /// 撤回
    Withdrawn {
        /// When and why.
        ending: Ending,
    },
    /// 终止
    Terminated {
        /// When and why.
        ending: Ending,
    },
    /// 作废: entered by mistake; the number stays.
    Void {
        /// When and why.
        ending: Ending,
    },
}

/// The name of a state, for lists and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StateName {
    Received,
    Accepted,
    AcceptedWithGaps,
    NeedsSupplement,
    Declined,
    Forwarded,
    Replied,
    Done,
    FedBack,
    Archived,
    Withdrawn,
    Terminated,
    Void,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> StateName {
        match self {
            Self::Received => StateName::Received,
            Self::Accepted { .. } => StateName::Accepted,
            Self::AcceptedWithGaps { .. } => StateName::AcceptedWithGaps,
            Self::NeedsSupplement { .. } => StateName::NeedsSupplement,
            Self::Declined { .. } => StateName::Declined,
            Self::Forwarded { .. } => StateName::Forwarded,
            Self::Replied { .. } => StateName::Replied,
            Self::Done { .. } => StateName::Done,
            Self::FedBack { .. } => StateName::FedBack,
            Self::Archived { .. } => StateName::Archived,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Terminated { .. } => StateName::Terminated,
            Self::Void { .. } => StateName::Void,
        }
    }

    /// The day something is due: the promise, the gap or the supplement, whichever comes first.
    pub fn due(&self) -> Option<NaiveDate> {
        match self {
            Self::Accepted { acceptance } | Self::Replied { acceptance, .. } => Some(acceptance.promised_on),
            Self::AcceptedWithGaps { acceptance, gaps } => Some(gaps.due.min(acceptance.promised_on)),
            Self::NeedsSupplement { notice, .. } => Some(notice.due),
            _ => None,
        }
    }

    /// The acceptance, where there is one.
    pub fn acceptance(&self) -> Option<&Acceptance> {
        match self {
            Self::Accepted { acceptance }
            | Self::AcceptedWithGaps { acceptance, .. }
            | Self::Forwarded { acceptance, .. }
            | Self::Replied { acceptance, .. } => Some(acceptance),
            _ => None,
        }
    }

    /// Whether nothing more can happen to it.
    pub fn is_over(&self) -> bool {
        matches!(
            self,
            Self::Declined { .. }
                | Self::Archived { .. }
                | Self::Withdrawn { .. }
                | Self::Terminated { .. }
                | Self::Void { .. }
        )
    }

    /// Whether it is still being worked on.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Accepted { .. }
                | Self::AcceptedWithGaps { .. }
                | Self::NeedsSupplement { .. }
                | Self::Forwarded { .. }
                | Self::Replied { .. }
        )
    }
}
