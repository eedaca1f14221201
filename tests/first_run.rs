//! 第一次打开: what a community worker does on the first morning, by keyboard alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{clock, front, front_with, kept, new_desk};
use quanke::desk::{Desk, DeskError, SHIPPED};
use quanke::domain::lang::Lang;
use quanke::i18n::{Words, desk_error};
use quanke::this_pc::ThisPc;

#[test]
fn nothing_begins_without_the_two_names_and_the_screen_says_which() {
    for lang in [Lang::Zh, Lang::En] {
        let says = |what| desk_error(&Words::new(lang), &DeskError::Empty(what));
        let mut front = front(new_desk(), lang);
        let p = &mut front.player;
        assert_eq!(p.focused_id().as_deref(), Some("first-community"));
        p.press("Enter").unwrap();
        assert_eq!(p.focused_id().as_deref(), Some("first-worker"), "Enter goes on");
        p.press("Enter").unwrap();
        assert_eq!(p.focused_id().as_deref(), Some("first-mode"));
        p.press("Enter").unwrap();
        assert_eq!(p.focused_id().as_deref(), Some("first-community"), "back to what is missing");
        assert!(p.has_text(&says("community")));
        p.ime_commit("凤鸣社区").unwrap();
        for _ in 0..3 {
            p.press("Enter").unwrap();
        }
        assert_eq!(p.focused_id().as_deref(), Some("first-worker"));
        assert!(p.has_text(&says("worker")));
        assert!(p.has_text(&quanke::t!(Words::new(lang), "app-name")), "still the first card");
    }
}

#[test]
fn the_language_is_chosen_by_key_and_kept() {
    let mut front = front(new_desk(), Lang::Zh);
    let p = &mut front.player;
    assert!(p.has_text("您的姓名"));
    p.press("Shift+Tab").unwrap();
    assert_eq!(p.focused_id().as_deref(), Some("first-language"));
    p.press("2").unwrap();
    assert!(p.has_text("Your name"));
    p.press("Enter").unwrap();
    assert_eq!(p.focused_id().as_deref(), Some("first-community"), "Enter goes on from the languages too");
    assert_eq!(kept(front.folder.path()).language, Lang::En);
}

/// Sets a desk up in a folder with these keys after the names, and opens it again.
fn set_up(mode: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap();
    let mut front = front_with(desk, ThisPc { zoom: Some(100), ..ThisPc::default() });
    let p = &mut front.player;
    p.ime_commit("凤鸣").unwrap();
    p.press("Enter").unwrap();
    p.ime_commit("周敏").unwrap();
    p.press("Enter").unwrap();
    p.press(mode).unwrap();
    p.press("Enter").unwrap();
    assert!(!p.has_text("您的姓名"), "the card is gone");
    assert!(p.has_text("周敏"), "who is on duty stands above");
    drop(front);
    Desk::open_folder(folder.path(), clock(), &SHIPPED).unwrap().0
}

#[test]
fn real_work_begins_empty_with_the_first_worker_as_supervisor() {
    let desk = set_up("1");
    let book = desk.book();
    assert_eq!(book.community.name, "凤鸣社区");
    assert!(!book.community.practice);
    assert!(desk.is_supervisor());
    let board = desk.board(desk.today()).unwrap();
    assert_eq!(board.counts(), (0, 0));
}

#[test]
fn practice_begins_with_invented_residents() {
    let desk = set_up("2");
    assert!(desk.book().community.practice);
    let board = desk.board(desk.today()).unwrap();
    assert_eq!((board.counts().0, board.accepted_today), (12, 12));
    assert!(board.due.iter().all(|line| line.due > desk.today()));
}
