//! 场地周表, 各场地使用安排, 场地使用情况, and what they have in common.

mod day;
mod use_report;
mod week;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::desk::{Desk, DeskError};
use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingKind, BookingState, Lesson, StateName};
use crate::domain::room::Room;
use crate::domain::room_use::{HalfDay, Spans};

use super::date_zh;

pub use day::day;
pub use use_report::use_report;
pub use week::week;

fn printed_on(at: NaiveDateTime) -> String {
    format!("打印 {}，之后有变以窗口为准。", at.format("%Y年%-m月%-d日 %-H:%M"))
}

/// Whether a booking belongs on a sheet of what is going on.
fn takes_place(booking: &Booking) -> bool {
    booking.state.is_shown() && booking.state != BookingState::NoShow
}

/// What hangs at a door tells no person: the activity, or 已占用 where even that is private.
pub(super) fn public_title(room: Option<&Room>, booking: &Booking) -> String {
    if room.is_some_and(Room::is_private) { "已占用".to_owned() } else { booking.details.title.clone() }
}

/// 待审, 补 5月4日的课, 第 9/15 次, 党组织活动 …
fn remark(desk: &Desk, booking: &Booking) -> Result<String, DeskError> {
    if booking.state.name() == StateName::Pending {
        return Ok("待审".to_owned());
    }
    if let Some(lesson) = &booking.lesson {
        if let Some(words) = moved(booking, lesson) {
            return Ok(words);
        }
        let view = desk.booking_view(&booking.id)?;
        if let Some((number, of)) = view.series.and_then(|series| Some((series.number?, series.of))) {
            return Ok(format!("第 {number}/{of} 次"));
        }
    }
    Ok(match booking.details.kind {
        BookingKind::Party => "党组织活动".to_owned(),
        _ => String::new(),
    })
}

/// Whoever comes by the rule finds the door shut that day and asks which lesson this is.
fn moved(booking: &Booking, lesson: &Lesson) -> Option<String> {
    let (is, due) = (booking.slot.day, lesson.due());
    let day = if is.year() == due.year() { due.format("%-m月%-d日").to_string() } else { date_zh(due) };
    if is == due {
        None
    } else if lesson.makes_up.is_some() || is > due && booking.details.kind == BookingKind::Class {
        Some(format!("补 {day}的课"))
    } else {
        Some(format!("原定 {day}"))
    }
}

/// 停开 for some hours of a day.
struct Closed {
    /// Minutes from midnight, within the hours the room would be open.
    hours: (u16, u16),
    /// 停开, with the part of the hall when it is only that.
    title: String,
    reason: String,
}

/// When a room is open on a day, and when it is closed although it would be.
struct Door {
    open: Spans,
    closed: Vec<Closed>,
}

impl Door {
    fn of(book: &Book, code: &str, day: NaiveDate) -> Self {
        let open: Spans = book.open_spans(code, day).into_iter().collect();
        let closed = match book.festival_closes(day) {
            Some(name) => {
                vec![Closed {
                    hours: (0, 24 * 60), title: "停开".to_owned(), reason: format!("{name}放假")
                }]
            }
            None => closures(book, code, day, &open),
        };
        Self { open, closed }
    }

    /// What closes the whole of a part of the day; nothing when the room can be used for a minute of it.
    fn shut(&self, half: HalfDay) -> Option<Vec<&Closed>> {
        let hours = self.open.within(half.span());
        let touching: Vec<&Closed> = self.closed.iter().filter(|closed| half.touches(closed.hours)).collect();
        let left = hours.without(&touching.iter().map(|closed| closed.hours).collect());
        left.is_empty().then_some(touching)
    }

    /// Why the whole day is closed, when it is.
    fn shut_all_day(&self) -> Option<&str> {
        let mut reason = "不开放";
        for half in HalfDay::ALL {
            if let Some(closed) = self.shut(half)?.first() {
                reason = &closed.reason;
            }
        }
        Some(reason)
    }

    /// Whether a closure takes all there is of the day, so that its hours need not be told.
    fn is_all_day(&self, closed: &Closed) -> bool {
        self.open.without(&Spans::from_iter([closed.hours])).is_empty()
    }
}

fn closures(book: &Book, code: &str, day: NaiveDate, open: &Spans) -> Vec<Closed> {
    let mut all: Vec<Closed> = Vec::new();
    for (closure, span) in book.closures_on(code, day) {
        let part = closure.room.as_deref().filter(|room| *room != code);
        let title = match part.and_then(|part| book.rooms.room(part)) {
            Some(part) => format!("停开（{}）", part.name_zh),
            None => "停开".to_owned(),
        };
        // Nobody asks when a room is closed while it is shut anyway.
        all.extend(open.within(span).iter().map(|hours| Closed {
            hours,
            title: title.clone(),
            reason: closure.reason.clone(),
        }));
    }
    all.sort_by_key(|closed| closed.hours);
    all
}
