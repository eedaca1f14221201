//! A summary as a workbook: a sheet for each part, figures as figures, so that they can be summed and drawn again.

use std::path::Path;

use crate::domain::book::Book;
use crate::domain::cell::Cell;
use crate::domain::summary::{ItemLine, Shown, StoredSummary, Summary, SummaryWords, shown};
use crate::paper::compose::summary as words;

use super::sheet::{Sheet, SheetColumn, SheetHead, WriteError, Written};
use super::xlsx::write_sheets;

/// Writes the workbook, whole or not at all.
pub fn write(
    path: &Path,
    book: &Book,
    stored: &StoredSummary,
    summary: &Summary,
    public: bool,
) -> Result<Written, WriteError> {
    write_sheets(path, &sheets(book, stored, summary, public))
}

/// The sheets, in the order of the paper.
pub fn sheets(book: &Book, stored: &StoredSummary, summary: &Summary, public: bool) -> Vec<Sheet> {
    let title = words::title(book, summary);
    let sheet = |name: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>| Sheet {
        head: SheetHead {
            name: name.to_owned(),
            titles: vec![format!("{title} {name}")],
            columns: columns.iter().map(|(head, width)| SheetColumn::new(*head, *width)).collect(),
        },
        rows,
    };
    let n = |count: u32| Cell::Number(i64::from(count));
    let percent = |rate: Option<u32>| Cell::of(rate, |rate| Cell::Percent(f64::from(rate) / 100.0));
    let text = |text: String| Cell::text(text);
    let mut all =
        vec![sheet("概况", &[("项目", 30), ("数", 12), ("上期", 12), ("上年同期", 12)], overview(summary))];
    let hours = summary.flow.hours.iter().map(|line| vec![n(line.hour), n(line.visits), n(line.people)]);
    all.push(sheet("来访时段", &[("时", 8), ("批", 10), ("人次", 10)], hours.collect()));
    let purposes = summary
        .flow
        .purposes
        .iter()
        .map(|line| vec![text(words::purpose(book, &line.code)), n(line.visits), n(line.people)]);
    all.push(sheet("来意", &[("来意", 24), ("批", 10), ("人次", 10)], purposes.collect()));
    all.push(sheet("办件", &ITEM_COLUMNS, items(book, summary, public)));
    let rooms = summary.rooms.iter().map(|line| {
        vec![
            text(line.room.clone()),
            text(words::room_name(book, &line.room)),
            n(line.sessions),
            Cell::Decimal(f64::from(line.minutes) / 60.0),
            n(line.people),
            percent(line.rate),
            n(line.no_shows),
            n(line.displaced),
        ]
    });
    all.push(sheet(
        "场地",
        &[
            ("编号", 8),
            ("场地", 20),
            ("场次", 10),
            ("小时", 10),
            ("人次", 10),
            ("使用率", 10),
            ("爽约", 10),
            ("被调整", 10),
        ],
        rooms.collect(),
    ));
    let declined = summary.certificates.iter().flat_map(|line| {
        line.bodies.iter().map(|body| {
            let asked = if body.code.is_empty() { "未说明" } else { body.code.as_str() };
            vec![text(line.name.clone()), text(asked.to_owned()), n(body.count)]
        })
    });
    all.push(sheet("不予出具", &[("证明", 30), ("索要单位", 24), ("次数", 10)], declined.collect()));
    all.push(sheet("居民关心", &[("事", 40), ("次数", 10)], topics(book, stored, summary)));
    let grids = summary.grids.iter().map(|line| {
        let name = if line.grid.is_empty() { "未说明" } else { line.grid.as_str() };
        vec![text(name.to_owned()), n(line.accepted), n(line.done), n(line.open)]
    });
    all.push(sheet("网格", &[("网格或小区", 24), ("受理", 10), ("办结", 10), ("未结", 10)], grids.collect()));
    let workers = summary.workers.iter().map(|line| {
        vec![
            text(book.staff_name(&line.staff).to_owned()),
            n(line.visits),
            n(line.handled),
            n(line.accepted),
            n(line.done),
            n(line.declined),
        ]
    });
    all.push(sheet(
        "工作人员",
        &[("工作人员", 16), ("首问", 10), ("经办", 10), ("其中受理", 10), ("办结", 10), ("不予出具", 10)],
        workers.collect(),
    ));
    all
}

const ITEM_COLUMNS: [(&str, u16); 12] = [
    ("五小服务", 16),
    ("事项编码", 10),
    ("事项", 30),
    ("受理", 8),
    ("即办", 8),
    ("承诺", 8),
    ("转办", 8),
    ("办结", 8),
    ("其中本期受理", 14),
    ("补正", 8),
    ("不予受理", 10),
    ("未结", 8),
];

