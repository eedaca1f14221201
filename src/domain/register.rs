//! 台账 on the screen: the rows of a register as compact facts, sifted and sorted without a look at any record. A register
//! of a million rows takes some fifty megabytes; names and numbers stand in none of them.

mod rows;
mod sift;
mod view;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::booking::StateName as BookingName;
use super::fact::{Channel, Minute};
use super::intake::StateName;
use super::visit::{Outcome, VisitState};

pub use rows::Rows;
pub use sift::{Among, Sieve, sift, sorted};
pub use view::{Criteria, Items, SavedView, Sort, SortBy, Span, Wanted};

/// Where a learner stands in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// 在册
    Enrolled,
    /// 候补
    Waiting,
    /// 已退出
    Left,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A matter.
    Matter(StateName),
    /// A visit that goes on.
    Here(VisitState),
    /// A visit that is over, by how it ended.
    Left(Option<Outcome>),
    /// A booking.
    Room(BookingName),
    /// A declined certificate; `true`: void.
    Decline(bool),
    /// An enrolment.
    Class(Seat),
    /// A row of an old ledger that was imported.
    Old,
}

impl Standing {
    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        match self {
            Self::Matter(state) => matches!(
                state,
                StateName::Received
                    | StateName::Accepted
                    | StateName::AcceptedWithGaps
                    | StateName::NeedsSupplement
                    | StateName::Forwarded
                    | StateName::Replied
            ),
            Self::Here(_) => true,
            Self::Room(state) => {
                matches!(state, BookingName::Pending | BookingName::Confirmed | BookingName::InUse)
            }
            Self::Class(seat) => seat == Seat::Waiting,
            Self::Left(_) | Self::Decline(_) | Self::Old => false,
        }
    }
}

/// One row: a visit, a matter, a booking, a declined certificate or an enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The record's number; of a declined certificate its year and running number.
    pub key: u64,
    /// When it came in.
    pub at: Minute,
    /// The person on file; 0: none.
    pub resident: u64,
    /// The item, the room, the certificate or the class: a place in [`Names`]. Of a visit nothing.
    pub what: u32,
    /// Only named workers may know what it is about. Of a visit: one of its matters is so.
    pub restricted: bool,
    /// The compound or grid: a place in [`Names`].
    pub grid: u32,
    /// Who handled it.
    pub staff: u32,
    /// The day it is promised or due.
    pub due: Option<NaiveDate>,
    /// The promise was to hand it on, and it was handed on: nothing of it can be late any more.
    pub kept: bool,
    /// Where it stands.
    pub standing: Standing,
    /// How it came in.
    pub channel: Option<Channel>,
}

impl Row {
    /// Whether it should have been done before a day.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.standing.is_open() && !self.kept && self.due.is_some_and(|due| due < today)
    }
}

/// Codes and compounds, each once; rows hold their places. The first is the empty one.
#[derive(Debug, Clone, Default)]
pub struct Names {
    list: Vec<String>,
    places: HashMap<String, u32>,
}

impl Names {
    /// The place of a name, a new one when it was never seen.
    pub fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.list.len() as u32;
        self.list.push(name.to_owned());
        let _ = self.places.insert(name.to_owned(), place);
        place
    }

    /// The place of a name that was seen.
    pub fn known(&self, name: &str) -> Option<u32> {
        self.places.get(name).copied()
    }

    /// The name at a place.
    pub fn name(&self, place: u32) -> &str {
        self.list.get(place as usize).map_or("", String::as_str)
    }

    /// Those from a place on.
    pub fn since(&self, place: usize) -> &[String] {
        self.list.get(place..).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// For every place where its name stands in order of the names.
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by(|a, b| self.list.get(*a).cmp(&self.list.get(*b)));
        let mut ranks = vec![0; self.list.len()];
        for (rank, place) in order.into_iter().enumerate() {
            if let Some(slot) = ranks.get_mut(place) {
                *slot = rank as u32;
            }
        }
        ranks
    }
}
