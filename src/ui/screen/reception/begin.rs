//! What Enter begins: a form, a refusal, a page, or serving who waits; and for whom.

use crate::ui::ctx::{Action, Ctx, RoomsGoal, Route};

use super::{Matter, Message, Reception};

impl Reception {
    /// Enter with something in the box.
    pub(super) fn enter(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.entry.trim().is_empty() {
            return self.enter_board(ctx);
        }
        let person = self.chosen_person().map(|person| person.id.clone());
        match (person, self.chosen_matter(ctx)) {
            (Some(person), None) => Action::Go(Route::Resident(person)),
            (_, Some(_)) => self.enter_matter(ctx),
            (None, None) => Action::None,
        }
    }

    pub(super) fn enter_matter(&mut self, ctx: &Ctx) -> Action<Message> {
        let (resident, visit) = self.whom();
        match self.matter_at(self.matter, ctx) {
            Some(Matter::Item(code)) => Action::Run(ctx.work(
                move |desk| desk.open_form(&code, resident.as_deref(), visit.as_deref()),
                Message::Opened,
            )),
            Some(Matter::Certificate(certificate)) => {
                Action::Go(Route::Decline { certificate, resident, visit })
            }
            Some(Matter::Paper(serial)) => self.update(Message::Paper(serial), ctx),
            Some(Matter::Room(code)) => Action::Go(Route::RoomsAt(RoomsGoal::Room(code))),
            Some(Matter::Class(id)) => Action::Go(Route::Classes(Some(id))),
            None => Action::None,
        }
    }

    /// For whom the matter is: the person found, or the person at the window when one more matter was asked for.
    pub(super) fn whom(&self) -> (Option<String>, Option<String>) {
        if let Some(person) = self.chosen_person() {
            return (Some(person.id.clone()), None);
        }
        let more = self.more_for.as_ref();
        let line = self.board.serving.iter().find(|line| more == Some(&line.visit.id));
        match line {
            Some(line) => (line.visit.resident.clone(), Some(line.visit.id.clone())),
            None => (None, None),
        }
    }

    /// Enter with an empty box: go on with what is being filled, or begin to serve who waits.
    fn enter_board(&mut self, ctx: &Ctx) -> Action<Message> {
        if let Some(draft) = self.serving_line().and_then(|line| line.drafts.first()) {
            return self.update(Message::Continue(draft.id.clone()), ctx);
        }
        match self.board.waiting.get(self.waiting) {
            Some(line) => self.update(Message::Begin(line.visit.id.clone()), ctx),
            None => Action::None,
        }
    }

    pub(super) fn enquire(&mut self, ctx: &Ctx) -> Action<Message> {
        let about = match self.chosen_matter(ctx) {
            Some(Matter::Item(code)) => Some(code),
            _ => None,
        };
        let (resident, visit) = self.whom();
        Action::Run(ctx.work(
            move |desk| desk.open_enquiry(about.as_deref(), resident.as_deref(), visit.as_deref()),
            Message::Opened,
        ))
    }
}
