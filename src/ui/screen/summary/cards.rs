//! The figures: six that count most above, then the parts, each in a card. A figure that can be pressed opens the
//! records behind it.

mod charts;
mod tables;
mod told;

use iced::widget::{Column, Row, column, container, row};
use iced::{Center, Element, Fill, Length};

use crate::desk::Behind;
use crate::domain::lang::Lang;
use crate::domain::summary::{ItemLine, OpenLine, PeriodKind, StoredSummary, Summary};
use crate::t;
use crate::ui::component::card::{card, card_heading, rule, upright};
use crate::ui::component::tag;
use crate::ui::component::tag::Tone;
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::icon::Icon;
use crate::ui::screen::words::day;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::focusable::{Style, focusable};

use charts::{channels, groups, hours, rooms};
use tables::{corrections, grids, workers};
use told::{certificates, others, topics};

use super::page::columns;
use super::{Message, SummaryScreen, says};

/// So many open matters are seen; the rest is counted.
const OPEN: usize = 5;
impl SummaryScreen {
    pub(super) fn cards<'a>(
        &'a self,
        stored: &'a StoredSummary,
        summary: &'a Summary,
        ctx: &'a Ctx,
    ) -> Element<'a, Message> {
        let left = vec![balance(summary, ctx), groups(summary, ctx), certificates(summary, ctx)];
        let middle = vec![hours(summary, ctx), rooms(summary, ctx), channels(summary, ctx)];
        let mut right = vec![open(summary, ctx), topics(stored, summary, ctx), others(summary, ctx)];
        if summary.period.kind != PeriodKind::Week {
            right.extend(grids(summary, ctx));
        }
        if summary.period.kind == PeriodKind::Year {
            right.extend(workers(summary, ctx));
        }
        right.extend(corrections(stored, ctx));
        column![tiles(summary, ctx), columns(ctx, vec![left, middle, right])].spacing(space::S10).into()
    }
}

/// Something that can be pressed without looking like a button.
fn pressed<'a>(
    ctx: &Ctx,
    inside: impl Into<Element<'a, Message>>,
    id: String,
    message: Option<Message>,
) -> Element<'a, Message> {
    let look = ctx.look;
    focusable(inside)
        .id(id)
        .on_press_maybe(message)
        .style(move |status| Style {
            background: status.hovered.then(|| look.roles.hover.into()),
            edge: status.focused.then(|| look.focus_edge()),
            ..Style::default()
        })
        .into()
}

fn figure<'a>(
    ctx: &'a Ctx,
    of: Behind,
    id: &str,
    inside: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    pressed(ctx, inside, format!("summary-of-{id}"), Some(Message::Behind(of)))
}

