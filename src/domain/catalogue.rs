//! 事项目录: the 32 service items in five groups, their guides and forms.
//!
//! The catalogue is data (`assets/catalogue.toml`), our own design and not an official list (`domain.md` §0, §2): a
//! supervisor may rename, retire and add items, so every item carries a version and old intakes keep theirs.

mod check;
mod kinds;

use serde::{Deserialize, Serialize};

use super::form::{Condition, Field};
use super::lang::Lang;
use super::promise::Promise;

pub use check::{CatalogueError, check_item};
pub use kinds::{BasisSource, HandlingMode, IdentityLevel, MaterialForm, Organ, Party, ReceiptKind, Source};

/// The whole catalogue as it is read from its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The shape of the file.
    pub schema: u32,
    /// The edition printed on guides, such as `2026.1`.
    pub version: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Says that the list is our design, in Chinese.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
    /// The five groups, in order.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// The items, in order of their number.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// One of the five small services (五小服务).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Two letters, such as `FB`.
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
}

impl Group {
    /// The name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }
}

/// One item (事项) of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Running number 1–32, unique, said aloud (“办 11 号”).
    pub seq: u32,
    /// Group letters and number, such as `FB13`.
    pub code: String,
    /// The group's two letters.
    pub group: String,
    /// Full name in Chinese.
    pub name_zh: String,
    /// Full name in English.
    pub name_en: String,
    /// At most nine ideographs, for lists.
    pub short_zh: String,
    /// At most 24 characters, for lists.
    pub short_en: String,
    /// What residents really say, for the search box.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where the item comes from.
    pub source: Source,
    /// Whether old people often come for it.
    #[serde(default)]
    pub elder: bool,
    /// Who may apply.
    pub applicants_zh: String,
    /// Who may apply, in English.
    pub applicants_en: String,
    /// How it is handled.
    pub mode: HandlingMode,
    /// The community's own promise; 0 for items done on the spot.
    pub promise: Promise,
    /// Who takes part.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Who decides.
    #[serde(default)]
    pub authority_zh: String,
    /// Who decides, in English.
    #[serde(default)]
    pub authority_en: String,
    /// The deciding body's own time limit.
    #[serde(default)]
    pub authority_limit_zh: String,
    /// The same in English.
    #[serde(default)]
    pub authority_limit_en: String,
    /// Where the papers are taken.
    #[serde(default)]
    pub deliver_to_zh: String,
    /// The same in English.
    #[serde(default)]
    pub deliver_to_en: String,
    /// How much must be known of the person.
    pub identity: IdentityLevel,
    /// Holds sensitive personal data.
    #[serde(default)]
    pub sensitive: bool,
    /// Readable by named staff only.
    #[serde(default)]
    pub restricted: bool,
    /// The paper it ends in.
    pub receipt: ReceiptKind,
    /// Whose seal.
    #[serde(default)]
    pub organ: Organ,
    /// Legal basis.
    #[serde(default)]
    pub basis_zh: Vec<String>,
    /// Legal basis in English, line for line.
    #[serde(default)]
    pub basis_en: Vec<String>,
    /// How sure the basis is.
    #[serde(default)]
    pub basis_source: BasisSource,
    /// What the worker must mind.
    #[serde(default)]
    pub caution_zh: String,
    /// The same in English.
    #[serde(default)]
    pub caution_en: String,
    /// The steps of the guide.
    #[serde(default)]
    pub steps_zh: Vec<String>,
    /// The same in English, line for line.
    #[serde(default)]
    pub steps_en: Vec<String>,
    /// The papers asked for.
    #[serde(default, rename = "material")]
    pub materials: Vec<Material>,
    /// The item's own fields.
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// Raised by one with each change a supervisor saves; 1 as shipped.
    #[serde(default = "first_version")]
    pub version: u32,
    /// No longer offered; old intakes still show it.
    #[serde(default)]
    pub retired: bool,
}

fn first_version() -> u32 {
    1
}

impl Item {
    /// The full name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// The short name in the screen's language.
    pub fn short(&self, lang: Lang) -> &str {
        lang.pick(&self.short_zh, &self.short_en)
    }

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The fields asked at the desk; fields of a later stage are left to the closing of the case.
    pub fn desk_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_closing())
    }

    /// The key of this version among the stored items: `FB13@2`.
    pub fn version_key(&self) -> String {
        version_key(&self.code, self.version)
    }
}

/// The key of an item's version among the stored items: `FB13@2`.
pub fn version_key(code: &str, version: u32) -> String {
    format!("{code}@{version}")
}

/// A paper asked of the applicant (材料).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// The form it is asked in.
    pub form: MaterialForm,
    /// How many; 0 when it is only shown.
    pub copies: u32,
    /// Must be there.
    pub required: bool,
    /// 可容缺: may follow later.
    pub deferrable: bool,
    /// A note.
    #[serde(default)]
    pub note_zh: String,
    /// The same in English.
    #[serde(default)]
    pub note_en: String,
    /// Who issues it; empty when the resident has it.
    #[serde(default)]
    pub issuer_zh: String,
    /// The same in English.
    #[serde(default)]
    pub issuer_en: String,
    /// When it applies; always when empty.
    #[serde(default)]
    pub when: Vec<Condition>,
}

impl Material {
    /// The name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// The note in the screen's language.
    pub fn note(&self, lang: Lang) -> &str {
        lang.pick(&self.note_zh, &self.note_en)
    }
}

impl Catalogue {
    /// Reads and checks a catalogue file.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self =
            toml::from_str(text).map_err(|error| CatalogueError::Shape(error.to_string()))?;
        catalogue.check()?;
        Ok(catalogue)
    }

    /// The item with this code, retired ones included.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The items offered at the desk.
    pub fn offered(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !item.retired)
    }
}

impl Item {
    /// An empty item of a group for a supervisor to fill in.
    pub fn blank(group: &str, seq: u32) -> Self {
        Self {
            seq,
            code: format!("{group}{seq:02}"),
            group: group.to_owned(),
            name_zh: String::new(),
            name_en: String::new(),
            short_zh: String::new(),
            short_en: String::new(),
            aliases: Vec::new(),
            source: Source::Local,
            elder: false,
            applicants_zh: String::new(),
            applicants_en: String::new(),
            mode: HandlingMode::Instant,
            promise: Promise::ON_THE_SPOT,
            parties: vec![Party::Community],
            authority_zh: String::new(),
            authority_en: String::new(),
            authority_limit_zh: String::new(),
            authority_limit_en: String::new(),
            deliver_to_zh: String::new(),
            deliver_to_en: String::new(),
            identity: IdentityLevel::Contact,
            sensitive: false,
            restricted: false,
            receipt: ReceiptKind::Slip,
            organ: Organ::Committee,
            basis_zh: Vec::new(),
            basis_en: Vec::new(),
            basis_source: BasisSource::None,
            caution_zh: String::new(),
            caution_en: String::new(),
            steps_zh: Vec::new(),
            steps_en: Vec::new(),
            materials: Vec::new(),
            fields: Vec::new(),
            version: first_version(),
            retired: false,
        }
    }
}
