//! Changing: this one, this and those that follow, or the whole series. What is past never changes.

mod cancel;
mod repeat;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingRefusal, Deed, Details, Slot, StateName};
use crate::domain::room::Approver;
use crate::domain::series::{
    BookingSeries, Choice, Choices, Mark, Pattern, Phase, Plan, SeriesError, draw_up,
};
use crate::store::Unit;

use super::apply::decided;
use super::make::NewBooking;
use super::occupancy::Occupancy;
use super::plan::{Judge, Planned};
use super::undo::SeriesUndo;
use super::{Desk, DeskError, RoomsError};

/// How far a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Scope {
    /// 仅此次
    #[default]
    This,
    /// 此次及以后
    Following,
    /// 整个系列: every lesson that is not over.
    Whole,
}

/// What is to change; what is `None` stays.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edit {
    /// Where and when this lesson should be; with a wider scope the others follow it.
    pub slot: Option<Slot>,
    /// What for and by whom.
    pub details: Option<Details>,
    /// Other days; only with a wider scope.
    pub pattern: Option<Pattern>,
    /// Lifts those rules that a reason can lift.
    pub reason: String,
}

/// A series edit that is worked out and not yet judged.
struct Drawn {
    series: BookingSeries,
    phase: Phase,
    plan: Plan,
    details: Details,
}

impl Desk {
    /// What a change of a lesson and its series would do, date by date. With [`Scope::This`], or for a booking of no series, the
    /// plan has one line.
    pub fn plan_edit(
        &self,
        id: &str,
        scope: Scope,
        edit: &Edit,
        choices: &Choices,
    ) -> Result<Planned, DeskError> {
        let book = self.book();
        self.store.transact(|unit| {
            let mut occupancy = Occupancy::new(&book);
            let booking = self.booking_in(unit, id)?;
            let slot = edit.slot.as_ref().unwrap_or(&booking.slot);
            let approver = self.room_of(&book, &slot.room)?.approver;
            if scope == Scope::This || booking.lesson.is_none() {
                return self.plan_single(unit, &mut occupancy, &book, &booking, slot, choices, approver);
            }
            let drawn = self.drawn(unit, &booking, scope, edit)?;
            let mut plan = drawn.plan;
            let now = self.now().naive_local();
            let judge = Judge { book: &book, now, people: drawn.details.people, choices };
            judge.judge(unit, &mut occupancy, &mut plan)?;
            Ok(Planned { plan, approver })
        })
    }

    fn plan_single(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        booking: &Booking,
        slot: &Slot,
        choices: &Choices,
        approver: Approver,
    ) -> Result<Planned, DeskError> {
        let phase = Phase {
            from: slot.day,
            pattern: Pattern::Dates([slot.day].into()),
            room: slot.room.clone(),
            start: slot.from,
            end: slot.to,
        };
        // One line, paired with the booking itself whatever day it comes from.
        let mut plain = booking.clone();
        plain.lesson = None;
        let mut plan =
            draw_up(&phase, &[plain], &std::collections::BTreeMap::new()).map_err(RoomsError::from)?;
        let now = self.now().naive_local();
        Judge { book, now, people: booking.details.people, choices }.judge(unit, occupancy, &mut plan)?;
        for line in &mut plan.lines {
            // Who moves one lesson by hand means it, day off or not.
            if line.choice == Choice::Skip && !choices.contains_key(&line.on) {
                let shut =
                    |mark: &Mark| matches!(mark, Mark::Closed { .. } | Mark::OutsideHours | Mark::Past);
                line.choice = if line.marks.iter().any(shut) { Choice::Open } else { Choice::Go };
            }
        }
        Ok(Planned { plan, approver })
    }

