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
}

/// One issued paper. Its number is taken in the same commit; voided numbers stay with their reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssuedPaper {
    /// The number.
    pub serial: Serial,
    /// Which paper.
    pub kind: PaperKind,
    /// The intake or, for a declined certificate, the decline it belongs to.
    pub subject: String,
    /// Every time it was sent to a printer or saved for one, the first included.
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
}

impl IssuedPaper {
    /// What the paper says of itself: nothing the first time, 补打 第 n 次 from the second on.
    pub fn reprint(&self) -> Option<u32> {
        let times = self.prints.len() as u32;
        (times > 1).then_some(times)
    }
}
