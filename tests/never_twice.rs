//! Whatever is booked, moved, split, cancelled, approved or moved aside, in whatever order and from however many threads: no
//! two confirmed bookings overlap, and no exception of a series is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;

use std::sync::Arc;

use centre::{Centre, centre, day, details};
use chrono::{Days, Weekday};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use quanke::desk::{Desk, Edit, NewBooking, NewSeries, Over, Scope};
use quanke::domain::booking::{Booking, BookingKind, Slot};
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::series::{Choice, Choices, Pattern, Phase};

const ROOMS: [&str; 4] = ["R01", "R01A", "R01B", "R02"];
const KINDS: [BookingKind; 4] =
    [BookingKind::Class, BookingKind::Assembly, BookingKind::Party, BookingKind::Emergency];

/// One thing a worker does; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Act {
    Book { room: usize, on: u64, from: u16, length: u16, kind: usize },
    Over { room: usize, on: u64, from: u16, kind: usize },
    Series { room: usize, on: u64, from: u16, days: Vec<u8>, count: u32 },
    Move { which: usize, room: usize, on: i64, from: u16, scope: usize },
    Weekly { which: usize, days: Vec<u8>, scope: usize },
    Cancel { which: usize, scope: usize },
    Approve { which: usize, whole: bool },
    Reject { which: usize },
    TakeUp { which: usize },
    Repeat { which: usize, count: u32 },
    Single { which: usize },
    Undo,
}

fn act() -> impl Strategy<Value = Act> {
    let room = 0..ROOMS.len();
    let from = (16u16..80).prop_map(|quarter| quarter * 15);
    let days = proptest::collection::vec(0u8..7, 1..3);
    prop_oneof![
        4 => (room.clone(), 0u64..14, from.clone(), 2u16..9, 0..KINDS.len())
            .prop_map(|(room, on, from, length, kind)| Act::Book { room, on, from, length: length * 15, kind }),
        1 => (room.clone(), 4u64..14, from.clone(), 2..KINDS.len())
            .prop_map(|(room, on, from, kind)| Act::Over { room, on, from, kind }),
        2 => (room.clone(), 0u64..14, from.clone(), days.clone(), 2u32..8)
            .prop_map(|(room, on, from, days, count)| Act::Series { room, on, from, days, count }),
        4 => (any::<usize>(), room, -3i64..10, from, 0usize..3)
            .prop_map(|(which, room, on, from, scope)| Act::Move { which, room, on, from, scope }),
        1 => (any::<usize>(), days, 1usize..3).prop_map(|(which, days, scope)| Act::Weekly { which, days, scope }),
        2 => (any::<usize>(), 0usize..3).prop_map(|(which, scope)| Act::Cancel { which, scope }),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(which, whole)| Act::Approve { which, whole }),
        1 => any::<usize>().prop_map(|which| Act::Reject { which }),
        1 => any::<usize>().prop_map(|which| Act::TakeUp { which }),
        1 => (any::<usize>(), 2u32..5).prop_map(|(which, count)| Act::Repeat { which, count }),
        1 => any::<usize>().prop_map(|which| Act::Single { which }),
        1 => Just(Act::Undo),
    ]
}

fn all(desk: &Desk) -> Vec<Booking> {
    desk.all_bookings(day(8, 1), day(12, 31)).unwrap()
}

fn scope(n: usize) -> Scope {
    [Scope::This, Scope::Following, Scope::Whole][n % 3]
}

fn weekly(days: &[u8], count: u32) -> Pattern {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let days: Vec<Weekday> = days.iter().map(|day| week[usize::from(*day)]).collect();
    Pattern::Rule(Rule::weekly(1, &days, End::Count(count)).unwrap())
}

