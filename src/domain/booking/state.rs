//! 待审 → 已确认 → 使用中 → 已完成; 已驳回, 已取消, 爽约, 被调整 (`domain.md` §4.3).

mod step;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Slot;

pub use step::BookingRefusal;

/// How a room was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 完好
    #[default]
    Good,
    /// 未打扫
    Untidy,
    /// 有损坏
    Damaged,
}

/// What is noted when the key comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// When the key went out.
    pub since: DateTime<FixedOffset>,
    /// When it came back.
    pub until: DateTime<FixedOffset>,
    /// How many came.
    pub headcount: u32,
    /// How the room was left.
    pub condition: Condition,
    /// What was noticed.
    #[serde(default)]
    pub note: String,
}

/// How a booking was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// By the person who booked, rather than by the centre.
    pub by_booker: bool,
    /// Why.
    pub reason: String,
    /// Minutes before the beginning; negative when it had begun.
    pub notice: i64,
}

/// How a booking was moved aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Displaced {
    /// The secretary who decided it, by name.
    pub decided_by: String,
    /// Why.
    pub reason: String,
    /// 应急: no notice was possible.
    pub emergency: bool,
    /// What was offered instead.
    #[serde(default)]
    pub offered: Option<Slot>,
    /// The booking it made room for.
    #[serde(default)]
    pub made_room_for: Option<String>,
    /// The booking that took up the offer.
    #[serde(default)]
    pub taken_up: Option<String>,
}

/// Where a booking stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BookingState {
    /// 待审
    Pending,
    /// 已确认
    Confirmed,
    /// 使用中: the key is out.
    InUse {
        /// Since when.
        since: DateTime<FixedOffset>,
    },
    /// 已完成
    Finished(Used),
    /// 已驳回
    Rejected {
        /// Why.
        reason: String,
        /// The booking that was approved in its place.
        #[serde(default)]
        rival: Option<String>,
    },
    /// 已取消
    Cancelled(Cancelled),
    /// 爽约
    NoShow,
    /// 被调整
    Displaced(Displaced),
}

/// The states by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// 待审
    Pending,
    /// 已确认
    Confirmed,
    /// 使用中
    InUse,
    /// 已完成
    Finished,
    /// 已驳回
    Rejected,
    /// 已取消
    Cancelled,
    /// 爽约
    NoShow,
    /// 被调整
    Displaced,
}

impl BookingState {
    /// The name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Pending => StateName::Pending,
            Self::Confirmed => StateName::Confirmed,
            Self::InUse { .. } => StateName::InUse,
            Self::Finished(_) => StateName::Finished,
            Self::Rejected { .. } => StateName::Rejected,
            Self::Cancelled(_) => StateName::Cancelled,
            Self::NoShow => StateName::NoShow,
            Self::Displaced(_) => StateName::Displaced,
        }
    }

    /// Whether it keeps others out. A pending one does not: several may ask for the same time.
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Confirmed | Self::InUse { .. })
    }

    /// Whether it is not over yet.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed | Self::InUse { .. })
    }

    /// Whether it took place or is to: what a calendar shows.
    pub const fn is_shown(&self) -> bool {
        matches!(
            self,
            Self::Pending | Self::Confirmed | Self::InUse { .. } | Self::Finished(_) | Self::NoShow
        )
    }
}
