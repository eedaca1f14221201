//! Words composed by the input method: until they are the field's own, no key of the program does anything, and then the
//! next one does again (`flows.md`, rules 2 and 4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, player, three_people, typed};
use iced::Event;
use iced::advanced::input_method;
use quanke::domain::lang::Lang;
use quanke::ui::App;
use quanke::ui::stage::Player;
use tempfile::TempDir;

/// The program at the reception, with the keys of a script pressed.
fn at(script: &str) -> (Player<App>, TempDir) {
    let data = tempfile::tempdir().unwrap();
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, script);
    (player, data)
}

fn focus(player: &mut Player<App>) -> String {
    player.focused_id().unwrap_or_default()
}

fn no_paper(data: &TempDir) -> bool {
    !data.path().join("papers").exists()
}

/// The words become the field's own, and some input methods send along the key that did it.
fn commit_with(player: &mut Player<App>, words: &str, key: &str) {
    for event in
        [input_method::Event::Preedit(String::new(), None), input_method::Event::Commit(words.to_owned())]
    {
        player.event(&Event::InputMethod(event)).unwrap();
    }
    let _ = keys(player, key);
}

/// Keys that would do something here if nothing were being composed.
const EVERY: &str = "Enter Esc Tab Down 2 Ctrl+M Ctrl+P Ctrl+S F2 F6";

#[test]
fn in_a_line_nothing_happens_before_the_words_are_there() {
    let (mut player, data) = at("1 3 Enter");
    let field = focus(&mut player);
    assert_eq!(field, "f:_name", "{:?}", player.texts());
    let shown = player.texts();
    player.ime_compose("liuxiuying").unwrap();
    let _ = keys(&mut player, EVERY);
    assert_eq!((focus(&mut player), player.texts()), (field.clone(), shown));
    assert!(no_paper(&data));
    player.ime_commit("刘秀英").unwrap();
    assert_eq!(typed(&mut player, &field), "刘秀英");
    assert_eq!(focus(&mut player), field);
    let _ = keys(&mut player, "Enter");
    assert_ne!(focus(&mut player), field);
}

#[test]
fn the_enter_that_ends_a_composition_does_nothing_else() {
    let (mut player, _data) = at("1 3 Enter");
    player.ime_compose("liuxiuying").unwrap();
    commit_with(&mut player, "liuxiuying", "Enter");
    assert_eq!(focus(&mut player), "f:_name");
    assert_eq!(typed(&mut player, "f:_name"), "liuxiuying");
    let _ = keys(&mut player, "Enter");
    assert_ne!(focus(&mut player), "f:_name");
}

#[test]
fn the_esc_that_gives_a_composition_up_does_nothing_else() {
    let (mut player, _data) = at("1 3 Enter");
    player.ime_compose("liu").unwrap();
    player.event(&Event::InputMethod(input_method::Event::Preedit(String::new(), None))).unwrap();
    let _ = keys(&mut player, "Esc");
    assert_eq!(focus(&mut player), "f:_name");
    let _ = keys(&mut player, "Esc");
    assert_eq!(focus(&mut player), "entry", "{:?}", player.texts());
}

#[test]
fn in_several_lines_nothing_happens_before_the_words_are_there() {
    let (mut player, data) = at("1 2 Ctrl+I");
    assert_eq!(focus(&mut player), "f:answer");
    let shown = player.texts();
    player.ime_compose("daishenfenzheng").unwrap();
    let _ = keys(&mut player, EVERY);
    assert_eq!((focus(&mut player), player.texts()), ("f:answer".to_owned(), shown));
    assert!(no_paper(&data));
    commit_with(&mut player, "带身份证", "Enter");
    assert_eq!(focus(&mut player), "f:answer");
    let _ = keys(&mut player, "Enter");
    assert_ne!(focus(&mut player), "f:answer");
    let _ = keys(&mut player, "Ctrl+P");
    let paper = std::fs::read_dir(data.path().join("papers")).unwrap().count();
    assert_eq!(paper, 1, "{:?}", player.texts());
}

#[test]
fn a_card_stays_open_and_nothing_is_declined_while_the_asking_body_is_being_composed() {
    let (mut player, data) = at("j z z m Enter");
    let field = focus(&mut player);
    let shown = player.texts();
    assert!(player.wants_input_method());
    player.ime_compose("yinhang").unwrap();
    let _ = keys(&mut player, EVERY);
    assert_eq!((focus(&mut player), player.texts()), (field.clone(), shown));
    assert!(no_paper(&data));
    commit_with(&mut player, "银行", "Enter");
    assert_eq!((focus(&mut player), typed(&mut player, &field).as_str()), (field, "银行"));
    let _ = keys(&mut player, "Ctrl+P");
    assert!(!no_paper(&data), "{:?}", player.texts());
}

#[test]
fn the_entry_box_takes_letters_whatever_the_input_method_does() {
    let (mut player, _data) = at("");
    // An input method that is on all the same composes nothing here: it was not asked for.
    player.event(&Event::InputMethod(input_method::Event::Opened)).unwrap();
    assert!(!player.wants_input_method());
    let _ = keys(&mut player, "l x y");
    assert_eq!(typed(&mut player, "entry"), "lxy");
    assert!(!player.wants_input_method());
    assert!(player.has_text("刘*英"), "{:?}", player.texts());
}

#[test]
fn in_the_entry_box_characters_are_composed_after_f11() {
    let (mut player, _data) = at("F11");
    assert!(player.wants_input_method());
    player.event(&Event::InputMethod(input_method::Event::Opened)).unwrap();
    let shown = player.texts();
    player.ime_compose("liu").unwrap();
    let _ = keys(&mut player, EVERY);
    assert_eq!((focus(&mut player), player.texts()), ("entry".to_owned(), shown));
    commit_with(&mut player, "刘", "Enter");
    assert_eq!((focus(&mut player).as_str(), typed(&mut player, "entry").as_str()), ("entry", "刘"));
    assert!(player.has_text("刘*英"), "{:?}", player.texts());
    let _ = keys(&mut player, "Enter");
    assert_ne!(focus(&mut player), "entry", "{:?}", player.texts());
}
