//! 另存为: a paper is saved where the worker says; its own file is there first, and what goes wrong is a sentence and a
//! retry.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{desk, keys, picture, player, take, typed};
use quanke::desk::Desk;
use quanke::domain::lang::Lang;
use quanke::this_pc::{Delivery, ThisPc};
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;
use quanke::ui::stage::Player;

const PATH: &str = "save-path";

/// A desk with one enrolment, and its number.
fn enrolled() -> (Desk, String) {
    let desk = desk();
    let person = [("_name", "测试甲"), ("_phone", "13800000009"), ("_address", "幸福里小区 3号楼")];
    let answers = [
        ("course", "声乐基础班"),
        ("term", "春季班"),
        ("emergency_contact", "测试乙"),
        ("emergency_phone", "13800000002"),
        ("health_declared", "yes"),
    ];
    let serial = take(&desk, "PT04", &person, &answers).papers[0].serial.to_string();
    (desk, serial)
}

/// The matter of a paper, with the dialog open.
fn asked(lang: Lang, data: &Path) -> (Player<App>, String) {
    let (desk, serial) = enrolled();
    let mut player = player(desk, lang, data, (1366, 698), 1.0);
    player.send(Message::Go(Route::Matter(serial.clone()))).unwrap();
    let _ = keys(&mut player, "Ctrl+S");
    assert_eq!(player.focused_id().as_deref(), Some(PATH), "{:?}", player.texts());
    (player, serial)
}

fn types_path(player: &mut Player<App>, path: &Path) {
    let _ = keys(player, "Ctrl+A");
    player.ime_commit(&path.display().to_string()).unwrap();
}

fn printed(player: &Player<App>, serial: &str) -> usize {
    player.program().desk().unwrap().paper(serial).unwrap().issued.prints.len()
}

#[test]
fn a_paper_is_saved_where_the_worker_says() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let stick = tempfile::tempdir().unwrap();
        let (mut player, serial) = asked(lang, data.path());
        assert!(typed(&mut player, PATH).ends_with(&format!("{serial}.pdf")), "a place is proposed");
        picture(&mut player, &format!("save-as-{}", lang.tag()));
        // A folder alone takes the paper under its own number.
        types_path(&mut player, stick.path());
        let _ = keys(&mut player, "Enter");
        let copy = stick.path().join(format!("{serial}.pdf"));
        assert!(fs::read(&copy).unwrap().starts_with(b"%PDF"));
        let own = data.path().join("papers").join(format!("{serial}.pdf"));
        assert_eq!(fs::read(own).unwrap(), fs::read(&copy).unwrap(), "the paper's own file was there first");
        assert_eq!(printed(&player, &serial), 1, "it is counted as one printing");
        picture(&mut player, "saved-there");
        assert!(player.has_text(&copy.to_string_lossy()), "the status line tells where");
        // Back at the matter, and the place is remembered.
        assert_eq!(player.focused_id().as_deref(), Some("matter-reprint"));
        assert_eq!(ThisPc::load(data.path()).saved_in.as_deref(), Some(stick.path()));
        let _ = keys(&mut player, "Ctrl+S");
        assert!(typed(&mut player, PATH).starts_with(&*stick.path().to_string_lossy()));
        let _ = keys(&mut player, "Esc");
        assert_eq!(player.focused_id().as_deref(), Some("matter-reprint"));
        assert_eq!(printed(&player, &serial), 1, "what is not saved is not counted");
    }
}

#[test]
fn what_goes_wrong_is_a_sentence_and_a_retry_that_counts_nothing_twice() {
    let data = tempfile::tempdir().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let (mut player, serial) = asked(Lang::Zh, data.path());
    let nowhere = stick.path().join("没插的U盘");
    types_path(&mut player, &nowhere.join("回执.pdf"));
    let _ = keys(&mut player, "Enter");
    assert!(player.texts().iter().any(|text| text.starts_with("没有文件夹") && text.contains("没插的U盘")));
    assert_eq!(player.focused_id().as_deref(), Some(PATH));
    picture(&mut player, "save-as-no-folder");
    // The stick is put in, and Enter pressed again.
    fs::create_dir(&nowhere).unwrap();
    let _ = keys(&mut player, "Enter");
    assert!(nowhere.join("回执.pdf").is_file());
    assert_eq!(printed(&player, &serial), 1);

    // A file of that name: told first, replaced by the second press, and not before.
    let there = stick.path().join("旧的.pdf");
    fs::write(&there, "old").unwrap();
    let _ = keys(&mut player, "Ctrl+S");
    types_path(&mut player, &there);
    let _ = keys(&mut player, "Enter");
    assert!(player.has_text("那里已经有同名的文件"), "{:?}", player.texts());
    assert_eq!(fs::read(&there).unwrap(), b"old");
    picture(&mut player, "save-as-replace");
    let _ = keys(&mut player, "Enter");
    assert!(fs::read(&there).unwrap().starts_with(b"%PDF"));
    assert_eq!(printed(&player, &serial), 2);

    // No name at all.
    let _ = keys(&mut player, "Ctrl+S Ctrl+A Backspace Enter");
    assert!(player.has_text("请写存到哪里"), "{:?}", player.texts());
    let _ = keys(&mut player, "Esc");
}

