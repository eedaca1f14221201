//! The parts beside the matters: rooms, reviews, certificates, what people ask about, the days to come, grids, workers, and
//! what the clerk adds.

use crate::domain::summary::{PeriodKind, StoredSummary, SummaryWords, alone};
use crate::paper::value::{Block, ChartBar, Table};

use super::super::{date_zh, hours_of};
use super::Says;
use super::words::{add, figure, option_name, room_name};

/// What the figures of a worker count.
pub const WORKERS_MEANING: &str = "首问：由其第一个接待的来访批次。经办：由其收件的件数。其中受理：经办中已受理的件数。办结：由其收件、在本期办结的件数，不论最后一步由谁办。\
                 不予出具：由其告知的次数。按工号排列，只反映分工，不作排名。";
impl Says<'_> {
    pub(super) fn rooms(&self) -> Vec<Block> {
        let rooms = &self.summary.rooms;
        let used: Vec<ChartBar> = rooms
            .iter()
            .filter(|line| line.sessions > 0 || line.no_shows > 0 || line.displaced > 0)
            .map(|line| ChartBar {
                label: room_name(self.book, &line.room),
                share: line.rate.unwrap_or(0) as f32 / 100.0,
                values: vec![
                    format!("{} 场", line.sessions),
                    format!("{} 小时", hours_of(line.minutes)),
                    format!("{} 人次", line.people),
                    line.rate.map_or_else(|| "自由使用".to_owned(), |rate| format!("{rate}%")),
                ],
            })
            .collect();
        let sum = |of: fn(&crate::domain::summary::RoomLine) -> u32| rooms.iter().map(of).sum::<u32>();
        let classes = self.summary.classes;
        let mut text = format!(
            "使用 {} 场、{} 小时、{} 人次。爽约 {} 场，被调整 {} 场。",
            sum(|line| line.sessions),
            hours_of(sum(|line| line.minutes)),
            sum(|line| line.people),
            sum(|line| line.no_shows),
            sum(|line| line.displaced)
        );
        if classes.lessons > 0 {
            add(&mut text, format!("上课 {} 次", classes.lessons));
            if classes.of > 0 {
                add(
                    &mut text,
                    format!(
                        "，有签到表的 {} 次，到课 {} 人次，应到 {} 人次",
                        classes.signed, classes.came, classes.of
                    ),
                );
            }
            text.push('。');
        }
        let mut blocks = vec![Block::Para(text)];
        blocks.extend((!used.is_empty()).then_some(Block::Bars(used)));
        blocks
    }

    pub(super) fn reviews(&self) -> Vec<Block> {
        let reviews = &self.summary.reviews;
        if reviews.count() == 0 {
            return vec![Block::Para(format!("{}没有收到评价。", self.this_name()))];
        }
        let grades: Vec<String> =
            reviews.grades.iter().map(|(grade, count)| format!("{} {count} 份", grade.zh())).collect();
        let mut text = format!("收到 {} 份：{}。", reviews.count(), grades.join("、"));
        if let Some(rate) = reviews.rate() {
            add(
                &mut text,
                format!("本期办结 {} 件，已回访到的 {} 件，回收率 {rate}%。", reviews.done, reviews.reviewed),
            );
        }
        if !reviews.bad.is_empty() {
            add(&mut text, format!("差评 {} 份，处理情况见说明。", reviews.bad.len()));
        }
        vec![Block::Para(text)]
    }

    pub(super) fn certificates(&self) -> Vec<Block> {
        let lines = &self.summary.certificates;
        if lines.is_empty() {
            return vec![Block::Para(format!("{}没有。", self.this_name()))];
        }
        let told: Vec<String> = lines
            .iter()
            .map(|line| {
                let bodies: Vec<String> = line
                    .bodies
                    .iter()
                    .map(|body| {
                        let name = if body.code.is_empty() { "未说明" } else { body.code.as_str() };
                        format!("{name} {}", body.count)
                    })
                    .collect();
                if self.public {
                    format!("{} {} 次", line.name, line.count)
                } else {
                    format!("{} {} 次（{}）", line.name, line.count, bodies.join("，"))
                }
            })
            .collect();
        vec![Block::Para(format!(
            "共 {} 次，按名称和索要单位：{}。",
            self.summary.declined(),
            told.join("；")
        ))]
    }

    pub(super) fn topics(&self, words: &SummaryWords) -> Vec<Block> {
        let own: Vec<String> = words
            .hot
            .iter()
            .filter(|issue| !issue.text.trim().is_empty())
            .map(|issue| match issue.count {
                Some(count) => format!("{}，{count} 次", issue.text.trim()),
                None => issue.text.trim().to_owned(),
            })
            .collect();
        if !own.is_empty() {
            return vec![Block::List(own)];
        }
        let asked: Vec<String> = self
            .summary
            .topics
            .iter()
            .take(SummaryWords::HOT)
            .map(|topic| format!("{}，{} 次", option_name(self.book, "PT01", &topic.code), topic.count))
            .collect();
        if asked.is_empty() {
            return vec![Block::Para(format!("{}没有咨询登记。", self.this_name()))];
        }
        vec![Block::List(asked)]
    }

    pub(super) fn next(&self, words: &SummaryWords) -> Vec<Block> {
        let next = &self.summary.next;
        let mut text = format!("已约场地 {} 场，到期要办的 {} 件。", next.bookings, next.due);
        if !next.holidays.is_empty() {
            let days: Vec<String> = next
                .holidays
                .iter()
                .map(|day| format!("{}{}", day.date.format("%-m月%-d日"), day.name))
                .collect();
            add(&mut text, format!("放假：{}。", days.join("、")));
        }
        if !next.make_up_days.is_empty() {
            let days: Vec<String> =
                next.make_up_days.iter().map(|day| day.date.format("%-m月%-d日").to_string()).collect();
            add(&mut text, format!("调休上班：{}。", days.join("、")));
        }
        let mut blocks = vec![Block::Para(text)];
        blocks.extend(paragraphs(&words.next));
        blocks
    }

    /// By grid: from the month on.
    pub(super) fn grids(&self) -> Vec<Block> {
        let lines = &self.summary.grids;
        if self.summary.period.kind == PeriodKind::Week || lines.is_empty() {
            return Vec::new();
        }
        let rows = lines.iter().map(|line| {
            let name = if line.grid.is_empty() { "未说明" } else { line.grid.as_str() };
            let told = |count: u32| alone(count, self.public).words();
            vec![name.to_owned(), told(line.accepted), told(line.done), told(line.open)]
        });
        let table =
            Table::plain(&["网格或小区", "受理", "办结", "未结"], &[3.0, 1.0, 1.0, 1.0], rows.collect());
        vec![Block::Para("按办件上写的网格统计；没有写网格的按住址的小区。".to_owned()), Block::Table(table)]
    }

    /// By worker: in the year's report, with what each column counts. Nobody is ranked.
    pub(super) fn workers(&self) -> Vec<Block> {
        let lines = &self.summary.workers;
        if self.public || self.summary.period.kind != PeriodKind::Year || lines.is_empty() {
            return Vec::new();
        }
        let rows = lines.iter().map(|line| {
            vec![
                self.book.staff_name(&line.staff).to_owned(),
                line.visits.to_string(),
                line.handled.to_string(),
                line.accepted.to_string(),
                line.done.to_string(),
                line.declined.to_string(),
            ]
        });
        let table = Table::plain(
            &["工作人员", "首问", "经办", "其中受理", "办结", "不予出具"],
            &[2.0, 1.0, 1.0, 1.0, 1.0, 1.0],
            rows.collect(),
        );
        vec![Block::Para(WORKERS_MEANING.to_owned()), Block::Table(table)]
    }

    pub(super) fn remarks(&self, words: &SummaryWords) -> Vec<Block> {
        // Why a matter is late may say whose it is.
        if self.public { Vec::new() } else { paragraphs(&words.remarks).collect() }
    }

    pub(super) fn corrections(&self, stored: &StoredSummary) -> Vec<Block> {
        stored
            .notes
            .iter()
            .map(|note| {
                let told: Vec<String> = note
                    .differences
                    .iter()
                    .filter(|d| !(self.public && d.figure.item().is_some_and(|item| self.sensitive(item))))
                    .map(|d| format!("{}由 {} 改为 {}", figure(self.book, &d.figure), d.was, d.is))
                    .collect();
                let told =
                    if told.is_empty() { "与定稿的数字相同".to_owned() } else { told.join("、") };
                let why = match note.text.trim() {
                    "" => String::new(),
                    text => format!("原因：{text}。"),
                };
                Block::Para(format!(
                    "{}，{}：{told}。{why}",
                    date_zh(note.at.date_naive()),
                    self.book.staff_name(&note.staff)
                ))
            })
            .collect()
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = Block> + '_ {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| Block::Para(line.to_owned()))
}
