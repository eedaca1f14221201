//! The status bar: last save, printer, backup, and the keys of the screen.

use super::key::key_cap;
use super::tag::Tone;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::whole;
use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill};

/// A cell: glyph and words, in bold when it has just happened (已打印 代26-0062, for 8 s).
pub fn status_cell<'a, Message: 'a>(
    look: Look,
    tone: Tone,
    icon: Icon,
    words: impl Into<String>,
    fresh: bool,
) -> Element<'a, Message> {
    let ink = tone.ink(look);
    row![
        tinted(icon, size::GLYPH_TAG, ink),
        whole(
            text::one_line(text::plain(type_::HINT, words.into()))
                .font(if fresh { text::BOLD } else { text::FONT })
                .color(ink)
        ),
    ]
    .spacing(space::S4)
    .align_y(Center)
    .into()
}

/// A key and what it does here: [F8] 显示完整信息. `before` stands before the cap (按住).
pub fn key_hint<'a, Message: 'a>(
    look: Look,
    before: impl Into<String>,
    key: impl Into<String>,
    does: impl Into<String>,
) -> Element<'a, Message> {
    let before = before.into();
    row![]
        .push((!before.is_empty()).then(|| whole(text::one_line(text::hint(look, before)))))
        .push(key_cap(look, key))
        .push(whole(text::one_line(text::hint(look, does.into()))))
        .spacing(space::S4)
        .align_y(Center)
        .into()
}

/// The bar, 28 px with a line above: cells at the left, keys at the right.
pub fn status_bar<'a, Message: 'a>(
    look: Look,
    left: Vec<Element<'a, Message>>,
    right: Vec<Element<'a, Message>>,
) -> Element<'a, Message> {
    let line = row![
        row(left).spacing(space::S24 - 4.0).align_y(Center),
        gap::horizontal(),
        row(right).spacing(space::S24 - 4.0).align_y(Center),
    ]
    .align_y(Center);
    column![
        super::card::rule(look),
        container(line)
            .padding([0.0, space::S16])
            .width(Fill)
            .height(size::STATUS - look.line())
            .align_y(Center)
            .style(move |_| boxes::bar(look)),
    ]
    .into()
}
