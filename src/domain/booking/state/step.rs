//! The steps between the states of a booking.

use super::super::{Booking, Deed, Slot, Stamp};
use super::{BookingState, Cancelled, Condition, Displaced, StateName, Used};

/// A step a booking cannot take from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookingRefusal {
    /// Not from this state.
    #[error("the booking is {0:?}")]
    State(StateName),
    /// It is over: what has been is not changed.
    #[error("the booking is past")]
    Past,
    /// Not yet: nobody can be missing before it has begun.
    #[error("the booking has not begun")]
    NotYet,
    /// A reason must be given.
    #[error("reason missing")]
    NoReason,
    /// Who decided must be named.
    #[error("the secretary is not named")]
    NoName,
    /// Less notice than the rules ask, and no emergency.
    #[error("{given} days of notice, {needed} needed")]
    TooLate {
        /// Days until it begins.
        given: i64,
        /// Days the rules ask.
        needed: i64,
    },
    /// Whatever took its place must go first: this kind of booking does not.
    #[error("this kind goes before no other")]
    NoPriority,
    /// No other time or room was offered.
    #[error("nothing was offered instead")]
    NoOffer,
}

impl Booking {
    fn only_from(&self, states: &[StateName]) -> Result<(), BookingRefusal> {
        let name = self.state.name();
        if states.contains(&name) { Ok(()) } else { Err(BookingRefusal::State(name)) }
    }

    fn stepped(mut self, state: BookingState, stamp: Stamp, deed: Deed, reason: &str) -> Self {
        self.state = state;
        self.noted(stamp, deed, None, reason)
    }

