//! Every key of the program, in one table. The same table feeds the buttons' key caps and the help page.

use iced::keyboard::{Event, Key, Modifiers, key::Named};

use crate::i18n::Words;
use crate::t;

/// What a key asks for. One verb a key in the whole program (`flows.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// F1
    Help,
    /// F2
    Reception,
    /// F3
    Rooms,
    /// F4
    Records,
    /// F5
    Summary,
    /// F6
    Catalogue,
    /// F9
    Display,
    /// F10
    Settings,
    /// F11
    Characters,
    /// Esc: one step back.
    Back,
    /// Ctrl+N
    NewVisit,
    /// Ctrl+I
    Enquiry,
    /// Ctrl+D
    Decline,
    /// Ctrl+M
    AllPapers,
    /// Ctrl+P
    Print,
    /// Ctrl+G
    Gaps,
    /// Ctrl+U
    Supplement,
    /// Ctrl+T
    Guide,
    /// Ctrl+R
    Reprint,
    /// Ctrl+S
    Save,
    /// Ctrl+W
    Finish,
    /// Ctrl+O
    Open,
    /// Ctrl+L
    Lock,
    /// Ctrl+F
    Find,
    /// Ctrl+E
    Export,
    /// Ctrl+B
    Book,
    /// Ctrl+K
    KeyOut,
    /// Home, where no field wanted it.
    Today,
    /// Tab, Shift+Tab
    Next,
    /// Shift+Tab
    Previous,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Alt+↑: what is chosen goes up by one place.
    Raise,
    /// Alt+↓: it goes down by one place.
    Lower,
    /// Page up
    PageUp,
    /// Page down
    PageDown,
    /// Enter, where no widget wanted it.
    Enter,
    /// A digit, where no widget wanted it.
    Digit(u8),
}

/// Function keys and control letters.
const KEYS: [(Command, &str); 32] = [
    (Command::Help, "F1"),
    (Command::Reception, "F2"),
    (Command::Rooms, "F3"),
    (Command::Records, "F4"),
    (Command::Summary, "F5"),
    (Command::Catalogue, "F6"),
    (Command::Display, "F9"),
    (Command::Settings, "F10"),
    (Command::Characters, "F11"),
    (Command::Back, "Esc"),
    (Command::NewVisit, "Ctrl+N"),
    (Command::Enquiry, "Ctrl+I"),
    (Command::Decline, "Ctrl+D"),
    (Command::AllPapers, "Ctrl+M"),
    (Command::Print, "Ctrl+P"),
    (Command::Gaps, "Ctrl+G"),
    (Command::Supplement, "Ctrl+U"),
    (Command::Guide, "Ctrl+T"),
    (Command::Reprint, "Ctrl+R"),
    (Command::Save, "Ctrl+S"),
    (Command::Finish, "Ctrl+W"),
    (Command::Open, "Ctrl+O"),
    (Command::Lock, "Ctrl+L"),
    (Command::Find, "Ctrl+F"),
    (Command::Export, "Ctrl+E"),
    (Command::Book, "Ctrl+B"),
    (Command::KeyOut, "Ctrl+K"),
    (Command::Raise, "Alt+↑"),
    (Command::Lower, "Alt+↓"),
    (Command::Today, "Home"),
    (Command::Next, "Tab"),
    (Command::Enter, "Enter"),
];

