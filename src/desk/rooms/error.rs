//! Why a room cannot be had, or a booking not changed.

use chrono::NaiveDate;

use crate::domain::booking::{BookingRefusal, Slot, SlotError};
use crate::domain::room::RoomError;
use crate::domain::room_rules::RuleBreak;
use crate::domain::series::{ClashWith, SeriesError};

/// Facts only; the sentences are in `i18n/`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomsError {
    /// The time is none.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// The series cannot be as it is asked for.
    #[error(transparent)]
    Series(#[from] SeriesError),
    /// The step is not lawful now.
    #[error(transparent)]
    Step(#[from] BookingRefusal),
    /// The room cannot be kept as it is.
    #[error(transparent)]
    Room(#[from] RoomError),
    /// Against the rules of the rooms; without a hard one among them a reason lifts it.
    #[error("{} rules are broken", .0.len())]
    Rules(Vec<RuleBreak>),
    /// Something else is there.
    #[error("{} bookings are in the way", .with.len())]
    Clash {
        /// What was asked for.
        slot: Slot,
        /// What is there.
        with: Vec<ClashWith>,
        /// Free times and rooms instead, the nearest first.
        offers: Vec<Slot>,
    },
    /// The room is closed then.
    #[error("closed: {reason}")]
    Closed {
        /// As posted.
        reason: String,
    },
    /// Outside the room's hours.
    #[error("outside opening hours")]
    OutsideHours {
        /// The hours of that day: minutes from midnight.
        open: Vec<(u16, u16)>,
    },
    /// Dates of a series that must be answered first.
    #[error("{} dates are not decided", .days.len())]
    Undecided {
        /// Which.
        days: Vec<NaiveDate>,
    },
    /// It is no lesson of a series.
    #[error("not a lesson of a series")]
    NoSeries,
    /// It is one already.
    #[error("a lesson of a series already")]
    SeriesAlready,
    /// Nothing that could be taken back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// What should be taken back has been changed since.
    #[error("changed since")]
    ChangedSince,
    /// Something of equal or higher rank is there and is not moved aside.
    #[error("what is there does not give way")]
    DoesNotGiveWay {
        /// What is there.
        with: Vec<ClashWith>,
    },
    /// Booked ahead: the room cannot go.
    #[error("{count} bookings are ahead")]
    StillBooked {
        /// How many.
        count: usize,
    },
}

impl RoomsError {
    /// A short code for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Slot(_) => "time",
            Self::Series(SeriesError::Endless) => "endless",
            Self::Series(_) => "series",
            Self::Step(_) => "step",
            Self::Room(_) => "room",
            Self::Rules(_) => "rules",
            Self::Clash { .. } => "clash",
            Self::Closed { .. } => "closed",
            Self::OutsideHours { .. } => "outside_hours",
            Self::Undecided { .. } => "undecided",
            Self::NoSeries => "no_series",
            Self::SeriesAlready => "series_already",
            Self::NothingToUndo => "nothing_to_undo",
            Self::ChangedSince => "changed_since",
            Self::DoesNotGiveWay { .. } => "does_not_give_way",
            Self::StillBooked { .. } => "still_booked",
        }
    }
}
