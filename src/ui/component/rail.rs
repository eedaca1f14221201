//! The entries of the rail at the left.

use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, type_};
use crate::ui::widget::focusable::focusable;
use iced::advanced::widget::Id;
use iced::widget::{column, container, space as gap, stack};
use iced::{Center, Element, Fill};

/// See [`rail_entry`].
pub struct RailEntry<Message> {
    look: Look,
    icon: Icon,
    label: String,
    key: String,
    active: bool,
    on_press: Message,
    id: Option<Id>,
    narrow: bool,
}

/// An entry of the rail, 80 by 72 px: glyph, word, key. The open section has the selected ground and the marker.
pub fn rail_entry<Message>(
    look: Look,
    icon: Icon,
    label: impl Into<String>,
    key: impl Into<String>,
    active: bool,
    on_press: Message,
) -> RailEntry<Message> {
    RailEntry { look, icon, label: label.into(), key: key.into(), active, on_press, id: None, narrow: false }
}

impl<Message> RailEntry<Message> {
    /// The name by which it is focused and found.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// 56 px wide, without the word: for a narrow window.
    pub fn narrow(mut self, narrow: bool) -> Self {
        self.narrow = narrow;
        self
    }
}

impl<'a, Message: Clone + 'a> From<RailEntry<Message>> for Element<'a, Message> {
    fn from(entry: RailEntry<Message>) -> Self {
        let RailEntry { look, active, .. } = entry;
        let r = look.roles;
        let ink = if active { r.text } else { r.text2 };
        let face = if active { text::BOLD } else { text::FONT };
        let label = (!entry.narrow)
            .then(|| text::one_line(text::plain(type_::BODY, entry.label)).font(face).color(ink));
        let width = if entry.narrow { size::RAIL_NARROW } else { size::RAIL };
        let height = if entry.narrow { 56.0 } else { size::RAIL_ENTRY };
        let content = container(
            column![container(tinted(entry.icon, size::GLYPH_RAIL, ink)).height(26).align_y(Center),]
                .push(label)
                .push(text::one_line(text::plain(type_::HINT, entry.key)).color(r.text2))
                .align_x(Center),
        )
        .center_x(width)
        .center_y(height);
        let marker = active.then(|| {
            container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
        });
        focusable(stack![content].push(marker))
            .id_maybe(entry.id)
            .on_press(entry.on_press)
            .style(move |status| super::list::style(look, active, status))
            .into()
    }
}
