//! The calendar of rooms on the screen: week, day, month and list, by pointer and by key. Pictures are kept in the folder named in
//! `QUANKE_PICTURES`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendar_data;
mod centre;
mod common;

use calendar_data::busy_desk;
use centre::{day, minutes, slot};
use common::{Front, dressed, open, pc};
use iced::Point;
use quanke::domain::booking::{Booking, BookingState, StateName};
use quanke::domain::lang::Lang;
use quanke::this_pc::Appearance;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;
use quanke::ui::screen::{self, rooms};

const WIDE: (u32, u32) = (1366, 698);
const CALENDAR: &str = "rooms-calendar";

fn at_work() -> Front {
    open(busy_desk(), pc(Lang::Zh), WIDE, Route::Rooms)
}

fn show(stage: &mut Front, view: usize) {
    let message = rooms::Message::Show(rooms::Shows::ALL[view]);
    stage.player.send(Message::Screen(screen::Message::Rooms(message))).unwrap();
}

/// The middle of a day of the week, 0 for Monday, a little below a time.
fn at(stage: &mut Front, lane: u16, time: &str) -> Point {
    let grid = stage.player.place_of_id(CALENDAR).unwrap();
    let lanes = grid.width - 50.0;
    let y = grid.y + grid.height - 1.0 - f32::from(1320 - minutes(time)) / 60.0 * 36.0;
    Point::new(grid.x + 49.0 + lanes * (f32::from(lane) + 0.5) / 7.0, y + 3.0)
}

/// The one booking of that title on a day.
fn booked(stage: &Front, on: chrono::NaiveDate, title: &str) -> Booking {
    let all = stage.desk.all_bookings(on, on).unwrap();
    all.into_iter()
        .find(|booking| booking.details.title == title)
        .unwrap_or_else(|| panic!("no {title} on {on}"))
}

fn choose(stage: &mut Front, lane: u16, time: &str) {
    let place = at(stage, lane, time);
    stage.player.click_at(place).unwrap();
}

#[test]
fn pictures_of_every_view_in_every_look_and_width() {
    let looks = [
        ("light", Appearance::Light, Lang::Zh),
        ("dark", Appearance::Dark, Lang::Zh),
        ("high", Appearance::HighContrast, Lang::Zh),
        ("en", Appearance::Light, Lang::En),
    ];
    for (name, appearance, lang) in looks {
        for (width, height) in [(1366, 698), (1093, 558), (911, 465), (1536, 808)] {
            if !matches!(name, "light" | "en") && width != 1366 {
                continue;
            }
            let mut stage = open(busy_desk(), dressed(lang, appearance), (width, height), Route::Rooms);
            stage.sees("合唱提高班");
            stage.picture(&format!("rooms-week-{name}-{width}"));
            stage.press(&["Down", "Down", "Down", "Down", "Down", "Down", "Down"]);
            stage.picture(&format!("rooms-week-chosen-{name}-{width}"));
            for (key, view) in [("day", 1), ("month", 2), ("list", 3)] {
                show(&mut stage, view);
                stage.has("15");
                stage.picture(&format!("rooms-{key}-{name}-{width}"));
            }
        }
    }
}

