//! A single booking becomes a series and back, and one that was moved aside takes up what it was offered: in the window,
//! by keyboard.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_data;
mod centre;
mod common;

use calendar_data::busy_desk;
use centre::{centre_at, day, details, minutes, slot};
use common::{Front, open, pc};
use quanke::desk::{NewBooking, Over};
use quanke::domain::booking::{Booking, BookingKind, StateName};
use quanke::domain::class::Term;
use quanke::domain::lang::Lang;
use quanke::ui::app::Message;
use quanke::ui::ctx::{RoomsGoal, Route};

const WIDE: (u32, u32) = (1366, 698);

fn booked(stage: &Front, on: chrono::NaiveDate, title: &str) -> Vec<Booking> {
    let all = stage.desk.all_bookings(on, on).unwrap();
    all.into_iter().filter(|booking| booking.details.title == title && booking.state.is_shown()).collect()
}

fn at_booking(lang: Lang, title: &str, on: chrono::NaiveDate) -> (Front, Booking) {
    let desk = busy_desk();
    let all = desk.all_bookings(on, on).unwrap();
    let booking = all.into_iter().find(|booking| booking.details.title == title).unwrap();
    let goal = Route::RoomsAt(RoomsGoal::Booking(booking.id.clone()));
    (open(desk, pc(lang), WIDE, goal), booking)
}

#[test]
fn a_single_booking_repeats_after_a_dated_preview_and_stands_alone_again() {
    let (mut stage, first) = at_booking(Lang::Zh, "秦腔自乐班", day(5, 10));
    assert!(first.lesson.is_none());
    stage.player.click_id("rooms-repeat").unwrap();
    stage.has_focus("rooms-repeat-shape");
    stage.sees("每周日");
    stage.sees("每月第 2 个周日");
    stage.picture("rooms-repeat");
    stage.press(&["3", "Tab", "Ctrl+A"]);
    stage.types("x");
    stage.sees("请写一个比这一场晚的日期");
    // What would add nothing is said, not passed over.
    for nothing in ["1次", "2026-05-10", "2026-05-03"] {
        stage.press(&["Ctrl+A"]);
        stage.types(nothing);
        stage.sees("请写一个比这一场晚的日期");
    }
    stage.press(&["Ctrl+S"]);
    stage.has_focus("rooms-repeat-end");
    stage.press(&["Ctrl+A"]);
    stage.types("3次");
    stage.sees("再订 2 场");
    stage.press(&["Ctrl+S"]);
    for on in [day(5, 10), day(5, 24), day(6, 7)] {
        assert_eq!(booked(&stage, on, "秦腔自乐班").len(), 1, "{on}");
    }
    assert!(booked(&stage, day(5, 17), "秦腔自乐班").is_empty(), "every other week");
    assert_eq!(booked(&stage, day(5, 10), "秦腔自乐班")[0].id, first.id, "ids stay");
    // The series has a slip of its own; a later lesson prints it.
    assert_eq!(stage.papers().len(), 1);
    stage
        .player
        .send(Message::Go(Route::RoomsAt(RoomsGoal::Booking(
            booked(&stage, day(5, 24), "秦腔自乐班")[0].id.clone(),
        ))))
        .unwrap();
    stage.player.click_id("rooms-slip").unwrap();
    assert_eq!(stage.papers().len(), 2, "the second printing: {:?}", stage.papers());
    stage.player.send(Message::Go(Route::RoomsAt(RoomsGoal::Booking(first.id.clone())))).unwrap();
    // And back: this one stays, what was still to come is cancelled with the reason.
    stage.player.click_id("rooms-alone").unwrap();
    stage.sees("另外 2 场取消");
    stage.picture("rooms-alone");
    stage.press(&["Ctrl+S"]);
    stage.sees("请写");
    stage.types("只排练这一次");
    stage.press(&["Ctrl+S"]);
    stage.sees("已单独成场");
    let alone = &booked(&stage, day(5, 10), "秦腔自乐班")[0];
    assert_eq!((alone.id.as_str(), alone.lesson.is_none()), (first.id.as_str(), true));
    assert!(booked(&stage, day(5, 24), "秦腔自乐班").is_empty());
}

