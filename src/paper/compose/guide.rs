//! 一次性告知单: everything to bring, told in one go, the same as the published guide.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::catalogue::{HandlingMode, Item};
use crate::domain::promise::TimeUnit;
use crate::paper::value::{Block, Cell, Marks, Notice, Numbered, Paper, Table};

use super::{date_zh, day_in_full, letterhead};

/// The guide of an item for a resident to take home, reckoned from a day. It carries no number of its own: it is the
/// published text, known by the item and the edition.
pub fn guide(item: &Item, book: &Book, today: NaiveDate, large: bool) -> Paper {
    let community = &book.community;
    let mut fields = vec![Cell::strong("事项", format!("{}　{}", item.code, item.name_zh))];
    if !item.applicants_zh.is_empty() {
        fields.push(Cell::new("谁能办", item.applicants_zh.as_str()));
    }
    fields.push(Cell::new("多久", how_long(item, book, today)));
    if !item.authority_zh.is_empty() {
        let limit = if item.authority_limit_zh.is_empty() {
            item.authority_zh.clone()
        } else {
            format!("{}。{}", item.authority_zh, item.authority_limit_zh)
        };
        fields.push(Cell::new("谁来定", limit));
    }
    fields.push(Cell::new("收费", "不收费"));
    let place = if community.address.is_empty() {
        format!("{}全科窗口", community.centre())
    } else {
        format!("{}全科窗口（{}）", community.centre(), community.address)
    };
    fields.push(Cell::new("在哪里", place));
    let hours = community.hours.to_string();
    if !hours.is_empty() {
        fields.push(Cell::new("什么时候", format!("工作日 {hours}")));
    }
    let mut blocks = vec![Block::Fields(fields), Block::Heading("要带什么".into())];
    if item.materials.is_empty() {
        blocks.push(Block::Para("不用带材料。".into()));
    } else {
        let heads = ["序号", "材料", "形式份数", "要求", "说明"];
        let rows = item.materials.iter().enumerate().map(|(index, m)| row(index, m)).collect();
        blocks.push(Block::Table(Table::plain(&heads, &[0.7, 3.2, 1.5, 1.5, 2.6], rows)));
    }
    if !item.steps_zh.is_empty() {
        blocks.push(Block::Heading("怎么办".into()));
        blocks.push(Block::List(item.steps_zh.clone()));
    }
    if !item.basis_zh.is_empty() {
        blocks.push(Block::Heading("依据".into()));
        blocks.push(Block::Para(format!("{}。", item.basis_zh.join("；"))));
    }
    blocks.push(Block::Para(format!(
        "本单按目录 {} 版（事项第 {} 版）一次告知，{}打印。",
        book.catalogue.version,
        item.version,
        date_zh(today)
    )));
    Paper::Notice(Notice {
        head: letterhead(book, item.organ),
        title: "一次性告知单".into(),
        number: Numbered::new(format!("告知-{}", item.code), format!("{} 第 {} 版", item.code, item.version)),
        to: None,
        blocks,
        sign: Vec::new(),
        seal_date: None,
        qr: None,
        marks: Marks { reprint: None, specimen: community.practice, large },
        copies: 1,
    })
}

fn row(index: usize, material: &crate::domain::catalogue::Material) -> Vec<String> {
    let form = if material.copies == 0 {
        material.form.zh().to_owned()
    } else {
        format!("{} {} 份", material.form.zh(), material.copies)
    };
    let rule = match (material.required, material.deferrable) {
        (true, true) => "可容缺后补",
        (true, false) => "必须",
        (false, _) => "有则提供",
    };
    let note = [&material.note_zh, &material.issuer_zh]
        .into_iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("；");
    vec![(index + 1).to_string(), material.name_zh.clone(), form, rule.to_owned(), note]
}

fn how_long(item: &Item, book: &Book, today: NaiveDate) -> String {
    if item.promise.amount() == 0 {
        return "当场办结".to_owned();
    }
    let unit = match item.promise.unit() {
        TimeUnit::WorkDay => "个工作日",
        TimeUnit::Day => "日",
    };
    let due = book.due(item, today);
    let (lead, act) =
        if item.mode == HandlingMode::Forward { ("收齐后", "送出") } else { ("受理后", "办结") };
    format!(
        "{lead} {} {unit}内{act}；今日收齐，{}前{act}",
        item.promise.amount(),
        day_in_full(due.date, book, due.provisional)
    )
}
