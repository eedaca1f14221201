//! The glyphs of the icon font, by name.
//!
//! Lucide (ISC licence), a subset of 74 glyphs; an icon never stands alone except in stepping buttons.

use iced::widget::{Text, text};
use iced::{Color, Font, Pixels};

/// The family of the icon face.
pub const ICONS: Font = Font::with_name("lucide");

/// One glyph of the icon face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// `house`
    House,
    /// `search`
    Search,
    /// `printer`
    Printer,
    /// `calendar-days`
    CalendarDays,
    /// `table-2`
    Table2,
    /// `chart-column`
    ChartColumn,
    /// `book-open`
    BookOpen,
    /// `lock`
    Lock,
    /// `user`
    User,
    /// `user-plus`
    UserPlus,
    /// `users`
    Users,
    /// `clock`
    Clock,
    /// `circle-check`
    CircleCheck,
    /// `circle-alert`
    CircleAlert,
    /// `triangle-alert`
    TriangleAlert,
    /// `octagon-alert`
    OctagonAlert,
    /// `circle-x`
    CircleX,
    /// `circle-dot`
    CircleDot,
    /// `circle`
    Circle,
    /// `repeat`
    Repeat,
    /// `star`
    Star,
    /// `flag`
    Flag,
    /// `wrench`
    Wrench,
    /// `ban`
    Ban,
    /// `chevron-down`
    ChevronDown,
    /// `chevron-right`
    ChevronRight,
    /// `chevron-left`
    ChevronLeft,
    /// `chevron-up`
    ChevronUp,
    /// `arrow-right`
    ArrowRight,
    /// `check`
    Check,
    /// `x`
    X,
    /// `plus`
    Plus,
    /// `minus`
    Minus,
    /// `eye`
    Eye,
    /// `eye-off`
    EyeOff,
    /// `file-text`
    FileText,
    /// `file-check`
    FileCheck,
    /// `files`
    Files,
    /// `receipt-text`
    ReceiptText,
    /// `save`
    Save,
    /// `download`
    Download,
    /// `phone`
    Phone,
    /// `map-pin`
    MapPin,
    /// `keyboard`
    Keyboard,
    /// `circle-help`
    CircleHelp,
    /// `info`
    Info,
    /// `settings`
    Settings,
    /// `log-out`
    LogOut,
    /// `log-in`
    LogIn,
    /// `history`
    History,
    /// `archive`
    Archive,
    /// `filter`
    Filter,
    /// `columns-3`
    Columns3,
    /// `hand-helping`
    HandHelping,
    /// `key-round`
    KeyRound,
    /// `hourglass`
    Hourglass,
    /// `door-open`
    DoorOpen,
    /// `layers`
    Layers,
    /// `zoom-in`
    ZoomIn,
    /// `database`
    Database,
    /// `shield-alert`
    ShieldAlert,
    /// `list-checks`
    ListChecks,
    /// `arrow-down-up`
    ArrowDownUp,
    /// `pencil`
    Pencil,
    /// `undo-2`
    Undo2,
    /// `send`
    Send,
    /// `corner-down-left`
    CornerDownLeft,
    /// `package`
    Package,
    /// `message-square`
    MessageSquare,
    /// `circle-minus`
    CircleMinus,
    /// `split`
    Split,
    /// `square`
    Square,
    /// `square-check`
    SquareCheck,
    /// `type`
    Type,
}

impl Icon {
    /// Every glyph, in the order of the code point list.
    #[rustfmt::skip]
    pub const ALL: [Icon; 74] = [
        Icon::House,
        Icon::Search,
        Icon::Printer,
        Icon::CalendarDays,
        Icon::Table2,
        Icon::ChartColumn,
        Icon::BookOpen,
        Icon::Lock,
        Icon::User,
        Icon::UserPlus,
        Icon::Users,
        Icon::Clock,
        Icon::CircleCheck,
        Icon::CircleAlert,
        Icon::TriangleAlert,
        Icon::OctagonAlert,
        Icon::CircleX,
        Icon::CircleDot,
        Icon::Circle,
        Icon::Repeat,
        Icon::Star,
        Icon::Flag,
        Icon::Wrench,
        Icon::Ban,
        Icon::ChevronDown,
        Icon::ChevronRight,
        Icon::ChevronLeft,
        Icon::ChevronUp,
        Icon::ArrowRight,
        Icon::Check,
        Icon::X,
        Icon::Plus,
        Icon::Minus,
        Icon::Eye,
        Icon::EyeOff,
        Icon::FileText,
        Icon::FileCheck,
        Icon::Files,
        Icon::ReceiptText,
        Icon::Save,
        Icon::Download,
        Icon::Phone,
        Icon::MapPin,
        Icon::Keyboard,
        Icon::CircleHelp,
        Icon::Info,
        Icon::Settings,
        Icon::LogOut,
        Icon::LogIn,
        Icon::History,
        Icon::Archive,
        Icon::Filter,
        Icon::Columns3,
        Icon::HandHelping,
        Icon::KeyRound,
        Icon::Hourglass,
        Icon::DoorOpen,
        Icon::Layers,
        Icon::ZoomIn,
        Icon::Database,
        Icon::ShieldAlert,
        Icon::ListChecks,
        Icon::ArrowDownUp,
        Icon::Pencil,
        Icon::Undo2,
        Icon::Send,
        Icon::CornerDownLeft,
        Icon::Package,
        Icon::MessageSquare,
        Icon::CircleMinus,
        Icon::Split,
        Icon::Square,
        Icon::SquareCheck,
        Icon::Type,
    ];

