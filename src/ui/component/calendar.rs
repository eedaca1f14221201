//! A calendar that opens beside a date field: which day is marked, what a key does to the mark, and how it is drawn.

mod view;

use chrono::{Datelike, Days, Months, NaiveDate};
use iced::keyboard::{Key, Modifiers, key::Named};

pub use view::{CalendarWords, calendar};

/// What is chosen from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// A day.
    Day,
    /// A month.
    Month,
}

/// An open calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// What is chosen from it.
    pub grain: Grain,
    /// The day that is marked; of a month its first.
    pub marked: NaiveDate,
}

/// What happens with a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is to open.
    Open,
    /// It is to close, with nothing taken.
    Close,
    /// The mark moves by so many days.
    Days(i64),
    /// The mark moves by so many months.
    Months(i32),
    /// The mark goes to today.
    Today,
    /// What is marked is taken.
    Take,
    /// This day, or the month that begins with it, is taken.
    Pick(NaiveDate),
}

impl Calendar {
    /// A calendar with a day marked.
    pub fn new(grain: Grain, marked: NaiveDate) -> Self {
        let mut calendar = Self { grain, marked };
        calendar.mark(marked);
        calendar
    }

    /// Marks a day.
    pub fn mark(&mut self, day: NaiveDate) {
        self.marked = match self.grain {
            Grain::Day => day,
            Grain::Month => day.with_day(1).unwrap_or(day),
        };
    }

    /// Moves the mark. The answer is the day that is taken, when one is.
    pub fn turn(&mut self, turn: Turn, today: NaiveDate) -> Option<NaiveDate> {
        match turn {
            Turn::Open | Turn::Close => {}
            Turn::Days(by) => {
                let days = Days::new(by.unsigned_abs());
                let to = if by < 0 {
                    self.marked.checked_sub_days(days)
                } else {
                    self.marked.checked_add_days(days)
                };
                self.go(to);
            }
            Turn::Months(by) => {
                let months = Months::new(by.unsigned_abs());
                let to = if by < 0 {
                    self.marked.checked_sub_months(months)
                } else {
                    self.marked.checked_add_months(months)
                };
                self.go(to);
            }
            Turn::Today => self.mark(today),
            Turn::Take => return Some(self.marked),
            Turn::Pick(day) => {
                self.mark(day);
                return Some(self.marked);
            }
        }
        None
    }

    /// The years a date field takes are the years there are here.
    fn go(&mut self, to: Option<NaiveDate>) {
        if let Some(to) = to.filter(|to| (1900..=2200).contains(&to.year())) {
            self.mark(to);
        }
    }
}

/// What a key does while the calendar is open: arrows move by a day and a week, page keys by a month and with Shift by a
/// year, Home goes to today, Enter takes. In a calendar of months all of it is one size larger.
pub fn turned_by(key: &Key, modifiers: Modifiers, grain: Grain) -> Option<Turn> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    let Key::Named(key) = key else { return None };
    let by_month = grain == Grain::Month;
    let move_by = |days: i64, months: i32| if by_month { Turn::Months(months) } else { Turn::Days(days) };
    let page = if by_month || modifiers.shift() { 12 } else { 1 };
    Some(match key {
        Named::ArrowLeft => move_by(-1, -1),
        Named::ArrowRight => move_by(1, 1),
        Named::ArrowUp => move_by(-7, -MONTHS_ACROSS),
        Named::ArrowDown => move_by(7, MONTHS_ACROSS),
        Named::PageUp => Turn::Months(-page),
        Named::PageDown => Turn::Months(page),
        Named::Home => Turn::Today,
        Named::Enter => Turn::Take,
        _ => return None,
    })
}

/// Months beside one another in a calendar of months.
const MONTHS_ACROSS: i32 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn played(grain: Grain, from: &str, keys: &[Named]) -> NaiveDate {
        let mut calendar = Calendar::new(grain, day(from));
        for key in keys {
            let turn = turned_by(&Key::Named(*key), Modifiers::empty(), grain).unwrap();
            assert_eq!(calendar.turn(turn, day("2026-05-07")), None);
        }
        calendar.marked
    }

    #[test]
    fn keys_move_by_day_week_and_month() {
        use Named::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Home, PageDown, PageUp};
        let of = |keys: &[Named]| played(Grain::Day, "2026-05-31", keys);
        assert_eq!(of(&[ArrowRight]), day("2026-06-01"));
        assert_eq!(of(&[ArrowLeft, ArrowUp]), day("2026-05-23"));
        assert_eq!(of(&[ArrowDown]), day("2026-06-07"));
        // The 31st of a month without one is its last day.
        assert_eq!(of(&[PageDown]), day("2026-06-30"));
        assert_eq!(of(&[PageUp, PageUp, PageUp]), day("2026-02-28"));
        assert_eq!(of(&[PageDown, Home]), day("2026-05-07"));
    }

    #[test]
    fn a_calendar_of_months_moves_by_month_and_year() {
        use Named::{ArrowDown, ArrowLeft, Home, PageUp};
        let of = |keys: &[Named]| played(Grain::Month, "2026-05-31", keys);
        assert_eq!(of(&[]), day("2026-05-01"));
        assert_eq!(of(&[ArrowLeft]), day("2026-04-01"));
        assert_eq!(of(&[ArrowDown]), day("2026-08-01"));
        assert_eq!(of(&[PageUp]), day("2025-05-01"));
        assert_eq!(of(&[PageUp, Home]), day("2026-05-01"));
    }

    #[test]
    fn the_years_end_where_those_of_a_date_field_do() {
        let mut calendar = Calendar::new(Grain::Day, day("1900-01-01"));
        let _ = calendar.turn(Turn::Days(-1), day("2026-05-07"));
        let _ = calendar.turn(Turn::Months(-12), day("2026-05-07"));
        assert_eq!(calendar.marked, day("1900-01-01"));
        calendar.mark(day("2200-12-31"));
        let _ = calendar.turn(Turn::Days(7), day("2026-05-07"));
        assert_eq!(calendar.marked, day("2200-12-31"));
    }

    #[test]
    fn enter_and_a_click_take_and_letters_are_left_to_the_field() {
        let mut calendar = Calendar::new(Grain::Day, day("2026-05-12"));
        assert_eq!(calendar.turn(Turn::Take, day("2026-05-07")), Some(day("2026-05-12")));
        assert_eq!(calendar.turn(Turn::Pick(day("2026-05-13")), day("2026-05-07")), Some(day("2026-05-13")));
        let by = |key: Key, modifiers| turned_by(&key, modifiers, Grain::Day);
        assert_eq!(by(Key::Named(Named::Enter), Modifiers::empty()), Some(Turn::Take));
        assert_eq!(by(Key::Named(Named::PageUp), Modifiers::SHIFT), Some(Turn::Months(-12)));
        assert_eq!(by(Key::Character("5".into()), Modifiers::empty()), None);
        assert_eq!(by(Key::Named(Named::Backspace), Modifiers::empty()), None);
        assert_eq!(by(Key::Named(Named::Enter), Modifiers::CTRL), None);
    }
}
