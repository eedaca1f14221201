//! Press and hold: F8 shows personal data for as long as it is down.

use iced::event::{self, Status};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Subscription, window};

/// `true` when F8 goes down, `false` when it goes up or the window loses the focus. The last is compulsory: the
/// release of a key then goes to another window and never comes here.
pub fn hold_subscription() -> Subscription<bool> {
    event::listen_with(|event, status, _| held(&event, status))
}

/// The rule behind [`hold_subscription`], whatever has captured the event.
pub fn held(event: &Event, _status: Status) -> Option<bool> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(Named::F8), repeat: false, ..
        }) => Some(true),
        Event::Keyboard(keyboard::Event::KeyReleased { key: Key::Named(Named::F8), .. })
        | Event::Window(window::Event::Unfocused) => Some(false),
        _ => None,
    }
}
