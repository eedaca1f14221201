//! 设置 · 场地: rooms, their rules and closures, by keyboard alone; and their pictures, written to the folder named in
//! `QUANKE_PICTURES`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::{NaiveDate, Weekday};
use common::{Front, clock, desk_at_work, front, front_with, picture, staffed};
use quanke::desk::{Decision, Desk, NewBooking, SHIPPED};
use quanke::domain::booking::{BookingKind, Details, Slot};
use quanke::domain::lang::Lang;
use quanke::domain::room::{Approver, Noise, OpeningRule, Season, Weekdays};
use quanke::this_pc::{Appearance, ThisPc};

fn on_disk() -> (tempfile::TempDir, Front) {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap();
    staffed(&desk);
    let mut front = front_with(desk, ThisPc { zoom: Some(100), ..ThisPc::default() });
    open(&mut front);
    (folder, front)
}

fn open(front: &mut Front) {
    front.player.press("F10").unwrap();
    front.player.press("8").unwrap();
}

fn opened_again(folder: &tempfile::TempDir, front: Front) -> Desk {
    drop(front);
    Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap().0
}

fn tab_to(front: &mut Front, id: &str) {
    for _ in 0..160 {
        if front.player.focused_id().as_deref() == Some(id) {
            return;
        }
        front.player.press("Tab").unwrap();
    }
    panic!("Tab does not come to {id}; it is at {:?}", front.player.focused_id());
}

fn part(front: &mut Front, digit: &str) {
    tab_to(front, "rooms-part");
    front.player.press(digit).unwrap();
}

/// Puts a text in the place of what is in the field.
fn replace(front: &mut Front, id: &str, text: &str) {
    tab_to(front, id);
    front.player.press("Ctrl+A").unwrap();
    front.player.ime_commit(text).unwrap();
}

/// The room with this place in the list.
fn room(front: &mut Front, downs: usize) {
    tab_to(front, "rooms-list");
    for _ in 0..downs {
        front.player.press("Down").unwrap();
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn meeting(room: &str, on: NaiveDate, title: &str) -> NewBooking {
    NewBooking {
        slot: Slot::new(room, on, 540, 660).unwrap(),
        details: Details {
            kind: BookingKind::Assembly,
            title: title.into(),
            people: 6,
            ..Details::default()
        },
        reason: String::new(),
        address: String::new(),
    }
}

#[test]
fn a_room_is_changed_and_what_is_wrong_is_told_beside_its_field() {
    let (folder, mut front) = on_disk();
    // R01, R01A, R01B, R02.
    room(&mut front, 4);
    assert!(front.player.has_text("声乐教室"), "{:?}", front.player.texts());
    replace(&mut front, "room-capacity", "0");
    replace(&mut front, "room-before", "999");
    front.player.press("Ctrl+S").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("room-capacity"), "the first thing that is wrong");
    assert!(front.player.has_text("1 到 5000"), "{:?}", front.player.texts());
    assert!(front.player.has_text("0 到 240"), "{:?}", front.player.texts());
    replace(&mut front, "room-capacity", "40");
    replace(&mut front, "room-before", "10");
    tab_to(&mut front, "room-noise");
    front.player.press("3").unwrap();
    tab_to(&mut front, "room-approver");
    front.player.press("3").unwrap();
    tab_to(&mut front, "room-party");
    front.player.press("Space").unwrap();
    tab_to(&mut front, "room-thing-add");
    front.player.press("Enter").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("room-thing-2"));
    front.player.ime_commit("谱架").unwrap();
    replace(&mut front, "room-thing-count-2", "12");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"), "{:?}", front.player.texts());
    let desk = opened_again(&folder, front);
    let book = desk.book();
    let room = book.rooms.room("R02").unwrap();
    assert_eq!((room.capacity, room.buffer_before, room.buffer_after), (40, 10, 15));
    assert_eq!((room.noise, room.approver, room.party_priority), (Noise::Quiet, Approver::Secretary, true));
    assert_eq!((room.equipment[2].name_zh.as_str(), room.equipment[2].count), ("谱架", 12));
}

