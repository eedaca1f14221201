//! The tiles of those who may be on duty: one stop of Tab, chosen by digit, arrow, letters of the name, or click.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Row, container, mouse_area, row};
use iced::{Center, Element, border, mouse};

use crate::domain::staff::Staff;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};

use super::Message;

const TILE: f32 = 132.0;
const GAP: f32 = space::S8;
/// Inside the frame of focus, so that it never touches a tile.
pub const ROOM: f32 = 4.0;
/// Width of three tiles with their gaps and the room round them, px.
pub const WIDTH: f32 = 3.0 * TILE + 2.0 * GAP + 2.0 * ROOM;

/// What a key does on the tiles.
fn key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    match key {
        Key::Named(Named::ArrowLeft | Named::ArrowUp) => Some(Message::Step(true)),
        Key::Named(Named::ArrowRight | Named::ArrowDown) => Some(Message::Step(false)),
        Key::Character(typed) => {
            let letter = typed.chars().next().filter(|_| typed.chars().count() == 1)?;
            match letter.to_digit(10) {
                Some(0) => None,
                Some(digit) => Some(Message::Choose(digit as usize - 1)),
                None => Some(Message::Letter(letter)),
            }
        }
        _ => None,
    }
}

/// The tiles.
pub fn tiles<'a>(
    look: Look,
    id: &'static str,
    roster: impl Iterator<Item = &'a Staff>,
    chosen: usize,
) -> Element<'a, Message> {
    let tiles: Row<'a, Message> =
        row(roster.enumerate().map(|(index, worker)| tile(look, index, &worker.name, index == chosen)));
    focusable(container(tiles.spacing(GAP).wrap().vertical_spacing(GAP)).padding(ROOM).width(WIDTH))
        .id(id)
        .claims_focus()
        .on_key(|pressed, modifiers, _| key(pressed, modifiers))
        .style(move |status| Style {
            border: border::rounded(size::RADIUS),
            edge: status.focused.then(|| look.focus_edge()),
            ..Style::default()
        })
        .into()
}

fn tile<'a>(look: Look, index: usize, name: &str, chosen: bool) -> Element<'a, Message> {
    let r = look.roles;
    let digit = (index < 9).then(|| text::plain(type_::HINT, (index + 1).to_string()).color(r.text3));
    let words = text::fit(name, TILE - 36.0, type_::FIELD.size);
    let name = text::one_line(text::plain(type_::FIELD, words))
        .font(if chosen { text::BOLD } else { text::FONT })
        .color(r.text);
    let face = container(row![].push(digit).push(name).spacing(6).align_y(Center))
        .center_x(TILE)
        .center_y(size::TILE)
        .style(move |_| {
            let (ground, edge, width) = if chosen {
                (r.selected, r.text, look.line().max(2.0))
            } else {
                (r.surface, r.line_strong, look.line())
            };
            boxes::ink(ground).border(border::rounded(size::RADIUS).color(edge).width(width))
        });
    mouse_area(face).on_press(Message::Choose(index)).interaction(mouse::Interaction::Pointer).into()
}
