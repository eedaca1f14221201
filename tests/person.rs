//! One page for a person: what was ever done, two files of one person, and what was put right afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
#[path = "person/page.rs"]
mod page;

use std::collections::BTreeMap;

use chrono::NaiveTime;
use common::{Hand, clock_on, declines, desk_on, takes_in, with_check_digit};
use proptest::prelude::*;
use quanke::desk::{
    Decision, Desk, DeskError, Done, MatterDeed, NewBooking, NewEnrolment, SHIPPED, VisitDeed,
};
use quanke::domain::booking::{BookingKind, Details, Slot};
use quanke::domain::class::{ClassGroup, Course, Enrolment, EnrolmentRefusal, Term};
use quanke::domain::correction::{Change, CorrectionRefusal, FileLine, NewValue};
use quanke::domain::duplicate::Sign;
use quanke::domain::form::Address;
use quanke::domain::identity::IdDocument;
use quanke::domain::merge::{MergeRefusal, Verdict};
use quanke::domain::name::PersonName;
use quanke::domain::phone::Phone;
use quanke::domain::visit::LeftBy;

const HOME: &str = "幸福里小区 1号楼 2单元 201";
const CARD: &str = "610502194603100027";
const ANY: usize = 1000;

/// Everybody leaves.
fn all_leave(desk: &Desk) {
    for line in desk.board(desk.today()).unwrap().serving {
        desk.leave(&line.visit.id).unwrap();
    }
}

/// Somebody comes for advice and is put on file by name and phone; with a card it is for the health insurance.
fn comes(desk: &Desk, name: &str, card: Option<&str>, phone: &str) -> String {
    let number = card.map(with_check_digit);
    let mut given = vec![("_name", name), ("_phone", phone), ("_address", HOME)];
    let item = match &number {
        Some(number) => {
            given.extend([("_id", number.as_str()), ("request", "renew"), ("paid", "yes")]);
            given.push(("last_year_gap", "no"));
            "FB11"
        }
        None => {
            given.extend([("area", "family"), ("question", "赡养"), ("aid_wanted", "no")]);
            "JF24"
        }
    };
    let (id, _) = takes_in_any(desk, item, None, &given);
    all_leave(desk);
    id
}

fn takes_in_any(desk: &Desk, item: &str, resident: Option<&str>, given: &[(&str, &str)]) -> (String, String) {
    takes_in(desk, item, resident, given, &Decision::Accept, true)
}

/// 刘秀英 is on file twice: with her card, and by ear with the same phone.
fn twice() -> (Desk, String, String) {
    let desk = desk_on(clock_on(2026, 5, 7));
    let kept = comes(&desk, "刘秀英", Some(CARD), "13800005178");
    let by_ear = comes(&desk, "刘秀瑛", None, "13800005178");
    assert_ne!(kept, by_ear);
    declines(&desk, 10, "某银行西环路网点", Some(&by_ear));
    (desk, kept, by_ear)
}

/// What was done, without the decisions on files themselves.
fn done(desk: &Desk, id: &str) -> Vec<String> {
    let lines = desk.deeds(id, ANY).unwrap().lines.into_iter();
    lines
        .filter(|line| !matches!(line.what, Done::Decided(_) | Done::TakenBack(_)))
        .map(|line| format!("{} {:?}", line.at, line.what))
        .collect()
}

fn names(people: &[quanke::domain::resident::Resident]) -> Vec<String> {
    people.iter().map(|person| person.name.reveal().to_string()).collect()
}

#[test]
fn everything_ever_done_stands_on_one_page() {
    let (desk, _, by_ear) = twice();
    let lines = desk.deeds(&by_ear, ANY).unwrap().lines;
    assert!(lines.is_sorted_by(|a, b| a.at >= b.at));
    let count = |is: fn(&Done) -> bool| lines.iter().filter(|line| is(&line.what)).count();
    assert_eq!(count(|what| matches!(what, Done::Visit(VisitDeed { .. }))), 2, "{lines:#?}");
    assert_eq!(count(|what| matches!(what, Done::Matter(MatterDeed { .. }))), 1);
    assert_eq!(count(|what| matches!(what, Done::Decline { .. })), 1);
    assert_eq!(count(|what| matches!(what, Done::Paper { .. })), 2);
    let steps = lines.iter().find_map(|line| match &line.what {
        Done::Matter(MatterDeed { steps, papers, .. }) => Some((steps.len(), *papers)),
        _ => None,
    });
    assert_eq!(steps, Some((1, (1, 0))));
    let left = lines.iter().find_map(|line| match &line.what {
        Done::Visit(VisitDeed { left_by, .. }) => Some(*left_by),
        _ => None,
    });
    assert_eq!(left, Some(Some(LeftBy::Worker)));
}

