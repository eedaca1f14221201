//! 场地周表, 各场地使用安排, 场地使用情况, and what they have in common.

mod day;
mod use_report;
mod week;

use chrono::{NaiveDate, NaiveDateTime};

use crate::desk::{Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::booking::{Booking, Slot, StateName};
use crate::domain::room::Room;

pub use day::day;
pub use use_report::use_report;
pub use week::week;

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
