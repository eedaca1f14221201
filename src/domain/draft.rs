//! 草稿: a form that is being filled. Kept as typed, so that nothing is lost to a crash or an early closing.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::form::Entries;
use super::material::MaterialLine;

/// A form that is being filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Ten digits; becomes the intake's id.
    pub id: String,
    /// The visit it belongs to.
    pub visit: String,
    /// The item's code.
    pub item: String,
    /// The version it was opened under.
    pub item_version: u32,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    /// What was typed.
    #[serde(default)]
    pub entries: Entries,
    /// Fields the worker answered himself; implied answers leave them alone.
    #[serde(default)]
    pub touched: BTreeSet<String>,
    /// The materials.
    #[serde(default)]
    pub materials: Vec<MaterialLine>,
    /// 证件已核对
    #[serde(default)]
    pub document_seen: bool,
    /// The intake this draft goes on with: a supplement that came in.
    #[serde(default)]
    pub goes_on: bool,
    /// When it was opened.
    pub opened: DateTime<FixedOffset>,
    /// When it was last saved.
    pub saved: DateTime<FixedOffset>,
    /// Who opened it.
    pub staff: String,
}
