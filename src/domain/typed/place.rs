//! A place: a room, a day and a time in one line.

use super::{Near, hours};
use crate::domain::booking::Slot;

/// `R02 5/12 9-11`, in any order; what is left out stays as it is in `from`. None when a word is not understood, or the time
/// is none. `room` finds a room by its code, number, name or initials.
pub fn place(
    line: &str,
    from: &Slot,
    near: &Near<'_>,
    room: impl Fn(&str) -> Option<String>,
) -> Option<Slot> {
    let mut slot = from.clone();
    for word in line.split_whitespace() {
        if let Some((start, end)) = hours(word) {
            slot.from = start;
            slot.to = end.unwrap_or(start + from.minutes());
        } else if let Some(day) = near.day_or_week(word) {
            slot.day = day;
        } else {
            slot.room = room(word)?;
        }
    }
    Slot::new(&slot.room, slot.day, slot.from, slot.to).ok()
}
