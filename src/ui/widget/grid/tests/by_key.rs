use super::*;
use crate::ui::stage::{Stage, keys::Stroke};
use iced::advanced::widget::operation;
use iced::event::Status;
use iced::{Event as Raw, window};

/// The day with the grid focused and something chosen.
fn at_work(spot: Spot<char>) -> Player<Day> {
    let mut player = play(Day { spot: Some(spot), ..Day::default() });
    player.send(Said::Focus).unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("grid"));
    player
}

fn press(player: &mut Player<Day>, keys: &[&str]) {
    for key in keys {
        player.press(key).unwrap();
    }
}

fn free(lane: usize, from: u16, to: u16) -> Spot<char> {
    Spot::Free { lane, from, to }
}

#[test]
fn arrows_choose_free_places_and_blocks() {
    let mut player = at_work(free(2, 780, 810));
    press(&mut player, &["Down", "Down"]);
    assert_eq!(player.program().spot, Some(Spot::Block('乙')));
    press(&mut player, &["Down"]);
    assert_eq!(player.program().spot, Some(free(2, 930, 960)));
    press(&mut player, &["Up", "Up", "Left"]);
    assert_eq!(player.program().spot, Some(free(1, 810, 840)));
    press(&mut player, &["Right", "Right"]);
    assert_eq!(player.program().spot, Some(free(3, 810, 840)));
    let told = player.program().heard.iter().all(|event| matches!(event, GridEvent::Select(_)));
    assert!(told, "choosing changes nothing");
}

#[test]
fn the_first_arrow_chooses_where_work_begins() {
    let mut player = play(Day::default());
    player.send(Said::Focus).unwrap();
    press(&mut player, &["Down"]);
    assert_eq!(player.program().spot, Some(free(0, 480, 510)));
}

#[test]
fn without_the_focus_keys_do_nothing() {
    let mut player = play(Day { spot: Some(Spot::Block('乙')), ..Day::default() });
    press(&mut player, &["Down", "Ctrl+Down", "Shift+Down", "Enter", "Escape"]);
    assert_eq!(player.program().heard, []);
}

#[test]
fn a_free_place_is_stretched_moved_by_quarters_and_taken() {
    let mut player = at_work(free(2, 600, 630));
    press(&mut player, &["Shift+Down", "Shift+Down", "Shift+Up", "Ctrl+Down"]);
    assert_eq!(player.program().spot, Some(free(2, 615, 660)));
    assert_eq!(ghost(&mut player).as_deref(), Some("空 2 1 615-660"));
    press(&mut player, &["Enter"]);
    assert_eq!(player.program().heard.last(), Some(&GridEvent::Create { lane: 2, from: 615, to: 660 }));
}

#[test]
fn enter_opens_a_block_once_however_long_it_is_held() {
    let mut player = at_work(Spot::Block('甲'));
    player.hold("Enter").unwrap();
    player.repeat("Enter").unwrap();
    player.release("Enter").unwrap();
    assert_eq!(player.program().heard, [GridEvent::Open('甲')]);
}

#[test]
fn a_block_is_moved_as_a_ghost_and_put_once_by_enter() {
    let mut player = at_work(Spot::Block('乙'));
    press(&mut player, &["Ctrl+Down", "Ctrl+Down", "Ctrl+Left"]);
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 1 1 870-960"));
    assert_eq!(player.program().heard, [], "nothing is changed before Enter");
    // Once the ghost is there the arrows alone move it on.
    press(&mut player, &["Down", "Shift+Down"]);
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 1 1 885-990"));
    press(&mut player, &["Enter"]);
    assert_eq!(player.program().heard, [GridEvent::Put { id: '乙', lane: 1, from: 885, to: 990 }]);
    assert_eq!(ghost(&mut player), None);
}

#[test]
fn a_block_is_stretched_as_a_ghost() {
    let mut player = at_work(Spot::Block('乙'));
    press(&mut player, &["Shift+Up", "Shift+Up", "Shift+Right"]);
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 2 1 840-900"));
    press(&mut player, &["Enter"]);
    assert_eq!(player.program().heard, [GridEvent::Put { id: '乙', lane: 2, from: 840, to: 900 }]);
}

#[test]
fn a_ghost_back_at_home_changes_nothing() {
    let mut player = at_work(Spot::Block('甲'));
    press(&mut player, &["Ctrl+Right", "Ctrl+Left"]);
    assert_eq!(ghost(&mut player).as_deref(), Some("移甲 0 2 540-660"));
    press(&mut player, &["Enter"]);
    assert_eq!(player.program().heard, []);
}

#[test]
fn escape_tab_a_press_and_leaving_the_window_give_the_ghost_up() {
    type Out = fn(&mut Player<Day>);
    let ways: [Out; 4] = [
        |player| player.press("Escape").unwrap(),
        |player| player.send(Said::Unfocus).unwrap(),
        |player| player.click_at(at(1, 1200)).unwrap(),
        |player| player.event(&Raw::Window(window::Event::Unfocused)).unwrap(),
    ];
    for (index, out) in ways.into_iter().enumerate() {
        let mut player = at_work(Spot::Block('乙'));
        press(&mut player, &["Ctrl+Down"]);
        assert!(ghost(&mut player).is_some());
        out(&mut player);
        assert!(!ghost(&mut player).is_some_and(|words| words.starts_with('移')), "way {index}");
        player.send(Said::Focus).unwrap();
        press(&mut player, &["Enter"]);
        let put = player.program().heard.iter().any(|event| matches!(event, GridEvent::Put { .. }));
        assert!(!put, "way {index}");
    }
}

#[test]
fn escape_is_the_grids_only_while_it_has_something_to_give_up() {
    let pressed = |key: &str| Stroke::parse(key).unwrap().pressed(false);
    let day = Day { spot: Some(Spot::Block('乙')), ..Day::default() };
    let mut stage = Stage::new(SIZE, 1.0).unwrap();
    let focus = operation::focusable::focus("grid".into());
    stage.operate(day.page(), Box::new(focus));
    let fed = stage.feed(day.page(), &[pressed("Escape")]);
    assert_eq!(fed.statuses, [Status::Ignored]);
    let fed = stage.feed(day.page(), &[pressed("Ctrl+Down"), pressed("Escape")]);
    assert_eq!(fed.statuses, [Status::Captured; 2]);
}

#[test]
fn what_is_fixed_cannot_be_moved_by_key() {
    let mut player = at_work(Spot::Block('丙'));
    press(&mut player, &["Ctrl+Down", "Shift+Down"]);
    assert_eq!(ghost(&mut player), None);
    press(&mut player, &["Enter"]);
    assert_eq!(player.program().heard, [GridEvent::Open('丙')]);
}

#[test]
fn a_ghost_ends_when_its_block_goes() {
    let mut player = at_work(Spot::Block('乙'));
    press(&mut player, &["Ctrl+Down"]);
    player.send(Said::Lose('乙')).unwrap();
    assert_eq!(ghost(&mut player), None);
}

#[test]
fn the_hours_follow_what_is_chosen() {
    let mut player = play(Day { height: 288.0, spot: Some(free(2, 480, 510)), ..Day::default() });
    player.send(Said::Focus).unwrap();
    for _ in 0..30 {
        player.press("Down").unwrap();
    }
    assert_eq!(player.program().spot, Some(free(2, 1290, 1320)));
    let cell = player.survey().into_iter().find(|found| found.text() == Some("空 2 1 1290-1320")).unwrap();
    let seen = cell.seen.unwrap();
    assert!(seen.y > 47.0 && seen.y < 287.0, "{seen:?}");
}
