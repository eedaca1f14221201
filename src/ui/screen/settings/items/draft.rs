//! An item as it is being changed: what was typed, what is wrong with it, and the item that comes of it.

use std::collections::BTreeMap;

use iced::widget::text_editor::Content;

use crate::domain::catalogue::{HandlingMode, Item, Material, MaterialForm};
use crate::domain::form::{AskedAt, Choice, Field, FieldType};
use crate::domain::promise::{MAX_AMOUNT, Promise, TimeUnit};
use crate::i18n::Words;
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::screen::settings::drafts::Edited;

use super::change::{Edit, FieldEdit, MaterialEdit};
use super::labels::{FORMS, IDENTITIES, KINDS, MODES, RECEIPTS};

/// Most characters of a short name: what fits a list (`tokens.md` §2).
const SHORT_ZH: usize = 9;
const SHORT_EN: usize = 24;

/// An item as it is being changed.
#[derive(Debug)]
pub struct Draft {
    base: Option<Item>,
    /// The item, but for the texts below.
    pub item: Item,
    /// Other names with commas between.
    pub aliases: String,
    /// Days promised.
    pub promise: String,
    /// The steps, one a line.
    pub steps_zh: Content,
    /// The same in English.
    pub steps_en: Content,
    /// The options of each field, as typed.
    pub options: Vec<String>,
    /// What is wrong, by the id of the field.
    pub wrong: BTreeMap<String, String>,
}

/// `自取|Collect、送到家`: options with commas between, the English words after an upright.
fn options_text(field: &Field) -> String {
    let one = |option: &Choice| {
        if option.en.is_empty() { option.zh.clone() } else { format!("{}|{}", option.zh, option.en) }
    };
    field.options.iter().map(one).collect::<Vec<_>>().join("、")
}

/// Reads what [`options_text`] writes. An option that keeps its words keeps what it is stored under.
fn options_of(text: &str, before: &[Choice]) -> Vec<Choice> {
    let mut next = before.len();
    list(text)
        .map(|part| {
            let (zh, en) = part.split_once(['|', '｜']).unwrap_or((part, ""));
            let (zh, en) = (zh.trim().to_owned(), en.trim().to_owned());
            let id = before.iter().find(|known| known.zh == zh).map(|known| known.id.clone());
            let id = id.unwrap_or_else(|| {
                next += 1;
                format!("o{next}")
            });
            Choice { id, zh, en }
        })
        .collect()
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|part| !part.is_empty())
}

