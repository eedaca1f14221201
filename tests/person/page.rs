//! The page on the screen: by keyboard alone, masked, in both languages.

use common::{Front, Hand, LIU, desk_on, dressed, open, pc, takes_in};
use quanke::desk::{Decision, Desk};
use quanke::domain::lang::Lang;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;

use super::common::{self, declines};
use super::{ANY, all_leave, twice};

/// A window of 1366 by 768 without its frame, and what 150 % leaves of it.
const SIZES: [((u32, u32), &str); 2] = [((1366, 698), "100"), ((911, 465), "150")];

fn page(lang: Lang, size: (u32, u32)) -> (Front, String, String) {
    let (desk, kept, by_ear) = twice();
    (open(desk, pc(lang), size, Route::Resident(kept.clone())), kept, by_ear)
}

#[test]
fn another_file_is_compared_merged_and_made_two_again_by_keys() {
    let (mut stage, kept, by_ear) = page(Lang::Zh, SIZES[0].0);
    stage.sees("可能是同一人");
    stage.sees("姓名读音相近");
    stage.does_not_see("刘秀瑛");
    stage.picture("p-twin");
    stage.goes_to("resident-twin");
    stage.press(&["Enter"]);
    stage.has_focus("person-which");
    stage.sees("是不是同一人");
    stage.picture("p-compare");
    stage.press(&["1"]);
    stage.has_focus("person-reason");
    stage.press(&["Enter"]);
    stage.sees("请写原因");
    stage.types("同一人");
    stage.press(&["Enter"]);
    stage.has_focus("resident-history");
    stage.sees("含并入的档案 1 份");
    stage.does_not_see("可能是同一人");
    stage.sees("在并入的档案下");
    assert_eq!(stage.desk.person(&by_ear).unwrap().person.id, kept);
    stage.picture("p-merged");

    // 更正: the decision is a line; Enter takes it back.
    stage.press(&["7", "Home"]);
    stage.sees(&format!("档案 {by_ear} 并入 {kept}"));
    stage.press(&["Enter"]);
    stage.has_focus("person-reason");
    stage.picture("p-undo");
    stage.types("不是同一人");
    stage.press(&["Ctrl+S"]);
    stage.sees("可能是同一人");
    stage.sees("已撤销");
    assert_eq!(stage.desk.person(&by_ear).unwrap().person.id, by_ear);
}

#[test]
fn two_people_are_said_to_be_two() {
    let (mut stage, ..) = page(Lang::Zh, SIZES[0].0);
    stage.goes_to("resident-twin");
    stage.press(&["Enter", "Tab"]);
    stage.types("姐妹俩");
    stage.goes_to("person-apart");
    stage.press(&["Enter"]);
    stage.does_not_see("可能是同一人");
    stage.press(&["7"]);
    stage.sees("不是同一人");
}

#[test]
fn the_file_that_has_the_card_is_kept_by_default() {
    let (desk, kept, by_ear) = twice();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(by_ear.clone()));
    stage.goes_to("resident-twin");
    stage.press(&["Enter", "Tab"]);
    stage.types("同一人");
    stage.press(&["Enter"]);
    assert_eq!(stage.desk.person(&by_ear).unwrap().person.id, kept);
    // The page is that of the kept file now.
    stage.sees("含并入的档案 1 份");
}

#[test]
fn a_phone_is_corrected_by_keys_and_the_old_one_stays_to_be_read_masked() {
    let (mut stage, kept, _) = page(Lang::Zh, SIZES[0].0);
    stage.goes_to("resident-correct");
    stage.press(&["Enter", "3"]);
    stage.has_focus("person-value");
    stage.types("1390000");
    stage.press(&["Enter"]);
    stage.types("听错一位");
    stage.press(&["Enter"]);
    stage.has_focus("person-value");
    stage.sees("位");
    stage.picture("p-correct-wrong");
    stage.types("7730");
    stage.press(&["Enter", "Enter"]);
    stage.press(&["7", "Home"]);
    stage.sees("更正联系电话");
    stage.sees("138****5178 → 139****7730 · 听错一位 · 周敏");
    stage.does_not_see("13800005178");
    stage.picture("p-corrected");
    stage.player.hold("F8").unwrap();
    stage.sees("13800005178 → 13900007730");
    stage.player.release("F8").unwrap();
    assert_eq!(stage.desk.resident(&kept).unwrap().corrections.len(), 1);
}

