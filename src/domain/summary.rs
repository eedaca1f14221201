//! 周报, 月报, 年报: a period of the desk in figures (`domain.md` §5.1).
//!
//! Every figure is counted from facts that never change ([`super::fact`]), by the definitions that stand beside it here. A
//! summary that was finalised keeps its numbers; what differs when it is counted again is told as a dated note
//! ([`differences`]).

mod count;
mod differences;
mod parts;
mod period;
mod public;
mod stored;

pub use count::{Counting, ItemKind};
pub use differences::{Difference, Figure, differences};
pub use parts::{
    Balance, CONFIRM_DAYS, CertificateLine, ClassFigures, Confirmable, Count, Flow, GridLine, Headline,
    HourLine, ItemLine, NextDays, OpenLine, OpenList, Orders, PurposeLine, Reviews, RoomLine, Timing,
    WishFigures, WorkerLine,
};
pub use period::{Period, PeriodError, PeriodKind};
pub use public::{Concealed, CountRow, SMALL, Shown, Told, alone, conceal};
pub use stored::{HotIssue, StoredSummary, SummaryNote, SummaryWords};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddDay {
    /// The day.
    pub date: NaiveDate,
    /// The holiday it belongs to or makes up for; may be empty.
    pub name: String,
}

/// One period in figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Which.
    pub period: Period,
    /// When the figures were taken: a period that is not over goes as far as this.
    pub taken: NaiveDateTime,
    /// Working days in it, make-up days included.
    pub working_days: u32,
    /// 调休上班
    pub make_up_days: Vec<OddDay>,
    /// Days off that are holidays.
    pub holidays: Vec<OddDay>,
    /// Some of its days lie past the known holiday years.
    #[serde(default)]
    pub provisional: bool,
    /// 来访
    pub flow: Flow,
    /// 办件, by item in the order of the catalogue; items nothing happened to are left out.
    pub items: Vec<ItemLine>,
    /// 平衡
    pub balance: Balance,
    /// 时限
    pub timing: Timing,
    /// 工单
    pub orders: Orders,
    /// 纠纷, by item.
    pub disputes: Vec<ItemLine>,
    /// 纠纷 by kind: item code and option.
    pub dispute_kinds: Vec<Count>,
    /// 司法确认: settled so lately that it can still be asked for.
    #[serde(default)]
    pub confirmable: Confirmable,
    /// 微心愿
    pub wishes: WishFigures,
    /// 场地
    pub rooms: Vec<RoomLine>,
    /// 课程
    pub classes: ClassFigures,
    /// 评价
    pub reviews: Reviews,
    /// 不予出具
    pub certificates: Vec<CertificateLine>,
    /// 居民关心的事: what enquiries were about, most asked first; options of PT01's `topic`.
    pub topics: Vec<Count>,
    /// 下周
    pub next: NextDays,
    /// By grid; empty where nothing was told of any.
    pub grids: Vec<GridLine>,
    /// By worker.
    pub workers: Vec<WorkerLine>,
    /// The period before.
    #[serde(default)]
    pub before: Option<Headline>,
    /// The same period last year.
    #[serde(default)]
    pub last_year: Option<Headline>,
    /// From 1 January to the end of the period; months only.
    #[serde(default)]
    pub year_to_date: Option<Headline>,
    /// 结转 of the period before as it was finalised, where it was: another one than [`Balance::before`] when something
    /// came in after.
    #[serde(default)]
    pub carried_final: Option<u32>,
}

impl Summary {
    /// The 结转 that was finalised before, where this period goes on from another.
    pub fn carried_otherwise(&self) -> Option<u32> {
        self.carried_final.filter(|carried| *carried != self.balance.before)
    }

    /// The figures other periods are compared by.
    pub fn headline(&self) -> Headline {
        Headline {
            visits: self.flow.visits,
            people: self.flow.people,
            accepted: self.balance.accepted,
            done: self.balance.done,
            open: self.balance.after,
        }
    }

    /// 不予出具, all certificates together.
    pub fn declined(&self) -> u32 {
        self.certificates.iter().map(|line| line.count).sum()
    }
}
