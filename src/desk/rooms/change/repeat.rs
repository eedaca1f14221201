//! From a single booking to a series, and back.

use super::super::super::next_id;
use super::super::apply::decided;
use super::super::make::Booked;
use super::super::occupancy::Occupancy;
use super::super::plan::{Judge, NewSeries, Planned};
use super::super::undo::SeriesUndo;
use super::super::{Desk, DeskError, RoomsError};
use super::Scope;
use crate::domain::book::Book;
use crate::domain::booking::{Booking, Deed};
use crate::domain::series::{BookingSeries, Choices, Pattern, Phase, draw_up};
use crate::store::Unit;

impl Desk {
    /// Makes a single booking the first lesson of a series; its id stays. What the rest would do is in the plan.
    pub fn plan_repeat(&self, id: &str, pattern: &Pattern, choices: &Choices) -> Result<Planned, DeskError> {
        let book = self.book();
        self.store.transact(|unit| {
            let booking = self.booking_in(unit, id)?;
            let new = repeated(&booking, pattern)?;
            self.plan_repeat_in(unit, &mut Occupancy::new(&book), &book, &booking, &new, choices)
        })
    }

    fn plan_repeat_in(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        booking: &Booking,
        new: &NewSeries,
        choices: &Choices,
    ) -> Result<Planned, DeskError> {
        let approver = self.room_of(book, &new.phase.room)?.approver;
        let none = std::collections::BTreeMap::new();
        let mut plan = draw_up(&new.phase, std::slice::from_ref(booking), &none).map_err(RoomsError::from)?;
        let now = self.now().naive_local();
        Judge { book, now, people: booking.details.people, choices }.judge(unit, occupancy, &mut plan)?;
        Ok(Planned { plan, approver })
    }

    /// Does it. The series gets a slip of its own; the booking keeps the one it has.
    pub fn repeat_booking(
        &self,
        id: &str,
        pattern: &Pattern,
        choices: &Choices,
    ) -> Result<Booked, DeskError> {
        let book = self.book();
        let (booked, touched, series) = self.commit("repeat booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let booking = self.booking_in(unit, id)?;
            let new = repeated(&booking, pattern)?;
            let planned = self.plan_repeat_in(unit, &mut occupancy, &book, &booking, &new, choices)?;
            decided(&planned.plan)?;
            let mut series = BookingSeries {
                id: next_id(unit, "series")?,
                phases: vec![new.phase.clone()],
                details: new.details.clone(),
                skipped: std::collections::BTreeMap::new(),
                serial: None,
                made: self.stamp(),
            };
            let mut lessons: Vec<Booking> = Vec::new();
            for line in &planned.plan.lines {
                lessons.extend(self.carry_out(
                    unit,
                    &mut occupancy,
                    &book,
                    &mut series,
                    line,
                    &new.details,
                    "",
                )?);
            }
            let paper = self.series_slip(unit, &mut series)?;
            unit.put(&series)?;
            let subject = series.id.clone();
            let first = lessons.iter().find(|lesson| lesson.id == booking.id).cloned().unwrap_or(booking);
            let booked = Booked { booking: first, lessons: lessons.len(), papers: vec![paper] };
            Ok(((booked, occupancy.into_touched(), series), subject))
        })?;
        self.remember("repeat booking", touched, Some(SeriesUndo { before: None, after: series }));
        Ok(booked)
    }

    /// Makes a lesson a booking by itself again: it stays, with its id; the other lessons ahead are cancelled.
    pub fn single_out(&self, id: &str, reason: &str) -> Result<Booking, DeskError> {
        let book = self.book();
        let (booking, touched) = self.commit("single out booking", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let before = self.booking_in(unit, id)?;
            if before.lesson.is_none() {
                return Err(RoomsError::NoSeries.into());
            }
            for other in self.to_cancel(unit, id, Scope::Whole)? {
                if other.id != before.id {
                    let gone = other.clone().cancel(self.stamp(), false, reason).map_err(RoomsError::from)?;
                    occupancy.put(unit, Some(&other), &gone)?;
                }
            }
            let after =
                Booking { lesson: None, ..before.clone() }.noted(self.stamp(), Deed::Changed, None, reason);
            occupancy.put(unit, Some(&before), &after)?;
            Ok(((after, occupancy.into_touched()), id.to_owned()))
        })?;
        self.remember("single out booking", touched, None);
        Ok(booking)
    }
}

/// The series a single booking becomes.
fn repeated(booking: &Booking, pattern: &Pattern) -> Result<NewSeries, DeskError> {
    if booking.lesson.is_some() {
        return Err(RoomsError::SeriesAlready.into());
    }
    let slot = &booking.slot;
    Ok(NewSeries {
        phase: Phase {
            from: slot.day,
            pattern: pattern.clone(),
            room: slot.room.clone(),
            start: slot.from,
            end: slot.to,
        },
        details: booking.details.clone(),
        reason: String::new(),
    })
}
