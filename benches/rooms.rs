//! A class of 16 weeks, checked and stored: in a room with 10,000 bookings and in an empty one, turn about, against the least
//! a disk can do for as many bytes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use chrono::{Days, NaiveDate, Weekday};
use common::{Times, desk_in, fresh_folder, now, promise};
use criterion::{BatchSize, Criterion};
use quanke::desk::{Desk, NewSeries, Scope};
use quanke::domain::booking::{Booking, BookingKind, BookingState, Details, Slot, Stamp};
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::series::{Choices, Pattern, Phase};

/// Bookings of the full room: four a day from 2021 to 2027, the days of the class among them.
const BOOKINGS: u64 = 10_000;
const A_DAY: u64 = 4;
const FULL: &str = "R02";
const EMPTY: &str = "R03";
/// Classes booked and measured in each room.
const ROUNDS: u32 = 150;
const WEEKS: u32 = 16;
/// Bookings written in one commit while filling.
const A_COMMIT: u64 = 500;

fn details(title: &str) -> Details {
    Details { kind: BookingKind::Class, title: title.to_owned(), people: 20, ..Details::default() }
}

/// 10:00, 13:00, 16:00 and 19:00, an hour and a half each; the class has the morning.
fn there(number: u64) -> Booking {
    let first = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    let from = 600 + 180 * (number % A_DAY) as u16;
    let stamp = Stamp { at: now(), staff: String::new() };
    Booking {
        id: format!("9{number:09}"),
        slot: Slot::new(FULL, first + Days::new(number / A_DAY), from, from + 90).unwrap(),
        state: BookingState::Confirmed,
        details: details("合唱排练"),
        lesson: None,
        intake: None,
        serial: None,
        made: stamp,
        history: Vec::new(),
    }
}

fn fill(desk: &Desk) {
    for start in (0..BOOKINGS).step_by(A_COMMIT as usize) {
        desk.store()
            .transact(|unit| {
                for number in start..(start + A_COMMIT).min(BOOKINGS) {
                    unit.put(&there(number))?;
                }
                unit.entry(now(), "", "bench", "");
                Ok::<_, quanke::store::StoreError>(())
            })
            .unwrap();
    }
}

fn class(room: &str) -> NewSeries {
    NewSeries {
        phase: Phase {
            from: NaiveDate::from_ymd_opt(2026, 6, 2).unwrap(),
            pattern: Pattern::Rule(Rule::weekly(1, &[Weekday::Tue], End::Count(WEEKS)).unwrap()),
            room: room.to_owned(),
            start: 480,
            end: 570,
        },
        details: details("声乐提高班"),
        reason: String::new(),
    }
}

fn journal_bytes(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder.join("journal")).unwrap();
    files.map(|file| file.unwrap().metadata().unwrap().len()).sum()
}

fn book(desk: &Desk, new: &NewSeries) -> String {
    let booked = desk.book_series(new, &Choices::new()).unwrap();
    assert_eq!(booked.lessons, WEEKS as usize);
    booked.booking.id
}

fn away(desk: &Desk, lesson: &str) {
    let gone = desk.cancel_booking(lesson, Scope::Whole, false, "测量").unwrap();
    assert_eq!(gone.len(), WEEKS as usize);
}

fn main() {
    let folder = fresh_folder();
    let folder = folder.path();
    let desk = desk_in(folder);
    fill(&desk);
    let kept = desk
        .room_bookings(
            FULL,
            NaiveDate::from_ymd_opt(2021, 1, 1).unwrap(),
            NaiveDate::from_ymd_opt(2028, 1, 1).unwrap(),
        )
        .unwrap();
    assert_eq!(kept.len() as u64, BOOKINGS);
    let rooms = [class(FULL), class(EMPTY)];
    let before = journal_bytes(folder);
    away(&desk, &book(&desk, &rooms[0]));
    let before_one = journal_bytes(folder);
    let lesson = book(&desk, &rooms[0]);
    let size = journal_bytes(folder) - before_one;
    away(&desk, &lesson);
    assert!(before_one > before);
    println!("a class of {WEEKS} weeks is one line of {size} bytes in the journal");

    let mut raw = OpenOptions::new().create(true).append(true).open(folder.join("raw")).unwrap();
    let filler = vec![b'x'; size as usize];
    let (mut full, mut empty, mut plan, mut sync) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    for round in 0..ROUNDS {
        // Turn about, so that whatever else goes on meets both.
        let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        for at in order {
            let times = if at == 0 { &mut full } else { &mut empty };
            let lesson = times.take(|| book(&desk, &rooms[at]));
            away(&desk, &lesson);
        }
        let planned = plan.take(|| desk.plan_series(&rooms[0], &Choices::new()).unwrap());
        assert_eq!(planned.plan.count(), WEEKS as usize);
        sync.take(|| {
            raw.write_all(&filler).unwrap();
            raw.sync_data().unwrap();
        });
    }
    full.tell("class in a room with 10,000 bookings");
    empty.tell("class in an empty room");
    plan.tell("preview in a room with 10,000 bookings");
    sync.tell("as many bytes appended and synced");
    promise("class of 16 weeks beyond the sync, median", full.median() - sync.median(), 10.0, " ms");
    promise("class of 16 weeks, full room to empty room, median", full.median() / empty.median(), 2.0, " x");

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("rooms");
    // What the last turn booked is taken away before the next, outside what is measured.
    let last = std::cell::RefCell::new(None);
    for (name, new) in [("class, 10,000 bookings", &rooms[0]), ("class, empty room", &rooms[1])] {
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || {
                    if let Some(lesson) = last.take() {
                        away(&desk, &lesson);
                    }
                },
                |()| *last.borrow_mut() = Some(book(&desk, new)),
                BatchSize::PerIteration,
            );
        });
        if let Some(lesson) = last.take() {
            away(&desk, &lesson);
        }
    }
    group.finish();
    criterion.final_summary();
}
