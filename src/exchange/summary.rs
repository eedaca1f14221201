//! A summary as a workbook: a sheet for each part, figures as figures, so that they can be summed and drawn again.

use std::path::Path;

use crate::domain::book::Book;
use crate::domain::cell::Cell;
use crate::domain::summary::{ItemLine, Shown, StoredSummary, Summary, SummaryWords, alone};
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
    // Every sheet says how far it can be trusted: it may be printed alone.
    let taken = summary.taken.format("%Y年%-m月%-d日 %-H:%M");
    let state = match &stored.finalised {
        Some((at, staff)) => {
            format!("{} {} 定稿，数字取自 {taken}", at.format("%Y年%-m月%-d日"), book.staff_name(staff))
        }
        None => format!("草稿，数字取自 {taken}"),
    };
    let state =
        if public { format!("{state}；公开版，敏感事项少于 3 件的不写") } else { state };
    let sheet = |name: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>| Sheet {
        head: SheetHead {
            name: name.to_owned(),
            titles: vec![format!("{title} {name}"), state.clone()],
            columns: columns.iter().map(|(head, width)| SheetColumn::new(*head, *width)).collect(),
        },
        rows,
    };
    let n = |count: u32| Cell::Number(i64::from(count));
    let percent = |rate: Option<u32>| Cell::of(rate, |rate| Cell::Percent(f64::from(rate) / 100.0));
    let text = |text: String| Cell::text(text);
    let mut all = vec![sheet(
        "概况",
        &[("项目", 30), ("数", 12), ("上期", 12), ("上年同期", 12)],
        overview(book, summary, public),
    )];
    let hours = summary.flow.hours.iter().map(|line| vec![n(line.hour), n(line.visits), n(line.people)]);
    all.push(sheet("来访时段", &[("时", 8), ("批", 10), ("人次", 10)], hours.collect()));
    let purposes = summary
        .flow
        .purposes
        .iter()
        .map(|line| vec![text(words::purpose(book, &line.code)), n(line.visits), n(line.people)]);
    all.push(sheet("来意", &[("来意", 24), ("批", 10), ("人次", 10)], purposes.collect()));
    all.push(sheet("办件", &ITEM_COLUMNS, items(book, summary, public)));
    let channels =
        summary.flow.channels.iter().map(|(channel, count)| vec![text(channel.zh().to_owned()), n(*count)]);
    all.push(sheet("渠道", &[("渠道", 20), ("件", 10)], channels.collect()));
    let kinds = summary.orders.kinds.iter().map(|kind| {
        let (item, option) = kind.code.split_once('/').unwrap_or((&kind.code, ""));
        vec![text(words::item_name(book, item)), text(words::option_name(book, item, option)), n(kind.count)]
    });
    all.push(sheet("工单类别", &[("事项", 24), ("类别", 20), ("件", 10)], kinds.collect()));
    let grades =
        summary.reviews.grades.iter().map(|(grade, count)| vec![text(grade.zh().to_owned()), n(*count)]);
    all.push(sheet("评价", &[("评价", 16), ("份", 10)], grades.collect()));
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
            let asked = if public { "" } else { asked };
            vec![text(line.name.clone()), text(asked.to_owned()), n(body.count)]
        })
    });
    all.push(sheet("不予出具", &[("证明", 30), ("索要单位", 24), ("次数", 10)], declined.collect()));
    all.push(sheet("居民关心", &[("事", 40), ("次数", 10)], topics(book, stored, summary)));
    let grids = summary.grids.iter().map(|line| {
        let name = if line.grid.is_empty() { "未说明" } else { line.grid.as_str() };
        let hidden = |count: u32| told(alone(count, public));
        vec![text(name.to_owned()), hidden(line.accepted), hidden(line.done), hidden(line.open)]
    });
    all.push(sheet("网格", &[("网格或小区", 24), ("受理", 10), ("办结", 10), ("未结", 10)], grids.collect()));
    if public {
        return all;
    }
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
    if let Some(workers) = all.last_mut() {
        workers.head.titles.push(words::WORKERS_MEANING.to_owned());
    }
    all.push(sheet("说明和更正", &[("日期", 14), ("说明", 80)], remarks(book, stored)));
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

fn overview(book: &Book, summary: &Summary, public: bool) -> Vec<Vec<Cell>> {
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
    let hides = public && words::is_sensitive(book, "XY26");
    let disputes = |of: fn(&ItemLine) -> u32| words::sum_told(book, &summary.disputes, of, public);
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
        vec![Cell::text("纠纷受理"), told(disputes(|line| line.accepted))],
        vec![Cell::text("纠纷化解"), told(disputes(|line| line.done))],
        vec![Cell::text("微心愿征集"), told(alone(summary.wishes.collected, hides))],
        vec![Cell::text("微心愿认领"), told(alone(summary.wishes.claimed, hides))],
        vec![Cell::text("微心愿实现"), told(alone(summary.wishes.fulfilled, hides))],
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
    let (groups, _) = words::items_told(book, summary, public);
    let mut rows = Vec::new();
    for group in &groups {
        for (item, counts) in &group.items {
            let mut row = vec![
                Cell::text(words::group_name(book, &group.group)),
                Cell::text(item.clone()),
                Cell::text(words::item_name(book, item)),
            ];
            row.extend(counts.iter().map(|count| told(*count)));
            rows.push(row);
        }
    }
    rows
}

/// A count as it may be told.
fn told(count: Shown) -> Cell {
    match count {
        Shown::Count(count) => Cell::Number(i64::from(count)),
        hidden => Cell::text(hidden.words()),
    }
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

/// What the clerk wrote, and what was corrected since.
fn remarks(book: &Book, stored: &StoredSummary) -> Vec<Vec<Cell>> {
    let line = |text: &str| vec![Cell::Empty, Cell::text(text)];
    let mut rows: Vec<Vec<Cell>> = [&stored.words.next, &stored.words.remarks]
        .into_iter()
        .flat_map(|text| text.lines())
        .filter(|text| !text.trim().is_empty())
        .map(line)
        .collect();
    for note in &stored.notes {
        let told = note
            .differences
            .iter()
            .map(|d| format!("{}由 {} 改为 {}", words::figure(book, &d.figure), d.was, d.is));
        let told: Vec<String> = told.collect();
        let why = if note.text.is_empty() { String::new() } else { format!("。原因：{}", note.text) };
        rows.push(vec![
            Cell::Date(note.at.date_naive()),
            Cell::text(format!("更正（{}）：{}{why}", book.staff_name(&note.staff), told.join("、"))),
        ]);
    }
    rows
}
