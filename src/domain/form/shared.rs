//! The fields every intake shares (`domain.md` §2.3), asked no further than the item's identity level.

use crate::domain::catalogue::{IdentityLevel, Item};

use super::{Choice, Condition, Field, FieldType};

/// Keys of the shared fields. They begin with `_`, which no item's own field may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared;

impl Shared {
    /// Who came: `self`, `family`, `home`.
    pub const WHO: &'static str = "_who";
    /// The applicant's name or form of address.
    pub const NAME: &'static str = "_name";
    /// The applicant's document.
    pub const IDENTITY: &'static str = "_id";
    /// Why a number that fails its check is taken as printed.
    pub const IDENTITY_REASON: &'static str = "_id_reason";
    /// The applicant's phone.
    pub const PHONE: &'static str = "_phone";
    /// The applicant's address.
    pub const ADDRESS: &'static str = "_address";
    /// A contact person when there is no phone.
    pub const CONTACT: &'static str = "_contact";
    /// The proxy's name.
    pub const PROXY_NAME: &'static str = "_proxy_name";
    /// The proxy's relation.
    pub const PROXY_RELATION: &'static str = "_proxy_relation";
    /// The proxy's document.
    pub const PROXY_IDENTITY: &'static str = "_proxy_id";
}

/// Who came to the desk for the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// 本人
    #[default]
    #[serde(rename = "self")]
    Oneself,
    /// 家属代办
    Family,
    /// 社区上门
    Home,
}

/// What is typed when there is no phone.
pub const NO_PHONE: &str = "无";

fn choice(id: &str, zh: &str, en: &str) -> Choice {
    Choice { id: id.into(), zh: zh.into(), en: en.into() }
}

/// The shared fields in front of an item's own.
///
/// `known`: the applicant is on file, so neither name nor document is asked again (the document is, when the item wants
/// it verified and the file has none).
pub fn shared_fields(item: &Item, known: bool, document_on_file: bool) -> Vec<Field> {
    shared_fields_at(item.identity, known, document_on_file)
}

fn shared_fields_at(level: IdentityLevel, known: bool, document_on_file: bool) -> Vec<Field> {
    if level == IdentityLevel::None {
        return Vec::new();
    }
    let mut fields = Vec::new();
    if !known {
        let (zh, en, kind) = if level == IdentityLevel::Contact {
            ("称呼", "Called", FieldType::Name)
        } else {
            ("姓名", "Name", FieldType::Name)
        };
        fields.push(Field::plain(Shared::NAME, zh, en, kind, true));
    }
    if level == IdentityLevel::Verified && !document_on_file {
        fields.push(Field::plain(Shared::IDENTITY, "证件号码", "ID number", FieldType::Identity, true));
    }
    let mut who = Field::plain(Shared::WHO, "来办的人", "Who came", FieldType::Choice, true);
    who.options = vec![
        choice("self", "本人", "In person"),
        choice("family", "家属代办", "Family"),
        choice("home", "社区上门", "Home visit"),
    ];
    who.default = Some("self".into());
    fields.push(who);

    let proxy = vec![Condition { key: "proxy".into(), any: vec!["yes".into()] }];
    let mut name = Field::plain(Shared::PROXY_NAME, "代办人", "Proxy", FieldType::Name, true);
    name.when.clone_from(&proxy);
    let mut relation =
        Field::plain(Shared::PROXY_RELATION, "与本人关系", "Relation", FieldType::Choice, true);
    relation.options = vec![
        choice("spouse", "配偶", "Spouse"),
        choice("child", "子女", "Child"),
        choice("parent", "父母", "Parent"),
        choice("other_kin", "其他亲属", "Other kin"),
        choice("neighbour", "邻居", "Neighbour"),
        choice("other", "其他", "Other"),
    ];
    relation.when.clone_from(&proxy);
    fields.push(name);
    fields.push(relation);
    if level == IdentityLevel::Verified {
        let mut document =
            Field::plain(Shared::PROXY_IDENTITY, "代办人证件", "Proxy's ID", FieldType::Identity, true);
        document.when = proxy;
        fields.push(document);
    }
    // Nobody is turned away for having no phone (`domain.md` §0.9): 无 is an answer, and then a contact person is asked.
    let mut phone = Field::plain(Shared::PHONE, "联系电话", "Phone", FieldType::Phone, true);
    phone.help_zh = format!("没有电话的填“{NO_PHONE}”");
    phone.help_en = format!("No phone: type {NO_PHONE}");
    fields.push(phone);
    let mut contact = Field::plain(Shared::CONTACT, "联系人", "Contact", FieldType::Name, true);
    contact.when = vec![Condition { key: Shared::PHONE.into(), any: vec![NO_PHONE.into()] }];
    fields.push(contact);
    let mut address = Field::plain(
        Shared::ADDRESS,
        "住址网格",
        "Address",
        FieldType::Address,
        level >= IdentityLevel::Name,
    );
    address.help_zh = "小区 楼栋 单元 室".into();
    address.help_en = "Compound, building, entrance, room".into();
    address.default = Some("@address".into());
    fields.push(address);
    fields
}

/// The shared fields of every level, made once: they are needed at every taking in and are always the same.
#[derive(Debug, Clone)]
pub struct SharedFields([[Vec<Field>; 3]; 4]);

impl Default for SharedFields {
    fn default() -> Self {
        use IdentityLevel::{Contact, Name, None, Verified};
        Self([None, Contact, Name, Verified].map(|level| {
            [(false, false), (true, false), (true, true)]
                .map(|(known, document)| shared_fields_at(level, known, document))
        }))
    }
}

impl SharedFields {
    /// What [`shared_fields`] gives.
    pub fn of(&self, item: &Item, known: bool, document_on_file: bool) -> &[Field] {
        let who = usize::from(known) + usize::from(known && document_on_file);
        &self.0[item.identity as usize][who]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::Catalogue;

    #[test]
    fn what_was_made_once_is_what_is_made_anew() {
        let catalogue = Catalogue::from_toml(include_str!("../../../assets/catalogue.toml")).unwrap();
        let shared = SharedFields::default();
        for item in &catalogue.items {
            for (known, document) in [(false, false), (true, false), (true, true)] {
                assert_eq!(shared.of(item, known, document), shared_fields(item, known, document));
            }
        }
    }
}
