//! The head lines and the head row as they will be written, over rows that are invented: nobody's data.

use chrono::{Days, NaiveDate, NaiveTime};
use iced::widget::{Column, Row, column, container, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::cell::Cell;
use crate::domain::ledger::{Column as Field, ColumnKind, Content, Ledger, NO};
use crate::t;
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, space, type_};

use super::lines::{Line, taken_in};
use super::{Editor, Message, PREVIEW};

/// Height of a line, px.
const LINE: f32 = 24.0;
/// Px of a character of half width, and beside them.
const CHARACTER: f32 = 7.5;
const BESIDE: f32 = 14.0;
/// Characters of half width a column has that holds no field.
const USUAL: u16 = 12;

/// Width of a column, px.
fn width(ledger: Ledger, line: &Line) -> f32 {
    let field = match &line.column.content {
        Content::Column(code) => ledger.column(code),
        Content::Constant(_) | Content::Empty => None,
    };
    let usual = field.map_or(USUAL, |field| field.width);
    let own = f32::from(line.column.width.unwrap_or(usual)) * CHARACTER;
    // A head is written whole, on two lines where need be; here it is seen on one.
    own.max(text::width(&line.column.head, type_::HINT.size).min(260.0)) + BESIDE
}

/// How far from the left a column begins, px; none: it is left out. A part of the one before is seen too.
pub fn place(ledger: Ledger, lines: &[Line], at: usize) -> Option<f32> {
    if !lines.get(at)?.on {
        return None;
    }
    let before: f32 = taken_in(lines.get(..at)?).map(|line| width(ledger, line)).sum();
    Some((before - 120.0).max(0.0))
}

/// What might stand in a field, masked as it would be.
fn sample(field: &Field, row: usize, today: NaiveDate) -> Cell {
    fn one<T: Copy>(row: usize, of: [T; 3]) -> T {
        let [first, second, third] = of;
        match row {
            0 => first,
            1 => second,
            _ => third,
        }
    }
    let day = today.checked_sub_days(Days::new(row as u64)).unwrap_or(today);
    let time = NaiveTime::from_hms_opt(one(row, [9, 10, 14]), 5, 0).unwrap_or_default();
    match field.kind {
        ColumnKind::Date => Cell::Date(day),
        ColumnKind::DateTime => Cell::DateTime(day.and_time(time)),
        ColumnKind::Time => Cell::Time(time),
        ColumnKind::Number if field.code == NO => Cell::Number(row as i64 + 1),
        ColumnKind::Number if field.code == "age" => Cell::Number(one(row, [72, 45, 66])),
        ColumnKind::Number => Cell::Number(one(row, [1, 2, 1])),
        ColumnKind::Decimal => Cell::Decimal(one(row, [1.5, 2.0, 0.5])),
        ColumnKind::Percent => Cell::Percent(one(row, [0.9, 1.0, 0.75])),
        ColumnKind::YesNo => Cell::YesNo(row == 1),
        ColumnKind::Digits if field.code == "id_number" => {
            Cell::digits(format!("6105**********00{}X", row + 1))
        }
        ColumnKind::Digits => Cell::digits(format!("139****000{}", row + 1)),
        ColumnKind::Text => Cell::text(match field.code {
            "serial" => format!("26-000{}", row + 1),
            "address" | "place" if field.personal => format!("幸福里小区 {}号楼", row + 1),
            "sex" => one(row, ["女", "男", "女"]).to_owned(),
            "summary" | "kind" | "group" | "feedback" => "……".to_owned(),
            _ if field.personal => one(row, ["李*云", "王*国", "刘*燕"]).to_owned(),
            _ => "……".to_owned(),
        }),
    }
}

fn cell_of(ledger: Ledger, line: &Line, row: usize, today: NaiveDate) -> String {
    match &line.column.content {
        Content::Column(code) => {
            ledger.column(code).map_or_else(String::new, |field| sample(field, row, today).to_string())
        }
        Content::Constant(words) => words.clone(),
        Content::Empty => String::new(),
    }
}

impl Editor {
    /// What will be written. It scrolls to the column that is worked on.
    pub(super) fn preview<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let titles = self.whole().titled(&self.marks);
        let rows = if ctx.width < WIDE { 1 } else { 3 };
        let today = ctx.now.date_naive();
        let columns: Vec<(usize, &Line)> =
            self.lines.iter().enumerate().filter(|(_, line)| line.on).collect();
        let row = |of: &dyn Fn(&Line) -> String, head: bool| {
            let mut cells = Row::new();
            for (at, line) in &columns {
                let wide = width(self.ledger, line);
                let words = text::fit(&of(line), wide - BESIDE, type_::HINT.size);
                let face = if head { text::BOLD } else { text::FONT };
                let words = text::one_line(text::plain(type_::HINT, words).font(face).color(look.roles.text));
                let ground = if *at == self.at {
                    look.roles.selected
                } else if head {
                    look.roles.sunken
                } else {
                    look.roles.surface
                };
                let edge = iced::border::width(look.line()).color(look.roles.line);
                cells = cells.push(
                    container(words)
                        .padding([0.0, BESIDE / 2.0 - 1.0])
                        .width(wide)
                        .height(LINE)
                        .align_y(Center)
                        .clip(true)
                        .style(move |_| boxes::ink(ground).border(edge)),
                );
            }
            cells
        };
        let mut table = Column::new();
        for title in titles {
            table = table.push(
                container(text::one_line(text::plain(type_::HINT, title).font(text::BOLD)))
                    .height(LINE)
                    .align_y(Center),
            );
        }
        table = table.push(row(&|line| line.column.head.clone(), true));
        for at in 0..rows {
            table = table.push(row(&|line| cell_of(self.ledger, line, at, today), false));
        }
        // Room for the bars, which lie over what they move.
        let inside = container(table).padding(iced::padding::all(space::S4).bottom(14).right(14));
        let inside = scroll::both(look, inside).id(PREVIEW).width(Fill).height(Fill);
        let high = if ctx.width < WIDE { 100.0 } else { 170.0 };
        column![
            text::one_line(text::hint(look, t!(ctx.words, "profile-preview"))),
            container(if columns.is_empty() { gap::vertical().into() } else { Element::from(inside) })
                .padding(look.line())
                .width(Fill)
                .height(high)
                .style(move |_| boxes::filled(look, look.roles.surface).border(look.card_edge())),
        ]
        .spacing(2)
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::Profile;
    use crate::ui::screen::records::profiles::editor::lines;

    #[test]
    fn every_field_of_every_register_has_a_sample_and_no_name_in_full() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        for ledger in Ledger::ALL {
            for field in ledger.columns() {
                for row in 0..3 {
                    let cell = sample(field, row, today);
                    assert!(!cell.is_empty(), "{ledger} {}", field.code);
                    if matches!(field.code, "name" | "phone" | "id_number") {
                        assert!(cell.to_string().contains('*'), "{ledger} {}", field.code);
                    }
                }
            }
        }
    }

    #[test]
    fn a_column_that_is_left_out_has_no_place() {
        let mut lines = lines::of(&Profile::built_in(Ledger::Loans));
        assert_eq!(place(Ledger::Loans, &lines, 0), Some(0.0));
        let third = place(Ledger::Loans, &lines, 3);
        lines[0].on = false;
        assert!(place(Ledger::Loans, &lines, 3) < third);
        assert_eq!(place(Ledger::Loans, &lines, 0), None);
        assert_eq!(place(Ledger::Loans, &lines, 99), None);
    }
}
