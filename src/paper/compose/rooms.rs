//! 场地周表, 各场地使用安排, 场地使用情况

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use crate::desk::{Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, Slot, StateName};
use crate::domain::catalogue::Organ;
use crate::domain::room::{Room, Use};
use crate::domain::work_calendar::DayKind;
use crate::paper::value::{
    Block, ChartBar, Numbered, Paper, Register, RegisterPart, Report, Table, TableColumn, TableRow, WeekCell,
    WeekDay, WeekEntry, WeekRow, WeekSheet,
};

use super::bookings::{floor_words, hours};
use super::{date_zh, letterhead, weekday_zh};

/// The three parts of a day: name, from and to in minutes.
const PARTS: [(&str, u16, u16); 3] =
    [("上午", 0, 12 * 60), ("下午", 12 * 60, 18 * 60), ("晚上", 18 * 60, 24 * 60)];

fn printed_on(at: NaiveDateTime) -> String {
    format!("打印 {}，之后有变以窗口为准。", at.format("%Y年%-m月%-d日 %-H:%M"))
}

/// What hangs at a door tells no person: the activity, or 已占用 where even that is private.
fn public_title(room: Option<&Room>, booking: &Booking) -> String {
    if room.is_some_and(Room::is_private) { "已占用".to_owned() } else { booking.details.title.clone() }
}

/// 第 9/15 次, 待审, 党组织活动 …
fn remark(desk: &Desk, booking: &Booking) -> Result<String, DeskError> {
    if booking.state.name() == StateName::Pending {
        return Ok("待审".to_owned());
    }
    if booking.lesson.is_some() {
        let view = desk.booking_view(&booking.id)?;
        if let Some((number, of)) = view.series.and_then(|series| Some((series.number?, series.of))) {
            return Ok(format!("第 {number}/{of} 次"));
        }
    }
    Ok(match booking.details.kind {
        crate::domain::booking::BookingKind::Party => "党组织活动".to_owned(),
        _ => String::new(),
    })
}

/// Which part of the day a use belongs to: where it begins.
fn part_of(slot: &Slot) -> usize {
    PARTS.iter().position(|(_, from, to)| (*from..*to).contains(&slot.from)).unwrap_or(PARTS.len() - 1)
}

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
        marks: super::Marks { specimen: book.community.practice, ..super::Marks::default() },
    }))
}

