//! A place typed in one line: `R02 5/12 9-11`, in any order; what is left out stays as it is.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::booking::Slot;
use crate::domain::typed::{Near, place};

/// The place meant, reckoned from where the thing stands now; `None` when a word is not understood.
pub fn typed(text: &str, from: &Slot, today: NaiveDate, book: &Book) -> Option<Slot> {
    let near = Near { today, shown: Some(from.day), terms: &book.terms };
    place(text, from, &near, |word| book.room_by_word(word).map(|room| room.code.clone()))
}

/// The line of a place, as it would be typed; the year only where the day would be read as another one without it.
pub fn written(slot: &Slot, today: NaiveDate) -> String {
    let near = Near { today, shown: Some(slot.day), terms: &[] };
    let short = slot.day.format("%-m/%-d").to_string();
    let day =
        if near.day(&short) == Some(slot.day) { short } else { slot.day.format("%Y/%-m/%-d").to_string() };
    format!("{} {day} {}", slot.room, slot.hours_text().replace('–', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, SHIPPED, SetClock};
    use chrono::{FixedOffset, TimeZone};
    use std::sync::Arc;

    fn from() -> Slot {
        Slot::new("R01", NaiveDate::from_ymd_opt(2026, 5, 7).unwrap(), 870, 990).unwrap()
    }

    fn to(text: &str) -> Option<(String, u32, String)> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let now = zone.with_ymd_and_hms(2026, 5, 7, 10, 27, 0).unwrap();
        let book = Desk::in_memory(Arc::new(SetClock::new(now)), &SHIPPED).unwrap().book();
        let slot = typed(text, &from(), now.date_naive(), &book)?;
        Some((slot.room.clone(), chrono::Datelike::day(&slot.day), slot.hours_text()))
    }

    #[test]
    fn what_is_left_out_stays() {
        let is = |room: &str, day, hours: &str| Some((room.to_owned(), day, hours.to_owned()));
        assert_eq!(to(""), is("R01", 7, "14:30–16:30"));
        assert_eq!(to("5/12"), is("R01", 12, "14:30–16:30"));
        assert_eq!(to("9-11"), is("R01", 7, "09:00–11:00"));
        assert_eq!(to("15:00"), is("R01", 7, "15:00–17:00"));
        assert_eq!(to("r02 z2 14:30-16"), is("R02", 12, "14:30–16:00"));
        assert_eq!(to("1430-1600 明天"), is("R01", 8, "14:30–16:00"));
        assert_eq!(to("sy 9：00–10：30"), is("R02", 7, "09:00–10:30"));
    }

    #[test]
    fn what_is_not_understood_is_no_place() {
        for text in ["11-9", "5/40", "9-9", "没有这个地方", "23:00"] {
            assert_eq!(to(text), None, "{text}");
        }
    }

    #[test]
    fn a_written_line_is_read_back() {
        let today = from().day;
        assert_eq!(written(&from(), today), "R01 5/7 14:30-16:30");
        assert_eq!(to(&written(&from(), today)), Some(("R01".into(), 7, "14:30–16:30".into())));
    }

    #[test]
    fn a_day_far_ahead_is_written_with_its_year_and_read_back() {
        let far = Slot::new("R01", NaiveDate::from_ymd_opt(2027, 4, 1).unwrap(), 870, 990).unwrap();
        assert_eq!(written(&far, from().day), "R01 2027/4/1 14:30-16:30");
        assert_eq!(to(&written(&far, from().day)), Some(("R01".into(), 1, "14:30–16:30".into())));
    }
}
