//! 场地预约调整通知书: to whoever must give way.

use chrono::{Days, NaiveDate};

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingKind, BookingState, Slot};
use crate::domain::catalogue::Organ;
use crate::paper::value::{Block, Cell, Notice, Numbered, Paper};

use super::super::rooms::public_title;
use super::super::{date_zh, day_in_full, letterhead};
use super::{clock, hours};

/// The notice to whoever is moved aside; `for_what` is what it made room for.
pub(in crate::paper::compose) fn displaced(
    booking: &Booking,
    for_what: Option<&Booking>,
    book: &Book,
    number: Numbered,
) -> Paper {
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
    let phone = &head.enquiry_phone;
    let reach =
        if phone.is_empty() { "到窗口".to_owned() } else { format!("打 {phone} 或者到窗口") };
    let mut asked = vec![Block::Strong(format!("请{reach}：另选时间地点，或者不用了。"))];
    if let BookingState::Displaced(how) = &booking.state {
        if let Some(other) = for_what {
            let title = public_title(book.rooms.room(&other.slot.room), other);
            fields.push(Cell::new("让给", format!("{title}（{}）", kind_words(other.details.kind))));
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
        match (&how.offered, &how.taken_up) {
            (Some(offered), None) => {
                fields.push(Cell::strong("可以改到", place(offered)));
                fields.push(Cell::strong("答复期限", answer_by(offered, made, book)));
                asked = vec![
                    Block::Strong(format!(
                        "请在答复期限前{reach}答复：要改到上面的时间地点，还是另选，或者不用了。"
                    )),
                    // The desk keeps nobody else out for an offer.
                    Block::Para(
                        "答复以前，上面的时间地点没有为您占住，请尽早答复；过了期限没有答复的，不再算数。"
                            .into(),
                    ),
                ];
            }
            (Some(offered), Some(_)) => {
                fields.push(Cell::strong("已改到", place(offered)));
                asked.clear();
            }
            (None, _) => {}
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
    blocks.extend(asked);
    blocks.push(Block::Para("本次不算您爽约。".into()));
    let supervision = &head.supervision_phone;
    let appeal = if supervision.is_empty() {
        " 12345".to_owned()
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

/// 党组织活动
const fn kind_words(kind: BookingKind) -> &'static str {
    if matches!(kind, BookingKind::Emergency) { "应急" } else { "党组织活动" }
}

/// Until when an offer stands: the last day before it on which the window can be reached. When there is none, it stands
/// until it begins.
fn answer_by(offered: &Slot, made: NaiveDate, book: &Book) -> String {
    let days = (offered.day - made).num_days().max(0) as u64;
    let working = (1..=days).map(|n| offered.day - Days::new(n)).find(|day| book.calendar.is_working(*day));
    match working {
        Some(day) => format!("{}下班前", day_in_full(day, book, false)),
        None => format!("{} {} 前", day_in_full(offered.day, book, false), clock(offered.from)),
    }
}
