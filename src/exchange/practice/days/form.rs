//! Filling one form as an invented resident would, and deciding on it.

use crate::desk::{Decision, ENQUIRY, fill, form_of, guide_in_brief};
use crate::domain::catalogue::{HandlingMode, Item};
use crate::domain::draft::Draft;
use crate::domain::form::{Entries, Field, FieldType, NO_PHONE, Shared, visible_fields};
use crate::domain::intake::Refusal;
use crate::domain::material::{MaterialState, receive_all, states};

use super::Filling;
use crate::exchange::practice::PracticeError;
use crate::exchange::practice::answers::{Scene, answer};
use crate::exchange::practice::people::invented_name;

impl Filling<'_> {
    /// Answers every field, ticks the papers off, and decides.
    pub(super) fn fill_form(
        &mut self,
        draft: &mut Draft,
        item: &Item,
        person: usize,
        worker: &str,
    ) -> Result<Decision, PracticeError> {
        let known = self.people.known[person].clone();
        let on_file = self.desk.resident_of(draft)?;
        let form = form_of(item, on_file.as_ref());
        let book = self.desk.book();
        let far = self.rng.u32(0..100);
        let who = if known.age_on(draft.opened.date_naive()) >= 80 && far < 45 || far < 12 {
            "family"
        } else {
            "self"
        };
        if form.fields.iter().any(|field| field.key == Shared::WHO) {
            draft.entries.insert(Shared::WHO.to_owned(), who.to_owned());
        }
        if item.code == ENQUIRY {
            self.enquiry(draft);
        }
        let now = draft.opened.naive_local();
        // An answer may bring further fields into sight; each is asked once.
        let mut asked = std::collections::BTreeSet::new();
        loop {
            let next = visible_fields(&form.fields, &draft.entries)
                .into_iter()
                .find(|key| !asked.contains(key) && !draft.entries.contains_key(key));
            let Some(key) = next else { break };
            asked.insert(key.clone());
            let Some(field) = form.fields.iter().find(|field| field.key == key) else {
                continue;
            };
            let given = match key.as_str() {
                Shared::NAME => Some(known.name.clone()),
                Shared::IDENTITY => Some(known.number.clone()),
                Shared::PHONE => Some(known.phone.clone().unwrap_or_else(|| NO_PHONE.to_owned())),
                Shared::CONTACT => Some(format!("{}（邻居）", invented_name(&mut self.rng))),
                Shared::ADDRESS => Some(known.address.clone()),
                Shared::PROXY_IDENTITY => {
                    let helper = self.people.pick(&mut self.rng, now.date(), 25..=65);
                    Some(self.people.known[helper].number.clone())
                }
                _ => None,
            };
            if let Some(given) = given {
                draft.entries.insert(key, given);
            } else {
                let term = book.term_at(now.date()).or_else(|| book.terms.first());
                let scene = Scene {
                    now,
                    person: &known,
                    worker,
                    rooms: &self.room_names,
                    items: &self.codes,
                    term: term.map_or("", |term| term.name.as_str()),
                };
                for (part, text) in answer(field, &scene, &mut self.rng) {
                    let key = if part.is_empty() { key.clone() } else { format!("{key}.{part}") };
                    draft.entries.insert(key, text);
                }
            }
            let staff = draft.staff.clone();
            let opened = draft.opened;
            fill(&form, draft, on_file.as_ref(), &book, &staff, opened);
        }
        within_limits(&form.fields, &mut draft.entries);
        draft.document_seen = true;
        receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
        Ok(self.decide(draft, item, &form.fields))
    }

    fn enquiry(&mut self, draft: &mut Draft) {
        let book = self.desk.book();
        if self.rng.u32(0..3) == 0 {
            return;
        }
        let code = &self.codes[self.rng.usize(0..self.codes.len())];
        let Some(about) = book.catalogue.item(code).filter(|item| item.code != ENQUIRY) else {
            return;
        };
        let day = draft.opened.date_naive();
        for (key, text) in [
            ("related_item", about.code.clone()),
            ("question", format!("{}怎么办", about.name_zh)),
            ("answer", guide_in_brief(about, &book, day)),
        ] {
            draft.entries.insert(key.to_owned(), text);
        }
    }

    /// Most matters are accepted; now and then something is missing, or it is the wrong door.
    fn decide(&mut self, draft: &mut Draft, item: &Item, fields: &[crate::domain::form::Field]) -> Decision {
        let roll = self.rng.u32(0..100);
        if item.code == ENQUIRY || roll >= 10 {
            return Decision::Accept;
        }
        if roll == 0 {
            return Decision::Refuse(Refusal {
                reason: "户籍和居住地都不在本社区".to_owned(),
                basis: "本事项由户籍地或居住地社区受理".to_owned(),
                redirect: "请到户籍地社区办理".to_owned(),
            });
        }
        let received = states(item, fields, &draft.entries, &draft.materials);
        let missing = received.iter().enumerate().find(|(at, state)| {
            let deferrable = item.materials.get(*at).is_some_and(|material| material.deferrable);
            **state == MaterialState::Received && (deferrable || roll >= 7)
        });
        let Some((at, _)) = missing else {
            return Decision::Accept;
        };
        let deferrable = item.materials[at].deferrable;
        draft.materials[at].received = false;
        if deferrable && roll < 7 && item.mode != HandlingMode::Instant {
            return Decision::AcceptWithGaps;
        }
        Decision::AskSupplement {
            note: String::new(),
            due: self.desk.supplement_due(item),
            reason_again: String::new(),
        }
    }
}

/// A default such as this year may lie outside what the item takes, on days before its catalogue was made: then the
/// nearest number it takes is the answer.
fn within_limits(fields: &[Field], entries: &mut Entries) {
    for field in fields.iter().filter(|field| field.kind == FieldType::Int) {
        let Some(entry) = entries.get_mut(&field.key) else {
            continue;
        };
        if let Ok(number) = entry.parse::<f64>() {
            let nearest = number.max(field.min.unwrap_or(number)).min(field.max.unwrap_or(number));
            *entry = nearest.to_string();
        }
    }
}
