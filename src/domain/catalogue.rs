//! 事项目录: the 32 service items in five groups, their guides and forms.
//!
//! The catalogue is data (`assets/catalogue.toml`), our own design and not an official list (`domain.md` §0, §2): a
//! supervisor may rename, retire and add items, so every item carries a version and old intakes keep theirs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::form::{Condition, Field, FieldType};
use super::lang::Lang;
use super::promise::Promise;
use super::serial::SerialKind;

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

/// How an item is handled (`domain.md` §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandlingMode {
    /// 即办件: done on the spot.
    Instant,
    /// 承诺件: the community promises a date.
    Promised,
    /// 转办件: the papers are handed on by a date; somebody else decides.
    Forward,
}

/// How much must be known of the person (`domain.md` §2.3). Never ask for more than the item's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityLevel {
    /// Nothing is asked.
    None,
    /// A form of address and a phone.
    Contact,
    /// The real name, unchecked.
    Name,
    /// The number checked against the card in hand.
    Verified,
}

/// The paper an item ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    /// 服务凭单
    Slip,
    /// 受理回执
    Acceptance,
    /// 代收代办凭证
    Agency,
    /// 转办单
    Workorder,
    /// 预约确认单
    Booking,
    /// 报名回执
    Enrol,
    /// 借用凭单
    Loan,
    /// 调解登记回执
    Mediation,
    /// 心愿登记卡
    Wish,
}

impl ReceiptKind {
    /// The series its number is taken from (`domain.md` §3.4).
    pub fn serial(self) -> SerialKind {
        match self {
            Self::Slip => SerialKind::Slip,
            Self::Acceptance => SerialKind::Acceptance,
            Self::Agency => SerialKind::Agency,
            Self::Workorder => SerialKind::Order,
            Self::Booking => SerialKind::Booking,
            Self::Enrol => SerialKind::Enrolment,
            Self::Loan => SerialKind::Loan,
            Self::Mediation => SerialKind::Mediation,
            Self::Wish => SerialKind::Wish,
        }
    }

    /// The title printed on the paper; papers are Chinese in either language of the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Slip => "服务凭单",
            Self::Acceptance => "受理回执",
            Self::Agency => "代收代办凭证",
            Self::Workorder => "转办单",
            Self::Booking => "预约确认单",
            Self::Enrol => "报名回执",
            Self::Loan => "借用凭单",
            Self::Mediation => "调解登记回执",
            Self::Wish => "心愿登记卡",
        }
    }

    /// Whether it is printed on the 80 mm roll.
    pub fn is_ticket(self) -> bool {
        matches!(self, Self::Slip | Self::Booking | Self::Enrol | Self::Loan)
    }
}

/// Where an item of the catalogue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Named in the source article.
    Seed,
    /// Derived from the source article.
    SeedDerived,
    /// Our own design.
    Design,
    /// Added by the centre's supervisor.
    Local,
}

/// How sure the legal basis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisSource {
    /// Read in a public source.
    Found,
    /// From common knowledge, unchecked.
    Knowledge,
    /// Some of each.
    Mixed,
    /// There is none.
    #[default]
    None,
}

/// Whose seal goes on the paper (`domain.md` §3.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organ {
    /// 社区居民委员会
    #[default]
    Committee,
    /// 社区党组织
    Party,
}

/// A body that takes part in handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 网格
    Grid,
    /// 社区
    Community,
    /// 街道
    Street,
    /// 部门
    Dept,
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

/// The form a paper is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialForm {
    /// 原件
    Original,
    /// 复印件
    Copy,
    /// 出示: looked at and handed back.
    Show,
    /// 电子件
    Electronic,
}

impl MaterialForm {
    /// As printed.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Original => "原件",
            Self::Copy => "复印件",
            Self::Show => "出示",
            Self::Electronic => "电子件",
        }
    }
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

/// What is wrong with a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// The file is not of the expected shape.
    #[error("catalogue cannot be read: {0}")]
    Shape(String),
    /// A rule is broken; the text names the item and the rule.
    #[error("{item}: {rule}")]
    Rule {
        /// The item's code, or `catalogue`.
        item: String,
        /// The rule that is broken.
        rule: String,
    },
}

impl Catalogue {
    /// Reads and checks a catalogue file.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self =
            toml::from_str(text).map_err(|error| CatalogueError::Shape(error.to_string()))?;
        catalogue.check()?;
        Ok(catalogue)
    }

    /// Checks the rules every catalogue must keep, a supervisor's as well as the shipped one: unique codes and numbers,
    /// known groups, unique field keys, conditions and defaults that name existing fields and options.
    pub fn check(&self) -> Result<(), CatalogueError> {
        let mut codes = BTreeSet::new();
        let mut numbers = BTreeSet::new();
        for item in &self.items {
            if !codes.insert(&item.code) || !numbers.insert(item.seq) {
                return Err(rule(&item.code, "code and number must be unique"));
            }
            if !self.groups.iter().any(|group| group.code == item.group) {
                return Err(rule(&item.code, "unknown group"));
            }
            check_item(item)?;
        }
        Ok(())
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

fn rule(item: &str, text: impl Into<String>) -> CatalogueError {
    CatalogueError::Rule { item: item.to_owned(), rule: text.into() }
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

/// Checks one item on its own: names, keys, options, conditions, defaults.
pub fn check_item(item: &Item) -> Result<(), CatalogueError> {
    let fail = |text: String| Err(rule(&item.code, text));
    if item.name_zh.trim().is_empty() || item.short_zh.trim().is_empty() {
        return fail("full and short name must be given".into());
    }
    if item.short_zh.chars().count() > 9 {
        return fail(format!("short name {} is longer than 9 characters", item.short_zh));
    }
    if !item.basis_en.is_empty() && item.basis_en.len() != item.basis_zh.len()
        || !item.steps_en.is_empty() && item.steps_en.len() != item.steps_zh.len()
    {
        return fail("basis and steps must have as many lines in both languages".into());
    }
    let mut keys = BTreeSet::new();
    for field in &item.fields {
        if field.key.is_empty() || field.key.starts_with('_') || !keys.insert(field.key.as_str()) {
            return fail(format!("field key {} is empty, reserved or used twice", field.key));
        }
        let needs_options = matches!(field.kind, FieldType::Choice | FieldType::Multichoice);
        if needs_options == field.options.is_empty() {
            return fail(format!("field {}: options do not fit its type", field.key));
        }
        let mut ids = BTreeSet::new();
        if !field.options.iter().all(|option| ids.insert(option.id.as_str())) {
            return fail(format!("field {}: an option id is used twice", field.key));
        }
    }
    let conditions = item
        .fields
        .iter()
        .flat_map(|field| field.when.iter().chain(field.implied.iter().flat_map(|i| i.when.iter())))
        .chain(item.materials.iter().flat_map(|material| material.when.iter()));
    for condition in conditions {
        if !condition_is_known(item, condition) {
            return fail(format!("condition on {} names no known answer", condition.key));
        }
    }
    for field in &item.fields {
        let values = field.implied.iter().map(|implied| &implied.value).chain(&field.default);
        for value in values {
            if !value.starts_with('@') && !field.takes(value) {
                return fail(format!("field {}: default {value} is no answer of it", field.key));
            }
        }
    }
    Ok(())
}

fn condition_is_known(item: &Item, condition: &Condition) -> bool {
    if condition.key == "proxy" {
        return condition.any.iter().all(|id| id == "yes" || id == "no");
    }
    item.field(&condition.key)
        .is_some_and(|field| !condition.any.is_empty() && condition.any.iter().all(|id| field.takes(id)))
}
