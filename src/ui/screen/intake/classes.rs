//! 报名 (item PT04): the classes there are to choose from, how full they are, and the term that goes with the chosen one.

use crate::desk::ClassLine;
use crate::domain::form::{Choice, FieldError, FieldType};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::screen::classes::says;

use super::{IntakeScreen, Message};

/// 满额愿候补, as the catalogue names it.
pub(super) const WAITS: &str = "waitlist_ok";

impl IntakeScreen {
    fn key_of(&self, kind: FieldType) -> Option<String> {
        self.form.fields.iter().find(|field| field.kind == kind).map(|field| field.key.clone())
    }

    /// Whether a class is asked for.
    pub(super) fn asks_for_class(&self) -> bool {
        self.key_of(FieldType::Course).is_some()
    }

    /// The classes one can enrol in: name, weekday and time, places left.
    pub(super) fn know_classes(&mut self, answer: Answer<Vec<ClassLine>>, ctx: &Ctx) -> Action<Message> {
        match answer {
            Ok(lines) => {
                let choices: Vec<Choice> = lines.iter().map(|line| choice(line, ctx)).collect();
                if let Some(field) = self.form.fields.iter_mut().find(|f| f.kind == FieldType::Course) {
                    field.options = choices;
                }
                self.classes = lines;
                self.rejudge(ctx);
                Action::None
            }
            Err(error) => Action::Fail(desk_error(&ctx.words, &error)),
        }
    }

    fn chosen_class(&self) -> Option<&ClassLine> {
        let chosen = self.draft.entries.get(&self.key_of(FieldType::Course)?)?;
        self.classes.iter().find(|line| line.group.id == *chosen)
    }

    /// A class lies in one term: the field follows it.
    pub(super) fn term_of_class(&mut self) {
        let Some(term) = self.chosen_class().map(|line| line.group.term.clone()) else { return };
        if let Some(key) = self.key_of(FieldType::Term) {
            let _ = self.draft.entries.insert(key, term);
        }
    }

    /// A full class takes only those who are willing to wait, and the form says so before anything is printed.
    pub(super) fn judge_class(&mut self) {
        let Some(places) = self.chosen_class().map(|line| line.places) else { return };
        let waits = self.draft.entries.get(WAITS).is_some_and(|answer| answer == "yes");
        if places.next(waits).is_err() && self.judged.visible.iter().any(|key| key == WAITS) {
            let full = FieldError::ClassFull { waiting: places.waiting };
            let _ = self.judged.errors.insert(WAITS.to_owned(), full);
        }
    }

    /// The field a refusal to enrol is about.
    pub(super) fn enrolment_field(&self, refusal: &crate::domain::class::EnrolmentRefusal) -> Option<String> {
        match refusal {
            crate::domain::class::EnrolmentRefusal::Full { .. } => Some(WAITS.to_owned()),
            _ => self.key_of(FieldType::Course),
        }
    }
}

/// 声乐提高班 周六 09:00–11:00 余 3; of a full one 满，候补 2. The same in both languages of the field, since it is made
/// in that of the screen.
fn choice(line: &ClassLine, ctx: &Ctx) -> Choice {
    let places = line.places;
    let left = if places.next(false).is_ok() {
        t!(ctx.words, "class-left-places", count = places.free())
    } else {
        t!(ctx.words, "class-waiting", count = places.waiting)
    };
    let label = format!("{} {} {left}", line.group.name, says::meets(ctx, &line.meets, false));
    Choice { id: line.group.id.clone(), zh: label.clone(), en: label }
}
