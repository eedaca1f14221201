//! 事项 and 不予出具: finding what the centre does, and declining what it may not issue, by keyboard alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Front, clock_on, declines, desk_on, dressed, open, pc};
use quanke::domain::lang::Lang;
use quanke::paper::{Fonts, compose, render};
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;

const DRAWN: (u32, u32) = (1366, 698);

fn at_items(lang: Lang) -> Front {
    open(desk_on(clock_on(2026, 5, 7)), pc(lang), DRAWN, Route::Catalogue(None))
}

fn at_decline(lang: Lang) -> Front {
    let desk = desk_on(clock_on(2026, 5, 7));
    for (times, body) in [(4, "某银行西环路网点"), (2, "某保险公司"), (1, "区人社局")] {
        for _ in 0..times {
            declines(&desk, 10, body, None);
        }
    }
    let route = Route::Decline { certificate: 10, resident: None, visit: None };
    open(desk, pc(lang), DRAWN, route)
}

#[test]
fn the_worker_finds_an_item_by_its_initials_and_reads_the_guide() {
    let mut stage = at_items(Lang::Zh);
    stage.has_focus("catalogue-search");
    stage.sees("五小事项 32");
    stage.sees("不予出具证明 20");
    stage.types("glbt");
    stage.sees("高龄老人补贴申请协助");
    stage.sees("本省户籍，年满 70 周岁");
    stage.sees("收齐后 2 个工作日内送出");
    // 9 May 2026 is a Saturday on which people work.
    stage.sees("5月9日 星期六（调休上班）");
    stage.sees("不收费");
    stage.sees("代收代办凭证，一式两联");
    stage.sees("咨询 0913-200 0000");
    stage.has("部分待核实");
    stage.does_not_see("信息咨询");
    stage.picture("typed");
}

#[test]
fn a_number_means_the_item_of_that_number() {
    let mut stage = at_items(Lang::Zh);
    stage.types("12");
    stage.sees("FB12");
    stage.does_not_see("FB13");
    stage.press(&["Esc"]);
    stage.sees("FB13");
    stage.has_focus("catalogue-search");
}

#[test]
fn enter_in_the_search_field_opens_the_form_of_the_chosen_item() {
    let mut stage = at_items(Lang::Zh);
    stage.types("glbt");
    stage.press(&["Enter"]);
    let board = stage.desk.board(stage.desk.today()).unwrap();
    assert_eq!(board.serving.len(), 1);
    assert_eq!(board.serving[0].drafts[0].item, "FB13");
}

#[test]
fn arrows_walk_the_list_from_the_search_field_and_ctrl_f_comes_back() {
    let mut stage = at_items(Lang::Zh);
    stage.press(&["Down", "Down"]);
    stage.sees("活动室预约");
    stage.press(&["Tab", "Tab"]);
    stage.has_focus("catalogue-list");
    stage.press(&["End"]);
    stage.sees("DX32");
    stage.press(&["Home", "Right"]);
    // The first line of the next column: 提供小方便.
    stage.sees("设施维护");
    stage.press(&["Ctrl+F"]);
    stage.has_focus("catalogue-search");
}

#[test]
fn the_guide_is_printed_from_any_field() {
    let mut stage = at_items(Lang::Zh);
    stage.types("glbt");
    stage.press(&["Ctrl+T"]);
    assert_eq!(stage.papers().len(), 1, "{:?}", stage.papers());
}

#[test]
fn what_is_not_found_says_where_else_it_is() {
    let mut stage = at_items(Lang::Zh);
    stage.types("jzzm");
    stage.sees("没有“jzzm”这样的事项");
    stage.picture("nothing");
    stage.player.click_id("catalogue-other").unwrap();
    stage.sees("健在证明");
    stage.types("zzzz");
    stage.sees("没有“jzzmzzzz”这样的证明");
}

#[test]
fn a_retired_item_is_not_listed() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let mut item = desk.book().catalogue.item("FB13").unwrap().clone();
    item.retired = true;
    desk.save_item(&item).unwrap();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Catalogue(Some("FB13".into())));
    stage.sees("五小事项 31");
    stage.does_not_see("FB13");
    stage.types("13");
    stage.sees("没有“13”这样的事项");
    stage.press(&["Ctrl+T", "Enter"]);
    assert!(stage.papers().is_empty());
    assert!(stage.desk.board(stage.desk.today()).unwrap().serving.is_empty());
}

#[test]
fn a_certificate_is_declined_and_its_slip_printed_by_one_key() {
    let mut stage = at_decline(Lang::Zh);
    stage.has_focus("decline-asked");
    stage.sees("健在证明");
    stage.sees("今年 7 次");
    stage.sees("某银行西环路网点要 4 次");
    stage.sees("您要的“健在证明”，社区不能开。");
    stage.picture("declined");
    stage.press(&["Ctrl+P"]);
    assert_eq!(stage.papers().len(), 1);
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 8);
    // Back at the reception: the panel is gone.
    stage.does_not_see("为什么");
}

#[test]
fn the_recent_body_is_taken_by_down_and_enter() {
    let mut stage = at_decline(Lang::Zh);
    stage.press(&["Down", "Enter"]);
    stage.has_focus("decline-asked");
    stage.press(&["Ctrl+S"]);
    assert!(stage.papers().is_empty(), "只登记 prints nothing");
    assert_eq!(stage.desk.recent_asking_bodies(1).unwrap(), ["区人社局"]);
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 8);
    stage.sees("已登记不予出具");
}

#[test]
fn down_where_nobody_has_asked_before_stays_with_the_certificate() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let route = Route::Decline { certificate: 10, resident: None, visit: None };
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, route);
    stage.has_focus("decline-asked");
    stage.press(&["Down", "Enter", "Ctrl+S"]);
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 1);
    assert_eq!(stage.desk.declined_this_year(11).unwrap().count, 0);
}

