//! The main jobs with rooms, key by key, with their counts (`flows` 4 and 5).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;
mod common;

use centre::{Centre, at, centre_at, day, slot};
use common::{keys, picture, player, take, typed};
use quanke::desk::{Decision, NewBooking};
use quanke::domain::booking::{BookingKind, BookingState};
use quanke::domain::class::{ClassGroup, Course, Term};
use quanke::domain::lang::Lang;

/// The usual window and the narrowest, in both languages.
const SIZES: [(Lang, f32); 5] =
    [(Lang::Zh, 1.0), (Lang::En, 1.0), (Lang::Zh, 1.25), (Lang::Zh, 1.5), (Lang::En, 1.5)];

/// 王桂兰 is on file and has rehearsed here before.
fn with_a_singer() -> Centre {
    let centre = centre_at(at(5, 7, 10, 24));
    let person = [("_name", "王桂兰"), ("_phone", "13800002266"), ("_address", "测试小区 3号楼")];
    let answers = [
        ("room", "R03"),
        ("starts_at", "2026-05-08 09:00"),
        ("ends_at", "2026-05-08 11:00"),
        ("headcount", "25"),
        ("booker", "team"),
        ("team", "测试合唱队"),
        ("purpose", "合唱排练"),
        ("amplified", "yes"),
        ("minors", "no"),
    ];
    let _ = take(&centre.desk, "PT03", &person, &answers);
    centre
}

#[test]
fn a_room_is_booked_once_with_its_slip_after_twenty_four_keys() {
    for (lang, scale) in SIZES {
        let data = tempfile::tempdir().unwrap();
        let mut player = player(with_a_singer().desk, lang, data.path(), (1366, 698), scale);
        let tag = format!("{}-{:.0}", lang.tag(), 1366.0 / scale);
        let mut count = keys(&mut player, "Ctrl+B");
        assert_eq!(player.focused_id().as_deref(), Some("ask-line"), "{:?}", player.texts());
        count += keys(&mut player, "2 Space 1 2 Space 9 - 1 1 Space 2 5");
        picture(&mut player, &format!("ask-line-{tag}"));
        if lang == Lang::Zh {
            assert!(player.has_text("可订"), "{:?}", player.texts());
            assert!(player.has_text("R02 声乐教室　5月12日 周二 09:00–11:00　25 人"), "{:?}", player.texts());
        }
        count += keys(&mut player, "Enter");
        assert_eq!(player.focused_id().as_deref(), Some("ask-who"), "{:?}", player.texts());
        count += keys(&mut player, "w g l Enter");
        assert!(player.has_text("王*兰"), "{:?}", player.texts());
        assert_eq!(player.focused_id().as_deref(), Some("ask-what"), "{:?}", player.texts());
        count += keys(&mut player, "Down Enter");
        assert_eq!(player.focused_id().as_deref(), Some("ask-amplified"), "{:?}", player.texts());
        count += keys(&mut player, "1");
        assert_eq!(player.focused_id().as_deref(), Some("ask-minors"));
        count += keys(&mut player, "2");
        assert_eq!(player.focused_id().as_deref(), Some("ask-paper-0"), "{:?}", player.texts());
        picture(&mut player, &format!("ask-once-{tag}"));
        count += keys(&mut player, "Ctrl+M Ctrl+P");
        assert_eq!(count, 24);
        assert_eq!(player.focused_id().as_deref(), Some("entry"), "{:?}", player.texts());
        let desk = player.program().desk().unwrap();
        let booked = desk.room_bookings("R02", day(5, 12), day(5, 12)).unwrap();
        assert_eq!(booked.len(), 1);
        let details = &booked[0].details;
        assert_eq!((details.title.as_str(), details.team.as_str()), ("合唱排练", "测试合唱队"));
        assert_eq!((details.people, details.amplified, details.minors), (25, true, false));
        assert_eq!(booked[0].state, BookingState::Confirmed);
        let papers = std::fs::read_dir(data.path().join("papers")).unwrap().count();
        assert_eq!(papers, 1);
    }
}

/// The autumn term of the mock-up: a class of its own, and 重阳演出彩排 in the way on 17 October.
fn with_a_class() -> Centre {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    for term in Term::usual(2026) {
        desk.save_term(&term).unwrap();
    }
    let course =
        desk.save_course(&Course { id: String::new(), name: "声乐".into(), retired: false }).unwrap();
    let class = ClassGroup {
        id: String::new(),
        course: course.id,
        term: "2026秋".into(),
        name: "声乐提高班".into(),
        teacher: "测试教师".into(),
        substitute: String::new(),
        capacity: 30,
        least: 0,
        series: None,
        closed: None,
    };
    desk.save_class(&class).unwrap();
    desk.save_class(&ClassGroup { name: "书法班".into(), ..class }).unwrap();
    let _ = centre.book(slot("R02", day(10, 17), "8:30", "10:30"), BookingKind::Assembly, "重阳演出彩排");
    centre
}

