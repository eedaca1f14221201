//! The rules a catalogue must keep, a supervisor's as well as the shipped one.

use std::collections::BTreeSet;

use super::{Catalogue, Item};
use crate::domain::form::{Condition, FieldType};

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
}

fn rule(item: &str, text: impl Into<String>) -> CatalogueError {
    CatalogueError::Rule { item: item.to_owned(), rule: text.into() }
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
