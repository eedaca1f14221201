//! A summary that is kept: the clerk's words from the first letter, the figures once it is finalised.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Difference, Period, Summary};

/// A hot issue in the clerk's words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HotIssue {
    /// What.
    pub text: String,
    /// How often; none where nobody counted.
    #[serde(default)]
    pub count: Option<u32>,
}

/// What the clerk writes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryWords {
    /// 居民关心的事, at most [`SummaryWords::HOT`]; empty: those the enquiries were about.
    #[serde(default)]
    pub hot: Vec<HotIssue>,
    /// 下周
    #[serde(default)]
    pub next: String,
    /// Why what is overdue is overdue, and whatever else is to be said.
    #[serde(default)]
    pub remarks: String,
    /// 审核人
    #[serde(default)]
    pub reviewer: String,
}

impl SummaryWords {
    /// So many hot issues are told.
    pub const HOT: usize = 5;
}

/// 更正: what differs from the figures that were finalised, found on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SummaryNote {
    /// When it was found.
    pub at: DateTime<FixedOffset>,
    /// Who had it counted again.
    pub staff: String,
    /// What differs.
    pub differences: Vec<Difference>,
    /// Why, in the clerk's words.
    #[serde(default)]
    pub text: String,
}

/// A summary that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredSummary {
    /// Which.
    pub period: Period,
    /// What the clerk wrote.
    #[serde(default)]
    pub words: SummaryWords,
    /// The figures, once it is finalised (定稿): they do not change any more.
    #[serde(default)]
    pub figures: Option<Summary>,
    /// When it was finalised, and by whom.
    #[serde(default)]
    pub finalised: Option<(DateTime<FixedOffset>, String)>,
    /// Corrections, oldest first.
    #[serde(default)]
    pub notes: Vec<SummaryNote>,
}

impl StoredSummary {
    /// One nobody has written to yet.
    pub fn new(period: Period) -> Self {
        Self { period, words: SummaryWords::default(), figures: None, finalised: None, notes: Vec::new() }
    }

    /// Whether its figures are fixed.
    pub fn is_final(&self) -> bool {
        self.figures.is_some()
    }
}
