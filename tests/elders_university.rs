//! 老年大学: a class with places, a waiting list, a sign-in sheet a lesson, and certificates at the end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;

use std::collections::BTreeMap;

use centre::{Centre, at, centre, day, slot};
use quanke::desk::{Decision, DeskError, Edit, NewEnrolment, RoomsError, Scope};
use quanke::domain::class::{ClassGroup, Course, EnrolmentRefusal, Mark, Place, Share, Term};
use quanke::domain::masked::Masked;
use quanke::domain::name::PersonName;
use quanke::domain::series::Choices;
use quanke::paper::compose::sheet;
use quanke::paper::office::SheetOf;

fn class(centre: &Centre, name: &str, capacity: u32) -> ClassGroup {
    let desk = &centre.desk;
    for term in Term::usual(2026) {
        desk.save_term(&term).unwrap();
    }
    let course =
        desk.save_course(&Course { id: String::new(), name: "声乐".into(), retired: false }).unwrap();
    desk.save_class(&ClassGroup {
        id: String::new(),
        course: course.id,
        term: "2026秋".into(),
        name: name.into(),
        teacher: "测试教师".into(),
        substitute: String::new(),
        capacity,
        least: 0,
        series: None,
        closed: None,
    })
    .unwrap()
}

fn learner(group: &ClassGroup, name: &str, wants_to_wait: bool) -> NewEnrolment {
    NewEnrolment {
        group: group.id.clone(),
        resident: None,
        name: Masked::new(PersonName::new(name).unwrap()),
        sex: None,
        birth: Some(chrono::NaiveDate::from_ymd_opt(1955, 3, 1).unwrap()),
        phone: None,
        emergency_contact: "测试家属".into(),
        emergency_phone: None,
        address: "测试小区 1号楼".into(),
        wants_to_wait,
    }
}

fn refusal(error: DeskError) -> EnrolmentRefusal {
    match error {
        DeskError::Enrolment(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_comes_after_the_last_place_waits_in_order_and_moves_up_when_one_leaves() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 2);
    let first = desk.enrol(&learner(&group, "学员甲", false)).unwrap();
    let _ = desk.enrol(&learner(&group, "学员乙", false)).unwrap();
    let full = refusal(desk.enrol(&learner(&group, "学员丙", false)).unwrap_err());
    assert_eq!(full, EnrolmentRefusal::Full { waiting: 0 });
    let third = desk.enrol(&learner(&group, "学员丙", true)).unwrap();
    let fourth = desk.enrol(&learner(&group, "学员丁", true)).unwrap();
    assert_eq!((&third.place, &fourth.place), (&Place::Waiting, &Place::Waiting));
    // Nobody fills in a form here, so no number is taken either.
    assert_eq!(fourth.serial, None);
    assert!(desk.leave_class(&first.id, " ").is_err());
    let left = desk.leave_class(&first.id, "搬家").unwrap();
    assert_eq!(left.moved_up.unwrap().id, third.id);
    let roster = desk.roster(&group.id).unwrap();
    assert_eq!((roster.enrolled.len(), roster.waiting.len(), roster.left.len()), (2, 1, 1));
    // One who waited and leaves gives nobody a place.
    assert_eq!(desk.leave_class(&fourth.id, "不等了").unwrap().moved_up, None);
}

#[test]
fn two_courses_a_person_and_fifty_years() {
    let centre = centre();
    let desk = &centre.desk;
    let groups = [class(&centre, "声乐班", 9), class(&centre, "书法班", 9), class(&centre, "舞蹈班", 9)];
    let person = |group: &ClassGroup| NewEnrolment {
        resident: Some("0000000007".into()),
        ..learner(group, "学员甲", false)
    };
    let _ = desk.enrol(&person(&groups[0])).unwrap();
    assert_eq!(refusal(desk.enrol(&person(&groups[0])).unwrap_err()), EnrolmentRefusal::Already);
    let _ = desk.enrol(&person(&groups[1])).unwrap();
    let third = refusal(desk.enrol(&person(&groups[2])).unwrap_err());
    assert_eq!(third, EnrolmentRefusal::TooManyCourses { most: 2 });
    let young = NewEnrolment {
        birth: Some(chrono::NaiveDate::from_ymd_opt(1980, 1, 1).unwrap()),
        ..learner(&groups[2], "学员乙", false)
    };
    let refused = refusal(desk.enrol(&young).unwrap_err());
    assert_eq!(refused, EnrolmentRefusal::TooYoung { age: 46, needed: 50 });
}

#[test]
fn a_moved_lesson_takes_its_sign_in_sheet_along() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 35);
    let one = desk.enrol(&learner(&group, "学员甲", false)).unwrap();
    let mut new = centre.saturdays("");
    new.details.people = 20;
    let booked = desk.book_lessons(&group.id, &new, &Choices::new()).unwrap();
    assert_eq!(booked.lessons, 15);
    assert_eq!(booked.booking.details.title, "声乐提高班");
    assert!(desk.book_lessons(&group.id, &new, &Choices::new()).is_err());
    let lessons = desk.class_lessons(&group.id).unwrap();
    let third = &lessons[2];
    let marks: BTreeMap<String, Option<Mark>> = [(one.id.clone(), Some(Mark::Present))].into();
    let _ = desk.sign_in_lesson(&third.id, &marks, "").unwrap();
    // After the fact the lesson's record is put on the Sunday it was really held.
    let to = Edit { slot: Some(slot("R02", day(9, 20), "9:00", "11:00")), ..Edit::default() };
    let moved = desk.edit_booking(&third.id, Scope::This, &to, &Choices::new()).unwrap();
    let overview = desk.class_overview(&group.id).unwrap();
    let at = overview.lessons.iter().position(|lesson| lesson.slot == moved[0].slot).unwrap();
    assert_eq!(overview.learners[0].marks[at], Some(Mark::Present));
    assert_eq!(overview.learners[0].share, Share { came: 1, of: 1 });
}

