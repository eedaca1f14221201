//! 预约确认单, 场地预约调整通知书

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, Slot, StateName, clock_text};
use crate::domain::catalogue::Organ;
use crate::domain::room::Approver;
use crate::domain::series::Skipped;
use crate::paper::value::{Block, Cell, DateGroup, DateList, Notice, Numbered, Paper, Phone, Ticket};

use super::{date_zh, day_in_full, letterhead};

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

/// The slip of a booking, or of a series with every lesson's date.
pub fn slip(booking: &Booking, lessons: &[Booking], book: &Book, number: Numbered) -> Paper {
    let head = letterhead(book, Organ::Committee);
    let (details, slot) = (&booking.details, &booking.slot);
    let rules = &book.room_rules;
    let room = book.rooms.room(&slot.room);
    let shown: Vec<&Booking> = lessons.iter().filter(|lesson| lesson.state.is_shown()).collect();
    let pending = booking.state.name() == StateName::Pending;
    let mut fields = vec![Cell::strong("场地", room_words(book, &slot.room))];
    match (shown.first(), shown.last()) {
        (Some(first), Some(last)) if shown.len() > 1 => {
            let span = format!("{}至{}", short(first.slot.day, first), short(last.slot.day, first));
            fields.push(Cell::strong("日期", span));
        }
        _ => fields.push(Cell::strong("日期", day_in_full(slot.day, book, false))),
    }
    fields.push(Cell::strong("时间", hours(slot)));
    fields.push(Cell::new("用途", details.title.clone()));
    if !details.team.trim().is_empty() {
        fields.push(Cell::new("团队", details.team.clone()));
    }
    fields.push(Cell::new("人数", format!("{} 人", details.people)));
    let phone = details.phone.as_ref().map(ToString::to_string).unwrap_or_default();
    let who = details.contact.as_ref().map(|name| name.reveal().to_string()).unwrap_or_default();
    if !who.is_empty() {
        fields.push(Cell::new("负责人", format!("{who}　{phone}").trim().to_owned()));
    }
    let things: Vec<String> = details
        .equipment
        .iter()
        .map(|w| if w.count > 1 { format!("{} {}", w.name, w.count) } else { w.name.clone() })
        .collect();
    if !things.is_empty() {
        fields.push(Cell::new("设备", things.join("、")));
    }
    if !details.note.trim().is_empty() {
        fields.push(Cell::new("备注", details.note.clone()));
    }
    fields.push(Cell::new("钥匙", "当天到窗口领，用完当场还"));
    let before = rules.cancel_minutes;
    let latest = clock_text(slot.from.saturating_sub(u16::try_from(before).unwrap_or(u16::MAX)));
    let cancel = if shown.len() > 1 {
        format!("哪次来不了，开始前 {before} 分钟打电话")
    } else {
        format!("来不了，{} {latest} 前打电话", slot.day.format("%-m月%-d日"))
    };
    fields.push(Cell::strong("取消", cancel));
    let mut told = vec!["请提前 10 分钟到场，按时离场，布置和清场都在时间内。".to_owned()];
    if let Some(room) = room {
        told.push(format!("最多 {} 人，不得超员；用音响请关门关窗。", room.capacity));
    }
    told.push("不得转让、转借，不得推销。".to_owned());
    told.push("用完关灯关窗、清扫，和窗口一起看一遍再还钥匙。".to_owned());
    if details.kind.is_rationed() && rules.no_shows > 0 {
        told.push(format!("爽约 {} 次，停 {} 天预约。", rules.no_shows, rules.pause_days));
    }
    let phone = Phone {
        lead: "取消、有事请打".into(),
        number: head.enquiry_phone.clone(),
        hours: head.hours.clone(),
    };
    let banner = if pending {
        let who = match room.map(|room| room.approver) {
            Some(Approver::Mediator) => "调解员",
            _ => "书记",
        };
        vec!["待审，还没有定下来".to_owned(), format!("{who}审定后，窗口打电话告诉您")]
    } else {
        gone(&booking.state)
    };
    Paper::Ticket(Ticket {
        qr: Some(number.short.clone()),
        head,
        title: if pending { "预约登记单" } else { "预约确认单" }.into(),
        number,
        banner,
        fields,
        dates: dates(&shown),
        rules: told,
        phone: Some(phone),
        foot: vec!["热敏纸会褪色，要存的请复印".into()],
        ..Ticket::default()
    })
}

/// A reprint of what no longer stands says so.
fn gone(state: &BookingState) -> Vec<String> {
    match state {
        BookingState::Cancelled(_) => vec!["已取消".to_owned()],
        BookingState::Rejected { .. } => vec!["未批准".to_owned()],
        BookingState::Displaced(_) => vec!["已调整，见调整通知".to_owned()],
        _ => Vec::new(),
    }
}

