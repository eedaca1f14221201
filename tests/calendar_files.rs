//! The rooms' calendar goes out as a file that says the same, and other people's calendars come in without taking a room twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;

use centre::{at, centre, day, slot};
use chrono::NaiveDateTime;
use quanke::desk::{DeskError, Edit, RoomsError, Scope};
use quanke::domain::booking::{Booking, BookingKind};
use quanke::domain::series::{Choice, Choices};
use quanke::exchange::ics::bookings::{What, bookings, take_in};
use quanke::exchange::ics::{preview, read, write};

/// Start and end of every occurrence that a file holds, as another program would read it.
fn times(text: &str) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let reading = read(text.as_bytes());
    assert!(reading.is_calendar && reading.rejects.is_empty(), "{:?}", reading.rejects);
    let found = preview(&reading.calendar, day(9, 1), day(12, 31), 1000).unwrap();
    found.occurrences.iter().map(|one| (one.start.time(), one.end.time())).collect()
}

fn shown(bookings: &[Booking]) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut times: Vec<_> = bookings
        .iter()
        .filter(|booking| booking.state.is_shown())
        .map(|booking| (booking.slot.start(), booking.slot.end()))
        .collect();
    times.sort_unstable();
    times
}

#[test]
fn a_term_with_every_kind_of_exception_goes_out_and_reads_back_the_same() {
    let centre = centre();
    let desk = &centre.desk;
    let skip: Choices = [(day(10, 17), Choice::Skip)].into();
    let lessons = centre.term(&centre.saturdays("声乐提高班"), &skip);
    let edit = |slot| Edit { slot: Some(slot), ..Edit::default() };
    let none = Choices::new();
    // One moved, one cancelled, then all from 24 October on an hour later, one single booking beside.
    let moved = edit(slot("R02", day(9, 20), "14:00", "16:00"));
    let _ = desk.edit_booking(&lessons[2].id, Scope::This, &moved, &none).unwrap();
    let _ = desk.cancel_booking(&lessons[3].id, Scope::This, false, "停课").unwrap();
    centre.now_is(at(10, 20, 9, 0));
    let from = desk.lessons(&lessons[0].lesson.as_ref().unwrap().series).unwrap();
    let from = from.iter().find(|lesson| lesson.slot.day == day(10, 24)).unwrap();
    let later = edit(slot("R02", day(10, 24), "10:00", "12:00"));
    let _ = desk.edit_booking(&from.id, Scope::Following, &later, &none).unwrap();
    let _ = centre.book(slot("R02", day(11, 3), "9:00", "11:00"), BookingKind::Team, "合唱排练");

    let calendar = bookings(desk, &What::Room("R02".into()), day(9, 1), day(12, 31)).unwrap();
    let text = write(&calendar).unwrap();
    assert!(text.contains("BEGIN:VTIMEZONE") && text.contains("RRULE:"), "{text}");
    assert!(text.contains("EXDATE") && text.contains("RECURRENCE-ID"), "{text}");
    assert!(!text.contains("测试丙") && !text.contains("13800000008"), "nobody is named in a file");
    assert_eq!(times(&text), shown(&desk.room_bookings("R02", day(9, 1), day(12, 31)).unwrap()));
    assert_eq!(write(&calendar).unwrap(), text, "the same bookings, the same bytes");
}

#[test]
fn what_is_private_goes_out_as_taken() {
    let centre = centre();
    let quiet = quanke::domain::booking::Details {
        people: 3,
        ..centre::details(BookingKind::Mediation, "邻里漏水调解")
    };
    let new = quanke::desk::NewBooking {
        slot: slot("R10", day(9, 2), "9:00", "10:00"),
        details: quiet,
        reason: String::new(),
        address: String::new(),
    };
    let _ = centre.desk.book_room(&new, &[], &quanke::desk::Decision::Accept).unwrap();
    let calendar = bookings(&centre.desk, &What::All, day(9, 1), day(9, 30)).unwrap();
    let text = write(&calendar).unwrap();
    assert!(text.contains("SUMMARY:已占用") && text.contains("STATUS:TENTATIVE"), "{text}");
    assert!(!text.contains("漏水"), "{text}");
}

#[test]
fn another_calendar_comes_in_and_what_clashes_is_told_and_left() {
    let centre = centre();
    let desk = &centre.desk;
    let _ = centre.book(slot("R02", day(9, 15), "9:30", "10:00"), BookingKind::Team, "合唱排练");
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:a@test\r\n\
                DTSTART;TZID=China Standard Time:20260908T090000\r\nDTEND;TZID=China Standard Time:20260908T110000\r\n\
                RRULE:FREQ=WEEKLY;COUNT=4;\r\nSUMMARY:义诊\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let reading = read(text.as_bytes());
    let found = preview(&reading.calendar, day(9, 1), day(12, 31), 1000).unwrap();
    let dry = take_in(desk, &found.occurrences, "R02", BookingKind::Assembly, true).unwrap();
    assert_eq!((dry.len(), dry[0].booked.len(), dry[0].left.len()), (1, 3, 1));
    assert_eq!(
        desk.room_bookings("R02", day(9, 1), day(9, 30)).unwrap().len(),
        1,
        "a dry run writes nothing"
    );
    let taken = take_in(desk, &found.occurrences, "R02", BookingKind::Assembly, false).unwrap();
    assert_eq!(taken[0].booked, [day(9, 8), day(9, 22), day(9, 29)]);
    assert!(
        matches!(&taken[0].left[..], [(on, DeskError::Rooms(RoomsError::Clash { .. }))] if *on == day(9, 15))
    );
    assert_eq!(desk.room_bookings("R02", day(9, 1), day(9, 30)).unwrap().len(), 4);
}
