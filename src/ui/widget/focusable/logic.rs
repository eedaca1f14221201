//! What a [`Focusable`] does with events, apart from the plumbing of a widget.

use super::{Focusable, State, Status};
use iced::advanced::{Shell, mouse};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Rectangle, touch, window};

impl<Message: Clone> Focusable<'_, Message> {
    pub(super) fn status(&self, state: &State, bounds: Rectangle, cursor: mouse::Cursor) -> Status {
        self.pose.unwrap_or_else(|| {
            let enabled = self.is_enabled();
            let over = enabled && self.on_press.is_some() && cursor.is_over(bounds);
            Status {
                hovered: over,
                pressed: over && state.pressed,
                focused: enabled && state.focused && !state.away,
                disabled: !enabled,
            }
        })
    }

    /// `taken_inside`: something in the content has just captured this event.
    pub(super) fn react(
        &self,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, Message>,
        taken_inside: bool,
    ) {
        let enabled = self.is_enabled();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                // As a text field does: a press elsewhere takes the focus away, so that only one thing has it.
                let over = enabled && cursor.is_over(bounds);
                state.focused = over && (!taken_inside || self.claims);
                state.away = false;
                state.pressed = over && !taken_inside && self.on_press.is_some();
                if over && !shell.is_event_captured() {
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => {
                let was = std::mem::take(&mut state.pressed);
                self.release(was && enabled && cursor.is_over(bounds), shell);
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.pressed = false,
            Event::Window(window::Event::Unfocused) => {
                state.pressed = false;
                state.away = true;
            }
            Event::Window(window::Event::Focused) => state.away = false,
            Event::Keyboard(keyboard::Event::KeyPressed {
                modified_key, modifiers, text, repeat, ..
            }) if enabled && state.focused && !shell.is_event_captured() => {
                self.key(modified_key, *modifiers, text.as_deref(), *repeat, shell);
            }
            _ => {}
        }

        let now = self.status(state, bounds, cursor);
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            state.drawn = Some(now);
        } else if state.drawn.is_some_and(|drawn| drawn != now) {
            shell.request_redraw();
        }
    }

    fn key(
        &self,
        key: &Key,
        modifiers: Modifiers,
        text: Option<&str>,
        repeat: bool,
        shell: &mut Shell<'_, Message>,
    ) {
        let answer = self.on_key.as_ref().and_then(|on_key| on_key(key, modifiers, text));
        if let Some(message) = answer {
            shell.publish(message);
            shell.capture_event();
        } else if self.on_press.is_some() && presses(key, modifiers) {
            // A key held down on one screen must not go on pressing on the next.
            if !repeat {
                self.press(shell);
            }
            shell.capture_event();
        }
    }

    fn release(&self, counts: bool, shell: &mut Shell<'_, Message>) {
        if counts {
            self.press(shell);
            shell.capture_event();
        }
    }

    fn press(&self, shell: &mut Shell<'_, Message>) {
        if let Some(message) = &self.on_press {
            shell.publish(message.clone());
        }
    }
}

fn presses(key: &Key, modifiers: Modifiers) -> bool {
    let bare = !(modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo());
    let named = matches!(key, Key::Named(Named::Enter | Named::Space));
    // Some systems send the space bar as a character.
    let space = matches!(key, Key::Character(c) if c == " ");
    bare && (named || space)
}
