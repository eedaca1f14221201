//! What stands in tables: grids, workers, corrections.

use iced::widget::{Column, Row, column, container};
use iced::{Element, Fill};

use crate::desk::Behind;
use crate::domain::summary::{StoredSummary, Summary};
use crate::t;
use crate::ui::component::card::{card, card_heading, rule};
use crate::ui::ctx::Ctx;
use crate::ui::screen::words::day;
use crate::ui::text;
use crate::ui::theme::space;

use super::super::{Message, says};
use super::figure;

/// 各网格
pub(super) fn grids<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
    let (look, words) = (ctx.look, &ctx.words);
    if summary.grids.is_empty() {
        return None;
    }
    let heads = [
        t!(words, "summary-grid"),
        t!(words, "summary-accepted"),
        t!(words, "summary-done"),
        t!(words, "summary-open-n"),
    ];
    let rows = summary.grids.iter().map(|line| {
        let name = if line.grid.is_empty() { t!(words, "summary-untold") } else { line.grid.clone() };
        let figures = vec![name, line.accepted.to_string(), line.done.to_string(), line.open.to_string()];
        (Behind::Grid(line.grid.clone()), figures)
    });
    let table = table(ctx, "grid", heads.to_vec(), rows.collect());
    let heading = card_heading(look, t!(words, "summary-grids"), "", None);
    Some(card(look, column![heading, table]).width(Fill).into())
}

/// 各工作人员, with what each figure counts.
pub(super) fn workers<'a>(summary: &'a Summary, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
    let (look, words) = (ctx.look, &ctx.words);
    if summary.workers.is_empty() {
        return None;
    }
    let heads = vec![
        t!(words, "summary-worker"),
        t!(words, "summary-first"),
        t!(words, "summary-handled"),
        t!(words, "summary-accepted"),
        t!(words, "summary-done"),
        t!(words, "summary-declined-n"),
    ];
    let rows = summary.workers.iter().map(|line| {
        let figures = vec![
            ctx.book.staff_name(&line.staff).to_owned(),
            line.visits.to_string(),
            line.handled.to_string(),
            line.accepted.to_string(),
            line.done.to_string(),
            line.declined.to_string(),
        ];
        (Behind::Worker(line.staff.clone()), figures)
    });
    let table = table(ctx, "worker", heads, rows.collect());
    let meaning =
        container(text::hint(look, t!(words, "summary-workers-meaning"))).padding([space::S8, space::S12]);
    let heading = card_heading(look, t!(words, "summary-workers"), "", None);
    Some(card(look, column![heading, table, meaning]).width(Fill).into())
}

/// 更正
pub(super) fn corrections<'a>(stored: &'a StoredSummary, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
    let (look, words) = (ctx.look, &ctx.words);
    if stored.notes.is_empty() {
        return None;
    }
    let list = stored.notes.iter().fold(Column::new().spacing(space::S8), |list, note| {
        let told: Vec<String> = note
            .differences
            .iter()
            .map(|d| {
                t!(words, "summary-differs", figure = says::figure(ctx, &d.figure), was = d.was, now = d.is)
            })
            .collect();
        let told = if told.is_empty() { t!(words, "summary-as-final") } else { told.join("\n") };
        let who = t!(
            words,
            "summary-note-by",
            day = day(words, note.at.date_naive()),
            name = ctx.book.staff_name(&note.staff).to_owned()
        );
        list.push(column![text::hint(look, who), text::body(look, told)].spacing(2))
    });
    let heading = card_heading(look, t!(words, "summary-corrections"), "", None);
    Some(card(look, column![heading, container(list).padding(space::S12)]).width(Fill).into())
}

/// A small table: the first column wide, the others figures. A row opens the records behind it.
fn table<'a>(
    ctx: &'a Ctx,
    name: &str,
    heads: Vec<String>,
    rows: Vec<(Behind, Vec<String>)>,
) -> Element<'a, Message> {
    let look = ctx.look;
    let cell = |at: usize, inside: Element<'a, Message>| {
        let cell = container(inside);
        if at == 0 {
            cell.width(Fill).clip(true)
        } else {
            cell.width(64).align_x(iced::alignment::Horizontal::Right)
        }
    };
    let head = heads.into_iter().enumerate().fold(Row::new(), |row, (at, head)| {
        row.push(cell(at, text::one_line(text::hint(look, head)).into()))
    });
    let mut list = Column::new().push(head.padding([6.0, space::S12]));
    for (at, (of, line)) in rows.into_iter().enumerate() {
        let cells = line.into_iter().enumerate().fold(Row::new(), |row, (at, value)| {
            row.push(cell(at, text::one_line(text::body(look, value)).into()))
        });
        let line = figure(ctx, of, &format!("{name}-{at}"), cells.padding([6.0, space::S12]));
        list = list.push(rule(look)).push(line);
    }
    list.into()
}
