//! 住址 and 引用: an address part by part or as one line, completed from what is on file; records taken from a list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, three_people, typed};
use quanke::domain::lang::Lang;
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::stage::Player;

const LINE: &str = "f:_address";
const PARTS: [&str; 4] = [LINE, "f:_address.building", "f:_address.entrance", "f:_address.room"];

fn parts(player: &mut Player<App>) -> [String; 4] {
    PARTS.map(|id| typed(player, id))
}

/// The form of 高龄老人补贴 for somebody not on file yet, the caret in the address.
fn new_person(lang: Lang, data: &std::path::Path, scale: f32) -> Player<App> {
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, lang, data, (1366, 698), scale);
    let _ = keys(&mut player, "1 3 Enter");
    player.click_id("f:_phone").unwrap();
    player.type_text("13800001234").unwrap();
    let _ = keys(&mut player, "Enter");
    assert_eq!(player.focused_id().as_deref(), Some(LINE), "{:?}", player.texts());
    player
}

fn kept(player: &Player<App>) -> String {
    let desk = player.program().desk().unwrap();
    let board = desk.board(desk.today()).unwrap();
    let draft = board.serving.iter().flat_map(|line| &line.drafts).next().unwrap();
    draft.entries.get("_address").cloned().unwrap_or_default()
}

#[test]
fn a_whole_line_is_typed_as_ever_and_read_into_its_parts() {
    let data = tempfile::tempdir().unwrap();
    let mut player = new_person(Lang::Zh, data.path(), 1.0);
    player.ime_commit("长安苑").unwrap();
    player.type_text(" 7").unwrap();
    player.ime_commit("号楼").unwrap();
    player.type_text(" 3").unwrap();
    player.ime_commit("单元").unwrap();
    player.type_text(" 1201").unwrap();
    // While it is typed the line stands as typed, and the parts show how it is read.
    assert_eq!(parts(&mut player), ["长安苑 7号楼 3单元 1201", "7", "3", "1201"]);
    let _ = keys(&mut player, "Enter");
    assert_eq!(parts(&mut player), ["长安苑", "7", "3", "1201"]);
    assert!(!PARTS.contains(&player.focused_id().unwrap().as_str()), "one Enter, and on to the next field");
    assert!(player.has_text("网格 7-3"));
    let _ = keys(&mut player, "F2");
    assert_eq!(kept(&player), "长安苑 7号楼 3单元 1201");
}

#[test]
fn letters_complete_the_compound_from_what_is_on_file() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let mut player = new_person(lang, data.path(), 1.0);
        player.type_text("xfl").unwrap();
        assert!(player.has_text("幸福里小区"), "{:?}", player.texts());
        picture(&mut player, &format!("address-list-{}", lang.tag()));
        let _ = keys(&mut player, "Enter");
        assert_eq!(player.focused_id().as_deref(), Some(PARTS[1]));
        // The buildings known of it; rooms are nobody's to be offered.
        let _ = keys(&mut player, "Down Enter");
        assert_eq!(player.focused_id().as_deref(), Some(PARTS[2]));
        player.type_text("2").unwrap();
        let _ = keys(&mut player, "Enter");
        let _ = keys(&mut player, "Down");
        player.type_text("305").unwrap();
        assert_eq!(parts(&mut player), ["幸福里小区", "1", "2", "305"]);
        picture(&mut player, &format!("address-{}", lang.tag()));
        let _ = keys(&mut player, "Enter F2");
        assert_eq!(kept(&player), "幸福里小区 1号楼 2单元 305");
    }
}

#[test]
fn free_text_stays_free_text_and_nothing_is_taken_unasked() {
    let data = tempfile::tempdir().unwrap();
    let mut player = new_person(Lang::Zh, data.path(), 1.0);
    // Begins like a compound on file, and is another: Enter takes what was typed.
    player.ime_commit("幸福").unwrap();
    assert!(player.has_text("幸福里小区"), "{:?}", player.texts());
    let _ = keys(&mut player, "Enter");
    assert_eq!(parts(&mut player), ["幸福", "", "", ""]);
    assert_eq!(player.focused_id().as_deref(), Some(PARTS[1]));
    // It goes no further: one more Enter leaves it.
    let _ = keys(&mut player, "Enter");
    assert!(!PARTS.contains(&player.focused_id().unwrap().as_str()));
    // ↓ marks the first row, ↑ goes back to what was typed, Esc closes the list and not the form.
    player.click_id(LINE).unwrap();
    let _ = keys(&mut player, "Ctrl+A");
    player.ime_commit("幸").unwrap();
    let _ = keys(&mut player, "Down Up Esc");
    assert!(!player.has_text("幸福里小区"), "{:?}", player.texts());
    assert_eq!(typed(&mut player, LINE), "幸");
    player.ime_commit("福").unwrap();
    player.click_text("幸福里小区").unwrap();
    assert_eq!(typed(&mut player, LINE), "幸福里小区");
}