#[test]
fn a_line_left_empty_is_asked_for_and_taken_away_only_by_a_word() {
    for (lang, none) in [(Lang::Zh, "无"), (Lang::En, "None")] {
        let (mut stage, kept, _) = page(lang, SIZES[0].0);
        stage.goes_to("resident-correct");
        stage.press(&["Enter", "3", "Enter"]);
        stage.types("13900007730");
        stage.press(&["Enter"]);
        stage.has_focus("person-value");
        stage.sees(lang.pick("这一项要填", "Fill this in"));
        assert!(stage.desk.resident(&kept).unwrap().corrections.is_empty());
        stage.types(none);
        stage.press(&["Enter", "Enter"]);
        assert_eq!(stage.desk.resident(&kept).unwrap().phone, None);
    }
}

#[test]
fn a_correction_wants_a_reason_and_a_difference() {
    let (mut stage, kept, _) = page(Lang::Zh, SIZES[0].0);
    stage.goes_to("resident-correct");
    stage.press(&["Enter", "1"]);
    stage.types("刘秀英");
    stage.press(&["Enter", "Enter"]);
    stage.sees("请写原因");
    stage.types("核对");
    stage.press(&["Enter"]);
    stage.sees("内容没有变，不用更正");
    stage.press(&["Esc"]);
    stage.has_focus("resident-history");
    assert!(stage.desk.resident(&kept).unwrap().corrections.is_empty());
}

/// 刘秀英 came yesterday and was not seen off.
fn yesterday() -> (Desk, String) {
    let hand = Hand::on(2026, 5, 6);
    let desk = desk_on(hand.clone());
    let given: Vec<(&str, &str)> =
        LIU.into_iter().chain([("request", "home"), ("contact_alt", "测试家属 13900001111")]).collect();
    let (id, _) = takes_in(&desk, "FB12", None, &given, &Decision::Accept, true);
    hand.set(2026, 5, 7);
    assert_eq!(desk.close_earlier_days().unwrap(), 1);
    (desk, id)
}

#[test]
fn a_leaving_time_is_put_right_by_keys() {
    let (desk, id) = yesterday();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(id));
    stage.sees("17:30 离开（按下班时间）");
    stage.press(&["Down", "4", "Enter"]);
    stage.has_focus("person-leaving");
    stage.picture("p-visit");
    stage.press(&["Enter"]);
    stage.types("8:00");
    stage.press(&["Enter"]);
    stage.types("当事人说的");
    stage.press(&["Enter"]);
    stage.has_focus("person-value");
    stage.sees("离开时间应在来访当天");
    stage.press(&["Backspace", "Backspace", "Backspace", "Backspace"]);
    stage.types("10:50");
    stage.picture("p-leaving");
    stage.press(&["Enter", "Enter"]);
    stage.sees("10:50 离开（已更正）");
    stage.press(&["7"]);
    stage.sees("17:30（按下班时间） → 10:50 · 当事人说的 · 周敏");
}

#[test]
fn remarks_are_added_to_a_visit_and_to_a_matter() {
    let (desk, id) = yesterday();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(id));
    stage.press(&["Down", "4", "Enter"]);
    stage.goes_to("person-note");
    stage.press(&["Enter"]);
    stage.types("由女儿陪同");
    stage.press(&["Enter", "3", "Home", "Enter"]);
    stage.goes_to("matter-note");
    stage.press(&["Enter", "Enter"]);
    stage.sees("请写原因");
    stage.types("年度应为 2025");
    stage.press(&["Enter"]);
    stage.sees("年度应为 2025");
    stage.picture("p-matter-note");
    stage.press(&["Esc", "7"]);
    stage.sees("由女儿陪同 · 周敏");
    stage.sees("年度应为 2025 · 周敏");
}

