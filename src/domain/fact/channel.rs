//! How a matter came in, and how content its people were.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::form::Who;

/// 渠道: how a matter came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 本人到窗口
    Desk,
    /// 家属代办
    Family,
    /// 社区上门
    Home,
    /// 电话
    Phone,
    /// 网格员上报
    Grid,
    /// 手机 APP
    App,
    /// 12345 派单
    #[serde(rename = "12345")]
    Hotline,
    /// 上级交办
    Superior,
    /// 微信群
    Wechat,
}

impl Channel {
    /// All of them, in the order they are listed in.
    pub const ALL: [Self; 9] = [
        Self::Desk,
        Self::Family,
        Self::Home,
        Self::Phone,
        Self::Grid,
        Self::App,
        Self::Hotline,
        Self::Superior,
        Self::Wechat,
    ];

    /// Its name for scripts, as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Family => "family",
            Self::Home => "home",
            Self::Phone => "phone",
            Self::Grid => "grid",
            Self::App => "app",
            Self::Hotline => "12345",
            Self::Superior => "superior",
            Self::Wechat => "wechat",
        }
    }

    /// As written in ledgers and on papers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Desk => "本人到窗口",
            Self::Family => "家属代办",
            Self::Home => "社区上门",
            Self::Phone => "电话",
            Self::Grid => "网格员上报",
            Self::App => "手机 APP",
            Self::Hotline => "12345 派单",
            Self::Superior => "上级交办",
            Self::Wechat => "微信群",
        }
    }

    /// By what the form of a request says (`JF25`, `channel`), or by who came.
    pub(super) fn of(told: Option<&str>, who: Who) -> Self {
        match told {
            Some("phone") => Self::Phone,
            Some("grid") => Self::Grid,
            Some("app") => Self::App,
            Some("12345") => Self::Hotline,
            Some("superior") => Self::Superior,
            Some("wechat") => Self::Wechat,
            _ => match who {
                Who::Oneself => Self::Desk,
                Who::Family => Self::Family,
                Who::Home => Self::Home,
            },
        }
    }
}

/// A word that names no channel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such channel: {0}")]
pub struct NoChannel(pub String);

impl FromStr for Channel {
    type Err = NoChannel;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|channel| channel.code() == code).ok_or_else(|| NoChannel(code.to_owned()))
    }
}

/// 满意度, as far as the words of a feedback begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// 非常满意
    Very,
    /// 满意
    Satisfied,
    /// 基本满意
    Fairly,
    /// 不满意
    Not,
    /// 非常不满意
    NotAtAll,
    /// Something else was said.
    Other,
}

impl Satisfaction {
    /// All of them, the best first (国办发〔2019〕51号: five grades of 好差评).
    pub const ALL: [Self; 6] =
        [Self::Very, Self::Satisfied, Self::Fairly, Self::Not, Self::NotAtAll, Self::Other];

    /// As written in ledgers and on papers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Very => "非常满意",
            Self::Satisfied => "满意",
            Self::Fairly => "基本满意",
            Self::Not => "不满意",
            Self::NotAtAll => "非常不满意",
            Self::Other => "其他",
        }
    }

    /// Read from the words of a feedback.
    pub fn of(feedback: &str) -> Self {
        let words = feedback.trim();
        [
            ("非常满意", Self::Very),
            ("非常不满意", Self::NotAtAll),
            ("不满意", Self::Not),
            ("基本满意", Self::Fairly),
            ("满意", Self::Satisfied),
        ]
        .into_iter()
        .find(|(text, _)| words.starts_with(text))
        .map_or(Self::Other, |(_, grade)| grade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_read_from_the_first_words() {
        for (words, grade) in [
            ("满意（回访转述）", Satisfaction::Satisfied),
            (" 非常满意", Satisfaction::Very),
            ("非常不满意，等太久", Satisfaction::NotAtAll),
            ("不满意", Satisfaction::Not),
            ("基本满意", Satisfaction::Fairly),
            ("路灯亮了", Satisfaction::Other),
        ] {
            assert_eq!(Satisfaction::of(words), grade, "{words}");
        }
    }

    #[test]
    fn a_channel_is_called_as_it_is_stored() {
        for channel in Channel::ALL {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.code());
            assert_eq!(channel.code().parse(), Ok(channel));
        }
        assert!("Desk".parse::<Channel>().is_err());
    }
}