/// Does it; a refusal is as good an answer as any here. What is refused must simply change nothing.
fn does(desk: &Desk, act: &Act) {
    let first = day(8, 28);
    let slot = |room: usize, on: u64, from: u16, length: u16| {
        Slot::new(ROOMS[room], first + Days::new(on), from, (from + length).min(1440)).ok()
    };
    let pick = |which: usize| {
        let all = all(desk);
        (!all.is_empty()).then(|| all[which % all.len()].clone())
    };
    let new = |slot, kind: usize| NewBooking {
        slot,
        details: details(KINDS[kind], "活动"),
        reason: String::new(),
        address: String::new(),
    };
    // Every open clash is answered by skipping, as a worker would who wants the rest.
    let skipping =
        |open: Vec<chrono::NaiveDate>| -> Choices { open.into_iter().map(|on| (on, Choice::Skip)).collect() };
    let done = match act {
        Act::Book { room, on, from, length, kind } => slot(*room, *on, *from, *length)
            .map(|slot| desk.book_room(&new(slot, *kind), &[], &quanke::desk::Decision::Accept).map(|_| ())),
        Act::Over { room, on, from, kind } => slot(*room, *on, *from, 60).map(|slot| {
            let offers = all(desk)
                .into_iter()
                .map(|other| (other.id, Slot { day: slot.day + Days::new(20), ..slot.clone() }))
                .collect();
            let over = Over { decided_by: "测试书记".into(), reason: "需要".into(), offers };
            desk.book_over(&new(slot, *kind), &over).map(|_| ())
        }),
        Act::Series { room, on, from, days, count } => slot(*room, *on, *from, 60).map(|slot| {
            let phase = Phase {
                from: slot.day,
                pattern: weekly(days, *count),
                room: slot.room,
                start: slot.from,
                end: slot.to,
            };
            let series =
                NewSeries { phase, details: details(BookingKind::Class, "班"), reason: String::new() };
            let planned = desk.plan_series(&series, &Choices::new())?;
            let open = planned.plan.open().map(|line| line.on).collect();
            desk.book_series(&series, &skipping(open)).map(|_| ())
        }),
        Act::Move { which, room, on, from, scope: n } => pick(*which).map(|booking| {
            let day = booking.slot.day + chrono::TimeDelta::days(*on);
            let Ok(slot) = Slot::new(ROOMS[*room], day, *from, *from + booking.slot.minutes()) else {
                return Ok(());
            };
            let edit = Edit { slot: Some(slot), ..Edit::default() };
            let planned = desk.plan_edit(&booking.id, scope(*n), &edit, &Choices::new())?;
            let open = planned.plan.open().map(|line| line.on).collect();
            desk.edit_booking(&booking.id, scope(*n), &edit, &skipping(open)).map(|_| ())
        }),
        Act::Weekly { which, days, scope: n } => pick(*which).map(|booking| {
            let edit = Edit { pattern: Some(weekly(days, 5)), ..Edit::default() };
            let planned = desk.plan_edit(&booking.id, scope(*n), &edit, &Choices::new())?;
            let open = planned.plan.open().map(|line| line.on).collect();
            desk.edit_booking(&booking.id, scope(*n), &edit, &skipping(open)).map(|_| ())
        }),
        Act::Cancel { which, scope: n } => pick(*which)
            .map(|booking| desk.cancel_booking(&booking.id, scope(*n), true, "不来了").map(|_| ())),
        Act::Approve { which, whole } => {
            pick(*which).map(|booking| desk.approve_booking(&booking.id, *whole).map(|_| ()))
        }
        Act::Reject { which } => {
            pick(*which).map(|booking| desk.reject_booking(&booking.id, false, "不合适").map(|_| ()))
        }
        Act::TakeUp { which } => pick(*which).map(|booking| desk.take_up_offer(&booking.id).map(|_| ())),
        Act::Repeat { which, count } => pick(*which).map(|booking| {
            let pattern = Pattern::Rule(Rule::daily(1, End::Count(*count)).unwrap());
            let planned = desk.plan_repeat(&booking.id, &pattern, &Choices::new())?;
            let open = planned.plan.open().map(|line| line.on).collect();
            desk.repeat_booking(&booking.id, &pattern, &skipping(open)).map(|_| ())
        }),
        Act::Single { which } => pick(*which).map(|booking| desk.single_out(&booking.id, "单次").map(|_| ())),
        Act::Undo => Some(desk.undo_room_change().map(|_| ())),
    };
    if let Some(Err(quanke::desk::DeskError::Store(error))) = done {
        panic!("{act:?}: {error}");
    }
}

