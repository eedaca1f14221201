//! What Enter opens, and the cards of the page.

use crate::desk::{DeskError, Done, PaperOf};
use crate::domain::visit::{Visit, VisitState};
use crate::i18n::desk_error;
use crate::ui::ctx::{Action, Answer, Ctx, RoomsGoal, Route};
use crate::ui::widget::tab;

use super::card::{self, Card};
use super::line::item_shown;
use super::matter::Which;
use super::{LIST, Message, ResidentPage, Task};

impl ResidentPage {
    /// Opens what the chosen line is about.
    pub(super) fn open(&mut self, ctx: &Ctx) -> Action<Message> {
        let Some(deed) = self.deed().cloned() else { return Action::None };
        if self.busy {
            return Action::None;
        }
        match deed.what {
            Done::Matter(matter) => self.read(Which::Intake(matter.id), ctx),
            Done::MatterNote(id, ..) => self.read(Which::Intake(id), ctx),
            Done::Decline { serial, .. } => self.read(Which::Decline(serial.to_string()), ctx),
            Done::Paper { serial, about, .. } => match about {
                PaperOf::Matter(id, _) => self.read(Which::Intake(id), ctx),
                PaperOf::Decline(_) => self.read(Which::Decline(serial.to_string()), ctx),
                PaperOf::Booking(id) => Action::Go(Route::RoomsAt(RoomsGoal::Booking(id))),
            },
            Done::Booking { id, .. } => Action::Go(Route::RoomsAt(RoomsGoal::Booking(id))),
            Done::Enrolment { group, .. } => Action::Go(Route::Classes(Some(group))),
            Done::Visit(visit) => self.read_visit(visit.id, ctx),
            Done::Leaving { visit, .. } | Done::VisitNote { visit, .. } => self.read_visit(visit, ctx),
            Done::Decided(merge) if merge.stands() => self.put(Card::take_back(*merge)),
            // It says everything already.
            Done::Decided(_) | Done::TakenBack(_) | Done::Corrected(_) | Done::Old(..) => Action::None,
        }
    }

    fn read(&mut self, which: Which, ctx: &Ctx) -> Action<Message> {
        self.busy = true;
        Action::Run(ctx.work(move |desk| which.read(desk).map(Box::new), Message::Matter))
    }

    fn read_visit(&mut self, id: String, ctx: &Ctx) -> Action<Message> {
        self.busy = true;
        Action::Run(ctx.work(move |desk| desk.visit(&id).map(Box::new), Message::Visit))
    }

    pub(super) fn show_visit(&mut self, answer: Answer<Box<Visit>>, ctx: &Ctx) -> Action<Message> {
        self.busy = false;
        match answer {
            Ok(visit) => {
                let items = self.file.as_ref().and_then(|file| {
                    file.deeds.lines.iter().find_map(|deed| match &deed.what {
                        Done::Visit(known) if known.id == visit.id => Some(known.items.clone()),
                        _ => None,
                    })
                });
                let hidden = items.unwrap_or_default().iter().any(|item| !item_shown(ctx, item).1);
                self.put(Card::visit(*visit, hidden))
            }
            Err(error) => Action::Fail(desk_error(&ctx.words, &error)),
        }
    }

    /// Prints the last paper of the chosen line again.
    pub(super) fn reprint(&self, ctx: &Ctx) -> Action<Message> {
        let which = match self.deed().map(|deed| &deed.what) {
            Some(Done::Matter(matter)) => Which::Intake(matter.id.clone()),
            Some(Done::Decline { serial, .. }) => Which::Decline(serial.to_string()),
            Some(Done::Paper { serial, .. }) => {
                return Action::Issue(vec![serial.to_string()], Task::none());
            }
            _ => return Action::None,
        };
        let task = ctx.work(
            move |desk| {
                let record = which.read(desk)?;
                record.last_paper().ok_or(DeskError::Unknown { what: "paper", key: String::new() })
            },
            Message::Reprint,
        );
        Action::Run(task)
    }

    fn put(&mut self, card: Card) -> Action<Message> {
        let focus = tab::focus(card.first());
        self.card = Some(Box::new(card));
        Action::Run(focus)
    }

    /// 更正档案
    pub(super) fn correct(&mut self) -> Action<Message> {
        match &self.file {
            Some(file) => self.put(Card::correct(file.who.person.clone())),
            None => Action::None,
        }
    }

    /// 核对: the likeliest of the files that may be the same person's.
    pub(super) fn twin(&mut self) -> Action<Message> {
        let offer = self.file.as_ref().and_then(|file| {
            let offer = file.who.duplicates.first()?.clone();
            Some(Card::twin(file.who.person.clone(), offer))
        });
        offer.map_or(Action::None, |card| self.put(card))
    }

    /// 撤销合并: the last one.
    pub(super) fn take_back(&mut self) -> Action<Message> {
        let last = self.file.as_ref().and_then(|file| {
            let merges = file.who.merged.iter().map(|merged| &merged.merge);
            merges.max_by_key(|merge| merge.id.clone()).cloned()
        });
        last.map_or(Action::None, |merge| self.put(Card::take_back(merge)))
    }

    pub(super) fn in_card(&mut self, message: card::Message, ctx: &Ctx) -> Action<Message> {
        let Some(card) = &mut self.card else { return Action::None };
        let wish = card.update(message, ctx);
        self.granted(wish, ctx)
    }

    pub(super) fn granted(&mut self, wish: card::Wish, ctx: &Ctx) -> Action<Message> {
        match wish {
            card::Wish::Nothing => Action::None,
            card::Wish::Run(task) => Action::Run(task.map(Message::Card)),
            card::Wish::Done => {
                self.card = None;
                Action::Run(Task::batch([tab::focus(LIST), self.load(ctx)]))
            }
            card::Wish::Close => {
                self.card = None;
                Action::Run(tab::focus(LIST))
            }
        }
    }

    /// Whether somebody of this page sits at the window, so that the visit can be ended.
    pub(super) fn is_serving(&self) -> bool {
        let visit = self.file.as_ref().and_then(|file| file.who.visit.as_ref());
        visit.is_some_and(|visit| visit.state == VisitState::Serving)
    }
}
