//! 各场地使用安排: all rooms of a day, for whoever holds the keys.

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::booking::Booking;
use crate::domain::room::{Room, Use};
use crate::paper::value::{Numbered, Paper, Register, RegisterPart, Table, TableColumn, TableRow};

use super::super::bookings::{clock, floor_words, hours_text};
use super::super::{Marks, date_zh, weekday_zh};
use super::{Door, printed_on, remark, takes_place};

/// All rooms of a day, for whoever holds the keys.
pub fn day(desk: &Desk, day: NaiveDate) -> Result<Paper, DeskError> {
    let book = desk.book();
    let columns = vec![
        TableColumn::new("场地", 3.2).at_least(7.4),
        TableColumn::new("楼层", 1.0).centred(),
        TableColumn::new("时段", 2.6).centred().at_least(6.2),
        TableColumn::new("团队或班级", 3.6),
        TableColumn::new("活动", 3.6),
        TableColumn::new("人数", 1.0).centred(),
        TableColumn::new("负责人、尾号", 2.6).at_least(6.0),
        TableColumn::new("设备", 2.4),
        TableColumn::new("开门人", 1.9).centred(),
        TableColumn::new("锁门人", 1.9).centred(),
        TableColumn::new("实到", 1.1).centred(),
        TableColumn::new("场地情况", 2.2).centred(),
    ];
    let shown: Vec<Booking> = desk.all_bookings(day, day)?.into_iter().filter(takes_place).collect();
    let mut rows = Vec::new();
    for room in book.rooms.offered() {
        let own: Vec<&Booking> = shown.iter().filter(|booking| booking.slot.room == room.code).collect();
        if own.is_empty() && room.part_of.is_some() {
            continue;
        }
        let name = format!("{} {}", room.code, room.name_zh);
        let floor = floor_words(room.floor);
        let door = Door::of(&book, &room.code, day);
        let shut = door.shut_all_day();
        if own.is_empty() && (shut.is_some() || door.closed.is_empty()) {
            let word = match (shut, room.usage) {
                (Some(reason), _) => format!("停开\n{reason}"),
                (None, Use::Free) => "自由使用".to_owned(),
                (None, Use::Booked) => "无预约".to_owned(),
            };
            rows.push(TableRow { shaded: shut.is_some(), ..TableRow::new(vec![name, floor, word]) });
            continue;
        }
        // Uses and the hours the room is closed for, in order of time.
        let mut lines: Vec<((u16, u16), Vec<String>)> = Vec::new();
        for closed in &door.closed {
            lines.push((closed.hours, vec![closed.title.clone(), closed.reason.clone()]));
        }
        for booking in own {
            lines.push(((booking.slot.from, booking.slot.to), day_cells(desk, &book, room, booking)?));
        }
        lines.sort_by_key(|(span, _)| *span);
        for (n, ((from, to), told)) in lines.into_iter().enumerate() {
            let mut cells = vec![name.clone(), floor.clone(), hours_text(from, to)];
            cells.extend(told);
            rows.push(TableRow { joined: if n == 0 { 0 } else { 2 }, ..TableRow::new(cells) });
        }
    }
    let first = shown.iter().min_by_key(|booking| booking.slot.from);
    let last = shown.iter().max_by_key(|booking| booking.slot.to);
    let name = |booking: &Booking| {
        book.rooms.room(&booking.slot.room).map_or_else(String::new, |room| room.name_zh.clone())
    };
    let mut lines = vec![format!("{}（{}）", date_zh(day), weekday_zh(day))];
    if let (Some(first), Some(last)) = (first, last) {
        let (open, lock) = (clock(first.slot.from), clock(last.slot.to));
        lines.push(format!("最早 {open} 开门（{}），最晚 {lock} 锁门（{}）", name(first), name(last)));
    }
    let phone = book.community.enquiry_phone.clone();
    Ok(Paper::Register(Register {
        title: "各场地使用安排".into(),
        lines,
        corner: vec![format!("共 {} 场", shown.len()), book.community.centre()],
        parts: vec![RegisterPart {
            table: Table { columns, rows, kept: 1, row_height: 9.0 },
            ..RegisterPart::default()
        }],
        sign: vec!["早班交钥匙：".into(), "晚班收钥匙：".into()],
        foot: vec![
            "开门人、锁门人用完当场签名；场地情况写“好”或写明问题。待审的未经确认不开门。".into(),
            printed_on(desk.now().naive_local()),
        ],
        contacts: if phone.is_empty() { Vec::new() } else { vec![format!("窗口：{phone}")] },
        name: Numbered::new(format!("日表-{}", day.format("%Y%m%d")), ""),
        marks: Marks { specimen: book.community.practice, ..Marks::default() },
        ..Register::default()
    }))
}

fn day_cells(desk: &Desk, book: &Book, room: &Room, booking: &Booking) -> Result<Vec<String>, DeskError> {
    if room.is_private() {
        return Ok(vec!["已占用".into()]);
    }
    let details = &booking.details;
    let class = details.class.as_ref().and_then(|id| book.class_group(id));
    let by = match class {
        Some(class) => class.name.clone(),
        None if details.team.trim().is_empty() => String::new(),
        None => details.team.clone(),
    };
    let note = remark(desk, booking)?;
    let what = match (class.is_some(), note.is_empty()) {
        (true, false) => note,
        (_, true) => details.title.clone(),
        (false, false) => format!("{}（{note}）", details.title),
    };
    let who = details.contact.as_ref().map(ToString::to_string).unwrap_or_default();
    let tail = details.phone.as_ref().map_or("", |phone| phone.reveal().tail4());
    let things: Vec<String> = details.equipment.iter().map(|thing| thing.name.clone()).collect();
    Ok(vec![
        by,
        what,
        details.people.to_string(),
        format!("{who} {tail}").trim().to_owned(),
        things.join("、"),
    ])
}
