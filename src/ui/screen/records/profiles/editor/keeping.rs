//! What is wrong with a profile under change, and keeping it when nothing is.

use iced::Task;

use crate::desk::DeskError;
use crate::domain::ledger::{Profile, ProfileFault, Spot};
use crate::i18n::{Words, desk_error, profile_fault};
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::widget::tab;

use super::{COLUMNS, Editor, FIXED, HEAD, Message, NAME, TITLES, WHOM, Wish};

impl Editor {
    /// A fault is gone from where something was changed.
    pub(super) fn mended(&mut self, here: impl Fn(&Spot) -> bool) {
        self.faults.retain(|(spot, _)| !here(spot));
        self.error = None;
    }

    /// Faults of columns stand by their places, which have changed.
    pub(super) fn reordered(&mut self) {
        self.mended(|spot| matches!(spot, Spot::Columns | Spot::Head(_) | Spot::Content(_)));
    }

    pub(super) fn fault(&self, here: Spot, words: &Words) -> Option<String> {
        let found = self.faults.iter().find(|(spot, _)| *spot == here);
        found.map(|(_, fault)| profile_fault(words, fault))
    }

    pub(super) fn save(&mut self, ctx: &Ctx) -> Wish {
        if self.busy {
            return Wish::Nothing;
        }
        let whole = self.whole();
        self.error = None;
        self.faults = whole.faults();
        if let Some((spot, _)) = self.faults.first() {
            let spot = *spot;
            return self.show(spot);
        }
        self.busy = true;
        Wish::Run(ctx.work(move |desk| desk.save_ledger_profile(&whole), Message::Saved))
    }

    pub(super) fn saved(&mut self, answer: Answer<Profile>, words: &Words) -> Wish {
        self.busy = false;
        match answer {
            Ok(kept) => Wish::Kept(kept.id),
            Err(error) => {
                if matches!(&*error, DeskError::Profile(ProfileFault::NameTaken)) {
                    self.faults = vec![(Spot::Name, ProfileFault::NameTaken)];
                    return self.show(Spot::Name);
                }
                self.error = Some(desk_error(words, &error));
                Wish::Nothing
            }
        }
    }

    /// Goes to where something is wrong.
    fn show(&mut self, spot: Spot) -> Wish {
        let focus = match spot {
            Spot::Name => tab::focus(NAME),
            Spot::Whom => tab::focus(WHOM),
            Spot::Title(at) => {
                let at = self.title_at(at.unwrap_or(0)).unwrap_or(0);
                TITLES.get(at).map_or_else(Task::none, |id| tab::focus(*id))
            }
            Spot::Columns => tab::focus(COLUMNS),
            Spot::Head(of) | Spot::Content(of) => {
                let found = (0..self.lines.len()).find(|at| self.taken_at(*at) == Some(of));
                let seen = match self.go(found.unwrap_or(0)) {
                    Wish::Run(seen) => seen,
                    _ => Task::none(),
                };
                let id = if matches!(spot, Spot::Head(_)) { HEAD } else { FIXED };
                Task::batch([seen, tab::focus(id)])
            }
        };
        Wish::Run(focus)
    }

    /// The field of a title line that is kept; empty ones are not.
    pub(super) fn title_at(&self, of: usize) -> Option<usize> {
        let filled = self.titles.iter().enumerate().filter(|(_, title)| !title.trim().is_empty());
        filled.map(|(at, _)| at).nth(of)
    }
}
