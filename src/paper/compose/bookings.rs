//! 预约确认单, 场地预约调整通知书, and the words they share with other papers of rooms.

mod asked;
mod displaced;
mod series;
mod slip;

use crate::domain::book::Book;
use crate::domain::booking::{Slot, clock_text};
use crate::domain::series::Skipped;

pub(super) use asked::asked;
pub(super) use displaced::displaced;
pub(super) use series::SkippedDays;
pub(super) use slip::slip;

/// R02 声乐教室（二楼）
pub(super) fn room_words(book: &Book, code: &str) -> String {
    let Some(room) = book.rooms.room(code) else { return code.to_owned() };
    format!("{} {}（{}）", room.code, room.name_zh, floor_words(room.floor))
}

/// 二楼
pub(super) fn floor_words(floor: i32) -> String {
    const NAMES: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    match usize::try_from(floor - 1).ok().and_then(|at| NAMES.get(at)) {
        Some(name) => format!("{name}楼"),
        None if floor < 0 => format!("地下{}层", -floor),
        None => format!("{floor}楼"),
    }
}

/// 9:00
pub(super) fn clock(minutes: u16) -> String {
    let text = clock_text(minutes);
    text.strip_prefix('0').map_or(text.clone(), ToOwned::to_owned)
}

/// 9:00–11:00
pub(super) fn hours_text(from: u16, to: u16) -> String {
    format!("{}–{}", clock(from), clock(to))
}

/// 9:00–11:00
pub(super) fn hours(slot: &Slot) -> String {
    hours_text(slot.from, slot.to)
}

/// Why a day of a series has no lesson, for the lists.
pub(super) fn skipped_words(why: &Skipped) -> String {
    match why {
        Skipped::Holiday { name } => format!("{name}放假"),
        Skipped::Closed { reason } => reason.clone(),
        Skipped::Clash { .. } => "场地另有安排".to_owned(),
        Skipped::OutsideHours => "不在开放时间".to_owned(),
        Skipped::Chosen => "停课".to_owned(),
    }
}
