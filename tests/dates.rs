//! 日期: typed in any usual shape, or taken from the calendar that opens beside the field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, three_people, typed};
use quanke::domain::lang::Lang;
use quanke::ui::App;
use quanke::ui::stage::Player;

/// 刘秀英's form of an item.
fn form(item: &str, lang: Lang, data: &std::path::Path, size: (u32, u32), scale: f32) -> Player<App> {
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, lang, data, size, scale);
    let _ = keys(&mut player, &format!("l x y Space {item} Enter"));
    player
}

/// Whether a calendar is open at a month or a year.
fn is_open(player: &mut Player<App>, title: &str) -> bool {
    player.texts().iter().any(|text| text == title)
}

const SINCE: &str = "f:unemployed_since";

#[test]
fn a_calendar_opens_beside_the_field_and_gives_its_day() {
    for (lang, title, off) in [(Lang::Zh, "2026年5月", "劳动节放假"), (Lang::En, "May 2026", "holiday (H)")]
    {
        let data = tempfile::tempdir().unwrap();
        // 就业失业登记 asks since when.
        let mut player = form("1 8", lang, data.path(), (1366, 698), 1.0);
        let _ = keys(&mut player, "1");
        player.click_id(SINCE).unwrap();
        let _ = keys(&mut player, "Down");
        assert!(is_open(&mut player, title), "{:?}", player.texts());
        picture(&mut player, &format!("calendar-{}", lang.tag()));
        // Monday first: the 1st of May 2026 is a Friday, and a holiday.
        let _ = keys(&mut player, "Up Left Left Left Left Left Left");
        assert!(player.texts().iter().any(|text| text.contains("30")), "{:?}", player.texts());
        let _ = keys(&mut player, "Home Up Right");
        assert!(player.texts().iter().any(|text| text.contains(off)), "{:?}", player.texts());
        let _ = keys(&mut player, "Right Right Right Right PageUp Shift+PageUp Shift+PageDown PageDown");
        // Typing goes on all the while, and the mark follows it.
        player.type_text("4-15").unwrap();
        assert_eq!(player.focused_id().as_deref(), Some(SINCE));
        let _ = keys(&mut player, "Left Enter");
        assert_eq!(typed(&mut player, SINCE), "2026-04-14");
        assert!(!is_open(&mut player, title), "taken, it closes");
        assert_ne!(player.focused_id().as_deref(), Some(SINCE), "and the next field has the caret");
        assert!(player.has_text(if lang == Lang::Zh { "周二" } else { "Tue" }), "{:?}", player.texts());
    }
}

#[test]
fn esc_closes_the_calendar_before_the_form_and_a_click_takes_a_day() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form("1 8", Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "1");
    player.click_id(SINCE).unwrap();
    let _ = keys(&mut player, "Down Esc");
    assert!(!is_open(&mut player, "2026年5月"), "closed");
    assert_eq!(player.focused_id().as_deref(), Some(SINCE), "the caret stays");
    let _ = keys(&mut player, "Down");
    player.click_text("12").unwrap();
    assert_eq!(typed(&mut player, SINCE), "2026-05-12");
    // A press elsewhere closes it, and is a press there.
    player.click_id(SINCE).unwrap();
    let _ = keys(&mut player, "Down");
    assert!(is_open(&mut player, "2026年5月"));
    player.click_id("f:_phone").unwrap();
    assert!(!is_open(&mut player, "2026年5月"));
    // So does Tab.
    player.click_id(SINCE).unwrap();
    let _ = keys(&mut player, "Down Tab");
    assert!(!is_open(&mut player, "2026年5月"), "{:?}", player.texts());
    let _ = keys(&mut player, "Esc");
    assert_eq!(player.focused_id().as_deref(), Some("entry"), "and then Esc leaves the form");
}

#[test]
fn what_is_typed_short_is_read_back_and_written_out() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form("1 8", Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "1");
    player.click_id(SINCE).unwrap();
    for (short, said, long) in [
        ("-7", "2026年4月30日 周四", "2026-04-30"),
        ("+2", "2026年5月9日 周六（班）", "2026-05-09"),
        ("5-1", "2026年5月1日 周五（休）", "2026-05-01"),
        ("12", "2026年5月12日 周二", "2026-05-12"),
        ("2026-5-12", "2026年5月12日 周二", "2026-05-12"),
    ] {
        player.click_id(SINCE).unwrap();
        let _ = keys(&mut player, "Ctrl+A");
        player.type_text(short).unwrap();
        assert!(player.has_text(said), "{short}: {:?}", player.texts());
        let _ = keys(&mut player, "Enter");
        assert_eq!(typed(&mut player, SINCE), long, "{short}");
    }
    player.click_id(SINCE).unwrap();
    let _ = keys(&mut player, "Ctrl+A");
    player.type_text("32").unwrap();
    let _ = keys(&mut player, "Enter");
    assert!(player.has_text("日期看不懂，请写成 2026-05-07，或 5-7、+3"), "{:?}", player.texts());
}

