//! What of a register is looked at, by codes: so that it can be kept and used again on another day.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Standing;
use crate::domain::fact::Channel;
use crate::domain::ledger::Ledger;

/// Which days, told by the day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// 今天
    Today,
    /// 近 7 天
    Days7,
    /// 近 30 天
    #[default]
    Days30,
    /// 本周, Monday to Sunday.
    Week,
    /// 本月
    Month,
    /// 本年
    Year,
    /// 全部
    All,
}

impl Span {
    /// All of them, the shortest first.
    pub const ALL: [Self; 7] =
        [Self::Today, Self::Days7, Self::Days30, Self::Week, Self::Month, Self::Year, Self::All];

    /// The first and the last day. What is booked for a later day lies in the week, the month, the year and in all.
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let long_ago = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or(today);
        // A year of four digits, whose next day has four digits too: keys are read as text.
        let far = NaiveDate::from_ymd_opt(9998, 12, 31).unwrap_or(today);
        match self {
            Self::Today => (today, today),
            Self::Days7 => (today - Days::new(6), today),
            Self::Days30 => (today - Days::new(29), today),
            Self::Week => {
                let monday = today.week(chrono::Weekday::Mon).first_day();
                (monday, monday + Days::new(6))
            }
            Self::Month => {
                let first = today.with_day(1).unwrap_or(today);
                (first, first + chrono::Months::new(1) - Days::new(1))
            }
            Self::Year => {
                let first = today.with_ordinal(1).unwrap_or(today);
                (first, first + chrono::Months::new(12) - Days::new(1))
            }
            Self::All => (long_ago, far),
        }
    }
}

/// Which rows by where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// 全部
    #[default]
    Any,
    /// 未办结
    Open,
    /// 超期
    Overdue,
    /// Those that stand just so.
    Is(Standing),
}

/// Which rows by what they are about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Items {
    /// 全部
    #[default]
    All,
    /// Items of a group, by its code.
    Group(String),
    /// One item, room, certificate or class, by its code.
    One(String),
}

/// What of a register is shown. What is typed to find somebody is no part of it: it is not to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Criteria {
    /// Which days.
    pub span: Span,
    /// Where they stand.
    pub standing: Wanted,
    /// What they are about.
    pub items: Items,
    /// The compound or grid.
    pub grid: Option<String>,
    /// The worker who handled it.
    pub staff: Option<u32>,
    /// How it came in.
    pub channel: Option<Channel>,
    /// Rows of old ledgers that were imported, in place of the desk's own.
    pub old: bool,
}

/// By what rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// When it came in.
    #[default]
    At,
    /// What it is about.
    What,
    /// Where it stands.
    Standing,
    /// The compound or grid.
    Grid,
    /// Who handled it.
    Staff,
    /// How it came in.
    Channel,
    /// The day it is due; what has none comes last.
    Due,
}

/// An order of rows. The usual one: newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The last first.
    pub falling: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: SortBy::At, falling: true }
    }
}

/// 存好的口径: a register with its criteria, order and columns under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Ten digits, in order; empty: not kept yet.
    pub id: String,
    /// As the worker calls it.
    pub name: String,
    /// Which register.
    pub ledger: Ledger,
    /// What of it.
    #[serde(default)]
    pub criteria: Criteria,
    /// In which order.
    #[serde(default)]
    pub sort: Sort,
    /// Which columns, by code; empty: the usual ones.
    #[serde(default)]
    pub columns: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_span_follow_the_day_it_is() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let today = day(5, 7);
        for (span, from, to) in [
            (Span::Today, day(5, 7), day(5, 7)),
            (Span::Days7, day(5, 1), day(5, 7)),
            (Span::Days30, day(4, 8), day(5, 7)),
            (Span::Week, day(5, 4), day(5, 10)),
            (Span::Month, day(5, 1), day(5, 31)),
            (Span::Year, day(1, 1), day(12, 31)),
        ] {
            assert_eq!(span.days(today), (from, to), "{span:?}");
        }
        let (from, to) = Span::All.days(today);
        assert!(from < day(1, 1) && to > day(12, 31));
    }

    #[test]
    fn a_view_is_kept_by_codes_and_read_back() {
        let view = SavedView {
            id: "0000000001".into(),
            name: "未办结清单".into(),
            ledger: Ledger::Intakes,
            criteria: Criteria {
                standing: Wanted::Open,
                items: Items::Group("FB".into()),
                ..Criteria::default()
            },
            sort: Sort { by: SortBy::Due, falling: false },
            columns: vec!["serial".into()],
        };
        let text = serde_json::to_string(&view).unwrap();
        assert_eq!(serde_json::from_str::<SavedView>(&text).unwrap(), view);
        // One kept by an earlier program, without what has come since.
        let old = r#"{"id":"0000000001","name":"a","ledger":"visits"}"#;
        assert_eq!(serde_json::from_str::<SavedView>(old).unwrap().criteria, Criteria::default());
    }
}