#[test]
fn a_long_history_says_that_there_is_more_and_can_be_read_whole() {
    let (desk, kept, _) = twice();
    for _ in 0..7 {
        declines(&desk, 10, "某银行西环路网点", Some(&kept));
    }
    let few = desk.deeds(&kept, 3).unwrap();
    assert!(few.more);
    assert_eq!(few.lines.iter().filter(|line| matches!(line.what, Done::Decline { .. })).count(), 3);
    let all = desk.deeds(&kept, 8).unwrap();
    assert!(!all.more);
    assert_eq!(all.lines.iter().filter(|line| matches!(line.what, Done::Decline { .. })).count(), 7);
}

/// A party meeting in a room, of which somebody on file is in charge.
fn books(desk: &Desk, room: &str, resident: &str) {
    let details = Details {
        kind: BookingKind::Party,
        title: "支部主题党日".into(),
        resident: Some(resident.to_owned()),
        people: 6,
        ..Details::default()
    };
    let day = desk.today() + chrono::Days::new(4);
    let slot = Slot::new(room, day, 9 * 60, 11 * 60).unwrap();
    let new = NewBooking { slot, details, reason: String::new(), address: String::new() };
    let _ = desk.book_room(&new, &[], &Decision::Accept).unwrap();
}

fn learns(desk: &Desk, group: &str, resident: &str) -> Result<Enrolment, DeskError> {
    let person = desk.resident(resident).unwrap();
    desk.enrol(&NewEnrolment {
        group: group.to_owned(),
        resident: Some(resident.to_owned()),
        name: person.name,
        sex: None,
        birth: None,
        phone: person.phone,
        emergency_contact: String::new(),
        emergency_phone: None,
        address: String::new(),
        wants_to_wait: false,
    })
}

#[test]
fn a_room_and_a_class_stand_on_the_page_too() {
    let (desk, kept, by_ear) = twice();
    books(&desk, "R01", &by_ear);
    books(&desk, "R10", &by_ear);
    for term in Term::usual(2026) {
        desk.save_term(&term).unwrap();
    }
    let course = Course { id: String::new(), name: "声乐".into(), retired: false };
    let course = desk.save_course(&course).unwrap().id;
    let class = ClassGroup {
        id: String::new(),
        course,
        term: "2026秋".into(),
        name: "声乐提高班".into(),
        teacher: String::new(),
        substitute: String::new(),
        capacity: 10,
        least: 0,
        series: None,
        closed: None,
    };
    let group = desk.save_class(&class).unwrap().id;
    learns(&desk, &group, &by_ear).unwrap();

    let lines = desk.deeds(&by_ear, ANY).unwrap().lines;
    let rooms: Vec<(&str, &str)> = lines
        .iter()
        .filter_map(|line| match &line.what {
            Done::Booking { slot, title, .. } => Some((slot.room.as_str(), title.as_str())),
            _ => None,
        })
        .collect();
    // What a room of confidence is used for is not told.
    assert_eq!(rooms, [("R10", ""), ("R01", "支部主题党日")]);
    assert!(lines.iter().any(|line| matches!(&line.what, Done::Enrolment { group: g, .. } if *g == group)));
    assert!(
        desk.deeds(&kept, ANY).unwrap().lines.iter().all(|line| !matches!(line.what, Done::Booking { .. }))
    );

    // Whoever is enrolled under the merged file is enrolled.
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    let again = learns(&desk, &group, &kept);
    assert!(matches!(again, Err(DeskError::Enrolment(EnrolmentRefusal::Already))), "{again:?}");
}

