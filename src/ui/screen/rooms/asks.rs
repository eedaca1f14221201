//! The panel of a new booking beside the calendar: the calendar follows it, and shows what came of it.

use iced::Task;

use crate::domain::booking::Slot;
use crate::t;
use crate::ui::ctx::{Action, Ctx, Route};
use crate::ui::screen::asking::{self, Asking, Outcome};
use crate::ui::widget::grid::Spot;
use crate::ui::widget::tab;

use super::places::Key;
use super::when::Shows;
use super::{GRID, Message, RoomsScreen, bar};

impl RoomsScreen {
    /// Opens the panel, with the place that is chosen.
    pub(super) fn ask(&mut self, ctx: &Ctx) -> Action<Message> {
        self.ask_for(self.free(ctx), ctx)
    }

    /// The same, with a place.
    pub(super) fn ask_for(&mut self, place: Option<Slot>, ctx: &Ctx) -> Action<Message> {
        if place.as_ref().is_some_and(|slot| slot.start() <= ctx.now.naive_local()) {
            return Action::Say(t!(ctx.words, "cal-past-new"));
        }
        let (asking, task) = Asking::new(place.as_ref(), ctx);
        self.asking = Some(Box::new(asking));
        self.moving = None;
        self.view = None;
        self.spot = None;
        Action::Run(task.map(Message::Asking))
    }

    pub(super) fn in_asking(&mut self, message: asking::Message, ctx: &Ctx) -> Action<Message> {
        let Some(asking) = &mut self.asking else { return Action::None };
        let outcome = asking.update(message, ctx);
        self.after_asking(outcome, ctx)
    }

    pub(super) fn after_asking(&mut self, outcome: Outcome, ctx: &Ctx) -> Action<Message> {
        match outcome {
            Outcome::Stay(action) => {
                let action = action.map(Message::Asking);
                let Some(turn) = self.follow(ctx) else { return action };
                match action {
                    Action::None => Action::Run(turn),
                    Action::Run(task) => Action::Run(Task::batch([task, turn])),
                    other => other,
                }
            }
            Outcome::GaveUp => {
                self.asking = None;
                if self.back_to_reception {
                    Action::Go(Route::Reception)
                } else {
                    Action::Run(tab::focus(GRID))
                }
            }
            Outcome::Done { papers, day, room, booking, said, once } => {
                self.asking = None;
                // Asked for at the reception, a single booking leads back there: the person stands at the window.
                if once && self.back_to_reception {
                    return Action::IssueAndGo(papers, said, Route::Reception);
                }
                self.back_to_reception = false;
                if self.shows == Shows::Week || !once {
                    self.shows = Shows::Week;
                    self.room = Some(room);
                }
                self.day = day;
                self.spot = Some(Spot::Block(Key::Booking(booking)));
                let after = Task::batch([self.load(ctx), tab::focus(GRID), bar::say(said)]);
                Action::Issue(papers, after)
            }
        }
    }

    /// Turns the calendar to where the booking will be.
    fn follow(&mut self, ctx: &Ctx) -> Option<Task<Message>> {
        let (room, day) = self.asking.as_ref()?.looks_at()?;
        let same_room = self.shows != Shows::Week || self.week_room(ctx) == room;
        if same_room && self.shows.span(day) == self.shows.span(self.day) {
            return None;
        }
        if self.shows == Shows::Week {
            self.room = Some(room);
        }
        self.day = day;
        Some(self.load(ctx))
    }

    /// The places of the new booking that stand in the calendar.
    pub(super) fn wished(&self) -> Vec<Slot> {
        self.asking.as_ref().map(|asking| asking.slots()).unwrap_or_default()
    }
}
