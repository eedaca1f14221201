//! 场地预约调整通知书: to whoever must give way.

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, Slot};
use crate::domain::catalogue::Organ;
use crate::paper::value::{Block, Cell, Notice, Numbered, Paper};

use super::super::{date_zh, day_in_full, letterhead};
use super::hours;

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
