//! Whether words are being composed by the input method at this moment.

use iced::Event;
use iced::advanced::input_method;

/// Follows the input method's events. While something is being composed, keys belong to the input method: an Enter that
/// some systems send along must not go on to the next field, an Esc must not leave the page (`flows.md`, rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Composing(bool);

impl Composing {
    /// Hears an event; the answer is whether something is being composed now.
    pub fn hears(&mut self, event: &Event) -> bool {
        if let Some(now) = composing(event) {
            self.0 = now;
        }
        self.0
    }

    /// Whether something is being composed.
    pub fn is_on(self) -> bool {
        self.0
    }
}

/// What an event of the input method says of it; `None` for other events.
pub fn composing(event: &Event) -> Option<bool> {
    match event {
        Event::InputMethod(input_method::Event::Preedit(words, _)) => Some(!words.is_empty()),
        Event::InputMethod(
            input_method::Event::Commit(_) | input_method::Event::Opened | input_method::Event::Closed,
        )
        | Event::Window(iced::window::Event::Unfocused) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_with_the_first_letter_and_ends_with_the_words() {
        let mut composing = Composing::default();
        let hear = |composing: &mut Composing, event| composing.hears(&Event::InputMethod(event));
        assert!(!hear(&mut composing, input_method::Event::Opened));
        assert!(hear(&mut composing, input_method::Event::Preedit("l".into(), None)));
        // Nothing else ends it.
        assert!(composing.hears(&Event::Window(iced::window::Event::Focused)));
        assert!(!hear(&mut composing, input_method::Event::Preedit(String::new(), None)));
        assert!(hear(&mut composing, input_method::Event::Preedit("li".into(), None)));
        assert!(!hear(&mut composing, input_method::Event::Commit("李".into())));
        assert!(hear(&mut composing, input_method::Event::Preedit("li".into(), None)));
        assert!(!composing.hears(&Event::Window(iced::window::Event::Unfocused)));
    }
}
