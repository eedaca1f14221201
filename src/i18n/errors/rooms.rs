//! Sentences for rooms, bookings and classes.

use crate::desk::RoomsError;
use crate::domain::booking::{BookingRefusal, StateName, clock_text};
use crate::domain::class::{ClassError, EnrolmentRefusal};
use crate::domain::room::RoomError;
use crate::domain::room_rules::RuleBreak;
use crate::domain::series::{ClashWith, SeriesError};
use crate::t;

use super::super::{Words, closed_for, day_short};

/// What a room's booking could not do.
pub fn rooms_error(words: &Words, error: &RoomsError) -> String {
    match error {
        RoomsError::Slot(_) => t!(words, "rooms-backwards"),
        RoomsError::Series(error) => series(words, error),
        RoomsError::Step(refusal) => step(words, refusal),
        RoomsError::Room(error) => room(words, error),
        RoomsError::Rules(broken) => {
            broken.iter().map(|broken| rule_break(words, broken)).collect::<Vec<_>>().join(" ")
        }
        RoomsError::Clash { with, .. } => t!(words, "rooms-clash", with = clashes(words, with)),
        RoomsError::Closed { reason } => t!(words, "rooms-closed", reason = closed_for(words, reason)),
        RoomsError::OutsideHours { open } if open.is_empty() => t!(words, "rooms-closed-day"),
        RoomsError::OutsideHours { open } => {
            let hours = open
                .iter()
                .map(|(from, to)| format!("{}–{}", clock_text(*from), clock_text(*to)))
                .collect::<Vec<_>>()
                .join("、");
            t!(words, "rooms-outside-hours", hours = hours)
        }
        RoomsError::Undecided { days } => {
            let list = days.iter().map(|day| day_short(words, *day)).collect::<Vec<_>>();
            let list = list.join(words.lang().pick("、", ", "));
            t!(words, "rooms-undecided", count = days.len(), days = list)
        }
        RoomsError::NoSeries => t!(words, "rooms-no-series"),
        RoomsError::SeriesAlready => t!(words, "rooms-series-already"),
        RoomsError::NothingToUndo => t!(words, "rooms-nothing-to-undo"),
        RoomsError::ChangedSince => t!(words, "rooms-changed-since"),
        RoomsError::DoesNotGiveWay { with } => {
            t!(words, "rooms-does-not-give-way", with = clashes(words, with))
        }
        RoomsError::StillBooked { count } => t!(words, "rooms-still-booked", count = *count),
    }
}

/// What is in the way: `5月12日 09:00–11:00 合唱排练`; a private room tells no title.
fn clashes(words: &Words, with: &[ClashWith]) -> String {
    with.iter()
        .map(|other| {
            let title = match (&other.id, other.title.is_empty()) {
                (None, _) => t!(words, "rooms-own-lesson"),
                (_, true) => t!(words, "rooms-occupied"),
                _ => other.title.clone(),
            };
            format!("{} {} {title}", day_short(words, other.slot.day), other.slot.hours_text())
        })
        .collect::<Vec<_>>()
        .join(words.lang().pick("、", ", "))
}

/// A rule of the rooms that is broken.
pub fn rule_break(words: &Words, broken: &RuleBreak) -> String {
    match broken {
        RuleBreak::TooMany { people, capacity } => {
            t!(words, "rule-too-many", people = *people, capacity = *capacity)
        }
        RuleBreak::StopWord { word } => t!(words, "rule-stop-word", word = word.clone()),
        RuleBreak::Equipment { name, wanted, there } => {
            t!(words, "rule-equipment", name = name.clone(), wanted = *wanted, there = *there)
        }
        RuleBreak::Past => t!(words, "rule-past"),
        RuleBreak::TooFar { last } => t!(words, "rule-too-far", day = last.to_string()),
        RuleBreak::TooLong { minutes, longest } => {
            t!(words, "rule-too-long", minutes = *minutes, longest = *longest)
        }
        RuleBreak::WeekSessions { had, most } => t!(words, "rule-week-sessions", had = *had, most = *most),
        RuleBreak::WeekMinutes { had, most } => t!(words, "rule-week-minutes", had = *had, most = *most),
        RuleBreak::Prime { had, most } => t!(words, "rule-prime", had = *had, most = *most),
        RuleBreak::Paused { times, until } => {
            t!(words, "rule-paused", times = *times, until = until.to_string())
        }
    }
}

