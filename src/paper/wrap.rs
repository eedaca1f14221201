//! Line breaking for Chinese mixed with Latin words and numbers.
//!
//! Lines may break between ideographs and at spaces. No line starts with a closing mark, none
//! ends with an opening one; words and numbers stay whole unless longer than the line.

use super::draw::Style;
use super::fonts::Fonts;

/// Marks that never start a line.
const NO_START: &str = "，。、；：？！）」』》〉】〕］｝…—～·’”％‰℃,.;:?!)]}%°ー々〟’︰﹐﹑﹒﹔﹕﹖﹗";
/// Marks that never end a line.
const NO_END: &str = "（「『《〈【〔［｛‘“([{¥￥$＄〝№#";

/// Ideographs and full-width signs: a line may break on either side.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF
        | 0x1_F300..=0x1_FAFF | 0x2_0000..=0x3_FFFF)
}

fn is_space(c: char) -> bool {
    // A no-break space is none of these on purpose.
    c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}'
}

fn may_break(before: char, after: char) -> bool {
    if is_space(after) || NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    is_space(before) || is_wide(before) || is_wide(after)
}

/// Breaks a text into lines no wider than `width` mm. A newline in the text ends a line.
/// Spaces at a break hang and are left out; every other character is in exactly one line.
/// The result has at least one line, which is empty for an empty text.
pub fn wrap(fonts: &Fonts, text: &str, style: Style, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\u{2028}', '\u{2029}']) {
        wrap_paragraph(fonts, paragraph.trim_end(), style, width, &mut lines);
    }
    lines
}

/// A run of characters that stays together, with the spaces after it.
struct Atom<'a> {
    text: &'a str,
    /// Width of the part before the trailing spaces.
    solid: f32,
    /// Width with the trailing spaces.
    full: f32,
}

fn atoms<'a>(fonts: &Fonts, text: &'a str, style: Style) -> Vec<Atom<'a>> {
    let mut out = Vec::new();
    let (mut start, mut full, mut solid) = (0, 0.0, 0.0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| may_break(b, c)) {
            out.push(Atom { text: &text[start..at], solid, full });
            (start, full, solid) = (at, 0.0, 0.0);
        }
        full += fonts.em(style.face, c) * style.em();
        if !is_space(c) {
            solid = full;
        }
        before = Some(c);
    }
    if start < text.len() {
        out.push(Atom { text: &text[start..], solid, full });
    }
    out
}

fn wrap_paragraph(fonts: &Fonts, text: &str, style: Style, width: f32, out: &mut Vec<String>) {
    // A hair of slack: sums of widths differ by rounding from the sum of the whole.
    let room = width + 0.01;
    let mut line = String::new();
    let mut used = 0.0;
    for atom in atoms(fonts, text, style) {
        if used + atom.solid > room && !line.trim_end().is_empty() {
            out.push(line.trim_end().to_owned());
            line.clear();
            used = 0.0;
        }
        if used + atom.solid <= room {
            line.push_str(atom.text);
            used += atom.full;
            continue;
        }
        // Longer than a whole line: break wherever the line is full.
        for c in atom.text.chars() {
            let w = fonts.em(style.face, c) * style.em();
            if used + w > room && !line.is_empty() && !is_space(c) {
                out.push(line.trim_end().to_owned());
                line.clear();
                used = 0.0;
            }
            line.push(c);
            used += w;
        }
    }
    out.push(line.trim_end().to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, ems: f32) -> Vec<String> {
        let fonts = Fonts::bundled().unwrap();
        let style = Style::regular(10.0);
        wrap(&fonts, text, style, ems * style.em())
    }

    #[test]
    fn ideographs_fill_the_line() {
        assert_eq!(lines("凤鸣社区党群服务中心", 4.0), ["凤鸣社区", "党群服务", "中心"]);
    }

    #[test]
    fn closing_marks_do_not_start_a_line() {
        assert_eq!(lines("凤鸣社区，党群", 4.0), ["凤鸣社", "区，党群"]);
        assert_eq!(lines("凤鸣社（区）党", 5.0), ["凤鸣社", "（区）党"]);
    }

    #[test]
    fn opening_marks_do_not_end_a_line() {
        assert_eq!(lines("凤鸣社《区里事》", 4.0), ["凤鸣社", "《区里", "事》"]);
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        assert_eq!(lines("电话0913-2000000", 8.0), ["电话", "0913-2000000"]);
        assert_eq!(lines("see the desk", 4.0), ["see the", "desk"]);
    }

    #[test]
    fn what_is_longer_than_a_line_breaks_and_loses_nothing() {
        let long = "6105".repeat(20);
        let got = lines(&long, 5.0);
        assert!(got.len() > 5);
        assert_eq!(got.concat(), long);
    }

    #[test]
    fn newlines_end_lines_and_empty_is_one_line() {
        assert_eq!(lines("甲\n\n乙", 5.0), ["甲", "", "乙"]);
        assert_eq!(lines("", 5.0), [""]);
    }
}
