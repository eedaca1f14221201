//! A booking on its way to another time or room: where to, how far the change goes, what it does date by date, before anything
//! is saved.

mod panel;
mod repeat;

use chrono::NaiveDate;
use iced::Task;

use crate::desk::{DeskError, Edit, Planned, RoomsError, Scope};
use crate::domain::booking::{Booking, Slot, clock_text};
use crate::domain::series::{Choice, Choices, Line, Mark};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::{BlockFace, BlockKind};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::widget::tab;

use super::deeds::{Done, What};
use super::{RoomsScreen, line, says, scope_at};
use repeat::Repeat;

/// The line of the new place.
pub const LINE: &str = "rooms-moving-line";
const SAVE: &str = "rooms-moving-save";
const REASON: &str = "rooms-moving-reason";

/// Where a booking is to go.
#[derive(Debug, Clone)]
pub struct Moving {
    id: String,
    title: String,
    lesson: bool,
    from: Slot,
    to: Slot,
    typed: String,
    /// The line is not understood.
    wrong: bool,
    scope: Scope,
    choices: Choices,
    planned: Option<Box<Planned>>,
    error: Option<String>,
    /// The rules ask for one.
    reason: Option<String>,
    /// It is not moved but repeats from now on.
    repeat: Option<Repeat>,
    /// Counts the questions: an answer to an earlier one is dropped.
    asked: u32,
    /// The focus goes to what is to be done as soon as that is known.
    leads: bool,
}

/// What happens with it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line was typed in.
    Typed(String),
    /// How far it goes.
    Scope(usize),
    /// How it repeats.
    Shape(usize),
    /// Until when it repeats, or how often.
    End(String),
    /// On which dates.
    Dates(String),
    /// What is done with a date.
    Choose(NaiveDate, Choice),
    /// The reason was typed.
    Reason(String),
    /// What it would do, to that question.
    Planned(u32, Answer<Box<Planned>>),
    /// Save.
    Save,
    /// Give it up.
    GiveUp,
}

impl Moving {
    /// A booking to be put somewhere.
    pub fn new(ctx: &Ctx, booking: &Booking, to: Slot, scope: Scope) -> Self {
        Self {
            id: booking.id.clone(),
            title: says::title(ctx, booking),
            lesson: booking.lesson.is_some(),
            from: booking.slot.clone(),
            typed: line::written(&to, ctx.now.date_naive()),
            to,
            wrong: false,
            scope,
            choices: Choices::new(),
            planned: None,
            error: None,
            reason: None,
            repeat: None,
            asked: 0,
            leads: false,
        }
    }

    /// A single booking that is to repeat.
    pub fn repeating(ctx: &Ctx, booking: &Booking) -> Self {
        let repeat = Some(Repeat::new(booking, ctx));
        Self { repeat, ..Self::new(ctx, booking, booking.slot.clone(), Scope::This) }
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        if self.repeat.is_some() { repeat::SHAPES } else { LINE }
    }

    /// The further times of what repeats, for the calendar.
    pub fn repeats_at(&self) -> Vec<Slot> {
        let further = self.lines().iter().filter(|line| self.repeat.is_some() && line.before.is_none());
        further.filter_map(|line| line.goes_to().cloned()).collect()
    }

    fn edit(&self) -> Edit {
        let reason = self.reason.clone().unwrap_or_default();
        Edit { slot: Some(self.to.clone()), details: None, pattern: None, reason }
    }

    fn ask(&mut self, ctx: &Ctx) -> Task<super::Message> {
        self.asked += 1;
        self.error = None;
        let (id, choices, asked) = (self.id.clone(), self.choices.clone(), self.asked);
        if let Some(repeat) = &self.repeat {
            let Some(pattern) = repeat.pattern(ctx) else {
                self.planned = None;
                return Task::none();
            };
            return ctx.work(
                move |desk| desk.plan_repeat(&id, &pattern, &choices).map(Box::new),
                move |answer| super::Message::Moving(Message::Planned(asked, answer)),
            );
        }
        let (scope, edit) = (self.scope, self.edit());
        ctx.work(
            move |desk| desk.plan_edit(&id, scope, &edit, &choices).map(Box::new),
            move |answer| super::Message::Moving(Message::Planned(asked, answer)),
        )
    }

    /// Saving was refused; where a reason would help it is asked for.
    pub fn refused(&mut self, error: &DeskError, text: String) {
        if let DeskError::Rooms(RoomsError::Rules(broken)) = error
            && !broken.iter().any(crate::domain::room_rules::RuleBreak::is_hard)
            && self.reason.is_none()
            && self.repeat.is_none()
        {
            self.reason = Some(String::new());
        }
        self.error = Some(text);
    }

    /// Whether only this booking is meant, so that there is no date to skip.
    fn is_single(&self) -> bool {
        self.repeat.is_none() && (!self.lesson || self.scope == Scope::This)
    }

    fn lines(&self) -> &[Line] {
        self.planned.as_ref().map_or(&[], |planned| planned.plan.lines.as_slice())
    }

    /// Lines that must still be answered.
    fn open(&self) -> usize {
        self.lines().iter().filter(|line| line.choice == Choice::Open).count()
    }

    /// Bookings this changes.
    fn changes(&self) -> usize {
        let changed = |line: &&Line| {
            line.takes_away() || line.goes_to().is_some_and(|slot| line.before.as_ref() != Some(slot))
        };
        self.lines().iter().filter(changed).count()
    }

