//! A field for a day, a month, or a day and a time: typed in any usual shape, or taken from the calendar that opens
//! beside it.

use chrono::{Datelike, NaiveDate};
use iced::widget::{container, row};
use iced::{Center, Element};

use crate::domain::form::{FieldType, read_date, read_datetime, read_month};
use crate::domain::lang::Lang;
use crate::domain::work_calendar::DayKind;
use crate::t;
use crate::ui::component::calendar::{CalendarWords, calendar, turned_by};
use crate::ui::component::{Calendar, Grain, Turn, input};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::words::weekday;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::{popup, whole};

/// What a date field shows.
#[derive(Debug, Clone)]
pub struct DateField<'a> {
    /// The name of its control.
    pub id: String,
    /// Date, datetime or month.
    pub kind: FieldType,
    /// What is typed.
    pub value: &'a str,
    /// What is typed is wrong.
    pub wrong: bool,
    /// Its calendar, while it is open.
    pub open: Option<Calendar>,
}

/// Whether a field is one of these.
pub fn is_date(kind: FieldType) -> bool {
    matches!(kind, FieldType::Date | FieldType::Datetime | FieldType::Month)
}

/// The day that is meant by what is typed; of a month its first.
pub fn day_meant(kind: FieldType, typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    match kind {
        FieldType::Date => read_date(typed, today),
        // The day counts before the time is there.
        FieldType::Datetime => {
            let at = read_datetime(typed, today).map(|at| at.date());
            at.or_else(|| read_date(typed.split_whitespace().next()?, today))
        }
        FieldType::Month => {
            let (year, month) = read_month(typed, today)?;
            NaiveDate::from_ymd_opt(year, month, 1)
        }
        _ => None,
    }
}

/// The calendar of a field, open at what is typed or at today.
pub fn opened(kind: FieldType, typed: &str, today: NaiveDate) -> Calendar {
    let grain = if kind == FieldType::Month { Grain::Month } else { Grain::Day };
    Calendar::new(grain, day_meant(kind, typed, today).unwrap_or(today))
}

/// What stands in the field once a day is taken. A time that was given stays; without one it is still to be typed.
pub fn with_day(kind: FieldType, typed: &str, day: NaiveDate, today: NaiveDate) -> String {
    match kind {
        FieldType::Month => day.format("%Y-%m").to_string(),
        FieldType::Datetime => match read_datetime(typed, today) {
            Some(at) => format!("{day} {}", at.format("%H:%M")),
            None => format!("{day} "),
        },
        _ => day.to_string(),
    }
}

/// The field: its line, the calendar when it is open, and beside it how what is typed is read. ↓ opens the calendar; the
/// caret stays in the line all the while.
pub fn date_field<'a, M: Clone + 'a>(
    ctx: &'a Ctx,
    field: DateField<'a>,
    on_type: impl Fn(String) -> M + 'a,
    on_turn: impl Fn(Turn) -> M + Clone + 'a,
    on_submit: M,
) -> Element<'a, M> {
    let (look, words) = (ctx.look, &ctx.words);
    let today = ctx.now.date_naive();
    let (hint, width) = match field.kind {
        FieldType::Datetime => (t!(words, "hint-datetime"), 212.0),
        FieldType::Month => (t!(words, "hint-month"), 150.0),
        _ => (t!(words, "hint-date"), 160.0),
    };
    let meant = day_meant(field.kind, field.value, today);
    let press = if field.open.is_some() { Turn::Close } else { Turn::Open };
    let line = input(look, field.id, hint, field.value.to_owned(), on_type)
        .on_submit(on_submit)
        .error(field.wrong)
        .latin(true)
        .glyph(Icon::CalendarDays, on_turn(press))
        .width(width);
    let over = field.open.map(|open| {
        let sheet = ctx.book.calendar.sheet(open.marked);
        calendar(look, open, &sheet, calendar_words(ctx, open), (today, meant), on_turn.clone())
    });
    let grain = field.open.map(|open| open.grain);
    let keys = on_turn.clone();
    let line = popup(line, over)
        .on_key(move |key, modifiers| match grain {
            Some(grain) => turned_by(key, modifiers, grain).map(&keys),
            None => opens(key, modifiers).then(|| keys(Turn::Open)),
        })
        .on_leave(on_turn(Turn::Close));
    let read = meant.filter(|_| !field.wrong).map(|day| said(ctx, field.kind, field.value, day));
    let read = read.map(|words| text::one_line(text::hint(look, words)));
    row![container(whole(line)).width(width)].push(read).spacing(space::S8).align_y(Center).into()
}

