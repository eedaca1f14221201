//! One-line fields.

use super::button::Pose;
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::input::{State, line};
use crate::ui::theme::{Look, size, space, type_};
use crate::ui::widget::latin;
use iced::advanced::widget::Id;
use iced::widget::{container, mouse_area, row, space as gap, stack, text_input};
use iced::{Center, Element, Fill, Length, mouse};

/// See [`input`].
pub struct Input<'a, Message> {
    look: Look,
    id: Id,
    placeholder: String,
    value: String,
    typed: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
    state: State,
    secure: bool,
    masked: bool,
    latin: bool,
    width: Length,
    glyph: Option<(Icon, Message)>,
}

/// A field. Typed letters are sent to `on_input`; without [`Input::on_submit`] Enter is left to the program.
pub fn input<'a, Message>(
    look: Look,
    id: impl Into<Id>,
    placeholder: impl Into<String>,
    value: impl Into<String>,
    on_input: impl Fn(String) -> Message + 'a,
) -> Input<'a, Message> {
    Input {
        look,
        id: id.into(),
        placeholder: placeholder.into(),
        value: value.into(),
        typed: Some(Box::new(on_input)),
        on_submit: None,
        state: State::default(),
        secure: false,
        masked: false,
        latin: false,
        width: Fill,
        glyph: None,
    }
}

impl<Message> Input<'_, Message> {
    /// What Enter sends.
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// What Enter sends, if anything.
    pub fn on_submit_maybe(mut self, message: Option<Message>) -> Self {
        self.on_submit = message;
        self
    }

    /// The value is wrong: the edge says so, the sentence beneath comes from [`super::field`].
    pub fn error(mut self, error: bool) -> Self {
        self.state.error = error;
        self
    }

    /// Dots in place of letters: a password.
    pub fn secure(mut self, secure: bool) -> Self {
        self.secure = secure;
        self
    }

    /// A value shown masked (138****5178). It looks like any other and cannot be typed into, since a letter more
    /// would spoil it: the caller shows it in full first.
    pub fn masked(mut self, masked: bool) -> Self {
        self.masked = masked;
        self
    }

    /// Can be read and not changed.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.state.read_only = read_only;
        self
    }

    /// Letters and digits only: the input method stays off.
    pub fn latin(mut self, latin: bool) -> Self {
        self.latin = latin;
        self
    }

    /// A glyph at the right end, within the field, and what a press on it sends: opens what belongs to the field. It is no
    /// stop of Tab, since a key of the field does the same.
    pub fn glyph(mut self, icon: Icon, message: Message) -> Self {
        self.glyph = Some((icon, message));
        self
    }

    /// Width; by default all there is.
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Draws it in a given status: for the gallery.
    pub fn pose(mut self, pose: Pose) -> Self {
        self.state.posed = pose == Pose::Focused;
        self
    }
}

impl<'a, Message: Clone + 'a> From<Input<'a, Message>> for Element<'a, Message> {
    fn from(input: Input<'a, Message>) -> Self {
        let (look, state, masked) = (input.look, input.state, input.masked);
        let beside = (size::CONTROL - type_::FIELD.line) / 2.0;
        let end = if input.glyph.is_some() { size::CONTROL } else { 10.0 };
        let field = text_input(&input.placeholder, &input.value)
            .id(input.id)
            .font(text::FONT)
            .size(type_::FIELD.size)
            .line_height(text::line(type_::FIELD))
            .padding(iced::padding::vertical(beside).left(10.0).right(end))
            .width(input.width)
            .secure(input.secure)
            .on_input_maybe(input.typed.filter(|_| !state.read_only && !masked))
            .on_submit_maybe(input.on_submit)
            .style(move |_, status| line(look, state, status));
        let field = latin(field, input.latin);
        let Some((icon, message)) = input.glyph else { return field.into() };
        let glyph = container(tinted(icon, size::GLYPH, look.roles.text2)).center(size::CONTROL);
        let glyph = mouse_area(glyph).on_press(message).interaction(mouse::Interaction::Pointer);
        let end = container(glyph).width(input.width).align_x(iced::Right);
        stack![field, end].into()
    }
}

/// Room at the right end of the entry box for what is written there, px.
const AFTER: f32 = 156.0;

/// The entry box of the reception screen: 48 px, 20 px letters, a glyph before, and after the words what is given
/// (字母, F11), at most 144 px wide.
pub fn entry_box<'a, Message: Clone + 'a>(
    look: Look,
    field: Input<'a, Message>,
    icon: Icon,
    after: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let (state, on) = (field.state, field.latin);
    let beside = (size::ENTRY - type_::TITLE.line) / 2.0;
    let right = if after.is_some() { AFTER } else { space::S12 };
    let line = text_input(&field.placeholder, &field.value)
        .id(field.id)
        .font(text::FONT)
        .size(type_::TITLE.size)
        .line_height(text::line(type_::TITLE))
        .padding(iced::padding::vertical(beside).left(44).right(right))
        .width(Fill)
        .on_input_maybe(field.typed)
        .on_submit_maybe(field.on_submit)
        .style(move |_, status| line(look, state, status));
    let around = row![tinted(icon, 20.0, look.roles.text), gap::horizontal()].push(after).align_y(Center);
    let around = container(around).padding([0.0, space::S12]).height(size::ENTRY).align_y(Center);
    stack![latin(line, on), around].into()
}
