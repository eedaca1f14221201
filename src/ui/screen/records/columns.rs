//! The columns a register can show on the screen.

use crate::domain::lang::Lang;
use crate::domain::ledger::Ledger;
use crate::domain::register::SortBy;
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::theme::space;

use super::{RecordsScreen, side};

/// Room of what stands beside the rows in a wide window, with all margins, px.
const BESIDE: f32 = 80.0 + side::WIDTH + 70.0;
/// The least a column that takes what is left must have, px.
const LEAST: f32 = 120.0;
/// Columns that are left out when there is no room, the first of them first.
const LEFT_OUT: [Col; 8] =
    [Col::Mode, Col::Channel, Col::Grid, Col::Document, Col::People, Col::Due, Col::Left, Col::Phone];

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Col {
    /// 编号
    Serial,
    /// 日期
    Date,
    /// 时间
    Time,
    /// 事项, 场地, 证明, 班级
    What,
    /// 申请人, 来访人, 负责人, 学员
    Name,
    /// 证件尾号
    Document,
    /// 电话
    Phone,
    /// 网格
    Grid,
    /// 方式: 即办, 承诺, 转办
    Mode,
    /// 渠道
    Channel,
    /// 状态
    Standing,
    /// 承诺日
    Due,
    /// 承办
    Staff,
    /// 事由, 活动内容, 索要单位
    About,
    /// 人数
    People,
    /// 离开
    Left,
    /// 时段
    Hours,
}

impl Col {
    /// Its name in a saved view; it never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Date => "date",
            Self::Time => "time",
            Self::What => "what",
            Self::Name => "name",
            Self::Document => "document",
            Self::Phone => "phone",
            Self::Grid => "grid",
            Self::Mode => "mode",
            Self::Channel => "channel",
            Self::Standing => "standing",
            Self::Due => "due",
            Self::Staff => "staff",
            Self::About => "about",
            Self::People => "people",
            Self::Left => "left",
            Self::Hours => "hours",
        }
    }

    /// Every column of a register, in its usual order.
    pub const fn of(ledger: Ledger) -> &'static [Self] {
        match ledger {
            Ledger::Visits => &[
                Self::Date,
                Self::Time,
                Self::Name,
                Self::Document,
                Self::Phone,
                Self::People,
                Self::About,
                Self::Standing,
                Self::Left,
                Self::Staff,
            ],
            Ledger::Rooms => &[
                Self::Serial,
                Self::Date,
                Self::Hours,
                Self::What,
                Self::About,
                Self::Name,
                Self::Phone,
                Self::People,
                Self::Standing,
                Self::Staff,
            ],
            Ledger::Classes => &[
                Self::What,
                Self::Date,
                Self::Name,
                Self::Document,
                Self::Phone,
                Self::Standing,
                Self::Serial,
            ],
            Ledger::Declines => &[
                Self::Serial,
                Self::Date,
                Self::What,
                Self::Name,
                Self::Document,
                Self::About,
                Self::Standing,
                Self::Staff,
            ],
            _ => &[
                Self::Serial,
                Self::Date,
                Self::What,
                Self::Name,
                Self::Document,
                Self::Phone,
                Self::Grid,
                Self::Mode,
                Self::Channel,
                Self::Standing,
                Self::Due,
                Self::Staff,
            ],
        }
    }

    /// Those shown until somebody chooses others.
    pub fn usual(ledger: Ledger) -> Vec<Self> {
        Self::of(ledger).iter().copied().filter(|col| *col != Self::Channel).collect()
    }

    /// Those a saved view names; the usual ones where it names none.
    pub fn named(ledger: Ledger, codes: &[String]) -> Vec<Self> {
        let named: Vec<Self> = Self::of(ledger)
            .iter()
            .copied()
            .filter(|col| codes.iter().any(|code| code == col.code()))
            .collect();
        if named.is_empty() { Self::usual(ledger) } else { named }
    }

    /// By what a press on its head sorts; none: by nothing, since it stands in no fact.
    pub const fn sorts(self) -> Option<SortBy> {
        match self {
            Self::Date | Self::Time => Some(SortBy::At),
            Self::What | Self::Mode => Some(SortBy::What),
            Self::Grid => Some(SortBy::Grid),
            Self::Channel => Some(SortBy::Channel),
            Self::Standing => Some(SortBy::Standing),
            Self::Due => Some(SortBy::Due),
            Self::Staff => Some(SortBy::Staff),
            _ => None,
        }
    }

    /// Width, px; 0: what is left, shared by those with 0.
    pub fn width(self, lang: Lang) -> f32 {
        // Heads and names of kinds are longer in English.
        let wordy = lang == Lang::En && matches!(self, Self::Name | Self::Mode | Self::Staff);
        let longer = if wordy { 14.0 } else { 0.0 };
        longer
            + match self {
                Self::What | Self::About => 0.0,
                Self::Serial | Self::Hours => 90.0,
                Self::Date | Self::Due => 84.0,
                Self::Time => 48.0,
                Self::Name => 60.0,
                Self::Document => 64.0,
                Self::Phone => 104.0,
                Self::Grid => 100.0,
                Self::Mode | Self::People | Self::Staff => 48.0,
                Self::Channel => 84.0,
                Self::Standing => 108.0,
                Self::Left => 150.0,
            }
    }

    /// Whether anything of it is known of a row of an old ledger.
    const fn is_of_old(self) -> bool {
        !matches!(self, Self::Mode | Self::Channel | Self::Standing | Self::Due | Self::Left)
    }

    /// Whether a small window still has room for it.
    pub const fn in_narrow(self) -> bool {
        !matches!(
            self,
            Self::Document
                | Self::Phone
                | Self::Grid
                | Self::Mode
                | Self::Channel
                | Self::Due
                | Self::People
                | Self::Left
        )
    }
}

impl RecordsScreen {
    /// The columns there is room for.
    pub(super) fn seen_columns(&self, ctx: &Ctx) -> Vec<(usize, Col)> {
        let (narrow, old) = (ctx.width < NARROW, self.criteria.old);
        let all = self.columns.iter().copied().enumerate();
        let mut fits: Vec<(usize, Col)> = all
            .clone()
            .filter(|(_, col)| (!narrow || col.in_narrow()) && (!old || col.is_of_old()))
            .collect();
        if fits.is_empty() {
            return all.collect();
        }
        let width = |col: Col| if col.width(ctx.lang()) == 0.0 { LEAST } else { col.width(ctx.lang()) };
        for col in LEFT_OUT {
            let taken: f32 = fits.iter().map(|(_, one)| width(*one) + space::S8).sum();
            if narrow || taken <= ctx.width - BESIDE || fits.len() == 1 {
                break;
            }
            fits.retain(|(_, one)| *one != col);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_view_names_columns_by_codes_that_are_their_own() {
        for ledger in Ledger::ALL {
            let all = Col::of(ledger);
            let codes: Vec<String> = all.iter().map(|col| col.code().to_owned()).collect();
            assert_eq!(Col::named(ledger, &codes), all);
            assert_eq!(Col::named(ledger, &[]), Col::usual(ledger));
            assert_eq!(Col::named(ledger, &["gone".to_owned()]), Col::usual(ledger));
            let fills = |col: &Col| col.width(Lang::Zh) == 0.0 && col.width(Lang::En) == 0.0;
            assert!(Col::usual(ledger).iter().any(fills), "{ledger} fills its width");
            assert!(all.iter().any(|col| col.in_narrow() && fills(col)), "{ledger} in a small window");
        }
    }
}
