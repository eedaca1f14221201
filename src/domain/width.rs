//! Typed text as a Chinese keyboard really gives it: full-width digits, many kinds of hyphen and space.

/// The half-width twin of a full-width form (U+FF01–U+FF5E, U+3000); every other character unchanged.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Hyphens and dashes people type or paste inside numbers, after [`half_width`].
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{30FC}')
}

/// Characters that can't be seen but change how text compares or is drawn: zero-width and
/// direction marks. Variation selectors are not among them; they are part of a written form.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// A Han character of any block of GB 18030-2022, radicals and 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{3007}' | '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_half_width() {
        let text: String = "１２３Ｘｘ－　张".chars().map(half_width).collect();
        assert_eq!(text, "123Xx- 张");
    }

    #[test]
    fn rare_characters_are_han() {
        for c in "〇张䶮㛃𠅤𫖯𬱖𰻝".chars() {
            assert!(is_han(c), "{c}");
        }
        for c in "aｱ·1한".chars() {
            assert!(!is_han(c), "{c}");
        }
    }
}
