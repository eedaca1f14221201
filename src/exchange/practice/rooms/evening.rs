//! What became of a day's uses: the key went out and came back, nobody came, who signed in.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::desk::{DeskError, PracticeStep};
use crate::domain::booking::{Booking, BookingKind, BookingState, Condition};
use crate::domain::class::{Enrolment, Mark};

use super::Calendar;

/// Steps in one commit.
const A_COMMIT: usize = 200;

impl Calendar<'_> {
    /// Tells the day's uses up to a minute.
    pub fn evening(&mut self, day: NaiveDate, minute: u32) -> Result<(), DeskError> {
        let Some(now) = self.at(day, minute) else { return Ok(()) };
        let mut steps = Vec::new();
        for booking in self.desk.all_bookings(day, day)? {
            if booking.state != BookingState::Confirmed {
                continue;
            }
            let (begin, end) = (u32::from(booking.slot.from), u32::from(booking.slot.to));
            if end + 5 > minute {
                // Going on: the key is out. What is still to come stays as it is.
                if begin <= minute
                    && let Some(out) = self.at(day, begin.saturating_sub(8))
                {
                    steps.push((booking.id, PracticeStep::KeyOut(out.min(now))));
                }
                continue;
            }
            self.used(day, &booking, &mut steps)?;
        }
        for some in steps.chunks(A_COMMIT) {
            self.desk.practice_rooms(some)?;
        }
        Ok(())
    }

    fn used(
        &mut self,
        day: NaiveDate,
        booking: &Booking,
        steps: &mut Vec<(String, PracticeStep)>,
    ) -> Result<(), DeskError> {
        let (begin, end) = (u32::from(booking.slot.from), u32::from(booking.slot.to));
        let (Some(begin), Some(end)) = (self.at(day, begin), self.at(day, end)) else { return Ok(()) };
        let id = booking.id.clone();
        if booking.details.kind.is_rationed() && self.chance(5) {
            steps.push((id, PracticeStep::NoShow(begin + TimeDelta::minutes(20))));
            return Ok(());
        }
        let early = TimeDelta::minutes(self.rng.i64(3..15));
        steps.push((id.clone(), PracticeStep::KeyOut(begin - early)));
        let mut headcount = booking.details.people * self.rng.u32(55..=100) / 100;
        if booking.details.kind == BookingKind::Class
            && let Some(group) = &booking.details.class
        {
            let marks = self.marks(group)?;
            headcount = marks.values().filter(|mark| mark.came()).count() as u32;
            if !marks.is_empty() {
                steps.push((id.clone(), PracticeStep::SignIn(begin, marks)));
            }
        }
        let (condition, note) = match self.rng.u32(0..100) {
            0..6 => (Condition::Untidy, "椅子未归位"),
            6..8 => (Condition::Damaged, "话筒接触不良"),
            _ => (Condition::Good, ""),
        };
        let at = end + TimeDelta::minutes(self.rng.i64(0..5));
        let note = note.to_owned();
        steps.push((id, PracticeStep::KeyBack { at, headcount: headcount.max(1), condition, note }));
        Ok(())
    }

    /// Most come; one in eight has trouble with coming regularly, and stays so.
    fn marks(&mut self, group: &str) -> Result<BTreeMap<String, Mark>, DeskError> {
        let learners: Vec<Enrolment> = self.desk.roster(group)?.enrolled;
        let mut marks = BTreeMap::new();
        for learner in learners {
            let unsteady = learner.id.bytes().map(u32::from).sum::<u32>() % 8 == 0;
            let mark = match (self.rng.u32(0..100), unsteady) {
                (0..84, false) | (0..40, true) => Mark::Present,
                (84..90, false) | (40..48, true) => Mark::Late,
                (90..96, false) | (48..60, true) => Mark::Excused,
                _ => Mark::Absent,
            };
            let _ = marks.insert(learner.id, mark);
        }
        Ok(marks)
    }
}
