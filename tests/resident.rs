//! A resident's page: what they came for, the same again, and one matter with its papers. By keyboard alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::NaiveDate;
use common::{Front, Hand, LIU, clock_on, declines, desk_on, dressed, open, pc, takes_in};
use quanke::desk::{Decision, Desk};
use quanke::domain::intake::StateName;
use quanke::domain::lang::Lang;
use quanke::domain::resident::Resident;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;

const DRAWN: (u32, u32) = (1366, 698);

fn supplement() -> Decision {
    Decision::AskSupplement {
        note: String::new(),
        due: NaiveDate::from_ymd_opt(2026, 5, 14).unwrap(),
        reason_again: String::new(),
    }
}

fn with(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    LIU.iter().chain(more).copied().collect()
}

/// 刘秀英 came a year ago for FB12, and today for a certificate and for FB13, of which papers are missing.
fn told() -> (Desk, String, String) {
    let hand = Hand::on(2025, 5, 12);
    let desk = desk_on(hand.clone());
    let (id, _) = takes_in(
        &desk,
        "FB12",
        None,
        &with(&[("request", "home"), ("contact_alt", "王建国 13900001111")]),
        &Decision::Accept,
        true,
    );
    hand.set(2026, 5, 7);
    let _ended = desk.close_earlier_days().unwrap();
    declines(&desk, 10, "某银行西环路网点", Some(&id));
    let (_, serial) = takes_in(&desk, "FB13", Some(&id), &FB13, &supplement(), false);
    (desk, id, serial)
}

const FB13: [(&str, &str); 3] =
    [("request", "first"), ("bank.name", "某银行西环路网点"), ("bank.account", "6222021234567890123")];

fn page(lang: Lang) -> (Front, String, String) {
    let (desk, id, serial) = told();
    (open(desk, pc(lang), DRAWN, Route::Resident(id.clone())), id, serial)
}

#[test]
fn the_page_tells_who_it_is_without_showing_it() {
    let (mut stage, ..) = page(Lang::Zh);
    stage.sees("刘*英");
    stage.sees("女 80 岁");
    stage.does_not_see("刘秀英");
    stage.does_not_see("13800005178");
    stage.does_not_see("201");
    stage.sees("待补正");
    stage.sees("不予出具");
    stage.sees("2025年5月12日");
    stage.picture("resident");
    stage.player.hold("F8").unwrap();
    stage.sees("刘秀英");
    stage.player.release("F8").unwrap();
    stage.does_not_see("刘秀英");
}

#[test]
fn enter_does_the_last_matter_again() {
    let (mut stage, id, _) = page(Lang::Zh);
    stage.has_focus("resident-again");
    stage.sees("再办：FB13 高龄老人补贴");
    stage.press(&["Enter"]);
    let board = stage.desk.board(stage.desk.today()).unwrap();
    let visit = board.serving.iter().find(|line| line.visit.resident.as_deref() == Some(&id)).unwrap();
    let draft = visit.drafts.iter().find(|draft| draft.item == "FB13").unwrap();
    assert_eq!(draft.entries.get("request").map(String::as_str), Some("first"));
}

#[test]
fn last_times_answers_come_with_it_and_the_year_is_this_one() {
    let hand = Hand::on(2025, 5, 12);
    let desk = desk_on(hand.clone());
    let given = with(&[("request", "home"), ("contact_alt", "王建国 13900001111")]);
    let (id, _) = takes_in(&desk, "FB12", None, &given, &Decision::Accept, true);
    hand.set(2026, 5, 7);
    let _ended = desk.close_earlier_days().unwrap();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Resident(id));
    stage.sees("上次 2025年5月12日");
    stage.press(&["Enter"]);
    let board = stage.desk.board(stage.desk.today()).unwrap();
    let draft = &board.serving[0].drafts[0];
    let entry = |key: &str| draft.entries.get(key).map(String::as_str);
    assert_eq!(entry("request"), Some("home"));
    assert_eq!(entry("contact_alt"), Some("王建国 13900001111"));
    assert_eq!(entry("home_visit"), Some("yes"));
    assert_eq!(entry("cert_year"), Some("2026"));
}

#[test]
fn a_line_opens_the_matter_and_escape_closes_it() {
    let (mut stage, _, serial) = page(Lang::Zh);
    stage.press(&["Down", "Home", "Down", "Enter"]);
    stage.has_focus("matter-go-on");
    stage.sees(&serial);
    stage.sees("告知补正");
    stage.sees("补正告知单");
    stage.sees("没有打印");
    stage.picture("matter");
    stage.press(&["Esc"]);
    stage.has_focus("resident-history");
    stage.press(&["Esc"]);
    stage.has_focus("entry");
}

