//! A hint at the pointer, for what has no room on the page.

use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, space};
use iced::Element;
use iced::widget::container;
use iced::widget::tooltip::{Position, Tooltip};

/// Shows `words` under `content` while the pointer is over it. Nothing may be said only here: keys do not open it.
pub fn tip<'a, Message: 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
    words: impl Into<String>,
) -> Element<'a, Message> {
    let words = container(text::hint(look, words.into()).color(look.roles.text))
        .padding([space::S4, space::S8])
        .max_width(360)
        .style(move |_| boxes::popup(look));
    Tooltip::new(content, words, Position::Bottom).gap(4).into()
}