#[test]
fn a_weekly_class_for_a_term_is_built_after_eighteen_keys() {
    for (lang, scale) in SIZES {
        let data = tempfile::tempdir().unwrap();
        let mut player = player(with_a_class().desk, lang, data.path(), (1366, 698), scale);
        let tag = format!("{}-{:.0}", lang.tag(), 1366.0 / scale);
        let mut count = keys(&mut player, "Ctrl+B 2 Space w 6 Space 9 - 1 1");
        picture(&mut player, &format!("ask-weekly-line-{tag}"));
        count += keys(&mut player, "Enter");
        assert_eq!(player.focused_id().as_deref(), Some("ask-course"), "{:?}", player.texts());
        count += keys(&mut player, "s y t g Enter");
        assert_eq!(player.focused_id().as_deref(), Some("ask-date-2026-10-17"), "{:?}", player.texts());
        picture(&mut player, &format!("ask-weekly-{tag}"));
        count += keys(&mut player, "1");
        assert_eq!(player.focused_id().as_deref(), Some("ask-build"), "{:?}", player.texts());
        picture(&mut player, &format!("ask-weekly-settled-{tag}"));
        count += keys(&mut player, "Ctrl+S");
        assert_eq!(count, 18);
        let desk = player.program().desk().unwrap();
        let book = desk.book();
        let class = book.class_groups.iter().find(|class| class.name == "声乐提高班").unwrap();
        let lessons = desk.class_lessons(&class.id).unwrap();
        assert_eq!(lessons.len(), 15);
        assert!(lessons.iter().all(|lesson| lesson.details.people == 30));
        assert_eq!(player.focused_id().as_deref(), Some("rooms-calendar"), "{:?}", player.texts());
        // In a narrow window the strip beneath the calendar has no room for it.
        if lang == Lang::Zh && scale < 1.25 {
            assert!(
                player.texts().iter().any(|text| text.contains("第 1 次，共 15 次")),
                "{:?}",
                player.texts()
            );
        }
        picture(&mut player, &format!("ask-built-{tag}"));
    }
}

/// Tab goes on until it is there.
fn reach(player: &mut quanke::ui::stage::Player<quanke::ui::App>, id: &str) {
    for _ in 0..80 {
        if player.focused_id().as_deref() == Some(id) {
            return;
        }
        let _ = keys(player, "Tab");
    }
    panic!("{id} is not reached");
}

#[test]
fn in_the_smallest_window_what_is_wrong_is_seen_whole_above_the_button() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let mut player = player(with_a_singer().desk, lang, data.path(), (1366, 690), 1.5);
        let _ = keys(&mut player, "Ctrl+B 2 Space 1 2 Space 9 - 1 1 Enter Ctrl+P");
        for (wrong, then) in [("ask-who", "w g l Enter Down Enter Ctrl+P"), ("ask-amplified", "1 Ctrl+P")] {
            assert_eq!(player.focused_id().as_deref(), Some(wrong), "{:?}", player.texts());
            let (field, button) = (player.place_of_id(wrong).unwrap(), player.place_of_id("ask-do").unwrap());
            assert!(field.height >= 36.0, "{wrong} {field:?}");
            assert!(field.y + field.height + 8.0 <= button.y, "{wrong} {field:?} {button:?}");
            picture(&mut player, &format!("{wrong}-wrong-{}", lang.tag()));
            let _ = keys(&mut player, then);
        }
        assert_eq!(player.focused_id().as_deref(), Some("ask-minors"), "{:?}", player.texts());
        // Esc goes back to the line, and from there out.
        let _ = keys(&mut player, "Esc");
        assert_eq!(player.focused_id().as_deref(), Some("ask-line"));
    }
}

