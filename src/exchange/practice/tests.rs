use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::*;
use crate::desk::{FirstRun, SHIPPED};
use crate::domain::booking::{Booking, StateName as BookingName};
use crate::domain::intake::{Intake, StateName};
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::store::{Order, Range};

fn desk(practice: bool) -> (Desk, Arc<SetClock>) {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap();
    let clock = Arc::new(SetClock::new(at(day(2026, 5, 7), 600, zone).unwrap()));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    let first = FirstRun { community: "凤鸣".into(), worker: "测试甲".into(), practice };
    desk.first_run(&first).unwrap();
    (desk, clock)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn run(seed: u64) -> (Desk, Tally) {
    let (desk, clock) = desk(true);
    let plan = Plan { years: 1, per_day: 6, seed, until: day(2026, 5, 7) };
    let tally = fill(&desk, &clock, &plan, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    (desk, tally)
}

fn all<R: crate::store::Record>(desk: &Desk) -> Vec<R> {
    let found = desk.store().scan::<R>(&Range::all(), Order::Ascending, 1_000_000).unwrap();
    found.into_iter().map(|stored| stored.value).collect()
}

#[test]
fn a_year_is_plausible() {
    let (desk, tally) = run(7);
    let visits: Vec<Visit> = all(&desk);
    assert_eq!(visits.len() as u32, tally.visits);
    let book = desk.book();
    for visit in &visits {
        assert!(book.calendar.is_working(visit.arrived.date_naive()), "{}", visit.arrived);
        assert!(visit.left.is_some_and(|left| left >= visit.arrived));
        assert!(!visit.first_contact.is_empty());
    }
    let intakes: Vec<Intake> = all(&desk);
    assert_eq!(intakes.len() as u32, tally.intakes);
    let items: BTreeSet<&str> = intakes.iter().map(|intake| intake.item.as_str()).collect();
    assert_eq!(items.len(), 32, "every item is asked for in a year: {items:?}");
    let states: HashSet<StateName> = intakes.iter().map(|intake| intake.state.name()).collect();
    for state in [StateName::Done, StateName::Declined, StateName::Forwarded, StateName::Void] {
        assert!(states.contains(&state), "{state:?}");
    }
    assert!(tally.gaps > 0 && tally.supplements > 0 && tally.declines > 0, "{tally:?}");
    let residents: Vec<Resident> = all(&desk);
    assert_eq!(residents.len() as u32, tally.residents);
    let numbers: BTreeSet<String> = residents
        .iter()
        .filter_map(|r| r.document.as_ref())
        .map(|d| d.number().reveal().to_string())
        .collect();
    let with_document = residents.iter().filter(|r| r.document.is_some()).count();
    assert_eq!(numbers.len(), with_document, "nobody shares a number");
    // Most of what fell due was done: the board of the last day is not a heap.
    assert!(desk.due(day(2026, 5, 7)).unwrap().len() < intakes.len() / 15, "too much is overdue");
}

#[test]
fn the_rooms_of_a_year_are_used_and_what_is_to_come_is_booked() {
    let (desk, tally) = run(7);
    let today = day(2026, 5, 7);
    let from = day(2025, 5, 8);
    let bookings = desk.all_bookings(from, day(2026, 12, 31)).unwrap();
    assert_eq!(bookings.len() as u32, tally.bookings);
    let states = |name: BookingName| bookings.iter().filter(|b| b.state.name() == name).count();
    assert!(states(BookingName::Finished) > 120, "{}", states(BookingName::Finished));
    assert!(states(BookingName::NoShow) > 0);
    // Nothing of a day that is over is left hanging, but for what nobody answered in time.
    let hanging = |b: &&Booking| {
        b.slot.day < today && matches!(b.state.name(), BookingName::Confirmed | BookingName::InUse)
    };
    assert_eq!(bookings.iter().find(hanging), None);
    assert!(bookings.iter().any(|b| b.slot.day > today && b.details.class.is_some()), "the term goes on");
    let book = desk.book();
    assert_eq!(book.class_groups.iter().filter(|group| group.term == "2026春").count(), 4);
    let learners: usize =
        book.class_groups.iter().map(|group| desk.roster(&group.id).unwrap().enrolled.len()).sum();
    assert!(learners > 0, "nobody learns");
}

/// Far back no default of the catalogue may be out of its own bounds.
#[test]
fn eight_years_are_filled_as_one_is() {
    let (desk, clock) = desk(true);
    let plan = Plan { years: 8, per_day: 1, seed: 2, until: day(2026, 5, 7) };
    let tally = fill(&desk, &clock, &plan, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!(tally.of_days > 2000 && tally.days == tally.of_days, "{tally:?}");
    let visits: Vec<Visit> = all(&desk);
    assert_eq!(visits.len() as u32, tally.visits);
    // A commit for a hundred visits or so, with what became of them later.
    let commits = desk.store().last_seq().unwrap();
    assert!(commits < u64::from(tally.visits) / 30, "{commits} commits for {} visits", tally.visits);
}

#[test]
fn the_same_seed_gives_the_same_year() {
    let (one, other) = (run(3), run(3));
    assert_eq!(one.1, other.1);
    assert_eq!(all::<Intake>(&one.0), all::<Intake>(&other.0));
    assert_eq!(all::<Visit>(&one.0), all::<Visit>(&other.0));
    assert_ne!(all::<Intake>(&one.0), all::<Intake>(&run(4).0));
}

#[test]
fn only_an_empty_practice_store_is_filled() {
    let plan = Plan { years: 1, per_day: 1, seed: 1, until: day(2026, 5, 7) };
    let (real, clock) = desk(false);
    let refused = fill(&real, &clock, &plan, &mut |_| {}, &AtomicBool::new(false));
    assert!(matches!(refused, Err(PracticeError::Desk(DeskError::PracticeOnly))), "{refused:?}");
    assert!(real.is_empty().unwrap());
    let (desk, clock) = desk(true);
    desk.arrive(&crate::desk::NewVisit::default()).unwrap();
    let refused = fill(&desk, &clock, &plan, &mut |_| {}, &AtomicBool::new(false));
    assert!(matches!(refused, Err(PracticeError::NotEmpty)), "{refused:?}");
}

#[test]
fn it_stops_when_asked() {
    let (desk, clock) = desk(true);
    let plan = Plan { years: 1, per_day: 5, seed: 1, until: day(2026, 5, 7) };
    let stop = AtomicBool::new(false);
    let mut heard = 0;
    let tally = fill(
        &desk,
        &clock,
        &plan,
        &mut |tally| {
            heard += 1;
            stop.store(tally.days == 3, Ordering::Relaxed);
        },
        &stop,
    )
    .unwrap();
    assert!(tally.stopped);
    assert_eq!((heard, tally.days), (3, 3));
}
