//! Buttons: what happens in words, the key that does the same in a cap.

use super::key::cap;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::button::{Kind, ink, style};
use crate::ui::theme::{Look, size, space, type_};
use crate::ui::widget::focusable::{Status, focusable};
use crate::ui::widget::whole;
use iced::advanced::widget::Id;
use iced::widget::{container, row};
use iced::{Center, Element, Length, Shrink};

/// A status to draw a component in, whatever its real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pose {
    /// The pointer is over it.
    Hovered,
    /// It is held down.
    Pressed,
    /// It has the focus.
    Focused,
}

impl From<Pose> for Status {
    fn from(pose: Pose) -> Self {
        Status {
            hovered: pose != Pose::Focused,
            pressed: pose == Pose::Pressed,
            focused: pose == Pose::Focused,
            disabled: false,
        }
    }
}

/// See [`button`].
pub struct Button<Message> {
    look: Look,
    label: String,
    icon: Option<Icon>,
    key: Option<String>,
    kind: Kind,
    on_press: Option<Message>,
    id: Option<Id>,
    width: Length,
    height: f32,
    bold: bool,
    pose: Option<Pose>,
}

/// A button, disabled until it is given something to do.
pub fn button<Message>(look: Look, label: impl Into<String>) -> Button<Message> {
    Button {
        look,
        label: label.into(),
        icon: None,
        key: None,
        kind: Kind::Plain,
        on_press: None,
        id: None,
        width: Shrink,
        height: size::CONTROL,
        bold: false,
        pose: None,
    }
}

impl<Message> Button<Message> {
    /// A glyph before the label.
    pub fn icon(mut self, icon: impl Into<Option<Icon>>) -> Self {
        self.icon = icon.into();
        self
    }

    /// The key that does the same, drawn in a cap. The caller maps the key.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The one red button of a screen.
    pub fn primary(mut self) -> Self {
        self.kind = Kind::Primary;
        self
    }

    /// Red when `primary`, else plain: which button is lawful now may change.
    pub fn primary_if(mut self, primary: bool) -> Self {
        self.kind = if primary { Kind::Primary } else { Kind::Plain };
        self
    }

    /// Without an edge.
    pub fn quiet(mut self) -> Self {
        self.kind = Kind::Quiet;
        self
    }

    /// For what cannot be undone.
    pub fn danger(mut self) -> Self {
        self.kind = Kind::Danger;
        self
    }

    /// On the accent, as in the practice ribbon.
    pub fn on_accent(mut self) -> Self {
        self.kind = Kind::OnAccent;
        self
    }

    /// What a press sends.
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// What a press sends, if it may be pressed now.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// The name by which it is focused and found.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Width; by default that of the words.
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// 40 px high, for an action bar.
    pub fn tall(mut self) -> Self {
        self.height = size::PRIMARY;
        self
    }

    /// 44 px high, for a staff tile.
    pub fn tile(mut self) -> Self {
        self.height = size::TILE;
        self
    }

    /// Bold label (a primary button is bold anyway).
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// Draws it in a given status: for the gallery.
    pub fn pose(mut self, pose: Pose) -> Self {
        self.pose = Some(pose);
        self
    }
}

impl<'a, Message: Clone + 'a> From<Button<Message>> for Element<'a, Message> {
    fn from(button: Button<Message>) -> Self {
        let (look, kind) = (button.look, button.kind);
        let disabled = button.on_press.is_none();
        let colour = ink(look, kind, disabled);
        let stands_alone = button.label.is_empty();
        let strong = button.bold || (kind == Kind::Primary && !disabled);
        let face = if strong { text::BOLD } else { text::FONT };
        let glyph = button.icon.map(|icon| tinted(icon, size::GLYPH, colour));
        let label = (!stands_alone)
            .then(|| whole(text::one_line(text::plain(type_::BODY, button.label)).font(face).color(colour)));
        let key = button.key.map(|key| {
            let (key_ink, edge) = match kind {
                _ if disabled => (look.roles.text3, look.roles.line_strong),
                Kind::Primary | Kind::OnAccent => (colour, colour),
                _ => (look.roles.text2, look.roles.line_strong),
            };
            cap(look, key, key_ink, edge)
        });
        let inside = row![].push(glyph).push(label).push(key).spacing(space::S8).align_y(Center);
        let side = if stands_alone { 10 } else { 12 };
        let face =
            container(inside).padding([0, side]).width(button.width).height(button.height).align_y(Center);
        let face = if button.width == Shrink { face } else { face.align_x(Center) };
        focusable(face)
            .id_maybe(button.id)
            .on_press_maybe(button.on_press)
            .pose(button.pose.map(Into::into))
            .style(move |status| style(look, kind, status))
            .into()
    }
}