    /// Changes a booking, or a lesson and its series as far as `scope` goes. Answers what stands afterwards.
    pub fn edit_booking(
        &self,
        id: &str,
        scope: Scope,
        edit: &Edit,
        choices: &Choices,
    ) -> Result<Vec<Booking>, DeskError> {
        let book = self.book();
        let (changed, touched, series) = self.commit("edit booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let booking = self.booking_in(unit, id)?;
            if scope == Scope::This || booking.lesson.is_none() {
                let after = self.edit_single(unit, &mut occupancy, &book, booking, edit)?;
                return Ok(((vec![after], occupancy.into_touched(), None), id.to_owned()));
            }
            let Drawn { series: before, phase, mut plan, details } =
                self.drawn(unit, &booking, scope, edit)?;
            let now = self.now().naive_local();
            let judge = Judge { book: &book, now, people: details.people, choices };
            judge.judge(unit, &mut occupancy, &mut plan)?;
            decided(&plan)?;
            let mut series = before.clone();
            series.details.clone_from(&details);
            series.begin_phase(phase);
            let mut changed = Vec::new();
            for line in &plan.lines {
                changed.extend(self.carry_out(
                    unit,
                    &mut occupancy,
                    &book,
                    &mut series,
                    line,
                    &details,
                    &edit.reason,
                )?);
            }
            unit.put(&series)?;
            let series = SeriesUndo { before: Some(before), after: series };
            let subject = series.after.id.clone();
            Ok(((changed, occupancy.into_touched(), Some(series)), subject))
        })?;
        self.remember("edit booking", touched, series);
        Ok(changed)
    }

    fn edit_single(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        before: Booking,
        edit: &Edit,
    ) -> Result<Booking, DeskError> {
        let mut after = before.clone();
        if !after.is_open() {
            return Err(RoomsError::Step(BookingRefusal::State(after.state.name())).into());
        }
        let slot = edit.slot.clone().unwrap_or_else(|| before.slot.clone());
        let details = edit.details.clone().unwrap_or_else(|| before.details.clone());
        let new = NewBooking {
            slot: slot.clone(),
            details: details.clone(),
            reason: edit.reason.clone(),
            address: String::new(),
        };
        if slot != before.slot {
            self.admit(unit, occupancy, book, &new, &|other| other.id == before.id)?;
        }
        let room = self.room_of(book, &slot.room)?;
        self.obey(unit, book, room, &new, Some(&before.id))?;
        if details != before.details {
            after.details = details;
            after = after.noted(self.stamp(), Deed::Changed, None, edit.reason.trim());
        }
        let changed = slot != before.slot || after.details != before.details;
        after = self.moved(book, after, slot)?;
        if let Some(lesson) = after.lesson.as_mut().filter(|_| changed) {
            lesson.own = true;
        }
        if after != before {
            occupancy.put(unit, Some(&before), &after)?;
        }
        Ok(after)
    }

    /// The new phase of an edit, and what it does to the lessons it replaces.
    fn drawn(
        &self,
        unit: &mut Unit<'_>,
        booking: &Booking,
        scope: Scope,
        edit: &Edit,
    ) -> Result<Drawn, DeskError> {
        let Some(lesson) = &booking.lesson else { return Err(RoomsError::NoSeries.into()) };
        // From a lesson that was called off none is moved on: it would be held after all.
        if booking.state.name() == StateName::Cancelled {
            return Err(RoomsError::Step(BookingRefusal::State(StateName::Cancelled)).into());
        }
        let series = self.series_in(unit, &lesson.series)?;
        let now = self.now().naive_local();
        let ahead = self.ahead(unit, &series.id, now)?;
        let first = ahead
            .iter()
            .filter(|other| other.is_open())
            .filter_map(|other| other.lesson.as_ref())
            .map(|other| other.on)
            .filter(|on| scope == Scope::Whole || *on >= lesson.on)
            .min()
            .ok_or(RoomsError::Step(BookingRefusal::Past))?;
        let phase = series.phase_on(first).cloned().ok_or(RoomsError::Series(SeriesError::Empty))?;
        let slot = edit.slot.as_ref();
        // A lesson that was moved by itself says nothing of the others' day; only where it is put now does.
        let by = slot.map_or(chrono::TimeDelta::zero(), |slot| slot.day - booking.slot.day);
        let pattern = match &edit.pattern {
            Some(pattern) => pattern.clone(),
            None => phase
                .pattern
                .tail(phase.from, first)
                .and_then(|tail| tail.shifted(first, first + by))
                .map_err(RoomsError::from)?,
        };
        let new = Phase {
            from: first + by,
            pattern,
            room: slot.map_or(phase.room, |slot| slot.room.clone()),
            start: slot.map_or(phase.start, |slot| slot.from),
            end: slot.map_or(phase.end, |slot| slot.to),
        };
        let replaced: Vec<Booking> = ahead
            .into_iter()
            .filter(|other| other.lesson.as_ref().is_some_and(|other| other.on >= first))
            .collect();
        let skipped = series.skipped.range(first..).map(|(day, why)| (*day, why.clone())).collect();
        let plan = draw_up(&new, &replaced, &skipped).map_err(RoomsError::from)?;
        let details = edit.details.clone().unwrap_or_else(|| series.details.clone());
        Ok(Drawn { series, phase: new, plan, details })
    }

    /// The lessons of a series that may still change: not begun, whatever became of them.
    fn ahead(
        &self,
        unit: &mut Unit<'_>,
        series: &str,
        now: chrono::NaiveDateTime,
    ) -> Result<Vec<Booking>, DeskError> {
        let mut ahead = Vec::new();
        for known in self.lessons(series)? {
            let lesson = self.booking_in(unit, &known.id)?;
            if lesson.slot.start() > now && lesson.state.name() != StateName::InUse {
                ahead.push(lesson);
            }
        }
        Ok(ahead)
    }
}
