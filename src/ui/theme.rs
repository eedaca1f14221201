//! The look of the program in numbers: colours by role, type, spaces, sizes, and a style per widget.

pub mod button;
pub mod container;
pub mod input;
pub mod roles;
pub mod scroll;

pub use roles::Roles;

use iced::theme::Palette;
use iced::{Border, Theme, border};

/// Which of the three looks is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Warm white and ink.
    #[default]
    Light,
    /// For a dim room.
    Dark,
    /// Black on white with thick lines, for weak eyes.
    HighContrast,
}

/// A mode with its colours; small enough to be handed to every view function by value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Which look.
    pub mode: Mode,
    /// Its colours.
    pub roles: &'static Roles,
}

impl Look {
    /// The look of a mode.
    pub const fn new(mode: Mode) -> Self {
        let roles = match mode {
            Mode::Light => &roles::LIGHT,
            Mode::Dark => &roles::DARK,
            Mode::HighContrast => &roles::HIGH_CONTRAST,
        };
        Self { mode, roles }
    }

    /// The theme handed to iced. Our own widgets do not read it; iced's defaults do.
    pub fn theme(&self) -> Theme {
        let name = match self.mode {
            Mode::Light => "quanke-light",
            Mode::Dark => "quanke-dark",
            Mode::HighContrast => "quanke-high-contrast",
        };
        Theme::custom(
            name,
            Palette {
                background: self.roles.canvas,
                text: self.roles.text,
                primary: self.roles.accent,
                success: self.roles.ok,
                warning: self.roles.warn,
                danger: self.roles.danger,
            },
        )
    }

    /// Thickness of an ordinary line, px.
    pub const fn line(&self) -> f32 {
        match self.mode {
            Mode::HighContrast => 2.0,
            Mode::Light | Mode::Dark => 1.0,
        }
    }

    /// Thickness of the edge of the focused thing, px.
    pub const fn focus_line(&self) -> f32 {
        match self.mode {
            Mode::HighContrast => 4.0,
            Mode::Light | Mode::Dark => 2.0,
        }
    }

    /// Thickness of the rule under a chosen option, px: enough to be seen above the edge of focus.
    pub const fn rule(&self) -> f32 {
        match self.mode {
            Mode::HighContrast => size::RULE + 3.0,
            Mode::Light | Mode::Dark => size::RULE,
        }
    }

    /// Ground of what cannot be used now. In high contrast a white ground would look as if it could.
    pub fn disabled_ground(&self) -> iced::Color {
        match self.mode {
            Mode::HighContrast => self.roles.closed,
            Mode::Light | Mode::Dark => self.roles.sunken,
        }
    }

    /// The edge of a card: a hairline.
    pub fn card_edge(&self) -> Border {
        border::rounded(size::RADIUS_CARD).color(self.roles.line).width(self.line())
    }

    /// The edge of a control at rest.
    pub fn control_edge(&self) -> Border {
        border::rounded(size::RADIUS).color(self.roles.line_strong).width(self.line())
    }

    /// The edge of a control that has the focus.
    pub fn focus_edge(&self) -> Border {
        border::rounded(size::RADIUS).color(self.roles.focus).width(self.focus_line())
    }

    /// The edge of a control whose value is wrong.
    pub fn error_edge(&self) -> Border {
        border::rounded(size::RADIUS).color(self.roles.danger).width(2.0)
    }
}

/// Distances, px.
pub mod space {
    /// Between a glyph and its word.
    pub const S4: f32 = 4.0;
    /// Inside a control; between controls.
    pub const S8: f32 = 8.0;
    /// Between cards on a dense screen.
    pub const S10: f32 = 10.0;
    /// Card padding, page padding, between cards.
    pub const S12: f32 = 12.0;
    /// Between groups.
    pub const S16: f32 = 16.0;
    /// Dialog padding.
    pub const S24: f32 = 24.0;
    /// The widest.
    pub const S32: f32 = 32.0;
}

