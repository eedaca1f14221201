//! 人员名单: a row for each person, filled, added and removed by key and by pointer, each cell judged in its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, three_people, typed};
use quanke::domain::lang::Lang;
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::stage::Player;

/// The form of 邻里纠纷调解, which asks for the parties, the caret in the first cell.
fn form(lang: Lang, data: &std::path::Path, scale: f32) -> Player<App> {
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, lang, data, (1366, 698), scale);
    let _ = keys(&mut player, "l x y Space 2 1 Enter");
    for _ in 0..30 {
        if player.focused_id().as_deref() == Some("f:parties.0.name") {
            return player;
        }
        let _ = keys(&mut player, "Tab");
    }
    panic!("no list of parties: {:?}", player.texts());
}

fn focus(player: &mut Player<App>) -> String {
    player.focused_id().unwrap_or_default()
}

fn kept(player: &mut Player<App>) -> String {
    let _ = keys(player, "Ctrl+S");
    let desk = player.program().desk().unwrap();
    let board = desk.board(desk.today()).unwrap();
    let draft = board.serving.iter().flat_map(|line| &line.drafts).next().unwrap();
    draft.entries.get("parties").cloned().unwrap_or_default()
}

#[test]
fn two_people_are_written_down_by_keyboard_alone() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let mut player = form(lang, data.path(), 1.0);
        for (name, part, number) in
            [("测试甲", "楼上", "13800000001"), ("测试乙", "楼下", "610502194903100021")]
        {
            player.ime_commit(name).unwrap();
            let _ = keys(&mut player, "Enter");
            player.ime_commit(part).unwrap();
            let _ = keys(&mut player, "Enter");
            player.type_text(number).unwrap();
            let _ = keys(&mut player, "Enter");
        }
        picture(&mut player, &format!("persons-{}", lang.tag()));
        assert_eq!(focus(&mut player), "f:parties.2.name", "a new row is begun");
        // Those who are not being typed in are masked.
        assert_eq!(typed(&mut player, "f:parties.0.name"), "测*甲");
        assert_eq!(typed(&mut player, "f:parties.0.contact"), "*******0001");
        assert_eq!(typed(&mut player, "f:parties.1.relation"), "楼下");
        // Enter in the empty row leaves the list, and the row goes.
        let _ = keys(&mut player, "Enter");
        assert!(!focus(&mut player).starts_with("f:parties"), "{}", focus(&mut player));
        assert_eq!(kept(&mut player), "测试甲\t楼上\t13800000001\n测试乙\t楼下\t610502194903100021");
    }
}

#[test]
fn each_cell_is_judged_in_its_place() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form(Lang::Zh, data.path(), 1.0);
    player.ime_commit("测试甲").unwrap();
    let _ = keys(&mut player, "Enter Enter");
    player.type_text("1380000").unwrap();
    assert!(!player.has_text("号码应为 11 位"), "not while it is being typed");
    let _ = keys(&mut player, "Enter");
    assert!(player.has_text("号码应为 11 位，现在 7 位"), "{:?}", player.texts());
    let _ = keys(&mut player, "Enter");
    // A row with a relation and no name: told once the row is left, beneath the name.
    player.click_id("f:parties.add").unwrap();
    assert_eq!(focus(&mut player), "f:parties.1.name");
    let _ = keys(&mut player, "Tab");
    player.ime_commit("证人").unwrap();
    assert!(!player.has_text("请写姓名"));
    let _ = keys(&mut player, "Ctrl+P");
    assert!(player.has_text("请写姓名"), "{:?}", player.texts());
    picture(&mut player, "persons-wrong");
    let name = player.place_of_id("f:parties.1.name").unwrap();
    let told = player.survey().into_iter().find(|found| found.text() == Some("请写姓名")).unwrap();
    let told = told.seen.unwrap();
    assert!(told.y > name.y && told.y < name.y + 70.0 && told.x < name.x + name.width, "{told:?} {name:?}");
}

#[test]
fn rows_are_added_and_removed_by_pointer_and_by_key() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form(Lang::Zh, data.path(), 1.0);
    for name in ["测试甲", "测试乙", "测试丙"] {
        player.ime_commit(name).unwrap();
        player.click_text("加一人").unwrap();
    }
    assert_eq!(focus(&mut player), "f:parties.3.name");
    player.click_text("加一人").unwrap();
    assert_eq!(focus(&mut player), "f:parties.3.name", "one empty row is enough");
    player.click_id("f:parties.1.remove").unwrap();
    assert_eq!(focus(&mut player), "f:parties.1.name");
    assert_eq!(kept(&mut player), "测试甲\t\t\n测试丙\t\t\n\t\t");
    // By keyboard: Tab to the cross of the row, Enter.
    for _ in 0..20 {
        if focus(&mut player) == "f:parties.0.remove" {
            break;
        }
        let _ = keys(&mut player, "Shift+Tab");
    }
    assert_eq!(focus(&mut player), "f:parties.0.remove");
    let _ = keys(&mut player, "Enter");
    assert_eq!(kept(&mut player), "测试丙\t\t\n\t\t");
    player.click_id("f:parties.1.remove").unwrap();
    player.click_id("f:parties.0.remove").unwrap();
    assert_eq!(kept(&mut player), "", "nobody");
    assert_eq!(focus(&mut player), "f:parties.0.name", "and a row to type in");
}

#[test]
fn a_masked_row_is_opened_to_change_it_and_that_is_on_record() {
    let data = tempfile::tempdir().unwrap();
    let mut player = form(Lang::Zh, data.path(), 1.0);
    player.ime_commit("测试甲").unwrap();
    player.click_id("f:_phone").unwrap();
    player.click_text("加一人").unwrap();
    player.ime_commit("测试乙").unwrap();
    assert_eq!(typed(&mut player, "f:parties.0.name"), "测*甲");
    let looks = |player: &Player<App>| {
        let desk = player.program().desk().unwrap();
        let lines = desk.store().journal_page(0, 10_000).unwrap();
        lines.iter().filter(|line| line.entry.action == "look").count()
    };
    let before = looks(&player);
    player.click_id("f:parties.0.change").unwrap();
    assert_eq!(focus(&mut player), "f:parties.0.name");
    assert_eq!(typed(&mut player, "f:parties.0.name"), "测试甲");
    assert_eq!(typed(&mut player, "f:parties.1.name"), "测*乙", "and the other is covered");
    assert_eq!(looks(&player), before + 1);
}

#[test]
fn nothing_is_cut_at_any_zoom() {
    for lang in [Lang::Zh, Lang::En] {
        for (dark, scale) in [(false, 1.0), (true, 1.0), (false, 1.5), (true, 1.5)] {
            let data = tempfile::tempdir().unwrap();
            let mut player = form(lang, data.path(), scale);
            if dark {
                player.send(Message::Wear(quanke::this_pc::Appearance::Dark)).unwrap();
            }
            player.ime_commit("测试甲").unwrap();
            let _ = keys(&mut player, "Enter Enter");
            player.type_text("610502194903100021").unwrap();
            let name = if dark { "dark" } else { "light" };
            picture(&mut player, &format!("persons-{}-{name}-{scale}", lang.tag()));
            let width = player.size().width;
            let cell = player.place_of_id("f:parties.0.contact").unwrap();
            // Eighteen figures of 16 px and the padding beside them.
            assert!(cell.width > 18.0 * 9.0 + 20.0, "{cell:?}");
            let cross = player.place_of_id("f:parties.0.remove").unwrap();
            assert!(cross.x + cross.width < width && cross.width > 35.0, "{cross:?}");
        }
    }
}