fn series(words: &Words, error: &SeriesError) -> String {
    match error {
        SeriesError::Endless => t!(words, "rooms-endless"),
        SeriesError::TooMany => {
            t!(words, "rooms-too-many-lessons", most = crate::domain::series::MAX_LESSONS)
        }
        SeriesError::Empty => t!(words, "rooms-no-day"),
        SeriesError::Slot(_) => t!(words, "rooms-backwards"),
        SeriesError::Rule(error) => t!(words, "rooms-rule", detail = error.to_string()),
        SeriesError::CannotShift => t!(words, "rooms-cannot-shift"),
    }
}

fn step(words: &Words, refusal: &BookingRefusal) -> String {
    match refusal {
        BookingRefusal::State(state) => t!(words, "rooms-state", state = booking_state(words, *state)),
        BookingRefusal::Past => t!(words, "rooms-past"),
        BookingRefusal::NotYet => t!(words, "rooms-not-yet"),
        BookingRefusal::NoReason => t!(words, "step-no-reason"),
        BookingRefusal::NoName => t!(words, "rooms-no-name"),
        BookingRefusal::TooLate { given, needed } => {
            t!(words, "rooms-too-late", given = *given, needed = *needed)
        }
        BookingRefusal::NoPriority => t!(words, "rooms-no-priority"),
        BookingRefusal::NoOffer => t!(words, "rooms-no-offer"),
    }
}

/// The word for where a booking stands.
pub fn booking_state(words: &Words, state: StateName) -> String {
    match state {
        StateName::Pending => t!(words, "booking-pending"),
        StateName::Confirmed => t!(words, "booking-confirmed"),
        StateName::InUse => t!(words, "booking-in-use"),
        StateName::Finished => t!(words, "booking-finished"),
        StateName::Rejected => t!(words, "booking-rejected"),
        StateName::Cancelled => t!(words, "booking-cancelled"),
        StateName::NoShow => t!(words, "booking-no-show"),
        StateName::Displaced => t!(words, "booking-displaced"),
    }
}

fn room(words: &Words, error: &RoomError) -> String {
    match error {
        RoomError::Nameless => t!(words, "room-nameless"),
        RoomError::NoCapacity => t!(words, "room-no-capacity"),
        RoomError::Twice(code) => t!(words, "room-twice", code = code.clone()),
        RoomError::PartOf { part, whole } => {
            t!(words, "room-part-of", part = part.clone(), whole = whole.clone())
        }
        RoomError::Neighbour(code) => t!(words, "room-neighbour", code = code.clone()),
        RoomError::Buffer(minutes) => t!(words, "room-buffer", minutes = *minutes),
    }
}

/// Why somebody cannot be enrolled.
pub fn enrolment(words: &Words, refusal: &EnrolmentRefusal) -> String {
    match refusal {
        EnrolmentRefusal::Full { waiting } => t!(words, "class-full", waiting = *waiting),
        EnrolmentRefusal::Already => t!(words, "class-already"),
        EnrolmentRefusal::TooManyCourses { most } => t!(words, "class-too-many", most = *most),
        EnrolmentRefusal::TooYoung { age, needed } => {
            t!(words, "class-too-young", age = *age, needed = *needed)
        }
        EnrolmentRefusal::Closed => t!(words, "class-closed"),
        EnrolmentRefusal::Left => t!(words, "class-left"),
        EnrolmentRefusal::NoReason => t!(words, "step-no-reason"),
    }
}

/// Why a class cannot be kept as it is.
pub fn class(words: &Words, error: ClassError) -> String {
    match error {
        ClassError::Nameless => t!(words, "class-nameless"),
        ClassError::NoPlaces => t!(words, "class-no-places"),
        ClassError::TermLength => t!(words, "class-term-length"),
    }
}