/// Why each part of a day is closed, when the whole of it is.
fn closed_parts(book: &Book, room: &str, day: NaiveDate) -> [Option<String>; 3] {
    let open = book.open_spans(room, day);
    let mut closed = PARTS.map(|_| None);
    for (part, (_, from, to)) in PARTS.iter().enumerate() {
        // What the room is open for in this part of the day.
        let spans: Vec<(u16, u16)> =
            open.iter().map(|(a, b)| ((*a).max(*from), (*b).min(*to))).filter(|(a, b)| a < b).collect();
        if let Some(name) = book.festival_closes(day) {
            closed[part] = Some(format!("{name}放假"));
            continue;
        }
        let closures = book.closures_on(room, day);
        let covers = |span: &(u16, u16)| {
            closures.iter().find(|(_, (a, b))| *a <= span.0 && span.1 <= *b).map(|(c, _)| c.reason.clone())
        };
        closed[part] = match spans.as_slice() {
            [] => Some("不开放".to_owned()),
            spans => {
                let reasons: Vec<Option<String>> = spans.iter().map(covers).collect();
                if reasons.iter().all(Option::is_some) { reasons.into_iter().flatten().next() } else { None }
            }
        };
    }
    closed
}

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
    let shown: Vec<Booking> = desk
        .all_bookings(day, day)?
        .into_iter()
        .filter(|booking| booking.state.is_shown() && booking.state != BookingState::NoShow)
        .collect();
    let mut rows = Vec::new();
    for room in book.rooms.offered() {
        let own: Vec<&Booking> = shown.iter().filter(|booking| booking.slot.room == room.code).collect();
        if own.is_empty() && room.part_of.is_some() {
            continue;
        }
        let name = format!("{} {}", room.code, room.name_zh);
        let floor = floor_words(room.floor);
        if own.is_empty() {
            let closed = closed_parts(&book, &room.code, day);
            let all_day = closed.iter().all(Option::is_some);
            let word = match (all_day, room.usage) {
                (true, _) => format!("停开\n{}", closed.into_iter().flatten().next().unwrap_or_default()),
                (false, Use::Free) => "自由使用".to_owned(),
                (false, Use::Booked) => "无预约".to_owned(),
            };
            rows.push(TableRow { shaded: all_day, ..TableRow::new(vec![name, floor, word]) });
            continue;
        }
        for (n, booking) in own.into_iter().enumerate() {
            let mut cells = vec![name.clone(), floor.clone(), hours(&booking.slot)];
            cells.extend(day_cells(desk, &book, room, booking)?);
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
        let (open, lock) = (hours(&first.slot), hours(&last.slot));
        let (open, lock) = (open.split('–').next().unwrap_or(""), lock.split('–').nth(1).unwrap_or(""));
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
        marks: super::Marks { specimen: book.community.practice, ..super::Marks::default() },
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
    let tail: String = details
        .phone
        .as_ref()
        .map(|phone| phone.reveal().to_string().chars().filter(char::is_ascii_digit).collect::<String>())
        .map(|digits| digits.chars().skip(digits.len().saturating_sub(4)).collect())
        .unwrap_or_default();
    let things: Vec<String> = details.equipment.iter().map(|thing| thing.name.clone()).collect();
    Ok(vec![
        by,
        what,
        details.people.to_string(),
        format!("{who} {tail}").trim().to_owned(),
        things.join("、"),
    ])
}

/// What one room was in one part of the days: sessions, minutes, people, minutes it was open, 爽约, 被调整.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Use3 {
    sessions: u32,
    minutes: u32,
    people: u32,
    open: u32,
    no_shows: u32,
    displaced: u32,
}

impl Use3 {
    fn add(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.minutes += other.minutes;
        self.people += other.people;
        self.open += other.open;
        self.no_shows += other.no_shows;
        self.displaced += other.displaced;
    }

    /// In percent of the open time.
    const fn rate(self) -> u32 {
        if self.open == 0 { 0 } else { self.minutes * 100 / self.open }
    }

    /// 1.5
    fn hours(self) -> String {
        let tenths = self.minutes * 10 / 60;
        if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
    }
}

