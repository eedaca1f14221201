//! What stands in bars: the five services, hours, rooms, ways matters came in. Each bar opens the records behind it.

use iced::widget::{Column, Container, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::desk::Behind;
use crate::domain::summary::{ItemLine, Summary};
use crate::paper::compose::hours_of;
use crate::t;
use crate::ui::component::card::{card, card_heading};
use crate::ui::component::chart::{Lying, Standing, lying_bar, standing};
use crate::ui::ctx::Ctx;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, space};

use super::super::{Message, says};
use super::{figure, nothing};

/// Height of the tallest standing bar, px.
const TALL: f32 = 104.0;

/// Room for a bold digit of a value, px.
const DIGIT: f32 = 8.0;

/// One bar of several that can be pressed.
fn bar_line<'a>(look: Look, bar: Lying, label: f32, value: f32) -> Container<'a, Message> {
    container(lying_bar(look, bar, label, value)).padding([5.0, space::S4])
}

/// 五小服务
pub(super) fn groups<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let lines: Vec<(String, String, ItemLine)> = ctx
        .book
        .catalogue
        .groups
        .iter()
        .map(|group| {
            let sum = ItemLine::sum(summary.items.iter().filter(|line| line.group == group.code));
            (group.code.clone(), group.name(ctx.lang()).to_owned(), sum)
        })
        .collect();
    let most = lines.iter().map(|(_, _, line)| line.accepted).max().unwrap_or(0).max(1) as f32;
    let label = if ctx.lang() == crate::domain::lang::Lang::Zh { 84.0 } else { 176.0 };
    let value = |line: &ItemLine| format!("{} / {}", line.accepted, line.done_of_accepted);
    let longest = lines.iter().map(|(.., line)| value(line).len()).max().unwrap_or(0);
    let room = (longest as f32 * DIGIT).max(64.0);
    let bars = lines.into_iter().fold(Column::new(), |bars, (code, name, line)| {
        let bar = Lying {
            label: name,
            dark: line.done_of_accepted as f32 / most,
            whole: line.accepted as f32 / most,
            value: value(&line),
        };
        bars.push(figure(ctx, Behind::Accepted(Some(code.clone())), &code, bar_line(look, bar, label, room)))
    });
    let key = |ink, label: String| {
        row![
            container(gap::horizontal()).width(12).height(12).style(move |_| boxes::ink(ink)),
            text::one_line(text::hint(look, label))
        ]
        .spacing(space::S4)
        .align_y(Center)
    };
    let legend = row![
        key(look.roles.chart_light, t!(words, "summary-accepted")),
        key(look.roles.chart_dark, t!(words, "summary-of-it-done"))
    ]
    .spacing(space::S12);
    let heading = card_heading(look, t!(words, "summary-five"), "", Some(legend.into()));
    card(look, column![heading, container(bars).padding(space::S8)]).width(Fill).into()
}

/// 来访时段
pub(super) fn hours<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let sub = t!(words, "summary-n-people", count = summary.flow.people);
    let heading = card_heading(look, t!(words, "summary-hours"), sub, None);
    let inside: Element<'a, Message> = if summary.flow.hours.is_empty() {
        nothing(ctx, t!(words, "summary-no-visits"))
    } else {
        let bars = summary
            .flow
            .hours
            .iter()
            .map(|line| Standing { label: t!(words, "summary-hour", hour = line.hour), value: line.people });
        let press = |at: usize, bar| {
            let Some(line) = summary.flow.hours.get(at) else { return bar };
            figure(ctx, Behind::Visits(Some(line.hour)), &format!("hour-{}", line.hour), bar)
        };
        let purposes = summary.flow.purposes.iter().fold(Column::new(), |column, line| {
            let told = text::hint(
                look,
                t!(
                    words,
                    "summary-purpose",
                    name = says::purpose(ctx, &line.code),
                    visits = line.visits,
                    people = line.people
                ),
            );
            let inside = container(told).padding([1.0, space::S4]).width(Fill);
            let of = Behind::Purpose(line.code.clone());
            column.push(figure(ctx, of, &format!("purpose-{}", line.code), inside))
        });
        column![
            container(standing(look, bars, TALL, press)).padding(iced::padding::top(space::S8)),
            container(purposes).padding([space::S8, 0.0])
        ]
        .into()
    };
    card(look, column![heading, container(inside).padding([0.0, space::S8])]).width(Fill).into()
}

/// 场地使用率
pub(super) fn rooms<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let no_shows: u32 = summary.rooms.iter().map(|line| line.no_shows).sum();
    let right = (no_shows > 0)
        .then(|| text::one_line(text::second(look, t!(words, "summary-no-shows", count = no_shows))).into());
    let heading = card_heading(look, t!(words, "summary-rooms"), t!(words, "summary-rooms-sub"), right);
    let used: Vec<_> = summary.rooms.iter().filter(|line| line.sessions > 0).collect();
    let label = if ctx.lang() == crate::domain::lang::Lang::Zh { 84.0 } else { 176.0 };
    let inside: Element<'a, Message> = if used.is_empty() {
        nothing(ctx, t!(words, "summary-no-rooms"))
    } else {
        let bars = used.into_iter().fold(Column::new(), |bars, line| {
            let bar = Lying {
                label: says::room(ctx, &line.room),
                dark: line.rate.unwrap_or(0) as f32 / 100.0,
                whole: 0.0,
                value: match line.rate {
                    Some(rate) => t!(words, "summary-room", hours = hours_of(line.minutes), rate = rate),
                    None => t!(words, "summary-room-free", hours = hours_of(line.minutes)),
                },
            };
            let of = Behind::Room(line.room.clone());
            bars.push(figure(ctx, of, &format!("room-{}", line.room), bar_line(look, bar, label, 104.0)))
        });
        let classes = summary.classes;
        let lessons = (classes.lessons > 0).then(|| {
            text::hint(
                look,
                t!(
                    words,
                    "summary-lessons",
                    lessons = classes.lessons,
                    signed = classes.signed,
                    came = classes.came,
                    due = classes.of
                ),
            )
        });
        bars.push(lessons.map(|lessons| container(lessons).padding([space::S4, space::S4]))).into()
    };
    card(look, column![heading, container(inside).padding(space::S8)]).width(Fill).into()
}

/// 渠道
pub(super) fn channels<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let heading = card_heading(
        look,
        t!(words, "summary-channels"),
        t!(words, "summary-handed-over", count = summary.flow.handed_over),
        None,
    );
    let most = summary.flow.channels.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f32;
    let bars =
        summary.flow.channels.iter().enumerate().fold(Column::new(), |bars, (at, (channel, count))| {
            let bar = Lying {
                label: says::channel(ctx, *channel),
                dark: *count as f32 / most,
                whole: 0.0,
                value: count.to_string(),
            };
            let of = Behind::Channel(*channel);
            bars.push(figure(ctx, of, &format!("channel-{at}"), bar_line(look, bar, 104.0, 56.0)))
        });
    let inside: Element<'a, Message> = if summary.flow.channels.is_empty() {
        nothing(ctx, t!(words, "summary-no-matters"))
    } else {
        bars.into()
    };
    card(look, column![heading, container(inside).padding(space::S8)]).width(Fill).into()
}
