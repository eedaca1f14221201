//! 场地: the rooms of the centre. Here only what the search box and the forms need to know of them.

use serde::{Deserialize, Serialize};

use super::lang::Lang;

/// The rooms as read from `assets/rooms.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomList {
    /// The shape of the file.
    pub schema: u32,
    /// The rooms.
    #[serde(rename = "room")]
    pub rooms: Vec<Room>,
}

/// One room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// `R02`
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Short name for lists.
    #[serde(default)]
    pub short_zh: String,
    /// The floor.
    pub floor: i32,
    /// How many people it takes.
    pub capacity: u32,
    /// What people call it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Room {
    /// The name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }
}

impl RoomList {
    /// Reads the list.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
