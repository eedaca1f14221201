//! The steps of the dialog: how it opens and closes, back, a choice from a list, what is in the way.

use std::sync::atomic::Ordering;

use iced::Task;

use crate::desk::{Before, DeskError, ImportError};
use crate::domain::ledger::Ledger;
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::widget::tab;

use super::super::pick::{self, Choice};
use super::super::{Message as Outer, RecordsScreen, TABLE};
use super::{HEADS, Import, Message, Read, Stage, Trouble, Wish};

impl RecordsScreen {
    /// Opens the dialog of an import.
    pub(in crate::ui::screen::records) fn ask_import(&mut self, ctx: &Ctx) -> Action<Outer> {
        let (import, task) = Import::new(self.ledger, ctx);
        self.import = Some(Box::new(import));
        Action::Run(task.map(Outer::Import))
    }

    pub(in crate::ui::screen::records) fn imported(&mut self, wish: Wish, ctx: &Ctx) -> Action<Outer> {
        match wish {
            Wish::Nothing => Action::None,
            Wish::Run(task) => Action::Run(task.map(Outer::Import)),
            Wish::Changed(task) => {
                let read = Task::batch([self.read(ctx), self.count(ctx)]);
                Action::Run(Task::batch([task.map(Outer::Import), read]))
            }
            Wish::Close => {
                self.import = None;
                Action::Run(tab::focus(TABLE))
            }
        }
    }
}

impl Import {
    /// Back to asking for a file.
    pub(super) fn forget(&mut self) {
        self.round += 1;
        self.stage = Stage::Asked;
        self.read = None;
        (self.trouble, self.nothing_picked) = (None, false);
    }

    pub(super) fn back(&mut self) -> Wish {
        match &self.stage {
            Stage::Asked | Stage::Done(_) => {
                self.leave();
                return Wish::Close;
            }
            Stage::Taking(_) => {
                self.stop.store(true, Ordering::Relaxed);
                return Wish::Nothing;
            }
            Stage::Looked if self.read.as_ref().is_some_and(Read::is_counting) => {
                self.stop.store(true, Ordering::Relaxed);
                return Wish::Nothing;
            }
            Stage::Past if self.past.is_stepped_back() => return Wish::Run(tab::focus(self.past.first())),
            Stage::Past if self.past.is_going() => {
                self.past.stop();
                return Wish::Nothing;
            }
            Stage::Reading | Stage::Looked | Stage::Past => self.forget(),
        }
        self.focus()
    }

    /// What was chosen in the list before the dialog.
    pub(super) fn picked(&mut self, wish: pick::Wish, ctx: &Ctx) -> Wish {
        match wish {
            pick::Wish::Run(task) => return Wish::Run(task.map(Message::Card)),
            pick::Wish::Close => self.pick = None,
            pick::Wish::Chosen(Choice::Own(at)) => {
                self.pick = None;
                if matches!(self.stage, Stage::Looked) {
                    let what = self.what();
                    self.trouble = None;
                    let changed = self.read.as_mut().is_some_and(|read| read.take_for(what, at));
                    let count = if changed { self.count(ctx) } else { Task::none() };
                    return Wish::Run(Task::batch([tab::focus(HEADS), count]));
                }
                self.ledger = Ledger::ALL.get(at).copied().unwrap_or(self.ledger);
            }
            _ => return Wish::Nothing,
        }
        self.focus()
    }

    pub(super) fn choose(&mut self, ctx: &Ctx) -> Wish {
        let what = self.what();
        if let Some(read) = &self.read {
            self.pick = read.choices(what, ctx).map(Box::new);
        }
        self.focus()
    }

    /// What the desk could not do, and the import that is in the way.
    pub(super) fn told(error: &DeskError, ctx: &Ctx) -> Trouble {
        let import = match error {
            DeskError::Import(ImportError::Unfinished { id } | ImportError::Already { id }) => {
                Some(id.clone())
            }
            _ => None,
        };
        Trouble { words: desk_error(&ctx.words, error), import }
    }

    /// Whether the file may be taken in as things stand. Why not, the preview tells.
    pub(super) fn may_take(&self, ctx: &Ctx) -> bool {
        let Some(read) = self.read.as_ref().filter(|read| !read.is_counting()) else { return false };
        let Some(seen) = &read.seen else { return false };
        let free = match &seen.before {
            Some(Before::Already(_) | Before::Unfinished(_)) => false,
            Some(Before::GoesOn(_)) => true,
            None => seen.good > 0 || seen.stopped,
        };
        free && ctx.desk.is_supervisor()
    }
}
