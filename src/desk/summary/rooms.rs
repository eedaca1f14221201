//! 场地 and 课程 of a period.

use chrono::NaiveDateTime;

use crate::domain::book::Book;
use crate::domain::booking::Booking;
use crate::domain::class::Attendance;
use crate::domain::room::Use;
use crate::domain::room_use::{Outcome, RoomUse, of_place};
use crate::domain::summary::{ClassFigures, Period, RoomLine};

use super::super::{Desk, DeskError};

impl Desk {
    /// Every room that is no part of another, in order; a hall with what was in its parts.
    pub(super) fn room_figures(
        &self,
        book: &Book,
        bookings: &[Booking],
        period: Period,
        now: NaiveDateTime,
    ) -> Vec<RoomLine> {
        let days = (period.from, period.to);
        let lines = book.rooms.wholes_met(bookings).map(|room| {
            let mut rooms = vec![room.code.as_str()];
            rooms.extend(book.rooms.parts(&room.code).map(|part| part.code.as_str()));
            let sum = RoomUse::sum(of_place(book, &rooms, bookings, days, now));
            RoomLine {
                room: room.code.clone(),
                sessions: sum.sessions,
                minutes: sum.minutes(),
                people: sum.people,
                // People come and go there; bookings say nothing of how full it is.
                rate: if room.usage == Use::Free { None } else { sum.rate() },
                no_shows: sum.no_shows,
                displaced: sum.displaced,
            }
        });
        lines.collect()
    }

    /// Lessons held, and who came to them by the sheets that were signed.
    pub(super) fn class_figures(
        &self,
        bookings: &[Booking],
        now: NaiveDateTime,
    ) -> Result<ClassFigures, DeskError> {
        let mut figures = ClassFigures::default();
        for booking in bookings {
            let held = matches!(Outcome::of(booking, now), Outcome::Used { .. });
            if booking.lesson.is_none() || !held {
                continue;
            }
            figures.lessons += 1;
            if let Some(sheet) = self.store.get::<Attendance>(&booking.id)? {
                figures.signed += 1;
                figures.of += sheet.value.marks.len() as u32;
                figures.came += sheet.value.marks.values().filter(|mark| mark.came()).count() as u32;
            }
        }
        Ok(figures)
    }
}