    fn clashes(&self) -> bool {
        let clash = |mark: &Mark| matches!(mark, Mark::Clash { .. });
        let here = |line: &&Line| line.at.as_ref() == Some(&self.to);
        self.lines().iter().filter(here).any(|line| line.marks.iter().any(clash))
    }
}

impl RoomsScreen {
    /// Whether what is being moved would clash on that day.
    pub(super) fn clashes_on(&self, day: NaiveDate) -> bool {
        self.moving.as_ref().is_some_and(|moving| moving.to.day == day && moving.clashes())
    }

    /// Where what is being moved is to go, and how it is drawn there.
    pub(super) fn target(&self, ctx: &Ctx) -> Option<(Slot, BlockFace)> {
        let moving = self.moving.as_ref().filter(|moving| moving.to != moving.from)?;
        let (slot, clash) = (moving.to.clone(), moving.clashes());
        let second = if clash { t!(ctx.words, "cal-clash") } else { t!(ctx.words, "cal-moved-here") };
        let face = BlockFace {
            start: clock_text(slot.from),
            second,
            clash,
            ..BlockFace::new(BlockKind::Ghost, slot.hours_text(), moving.title.clone())
        };
        Some((slot, face))
    }

    pub(super) fn begin(&mut self, mut moving: Moving, ctx: &Ctx) -> Action<super::Message> {
        // Drawn or moved by key: only the answer remains. Opened to be changed: the line.
        moving.leads = moving.to != moving.from;
        let focus = if moving.leads { Task::none() } else { tab::focus(moving.first()) };
        let asking = moving.ask(ctx);
        self.moving = Some(Box::new(moving));
        Action::Run(Task::batch([asking, self.look(ctx), focus]))
    }

    pub(super) fn in_moving(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(moving) = &mut self.moving else { return Action::None };
        match message {
            Message::Typed(text) => {
                let to = line::typed(&text, &moving.from, ctx.now.date_naive(), &ctx.book);
                moving.typed = text;
                moving.wrong = to.is_none();
                match to.filter(|to| *to != moving.to) {
                    Some(to) => {
                        moving.to = to;
                        moving.choices.clear();
                        Action::Run(moving.ask(ctx))
                    }
                    None => Action::None,
                }
            }
            Message::Scope(at) => {
                moving.scope = scope_at(at);
                moving.choices.clear();
                Action::Run(moving.ask(ctx))
            }
            Message::Shape(_) | Message::End(_) | Message::Dates(_) => {
                if let Some(repeat) = &mut moving.repeat {
                    repeat.take(message);
                }
                moving.choices.clear();
                Action::Run(moving.ask(ctx))
            }
            Message::Choose(_, Choice::Move(slot)) if moving.is_single() => {
                // One booking goes where the free place is.
                moving.typed = line::written(&slot, ctx.now.date_naive());
                moving.to = slot;
                moving.leads = true;
                Action::Run(moving.ask(ctx))
            }
            Message::Choose(day, choice) => {
                let _ = moving.choices.insert(day, choice);
                Action::Run(moving.ask(ctx))
            }
            Message::Reason(text) => {
                moving.reason = Some(text);
                Action::None
            }
            Message::Planned(asked, answer) => {
                if asked != moving.asked {
                    return Action::None;
                }
                match answer {
                    Ok(planned) => moving.planned = Some(planned),
                    Err(error) => {
                        moving.planned = None;
                        moving.error = Some(desk_error(&ctx.words, &error));
                    }
                }
                if !std::mem::take(&mut moving.leads) {
                    return Action::None;
                }
                let asks = |line: &&Line| line.choice == Choice::Open && !line.offers.is_empty();
                let open = moving.lines().iter().find(asks);
                Action::Run(match open {
                    Some(line) => tab::focus(line_id(line.on)),
                    None if moving.planned.is_some() => tab::focus(SAVE),
                    None => tab::focus(moving.first()),
                })
            }
            Message::Save => self.save(ctx),
            Message::GiveUp => self.back(ctx),
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let Some(moving) = &mut self.moving else { return Action::None };
        if let Some(wanting) = moving.repeat.as_ref().filter(|_| moving.planned.is_none()) {
            return Action::Run(tab::focus(wanting.wanting()));
        }
        if self.busy || moving.wrong || moving.planned.is_none() {
            return Action::None;
        }
        if moving.open() > 0 {
            moving.error = Some(t!(ctx.words, "cal-moving-open", count = moving.open()));
            let first = moving.lines().iter().find(|line| line.choice == Choice::Open);
            return Action::Run(first.map_or_else(Task::none, |line| tab::focus(line_id(line.on))));
        }
        if moving.changes() == 0 {
            return Action::None;
        }
        let (id, scope, edit, choices) =
            (moving.id.clone(), moving.scope, moving.edit(), moving.choices.clone());
        let count = moving.changes();
        if let Some(repeat) = &moving.repeat {
            let Some(pattern) = repeat.pattern(ctx) else { return Action::None };
            return self.run(ctx, move |desk| {
                let booked = desk.repeat_booking(&id, &pattern, &choices)?;
                let papers = booked.papers.iter().map(|paper| paper.serial.to_string()).collect();
                Ok(Done { papers, ..Done::new(What::Repeated, booked.lessons) })
            });
        }
        self.run(ctx, move |desk| {
            let _changed = desk.edit_booking(&id, scope, &edit, &choices)?;
            Ok(Done::new(What::Moved, count))
        })
    }
}

/// The name of the row of what can be done with a date.
fn line_id(day: NaiveDate) -> String {
    format!("rooms-line-{day}")
}