    /// 批准. Whether the room is still free is for the desk to see.
    pub fn approve(self, stamp: Stamp) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Pending])?;
        if self.slot.end() <= stamp.at.naive_local() {
            return Err(BookingRefusal::Past);
        }
        Ok(self.stepped(BookingState::Confirmed, stamp, Deed::Approved, ""))
    }

    /// 驳回, with the reason; `rival` is the booking approved in its place.
    pub fn reject(self, stamp: Stamp, reason: &str, rival: Option<&str>) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Pending])?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(BookingRefusal::NoReason);
        }
        let state = BookingState::Rejected { reason: reason.to_owned(), rival: rival.map(ToOwned::to_owned) };
        Ok(self.stepped(state, stamp, Deed::Rejected, reason))
    }

    /// Cancels it, by whoever booked or by the centre.
    pub fn cancel(self, stamp: Stamp, by_booker: bool, reason: &str) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Pending, StateName::Confirmed])?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(BookingRefusal::NoReason);
        }
        if self.slot.end() <= stamp.at.naive_local() {
            return Err(BookingRefusal::Past);
        }
        let notice = (self.slot.start() - stamp.at.naive_local()).num_minutes();
        let state = BookingState::Cancelled(Cancelled { by_booker, reason: reason.to_owned(), notice });
        Ok(self.stepped(state, stamp, Deed::Cancelled, reason))
    }

    /// 被调整: moved aside for something that goes first. `notice_days` is what the rules ask.
    pub fn displace(self, stamp: Stamp, how: Displaced, notice_days: i64) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Pending, StateName::Confirmed])?;
        if how.decided_by.trim().is_empty() {
            return Err(BookingRefusal::NoName);
        }
        if how.reason.trim().is_empty() {
            return Err(BookingRefusal::NoReason);
        }
        if how.offered.is_none() {
            return Err(BookingRefusal::NoOffer);
        }
        let given = (self.slot.day - stamp.at.date_naive()).num_days();
        if self.slot.end() <= stamp.at.naive_local() {
            return Err(BookingRefusal::Past);
        }
        if !how.emergency && given < notice_days {
            return Err(BookingRefusal::TooLate { given, needed: notice_days });
        }
        let reason = how.reason.clone();
        Ok(self.stepped(BookingState::Displaced(how), stamp, Deed::Displaced, &reason))
    }

    /// The key goes out.
    pub fn hand_key(self, stamp: Stamp) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Confirmed])?;
        if self.slot.end() <= stamp.at.naive_local() {
            return Err(BookingRefusal::Past);
        }
        if self.slot.day > stamp.at.date_naive() {
            return Err(BookingRefusal::NotYet);
        }
        let state = BookingState::InUse { since: stamp.at };
        Ok(self.stepped(state, stamp, Deed::KeyOut, ""))
    }

    /// The key comes back: how many came, and how the room was left.
    pub fn give_back(
        self,
        stamp: Stamp,
        headcount: u32,
        condition: Condition,
        note: &str,
    ) -> Result<Self, BookingRefusal> {
        let BookingState::InUse { since } = self.state else {
            return Err(BookingRefusal::State(self.state.name()));
        };
        let note = note.trim();
        let used = Used { since, until: stamp.at, headcount, condition, note: note.to_owned() };
        Ok(self.stepped(BookingState::Finished(used), stamp, Deed::KeyBack, note))
    }

    /// 爽约: it has begun and nobody came. The room is free from now on.
    pub fn no_show(self, stamp: Stamp) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Confirmed])?;
        if self.slot.start() > stamp.at.naive_local() {
            return Err(BookingRefusal::NotYet);
        }
        Ok(self.stepped(BookingState::NoShow, stamp, Deed::NoShow, ""))
    }

    /// Moves it to another time or room. A lesson moved by itself stays where it is when its series is edited later.
    pub fn move_to(self, stamp: Stamp, slot: Slot, by_itself: bool) -> Result<Self, BookingRefusal> {
        self.only_from(&[StateName::Pending, StateName::Confirmed])?;
        let now = stamp.at.naive_local();
        if self.slot.start() <= now || slot.start() <= now {
            return Err(BookingRefusal::Past);
        }
        let mut moved = self;
        let before = std::mem::replace(&mut moved.slot, slot);
        if let Some(lesson) = &mut moved.lesson {
            lesson.own |= by_itself;
        }
        Ok(moved.noted(stamp, Deed::Moved, Some(before), ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::booking::Details;
    use chrono::{FixedOffset, NaiveDate};

    fn stamp(day: u32, hour: u32, minute: u32) -> Stamp {
        let at = NaiveDate::from_ymd_opt(2026, 5, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        Stamp { at: at.and_local_timezone(zone).unwrap(), staff: "1".into() }
    }

    /// 12 May 2026, 9:00–11:00.
    fn booking(state: BookingState) -> Booking {
        Booking {
            id: "1".into(),
            slot: Slot::new("R02", NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(), 540, 660).unwrap(),
            state,
            details: Details::default(),
            lesson: None,
            intake: None,
            serial: None,
            made: stamp(1, 9, 0),
            history: Vec::new(),
        }
    }

    #[test]
    fn asked_for_approved_used_and_over() {
        let asked = booking(BookingState::Pending);
        assert!(!asked.holds() && asked.is_open());
        let confirmed = asked.approve(stamp(8, 9, 0)).unwrap();
        assert!(confirmed.holds());
        let used = confirmed.hand_key(stamp(12, 8, 50)).unwrap();
        assert!(used.holds());
        let over = used.give_back(stamp(12, 11, 5), 18, Condition::Good, "").unwrap();
        assert!(!over.holds() && !over.is_open());
        let BookingState::Finished(how) = &over.state else { panic!("{:?}", over.state) };
        assert_eq!((how.headcount, how.since), (18, stamp(12, 8, 50).at));
        let deeds: Vec<Deed> = over.history.iter().map(|line| line.deed).collect();
        assert_eq!(deeds, [Deed::Approved, Deed::KeyOut, Deed::KeyBack]);
    }

    #[test]
    fn a_cancelling_tells_its_notice_and_needs_a_reason() {
        let confirmed = booking(BookingState::Confirmed);
        assert_eq!(confirmed.clone().cancel(stamp(12, 8, 0), true, " "), Err(BookingRefusal::NoReason));
        let late = confirmed.clone().cancel(stamp(12, 8, 40), true, "下雨").unwrap();
        assert!(matches!(&late.state, BookingState::Cancelled(how) if how.notice == 20 && how.by_booker));
        assert_eq!(confirmed.cancel(stamp(12, 11, 0), true, "下雨"), Err(BookingRefusal::Past));
        assert_eq!(
            late.cancel(stamp(12, 8, 41), true, "下雨"),
            Err(BookingRefusal::State(StateName::Cancelled))
        );
    }

    #[test]
    fn nobody_is_missing_before_the_beginning_and_then_the_room_is_free() {
        let confirmed = booking(BookingState::Confirmed);
        assert_eq!(confirmed.clone().no_show(stamp(12, 8, 59)), Err(BookingRefusal::NotYet));
        assert!(!confirmed.no_show(stamp(12, 9, 20)).unwrap().holds());
    }

    #[test]
    fn the_key_goes_out_on_the_day_only() {
        let confirmed = booking(BookingState::Confirmed);
        assert_eq!(confirmed.clone().hand_key(stamp(11, 9, 0)), Err(BookingRefusal::NotYet));
        assert_eq!(confirmed.hand_key(stamp(12, 11, 0)), Err(BookingRefusal::Past));
        let pending = booking(BookingState::Pending);
        assert_eq!(pending.hand_key(stamp(12, 9, 0)), Err(BookingRefusal::State(StateName::Pending)));
    }

    #[test]
    fn moving_aside_needs_a_name_a_reason_an_offer_and_notice_or_an_emergency() {
        let offered =
            Some(Slot::new("R09", NaiveDate::from_ymd_opt(2026, 5, 12).unwrap(), 540, 660).unwrap());
        let how = Displaced {
            decided_by: "测试书记".into(),
            reason: "换届选举".into(),
            emergency: false,
            offered,
            made_room_for: None,
            taken_up: None,
        };
        let confirmed = booking(BookingState::Confirmed);
        let with = |change: fn(&mut Displaced), day| {
            let mut how = how.clone();
            change(&mut how);
            confirmed.clone().displace(stamp(day, 10, 0), how, 3)
        };
        assert_eq!(with(|how| how.decided_by.clear(), 8), Err(BookingRefusal::NoName));
        assert_eq!(with(|how| how.reason.clear(), 8), Err(BookingRefusal::NoReason));
        assert_eq!(with(|how| how.offered = None, 8), Err(BookingRefusal::NoOffer));
        assert_eq!(with(|_| {}, 10), Err(BookingRefusal::TooLate { given: 2, needed: 3 }));
        assert!(with(|how| how.emergency = true, 10).is_ok());
        assert!(!with(|_| {}, 9).unwrap().holds());
    }

    #[test]
    fn what_has_begun_is_not_moved() {
        let to = |day| Slot::new("R02", NaiveDate::from_ymd_opt(2026, 5, day).unwrap(), 540, 660).unwrap();
        let confirmed = booking(BookingState::Confirmed);
        assert_eq!(confirmed.clone().move_to(stamp(12, 9, 0), to(13), true), Err(BookingRefusal::Past));
        assert_eq!(confirmed.clone().move_to(stamp(12, 8, 0), to(11), true), Err(BookingRefusal::Past));
        let moved = confirmed.move_to(stamp(12, 8, 0), to(13), true).unwrap();
        assert_eq!((moved.slot.day, moved.history[0].before.as_ref()), (to(13).day, Some(&to(12))));
    }
}