#[test]
fn enter_in_the_last_day_goes_on_to_what_is_to_be_decided_and_then_to_the_button() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(with_a_class().desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "Ctrl+B 2 Space w 6 Space 9 - 1 1 Enter s y t g Enter");
    reach(&mut player, "ask-until");
    let _ = keys(&mut player, "Enter");
    assert_eq!(player.focused_id().as_deref(), Some("ask-date-2026-10-17"), "{:?}", player.texts());
    // Until the day before there is nothing to decide.
    reach(&mut player, "ask-until");
    let _ = keys(&mut player, "Ctrl+A");
    player.type_text("2026-10-16").unwrap();
    let _ = keys(&mut player, "Enter");
    assert_eq!(player.focused_id().as_deref(), Some("ask-build"), "{:?}", player.texts());
    reach(&mut player, "ask-until");
    let _ = keys(&mut player, "Ctrl+A");
    player.type_text("10").unwrap();
    let _ = keys(&mut player, "x Enter");
    assert_eq!(player.focused_id().as_deref(), Some("ask-until"), "{:?}", player.texts());
}

#[test]
fn a_weekly_use_is_for_as_many_people_as_stand_in_its_form() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(with_a_class().desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "Ctrl+B 2 Space w 2 Space 9 - 1 1 Enter");
    // As many as the room holds; of a class as many as it has places.
    assert_eq!(typed(&mut player, "ask-weekly-people"), "35");
    let _ = keys(&mut player, "s y t g Enter");
    assert_eq!(typed(&mut player, "ask-weekly-people"), "30");
    reach(&mut player, "ask-course");
    let _ = keys(&mut player, "Ctrl+A");
    player.ime_commit("读书会").unwrap();
    assert_eq!(typed(&mut player, "ask-weekly-people"), "35");
    reach(&mut player, "ask-weekly-kind");
    let _ = keys(&mut player, "3");
    reach(&mut player, "ask-weekly-people");
    let _ = keys(&mut player, "Ctrl+A x Ctrl+S");
    assert!(player.has_text("“x”不是人数。"), "{:?}", player.texts());
    assert_eq!(player.focused_id().as_deref(), Some("ask-weekly-people"));
    picture(&mut player, "ask-weekly-people");
    let _ = keys(&mut player, "Ctrl+A 2 0 Enter");
    assert_eq!(player.focused_id().as_deref(), Some("ask-until"));
    let _ = keys(&mut player, "Ctrl+S");
    let desk = player.program().desk().unwrap();
    let booked = desk.room_bookings("R02", day(9, 1), day(9, 30)).unwrap();
    assert!(!booked.is_empty(), "{:?}", player.texts());
    assert!(booked.iter().all(|lesson| lesson.details.people == 20));
}

#[test]
fn a_clash_says_what_is_there_and_a_free_time_is_taken_by_a_press() {
    let data = tempfile::tempdir().unwrap();
    let centre = with_a_class();
    let mut player = player(centre.desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "Ctrl+B 2 Space 1 0 / 1 7 Space 9 - 1 1");
    assert!(player.texts().iter().any(|text| text.contains("重阳演出彩排")), "{:?}", player.texts());
    picture(&mut player, "ask-clash");
    player
        .click_text("10月17日 周六 10:45–12:45")
        .or_else(|_| player.click_text("10月18日 周日 09:00–11:00"))
        .unwrap();
    assert!(player.has_text("可订"), "{:?}", player.texts());
    // Esc gives the whole of it up, and leads back to the reception.
    let _ = keys(&mut player, "Esc");
    assert_eq!(player.focused_id().as_deref(), Some("entry"), "{:?}", player.texts());
}

#[test]
fn a_party_activity_moves_a_team_aside_from_the_panel() {
    let data = tempfile::tempdir().unwrap();
    let centre = with_a_singer();
    let new = NewBooking {
        slot: slot("R02", day(5, 20), "9:00", "11:00"),
        details: centre::details(BookingKind::Team, "合唱排练"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    let papers = centre.papers_in_hand(&new);
    let team = centre.desk.book_room(&new, &papers, &Decision::Accept).unwrap().booking;
    let mut player = player(centre.desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "Ctrl+B 2 Space 5 / 2 0 Space 9 - 1 1 Space 3 0 Enter");
    // Everything can be reached by Tab, and is scrolled into view.
    reach(&mut player, "ask-kind");
    let _ = keys(&mut player, "4");
    for (id, typed) in [("ask-decided-by", "cs"), ("ask-over-reason", "hui"), ("ask-what", "dang")] {
        reach(&mut player, id);
        player.type_text(typed).unwrap();
    }
    let _ = keys(&mut player, "Enter 2 2");
    picture(&mut player, "ask-over");
    let _ = keys(&mut player, "Ctrl+P");
    let desk = player.program().desk().unwrap();
    let moved = desk.booking(&team.id).unwrap();
    assert!(matches!(moved.state, BookingState::Displaced(_)), "{:?} {:?}", moved.state, player.texts());
    // The slip and the notice.
    assert_eq!(std::fs::read_dir(data.path().join("papers")).unwrap().count(), 2);
}
