//! The main jobs of the desk, key by key, with their counts (`flows` 1, 2 and 3).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::sync::Arc;

use common::{Hand, desk, desk_on, front, keys, picture, player, take, three_people};
use quanke::domain::lang::Lang;
use quanke::i18n::Words;
use quanke::t;

fn papers(data: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(data.join("papers")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_returning_resident_has_her_slip_after_ten_keys() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let desk = desk();
        three_people(&desk);
        let mut player = player(desk, lang, data.path(), (1366, 698), 1.0);
        assert_eq!(player.focused_id().as_deref(), Some("entry"));
        picture(&mut player, &format!("reception-{}", lang.tag()));

        let mut count = keys(&mut player, "l x y");
        assert!(player.has_text("刘*英"), "{:?}", player.texts());
        count += keys(&mut player, "Space 1 2");
        picture(&mut player, &format!("found-{}", lang.tag()));
        count += keys(&mut player, "Enter");
        assert_eq!(player.focused_id().as_deref(), Some("f:request"), "{:?}", player.texts());
        picture(&mut player, &format!("intake-{}", lang.tag()));
        count += keys(&mut player, "4");
        assert_eq!(player.focused_id().as_deref(), Some("m:0"), "{:?}", player.texts());
        count += keys(&mut player, "Ctrl+M");
        picture(&mut player, &format!("intake-filled-{}", lang.tag()));
        count += keys(&mut player, "Ctrl+P");
        assert_eq!(count, 10);
        assert_eq!(player.focused_id().as_deref(), Some("entry"), "{:?}", player.texts());
        assert_eq!(papers(data.path()), ["代26-0004.pdf"]);
        assert!(player.texts().iter().any(|text| text.contains("代26-0004")), "{:?}", player.texts());
        // She stays at the window until the worker ends the visit.
        assert!(player.has_text("刘*英"));
        picture(&mut player, &format!("served-{}", lang.tag()));
        let _ = keys(&mut player, "Ctrl+W");
    }
}

#[test]
fn a_bank_card_that_follows_later_is_left_out_by_the_arrows() {
    let data = tempfile::tempdir().unwrap();
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "l x y Space 1 3 Enter 1 1 1");
    player.ime_commit("测试银行东街支行").unwrap();
    let _ = keys(&mut player, "Enter");
    player.type_text("6230280013476520").unwrap();
    let _ = keys(&mut player, "Enter");
    assert_eq!(player.focused_id().as_deref(), Some("m:0"), "{:?}", player.texts());
    // The photograph may be left out, the proxy's papers do not apply and are passed over.
    for (key, at) in [("Up", "m:0"), ("Down", "m:1"), ("Down", "m:2"), ("Down", "m:2"), ("Up", "m:1")] {
        let _ = keys(&mut player, key);
        assert_eq!(player.focused_id().as_deref(), Some(at), "after {key}");
    }
    let _ = keys(&mut player, "Ctrl+M Space Ctrl+G");
    assert_eq!(papers(data.path()), ["代26-0004.pdf", "告26-0001.pdf"], "{:?}", player.texts());
}

#[test]
fn an_enquiry_without_a_name_has_its_slip_after_four_keys() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    let mut count = keys(&mut player, "1 2 Ctrl+I");
    assert_eq!(player.focused_id().as_deref(), Some("f:answer"), "{:?}", player.texts());
    picture(&mut player, "enquiry");
    count += keys(&mut player, "Ctrl+P");
    assert_eq!(count, 4);
    assert_eq!(player.focused_id().as_deref(), Some("entry"), "{:?}", player.texts());
    assert_eq!(papers(data.path()), ["服26-0001.pdf"]);
    assert!(player.has_text("（未留名）"));
}

#[test]
fn a_certificate_is_declined_with_its_slip_after_six_keys() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    let mut count = keys(&mut player, "j z z m");
    assert!(player.has_text("健在证明"), "{:?}", player.texts());
    picture(&mut player, "certificate");
    count += keys(&mut player, "Enter");
    picture(&mut player, "decline");
    count += keys(&mut player, "Ctrl+P");
    assert_eq!(count, 6);
    assert_eq!(player.focused_id().as_deref(), Some("entry"), "{:?}", player.texts());
    assert_eq!(papers(data.path()), ["拒26-0001.pdf"]);
}