#[test]
fn the_body_is_found_by_its_initials() {
    let mut stage = at_decline(Lang::Zh);
    stage.types("bx");
    stage.does_not_see("区人社局");
    stage.press(&["Down", "Enter", "Ctrl+S"]);
    assert_eq!(stage.desk.recent_asking_bodies(1).unwrap(), ["某保险公司"]);
}

#[test]
fn a_second_press_before_the_answer_does_not_decline_twice() {
    let mut stage = at_decline(Lang::Zh);
    let key = quanke::ui::app::Message::Key(quanke::ui::shortcut::Command::Print);
    stage.player.send_all(vec![key.clone(), key]).unwrap();
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 8);
}

#[test]
fn the_alternative_is_opened_and_the_refusal_kept_in_one_visit() {
    let mut stage = at_decline(Lang::Zh);
    stage.press(&["Ctrl+O"]);
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 8);
    let board = stage.desk.board(stage.desk.today()).unwrap();
    assert_eq!(board.serving.len(), 1);
    assert_eq!(board.serving[0].drafts[0].item, "FB12");
    assert_eq!(board.serving[0].visit.declines.len(), 1);
}

#[test]
fn escape_takes_one_step_back() {
    let mut stage = at_decline(Lang::Zh);
    stage.press(&["Down", "Esc"]);
    stage.has_focus("decline-asked");
    stage.sees("为什么");
    stage.press(&["Esc"]);
    stage.does_not_see("为什么");
    assert_eq!(stage.desk.declined_this_year(10).unwrap().count, 7);
}

#[test]
fn a_certificate_is_chosen_from_the_list_by_keys() {
    let mut stage = at_items(Lang::Zh);
    stage.press(&["Ctrl+D"]);
    stage.types("chusheng");
    stage.press(&["Enter"]);
    stage.has_focus("decline-asked");
    stage.sees("您要的“出生证明”，社区不能开。");
}

#[test]
fn english_reads_english_and_the_slip_stays_chinese() {
    let mut stage = at_decline(Lang::En);
    stage.sees("Proof of being alive");
    stage.sees("7 times this year");
    stage.sees("4 for 某银行西环路网点");
    stage.sees("您要的“健在证明”，社区不能开。");
    stage.press(&["F6"]);
    stage.types("old-age");
    stage.sees("Advanced-age allowance application help");
    stage.sees("Handed on within 2 working days of a full set");
    stage.sees("Sat 9 May (make-up workday)");
    stage.has("In part to be checked");
}

#[test]
fn in_a_narrow_window_the_guide_stands_in_place_of_the_list() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let mut stage = open(desk, pc(Lang::Zh), (911, 465), Route::Catalogue(None));
    stage.sees("信息咨询");
    stage.does_not_see("要带什么");
    stage.press(&["Ctrl+O"]);
    stage.sees("谁能办");
    stage.press(&["Esc"]);
    stage.does_not_see("谁能办");
    stage.has_focus("catalogue-search");
    // The chosen row is scrolled into view.
    stage.types("dx32");
    stage.press(&["Esc", "Tab", "Tab", "End"]);
    stage.sees("DX32");
}

#[test]
fn every_size_language_and_look_shows_the_same() {
    let sizes = [((1366, 698), "1366"), ((1093, 558), "1093"), ((911, 465), "911")];
    for lang in [Lang::Zh, Lang::En] {
        for (size, name) in sizes {
            let route = Route::Catalogue(Some("FB13".into()));
            let mut stage = open(desk_on(clock_on(2026, 5, 7)), pc(lang), size, route);
            stage.picture(&format!("f1-{name}-{lang:?}"));
            stage.sees(if lang == Lang::Zh {
                "高龄老人补贴申请协助"
            } else {
                "Advanced-age allowance"
            });
            if size.0 < 1000 {
                stage.press(&["F6"]);
                stage.picture(&format!("f1-list-{name}-{lang:?}"));
            }
            let desk = desk_on(clock_on(2026, 5, 7));
            declines(&desk, 10, "某银行西环路网点", None);
            declines(&desk, 10, "某保险公司", None);
            let route = Route::Decline { certificate: 10, resident: None, visit: None };
            let mut stage = open(desk, pc(lang), size, route);
            stage.press(&["Down"]);
            stage.sees("某保险公司");
            stage.picture(&format!("f2-{name}-{lang:?}"));
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let desk = desk_on(clock_on(2026, 5, 7));
        let route = Route::Catalogue(Some("FB13".into()));
        let mut stage = open(desk, dressed(Lang::Zh, look), DRAWN, route);
        stage.press(&["Tab", "Tab"]);
        stage.picture(&format!("f1-{look:?}"));
        stage.press(&["Ctrl+D", "Enter"]);
        stage.types("某银行西环路网点");
        stage.sees("不予出具证明告知单");
        stage.picture(&format!("f2-{look:?}"));
    }
}

/// Every item's notice is handed over, in either size of type; the longest is that of FB09.
#[test]
fn no_notice_of_an_item_is_above_forty_kilobytes() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let (book, fonts) = (desk.book(), Fonts::bundled().unwrap());
    let mut sizes: Vec<(usize, String)> = Vec::new();
    for item in book.catalogue.offered() {
        for large in [false, true] {
            let paper = compose::guide(item, &book, desk.today(), large);
            let pdf = render(&paper, &fonts, desk.now().naive_local()).unwrap().pdf;
            sizes.push((pdf.len(), format!("{}, large type: {large}", item.code)));
        }
    }
    assert_eq!(sizes.len(), 64);
    let longest = sizes.into_iter().max().unwrap();
    assert!(longest.0 <= 40 << 10, "{longest:?}");
}