#[test]
fn six_absences_warn_and_sixty_per_cent_earn_a_certificate() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 35);
    let steady = desk.enrol(&learner(&group, "学员甲", false)).unwrap();
    let away = desk.enrol(&learner(&group, "学员乙", false)).unwrap();
    let _ = desk.book_lessons(&group.id, &centre.saturdays(""), &Choices::new()).unwrap();
    centre.now_is(at(12, 31, 9, 0));
    for (n, lesson) in desk.class_lessons(&group.id).unwrap().iter().enumerate() {
        let steady_mark = if n % 5 < 3 { Mark::Present } else { Mark::Excused };
        let away_mark = if n < 9 { Mark::Late } else { Mark::Absent };
        let marks = [(steady.id.clone(), Some(steady_mark)), (away.id.clone(), Some(away_mark))].into();
        let _ = desk.sign_in_lesson(&lesson.id, &marks, if n == 4 { "代课教师" } else { "" }).unwrap();
    }
    let overview = desk.class_overview(&group.id).unwrap();
    let [one, two] = &overview.learners[..] else { panic!() };
    assert_eq!((one.share.percent(), one.earns, one.warns), (Some(60), true, false));
    assert_eq!((two.share.percent(), two.earns, two.absences.0, two.warns), (Some(60), true, 6, true));
    let taught: Vec<&str> = overview.sheets.values().map(|s| s.taught_by.as_str()).collect();
    assert_eq!(taught.iter().filter(|name| **name == "代课教师").count(), 1);
}

#[test]
fn a_lesson_that_fell_out_is_made_up_on_another_day() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 35);
    let _ = desk.book_lessons(&group.id, &centre.saturdays(""), &Choices::new()).unwrap();
    let lessons = desk.class_lessons(&group.id).unwrap();
    let _ = desk.cancel_booking(&lessons[3].id, Scope::This, false, "停电").unwrap();
    let made = desk
        .make_up_lesson(&group.id, &slot("R02", day(9, 29), "9:00", "11:00"), Some(day(10, 10)), "停电")
        .unwrap();
    assert!(made.lesson.as_ref().unwrap().own);
    // The sheet at the door tells whoever comes which lesson it is.
    let week = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(9, 28) }).unwrap();
    let told = serde_json::to_string(&week).unwrap();
    assert!(told.contains("补 10月10日的课") && !told.contains("第 4/15 次"), "{told}");
    // Moved with the rest of the series or by itself, it stays that lesson.
    let to = Edit { slot: Some(slot("R02", day(9, 30), "9:00", "11:00")), ..Edit::default() };
    let moved = desk.edit_booking(&made.id, Scope::This, &to, &Choices::new()).unwrap();
    assert_eq!(moved[0].lesson.as_ref().unwrap().makes_up, Some(day(10, 10)));
    assert_eq!(desk.class_lessons(&group.id).unwrap().len(), 15);
    let onto =
        desk.make_up_lesson(&group.id, &slot("R02", day(10, 10), "9:00", "11:00"), None, "补课").unwrap_err();
    assert!(matches!(onto, DeskError::Rooms(RoomsError::SeriesAlready)));
    // What takes place is not made up.
    let held =
        desk.make_up_lesson(&group.id, &slot("R02", day(10, 13), "9:00", "11:00"), Some(day(9, 5)), "");
    assert!(matches!(held, Err(DeskError::Unknown { what: "lesson", .. })));
}

