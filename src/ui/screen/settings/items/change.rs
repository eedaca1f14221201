//! The changes that can be made to an item.

use iced::widget::text_editor;

use crate::domain::catalogue::Item;

/// A text of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// 全称
    NameZh,
    /// The same in English.
    NameEn,
    /// 简称
    ShortZh,
    /// The same in English.
    ShortEn,
    /// 谁能办
    ApplicantsZh,
    /// The same in English.
    ApplicantsEn,
    /// 送到哪里
    DeliverZh,
    /// The same in English.
    DeliverEn,
    /// 谁来定
    AuthorityZh,
    /// The same in English.
    AuthorityEn,
    /// 要留意
    CautionZh,
    /// The same in English.
    CautionEn,
}

impl Text {
    /// Where it is kept.
    pub fn of(self, item: &Item) -> &str {
        match self {
            Self::NameZh => &item.name_zh,
            Self::NameEn => &item.name_en,
            Self::ShortZh => &item.short_zh,
            Self::ShortEn => &item.short_en,
            Self::ApplicantsZh => &item.applicants_zh,
            Self::ApplicantsEn => &item.applicants_en,
            Self::DeliverZh => &item.deliver_to_zh,
            Self::DeliverEn => &item.deliver_to_en,
            Self::AuthorityZh => &item.authority_zh,
            Self::AuthorityEn => &item.authority_en,
            Self::CautionZh => &item.caution_zh,
            Self::CautionEn => &item.caution_en,
        }
    }

    /// Where it is kept, to be changed.
    pub fn slot(self, item: &mut Item) -> &mut String {
        match self {
            Self::NameZh => &mut item.name_zh,
            Self::NameEn => &mut item.name_en,
            Self::ShortZh => &mut item.short_zh,
            Self::ShortEn => &mut item.short_en,
            Self::ApplicantsZh => &mut item.applicants_zh,
            Self::ApplicantsEn => &mut item.applicants_en,
            Self::DeliverZh => &mut item.deliver_to_zh,
            Self::DeliverEn => &mut item.deliver_to_en,
            Self::AuthorityZh => &mut item.authority_zh,
            Self::AuthorityEn => &mut item.authority_en,
            Self::CautionZh => &mut item.caution_zh,
            Self::CautionEn => &mut item.caution_en,
        }
    }
}

/// A change of a material.
#[derive(Debug, Clone)]
pub enum MaterialEdit {
    /// Its name.
    NameZh(String),
    /// Its name in English.
    NameEn(String),
    /// Its form.
    Form(usize),
    /// How many.
    Copies(String),
    /// Must be there, or need not.
    Required,
    /// May follow, or may not.
    Deferrable,
    /// Away with it.
    Remove,
}

/// A change of a field.
#[derive(Debug, Clone)]
pub enum FieldEdit {
    /// Its label.
    LabelZh(String),
    /// Its label in English.
    LabelEn(String),
    /// Its type.
    Kind(usize),
    /// Must be answered, or need not.
    Required,
    /// The options of a choice.
    Options(String),
    /// Away with it.
    Remove,
}

/// A change of the open item.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A text.
    Typed(Text, String),
    /// Other names, as typed.
    Aliases(String),
    /// The days promised, as typed.
    Promise(String),
    /// 工作日 or 日.
    Unit(usize),
    /// The steps in Chinese.
    StepsZh(text_editor::Action),
    /// The steps in English.
    StepsEn(text_editor::Action),
    /// No longer offered, or offered again.
    Retired,
    /// The group.
    Group(usize),
    /// How it is handled.
    Mode(usize),
    /// How much must be known of the person.
    Identity(usize),
    /// The paper it ends in.
    Receipt(usize),
    /// One material more.
    AddMaterial,
    /// A material.
    Material(usize, MaterialEdit),
    /// One field more.
    AddField,
    /// A field.
    Field(usize, FieldEdit),
    /// On to the next thing.
    To(&'static str),
}