/// Whether a key opens what belongs to a field.
pub fn opens(key: &iced::keyboard::Key, modifiers: iced::keyboard::Modifiers) -> bool {
    let down = iced::keyboard::Key::Named(iced::keyboard::key::Named::ArrowDown);
    *key == down && modifiers.is_empty()
}

/// How it is read: what was left out, the day of the week, and whether the desk is shut that day.
fn said(ctx: &Ctx, kind: FieldType, typed: &str, day: NaiveDate) -> String {
    let words = &ctx.words;
    if kind == FieldType::Month {
        return if typed.trim() == day.format("%Y-%m").to_string() { String::new() } else { month(ctx, day) };
    }
    let whole = typed.split_whitespace().next() == Some(day.to_string().as_str());
    let week = weekday(words, day);
    let week = match ctx.book.calendar.kind(day) {
        DayKind::Holiday(_) => t!(words, "calendar-day-off", day = week),
        DayKind::MakeUpWorkday(_) => t!(words, "calendar-day-work", day = week),
        _ => week,
    };
    if whole { week } else { format!("{} {week}", date(ctx, day)) }
}

fn date(ctx: &Ctx, day: NaiveDate) -> String {
    match ctx.lang() {
        Lang::Zh => day.format("%Y年%-m月%-d日").to_string(),
        Lang::En => day.format("%-d %b %Y").to_string(),
    }
}

fn month(ctx: &Ctx, day: NaiveDate) -> String {
    match ctx.lang() {
        Lang::Zh => day.format("%Y年%-m月").to_string(),
        Lang::En => day.format("%B %Y").to_string(),
    }
}

fn calendar_words(ctx: &Ctx, open: Calendar) -> CalendarWords {
    let words = &ctx.words;
    let day = open.marked;
    let monday = day.iter_days().find(|day| day.weekday() == chrono::Weekday::Mon);
    let heads = monday.into_iter().flat_map(|monday| monday.iter_days().take(7));
    let (title, heads, months, line, today) = match open.grain {
        Grain::Day => {
            let heads = heads.map(|day| weekday(words, day).replace('周', "")).collect();
            (month(ctx, day), heads, Vec::new(), day_in_words(ctx, day), t!(words, "calendar-today"))
        }
        Grain::Month => {
            let year = match ctx.lang() {
                Lang::Zh => format!("{}年", day.year()),
                Lang::En => day.year().to_string(),
            };
            let names = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(day.year(), month, 1));
            let names = names.map(|first| match ctx.lang() {
                Lang::Zh => format!("{}月", first.month()),
                Lang::En => first.format("%b").to_string(),
            });
            (year, Vec::new(), names.collect(), month(ctx, day), t!(words, "calendar-this-month"))
        }
    };
    CalendarWords {
        title,
        heads,
        months,
        off: t!(words, "calendar-off"),
        work: t!(words, "calendar-work"),
        today,
        line,
    }
}

/// 5月9日 周六 · 调休上班
fn day_in_words(ctx: &Ctx, day: NaiveDate) -> String {
    let words = &ctx.words;
    let calendar = &ctx.book.calendar;
    let kind = match calendar.kind(day) {
        DayKind::Workday => t!(words, "calendar-workday"),
        DayKind::Weekend => t!(words, "calendar-weekend"),
        DayKind::MakeUpWorkday(_) => t!(words, "calendar-make-up"),
        DayKind::Holiday(name) => t!(words, "calendar-holiday", name = crate::i18n::festival(words, name)),
    };
    let kind = if calendar.is_known(day) { kind } else { t!(words, "calendar-unknown", kind = kind) };
    format!("{} {} · {kind}", date(ctx, day), weekday(words, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_taken_keeps_the_time() {
        let today = day("2026-05-07");
        let with = |kind, typed| with_day(kind, typed, day("2026-05-12"), today);
        assert_eq!(with(FieldType::Date, "+3"), "2026-05-12");
        assert_eq!(with(FieldType::Datetime, "5-9 14:30"), "2026-05-12 14:30");
        assert_eq!(with(FieldType::Datetime, "5-9"), "2026-05-12 ");
        assert_eq!(with(FieldType::Month, ""), "2026-05");
    }

    #[test]
    fn a_calendar_opens_at_what_is_typed() {
        let today = day("2026-05-07");
        let at = |kind, typed| opened(kind, typed, today).marked;
        assert_eq!(at(FieldType::Date, "6-1"), day("2026-06-01"));
        assert_eq!(at(FieldType::Date, "?"), today);
        assert_eq!(at(FieldType::Datetime, "12 "), day("2026-05-12"));
        assert_eq!(at(FieldType::Datetime, "12 9:3"), day("2026-05-12"));
        assert_eq!(at(FieldType::Month, "3"), day("2026-03-01"));
        assert_eq!(opened(FieldType::Month, "", today).grain, Grain::Month);
    }
}
