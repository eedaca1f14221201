//! 报名: a learner's place in a class, or in its waiting list, in the order of coming.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::booking::Stamp;
use crate::domain::identity::Sex;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::serial::Serial;

/// Where an enrolment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Place {
    /// 在册
    Enrolled,
    /// 候补; who came first goes first.
    Waiting,
    /// 退出
    Left {
        /// When and by whom it was entered.
        stamp: Stamp,
        /// Why.
        reason: String,
    },
}

/// One learner in one class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Ten digits, in order of coming: also the order of the waiting list.
    pub id: String,
    /// The class group.
    pub group: String,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    /// The name.
    pub name: Masked<PersonName>,
    /// As far as it is known.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// As far as it is known.
    #[serde(default)]
    pub birth: Option<NaiveDate>,
    /// The learner's phone.
    #[serde(default)]
    pub phone: Option<Masked<Phone>>,
    /// 紧急联系人
    #[serde(default)]
    pub emergency_contact: String,
    /// 紧急电话
    #[serde(default)]
    pub emergency_phone: Option<Masked<Phone>>,
    /// 小区楼栋
    #[serde(default)]
    pub address: String,
    /// The number of the receipt.
    #[serde(default)]
    pub serial: Option<Serial>,
    /// The matter (item PT04).
    #[serde(default)]
    pub intake: Option<String>,
    /// When it was entered.
    pub at: DateTime<FixedOffset>,
    /// Where it stands.
    pub place: Place,
    /// A note for the roster.
    #[serde(default)]
    pub note: String,
}

impl Enrolment {
    /// Age on a day.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        self.birth.and_then(|birth| day.years_since(birth))
    }
}

/// Why somebody cannot be enrolled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentRefusal {
    /// The class is full and the learner does not want to wait.
    #[error("full, {waiting} waiting")]
    Full {
        /// How many wait already.
        waiting: usize,
    },
    /// In this class already.
    #[error("in this class already")]
    Already,
    /// As many courses this term as one may take.
    #[error("{most} courses already")]
    TooManyCourses {
        /// How many one may take.
        most: u32,
    },
    /// Younger than the rules ask.
    #[error("{age} years old, {needed} needed")]
    TooYoung {
        /// Age.
        age: u32,
        /// Age the rules ask.
        needed: u32,
    },
    /// The class was dropped.
    #[error("the class is closed")]
    Closed,
    /// Left already.
    #[error("left already")]
    Left,
    /// Why they leave must be said.
    #[error("reason missing")]
    NoReason,
}

/// How full a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// 在册
    pub enrolled: usize,
    /// 候补
    pub waiting: usize,
    /// Places in all.
    pub capacity: usize,
}

impl Places {
    /// Counts.
    pub fn of(enrolments: &[Enrolment], capacity: u32) -> Self {
        let count = |place: fn(&Place) -> bool| enrolments.iter().filter(|e| place(&e.place)).count();
        Self {
            enrolled: count(|place| *place == Place::Enrolled),
            waiting: count(|place| *place == Place::Waiting),
            capacity: capacity as usize,
        }
    }

    /// Where a newcomer goes. Nobody overtakes those who wait, even when a place has just become free.
    pub fn next(self, wants_to_wait: bool) -> Result<Place, EnrolmentRefusal> {
        if self.enrolled < self.capacity && self.waiting == 0 {
            Ok(Place::Enrolled)
        } else if wants_to_wait {
            Ok(Place::Waiting)
        } else {
            Err(EnrolmentRefusal::Full { waiting: self.waiting })
        }
    }

    /// How many of those who wait now have a place.
    pub const fn free(self) -> usize {
        self.capacity.saturating_sub(self.enrolled)
    }
}

impl Enrolment {
    /// 退出, with the reason.
    pub fn leave(mut self, stamp: Stamp, reason: &str) -> Result<Self, EnrolmentRefusal> {
        if matches!(self.place, Place::Left { .. }) {
            return Err(EnrolmentRefusal::Left);
        }
        if reason.trim().is_empty() {
            return Err(EnrolmentRefusal::NoReason);
        }
        self.place = Place::Left { stamp, reason: reason.trim().to_owned() };
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_overtakes_those_who_wait() {
        let places = |enrolled, waiting| Places { enrolled, waiting, capacity: 35 };
        assert_eq!(places(34, 0).next(false), Ok(Place::Enrolled));
        assert_eq!(places(35, 0).next(false), Err(EnrolmentRefusal::Full { waiting: 0 }));
        assert_eq!(places(35, 2).next(true), Ok(Place::Waiting));
        // One has left; the place belongs to the first of the two.
        assert_eq!(places(34, 2).next(true), Ok(Place::Waiting));
        assert_eq!((places(34, 2).free(), places(36, 0).free()), (1, 0));
    }
}
