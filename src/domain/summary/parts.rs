//! What a summary says, part by part. Names are codes; words come from the screen's language or the paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::fact::{Channel, Satisfaction};

/// How often something was met, by its code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// An item, an option, or `item/option`.
    pub code: String,
    /// How often.
    pub count: u32,
}

/// People by the hour they came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourLine {
    /// 0 to 23.
    pub hour: u32,
    /// 批
    pub visits: u32,
    /// 人次
    pub people: u32,
}

/// What visits were for: the group of their first matter, `decline`, or `other` for those without a matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurposeLine {
    /// A group's code, `decline` or `other`.
    pub code: String,
    /// 批
    pub visits: u32,
    /// 人次
    pub people: u32,
}

/// 来访
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// 批: arrivals.
    pub visits: u32,
    /// 人次: people who came.
    pub people: u32,
    /// Hours somebody came in, in order.
    pub hours: Vec<HourLine>,
    /// In the order of the catalogue's groups.
    pub purposes: Vec<PurposeLine>,
    /// Matters received, by how they came in.
    pub channels: Vec<(Channel, u32)>,
    /// 首问转交: matters handled by another than the one first asked.
    pub handed_over: u32,
}

/// One item, or all of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// The item's code.
    pub item: String,
    /// The group's code.
    pub group: String,
    /// 受理 within the period.
    pub accepted: u32,
    /// Of those, 即办.
    pub instant: u32,
    /// Of those, 承诺.
    pub promised: u32,
    /// Of those, 转办 by the item's mode.
    pub to_forward: u32,
    /// Of those, 容缺.
    pub gaps: u32,
    /// 办结 within the period, whenever they were taken.
    pub done: u32,
    /// Of those taken in the period, already done.
    pub done_of_accepted: u32,
    /// 补正 told.
    pub supplements: u32,
    /// 不予受理
    pub refused: u32,
    /// 转办: handed on.
    pub forwarded: u32,
    /// 撤回, 终止 and 作废 of what was open.
    pub stopped: u32,
    /// Open at the end.
    pub open: u32,
}

impl ItemLine {
    /// Adds the figures of another line.
    pub fn add(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.instant += other.instant;
        self.promised += other.promised;
        self.to_forward += other.to_forward;
        self.gaps += other.gaps;
        self.done += other.done;
        self.done_of_accepted += other.done_of_accepted;
        self.supplements += other.supplements;
        self.refused += other.refused;
        self.forwarded += other.forwarded;
        self.stopped += other.stopped;
        self.open += other.open;
    }

    /// All lines together.
    pub fn sum<'a>(lines: impl IntoIterator<Item = &'a Self>) -> Self {
        lines.into_iter().fold(Self::default(), |mut sum, line| {
            sum.add(line);
            sum
        })
    }

    /// Whether nothing happened and nothing is open.
    pub fn is_empty(&self) -> bool {
        *self == Self { item: self.item.clone(), group: self.group.clone(), ..Self::default() }
    }
}

/// 上期结转 + 受理 − 办结 − 撤回终止 = 结转.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// 上期结转: taken before the period began and open when it did.
    pub before: u32,
    /// 受理
    pub accepted: u32,
    /// 办结 of what was open.
    pub done: u32,
    /// Of those, taken before the period.
    pub done_of_before: u32,
    /// 撤回, 终止, 作废 of what was open.
    pub stopped: u32,
    /// 结转: counted anew from what is open at the end, not reckoned from the others.
    pub after: u32,
    /// 作废 of what was done already: it left the open ones before, and is told here alone.
    #[serde(default)]
    pub voided_done: u32,
}

impl Balance {
    /// Whether the line ties.
    pub fn ties(&self) -> bool {
        i64::from(self.before) + i64::from(self.accepted) - i64::from(self.done) - i64::from(self.stopped)
            == i64::from(self.after)
    }
}

/// An open matter with a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLine {
    /// The intake's id.
    pub intake: String,
    /// Its number as stored; empty until it has one.
    #[serde(default)]
    pub serial: String,
    /// The item's code.
    pub item: String,
    /// The promised day.
    pub due: NaiveDate,
    /// Days past it; negative: days left.
    pub days_late: i64,
    /// Whether it is handed on and waits for another body.
    pub forwarded: bool,
    /// What it waits for, as far as the record tells: the last remark on it, or whom it was handed to.
    #[serde(default)]
    pub reason: String,
}

/// 司法确认: a mediation agreement can be taken to court within so many days (人民调解法 §33).
pub const CONFIRM_DAYS: u64 = 30;

/// Disputes that were settled so lately that court confirmation can still be asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmable {
    /// How many.
    pub count: u32,
    /// The day the first of them runs out.
    pub first: Option<NaiveDate>,
}

/// Open matters: how many, and the most urgent of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenList {
    /// How many.
    pub count: u32,
    /// The most urgent, at most [`OpenList::LISTED`].
    pub lines: Vec<OpenLine>,
}