#[test]
fn a_lesson_is_dragged_its_preview_read_and_saved_and_taken_back() {
    let mut stage = at_work();
    let before = booked(&stage, day(5, 7), "合唱提高班");
    let (from, to) = (at(&mut stage, 3, "15:00"), at(&mut stage, 4, "17:00"));
    stage.player.drag(from, to).unwrap();
    // Friday at that time the room is still being cleared: nothing is saved before that is answered.
    stage.has_focus("rooms-line-2026-05-08");
    stage.sees("5月7日 周四 14:30–16:30");
    stage.sees("5月8日 周五 16:30–18:30");
    stage.sees("冲突");
    stage.picture("rooms-moving-clash");
    stage.press(&["Ctrl+S"]);
    stage.sees("还有 1 次要先决定");
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班").slot, before.slot);
    stage.press(&["Esc"]);
    // At noon it is free, clearing counted. Two presses at once on a block would open it.
    std::thread::sleep(std::time::Duration::from_millis(600));
    let (from, to) = (at(&mut stage, 3, "15:00"), at(&mut stage, 4, "12:00"));
    stage.player.drag(from, to).unwrap();
    stage.does_not_see("冲突");
    stage.has_focus("rooms-moving-save");
    stage.picture("rooms-moving");
    stage.press(&["Enter"]);
    stage.sees("已改 1 场");
    let moved = booked(&stage, day(5, 8), "合唱提高班");
    assert_eq!(
        (moved.id.as_str(), &moved.slot),
        (before.id.as_str(), &slot("R01", day(5, 8), "11:30", "13:30"))
    );
    stage.has_focus(CALENDAR);
    stage.player.click_id("rooms-undo").unwrap();
    stage.sees("恢复原样");
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班").slot, before.slot);
}

#[test]
fn by_keyboard_alone_a_series_moves_from_this_lesson_on() {
    let mut stage = at_work();
    let lesson = booked(&stage, day(5, 7), "合唱提高班");
    let series = lesson.lesson.clone().unwrap().series;
    // From now, where the lecture is, down to the lesson: the clearing, then half hours.
    stage.press(&["Down"]);
    stage.sees("反诈讲座");
    stage.press(&["Down"; 9]);
    stage.sees("每周四 · 第 10 次，共 15 次");
    stage.press(&["Ctrl+Up", "Ctrl+Up", "Shift+Up"]);
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班"), lesson, "a ghost changes nothing");
    stage.press(&["Enter"]);
    stage.sees("5月7日 周四 14:00–15:45");
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班"), lesson, "the preview changes nothing");
    stage.press(&["Shift+Tab"]);
    stage.has_focus("rooms-moving-scope");
    stage.press(&["2"]);
    stage.sees("移动 6 次");
    stage.picture("rooms-moving-series");
    stage.press(&["Ctrl+S"]);
    stage.sees("已改 6 场");
    let lessons = stage.desk.lessons(&series).unwrap();
    let times: Vec<u16> = lessons.iter().map(|lesson| lesson.slot.from).collect();
    assert_eq!(times.iter().filter(|from| **from == minutes("14:00")).count(), 6);
    assert_eq!(times.iter().filter(|from| **from == minutes("14:30")).count(), lessons.len() - 6);
}

#[test]
fn escape_takes_one_step_back_at_a_time() {
    let mut stage = at_work();
    choose(&mut stage, 3, "15:00");
    stage.sees("改动范围");
    stage.press(&["Ctrl+Down"]);
    stage.press(&["Esc"]);
    stage.sees("改动范围");
    stage.press(&["Enter"]);
    stage.has_focus("rooms-moving-line");
    stage.press(&["Esc"]);
    stage.has_focus(CALENDAR);
    stage.sees("改动范围");
    stage.press(&["Esc"]);
    stage.does_not_see("改动范围");
}

#[test]
fn a_place_is_typed_and_what_is_not_understood_is_said() {
    let mut stage = at_work();
    choose(&mut stage, 3, "15:00");
    stage.press(&["Enter", "Ctrl+A"]);
    stage.types("r02 5/12 9-11");
    stage.sees("声乐教室 5月12日 周二 09:00–11:00");
    stage.press(&["Ctrl+A"]);
    stage.types("r02 5/12 11-9");
    stage.sees("读不懂这个时间或场地");
    stage.press(&["Ctrl+S"]);
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班").slot.room, "R01");
    // The singing room has no folding chairs.
    stage.press(&["Ctrl+A"]);
    stage.types("r02 5/12 9-11");
    stage.press(&["Ctrl+S"]);
    stage.sees("折叠椅 要 1 件，这里只有 0 件");
    assert_eq!(booked(&stage, day(5, 7), "合唱提高班").slot.room, "R01");
    stage.press(&["Ctrl+A"]);
    stage.types("5/12 9-11");
    stage.press(&["Ctrl+S"]);
    stage.sees("已改 1 场");
    let moved = booked(&stage, day(5, 12), "合唱提高班");
    assert_eq!(moved.slot, slot("R01", day(5, 12), "9:00", "11:00"));
}

