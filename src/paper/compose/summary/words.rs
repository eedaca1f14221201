//! What codes are called on paper.

use crate::domain::book::Book;
use crate::domain::fact::TOPIC_FIELDS;
use crate::domain::lang::Lang;
use crate::domain::summary::Figure;

/// A group's name.
pub fn group_name(book: &Book, code: &str) -> String {
    let group = book.catalogue.groups.iter().find(|group| group.code == code);
    group.map_or_else(|| code.to_owned(), |group| group.name_zh.clone())
}

/// An item's name; of one that was removed, its code.
pub fn item_name(book: &Book, code: &str) -> String {
    book.catalogue.item(code).map_or_else(|| code.to_owned(), |item| item.short_zh.clone())
}

/// What an option of an item's telling field says; `未说明` where nothing was chosen.
pub fn option_name(book: &Book, item: &str, option: &str) -> String {
    let field = TOPIC_FIELDS.iter().find(|(code, _)| *code == item).map(|(_, field)| *field);
    let known = book
        .catalogue
        .item(item)
        .zip(field)
        .and_then(|(item, field)| item.field(field)?.options.iter().find(|choice| choice.id == option));
    match known {
        Some(choice) => choice.zh.clone(),
        None if option.is_empty() => "未说明".to_owned(),
        None => option.to_owned(),
    }
}

/// What a visit was for.
pub fn purpose(book: &Book, code: &str) -> String {
    match code {
        "decline" => "开证明（不予出具）".to_owned(),
        "other" => "其他来访".to_owned(),
        group => group_name(book, group),
    }
}

/// A room's short name.
pub fn room_name(book: &Book, code: &str) -> String {
    book.rooms.room(code).map_or_else(|| code.to_owned(), |room| room.short(Lang::Zh).to_owned())
}

/// A figure that was corrected.
pub fn figure(book: &Book, figure: &Figure) -> String {
    let of = |code: &str, what: &str| format!("{}{what}", item_name(book, code));
    let room = |code: &str, what: &str| format!("{}{what}", room_name(book, code));
    match figure {
        Figure::Visits => "来访批次".to_owned(),
        Figure::People => "来访人次".to_owned(),
        Figure::HandedOver => "首问转交".to_owned(),
        Figure::Before => "上期结转".to_owned(),
        Figure::Accepted => "受理".to_owned(),
        Figure::Done => "办结".to_owned(),
        Figure::Stopped => "撤回终止".to_owned(),
        Figure::After => "结转".to_owned(),
        Figure::ItemAccepted(code) => of(code, "受理"),
        Figure::ItemDone(code) => of(code, "办结"),
        Figure::ItemSupplements(code) => of(code, "补正"),
        Figure::ItemRefused(code) => of(code, "不予受理"),
        Figure::OnTime => "按时办结".to_owned(),
        Figure::Late => "迟办".to_owned(),
        Figure::Orders => "工单受理".to_owned(),
        Figure::OrdersDone => "工单办结".to_owned(),
        Figure::WithinGrid => "网格内解决".to_owned(),
        Figure::WishesCollected => "微心愿征集".to_owned(),
        Figure::WishesFulfilled => "微心愿实现".to_owned(),
        Figure::Declined => "不予出具证明".to_owned(),
        Figure::Reviews => "评价".to_owned(),
        Figure::Sessions(code) => room(code, "场次"),
        Figure::RoomMinutes(code) => room(code, "使用分钟"),
        Figure::NoShows(code) => room(code, "爽约"),
        Figure::RoomPeople(code) => room(code, "人次"),
        Figure::Lessons => "上课次数".to_owned(),
        Figure::Expected => "课程应到人次".to_owned(),
        Figure::Came => "课程到课人次".to_owned(),
    }
}

/// One more sentence.
pub(super) fn add(text: &mut String, more: String) {
    text.push_str(&more);
}