/// 9月5日, with the year when it is another than the first's.
fn short(day: chrono::NaiveDate, first: &Booking) -> String {
    use chrono::Datelike;
    if day.year() == first.slot.day.year() { day.format("%-m月%-d日").to_string() } else { date_zh(day) }
}

/// Every lesson's date, those at another time or in another room under a heading of their own.
fn dates(shown: &[&Booking]) -> Option<DateList> {
    use chrono::Datelike;
    let first = shown.first().filter(|_| shown.len() > 1)?;
    let years = shown.iter().any(|lesson| lesson.slot.day.year() != first.slot.day.year());
    let mut groups: Vec<DateGroup> = Vec::new();
    for lesson in shown {
        let same = (lesson.slot.from, lesson.slot.to, &lesson.slot.room)
            == (first.slot.from, first.slot.to, &first.slot.room);
        let mut heading = if years { format!("{}年", lesson.slot.day.year()) } else { String::new() };
        if !same {
            let place = format!("{} {}", lesson.slot.room, hours(&lesson.slot));
            heading = if heading.is_empty() { place } else { format!("{heading} {place}") };
        }
        let date = lesson.slot.day.format("%-m月%-d日").to_string();
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.dates.push(date),
            None => groups.push(DateGroup { heading, dates: vec![date] }),
        }
    }
    Some(DateList { lead: format!("共 {} 次", shown.len()), groups })
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

/// The notice to whoever is moved aside; `for_what` is what it made room for.
pub fn displaced(booking: &Booking, for_what: Option<&Booking>, book: &Book, number: Numbered) -> Paper {
    let head = letterhead(book, Organ::Committee);
    let details = &booking.details;
    let place = |slot: &Slot| {
        let room = book.rooms.room(&slot.room).map_or(slot.room.as_str(), |room| room.name_zh.as_str());
        format!("{} {room}，{} {}", slot.room, day_in_full(slot.day, book, false), hours(slot))
    };
    let made = booking.history.last().map_or(booking.made.at, |line| line.stamp.at).date_naive();
    let mut fields = Vec::new();
    let was = booking.serial.map_or_else(String::new, |serial| format!("{serial}　"));
    fields.push(Cell::strong("原来的预约", format!("{was}{}，{}", place(&booking.slot), details.title)));
    let mut answer_by = String::new();
    if let BookingState::Displaced(how) = &booking.state {
        if let Some(other) = for_what {
            fields.push(Cell::new("让给", other.details.title.clone()));
        }
        fields.push(Cell::new("原因", how.reason.clone()));
        fields.push(Cell::new("决定人", format!("{}，{}", how.decided_by, date_zh(made))));
        let days = (booking.slot.day - made).num_days();
        let notice = if how.emergency {
            "应急情况，未能提前".to_owned()
        } else {
            format!("提前 {days} 天（规定不少于 {} 天）", book.room_rules.displace_days)
        };
        fields.push(Cell::new("提前告知", notice));
        let how_told = "□ 电话　□ 当面　□ 短信　　告知人：　　　　　　月　　日　　时";
        fields.push(Cell::new("告知方式", how_told));
        if let Some(offered) = &how.offered {
            fields.push(Cell::strong("改到这里", place(offered)));
            let last = offered.day.pred_opt().unwrap_or(offered.day).max(made);
            let phone = &head.enquiry_phone;
            let how = if phone.is_empty() { "到窗口".to_owned() } else { format!("打 {phone}") };
            answer_by = format!("请在 {} 前{how}答复", date_zh(last));
        }
    }
    let who = details.contact.as_ref().map(|name| name.reveal().to_string()).unwrap_or_default();
    let to = match (who.is_empty(), details.team.trim()) {
        (false, "") => format!("{who}："),
        (false, team) => format!("{who}（{team}负责人）："),
        (true, "") => "预约人：".to_owned(),
        (true, team) => format!("{team}："),
    };
    let mut blocks = vec![
        Block::Para("您下面这次场地预约因故不能按原定安排使用，请您谅解。".into()),
        Block::Fields(fields),
    ];
    if !answer_by.is_empty() {
        let asked = "：要改到上面的时间地点，还是另选，或者不用了。";
        blocks.push(Block::Strong(format!("{answer_by}{asked}")));
    }
    blocks.push(Block::Para("本次不算您爽约。".into()));
    let supervision = &head.supervision_phone;
    let appeal = if supervision.is_empty() {
        "12345".to_owned()
    } else {
        format!("监督电话 {supervision} 或者 12345")
    };
    blocks.push(Block::Para(format!("有不同意见，可以拨打{appeal} 反映。")));
    Paper::Notice(Notice {
        head,
        title: "场地预约调整通知书".into(),
        qr: Some(number.short.clone()),
        number,
        to: Some(to),
        blocks,
        sign: vec!["负责人签名：".into(), "日期：　　　年　　月　　日".into()],
        seal_date: Some(date_zh(made)),
        copies: 2,
        ..Notice::default()
    })
}
