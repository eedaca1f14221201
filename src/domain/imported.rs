//! 导入: what is taken in from files others kept: a list of residents, an old ledger.
//!
//! An old row proves no more than that it stood there. It is kept as a record of its own, with the file's line and the
//! import it came with; no serial is taken for it and it never passes for something taken in at this desk.

mod reading;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ledger::{Column, ColumnKind, Known, Ledger};
use super::masked::{Mask, Masked};

pub use reading::{OldRow, Person, RowFault, read_old_row, read_person};

/// The head of the column with the reason, in a file of rows that were not taken in.
pub const REASON: &str = "未导入原因";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// A list of residents.
    Residents,
    /// An old ledger.
    Ledger(Ledger),
}

impl What {
    /// `residents`, or the ledger's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Ledger(ledger) => ledger.code(),
        }
    }

    /// The columns a file of it may have.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Residents => RESIDENTS,
            Self::Ledger(ledger) => ledger.columns(),
        }
    }

    /// The same, for matching heads.
    pub fn known(self) -> Vec<Known<'static>> {
        self.columns().iter().map(Known::from).collect()
    }

    /// The column with this code.
    pub fn column(self, code: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.code == code)
    }

    /// The column that says on which day a row of an old ledger was; a row without it is rejected.
    pub const fn day_column(self) -> Option<&'static str> {
        match self {
            Self::Residents => None,
            Self::Ledger(Ledger::Orders) => Some("at"),
            Self::Ledger(Ledger::Loans) => Some("lent_at"),
            Self::Ledger(_) => Some("day"),
        }
    }
}

impl FromStr for What {
    type Err = super::ledger::NoLedger;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        if code == "residents" { Ok(Self::Residents) } else { code.parse().map(Self::Ledger) }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for What {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for What {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

const fn own(
    code: &'static str,
    zh: &'static str,
    kind: ColumnKind,
    also: &'static [&'static str],
) -> Column {
    Column { code, zh, kind, personal: true, width: 16, also }
}

/// What may be known of a resident.
const RESIDENTS: &[Column] = &[
    own("name", "姓名", ColumnKind::Text, &["居民姓名", "申请人", "户主姓名", "名字"]),
    own(
        "id_number",
        "证件号码",
        ColumnKind::Digits,
        &["身份证号", "身份证号码", "公民身份号码", "身份证", "证件号"],
    ),
    own(
        "phone",
        "联系电话",
        ColumnKind::Digits,
        &["电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"],
    ),
    own("contact", "联系人", ColumnKind::Text, &["紧急联系人", "家属"]),
    own("address", "住址", ColumnKind::Text, &["地址", "家庭住址", "居住地址", "现住址", "详细地址"]),
    own("compound", "小区", ColumnKind::Text, &["小区名称", "院落", "所在小区"]),
    own("building", "楼栋", ColumnKind::Text, &["楼号", "栋", "幢", "楼"]),
    own("entrance", "单元", ColumnKind::Text, &["单元号"]),
    own("room", "室", ColumnKind::Text, &["房号", "门牌", "房间号", "室号", "门牌号"]),
    own("sex", "性别", ColumnKind::Text, &[]),
];

/// A cell of a file as it was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Given {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number; more than fifteen digits are lost in it.
    Number(f64),
    /// A day, with or without a time.
    DateTime(NaiveDateTime),
    /// A time of day.
    Time(NaiveTime),
    /// Yes or no.
    Flag(bool),
}

impl Given {
    /// As words, the way they stood in the file as nearly as can be told.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            // `{}` of a whole number has no decimals: 3 and not 3.0.
            Self::Number(number) => format!("{number}"),
            Self::DateTime(at) if at.time() == NaiveTime::MIN => at.date().to_string(),
            Self::DateTime(at) => at.format("%Y-%m-%d %H:%M").to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
            Self::Flag(yes) => if *yes { "是" } else { "否" }.to_owned(),
        }
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GivenRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Given>,
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BatchState {
    /// Begun; not all of the file is in.
    Going,
    /// All of it is in.
    Whole {
        /// Since when.
        at: DateTime<FixedOffset>,
    },
    /// Being undone.
    Undoing,
    /// Undone.
    Undone {
        /// When.
        at: DateTime<FixedOffset>,
        /// By whom: a worker's id.
        staff: String,
        /// Residents who stayed because they were needed since.
        kept: u64,
    },
}

/// One import of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportBatch {
    /// Ten digits, in order.
    pub id: String,
    /// What the file holds.
    pub what: What,
    /// The keyed hash of the file: the same file is known again. Its name may hold a person's and is not kept.
    pub digest: String,
    /// When it was begun.
    pub begun: DateTime<FixedOffset>,
    /// By whom: a worker's id.
    pub staff: String,
    /// Rows of the file under its heads.
    pub rows: u64,
    /// Rows looked at so far; an interrupted import goes on from here.
    pub upto: u64,
    /// Rows taken in.
    pub taken: u64,
    /// Rows left out because the person is on file.
    pub duplicates: u64,
    /// How it stands.
    pub state: BatchState,
}

/// The cells of an old row by column code; heads nobody understood stand under their own words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OldCells(pub BTreeMap<String, String>);

impl Mask for OldCells {
    fn mask(&self) -> String {
        format!("{} cells", self.0.len())
    }
}

/// A row that was taken in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportedRow {
    /// `0000000001/0000012`: the import and the line.
    pub id: String,
    /// The import.
    pub batch: String,
    /// What the file holds.
    pub what: What,
    /// Its line in the file, from 1.
    pub line: u64,
    /// The day it is about; none in a list of residents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// What stood in it; empty in a list of residents, whose cells are the resident's.
    #[serde(default)]
    pub cells: Masked<OldCells>,
    /// The person it is about, where one on file was found or made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident: Option<String>,
    /// The person was put on file with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made: bool,
}

impl ImportedRow {
    /// The key of a row: rows of one import stand together, in the order of the file.
    pub fn id_of(batch: &str, line: u64) -> String {
        format!("{batch}/{line:07}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_under_its_code() {
        for what in [What::Residents, What::Ledger(Ledger::Visits)] {
            assert_eq!(what.code().parse::<What>().unwrap(), what);
            assert_eq!(serde_json::to_value(what).unwrap(), what.code());
            assert_eq!(serde_json::from_value::<What>(what.code().into()).unwrap(), what);
        }
        assert!("nothing".parse::<What>().is_err());
    }

    #[test]
    fn every_old_ledger_has_its_day() {
        for ledger in Ledger::ALL {
            let what = What::Ledger(ledger);
            assert!(what.column(what.day_column().unwrap()).is_some(), "{ledger}");
        }
    }

    #[test]
    fn the_cells_of_a_row_do_not_show_themselves() {
        let cells = OldCells(BTreeMap::from([("name".into(), "测试甲".into())]));
        assert_eq!(format!("{:?}", Masked::new(cells)), "Masked(1 cells)");
    }

    #[test]
    fn cells_in_words() {
        let at = NaiveDate::from_ymd_opt(2019, 3, 5).unwrap().and_hms_opt(0, 0, 0).unwrap();
        for (given, words) in [
            (Given::Number(3.0), "3"),
            (Given::Number(1.5), "1.5"),
            (Given::Number(13_800_000_001.0), "13800000001"),
            (Given::DateTime(at), "2019-03-05"),
            (Given::Text(" 漏水 ".into()), "漏水"),
            (Given::Flag(true), "是"),
        ] {
            assert_eq!(given.words(), words);
        }
    }
}
