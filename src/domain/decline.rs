//! 不予出具: the certificates a residents' committee may not issue, and the record of each refusal.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::intake::{StateName, StepRefusal};
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
    /// Who voided it, and when.
    #[serde(default)]
    pub voided: Option<Voided>,
}

/// Who voided a record, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Voided {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who: a worker's id.
    pub staff: String,
}

impl DeclineRecord {
    /// Voids a refusal that was entered by mistake: its number stays in the series, with the reason. Once, and not
    /// without a reason.
    pub fn voided(
        mut self,
        reason: &str,
        at: DateTime<FixedOffset>,
        staff: &str,
    ) -> Result<Self, StepRefusal> {
        if self.void.is_some() {
            return Err(StepRefusal::NotFrom { from: StateName::Void });
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(StepRefusal::NoReason);
        }
        self.void = Some(reason.to_owned());
        self.voided = Some(Voided { at, staff: staff.to_owned() });
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::serial::SerialKind;

    #[test]
    fn a_refusal_is_voided_once_and_with_a_reason() {
        let at = DateTime::parse_from_rfc3339("2026-05-07T10:24:00+08:00").unwrap();
        let serial = Serial::from_counter(SerialKind::Decline, 2026, std::num::NonZeroU32::MIN);
        let record = DeclineRecord {
            serial,
            at,
            staff: "0000000001".into(),
            window: 1,
            certificate: 10,
            certificate_name: "健在证明".into(),
            asked_by: String::new(),
            resident: None,
            visit: "0000000001".into(),
            void: None,
            voided: None,
        };
        assert_eq!(record.clone().voided("  ", at, "0000000002"), Err(StepRefusal::NoReason));
        let void = record.voided(" 登记错人 ", at, "0000000002").unwrap();
        assert_eq!((void.void.as_deref(), void.serial), (Some("登记错人"), serial));
        assert_eq!(void.voided.as_ref().map(|by| by.staff.as_str()), Some("0000000002"));
        assert!(matches!(void.voided("again", at, "0000000002"), Err(StepRefusal::NotFrom { .. })));
    }
}
