//! From one choice to the next: a booking, a free place, another day, another view.

use chrono::NaiveDate;
use iced::Task;

use crate::desk::Scope;
use crate::ui::component::MonthEvent;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::widget::grid::{GridEvent, Spot};
use crate::ui::widget::tab;

use super::places::Key;
use super::when::Shows;
use super::{GRID, Message, RoomsScreen, deeds};

impl RoomsScreen {
    /// The chosen booking may have gone, or only now be there.
    pub(super) fn after_loading(&mut self, ctx: &Ctx) -> Action<Message> {
        match &self.spot {
            Some(Spot::Block(Key::Booking(id))) if self.booking(id).is_some() => Action::Run(self.look(ctx)),
            Some(Spot::Block(_)) => {
                self.spot = None;
                self.view = None;
                Action::None
            }
            _ => Action::None,
        }
    }

    /// Reads what belongs to the chosen booking.
    pub(super) fn look(&self, ctx: &Ctx) -> Task<Message> {
        let Some(booking) = self.chosen() else { return Task::none() };
        let id = booking.id.clone();
        ctx.work(move |desk| desk.booking_view(&id).map(Box::new), Message::Seen)
    }

    pub(super) fn choose(&mut self, spot: Option<Spot<Key>>, ctx: &Ctx) -> Action<Message> {
        self.spot = spot;
        self.view = None;
        self.scope = Scope::This;
        self.moving = None;
        let reveal = self.reveal(ctx);
        self.list = reveal;
        Action::Run(self.look(ctx))
    }

    pub(super) fn turn_to(&mut self, day: NaiveDate, ctx: &Ctx) -> Action<Message> {
        self.day = day;
        self.turned(ctx)
    }

    /// Other days, another room or another view: what is shown is read anew. What is being moved stays in hand, so that it can
    /// go to another week.
    pub(super) fn turned(&mut self, ctx: &Ctx) -> Action<Message> {
        self.list.top = 0.0;
        if matches!(self.spot, Some(Spot::Free { .. })) {
            self.spot = None;
        }
        let focus = if self.bar.is_open() { Task::none() } else { tab::focus(GRID) };
        Action::Run(Task::batch([self.load(ctx), focus]))
    }

    pub(super) fn in_grid(&mut self, event: GridEvent<Key>, ctx: &Ctx) -> Action<Message> {
        match event {
            GridEvent::Select(spot) => self.choose(Some(spot), ctx),
            GridEvent::GaveUp => {
                self.gave_up = true;
                Action::None
            }
            GridEvent::Create { lane, from, to } => {
                if self.busy {
                    return Action::None;
                }
                self.spot = Some(Spot::Free { lane, from, to });
                self.ask_for(self.slot_at(lane, from, to, None, ctx), ctx)
            }
            GridEvent::Open(key) => {
                let chosen = self.is_chosen(&key);
                let selected = if chosen { Action::None } else { self.choose(Some(Spot::Block(key)), ctx) };
                match (selected, self.act(deeds::Deed::Move, ctx)) {
                    (Action::Run(first), Action::Run(second)) => Action::Run(Task::batch([first, second])),
                    (Action::None, action) | (action, _) => action,
                }
            }
            GridEvent::Put { id, lane, from, to } => self.put(id, lane, from, to, ctx),
        }
    }

    pub(super) fn in_month(&mut self, event: MonthEvent, ctx: &Ctx) -> Action<Message> {
        let (first, last) = self.shows.span(self.day);
        let day = match event {
            MonthEvent::Move(days) => self.day + chrono::TimeDelta::days(days),
            MonthEvent::Choose(at) => first + chrono::Days::new(at as u64),
            MonthEvent::Open => {
                self.shows = if self.room.is_some() { Shows::Week } else { Shows::Day };
                return self.turned(ctx);
            }
        };
        self.spot = None;
        // A day at the edge belongs to another month, whose page it turns to.
        let same = Shows::Month.span(day) == (first, last);
        self.day = day;
        if same { Action::None } else { Action::Run(self.load(ctx)) }
    }
}
