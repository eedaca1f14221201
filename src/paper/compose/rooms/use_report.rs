//! 场地使用情况: how much every room was used, by part of the day.

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::lang::Lang;
use crate::domain::room::{Room, Use};
use crate::domain::room_use::{HalfDay, RoomUse, of_place};
use crate::paper::value::{Block, ChartBar, Numbered, Paper, Report, Table, TableColumn, TableRow};

use super::super::{Marks, date_zh, hours_of};

/// A line of the report: a room, a hall with what was in its parts, or one of those parts.
struct Place<'a> {
    room: &'a Room,
    label: String,
    parts: [RoomUse; 3],
}

impl Place<'_> {
    fn sum(&self) -> RoomUse {
        RoomUse::sum(self.parts)
    }
}

/// The use of every room by part of the day, both days included.
pub fn use_report(desk: &Desk, from: NaiveDate, to: NaiveDate) -> Result<Paper, DeskError> {
    let book = desk.book();
    let bookings = desk.all_bookings(from, to)?;
    let now = desk.now().naive_local();
    let of = |rooms: &[&str]| of_place(&book, rooms, &bookings, (from, to), now);
    let mut places = Vec::new();
    let mut all = RoomUse::default();
    let wholes: Vec<&Room> = book.rooms.wholes_met(&bookings).collect();
    for &room in &wholes {
        let mut rooms = vec![room.code.as_str()];
        rooms.extend(book.rooms.parts(&room.code).map(|part| part.code.as_str()));
        let whole =
            Place { room, label: format!("{} {}", room.code, room.short(Lang::Zh)), parts: of(&rooms) };
        // What was in a part of the hall is in the hall's own line already: only the halls are summed.
        all.add(whole.sum());
        places.push(whole);
        for part in book.rooms.parts(&room.code) {
            let label = format!("其中{}", part.short(Lang::Zh));
            let part = Place { room: part, label, parts: of(&[&part.code]) };
            if !part.sum().is_untouched() {
                places.push(part);
            }
        }
    }
    let mut total = vec![format!(
        "共 {} 处场地，使用 {} 场、{} 小时、{} 人次。爽约 {} 场，被调整 {} 场。",
        wholes.len(),
        all.sessions,
        hours_of(all.minutes()),
        all.people,
        all.no_shows,
        all.displaced
    )];
    if to >= now.date() {
        let now = now.format("%-m月%-d日 %-H:%M");
        total.push(format!("时间还没有过完，只算到 {now}；之后已约未用 {} 场。", all.ahead));
    }
    if all.outside > 0 {
        total.push(format!("其中 {} 小时不在开放时间，不算进使用率。", hours_of(all.outside)));
    }
    let mut blocks = vec![
        Block::Heading("一、总体".into()),
        Block::Para(total.concat()),
        Block::Heading("二、各场地".into()),
        Block::Bars(places.iter().map(bar).collect()),
        Block::Heading("三、分时段".into()),
        match by_half_day(&places, all.ahead > 0) {
            Some(table) => Block::Table(table),
            None => Block::Para("这段时间没有使用。".into()),
        },
        Block::Heading("四、空着的时段".into()),
    ];
    let idle = idle(&places);
    blocks.push(Block::Para(if idle.is_empty() {
        "没有整段空着的时段。".into()
    } else {
        format!("{}，这段时间没有人用，可以开放预约或者安排课程。", idle.join("；"))
    }));
    let staff = book.staff_name(&desk.session().staff).to_owned();
    Ok(Paper::Report(Report {
        title: "场地使用情况".into(),
        subtitle: format!("{}至{}　{}", date_zh(from), date_zh(to), book.community.centre()),
        top: vec![
            format!("填报人　{staff}"),
            "审核人".into(),
            format!("共 {} 天", (to - from).num_days() + 1),
        ],
        blocks,
        sign: vec!["填报人：".into(), "审核人：".into()],
        foot: format!("数字取自 {}", now.format("%Y年%-m月%-d日 %-H:%M")),
        name: Numbered::new(format!("场地情况-{}-{}", from.format("%Y%m%d"), to.format("%Y%m%d")), ""),
        marks: Marks { specimen: book.community.practice, ..Marks::default() },
    }))
}

fn bar(place: &Place<'_>) -> ChartBar {
    let sum = place.sum();
    ChartBar {
        label: place.label.clone(),
        share: sum.rate().unwrap_or(0) as f32 / 100.0,
        values: vec![
            format!("{} 场", sum.sessions),
            format!("{} 小时", hours_of(sum.minutes())),
            format!("{} 人次", sum.people),
            // People come and go there; bookings say nothing of how full it is.
            if place.room.usage == Use::Free { "自由使用".to_owned() } else { rate(sum) },
        ],
    }
}

/// Rooms that nobody booked are left out; 已约未用 is a column where there is some.
fn by_half_day(places: &[Place<'_>], ahead: bool) -> Option<Table> {
    let mut heads = vec![
        ("场地", 2.6),
        ("时段", 1.0),
        ("场次", 1.0),
        ("小时", 1.1),
        ("人次", 1.1),
        ("使用率", 1.2),
        ("爽约", 1.0),
        ("被调整", 1.2),
    ];
    heads.extend(ahead.then_some(("已约\n未用", 1.0)));
    let columns = heads.into_iter().map(|(head, width)| {
        let column = TableColumn::new(head, width);
        if head == "场地" { column } else { column.centred() }
    });
    let mut rows = Vec::new();
    for place in places.iter().filter(|place| !place.sum().is_untouched()) {
        for (half, part) in HalfDay::ALL.into_iter().zip(place.parts) {
            let mut cells = vec![
                place.label.clone(),
                half.zh().to_owned(),
                part.sessions.to_string(),
                hours_of(part.minutes()),
                part.people.to_string(),
                rate(part),
                part.no_shows.to_string(),
                part.displaced.to_string(),
            ];
            cells.extend(ahead.then(|| part.ahead.to_string()));
            rows.push(TableRow { joined: usize::from(half != HalfDay::Morning), ..TableRow::new(cells) });
        }
    }
    (!rows.is_empty()).then(|| Table { columns: columns.collect(), rows, ..Table::default() })
}

/// 书画室全天, 声乐教室下午、晚上: open, bookable, and nobody was there or is to come.
fn idle(places: &[Place<'_>]) -> Vec<String> {
    let is_idle = |part: &RoomUse| part.open > 0 && part.minutes() == 0 && part.ahead == 0;
    places
        .iter()
        .filter(|place| place.room.usage == Use::Booked && place.room.part_of.is_none())
        .filter_map(|place| {
            let halves: Vec<&str> = HalfDay::ALL
                .into_iter()
                .zip(&place.parts)
                .filter(|(_, part)| is_idle(part))
                .map(|(half, _)| half.zh())
                .collect();
            let words = match halves.len() {
                0 => return None,
                3 => "全天".to_owned(),
                _ => halves.join("、"),
            };
            Some(format!("{}{words}", place.room.short(Lang::Zh)))
        })
        .collect()
}

/// 33%; of a time that was never open there is no rate.
fn rate(figures: RoomUse) -> String {
    figures.rate().map_or_else(|| "—".to_owned(), |rate| format!("{rate}%"))
}