/// No two bookings that hold a room overlap, clearing counted.
fn none_twice(desk: &Desk) -> Result<(), String> {
    let book = desk.book();
    let held: Vec<Booking> = all(desk).into_iter().filter(Booking::holds).collect();
    for (at, one) in held.iter().enumerate() {
        for two in &held[at + 1..] {
            if one.slot.clashes(&two.slot, &book.rooms) {
                return Err(format!("{:?} and {:?}", one.slot, two.slot));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_room_is_booked_twice(acts in proptest::collection::vec(act(), 1..40)) {
        let Centre { desk, .. } = centre();
        for act in &acts {
            does(&desk, act);
            prop_assert_eq!(none_twice(&desk), Ok(()), "after {:?}", act);
        }
    }

    /// A lesson that was moved or cancelled by itself is never made an ordinary one by an edit of its series.
    #[test]
    fn no_exception_is_lost(
        moved in 0usize..15,
        gone in 0usize..15,
        edits in proptest::collection::vec((0usize..15, -2i64..3, (18u16..70).prop_map(|q| q * 15), 1usize..3), 1..4),
    ) {
        prop_assume!(moved != gone);
        let centre = centre();
        let desk = &centre.desk;
        let lessons = centre.term(&centre.saturdays("声乐班"), &Choices::new());
        let to = lessons[moved].slot.on(lessons[moved].slot.day + Days::new(2)).in_room("R03");
        let edit = Edit { slot: Some(to.clone()), ..Edit::default() };
        desk.edit_booking(&lessons[moved].id, Scope::This, &edit, &Choices::new()).unwrap();
        desk.cancel_booking(&lessons[gone].id, Scope::This, false, "停课").unwrap();
        let weeks_of_gone = |desk: &Desk| {
            let week = lessons[gone].slot.day.week(Weekday::Mon);
            let series = &lessons[0].lesson.as_ref().unwrap().series;
            desk.lessons(series)
                .unwrap()
                .into_iter()
                .filter(|lesson| lesson.is_open() && week.days().contains(&lesson.slot.day))
                .filter(|lesson| lesson.id != lessons[moved].id)
                .count()
        };
        for (at, (which, by, from, n)) in edits.into_iter().enumerate() {
            // Days are shifted once: a second shift may rightly bring another lesson into the week of the one called off.
            let by = if at == 0 { by } else { 0 };
            let lesson = desk.booking(&lessons[which].id).unwrap();
            let Ok(slot) = Slot::new("R02", lesson.slot.day + chrono::TimeDelta::days(by), from, from + 120) else {
                continue;
            };
            let edit = Edit { slot: Some(slot), ..Edit::default() };
            if let Ok(planned) = desk.plan_edit(&lesson.id, scope(n), &edit, &Choices::new()) {
                let open: Choices = planned.plan.open().map(|line| (line.on, Choice::Skip)).collect();
                let _ = desk.edit_booking(&lesson.id, scope(n), &edit, &open);
            }
            prop_assert_eq!(&desk.booking(&lessons[moved].id).unwrap().slot, &to);
            prop_assert!(!desk.booking(&lessons[gone].id).unwrap().is_open());
            prop_assert_eq!(weeks_of_gone(desk), 0);
        }
    }
}

#[test]
fn from_several_threads_too() {
    let desk = Arc::new(centre().desk);
    let strategy = proptest::collection::vec(act(), 30);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let lists: Vec<Vec<Act>> = (0..4).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
    let threads: Vec<_> = lists
        .into_iter()
        .map(|acts| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || acts.iter().for_each(|act| does(&desk, act)))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    none_twice(&desk).unwrap();
    // How many still stand depends on who came first; how many were made does not fall so low.
    let made = all(&desk).len();
    assert!(made > 3, "only {made} bookings were made: the test tried too little");
}

#[test]
fn eight_who_want_the_same_hour_at_once_and_one_gets_it() {
    let desk = Arc::new(centre().desk);
    let start = Arc::new(std::sync::Barrier::new(8));
    let threads: Vec<_> = (0..8)
        .map(|n| {
            let (desk, start) = (Arc::clone(&desk), Arc::clone(&start));
            std::thread::spawn(move || {
                start.wait();
                let from = 540 + 15 * n;
                let slot = Slot::new("R02", day(9, 1), from, from + 120).unwrap();
                let new = NewBooking {
                    slot,
                    details: details(BookingKind::Class, "课"),
                    reason: String::new(),
                    address: String::new(),
                };
                desk.book_room(&new, &[], &quanke::desk::Decision::Accept).is_ok()
            })
        })
        .collect();
    let won = threads.into_iter().map(|t| t.join().unwrap()).filter(|won| *won).count();
    assert_eq!(won, 1);
    assert_eq!(all(&desk).len(), 1);
}
