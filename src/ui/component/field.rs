//! A field of a form: label, control, and what is wrong with it in a sentence.

use super::card;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::whole;
use iced::advanced::widget::Id;
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Right, Top, border};

/// See [`field`].
pub struct Field<'a, Message> {
    look: Look,
    label: String,
    required: bool,
    control: Element<'a, Message>,
    error: Option<String>,
    help: Option<String>,
    label_width: f32,
}

/// A control with its label at the left, right-aligned in a column of 72 px; a longer label wraps. Required fields
/// have a bold star. The error, else the help, stands beneath the control.
pub fn field<'a, Message>(
    look: Look,
    label: impl Into<String>,
    required: bool,
    control: impl Into<Element<'a, Message>>,
    error: Option<String>,
    help: Option<String>,
) -> Field<'a, Message> {
    Field {
        look,
        label: label.into(),
        required,
        control: control.into(),
        error,
        help,
        label_width: size::LABEL,
    }
}

impl<Message> Field<'_, Message> {
    /// Another width of the label column, px.
    pub fn label_width(mut self, width: f32) -> Self {
        self.label_width = width;
        self
    }
}

impl<'a, Message: 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        let look = field.look;
        let one_line = text::width(&field.label, type_::BODY.size) <= field.label_width - STAR;
        let words = text::second(look, field.label).align_x(Right);
        let star = container(field.required.then(|| text::strong(look, "*"))).width(STAR);
        let label = row![container(words).width(Fill).align_x(Right), star].spacing(1);
        // One line stands in the middle of the control, two fill its height.
        let above = if one_line { (size::CONTROL - type_::BODY.line) / 2.0 } else { 0.0 };
        let label = container(label).width(field.label_width).padding(iced::padding::top(above));
        let beneath = match (field.error, field.help) {
            (Some(error), _) => Some(error_line(look, error)),
            (None, Some(help)) => Some(text::hint(look, help).into()),
            (None, None) => None,
        };
        row![label, column![field.control].push(beneath).spacing(space::S4)]
            .spacing(size::LABEL_GAP - 2.0)
            .align_y(Top)
            .into()
    }
}

/// Room of the star after a label, px.
const STAR: f32 = 8.0;

/// What is wrong: a mark and a sentence in the danger colour.
pub fn error_line<'a, Message: 'a>(look: Look, words: impl Into<String>) -> Element<'a, Message> {
    let ink = look.roles.danger;
    row![
        container(tinted(Icon::CircleAlert, size::GLYPH, ink)).height(type_::BODY.line).align_y(Center),
        text::plain(type_::BODY, words.into()).color(ink),
    ]
    .spacing(6)
    .into()
}

/// A box to tick, 20 px drawn in a target of 36. Switched off without `on_toggle`.
pub fn checkbox<'a, Message: Clone + 'a>(
    look: Look,
    id: impl Into<Id>,
    checked: bool,
    label: impl Into<String>,
    on_toggle: Option<Message>,
) -> Element<'a, Message> {
    let r = look.roles;
    let enabled = on_toggle.is_some();
    let (ground, mark) = match (checked, enabled) {
        (true, true) => (r.text, r.surface),
        (true, false) => (r.line_strong, r.surface),
        (false, true) => (r.surface, r.surface),
        (false, false) => (r.sunken, r.sunken),
    };
    let edge = if checked { ground } else { r.line_strong };
    let tick = checked.then(|| tinted(Icon::Check, size::GLYPH_TAG, mark));
    let square = container(tick).center(size::CHECK).style(move |_| {
        boxes::ink(ground).border(border::rounded(size::RADIUS_TAG).color(edge).width(look.line()))
    });
    let label = label.into();
    let words = (!label.is_empty())
        .then(|| whole(text::body(look, label).color(if enabled { r.text } else { r.text3 })));
    let inside = container(row![square].push(words).spacing(space::S8).align_y(Center))
        .padding([0.0, space::S8])
        .height(size::CONTROL)
        .align_y(Center);
    focusable(inside)
        .id(id)
        .on_press_maybe(on_toggle)
        .style(move |status| Style {
            background: (status.hovered || status.pressed).then(|| r.hover.into()),
            border: border::rounded(size::RADIUS),
            edge: status.focused.then(|| look.focus_edge()),
            ..Style::default()
        })
        .into()
}

/// A card's footer: buttons on the step-lower ground with a line above.
pub fn footer<'a, Message: 'a>(look: Look, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    column![
        card::rule(look),
        container(content).padding([space::S8, space::S12]).width(Fill).style(move |_| boxes::sunken(look)),
    ]
    .into()
}
