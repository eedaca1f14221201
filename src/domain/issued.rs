//! Papers that were issued: which, under what number, and how often they were printed.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::serial::Serial;

/// Which paper a number stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// The paper the item ends in.
    Receipt,
    /// 容缺受理通知书
    GapNotice,
    /// 补正告知单
    SupplementNotice,
    /// 不予受理告知单
    RefusalNotice,
    /// 不予出具证明告知单
    DeclineNotice,
    /// 预约确认单
    BookingSlip,
    /// 场地调整通知
    DisplacementNotice,
}

impl PaperKind {
    /// Whether it is about a booking rather than a matter or a refusal.
    pub const fn is_of_booking(self) -> bool {
        matches!(self, Self::BookingSlip | Self::DisplacementNotice)
    }
}

/// One issued paper. Its number is taken in the same commit; voided numbers stay with their reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssuedPaper {
    /// The number.
    pub serial: Serial,
    /// Which paper.
    pub kind: PaperKind,
    /// The intake, the declined certificate, the booking or the series it belongs to.
    pub subject: String,
    /// The subject is a series of bookings, not one of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_series: bool,
    /// Every time it was sent to a printer or saved for one, the first and those that failed included.
    #[serde(default)]
    pub prints: Vec<Print>,
}

/// One printing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
    /// Nothing left the desk: there is no such printer, or it would not take the paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
}

impl IssuedPaper {
    /// A paper that was never printed yet.
    pub fn new(serial: Serial, kind: PaperKind, subject: impl Into<String>) -> Self {
        Self { serial, kind, subject: subject.into(), of_series: false, prints: Vec::new() }
    }

    /// The printings that may have left the desk, oldest first.
    pub fn printed(&self) -> impl DoubleEndedIterator<Item = &Print> {
        self.prints.iter().filter(|print| !print.failed)
    }

    /// What the paper says of itself: nothing the first time, 补打 第 n 次 from the second on.
    pub fn reprint(&self) -> Option<u32> {
        let times = self.printed().count() as u32;
        (times > 1).then_some(times)
    }
}
