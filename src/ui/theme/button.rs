//! Grounds, edges and ink of buttons, by kind and state.

use super::{Look, size};
use crate::ui::widget::focusable::{Status, Style};
use iced::{Border, Color, border};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// An edge on the surface.
    #[default]
    Plain,
    /// The one red button of a screen: what is lawful now.
    Primary,
    /// No edge: words among words.
    Quiet,
    /// For what cannot be undone: the danger colour as edge and ink, never a red fill.
    Danger,
    /// On the accent itself (the practice ribbon): an edge in the ink of the accent.
    OnAccent,
}

/// Ink of the label.
pub fn ink(look: Look, kind: Kind, disabled: bool) -> Color {
    let r = look.roles;
    match kind {
        _ if disabled => r.text3,
        Kind::Primary | Kind::OnAccent => r.on_accent,
        Kind::Danger => r.danger,
        Kind::Plain | Kind::Quiet => r.text,
    }
}

/// Ground and edge.
pub fn style(look: Look, kind: Kind, status: Status) -> Style {
    let r = look.roles;
    let at_rest = match kind {
        Kind::Primary => Some(r.accent),
        Kind::Quiet | Kind::OnAccent => None,
        Kind::Plain | Kind::Danger => Some(r.surface),
    };
    let background = if status.disabled {
        (kind != Kind::Quiet).then(|| look.disabled_ground())
    } else if status.pressed {
        match kind {
            Kind::Primary => Some(mix(r.accent, Color::BLACK, 0.22)),
            Kind::OnAccent => Some(mix(r.accent, Color::BLACK, 0.30)),
            _ => Some(r.selected),
        }
    } else if status.hovered {
        match kind {
            Kind::Primary => Some(mix(r.accent, Color::BLACK, 0.12)),
            Kind::OnAccent => Some(mix(r.accent, Color::BLACK, 0.18)),
            _ => Some(r.hover),
        }
    } else {
        at_rest
    };
    let edge = |color| border::rounded(size::RADIUS).color(color).width(look.line());
    let border = match kind {
        Kind::Quiet => Border::default().rounded(size::RADIUS),
        _ if status.disabled => edge(r.line),
        Kind::Primary => edge(background.unwrap_or(r.accent)),
        Kind::Danger => edge(r.danger),
        Kind::OnAccent => edge(r.on_accent),
        Kind::Plain => edge(r.line_strong),
    };
    // On red the blue focus edge is hard to tell, so a primary button keeps a line of the surface inside it.
    let inner = status.focused && matches!(kind, Kind::Primary | Kind::OnAccent);
    Style {
        background: background.map(Into::into),
        border,
        ink: None,
        edge: status.focused.then(|| look.focus_edge()),
        inner: inner.then_some(r.on_accent),
    }
}

/// `share` of `b` in `a`.
pub fn mix(a: Color, b: Color, share: f32) -> Color {
    let part = |a: f32, b: f32| a + (b - a) * share;
    Color::from_rgb(part(a.r, b.r), part(a.g, b.g), part(a.b, b.b))
}
