//! Tags: a state in a glyph and a word, boxed when it needs somebody.

use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::whole;
use iced::widget::{container, row};
use iced::{Center, Color, Element, border};

/// What kind of state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// In use, done, figures tie.
    Ok,
    /// Today, a gap, pending, recovered.
    Warn,
    /// Overdue, wrong, clashing.
    Danger,
    /// Draft, on loan, make-up workday.
    Info,
    /// Finished or far off.
    Neutral,
    /// An activity of the party organisation: the only tag in the accent.
    Party,
}

impl Tone {
    /// All of them.
    pub const ALL: [Tone; 6] = [Tone::Ok, Tone::Warn, Tone::Danger, Tone::Info, Tone::Neutral, Tone::Party];

    /// Ink on the surface.
    pub fn ink(self, look: Look) -> Color {
        let r = look.roles;
        match self {
            Tone::Ok => r.ok,
            Tone::Warn => r.warn,
            Tone::Danger => r.danger,
            Tone::Info => r.info,
            Tone::Neutral => r.text2,
            Tone::Party => r.accent_text,
        }
    }

    /// Ground of a box.
    pub fn ground(self, look: Look) -> Color {
        let r = look.roles;
        match self {
            Tone::Ok => r.ok_soft,
            Tone::Warn => r.warn_soft,
            Tone::Danger => r.danger_soft,
            Tone::Info => r.info_soft,
            Tone::Neutral => r.sunken,
            Tone::Party => r.accent_soft,
        }
    }
}

/// See [`tag`].
pub struct Tag {
    look: Look,
    tone: Tone,
    icon: Option<Icon>,
    label: String,
    boxed: bool,
}

/// A tag. Quiet (no box) unless `boxed`.
pub fn tag(
    look: Look,
    tone: Tone,
    icon: impl Into<Option<Icon>>,
    label: impl Into<String>,
    boxed: bool,
) -> Tag {
    Tag { look, tone, icon: icon.into(), label: label.into(), boxed }
}

impl<'a, Message: 'a> From<Tag> for Element<'a, Message> {
    fn from(tag: Tag) -> Self {
        let Tag { look, tone, boxed, .. } = tag;
        let ink = tone.ink(look);
        let glyph = tag.icon.map(|icon| tinted(icon, size::GLYPH_TAG, ink));
        let label = whole(text::one_line(text::plain(type_::HINT, tag.label)).color(ink));
        let inside = row![].push(glyph).push(label).spacing(space::S4).align_y(Center);
        let around = container(inside).height(size::TAG).align_y(Center);
        if !boxed {
            return around.into();
        }
        around
            .padding([0, 7])
            .style(move |_| {
                boxes::ink(tone.ground(look))
                    .border(border::rounded(size::RADIUS_TAG).color(ink).width(look.line()))
            })
            .into()
    }
}
