//! Fields of several lines.

use crate::ui::text;
use crate::ui::theme::input::{State, lines};
use crate::ui::theme::{Look, type_};
use iced::Element;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, key::Named};
use iced::widget::text_editor::{self, Action, Binding, Content, KeyPress};

/// See [`longtext`].
pub struct LongText<'a, Message> {
    look: Look,
    id: Id,
    placeholder: String,
    content: &'a Content,
    on_action: Box<dyn Fn(Action) -> Message + 'a>,
    on_enter: Option<Message>,
    state: State,
    lines: u8,
}

/// A field of several lines, three by default. Enter sends [`LongText::on_enter`], Shift+Enter begins a line.
pub fn longtext<'a, Message>(
    look: Look,
    id: impl Into<Id>,
    placeholder: impl Into<String>,
    content: &'a Content,
    on_action: impl Fn(Action) -> Message + 'a,
) -> LongText<'a, Message> {
    LongText {
        look,
        id: id.into(),
        placeholder: placeholder.into(),
        content,
        on_action: Box::new(on_action),
        on_enter: None,
        state: State::default(),
        lines: 3,
    }
}

impl<Message> LongText<'_, Message> {
    /// What Enter sends: to the next field.
    pub fn on_enter(mut self, message: Message) -> Self {
        self.on_enter = Some(message);
        self
    }

    /// The value is wrong.
    pub fn error(mut self, error: bool) -> Self {
        self.state.error = error;
        self
    }

    /// How many lines are seen at once.
    pub fn lines(mut self, lines: u8) -> Self {
        self.lines = lines.max(1);
        self
    }
}

/// What a key does. Tab is left to the program, which moves the focus with it.
pub fn binding<Message>(press: KeyPress, on_enter: Option<Message>) -> Option<Binding<Message>> {
    let shift = press.modifiers.shift();
    match &press.modified_key {
        Key::Named(Named::Tab) => None,
        Key::Named(Named::Enter) if matches!(press.status, text_editor::Status::Focused { .. }) => {
            match on_enter {
                Some(message) if !shift => Some(Binding::Custom(message)),
                _ => Some(Binding::Enter),
            }
        }
        _ => Binding::from_key_press(press),
    }
}

impl<'a, Message: Clone + 'a> From<LongText<'a, Message>> for Element<'a, Message> {
    fn from(field: LongText<'a, Message>) -> Self {
        let (look, state) = (field.look, field.state);
        let on_enter = field.on_enter;
        let beside = 7.0;
        text_editor::TextEditor::new(field.content)
            .id(field.id)
            .placeholder(field.placeholder)
            .font(text::FONT)
            .size(type_::FIELD.size)
            .line_height(text::line(type_::FIELD))
            .padding([beside, 10.0])
            .height(f32::from(field.lines) * type_::FIELD.line + 2.0 * beside)
            .on_action(field.on_action)
            .key_binding(move |press| binding(press, on_enter.clone()))
            .style(move |_, status| lines(look, state, status))
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::keyboard::{Modifiers, key};

    fn press(key: Named, modifiers: Modifiers) -> KeyPress {
        KeyPress {
            key: Key::Named(key),
            modified_key: Key::Named(key),
            physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
            modifiers,
            text: None,
            status: text_editor::Status::Focused { is_hovered: false },
        }
    }

    #[test]
    fn enter_goes_on_and_shift_enter_begins_a_line() {
        let enter = binding(press(Named::Enter, Modifiers::empty()), Some(7));
        assert!(matches!(enter, Some(Binding::Custom(7))));
        let line = binding(press(Named::Enter, Modifiers::SHIFT), Some(7));
        assert!(matches!(line, Some(Binding::Enter)));
        let alone = binding::<i32>(press(Named::Enter, Modifiers::empty()), None);
        assert!(matches!(alone, Some(Binding::Enter)));
        assert!(binding(press(Named::Tab, Modifiers::empty()), Some(7)).is_none());
    }
}
