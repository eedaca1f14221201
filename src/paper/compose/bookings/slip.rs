//! 预约确认单, and 预约登记单 while a booking waits for somebody's yes.

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, StateName};
use crate::domain::catalogue::{Organ, ReceiptKind};
use crate::domain::room::Approver;
use crate::paper::value::{Cell, Letterhead, Numbered, Paper, Phone, Ticket};

use super::super::{day_in_full, letterhead};
use super::series::{self, SkippedDays};
use super::{clock, hours, room_words};

/// The slip of a booking, or of a series with every lesson's date.
pub(in crate::paper::compose) fn slip(
    booking: &Booking,
    lessons: &[Booking],
    skipped: &SkippedDays,
    book: &Book,
    number: Numbered,
) -> Paper {
    let head = letterhead(book, Organ::Committee);
    let shown: Vec<&Booking> = lessons.iter().filter(|lesson| lesson.state.is_shown()).collect();
    let pending = booking.state.name() == StateName::Pending;
    // What was refused, called off or moved aside has no key to fetch and nothing to cancel.
    let void = gone(&booking.state);
    let mut fields = what_and_when(booking, &shown, book);
    if void.is_empty() {
        let key = if pending {
            "定下来后，当天到窗口领"
        } else {
            "当天到窗口领，用完当场还"
        };
        fields.push(Cell::new("钥匙", key));
        fields.push(Cell::strong("取消", cancel_by(booking, shown.len() > 1, &head, book)));
    }
    let never_was = matches!(booking.state, BookingState::Pending | BookingState::Rejected { .. });
    let phone = (!head.enquiry_phone.is_empty()).then(|| Phone {
        lead: "取消、有事请打".into(),
        number: head.enquiry_phone.clone(),
        hours: head.hours.clone(),
    });
    Paper::Ticket(Ticket {
        qr: (!number.is_preview()).then(|| number.short.clone()),
        head,
        title: if never_was { "预约登记单" } else { "预约确认单" }.into(),
        number,
        rules: if void.is_empty() { house_rules(booking, book) } else { Vec::new() },
        banner: if pending { waits(booking, book) } else { void },
        fields,
        dates: series::dates(&shown, lessons, skipped),
        phone,
        foot: vec!["热敏纸会褪色，要存的请复印".into()],
        ..Ticket::default()
    })
}

fn what_and_when(booking: &Booking, shown: &[&Booking], book: &Book) -> Vec<Cell> {
    let (details, slot) = (&booking.details, &booking.slot);
    let mut fields = Vec::new();
    if let Some(state) = settled(&booking.state) {
        fields.push(Cell::strong("状态", state));
    }
    fields.push(Cell::strong("场地", room_words(book, &slot.room)));
    match shown {
        [first, .., last] => {
            fields.push(Cell::strong("日期", series::span(first, last)));
            let weekday = series::weekday(shown).unwrap_or_default();
            fields.push(Cell::strong("时间", format!("{weekday} {}", hours(slot)).trim().to_owned()));
        }
        _ => {
            fields.push(Cell::strong("日期", day_in_full(slot.day, book, false)));
            fields.push(Cell::strong("时间", hours(slot)));
        }
    }
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
    fields
}

/// Until when, and how, one says that nobody will come.
fn cancel_by(booking: &Booking, several: bool, head: &Letterhead, book: &Book) -> String {
    let slot = &booking.slot;
    let before = book.room_rules.cancel_minutes;
    let tell = if head.enquiry_phone.is_empty() { "告诉窗口" } else { "打电话" };
    if several {
        return format!("哪次来不了，开始前 {before} 分钟{tell}");
    }
    let latest = clock(slot.from.saturating_sub(u16::try_from(before).unwrap_or(u16::MAX)));
    format!("来不了，{} {latest} 前{tell}", slot.day.format("%-m月%-d日"))
}

fn house_rules(booking: &Booking, book: &Book) -> Vec<String> {
    let rules = &book.room_rules;
    let mut told = vec!["请提前 10 分钟到场，按时离场，布置和清场都在时间内。".to_owned()];
    if let Some(room) = book.rooms.room(&booking.slot.room) {
        told.push(format!("最多 {} 人，不得超员；用音响请关门关窗。", room.capacity));
    }
    told.push("不得转让、转借，不得推销。".to_owned());
    told.push("用完关灯关窗、清扫，和窗口一起看一遍再还钥匙。".to_owned());
    if booking.details.kind.is_rationed() && rules.no_shows > 0 {
        told.push(format!("爽约 {} 次，停 {} 天预约。", rules.no_shows, rules.pause_days));
    }
    told
}

/// What the holder may rely on, in the first line.
const fn settled(state: &BookingState) -> Option<&'static str> {
    match state {
        BookingState::Confirmed | BookingState::InUse { .. } => Some("已确认"),
        BookingState::Finished(_) => Some("已用完"),
        _ => None,
    }
}

/// That nothing is settled, who settles it, by when, and how one hears of it.
fn waits(booking: &Booking, book: &Book) -> Vec<String> {
    let who = match book.rooms.room(&booking.slot.room).map(|room| room.approver) {
        Some(Approver::Mediator) => "调解员",
        _ => "书记",
    };
    // The promise is the item's; the centre's own bookings are no matter of it.
    let item = book.catalogue.items.iter().find(|item| item.receipt == ReceiptKind::Booking && !item.retired);
    let due = item
        .filter(|_| booking.details.kind.is_rationed())
        .map(|item| book.due(item, booking.made.at.date_naive()).date)
        .map(|due| {
            // An answer that comes after the use is none.
            if due < booking.slot.day {
                format!("最迟 {} 答复", due.format("%-m月%-d日"))
            } else {
                format!("{} {} 开始前答复", booking.slot.day.format("%-m月%-d日"), clock(booking.slot.from))
            }
        });
    let told = match booking.details.phone {
        Some(_) => format!("{who}审定后，打电话告诉您"),
        None => format!("{who}审定后，请到窗口问结果"),
    };
    let mut lines = vec!["待审，还没有定下来".to_owned(), told];
    lines.extend(due);
    lines.push("没定下来，先不要通知大家".to_owned());
    lines
}

/// A reprint of what no longer stands says so.
fn gone(state: &BookingState) -> Vec<String> {
    match state {
        BookingState::Cancelled(_) => vec!["已取消".to_owned()],
        BookingState::Rejected { reason, .. } => {
            let mut lines = vec!["没有批准".to_owned()];
            lines.extend((!reason.trim().is_empty()).then(|| format!("原因：{}", reason.trim())));
            lines.push("可以另选时间，到窗口再约".to_owned());
            lines
        }
        BookingState::Displaced(_) => vec!["已调整，见调整通知".to_owned()],
        _ => Vec::new(),
    }
}
