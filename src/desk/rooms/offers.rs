//! Free times and rooms instead of one that is taken.

use chrono::{Days, NaiveDateTime};

use crate::domain::book::Book;
use crate::domain::booking::{Booking, Slot};
use crate::domain::series::Mark;
use crate::store::Unit;

use super::super::DeskError;
use super::occupancy::Occupancy;

/// Offers of each sort that are told: more are not read.
const EACH: usize = 2;
/// How far another day is looked for.
const DAYS: u64 = 3;
/// Steps in which another time of the same day is looked for, in minutes.
const STEP: u16 = 30;

/// What is asked for.
pub(super) struct Wish<'a> {
    pub slot: &'a Slot,
    pub people: u32,
    /// Nothing before this is offered.
    pub now: NaiveDateTime,
    /// Another time of the same day is of use too, not only another day or room.
    pub same_day: bool,
}

/// At most two other times of the same day, two other days at the same time and two other rooms, the nearest first.
/// `but` leaves bookings out that will be gone.
pub(super) fn offers(
    unit: &mut Unit<'_>,
    occupancy: &mut Occupancy<'_>,
    book: &Book,
    wish: &Wish<'_>,
    but: &dyn Fn(&Booking) -> bool,
) -> Result<Vec<Slot>, DeskError> {
    let mut found = Vec::new();
    if wish.same_day {
        take(unit, occupancy, book, wish, but, &mut found, other_times(wish.slot))?;
    }
    let days = (1..=DAYS).flat_map(|n| [wish.slot.day + Days::new(n), wish.slot.day - Days::new(n)]);
    take(unit, occupancy, book, wish, but, &mut found, days.map(|day| wish.slot.on(day)))?;
    let rooms = other_rooms(book, wish);
    take(
        unit,
        occupancy,
        book,
        wish,
        but,
        &mut found,
        rooms.into_iter().map(|room| wish.slot.in_room(&room)),
    )?;
    Ok(found)
}

fn take(
    unit: &mut Unit<'_>,
    occupancy: &mut Occupancy<'_>,
    book: &Book,
    wish: &Wish<'_>,
    but: &dyn Fn(&Booking) -> bool,
    found: &mut Vec<Slot>,
    candidates: impl Iterator<Item = Slot>,
) -> Result<(), DeskError> {
    let mut left = EACH;
    for slot in candidates {
        if left == 0 {
            break;
        }
        if slot.start() > wish.now && is_free(unit, occupancy, book, &slot, but)? {
            found.push(slot);
            left -= 1;
        }
    }
    Ok(())
}

/// Whether a room is open and nothing is in the way. Days off are not offered: nobody asked for one.
fn is_free(
    unit: &mut Unit<'_>,
    occupancy: &mut Occupancy<'_>,
    book: &Book,
    slot: &Slot,
    but: &dyn Fn(&Booking) -> bool,
) -> Result<bool, DeskError> {
    let open = !book
        .marks(slot)
        .iter()
        .any(|mark| matches!(mark, Mark::Closed { .. } | Mark::OutsideHours | Mark::Holiday { .. }));
    Ok(open && occupancy.clashes(unit, slot, but)?.is_empty())
}

/// The same length at other times of the day, the nearest first.
fn other_times(slot: &Slot) -> impl Iterator<Item = Slot> {
    let length = slot.minutes();
    let mut starts: Vec<u16> =
        (0..24 * 60).step_by(usize::from(STEP)).filter(|at| *at != slot.from).collect();
    starts.sort_by_key(|at| (at.abs_diff(slot.from), *at));
    let slot = slot.clone();
    starts.into_iter().filter_map(move |from| Slot::new(&slot.room, slot.day, from, from + length).ok())
}

/// Rooms that take as many people, sound alike and need nobody's leave that the wished one does not; the smallest first.
fn other_rooms(book: &Book, wish: &Wish<'_>) -> Vec<String> {
    let Some(mine) = book.rooms.room(&wish.slot.room) else { return Vec::new() };
    let sharing = book.rooms.sharing(&mine.code);
    let mut rooms: Vec<_> = book
        .rooms
        .offered()
        .filter(|room| !sharing.contains(&room.code.as_str()))
        .filter(|room| room.capacity >= wish.people.max(1) && !room.is_private())
        .filter(|room| !room.approver.is_other() || mine.approver.is_other())
        .collect();
    rooms.sort_by_key(|room| (room.noise != mine.noise, room.capacity));
    rooms.into_iter().map(|room| room.code.clone()).collect()
}
