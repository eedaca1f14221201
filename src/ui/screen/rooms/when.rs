//! Which days a view shows, and how it steps on.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How the calendar is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shows {
    /// 周: the week of one room.
    Week,
    /// 日: a day of all rooms.
    Day,
    /// 月: six weeks, of one room or all.
    Month,
    /// 列表: a month line by line, whatever became of a booking.
    List,
}

impl Shows {
    /// In the order of the toolbar.
    pub const ALL: [Self; 4] = [Self::Week, Self::Day, Self::Month, Self::List];

    /// First and last day shown.
    pub fn span(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Week => {
                let monday = monday(day);
                (monday, monday + Days::new(6))
            }
            Self::Day => (day, day),
            Self::Month => {
                let first = monday(first_of_month(day));
                (first, first + Days::new(41))
            }
            Self::List => {
                let first = first_of_month(day);
                (first, first + Months::new(1) - Days::new(1))
            }
        }
    }

    /// Whether a day is among those shown with another.
    pub fn holds(self, shown: NaiveDate, day: NaiveDate) -> bool {
        let (from, to) = self.span(shown);
        (from..=to).contains(&day)
    }

    /// The day one step on or back.
    pub fn stepped(self, day: NaiveDate, back: bool) -> NaiveDate {
        let by_days = |days| if back { day - Days::new(days) } else { day + Days::new(days) };
        match self {
            Self::Week => by_days(7),
            Self::Day => by_days(1),
            Self::Month | Self::List => {
                if back {
                    day - Months::new(1)
                } else {
                    day + Months::new(1)
                }
            }
        }
    }
}

/// The Monday of a week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn views_show_whole_weeks_days_and_months_and_step_by_them() {
        let on = day(2026, 5, 7);
        assert_eq!(Shows::Week.span(on), (day(2026, 5, 4), day(2026, 5, 10)));
        assert_eq!(Shows::Day.span(on), (on, on));
        assert_eq!(Shows::Month.span(on), (day(2026, 4, 27), day(2026, 6, 7)));
        assert_eq!(Shows::List.span(on), (day(2026, 5, 1), day(2026, 5, 31)));
        assert_eq!(Shows::Week.stepped(on, true), day(2026, 4, 30));
        assert_eq!(Shows::Day.stepped(on, false), day(2026, 5, 8));
        assert_eq!(Shows::Month.stepped(day(2026, 1, 31), false), day(2026, 2, 28));
    }
}
