//! One line of input: from JSON to a filled form and a decision.

mod answers;
mod decision;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::desk::{Decision, Desk, DeskError, FormOf, form_of};
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{Shared, visible_fields};
use crate::domain::material::receive_all;
use crate::i18n::{Words, desk_error};
use crate::t;

/// What is wrong with a line.
#[derive(Debug, Serialize)]
pub(super) struct Wrong {
    /// The field: a key of the form, or of the line itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub code: String,
    pub message: String,
    /// Papers that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

impl Wrong {
    pub fn plain(code: &str, message: String) -> Self {
        Self { field: None, code: code.to_owned(), message, missing: Vec::new() }
    }

    pub fn field(field: &str, code: &str, message: String) -> Self {
        Self { field: Some(field.to_owned()), ..Self::plain(code, message) }
    }
}

/// What a line asks for.
pub(super) struct Given {
    pub draft: Draft,
    pub decision: Decision,
    /// Given, but not asked for this matter.
    pub ignored: Vec<String>,
}

/// Keys of the line that fill shared fields.
const SHARED: [(&str, &str); 10] = [
    ("name", Shared::NAME),
    ("id", Shared::IDENTITY),
    ("id_reason", Shared::IDENTITY_REASON),
    ("phone", Shared::PHONE),
    ("contact", Shared::CONTACT),
    ("address", Shared::ADDRESS),
    ("who", Shared::WHO),
    ("proxy_name", Shared::PROXY_NAME),
    ("proxy_relation", Shared::PROXY_RELATION),
    ("proxy_id", Shared::PROXY_IDENTITY),
];
/// Every other key of a line.
const OTHERS: [&str; 11] = [
    "item",
    "resident",
    "answers",
    "materials",
    "document_seen",
    "decision",
    "reason",
    "basis",
    "redirect",
    "note",
    "due",
];
type Read<T> = Result<T, Wrong>;

struct Line<'a> {
    words: &'a Words,
    map: Map<String, Value>,
}

/// Reads a line and fills the form with it.
pub(super) fn read(desk: &Desk, words: &Words, bytes: &[u8]) -> Read<Given> {
    let map = serde_json::from_slice::<Map<String, Value>>(bytes)
        .map_err(|error| Wrong::plain("json", t!(words, "cli-json", detail = error.to_string())))?;
    let line = Line { words, map };
    for key in line.map.keys() {
        if !OTHERS.contains(&key.as_str()) && !SHARED.iter().any(|(known, _)| known == key) {
            return Err(Wrong::field(
                key,
                "unknown_field",
                t!(words, "cli-unknown-field", key = key.clone()),
            ));
        }
    }
    let code = line.text("item")?.unwrap_or_default().to_uppercase();
    let resident = line.text("resident")?.filter(|id| !id.is_empty());
    let mut draft = desk.blank_draft(&code, resident.as_deref()).map_err(|error| {
        let field =
            if matches!(error, DeskError::Unknown { what: "resident", .. }) { "resident" } else { "item" };
        Wrong::field(field, error.code(), desk_error(words, &error))
    })?;
    let told = |error: DeskError| Wrong::plain(error.code(), desk_error(words, &error));
    let item = desk.item_at(&draft.item, draft.item_version).map_err(told)?;
    let person = desk.resident_of(&draft).map_err(told)?;
    let form = form_of(&item, person.as_ref());

    let mut given = Vec::new();
    for (key, field) in SHARED {
        if let Some(text) = line.text(key)? {
            draft.entries.insert(field.to_owned(), text);
            given.push((key.to_owned(), field));
        }
    }
    let answered = line.answers(&item, &mut draft)?;
    draft.touched = given.iter().map(|(_, field)| (*field).to_owned()).chain(answered.clone()).collect();
    desk.fill_again(&mut draft).map_err(told)?;
    draft.document_seen = line.flag("document_seen")?;
    line.materials(&item, &form, &mut draft)?;
    let decision = line.decision(desk, &item, &form, &draft)?;

    let visible = visible_fields(&form.fields, &draft.entries);
    let asked = |field: &str| {
        let field = if field == Shared::IDENTITY_REASON { Shared::IDENTITY } else { field };
        visible.iter().any(|key| key == field)
    };
    let mut ignored: Vec<String> =
        given.into_iter().filter(|(_, field)| !asked(field)).map(|(key, _)| key).collect();
    ignored.extend(answered.into_iter().filter(|key| !asked(key)).map(|key| format!("answers.{key}")));
    ignored.extend(line.unused_by(&decision));
    Ok(Given { draft, decision, ignored })
}

impl Line<'_> {
    fn wrong_type(&self, field: &str) -> Wrong {
        Wrong::field(field, "wrong_type", t!(self.words, "cli-wrong-type"))
    }

    fn required(&self, field: &str) -> Wrong {
        Wrong::field(field, "required", t!(self.words, "field-required"))
    }

    /// A text; nothing when it is not there or null.
    fn text(&self, key: &str) -> Read<Option<String>> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong_type(key)),
        }
    }

    fn needed(&self, key: &str) -> Read<String> {
        let text = self.text(key)?.unwrap_or_default();
        if text.trim().is_empty() { Err(self.required(key)) } else { Ok(text) }
    }

    fn flag(&self, key: &str) -> Read<bool> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.wrong_type(key)),
        }
    }

    /// Papers in hand: all that are needed, or those named by their number on the guide (from 1) or by name.
    fn materials(&self, item: &Item, form: &FormOf, draft: &mut Draft) -> Read<()> {
        let list = match self.map.get("materials") {
            None | Some(Value::Null) => return Ok(()),
            Some(Value::String(all)) if all == "all" => {
                receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
                return Ok(());
            }
            Some(Value::Array(list)) => list,
            Some(_) => return Err(self.wrong_type("materials")),
        };
        for one in list {
            let at = match one {
                Value::Number(number) => {
                    let number = number.as_u64().and_then(|number| usize::try_from(number).ok());
                    number.and_then(|number| number.checked_sub(1))
                }
                Value::String(name) => Self::material_named(item, name),
                _ => return Err(self.wrong_type("materials")),
            };
            let Some(line) = at.and_then(|at| draft.materials.get_mut(at)) else {
                let message = t!(
                    self.words,
                    "cli-unknown-material",
                    name = one.to_string(),
                    count = item.materials.len()
                );
                return Err(Wrong::field("materials", "unknown_material", message));
            };
            line.received = true;
        }
        Ok(())
    }

    /// By the whole name, or by a part of it that only one has.
    fn material_named(item: &Item, name: &str) -> Option<usize> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let all = || item.materials.iter().enumerate();
        let whole = all().find(|(_, material)| material.name_zh == name || material.name_en == name);
        let mut parts =
            all().filter(|(_, material)| material.name_zh.contains(name) || material.name_en.contains(name));
        whole.or_else(|| parts.next().filter(|_| parts.next().is_none())).map(|(at, _)| at)
    }
}