#[test]
fn a_part_is_changed_and_a_line_typed_over_it_replaces_all() {
    let data = tempfile::tempdir().unwrap();
    let desk = desk();
    three_people(&desk);
    let mut player = player(desk, Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "l x y Space 1 2 Enter");
    assert_eq!(parts(&mut player), ["幸福里小区", "1", "2", "201"]);
    player.click_id(PARTS[3]).unwrap();
    let _ = keys(&mut player, "Ctrl+A");
    player.type_text("302").unwrap();
    assert_eq!(parts(&mut player), ["幸福里小区", "1", "2", "302"]);
    player.click_id(LINE).unwrap();
    let _ = keys(&mut player, "Ctrl+A");
    player.ime_commit("凤馨苑6栋1单元").unwrap();
    assert_eq!(parts(&mut player), ["凤馨苑6栋1单元", "6", "1", ""]);
    // Taken back letter by letter, nothing of it stays behind in the other parts.
    let _ = keys(&mut player, "Backspace Backspace Backspace Backspace");
    assert_eq!(parts(&mut player), ["凤馨苑6", "", "", ""]);
}

#[test]
fn a_picker_opens_whole_by_key_and_glyph_and_takes_only_what_there_is() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let desk = desk();
        three_people(&desk);
        let mut player = player(desk, lang, data.path(), (1366, 698), 1.0);
        // 活动室预约 asks for a room.
        let _ = keys(&mut player, "l x y Space 3 Enter");
        let room = "f:room";
        player.click_id(room).unwrap();
        let _ = keys(&mut player, "Down Down Down");
        picture(&mut player, &format!("picker-{}", lang.tag()));
        let _ = keys(&mut player, "Enter");
        let second = typed(&mut player, room);
        assert!(second.starts_with("R0"), "{second}");
        player.click_id(room).unwrap();
        let _ = keys(&mut player, "Ctrl+A");
        player.type_text("nowhere").unwrap();
        let _ = keys(&mut player, "Enter");
        let told = if lang == Lang::Zh { "没有找到“nowhere”" } else { "nowhere" };
        assert!(player.texts().iter().any(|text| text.contains(told)), "{:?}", player.texts());
        player.click_id(room).unwrap();
        let _ = keys(&mut player, "Ctrl+A");
        player.type_text("sy").unwrap();
        assert!(player.has_text("R02"), "{:?}", player.texts());
        let _ = keys(&mut player, "Enter");
        assert!(typed(&mut player, room).starts_with("R02"));
    }
}

#[test]
fn the_list_of_thirty_two_items_is_walked_and_scrolled() {
    let data = tempfile::tempdir().unwrap();
    let mut player = player(desk(), Lang::Zh, data.path(), (1366, 698), 1.0);
    let _ = keys(&mut player, "1 Enter");
    let item = "f:related_item";
    player.click_id(item).unwrap();
    let _ = keys(&mut player, "Down");
    for _ in 0..31 {
        let _ = keys(&mut player, "Down");
    }
    picture(&mut player, "picker-items");
    assert!(player.texts().iter().any(|text| text.starts_with("DX32")), "the last row is seen");
    assert!(!player.texts().iter().any(|text| text.starts_with("FB02")), "the first is not");
    let _ = keys(&mut player, "Enter");
    assert!(typed(&mut player, item).starts_with("DX32"));
}

#[test]
fn nothing_is_cut_at_any_zoom() {
    for lang in [Lang::Zh, Lang::En] {
        for (dark, scale) in [(false, 1.0), (true, 1.0), (false, 1.5), (true, 1.5)] {
            let data = tempfile::tempdir().unwrap();
            let mut player = new_person(lang, data.path(), scale);
            if dark {
                player.send(Message::Wear(quanke::this_pc::Appearance::Dark)).unwrap();
            }
            player.type_text("xfl").unwrap();
            let _ = keys(&mut player, "Enter");
            player.type_text("12").unwrap();
            let _ = keys(&mut player, "Enter");
            player.type_text("3").unwrap();
            let _ = keys(&mut player, "Enter");
            player.type_text("1102").unwrap();
            let name = if dark { "dark" } else { "light" };
            picture(&mut player, &format!("address-{}-{name}-{scale}", lang.tag()));
            let mut right = 0.0;
            for id in PARTS {
                let at = player.place_of_id(id).unwrap();
                assert!(at.width >= 56.0 && at.height > 35.0, "{id}: {at:?}");
                assert!(at.x >= right, "{id} lies over the part before it");
                right = at.x + at.width;
            }
            assert!(right < player.size().width);
        }
    }
}
