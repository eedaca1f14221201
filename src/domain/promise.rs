//! What the desk promises and when it falls due (`domain.md` §3.5): 日 and 工作日 are different
//! units, and every promise names its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::work_calendar::{DayKindOwned, WorkCalendar};

/// Longest promise, ten years: longer ones are typing mistakes, and each day is listed.
pub const MAX_AMOUNT: u32 = 3660;

/// The unit a promise counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// 工作日, make-up days included.
    WorkDay,
    /// 日, every day of the calendar.
    Day,
}

/// Why a promise can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromiseError {
    /// More than [`MAX_AMOUNT`] days.
    #[error("a promise of {amount} days is longer than {max}")]
    TooLong {
        /// Days asked for.
        amount: u32,
        /// Days allowed.
        max: u32,
    },
}

/// A number of days, 0 for on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "PromiseShape", into = "PromiseShape")]
pub struct Promise {
    amount: u32,
    unit: TimeUnit,
}

#[derive(Serialize, Deserialize)]
struct PromiseShape {
    amount: u32,
    unit: TimeUnit,
}

impl TryFrom<PromiseShape> for Promise {
    type Error = PromiseError;

    fn try_from(shape: PromiseShape) -> Result<Self, PromiseError> {
        Self::new(shape.amount, shape.unit)
    }
}

impl From<Promise> for PromiseShape {
    fn from(promise: Promise) -> Self {
        Self { amount: promise.amount, unit: promise.unit }
    }
}

/// One day on the way to the due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayStep {
    /// The day.
    pub date: NaiveDate,
    /// Its place in the count, 0 for the day of acceptance; `None` for a day that was passed over.
    pub counted: Option<u32>,
    /// Why it was counted or not.
    pub kind: DayKindOwned,
    /// Whether the notice for its year is known.
    pub known: bool,
}

/// When a promise falls due and how that was reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day; it ends at closing time.
    pub date: NaiveDate,
    /// 暂按周末推算: a day on the way lies in a year whose notice isn't known.
    pub provisional: bool,
    /// Every day from acceptance to the due date, counted and passed over.
    pub days: Vec<DayStep>,
}

impl Promise {
    /// Done while the resident waits.
    pub const ON_THE_SPOT: Self = Self { amount: 0, unit: TimeUnit::WorkDay };

    /// The time licensing law gives for telling what is missing (行政许可法 §32).
    pub const FIVE_WORK_DAYS: Self = Self { amount: 5, unit: TimeUnit::WorkDay };

    /// A promise of so many days.
    pub const fn new(amount: u32, unit: TimeUnit) -> Result<Self, PromiseError> {
        if amount > MAX_AMOUNT {
            return Err(PromiseError::TooLong { amount, max: MAX_AMOUNT });
        }
        Ok(Self { amount, unit })
    }

    /// How many days.
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// Of which unit.
    pub const fn unit(self) -> TimeUnit {
        self.unit
    }

    /// The due date of something accepted on `from`, which is day 0. Working days: the n-th working
    /// day after. Calendar days: the n-th day after, moved to the next working day when it is none
    /// (民法典 §201, §203). 0 is due the same day, whatever day that is.
    pub fn due(self, from: NaiveDate, calendar: &WorkCalendar) -> Due {
        let mut days = vec![step(from, Some(0), calendar)];
        let mut count = 0;
        let mut date = from;
        let mut done = self.amount == 0;
        while !done {
            // Past chrono's last year there is nothing left to count.
            let Some(next) = date.succ_opt() else { break };
            date = next;
            let works = calendar.is_working(date);
            let counts = count < self.amount && (works || self.unit == TimeUnit::Day);
            count += u32::from(counts);
            days.push(step(date, counts.then_some(count), calendar));
            done = count == self.amount && works;
        }
        let provisional = days.iter().skip(1).any(|day| !day.known);
        Due { date, provisional, days }
    }
}

