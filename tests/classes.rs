//! 课程 as the worker uses it, by mouse and by keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod university;

use common::{Front, Hand, desk_on, dressed, open, pc};
use quanke::domain::class::{Mark, Place};
use quanke::domain::lang::Lang;
use quanke::this_pc::Appearance;
use quanke::ui::ctx::Route;
use university::{CLASS, class_of_three, enrols, lessons, on_file, signs, term};

const DRAWN: (u32, u32) = (1366, 698);

fn empty(lang: Lang) -> Front {
    open(desk_on(Hand::on(2026, 8, 27)), pc(lang), DRAWN, Route::Classes(None))
}

/// 声乐提高班 in October with three learners, one waiting, five lessons held.
fn october(lang: Lang, size: (u32, u32)) -> Front {
    let (desk, _) = university::october();
    open(desk, pc(lang), size, Route::Classes(None))
}

#[test]
fn a_term_a_class_and_its_lessons_are_made_by_keys_alone() {
    let mut stage = empty(Lang::Zh);
    stage.sees("还没有学期");
    stage.has_focus("classes-new-term");
    stage.picture("c-no-term");
    stage.press(&["Enter"]);
    // The next usual term stands there already.
    stage.has_focus("class-name");
    stage.picture("c-term");
    stage.press(&["Ctrl+S"]);
    assert_eq!(stage.desk.book().terms[0].name, "2026秋");
    stage.sees("这个学期还没有班");
    stage.has_focus("classes-new-class");
    stage.press(&["Enter"]);
    stage.has_focus("class-course");
    stage.types("声乐");
    stage.press(&["Enter"]);
    stage.types("声乐提高班");
    stage.press(&["Enter"]);
    stage.types("测试教师");
    stage.picture("c-class");
    stage.press(&["Ctrl+S"]);
    let book = stage.desk.book();
    assert_eq!((book.courses[0].name.as_str(), book.class_groups[0].capacity), ("声乐", 35));
    stage.sees("还没有人报名");
    stage.has_focus("classes-enrol");
    // The lessons of the whole term.
    stage.press(&["3"]);
    stage.has_focus("classes-first-thing");
    stage.picture("c-no-lesson");
    stage.press(&["Enter", "6"]);
    stage.types("9-11");
    stage.press(&["Enter"]);
    stage.types("syj");
    stage.picture("c-weekly-room");
    stage.press(&["Enter", "Ctrl+S"]);
    stage.sees("共 17 次：照常 15，跳过 2，改期 0");
    stage.picture("c-weekly-plan");
    stage.press(&["Ctrl+S"]);
    let group = stage.desk.book().class_groups[0].clone();
    assert_eq!(stage.desk.class_lessons(&group.id).unwrap().len(), 15);
    stage.sees("周六 09:00–11:00");
    stage.picture("c-lessons-new");
}

#[test]
fn what_is_wrong_in_a_dialog_stands_beside_its_field_and_has_the_focus() {
    let mut stage = empty(Lang::Zh);
    term(&stage.desk);
    stage.player.send(quanke::ui::app::Message::Go(Route::Classes(None))).unwrap();
    stage.press(&["Enter", "Ctrl+S"]);
    stage.sees("这一项要填");
    stage.has_focus("class-course");
    stage.types("书法");
    stage.press(&["Enter"]);
    stage.types("书法班");
    stage.player.click_id("class-capacity").unwrap();
    stage.press(&["Backspace", "Backspace"]);
    stage.types("0");
    stage.press(&["Ctrl+S"]);
    stage.sees("名额至少 1 人");
    stage.has_focus("class-capacity");
    stage.picture("c-class-wrong");
    stage.press(&["Esc"]);
    stage.has_focus("classes-new-class");
    assert!(stage.desk.book().class_groups.is_empty());
    // A term of that name is there.
    stage.player.click_id("classes-new-term").unwrap();
    stage.player.click_id("class-name").unwrap();
    stage.press(&["Ctrl+A"]);
    stage.types("2026秋");
    stage.press(&["Ctrl+S"]);
    stage.sees("已有这个学期");
    stage.has_focus("class-name");
}

/// The fields of a form that stand before its papers: answered one after the other, each with Enter.
fn answers(stage: &mut Front, all: &[(&str, &str)]) {
    for (id, text) in all {
        stage.player.click_id(&format!("f:{id}")).unwrap();
        stage.press(&["Ctrl+A"]);
        stage.types(text);
        stage.press(&["Enter"]);
    }
}

