//! 预约确认单

use crate::domain::book::Book;
use crate::domain::booking::{Booking, StateName};
use crate::domain::catalogue::Organ;
use crate::paper::value::{Cell, Numbered, Paper, Phone, Ticket};

use super::{day_in_full, letterhead};

/// The slip of a booking, or of a series with every lesson's date.
pub fn slip(booking: &Booking, lessons: &[Booking], book: &Book, number: Numbered) -> Paper {
    let head = letterhead(book, Organ::Committee);
    let details = &booking.details;
    let room = book.rooms.room(&booking.slot.room).map_or("", |room| room.name_zh.as_str());
    let when = format!("{} {}", day_in_full(booking.slot.day, book, false), booking.slot.hours_text());
    let mut fields = vec![
        Cell::strong("场地", format!("{} {room}", booking.slot.room)),
        Cell::strong("时间", when),
        Cell::new("活动", details.title.clone()),
        Cell::new("人数", format!("{} 人", details.people)),
    ];
    if booking.state.name() == StateName::Pending {
        fields.push(Cell::strong("状态", "待审批，批准后方可使用"));
    }
    let dates: Vec<String> = lessons
        .iter()
        .filter(|lesson| lesson.state.is_shown())
        .map(|lesson| lesson.slot.day.format("%-m月%-d日").to_string())
        .collect();
    if !dates.is_empty() {
        fields.push(Cell::new(format!("共 {} 次", dates.len()), dates.join("、")));
    }
    let phone =
        Phone { lead: "有事请打".into(), number: head.enquiry_phone.clone(), hours: head.hours.clone() };
    Paper::Ticket(Ticket {
        qr: Some(number.short.clone()),
        head,
        title: "预约确认单".into(),
        number,
        fields,
        phone: Some(phone),
        ..Ticket::default()
    })
}
