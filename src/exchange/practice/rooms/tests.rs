use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::super::fill;
use super::*;
use crate::desk::{FirstRun, SHIPPED};
use crate::domain::booking::{Booking, BookingKind, BookingState, StateName};
use crate::domain::class::{Attendance, Enrolment, Place};
use crate::domain::room::Closure;
use crate::domain::visit::Visit;
use crate::domain::work_calendar::DayKind;
use crate::store::{Order, Range, Record};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn run(seed: u64) -> Desk {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    let clock = Arc::new(SetClock::new(at(day(2026, 5, 7), 600, zone).unwrap()));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    desk.first_run(&FirstRun { community: "凤鸣".into(), worker: "测试甲".into(), practice: true }).unwrap();
    let plan = Plan { years: 1, per_day: 1, seed, until: day(2026, 5, 7) };
    fill(&desk, &clock, &plan, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    desk
}

fn all<R: Record>(desk: &Desk) -> Vec<R> {
    let found = desk.store().scan::<R>(&Range::all(), Order::Ascending, 1_000_000).unwrap();
    found.into_iter().map(|stored| stored.value).collect()
}

#[test]
fn a_year_of_rooms_is_alive_and_by_the_rules() {
    let desk = run(7);
    let book = desk.book();
    let bookings: Vec<Booking> = all(&desk);
    let states: BTreeSet<StateName> = bookings.iter().map(|booking| booking.state.name()).collect();
    for state in [
        StateName::Pending,
        StateName::Confirmed,
        StateName::Finished,
        StateName::Rejected,
        StateName::Cancelled,
        StateName::NoShow,
        StateName::Displaced,
    ] {
        assert!(states.contains(&state), "{state:?}");
    }
    let kinds = |kind| bookings.iter().filter(|booking| booking.details.kind == kind).count();
    assert!(kinds(BookingKind::Class) > 100 && kinds(BookingKind::Team) > 100);
    assert!(kinds(BookingKind::Party) >= 8 && kinds(BookingKind::Assembly) > 20);
    // No two that keep others out overlap, and nothing that is over stands as if it were to come.
    let holding: Vec<&Booking> = bookings.iter().filter(|booking| booking.holds()).collect();
    for (at, one) in holding.iter().enumerate() {
        for other in &holding[at + 1..] {
            assert!(!one.slot.clashes(&other.slot, &book.rooms), "{one:?} {other:?}");
        }
    }
    assert!(bookings.iter().all(|b| b.state.name() != StateName::Confirmed || b.slot.day >= day(2026, 5, 7)));
    // Holidays have no lessons.
    let lessons = bookings.iter().filter(|booking| booking.lesson.is_some() && booking.state.is_shown());
    for lesson in lessons {
        let kind = book.calendar.kind(lesson.slot.day);
        assert!(!matches!(kind, DayKind::Holiday(_)), "{}", lesson.slot.day);
    }
    // The term has learners, some wait, most came.
    let enrolments: Vec<Enrolment> = all(&desk);
    let waiting = enrolments.iter().filter(|enrolment| enrolment.place == Place::Waiting).count();
    assert!(enrolments.len() > 100 && waiting > 0, "{} {waiting}", enrolments.len());
    let sheets: Vec<Attendance> = all(&desk);
    let marks = sheets.iter().flat_map(|sheet| sheet.marks.values());
    let (came, of) = marks.fold((0, 0), |(came, of), mark| (came + u32::from(mark.came()), of + 1));
    assert!(sheets.len() > 80 && came * 100 / of > 70, "{came} of {of}");
    // One closure is still to come, and was posted in time.
    let closures: Vec<Closure> = all(&desk);
    assert!(closures.iter().any(|closure| closure.from.date() > day(2026, 5, 7)));
    assert!(closures.iter().all(|closure| closure.notice_short_by(7) == 0));
    // The rooms bring no visitors of their own.
    assert!(all::<Visit>(&desk).iter().all(|visit| book.calendar.is_working(visit.arrived.date_naive())));
}

#[test]
fn the_same_seed_gives_the_same_calendar_and_time_only_goes_on() {
    let (one, other) = (run(3), run(3));
    assert_eq!(all::<Booking>(&one), all::<Booking>(&other));
    assert_eq!(all::<Enrolment>(&one), all::<Enrolment>(&other));
    assert_eq!(all::<Attendance>(&one), all::<Attendance>(&other));
    let kept: Vec<BookingState> = all::<Booking>(&one).into_iter().map(|booking| booking.state).collect();
    let third: Vec<BookingState> = all::<Booking>(&run(4)).into_iter().map(|booking| booking.state).collect();
    assert_ne!(kept, third);
    let lines = one.store().journal_page(0, 1_000_000).unwrap();
    let rooms =
        lines.iter().filter(|line| line.entry.action.contains("rooms") || line.entry.action == "book series");
    let times: Vec<_> = rooms.map(|line| line.entry.at).collect();
    assert!(times.is_sorted(), "the rooms' days are entered one after the other");
}