#[test]
fn somebody_on_file_is_enrolled_by_a_few_letters_in_the_items_form_with_a_receipt() {
    let mut stage = october(Lang::Zh, DRAWN);
    let id = on_file(&stage.desk);
    let group = university::group(&stage.desk);
    stage.press(&["Enter"]);
    stage.player.click_id("classes-enrol").unwrap();
    stage.has_focus("class-person");
    stage.types("lxy");
    stage.sees("刘*英");
    stage.picture("c-enrol-found");
    stage.press(&["Enter"]);
    stage.does_not_see("刘秀英");
    stage.has_focus("class-save");
    stage.press(&["Enter"]);
    // Class and term are filled in; the class has three places, so she waits.
    stage.has(CLASS);
    answers(&mut stage, &[("emergency_contact", "测试家属"), ("emergency_phone", "13800000009")]);
    for key in ["health_declared", "waitlist_ok"] {
        stage.player.click_id(&format!("f:{key}")).unwrap();
        stage.press(&["1"]);
    }
    stage.press(&["Ctrl+M"]);
    stage.picture("c-enrol-form");
    stage.press(&["Ctrl+P"]);
    let roster = stage.desk.roster(&group.id).unwrap();
    let waits = roster.waiting.last().unwrap();
    assert_eq!(waits.resident.as_ref(), Some(&id));
    let serial = waits.serial.unwrap().to_string();
    assert!(stage.papers().iter().any(|name| name.contains(&serial)), "{serial} among {:?}", stage.papers());
    assert!(stage.desk.intake(waits.intake.as_ref().unwrap()).is_ok(), "a matter like any other");
}

#[test]
fn somebody_not_on_file_is_enrolled_by_name() {
    let mut stage = empty(Lang::Zh);
    term(&stage.desk);
    let group = class_of_three(&stage.desk);
    stage.player.send(quanke::ui::app::Message::Go(Route::Classes(Some(group.id.clone())))).unwrap();
    stage.has_focus("classes-enrol");
    stage.press(&["Enter"]);
    stage.has_focus("class-person");
    stage.types("测试庚");
    stage.picture("c-enrol-name");
    stage.press(&["Ctrl+S"]);
    // Masked, since the caret is elsewhere.
    assert_eq!(common::typed(&mut stage.player, "f:_name"), "测*庚");
    stage.has(CLASS);
    stage.has("2026秋");
}

#[test]
fn who_moves_up_is_told_with_the_phone_to_call() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.press(&["Enter"]);
    stage.has_focus("classes-table");
    stage.press(&["Ctrl+D", "Ctrl+S"]);
    stage.has_focus("class-reason");
    stage.sees("这一项要填");
    stage.types("搬家");
    stage.press(&["Ctrl+S"]);
    stage.sees("学*丁 候补到了名额，请打电话告知：138****0004");
    stage.picture("c-moved-up");
    stage.player.hold("F8").unwrap();
    stage.sees("学员丁 候补到了名额，请打电话告知：13800000004");
    stage.player.release("F8").unwrap();
    stage.does_not_see("13800000004");
    stage.sees("退出 1 人");
    stage.sees("搬家");
    stage.press(&["Esc"]);
    stage.does_not_see("候补到了名额");
    let roster = stage.desk.roster(&university::group(&stage.desk).id).unwrap();
    assert_eq!((roster.enrolled.len(), roster.waiting.len(), roster.left.len()), (3, 0, 1));
    assert!(matches!(roster.left[0].place, Place::Left { .. }));
}

#[test]
fn a_note_is_kept_with_the_learner() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.press(&["Enter", "Down", "Enter"]);
    stage.has_focus("class-note");
    stage.types("听力不好，坐前排");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("classes-table");
    stage.sees("听力不好，坐前排");
    let roster = stage.desk.roster(&university::group(&stage.desk).id).unwrap();
    assert_eq!(roster.enrolled[1].note, "听力不好，坐前排");
}

#[test]
fn a_lesson_is_signed_in_by_digits_and_saved_in_one_commit() {
    let mut stage = october(Lang::Zh, DRAWN);
    let group = university::group(&stage.desk);
    stage.press(&["Enter", "2"]);
    stage.has_focus("classes-matrix");
    stage.sees("第 4 次 10月10日 周六 09:00–11:00");
    stage.press(&["4", "2", "Space", "Up", "0", "Ctrl+M"]);
    stage.sees("3 处还没有保存");
    stage.picture("c-sign-dirty");
    let before = lines(&stage);
    stage.press(&["Ctrl+S"]);
    assert_eq!(lines(&stage), before + 1, "a lesson is one line of the journal");
    let overview = stage.desk.class_overview(&group.id).unwrap();
    let marks: Vec<Option<Mark>> = overview.learners.iter().map(|learner| learner.marks[3]).collect();
    assert_eq!(marks, [Some(Mark::Absent), Some(Mark::Present), Some(Mark::Present)]);
    stage.does_not_see("还没有保存");
    // The lesson after has not come yet.
    stage.press(&["Right", "1"]);
    stage.sees("10月18日还没到，不能签到");
    assert_eq!(lines(&stage), before + 1);
}

