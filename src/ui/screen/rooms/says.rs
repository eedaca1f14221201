//! Words of the calendar: days, weeks, kinds, places.

use chrono::{Datelike, NaiveDate};

use crate::domain::booking::{Booking, BookingKind, Details, Slot, StateName};
use crate::domain::lang::Lang;
use crate::domain::room::{Approver, Room};
use crate::domain::series::{Change, ClashWith, Line, Mark};
use crate::domain::work_calendar::DayKind;
use crate::i18n::{Words, booking_state, closed_for, festival};
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::ctx::Ctx;
use crate::ui::screen::words;
use crate::ui::text;

pub use crate::ui::screen::words::{day, day_long, day_short, slot};

/// A time with the room, where that is another one.
pub fn slot_in(ctx: &Ctx, slot: &Slot, here: &str) -> String {
    let said = words::slot(&ctx.words, slot);
    if slot.room == here { said } else { format!("{} {said}", room_name(ctx, &slot.room)) }
}

/// What the head of a lane says: date, weekday, and whether its mark has a tag of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneDay {
    /// 5/7; in English the day of the month alone, since 5/7 would read as a month too and the month is above.
    pub date: String,
    /// 周四; the mark itself where there is no room for a tag.
    pub beside: String,
    /// Whether there is room for the tag.
    pub tagged: bool,
}

/// The head of a lane of that width, px. What has no room goes in this order: the weekday, its 周, the tag.
pub fn lane_day(words: &Words, on: NaiveDate, width: f32, mark: Option<&str>) -> LaneDay {
    let date = match words.lang() {
        Lang::Zh => day_short(words, on),
        Lang::En => on.day().to_string(),
    };
    let weekday = words::weekday(words, on);
    let short = match words.lang() {
        Lang::Zh => weekday.replace('周', ""),
        Lang::En => String::new(),
    };
    // As `day_head` sets it: 8 px before, 8 between, 5 after; the tag has 7 px at each side of its word, and a calendar
    // that scrolls leaves each lane a little less.
    let tag = mark.map_or(0.0, |word| text::width(word, 13.0) + 14.0 + 8.0 + 2.0);
    let taken = text::width(&date, 16.0) + 8.0 + 5.0;
    let fits = |beside: &str, tag: f32| {
        let beside = if beside.is_empty() { 0.0 } else { text::width(beside, 14.0) + 8.0 };
        taken + beside + tag <= width
    };
    for beside in [weekday, short, String::new()] {
        if fits(&beside, tag) {
            return LaneDay { date, beside, tagged: mark.is_some() };
        }
    }
    LaneDay { date, beside: mark.unwrap_or_default().to_owned(), tagged: false }
}

/// Where a booking stands, as a word by itself.
pub fn state(words: &Words, state: StateName) -> String {
    let word = booking_state(words, state);
    let mut letters = word.chars();
    // The English words stand in sentences elsewhere.
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => word,
    }
}

/// 5月4日–10日 第19周
pub fn week(words: &Words, from: NaiveDate, to: NaiveDate) -> String {
    let days = match words.lang() {
        Lang::Zh if from.month() == to.month() => format!("{}–{}日", day(words, from), to.day()),
        Lang::En if from.month() == to.month() => format!("{}–{}", from.day(), day(words, to)),
        _ => format!("{}–{}", day(words, from), day(words, to)),
    };
    format!("{days} {}", t!(words, "cal-week-of-year", week = from.iso_week().week()))
}

/// 2026年5月
pub fn month(words: &Words, on: NaiveDate) -> String {
    match words.lang() {
        Lang::Zh => on.format("%Y年%-m月").to_string(),
        Lang::En => on.format("%B %Y").to_string(),
    }
}

/// 休, 班, and nothing on other days.
pub fn mark(ctx: &Ctx, on: NaiveDate) -> Option<(String, Tone)> {
    match ctx.book.calendar.kind(on) {
        DayKind::Holiday(_) => Some((t!(ctx.words, "cal-off"), Tone::Neutral)),
        DayKind::MakeUpWorkday(_) => Some((t!(ctx.words, "cal-make-up"), Tone::Info)),
        DayKind::Workday | DayKind::Weekend => None,
    }
}

/// The short name of a room; its code when nobody knows it.
pub fn room_name<'a>(ctx: &'a Ctx, code: &'a str) -> &'a str {
    ctx.book.rooms.room(code).map_or(code, |room| room.short(ctx.lang()))
}

/// Who books.
pub fn kind(words: &Words, kind: BookingKind) -> String {
    match kind {
        BookingKind::Emergency => t!(words, "cal-kind-emergency"),
        BookingKind::Party => t!(words, "cal-kind-party"),
        BookingKind::Assembly => t!(words, "cal-kind-assembly"),
        BookingKind::Mediation => t!(words, "cal-kind-mediation"),
        BookingKind::Class => t!(words, "cal-kind-class"),
        BookingKind::Team => t!(words, "cal-kind-team"),
        BookingKind::Unit => t!(words, "cal-kind-unit"),
        BookingKind::Resident => t!(words, "cal-kind-resident"),
    }
}

