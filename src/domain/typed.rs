//! Days, times and places as they are typed in a line: one reader for the booking line, the line that moves a booking, the
//! line that turns the calendar and the hours of a class.

mod day;
mod hours;
mod place;

use super::width::{half_width, is_hyphen};

pub use day::{Near, weekdays};
pub use hours::{hours, minutes, span};
pub use place::place;

/// As it is read: half width, small letters, one kind of hyphen, no spaces.
fn plain(typed: &str) -> String {
    let hyphen = |c| if is_hyphen(c) { '-' } else { c };
    let chars = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).map(hyphen);
    chars.collect::<String>().to_lowercase()
}