#[test]
fn a_second_file_of_the_same_person_is_offered() {
    let (desk, kept, by_ear) = twice();
    for (of, other) in [(&kept, &by_ear), (&by_ear, &kept)] {
        let offers = desk.person(of).unwrap().duplicates;
        assert_eq!(offers.len(), 1, "{offers:?}");
        assert_eq!(offers[0].other.id, *other);
        assert_eq!(offers[0].likeness.signs, [Sign::Sound, Sign::Phone, Sign::Building]);
    }
    // A daughter with her mother's phone is somebody else.
    let daughter = comes(&desk, "刘小燕", Some("610502198103071429"), "13800005178");
    assert!(desk.person(&daughter).unwrap().duplicates.is_empty());
}

#[test]
fn the_same_card_the_same_name_and_birth_date_are_found_without_a_phone() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let kept = comes(&desk, "刘秀英", Some(CARD), "13800005178");
    let other = comes(&desk, "王建国", None, "13900001111");
    let card = IdDocument::parse(None, &with_check_digit(CARD), desk.today()).unwrap();
    desk.correct_resident(&other, &NewValue::Document(Some(card)), "补录证件").unwrap();
    let offers = desk.person(&kept).unwrap().duplicates;
    assert_eq!((offers.len(), offers[0].likeness.signs[0]), (1, Sign::Document));
}

#[test]
fn a_merge_keeps_one_file_and_shows_both_histories() {
    let (desk, kept, by_ear) = twice();
    let (mine, theirs) = (done(&desk, &kept), done(&desk, &by_ear));
    desk.merge(&kept, &by_ear, "同一人，名字听错").unwrap();

    let both = done(&desk, &kept);
    assert_eq!(both.len(), mine.len() + theirs.len());
    assert!(mine.iter().chain(&theirs).all(|line| both.contains(line)));
    assert_eq!(done(&desk, &by_ear), both, "the page of the merged file is that of the kept one");
    let person = desk.person(&by_ear).unwrap();
    assert_eq!(person.person.id, kept);
    assert_eq!(person.merged[0].file.name.reveal().as_str(), "刘秀瑛");
    assert!(person.duplicates.is_empty());
    // Nothing was moved: the records still say under which file they were made.
    let line = desk
        .deeds(&kept, ANY)
        .unwrap()
        .lines
        .into_iter()
        .find(|line| matches!(line.what, Done::Decline { .. }));
    assert_eq!(line.unwrap().file.as_deref(), Some(by_ear.as_str()));
}

#[test]
fn searching_finds_the_kept_file_once_by_either_name() {
    let (desk, kept, by_ear) = twice();
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    let card = with_check_digit(CARD);
    let tail = &card[14..];
    for typed in ["刘秀瑛", "刘秀英", "lxy", "5178", tail] {
        let (people, more) = desk.find_people(&[typed]).unwrap();
        assert_eq!((names(&people), more), (vec!["刘秀英".to_owned()], false), "{typed}");
        assert_eq!(people[0].id, kept);
    }
    // One word of each file.
    let (people, _) = desk.find_people(&["刘秀瑛", tail]).unwrap();
    assert_eq!(names(&people), ["刘秀英"]);
}

#[test]
fn a_common_name_and_a_tail_find_the_one_of_many() {
    let desk = desk_on(clock_on(2026, 5, 7));
    let phone = |number: u32| format!("1390000{number:04}");
    for number in 0..80 {
        let _ = comes(&desk, "刘秀英", None, &phone(number));
    }
    let _ = comes(&desk, "王秀英", None, &phone(79));
    for (words, found) in [(["liu", "0079"], "刘秀英"), (["0079", "刘"], "刘秀英"), (["w", "0079"], "王秀英")]
    {
        let (people, more) = desk.find_people(&words).unwrap();
        assert_eq!((names(&people), more), (vec![found.to_owned()], false), "{words:?}");
        assert_eq!(people[0].phone.as_ref().unwrap().reveal().to_string(), "13900000079");
    }
    assert_eq!(desk.find_people(&["wang", "0012"]).unwrap(), (Vec::new(), false));
    let (people, more) = desk.find_people(&["xiuying", "liu"]).unwrap();
    assert_eq!((people.len(), more), (20, true), "a page, and it is said that there are more");
}

