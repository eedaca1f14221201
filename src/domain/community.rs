//! The community, its centre and its windows, as printed on every paper.

use serde::{Deserialize, Serialize};

use super::catalogue::Organ;
use super::hours::OpeningHours;

/// Names, phones and windows of one centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Community {
    /// 凤鸣社区
    pub name: String,
    /// 凤鸣, in front of the series character on paper.
    pub short: String,
    /// 渭滨街道: the sub-district.
    pub street: String,
    /// Address of the centre.
    pub address: String,
    /// 咨询电话
    pub enquiry_phone: String,
    /// 监督电话
    pub supervision_phone: String,
    /// When the window is open.
    pub hours: OpeningHours,
    /// The reception windows.
    pub windows: Vec<Window>,
    /// Whether this is a practice store: a red frame on screen, 样张 on paper.
    pub practice: bool,
}

impl Default for Community {
    fn default() -> Self {
        Self {
            name: String::new(),
            short: String::new(),
            street: String::new(),
            address: String::new(),
            enquiry_phone: String::new(),
            supervision_phone: String::new(),
            hours: OpeningHours::default(),
            windows: vec![Window { number: 1, name: String::new() }],
            practice: false,
        }
    }
}

impl Community {
    /// A community by its name; the short form drops 社区.
    pub fn named(name: &str) -> Self {
        let name = name.trim();
        let short = name.trim_end_matches("社区").to_owned();
        Self {
            name: if name.ends_with("社区") { name.to_owned() } else { format!("{name}社区") },
            short,
            ..Self::default()
        }
    }

    /// 凤鸣社区党群服务中心
    pub fn centre(&self) -> String {
        format!("{}党群服务中心", self.name)
    }

    /// Whose seal: 居民委员会 or the party organisation (`domain.md` §3.7).
    pub fn organ(&self, organ: Organ) -> String {
        match organ {
            Organ::Committee => format!("{}居民委员会", self.name),
            Organ::Party => format!("中共{}总支部委员会", self.name),
        }
    }
}

/// One reception window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// 1号窗口
    pub number: u32,
    /// An optional name.
    #[serde(default)]
    pub name: String,
}