#[test]
fn a_room_is_added_with_a_hall_neighbours_and_hours_of_its_own_and_can_be_booked() {
    let (folder, mut front) = on_disk();
    tab_to(&mut front, "rooms-add");
    front.player.press("Enter").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("room-code"));
    replace(&mut front, "room-code", "r02");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("R02"), "{:?}", front.player.texts());
    assert_eq!(front.player.focused_id().as_deref(), Some("room-code"), "the code is taken");
    replace(&mut front, "room-code", "R12");
    replace(&mut front, "room-name-zh", "科普角");
    tab_to(&mut front, "room-neighbours");
    // R01 is the first of the others.
    front.player.press("1").unwrap();
    tab_to(&mut front, "room-part-of");
    front.player.press("2").unwrap();
    tab_to(&mut front, "room-hours-add");
    front.player.press("Enter").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("room-hours-days-0"));
    // Not on Sundays.
    front.player.press("7").unwrap();
    replace(&mut front, "room-hours-spans-0", "9:00-25:00");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("“9:00-25:00”看不懂"), "{:?}", front.player.texts());
    assert_eq!(front.player.focused_id().as_deref(), Some("room-hours-spans-0"));
    replace(&mut front, "room-hours-spans-0", "9:00-12:00 14:00-24:00");
    replace(&mut front, "room-hours-season-0", "5-1 10-31");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"), "{:?}", front.player.texts());
    let desk = opened_again(&folder, front);
    let book = desk.book();
    let room = book.rooms.room("R12").unwrap();
    assert_eq!((room.part_of.as_deref(), &room.neighbours[..]), (Some("R01"), &["R01".to_owned()][..]));
    let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];
    assert_eq!(
        room.hours,
        [OpeningRule {
            weekdays: Weekdays::of(&weekdays),
            spans: vec![(540, 720), (840, 1440)],
            season: Some(Season { from: (5, 1), to: (10, 31) }),
        }]
    );
    let mut wanted = meeting("R12", day(5, 12), "科普讲座");
    assert!(desk.book_room(&wanted, &[], &Decision::Accept).is_ok());
    wanted.slot = Slot::new("R12", day(5, 17), 540, 660).unwrap();
    assert!(desk.book_room(&wanted, &[], &Decision::Accept).is_err(), "a Sunday");
}

#[test]
fn a_room_with_bookings_ahead_does_not_retire_and_the_screen_says_why() {
    let desk = desk_at_work();
    desk.book_room(&meeting("R09", day(5, 12), "业委会"), &[], &Decision::Accept).unwrap();
    let mut front = front(desk, Lang::Zh);
    open(&mut front);
    let at = 11;
    room(&mut front, at);
    assert!(front.player.has_text("会议室"), "{:?}", front.player.texts());
    tab_to(&mut front, "room-retired");
    front.player.press("Space").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("今后还有 1 场预约"), "{:?}", front.player.texts());
}

#[test]
fn rules_are_numbers_with_units_and_where_they_come_from() {
    let (folder, mut front) = on_disk();
    part(&mut front, "2");
    assert!(front.player.has_text("公共文化体育设施条例第十八条"), "{:?}", front.player.texts());
    replace(&mut front, "rule-certificate", "101");
    replace(&mut front, "rule-ahead", "");
    front.player.press("Ctrl+S").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("rule-ahead"));
    assert!(front.player.has_text("0 到 100"), "{:?}", front.player.texts());
    replace(&mut front, "rule-certificate", "70");
    replace(&mut front, "rule-ahead", "30");
    replace(&mut front, "rule-stop", "保健品、传销");
    tab_to(&mut front, "rule-festival");
    front.player.press("Space").unwrap();
    replace(&mut front, "rule-site-spans-0", "8:30-21:00");
    tab_to(&mut front, "rule-prime-remove-1");
    front.player.press("Enter").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"), "{:?}", front.player.texts());
    let desk = opened_again(&folder, front);
    let rules = desk.book().room_rules.clone();
    assert_eq!((rules.certificate_percent, rules.ahead_days), (70, 30));
    assert_eq!(rules.stop_words, ["保健品", "传销"]);
    assert_eq!(
        (rules.site.rules[0].spans.as_slice(), rules.site.closed_at_spring_festival),
        (&[(510, 1260)][..], false)
    );
    assert_eq!((rules.prime.len(), rules.longest), (1, 240));
}

#[test]
fn without_any_hours_the_rules_are_not_saved() {
    let (_folder, mut front) = on_disk();
    part(&mut front, "2");
    tab_to(&mut front, "rule-site-remove-0");
    front.player.press("Enter").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("一条时间都没有"), "{:?}", front.player.texts());
    assert_eq!(front.player.focused_id().as_deref(), Some("rule-site-add"));
}

#[test]
fn a_closure_tells_missing_notice_lists_what_is_in_the_way_and_is_withdrawn() {
    let desk = desk_at_work();
    desk.book_room(&meeting("R02", day(5, 10), "楼栋议事会"), &[], &Decision::Accept).unwrap();
    desk.book_room(&meeting("R10", day(5, 10), "邻里漏水纠纷"), &[], &Decision::Accept).unwrap();
    desk.book_room(&meeting("R02", day(5, 12), "业委会"), &[], &Decision::Accept).unwrap();
    let mut front = front(desk, Lang::Zh);
    open(&mut front);
    part(&mut front, "3");
    tab_to(&mut front, "closures-add");
    front.player.press("Enter").unwrap();
    front.player.press("Ctrl+S").unwrap();
    assert_eq!(front.player.focused_id().as_deref(), Some("closure-from"));
    replace(&mut front, "closure-from", "2026-05-10 8:00");
    assert!(front.player.has_text("应提前 7 天，还差 4 天"), "{:?}", front.player.texts());
    replace(&mut front, "closure-to", "2026-05-09");
    replace(&mut front, "closure-reason", "水管检修");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("结束要晚于开始"), "{:?}", front.player.texts());
    replace(&mut front, "closure-to", "2026-05-10");
    front.player.press("Ctrl+S").unwrap();
    assert!(front.player.has_text("已保存"), "{:?}", front.player.texts());
    assert!(front.player.has_text("有 2 条预约在停开期间"), "{:?}", front.player.texts());
    assert!(front.player.has_text("楼栋议事会") && !front.player.has_text("业委会"));
    assert!(!front.player.has_text("漏水") && front.player.has_text("已占用"), "a private room keeps it");
    tab_to(&mut front, "closure-withdraw");
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("已撤回"), "{:?}", front.player.texts());
    assert!(!front.player.has_text("有 2 条预约"));
}