#[test]
fn what_waits_is_approved_and_refused_with_a_reason() {
    let mut stage = at_work();
    choose(&mut stage, 3, "19:30");
    stage.sees("批准");
    stage.press(&["Ctrl+S"]);
    stage.sees("已批准 1 场");
    assert_eq!(booked(&stage, day(5, 7), "秦腔自乐班").state, BookingState::Confirmed);
    choose(&mut stage, 5, "15:00");
    stage.press(&["Ctrl+D"]);
    stage.has_focus("rooms-card-reason");
    stage.picture("rooms-card-reject");
    stage.press(&["Enter"]);
    stage.sees("请写理由");
    assert_eq!(booked(&stage, day(5, 9), "楼栋议事会").state, BookingState::Pending);
    stage.player.ime_commit("场地检修").unwrap();
    stage.press(&["Enter"]);
    stage.sees("已驳回 1 场");
    assert_eq!(booked(&stage, day(5, 9), "楼栋议事会").state.name(), StateName::Rejected);
}

#[test]
fn the_key_comes_back_with_a_count_and_a_condition() {
    let mut stage = at_work();
    choose(&mut stage, 3, "9:15");
    stage.press(&["Ctrl+K"]);
    stage.has_focus("rooms-card-people");
    stage.press(&["Ctrl+A"]);
    stage.types("52");
    stage.press(&["Tab", "2"]);
    stage.picture("rooms-card-back");
    stage.press(&["Ctrl+S"]);
    stage.sees("钥匙已收回");
    let BookingState::Finished(used) = booked(&stage, day(5, 7), "反诈讲座").state else { panic!() };
    assert_eq!((used.headcount, used.condition), (52, quanke::domain::booking::Condition::Untidy));
}

#[test]
fn a_series_is_cancelled_from_a_lesson_on_and_the_past_stays() {
    let mut stage = at_work();
    let series = booked(&stage, day(5, 7), "合唱提高班").lesson.unwrap().series;
    choose(&mut stage, 3, "15:00");
    stage.press(&["Ctrl+D"]);
    stage.player.ime_commit("教师生病").unwrap();
    stage.press(&["Shift+Tab", "Shift+Tab", "Down"]);
    stage.sees("取消 6 场");
    stage.picture("rooms-card-cancel");
    stage.press(&["Ctrl+S"]);
    stage.sees("已取消 6 场");
    let states: Vec<StateName> =
        stage.desk.lessons(&series).unwrap().iter().map(|lesson| lesson.state.name()).collect();
    assert_eq!(states.iter().filter(|state| **state == StateName::Cancelled).count(), 6);
    assert_eq!(states.iter().filter(|state| **state == StateName::Confirmed).count(), 9);
}

#[test]
fn weeks_are_turned_and_days_and_rooms_are_typed() {
    let mut stage = at_work();
    stage.sees("本周 12 场 · 待审 2 场");
    stage.press(&["PageDown"]);
    stage.sees("5月11日–17日 第20周");
    stage.does_not_see("本周");
    stage.press(&["PageUp", "PageUp"]);
    stage.sees("4月27日–5月3日 第18周");
    stage.press(&["Home"]);
    stage.sees("5月4日–10日 第19周");
    // A digit begins a date.
    stage.press(&["6"]);
    stage.has_focus("rooms-jump");
    stage.types("/2");
    stage.sees("6月2日 周二");
    stage.picture("rooms-jump");
    stage.press(&["Enter"]);
    stage.sees("6月1日–7日 第23周");
    stage.press(&["Ctrl+F"]);
    stage.types("r04 z4");
    stage.press(&["Enter"]);
    stage.sees("R04 书画室");
    stage.sees("5月11日–17日 第20周");
    stage.sees("书法提高班");
    stage.press(&["Ctrl+F"]);
    stage.types("99/99");
    stage.press(&["Enter"]);
    stage.sees("读不懂");
    stage.press(&["Esc"]);
    stage.has_focus(CALENDAR);
}

