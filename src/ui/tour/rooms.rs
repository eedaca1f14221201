//! The rooms of the tour: a class for the term, a team that is moved aside, what waits, and every sheet of them.

use chrono::{Days, NaiveDate, Weekday};

use crate::desk::{Decision, Desk, NewBooking, NewEnrolment, NewSeries, Over};
use crate::domain::booking::{BookingKind, Details, Slot};
use crate::domain::class::{ClassGroup, Course, Term};
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::{Choices, Pattern, Phase};
use crate::domain::summary::Period;
use crate::paper::office::{Office, SheetOf};
use crate::this_pc::ThisPc;

use super::{TourError, Toured};

/// Who learns, in order; the class has places for all but the last.
const LEARNERS: [&str; 4] = ["测试甲", "测试乙", "测试丙", "测试丁"];

fn script<E: std::fmt::Display>(error: E) -> TourError {
    TourError::Script(error.to_string())
}

fn booking(kind: BookingKind, title: &str, team: &str, slot: Slot) -> Result<NewBooking, TourError> {
    let details = Details {
        kind,
        title: title.to_owned(),
        contact: Some(Masked::new(PersonName::new("测试戊").map_err(script)?)),
        phone: Some(Masked::new("13800000008".parse().map_err(script)?)),
        team: team.to_owned(),
        people: 18,
        ..Details::default()
    };
    Ok(NewBooking { slot, details, reason: String::new(), address: "测试小区 1号楼".to_owned() })
}

fn book(desk: &Desk, new: &NewBooking, serials: &mut Vec<String>) -> Result<String, TourError> {
    let booked = desk.book_room(new, &desk.papers_in_hand(new)?, &Decision::Accept)?;
    serials.extend(booked.papers.iter().map(|paper| paper.serial.to_string()));
    Ok(booked.booking.id)
}

/// Fills the rooms of the weeks to come; the numbers of what was handed over, and the class.
fn fill(desk: &Desk, today: NaiveDate) -> Result<(Vec<String>, ClassGroup), TourError> {
    let mut serials = Vec::new();
    for term in Term::usual(2026) {
        desk.save_term(&term)?;
    }
    let course = Course { id: String::new(), name: "声乐".to_owned(), retired: false };
    let course = desk.save_course(&course)?;
    let class = desk.save_class(&ClassGroup {
        id: String::new(),
        course: course.id,
        term: "2026春".to_owned(),
        name: "声乐提高班".to_owned(),
        teacher: "测试教师".to_owned(),
        substitute: String::new(),
        capacity: LEARNERS.len() as u32 - 1,
        least: 0,
        series: None,
        closed: None,
    })?;
    let at = |room: &str, ahead: u64, from: u16, to: u16| {
        Slot::new(room, today + Days::new(ahead), from, to).map_err(script)
    };
    // A team has the room on a Tuesday, and is asked to make room for the branch.
    let rehearsal = booking(BookingKind::Team, "合唱排练", "测试合唱队", at("R02", 5, 540, 660)?)?;
    let team = book(desk, &rehearsal, &mut serials)?;
    for (title, room, from) in [("书法交流", "R04", 870), ("太极拳练习", "R03", 960)] {
        let today = booking(BookingKind::Team, title, "测试文体队", at(room, 0, from, from + 90)?)?;
        let _today = book(desk, &today, &mut serials)?;
    }
    let waits = booking(BookingKind::Team, "节目彩排", "测试舞蹈队", at("R01", 1, 840, 960)?)?;
    let _waits = book(desk, &waits, &mut serials)?;
    let over = Over {
        decided_by: "测试书记".to_owned(),
        reason: "上级临时通知".to_owned(),
        offers: [(team, at("R03", 5, 540, 660)?)].into(),
    };
    let party = booking(BookingKind::Party, "党员大会", "", at("R02", 5, 600, 720)?)?;
    let done = desk.book_over(&party, &over)?;
    serials.extend(done.papers.iter().map(|paper| paper.serial.to_string()));
    let end = End::Until(NaiveDate::from_ymd_opt(2026, 6, 27).unwrap_or(today));
    let new = NewSeries {
        phase: Phase {
            from: today + Days::new(2),
            pattern: Pattern::Rule(Rule::weekly(1, &[Weekday::Sat], end).map_err(script)?),
            room: "R02".to_owned(),
            start: 540,
            end: 660,
        },
        details: Details { kind: BookingKind::Class, people: 3, ..Details::default() },
        reason: String::new(),
    };
    let lessons = desk.book_lessons(&class.id, &new, &Choices::new())?;
    serials.extend(lessons.papers.iter().map(|paper| paper.serial.to_string()));
    for name in LEARNERS {
        let _place = desk.enrol(&NewEnrolment {
            group: class.id.clone(),
            resident: None,
            name: Masked::new(PersonName::new(name).map_err(script)?),
            sex: None,
            birth: NaiveDate::from_ymd_opt(1955, 3, 1),
            phone: Some(Masked::new("13800000006".parse().map_err(script)?)),
            emergency_contact: "测试家属".to_owned(),
            emergency_phone: Some(Masked::new("13800000009".parse().map_err(script)?)),
            address: "测试小区 1号楼".to_owned(),
            wants_to_wait: true,
        })?;
    }
    Ok((serials, class))
}

/// Fills the rooms and leaves every paper of them.
pub(super) fn papers(
    desk: &Desk,
    office: &Office,
    pc: &ThisPc,
    toured: &mut Toured,
) -> Result<(), TourError> {
    let today = desk.today();
    let (serials, class) = fill(desk, today)?;
    for serial in serials {
        toured.papers.push(office.issue(desk, pc, &serial)?.path);
    }
    let monday = today.week(Weekday::Mon).first_day();
    let sheets = [
        SheetOf::RoomWeek { room: "R02".to_owned(), monday: monday + Days::new(7) },
        SheetOf::DaySheet(today + Days::new(5)),
        SheetOf::UseReport { from: monday, to: today },
        SheetOf::Roster(class.id.clone()),
        SheetOf::SignIn(class.id.clone()),
        SheetOf::Certificates(class.id),
        SheetOf::Summary { period: Period::week(today), public: false },
        SheetOf::Summary { period: Period::month(today), public: true },
    ];
    for sheet in sheets {
        toured.papers.push(office.sheet(desk, pc, &sheet)?.path);
    }
    Ok(())
}