impl Command {
    /// The key as printed on a key cap; empty for keys that need none.
    pub fn key(self) -> &'static str {
        KEYS.iter().find(|(command, _)| *command == self).map_or("", |(_, key)| key)
    }

    /// What it does, for the help page.
    pub fn does(self, words: &Words) -> String {
        match self {
            Self::Help => t!(words, "key-help"),
            Self::Reception => t!(words, "key-reception"),
            Self::Rooms => t!(words, "key-rooms"),
            Self::Records => t!(words, "key-records"),
            Self::Summary => t!(words, "key-summary"),
            Self::Catalogue => t!(words, "key-catalogue"),
            Self::Display => t!(words, "key-display"),
            Self::Settings => t!(words, "key-settings"),
            Self::Characters => t!(words, "key-characters"),
            Self::Back => t!(words, "key-back"),
            Self::NewVisit => t!(words, "key-new-visit"),
            Self::Enquiry => t!(words, "key-enquiry"),
            Self::Decline => t!(words, "key-decline"),
            Self::AllPapers => t!(words, "key-all-papers"),
            Self::Print => t!(words, "key-print"),
            Self::Gaps => t!(words, "key-gaps"),
            Self::Supplement => t!(words, "key-supplement"),
            Self::Guide => t!(words, "key-guide"),
            Self::Reprint => t!(words, "key-reprint"),
            Self::Save => t!(words, "key-save"),
            Self::Finish => t!(words, "key-finish"),
            Self::Open => t!(words, "key-open"),
            Self::Lock => t!(words, "key-lock"),
            Self::Find => t!(words, "key-find"),
            Self::Export => t!(words, "key-export"),
            Self::Book => t!(words, "key-book"),
            Self::KeyOut => t!(words, "key-key-out"),
            Self::Raise => t!(words, "key-raise"),
            Self::Lower => t!(words, "key-lower"),
            Self::Today => t!(words, "key-today"),
            Self::Next | Self::Previous => t!(words, "key-next"),
            Self::Enter => t!(words, "key-enter"),
            Self::Up | Self::Down | Self::PageUp | Self::PageDown => t!(words, "key-arrows"),
            Self::Digit(_) => t!(words, "key-digit"),
        }
    }

    /// The table, for the help page.
    pub fn table() -> impl Iterator<Item = (Self, &'static str)> {
        KEYS.into_iter()
    }
}

/// What a key press asks for. Repeats only move: nothing is printed or saved twice by a key held down.
pub fn command(event: &Event) -> Option<Command> {
    let Event::KeyPressed { key, modified_key, physical_key, modifiers, repeat, .. } = event else {
        return None;
    };
    let moved = match key {
        Key::Named(Named::ArrowUp) => Some(Command::Up),
        Key::Named(Named::ArrowDown) => Some(Command::Down),
        Key::Named(Named::PageUp) => Some(Command::PageUp),
        Key::Named(Named::PageDown) => Some(Command::PageDown),
        Key::Named(Named::Tab) if modifiers.shift() => Some(Command::Previous),
        Key::Named(Named::Tab) => Some(Command::Next),
        _ => None,
    };
    // With number lock the pad's digits are characters in `modified_key` only, so they come before the arrows.
    if modifiers.is_empty()
        && let Key::Character(text) = modified_key
        && let Some(digit) = text.chars().next().and_then(|c| c.to_digit(10))
    {
        return (!repeat).then_some(Command::Digit(digit as u8));
    }
    if moved.is_some() && !modifiers.control() && !modifiers.alt() {
        return moved;
    }
    // Held down it goes on, as the arrows alone do.
    if *modifiers == Modifiers::ALT {
        match moved {
            Some(Command::Up) => return Some(Command::Raise),
            Some(Command::Down) => return Some(Command::Lower),
            _ => {}
        }
    }
    if *repeat {
        return None;
    }
    let name = match key {
        Key::Named(Named::Enter) if plain(*modifiers) => "Enter".to_owned(),
        Key::Named(Named::Escape) => "Esc".to_owned(),
        Key::Named(named) if plain(*modifiers) => format!("{named:?}"),
        // By position of the key, so that the input method's layout does not matter.
        key if modifiers.control() && !modifiers.alt() && !modifiers.shift() => {
            let letter = key.to_latin(*physical_key)?;
            format!("Ctrl+{}", letter.to_ascii_uppercase())
        }
        _ => return None,
    };
    KEYS.iter().find(|(_, key)| *key == name).map(|(command, _)| *command)
}

fn plain(modifiers: Modifiers) -> bool {
    !modifiers.control() && !modifiers.alt() && !modifiers.logo()
}