    /// The private-use character that draws the glyph.
    #[rustfmt::skip]
    pub const fn glyph(self) -> char {
        match self {
            Icon::House => '\u{e0f5}',
            Icon::Search => '\u{e151}',
            Icon::Printer => '\u{e141}',
            Icon::CalendarDays => '\u{e2b9}',
            Icon::Table2 => '\u{e2f9}',
            Icon::ChartColumn => '\u{e2a3}',
            Icon::BookOpen => '\u{e05f}',
            Icon::Lock => '\u{e10b}',
            Icon::User => '\u{e19f}',
            Icon::UserPlus => '\u{e1a2}',
            Icon::Users => '\u{e1a4}',
            Icon::Clock => '\u{e087}',
            Icon::CircleCheck => '\u{e226}',
            Icon::CircleAlert => '\u{e077}',
            Icon::TriangleAlert => '\u{e193}',
            Icon::OctagonAlert => '\u{e127}',
            Icon::CircleX => '\u{e084}',
            Icon::CircleDot => '\u{e345}',
            Icon::Circle => '\u{e076}',
            Icon::Repeat => '\u{e146}',
            Icon::Star => '\u{e176}',
            Icon::Flag => '\u{e0d1}',
            Icon::Wrench => '\u{e1b1}',
            Icon::Ban => '\u{e051}',
            Icon::ChevronDown => '\u{e06d}',
            Icon::ChevronRight => '\u{e06f}',
            Icon::ChevronLeft => '\u{e06e}',
            Icon::ChevronUp => '\u{e070}',
            Icon::ArrowRight => '\u{e049}',
            Icon::Check => '\u{e06c}',
            Icon::X => '\u{e1b2}',
            Icon::Plus => '\u{e13d}',
            Icon::Minus => '\u{e11c}',
            Icon::Eye => '\u{e0ba}',
            Icon::EyeOff => '\u{e0bb}',
            Icon::FileText => '\u{e0cc}',
            Icon::FileCheck => '\u{e0c1}',
            Icon::Files => '\u{e0cf}',
            Icon::ReceiptText => '\u{e5ac}',
            Icon::Save => '\u{e14d}',
            Icon::Download => '\u{e0b2}',
            Icon::Phone => '\u{e133}',
            Icon::MapPin => '\u{e111}',
            Icon::Keyboard => '\u{e284}',
            Icon::CircleHelp => '\u{e082}',
            Icon::Info => '\u{e0f9}',
            Icon::Settings => '\u{e154}',
            Icon::LogOut => '\u{e10e}',
            Icon::LogIn => '\u{e10d}',
            Icon::History => '\u{e1f5}',
            Icon::Archive => '\u{e041}',
            Icon::Filter => '\u{e0dc}',
            Icon::Columns3 => '\u{e099}',
            Icon::HandHelping => '\u{e3b8}',
            Icon::KeyRound => '\u{e4a3}',
            Icon::Hourglass => '\u{e296}',
            Icon::DoorOpen => '\u{e3d6}',
            Icon::Layers => '\u{e529}',
            Icon::ZoomIn => '\u{e1b6}',
            Icon::Database => '\u{e0ad}',
            Icon::ShieldAlert => '\u{e1fe}',
            Icon::ListChecks => '\u{e1d0}',
            Icon::ArrowDownUp => '\u{e046}',
            Icon::Pencil => '\u{e1f9}',
            Icon::Undo2 => '\u{e2a1}',
            Icon::Send => '\u{e152}',
            Icon::CornerDownLeft => '\u{e0a1}',
            Icon::Package => '\u{e129}',
            Icon::MessageSquare => '\u{e117}',
            Icon::CircleMinus => '\u{e07e}',
            Icon::Split => '\u{e440}',
            Icon::Square => '\u{e167}',
            Icon::SquareCheck => '\u{e559}',
            Icon::Type => '\u{e198}',
        }
    }
}

/// The glyph as a square text of `size` px, in the colour of its surroundings.
pub fn icon<'a>(icon: Icon, size: f32) -> Text<'a> {
    text(icon.glyph().to_string())
        .font(ICONS)
        .size(size)
        .line_height(text::LineHeight::Absolute(Pixels(size)))
        .shaping(text::Shaping::Basic)
}

/// The same, in a given colour.
pub fn tinted<'a>(glyph: Icon, size: f32, color: Color) -> Text<'a> {
    icon(glyph, size).color(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_is_in_the_face_and_has_ink() {
        let face = ttf_parser::Face::parse(crate::ui::text::ICON_FACE, 0).unwrap();
        for icon in Icon::ALL {
            let glyph = face.glyph_index(icon.glyph());
            assert!(glyph.is_some(), "{icon:?} is not in the face");
            assert!(face.glyph_bounding_box(glyph.unwrap()).is_some(), "{icon:?} draws nothing");
        }
    }

    #[test]
    fn the_list_of_code_points_and_the_enum_agree() {
        let list = include_str!("../../assets/fonts/codepoints.txt");
        let points: Vec<char> = list
            .lines()
            .filter_map(|line| line.split("U+").nth(1))
            .map(|hex| char::from_u32(u32::from_str_radix(hex.trim(), 16).unwrap()).unwrap())
            .collect();
        assert_eq!(points, Icon::ALL.map(Icon::glyph));
    }
}