/// Sizes of things, px.
pub mod size {
    /// Button, input, option, count box, filter; also the least click target.
    pub const CONTROL: f32 = 36.0;
    /// The buttons of an action bar.
    pub const PRIMARY: f32 = 40.0;
    /// The entry box.
    pub const ENTRY: f32 = 48.0;
    /// A staff tile.
    pub const TILE: f32 = 44.0;
    /// Drawn size of a checkbox.
    pub const CHECK: f32 = 20.0;
    /// Height of a tag.
    pub const TAG: f32 = 22.0;
    /// Height of a key cap.
    pub const KEY: f32 = 20.0;
    /// Corner of tags, keys and blocks.
    pub const RADIUS_TAG: f32 = 3.0;
    /// Corner of controls.
    pub const RADIUS: f32 = 4.0;
    /// Corner of cards.
    pub const RADIUS_CARD: f32 = 6.0;
    /// Bar at the left of a chosen row, and of a banner.
    pub const MARKER: f32 = 4.0;
    /// Rule under a chosen option.
    pub const RULE: f32 = 3.0;
    /// Width of a scroll bar.
    pub const SCROLL: f32 = 8.0;
    /// Heading of a card.
    pub const HEADING: f32 = 40.0;
    /// Label column of a form.
    pub const LABEL: f32 = 72.0;
    /// Gap between label and control.
    pub const LABEL_GAP: f32 = 10.0;
    /// Width of the rail.
    pub const RAIL: f32 = 80.0;
    /// Width of the rail of a narrow window.
    pub const RAIL_NARROW: f32 = 56.0;
    /// Height of a rail entry.
    pub const RAIL_ENTRY: f32 = 72.0;
    /// Height of the top bar.
    pub const TOP: f32 = 48.0;
    /// Height of the status bar.
    pub const STATUS: f32 = 28.0;
    /// Frame round the client in practice mode.
    pub const FRAME: f32 = 6.0;
    /// Ribbon of the practice mode.
    pub const RIBBON: f32 = 44.0;
    /// Glyph in a tag or block.
    pub const GLYPH_TAG: f32 = 14.0;
    /// Glyph in a button.
    pub const GLYPH: f32 = 16.0;
    /// Glyph in a banner.
    pub const GLYPH_BANNER: f32 = 20.0;
    /// Glyph in the rail.
    pub const GLYPH_RAIL: f32 = 22.0;
    /// Row of a ledger.
    pub const ROW_LEDGER: f32 = 34.0;
    /// Row of a catalogue list.
    pub const ROW_LIST: f32 = 36.0;
    /// Row of the due list and of rooms.
    pub const ROW_DUE: f32 = 40.0;
    /// Row of a material.
    pub const ROW_MATERIAL: f32 = 41.0;
    /// Row of a timeline.
    pub const ROW_TIMELINE: f32 = 42.0;
    /// Row of a visit (two lines).
    pub const ROW_VISIT: f32 = 54.0;
    /// Row of a handover.
    pub const ROW_HANDOVER: f32 = 50.0;
    /// Row of the list of declines.
    pub const ROW_DECLINE: f32 = 48.0;
}

/// Type: size and line height of each role, px.
pub mod type_ {
    /// A size with the height of its line.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Type {
        /// Size of the letters, px.
        pub size: f32,
        /// Height of a line, px.
        pub line: f32,
    }

    const fn of(size: f32, line: f32) -> Type {
        Type { size, line }
    }

    /// Key caps, tags, axis labels: the smallest in the program.
    pub const HINT: Type = of(13.0, 18.0);
    /// Everything by default.
    pub const BODY: Type = of(14.0, 20.0);
    /// Typed values, names of people, day numbers.
    pub const FIELD: Type = of(16.0, 22.0);
    /// Headings of cards (bold).
    pub const SECTION: Type = of(16.0, 22.0);
    /// Title of a screen (bold), and the entry box (regular).
    pub const TITLE: Type = of(20.0, 28.0);
    /// A promised date (bold).
    pub const DATE: Type = of(22.0, 30.0);
    /// Figures of a report (bold).
    pub const FIGURE: Type = of(26.0, 34.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_carries_the_roles() {
        for mode in [Mode::Light, Mode::Dark, Mode::HighContrast] {
            let look = Look::new(mode);
            assert_eq!(look.theme().palette().background, look.roles.canvas);
            assert_eq!(look.theme().palette().danger, look.roles.danger);
        }
        assert!(Look::new(Mode::HighContrast).theme() != Look::new(Mode::Light).theme());
    }

    #[test]
    fn lines_double_in_high_contrast() {
        let (plain, high) = (Look::new(Mode::Dark), Look::new(Mode::HighContrast));
        assert!((plain.line() - 1.0).abs() < f32::EPSILON);
        assert!((high.line() - 2.0 * plain.line()).abs() < f32::EPSILON);
        assert!((high.focus_line() - 2.0 * plain.focus_line()).abs() < f32::EPSILON);
    }
}