#[test]
fn a_generalist_reads_and_changes_nothing() {
    for (lang, sentence) in [(Lang::Zh, "只有主管能改"), (Lang::En, "Only a supervisor may change this")]
    {
        let desk = desk_at_work();
        let worker = desk.book().staff[2].id.clone();
        desk.sign_in(&worker, "", 1).unwrap();
        let mut front = front(desk, lang);
        open(&mut front);
        for digit in ["1", "2", "3"] {
            part(&mut front, digit);
            assert!(front.player.has_text(sentence), "{digit}");
            assert!(front.player.place_of_id("settings-save").is_err(), "{digit}");
        }
        part(&mut front, "1");
        room(&mut front, 1);
        front.player.click_id("room-capacity").unwrap();
        front.player.type_text("9").unwrap();
        assert!(!front.player.has_text("有改动") && !front.player.has_text("Not saved"));
    }
}

#[test]
fn in_one_column_enter_goes_into_a_room_and_esc_back_to_the_list() {
    for scale in [1.25, 1.5] {
        let mut front = front(desk_at_work(), Lang::En);
        front.player.resize(1366, 698, scale).unwrap();
        open(&mut front);
        room(&mut front, 2);
        front.player.press("Enter").unwrap();
        assert_eq!(front.player.focused_id().as_deref(), Some("room-name-zh"), "{scale}");
        front.player.press("Esc").unwrap();
        assert_eq!(front.player.focused_id().as_deref(), Some("rooms-list"), "{scale}");
    }
}

#[test]
fn pictures_of_rooms_rules_and_closures() {
    let variants = [
        ("zh", Lang::Zh, Appearance::Light, 1.0),
        ("en", Lang::En, Appearance::Light, 1.0),
        ("zh-1093", Lang::Zh, Appearance::Dark, 1.25),
        ("en-1093", Lang::En, Appearance::Light, 1.25),
        ("zh-911", Lang::Zh, Appearance::HighContrast, 1.5),
        ("en-911", Lang::En, Appearance::Light, 1.5),
    ];
    for (name, language, appearance, scale) in variants {
        let desk = desk_at_work();
        desk.book_room(&meeting("R02", day(5, 10), "楼栋议事会"), &[], &Decision::Accept).unwrap();
        let pc = ThisPc { language, appearance, zoom: Some(100), ..ThisPc::default() };
        let mut front = front_with(desk, pc);
        front.player.resize(1366, 698, scale).unwrap();
        open(&mut front);
        picture(&mut front.player, &format!("set-rooms-{name}"));
        room(&mut front, 4);
        front.player.press("Enter").unwrap();
        picture(&mut front.player, &format!("set-room-{name}"));
        tab_to(&mut front, "room-part-of");
        picture(&mut front.player, &format!("set-room-middle-{name}"));
        tab_to(&mut front, "room-hours-add");
        front.player.press("Enter").unwrap();
        tab_to(&mut front, "room-retired");
        picture(&mut front.player, &format!("set-room-end-{name}"));
        replace(&mut front, "room-capacity", "0");
        front.player.press("Ctrl+S").unwrap();
        picture(&mut front.player, &format!("set-room-wrong-{name}"));
        front.player.press("Esc").unwrap();
        part(&mut front, "2");
        picture(&mut front.player, &format!("set-rules-{name}"));
        for id in ["rule-prime-add", "rule-closure", "rule-certificate"] {
            tab_to(&mut front, id);
            picture(&mut front.player, &format!("set-{id}-{name}"));
        }
        part(&mut front, "3");
        picture(&mut front.player, &format!("set-closures-{name}"));
        tab_to(&mut front, "closures-add");
        front.player.press("Enter").unwrap();
        replace(&mut front, "closure-from", "2026-05-10 8:00");
        replace(&mut front, "closure-to", "2026-05-10");
        replace(&mut front, "closure-reason", "水管检修");
        picture(&mut front.player, &format!("set-closure-{name}"));
        front.player.press("Ctrl+S").unwrap();
        picture(&mut front.player, &format!("set-closure-saved-{name}"));
    }
}
