//! Keys by name: `Ctrl+M`, `F8`, `Shift+Tab`, `Num1`.

use super::StageError;
use iced::Event;
use iced::keyboard::key::{Code, NativeCode, Physical};
use iced::keyboard::{self, Key, Location, Modifiers, key::Named};

/// A key that can be pressed and released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke {
    /// The key without modifiers.
    pub key: Key,
    /// The key with all modifiers but Ctrl.
    pub modified: Key,
    /// What it types, if anything.
    pub text: Option<String>,
    /// Modifiers held down.
    pub modifiers: Modifiers,
    /// Keyboard or number pad.
    pub location: Location,
}

impl Stroke {
    /// A key by its name. Modifiers `Ctrl`, `Shift`, `Alt` with `+` between; then a letter, a digit, `F1`–`F12`, the
    /// name of a key, or `Num0`–`Num9` for the number pad with its lock on.
    pub fn parse(name: &str) -> Result<Self, StageError> {
        let unknown = || StageError::UnknownKey(name.to_owned());
        let mut modifiers = Modifiers::empty();
        let mut rest = name;
        while let Some((first, more)) = rest.split_once('+').filter(|(_, more)| !more.is_empty()) {
            modifiers |= match first {
                "Ctrl" => Modifiers::CTRL,
                "Shift" => Modifiers::SHIFT,
                "Alt" => Modifiers::ALT,
                _ => return Err(unknown()),
            };
            rest = more;
        }
        if let Some(digit) = rest.strip_prefix("Num") {
            let digit = digit.chars().next().filter(|_| digit.len() == 1);
            let (digit, key) = digit.and_then(pad).ok_or_else(unknown)?;
            return Ok(Self {
                key: Key::Named(key),
                modified: Key::Character(digit.to_string().into()),
                text: Some(digit.to_string()),
                modifiers,
                location: Location::Numpad,
            });
        }
        let mut letters = rest.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return Ok(Self::letter(letter, modifiers));
        }
        let key = named(rest).ok_or_else(unknown)?;
        let text = match key {
            Named::Space => Some(" ".to_owned()),
            Named::Enter => Some("\r".to_owned()),
            Named::Tab => Some("\t".to_owned()),
            _ => None,
        };
        Ok(Self {
            key: Key::Named(key),
            modified: Key::Named(key),
            text,
            modifiers,
            location: Location::Standard,
        })
    }

    /// A key that types one character.
    pub fn letter(letter: char, modifiers: Modifiers) -> Self {
        if letter == ' ' {
            return Self {
                key: Key::Named(Named::Space),
                modified: Key::Named(Named::Space),
                text: Some(" ".to_owned()),
                modifiers,
                location: Location::Standard,
            };
        }
        let plain: String = letter.to_lowercase().collect();
        let typed = if modifiers.control() { plain.clone() } else { letter.to_string() };
        Self {
            key: Key::Character(plain.into()),
            modified: Key::Character(typed.clone().into()),
            text: (!modifiers.control()).then_some(typed),
            modifiers,
            location: Location::Standard,
        }
    }

    /// The event of pressing it; `repeat` when it is being held.
    pub fn pressed(&self, repeat: bool) -> Event {
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: self.key.clone(),
            modified_key: self.modified.clone(),
            physical_key: physical(&self.key),
            location: self.location,
            modifiers: self.modifiers,
            text: self.text.as_deref().map(Into::into),
            repeat,
        })
    }

    /// The event of releasing it.
    pub fn released(&self) -> Event {
        Event::Keyboard(keyboard::Event::KeyReleased {
            key: self.key.clone(),
            modified_key: self.modified.clone(),
            physical_key: physical(&self.key),
            location: self.location,
            modifiers: self.modifiers,
        })
    }
}

/// With a Latin letter the physical key is not asked for; the rest do not matter to any widget of ours.
fn physical(key: &Key) -> Physical {
    match key {
        Key::Named(Named::Enter) => Physical::Code(Code::Enter),
        Key::Named(Named::Tab) => Physical::Code(Code::Tab),
        _ => Physical::Unidentified(NativeCode::Unidentified),
    }
}

/// A digit of the number pad and the key it is without the lock.
fn pad(digit: char) -> Option<(char, Named)> {
    let key = match digit {
        '0' => Named::Insert,
        '1' => Named::End,
        '2' => Named::ArrowDown,
        '3' => Named::PageDown,
        '4' => Named::ArrowLeft,
        '5' => Named::Clear,
        '6' => Named::ArrowRight,
        '7' => Named::Home,
        '8' => Named::ArrowUp,
        '9' => Named::PageUp,
        _ => return None,
    };
    Some((digit, key))
}

fn named(name: &str) -> Option<Named> {
    Some(match name {
        "Enter" => Named::Enter,
        "Esc" | "Escape" => Named::Escape,
        "Tab" => Named::Tab,
        "Space" => Named::Space,
        "Backspace" => Named::Backspace,
        "Delete" => Named::Delete,
        "Insert" => Named::Insert,
        "Home" => Named::Home,
        "End" => Named::End,
        "PageUp" => Named::PageUp,
        "PageDown" => Named::PageDown,
        "Up" => Named::ArrowUp,
        "Down" => Named::ArrowDown,
        "Left" => Named::ArrowLeft,
        "Right" => Named::ArrowRight,
        "F1" => Named::F1,
        "F2" => Named::F2,
        "F3" => Named::F3,
        "F4" => Named::F4,
        "F5" => Named::F5,
        "F6" => Named::F6,
        "F7" => Named::F7,
        "F8" => Named::F8,
        "F9" => Named::F9,
        "F10" => Named::F10,
        "F11" => Named::F11,
        "F12" => Named::F12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_keys() {
        let stroke = Stroke::parse("Ctrl+Shift+M").unwrap();
        assert_eq!(stroke.key, Key::Character("m".into()));
        assert!(stroke.modifiers.control() && stroke.modifiers.shift());
        assert_eq!(stroke.text, None);
        assert_eq!(Stroke::parse("F8").unwrap().key, Key::Named(Named::F8));
        let plus = Stroke::parse("Ctrl++").unwrap();
        assert_eq!(plus.key, Key::Character("+".into()));
        assert!(Stroke::parse("Hyper+A").is_err());
        assert!(Stroke::parse("Nowhere").is_err());
        assert!(Stroke::parse("").is_err());
    }

    #[test]
    fn the_number_pad_hides_its_digit_in_the_modified_key() {
        let one = Stroke::parse("Num1").unwrap();
        assert_eq!(one.key, Key::Named(Named::End));
        assert_eq!(one.modified, Key::Character("1".into()));
        assert!(Stroke::parse("Num12").is_err());
    }
}