#[test]
fn a_remark_on_a_restricted_visit_is_for_those_named_only() {
    let (desk, _, by_ear) = twice();
    let mut item = desk.book().catalogue.item("JF24").unwrap().clone();
    item.restricted = true;
    desk.save_item(&item).unwrap();
    let visit = desk.deeds(&by_ear, ANY).unwrap().lines.into_iter().find_map(|line| match line.what {
        quanke::desk::Done::Visit(visit) if !visit.items.is_empty() => Some(visit.id),
        _ => None,
    });
    desk.note_visit(&visit.unwrap(), "不要往家里打电话").unwrap();
    let worker = quanke::domain::staff::Staff {
        id: String::new(),
        name: "吴磊".into(),
        role: quanke::domain::staff::Role::Generalist,
        restricted: false,
        pin_hash: None,
        retired: false,
    };
    desk.save_staff(&worker, Some("2468")).unwrap();
    let id = desk.book().staff.iter().find(|known| known.name == "吴磊").unwrap().id.clone();
    desk.sign_in(&id, "2468", 1).unwrap();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(by_ear));
    stage.press(&["Down", "7"]);
    stage.sees("更正说明");
    stage.sees("限阅事项");
    stage.does_not_see("不要往家里打电话");
    stage.press(&["Home", "Enter"]);
    stage.sees("首问");
    stage.does_not_see("不要往家里打电话");
    stage.does_not_see("法律咨询");
}

#[test]
fn a_long_page_is_whole_and_only_the_rows_seen_are_built() {
    let (desk, kept, _) = twice();
    for _ in 0..90 {
        declines(&desk, 10, "某银行西环路网点", Some(&kept));
    }
    let all = desk.deeds(&kept, ANY).unwrap().lines.len();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(kept));
    stage.sees(&format!("{all} 条"));
    stage.press(&["Down", "3"]);
    let rows = |stage: &mut Front| {
        stage.player.texts().iter().filter(|text| text.contains("健在") || text.starts_with("拒26-")).count()
    };
    assert!((5..60).contains(&rows(&mut stage)), "{}", rows(&mut stage));
    stage.sees("拒26-0091");
    stage.press(&["PageDown", "PageDown"]);
    stage.does_not_see("拒26-0091");
    stage.press(&["End"]);
    stage.sees("拒26-0002");
    stage.press(&["Enter"]);
    stage.sees("某银行西环路网点");
    stage.press(&["Esc", "Home"]);
    stage.sees("拒26-0091");
}

#[test]
fn every_chip_shows_its_own_and_says_when_there_is_none() {
    let (mut stage, ..) = page(Lang::Zh, SIZES[0].0);
    stage.press(&["Down", "6"]);
    stage.sees("没有打印");
    stage.press(&["5"]);
    stage.sees("没有这一类");
    stage.press(&["Enter", "Ctrl+R", "Down"]);
    stage.press(&["2"]);
    stage.sees("未办结　1 件");
    stage.press(&["1"]);
    stage.sees("来访：");
}

#[test]
fn pages_and_cards_are_whole_in_both_languages_at_every_zoom() {
    for (size, name) in SIZES {
        for lang in [Lang::Zh, Lang::En] {
            let (mut stage, ..) = page(lang, size);
            let word = |zh: &'static str, en: &'static str| lang.pick(zh, en);
            stage.sees(word("可能是同一人", "May be the same person"));
            stage.picture(&format!("p1-{name}-{lang:?}"));
            stage.goes_to("resident-twin");
            stage.press(&["Enter"]);
            stage.sees(word("不是同一人", "Two people"));
            stage.picture(&format!("p2-{name}-{lang:?}"));
            stage.press(&["Esc"]);
            stage.goes_to("resident-correct");
            stage.press(&["Enter"]);
            stage.has(word("更正哪一项", "Which line"));
            stage.picture(&format!("p3-{name}-{lang:?}"));
            stage.press(&["Esc", "4", "Home", "Enter"]);
            stage.has(word("加更正说明", "Add a remark"));
            stage.picture(&format!("p4-{name}-{lang:?}"));
            for text in stage.player.texts() {
                assert!(!text.contains("No localization"), "{text}");
            }
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let (desk, kept, _) = twice();
        let mut stage = open(desk, dressed(Lang::Zh, look), SIZES[0].0, Route::Resident(kept));
        stage.sees("可能是同一人");
        stage.picture(&format!("p1-{look:?}"));
    }
}

#[test]
fn the_visit_that_goes_on_is_ended_from_the_page_of_either_file() {
    let (desk, kept, by_ear) = twice();
    let draft = desk.open_form("JF24", Some(&by_ear), None).unwrap().draft;
    desk.discard_draft(&draft.id).unwrap();
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    let mut stage = open(desk, pc(Lang::Zh), SIZES[0].0, Route::Resident(kept));
    stage.press(&["Ctrl+W"]);
    assert!(stage.desk.board(stage.desk.today()).unwrap().serving.is_empty());
    all_leave(&stage.desk);
}
