//! 每周课程: the dates are read back before anything is booked. Days off are skipped by rule; only what clashes must be
//! answered, by a digit.

use crate::desk::{Desk, DeskError, NewSeries};
use crate::domain::booking::{BookingKind, Details};
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::{Choice, Choices, Line, Mark, Pattern, Phase, SeriesError};
use crate::ui::ctx::Ctx;
use crate::ui::widget::tab;

use super::fields::first_on;
use super::save::Reader;
use super::{Dialog, Done, Key, Message, Outcome, SAVE, Wish};

/// The name of the answers to a date of the plan.
pub(super) fn line_id(at: usize) -> String {
    format!("class-line-{at}")
}

/// What a date can be answered with, in the order of the digits: as planned where nothing is in the way, at one of the
/// free times, skipped.
pub(super) fn answers(line: &Line) -> Vec<Choice> {
    let shut = line.marks.iter().any(|mark| {
        matches!(mark, Mark::Clash { .. } | Mark::Closed { .. } | Mark::OutsideHours | Mark::Past)
    });
    let moved = match &line.choice {
        Choice::Move(slot) => Some(slot.clone()),
        _ => None,
    };
    let moves = moved.into_iter().chain(line.offers.iter().cloned()).map(Choice::Move);
    let mut all = Vec::new();
    for choice in (!shut).then_some(Choice::Go).into_iter().chain(moves).chain([Choice::Skip]) {
        if !all.contains(&choice) {
            all.push(choice);
        }
    }
    all
}

impl Dialog {
    /// Plans first; once every date is answered, books.
    pub(super) fn weekly_job(
        &self,
        read: &mut Reader<'_>,
        ctx: &Ctx,
    ) -> Option<Box<dyn FnOnce(&Desk) -> Result<Outcome, DeskError> + Send>> {
        let new = self.series(read, ctx)?;
        let group = self.group.as_ref()?.id.clone();
        let choices = self.choices.clone();
        let decided = self.planned.as_ref().is_some_and(|planned| planned.plan.open().next().is_none());
        Some(Box::new(move |desk| {
            if decided {
                return desk.book_lessons(&group, &new, &choices).map(|_| Outcome::Done(Done::Class(group)));
            }
            desk.plan_series(&new, &choices).map(|planned| Outcome::Plan(Box::new(planned)))
        }))
    }

    fn series(&self, read: &mut Reader<'_>, ctx: &Ctx) -> Option<NewSeries> {
        let weekday = read.weekday();
        let hours = read.hours();
        let room = read.picked(Key::Room, ctx);
        let (from, to) = read.span()?;
        let (weekday, (start, end), room) = (weekday?, hours?, room?);
        let first = first_on(from, weekday)?;
        let rule = match Rule::weekly(1, &[weekday], End::Until(to.max(first))) {
            Ok(rule) => rule,
            Err(error) => {
                let error = DeskError::Rooms(SeriesError::Rule(error).into());
                read.wrong(Key::Weekday, crate::i18n::desk_error(&ctx.words, &error));
                return None;
            }
        };
        let group = self.group.as_ref()?;
        Some(NewSeries {
            phase: Phase { from: first, pattern: Pattern::Rule(rule), room, start, end },
            details: Details {
                kind: BookingKind::Class,
                title: group.name.clone(),
                people: group.capacity,
                ..Details::default()
            },
            reason: String::new(),
        })
    }

    pub(super) fn plan_is(&mut self, planned: Box<crate::desk::Planned>) -> Wish {
        let first_open = planned.plan.lines.iter().position(|line| line.choice == Choice::Open);
        self.planned = Some(planned);
        Wish::Run(tab::focus(first_open.map_or_else(|| SAVE.to_owned(), line_id)))
    }

    /// A date was answered: the rest is planned again with it.
    pub(super) fn answer_line(&mut self, at: usize, answer: usize, ctx: &Ctx) -> Wish {
        let Some(line) = self.planned.as_ref().and_then(|planned| planned.plan.lines.get(at)) else {
            return Wish::Nothing;
        };
        let Some(choice) = answers(line).into_iter().nth(answer) else { return Wish::Nothing };
        let mut choices: Choices = self.choices.clone();
        let _ = choices.insert(line.on, choice);
        self.choices = choices.clone();
        let Some(new) = self.again(ctx) else { return Wish::Nothing };
        Wish::Run(ctx.work(
            move |desk| {
                desk.plan_series(&new, &choices).map(|planned| Box::new(Outcome::Plan(Box::new(planned))))
            },
            Message::Answered,
        ))
    }

    fn again(&self, ctx: &Ctx) -> Option<NewSeries> {
        let mut reader = Reader::of(self, ctx);
        self.series(&mut reader, ctx)
    }

    /// The free time stands in the fields; saving is still the worker's.
    pub(super) fn take_offer(&mut self, at: usize, ctx: &Ctx) -> Wish {
        let Some(slot) = self.offers.get(at).cloned() else { return Wish::Nothing };
        self.touched(Key::Hours);
        let _ = self.errors.remove(&Key::Day);
        self.put(Key::Day, slot.day.to_string());
        self.put(Key::Hours, slot.hours_text());
        self.put(Key::Room, crate::ui::screen::classes::says::room(ctx, &slot.room));
        let _ = self.chosen.insert(Key::Room, slot.room);
        Wish::Run(tab::focus(SAVE))
    }
}
