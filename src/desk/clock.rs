//! The desk's clock. Rules take time as an argument; only the desk asks what time it is.

use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveTime, TimeDelta};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, with the offset of the place.
    fn now(&self) -> DateTime<FixedOffset>;
}

/// The PC's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}

/// The PC's clock moved to another day, for practice and tests (`--today`).
#[derive(Debug, Clone, Copy)]
pub struct ShiftedClock {
    shift: TimeDelta,
    fixed: Option<DateTime<FixedOffset>>,
}

impl ShiftedClock {
    /// The PC's time of day on another day.
    pub fn to_day(day: NaiveDate) -> Self {
        let today = Local::now().date_naive();
        Self { shift: day - today, fixed: None }
    }

    /// A clock that stands still at a time of a day, in China Standard Time: the same pictures and papers every time.
    pub fn standing(day: NaiveDate, time: NaiveTime) -> Option<Self> {
        let zone = FixedOffset::east_opt(8 * 3600)?;
        let fixed = day.and_time(time).and_local_timezone(zone).single()?;
        Some(Self { shift: TimeDelta::zero(), fixed: Some(fixed) })
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.fixed.unwrap_or_else(|| Local::now().fixed_offset() + self.shift)
    }
}

/// A clock that is moved by hand, for practice: it walks through the invented days.
#[derive(Debug)]
pub struct SetClock(RwLock<DateTime<FixedOffset>>);

impl SetClock {
    /// A clock that stands at a time until it is moved.
    pub fn new(at: DateTime<FixedOffset>) -> Self {
        Self(RwLock::new(at))
    }

    /// Moves it.
    pub fn set(&self, at: DateTime<FixedOffset>) {
        // A time is replaced in one step, so a poisoned lock holds a whole one.
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}
