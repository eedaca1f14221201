//! Keys that belong to the input method, kept away from the page.

use std::time::{Duration, Instant};

use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{Clipboard, Layout, Shell, input_method, mouse};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Rectangle, window};

use super::passes::passes_on;

/// How long after a composition an Enter can still be the one that ended it.
const AFTER: Duration = Duration::from_millis(100);

/// Where the input method is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Composing {
    /// Nothing is being composed.
    #[default]
    Off,
    /// Letters stand in the field that are no words yet.
    On,
    /// It has just ended, and the key that did it may still come: some input methods send it along after the words.
    /// With the time of the first frame after.
    Ended(Option<Instant>),
}

impl Composing {
    /// Hears an event; the answer is whether it is a key press that belongs to the input method.
    fn takes(&mut self, event: &Event) -> bool {
        match event {
            Event::InputMethod(event) => self.told(event),
            Event::Window(window::Event::Unfocused) => *self = Self::Off,
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => {
                let ends = matches!(key, Key::Named(Named::Enter | Named::Escape));
                let takes = *self == Self::On || ends && matches!(self, Self::Ended(_));
                if !takes {
                    *self = Self::Off;
                }
                return takes;
            }
            // A key that goes up is one that went down: the one that ended it, and the next is pressed anew.
            Event::Keyboard(keyboard::Event::KeyReleased { .. }) if matches!(self, Self::Ended(_)) => {
                *self = Self::Off;
            }
            _ => {}
        }
        false
    }

    fn told(&mut self, event: &input_method::Event) {
        *self = match event {
            input_method::Event::Preedit(words, _) if !words.is_empty() => Self::On,
            input_method::Event::Preedit(..) if *self == Self::Off => Self::Off,
            input_method::Event::Preedit(..) | input_method::Event::Commit(_) => Self::Ended(None),
            input_method::Event::Opened | input_method::Event::Closed => Self::Off,
        };
    }

    /// A frame is drawn. The answer is when another is needed.
    fn drawn(&mut self, now: Instant) -> Option<Instant> {
        let Self::Ended(since) = self else { return None };
        let over = *since.get_or_insert(now) + AFTER;
        if now >= over {
            *self = Self::Off;
            return None;
        }
        Some(over)
    }
}

type OnKey<'a, Message> = Box<dyn Fn(&keyboard::Event) -> Option<Message> + 'a>;

/// See [`guard`].
pub struct Guard<'a, Message> {
    content: Element<'a, Message>,
    on_key: OnKey<'a, Message>,
}

/// The whole page, out of reach of keys while words are being composed: an Enter that ends a composition goes on to no
/// next field and presses nothing, Esc leaves nothing, digits and arrows choose nothing (`flows.md`, rule 4), whether the
/// input method sends them along or not. `on_key` is asked about each other key event after the page has had it, also
/// when something in the page has used it.
pub fn guard<'a, Message>(
    content: impl Into<Element<'a, Message>>,
    on_key: impl Fn(&keyboard::Event) -> Option<Message> + 'a,
) -> Guard<'a, Message> {
    Guard { content: content.into(), on_key: Box::new(on_key) }
}

impl<Message> Widget<Message, iced::Theme, iced::Renderer> for Guard<'_, Message> {
    passes_on!(content: children, diff, size, size_hint, layout, operate, mouse_interaction, draw, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Composing>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Composing::default())
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let composing = tree.state.downcast_mut::<Composing>();
        if composing.takes(event) {
            shell.capture_event();
            return;
        }
        if let Event::Window(window::Event::RedrawRequested(now)) = event
            && let Some(next) = composing.drawn(*now)
        {
            shell.request_redraw_at(next);
        }
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        if let Event::Keyboard(event) = event
            && let Some(message) = (self.on_key)(event)
        {
            shell.publish(message);
        }
    }
}

impl<'a, Message: 'a> From<Guard<'a, Message>> for Element<'a, Message> {
    fn from(widget: Guard<'a, Message>) -> Self {
        Element::new(widget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage::keys::Stroke;
    use input_method::Event as Ime;

    fn hear(composing: &mut Composing, events: &[Ime]) {
        for event in events {
            assert!(!composing.takes(&Event::InputMethod(event.clone())));
        }
    }

    fn press(composing: &mut Composing, key: &str) -> bool {
        composing.takes(&Stroke::parse(key).unwrap().pressed(false))
    }

    fn release(composing: &mut Composing, key: &str) {
        assert!(!composing.takes(&Stroke::parse(key).unwrap().released()));
    }

    fn letters(words: &str) -> Ime {
        Ime::Preedit(words.into(), None)
    }

    #[test]
    fn every_key_is_the_input_methods_from_the_first_letter_to_the_words() {
        let mut composing = Composing::default();
        hear(&mut composing, &[Ime::Opened, letters("")]);
        assert!(!press(&mut composing, "Enter"));
        hear(&mut composing, &[letters("l")]);
        release(&mut composing, "l");
        for key in ["Enter", "Esc", "2", "Down", "Ctrl+P"] {
            assert!(press(&mut composing, key), "{key}");
        }
        // Nothing else ends it.
        assert!(!composing.takes(&Event::Window(window::Event::Focused)));
        assert!(press(&mut composing, "Enter"));
        hear(&mut composing, &[letters(""), Ime::Commit("李".into())]);
        release(&mut composing, "Space");
        assert!(!press(&mut composing, "Enter"));
        for end in [Event::Window(window::Event::Unfocused), Event::InputMethod(Ime::Closed)] {
            hear(&mut composing, &[letters("li")]);
            assert!(!composing.takes(&end));
            assert!(!press(&mut composing, "Enter"));
        }
    }

    #[test]
    fn the_key_that_ended_it_may_come_after_the_words() {
        for last in [vec![letters(""), Ime::Commit("li".into())], vec![letters("")]] {
            let mut composing = Composing::default();
            hear(&mut composing, &[letters("li")]);
            release(&mut composing, "i");
            hear(&mut composing, &last);
            assert!(press(&mut composing, "Enter") && press(&mut composing, "Enter"));
            release(&mut composing, "Enter");
            assert!(!press(&mut composing, "Enter"));
        }
    }

    #[test]
    fn words_chosen_with_the_pointer_hold_no_key_back_for_long() {
        let mut composing = Composing::default();
        hear(&mut composing, &[letters("li"), letters(""), Ime::Commit("李".into())]);
        let frame = Instant::now();
        assert_eq!(composing.drawn(frame), Some(frame + AFTER));
        assert!(press(&mut composing, "Enter"));
        assert_eq!(composing.drawn(frame + AFTER), None);
        assert!(!press(&mut composing, "Enter"));
    }

    #[test]
    fn letters_typed_after_the_words_are_letters() {
        let mut composing = Composing::default();
        hear(&mut composing, &[letters("li"), letters(""), Ime::Commit("李".into())]);
        assert!(!press(&mut composing, "1"));
        assert!(!press(&mut composing, "Enter"));
    }
}