#[test]
fn a_room_is_picked_by_initials_and_all_rooms_show_their_day() {
    let mut stage = at_work();
    stage.player.click_id("rooms-room").unwrap();
    stage.picture("rooms-pick");
    stage.types("wds");
    stage.press(&["Enter"]);
    stage.sees("R03 舞蹈室");
    stage.sees("民族舞班");
    stage.player.click_id("rooms-room").unwrap();
    stage.press(&["Enter"]);
    stage.sees("全部场地");
    stage.sees("碗碗腔");
    stage.sees("已占用");
    stage.does_not_see("邻里调解");
}

#[test]
fn a_new_booking_is_drawn_and_its_line_knows_room_and_time() {
    let mut stage = at_work();
    // Yesterday cannot be booked any more.
    let (from, to) = (at(&mut stage, 2, "12:00"), at(&mut stage, 2, "14:00"));
    stage.player.drag(from, to).unwrap();
    stage.sees("这个时间已经过去");
    let (from, to) = (at(&mut stage, 4, "12:00"), at(&mut stage, 4, "13:30"));
    stage.player.drag(from, to).unwrap();
    stage.has_focus("ask-line");
    stage.sees("1 5/8 12-13:30");
}

#[test]
fn the_switch_of_the_views_stays_where_it_is() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [(1366, 698), (1280, 640), (1093, 558), (1040, 600), (911, 465), (1536, 808)] {
            let mut stage = open(busy_desk(), pc(lang), size, Route::Rooms);
            // Nothing at the right end is squeezed, nor the words of a button longer than it.
            let (grid, undo) = (stage.player.place_of_id(CALENDAR), stage.player.place_of_id("rooms-undo"));
            let (grid, undo) = (grid.unwrap(), undo.unwrap());
            assert!(undo.width >= 36.0, "{lang:?} {size:?} {undo:?}");
            let said = |found: &&quanke::ui::stage::Found| {
                found.text().is_some_and(|text| text.contains("撤销") || text.contains("Undo"))
            };
            let end = stage
                .player
                .survey()
                .iter()
                .find(said)
                .and_then(|found| found.seen)
                .map(|at| at.x + at.width);
            assert!(end.is_none_or(|end| end <= grid.x + grid.width), "{lang:?} {size:?} {end:?}");
            let first = stage.player.place_of_id("rooms-views").unwrap();
            for view in [1, 2, 3, 0] {
                show(&mut stage, view);
                let now = stage.player.place_of_id("rooms-views").unwrap();
                assert_eq!(now, first, "{lang:?} {size:?} {view}");
                stage.press(&["PageUp"]);
                let now = stage.player.place_of_id("rooms-views").unwrap();
                assert_eq!(now, first, "{lang:?} {size:?} {view}");
            }
            // Beside a panel it is whole as well, as long as the calendar is seen.
            stage.press(&["Home"]);
            for (keys, from) in [(&["Ctrl+B"][..], 1280), (&["Down"; 10][..], 1040)] {
                if size.0 < from {
                    continue;
                }
                stage.press(keys);
                if from == 1040 {
                    stage.press(&["Enter"]);
                    stage.has_focus("rooms-moving-line");
                }
                let grid = stage.player.place_of_id(CALENDAR).unwrap();
                let views = stage.player.place_of_id("rooms-views").unwrap();
                assert!(views.x + views.width <= grid.x + grid.width, "{lang:?} {size:?} {views:?}");
                assert!(views.height < 40.0 && views.width >= first.width, "{lang:?} {size:?} {views:?}");
                stage.press(&["Esc"]);
            }
        }
    }
}

