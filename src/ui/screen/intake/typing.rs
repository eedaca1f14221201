//! What typing and choosing do to the form.

use chrono::NaiveDate;

use crate::desk::{fill, names_covered, preview};
use crate::domain::form::{Entries, FieldType, Part, written_out};
use crate::domain::intake::Intake;
use crate::domain::material::states;
use crate::paper::compose::{Subject, receipt};
use crate::paper::value::Numbered;
use crate::ui::component::Turn;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::screen::dates::{day_meant, is_date, opened, with_day};
use crate::ui::widget::tab;

use super::{IntakeScreen, Message, field_id};

impl IntakeScreen {
    /// Judges again what was typed, and draws the paper again.
    pub(super) fn rejudge(&mut self, ctx: &Ctx) {
        let today = ctx.now.date_naive();
        let staff = ctx.desk.session().staff;
        let mut entries = std::mem::take(&mut self.draft.entries);
        self.write_out(&mut entries, self.last_edited.as_deref(), today);
        self.draft.entries = entries;
        self.term_of_class();
        fill(&self.form, &mut self.draft, self.resident.as_ref(), &ctx.book, &staff, ctx.now);
        self.judged = self.form.judge(&self.draft.entries, today);
        self.judge_class();
        self.states = states(&self.item, &self.form.fields, &self.draft.entries, &self.draft.materials);
        let mut intake =
            preview(&self.draft, &self.item, self.resident.as_ref(), &self.judged, &self.visit, &staff);
        intake.received_at = ctx.now;
        let paper = |intake: &Intake| {
            let subject =
                Subject { intake, item: &self.item, resident: self.resident.as_ref(), book: &ctx.book };
            receipt(&subject, Numbered::preview())
        };
        let bare = paper(&intake);
        self.paper = paper(&names_covered(intake));
        self.bare = bare;
    }

    /// Typing in a control.
    pub(super) fn typed(&mut self, name: &str, text: String, ctx: &Ctx) {
        let (key, part) = Part::of(name);
        let is_address =
            self.form.fields.iter().any(|field| field.key == key && field.kind == FieldType::Address);
        if is_address {
            self.typed_part(key, part, text, ctx);
            return;
        }
        self.raw = None;
        if self.person_cell(name).is_some() {
            self.typed_cell(name, &text, ctx);
            return;
        }
        let _ = self.draft.entries.insert(name.to_owned(), text);
        self.offer(name);
        self.edited(name, ctx);
    }

    /// A line of the list beside a control was taken.
    pub(super) fn took(&mut self, name: &str, value: String, ctx: &Ctx) -> Action<Message> {
        self.offers = None;
        let (key, part) = Part::of(name);
        let is_address =
            self.form.fields.iter().any(|field| field.key == key && field.kind == FieldType::Address);
        if is_address {
            return self.took_part(key, part, &value, ctx);
        }
        let _ = self.draft.entries.insert(name.to_owned(), value);
        self.edited(name, ctx);
        self.last_edited = None;
        Action::Run(tab::focus(self.following(name)))
    }

    pub(super) fn edited(&mut self, key: &str, ctx: &Ctx) {
        self.edits += 1;
        self.problem = None;
        let base = key.split('.').next().unwrap_or(key).to_owned();
        let _ = self.draft.touched.insert(base);
        self.last_edited = Some(key.to_owned());
        let _ = self.editing.insert(key.to_owned());
        self.follow(key, ctx.now.date_naive());
        self.rejudge(ctx);
    }

    pub(super) fn changed(&mut self, ctx: &Ctx) -> Action<Message> {
        self.edits += 1;
        self.problem = None;
        self.rejudge(ctx);
        Action::None
    }

    pub(super) fn chose(&mut self, key: &str, index: usize, ctx: &Ctx) -> Action<Message> {
        let Some(field) = self.form.fields.iter().find(|field| field.key == key).cloned() else {
            return Action::None;
        };
        let id = match field.kind {
            FieldType::Bool => if index == 0 { "yes" } else { "no" }.to_owned(),
            _ => match field.options.get(index) {
                Some(option) => option.id.clone(),
                None => return Action::None,
            },
        };
        if field.kind == FieldType::Multichoice {
            let before = self.draft.entries.get(key).cloned().unwrap_or_default();
            let mut ids: Vec<String> =
                before.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
            match ids.iter().position(|known| *known == id) {
                Some(at) => {
                    let _ = ids.remove(at);
                }
                None => ids.push(id),
            }
            let _ = self.draft.entries.insert(key.to_owned(), ids.join(","));
            self.edited(key, ctx);
            return Action::None;
        }
        let _ = self.draft.entries.insert(key.to_owned(), id);
        self.edited(key, ctx);
        self.last_edited = None;
        Action::Run(tab::focus(self.next_id(Some(key))))
    }

    /// Something of a date field's calendar.
    pub(super) fn turned(&mut self, key: &str, turn: Turn, ctx: &Ctx) -> Action<Message> {
        let today = ctx.now.date_naive();
        let Some(kind) = self.form.fields.iter().find(|field| field.key == key).map(|field| field.kind)
        else {
            return Action::None;
        };
        match turn {
            Turn::Close => {
                self.calendar = None;
                return Action::None;
            }
            Turn::Open => {
                let typed = self.draft.entries.get(key).map_or("", String::as_str);
                self.calendar = Some((key.to_owned(), opened(kind, typed, today)));
                return Action::Run(tab::focus(field_id(key)));
            }
            _ => {}
        }
        let Some((_, open)) = self.calendar.as_mut().filter(|(of, _)| of == key) else { return Action::None };
        let Some(day) = open.turn(turn, today) else { return Action::None };
        let typed = self.draft.entries.get(key).map_or("", String::as_str);
        let text = with_day(kind, typed, day, today);
        // A day that still wants its time: the caret stays, behind it.
        let unfinished = text.ends_with(' ');
        let _ = self.draft.entries.insert(key.to_owned(), text);
        self.edited(key, ctx);
        self.calendar = None;
        if unfinished {
            let end = iced::widget::operation::move_cursor_to_end(field_id(key));
            return Action::Run(tab::focus(field_id(key)).chain(end));
        }
        self.last_edited = None;
        Action::Run(tab::focus(self.following(key)))
    }

    /// An open calendar follows what is typed.
    pub(super) fn follow(&mut self, key: &str, today: NaiveDate) {
        let kind = self.form.fields.iter().find(|field| field.key == key).map(|field| field.kind);
        let typed = self.draft.entries.get(key);
        if let (Some((of, open)), Some(kind), Some(typed)) = (&mut self.calendar, kind, typed)
            && of == key
            && let Some(day) = day_meant(kind, typed, today)
        {
            open.mark(day);
        }
    }

    /// Days that were typed short are written out once their field is left: `+3` must mean the same tomorrow.
    pub(super) fn write_out(&self, entries: &mut Entries, but: Option<&str>, today: NaiveDate) {
        for field in self.form.fields.iter().filter(|field| is_date(field.kind) && but != Some(&field.key)) {
            if let Some(text) =
                entries.get(&field.key).and_then(|typed| written_out(field.kind, typed, today))
            {
                let _ = entries.insert(field.key.clone(), text);
            }
        }
    }
}