#[test]
fn what_is_done_after_a_merge_is_done_under_the_kept_file() {
    let (desk, kept, by_ear) = twice();
    let draft = desk.open_form("JF24", Some(&by_ear), None).unwrap().draft;
    desk.discard_draft(&draft.id).unwrap();
    all_leave(&desk);
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    let opened = desk.open_form("JF24", Some(&by_ear), None).unwrap();
    assert_eq!(opened.draft.resident.as_deref(), Some(kept.as_str()));
    assert_eq!(opened.resident.unwrap().name.reveal().as_str(), "刘秀英");
    // 再办 knows what was answered under either.
    assert!(desk.last_answers(&kept, "JF24").unwrap().is_some());
}

#[test]
fn a_form_open_during_a_merge_ends_under_the_kept_file() {
    let (desk, kept, by_ear) = twice();
    let mut draft = desk.open_form("JF24", Some(&by_ear), None).unwrap().draft;
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    for (key, value) in [("area", "family"), ("question", "赡养"), ("aid_wanted", "no")] {
        let _ = draft.entries.insert(key.into(), value.into());
    }
    let item = desk.item_at("JF24", draft.item_version).unwrap();
    let form = quanke::desk::form_of(&item, None);
    quanke::domain::material::receive_all(&item, &form.fields, &draft.entries, &mut draft.materials);
    let finished = desk.finish(&draft, &Decision::Accept).unwrap();
    assert_eq!(finished.intake.resident.as_deref(), Some(kept.as_str()));
    assert_eq!(desk.person(&kept).unwrap().visit.unwrap().id, finished.visit.id);
}

#[test]
fn an_undone_merge_leaves_two_files_as_they_were() {
    let (desk, kept, by_ear) = twice();
    let before = [desk.resident(&kept).unwrap(), desk.resident(&by_ear).unwrap()];
    let (mine, theirs) = (done(&desk, &kept), done(&desk, &by_ear));
    let merge = desk.merge(&by_ear, &kept, "同一人").unwrap();
    let filled: Vec<FileLine> = merge.filled.iter().map(Change::line).collect();
    assert_eq!(filled, [FileLine::Document], "the kept file had no card");
    assert!(desk.resident(&kept).unwrap().document.is_some());

    desk.undo_merge(&merge.id, "不是同一人").unwrap();
    assert_eq!([desk.resident(&kept).unwrap(), desk.resident(&by_ear).unwrap()], before);
    assert_eq!((done(&desk, &kept), done(&desk, &by_ear)), (mine, theirs));
    let again = desk.undo_merge(&merge.id, "再撤");
    assert!(matches!(again, Err(DeskError::Merge(MergeRefusal::TakenBackAlready))), "{again:?}");
    // Both the merge and its taking back stay to be read, on either page.
    for id in [&kept, &by_ear] {
        let lines = desk.deeds(id, ANY).unwrap().lines;
        assert_eq!(lines.iter().filter(|line| matches!(line.what, Done::Decided(_))).count(), 1);
        assert_eq!(lines.iter().filter(|line| matches!(line.what, Done::TakenBack(_))).count(), 1);
    }
}

#[test]
fn a_merge_is_undone_after_the_program_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Desk::open_folder(folder.path(), clock_on(2026, 5, 7), &SHIPPED).unwrap().0;
    let desk = open();
    common::staffed(&desk);
    let kept = comes(&desk, "刘秀英", Some(CARD), "13800005178");
    let by_ear = comes(&desk, "刘秀瑛", None, "13800005178");
    let (mine, theirs) = (done(&desk, &kept), done(&desk, &by_ear));
    let merge = desk.merge(&kept, &by_ear, "同一人").unwrap();
    drop(desk);

    let desk = open();
    assert_eq!(desk.person(&by_ear).unwrap().person.id, kept);
    let merges = desk.merges_of(&by_ear).unwrap();
    assert_eq!((merges.len(), &merges[0].id), (1, &merge.id));
    desk.undo_merge(&merge.id, "不是同一人").unwrap();
    drop(desk);

    let desk = open();
    assert_eq!((done(&desk, &kept), done(&desk, &by_ear)), (mine, theirs));
    assert_eq!(names(&desk.find_people(&["刘秀瑛"]).unwrap().0), ["刘秀瑛"]);
    assert!(desk.engine().unwrap().check(&mut |_| {}).unwrap().is_clean());
}