#[test]
fn a_reprint_is_counted_and_the_count_is_seen() {
    let (mut stage, ..) = page(Lang::Zh);
    stage.press(&["Down", "Home", "Down", "Enter", "Ctrl+R"]);
    stage.sees("打印 1 次");
    stage.press(&["Ctrl+R"]);
    stage.sees("打印 2 次");
    assert_eq!(stage.papers().len(), 2, "{:?}", stage.papers());
}

#[test]
fn ctrl_r_on_the_page_reprints_the_chosen_matters_last_paper() {
    let (mut stage, _, serial) = page(Lang::Zh);
    stage.press(&["Down", "Home", "Down", "Ctrl+R"]);
    assert_eq!(stage.desk.paper(&serial).unwrap().issued.prints.len(), 1);
}

#[test]
fn a_matter_that_waits_goes_on_with_enter() {
    let (mut stage, ..) = page(Lang::Zh);
    stage.press(&["Down", "Home", "Down", "Enter", "Enter"]);
    let board = stage.desk.board(stage.desk.today()).unwrap();
    assert!(board.serving.iter().any(|line| line.drafts.iter().any(|draft| draft.goes_on)));
}

#[test]
fn voiding_wants_a_reason_and_is_done_once() {
    let (mut stage, _, serial) = page(Lang::Zh);
    stage.press(&["Down", "Home", "Down", "Enter"]);
    stage.player.click_id("matter-void").unwrap();
    stage.has_focus("matter-reason");
    stage.press(&["Enter"]);
    stage.sees("请写原因");
    stage.picture("void");
    stage.types("登记错人");
    stage.press(&["Enter"]);
    stage.sees("已作废");
    stage.sees("登记错人");
    stage.does_not_see("作废原因");
    let source = stage.desk.paper(&serial).unwrap();
    let quanke::desk::PaperSubject::Intake { intake, .. } = source.subject else { panic!("a matter") };
    assert_eq!(intake.history.len(), 2);
}

#[test]
fn private_answers_are_seen_only_while_f8_is_held() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let item = desk.book().catalogue.item("FB12").unwrap().clone();
    let mut changed = item.clone();
    for field in &mut changed.fields {
        field.private |= field.key == "contact_alt";
    }
    desk.save_item(&changed).unwrap();
    let given = with(&[("request", "home"), ("contact_alt", "王建国 13900001111")]);
    let (id, _) = takes_in(&desk, "FB12", None, &given, &Decision::Accept, true);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Resident(id));
    stage.press(&["Down", "Home", "Enter"]);
    stage.sees("不公开，按住 F8 查看");
    stage.does_not_see("王建国");
    stage.player.hold("F8").unwrap();
    stage.sees("王建国");
    stage.player.release("F8").unwrap();
    stage.does_not_see("王建国");
}

#[test]
fn a_papers_number_opens_its_matter_with_the_person_behind() {
    let (desk, _, serial) = told();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Matter(serial));
    stage.has_focus("matter-go-on");
    stage.press(&["Esc"]);
    stage.sees("女 80 岁");
    stage.press(&["Esc"]);
    stage.does_not_see("女 80 岁");
}

#[test]
fn a_papers_number_opens_a_matter_of_nobody_on_file() {
    let desk = desk_on(clock_on(2026, 5, 7));
    declines(&desk, 10, "某银行西环路网点", None);
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Matter("拒26-0001".into()));
    stage.sees("某银行西环路网点");
    stage.press(&["Esc"]);
    stage.does_not_see("某银行西环路网点");
}

#[test]
fn a_number_nobody_knows_is_told_in_a_sentence() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Matter("受26-0999".into()));
    stage.sees("没有找到 受26-0999");
    stage.has_focus("resident-other");
}

#[test]
fn the_visit_is_ended_by_ctrl_w() {
    let (mut stage, ..) = page(Lang::Zh);
    let today = stage.desk.today();
    assert_eq!(stage.desk.board(today).unwrap().serving.len(), 1);
    stage.press(&["Ctrl+W"]);
    assert_eq!(stage.desk.board(today).unwrap().serving.len(), 0);
}