#[test]
fn a_place_may_be_asked_each_time_and_every_paper_is_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let desk = desk();
    common::three_people(&desk);
    let pc = ThisPc {
        delivery: Delivery::Ask,
        zoom: Some(100),
        saved_in: Some(stick.path().to_owned()),
        ..ThisPc::default()
    };
    let (app, first) = App::at_desk(desk, pc, data.path().to_owned(), iced::Size::new(1366.0, 698.0));
    let mut player = Player::new(app, first, (1366, 698), 1.0).unwrap();
    let _ = keys(&mut player, "1 2 Ctrl+I Ctrl+P");
    assert_eq!(player.focused_id().as_deref(), Some(PATH), "{:?}", player.texts());
    assert!(data.path().join("papers/服26-0001.pdf").is_file(), "the file is there before anything is asked");
    let _ = keys(&mut player, "Enter");
    assert!(stick.path().join("服26-0001.pdf").is_file());
    assert_eq!(player.focused_id().as_deref(), Some("entry"), "and the next resident is served");
    // Two papers of one form: one after the other, and Esc leaves one out.
    let _ = keys(&mut player, "l x y Space 1 3 Enter 1 1 1");
    player.click_id("f:bank.name").unwrap();
    player.ime_commit("测试银行东街支行").unwrap();
    let _ = keys(&mut player, "Enter");
    player.type_text("6230280013476520").unwrap();
    let _ = keys(&mut player, "Ctrl+M");
    let _ = keys(&mut player, "Tab");
    player.send(Message::Key(quanke::ui::shortcut::Command::AllPapers)).unwrap();
    // The bank card follows later.
    player.click_id("m:1").unwrap();
    let _ = keys(&mut player, "Ctrl+G");
    let title = |player: &mut Player<App>| {
        player.texts().into_iter().find(|text| text.starts_with("另存为：")).unwrap_or_default()
    };
    assert_eq!(title(&mut player), "另存为：代26-0004", "{:?}", player.texts());
    let _ = keys(&mut player, "Esc");
    assert!(title(&mut player).starts_with("另存为：告26-"), "{}", title(&mut player));
    let _ = keys(&mut player, "Enter");
    assert_eq!(player.focused_id().as_deref(), Some("entry"));
    assert!(!stick.path().join("代26-0004.pdf").exists());
    assert!(stick.path().join("告26-0001.pdf").is_file());
}

#[test]
fn a_guide_is_saved_too() {
    let data = tempfile::tempdir().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "F6");
    player.click_id("catalogue-save-as").unwrap();
    types_path(&mut player, &stick.path().join("告知单"));
    let _ = keys(&mut player, "Enter");
    assert!(fs::read(stick.path().join("告知单.pdf")).unwrap().starts_with(b"%PDF"));
    assert_eq!(player.focused_id().as_deref(), Some("catalogue-search"));
}

#[test]
fn nothing_is_cut_at_any_zoom() {
    for lang in [Lang::Zh, Lang::En] {
        for (dark, scale) in [(false, 1.5_f32), (true, 1.0), (true, 1.5)] {
            let data = tempfile::tempdir().unwrap();
            let (mut player, _) = asked(lang, data.path());
            if dark {
                player.send(Message::Wear(quanke::this_pc::Appearance::Dark)).unwrap();
            }
            player.resize(1366, 698, scale).unwrap();
            let name = if dark { "dark" } else { "light" };
            picture(&mut player, &format!("save-as-{}-{name}-{scale}", lang.tag()));
            let size = player.size();
            for id in ["save-path", "save-browse", "save-do"] {
                let at = player.place_of_id(id).unwrap();
                assert!(at.height > 35.0 && at.x + at.width < size.width, "{id}: {at:?}");
            }
        }
    }
}

/// The spooler is played by a script.
#[cfg(unix)]
#[test]
fn a_paper_that_surely_stayed_here_is_no_reprint_the_next_time() {
    use quanke::paper::fonts::Fonts;
    use quanke::paper::office::{Office, OfficeError};
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::Duration;

    let (desk, serial) = enrolled();
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::new(Fonts::bundled().unwrap(), folder.path());
    let pc = ThisPc { delivery: Delivery::Print, ..ThisPc::default() };
    let script = |name: &str, does: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let mut hand_out = |lp: &Path| {
        office.spooler.lp = lp.into();
        office.spooler.patience = Duration::from_millis(400);
        let handed = office.issue(&desk, &pc, &serial);
        let paper = desk.paper(&serial).unwrap().issued;
        (handed, paper.printed().count(), paper.reprint())
    };
    let absent = folder.path().join("absent");
    let refuses = script("refuses", "echo 'lp: out of toner' >&2; exit 3");
    for lp in [&absent, &refuses] {
        let (handed, printed, again) = hand_out(lp);
        assert!(matches!(handed, Err(OfficeError::Print { .. })), "{handed:?}");
        assert_eq!((printed, again), (0, None), "{}", lp.display());
    }
    let prints = script("prints", "exit 0");
    let (handed, printed, again) = hand_out(&prints);
    assert_eq!(handed.unwrap().path.file_stem().unwrap().to_str().unwrap(), serial);
    assert_eq!((printed, again), (1, None));
    // One that does not answer may have printed.
    let silent = script("silent", "sleep 5");
    let (handed, printed, again) = hand_out(&silent);
    assert!(handed.is_err());
    assert_eq!((printed, again), (2, Some(2)));
    assert_eq!(hand_out(&prints).2, Some(3));
    assert_eq!(desk.paper(&serial).unwrap().issued.prints.len(), 5, "every try is kept");
}
