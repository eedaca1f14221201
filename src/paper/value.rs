//! The values a paper is made of.
//!
//! Every string is printed as given: the caller words it, masks identity numbers and phone
//! numbers, and chooses the order. A paper never looks anything up. Mandatory contents per
//! paper kind: domain.md section 3.3; numbers: 3.4; seal area and sizes: 3.7.

mod any;
mod sheets;
mod table;

use serde::{Deserialize, Serialize};

pub use any::{Paper, Sheet};
pub use sheets::{
    ChartBar, Register, RegisterPart, Report, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet,
};
pub use table::{Side, Table, TableColumn, TableRow};

/// Who issues the paper and how to reach the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// Name over the title, for example 凤鸣社区党群服务中心.
    pub org: String,
    /// The desk, for example 全科窗口.
    pub desk: String,
    /// The organ whose seal goes on the paper, for example 凤鸣社区居民委员会.
    pub organ: String,
    pub enquiry_phone: String,
    pub supervision_phone: String,
    pub address: String,
    /// Opening hours, one line each.
    pub hours: Vec<String>,
}

/// The two forms of one serial number. Both empty: the number is not yet taken (a preview).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Numbered {
    /// The short spoken form, 代26-0062.
    pub short: String,
    /// The full form, 凤鸣代〔2026〕0062号.
    pub full: String,
}

impl Numbered {
    pub fn new(short: impl Into<String>, full: impl Into<String>) -> Self {
        Self { short: short.into(), full: full.into() }
    }

    /// A number not yet taken: numbers are taken only when a paper is issued.
    pub fn preview() -> Self {
        Self::default()
    }

    pub fn is_preview(&self) -> bool {
        self.short.trim().is_empty()
    }

    /// What the paper prints in the place of the short form.
    pub fn short_text(&self) -> String {
        if self.is_preview() { "简号 待发".to_owned() } else { format!("简号 {}", self.short) }
    }

    /// What the paper prints in the place of the full form.
    pub fn full_text(&self) -> &str {
        if self.is_preview() {
            "预览，尚未编号"
        } else if self.full.trim().is_empty() {
            &self.short
        } else {
            &self.full
        }
    }
}

/// A labelled value. `bold` makes the value bold, never the label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    pub label: String,
    pub value: String,
    pub bold: bool,
}

impl Cell {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), bold: false }
    }

    pub fn strong(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { bold: true, ..Self::new(label, value) }
    }
}

/// A table row: one cell over the whole width, or two side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    One(Cell),
    Two(Cell, Cell),
}

/// Marks that change how the whole paper looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// The number of this printing after the first: 「补打 第 2 次」.
    pub reprint: Option<u32>,
    /// 样张 across the page: not a paper anybody can use.
    pub specimen: bool,
    /// Large type: at least 15 pt, no grey text.
    pub large: bool,
}

impl Marks {
    pub fn reprint_text(&self) -> Option<String> {
        self.reprint.map(|n| format!("补打 第 {n} 次"))
    }
}

/// The part the desk keeps (存根联).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stub {
    /// 存根联.
    pub part_name: String,
    /// Heading over the record cells, for example 办理记录.
    pub grid_title: Option<String>,
    /// Record cells filled in by hand later: label and what is already known (mostly empty).
    /// Two to a line; an odd last one takes the whole line.
    pub grid: Vec<(String, String)>,
    /// Lines to sign on, for example 申请人签名： and 签收日期：　　年　　月　　日.
    pub sign_lines: Vec<String>,
    pub promise: Option<String>,
    /// Small print at the foot.
    pub note: String,
}

/// A numbered note of the resident's part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    pub text: String,
    pub bold: bool,
}

impl Note {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true }
    }
}

/// The part the resident takes home (居民联). It carries the 50 × 50 mm seal area.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResidentCopy {
    /// 居民联.
    pub part_name: String,
    /// Numbered 1. 2. 3. when printed.
    pub notes: Vec<Note>,
    /// Content of the code, the short serial; empty for none.
    pub qr: String,
    /// The date under the organ's name in the seal area.
    pub date: String,
}

/// 受理回执, 代收代办凭证, 补正, 容缺: two A5 landscape parts on one A4 sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TwoPart {
    pub head: Letterhead,
    pub title: String,
    pub number: Numbered,
    /// Printed on both parts.
    pub rows: Vec<Row>,
    pub stub: Stub,
    pub copy: ResidentCopy,
    pub marks: Marks,
}

/// The telephone block of a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Phone {
    /// 有事请打.
    pub lead: String,
    /// Printed biggest of all.
    pub number: String,
    /// Opening hours, one line each.
    pub hours: Vec<String>,
}

/// Tick boxes for the review; voluntary, so the prompt says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// 请您评一评（自愿，交窗口即可）.
    pub prompt: String,
    /// One label per box.
    pub labels: Vec<String>,
}

/// Dates of a series, folded over as many columns as fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateList {
    /// 共 15 次
    pub lead: String,
    pub groups: Vec<DateGroup>,
}

/// Dates under one heading: those of a year, or those at another time of day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateGroup {
    /// 2026年; empty for none.
    pub heading: String,
    /// One date each, short: 9月5日.
    pub dates: Vec<String>,
}

/// 服务凭单, 预约确认单, 借用凭单, 报名回执: 80 mm roll, as long as its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ticket {
    pub head: Letterhead,
    pub title: String,
    pub number: Numbered,
    /// Boxed under the head, a line each: what must not be overlooked, 待审.
    pub banner: Vec<String>,
    pub fields: Vec<Cell>,
    pub dates: Option<DateList>,
    /// Numbered from 1.
    pub rules: Vec<String>,
    pub phone: Option<Phone>,
    pub review: Option<Review>,
    /// Small print, one line each.
    pub foot: Vec<String>,
    /// Content of the code, the short serial.
    pub qr: Option<String>,
    /// Leaves 45 mm blank at the foot for the seal.
    pub seal: bool,
    pub marks: Marks,
}

/// One block of a notice, from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Indented by two characters.
    Para(String),
    /// A bold paragraph without indent.
    Strong(String),
    Heading(String),
    /// A two-column table of label and value.
    Fields(Vec<Cell>),
    /// Numbered from 1.
    List(Vec<String>),
    Table(Table),
    /// Bars with their labels and values.
    Bars(Vec<ChartBar>),
    /// Empty space in mm.
    Space(f32),
}

/// 一次性告知单, 补正告知单, 不予受理告知单 and the like: A4 portrait.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    pub head: Letterhead,
    pub title: String,
    pub number: Numbered,
    /// Addressee, printed with a colon by the caller.
    pub to: Option<String>,
    pub blocks: Vec<Block>,
    /// Lines to sign on.
    pub sign: Vec<String>,
    /// With a date the notice carries a seal area with organ and date.
    pub seal_date: Option<String>,
    pub qr: Option<String>,
    pub marks: Marks,
    /// How many copies to print (容缺: two). Not printed on the paper.
    pub copies: u8,
}
