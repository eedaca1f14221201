//! 老年大学 in the autumn of 2026: a class on Saturdays with three places, all taken, and one waiting.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, Weekday};
use quanke::desk::{Decision, Desk, Edit, NewBooking, NewEnrolment, NewSeries, Scope};
use quanke::domain::booking::{Booking, BookingKind, Details, Slot};
use quanke::domain::class::{ClassGroup, Course, Enrolment, Mark, Term};
use quanke::domain::identity::Sex;
use quanke::domain::masked::Masked;
use quanke::domain::name::PersonName;
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::series::{Choices, Pattern, Phase};

use super::common::{self, Hand, LIU, takes_in};

pub const CLASS: &str = "声乐提高班";

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn slot(on: NaiveDate) -> Slot {
    Slot::new("R02", on, 540, 660).unwrap()
}

pub fn term(desk: &Desk) {
    for term in Term::usual(2026) {
        desk.save_term(&term).unwrap();
    }
}

pub fn class(desk: &Desk, name: &str, capacity: u32) -> ClassGroup {
    let course = Course { id: String::new(), name: "声乐".into(), retired: false };
    let known = desk.book().courses.first().cloned();
    let course = known.unwrap_or_else(|| desk.save_course(&course).unwrap());
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

pub fn class_of_three(desk: &Desk) -> ClassGroup {
    class(desk, CLASS, 3)
}

/// The class as it is kept now.
pub fn group(desk: &Desk) -> ClassGroup {
    desk.book().class_groups.iter().find(|group| group.name == CLASS).unwrap().clone()
}

pub fn enrols(desk: &Desk, group: &str, name: &str, n: u32, waits: bool) -> Enrolment {
    desk.enrol(&NewEnrolment {
        group: group.to_owned(),
        resident: None,
        name: Masked::new(PersonName::new(name).unwrap()),
        sex: Some(if n.is_multiple_of(2) { Sex::Male } else { Sex::Female }),
        birth: NaiveDate::from_ymd_opt(1950 + n as i32, 3, 1),
        phone: Some(Masked::new(format!("1380000{n:04}").parse().unwrap())),
        emergency_contact: "测试家属".into(),
        emergency_phone: Some(Masked::new(format!("1390000{n:04}").parse().unwrap())),
        address: format!("测试小区 {n}号楼"),
        wants_to_wait: waits,
    })
    .unwrap()
}

pub fn lessons(desk: &Desk, group: &str) -> Vec<Booking> {
    desk.class_lessons(group).unwrap()
}

/// Signs in every lesson that has a mark: lesson and learner, from 0.
pub fn signs(desk: &Desk, group: &str, mark: impl Fn(usize, usize) -> Option<Mark>) {
    let learners = desk.roster(group).unwrap().enrolled;
    for (at, lesson) in lessons(desk, group).iter().enumerate() {
        let marks: BTreeMap<String, Option<Mark>> = learners
            .iter()
            .enumerate()
            .filter_map(|(n, learner)| Some((learner.id.clone(), Some(mark(at, n)?))))
            .collect();
        if !marks.is_empty() {
            let _ = desk.sign_in_lesson(&lesson.id, &marks, "").unwrap();
        }
    }
}

/// 刘秀英 on file.
pub fn on_file(desk: &Desk) -> String {
    let given: Vec<(&str, &str)> =
        LIU.into_iter().chain([("request", "home"), ("contact_alt", "测试家属 13900001111")]).collect();
    takes_in(desk, "FB12", None, &given, &Decision::Accept, true).0
}

/// 15 October 2026: three lessons are signed in, the fourth is not, one was moved to a Sunday; on 20 October something
/// else is in the room.
pub fn october() -> (Desk, Arc<Hand>) {
    let clock = Hand::on(2026, 8, 27);
    let desk = common::desk_on(clock.clone());
    term(&desk);
    let group = class_of_three(&desk);
    for (n, name) in ["学员甲", "学员乙", "学员丙"].into_iter().enumerate() {
        let _ = enrols(&desk, &group.id, name, n as u32 + 1, false);
    }
    let _ = enrols(&desk, &group.id, "学员丁", 4, true);
    let new = NewSeries {
        phase: Phase {
            from: day(9, 5),
            pattern: Pattern::Rule(Rule::weekly(1, &[Weekday::Sat], End::Until(day(12, 26))).unwrap()),
            room: "R02".into(),
            start: 540,
            end: 660,
        },
        details: Details { kind: BookingKind::Class, people: 3, ..Details::default() },
        reason: String::new(),
    };
    let _ = desk.book_lessons(&group.id, &new, &Choices::new()).unwrap();
    let moved = lessons(&desk, &group.id).into_iter().find(|lesson| lesson.slot.day == day(10, 17)).unwrap();
    let edit = Edit { slot: Some(slot(day(10, 18))), ..Edit::default() };
    let _ = desk.edit_booking(&moved.id, Scope::This, &edit, &Choices::new()).unwrap();
    clock.set(2026, 10, 15);
    signs(&desk, &group.id, |lesson, learner| match (lesson, learner) {
        (0, _) => Some(Mark::Present),
        (1, 1) => Some(Mark::Late),
        (1, _) => Some(Mark::Present),
        (2, 2) => Some(Mark::Excused),
        (2, _) => Some(Mark::Present),
        _ => None,
    });
    let other = NewBooking {
        slot: slot(day(10, 20)),
        details: Details {
            kind: BookingKind::Assembly,
            title: "居民议事会".into(),
            contact: Some(Masked::new(PersonName::new("测试丙").unwrap())),
            phone: Some(Masked::new("13800000008".parse().unwrap())),
            people: 12,
            ..Details::default()
        },
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    books(&desk, &other);
    (desk, clock)
}

fn books(desk: &Desk, new: &NewBooking) {
    use quanke::domain::form::{Entries, Shared};
    use quanke::domain::material::receive_all;
    let book = desk.book();
    let item = book.catalogue.item("PT03").unwrap();
    let form = quanke::desk::form_of(item, None);
    let mut entries = Entries::new();
    let _ = entries.insert("booker".into(), new.details.kind.code().into());
    let _ = entries.insert("safety_plan".into(), "no".into());
    let _ = entries.insert(Shared::WHO.into(), "self".into());
    let mut lines = Vec::new();
    receive_all(item, &form.fields, &entries, &mut lines);
    let _ = desk.book_room(new, &lines, &Decision::Accept).unwrap();
}
