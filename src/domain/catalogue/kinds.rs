//! What kind of item it is, which paper it ends in, and whose it is.

use serde::{Deserialize, Serialize};

use crate::domain::serial::SerialKind;

/// How an item is handled (`domain.md` §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandlingMode {
    /// 即办件: done on the spot.
    Instant,
    /// 承诺件: the community promises a date.
    Promised,
    /// 转办件: the papers are handed on by a date; somebody else decides.
    Forward,
}

/// How much must be known of the person (`domain.md` §2.3). Never ask for more than the item's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityLevel {
    /// Nothing is asked.
    None,
    /// A form of address and a phone.
    Contact,
    /// The real name, unchecked.
    Name,
    /// The number checked against the card in hand.
    Verified,
}

/// The paper an item ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    /// 服务凭单
    Slip,
    /// 受理回执
    Acceptance,
    /// 代收代办凭证
    Agency,
    /// 转办单
    Workorder,
    /// 预约确认单
    Booking,
    /// 报名回执
    Enrol,
    /// 借用凭单
    Loan,
    /// 调解登记回执
    Mediation,
    /// 心愿登记卡
    Wish,
}

impl ReceiptKind {
    /// The series its number is taken from (`domain.md` §3.4).
    pub fn serial(self) -> SerialKind {
        match self {
            Self::Slip => SerialKind::Slip,
            Self::Acceptance => SerialKind::Acceptance,
            Self::Agency => SerialKind::Agency,
            Self::Workorder => SerialKind::Order,
            Self::Booking => SerialKind::Booking,
            Self::Enrol => SerialKind::Enrolment,
            Self::Loan => SerialKind::Loan,
            Self::Mediation => SerialKind::Mediation,
            Self::Wish => SerialKind::Wish,
        }
    }

    /// The title printed on the paper; papers are Chinese in either language of the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Slip => "服务凭单",
            Self::Acceptance => "受理回执",
            Self::Agency => "代收代办凭证",
            Self::Workorder => "转办单",
            Self::Booking => "预约确认单",
            Self::Enrol => "报名回执",
            Self::Loan => "借用凭单",
            Self::Mediation => "调解登记回执",
            Self::Wish => "心愿登记卡",
        }
    }

    /// Whether it is printed on the 80 mm roll.
    pub fn is_ticket(self) -> bool {
        matches!(self, Self::Slip | Self::Booking | Self::Enrol | Self::Loan)
    }
}

/// Where an item of the catalogue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Named in the source article.
    Seed,
    /// Derived from the source article.
    SeedDerived,
    /// Our own design.
    Design,
    /// Added by the centre's supervisor.
    Local,
}

/// How sure the legal basis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisSource {
    /// Read in a public source.
    Found,
    /// From common knowledge, unchecked.
    Knowledge,
    /// Some of each.
    Mixed,
    /// There is none.
    #[default]
    None,
}

/// Whose seal goes on the paper (`domain.md` §3.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organ {
    /// 社区居民委员会
    #[default]
    Committee,
    /// 社区党组织
    Party,
}

/// A body that takes part in handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 网格
    Grid,
    /// 社区
    Community,
    /// 街道
    Street,
    /// 部门
    Dept,
}

/// The form a paper is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialForm {
    /// 原件
    Original,
    /// 复印件
    Copy,
    /// 出示: looked at and handed back.
    Show,
    /// 电子件
    Electronic,
}

impl MaterialForm {
    /// As printed.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Original => "原件",
            Self::Copy => "复印件",
            Self::Show => "出示",
            Self::Electronic => "电子件",
        }
    }
}
