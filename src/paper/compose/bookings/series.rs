//! The dates of a series on its slip: when it is, when it is elsewhere, and when it is not.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::booking::{Booking, BookingState, StateName};
use crate::domain::series::Skipped;
use crate::paper::value::{DateGroup, DateList};

use super::super::{date_zh, weekday_zh};
use super::{hours, skipped_words};

/// Days the rule gives on which there is nothing, and why.
pub(in crate::paper::compose) type SkippedDays = BTreeMap<NaiveDate, Skipped>;

/// 9月5日至12月26日
pub(super) fn span(first: &Booking, last: &Booking) -> String {
    let (from, to) = (first.slot.day, last.slot.day);
    let to = if from.year() == to.year() { to.format("%-m月%-d日").to_string() } else { date_zh(to) };
    format!("{}至{to}", from.format("%-m月%-d日"))
}

/// 周六, when all of them are on one.
pub(super) fn weekday(shown: &[&Booking]) -> Option<String> {
    let first = shown.first()?.slot.day;
    let all = shown.iter().all(|lesson| lesson.slot.day.weekday() == first.weekday());
    all.then(|| weekday_zh(first).replace("星期", "周"))
}

/// Every date, those at another time or in another room under a heading of their own, and at the end the days left out.
pub(super) fn dates(shown: &[&Booking], lessons: &[Booking], skipped: &SkippedDays) -> Option<DateList> {
    let first = shown.first().filter(|_| shown.len() > 1)?;
    let years = shown.iter().any(|lesson| lesson.slot.day.year() != first.slot.day.year());
    let mut groups: Vec<DateGroup> = Vec::new();
    for lesson in shown {
        let same = (lesson.slot.from, lesson.slot.to, &lesson.slot.room)
            == (first.slot.from, first.slot.to, &first.slot.room);
        let mut heading = if years { format!("{}年", lesson.slot.day.year()) } else { String::new() };
        if !same {
            let place = format!("{} {}", lesson.slot.room, hours(&lesson.slot));
            heading = if heading.is_empty() { place } else { format!("{heading} {place}") };
        }
        let date = lesson.slot.day.format("%-m月%-d日").to_string();
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.dates.push(date),
            None => groups.push(DateGroup { heading, dates: vec![date] }),
        }
    }
    let out = left_out(lessons, skipped);
    if !out.is_empty() {
        let date = |day: &NaiveDate| {
            if years { date_zh(*day) } else { day.format("%-m月%-d日").to_string() }
        };
        let dates: Vec<String> = out.iter().map(|(day, why)| format!("{}　{why}", date(day))).collect();
        groups.push(DateGroup { heading: format!("以下 {} 天没有", dates.len()), dates });
    }
    let pending = shown.iter().filter(|lesson| lesson.state.name() == StateName::Pending).count();
    let lead = if pending == 0 || pending == shown.len() {
        format!("共 {} 次", shown.len())
    } else {
        format!("共 {} 次，其中 {pending} 次待审", shown.len())
    };
    Some(DateList { lead, groups })
}

/// What was skipped when the series was made, and lessons that fell out since.
fn left_out(lessons: &[Booking], skipped: &SkippedDays) -> BTreeMap<NaiveDate, String> {
    let mut out: BTreeMap<NaiveDate, String> =
        skipped.iter().map(|(day, why)| (*day, skipped_words(why))).collect();
    for lesson in lessons {
        let why = match &lesson.state {
            BookingState::Cancelled(_) => "已取消",
            BookingState::Rejected { .. } => "没有批准",
            BookingState::Displaced(_) => "已调整，见通知",
            _ => continue,
        };
        let _ = out.entry(lesson.slot.day).or_insert_with(|| why.to_owned());
    }
    out
}
