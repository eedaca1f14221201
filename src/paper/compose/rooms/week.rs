//! 场地周表: one room and one week, for its door.

use chrono::{Datelike, Days, NaiveDate};

use crate::desk::{Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::booking::{Booking, StateName};
use crate::domain::catalogue::Organ;
use crate::domain::room::Room;
use crate::domain::room_use::HalfDay;
use crate::domain::work_calendar::DayKind;
use crate::paper::value::{Numbered, Paper, WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet};

use super::super::bookings::{floor_words, hours_text};
use super::super::{Marks, date_zh, letterhead, weekday_zh};
use super::{Closed, Door, printed_on, public_title, remark, takes_place};

/// Something on the sheet, and when in the day it is.
type Timed = ((u16, u16), WeekEntry);

/// The week of one room, for its door.
pub fn week(desk: &Desk, code: &str, monday: NaiveDate) -> Result<Paper, DeskError> {
    let book = desk.book();
    let room =
        book.rooms.room(code).ok_or_else(|| DeskError::Unknown { what: "room", key: code.to_owned() })?;
    let sunday = monday + Days::new(6);
    let bookings = desk.room_bookings(code, monday, sunday)?;
    let mut rows: Vec<WeekRow> = HalfDay::ALL
        .iter()
        .map(|half| WeekRow { name: half.zh().to_owned(), ..WeekRow::default() })
        .collect();
    for (at, day) in monday.iter_days().take(7).enumerate() {
        let door = Door::of(&book, code, day);
        let mut uses: Vec<Timed> = Vec::new();
        for booking in bookings.iter().filter(|other| other.slot.day == day && takes_place(other)) {
            uses.push(((booking.slot.from, booking.slot.to), entry(desk, &book, code, booking)?));
        }
        let mut above: Option<WeekCell> = None;
        for (half, row) in HalfDay::ALL.into_iter().zip(&mut rows) {
            let mut cell = cell(&door, &uses, half);
            // One reason the whole day through is told once.
            cell.joined = cell.shaded
                && above.as_ref().is_some_and(|above| above.shaded && above.entries == cell.entries);
            above = Some(cell.clone());
            row.cells[at] = cell;
        }
    }
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
        days: std::array::from_fn(|n| week_day(&book, monday + Days::new(n as u64))),
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

/// 5月9日 周六　调休上班
fn week_day(book: &Book, day: NaiveDate) -> WeekDay {
    let name = weekday_zh(day).replace("星期", "周");
    let mark = match book.calendar.kind(day) {
        DayKind::Holiday(_) => "　休",
        DayKind::MakeUpWorkday(_) => "　调休上班",
        _ => "",
    };
    WeekDay { date: day.format("%-m月%-d日").to_string(), note: format!("{name}{mark}") }
}

/// A booking of the room, of a part of it, or of the hall it is a part of.
fn entry(desk: &Desk, book: &Book, code: &str, booking: &Booking) -> Result<WeekEntry, DeskError> {
    let own = book.rooms.room(&booking.slot.room);
    let mut title = public_title(own, booking);
    if booking.slot.room != code {
        title = format!("{title}（{}）", own.map_or(booking.slot.room.as_str(), |r| r.name_zh.as_str()));
    }
    Ok(WeekEntry {
        time: hours_text(booking.slot.from, booking.slot.to),
        title,
        note: if own.is_some_and(Room::is_private) { String::new() } else { remark(desk, booking)? },
        boxed: booking.state.name() == StateName::Pending,
    })
}

/// One part of one day: on a light ground when the door stays shut, else what is closed and what is going on in order of
/// time. What runs over noon or over six stands in both parts with its real hours, so that nobody takes the room for free.
fn cell(door: &Door, uses: &[Timed], half: HalfDay) -> WeekCell {
    let told = |closed: &Closed, time: String| WeekEntry {
        time,
        title: closed.title.clone(),
        note: closed.reason.clone(),
        boxed: false,
    };
    let hours = |closed: &Closed| hours_text(closed.hours.0, closed.hours.1);
    let shut = door.shut(half);
    let mut entries = Vec::new();
    let mut timed: Vec<Timed> = Vec::new();
    match &shut {
        Some(closed) if closed.is_empty() => {
            entries
                .push(WeekEntry { title: "停开".into(), note: "不开放".into(), ..WeekEntry::default() });
        }
        Some(closed) => entries.extend(closed.iter().map(|closed| {
            let time = if door.is_all_day(closed) { String::new() } else { hours(closed) };
            told(closed, time)
        })),
        None => timed.extend(door.closed.iter().map(|closed| (closed.hours, told(closed, hours(closed))))),
    }
    timed.extend(uses.iter().cloned());
    timed.retain(|(span, _)| half.touches(*span));
    timed.sort_by_key(|(span, _)| *span);
    entries.extend(timed.into_iter().map(|((from, _), mut entry)| {
        if from < half.span().0 {
            entry.title.push_str("（续）");
        }
        entry
    }));
    WeekCell { entries, shaded: shut.is_some(), joined: false }
}