/// Six figures one can read at arm's length.
fn tiles<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let kind = summary.period.kind;
    let balance = summary.balance;
    let sum = ItemLine::sum(&summary.items);
    let tile = |label: String, value: String, line: String| {
        column![
            text::one_line(text::second(look, label)),
            text::one_line(text::figure(look, value)),
            text::one_line(text::hint(look, line)),
        ]
        .spacing(2)
        .padding([space::S8, space::S12])
        .width(Fill)
    };
    let visits = match summary.before {
        Some(before) => {
            let change = says::change(ctx, kind, summary.flow.visits, before.visits);
            t!(words, "summary-groups-change", visits = summary.flow.visits, change = change)
        }
        None => t!(words, "summary-groups", visits = summary.flow.visits),
    };
    let timing = &summary.timing;
    let rate = timing.rate().map_or_else(|| "—".to_owned(), says::per_mille);
    let share = summary.orders.share().map_or_else(|| "—".to_owned(), |share| format!("{share}%"));
    let reviews = &summary.reviews;
    let tiles: Vec<Element<'a, Message>> = vec![
        figure(
            ctx,
            Behind::Visits(None),
            "visits",
            tile(
                t!(words, "summary-visits"),
                t!(words, "summary-n-people", count = summary.flow.people),
                visits,
            ),
        ),
        figure(
            ctx,
            Behind::Accepted(None),
            "accepted",
            tile(
                t!(words, "summary-accepted"),
                t!(words, "summary-n-matters", count = balance.accepted),
                t!(
                    words,
                    "summary-by-mode",
                    instant = sum.instant,
                    promised = sum.promised,
                    forward = sum.to_forward
                ),
            ),
        ),
        figure(
            ctx,
            Behind::Done(None),
            "done",
            tile(
                t!(words, "summary-done"),
                t!(words, "summary-n-matters", count = balance.done),
                t!(words, "summary-done-of-before", count = balance.done_of_before),
            ),
        ),
        figure(
            ctx,
            // What is asked about a rate is what spoils it.
            if timing.late > 0 { Behind::Late } else { Behind::Done(None) },
            "on-time",
            tile(
                t!(words, "summary-rate"),
                rate,
                t!(words, "summary-on-time-late", on_time = timing.on_time, late = timing.late),
            ),
        ),
        figure(
            ctx,
            Behind::Orders,
            "orders",
            tile(
                t!(words, "summary-within-grid"),
                share,
                t!(
                    words,
                    "summary-within-grid-line",
                    done = summary.orders.done,
                    within = summary.orders.within_grid
                ),
            ),
        ),
        figure(
            ctx,
            Behind::Reviews,
            "reviews",
            tile(
                t!(words, "summary-reviews"),
                t!(words, "summary-n-reviews", count = reviews.count()),
                match reviews.rate() {
                    Some(rate) => t!(words, "summary-review-rate", rate = rate),
                    None => t!(words, "summary-no-done"),
                },
            ),
        ),
    ];
    let each = if ctx.width >= WIDE { 6 } else { 3 };
    let mut rows: Vec<Row<'a, Message>> = Vec::new();
    for (at, tile) in tiles.into_iter().enumerate() {
        if at % each == 0 {
            rows.push(Row::new());
        }
        if let Some(line) = rows.pop() {
            let line = if at % each == 0 { line } else { line.push(upright(look)) };
            rows.push(line.push(container(tile).width(Fill)));
        }
    }
    let mut inside = Column::new();
    for (at, line) in rows.into_iter().enumerate() {
        inside = inside.push((at > 0).then(|| rule(look))).push(line.height(Length::Fixed(94.0)));
    }
    card(look, inside).width(Fill).into()
}