#[test]
fn files_are_merged_once_with_a_reason_and_never_in_a_ring() {
    let (desk, kept, by_ear) = twice();
    let refused = |kept: &str, merged: &str, reason: &str| match desk.merge(kept, merged, reason) {
        Err(DeskError::Merge(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&kept, &by_ear, "  "), MergeRefusal::NoReason);
    assert_eq!(refused(&kept, &kept, "同一人"), MergeRefusal::SameFile);
    desk.merge(&kept, &by_ear, "同一人").unwrap();
    assert_eq!(refused(&by_ear, &kept, "同一人"), MergeRefusal::MergedAlready);
    assert_eq!(refused(&kept, &by_ear, "同一人"), MergeRefusal::MergedAlready);
    assert!(matches!(desk.merge(&kept, "0000000099", "无"), Err(DeskError::Unknown { .. })));
}

#[test]
fn two_people_said_to_be_two_are_not_offered_again_until_that_is_taken_back() {
    let (desk, kept, by_ear) = twice();
    let apart = desk.keep_apart(&kept, &by_ear, "姐妹俩").unwrap();
    assert_eq!(apart.verdict, Verdict::Apart);
    for id in [&kept, &by_ear] {
        assert!(desk.person(id).unwrap().duplicates.is_empty());
    }
    assert_ne!(desk.person(&by_ear).unwrap().person.id, kept);
    desk.undo_merge(&apart.id, "其实是一人").unwrap();
    assert_eq!(desk.person(&kept).unwrap().duplicates.len(), 1);
}

#[test]
fn a_correction_keeps_the_old_value_with_who_when_and_why() {
    let (desk, kept, _) = twice();
    let name = NewValue::Name(PersonName::new("刘秀樱").unwrap());
    let person = desk.correct_resident(&kept, &name, "户口簿上是这个字").unwrap();
    assert_eq!(person.name.reveal().as_str(), "刘秀樱");
    let line = desk.deeds(&kept, ANY).unwrap().lines.into_iter().find_map(|line| match line.what {
        Done::Corrected(correction) => Some(*correction),
        _ => None,
    });
    let line = line.unwrap();
    assert_eq!(desk.book().staff_name(&line.staff), "周敏");
    assert_eq!((line.at, line.reason.as_str()), (desk.now(), "户口簿上是这个字"));
    let Change::Name { before, .. } = line.change else { panic!("a name") };
    assert_eq!(before.reveal().as_str(), "刘秀英");
    assert!(!format!("{before:?}").contains("刘秀英"), "masked like everything");
    // The new name is found, and nobody is by the old one but whoever else has it.
    assert_eq!(names(&desk.find_people(&["刘秀樱"]).unwrap().0), ["刘秀樱"]);
    assert!(desk.find_people(&["刘秀英"]).unwrap().0.is_empty());
    let refused = desk.correct_resident(&kept, &name, "再来");
    assert!(matches!(refused, Err(DeskError::Correction(CorrectionRefusal::Same))));
}

#[test]
fn a_form_that_tells_another_phone_changes_nothing_silently() {
    let hand = Hand::on(2026, 5, 7);
    let desk = desk_on(hand.clone());
    let id = comes(&desk, "刘秀英", Some(CARD), "13800005178");
    hand.set(2026, 6, 1);
    let given = [("_phone", "13900007730"), ("area", "family"), ("question", "赡养"), ("aid_wanted", "no")];
    let (_, _) = takes_in_any(&desk, "JF24", Some(&id), &given);
    let person = desk.resident(&id).unwrap();
    assert_eq!(person.phone.as_ref().unwrap().reveal().to_string(), "13900007730");
    let [change] = person.corrections.as_slice() else { panic!("{:?}", person.corrections) };
    assert_eq!(change.change.line(), FileLine::Phone);
    assert!(change.intake.is_some() && change.reason.is_empty());
    // The month of the last visit is the same field the index entries are ordered by: still found by both.
    assert_eq!(desk.find_people(&["7730"]).unwrap().0.len(), 1);
    assert_eq!(desk.find_people(&["5178"]).unwrap().0.len(), 0);
}

#[test]
fn every_line_of_a_file_can_be_put_right() {
    let (desk, _, by_ear) = twice();
    let values = [
        NewValue::Name(PersonName::new("刘秀英").unwrap()),
        NewValue::Document(Some(
            IdDocument::parse(None, &with_check_digit("610502194603100043"), desk.today()).unwrap(),
        )),
        NewValue::Phone(Some(Phone::parse("13900007730").unwrap())),
        NewValue::Contact("王建国".into()),
        NewValue::Address(Address::parse("凤馨苑小区 6号楼 2单元 302")),
        NewValue::Phone(None),
    ];
    for (at, value) in values.iter().enumerate() {
        let person = desk.correct_resident(&by_ear, value, "核对").unwrap();
        assert_eq!(person.corrections.len(), at + 1);
    }
    let told = desk.correct_resident(&by_ear, &NewValue::Sex(None), "核对");
    assert!(matches!(told, Err(DeskError::Correction(CorrectionRefusal::ToldByDocument))), "{told:?}");
}

#[test]
fn a_leaving_time_says_how_it_is_known() {
    let hand = Hand::on(2026, 5, 6);
    let desk = desk_on(hand.clone());
    let given = [
        ("_name", "刘秀英"),
        ("_phone", "13800005178"),
        ("_address", HOME),
        ("area", "family"),
        ("question", "赡养"),
        ("aid_wanted", "no"),
    ];
    let (id, _) = takes_in_any(&desk, "JF24", None, &given);
    hand.set(2026, 5, 7);
    assert_eq!(desk.close_earlier_days().unwrap(), 1);
    let visit = |desk: &Desk| {
        let lines = desk.deeds(&id, ANY).unwrap().lines;
        lines.into_iter().find_map(|line| match line.what {
            Done::Visit(VisitDeed { id, left, left_by, .. }) => Some((id, left.unwrap(), left_by)),
            _ => None,
        })
    };
    let (visit_id, closing, by) = visit(&desk).unwrap();
    assert_eq!((closing.format("%H:%M").to_string().as_str(), by), ("17:30", Some(LeftBy::ClosingTime)));

    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    desk.correct_leaving(&visit_id, time(10, 50), "当事人说十点五十走的").unwrap();
    let (_, left, by) = visit(&desk).unwrap();
    assert_eq!((left.format("%d %H:%M").to_string().as_str(), by), ("06 10:50", Some(LeftBy::Corrected)));
    let lines = desk.deeds(&id, ANY).unwrap().lines;
    assert!(lines.iter().any(|line| matches!(&line.what, Done::Leaving { before, after, note, .. }
        if *before == (Some(closing), Some(LeftBy::ClosingTime)) && *after == Some(left)
            && note.text == "当事人说十点五十走的")));
    let refused = desk.correct_leaving(&visit_id, time(9, 0), "更早");
    assert!(matches!(refused, Err(DeskError::Correction(CorrectionRefusal::NotThen))));
}

#[test]
fn a_dated_remark_changes_nothing_else() {
    let (desk, kept, _) = twice();
    let lines = desk.deeds(&kept, ANY).unwrap().lines;
    let (mut matter, mut visit) = (String::new(), String::new());
    for line in lines {
        match line.what {
            Done::Matter(MatterDeed { id, .. }) => matter = id,
            Done::Visit(VisitDeed { id, .. }) => visit = id,
            _ => {}
        }
    }
    let before = (desk.intake(&matter).unwrap(), desk.visit(&visit).unwrap());
    let (noted, seen) = (
        desk.note_matter(&matter, " 缴费年度应为 2025 ").unwrap(),
        desk.note_visit(&visit, "由女儿陪同").unwrap(),
    );
    assert_eq!(noted.notes[0].text, "缴费年度应为 2025");
    assert_eq!(
        (&before.0.state, &before.0.answers, &before.0.history),
        (&noted.state, &noted.answers, &noted.history)
    );
    assert_eq!((before.1.left, before.1.people), (seen.left, seen.people));
    for silent in [desk.note_matter(&matter, " ").map(|_| ()), desk.note_visit(&visit, "").map(|_| ())] {
        assert!(matches!(silent, Err(DeskError::Correction(CorrectionRefusal::NoReason))));
    }
    let lines = desk.deeds(&kept, ANY).unwrap().lines;
    assert!(lines.iter().any(|line| matches!(&line.what, Done::MatterNote(id, item, _)
        if *id == matter && item.code == "FB11")));
    assert!(lines.iter().any(|line| matches!(&line.what, Done::VisitNote { visit: id, .. } if *id == visit)));
}

/// What a worker may do with files, by places in the list of people and of decisions.
#[derive(Debug, Clone)]
enum Act {
    Merge(usize, usize),
    Undo(usize),
    Decline(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..5_usize, 0..5_usize).prop_map(|(kept, merged)| Act::Merge(kept, merged)),
        3 => (0..12_usize).prop_map(Act::Undo),
        1 => (0..5_usize).prop_map(Act::Decline),
    ]
}

