//! Banners at the top of a page: what happened in one line, what follows in another, at most two buttons.

use super::tag::Tone;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use iced::widget::{column, container, row, space as gap, stack};
use iced::{Center, Element, Fill, border};

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BannerKind {
    /// Work was brought back after a fault.
    Recovered,
    /// The store is not as it should be.
    Fault,
    /// The printer does not answer.
    Printer,
    /// The list of holidays is missing.
    Calendar,
    /// Anything else worth a line.
    Notice,
}

impl BannerKind {
    fn parts(self) -> (Tone, Icon) {
        match self {
            BannerKind::Recovered => (Tone::Warn, Icon::History),
            BannerKind::Fault => (Tone::Danger, Icon::Database),
            BannerKind::Printer => (Tone::Danger, Icon::Printer),
            BannerKind::Calendar => (Tone::Info, Icon::CalendarDays),
            BannerKind::Notice => (Tone::Info, Icon::Info),
        }
    }
}

/// See [`banner`].
pub struct Banner<'a, Message> {
    look: Look,
    kind: BannerKind,
    title: String,
    line: String,
    buttons: Vec<Element<'a, Message>>,
}

/// A banner across the page.
pub fn banner<Message>(
    look: Look,
    kind: BannerKind,
    title: impl Into<String>,
    line: impl Into<String>,
    buttons: Vec<Element<'_, Message>>,
) -> Banner<'_, Message> {
    Banner { look, kind, title: title.into(), line: line.into(), buttons }
}

impl<'a, Message: 'a> From<Banner<'a, Message>> for Element<'a, Message> {
    fn from(banner: Banner<'a, Message>) -> Self {
        let look = banner.look;
        let (tone, icon) = banner.kind.parts();
        let (ink, ground) = (tone.ink(look), tone.ground(look));
        let words = column![
            text::plain(type_::BODY, banner.title).font(text::BOLD).color(ink),
            text::body(look, banner.line),
        ]
        .width(Fill);
        let inside = row![tinted(icon, size::GLYPH_BANNER, ink), words]
            .extend(banner.buttons)
            .spacing(space::S12)
            .align_y(Center);
        // The bar at the left is 2 px wider than the marker of a chosen row, and lies within the edge.
        let bar = container(gap::vertical())
            .width(size::MARKER + 2.0)
            .height(Fill)
            .style(move |_| boxes::ink(ink).border(border::rounded(border::left(size::RADIUS_TAG))));
        let content = container(inside)
            .padding(iced::padding::all(space::S10).left(size::MARKER + 14.0))
            .width(Fill)
            .align_y(Center)
            .style(move |_| {
                boxes::ink(ground).border(border::rounded(size::RADIUS_TAG).color(ink).width(look.line()))
            });
        stack![content, bar].into()
    }
}
