//! Lawful defaults and answers that follow from other answers (`flows.md`, rule 5).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

use super::judge::{holds, visibility, visible_fields};
use super::{Address, Entries, Field, FieldType};

/// What the defaults are taken from.
#[derive(Debug, Clone, Default)]
pub struct FillContext {
    /// The desk's date and time.
    pub now: NaiveDateTime,
    /// The applicant's address, when it is on file.
    pub address: String,
    /// The applicant's age, when it is known.
    pub age: Option<u32>,
    /// The applicant's name, when it is known.
    pub applicant: String,
    /// The worker's name.
    pub staff: String,
}

impl FillContext {
    /// What a default stands for with this field; `None` when the fact is not known.
    fn value(&self, field: &Field, default: &str) -> Option<String> {
        let text = match default {
            "@year" => self.now.year().to_string(),
            "@today" => self.now.format("%Y-%m-%d").to_string(),
            "@now" => self.now.format("%Y-%m-%d %H:%M").to_string(),
            "@address" if field.kind == FieldType::Compound => Address::parse(&self.address).compound,
            "@address" => self.address.clone(),
            "@applicant" => self.applicant.clone(),
            "@staff" => self.staff.clone(),
            "@age_band" => return self.age.and_then(|age| age_band(field, age)),
            literal => literal.to_owned(),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// The option whose id holds the age: ids carry their numbers, `a70_79`, `80-89`, `100_up`.
fn age_band(field: &Field, age: u32) -> Option<String> {
    field
        .options
        .iter()
        .find(|option| {
            let numbers: Vec<u32> =
                option.id.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
            match numbers[..] {
                [from] => age >= from,
                [from, to] => (from..=to).contains(&age),
                _ => false,
            }
        })
        .map(|option| option.id.clone())
}

/// Gives every visible, still empty field its default, as long as it has one; fields the worker emptied stay empty.
pub fn fill_defaults(
    fields: &[Field],
    entries: &mut Entries,
    touched: &BTreeSet<String>,
    context: &FillContext,
) {
    // A default may make another field visible, so go on until nothing changes; each round fills at least one field.
    loop {
        let mut changed = false;
        for key in visible_fields(fields, entries) {
            let Some(field) = fields.iter().find(|field| field.key == key) else {
                continue;
            };
            if touched.contains(&key) || entries.get(&key).is_some_and(|text| !text.is_empty()) {
                continue;
            }
            if let Some(value) = field.default.as_deref().and_then(|d| context.value(field, d)) {
                let _ = entries.insert(key, value);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Gives fields the answers that follow from others, except those the worker has answered himself (`touched`).
pub fn fill_implied(fields: &[Field], entries: &mut Entries, touched: &BTreeSet<String>) {
    for _ in 0..fields.len() {
        let mut changed = false;
        for field in fields.iter().filter(|field| !touched.contains(&field.key)) {
            let visible = visibility(fields, entries);
            let implied = field
                .implied
                .iter()
                .find(|implied| implied.when.iter().all(|c| holds(fields, entries, &visible, c)));
            if let Some(implied) = implied
                && entries.get(&field.key) != Some(&implied.value)
            {
                let _ = entries.insert(field.key.clone(), implied.value.clone());
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}
