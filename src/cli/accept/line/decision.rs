//! What a line decides, with what each decision needs.

use chrono::NaiveDate;

use crate::desk::{Decision, Desk, FormOf};
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::intake::Refusal;
use crate::domain::material::{MaterialState, states};
use crate::t;

use super::{Line, Read, Wrong};

impl Line<'_> {
    pub(super) fn decision(&self, desk: &Desk, item: &Item, form: &FormOf, draft: &Draft) -> Read<Decision> {
        let decision = self.text("decision")?.unwrap_or_else(|| "accept".to_owned());
        match decision.as_str() {
            "accept" => Ok(Decision::Accept),
            "gaps" => Ok(Decision::AcceptWithGaps),
            "refuse" => Ok(Decision::Refuse(Refusal {
                reason: self.needed("reason")?,
                basis: self.needed("basis")?,
                redirect: self.needed("redirect")?,
            })),
            "supplement" => {
                let note = self.text("note")?.unwrap_or_default();
                let missing = states(item, &form.fields, &draft.entries, &draft.materials);
                // A paper that asks for nothing would send somebody home for nothing.
                if note.trim().is_empty()
                    && !missing.iter().any(|state| {
                        matches!(state, MaterialState::Missing | MaterialState::MissingDeferrable)
                    })
                {
                    return Err(self.required("note"));
                }
                let latest = desk.supplement_due(item);
                let due = match self.text("due")? {
                    None => latest,
                    Some(text) => NaiveDate::parse_from_str(&text, "%Y-%m-%d")
                        .map_err(|_| Wrong::field("due", "not_date", t!(self.words, "field-not-date")))?,
                };
                let today = desk.today();
                if due < today || due > latest {
                    let (min, max) = (today.to_string(), latest.to_string());
                    return Err(Wrong::field(
                        "due",
                        "out_of_range",
                        t!(self.words, "field-range", min = min, max = max),
                    ));
                }
                Ok(Decision::AskSupplement { note, due, reason_again: String::new() })
            }
            _ => Err(Wrong::field("decision", "unknown_option", t!(self.words, "cli-unknown-decision"))),
        }
    }

    /// Keys that belong to another decision.
    pub(super) fn unused_by(&self, decision: &Decision) -> Vec<String> {
        let used: &[&str] = match decision {
            Decision::Refuse(_) => &["reason", "basis", "redirect"],
            Decision::AskSupplement { .. } => &["note", "due"],
            Decision::Accept | Decision::AcceptWithGaps => &[],
        };
        ["reason", "basis", "redirect", "note", "due"]
            .into_iter()
            .filter(|key| !used.contains(key) && self.map.get(*key).is_some_and(|value| !value.is_null()))
            .map(str::to_owned)
            .collect()
    }
}
