//! Hours by weekday and season, as they are typed: of the centre, of one room, of the times everybody wants.

use chrono::{Datelike, NaiveDate, Weekday};
use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::domain::booking::clock_text;
use crate::domain::room::{OpeningRule, Season, Weekdays};
use crate::domain::width::half_width;
use crate::i18n::Words;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, input};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};

use super::labels::WEEK;

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// A leap year, in which every day there is can be named.
const LEAP: i32 = 2024;

/// A change.
#[derive(Debug, Clone)]
pub enum Edit {
    /// One rule more.
    Add,
    /// Away with one.
    Remove(usize),
    /// A weekday of a rule, in or out.
    Day(usize, usize),
    /// The times of a rule were typed.
    Spans(usize, String),
    /// The season of a rule was typed.
    Season(usize, String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    days: Vec<Weekday>,
    spans: String,
    season: String,
}

/// Rules as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    lines: Vec<Line>,
}

/// What is wrong with the hours: the id of the field, and the sentence.
pub type Wrong = (String, String);

impl Hours {
    /// As they stand.
    pub fn of(rules: &[OpeningRule]) -> Self {
        let line = |rule: &OpeningRule| Line {
            days: rule.weekdays.days().collect(),
            spans: rule.spans.iter().map(|&(from, to)| span_text(from, to)).collect::<Vec<_>>().join("、"),
            season: rule.season.map(season_text).unwrap_or_default(),
        };
        Self { lines: rules.iter().map(line).collect() }
    }

    /// Changes them. Answers where the focus goes on, if anywhere.
    pub fn edit(&mut self, prefix: &str, edit: Edit) -> Option<String> {
        match edit {
            Edit::Add => {
                let days = WEEK.to_vec();
                self.lines.push(Line { days, spans: "8:00–22:00".to_owned(), season: String::new() });
                return Some(id(prefix, "days", self.lines.len() - 1));
            }
            Edit::Remove(at) => {
                if at < self.lines.len() {
                    drop(self.lines.remove(at));
                }
                return Some(format!("{prefix}-add"));
            }
            Edit::Day(at, day) => {
                if let (Some(line), Some(day)) = (self.lines.get_mut(at), WEEK.get(day)) {
                    if line.days.contains(day) {
                        line.days.retain(|known| known != day);
                    } else {
                        line.days.push(*day);
                        line.days.sort_by_key(Weekday::num_days_from_monday);
                    }
                }
            }
            Edit::Spans(at, text) => {
                if let Some(line) = self.lines.get_mut(at) {
                    line.spans = text;
                }
            }
            Edit::Season(at, text) => {
                if let Some(line) = self.lines.get_mut(at) {
                    line.season = text;
                }
            }
        }
        None
    }

    /// The rules to keep, or everything that is wrong, in the order of the fields.
    pub fn finished(&self, words: &Words, prefix: &str) -> Result<Vec<OpeningRule>, Vec<Wrong>> {
        let (mut rules, mut wrong) = (Vec::new(), Vec::new());
        for (at, line) in self.lines.iter().enumerate() {
            if line.days.is_empty() {
                wrong.push((id(prefix, "days", at), t!(words, "rooms-hours-no-day")));
            }
            let spans = spans_of(&line.spans).map_err(|text| {
                wrong.push((id(prefix, "spans", at), t!(words, "rooms-hours-spans", text = text)));
            });
            let season = season_of(&line.season).map_err(|text| {
                wrong.push((id(prefix, "season", at), t!(words, "rooms-hours-season", text = text)));
            });
            if let (Ok(spans), Ok(season)) = (spans, season) {
                rules.push(OpeningRule { weekdays: Weekdays::of(&line.days), spans, season });
            }
        }
        if wrong.is_empty() { Ok(rules) } else { Err(wrong) }
    }
}

fn id(prefix: &str, what: &str, at: usize) -> String {
    format!("{prefix}-{what}-{at}")
}

fn span_text(from: u16, to: u16) -> String {
    let short = |minutes: u16| clock_text(minutes).trim_start_matches('0').to_owned();
    let short = |minutes: u16| if minutes < 60 { clock_text(minutes) } else { short(minutes) };
    format!("{}–{}", short(from), short(to))
}

fn season_text(season: Season) -> String {
    let day = |(month, day): (u32, u32)| format!("{month}-{day}");
    format!("{}–{}", day(season.from), day(season.to))
}

/// Spans of a day in order; nothing, or 闭馆, is a closed day. The error is the part that cannot be read.
fn spans_of(typed: &str) -> Result<Vec<(u16, u16)>, String> {
    let text: String = typed.chars().map(half_width).collect();
    let mut spans = Vec::new();
    for part in text.split(['、', ',', ';', ' ']).filter(|part| !part.is_empty()) {
        let read =
            part.split_once(['-', '–', '—', '~']).and_then(|(from, to)| Some((minutes(from)?, minutes(to)?)));
        match read {
            Some((from, to)) if from < to && spans.last().is_none_or(|&(_, before)| before <= from) => {
                spans.push((from, to));
            }
            _ => return Err(part.to_owned()),
        }
    }
    Ok(spans)
}

