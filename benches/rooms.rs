//! A class of 16 weeks, checked and stored, in a room that has 10,000 bookings and in one that has none; beside what the
//! disk takes for as many bytes, in the same run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::{Days, NaiveDate, Weekday};
use common::disk::{Lines, Ready};
use common::{Promises, Times, desk_in, kept_folder};
use criterion::Criterion;
use quanke::desk::{Desk, NewBooking, NewSeries};
use quanke::domain::booking::{Booking, BookingKind, Details, Slot};
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::series::{Choice, Choices, Pattern, Phase};
use quanke::store::Store;

const BUSY: &str = "R02";
const EMPTY: &str = "R04";
const BOOKINGS: u64 = 10_000;
/// Classes booked and measured in each room, one after the other in time.
const ROUNDS: u64 = 40;
const WEEKS: u64 = 16;
/// Written in one commit while the room is filled.
const AT_ONCE: usize = 500;

/// The first Saturday a class can begin on.
fn saturday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 9).unwrap()
}

/// Days over which the classes, and so the bookings, are spread.
fn days() -> u64 {
    ROUNDS * WEEKS * 7
}

fn details(kind: BookingKind, title: &str) -> Details {
    Details { kind, title: title.to_owned(), people: 20, ..Details::default() }
}

/// Bookings on every day the classes will come to, at other hours than theirs.
fn fill(desk: &Desk, store: &Store) {
    let first = Slot::new(BUSY, saturday(), 780, 900).unwrap();
    let new = NewBooking {
        slot: first,
        details: details(BookingKind::Assembly, "示例议事会"),
        reason: String::new(),
        address: String::new(),
    };
    let like = desk.book_room(&new, &[], &quanke::desk::Decision::Accept).unwrap().booking;
    let all: Vec<Booking> = (1..BOOKINGS)
        .map(|n| {
            // Some 2.2 a day: one at noon, one in the afternoon, now and then one in the evening.
            let (day, turn) = (n % days(), n / days());
            let from = [780, 930, 1140][turn as usize];
            let slot = Slot::new(BUSY, saturday() + Days::new(day), from, from + 90).unwrap();
            Booking { id: format!("{:010}", 5_000_000_000 + n), slot, serial: None, ..like.clone() }
        })
        .collect();
    for some in all.chunks(AT_ONCE) {
        store
            .transact(|unit| {
                for booking in some {
                    unit.put(booking)?;
                }
                unit.entry(common::now(), "", "fill", some.len().to_string());
                Ok::<_, quanke::store::StoreError>(())
            })
            .unwrap();
    }
    let last = saturday() + Days::new(days());
    assert_eq!(desk.room_bookings(BUSY, saturday(), last).unwrap().len() as u64, BOOKINGS);
}

/// The class of a round in a room: 16 Saturdays from 9 to 11.
fn class(room: &str, round: u64) -> NewSeries {
    let rule = Rule::weekly(1, &[Weekday::Sat], End::Count(WEEKS as u32)).unwrap();
    NewSeries {
        phase: Phase {
            from: saturday() + Days::new(round * WEEKS * 7),
            pattern: Pattern::Rule(rule),
            room: room.to_owned(),
            start: 540,
            end: 660,
        },
        details: details(BookingKind::Class, "示例声乐班"),
        reason: String::new(),
    }
}

/// Every Saturday is kept, feast days too, so that each class has as many lessons.
fn every_one(desk: &Desk, new: &NewSeries) -> Choices {
    let planned = desk.plan_series(new, &Choices::new()).unwrap();
    planned.plan.lines.iter().map(|line| (line.on, Choice::Go)).collect()
}

fn main() {
    let folder = kept_folder("rooms", fill);
    // The measured classes go to a copy, so that the kept folder stays as it was filled.
    let copy = common::fresh_folder();
    copy_all(&folder, copy.path());
    let desk = desk_in(copy.path());
    let mut lines = Lines::new(copy.path());
    let mut disk = Ready::new(&copy.path().join("raw"), 8 << 20);
    let _ = lines.last();
    let (mut busy, mut empty, mut raw) = (Times::default(), Times::default(), Times::default());
    let mut bytes = 0;
    for round in 0..ROUNDS {
        for (room, times) in [(BUSY, &mut busy), (EMPTY, &mut empty)] {
            let new = class(room, round);
            let choices = every_one(&desk, &new);
            let booked = times.take(|| {
                let planned = desk.plan_series(&new, &choices).unwrap();
                assert_eq!(planned.plan.lines.len() as u64, WEEKS);
                desk.book_series(&new, &choices).unwrap()
            });
            assert_eq!(booked.lessons as u64, WEEKS);
            bytes = lines.last();
            assert!(bytes > 0);
            raw.take(|| disk.append(&vec![b'x'; bytes]));
        }
    }
    println!("16 lessons, {bytes} bytes in the journal");
    busy.tell("in a room with 10,000 bookings");
    empty.tell("in an empty room");
    raw.tell("as many bytes written and synced");
    let mut promises = Promises::default();
    promises.add("beyond the sync, median", busy.median() - raw.median(), 10.0, " ms");
    promises.add("beyond the sync, p99", busy.p99() - raw.median(), 10.0, " ms");
    promises.add("busy room / empty room, medians", busy.median() / empty.median(), 2.0, " x");
    promises.tell();

    let mut criterion = Criterion::default().configure_from_args();
    let new = class(BUSY, ROUNDS / 2);
    criterion.bench_function("rooms/plan 16 weeks in a busy room", |bench| {
        bench.iter(|| desk.plan_series(&new, &Choices::new()).unwrap());
    });
    criterion.final_summary();
}

fn copy_all(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}
