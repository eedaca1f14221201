//! A table of one tab: which row is chosen, and its one stop of Tab. The choice moves by key, a row is pressed by the
//! pointer, and only the rows in view are built.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, Row, container, mouse_area, row};
use iced::{Center, Element, Fill, Length, mouse};

use crate::ui::component::{list_row, rule};
use crate::ui::ctx::Ctx;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::{ScrollState, vscroll};

use super::Message;

/// The table of the open tab, as one stop of Tab.
pub const TABLE: &str = "classes-table";

/// Which row is chosen, and how far the table is scrolled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table {
    /// The row.
    pub chosen: usize,
    /// The place.
    pub scroll: ScrollState,
    /// Height of a row as last drawn, px.
    pub row: f32,
}

impl Table {
    /// Moves the choice by so many rows.
    pub fn go(&mut self, by: isize, rows: usize) {
        self.choose(self.chosen.saturating_add_signed(by), rows);
    }

    /// Chooses a row and shows it whole.
    pub fn choose(&mut self, at: usize, rows: usize) {
        self.chosen = at.min(rows.saturating_sub(1));
        self.scroll.reveal(self.chosen, if self.row > 0.0 { self.row } else { size::ROW_LEDGER });
    }
}

/// A column of a table: what stands over it, and how wide it is.
pub struct Head(pub String, pub Length);

/// Room at both sides of the line over a table, so that its words stand over those of the rows: these lie within the edge
/// of focus, and beside the scroll bar.
pub fn edges(look: Look) -> iced::Padding {
    let side = space::S12 + look.focus_line();
    iced::padding::left(side).right(side + size::SCROLL + 2.0)
}

/// The line over a table.
pub fn heads<'a>(look: Look, heads: Vec<Head>) -> Element<'a, Message> {
    let mut line = Row::new().spacing(space::S8).align_y(Center);
    for Head(words, width) in heads {
        line = line.push(container(text::one_line(text::second(look, words))).width(width).clip(true));
    }
    let line = container(line)
        .padding(edges(look))
        .width(Fill)
        .height(36)
        .align_y(Center)
        .style(move |_| boxes::sunken(look));
    Column::new().push(line).push(rule(look)).into()
}

/// A cell: one line that is cut where its column ends.
pub fn cell<'a>(content: impl Into<Element<'a, Message>>, width: impl Into<Length>) -> Element<'a, Message> {
    container(content).width(width).clip(true).into()
}

/// The rows. `content` draws one; a row that is not `pressable` is a heading between others.
pub fn rows<'a>(
    ctx: &Ctx,
    table: &Table,
    (many, height): (usize, f32),
    pressable: impl Fn(usize) -> bool,
    content: impl Fn(usize) -> Element<'a, Message>,
) -> Element<'a, Message> {
    let look = ctx.look;
    let chosen = table.chosen;
    let list = vscroll(
        look,
        many,
        height,
        &table.scroll,
        |range| {
            let mut rows = Column::new();
            for at in range {
                let inside = row![content(at)];
                if !pressable(at) {
                    let heading = container(inside)
                        .padding([0.0, space::S12])
                        .width(Fill)
                        .height(height - look.line())
                        .align_y(Center)
                        .style(move |_| boxes::sunken(look));
                    rows = rows.push(heading).push(rule(look));
                    continue;
                }
                let line = list_row(look, chosen == at, inside, None, None).height(height);
                rows = rows.push(
                    mouse_area(line)
                        .on_press(Message::Row(at))
                        .on_double_click(Message::OpenRow)
                        .interaction(mouse::Interaction::Pointer),
                );
            }
            rows.into()
        },
        Message::TableScrolled,
    );
    let page = table.scroll.page(height);
    focusable(container(list).padding(look.focus_line()).width(Fill).height(Fill))
        .id(TABLE)
        .claims_focus()
        .on_key(move |key, modifiers, _| key_of(key, modifiers, page))
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(0.0)),
            ..Style::default()
        })
        .into()
}

fn key_of(key: &Key, modifiers: Modifiers, page: usize) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    let page = page as isize;
    let Key::Named(key) = key else { return None };
    Some(match key {
        Named::ArrowUp => Message::Move(-1),
        Named::ArrowDown => Message::Move(1),
        Named::PageUp => Message::Move(-page),
        Named::PageDown => Message::Move(page),
        Named::Home => Message::Move(isize::MIN / 2),
        Named::End => Message::Move(isize::MAX / 2),
        Named::Enter => Message::OpenRow,
        _ => return None,
    })
}
