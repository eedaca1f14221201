//! What is asked for from day to day: party activities, meetings, mediation; answers to what waits; a closure and a booking
//! that is moved aside now and then.

use chrono::{Datelike, Days, NaiveDate};

use crate::desk::{Decision, DeskError, NewBooking, Over, RoomsError, Scope};
use crate::domain::booking::{Booking, BookingKind, BookingState, Details, Slot};
use crate::domain::room::Closure;

use super::{Calendar, unless_refused};

/// Days until what waits is answered.
const ANSWERED: u64 = 2;

impl Calendar<'_> {
    /// Answers what has waited long enough; what cannot be had by then is refused.
    pub fn answer(&mut self, day: NaiveDate) -> Result<(), DeskError> {
        let (due, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(when, _)| *when <= day);
        self.waiting = rest;
        for (_, id) in due {
            if self.desk.booking(&id)?.state != BookingState::Pending {
                continue;
            }
            let done = if self.chance(88) {
                unless_refused(self.desk.approve_booking(&id, false))?.map(|_| ())
            } else {
                None
            };
            if done.is_none() {
                let _ = unless_refused(self.desk.reject_booking(&id, false, "当天另有安排"))?;
            }
        }
        Ok(())
    }

    /// What is asked for on a working day.
    pub fn ask(&mut self, day: NaiveDate) -> Result<(), DeskError> {
        let book = self.desk.book();
        let first = day.with_day(1).unwrap_or(day);
        let first_of_month =
            !first.iter_days().take_while(|known| *known < day).any(|known| book.calendar.is_working(known));
        if first_of_month {
            self.wish("R08", day + Days::new(9), (900, 990), BookingKind::Party, "主题党日", 28)?;
        }
        let ahead = 4 + self.rng.u64(0..6);
        let (evening, afternoon) = ((1140, 1230), (870, 960));
        let later = day + Days::new(ahead);
        match self.rng.u32(0..100) {
            0..14 => self.wish("R01", later, evening, BookingKind::Assembly, "居民代表会议", 45)?,
            14..28 => self.wish("R09", later, evening, BookingKind::Assembly, "楼栋议事会", 12)?,
            28..36 => {
                self.wish("R10", day + Days::new(2), (570, 630), BookingKind::Mediation, "邻里调解", 5)?
            }
            36..44 => self.wish("R01A", later, afternoon, BookingKind::Assembly, "网格员例会", 22)?,
            _ => {}
        }
        // In the middle of a term the dance room is mended, and once a team makes room for a party activity.
        let in_term = self.made.iter().find(|term| (term.from..=term.to).contains(&day)).cloned();
        let week = in_term.as_ref().and_then(|term| term.week_of(day));
        let monday = day.weekday() == chrono::Weekday::Mon;
        if monday && week == Some(6) {
            self.close("R03", day, day + Days::new(9), "地板检修")?;
        }
        if monday && week == Some(9) {
            self.move_aside(day + Days::new(7))?;
        }
        Ok(())
    }

    /// Asks for a room; a refusal is left at that.
    fn wish(
        &mut self,
        room: &str,
        day: NaiveDate,
        (from, to): (u16, u16),
        kind: BookingKind,
        title: &str,
        people: u32,
    ) -> Result<(), DeskError> {
        if self.desk.book().rooms.room(room).is_none_or(|room| room.retired || room.capacity < people) {
            return Ok(());
        }
        let slot = Slot::new(room, day, from, to).map_err(RoomsError::from)?;
        let details = Details { kind, title: title.to_owned(), people, ..self.somebody() };
        let new = NewBooking { slot, details, reason: String::new(), address: String::new() };
        let booked = unless_refused(self.desk.book_room(&new, &[], &Decision::Accept))?;
        let booking = booked.map(|booked| booked.booking);
        if let Some(booking) = booking.as_ref().filter(|booking| booking.state == BookingState::Pending) {
            self.waiting.push((self.desk.today() + Days::new(ANSWERED), booking.id.clone()));
        }
        Ok(())
    }

    /// Closes a room for two days; what was booked there is cancelled.
    fn close(
        &mut self,
        room: &str,
        posted: NaiveDate,
        from: NaiveDate,
        reason: &str,
    ) -> Result<(), DeskError> {
        let known = self.desk.book().rooms.room(room).is_some();
        let (Some(from), Some(to)) = (from.and_hms_opt(8, 0, 0), (from + Days::new(1)).and_hms_opt(22, 0, 0))
        else {
            return Ok(());
        };
        if !known || self.supervisor.is_none() {
            return Ok(());
        }
        let (_, hit) = self.desk.save_closure(&Closure {
            id: String::new(),
            room: Some(room.to_owned()),
            from,
            to,
            reason: reason.to_owned(),
            noticed_on: posted,
            withdrawn: false,
        })?;
        for booking in hit {
            let _ = unless_refused(self.desk.cancel_booking(&booking.id, Scope::This, false, reason))?;
        }
        Ok(())
    }

    /// A party activity takes the singing classroom from a team, which is offered the next day.
    fn move_aside(&mut self, day: NaiveDate) -> Result<(), DeskError> {
        let there = self.desk.room_bookings("R02", day, day)?;
        let team = |booking: &&Booking| {
            booking.details.kind == BookingKind::Team && booking.state == BookingState::Confirmed
        };
        let Some(booking) = there.iter().find(team) else { return Ok(()) };
        let details = Details {
            kind: BookingKind::Party,
            title: "七一文艺演出彩排".to_owned(),
            people: 30,
            ..self.somebody()
        };
        let slot = booking.slot.clone();
        let new = NewBooking { slot: slot.clone(), details, reason: String::new(), address: String::new() };
        let over = Over {
            decided_by: "示例书记".to_owned(),
            reason: "演出前集中彩排".to_owned(),
            offers: [(booking.id.clone(), slot.on(day + Days::new(1)))].into(),
        };
        if unless_refused(self.desk.book_over(&new, &over))?.is_some() && self.chance(70) {
            let _ = unless_refused(self.desk.take_up_offer(&booking.id))?;
        }
        Ok(())
    }

    /// Leaves something to do for the one who practises: two that wait for the same time, one more that waits, and a closure
    /// that is posted.
    pub fn leave_open(&mut self, day: NaiveDate) -> Result<(), DeskError> {
        let next = |days| day + Days::new(days);
        self.wish("R01", next(6), (870, 960), BookingKind::Assembly, "业主大会筹备会", 40)?;
        self.wish("R01", next(6), (900, 1020), BookingKind::Party, "党课", 50)?;
        self.wish("R08", next(8), (540, 630), BookingKind::Party, "支部委员会", 9)?;
        self.close("R03", day, next(10), "镜面更换")
    }
}