/// The use of every room by part of the day, both days included. A use counts where it begins; closed time is no open time.
pub fn use_report(desk: &Desk, from: NaiveDate, to: NaiveDate) -> Result<Paper, DeskError> {
    let book = desk.book();
    let bookings = desk.all_bookings(from, to)?;
    let mut bars = Vec::new();
    let mut rows = Vec::new();
    let mut all = Use3::default();
    let mut idle = Vec::new();
    let rooms: Vec<&Room> = book.rooms.offered().collect();
    for room in &rooms {
        let mut parts = [Use3::default(); 3];
        for day in from.iter_days().take_while(|day| *day <= to) {
            let closed = closed_parts(&book, &room.code, day);
            for (part, (_, a, b)) in PARTS.iter().enumerate() {
                if closed[part].is_none() {
                    let open = book.open_spans(&room.code, day);
                    let minutes: u16 =
                        open.iter().map(|(f, t)| (*t).min(*b).saturating_sub((*f).max(*a))).sum();
                    parts[part].open += u32::from(minutes);
                }
            }
        }
        for booking in bookings.iter().filter(|booking| booking.slot.room == room.code) {
            parts[part_of(&booking.slot)].add(used(booking));
        }
        let mut sum = Use3::default();
        parts.iter().for_each(|part| sum.add(*part));
        all.add(sum);
        let label = format!("{} {}", room.code, room.name_zh);
        bars.push(ChartBar {
            label: label.clone(),
            share: (sum.rate() as f32 / 100.0).min(1.0),
            values: vec![
                format!("{} 场", sum.sessions),
                format!("{} 小时", sum.hours()),
                format!("{} 人次", sum.people),
                format!("{}%", sum.rate()),
            ],
        });
        let mut first = true;
        for ((half, ..), part) in PARTS.iter().zip(parts) {
            if part.sessions == 0 && part.open > 0 && room.usage == Use::Booked && room.part_of.is_none() {
                idle.push(format!("{}{half}", room.name_zh));
            }
            if sum == (Use3 { open: sum.open, ..Use3::default() }) {
                continue;
            }
            let cells = vec![
                label.clone(),
                (*half).to_owned(),
                part.sessions.to_string(),
                part.hours(),
                part.people.to_string(),
                format!("{}%", part.rate()),
                part.no_shows.to_string(),
                part.displaced.to_string(),
            ];
            rows.push(TableRow { joined: usize::from(!first), ..TableRow::new(cells) });
            first = false;
        }
    }
    let heads = [
        ("场地", 2.6),
        ("时段", 1.0),
        ("场次", 1.0),
        ("小时", 1.1),
        ("人次", 1.1),
        ("使用率", 1.2),
        ("爽约", 1.0),
        ("被调整", 1.2),
    ];
    let columns: Vec<TableColumn> = heads
        .iter()
        .map(|(head, width)| {
            let column = TableColumn::new(*head, *width);
            if *head == "场地" { column } else { column.centred() }
        })
        .collect();
    let days = (to - from).num_days() + 1;
    let total = format!(
        "共 {} 处场地，使用 {} 场、{} 小时、{} 人次。爽约 {} 场，被调整 {} 场。",
        rooms.iter().filter(|room| room.part_of.is_none()).count(),
        all.sessions,
        all.hours(),
        all.people,
        all.no_shows,
        all.displaced
    );
    let mut blocks = vec![
        Block::Heading("一、总体".into()),
        Block::Para(total),
        Block::Heading("二、各场地".into()),
        Block::Bars(bars),
        Block::Heading("三、分时段".into()),
    ];
    if rows.is_empty() {
        blocks.push(Block::Para("这段时间没有使用。".into()));
    } else {
        blocks.push(Block::Table(Table { columns, rows, ..Table::default() }));
    }
    blocks.push(Block::Heading("四、空着的时段".into()));
    blocks.push(Block::Para(if idle.is_empty() {
        "没有整段空着的时段。".into()
    } else {
        format!("{}，这段时间没有人用，可以开放预约或者安排课程。", idle.join("、"))
    }));
    let staff = book.staff_name(&desk.session().staff).to_owned();
    Ok(Paper::Report(Report {
        title: "场地使用情况".into(),
        subtitle: format!("{}至{}　{}", date_zh(from), date_zh(to), book.community.centre()),
        top: vec![format!("填报人　{staff}"), "审核人".into(), format!("共 {days} 天")],
        blocks,
        sign: vec!["填报人：".into(), "审核人：".into()],
        foot: format!("数字取自 {}", desk.now().format("%Y年%-m月%-d日 %-H:%M")),
        name: Numbered::new(format!("场地情况-{}-{}", from.format("%Y%m%d"), to.format("%Y%m%d")), ""),
        marks: super::Marks { specimen: book.community.practice, ..super::Marks::default() },
    }))
}

/// What a booking adds. One that was confirmed and whose key never came back counts as it was booked, once it is over.
fn used(booking: &Booking) -> Use3 {
    let minutes = u32::from(booking.slot.minutes());
    match &booking.state {
        BookingState::Finished(how) => {
            Use3 { sessions: 1, minutes, people: how.headcount, ..Use3::default() }
        }
        BookingState::Confirmed | BookingState::InUse { .. } => {
            Use3 { sessions: 1, minutes, people: booking.details.people, ..Use3::default() }
        }
        BookingState::NoShow => Use3 { no_shows: 1, ..Use3::default() },
        BookingState::Displaced(_) => Use3 { displaced: 1, ..Use3::default() },
        BookingState::Pending | BookingState::Rejected { .. } | BookingState::Cancelled(_) => Use3::default(),
    }
}
