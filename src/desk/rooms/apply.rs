//! Carrying a plan out: every line becomes what the preview said, in one commit.

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, Deed, Details, Lesson, Slot};
use crate::domain::issued::IssuedPaper;
use crate::domain::serial::SerialKind;
use crate::domain::series::{BookingSeries, Choice, Choices, Line, Plan};
use crate::store::Unit;

use super::super::intake::take_serial;
use super::super::next_id;
use super::make::{Booked, NewBooking, first_state, slip};
use super::occupancy::Occupancy;
use super::plan::NewSeries;
use super::undo::SeriesUndo;
use super::{Desk, DeskError, RoomsError};

impl Desk {
    /// Books a series as it was planned. Dates that are not decided yet refuse it whole, by name.
    pub fn book_series(&self, new: &NewSeries, choices: &Choices) -> Result<Booked, DeskError> {
        self.book_series_of(new, choices, |_, _| Ok(()))
    }

    /// The same, with more to be written in the same commit; it is given the series' id.
    pub(in crate::desk) fn book_series_of(
        &self,
        new: &NewSeries,
        choices: &Choices,
        also: impl Fn(&mut Unit<'_>, &str) -> Result<(), DeskError>,
    ) -> Result<Booked, DeskError> {
        let book = self.book();
        let (booked, touched, series) = self.commit("book series", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let (booked, series) = self.book_series_in(unit, &mut occupancy, &book, new, choices)?;
            also(unit, &series.id)?;
            let subject = series.id.clone();
            Ok(((booked, occupancy.into_touched(), series), subject))
        })?;
        self.remember("book series", touched, Some(SeriesUndo { before: None, after: series }));
        Ok(booked)
    }