/// Minutes from midnight of `8:30`; `24:00` is the end of the day.
pub fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

/// `11-15–3-15`: a part of the year; nothing is the whole of it.
fn season_of(typed: &str) -> Result<Option<Season>, String> {
    let text: String = typed.chars().map(half_width).collect();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || text.to_owned();
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| wrong())?;
    let [month, day, last_month, last_day] = numbers[..] else { return Err(wrong()) };
    let there = |month, day| NaiveDate::from_ymd_opt(LEAP, month, day).map(|date| (date.month(), date.day()));
    match (there(month, day), there(last_month, last_day)) {
        (Some(from), Some(to)) => Ok(Some(Season { from, to })),
        _ => Err(wrong()),
    }
}

/// The rules, each in a box, and the button that adds one.
pub fn view<'a, M: Clone + 'a>(
    ctx: &Ctx,
    prefix: &'static str,
    hours: &'a Hours,
    wrong: &std::collections::BTreeMap<String, String>,
    may: bool,
    send: impl Fn(Edit) -> M + Copy + 'a,
) -> Element<'a, M> {
    let (look, words) = (ctx.look, &ctx.words);
    let mut all = Column::new().spacing(space::S8);
    for (at, line) in hours.lines.iter().enumerate() {
        let told = |what: &str| wrong.get(&id(prefix, what, at)).cloned();
        let chosen: Vec<usize> =
            WEEK.iter().enumerate().filter(|(_, day)| line.days.contains(day)).map(|(n, _)| n).collect();
        let days = choice(
            look,
            id(prefix, "days", at),
            super::labels::weekdays(words),
            &chosen,
            move |day| send(Edit::Day(at, day)),
            told("days").is_some(),
        )
        .bare()
        .enabled(may);
        let spans =
            input(look, id(prefix, "spans", at), t!(words, "rooms-hours-closed"), &line.spans, move |text| {
                send(Edit::Spans(at, text))
            })
            .read_only(!may)
            .error(told("spans").is_some());
        let season = input(
            look,
            id(prefix, "season", at),
            t!(words, "rooms-hours-all-year"),
            &line.season,
            move |text| send(Edit::Season(at, text)),
        )
        .read_only(!may)
        .error(told("season").is_some())
        .width(148);
        let away = button(look, t!(words, "items-remove"))
            .icon(Icon::X)
            .id(id(prefix, "remove", at))
            .on_press_maybe(may.then(|| send(Edit::Remove(at))));
        let typed = row![
            Element::from(spans),
            text::one_line(text::second(look, t!(words, "rooms-hours-in"))),
            Element::from(season),
            Element::from(away)
        ]
        .spacing(space::S8)
        .align_y(Center);
        let errors =
            ["days", "spans", "season"].into_iter().filter_map(told).map(|told| error_line(look, told));
        let inside = errors.fold(column![Element::from(days), typed].spacing(space::S8), Column::push);
        all = all.push(boxed(ctx, inside));
    }
    let add = button(look, t!(words, "rooms-hours-add"))
        .icon(Icon::Plus)
        .id(format!("{prefix}-add"))
        .on_press_maybe(may.then(|| send(Edit::Add)));
    all.push(Element::from(add)).into()
}

/// A box around what belongs together.
pub fn boxed<'a, M: 'a>(ctx: &Ctx, content: Column<'a, M>) -> Element<'a, M> {
    let look = ctx.look;
    container(content.spacing(space::S8))
        .padding(space::S8)
        .width(Fill)
        .style(move |_| {
            let edge = iced::border::rounded(size::RADIUS).color(look.roles.line).width(look.line());
            boxes::sunken(look).border(edge)
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_a_day_may_end_at_midnight() {
        let rules = [
            OpeningRule { weekdays: Weekdays::WORKING, spans: vec![(510, 720), (840, 1440)], season: None },
            OpeningRule {
                weekdays: Weekdays::of(&[Weekday::Sun]),
                spans: Vec::new(),
                season: Some(Season { from: (11, 15), to: (2, 29) }),
            },
            OpeningRule { weekdays: Weekdays::ALL, spans: vec![(0, 30)], season: None },
        ];
        let hours = Hours::of(&rules);
        assert_eq!(hours.lines[0].spans, "8:30–12:00、14:00–24:00");
        assert_eq!(hours.lines[1].season, "11-15–2-29");
        let words = Words::new(crate::domain::lang::Lang::Zh);
        assert_eq!(hours.finished(&words, "x").unwrap(), rules);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (typed, part) in
            [("8:30", "8:30"), ("9:00-8:00", "9:00-8:00"), ("8:00-12:00 11:00-13:00", "11:00-13:00")]
        {
            assert_eq!(spans_of(typed), Err(part.to_owned()));
        }
        assert_eq!(spans_of("８：３０－１２：００，14:00~17:30"), Ok(vec![(510, 720), (840, 1050)]));
        assert_eq!(season_of("4月31日到5月1日"), Err("4月31日到5月1日".to_owned()));
        assert_eq!(season_of("11月15日至3月15日"), Ok(Some(Season { from: (11, 15), to: (3, 15) })));
        assert!(season_of("11-15").is_err());
    }
}
