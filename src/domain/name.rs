//! A person's name as it stands on the person's papers: any script, 1–50 characters
//! (`domain.md` §3.9). It is divided only to mask it and to search it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::masked::Mask;
use super::width::{half_width, is_han, is_invisible};

/// Most characters a name may have; the national notice on name fields asks for at least 50.
pub const MAX_NAME_CHARS: usize = 50;

const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷",
    "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭",
    "南门", "羊舌", "微生", "公户", "公玉", "梁丘", "左丘", "东门", "西门", "第五", "贺兰", "纳兰", "完颜",
    "叶赫", "西陵", "淳于", "单于", "即墨", "屈突", "斛律", "贺若", "耶律", "公仪",
];

/// Why a text is not a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// `len` characters, more than [`MAX_NAME_CHARS`].
    #[error("the name has {len} characters, more than {MAX_NAME_CHARS}")]
    TooLong {
        /// Characters after normalising.
        len: usize,
    },
    /// A control character, or an invisible one that would make two equal names differ.
    #[error("the name holds a control or invisible character")]
    Control,
}

/// A normalised personal name. `Display` gives it in full, `Debug` masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Trims, makes inner runs of spaces one, and writes the dot between Han parts as U+00B7.
    pub fn new(raw: &str) -> Result<Self, NameError> {
        let trimmed = raw.trim();
        if trimmed.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err(NameError::Control);
        }
        let spaced = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
        if spaced.is_empty() {
            return Err(NameError::Empty);
        }
        let name = normalise_dots(&spaced);
        let len = name.chars().count();
        if len > MAX_NAME_CHARS {
            return Err(NameError::TooLong { len });
        }
        Ok(Self(name))
    }

    /// The name in full.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part searched as surname: one Han character or a compound surname; the part before the
    /// first `·`; the first word of a name in another script. Only for masking and search.
    pub fn surname(&self) -> &str {
        self.split().0
    }

    /// What follows [`Self::surname`], without the divider; empty for a name of one part.
    pub fn given(&self) -> &str {
        self.split().1
    }

    /// Whether the first character is Han.
    pub fn is_han(&self) -> bool {
        self.0.chars().next().is_some_and(is_han)
    }

    fn split(&self) -> (&str, &str) {
        let text = self.0.as_str();
        if let Some((first, rest)) = text.split_once('·') {
            return (first, rest);
        }
        if !self.is_han() {
            return text.split_once(' ').unwrap_or((text, ""));
        }
        let mut ends = text.char_indices().map(|(i, c)| i + c.len_utf8());
        let (first, second, third) = (ends.next(), ends.next(), ends.next());
        let compound = match (second, third) {
            (Some(end), Some(_)) if COMPOUND_SURNAMES.contains(&&text[..end]) => Some(end),
            _ => None,
        };
        let end = compound.or(first).unwrap_or(text.len());
        let (surname, given) = text.split_at(end);
        (surname, given.trim_start())
    }
}

/// The dot of minority names is typed in many ways; only one of them is found again.
fn normalise_dots(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        // A dot may have been typed with a space on either side.
        let dot = if c == ' ' { at + 1 } else { at };
        let before = out.chars().next_back().is_some_and(is_han);
        if before && chars.get(dot).copied().is_some_and(is_dot) {
            let next = if chars.get(dot + 1) == Some(&' ') { dot + 2 } else { dot + 1 };
            if chars.get(next).copied().is_some_and(is_han) {
                out.push('·');
                at = next;
                continue;
            }
        }
        out.push(c);
        at += 1;
    }
    out
}

fn is_dot(c: char) -> bool {
    matches!(half_width(c), '·' | '・' | '•' | '‧' | '.' | '\u{FF65}' | '\u{2219}' | '\u{22C5}' | '\u{0387}')
}