/// Where the plain model says a file leads to.
fn root(into: &BTreeMap<usize, usize>, file: usize) -> usize {
    into.get(&file).map_or(file, |next| root(into, *next))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn after_any_merges_and_undos_the_histories_are_what_they_were(acts in prop::collection::vec(act(), 1..14)) {
        let desk = desk_on(clock_on(2026, 5, 7));
        let phones = ["13800000001", "13800000002", "13800000003", "13800000004", "13800000005"];
        let people: Vec<String> = phones.into_iter().map(|phone| comes(&desk, "测试甲", None, phone)).collect();
        let mut own: Vec<Vec<String>> = people.iter().map(|id| done(&desk, id)).collect();
        let files: Vec<_> = people.iter().map(|id| desk.resident(id).unwrap()).collect();
        let mut into: BTreeMap<usize, usize> = BTreeMap::new();
        // Decisions in order: which file, and whether it stands.
        let mut merges: Vec<(String, usize, bool)> = Vec::new();
        for act in acts {
            match act {
                Act::Merge(kept, merged) => {
                    let free = kept != merged && !into.contains_key(&kept) && !into.contains_key(&merged);
                    let answer = desk.merge(&people[kept], &people[merged], "同一人");
                    prop_assert_eq!(answer.is_ok(), free, "{:?}", answer);
                    if let Ok(merge) = answer {
                        let _ = into.insert(merged, kept);
                        merges.push((merge.id, merged, true));
                    }
                }
                Act::Undo(at) => {
                    let Some((id, merged, stands)) = merges.get_mut(at) else { continue };
                    let answer = desk.undo_merge(id, "撤销");
                    prop_assert_eq!(answer.is_ok(), *stands);
                    if *stands {
                        *stands = false;
                        let _ = into.remove(merged);
                    }
                }
                Act::Decline(who) => {
                    declines(&desk, 10, "某银行西环路网点", Some(&people[who]));
                    // A refusal stands under the file it was asked for.
                    let mine = desk.deeds(&people[who], ANY).unwrap().lines;
                    let file = people[who].as_str();
                    let kept = root(&into, who) == who;
                    let lines = mine.into_iter().filter(|line| match &line.file {
                        Some(under) => under == file,
                        None => kept,
                    });
                    own[who] = lines
                        .filter(|line| !matches!(line.what, Done::Decided(_) | Done::TakenBack(_)))
                        .map(|line| format!("{} {:?}", line.at, line.what))
                        .collect();
                }
            }
            for (at, id) in people.iter().enumerate() {
                let top = root(&into, at);
                let mut expected: Vec<String> = (0..people.len())
                    .filter(|file| root(&into, *file) == top)
                    .flat_map(|file| own[file].clone())
                    .collect();
                let mut seen = done(&desk, id);
                expected.sort();
                seen.sort();
                prop_assert_eq!(&seen, &expected);
                prop_assert_eq!(&desk.person(id).unwrap().person.id, &people[top]);
            }
        }
        // With every decision taken back, every file is what it was.
        for (id, _, stands) in &merges {
            if *stands {
                desk.undo_merge(id, "撤销").unwrap();
            }
        }
        for (at, id) in people.iter().enumerate() {
            prop_assert_eq!(&desk.resident(id).unwrap(), &files[at]);
            prop_assert_eq!(&done(&desk, id), &own[at]);
        }
    }
}
