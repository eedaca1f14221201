//! Grounds and edges of the boxes that hold things.

use super::{Look, size};
use iced::widget::container::Style;
use iced::{Border, Color, border};

/// The window itself.
pub fn canvas(look: Look) -> Style {
    filled(look, look.roles.canvas)
}

/// A bar: the rail, the top bar, the status bar.
pub fn bar(look: Look) -> Style {
    filled(look, look.roles.surface)
}

/// A footer, a track, anything a step lower.
pub fn sunken(look: Look) -> Style {
    filled(look, look.roles.sunken)
}

/// A card.
pub fn card(look: Look) -> Style {
    filled(look, look.roles.surface).border(look.card_edge())
}

/// A card that must be answered.
pub fn duty(look: Look) -> Style {
    filled(look, look.roles.surface)
        .border(border::rounded(size::RADIUS_CARD).color(look.roles.danger).width(2.0_f32.max(look.line())))
}

/// What hangs over the page: a list under a field, a hint at the pointer.
pub fn popup(look: Look) -> Style {
    filled(look, look.roles.surface).border(look.control_edge())
}

/// A key cap, in a given ink.
pub fn key(look: Look, edge: Color) -> Style {
    Style::default().border(border::rounded(size::RADIUS_TAG).color(edge).width(look.line()))
}

/// A box of one colour with the ordinary ink.
pub fn filled(look: Look, ground: Color) -> Style {
    Style {
        text_color: Some(look.roles.text),
        background: Some(ground.into()),
        border: Border::default(),
        ..Style::default()
    }
}

/// A line or a rectangle of one colour.
pub fn ink(color: Color) -> Style {
    Style::default().background(color)
}

/// What darkens the page behind a dialog.
pub fn scrim(look: Look) -> Style {
    let alpha = match look.mode {
        super::Mode::Light => 0.38,
        super::Mode::Dark => 0.58,
        super::Mode::HighContrast => 0.62,
    };
    Style::default().background(Color { a: alpha, ..Color::BLACK })
}
