//! 周报, 月报, 年报 on A4, in the order of `domain.md` §5.1.

mod beside;
mod items;
mod parts;
mod words;

use std::sync::atomic::AtomicBool;

use crate::desk::{Desk, DeskError, Watch};
use crate::domain::book::Book;
use crate::domain::summary::{Period, PeriodKind, StoredSummary, Summary};
use crate::paper::value::{Block, Numbered, Paper, Report};

use super::{Marks, date_zh};

pub use beside::WORKERS_MEANING;
pub use items::{COLUMNS, GroupTold, is_sensitive, items_told, sum_told};
pub use words::{figure, group_name, item_name, option_name, purpose, room_name};

/// The summary of a period: the figures that were finalised, or those of now.
pub fn summary(desk: &Desk, period: Period, public: bool) -> Result<Paper, DeskError> {
    let never = AtomicBool::new(false);
    let (stored, figures) = desk.summary(period, Watch { progress: &mut |_| {}, stop: &never })?;
    let staff = match &stored.finalised {
        Some((_, staff)) => staff.clone(),
        None => desk.session().staff,
    };
    Ok(Paper::Report(report(&desk.book(), &stored, &figures, &staff, public)))
}

/// The same from what is at hand.
pub fn report(book: &Book, stored: &StoredSummary, summary: &Summary, staff: &str, public: bool) -> Report {
    let says = Says { book, summary, public };
    let mut blocks = Vec::new();
    let mut number = 0;
    let mut part = |title: &str, mut body: Vec<Block>| {
        if !body.is_empty() {
            number += 1;
            blocks.push(Block::Heading(format!("{}、{title}", numeral(number))));
            blocks.append(&mut body);
        }
    };
    part("来访", says.flow());
    part("办件", says.items());
    part("时限", says.timing());
    part("工单", says.orders());
    part("纠纷", says.disputes());
    part("微心愿", says.wishes());
    part("场地和课程", says.rooms());
    part("评价", says.reviews());
    part("不予出具证明", says.certificates());
    part("居民关心的事", says.topics(&stored.words));
    part(&format!("{}安排", says.next_name()), says.next(&stored.words));
    part("各网格", says.grids());
    part("各工作人员", says.workers());
    part("说明", says.remarks(&stored.words));
    part("更正", says.corrections(stored));
    part("各事项", says.every_item());
    let taken = summary.taken.format("%Y年%-m月%-d日 %-H:%M");
    Report {
        title: format!("全科窗口{}", says.kind_name()),
        subtitle: format!("{}　{}", says.period(), book.community.centre()),
        top: vec![
            format!("填报人　{}", book.staff_name(staff)),
            match stored.words.reviewer.trim() {
                "" => "审核人".to_owned(),
                name => format!("审核人　{name}"),
            },
            says.working_days(),
        ],
        blocks,
        sign: Vec::new(),
        foot: format!(
            "数字取自 {taken}{}{}",
            if stored.is_final() { "，已定稿" } else { "，草稿" },
            if public { "，公开版" } else { "" }
        ),
        name: Numbered::new(file_stem(summary.period, public), ""),
        marks: Marks { specimen: book.community.practice, ..Marks::default() },
    }
}

/// 全科窗口周报 2026年第19周（5月4日至5月10日）
pub fn title(book: &Book, summary: &Summary) -> String {
    let says = Says { book, summary, public: false };
    format!("全科窗口{} {}", says.kind_name(), says.period())
}

/// 周报-2026-W19, without the file's ending.
pub fn file_stem(period: Period, public: bool) -> String {
    let kind = match period.kind {
        PeriodKind::Week => "周报",
        PeriodKind::Month => "月报",
        PeriodKind::Year => "年报",
    };
    format!("{kind}-{period}{}", if public { "-公开" } else { "" })
}

/// What the parts of one summary are made from.
struct Says<'a> {
    book: &'a Book,
    summary: &'a Summary,
    public: bool,
}

impl Says<'_> {
    fn kind_name(&self) -> &'static str {
        match self.summary.period.kind {
            PeriodKind::Week => "周报",
            PeriodKind::Month => "月报",
            PeriodKind::Year => "年报",
        }
    }

    /// 本周
    fn this_name(&self) -> &'static str {
        match self.summary.period.kind {
            PeriodKind::Week => "本周",
            PeriodKind::Month => "本月",
            PeriodKind::Year => "本年",
        }
    }

    /// 上周
    fn last_name(&self) -> &'static str {
        match self.summary.period.kind {
            PeriodKind::Week => "上周",
            PeriodKind::Month => "上月",
            PeriodKind::Year => "上年",
        }
    }

    /// 下周
    fn next_name(&self) -> &'static str {
        match self.summary.period.kind {
            PeriodKind::Week => "下周",
            PeriodKind::Month => "下月",
            PeriodKind::Year => "下年",
        }
    }

    /// 2026年第19周（5月4日至5月10日）
    fn period(&self) -> String {
        let Period { kind, from, to } = self.summary.period;
        match kind {
            PeriodKind::Week => {
                let week = self.summary.period.iso_week();
                format!(
                    "{}年第{}周（{}至{}）",
                    week.year(),
                    week.week(),
                    if from.format("%Y").to_string() == week.year().to_string() {
                        from.format("%-m月%-d日").to_string()
                    } else {
                        date_zh(from)
                    },
                    if to.format("%Y").to_string() == week.year().to_string() {
                        to.format("%-m月%-d日").to_string()
                    } else {
                        date_zh(to)
                    },
                )
            }
            PeriodKind::Month => from.format("%Y年%-m月").to_string(),
            PeriodKind::Year => from.format("%Y年").to_string(),
        }
    }

    /// 工作日 4 天（含5月9日调休）
    fn working_days(&self) -> String {
        let days = &self.summary.make_up_days;
        let make_up: Vec<String> = days.iter().map(|day| day.date.format("%-m月%-d日").to_string()).collect();
        let odd = match (make_up.is_empty(), self.summary.provisional) {
            (true, false) => String::new(),
            (true, true) => "（暂按周末推算）".to_owned(),
            (false, false) => format!("（含{}调休）", make_up.join("、")),
            (false, true) => format!("（含{}调休，其余暂按周末推算）", make_up.join("、")),
        };
        format!("工作日 {} 天{odd}", self.summary.working_days)
    }
}

/// 一, 十一
fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n / 10, n % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        more => format!("{}十", DIGITS[more % 10]),
    };
    format!("{tens}{}", DIGITS[ones])
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_are_counted_as_in_an_official_report() {
        let counted: Vec<String> = [1, 9, 10, 11, 20].into_iter().map(super::numeral).collect();
        assert_eq!(counted, ["一", "九", "十", "十一", "二十"]);
    }
}
