//! 台账: the thirteen ledgers a sub-district asks for (`domain.md` §5.2). A ledger is no table of its own: it is a way to
//! read the records the desk keeps anyway, in columns somebody else has chosen.

mod columns;
mod english;
mod heads;
mod profile;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use heads::{HeadMatch, Headed, How, Known, find_heads, match_heads, plain_head};
pub use profile::{
    Content, MARKS, MOST_COLUMNS, MOST_TITLES, Profile, ProfileColumn, ProfileFault, Spot, TitleWords,
};

/// The ledgers.
///
/// Where the desk keeps no record yet for a ledger or a column, the ledger has the column all the same and gives what
/// there is: [`Self::Seals`] and [`Self::Handover`] have no rows at all, [`Self::is_kept`] says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ledger {
    /// 服务事项受理台账: every matter, by the day its papers were handed over.
    Intakes,
    /// 来访登记表: every visit.
    Visits,
    /// 居民诉求(工单)台账: matters that end in a 转办单.
    Orders,
    /// 矛盾纠纷排查化解台账: items JF21, JF22 and JF23.
    Disputes,
    /// 微心愿台账: item XY26.
    Wishes,
    /// 帮办代办台账: matters that end in a 代收代办凭证.
    Agency,
    /// 活动室使用登记表: bookings that take or took place.
    Rooms,
    /// 课程花名册: learners of the classes whose term meets the period.
    Classes,
    /// 便民物品借用台账: loans of item FB20.
    Loans,
    /// 志愿服务记录台账: item PT06.
    Volunteers,
    /// 不予出具证明/不予受理登记: declined certificates and refused matters.
    Declines,
    /// 用印登记: the desk keeps no record of the seal yet, so there are no rows.
    Seals,
    /// 首问交接/值班日志: the desk keeps no handover yet, so there are no rows.
    Handover,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Digits that are a name: identity, phone, number of a document. Never a number.
    Digits,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// A share of a whole.
    Percent,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
    /// 是 or 否.
    YesNo,
}

/// One column of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name for scripts and profiles; it never changes.
    pub code: &'static str,
    /// Its usual head.
    pub zh: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it tells who somebody is or what they keep to themselves: masked or left out without a reason.
    pub personal: bool,
    /// Width in characters of half width.
    pub width: u16,
    /// Other heads sub-districts give it.
    pub also: &'static [&'static str],
}

/// The code of the column that counts the rows. The writer of a table counts; the desk leaves it to him.
pub const NO: &str = "no";

impl Ledger {
    /// All of them, in the order of `domain.md` §5.2.
    pub const ALL: [Self; 13] = [
        Self::Intakes,
        Self::Visits,
        Self::Orders,
        Self::Disputes,
        Self::Wishes,
        Self::Agency,
        Self::Rooms,
        Self::Classes,
        Self::Loans,
        Self::Volunteers,
        Self::Declines,
        Self::Seals,
        Self::Handover,
    ];

