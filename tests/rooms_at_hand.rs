//! From the reception to a room and back: today's rooms beside the board, a slip, a room or a class found by the one
//! box, the classes behind the calendar, and the sheets the calendar prints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_data;
mod centre;
mod common;
mod university;

use calendar_data::busy_desk;
use centre::day;
use common::{Front, open, pc};
use quanke::domain::booking::{BookingKind, StateName};
use quanke::domain::lang::Lang;
use quanke::ui::ctx::Route;

const WIDE: (u32, u32) = (1366, 698);

fn at(route: Route, lang: Lang) -> Front {
    open(busy_desk(), pc(lang), WIDE, route)
}

/// The stored number of the slip of a booking of that title on 7 May.
fn slip(stage: &Front, title: &str) -> String {
    let all = stage.desk.all_bookings(day(5, 7), day(5, 7)).unwrap();
    let booking = all.into_iter().find(|booking| booking.details.title == title).unwrap();
    booking.serial.unwrap().to_string()
}

#[test]
fn the_reception_shows_what_is_still_to_come_in_the_rooms_and_leads_there() {
    for (lang, title, key) in [(Lang::Zh, "今日场地", "周视图"), (Lang::En, "Rooms today", "Week")] {
        let mut stage = at(Route::Reception, lang);
        stage.sees(title);
        stage.sees(key);
        stage.has("合唱提高班");
        stage.picture(&format!("reception-rooms-{}", lang.pick("zh", "en")));
        stage.player.click_text("物业联盟").unwrap();
        stage.sees("10:00–");
        stage.has_focus("rooms-calendar");
    }
}

#[test]
fn the_last_change_can_be_taken_back_in_the_calendar_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let opened = || centre::centre_in(folder.path(), centre::at(8, 27, 15, 8));
    let before = opened();
    let place = centre::slot("R02", day(8, 28), "9:00", "11:00");
    let booking = before.book(place, BookingKind::Party, "党员学习");
    drop(before);
    let mut stage = open(opened().desk, pc(Lang::Zh), WIDE, Route::Rooms);
    stage.player.click_id("rooms-undo").unwrap();
    assert_eq!(stage.desk.booking(&booking.id).unwrap().state.name(), StateName::Cancelled);
    assert!(stage.player.click_id("rooms-undo").is_err(), "once");
}

#[test]
fn a_slips_number_a_room_and_their_names_are_found_by_the_one_box() {
    let mut stage = at(Route::Reception, Lang::Zh);
    let serial = slip(&stage, "反诈讲座");
    let tail = serial.rsplit('-').next().unwrap().trim_start_matches('0').to_owned();
    stage.types(&format!("-{tail}"));
    stage.press(&["Enter"]);
    stage.sees("反诈讲座");
    stage.sees("确认单");
    stage.press(&["F2"]);
    stage.types("r01");
    stage.sees("打开 多功能厅 的周视图");
    stage.picture("reception-room-found");
    stage.press(&["Enter"]);
    stage.sees("R01 多功能厅");
    stage.has_focus("rooms-calendar");
}

#[test]
fn the_classes_are_behind_the_calendar_by_key_and_by_button() {
    let (desk, _clock) = university::october();
    let mut stage = open(desk, pc(Lang::Zh), WIDE, Route::Reception);
    stage.types("sytg");
    stage.sees(university::CLASS);
    stage.press(&["Enter"]);
    stage.sees("花名册");
    stage.press(&["F3"]);
    stage.sees("第42周");
    stage.player.click_id("rooms-classes").unwrap();
    stage.sees("花名册");
    stage.press(&["F3", "F3"]);
    stage.sees("花名册");
}

#[test]
fn with_no_booking_chosen_ctrl_p_asks_which_sheet_and_prints_it() {
    let mut stage = at(Route::Rooms, Lang::Zh);
    stage.press(&["Ctrl+P"]);
    stage.has_focus("rooms-print-what");
    stage.sees("门口周表　R01 多功能厅");
    stage.picture("rooms-print");
    stage.press(&["Esc"]);
    stage.has_focus("rooms-calendar");
    assert!(stage.papers().is_empty());
    stage.press(&["Ctrl+P", "Ctrl+P"]);
    stage.has_focus("rooms-calendar");
    assert_eq!(stage.papers(), ["周表-R01-20260504.pdf"]);
    stage.player.click_id("rooms-print").unwrap();
    stage.press(&["3", "Enter"]);
    stage.sees("日表-20260507");
    // All doors at once: one sheet a room.
    stage.press(&["Ctrl+P", "2", "Enter"]);
    let rooms = stage.desk.book().rooms.offered().count();
    assert_eq!(stage.papers().iter().filter(|name| name.starts_with("周表")).count(), rooms);
    stage.sees(&format!("等 {rooms} 张"));
}

#[test]
fn a_report_says_what_is_wrong_with_its_period_before_it_is_made() {
    for (lang, wrong, backwards) in
        [(Lang::Zh, "日期", "结束日期早于开始日期"), (Lang::En, "date", "The last day is before the first")]
    {
        let mut stage = at(Route::Rooms, lang);
        stage.press(&["Ctrl+P", "4"]);
        stage.press(&["Tab", "Ctrl+A"]);
        stage.types("nonsense");
        stage.press(&["Ctrl+P"]);
        stage.has_focus("rooms-print-from");
        stage.has(wrong);
        stage.press(&["Ctrl+A"]);
        stage.types("2026-06-02");
        stage.press(&["Enter"]);
        stage.sees(backwards);
        stage.picture(&format!("rooms-print-wrong-{}", lang.pick("zh", "en")));
        assert!(stage.papers().is_empty());
        stage.has_focus("rooms-print-to");
        stage.press(&["Ctrl+A"]);
        stage.types("2026-06-30");
        stage.press(&["Enter"]);
        assert_eq!(stage.papers(), ["场地情况-20260602-20260630.pdf"]);
    }
}