fn lines(content: &Content) -> Vec<String> {
    content.text().lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

impl Edited for Draft {
    fn is_new(&self) -> bool {
        self.base.is_none()
    }

    fn changed(&self) -> bool {
        self.base
            .as_ref()
            .is_none_or(|base| self.promise != base.promise.amount().to_string() || self.composed() != *base)
    }
}

impl Draft {
    /// An item of the catalogue.
    pub fn of(item: Item) -> Self {
        Self {
            aliases: item.aliases.join("、"),
            promise: item.promise.amount().to_string(),
            steps_zh: Content::with_text(&item.steps_zh.join("\n")),
            steps_en: Content::with_text(&item.steps_en.join("\n")),
            options: item.fields.iter().map(options_text).collect(),
            wrong: BTreeMap::new(),
            base: Some(item.clone()),
            item,
        }
    }

    /// A new item.
    pub fn new(item: Item) -> Self {
        Self { base: None, ..Self::of(item) }
    }

    /// Whether materials and fields may be changed here: not those that hang together by conditions.
    pub fn is_simple(&self) -> bool {
        let item = &self.item;
        item.materials.iter().all(|material| material.when.is_empty())
            && item.fields.iter().all(|field| {
                KINDS.contains(&field.kind)
                    && field.when.is_empty()
                    && field.implied.is_empty()
                    && field.default.is_none()
                    && field.stage == AskedAt::Desk
            })
    }

    /// The item as typed; a promise that cannot be read is left as it was.
    fn composed(&self) -> Item {
        let mut item = self.item.clone();
        item.aliases = list(&self.aliases).map(str::to_owned).collect();
        item.steps_zh = lines(&self.steps_zh);
        item.steps_en = lines(&self.steps_en);
        let amount =
            if item.mode == HandlingMode::Instant { Some(0) } else { self.promise.trim().parse().ok() };
        if let Some(promise) = amount.and_then(|amount| Promise::new(amount, item.promise.unit()).ok()) {
            item.promise = promise;
        }
        for (field, text) in item.fields.iter_mut().zip(&self.options) {
            if field.kind == FieldType::Choice && *text != options_text(field) {
                field.options = options_of(text, &field.options);
            }
        }
        item
    }

    /// Changes the item. Answers where the focus goes on, if anywhere.
    pub fn edit(&mut self, edit: Edit, ctx: &Ctx) -> Option<String> {
        if !matches!(edit, Edit::To(_)) {
            self.wrong.clear();
        }
        let item = &mut self.item;
        match edit {
            Edit::Typed(text, value) => *text.slot(item) = value,
            Edit::Aliases(value) => self.aliases = value,
            Edit::Promise(value) => self.promise = value,
            Edit::Unit(index) => {
                let unit = if index == 0 { TimeUnit::WorkDay } else { TimeUnit::Day };
                // The amount was lawful already; only the unit changes.
                item.promise = Promise::new(item.promise.amount(), unit).unwrap_or(item.promise);
            }
            Edit::StepsZh(action) => self.steps_zh.perform(action),
            Edit::StepsEn(action) => self.steps_en.perform(action),
            Edit::Retired => item.retired = !item.retired,
            Edit::Group(index) => {
                let group = ctx.book.catalogue.groups.get(index)?;
                let blank = ctx.desk.blank_item(&group.code);
                (item.group, item.code, item.seq) = (blank.group, blank.code, blank.seq);
            }
            Edit::Mode(index) => item.mode = *MODES.get(index)?,
            Edit::Identity(index) => item.identity = *IDENTITIES.get(index)?,
            Edit::Receipt(index) => item.receipt = *RECEIPTS.get(index)?,
            Edit::AddMaterial => {
                item.materials.push(Material {
                    name_zh: String::new(),
                    name_en: String::new(),
                    form: MaterialForm::Copy,
                    copies: 1,
                    required: true,
                    deferrable: false,
                    note_zh: String::new(),
                    note_en: String::new(),
                    issuer_zh: String::new(),
                    issuer_en: String::new(),
                    when: Vec::new(),
                });
                return Some(material_id(item.materials.len() - 1));
            }
            Edit::Material(index, edit) => self.edit_material(index, edit),
            Edit::AddField => {
                let mut keys = (1..=item.fields.len() + 1).map(|n| format!("f{n}"));
                let free = keys.find(|key| item.field(key).is_none())?;
                item.fields.push(Field::plain(&free, "", "", FieldType::Text, false));
                self.options.push(String::new());
                return Some(field_id(self.item.fields.len() - 1));
            }
            Edit::Field(index, edit) => self.edit_field(index, edit),
            Edit::To(id) => return Some(id.to_owned()),
        }
        None
    }

    fn edit_material(&mut self, index: usize, edit: MaterialEdit) {
        let Some(material) = self.item.materials.get_mut(index) else { return };
        match edit {
            MaterialEdit::NameZh(name) => material.name_zh = name,
            MaterialEdit::NameEn(name) => material.name_en = name,
            MaterialEdit::Form(form) => {
                material.form = FORMS.get(form).copied().unwrap_or(material.form);
                // What is only looked at is not kept.
                material.copies =
                    if material.form == MaterialForm::Show { 0 } else { material.copies.max(1) };
            }
            MaterialEdit::Copies(text) => {
                let digits: String = text.chars().filter(char::is_ascii_digit).take(2).collect();
                material.copies = digits.parse().unwrap_or(0);
            }
            MaterialEdit::Required => material.required = !material.required,
            MaterialEdit::Deferrable => material.deferrable = !material.deferrable,
            MaterialEdit::Remove => drop(self.item.materials.remove(index)),
        }
    }

    fn edit_field(&mut self, index: usize, edit: FieldEdit) {
        let Some(field) = self.item.fields.get_mut(index) else { return };
        match edit {
            FieldEdit::LabelZh(label) => field.label_zh = label,
            FieldEdit::LabelEn(label) => field.label_en = label,
            FieldEdit::Kind(kind) => {
                field.kind = KINDS.get(kind).copied().unwrap_or(field.kind);
                if field.kind != FieldType::Choice {
                    field.options.clear();
                }
            }
            FieldEdit::Required => field.required = !field.required,
            FieldEdit::Options(text) => {
                if let Some(options) = self.options.get_mut(index) {
                    *options = text;
                }
            }
            FieldEdit::Remove => {
                drop(self.item.fields.remove(index));
                drop(self.options.remove(index));
            }
        }
    }

    /// The item to save, or the id of the first thing that is wrong; all of them are told beside their fields.
    pub fn finished(&mut self, words: &Words) -> Result<Item, String> {
        let mut first = None;
        let mut wrong = BTreeMap::new();
        let mut tell = |id: String, sentence: String| {
            first.get_or_insert_with(|| id.clone());
            let _ = wrong.entry(id).or_insert(sentence);
        };
        let item = self.composed();
        if item.name_zh.trim().is_empty() {
            tell("item-name-zh".into(), t!(words, "field-required"));
        }
        let (short, short_en) = (item.short_zh.chars().count(), item.short_en.chars().count());
        if item.short_zh.trim().is_empty() {
            tell("item-short-zh".into(), t!(words, "field-required"));
        } else if short > SHORT_ZH {
            tell("item-short-zh".into(), t!(words, "field-too-long", len = short, max = SHORT_ZH));
        }
        if short_en > SHORT_EN {
            tell("item-short-zh".into(), t!(words, "field-too-long", len = short_en, max = SHORT_EN));
        }
        if item.mode != HandlingMode::Instant {
            match self.promise.trim().parse::<u32>() {
                Ok(amount) if (1..=MAX_AMOUNT).contains(&amount) => {}
                Ok(_) => tell(
                    "item-promise".into(),
                    t!(words, "field-range", min = "1", max = MAX_AMOUNT.to_string()),
                ),
                Err(_) => tell("item-promise".into(), t!(words, "field-not-whole")),
            }
        }
        if !item.steps_en.is_empty() && item.steps_en.len() != item.steps_zh.len() {
            let (zh, en) = (item.steps_zh.len(), item.steps_en.len());
            tell("item-steps-en".into(), t!(words, "items-steps-differ", zh = zh, en = en));
        }
        for (index, material) in item.materials.iter().enumerate() {
            if material.name_zh.trim().is_empty() {
                tell(material_id(index), t!(words, "field-required"));
            }
        }
        for (index, field) in item.fields.iter().enumerate() {
            if field.label_zh.trim().is_empty() {
                tell(field_id(index), t!(words, "field-required"));
            }
            if field.kind == FieldType::Choice && field.options.len() < 2 {
                tell(options_id(index), t!(words, "items-options-few"));
            }
        }
        self.wrong = wrong;
        first.map_or(Ok(item), Err)
    }
}

/// The id of a material's name.
pub fn material_id(index: usize) -> String {
    format!("item-material-{index}")
}

/// The id of a field's label.
pub fn field_id(index: usize) -> String {
    format!("item-field-{index}")
}

/// The id of a field's options.
pub fn options_id(index: usize) -> String {
    format!("item-options-{index}")
}
