//! A desk with rooms to book, and a clock that is moved by hand.
// Each test file uses a part of it.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, Weekday};
use quanke::desk::{Booked, Decision, Desk, DeskError, FirstRun, NewBooking, NewSeries, SHIPPED, SetClock};
use quanke::domain::booking::{Booking, BookingKind, Details, Slot};
use quanke::domain::masked::Masked;

use quanke::domain::name::PersonName;
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::series::{Choices, Pattern, Phase};

pub struct Centre {
    pub desk: Desk,
    clock: Arc<SetClock>,
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn at(month: u32, on: u32, hour: u32, minute: u32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    day(month, on).and_hms_opt(hour, minute, 0).unwrap().and_local_timezone(zone).unwrap()
}

/// Minutes from midnight of `9:00`.
pub fn minutes(text: &str) -> u16 {
    let (hour, minute) = text.split_once(':').unwrap();
    hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
}

pub fn slot(room: &str, on: NaiveDate, from: &str, to: &str) -> Slot {
    Slot::new(room, on, minutes(from), minutes(to)).unwrap()
}

pub fn details(kind: BookingKind, title: &str) -> Details {
    Details {
        kind,
        title: title.into(),
        contact: Some(Masked::new(PersonName::new("测试丙").unwrap())),
        phone: Some(Masked::new("13800000008".parse().unwrap())),
        team: if kind == BookingKind::Team { "测试合唱队".into() } else { String::new() },
        people: 18,
        ..Details::default()
    }
}

/// Thursday, 27 August 2026, 15:08.
pub fn centre() -> Centre {
    centre_at(at(8, 27, 15, 8))
}

pub fn centre_at(now: DateTime<FixedOffset>) -> Centre {
    let clock = Arc::new(SetClock::new(now));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    desk.first_run(&FirstRun {
        community: "测试社区".into(), worker: "测试甲".into(), practice: false
    })
    .unwrap();
    Centre { desk, clock }
}

/// The same, kept in a folder; what was done there before is there again.
pub fn centre_in(folder: &std::path::Path, now: DateTime<FixedOffset>) -> Centre {
    let clock = Arc::new(SetClock::new(now));
    let (desk, _) = Desk::open_folder(folder, clock.clone(), &SHIPPED).unwrap();
    if desk.is_new() {
        desk.first_run(&FirstRun {
            community: "测试社区".into(), worker: "测试甲".into(), practice: false
        })
        .unwrap();
    }
    Centre { desk, clock }
}

impl Centre {
    pub fn now_is(&self, now: DateTime<FixedOffset>) {
        self.clock.set(now);
    }

    pub fn ask(&self, slot: Slot, kind: BookingKind, title: &str) -> Result<Booked, DeskError> {
        let new = NewBooking {
            slot,
            details: details(kind, title),
            reason: String::new(),
            address: "测试小区 1号楼".into(),
        };
        self.desk.book_room(&new, &self.desk.papers_in_hand(&new).unwrap(), &Decision::Accept)
    }

    pub fn book(&self, slot: Slot, kind: BookingKind, title: &str) -> Booking {
        self.ask(slot, kind, title).unwrap_or_else(|error| panic!("{title}: {error:?}")).booking
    }

    /// Saturdays of the autumn term, 9–11, in the singing classroom.
    pub fn saturdays(&self, title: &str) -> NewSeries {
        let end = End::Until(day(12, 26));
        NewSeries {
            phase: Phase {
                from: day(9, 5),
                pattern: Pattern::Rule(Rule::weekly(1, &[Weekday::Sat], end).unwrap()),
                room: "R02".into(),
                start: minutes("9:00"),
                end: minutes("11:00"),
            },
            details: details(BookingKind::Class, title),
            reason: String::new(),
        }
    }

    pub fn term(&self, new: &NewSeries, choices: &Choices) -> Vec<Booking> {
        let booked = self.desk.book_series(new, choices).unwrap();
        let series = booked.booking.lesson.unwrap().series;
        self.desk.lessons(&series).unwrap()
    }
}
