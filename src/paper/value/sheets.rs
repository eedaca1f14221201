//! Sheets: papers about rooms, classes and periods, which nobody takes home as a receipt.
//!
//! They carry no serial. What they are known by, in the file's name and its document title, is a
//! code and a date (周表-R01-20260504), never a person.

use serde::{Deserialize, Serialize};

use super::{Block, Marks, Numbered, Table};

/// One day of the week sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekDay {
    /// 5月4日
    pub date: String,
    /// 周一, with 休 or 调休上班.
    pub note: String,
}

/// One use of the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekEntry {
    /// 9:00–11:00
    pub time: String,
    /// What it is, never who: 合唱初级班.
    pub title: String,
    /// 第 9/15 次, 待审, 音响检修.
    pub note: String,
    /// Framed: asked for, not yet confirmed.
    pub boxed: bool,
}

/// One half-day of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekCell {
    pub entries: Vec<WeekEntry>,
    /// On a light ground: closed.
    pub shaded: bool,
    /// One with the cell above.
    pub joined: bool,
}

/// One row of the week sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekRow {
    /// 上午
    pub name: String,
    /// Monday to Sunday.
    pub cells: [WeekCell; 7],
}

/// 场地周表: A4 landscape for the door, one room and one week; persons are never named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekSheet {
    /// 多功能厅使用安排
    pub title: String,
    /// Lines under the title.
    pub lines: Vec<String>,
    /// At the right of the title, bottom line last.
    pub corner: Vec<String>,
    pub days: [WeekDay; 7],
    pub rows: Vec<WeekRow>,
    /// At the foot of every page, left.
    pub foot: Vec<String>,
    /// At the foot of every page, right, over the page mark.
    pub contacts: Vec<String>,
    pub name: Numbered,
    pub marks: Marks,
}

/// A table with what stands over it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterPart {
    pub heading: Option<String>,
    /// Under the heading, or instead of an empty table.
    pub note: Option<String>,
    pub table: Table,
}

/// 花名册, 签到表, 开门表 and every other list with columns: A4, landscape or portrait.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    pub title: String,
    /// Lines under the title.
    pub lines: Vec<String>,
    /// At the right of the title, bottom line last.
    pub corner: Vec<String>,
    pub parts: Vec<RegisterPart>,
    /// Side by side after the last table, each over a line to sign on.
    pub sign: Vec<String>,
    /// At the foot of every page, left.
    pub foot: Vec<String>,
    /// At the foot of every page, right, over the page mark.
    pub contacts: Vec<String>,
    /// A4 upright instead of landscape.
    pub portrait: bool,
    pub name: Numbered,
    pub marks: Marks,
}

/// One bar of a chart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartBar {
    pub label: String,
    /// 0 to 1 of the room for bars.
    pub share: f32,
    /// What the bar shows, in words and figures, a column each: 20 小时, 62%.
    pub values: Vec<String>,
}

/// 周报, 场地使用情况: A4 portrait, with headings, running text, tables and bars.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    pub title: String,
    /// Under the title.
    pub subtitle: String,
    /// Side by side in a box over the text: 填报人, 审核人.
    pub top: Vec<String>,
    pub blocks: Vec<Block>,
    pub sign: Vec<String>,
    /// At the foot of every page, left of the page mark.
    pub foot: String,
    pub name: Numbered,
    pub marks: Marks,
}