#[test]
fn somebody_on_file_without_a_matter_has_a_page_that_says_so() {
    for (lang, sentence) in [(Lang::Zh, "还没有办过事"), (Lang::En, "Nothing was done here yet")] {
        let (desk, id, _) = told();
        let person = desk.resident(&id).unwrap();
        let nobody = Resident { id: "0000000099".into(), ..person };
        desk.store()
            .transact(|unit| {
                unit.put(&nobody)?;
                unit.entry(desk.now(), "", "test", "");
                Ok::<_, quanke::desk::DeskError>(())
            })
            .unwrap();
        let mut stage = open(desk, pc(lang), DRAWN, Route::Resident(nobody.id));
        stage.sees(sentence);
        stage.has_focus("resident-other");
        stage.press(&["Down", "Enter", "Ctrl+R", "Ctrl+W"]);
        stage.sees(sentence);
        stage.picture(&format!("r-empty-{lang:?}"));
    }
}

#[test]
fn every_size_language_and_look_shows_the_same() {
    for (size, name) in [(DRAWN, "1366"), ((1093, 558), "1093"), ((911, 465), "911")] {
        for lang in [Lang::Zh, Lang::En] {
            let (desk, id, _) = told();
            let mut stage = open(desk, pc(lang), size, Route::Resident(id));
            stage.sees("FB13");
            stage.picture(&format!("r1-{name}-{lang:?}"));
            stage.press(&["Down", "Home", "Down", "Enter"]);
            stage.sees(if lang == Lang::Zh { "作废" } else { "Void it" });
            stage.picture(&format!("r2-{name}-{lang:?}"));
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let (desk, id, _) = told();
        let mut stage = open(desk, dressed(Lang::Zh, look), DRAWN, Route::Resident(id));
        stage.press(&["Down", "Home"]);
        stage.sees("已受理");
        stage.picture(&format!("r1-{look:?}"));
        stage.press(&["Enter"]);
        stage.sees("补打最近一张");
        stage.picture(&format!("r2-{look:?}"));
    }
}

#[test]
fn only_what_was_accepted_today_counts_as_accepted_today() {
    let (desk, ..) = told();
    let accepted = || desk.board(desk.today()).unwrap().accepted_today;
    // A certificate refused, a form that waits for papers, and a matter of a year ago.
    assert_eq!(accepted(), 0);
    let form = common::whole_form(&desk, 1);
    let taken = desk.take_in(&form, &Decision::Accept).unwrap();
    assert_eq!(accepted(), 1);
    let _ = desk.void(&taken.intake.id, "录错了人").unwrap();
    assert_eq!(accepted(), 0);
}

#[test]
fn a_matter_is_handed_on_answered_done_and_asked_about_by_keys() {
    for lang in [Lang::Zh, Lang::En] {
        let (desk, _clock) = common::walking_desk(common::at(common::day(), 600));
        let form = common::whole_form(&desk, 1);
        let taken = desk.take_in(&form, &quanke::desk::Decision::Accept).unwrap();
        let (id, serial) = (taken.intake.id.clone(), taken.intake.serial().unwrap().to_string());
        let mut stage = common::open(desk, common::pc(lang), (1366, 698), Route::Matter(serial));
        let state = |stage: &common::Front| stage.desk.intake(&id).unwrap().state.name();
        // 转办 is the second of what can be done next.
        stage.press(&["Ctrl+W", "2"]);
        stage.has_focus("matter-reason");
        stage.press(&["Enter"]);
        stage.sees(lang.pick("原因", "reason"));
        stage.types("街道民政办");
        stage.picture(&format!("matter-onward-{}", lang.pick("zh", "en")));
        stage.press(&["Enter"]);
        assert_eq!(state(&stage), StateName::Forwarded);
        for (words, after) in [
            ("批了", StateName::Replied),
            ("已办好并告知本人", StateName::Done),
            ("满意", StateName::FedBack),
        ] {
            stage.press(&["Ctrl+W", "1"]);
            stage.types(words);
            stage.press(&["Ctrl+S"]);
            assert_eq!(state(&stage), after);
        }
        // 归档 needs no words.
        stage.press(&["Ctrl+W", "1", "Ctrl+S"]);
        assert_eq!(state(&stage), StateName::Archived);
        stage.press(&["Ctrl+W"]);
        stage.does_not_see(lang.pick("办理结果", "Result"));
    }
}

#[test]
fn a_paper_printed_again_is_counted_on_the_page_and_the_focus_stays() {
    let (desk, id, _) = told();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Resident(id));
    stage.press(&["Down", "Home", "Enter"]);
    stage.has_focus("matter-reprint");
    for times in [1, 2] {
        stage.press(&["Enter"]);
        stage.sees(&format!("打印 {times} 次"));
        stage.has_focus("matter-reprint");
    }
    stage.press(&["Esc"]);
    stage.sees("打印 2 次");
}
