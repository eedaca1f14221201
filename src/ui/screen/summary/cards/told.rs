//! What is told in words: what people asked about, the days to come, certificates, disputes, wishes, reviews.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::desk::Behind;
use crate::domain::summary::{ItemLine, PeriodKind, StoredSummary, Summary, SummaryWords};
use crate::t;
use crate::ui::component::card::{card, card_heading, rule};
use crate::ui::ctx::Ctx;
use crate::ui::screen::words::day;
use crate::ui::text;
use crate::ui::theme::space;

use super::super::{Message, says};
use super::{figure, nothing};

/// 居民关心的事 and 下周, in the clerk's words where there are any.
pub(super) fn topics<'a>(
    stored: &'a StoredSummary,
    summary: &'a Summary,
    ctx: &'a Ctx,
) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let own: Vec<_> = stored.words.hot.iter().filter(|issue| !issue.text.trim().is_empty()).collect();
    let from =
        if own.is_empty() { t!(words, "summary-from-enquiries") } else { t!(words, "summary-own-words") };
    let right = text::one_line(text::second(look, from)).into();
    let heading = card_heading(look, t!(words, "summary-topics"), "", Some(right));
    let mut list = Column::new();
    let line = |at: usize, text: String, count: Option<u32>| {
        let count = count
            .map(|count| text::one_line(text::second(look, t!(words, "summary-n-times", count = count))));
        row![
            text::one_line(text::strong(look, (at + 1).to_string())).width(24),
            container(text::body(look, text)).width(Fill)
        ]
        .push(count)
        .spacing(space::S4)
        .align_y(Center)
        .padding([7.0, space::S12])
    };
    if own.is_empty() {
        for (at, topic) in summary.topics.iter().take(SummaryWords::HOT).enumerate() {
            let inside = line(at, says::option(ctx, "PT01", &topic.code), Some(topic.count));
            list = list
                .push(figure(ctx, Behind::Topic(topic.code.clone()), &format!("topic-{at}"), inside))
                .push(rule(look));
        }
        if summary.topics.is_empty() {
            list = list.push(nothing(ctx, t!(words, "summary-no-topics"))).push(rule(look));
        }
    } else {
        for (at, issue) in own.into_iter().enumerate() {
            list = list.push(line(at, issue.text.trim().to_owned(), issue.count)).push(rule(look));
        }
    }
    let next = &summary.next;
    let mut told = vec![match summary.period.kind {
        PeriodKind::Week => t!(words, "summary-next-week", bookings = next.bookings, due = next.due),
        PeriodKind::Month => t!(words, "summary-next-month", bookings = next.bookings, due = next.due),
        PeriodKind::Year => t!(words, "summary-next-year", bookings = next.bookings, due = next.due),
    }];
    told.extend(next.holidays.iter().map(|odd| {
        t!(
            words,
            "summary-holiday",
            day = day(words, odd.date),
            name = crate::i18n::festival(words, &odd.name)
        )
    }));
    told.extend(next.make_up_days.iter().map(|odd| t!(words, "summary-make-up", day = day(words, odd.date))));
    let own_next = stored.words.next.trim();
    if !own_next.is_empty() {
        told.push(own_next.to_owned());
    }
    let remarks = stored.words.remarks.trim();
    if !remarks.is_empty() {
        told.push(remarks.to_owned());
    }
    let foot = container(text::body(look, told.join("\n"))).padding([space::S8, space::S12]);
    card(look, column![heading, list, foot]).width(Fill).into()
}

/// 不予出具证明
pub(super) fn certificates<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let sub = t!(words, "summary-n-times", count = summary.declined());
    let heading = card_heading(look, t!(words, "summary-certificates"), sub, None);
    let mut list = Column::new();
    for (at, line) in summary.certificates.iter().enumerate() {
        let bodies: Vec<String> = line
            .bodies
            .iter()
            .map(|body| {
                let name = if body.code.is_empty() { t!(words, "summary-untold") } else { body.code.clone() };
                format!("{name} {}", body.count)
            })
            .collect();
        let inside = row![
            text::one_line(text::strong(look, line.count.to_string())).width(24),
            container(column![
                text::body(look, crate::ui::screen::words::certificate_name(ctx, &line.name)),
                text::hint(look, bodies.join("　"))
            ])
            .width(Fill),
        ]
        .spacing(space::S4)
        .padding([5.0, space::S12]);
        list = list.push((at > 0).then(|| rule(look))).push(figure(
            ctx,
            Behind::Declined(Some(line.name.clone())),
            &format!("declined-{at}"),
            inside,
        ));
    }
    if summary.certificates.is_empty() {
        list = list.push(nothing(ctx, t!(words, "summary-no-declines")));
    }
    card(look, column![heading, list]).width(Fill).into()
}

/// 纠纷, 微心愿, 评价
pub(super) fn others<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let disputes = ItemLine::sum(&summary.disputes);
    let wishes = &summary.wishes;
    let line = |label: String, told: String| {
        column![text::strong(look, label), text::body(look, told)]
            .spacing(2)
            .padding([6.0, space::S12])
            .width(Fill)
    };
    let disputed = line(
        t!(words, "summary-disputes"),
        t!(
            words,
            "summary-disputes-line",
            accepted = disputes.accepted,
            done = disputes.done,
            open = disputes.open,
            forwarded = disputes.forwarded
        ),
    );
    let wished = line(
        t!(words, "summary-wishes"),
        t!(
            words,
            "summary-wishes-line",
            collected = wishes.collected,
            claimed = wishes.claimed,
            fulfilled = wishes.fulfilled,
            open = wishes.open
        ),
    );
    let mut list = Column::new()
        .push(figure(ctx, Behind::Disputes, "disputes", disputed))
        .push(rule(look))
        .push(figure(ctx, Behind::Wishes, "wishes", wished));
    if summary.reviews.count() > 0 {
        let grades: Vec<String> = summary
            .reviews
            .grades
            .iter()
            .map(|(grade, count)| format!("{} {count}", says::grade(ctx, *grade)))
            .collect();
        let graded = line(t!(words, "summary-reviews"), grades.join("　"));
        list = list.push(rule(look)).push(figure(ctx, Behind::Reviews, "grades", graded));
    }
    card(look, column![card_heading(look, t!(words, "summary-others"), "", None), list]).width(Fill).into()
}