/// 18 + 46 − 41 − 1 = 22
fn balance<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let balance = summary.balance;
    let ties = if balance.ties() {
        tag(look, Tone::Ok, Icon::Check, t!(words, "summary-ties"), true)
    } else {
        tag(look, Tone::Danger, Icon::TriangleAlert, t!(words, "summary-no-tie"), true)
    };
    // A year of a busy desk has figures of four and five digits: all five stand in a smaller face then.
    let all = [balance.before, balance.accepted, balance.done, balance.stopped, balance.after];
    let long = all.iter().any(|value| *value > 999);
    let part = |of: Behind, id: &str, value: u32, label: String| {
        let value = value.to_string();
        let value = if long { text::title(look, value) } else { text::figure(look, value) };
        let inside = column![text::one_line(value), text::one_line(text::hint(look, label)),]
            .spacing(2)
            .align_x(Center);
        figure(ctx, of, id, container(inside).padding([4.0, 2.0]).center_x(Fill))
    };
    let sign = |sign: &'static str| text::plain(crate::ui::theme::type_::TITLE, sign).color(look.roles.text2);
    let (carried, taken, done, stopped, on) = match summary.period.kind {
        PeriodKind::Week => (
            t!(words, "summary-carried-week"),
            t!(words, "summary-taken-week"),
            t!(words, "summary-done-week"),
            t!(words, "summary-stopped"),
            t!(words, "summary-on-week"),
        ),
        PeriodKind::Month => (
            t!(words, "summary-carried-month"),
            t!(words, "summary-taken-month"),
            t!(words, "summary-done-month"),
            t!(words, "summary-stopped"),
            t!(words, "summary-on-month"),
        ),
        PeriodKind::Year => (
            t!(words, "summary-carried-year"),
            t!(words, "summary-taken-year"),
            t!(words, "summary-done-year"),
            t!(words, "summary-stopped"),
            t!(words, "summary-on-year"),
        ),
    };
    let line = row![
        container(part(Behind::Before, "before", balance.before, carried)).width(Fill),
        sign("+"),
        container(part(Behind::Accepted(None), "taken", balance.accepted, taken)).width(Fill),
        sign("−"),
        container(part(Behind::Done(None), "finished", balance.done, done)).width(Fill),
        sign("−"),
        container(part(Behind::Stopped, "stopped", balance.stopped, stopped)).width(Fill),
        sign("="),
        container(part(Behind::After, "after", balance.after, on)).width(Fill),
    ]
    .align_y(Center);
    let void = (balance.voided_done > 0).then(|| {
        container(text::hint(look, t!(words, "summary-voided-done", count = balance.voided_done)))
            .padding([0.0, space::S12])
    });
    let otherwise = summary.carried_otherwise().map(|count| {
        container(text::hint(look, t!(words, "summary-carried-otherwise", count = count)))
            .padding([space::S4, space::S12])
    });
    let heading =
        card_heading(look, t!(words, "summary-balance"), t!(words, "summary-balance-sub"), Some(ties.into()));
    card(look, column![heading, container(line).padding(space::S8)].push(void).push(otherwise))
        .width(Fill)
        .into()
}

/// 超期与三日内到期
fn open<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let timing = &summary.timing;
    let all = timing.overdue.count + timing.due_soon.count;
    let sub = t!(words, "summary-n-matters", count = all);
    let heading = card_heading(look, t!(words, "summary-open"), sub, None);
    let lines: Vec<&OpenLine> =
        timing.overdue.lines.iter().chain(&timing.due_soon.lines).take(OPEN).collect();
    let mut list = Column::new();
    let shown = lines.len();
    for line in lines {
        let mark = match line.days_late {
            late @ 1.. => {
                tag(look, Tone::Danger, Icon::TriangleAlert, t!(words, "summary-late-by", days = late), true)
            }
            0 => tag(look, Tone::Warn, Icon::Clock, t!(words, "summary-today"), true),
            _ => tag(look, Tone::Neutral, Icon::Clock, day(words, line.due), false),
        };
        let inside = row![
            container(mark).width(if ctx.lang() == Lang::En { 116.0 } else { 104.0 }),
            container(text::one_line(text::body(look, says::matter(ctx, &line.item)))).width(Fill).clip(true),
            text::one_line(text::second(look, line.serial.clone())),
        ]
        .spacing(space::S8)
        .align_y(Center)
        .padding([0.0, space::S12])
        .height(size::ROW_LIST);
        let goes = (!line.serial.is_empty()).then(|| Message::Open(line.serial.clone()));
        list =
            list.push(pressed(ctx, inside, format!("summary-open-{}", line.intake), goes)).push(rule(look));
    }
    let rest = all as usize - shown;
    let more = (rest > 0).then(|| {
        let inside = container(text::second(look, t!(words, "summary-more", count = rest)))
            .padding([space::S8, space::S12])
            .width(Fill);
        figure(ctx, Behind::After, "more", inside)
    });
    let none = (all == 0).then(|| nothing(ctx, t!(words, "summary-none-open")));
    card(look, column![heading, list].push(more).push(none)).width(Fill).into()
}

fn nothing(ctx: &Ctx, said: String) -> Element<'_, Message> {
    container(text::second(ctx.look, said)).padding([space::S8, space::S12]).into()
}