#[test]
fn a_draft_keeps_the_day_that_was_meant() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form("1 8", Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "1");
    player.click_id(SINCE).unwrap();
    player.type_text("-1").unwrap();
    // Left with the caret still in the field: what is kept is the day, not how far away it was.
    let _ = keys(&mut player, "F2");
    let desk = player.program().desk().unwrap();
    let board = desk.board(desk.today()).unwrap();
    let draft = board.serving.iter().flat_map(|line| &line.drafts).next().unwrap();
    assert_eq!(draft.entries.get("unemployed_since").map(String::as_str), Some("2026-05-06"));
}

#[test]
fn a_day_and_a_time_and_a_month_have_their_calendars() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form("2 0", Lang::Zh, data.path(), (1366, 698), 1.0);
    // 借用 asks when it comes back.
    player.click_text("借物").unwrap();
    let due = "f:due_at";
    player.click_id(due).unwrap();
    let _ = keys(&mut player, "Down Right Right Enter");
    assert_eq!(typed(&mut player, due), "2026-05-09 ");
    assert_eq!(player.focused_id().as_deref(), Some(due), "the time is still to be typed");
    player.type_text("17:30").unwrap();
    picture(&mut player, "calendar-datetime");
    let _ = keys(&mut player, "Down PageDown Enter");
    assert_eq!(typed(&mut player, due), "2026-06-09 17:30", "the time stays");

    let data = tempfile::tempdir().unwrap();
    let mut player = form("1 6", Lang::Zh, data.path(), (1366, 698), 1.0);
    player.click_text("退役军人").unwrap();
    player.click_text("建档立卡").unwrap();
    let enlisted = "f:enlisted";
    player.click_id(enlisted).unwrap();
    let _ = keys(&mut player, "Down PageUp Left");
    picture(&mut player, "calendar-month");
    let _ = keys(&mut player, "Enter");
    assert_eq!(typed(&mut player, enlisted), "2025-04");
}

#[test]
fn the_day_of_a_supplement_has_its_calendar() {
    let data = tempfile::tempdir().unwrap();
    // 养老待遇资格认证 is filled but for what is asked for.
    let mut player = form("1 2", Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "4 Ctrl+U");
    assert!(player.has_text("补正告知"), "{:?}", player.texts());
    player.click_id("dialog-second").unwrap();
    let _ = keys(&mut player, "Down");
    assert!(is_open(&mut player, "2026年5月"), "{:?}", player.texts());
    picture(&mut player, "calendar-dialog");
    let _ = keys(&mut player, "Right Enter");
    assert!(!is_open(&mut player, "2026年5月"));
    assert_eq!(typed(&mut player, "dialog-second"), "2026-05-14");
    let _ = keys(&mut player, "Down Esc");
    assert!(player.has_text("补正告知"), "Esc closes the calendar first");
    let _ = keys(&mut player, "Esc");
    assert!(!player.has_text("补正告知"));
}

#[test]
fn the_calendar_lies_within_the_window_at_any_zoom() {
    for lang in [Lang::Zh, Lang::En] {
        for (dark, scale) in [(false, 1.0), (true, 1.0), (false, 1.5), (true, 1.5)] {
            let data = tempfile::tempdir().unwrap();
            let mut player = form("1 8", lang, data.path(), (1366, 698), scale);
            if dark {
                let dark = quanke::this_pc::Appearance::Dark;
                player.send(quanke::ui::app::Message::Wear(dark)).unwrap();
            }
            // 失业登记, no family without work: the caret comes to the day by itself.
            let _ = keys(&mut player, "1 2");
            assert_eq!(player.focused_id().as_deref(), Some(SINCE));
            let _ = keys(&mut player, "Down");
            let name = if dark { "dark" } else { "light" };
            picture(&mut player, &format!("calendar-{}-{name}-{scale}", lang.tag()));
            // Cut by nothing: heading and the last line are seen at their whole height.
            let (today, line) = match lang {
                Lang::Zh => ("今天", "2026年5月7日 周四 · 工作日"),
                Lang::En => ("Today", "7 May 2026 Thu · workday"),
            };
            for text in [today, line, "31"] {
                let seen = player.survey().into_iter().filter(|found| found.text() == Some(text));
                let seen: Vec<_> = seen.filter_map(|found| found.seen).collect();
                assert!(!seen.is_empty(), "{text}: {:?}", player.texts());
                assert!(seen.iter().all(|at| at.height >= 17.0), "{text}: {seen:?}");
            }
            let field = player.place_of_id(SINCE).unwrap();
            assert!(field.height > 35.0, "the field itself stays in view: {field:?}");
        }
    }
}
