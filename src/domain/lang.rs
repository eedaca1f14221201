//! The two languages of the screen. Papers are Chinese in either.

use serde::{Deserialize, Serialize};

/// A language the screen can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文, the language of the desk.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English, complete.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The tag of the language's folder under `i18n/`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Reads `zh`, `zh-CN`, `en`, `en-US` …; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("zh") {
            Some(Self::Zh)
        } else if lower.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// Chooses between a Chinese and an English text; an empty English text falls back to the Chinese one, because a
    /// supervisor may add an item in Chinese alone.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        if self == Self::En && !en.is_empty() { en } else { zh }
    }
}
