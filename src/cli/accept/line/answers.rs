//! The answers of a line, as they would be typed.

use serde_json::Value;

use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{Field, FieldType};
use crate::t;

use super::{Line, Read, Wrong};

/// Marks that part the people of a list and what is said of each.
const PARTING: [char; 7] = [',', '，', ';', '；', '\t', '\n', '\r'];

impl Line<'_> {
    /// Puts the answers into the form as they would be typed; the keys that were answered.
    pub(super) fn answers(&self, item: &Item, draft: &mut Draft) -> Read<Vec<String>> {
        let answers = match self.map.get("answers") {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Object(answers)) => answers,
            Some(_) => return Err(self.wrong_type("answers")),
        };
        for (key, value) in answers {
            let Some(field) = item.desk_fields().find(|field| field.key == *key) else {
                let message = t!(self.words, "cli-unknown-field", key = key.clone());
                return Err(Wrong::field(key, "unknown_field", message));
            };
            self.answer(field, value, draft)?;
        }
        Ok(answers.keys().cloned().collect())
    }

    fn answer(&self, field: &Field, value: &Value, draft: &mut Draft) -> Read<()> {
        let wrong = || self.wrong_type(&field.key);
        let typed = match (field.kind, value) {
            (FieldType::Bank, Value::Object(bank)) => {
                if bank.keys().any(|key| key != "name" && key != "account") {
                    return Err(wrong());
                }
                for part in ["name", "account"] {
                    let text = match bank.get(part) {
                        None | Some(Value::Null) => String::new(),
                        Some(Value::String(text)) => text.clone(),
                        Some(_) => return Err(wrong()),
                    };
                    draft.entries.insert(format!("{}.{part}", field.key), text);
                }
                return Ok(());
            }
            (FieldType::Bank, Value::Null) => return Ok(()),
            (FieldType::Bank, _) => return Err(wrong()),
            (_, Value::Null) => String::new(),
            (_, Value::String(text)) => text.clone(),
            (FieldType::Bool | FieldType::Choice, Value::Bool(yes)) => {
                if *yes { "yes" } else { "no" }.to_owned()
            }
            (FieldType::Int | FieldType::Decimal | FieldType::Money, Value::Number(number)) => {
                number.to_string()
            }
            (FieldType::Multichoice, Value::Array(ids)) => self.list(field, ids)?.join(","),
            (FieldType::Persons, Value::Array(people)) => {
                people.iter().map(|person| self.person(field, person)).collect::<Read<Vec<_>>>()?.join("\n")
            }
            _ => return Err(wrong()),
        };
        draft.entries.insert(field.key.clone(), typed);
        Ok(())
    }

    fn list(&self, field: &Field, ids: &[Value]) -> Read<Vec<String>> {
        ids.iter()
            .map(|id| match id.as_str() {
                Some(id) if !id.is_empty() && !id.contains(',') => Ok(id.to_owned()),
                _ => Err(self.wrong_type(&field.key)),
            })
            .collect()
    }

    /// A line of the list of persons: a text as it would be typed, or name, relation and contact.
    fn person(&self, field: &Field, person: &Value) -> Read<String> {
        let wrong = || self.wrong_type(&field.key);
        match person {
            Value::String(line) if !line.contains(['\n', '\r']) => Ok(line.clone()),
            Value::Object(parts)
                if parts.keys().all(|key| ["name", "relation", "contact"].contains(&key.as_str())) =>
            {
                let mut line = Vec::new();
                for key in ["name", "relation", "contact"] {
                    match parts.get(key) {
                        None | Some(Value::Null) => line.push(""),
                        // These marks would move what follows into the next part.
                        Some(Value::String(text)) if !text.contains(PARTING) => line.push(text),
                        Some(_) => return Err(wrong()),
                    }
                }
                Ok(line.join("，"))
            }
            _ => Err(wrong()),
        }
    }
}