#[test]
fn at_the_largest_zoom_a_booking_repeats_from_the_panel_that_changes_it() {
    for lang in [Lang::Zh, Lang::En] {
        let desk = busy_desk();
        let all = desk.all_bookings(day(5, 10), day(5, 10)).unwrap();
        let booking = all.into_iter().find(|booking| booking.details.title == "秦腔自乐班").unwrap();
        let goal = Route::RoomsAt(RoomsGoal::Booking(booking.id));
        let mut stage = open(desk, pc(lang), (911, 465), goal);
        stage.press(&["Enter"]);
        stage.picture(&format!("rooms-moving-besides-911-{}", lang.pick("zh", "en")));
        stage.player.click_id("rooms-moving-repeat").unwrap();
        stage.has_focus("rooms-repeat-shape");
        stage.picture(&format!("rooms-repeat-911-{}", lang.pick("zh", "en")));
        stage.press(&["Tab", "Ctrl+A"]);
        stage.types("2次");
        stage.press(&["Ctrl+S"]);
        assert!(!booked(&stage, day(5, 17), "秦腔自乐班").is_empty());
    }
}

#[test]
fn dates_are_written_one_after_the_other_and_clashes_are_answered_there() {
    let (mut stage, _) = at_booking(Lang::En, "秦腔自乐班", day(5, 10));
    stage.player.click_id("rooms-repeat").unwrap();
    stage.sees("Every Sun");
    // The last of the eight is the list of dates.
    stage.press(&["Down", "Down", "Down", "Down", "Down", "Down"]);
    stage.press(&["Tab"]);
    stage.has_focus("rooms-repeat-dates");
    // On the Wednesday the room is taken at that time by a class.
    stage.types("5/3 5/18");
    stage.has("not later than this one");
    stage.press(&["Ctrl+A"]);
    stage.types("5/13 5/18");
    stage.has("Clash");
    stage.picture("rooms-repeat-dates-en");
    stage.press(&["Ctrl+S"]);
    assert!(booked(&stage, day(5, 18), "秦腔自乐班").is_empty(), "not before the clash is answered");
    stage.has_focus("rooms-line-2026-05-13");
    stage.press(&["1", "Ctrl+S"]);
    assert_eq!(booked(&stage, day(5, 18), "秦腔自乐班").len(), 1);
    assert!(booked(&stage, day(5, 13), "秦腔自乐班").is_empty(), "skipped");
}

#[test]
fn what_was_offered_to_one_that_was_moved_aside_is_taken_up() {
    let centre = centre_at(centre::at(8, 27, 15, 8));
    let team = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), BookingKind::Team, "合唱排练");
    let activity = NewBooking {
        slot: slot("R02", day(9, 1), "10:00", "12:00"),
        details: details(BookingKind::Party, "党员大会"),
        reason: String::new(),
        address: String::new(),
    };
    let over = Over {
        decided_by: "测试书记".into(),
        reason: "上级临时通知".into(),
        offers: [(team.id.clone(), slot("R03", day(9, 1), "9:00", "11:00"))].into(),
    };
    let done = centre.desk.book_over(&activity, &over).unwrap();
    let notice = done.papers[1].serial.to_string();
    let mut stage = open(centre.desk, pc(Lang::Zh), WIDE, Route::Reception);
    // They call with the notice in hand: its number leads to the booking.
    stage.types(&notice);
    stage.press(&["Enter"]);
    stage.sees("被调整");
    stage.picture("rooms-displaced");
    stage.player.click_id("rooms-take-up").unwrap();
    let there = booked(&stage, day(9, 1), "合唱排练");
    assert_eq!(there.len(), 1);
    assert_eq!((there[0].slot.room.as_str(), there[0].slot.from), ("R03", minutes("9:00")));
    assert_eq!(there[0].state.name(), StateName::Confirmed);
    assert!(!stage.papers().is_empty(), "with a slip of the new time");
}

#[test]
fn a_clash_on_a_make_up_workday_is_told_as_a_clash() {
    let centre = centre_at(centre::at(5, 7, 10, 27));
    for term in Term::usual(2026) {
        centre.desk.save_term(&term).unwrap();
    }
    let _there = centre.book(slot("R02", day(5, 9), "9:00", "11:00"), BookingKind::Assembly, "居民议事会");
    let mut stage = open(centre.desk, pc(Lang::Zh), WIDE, Route::Book);
    stage.types("2 w6 9-11");
    stage.press(&["Enter"]);
    let texts = stage.player.texts();
    let at = texts.iter().position(|text| text == "5月9日 周六").expect("the Saturday is to be decided on");
    let told = &texts[at + 1..at + 4];
    assert!(told.iter().any(|text| text == "冲突"), "{told:?}");
}
