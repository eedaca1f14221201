//! Grounds, edges and ink of text fields, by state.

use super::Look;
use iced::widget::{text_editor, text_input};
use iced::{Background, Border, Color};

/// What the program knows about a field; whether it is focused, the widget knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The value is wrong.
    pub error: bool,
    /// The value may be read and not changed.
    pub read_only: bool,
    /// Drawn as if focused: for the gallery, where only one thing can have the focus.
    pub posed: bool,
}

struct Parts {
    background: Background,
    border: Border,
    placeholder: Color,
    value: Color,
    selection: Color,
}

fn parts(look: Look, state: State, focused: bool, hovered: bool) -> Parts {
    let r = look.roles;
    let focused = focused || state.posed;
    let ground = if state.error {
        r.danger_soft
    } else if state.read_only {
        look.disabled_ground()
    } else if hovered && !focused {
        r.hover
    } else {
        r.surface
    };
    let border = if state.error {
        let edge = look.error_edge();
        if focused { edge.width(look.focus_line().max(2.0)) } else { edge }
    } else if focused {
        look.focus_edge()
    } else if state.read_only {
        look.control_edge().color(r.line)
    } else {
        look.control_edge()
    };
    Parts {
        background: ground.into(),
        border,
        placeholder: r.text3,
        value: if state.read_only { r.text2 } else { r.text },
        selection: Color { a: 0.28, ..r.focus },
    }
}

/// The style of a one-line field.
pub fn line(look: Look, state: State, status: text_input::Status) -> text_input::Style {
    let parts = parts(
        look,
        state,
        matches!(status, text_input::Status::Focused { .. }),
        matches!(status, text_input::Status::Hovered),
    );
    text_input::Style {
        background: parts.background,
        border: parts.border,
        icon: look.roles.text2,
        placeholder: parts.placeholder,
        value: parts.value,
        selection: parts.selection,
    }
}

/// The style of a field of several lines.
pub fn lines(look: Look, state: State, status: text_editor::Status) -> text_editor::Style {
    let parts = parts(
        look,
        state,
        matches!(status, text_editor::Status::Focused { .. }),
        matches!(status, text_editor::Status::Hovered),
    );
    text_editor::Style {
        background: parts.background,
        border: parts.border,
        placeholder: parts.placeholder,
        value: parts.value,
        selection: parts.selection,
    }
}
