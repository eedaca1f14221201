//! Desks and their clocks.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use quanke::desk::{Clock, Desk, FirstRun, SHIPPED, ShiftedClock};
use quanke::domain::staff::{Role, Staff};

/// 2026-05-07, a Thursday before a make-up Saturday.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
}

/// That Thursday at 10:24, standing.
pub fn clock() -> Arc<ShiftedClock> {
    clock_on(2026, 5, 7)
}

/// Any day at 10:24, standing.
pub fn clock_on(year: i32, month: u32, day: u32) -> Arc<ShiftedClock> {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Arc::new(ShiftedClock::standing(day, NaiveTime::from_hms_opt(10, 24, 0).unwrap()).unwrap())
}

/// A clock the test moves on.
pub struct Hand(std::sync::Mutex<ShiftedClock>);

impl Hand {
    pub fn on(year: i32, month: u32, day: u32) -> Arc<Self> {
        Arc::new(Self(std::sync::Mutex::new(*clock_on(year, month, day))))
    }

    pub fn set(&self, year: i32, month: u32, day: u32) {
        *self.0.lock().unwrap() = *clock_on(year, month, day);
    }
}

impl Clock for Hand {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().now()
    }
}

/// A desk in memory that nobody has set up.
pub fn new_desk() -> Desk {
    Desk::in_memory(clock(), &SHIPPED).unwrap()
}

/// A desk in memory on that Thursday, set up, with nobody on file.
pub fn desk() -> Desk {
    desk_on(clock())
}

/// The same by another clock.
pub fn desk_on(clock: Arc<dyn Clock>) -> Desk {
    let desk = Desk::in_memory(clock, &SHIPPED).unwrap();
    set_up(&desk);
    let mut community = desk.book().community.clone();
    community.street = "渭滨街道".into();
    community.address = "测试路1号".into();
    community.enquiry_phone = "0913-200 0000".into();
    community.supervision_phone = "0913-200 0001".into();
    community.hours = "8:30-12:00 14:00-17:30".parse().unwrap();
    desk.save_community(&community).unwrap();
    desk
}

pub fn set_up(desk: &Desk) {
    let first = FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false };
    desk.first_run(&first).unwrap();
}

/// A desk at work: 周敏 is the supervisor, 吴磊 has the PIN 2468, 高洁 none.
pub fn desk_at_work() -> Desk {
    let desk = new_desk();
    staffed(&desk);
    desk
}

/// Sets a desk up with these three.
pub fn staffed(desk: &Desk) {
    set_up(desk);
    for (name, pin) in [("吴磊", Some("2468")), ("高洁", None)] {
        let worker = Staff {
            id: String::new(),
            name: name.into(),
            role: Role::Generalist,
            restricted: false,
            pin_hash: None,
            retired: false,
        };
        desk.save_staff(&worker, pin).unwrap();
    }
}