    /// Its name on the command line, in file names and as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intakes => "intakes",
            Self::Visits => "visits",
            Self::Orders => "orders",
            Self::Disputes => "disputes",
            Self::Wishes => "wishes",
            Self::Agency => "agency",
            Self::Rooms => "rooms",
            Self::Classes => "classes",
            Self::Loans => "loans",
            Self::Volunteers => "volunteers",
            Self::Declines => "declines",
            Self::Seals => "seals",
            Self::Handover => "handover",
        }
    }

    /// Its title on paper.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Intakes => "服务事项受理台账",
            Self::Visits => "群众来访接待登记表",
            Self::Orders => "居民诉求（工单）台账",
            Self::Disputes => "矛盾纠纷排查化解台账",
            Self::Wishes => "微心愿台账",
            Self::Agency => "帮办代办台账",
            Self::Rooms => "活动室使用登记表",
            Self::Classes => "课程花名册",
            Self::Loans => "便民物品借用台账",
            Self::Volunteers => "志愿服务记录台账",
            Self::Declines => "不予出具证明、不予受理登记",
            Self::Seals => "用印登记",
            Self::Handover => "首问交接、值班日志",
        }
    }

    /// Its name in English, for the screen.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Intakes => "Matters taken in",
            Self::Visits => "Visitor log",
            Self::Orders => "Requests (work orders)",
            Self::Disputes => "Disputes",
            Self::Wishes => "Small wishes",
            Self::Agency => "Errands for residents",
            Self::Rooms => "Use of rooms",
            Self::Classes => "Class rosters",
            Self::Loans => "Things lent out",
            Self::Volunteers => "Volunteer service",
            Self::Declines => "Declined and refused",
            Self::Seals => "Use of the seal",
            Self::Handover => "Duty log",
        }
    }

    /// Its name on the screen, short enough for a list at the side.
    pub const fn name(self, lang: super::lang::Lang) -> &'static str {
        match (lang, self) {
            (super::lang::Lang::Zh, Self::Declines) => "不予出具、不予受理",
            (super::lang::Lang::Zh, _) => self.zh(),
            (super::lang::Lang::En, _) => self.en(),
        }
    }

    /// Its columns in the order of `domain.md` §5.2, the running number first.
    pub const fn columns(self) -> &'static [Column] {
        columns::of(self)
    }

    /// The column with this code.
    pub fn column(self, code: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.code == code)
    }

    /// Whether the desk keeps records this ledger can be read from.
    pub const fn is_kept(self) -> bool {
        !matches!(self, Self::Seals | Self::Handover)
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// No ledger has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no ledger {0:?}")]
pub struct NoLedger(pub String);

impl FromStr for Ledger {
    type Err = NoLedger;

    fn from_str(code: &str) -> Result<Self, NoLedger> {
        Self::ALL.into_iter().find(|ledger| ledger.code() == code).ok_or_else(|| NoLedger(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_ledger_is_found_by_its_code_and_stored_under_it() {
        for ledger in Ledger::ALL {
            assert_eq!(ledger.code().parse(), Ok(ledger));
            assert_eq!(serde_json::to_value(ledger).unwrap(), ledger.code());
        }
        assert_eq!("ledgers".parse::<Ledger>(), Err(NoLedger("ledgers".into())));
    }

    #[test]
    fn columns_have_codes_and_heads_of_their_own() {
        for ledger in Ledger::ALL {
            let columns = ledger.columns();
            assert_eq!((columns[0].code, columns[0].zh), (NO, "序号"), "{ledger}");
            let codes: BTreeSet<&str> = columns.iter().map(|column| column.code).collect();
            let heads: BTreeSet<&str> = columns.iter().map(|column| column.zh).collect();
            assert_eq!((codes.len(), heads.len()), (columns.len(), columns.len()), "{ledger}");
            for column in columns {
                assert!((4..=60).contains(&column.width), "{ledger} {}", column.code);
                let plain = |c: char| c.is_ascii_lowercase() || c == '_';
                assert!(column.code.chars().all(plain), "{ledger} {}", column.code);
            }
        }
    }

    #[test]
    fn the_columns_stand_in_the_order_of_the_domain_report() {
        let heads = |ledger: Ledger| ledger.columns().iter().map(|c| c.zh).collect::<Vec<_>>().join("、");
        assert_eq!(
            heads(Ledger::Intakes),
            "序号、受理编号、受理日期、事项编码、事项名称、申请人、证件号码、联系电话、住址、网格、办理方式、材料情况、\
             承诺办结日期、承办人、转办去向、转办日期、办结日期、办理结果、是否超期、满意度、备注"
        );
        assert_eq!(
            heads(Ledger::Visits),
            "序号、来访日期、到访时间、来访人姓名、性别、年龄、联系方式、住址/单位、人数、来访事由、接待人、处理意见、\
             处理结果、办结时间、回访情况、备注"
        );
        assert_eq!(
            heads(Ledger::Loans),
            "序号、物品、编号、借用人、电话、借出时间、应还时间、归还时间、完好情况、经手人"
        );
        assert_eq!(
            heads(Ledger::Handover),
            "序号、日期、班次、窗口、当班人、接待数、未了事项、移交人、接收人"
        );
    }
}
