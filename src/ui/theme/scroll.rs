//! Scroll bars: 8 px, always seen when there is more than fits.

use super::{Look, size};
use iced::widget::scrollable::{AutoScroll, Direction, Rail, Scrollable, Scrollbar, Scroller, Status, Style};
use iced::widget::{container, scrollable};
use iced::{Border, Color, Element, Shadow, border};

/// A column that scrolls up and down, with our bar.
pub fn vertical<'a, Message: 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
) -> Scrollable<'a, Message> {
    scrollable(content)
        .direction(Direction::Vertical(
            // With a spacing the bar takes room of its own, but only where there is something to scroll.
            Scrollbar::new().width(size::SCROLL).scroller_width(size::SCROLL).margin(1).spacing(2),
        ))
        .style(move |_, status| style(look, status))
}

/// Anything larger than its place: it scrolls both ways, and the bars lie over it.
pub fn both<'a, Message: 'a>(
    look: Look,
    content: impl Into<Element<'a, Message>>,
) -> Scrollable<'a, Message> {
    let bar = || Scrollbar::new().width(size::SCROLL).scroller_width(size::SCROLL).margin(1);
    scrollable(content)
        .direction(Direction::Both { vertical: bar(), horizontal: bar() })
        .style(move |_, status| style(look, status))
}

/// The style of a scrollable.
pub fn style(look: Look, status: Status) -> Style {
    let r = look.roles;
    let (held, over) = match status {
        Status::Dragged { is_vertical_scrollbar_dragged, is_horizontal_scrollbar_dragged, .. } => {
            (is_vertical_scrollbar_dragged || is_horizontal_scrollbar_dragged, false)
        }
        Status::Hovered { is_vertical_scrollbar_hovered, is_horizontal_scrollbar_hovered, .. } => {
            (false, is_vertical_scrollbar_hovered || is_horizontal_scrollbar_hovered)
        }
        Status::Active { .. } => (false, false),
    };
    let rail = Rail {
        background: Some(r.sunken.into()),
        border: Border::default().rounded(size::SCROLL / 2.0),
        scroller: Scroller {
            background: thumb(look, over || held).into(),
            border: border::rounded(size::SCROLL / 2.0),
        },
    };
    Style {
        container: container::Style::default(),
        vertical_rail: rail,
        horizontal_rail: rail,
        gap: None,
        auto_scroll: AutoScroll {
            background: r.surface.into(),
            border: look.control_edge(),
            shadow: Shadow::default(),
            icon: r.text,
        },
    }
}

/// Colour of the thumb.
pub fn thumb(look: Look, lively: bool) -> Color {
    if lively { look.roles.text2 } else { look.roles.line_strong }
}
