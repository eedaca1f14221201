//! Where the caret goes: to the first thing to do, from a field to the next, from the last one to the papers.

use iced::Task;
use iced::widget::Id;
use iced::widget::text_editor;

use crate::domain::form::{FieldType, Part};
use crate::domain::material::MaterialState;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::widget::tab;

use super::{ACCEPT, IntakeScreen, Message, field_id, material_id};

impl IntakeScreen {
    /// The first thing to do: the answer of an enquiry about an item, else the first unfilled required field, else the
    /// papers.
    pub(super) fn first_focus(&mut self) -> Task<Message> {
        let answered = self.draft.entries.get("answer").is_some_and(|text| !text.is_empty());
        if answered && let Some(content) = self.contents.get_mut("answer") {
            content.perform(text_editor::Action::SelectAll);
            return tab::focus(field_id("answer"));
        }
        tab::focus(self.next_id(None))
    }

    /// The id that comes after a field: the next unfilled required field, else the papers, else the button.
    pub(super) fn next_id(&self, after: Option<&str>) -> String {
        let visible = &self.judged.visible;
        let start = after.and_then(|key| visible.iter().position(|k| k == key)).map_or(0, |at| at + 1);
        let order = visible.iter().skip(start).chain(visible.iter().take(start));
        for key in order {
            if Some(key.as_str()) == after {
                continue;
            }
            if self.judged.errors.contains_key(key) {
                return self.control_id(key);
            }
        }
        self.after_fields()
    }

    pub(super) fn after_fields(&self) -> String {
        let applies = |state: &MaterialState| *state != MaterialState::NotApplicable;
        match self.states.iter().position(applies) {
            Some(index) => material_id(index),
            None => ACCEPT.to_owned(),
        }
    }

    /// From the box of one material to the next that applies, down or up.
    pub(super) fn next_material(&self, at: &Id, down: bool) -> Action<Message> {
        let Some(here) = (0..self.states.len()).find(|index| Id::from(material_id(*index)) == *at) else {
            return Action::None;
        };
        let applies = |index: &usize| self.states.get(*index) != Some(&MaterialState::NotApplicable);
        let next =
            if down { (here + 1..self.states.len()).find(applies) } else { (0..here).rev().find(applies) };
        next.map_or(Action::None, |index| Action::Run(tab::focus(material_id(index))))
    }

    /// The id of the control that takes a field's typing: a bank field begins with the bank's name.
    pub(super) fn control_id(&self, key: &str) -> String {
        if self.form.fields.iter().any(|f| f.key == key && f.kind == FieldType::Persons) {
            return self.first_cell(key);
        }
        let is_bank = self.form.fields.iter().any(|f| f.key == key && f.kind == FieldType::Bank);
        if !is_bank {
            return field_id(key);
        }
        let name = format!("{key}.name");
        let name_given = self.draft.entries.get(&name).is_some_and(|text| !text.trim().is_empty());
        if name_given { field_id(&format!("{key}.account")) } else { field_id(&name) }
    }

    /// Enter goes on: to the next field in order, from the last one to the papers.
    pub(super) fn next(&mut self, key: &str, ctx: &Ctx) -> Action<Message> {
        if let Some(value) = self.marked_offer(ctx, key) {
            return self.took(key, value, ctx);
        }
        self.offers = None;
        self.raw = None;
        self.last_edited = None;
        let base = key.split('.').next().unwrap_or(key);
        let _ = self.draft.touched.insert(base.to_owned());
        self.rejudge(ctx);
        if self.person_cell(key).is_some() {
            let next = self.after_cell(key, ctx);
            return Action::Run(tab::focus(next));
        }
        let (field, part) = Part::of(key);
        let is_address =
            self.form.fields.iter().any(|known| known.key == field && known.kind == FieldType::Address);
        let next = if is_address { self.after_part(field, part) } else { self.following(key) };
        Action::Run(tab::focus(next))
    }

    pub(super) fn following(&self, key: &str) -> String {
        if let Some(base) = key.strip_suffix(".name") {
            return field_id(&format!("{base}.account"));
        }
        let base = key.strip_suffix(".account").unwrap_or(key);
        let visible = &self.judged.visible;
        let at = visible.iter().position(|known| known == base);
        match at.and_then(|at| visible.get(at + 1)) {
            Some(next) => self.control_id(next),
            None => self.after_fields(),
        }
    }

    /// Back to where the worker was: the field edited last, else the first to fill.
    pub fn return_focus(&self) -> Task<Message> {
        match &self.last_edited {
            Some(key) => tab::focus(field_id(key)),
            None => tab::focus(self.next_id(None)),
        }
    }
}