impl Mask for PersonName {
    /// `张*`, `张*三`, `欧阳*娜`, `买*·*`, `J***`; a name of one character is all mask.
    fn mask(&self) -> String {
        let mut letters = self.0.chars();
        let Some(first) = letters.next() else {
            return String::new();
        };
        if self.0.contains('·') {
            return format!("{first}*·*");
        }
        if !is_han(first) {
            return format!("{first}***");
        }
        let given: Vec<char> = self.given().chars().filter(|c| *c != ' ').collect();
        match given.as_slice() {
            [] => "*".to_owned(),
            [_] => format!("{}*", self.surname()),
            [hidden @ .., last] => {
                format!("{}{}{last}", self.surname(), "*".repeat(hidden.len()))
            }
        }
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", self.mask())
    }
}

impl TryFrom<String> for PersonName {
    type Error = NameError;

    fn try_from(raw: String) -> Result<Self, NameError> {
        Self::new(&raw)
    }
}

impl std::str::FromStr for PersonName {
    type Err = NameError;

    fn from_str(raw: &str) -> Result<Self, NameError> {
        Self::new(raw)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(raw: &str) -> PersonName {
        PersonName::new(raw).unwrap()
    }

    #[test]
    fn masks() {
        for (raw, mask) in [
            ("张三", "张*"),
            ("张小三", "张*三"),
            ("张大小三", "张**三"),
            ("欧阳娜", "欧阳*"),
            ("欧阳娜娜", "欧阳*娜"),
            ("欧阳", "欧*"),
            ("买买提·艾力", "买*·*"),
            ("Test Person", "T***"),
            ("张", "*"),
            ("张 三", "张*"),
            ("𰻝䶮㛃", "𰻝*㛃"),
        ] {
            assert_eq!(name(raw).mask(), mask, "{raw}");
        }
    }

    #[test]
    fn one_way_to_write_the_dot() {
        for raw in [
            "买买提・艾力",
            "买买提•艾力",
            "买买提‧艾力",
            "买买提.艾力",
            "买买提．艾力",
            "买买提 · 艾力",
            "买买提·艾力",
        ] {
            assert_eq!(name(raw).as_str(), "买买提·艾力", "{raw}");
        }
        assert_eq!(name("J. Test").as_str(), "J. Test");
        assert_eq!(name("甲·乙.丙").as_str(), "甲·乙·丙");
    }

    #[test]
    fn spaces() {
        assert_eq!(name("\u{3000} 张\u{3000}  三\n").as_str(), "张 三");
        assert_eq!(name("Test   Person").as_str(), "Test Person");
    }

    #[test]
    fn refusals() {
        assert_eq!(PersonName::new(" \u{3000}"), Err(NameError::Empty));
        assert_eq!(PersonName::new(&"张".repeat(51)), Err(NameError::TooLong { len: 51 }));
        assert!(PersonName::new(&"𬱖".repeat(50)).is_ok());
        assert_eq!(PersonName::new("张\u{7}三"), Err(NameError::Control));
        assert_eq!(PersonName::new("张\t三"), Err(NameError::Control));
        assert_eq!(PersonName::new("张\u{200B}三"), Err(NameError::Control));
    }

    #[test]
    fn parts() {
        for (raw, surname, given) in [
            ("刘秀英", "刘", "秀英"),
            ("尉迟测试", "尉迟", "测试"),
            ("张", "张", ""),
            ("买买提·艾力", "买买提", "艾力"),
            ("Test Person Two", "Test", "Person Two"),
        ] {
            assert_eq!((name(raw).surname(), name(raw).given()), (surname, given));
        }
    }

    #[test]
    fn a_stored_name_is_checked_when_read() {
        assert!(serde_json::from_str::<PersonName>("\"  \"").is_err());
        assert_eq!(serde_json::from_str::<PersonName>("\" 张三 \"").unwrap().as_str(), "张三");
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in "[ 张三·.・•aB\u{3000}]{0,20}") {
            if let Ok(once) = PersonName::new(&raw) {
                proptest::prop_assert_eq!(PersonName::new(once.as_str()).unwrap(), once);
            }
        }

        #[test]
        fn a_mask_never_gives_the_whole_name(raw in "[张欧阳三娜a·]{1,8}") {
            if let Ok(name) = PersonName::new(&raw) {
                proptest::prop_assert_ne!(name.mask(), name.as_str());
            }
        }
    }
}
