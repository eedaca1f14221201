//! 不予出具: the certificates a residents' committee may not issue, and the record of each refusal.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::serial::Serial;

/// The list of certificates to decline, from `assets/declines.toml` (民发〔2020〕20号, first list).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineList {
    /// The shape of the file.
    pub schema: u32,
    /// The document the list stands in.
    pub basis_zh: String,
    /// The same in English.
    pub basis_en: String,
    /// The certificates.
    #[serde(rename = "decline")]
    pub certificates: Vec<Certificate>,
}

/// One certificate that is not issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Number in the list.
    pub no: u32,
    /// Its name.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// Why it is not issued.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
    /// Where to go.
    pub where_zh: String,
    /// The same in English.
    pub where_en: String,
    /// The item of ours that serves instead.
    #[serde(default)]
    pub alternative: String,
    /// One line on it.
    #[serde(default)]
    pub alternative_zh: String,
    /// The same in English.
    #[serde(default)]
    pub alternative_en: String,
    /// What residents call it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Certificate {
    /// The name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }
}

impl DeclineList {
    /// Reads the list.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The certificate with this number.
    pub fn certificate(&self, no: u32) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.no == no)
    }
}

/// One refusal to issue a certificate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeclineRecord {
    /// Its number.
    pub serial: Serial,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who refused.
    pub staff: String,
    /// The window.
    pub window: u32,
    /// Number in the list.
    pub certificate: u32,
    /// The name at that time.
    pub certificate_name: String,
    /// The body that asked for it; empty: 未说明.
    #[serde(default)]
    pub asked_by: String,
    /// The person, when known.
    #[serde(default)]
    pub resident: Option<String>,
    /// The visit.
    pub visit: String,
    /// Voided with this reason; the number stays.
    #[serde(default)]
    pub void: Option<String>,
}