#[test]
fn the_form_at_the_desk_enrols_too_and_a_full_class_refuses_it_whole() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 1);
    let form = |name: &str, waits: &str| {
        let mut draft = desk.open_form("PT04", None, None).unwrap().draft;
        for (key, value) in [
            ("_name", name),
            ("_phone", "13800000009"),
            ("_address", "测试小区 2号楼"),
            ("course", group.id.as_str()),
            ("term", "2026秋"),
            ("emergency_contact", "测试家属"),
            ("emergency_phone", "13800000008"),
            ("health_declared", "yes"),
            ("waitlist_ok", waits),
        ] {
            let _ = draft.entries.insert(key.into(), value.into());
        }
        for line in &mut draft.materials {
            line.received = true;
        }
        desk.finish(&draft, &Decision::Accept)
    };
    let first = form("测试丁", "no").unwrap();
    let roster = desk.roster(&group.id).unwrap();
    assert_eq!(roster.enrolled[0].intake.as_ref(), Some(&first.intake.id));
    assert_eq!(roster.enrolled[0].serial, first.intake.serial().copied());
    assert!(matches!(form("测试戊", "no").unwrap_err(), DeskError::Enrolment(_)));
    assert!(form("测试戊", "yes").is_ok());
    assert_eq!(desk.roster(&group.id).unwrap().waiting.len(), 1);
}

#[test]
fn more_places_go_to_those_who_wait_in_their_order() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 1);
    let names = ["学员甲", "学员乙", "学员丙", "学员丁"];
    let ids: Vec<String> =
        names.iter().map(|name| desk.enrol(&learner(&group, name, true)).unwrap().id).collect();
    let _ = desk.save_class(&ClassGroup { capacity: 3, ..group.clone() }).unwrap();
    let roster = desk.roster(&group.id).unwrap();
    let enrolled: Vec<&String> = roster.enrolled.iter().map(|one| &one.id).collect();
    assert_eq!(enrolled, ids[..3].iter().collect::<Vec<_>>());
    assert_eq!(roster.waiting[0].id, ids[3]);
    // Fewer places put nobody out.
    let _ = desk.save_class(&ClassGroup { capacity: 1, ..group.clone() }).unwrap();
    assert_eq!(desk.roster(&group.id).unwrap().enrolled.len(), 3);
}

#[test]
fn a_class_that_was_dropped_takes_no_receipt_with_it() {
    let centre = centre();
    let desk = &centre.desk;
    let group = class(&centre, "声乐提高班", 9);
    let mut draft = desk.open_form("PT04", None, None).unwrap().draft;
    for (key, value) in [
        ("_name", "测试丁"),
        ("_phone", "13800000009"),
        ("_address", "测试小区 2号楼"),
        ("course", group.id.as_str()),
        ("term", "2026秋"),
        ("emergency_contact", "测试家属"),
        ("emergency_phone", "13800000008"),
        ("health_declared", "yes"),
    ] {
        let _ = draft.entries.insert(key.into(), value.into());
    }
    for line in &mut draft.materials {
        line.received = true;
    }
    let _ = desk.save_class(&ClassGroup { closed: Some("人数不够".into()), ..group.clone() }).unwrap();
    let refused = refusal(desk.finish(&draft, &Decision::Accept).unwrap_err());
    assert_eq!(refused, EnrolmentRefusal::Closed);
    assert!(desk.roster(&group.id).unwrap().enrolled.is_empty());
}
