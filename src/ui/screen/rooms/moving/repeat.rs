//! A single booking becomes the first of a series: how it repeats, and until when.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use iced::widget::column;
use iced::{Element, Fill};

use crate::domain::booking::Booking;
use crate::domain::form::read_date;
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::Pattern;
use crate::domain::typed::Near;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{Radio, input, radios};
use crate::ui::ctx::Ctx;
use crate::ui::screen::{asking, words};
use crate::ui::text;
use crate::ui::theme::space;

use super::Message;

/// How it repeats.
pub const SHAPES: &str = "rooms-repeat-shape";
/// Until when, or how often.
pub const END: &str = "rooms-repeat-end";
/// The dates, one after the other.
pub const DATES: &str = "rooms-repeat-dates";

/// A week has so many days, and a month so many whole weeks.
const WEEK: u32 = 7;

/// How a booking repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Daily,
    Weekly,
    EveryOtherWeek,
    /// On its day of the month.
    MonthDay,
    /// On its weekday, counted from the first of the month.
    MonthWeekday,
    /// On its weekday, the last of the month.
    LastWeekday,
    Yearly,
    Dates,
}

/// What is asked of a booking that is to repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    first: NaiveDate,
    shape: Shape,
    end: String,
    dates: String,
}

/// The `nth` weekday of its month, from 1.
fn nth(day: NaiveDate) -> u32 {
    day.day0() / WEEK + 1
}

fn is_last_of_its_weekday(day: NaiveDate) -> bool {
    (day + Days::new(u64::from(WEEK))).month() != day.month()
}

impl Repeat {
    /// Every week, to the end of the term.
    pub fn new(booking: &Booking, ctx: &Ctx) -> Self {
        let first = booking.slot.day;
        let last = asking::last_day(ctx, first);
        Self { first, shape: Shape::Weekly, end: last.to_string(), dates: String::new() }
    }

    /// The shapes such a day can have.
    fn shapes(&self) -> Vec<Shape> {
        let mut all = vec![Shape::Daily, Shape::Weekly, Shape::EveryOtherWeek, Shape::MonthDay];
        // A fifth one is missing in most months.
        if nth(self.first) < 5 {
            all.push(Shape::MonthWeekday);
        }
        if is_last_of_its_weekday(self.first) {
            all.push(Shape::LastWeekday);
        }
        all.extend([Shape::Yearly, Shape::Dates]);
        all
    }

    /// Takes an answer; those to other questions change nothing.
    pub fn take(&mut self, message: Message) {
        match message {
            Message::Shape(at) => {
                if let Some(shape) = self.shapes().get(at) {
                    self.shape = *shape;
                }
            }
            Message::End(end) => self.end = end,
            Message::Dates(dates) => self.dates = dates,
            _ => {}
        }
    }

    /// 12次, 12 times; else a day. What would end with the first one is no end.
    fn end(&self, today: NaiveDate) -> Option<End> {
        let text = self.end.trim();
        let count = text.trim_end_matches(['次', '场']).trim_end_matches("times").trim();
        let counted = count.len() < text.len();
        match count.parse::<u32>() {
            Ok(count) if counted && count > 1 => Some(End::Count(count)),
            _ => read_date(text, today).filter(|day| *day > self.first).map(End::Until),
        }
    }

    /// The pattern meant; none while something is missing or wrong.
    pub fn pattern(&self, ctx: &Ctx) -> Option<Pattern> {
        let today = ctx.now.date_naive();
        if self.shape == Shape::Dates {
            let near = Near { today, shown: Some(self.first), terms: &[] };
            let days: Option<BTreeSet<NaiveDate>> = self
                .dates
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；'))
                .filter(|word| !word.is_empty())
                .map(|word| near.day(word))
                .collect();
            let mut days =
                days.filter(|days| !days.is_empty() && days.iter().all(|day| *day > self.first))?;
            let _ = days.insert(self.first);
            return Some(Pattern::Dates(days));
        }
        let end = self.end(today)?;
        let weekday: Weekday = self.first.weekday();
        let nth = i8::try_from(nth(self.first)).ok()?;
        let rule = match self.shape {
            Shape::Daily => Rule::daily(1, end),
            Shape::Weekly => Rule::weekly(1, &[weekday], end),
            Shape::EveryOtherWeek => Rule::weekly(2, &[weekday], end),
            Shape::MonthDay => Rule::monthly_on_date(1, i8::try_from(self.first.day()).ok()?, end),
            Shape::MonthWeekday => Rule::monthly_on_weekday(1, nth, weekday, end),
            Shape::LastWeekday => Rule::monthly_on_weekday(1, -1, weekday, end),
            Shape::Yearly => Rule::yearly(1, end),
            Shape::Dates => return None,
        };
        rule.ok().map(Pattern::Rule)
    }

    /// The field that is still to be filled or mended.
    pub fn wanting(&self) -> &'static str {
        if self.shape == Shape::Dates { DATES } else { END }
    }

    fn label(&self, shape: Shape, ctx: &Ctx) -> String {
        let words = &ctx.words;
        let weekday = words::weekday(words, self.first);
        match shape {
            Shape::Daily => t!(words, "cal-repeat-daily"),
            Shape::Weekly => t!(words, "cal-every-week", day = weekday),
            Shape::EveryOtherWeek => t!(words, "cal-repeat-other-week", day = weekday),
            Shape::MonthDay => t!(words, "cal-repeat-month-day", day = self.first.day()),
            Shape::MonthWeekday => {
                t!(words, "cal-repeat-month-weekday", nth = nth(self.first), day = weekday)
            }
            Shape::LastWeekday => t!(words, "cal-repeat-last-weekday", day = weekday),
            Shape::Yearly => {
                t!(words, "cal-repeat-yearly", day = words::date_short(words, self.first, self.first))
            }
            Shape::Dates => t!(words, "cal-repeat-dates"),
        }
    }

    /// The questions.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let shapes = self.shapes();
        let at = shapes.iter().position(|shape| *shape == self.shape).unwrap_or(0);
        let options = shapes
            .iter()
            .map(|shape| Radio { label: self.label(*shape, ctx), reach: String::new() })
            .collect();
        let wrong = self.pattern(ctx).is_none();
        let (control, help, sentence) = if self.shape == Shape::Dates {
            let field = input(look, DATES, "", self.dates.as_str(), Message::Dates).latin(true);
            (field, t!(words, "cal-repeat-dates-help"), t!(words, "cal-repeat-dates-wrong"))
        } else {
            let field = input(look, END, "", self.end.as_str(), Message::End);
            (field, t!(words, "cal-repeat-end-help"), t!(words, "cal-repeat-end-wrong"))
        };
        let typed = if self.shape == Shape::Dates { &self.dates } else { &self.end };
        let told = wrong && !typed.trim().is_empty();
        let control = control.error(told).on_submit(Message::Save);
        let below: Element<'a, Message> =
            if told { error_line(look, sentence) } else { text::hint(look, help).width(Fill).into() };
        column![radios(look, SHAPES, options, at, Message::Shape), control, below].spacing(space::S8).into()
    }
}