#[test]
fn a_free_place_shows_until_when_it_would_be_booked() {
    let mut stage = at_work();
    // On Friday the next lesson is at 14:30, and half an hour of clearing before it.
    choose(&mut stage, 4, "11:30");
    stage.sees("5月8日 周五 11:30–13:30");
    assert!(stage.player.has_text("11:30–13:30"), "{:?}", stage.player.texts());
    stage.picture("rooms-free");
    stage.press(&["Down", "Down", "Down"]);
    stage.sees("5月8日 周五 13:00–14:00");
    assert!(stage.player.has_text("13:00–14:00"), "{:?}", stage.player.texts());
    stage.press(&["Shift+Up", "Enter"]);
    stage.has_focus("ask-line");
    stage.sees("1 5/8 13-13:45");
    stage.press(&["Esc"]);
    // Half an hour that was drawn is half an hour.
    let (from, to) = (at(&mut stage, 4, "12:00"), at(&mut stage, 4, "12:30"));
    stage.player.drag(from, to).unwrap();
    stage.sees("1 5/8 12-12:30");
}

#[test]
fn the_month_and_the_list_are_walked_by_key() {
    let mut stage = at_work();
    show(&mut stage, 2);
    stage.press(&["Right", "Down"]);
    stage.sees("5月15日 周五");
    stage.press(&["Up", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left"]);
    // The thirtieth of April belongs to another page.
    stage.sees("2026年4月");
    stage.press(&["Home", "Enter"]);
    stage.sees("使用中 5 间");
    show(&mut stage, 3);
    stage.press(&["Down", "Down", "Down", "Down", "Down"]);
    stage.sees("反诈讲座");
    stage.press(&["Right"]);
    stage.sees("2026年6月");
}

#[test]
fn in_a_narrow_window_the_strip_does_what_the_panel_does() {
    let mut stage = open(busy_desk(), pc(Lang::Zh), (911, 465), Route::Rooms);
    stage.press(&["Down"; 10]);
    stage.sees("第 10/15 次");
    stage.player.click_id("rooms-move").unwrap();
    stage.has_focus("rooms-moving-line");
    stage.picture("rooms-moving-911");
    stage.press(&["Esc"]);
    stage.has_focus(CALENDAR);
    stage.press(&["Ctrl+D"]);
    stage.has_focus("rooms-card-reason");
    stage.picture("rooms-card-cancel-911");
}

#[test]
fn a_booking_that_waits_elsewhere_is_found_from_the_queue() {
    let mut stage = at_work();
    stage.press(&["Ctrl+F"]);
    stage.types("r04");
    stage.press(&["Enter"]);
    stage.sees("R04 书画室");
    stage.player.click_text("楼栋议事会").unwrap();
    stage.sees("R01 多功能厅");
    stage.sees("批准");
    stage.sees("5月9日 周六 14:00–16:00");
}

#[test]
fn the_slip_is_printed_from_the_calendar() {
    let mut stage = at_work();
    choose(&mut stage, 3, "9:15");
    stage.press(&["Ctrl+P"]);
    let serial = booked(&stage, day(5, 7), "反诈讲座").serial.unwrap().to_string();
    let papers = stage.papers();
    assert!(papers.iter().any(|name| name.contains(&serial)), "{serial} among {papers:?}");
}

#[test]
fn what_is_private_is_told_nowhere() {
    let mut stage = at_work();
    show(&mut stage, 1);
    let all = stage.desk.all_bookings(day(5, 7), day(5, 7)).unwrap();
    let hidden = all.iter().find(|booking| booking.details.title == "调解").unwrap().clone();
    let go = rooms::Message::Go(Box::new(hidden.slot.clone()), hidden.id);
    stage.player.send(Message::Screen(screen::Message::Rooms(go))).unwrap();
    stage.sees("已占用");
    stage.press(&["Enter"]);
    stage.has_focus("rooms-moving-line");
    for private in ["邻里调解", "王*兰", "138****2266"] {
        assert!(!stage.player.has_text(private), "{private}");
    }
    show(&mut stage, 3);
    stage.sees("已占用");
    assert!(!stage.player.has_text("邻里调解"));
}
