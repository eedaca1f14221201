//! Key caps.

use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, type_};
use crate::ui::widget::whole;
use iced::widget::container;
use iced::{Center, Color, Element};

/// The cap of a key, as `F8` or `Ctrl+P`.
pub fn key_cap<'a, Message: 'a>(look: Look, label: impl Into<String>) -> Element<'a, Message> {
    cap(look, label.into(), look.roles.text2, look.roles.line_strong)
}

/// The same in a given ink and edge, for a button of another ground.
pub fn cap<'a, Message: 'a>(look: Look, label: String, ink: Color, edge: Color) -> Element<'a, Message> {
    container(whole(text::one_line(text::plain(type_::HINT, label)).color(ink)))
        .padding([0.0, 3.0 + look.line()])
        .height(size::KEY)
        .align_y(Center)
        .style(move |_| boxes::key(look, edge))
        .into()
}
