//! 不予出具: a refusal entered by mistake is voided and keeps its number; the alternative is taken in one step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{desk, keys, picture, player, three_people};
use quanke::desk::{Desk, DeskError, NewDecline};
use quanke::domain::intake::StepRefusal;
use quanke::domain::lang::Lang;
use quanke::domain::visit::Outcome;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;

/// 健在证明
const ALIVE: u32 = 10;

fn liu(desk: &Desk) -> String {
    desk.find("lxy").unwrap().people[0].id.clone()
}

fn refuse(desk: &Desk, resident: Option<String>) -> String {
    let new = NewDecline { certificate: ALIVE, resident, ..NewDecline::default() };
    desk.decline(&new).unwrap().0.serial.to_string()
}

#[test]
fn a_voided_refusal_keeps_its_number_and_counts_no_more() {
    let desk = desk();
    three_people(&desk);
    let first = refuse(&desk, Some(liu(&desk)));
    let second = refuse(&desk, None);
    assert_eq!(desk.declined_this_year(ALIVE).unwrap().count, 2);
    assert_eq!(desk.declined_this_year(ALIVE).unwrap().last.as_deref(), Some(second.as_str()));
    let wrong = |reason: &str| {
        matches!(desk.void_decline(&first, reason), Err(DeskError::Step(StepRefusal::NoReason)))
    };
    assert!(wrong("") && wrong("  "));
    let void = desk.void_decline(&first, "登记错人").unwrap();
    assert_eq!(void.serial.to_string(), first);
    assert_eq!(void.void.as_deref(), Some("登记错人"));
    assert_eq!(void.voided.unwrap().staff, desk.session().staff);
    assert!(matches!(desk.void_decline(&first, "再来"), Err(DeskError::Step(StepRefusal::NotFrom { .. }))));
    assert_eq!(desk.declined_this_year(ALIVE).unwrap().count, 1);
    // The series goes on, and the voided number is never taken again.
    assert_eq!(refuse(&desk, None), "拒26-0003");
    // A visit that held nothing else has no outcome any more; one that did keeps it.
    let board = desk.board(desk.today()).unwrap();
    let outcomes: Vec<_> = board
        .left
        .iter()
        .filter(|line| !line.visit.declines.is_empty())
        .map(|line| line.visit.outcome)
        .collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_none()).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Some(Outcome::Declined)).count(), 2);
    // Printed again, its paper is marked as nothing anybody can use.
    let mut paper = quanke::paper::compose::compose(&desk.paper(&first).unwrap(), false);
    assert!(paper.marks_mut().specimen);
}

#[test]
fn the_alternative_is_taken_in_one_commit() {
    let desk = desk();
    three_people(&desk);
    let before = desk.store().last_seq().unwrap();
    let new = NewDecline { certificate: ALIVE, resident: Some(liu(&desk)), ..NewDecline::default() };
    let (record, opened) = desk.decline_instead(&new, "FB12").unwrap();
    assert_eq!(desk.store().last_seq().unwrap(), before + 1);
    assert_eq!(record.visit, opened.visit.id, "one person, one visit");
    assert_eq!(opened.visit.declines, [record.serial.to_string()]);
    assert_eq!(opened.draft.resident, new.resident);
    assert!(opened.visit.left.is_none(), "and it goes on");
    assert!(desk.reopen(&opened.draft.id).is_ok());
    assert_eq!(
        desk.paper(&record.serial.to_string()).unwrap().issued.prints.len(),
        0,
        "its slip can be printed"
    );
}

#[test]
fn with_an_alternative_that_is_not_offered_nothing_is_recorded() {
    let desk = desk();
    let mut item = desk.book().catalogue.item("FB12").unwrap().clone();
    item.retired = true;
    desk.save_item(&item).unwrap();
    let before = desk.store().last_seq().unwrap();
    let new = NewDecline { certificate: ALIVE, ..NewDecline::default() };
    assert!(matches!(desk.decline_instead(&new, "FB12"), Err(DeskError::Retired { .. })));
    assert!(matches!(desk.decline_instead(&new, "XX99"), Err(DeskError::Unknown { .. })));
    assert_eq!(desk.store().last_seq().unwrap(), before);
    assert_eq!(desk.declined_this_year(ALIVE).unwrap().count, 0);
}

#[test]
fn the_worker_voids_it_from_the_residents_page_and_from_the_catalogue() {
    for lang in [Lang::Zh, Lang::En] {
        let data = tempfile::tempdir().unwrap();
        let desk = desk();
        three_people(&desk);
        let person = liu(&desk);
        let first = refuse(&desk, Some(person.clone()));
        let mut player = player(desk, lang, data.path(), (1366, 698), 1.0);
        player.send(Message::Go(Route::Resident(person))).unwrap();
        // The newest line of the list is the refusal.
        let not_issued = if lang == Lang::Zh { "不予出具" } else { "Not issued" };
        let void = if lang == Lang::Zh { "已作废" } else { "Void" };
        assert!(player.has_text(not_issued), "{:?}", player.texts());
        player.click_text(not_issued).unwrap();
        player.click_id("matter-void").unwrap();
        let _ = keys(&mut player, "Enter");
        let why = if lang == Lang::Zh { "请写原因" } else { "reason" };
        assert!(player.texts().iter().any(|text| text.contains(why)), "{:?}", player.texts());
        player.ime_commit("登记错人").unwrap();
        let _ = keys(&mut player, "Enter");
        assert!(player.has_text("登记错人"), "{:?}", player.texts());
        assert!(player.texts().iter().any(|text| text == void), "{:?}", player.texts());
        picture(&mut player, &format!("void-decline-{}", lang.tag()));
        assert!(player.click_id("matter-void").is_err(), "once is enough");
        let _ = keys(&mut player, "Esc");
        assert!(
            player.texts().iter().any(|text| text == void),
            "the list shows it too: {:?}",
            player.texts()
        );
        // One without a name is found again by its certificate.
        let desk = player.program().desk().unwrap();
        let second = refuse(&desk, None);
        player.send(Message::Go(Route::Decline { certificate: ALIVE, resident: None, visit: None })).unwrap();
        picture(&mut player, &format!("decline-last-{}", lang.tag()));
        player.click_id("decline-last").unwrap();
        assert!(player.texts().contains(&second), "{:?}", player.texts());
        player.click_id("matter-void").unwrap();
        player.ime_commit("多登记一次").unwrap();
        let _ = keys(&mut player, "Enter");
        assert_eq!(desk.declined_this_year(ALIVE).unwrap().count, 0, "{:?}", player.texts());
        assert!(desk.paper(&first).is_ok() && desk.paper(&second).is_ok(), "the numbers stay");
    }
}

#[test]
fn nothing_is_cut_at_any_zoom() {
    for lang in [Lang::Zh, Lang::En] {
        for scale in [1.0_f32, 1.25, 1.5] {
            let data = tempfile::tempdir().unwrap();
            let desk = desk();
            let _ = refuse(&desk, None);
            let mut player = player(desk, lang, data.path(), (1366, 698), scale);
            player
                .send(Message::Go(Route::Decline { certificate: ALIVE, resident: None, visit: None }))
                .unwrap();
            picture(&mut player, &format!("decline-{}-{scale}", lang.tag()));
            let last = player.place_of_id("decline-last").unwrap();
            assert!(last.width > 90.0 && last.height > 35.0, "{last:?}");
            for id in ["decline-register", "decline-print"] {
                let at = player.place_of_id(id).unwrap();
                assert!(at.height > 35.0, "{id}: {at:?}");
                assert!(last.intersection(&at).is_none(), "{id} lies under the last one");
            }
        }
    }
}