fn lines(stage: &Front) -> u64 {
    stage.desk.store().last_seq().unwrap()
}

#[test]
fn marks_are_made_with_the_mouse_too_and_leaving_tells_of_them_first() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.player.click_text("签到").unwrap();
    stage.player.click_text("迟到").unwrap();
    stage.sees("1 处还没有保存");
    stage.press(&["F2"]);
    stage.sees("签到还没有保存。再离开一次就不保存了");
    stage.player.click_id("classes-save-marks").unwrap();
    stage.does_not_see("还没有保存");
    let group = university::group(&stage.desk);
    assert_eq!(stage.desk.class_overview(&group.id).unwrap().learners[0].marks[3], Some(Mark::Late));
    stage.press(&["F2"]);
    stage.does_not_see("花名册");
}

#[test]
fn who_taught_is_kept_with_the_lesson() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.press(&["2"]);
    stage.player.click_id("classes-taught").unwrap();
    stage.types("代课教师");
    stage.press(&["Enter"]);
    stage.has_focus("classes-matrix");
    stage.press(&["Ctrl+M", "Ctrl+S", "1"]);
    stage.press(&["Ctrl+S"]);
    let group = university::group(&stage.desk);
    let overview = stage.desk.class_overview(&group.id).unwrap();
    assert_eq!(overview.sheets[&overview.lessons[3].id].taught_by, "代课教师");
}

#[test]
fn six_absences_are_told_with_a_word_and_attendance_in_percent() {
    let (desk, clock) = university::october();
    let group = university::group(&desk);
    clock.set(2026, 12, 27);
    signs(&desk, &group.id, |lesson, learner| match learner {
        0 => Some(if lesson % 5 < 3 { Mark::Present } else { Mark::Excused }),
        1 if lesson >= 8 => Some(Mark::Absent),
        _ => Some(Mark::Present),
    });
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Classes(Some(group.id)));
    stage.sees("1 人连缺 6 次以上");
    stage.press(&["2"]);
    stage.sees("连缺 7 次");
    stage.sees("53% 8/15");
    stage.picture("c-sign-warned");
    stage.player.send(quanke::ui::app::Message::Go(Route::Classes(None))).unwrap();
    stage.press(&["4"]);
    stage.sees("3 人中 2 人达到 60%，可以结业");
    stage.sees("未达到");
    stage.picture("c-certificates");
}

#[test]
fn a_lesson_falls_out_and_is_made_up_elsewhere_than_where_something_is() {
    let mut stage = october(Lang::Zh, DRAWN);
    let group = university::group(&stage.desk);
    stage.press(&["3"]);
    stage.has_focus("classes-table");
    stage.sees("从 10月17日 改来");
    stage.press(&["Ctrl+D"]);
    stage.types("停电");
    stage.press(&["Ctrl+S"]);
    stage.sees("停电");
    let held = stage.desk.class_lessons(&group.id).unwrap().len();
    // The make-up lesson: the usual hours and room stand there; something is in that room on that day.
    stage.player.click_id("classes-make-up").unwrap();
    stage.has_focus("class-day");
    stage.sees("补 10月17日 的课");
    stage.types("10-20");
    stage.press(&["Ctrl+S"]);
    stage.has_focus("class-hours");
    stage.sees("这个时间已被占用");
    stage.sees("可以改到：");
    stage.picture("c-make-up-clash");
    stage.player.click_id("class-offer-0").unwrap();
    stage.has_focus("class-save");
    stage.press(&["Enter"]);
    let lessons = stage.desk.class_lessons(&group.id).unwrap();
    assert_eq!(lessons.len(), held + 1);
    stage.sees("补 10月17日 的课");
    stage.picture("c-lessons");
    // Enter on a lesson goes to its sign-in.
    stage.press(&["Home", "Enter"]);
    stage.has_focus("classes-matrix");
    stage.sees("第 1 次");
}

#[test]
fn a_class_is_merged_into_another_with_the_reason() {
    let mut stage = october(Lang::Zh, DRAWN);
    let other = university::class(&stage.desk, "声乐基础班", 35);
    stage.player.send(quanke::ui::app::Message::Go(Route::Classes(None))).unwrap();
    stage.player.click_id("classes-close").unwrap();
    stage.has_focus("class-how");
    stage.press(&["2"]);
    stage.has_focus("class-into");
    stage.press(&["Down", "Enter"]);
    stage.types("人数不够");
    stage.picture("c-close");
    stage.press(&["Ctrl+S"]);
    stage.sees("已停办：并入声乐基础班：人数不够");
    let group = university::group(&stage.desk);
    assert_eq!(group.closed.as_deref(), Some("并入声乐基础班：人数不够"));
    assert!(other.closed.is_none());
}

