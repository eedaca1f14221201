//! The frame of the practice mode.

use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill};

/// The client with a 6 px accent frame and a 44 px ribbon above while `on`. The tree has the same shape either way,
/// so switching keeps carets and scroll offsets.
pub fn practice_frame<'a, Message: 'a>(
    look: Look,
    on: bool,
    ribbon: impl Into<Element<'a, Message>>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let (frame, height) = if on { (size::FRAME, size::RIBBON) } else { (0.0, 0.0) };
    let accent = look.roles.accent;
    let above =
        container(ribbon).height(height).width(Fill).padding([0.0, space::S12]).align_y(Center).clip(true);
    let inside = container(content).width(Fill).height(Fill).style(move |_| boxes::canvas(look));
    container(column![above, inside])
        .padding(frame)
        .width(Fill)
        .height(Fill)
        .style(move |_| if on { boxes::ink(accent) } else { Default::default() })
        .into()
}

/// What the ribbon says: that this is practice, what that means, and the way out (a button `on_accent`).
pub fn practice_ribbon<'a, Message: 'a>(
    look: Look,
    title: impl Into<String>,
    line: impl Into<String>,
    leave: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let ink = look.roles.on_accent;
    row![
        tinted(Icon::CircleAlert, size::GLYPH, ink),
        text::one_line(text::plain(type_::BODY, title.into())).font(text::BOLD).color(ink),
        text::one_line(text::plain(type_::BODY, line.into())).color(ink).width(Fill),
        leave.into(),
    ]
    .spacing(space::S10)
    .align_y(Center)
    .into()
}
