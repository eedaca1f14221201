//! The parts of a summary, in words, tables and bars.

use chrono::Datelike;

use crate::domain::summary::{Headline, ItemLine, OpenLine, OpenList, Shown, alone};
use crate::paper::value::{Block, ChartBar, Table, TableColumn, TableRow};

use super::super::date_zh;
use super::items::{COLUMNS, is_sensitive, items_told, sum_told};
use super::words::{add, item_name, option_name, purpose};
use super::{Says, group_name};

/// So many open matters are named on paper; of more, how many.
const NAMED: usize = 12;
/// So many kinds of orders are named.
const KINDS: usize = 8;

impl Says<'_> {
    pub(super) fn flow(&self) -> Vec<Block> {
        let flow = &self.summary.flow;
        let this = self.this_name();
        let mut text = format!("{this}来访 {} 批 {} 人次", flow.visits, flow.people);
        if let Some(before) = self.summary.before {
            text.push_str(&compared(self.last_name(), flow.visits, before.visits, "批"));
        }
        if let Some(last) = self.summary.last_year.filter(|last| last.visits > 0) {
            text.push_str(&compared("上年同期", flow.visits, last.visits, "批"));
        }
        text.push('。');
        if let Some(most) = flow.hours.iter().max_by_key(|line| (line.people, 24 - line.hour)) {
            let half = if most.hour < 12 { "上午" } else { "下午" };
            add(&mut text, format!("{half} {} 时最多，{} 人次。", most.hour, most.people));
        }
        add(&mut text, format!("首问转交 {} 件。", flow.handed_over));
        let mut blocks = vec![Block::Para(text)];
        let most = flow.hours.iter().map(|line| line.people).max().unwrap_or(0);
        if most > 0 {
            let bars = flow.hours.iter().map(|line| ChartBar {
                label: format!("{}时", line.hour),
                share: line.people as f32 / most as f32,
                values: vec![format!("{} 批", line.visits), format!("{} 人次", line.people)],
            });
            blocks.push(Block::Bars(bars.collect()));
        }
        let purposes: Vec<String> = flow
            .purposes
            .iter()
            .map(|line| format!("{} {} 批", purpose(self.book, &line.code), line.visits))
            .collect();
        let channels: Vec<String> =
            flow.channels.iter().map(|(channel, count)| format!("{} {count} 件", channel.zh())).collect();
        let mut more = String::new();
        if !purposes.is_empty() {
            add(&mut more, format!("按来意：{}。", purposes.join("、")));
        }
        if !channels.is_empty() {
            add(&mut more, format!("按渠道：{}。", channels.join("、")));
        }
        blocks.extend((!more.is_empty()).then_some(Block::Para(more)));
        if let Some(so_far) = self.summary.year_to_date {
            blocks.push(Block::Para(format!("1 月 1 日至今，{}。", headline(so_far))));
        }
        blocks
    }

    pub(super) fn items(&self) -> Vec<Block> {
        let summary = self.summary;
        let mut blocks = vec![Block::Table(self.group_table())];
        let balance = summary.balance;
        let (this, last) = (self.this_name(), self.last_name());
        let mut text = format!(
            "平衡：{last}结转 {} ＋ {this}受理 {} － {this}办结 {} － 撤回终止 {} ＝ {this}结转 {}，{}。",
            balance.before,
            balance.accepted,
            balance.done,
            balance.stopped,
            balance.after,
            if balance.ties() { "相符" } else { "不符，请检查数据" }
        );
        if balance.done_of_before > 0 {
            add(&mut text, format!("办结中含{last}结转 {} 件。", balance.done_of_before));
        }
        if balance.voided_done > 0 {
            add(&mut text, format!("另有已办结后作废 {} 件，不在平衡内。", balance.voided_done));
        }
        if let Some(carried) = summary.carried_otherwise() {
            add(&mut text, format!("{last}定稿时结转 {carried} 件，定稿后另有变动。"));
        }
        blocks.push(Block::Para(text));
        blocks
    }

    /// Every item, in a table of its own at the end.
    pub(super) fn every_item(&self) -> Vec<Block> {
        if self.summary.items.is_empty() { Vec::new() } else { vec![Block::Table(self.item_table())] }
    }

    /// The five groups, and their sum.
    fn group_table(&self) -> Table {
        let (groups, total) = items_told(self.book, self.summary, self.public);
        let mut rows: Vec<TableRow> = groups
            .iter()
            .map(|group| TableRow::new(cells(group_name(self.book, &group.group), &group.sum)))
            .collect();
        let total: Vec<Shown> = total.into_iter().map(Shown::Count).collect();
        rows.push(TableRow { bold: true, ..TableRow::new(cells("合计".to_owned(), &total)) });
        Table { columns: heads("五小服务"), rows, ..Table::default() }
    }

    /// Every item something happened to.
    fn item_table(&self) -> Table {
        let (groups, _) = items_told(self.book, self.summary, self.public);
        let rows = groups
            .iter()
            .flat_map(|group| &group.items)
            .map(|(item, counts)| TableRow::new(cells(item_name(self.book, item), counts)))
            .collect();
        Table { columns: heads("事项"), rows, ..Table::default() }
    }

    pub(super) fn sensitive(&self, item: &str) -> bool {
        is_sensitive(self.book, item)
    }

    pub(super) fn timing(&self) -> Vec<Block> {
        let timing = &self.summary.timing;
        let done = timing.on_time + timing.late;
        let mut text = match timing.rate() {
            Some(rate) => format!(
                "办结 {done} 件中按时 {} 件，占 {}.{}%，迟办 {} 件。",
                timing.on_time,
                rate / 10,
                rate % 10,
                timing.late
            ),
            None => format!("{}没有办结的件。", self.this_name()),
        };
        text.push_str(&self.open_list("未结超期", &timing.overdue));
        text.push_str(&self.open_list("三个工作日内到期", &timing.due_soon));
        vec![Block::Para(text)]
    }

    fn open_list(&self, what: &str, list: &OpenList) -> String {
        if list.count == 0 {
            return format!("{what} 0 件。");
        }
        let name = |line: &OpenLine| {
            let restricted = self.book.catalogue.item(&line.item).is_some_and(|item| item.restricted);
            let item = if restricted || self.public && self.sensitive(&line.item) {
                return format!("{}一件", date_zh(line.due));
            } else {
                item_name(self.book, &line.item)
            };
            let waits = match line.reason.trim() {
                "" if line.forwarded => "，已转办".to_owned(),
                "" => String::new(),
                // Words of the clerk stay in the house.
                _ if self.public => String::new(),
                reason => format!("，{reason}"),
            };
            let due = if line.due.year() == self.summary.period.to.year() {
                line.due.format("%-m月%-d日").to_string()
            } else {
                date_zh(line.due)
            };
            format!("{} {item}（{due}{waits}）", line.serial)
        };
        let named: Vec<String> = list.lines.iter().take(NAMED).map(name).collect();
        let more = list.count as usize - named.len();
        let more = if more > 0 { format!("，另有 {more} 件") } else { String::new() };
        format!("{what} {} 件：{}{more}。", list.count, named.join("、"))
    }

    pub(super) fn orders(&self) -> Vec<Block> {
        let orders = &self.summary.orders;
        if orders.received() == 0 && orders.done == 0 {
            return vec![Block::Para(format!("{}没有收到工单，也没有办结。", self.this_name()))];
        }
        let channels: Vec<String> =
            orders.channels.iter().map(|(channel, count)| format!("{} {count} 件", channel.zh())).collect();
        let kinds: Vec<String> = orders
            .kinds
            .iter()
            .take(KINDS)
            .map(|kind| {
                let (item, option) = kind.code.split_once('/').unwrap_or((&kind.code, ""));
                format!(
                    "{} {} {} 件",
                    item_name(self.book, item),
                    option_name(self.book, item, option),
                    kind.count
                )
            })
            .collect();
        let mut text = format!("{}收到 {} 件", self.this_name(), orders.received());
        if !channels.is_empty() {
            add(&mut text, format!("：{}", channels.join("、")));
        }
        text.push('。');
        if !kinds.is_empty() {
            let rest: u32 = orders.kinds.iter().skip(KINDS).map(|kind| kind.count).sum();
            let rest = if rest > 0 { format!("、其余 {rest} 件") } else { String::new() };
            add(&mut text, format!("按类别：{}{rest}。", kinds.join("、")));
        }
        add(&mut text, format!("办结 {} 件", orders.done));
        if let Some(share) = orders.share() {
            add(&mut text, format!("，没有转出去就解决的 {} 件，占 {share}%", orders.within_grid));
        }
        text.push('。');
        vec![Block::Para(text)]
    }

    pub(super) fn disputes(&self) -> Vec<Block> {
        let lines = &self.summary.disputes;
        let sum = ItemLine::sum(lines);
        if sum.is_empty() {
            return vec![Block::Para(format!("{}没有纠纷登记。", self.this_name()))];
        }
        let told = |of: fn(&ItemLine) -> u32| sum_told(self.book, lines, of, self.public).words();
        let mut text = format!(
            "受理 {} 件，化解 {} 件，在调 {} 件，上交 {} 件。",
            told(|line| line.accepted),
            told(|line| line.done),
            told(|line| line.open),
            told(|line| line.forwarded)
        );
        let confirmable = self.summary.confirmable;
        if let Some(first) = confirmable.first.filter(|_| !self.public) {
            add(
                &mut text,
                format!(
                    "化解的 {} 件还可以申请司法确认（协议生效起 30 日内），最早一件 {} 到期。",
                    confirmable.count,
                    date_zh(first)
                ),
            );
        }
        if !self.public && !self.summary.dispute_kinds.is_empty() {
            let kinds: Vec<String> = self
                .summary
                .dispute_kinds
                .iter()
                .map(|kind| {
                    let (item, option) = kind.code.split_once('/').unwrap_or((&kind.code, ""));
                    let name = if option.is_empty() {
                        item_name(self.book, item)
                    } else {
                        option_name(self.book, item, option)
                    };
                    format!("{name} {} 件", kind.count)
                })
                .collect();
            add(&mut text, format!("按类型：{}。", kinds.join("、")));
        }
        vec![Block::Para(text)]
    }

    pub(super) fn wishes(&self) -> Vec<Block> {
        let wishes = &self.summary.wishes;
        let hides = self.public && self.sensitive("XY26");
        let told = |count: u32| alone(count, hides).words();
        let mut text = format!(
            "征集 {} 个，认领 {} 个，实现 {} 个，还有 {} 个没有实现。",
            told(wishes.collected),
            told(wishes.claimed),
            told(wishes.fulfilled),
            told(wishes.open)
        );
        if let Some(day) = wishes.oldest_unclaimed.filter(|_| !hides) {
            add(&mut text, format!("等得最久的一个 {} 征集，还没有人认领。", date_zh(day)));
        }
        vec![Block::Para(text)]
    }
}

/// A row of 办件.
fn cells(name: String, counts: &[Shown]) -> Vec<String> {
    std::iter::once(name).chain(counts.iter().map(|count| count.words())).collect()
}

fn heads(first: &str) -> Vec<TableColumn> {
    let mut columns = vec![TableColumn::new(first, 2.6)];
    columns.extend(COLUMNS.map(|(head, _)| TableColumn::new(head, 1.0).centred()));
    columns
}

/// ，比上周多 8 批
fn compared(than: &str, now: u32, then: u32, unit: &str) -> String {
    match now.cmp(&then) {
        std::cmp::Ordering::Greater => format!("，比{than}多 {} {unit}", now - then),
        std::cmp::Ordering::Less => format!("，比{than}少 {} {unit}", then - now),
        std::cmp::Ordering::Equal => format!("，与{than}相同"),
    }
}

fn headline(of: Headline) -> String {
    format!("来访 {} 批 {} 人次，受理 {} 件，办结 {} 件", of.visits, of.people, of.accepted, of.done)
}