/// Who says yes to a room.
pub fn approver(words: &Words, approver: Approver) -> String {
    match approver {
        Approver::None => t!(words, "cal-approver-none"),
        Approver::Desk => t!(words, "cal-approver-desk"),
        Approver::Secretary => t!(words, "cal-approver-secretary"),
        Approver::Mediator => t!(words, "cal-approver-mediator"),
    }
}

/// What a booking is called, as far as it may be told.
pub fn title(ctx: &Ctx, booking: &Booking) -> String {
    if is_private(ctx, &booking.slot.room) {
        return t!(ctx.words, "cal-occupied");
    }
    let details = &booking.details;
    let group = details.class.as_ref().and_then(|id| ctx.book.class_group(id));
    let title = group.map_or(details.title.trim(), |group| group.name.as_str());
    if title.is_empty() { details.team.clone() } else { title.to_owned() }
}

/// Whether only 已占用 may show.
pub fn is_private(ctx: &Ctx, room: &str) -> bool {
    ctx.book.rooms.room(room).is_some_and(Room::is_private)
}

/// 王*兰 138****2266, the name and the phone as this screen may show them.
pub fn contact(ctx: &Ctx, details: &Details) -> String {
    let name = details.contact.as_ref().map(|name| ctx.shown(name));
    let phone = details.phone.as_ref().map(|phone| ctx.shown(phone));
    [name, phone].into_iter().flatten().collect::<Vec<_>>().join("　")
}

/// 音响话筒、折叠椅 ×20
pub fn equipment(details: &Details) -> String {
    let one = |name: &str, count: u32| if count > 1 { format!("{name} ×{count}") } else { name.to_owned() };
    details.equipment.iter().map(|wanted| one(&wanted.name, wanted.count)).collect::<Vec<_>>().join("、")
}

/// What is in the way: its title, and its room where that is another.
fn with(ctx: &Ctx, others: &[ClashWith]) -> String {
    let one = |other: &ClashWith| match (&other.id, other.title.is_empty()) {
        (None, _) => t!(ctx.words, "rooms-own-lesson"),
        (_, true) => t!(ctx.words, "rooms-occupied"),
        _ => other.title.clone(),
    };
    others.iter().map(one).collect::<Vec<_>>().join(ctx.words.lang().pick("、", ", "))
}

/// What is to be known of a date, the most pressing thing: tone, tag, sentence.
pub fn remark(ctx: &Ctx, line: &Line) -> Option<(Tone, String, String)> {
    let words = &ctx.words;
    let of = |mark: &Mark| -> Option<(u8, Tone, String, String)> {
        Some(match mark {
            Mark::Clash { with: others } => (
                0,
                Tone::Danger,
                t!(words, "cal-clash"),
                t!(words, "cal-clash-with", with = with(ctx, others)),
            ),
            Mark::Past => (1, Tone::Danger, t!(words, "cal-past"), t!(words, "cal-past-line")),
            Mark::Closed { reason } => (2, Tone::Neutral, t!(words, "cal-closed"), closed_for(words, reason)),
            Mark::OutsideHours => (3, Tone::Neutral, t!(words, "cal-closed"), t!(words, "cal-outside-hours")),
            Mark::Holiday { name } => (
                4,
                Tone::Neutral,
                t!(words, "cal-off"),
                t!(words, "cal-holiday", name = festival(words, name)),
            ),
            Mark::MakeUpWorkday { .. } => {
                (5, Tone::Info, t!(words, "cal-make-up"), t!(words, "cal-make-up-line"))
            }
            Mark::Rival { with: others } => (
                6,
                Tone::Warn,
                state(words, StateName::Pending),
                t!(words, "cal-rival", with = with(ctx, others)),
            ),
            Mark::Noise { room, title } => (
                7,
                Tone::Warn,
                t!(words, "cal-noise"),
                t!(words, "cal-noise-line", room = room_name(ctx, room).to_owned(), title = title.clone()),
            ),
            Mark::Provisional => return None,
        })
    };
    if line.change == Change::Lost {
        return Some((Tone::Danger, t!(words, "cal-lost"), t!(words, "cal-lost-line")));
    }
    let first = line.marks.iter().filter_map(of).min_by_key(|(rank, ..)| *rank)?;
    Some((first.1, first.2, first.3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_head_gives_up_its_weekday_before_its_mark() {
        let on = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap();
        let zh = Words::new(Lang::Zh);
        let head = |width: f32, mark: Option<&str>| {
            let head = lane_day(&zh, on, width, mark);
            (head.beside, head.tagged)
        };
        assert_eq!(head(127.0, Some("休")), ("周一".into(), true));
        assert_eq!(head(108.0, Some("休")), ("一".into(), true));
        assert_eq!(head(84.0, Some("休")), (String::new(), true));
        assert_eq!(head(61.0, Some("休")), ("休".into(), false));
        assert_eq!(head(61.0, None), ("一".into(), false));
    }
}
