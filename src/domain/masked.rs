//! Personal data that doesn't show itself: an open counter is no place for full numbers
//! (`domain.md` §3.10; PIPL §6, §51).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value that has a form fit for a screen a visitor can see.
pub trait Mask {
    /// The masked form, for example `张*三` or `6105**********1234`.
    fn mask(&self) -> String;
}

/// Keeps a value behind its mask. `Display` and `Debug` print the mask only, so neither a log line
/// nor a screen can leak it by accident; serde passes the full value through to the store.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Masked<T>(T);

impl<T> Masked<T> {
    /// Puts a value behind its mask.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The full value. Each call is a place where personal data leaves its cover: reading it for a
    /// person must be logged by the caller.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The full value, taken out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Masked<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Mask> fmt::Display for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.mask())
    }
}

impl<T: Mask> fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Masked({})", self.0.mask())
    }
}

/// What parts the words of a line.
const MARKS: [char; 12] = [' ', '　', ',', '，', '、', ';', '；', ':', '：', '/', '（', '）'];

/// A line of free text that names somebody (家属：王秀兰 13800001234), fit for a screen a visitor can see: of a name what
/// its mask shows, of a number its ends, of a longer text its first character.
pub fn covered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(MARKS) {
        let mark = word.chars().next_back().filter(|c| MARKS.contains(c));
        let bare = word.strip_suffix(MARKS).unwrap_or(word);
        out.push_str(&covered_word(bare));
        out.extend(mark);
    }
    out
}

/// A name of Han characters is rarely longer.
const NAME: usize = 4;

fn covered_word(word: &str) -> String {
    let count = word.chars().count();
    let stars = |count: usize| "*".repeat(count);
    if count > 1 && word.chars().all(|c| c.is_ascii_digit() || c == '-') {
        let tail: String = word.chars().skip(count.saturating_sub(4)).collect();
        return match count {
            0..=5 => stars(count),
            6..=7 => format!("{}{tail}", stars(count - 4)),
            _ => {
                let head: String = word.chars().take(3).collect();
                format!("{head}{}{tail}", stars(count - 7))
            }
        };
    }
    match super::name::PersonName::new(word) {
        Ok(name) if count <= NAME || word.contains('·') => name.mask(),
        _ => {
            let first: String = word.chars().take(1).collect();
            format!("{first}{}", stars(count.saturating_sub(1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::PersonName;

    #[test]
    fn neither_display_nor_debug_shows_the_value() {
        let name = Masked::new(PersonName::new("测试甲").unwrap());
        assert_eq!(name.to_string(), "测*甲");
        assert_eq!(format!("{name:?}"), "Masked(测*甲)");
        assert_eq!(format!("{:?}", name.reveal()), "PersonName(测*甲)");
        assert_eq!(name.into_inner().as_str(), "测试甲");
    }

    #[test]
    fn a_line_that_names_somebody_is_covered_word_by_word() {
        for (text, shown) in [
            ("王秀兰 13800001234", "王*兰 138****1234"),
            ("家属：王秀兰，0913-2012345", "家*：王*兰，091*****2345"),
            ("东环路测试物业公司", "东********"),
            ("阿依古丽·买买提", "阿*·*"),
            ("12345", "*****"),
            ("", ""),
            ("甲", "*"),
        ] {
            assert_eq!(covered(text), shown);
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_covered_is_as_long_and_never_the_same_name(text in "[王刘张][\\u{4E00}-\\u{9FA5}]{1,3}( 1[0-9]{10})?") {
            let shown = covered(&text);
            proptest::prop_assert_eq!(shown.chars().count(), text.chars().count());
            proptest::prop_assert_ne!(shown, text);
        }
    }

    #[test]
    fn serde_is_transparent() {
        let name = Masked::new(PersonName::new("测试甲").unwrap());
        let json = serde_json::to_string(&name).unwrap();
        assert_eq!(json, "\"测试甲\"");
        assert_eq!(serde_json::from_str::<Masked<PersonName>>(&json).unwrap(), name);
    }
}