fn step(date: NaiveDate, counted: Option<u32>, calendar: &WorkCalendar) -> DayStep {
    let kind = calendar.kind(date).to_owned_kind();
    DayStep { date, counted, kind, known: calendar.is_known(date) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::work_calendar::DayKind;

    fn table() -> WorkCalendar {
        WorkCalendar::from_toml(include_str!("../../assets/holidays.toml")).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(from: &str, amount: u32, unit: TimeUnit) -> Due {
        Promise::new(amount, unit).unwrap().due(day(from), &table())
    }

    #[test]
    fn vectors_of_the_domain_report() {
        for (from, n, expected) in [
            ("2024-11-19", 5, "2024-11-26"),
            ("2025-01-24", 5, "2025-02-07"),
            ("2025-09-30", 3, "2025-10-11"),
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-13", 5, "2026-02-27"),
            ("2026-04-03", 1, "2026-04-07"),
            ("2026-05-08", 1, "2026-05-09"),
            ("2026-09-18", 10, "2026-10-09"),
            ("2026-09-30", 1, "2026-10-08"),
            ("2026-02-12", 30, "2026-04-01"),
        ] {
            let due = due(from, n, TimeUnit::WorkDay);
            assert_eq!((due.date, due.provisional), (day(expected), false), "{from} +{n}");
        }
    }

    #[test]
    fn calendar_days_move_off_holidays() {
        for (from, n, expected) in [
            // 15 days from 2026-09-16 is 1 October: moved past the holiday.
            ("2026-09-16", 15, "2026-10-08"),
            // A Saturday, moved to Monday.
            ("2026-03-01", 6, "2026-03-09"),
            // A make-up Saturday stays.
            ("2026-02-04", 10, "2026-02-14"),
            ("2026-03-02", 1, "2026-03-03"),
        ] {
            assert_eq!(due(from, n, TimeUnit::Day).date, day(expected), "{from} +{n}");
        }
    }

    #[test]
    fn the_reckoning_lists_every_day() {
        let due = due("2026-02-13", 2, TimeUnit::WorkDay);
        assert_eq!(due.date, day("2026-02-24"));
        assert_eq!(due.days.len(), 12);
        assert_eq!(due.days[0].counted, Some(0));
        assert_eq!(due.days[1].counted, Some(1));
        assert_eq!(due.days[1].kind, DayKind::MakeUpWorkday(None));
        for passed in &due.days[2..11] {
            assert_eq!((passed.counted, &passed.kind), (None, &DayKind::Holiday("春节".into())));
        }
        assert_eq!(due.days[11].counted, Some(2));
    }

    #[test]
    fn on_the_spot_is_due_the_same_day() {
        let sunday = due("2026-03-08", 0, TimeUnit::Day);
        assert_eq!((sunday.date, sunday.days.len()), (day("2026-03-08"), 1));
        let unknown = Promise::ON_THE_SPOT.due(day("2027-03-08"), &table());
        assert!(!unknown.provisional);
    }

    #[test]
    fn an_unknown_year_is_provisional() {
        assert!(!due("2026-12-30", 1, TimeUnit::WorkDay).provisional);
        let over = due("2026-12-30", 2, TimeUnit::WorkDay);
        assert_eq!((over.date, over.provisional), (day("2027-01-01"), true));
        assert!(!over.days[2].known);
        assert!(due("2026-12-30", 3, TimeUnit::Day).provisional);
    }

    #[test]
    fn too_long_is_refused() {
        let refused = Err(PromiseError::TooLong { amount: 3661, max: 3660 });
        assert_eq!(Promise::new(3661, TimeUnit::Day), refused);
        assert!(serde_json::from_str::<Promise>(r#"{"amount":9999,"unit":"day"}"#).is_err());
        let json = serde_json::to_string(&Promise::ON_THE_SPOT).unwrap();
        assert_eq!(json, r#"{"amount":0,"unit":"workday"}"#);
    }

    proptest! {
        #[test]
        fn due_dates_work_and_never_go_back(start in 0i64..1090, n in 1u32..60) {
            let calendar = table();
            let from = day("2024-01-01") + chrono::Duration::days(start);
            for unit in [TimeUnit::WorkDay, TimeUnit::Day] {
                let promise = Promise::new(n, unit).unwrap();
                let due = promise.due(from, &calendar);
                prop_assert!(calendar.is_working(due.date));
                let next = promise.due(from.succ_opt().unwrap(), &calendar);
                prop_assert!(next.date >= due.date);
                prop_assert_eq!(due.days.iter().filter_map(|d| d.counted).max(), Some(n));
            }
            let working = Promise::new(n, TimeUnit::WorkDay).unwrap().due(from, &calendar);
            prop_assert_eq!(calendar.working_days_between(from, working.date), i64::from(n));
        }
    }
}
