//! 场地使用情况: how much every room was used, by part of the day.

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::booking::{Booking, BookingState};
use crate::domain::room::{Room, Use};
use crate::paper::value::{Block, ChartBar, Numbered, Paper, Report, Table, TableColumn, TableRow};

use super::super::{Marks, date_zh};
use super::{PARTS, closed_parts, part_of};

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
        match (self.minutes * 100).checked_div(self.open) {
            Some(rate) => rate,
            None => 0,
        }
    }

    /// 1.5
    fn hours(self) -> String {
        let tenths = self.minutes * 10 / 60;
        if tenths.is_multiple_of(10) {
            (tenths / 10).to_string()
        } else {
            format!("{}.{}", tenths / 10, tenths % 10)
        }
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
        marks: Marks { specimen: book.community.practice, ..Marks::default() },
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