    /// One more lesson of a series, on a day its rule does not give.
    pub(in crate::desk) fn book_lesson(
        &self,
        new: &NewBooking,
        lesson: Lesson,
    ) -> Result<Booking, DeskError> {
        let book = self.book();
        let (booking, touched) = self.commit("book lesson", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let made = self.book_in(unit, &mut occupancy, &book, new, None, None)?;
            let booking = Booking { lesson: Some(lesson.clone()), ..made };
            unit.put(&booking)?;
            let id = booking.id.clone();
            Ok(((booking.clone(), vec![super::occupancy::Touched { before: None, after: booking }]), id))
        })?;
        self.remember("book lesson", touched, None);
        Ok(booking)
    }

    pub(super) fn book_series_in(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        new: &NewSeries,
        choices: &Choices,
    ) -> Result<(Booked, BookingSeries), DeskError> {
        let planned = self.plan_series_in(unit, occupancy, book, new, choices)?;
        decided(&planned.plan)?;
        let mut series = BookingSeries {
            id: next_id(unit, "series")?,
            phases: vec![new.phase.clone()],
            details: new.details.clone(),
            skipped: std::collections::BTreeMap::new(),
            serial: None,
            made: self.stamp(),
        };
        let mut lessons = Vec::new();
        for line in &planned.plan.lines {
            lessons.extend(self.carry_out(
                unit,
                occupancy,
                book,
                &mut series,
                line,
                &new.details,
                &new.reason,
            )?);
        }
        let first = lessons
            .iter()
            .min_by_key(|lesson| lesson.slot.start())
            .cloned()
            .ok_or(RoomsError::Series(crate::domain::series::SeriesError::Empty))?;
        let paper = self.series_slip(unit, &mut series)?;
        unit.put(&series)?;
        Ok((Booked { booking: first, lessons: lessons.len(), papers: vec![paper] }, series))
    }

    /// The slip of a series, which keeps its number.
    pub(super) fn series_slip(
        &self,
        unit: &mut Unit<'_>,
        series: &mut BookingSeries,
    ) -> Result<IssuedPaper, DeskError> {
        let serial = take_serial(unit, SerialKind::Booking, self.today())?;
        series.serial = Some(serial);
        let paper = IssuedPaper { of_series: true, ..slip(serial, &series.id) };
        unit.put(&paper)?;
        Ok(paper)
    }

    /// Does what one line of a plan says; answers the lesson that stands afterwards.
    pub(super) fn carry_out(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        series: &mut BookingSeries,
        line: &Line,
        details: &Details,
        reason: &str,
    ) -> Result<Option<Booking>, DeskError> {
        if let Some(was) = line.was {
            let _ = series.skipped.remove(&was);
        }
        let before = match &line.booking {
            Some(id) => Some(self.booking_in(unit, id)?),
            None => None,
        };
        let Some(slot) = line.goes_to().cloned() else {
            if before.is_none() {
                let _ = series.skipped.insert(line.on, line.reason());
            }
            return self.take_away(unit, occupancy, series, line, before, reason);
        };
        let own = matches!(line.choice, Choice::Move(_));
        let makes_up = before.as_ref().and_then(|before| before.lesson.as_ref()?.makes_up);
        let lesson = Lesson { series: series.id.clone(), on: line.on, own, makes_up };
        let after = match &before {
            None => {
                let new = NewBooking {
                    slot: slot.clone(),
                    details: details.clone(),
                    reason: reason.to_owned(),
                    address: String::new(),
                };
                let room = self.room_of(book, &slot.room)?;
                self.obey(unit, book, room, &new, None)?;
                Booking {
                    id: next_id(unit, "booking")?,
                    slot,
                    state: first_state(room),
                    details: details.clone(),
                    lesson: Some(lesson),
                    intake: None,
                    serial: None,
                    made: self.stamp(),
                    history: Vec::new(),
                }
                .noted(self.stamp(), Deed::Made, None, reason)
            }
            Some(before) => {
                let was_own = before.lesson.as_ref().is_some_and(|lesson| lesson.own);
                let mut after = before.clone();
                after.lesson = Some(Lesson { own: own || was_own, ..lesson });
                if !was_own && after.details != *details {
                    after.details = details.clone();
                    after = after.noted(self.stamp(), Deed::Changed, None, reason);
                }
                self.moved(book, after, slot)?
            }
        };
        if before.as_ref() != Some(&after) {
            occupancy.put(unit, before.as_ref(), &after)?;
        }
        Ok(Some(after))
    }

    /// The lesson in its new place. Another room may want somebody's leave first.
    pub(super) fn moved(&self, book: &Book, booking: Booking, slot: Slot) -> Result<Booking, DeskError> {
        if booking.slot == slot {
            return Ok(booking);
        }
        let other_room = booking.slot.room != slot.room;
        let room = self.room_of(book, &slot.room)?;
        let mut moved = booking.move_to(self.stamp(), slot, false).map_err(RoomsError::from)?;
        if other_room && room.approver.is_other() {
            moved.state = BookingState::Pending;
        }
        Ok(moved)
    }

    fn take_away(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        series: &BookingSeries,
        line: &Line,
        before: Option<Booking>,
        reason: &str,
    ) -> Result<Option<Booking>, DeskError> {
        let Some(before) = before else { return Ok(None) };
        // Its date within the series follows the new rule, whatever became of the lesson.
        let lesson = before.lesson.as_ref().map(|l| Lesson { on: line.on, ..l.clone() });
        let mut after = Booking { lesson, ..before.clone() };
        if after.is_open() {
            let why = if reason.trim().is_empty() { "系列调整" } else { reason };
            after = after.cancel(self.stamp(), false, why).map_err(RoomsError::from)?;
        }
        if after != before {
            debug_assert!(after.lesson.as_ref().is_none_or(|lesson| lesson.series == series.id));
            occupancy.put(unit, Some(&before), &after)?;
        }
        Ok(None)
    }
}

/// Every date is answered.
pub(super) fn decided(plan: &Plan) -> Result<(), RoomsError> {
    let days: Vec<_> = plan.open().map(|line| line.on).collect();
    if days.is_empty() { Ok(()) } else { Err(RoomsError::Undecided { days }) }
}
