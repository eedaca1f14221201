//! 场地周表: one room and one week, for its door.

use chrono::{Datelike, Days, NaiveDate};

use crate::desk::{Desk, DeskError};
use crate::domain::booking::{Booking, BookingState, StateName};
use crate::domain::catalogue::Organ;
use crate::domain::room::Room;
use crate::domain::work_calendar::DayKind;
use crate::paper::value::{Numbered, Paper, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet};

use super::super::bookings::{floor_words, hours};
use super::super::{Marks, date_zh, letterhead, weekday_zh};
use super::{PARTS, closed_parts, part_of, printed_on, public_title, remark};

/// The week of one room, for its door.
pub fn week(desk: &Desk, code: &str, monday: NaiveDate) -> Result<Paper, DeskError> {
    let book = desk.book();
    let room =
        book.rooms.room(code).ok_or_else(|| DeskError::Unknown { what: "room", key: code.to_owned() })?;
    let sunday = monday + Days::new(6);
    let bookings = desk.room_bookings(code, monday, sunday)?;
    let shown = |booking: &&Booking| booking.state.is_shown() && booking.state != BookingState::NoShow;
    let mut rows: Vec<WeekRow> =
        PARTS.iter().map(|(name, ..)| WeekRow { name: (*name).to_owned(), ..WeekRow::default() }).collect();
    for (at, day) in monday.iter_days().take(7).enumerate() {
        let closed = closed_parts(&book, code, day);
        for (part, reason) in closed.iter().enumerate() {
            let (Some(reason), Some(row)) = (reason, rows.get_mut(part)) else { continue };
            let entry = WeekEntry { title: "停开".into(), note: reason.clone(), ..WeekEntry::default() };
            // One reason the whole day through is told once.
            let joined = part > 0 && closed.get(part - 1).is_some_and(|above| above.as_ref() == Some(reason));
            row.cells[at] = WeekCell { entries: vec![entry], shaded: true, joined };
        }
    }
    for booking in bookings.iter().filter(shown) {
        let Ok(at) = usize::try_from((booking.slot.day - monday).num_days()) else { continue };
        let Some(cell) = rows.get_mut(part_of(&booking.slot)).and_then(|row| row.cells.get_mut(at)) else {
            continue;
        };
        let own = book.rooms.room(&booking.slot.room);
        let mut title = public_title(own, booking);
        if booking.slot.room != code {
            // A part of the hall, or the hall over its part.
            title = format!("{title}（{}）", own.map_or(booking.slot.room.as_str(), |r| r.name_zh.as_str()));
        }
        let note = if own.is_some_and(Room::is_private) { String::new() } else { remark(desk, booking)? };
        let boxed = booking.state.name() == StateName::Pending;
        if cell.shaded {
            *cell = WeekCell { joined: false, ..cell.clone() };
        }
        cell.entries.push(WeekEntry { time: hours(&booking.slot), title, note, boxed });
    }
    let days: Vec<WeekDay> = monday
        .iter_days()
        .take(7)
        .map(|day| {
            let name = weekday_zh(day).replace("星期", "周");
            let mark = match book.calendar.kind(day) {
                DayKind::Holiday(_) => "　休",
                DayKind::MakeUpWorkday(_) => "　调休上班",
                _ => "",
            };
            WeekDay { date: day.format("%-m月%-d日").to_string(), note: format!("{name}{mark}") }
        })
        .collect();
    let head = letterhead(&book, Organ::Committee);
    let phone = head.enquiry_phone;
    let week = monday.iso_week().week();
    Ok(Paper::Week(WeekSheet {
        title: format!("{}使用安排", room.name_zh),
        lines: vec![format!(
            "{}（星期一）至 {}（星期日）　第{week}周",
            date_zh(monday),
            sunday.format("%-m月%-d日")
        )],
        corner: vec![
            format!("{}　{}　容纳 {} 人", room.code, floor_words(room.floor), room.capacity),
            book.community.centre(),
        ],
        days: days.try_into().unwrap_or_default(),
        rows,
        foot: vec![
            "活动前后各留清场时间，请按时离场、关灯关窗。预约不得转让，不得推销。".into(),
            format!("{}方框为待审，尚未确认。", printed_on(desk.now().naive_local())),
        ],
        contacts: if phone.is_empty() { Vec::new() } else { vec![format!("预约与取消：{phone}")] },
        name: Numbered::new(format!("周表-{}-{}", room.code, monday.format("%Y%m%d")), ""),
        marks: Marks { specimen: book.community.practice, ..Marks::default() },
    }))
}
