//! The draft is kept while the form is filled, so that nothing is lost to a crash or an early closing.

use iced::Task;

use crate::desk::DeskError;
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx};

use super::{IntakeScreen, LOOK, Message};

impl IntakeScreen {
    pub(super) fn saved(&mut self, edits: u64, answer: Answer<()>, ctx: &Ctx) -> Action<Message> {
        if edits != LOOK {
            self.saving = false;
        }
        match answer {
            Ok(()) if edits == LOOK => Action::None,
            Ok(()) => {
                self.saved_edits = edits;
                self.saved_at = Some(ctx.now);
                Action::None
            }
            // The form was finished in the same moment: nothing is lost.
            Err(error) if matches!(*error, DeskError::DraftGone { .. }) => Action::None,
            Err(error) => Action::Fail(desk_error(&ctx.words, &error)),
        }
    }

    /// Some seconds have passed: what was typed is kept.
    pub fn tick(&mut self, ctx: &Ctx) -> Action<Message> {
        Action::Run(self.save(ctx))
    }

    pub(super) fn save(&mut self, ctx: &Ctx) -> Task<Message> {
        if self.over || self.busy || self.saving || self.edits == self.saved_edits {
            return Task::none();
        }
        self.saving = true;
        let (mut draft, edits) = (self.draft.clone(), self.edits);
        self.write_out(&mut draft.entries, None, ctx.now.date_naive());
        ctx.work(move |desk| desk.save_draft(&draft), move |answer| Message::Saved(edits, answer))
    }

    /// Leaves the form: the draft is kept, whatever else is on its way.
    pub fn leave(&mut self, ctx: &Ctx) -> Task<Message> {
        self.saving = false;
        self.save(ctx)
    }

    /// Whether there is something to keep.
    pub fn is_dirty(&self) -> bool {
        !self.over && self.edits != self.saved_edits
    }
}