#[test]
fn a_printer_that_does_not_answer_leaves_the_caret_in_the_box() {
    use quanke::this_pc::{Delivery, ThisPc};
    use quanke::ui::App;
    use quanke::ui::stage::Player;
    let data = tempfile::tempdir().unwrap();
    // A printer that is not there.
    let mut pc = ThisPc { delivery: Delivery::Print, zoom: Some(100), ..ThisPc::default() };
    pc.roll.printer = Some("no-such-printer".into());
    let (app, first) = App::at_desk(desk(), pc, data.path().to_owned(), iced::Size::new(1366.0, 698.0));
    let mut player = Player::new(app, first, (1366, 698), 1.0).unwrap();
    let _ = keys(&mut player, "1 2 Ctrl+I Ctrl+P");
    assert!(player.has_text("打印没有成功：服26-0001"), "{:?}", player.texts());
    assert_eq!(player.focused_id().as_deref(), Some("entry"));
    // The paper exists all the same.
    assert_eq!(papers(data.path()), ["服26-0001.pdf"]);
    picture(&mut player, "printer-fault");
    // And the next resident is served at once.
    let _ = keys(&mut player, "j z z m");
    assert!(player.has_text("健在证明"), "{:?}", player.texts());
}

#[test]
fn another_zoom_keeps_the_caret_in_the_box() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    for (choice, name) in [("3", "zoom-150"), ("2", "zoom-125"), ("1", "zoom-100")] {
        let _ = keys(&mut player, &format!("F9 {choice}"));
        assert_eq!(player.focused_id().as_deref(), Some("entry"), "{name}");
    }
}

#[test]
fn the_reckoning_of_the_date_lists_every_day() {
    let data = tempfile::tempdir().unwrap();
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "l x y Space 1 2 Enter");
    player.click_text("怎么算的").unwrap();
    picture(&mut player, "every-day");
    for line in [
        "2026-05-07 周四",
        "受理，不算",
        "2026-05-09 周六",
        "第 2 日，调休上班",
        "2026-05-10 周日",
        "不算：周末",
        "第 3 日",
    ] {
        assert!(player.has_text(line), "{line}: {:?}", player.texts());
    }
    let _ = keys(&mut player, "Esc");
    assert!(!player.has_text("不算：周末"));
}

#[test]
fn more_that_is_due_than_a_board_shows_is_counted_all_the_same() {
    let clock = Hand::on(2026, 5, 7);
    let desk = desk_on(Arc::clone(&clock) as Arc<dyn quanke::desk::Clock>);
    let person = [("_name", "测试甲"), ("_phone", "13800000001"), ("_address", "凤馨苑 6号楼")];
    let dispute = [
        ("parties", "测试甲，一方\n测试乙，另一方"),
        ("dispute_kind", "noise"),
        ("summary", "楼上夜间响动"),
        ("source", "party"),
        ("level", "minor"),
        ("mediator", "周敏"),
    ];
    for _ in 0..62 {
        let _ = take(&desk, "JF21", &person, &dispute);
    }
    clock.set(2026, 6, 10);
    let board = desk.board(desk.today()).unwrap();
    assert_eq!((board.due.len(), board.due_count, board.late_count), (60, 62, 62));
    let mut front = front(desk, Lang::Zh);
    front.has("还有 2 件");
    front.sees("62 件");
}

#[test]
fn a_banner_taken_away_by_key_or_mouse_leaves_the_keys_where_they_belong() {
    for lang in [Lang::Zh, Lang::En] {
        let dismissed = t!(Words::new(lang), "banner-dismiss");
        for by_mouse in [false, true] {
            // In November, while next year's holidays are not known.
            let mut front = front(desk_on(common::clock_on(2026, 11, 27)), lang);
            let p = &mut front.player;
            assert!(p.has_text(&dismissed), "{:?}", p.texts());
            if by_mouse {
                p.click_text(&dismissed).unwrap();
            } else {
                p.press("Esc").unwrap();
            }
            assert!(!p.has_text(&dismissed));
            p.type_text("12").unwrap();
            assert_eq!(p.focused_id().as_deref(), Some("entry"));
            assert!(p.has_text("FB12"), "{:?}", p.texts());
        }
    }
}
