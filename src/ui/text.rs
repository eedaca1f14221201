//! Words on the screen: one function per role of type, each with an absolute line height.
//!
//! The face needs a line of 1.45 times its size, more than iced's default of 1.3; with less, ink runs out of
//! the box of a text and is left standing when only that box is drawn again. So no screen calls iced's own
//! `text` without a height.

use super::theme::{Look, type_, type_::Type};
use iced::advanced::graphics::text::font_system;
use iced::font::Weight;
use iced::widget::text::{IntoFragment, LineHeight, Wrapping};
use iced::widget::{Text, responsive};
use iced::{Fill, Font, Pixels, Shrink};

/// Bytes of the regular face.
pub const REGULAR_FACE: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");
/// Bytes of the bold face.
pub const BOLD_FACE: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");
/// Bytes of the icon face.
pub const ICON_FACE: &[u8] = include_bytes!("../../assets/fonts/quanke-icons.ttf");

/// The face of everything by default.
pub const FONT: Font = Font::with_name("Noto Sans SC");
/// The same family, bold.
pub const BOLD: Font = Font { weight: Weight::Bold, ..FONT };

/// The three faces the program brings along, for `iced::application(..).font(..)`.
pub const fn fonts() -> [&'static [u8]; 3] {
    [REGULAR_FACE, BOLD_FACE, ICON_FACE]
}

/// Makes the faces known to the text system without a window; done twice it does nothing more.
/// Returns `false` when the text system is not usable (its lock was poisoned by a panic).
pub fn load_fonts() -> bool {
    let Ok(mut system) = font_system().write() else {
        return false;
    };
    for face in fonts() {
        system.load_font(face.into());
    }
    true
}

/// Text of a given role of type, in the colour of its surroundings.
pub fn plain<'a>(role: Type, words: impl IntoFragment<'a>) -> Text<'a> {
    iced::widget::text(words).font(FONT).size(role.size).line_height(line(role))
}

/// The line height of a role, for widgets that are not a text.
pub const fn line(role: Type) -> LineHeight {
    LineHeight::Absolute(Pixels(role.line))
}

/// 13 px, second colour: key caps, axis labels, second-line times.
pub fn hint<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::HINT, words).color(look.roles.text2)
}

/// 14 px.
pub fn body<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::BODY, words).color(look.roles.text)
}

/// 14 px, second colour: labels, second lines.
pub fn second<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::BODY, words).color(look.roles.text2)
}

/// 14 px, bold.
pub fn strong<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    body(look, words).font(BOLD)
}

/// 16 px: typed values, names.
pub fn field<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::FIELD, words).color(look.roles.text)
}

/// 16 px, bold: headings of cards, names in lists.
pub fn section<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::SECTION, words).color(look.roles.text).font(BOLD)
}

/// 20 px, bold: the title of a screen.
pub fn title<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::TITLE, words).color(look.roles.text).font(BOLD)
}

/// 22 px, bold: a promised date.
pub fn date<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::DATE, words).color(look.roles.text).font(BOLD)
}

/// 26 px, bold: the figures of a report.
pub fn figure<'a>(look: Look, words: impl IntoFragment<'a>) -> Text<'a> {
    plain(type_::FIGURE, words).color(look.roles.text).font(BOLD)
}

/// One line only: what does not fit is not wrapped. Use with [`fit`].
pub fn one_line(text: Text<'_>) -> Text<'_> {
    text.wrapping(Wrapping::None)
}

/// One line as wide as there is room for, cut by [`fit`] where that is less than the words need. `look` makes the text, of
/// the size `role` has.
pub fn fitted<'a, M: 'a>(
    role: Type,
    words: String,
    look: impl Fn(String) -> Text<'a> + 'a,
) -> iced::widget::Responsive<'a, M> {
    responsive(move |room| one_line(look(fit(&words, room.width, role.size))).into())
        .width(Fill)
        .height(Shrink)
}

/// Estimated width of a text in px: an ideograph is one em wide, a digit 0.555, a lower-case letter 0.55, an
/// upper-case one 0.65, a space 0.25, other Latin 0.45. The face's own digits are all equally wide.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(advance).sum::<f32>() * size
}

/// Cuts a text so that it fits in `width_px`, with "…" where something was left out.
pub fn fit(text: &str, width_px: f32, size: f32) -> String {
    if width(text, size) <= width_px {
        return text.to_owned();
    }
    let room = width_px - advance('…') * size;
    let mut used = 0.0;
    let kept = text.chars().take_while(|c| {
        used += advance(*c) * size;
        used <= room
    });
    let mut cut: String = kept.collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

fn advance(c: char) -> f32 {
    match c {
        '0'..='9' => 0.555,
        'a'..='z' => 0.55,
        'A'..='Z' => 0.65,
        ' ' => 0.25,
        c if c.is_ascii() => 0.45,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width the face itself gives, px.
    fn measured(text: &str, size: f32) -> f32 {
        let face = ttf_parser::Face::parse(REGULAR_FACE, 0).unwrap();
        let units: u32 = text
            .chars()
            .map(|c| u32::from(face.glyph_hor_advance(face.glyph_index(c).unwrap()).unwrap()))
            .sum();
        units as f32 / f32::from(face.units_per_em()) * size
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(fit("高龄老人补贴", 84.0, 14.0), "高龄老人补贴");
        assert_eq!(fit("", 0.0, 14.0), "");
    }

    #[test]
    fn what_does_not_fit_is_cut_and_marked() {
        assert_eq!(fit("高龄老人补贴申请", 84.0, 14.0), "高龄老人补…");
        assert_eq!(fit("转26-0038 路灯", 60.0, 14.0), "转26-0…");
        assert_eq!(fit("甲 乙丙丁", 40.0, 14.0), "甲…");
        assert_eq!(fit("甲乙", 3.0, 14.0), "…");
    }

    #[test]
    fn a_cut_text_is_not_wider_than_asked_for_in_the_real_face() {
        let samples = [
            "渭滨街道凤鸣社区党群服务中心综合服务大厅",
            "受26-0122 高龄老人补贴申请协助（年龄升档）",
            "lxy 13 residence permit renewals and moves",
            "2026年5月9日 09:00–10:30 第3场",
        ];
        for sample in samples {
            for room in [60.0_f32, 111.0, 150.0, 233.0] {
                let cut = fit(sample, room, 14.0);
                let found = measured(&cut, 14.0);
                assert!(found <= room + 3.0, "{cut}: {found} in {room}");
            }
        }
    }

    #[test]
    fn the_faces_carry_the_family_names_used() {
        for (bytes, name) in fonts().iter().zip(["Noto Sans SC", "Noto Sans SC", "lucide"]) {
            let face = ttf_parser::Face::parse(bytes, 0).unwrap();
            let families: Vec<String> = face
                .names()
                .into_iter()
                .filter(|n| matches!(n.name_id, 1 | 16))
                .filter_map(|n| n.to_string())
                .collect();
            assert!(families.iter().any(|f| f == name), "{families:?} lacks {name}");
        }
        assert!(ttf_parser::Face::parse(BOLD_FACE, 0).unwrap().is_bold());
    }
}