#[test]
fn the_running_term_is_open_first_and_another_is_a_key_away() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.sees("第 7 周");
    stage.press(&["PageUp"]);
    stage.sees("2026春");
    stage.sees("这个学期还没有班");
    stage.press(&["PageDown"]);
    stage.sees(CLASS);
}

fn tabs(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["花名册", "签到", "课次", "结业"],
        Lang::En => ["Roster", "Sign-in", "Lessons", "Certificates"],
    }
}

#[test]
fn every_tab_in_every_size_language_and_look() {
    for (size, name) in [(DRAWN, "1366"), ((1093, 558), "1093"), ((911, 465), "911")] {
        for lang in [Lang::Zh, Lang::En] {
            let (desk, _) = university::october();
            let group = university::group(&desk);
            let mut stage = open(desk, pc(lang), size, Route::Classes(Some(group.id)));
            for (tab, name_of_it) in (1..).zip(tabs(lang)) {
                stage.player.click_text(name_of_it).unwrap();
                stage.sees(CLASS);
                stage.picture(&format!("c{tab}-{name}-{lang:?}"));
                for text in stage.player.texts() {
                    assert!(!text.contains("No localization"), "{text}");
                }
            }
            stage.press(&["Esc"]);
            if name == "911" {
                stage.has_focus("classes-list");
                stage.picture(&format!("c0-{name}-{lang:?}"));
                stage.press(&["Enter", "1"]);
            } else {
                stage.player.send(quanke::ui::app::Message::Go(Route::Classes(None))).unwrap();
            }
            stage.player.click_id("classes-enrol").unwrap();
            stage.picture(&format!("c5-{name}-{lang:?}"));
        }
    }
    for look in [Appearance::Dark, Appearance::HighContrast] {
        let (desk, _) = university::october();
        let mut stage = open(desk, dressed(Lang::Zh, look), DRAWN, Route::Classes(None));
        for (tab, name_of_it) in (1..).zip(tabs(Lang::Zh)) {
            stage.player.click_text(name_of_it).unwrap();
            stage.sees(CLASS);
            stage.picture(&format!("c{tab}-{look:?}"));
        }
    }
}

#[test]
fn the_waiting_list_stands_below_in_order() {
    let (desk, _) = university::october();
    let group = university::group(&desk);
    let _ = enrols(&desk, &group.id, "学员戊", 5, true);
    assert_eq!(lessons(&desk, &group.id).len(), 15);
    let mut stage = open(desk, pc(Lang::En), DRAWN, Route::Classes(Some(group.id)));
    stage.sees("2 waiting, in order");
    stage.sees("W2");
}

#[test]
fn the_form_of_enrolment_offers_classes_with_their_time_and_places() {
    let (desk, _) = university::october();
    let free = university::class(&desk, "书法入门班", 20);
    let full = university::group(&desk);
    let opened = desk.open_form("PT04", None, None).unwrap();
    let mut stage = open(desk, pc(Lang::Zh), DRAWN, Route::Intake(Box::new(opened)));
    stage.player.click_id("f:course").unwrap();
    stage.types("sy");
    stage.sees("声乐提高班 周六 09:00–11:00 已满，候补 1");
    stage.picture("c-form-picker");
    stage.press(&["Enter"]);
    // The term goes with the class, and a full class says so before anything is printed.
    stage.sees("2026秋");
    stage.sees("名额已满，已有 1 人候补。可选“愿候补”。");
    stage.does_not_see(&full.id);
    stage.picture("c-form-full");
    stage.player.click_id("f:waitlist_ok").unwrap();
    stage.press(&["1"]);
    stage.does_not_see("名额已满");
    stage.player.click_id("f:course").unwrap();
    stage.press(&["Ctrl+A"]);
    stage.types("书法");
    stage.press(&["Enter"]);
    stage.sees("书法入门班 还没有排课 余 20");
    stage.does_not_see(&free.id);
}

#[test]
fn what_is_open_is_printed_by_ctrl_p() {
    let mut stage = october(Lang::Zh, DRAWN);
    stage.press(&["Ctrl+P"]);
    stage.sees("花名册-");
    for tab in ["签到", "结业"] {
        stage.player.click_text(tab).unwrap();
        stage.press(&["Ctrl+P"]);
    }
    let papers = stage.papers();
    for kind in ["花名册", "签到表", "结业名单"] {
        assert!(papers.iter().any(|name| name.starts_with(kind)), "no {kind} among {papers:?}");
    }
    // The lessons have no paper of their own.
    stage.player.click_text("课次").unwrap();
    stage.press(&["Ctrl+P"]);
    assert_eq!(stage.papers().len(), 3, "{papers:?}");
}
