//! What is set for this PC alone: language, look, zoom, printers, window. Kept in one small file in the data folder, so
//! that it can be read before the store is open.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::lang::Lang;

/// The file's name in the data folder.
pub const FILE: &str = "this-pc.json";

/// The look of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// 标准
    #[default]
    Light,
    /// 深色
    Dark,
    /// 高对比
    HighContrast,
}

/// What happens to a paper once its file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Printed.
    #[default]
    Print,
    /// Opened in the viewer.
    View,
    /// Only kept as a file.
    File,
    /// Saved where the worker says, asked each time.
    Ask,
}

/// Which printer takes which sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PrinterChoice {
    /// Its name; none: the system's own choice.
    #[serde(deserialize_with = "lenient")]
    pub printer: Option<String>,
    /// Its tray; none: the printer's own choice.
    #[serde(deserialize_with = "lenient")]
    pub tray: Option<String>,
}

/// What is set for this PC. A field that cannot be read is taken at its default, so one bad value never loses the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThisPc {
    /// The screen's language.
    #[serde(deserialize_with = "lenient")]
    pub language: Lang,
    /// The look.
    #[serde(deserialize_with = "lenient")]
    pub appearance: Appearance,
    /// 100, 125 or 150 per cent; none: chosen by the screen's size at the first start.
    #[serde(deserialize_with = "lenient")]
    pub zoom: Option<u16>,
    /// Slips in large type.
    #[serde(deserialize_with = "lenient")]
    pub large_slips: bool,
    /// What happens to a paper.
    #[serde(deserialize_with = "lenient")]
    pub delivery: Delivery,
    /// For A4 sheets.
    #[serde(deserialize_with = "lenient")]
    pub a4: PrinterChoice,
    /// For the 80 mm roll.
    #[serde(deserialize_with = "lenient")]
    pub roll: PrinterChoice,
    /// The folder a paper was last saved in.
    #[serde(deserialize_with = "lenient")]
    pub saved_in: Option<PathBuf>,
    /// The window the PC stands at.
    #[serde(deserialize_with = "lenient")]
    pub window: u32,
    /// Minutes without a key after which the screen locks; 0: never.
    #[serde(deserialize_with = "lenient")]
    pub lock_after: u32,
}

impl Default for ThisPc {
    fn default() -> Self {
        Self {
            language: Lang::Zh,
            appearance: Appearance::Light,
            zoom: None,
            large_slips: false,
            delivery: Delivery::Print,
            a4: PrinterChoice::default(),
            roll: PrinterChoice::default(),
            saved_in: None,
            window: 1,
            lock_after: 0,
        }
    }
}

fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + for<'a> Deserialize<'a>,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl ThisPc {
    /// Reads the file; a missing or unreadable one gives the defaults.
    pub fn load(data: &Path) -> Self {
        fs::read(data.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Writes the file: a new one beside the old, synced, then moved over it.
    pub fn save(&self, data: &Path) -> io::Result<()> {
        fs::create_dir_all(data)?;
        let mut file = tempfile::NamedTempFile::new_in(data)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.flush()?;
        file.as_file().sync_all()?;
        let _ = file.persist(data.join(FILE)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Zoom as a factor.
    pub fn scale(&self) -> f32 {
        f32::from(self.zoom.unwrap_or(100).clamp(100, 200)) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_value_never_loses_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), r#"{"language":"en","zoom":"big","large_slips":true}"#).unwrap();
        let pc = ThisPc::load(folder.path());
        assert_eq!((pc.language, pc.zoom, pc.large_slips), (Lang::En, None, true));
        pc.save(folder.path()).unwrap();
        assert_eq!(ThisPc::load(folder.path()), pc);
        fs::write(folder.path().join(FILE), "not json").unwrap();
        assert_eq!(ThisPc::load(folder.path()), ThisPc::default());
    }
}