impl OpenList {
    /// So many are listed; the count tells the rest.
    pub const LISTED: usize = 50;

    /// Sorts by date and keeps the most urgent.
    pub fn of(mut lines: Vec<OpenLine>) -> Self {
        lines.sort_by(|a, b| (a.due, &a.intake).cmp(&(b.due, &b.intake)));
        let count = lines.len() as u32;
        lines.truncate(Self::LISTED);
        Self { count, lines }
    }
}

/// 时限
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Done by the promised day; of an item that is handed on, handed on by it.
    pub on_time: u32,
    /// Done later.
    pub late: u32,
    /// Open at the end and past their day.
    pub overdue: OpenList,
    /// Open at the end and due within the three working days after.
    pub due_soon: OpenList,
}

impl Timing {
    /// 按时办结率 in tenths of a percent; none where nothing was done.
    pub fn rate(&self) -> Option<u32> {
        (self.on_time * 1000).checked_div(self.on_time + self.late)
    }
}

/// 工单: items whose paper is an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// Received, by how they came in.
    pub channels: Vec<(Channel, u32)>,
    /// Received, by kind: `item/option`.
    pub kinds: Vec<Count>,
    /// Done within the period.
    pub done: u32,
    /// Of those, never handed on outside.
    pub within_grid: u32,
}

impl Orders {
    /// 网格内解决占比 in percent, rounded down.
    pub fn share(&self) -> Option<u32> {
        (self.within_grid * 100).checked_div(self.done)
    }

    /// 受理 of all channels.
    pub fn received(&self) -> u32 {
        self.channels.iter().map(|(_, count)| count).sum()
    }
}

/// 微心愿
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishFigures {
    /// 征集
    pub collected: u32,
    /// 认领: handed to somebody.
    pub claimed: u32,
    /// 实现
    pub fulfilled: u32,
    /// Open at the end.
    pub open: u32,
    /// The oldest one nobody has claimed.
    pub oldest_unclaimed: Option<NaiveDate>,
}

/// One room, or a hall with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomLine {
    /// The room's code.
    pub room: String,
    /// 场次
    pub sessions: u32,
    /// Minutes it was used.
    pub minutes: u32,
    /// 人次
    pub people: u32,
    /// Percent of the open time; none of a room that was never open or that people use freely.
    pub rate: Option<u32>,
    /// 爽约
    pub no_shows: u32,
    /// 被调整
    pub displaced: u32,
}

/// 课程
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassFigures {
    /// Lessons held.
    pub lessons: u32,
    /// Of those, with a sheet signed.
    pub signed: u32,
    /// Who came, by the sheets.
    pub came: u32,
    /// Who should have come, by the sheets.
    pub of: u32,
}

/// 评价: what residents said when they were asked after their matter was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviews {
    /// By grade.
    pub grades: Vec<(Satisfaction, u32)>,
    /// Matters done in the period.
    pub done: u32,
    /// Of those, the ones somebody has answered about by its end: 回收率.
    #[serde(default)]
    pub reviewed: u32,
    /// The intakes of bad ones.
    pub bad: Vec<String>,
}

impl Reviews {
    /// 回收率 in percent, rounded down; none where nothing was done.
    pub fn rate(&self) -> Option<u32> {
        (self.reviewed * 100).checked_div(self.done)
    }

    /// All grades together.
    pub fn count(&self) -> u32 {
        self.grades.iter().map(|(_, count)| count).sum()
    }
}

/// One certificate that was declined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateLine {
    /// Its name then.
    pub name: String,
    /// How often.
    pub count: u32,
    /// By the body that asked; empty: 未说明. Most first.
    pub bodies: Vec<Count>,
}

/// The days after the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDays {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
    /// Bookings that stand.
    pub bookings: u32,
    /// Matters that fall due.
    pub due: u32,
    /// Holidays among them.
    pub holidays: Vec<super::OddDay>,
    /// 调休上班 among them.
    pub make_up_days: Vec<super::OddDay>,
}

/// One grid, or compound where no grid is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridLine {
    /// Its name; empty: not told.
    pub grid: String,
    /// 受理
    pub accepted: u32,
    /// 办结
    pub done: u32,
    /// Open at the end.
    pub open: u32,
}

/// One worker. Counts of work, not of worth: nobody is ranked by them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerLine {
    /// The worker's id.
    pub staff: String,
    /// Visits whose first contact they were.
    pub visits: u32,
    /// Matters received and handled by them.
    pub handled: u32,
    /// Of those, taken (受理).
    pub accepted: u32,
    /// Matters they handled that were done in the period, whoever took the last step.
    pub done: u32,
    /// Certificates they declined.
    pub declined: u32,
}

/// The figures periods are compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// 批
    pub visits: u32,
    /// 人次
    pub people: u32,
    /// 受理
    pub accepted: u32,
    /// 办结
    pub done: u32,
    /// Open at the end.
    pub open: u32,
}
