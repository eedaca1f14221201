//! The keys of the table at 接待.

use crate::ui::ctx::{Action, Ctx, Route};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use super::arrival::{self, Arrival};
use super::{ENTRY, Matter, Message, Reception};

impl Reception {
    /// A key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        if self.arrival.is_some() {
            return match command {
                Command::Back => {
                    self.arrival = None;
                    Action::Run(tab::focus(ENTRY))
                }
                Command::Enter | Command::Save => self.arrive(false, ctx),
                _ => Action::None,
            };
        }
        let typing = !self.entry.trim().is_empty();
        match command {
            Command::Enter => self.update(Message::Enter, ctx),
            Command::Book => Action::Go(Route::Book),
            Command::Up => self.step(-1, ctx),
            Command::Down => self.step(1, ctx),
            Command::Characters => {
                self.characters = !self.characters;
                Action::Run(tab::focus(ENTRY))
            }
            Command::Back if typing || self.more_for.is_some() => {
                self.more_for = None;
                let _ = self.typed(String::new(), ctx);
                Action::Run(tab::focus(ENTRY))
            }
            Command::Back => Action::Run(tab::focus(ENTRY)),
            Command::NewVisit => {
                self.arrival = Some(Arrival::from_entry(&self.entry));
                Action::Run(tab::focus(arrival::NAME))
            }
            Command::Enquiry => self.enquire(ctx),
            Command::Guide => match self.chosen_matter(ctx) {
                Some(Matter::Item(item)) => Action::Guide { item, large: false },
                _ => Action::None,
            },
            Command::Decline => match self.chosen_matter(ctx) {
                Some(Matter::Certificate(_)) => self.enter_matter(ctx),
                _ => Action::Go(Route::Decline {
                    certificate: 0,
                    resident: self.whom().0,
                    visit: self.whom().1,
                }),
            },
            Command::Finish if !typing => match self.serving_line() {
                Some(line) => {
                    let visit = line.visit.id.clone();
                    self.leave_visit(visit, ctx)
                }
                None => Action::None,
            },
            Command::Open => self.open_due(ctx),
            _ => Action::None,
        }
    }

    /// Ctrl+O: the most urgent matter that is due.
    fn open_due(&self, _ctx: &Ctx) -> Action<Message> {
        match self.board.due.first().and_then(|line| line.intake.serial()) {
            Some(serial) => Action::Go(Route::Matter(serial.to_string())),
            None => Action::None,
        }
    }

    fn step(&mut self, by: isize, ctx: &Ctx) -> Action<Message> {
        let moved = |at: usize, len: usize| at.saturating_add_signed(by).min(len.saturating_sub(1));
        if self.entry.trim().is_empty() {
            self.waiting = moved(self.waiting, self.board.waiting.len());
        } else if self.in_matters(ctx) {
            self.matter = moved(self.matter, self.matters(ctx).len());
        } else {
            self.person = moved(self.person, self.found.people.len());
        }
        Action::None
    }
}
