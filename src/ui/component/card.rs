//! Cards: a white ground with a hairline round it.

use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space};
use iced::widget::{Container, Row, column, container, row, space as gap};
use iced::{Center, Element, Fill};

/// A card round any content; padding is the content's own. It shrinks to its content: set `.width`/`.height`.
pub fn card<'a, Message: 'a>(look: Look, content: impl Into<Element<'a, Message>>) -> Container<'a, Message> {
    // Content that reaches the edge must not draw over it.
    container(content).padding(look.line()).style(move |_| boxes::card(look))
}

/// The heading of a card: what it is, how much of it, and on the right what can be done. 40 px with a line beneath.
pub fn card_heading<'a, Message: 'a>(
    look: Look,
    title: impl Into<String>,
    sub: impl Into<String>,
    right: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let sub = sub.into();
    let line: Row<'a, Message> = row![text::one_line(text::section(look, title.into()))]
        .push((!sub.is_empty()).then(|| text::one_line(text::second(look, sub))))
        .push(gap::horizontal())
        .push(right)
        .spacing(space::S8)
        .align_y(Center);
    column![
        container(line).padding([0.0, space::S12]).height(size::HEADING - look.line()).align_y(Center),
        rule(look),
    ]
    .into()
}

/// A hairline across.
pub fn rule<'a, Message: 'a>(look: Look) -> Element<'a, Message> {
    container(gap::horizontal())
        .width(Fill)
        .height(look.line())
        .style(move |_| boxes::ink(look.roles.line))
        .into()
}

/// A hairline from top to bottom.
pub fn upright<'a, Message: 'a>(look: Look) -> Element<'a, Message> {
    container(gap::vertical())
        .width(look.line())
        .height(Fill)
        .style(move |_| boxes::ink(look.roles.line))
        .into()
}

/// The card of a duty: a dialog that stays until it is answered. Give it to [`crate::ui::widget::modal`] without
/// `on_backdrop`, and focus its first field.
pub fn duty_card<'a, Message: 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
) -> Container<'a, Message> {
    container(content).padding(space::S24).style(move |_| boxes::duty(look))
}

/// The card of an ordinary dialog.
pub fn dialog_card<'a, Message: 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
) -> Container<'a, Message> {
    container(content).padding(space::S24).style(move |_| boxes::card(look))
}
