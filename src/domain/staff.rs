//! 社区工作者: who sits at the desk.

use serde::{Deserialize, Serialize};

/// What a worker may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 全科社工: takes every line.
    #[default]
    Generalist,
    /// 主管: may also change the catalogue and the settings.
    Supervisor,
}

/// A worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Stays the same for ever; stamped on records.
    pub id: String,
    /// As printed: 经办人.
    pub name: String,
    /// What the worker may do.
    #[serde(default)]
    pub role: Role,
    /// Whether the worker may read restricted items.
    #[serde(default)]
    pub restricted: bool,
    /// Keyed hash of the PIN; none: no PIN is asked.
    #[serde(default)]
    pub pin_hash: Option<String>,
    /// Gone from the desk; old records still name them.
    #[serde(default)]
    pub retired: bool,
}