fn overview(summary: &Summary) -> Vec<Vec<Cell>> {
    let (before, last) = (summary.before, summary.last_year);
    let line = |label: &str, now: u32, of: fn(&crate::domain::summary::Headline) -> u32| {
        let n = |count: u32| Cell::Number(i64::from(count));
        vec![
            Cell::text(label),
            n(now),
            Cell::of(before.as_ref().map(of), n),
            Cell::of(last.as_ref().map(of), n),
        ]
    };
    let plain = |label: &str, now: u32| vec![Cell::text(label), Cell::Number(i64::from(now))];
    let balance = summary.balance;
    let mut rows = vec![
        plain("工作日", summary.working_days),
        line("来访批次", summary.flow.visits, |of| of.visits),
        line("来访人次", summary.flow.people, |of| of.people),
        plain("首问转交", summary.flow.handed_over),
        plain("上期结转", balance.before),
        line("受理", balance.accepted, |of| of.accepted),
        line("办结", balance.done, |of| of.done),
        plain("撤回终止", balance.stopped),
        line("结转", balance.after, |of| of.open),
        plain("按时办结", summary.timing.on_time),
        plain("迟办", summary.timing.late),
        plain("未结超期", summary.timing.overdue.count),
        plain("三个工作日内到期", summary.timing.due_soon.count),
        plain("工单受理", summary.orders.received()),
        plain("工单办结", summary.orders.done),
        plain("其中网格内解决", summary.orders.within_grid),
        plain("纠纷受理", ItemLine::sum(&summary.disputes).accepted),
        plain("纠纷化解", ItemLine::sum(&summary.disputes).done),
        plain("微心愿征集", summary.wishes.collected),
        plain("微心愿认领", summary.wishes.claimed),
        plain("微心愿实现", summary.wishes.fulfilled),
        plain("评价", summary.reviews.count()),
        plain("不予出具证明", summary.declined()),
        plain("上课次数", summary.classes.lessons),
        plain("到课人次", summary.classes.came),
        plain("应到人次", summary.classes.of),
    ];
    if let Some(so_far) = summary.year_to_date {
        rows.push(plain("今年以来来访批次", so_far.visits));
        rows.push(plain("今年以来受理", so_far.accepted));
        rows.push(plain("今年以来办结", so_far.done));
    }
    rows
}

/// By item; in the public version small counts of sensitive ones are hidden, group by group.
fn items(book: &Book, summary: &Summary, public: bool) -> Vec<Vec<Cell>> {
    const COUNTS: [fn(&ItemLine) -> u32; 9] = [
        |line| line.accepted,
        |line| line.instant,
        |line| line.promised,
        |line| line.to_forward,
        |line| line.done,
        |line| line.done_of_accepted,
        |line| line.supplements,
        |line| line.refused,
        |line| line.open,
    ];
    let mut rows = Vec::new();
    for group in &book.catalogue.groups {
        let lines: Vec<&ItemLine> = summary.items.iter().filter(|line| line.group == group.code).collect();
        let sensitive = |line: &ItemLine| {
            book.catalogue.item(&line.item).is_none_or(|item| item.sensitive || item.restricted)
        };
        let columns = COUNTS.map(|of| {
            let cells: Vec<(u32, bool)> = lines.iter().map(|line| (of(line), sensitive(line))).collect();
            if public { shown(&cells) } else { cells.iter().map(|(count, _)| Shown::Count(*count)).collect() }
        });
        for (at, line) in lines.iter().enumerate() {
            let mut row = vec![
                Cell::text(group.name_zh.clone()),
                Cell::text(line.item.clone()),
                Cell::text(words::item_name(book, &line.item)),
            ];
            row.extend(columns.iter().map(|column| match column.get(at) {
                Some(Shown::Count(count)) => Cell::Number(i64::from(*count)),
                Some(Shown::Small) => Cell::text("<3"),
                Some(Shown::Withheld) => Cell::text("*"),
                None => Cell::Empty,
            }));
            rows.push(row);
        }
    }
    rows
}

fn topics(book: &Book, stored: &StoredSummary, summary: &Summary) -> Vec<Vec<Cell>> {
    let own: Vec<Vec<Cell>> = stored
        .words
        .hot
        .iter()
        .filter(|issue| !issue.text.trim().is_empty())
        .map(|issue| {
            vec![Cell::text(issue.text.trim()), Cell::of(issue.count, |count| Cell::Number(i64::from(count)))]
        })
        .collect();
    if !own.is_empty() {
        return own;
    }
    let asked = summary.topics.iter().take(SummaryWords::HOT);
    asked
        .map(|topic| {
            let name = words::option_name(book, "PT01", &topic.code);
            vec![Cell::text(name), Cell::Number(i64::from(topic.count))]
        })
        .collect()
}
