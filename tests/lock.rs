//! 登录与锁屏: changing places at the window, by keyboard alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Front, desk_at_work, front};
use quanke::desk::{Desk, DeskError};
use quanke::domain::community::Window;
use quanke::domain::lang::Lang;
use quanke::i18n::{Words, desk_error};

fn locked(desk: Desk, lang: Lang) -> Front {
    let mut front = front(desk, lang);
    front.player.press("Ctrl+L").unwrap();
    front
}

/// Whether the lock screen stands before everything else.
fn is_locked(front: &mut Front) -> bool {
    front.player.place_of_id("lock-enter").is_ok()
}

#[test]
fn who_sat_here_without_a_pin_goes_on_with_enter() {
    for lang in [Lang::Zh, Lang::En] {
        let mut front = locked(desk_at_work(), lang);
        assert!(is_locked(&mut front));
        assert!(front.player.has_text("10:24"), "when it was locked");
        front.player.press("Enter").unwrap();
        assert!(!is_locked(&mut front));
    }
}

#[test]
fn a_wrong_pin_is_told_beside_the_field_and_typed_over() {
    for lang in [Lang::Zh, Lang::En] {
        let wrong = desk_error(&Words::new(lang), &DeskError::WrongPin);
        let mut front = locked(desk_at_work(), lang);
        let p = &mut front.player;
        p.press("2").unwrap();
        assert_eq!(p.focused_id().as_deref(), Some("lock-pin"), "the choice goes on to the PIN");
        assert!(!p.wants_input_method(), "digits arrive as digits whatever the input method");
        p.type_text("1111").unwrap();
        p.press("Enter").unwrap();
        assert!(p.has_text(&wrong));
        p.type_text("2468").unwrap();
        p.press("Enter").unwrap();
        assert!(!is_locked(&mut front));
        assert!(front.player.has_text("吴磊"), "she is on duty now");
    }
}

#[test]
fn no_pin_typed_is_told() {
    let mut front = locked(desk_at_work(), Lang::Zh);
    front.player.press("2").unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.has_text("请输入口令"));
    assert!(is_locked(&mut front));
}

#[test]
fn initials_and_arrows_choose() {
    let mut front = locked(desk_at_work(), Lang::Zh);
    front.player.type_text("gj").unwrap();
    front.player.press("Enter").unwrap();
    assert!(!is_locked(&mut front));
    assert!(front.player.texts().contains(&"高洁".to_owned()));

    front.player.press("Ctrl+L").unwrap();
    front.player.press("Left").unwrap();
    front.player.press("Left").unwrap();
    front.player.press("Enter").unwrap();
    assert!(front.player.texts().contains(&"周敏".to_owned()));
}

#[test]
fn the_pin_of_who_sat_here_has_the_focus_at_once() {
    let mut front = locked(desk_at_work(), Lang::Zh);
    front.player.press("2").unwrap();
    front.player.type_text("2468").unwrap();
    front.player.press("Enter").unwrap();
    front.player.press("Ctrl+L").unwrap();
    front.player.type_text("2468").unwrap();
    front.player.press("Enter").unwrap();
    assert!(!is_locked(&mut front));
}

#[test]
fn with_two_windows_the_window_is_chosen_too() {
    let desk = desk_at_work();
    let mut community = desk.book().community.clone();
    community.windows.push(Window { number: 2, name: "社会救助".into() });
    desk.save_community(&community).unwrap();
    let mut front = locked(desk, Lang::Zh);
    let p = &mut front.player;
    assert!(p.has_text("社会救助"));
    p.press("Tab").unwrap();
    assert_eq!(p.focused_id().as_deref(), Some("lock-window"));
    p.press("2").unwrap();
    p.press("Enter").unwrap();
    assert!(front.player.has_text("2号窗口"), "the top bar tells the window");
}
