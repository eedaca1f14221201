//! What the calendar reads from the desk, off the drawing thread.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::booking::Booking;

use super::when::Shows;

/// What is asked for. An answer to something else comes too late and is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How it is looked at.
    pub shows: Shows,
    /// The room; none: all of them.
    pub room: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// 第 n 次，共 m 次.
pub type Number = (usize, usize);

/// What was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// For this.
    pub asked: Asked,
    /// In order of time, whatever became of them.
    pub bookings: Vec<Booking>,
    /// The place of lessons in their series, by booking.
    pub numbers: BTreeMap<String, Number>,
    /// Everything that waits for an answer, the next first.
    pub waiting: Vec<Booking>,
    /// How many bookings the last change touched, if it can be taken back.
    pub undo: Option<usize>,
}

/// Reads a view.
pub fn read(desk: &Desk, asked: Asked) -> Result<Loaded, DeskError> {
    let bookings = match (&asked.room, asked.shows) {
        (Some(room), Shows::Week | Shows::Month | Shows::List) => {
            desk.room_bookings(room, asked.from, asked.to)?
        }
        _ => desk.all_bookings(asked.from, asked.to)?,
    };
    let mut numbers = BTreeMap::new();
    if matches!(asked.shows, Shows::Week | Shows::Day) {
        let mut known: Vec<&str> = Vec::new();
        for lesson in bookings.iter().filter_map(|booking| booking.lesson.as_ref()) {
            if !known.contains(&lesson.series.as_str()) {
                known.push(&lesson.series);
                number(desk.lessons(&lesson.series)?, &mut numbers);
            }
        }
    }
    let waiting = desk.pending_bookings()?;
    let undo = desk.last_room_change().map(|change| change.count());
    Ok(Loaded { asked, bookings, numbers, waiting, undo })
}

/// Counts the lessons that take place, in order of time.
fn number(mut lessons: Vec<Booking>, numbers: &mut BTreeMap<String, Number>) {
    lessons.retain(|lesson| lesson.state.is_shown());
    lessons.sort_by(|a, b| a.slot.cmp(&b.slot));
    let of = lessons.len();
    numbers.extend(lessons.into_iter().enumerate().map(|(at, lesson)| (lesson.id, (at + 1, of))));
}
