//! The papers of rooms and classes say what is in the store, and name nobody where strangers read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;

use std::collections::BTreeMap;

use centre::{Centre, at, centre_at, day, details, slot};
use quanke::desk::{NewBooking, NewEnrolment, Over};
use quanke::domain::booking::{BookingKind, Condition, Details, Wanted};
use quanke::domain::class::{ClassGroup, Course, Mark, Term};
use quanke::domain::community::Community;
use quanke::domain::masked::Masked;
use quanke::domain::name::PersonName;
use quanke::domain::room::Closure;
use quanke::domain::series::{Choice, Choices};
use quanke::paper::compose::{Subject, compose, issued, number, receipt, sheet};
use quanke::paper::fonts::Fonts;
use quanke::paper::office::SheetOf;
use quanke::paper::render;
use quanke::paper::value::{Block, Cell, Paper, WeekEntry};

/// Renders a paper, keeps it where `QUANKE_PAPERS` says, and gives every text of its value.
fn said(paper: &Paper) -> String {
    let at = day(9, 1).and_hms_opt(8, 0, 0).unwrap();
    let rendered = render(paper, &Fonts::bundled().unwrap(), at).unwrap();
    assert!(rendered.missing.is_empty(), "{:?}", rendered.missing);
    if let Ok(folder) = std::env::var("QUANKE_PAPERS") {
        std::fs::create_dir_all(&folder).unwrap();
        let name = format!("{}.pdf", paper.file_stem());
        std::fs::write(std::path::Path::new(&folder).join(name), &rendered.pdf).unwrap();
    }
    let most = if matches!(paper, Paper::Ticket(_)) { 40_000 } else { 80_000 };
    assert!(rendered.pdf.len() <= most, "{}: {} bytes", paper.file_stem(), rendered.pdf.len());
    serde_json::to_string(paper).unwrap()
}

/// A closure from one (month, day, hour) to another.
fn closure(room: &str, from: (u32, u32, u32), to: (u32, u32, u32), reason: &str) -> Closure {
    let at = |(month, on, hour)| day(month, on).and_hms_opt(hour, 0, 0).unwrap();
    Closure {
        id: String::new(),
        room: Some(room.into()),
        from: at(from),
        to: at(to),
        reason: reason.into(),
        noticed_on: day(8, 20),
        withdrawn: false,
    }
}

fn class(centre: &Centre) -> ClassGroup {
    let desk = &centre.desk;
    for term in Term::usual(2026) {
        desk.save_term(&term).unwrap();
    }
    let course =
        desk.save_course(&Course { id: String::new(), name: "声乐".into(), retired: false }).unwrap();
    let class = desk
        .save_class(&ClassGroup {
            id: String::new(),
            course: course.id,
            term: "2026秋".into(),
            name: "声乐提高班".into(),
            teacher: "测试教师".into(),
            substitute: String::new(),
            capacity: 2,
            least: 0,
            series: None,
            closed: None,
        })
        .unwrap();
    for name in ["学员甲", "学员乙", "学员丙"] {
        let new = NewEnrolment {
            group: class.id.clone(),
            resident: None,
            name: Masked::new(PersonName::new(name).unwrap()),
            sex: None,
            birth: chrono::NaiveDate::from_ymd_opt(1955, 3, 1),
            phone: Some(Masked::new("13800000008".parse().unwrap())),
            emergency_contact: "测试家属".into(),
            emergency_phone: Some(Masked::new("13800000009".parse().unwrap())),
            address: "测试小区 1号楼".into(),
            wants_to_wait: true,
        };
        let _ = desk.enrol(&new).unwrap();
    }
    class
}

#[test]
fn the_slip_of_a_term_names_every_lesson_and_what_is_different() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let choices: Choices = [(day(10, 17), Choice::Move(slot("R03", day(10, 18), "14:00", "16:00")))].into();
    let booked = desk.book_series(&centre.saturdays("声乐提高班"), &choices).unwrap();
    let paper = compose(&desk.paper(&booked.papers[0].serial.to_string()).unwrap(), false);
    let text = said(&paper);
    let Paper::Ticket(ticket) = &paper else { panic!("{paper:?}") };
    let dates = ticket.dates.as_ref().unwrap();
    assert_eq!(dates.groups.iter().map(|group| group.dates.len()).sum::<usize>(), 15);
    assert_eq!(dates.groups[1].heading, "R03 14:00–16:00");
    for word in
        ["预约确认单", "R02 声乐教室（二楼）", "9:00–11:00", "9月5日至12月26日", "共 15 次", "10月18日"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_slip_that_waits_says_so_and_one_that_is_cancelled_too() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let asked = centre.book(slot("R01", day(9, 1), "14:00", "16:00"), BookingKind::Team, "时装队排练");
    let slip = |serial: &str| said(&compose(&desk.paper(serial).unwrap(), false));
    let serial = asked.serial.unwrap().to_string();
    let text = slip(&serial);
    assert!(text.contains("待审，还没有定下来") && text.contains("预约登记单"), "{text}");
    let _ = desk.approve_booking(&asked.id, false).unwrap();
    let text = slip(&serial);
    assert!(text.contains("预约确认单") && !text.contains("待审"), "{text}");
    let _ = desk.cancel_booking(&asked.id, Default::default(), true, "下雨").unwrap();
    assert!(slip(&serial).contains("已取消"));
}

/// What is shown beside the form is what is handed over: while it waits, and when nobody has to approve it.
#[test]
fn the_form_and_the_booking_write_the_same_slip() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let book = desk.book();
    for (room, says) in [("R01", "待审，还没有定下来"), ("R02", "已确认")] {
        let wanted = book.rooms.room(room).unwrap().equipment.first().unwrap().name_zh.clone();
        let new = NewBooking {
            slot: slot(room, day(9, 1), "14:00", "16:00"),
            details: Details {
                equipment: vec![Wanted { name: wanted, count: 1 }],
                ..details(BookingKind::Team, "时装队排练")
            },
            reason: String::new(),
            address: "测试小区 1号楼".into(),
        };
        let decision = quanke::desk::Decision::Accept;
        let booking = desk.book_room(&new, &desk.papers_in_hand(&new).unwrap(), &decision).unwrap().booking;
        let serial = booking.serial.unwrap();
        let handed_over = compose(&desk.paper(&serial.to_string()).unwrap(), false);
        assert!(said(&handed_over).contains(says), "{handed_over:?}");
        let intake = desk.intake(booking.intake.as_ref().unwrap()).unwrap();
        let item = book.catalogue.item("PT03").unwrap();
        let subject = Subject { intake: &intake, item, resident: None, book: &book };
        assert_eq!(receipt(&subject, number(&serial, &book)), handed_over);
    }
}

#[test]
fn a_slip_that_waits_says_who_answers_and_by_when_and_one_that_was_refused_says_why() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let asked = centre.book(slot("R01", day(9, 8), "14:00", "16:00"), BookingKind::Team, "时装队排练");
    let serial = asked.serial.unwrap().to_string();
    let text = said(&compose(&desk.paper(&serial).unwrap(), false));
    // Two working days from Thursday.
    for word in ["书记审定后，打电话告诉您", "最迟 8月31日 答复", "定下来后，当天到窗口领"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("已确认"), "{text}");
    let _ = desk.reject_booking(&asked.id, false, "当天选举").unwrap();
    let text = said(&compose(&desk.paper(&serial).unwrap(), false));
    assert!(text.contains("没有批准") && text.contains("原因：当天选举"), "{text}");
    assert!(!text.contains("钥匙") && !text.contains("预约确认单"), "{text}");
}

#[test]
fn nobody_is_promised_an_answer_after_the_use() {
    let centre = centre_at(at(8, 27, 15, 8));
    let asked = centre.book(slot("R01", day(8, 28), "14:00", "16:00"), BookingKind::Team, "时装队排练");
    let text = said(&compose(&centre.desk.paper(&asked.serial.unwrap().to_string()).unwrap(), false));
    assert!(text.contains("8月28日 14:00 开始前答复") && !text.contains("最迟"), "{text}");
}

#[test]
fn the_slip_of_a_series_tells_the_days_left_out_and_why() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let _ = centre.book(slot("R02", day(10, 17), "8:00", "10:00"), BookingKind::Assembly, "居民议事");
    let _ = desk.save_closure(&closure("R02", (10, 24, 0), (10, 25, 0), "音响检修")).unwrap();
    let skip: Choices = [(day(10, 17), Choice::Skip), (day(10, 24), Choice::Skip)].into();
    let booked = desk.book_series(&centre.saturdays("声乐提高班"), &skip).unwrap();
    let serial = booked.papers[0].serial.to_string();
    let lessons = desk.lessons(&booked.booking.lesson.unwrap().series).unwrap();
    let last = lessons.last().unwrap();
    let _ = desk.cancel_booking(&last.id, Default::default(), false, "教师外出").unwrap();
    let paper = issued(desk, &serial, false).unwrap();
    let text = said(&paper);
    let Paper::Ticket(ticket) = &paper else { panic!("{paper:?}") };
    assert!(ticket.fields.contains(&Cell::strong("日期", "9月5日至12月19日")), "{text}");
    assert!(ticket.fields.contains(&Cell::strong("时间", "周六 9:00–11:00")), "{text}");
    let dates = ticket.dates.as_ref().unwrap();
    assert_eq!((dates.lead.as_str(), dates.groups[0].dates.len()), ("共 12 次", 12));
    assert_eq!(dates.groups[1].heading, "以下 5 天没有");
    assert_eq!(
        dates.groups[1].dates,
        [
            "9月26日　中秋节放假",
            "10月3日　国庆节放假",
            "10月17日　场地另有安排",
            "10月24日　音响检修",
            "12月26日　已取消"
        ]
    );
}

#[test]
fn whoever_is_moved_aside_reads_why_by_whom_what_is_offered_and_until_when() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let community = desk.book().community.clone();
    desk.save_community(&Community { enquiry_phone: "0913-200 0000".into(), ..community }).unwrap();
    let team = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), BookingKind::Team, "合唱排练");
    let activity = NewBooking {
        slot: slot("R02", day(9, 1), "10:00", "12:00"),
        details: details(BookingKind::Party, "党员大会"),
        reason: String::new(),
        address: String::new(),
    };
    let over = Over {
        decided_by: "测试书记".into(),
        reason: "上级临时通知".into(),
        offers: [(team.id.clone(), slot("R03", day(9, 1), "9:00", "11:00"))].into(),
    };
    let done = desk.book_over(&activity, &over).unwrap();
    let notice = done.papers[1].serial.to_string();
    let text = said(&compose(&desk.paper(&notice).unwrap(), false));
    for word in [
        "场地预约调整通知书",
        "党员大会（党组织活动）",
        "2026年8月31日（星期一）下班前",
        "打 0913-200 0000 或者到窗口答复",
        "没有为您占住",
        "测试丙（测试合唱队负责人）",
        "约26-0001",
        "党员大会",
        "上级临时通知",
        "测试书记",
        "提前 5 天（规定不少于 3 天）",
        "R03 舞蹈室",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let _ = desk.take_up_offer(&team.id).unwrap();
    let text = said(&compose(&desk.paper(&notice).unwrap(), false));
    assert!(text.contains("已改到") && !text.contains("答复期限"), "{text}");
}

#[test]
fn the_week_at_the_door_names_no_person_and_shows_closures_and_what_waits() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let _ = centre.book(slot("R01", day(9, 1), "9:00", "11:00"), BookingKind::Team, "时装队排练");
    let _ = centre.term(&centre.saturdays("声乐提高班"), &Choices::new());
    let _ = desk.save_closure(&closure("R01", (9, 3, 0), (9, 4, 0), "音响检修")).unwrap();
    let monday = day(8, 31);
    let hall = said(&sheet(desk, &SheetOf::RoomWeek { room: "R01".into(), monday }).unwrap());
    for word in ["多功能厅使用安排", "时装队排练", "待审", "音响检修", "周表-R01-20260831"]
    {
        assert!(hall.contains(word), "{word}: {hall}");
    }
    assert!(!hall.contains("测试丙") && !hall.contains("13800000008"), "{hall}");
    let singing = said(&sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday }).unwrap());
    assert!(singing.contains("第 1/15 次"), "{singing}");
    // A private room tells that it is taken, and nothing else.
    let quiet = Details { people: 3, ..details(BookingKind::Mediation, "邻里漏水调解") };
    let new = NewBooking {
        slot: slot("R10", day(9, 2), "9:00", "10:00"),
        details: quiet,
        reason: String::new(),
        address: String::new(),
    };
    let _ = desk.book_room(&new, &[], &quanke::desk::Decision::Accept).unwrap();
    let private = said(&sheet(desk, &SheetOf::RoomWeek { room: "R10".into(), monday }).unwrap());
    assert!(private.contains("已占用") && !private.contains("漏水"), "{private}");
    let all = said(&sheet(desk, &SheetOf::DaySheet(day(9, 2))).unwrap());
    assert!(all.contains("已占用") && !all.contains("漏水"), "{all}");
    assert!(all.contains("R05") && all.contains("自由使用"), "{all}");
}

#[test]
fn the_use_report_counts_sessions_people_no_shows_and_idle_half_days() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let used = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), BookingKind::Team, "合唱排练");
    let missed = centre.book(slot("R02", day(9, 2), "19:00", "20:00"), BookingKind::Team, "合唱排练");
    centre.now_is(at(9, 1, 9, 0));
    let _ = desk.hand_key(&used.id).unwrap();
    centre.now_is(at(9, 1, 11, 0));
    let _ = desk.give_back(&used.id, 17, Condition::Good, "").unwrap();
    centre.now_is(at(9, 2, 19, 30));
    let _ = desk.no_show(&missed.id).unwrap();
    let report = sheet(desk, &SheetOf::UseReport { from: day(9, 1), to: day(9, 2) }).unwrap();
    let text = said(&report);
    assert!(text.contains("使用 1 场、2 小时、17 人次。爽约 1 场，被调整 0 场。"), "{text}");
    // Two days, 8–22: 28 hours, of which 2.
    assert!(text.contains("7%"), "{text}");
    assert!(text.contains("声乐教室下午"), "{text}");
}

/// What stands in a part of a day of the week sheet, a line an entry: its time, title and note. The part is 0 to 2.
fn stands(paper: &Paper, part: usize, weekday: usize) -> (Vec<String>, bool) {
    let Paper::Week(week) = paper else { panic!("{paper:?}") };
    let cell = &week.rows[part].cells[weekday];
    let line = |entry: &WeekEntry| format!("{} {} {}", entry.time, entry.title, entry.note).trim().to_owned();
    (cell.entries.iter().map(line).collect(), cell.shaded)
}

#[test]
fn a_closure_of_some_hours_stands_at_the_door_among_the_uses_and_shades_nothing() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let _ = centre.book(slot("R02", day(9, 1), "10:30", "12:00"), BookingKind::Team, "合唱排练");
    let _ = desk.save_closure(&closure("R02", (9, 1, 9), (9, 1, 10), "音响检修")).unwrap();
    // From Wednesday afternoon to Friday ten o'clock.
    let _ = desk.save_closure(&closure("R02", (9, 2, 12), (9, 4, 10), "粉刷")).unwrap();
    let week = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(8, 31) }).unwrap();
    let _ = said(&week);
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert_eq!(stands(&week, 0, 1), (lines(&["9:00–10:00 停开 音响检修", "10:30–12:00 合唱排练"]), false));
    assert_eq!(stands(&week, 0, 2), (vec![], false));
    assert_eq!(stands(&week, 1, 2), (lines(&["12:00–22:00 停开 粉刷"]), true));
    assert_eq!(stands(&week, 0, 3), (lines(&["停开 粉刷"]), true));
    assert_eq!(stands(&week, 0, 4), (lines(&["8:00–10:00 停开 粉刷"]), false));
    let day = sheet(desk, &SheetOf::DaySheet(day(9, 1))).unwrap();
    let Paper::Register(register) = &day else { panic!() };
    let rows: Vec<&[String]> = register.parts[0].table.rows.iter().map(|row| &row.cells[..]).collect();
    let at = rows.iter().position(|row| row[2] == "9:00–10:00").unwrap();
    assert_eq!((rows[at][3].as_str(), rows[at + 1][2].as_str()), ("停开", "10:30–12:00"));
    let _ = said(&day);
}

#[test]
fn what_runs_over_noon_or_six_stands_in_both_parts_of_the_day_with_its_real_hours() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let _ = centre.book(slot("R02", day(9, 1), "11:00", "14:00"), BookingKind::Team, "合唱排练");
    let _ = centre.book(slot("R02", day(9, 2), "8:00", "12:00"), BookingKind::Assembly, "时装队排练");
    let _ = centre.book(slot("R02", day(9, 3), "11:00", "20:00"), BookingKind::Assembly, "居民议事");
    let week = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(8, 31) }).unwrap();
    let _ = said(&week);
    let first = |part, weekday| stands(&week, part, weekday).0.first().cloned().unwrap_or_default();
    assert_eq!(first(0, 1), "11:00–14:00 合唱排练");
    assert_eq!(first(1, 1), "11:00–14:00 合唱排练（续）");
    assert_eq!(first(2, 1), "");
    assert_eq!((first(0, 2), first(1, 2)), ("8:00–12:00 时装队排练".into(), String::new()));
    for part in [1, 2] {
        assert_eq!(first(part, 3), "11:00–20:00 居民议事（续）");
    }
}

#[test]
fn a_moved_lesson_says_which_lesson_it_is() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let moved: Choices = [
        (day(9, 12), Choice::Move(slot("R02", day(9, 14), "9:00", "11:00"))),
        (day(9, 19), Choice::Move(slot("R02", day(9, 18), "9:00", "11:00"))),
    ]
    .into();
    let _ = centre.term(&centre.saturdays("声乐提高班"), &moved);
    let week = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(9, 14) }).unwrap();
    let _ = said(&week);
    assert_eq!(stands(&week, 0, 0).0, ["9:00–11:00 声乐提高班 补 9月12日的课"]);
    assert_eq!(stands(&week, 0, 4).0, ["9:00–11:00 声乐提高班 原定 9月19日"]);
    let first = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(8, 31) }).unwrap();
    assert_eq!(stands(&first, 0, 5).0, ["9:00–11:00 声乐提高班 第 1/15 次"]);
}

#[test]
fn three_long_titles_in_one_half_day_stay_on_one_page() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let title = "凤鸣社区老年大学秋季学期合唱提高班展演彩排";
    for weekday in 1..=5 {
        for hour in [8, 9, 10, 13, 14, 15, 18, 19, 20] {
            let (from, to) = (format!("{hour}:00"), format!("{hour}:45"));
            let _ = centre.book(slot("R02", day(9, weekday), &from, &to), BookingKind::Assembly, title);
        }
    }
    let week = sheet(desk, &SheetOf::RoomWeek { room: "R02".into(), monday: day(8, 31) }).unwrap();
    let _ = said(&week);
    let at = day(9, 1).and_hms_opt(8, 0, 0).unwrap();
    assert_eq!(render(&week, &Fonts::bundled().unwrap(), at).unwrap().pages.len(), 1);
}

/// The rows of the table by part of the day: room, part, sessions, hours, people, rate, 爽约, 被调整.
fn by_part(report: &Paper) -> Vec<Vec<String>> {
    let Paper::Report(report) = report else { panic!("{report:?}") };
    let tables = report.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().map(|row| row.cells.clone())),
        _ => None,
    });
    tables.flatten().collect()
}

#[test]
fn minutes_over_noon_are_split_and_closed_hours_are_no_open_hours() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    // Open 8–22; closed from 9 to 10: three hours of the morning are left.
    let _ = desk.save_closure(&closure("R02", (9, 1, 9), (9, 1, 10), "音响检修")).unwrap();
    let _ = centre.book(slot("R02", day(9, 1), "11:00", "14:00"), BookingKind::Team, "合唱排练");
    centre.now_is(at(9, 2, 8, 0));
    let report = sheet(desk, &SheetOf::UseReport { from: day(9, 1), to: day(9, 1) }).unwrap();
    let text = said(&report);
    assert!(text.contains("使用 1 场、3 小时、18 人次"), "{text}");
    assert_eq!(
        by_part(&report),
        [
            ["R02 声乐教室", "上午", "1", "1", "18", "33%", "0", "0"],
            ["R02 声乐教室", "下午", "0", "2", "0", "33%", "0", "0"],
            ["R02 声乐教室", "晚上", "0", "0", "0", "0%", "0", "0"],
        ]
    );
    assert!(!text.contains("声乐教室下午") && text.contains("声乐教室晚上"), "{text}");
}

#[test]
fn what_is_booked_and_still_to_come_is_not_counted_as_used() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let _ = centre.book(slot("R02", day(8, 31), "9:00", "11:00"), BookingKind::Team, "合唱排练");
    let _ = centre.book(slot("R02", day(9, 4), "19:00", "21:00"), BookingKind::Team, "合唱排练");
    centre.now_is(at(8, 31, 12, 0));
    let report = sheet(desk, &SheetOf::UseReport { from: day(8, 31), to: day(9, 6) }).unwrap();
    let text = said(&report);
    assert!(text.contains("使用 1 场、2 小时、18 人次"), "{text}");
    assert!(text.contains("已约未用 1 场") && text.contains("只算到 8月31日 12:00"), "{text}");
    // Two of the four hours that have passed.
    assert_eq!(by_part(&report)[0], ["R02 声乐教室", "上午", "1", "2", "18", "50%", "0", "0", "0"]);
    assert_eq!(by_part(&report)[2], ["R02 声乐教室", "晚上", "0", "0", "0", "—", "0", "0", "1"]);
}

#[test]
fn the_parts_of_a_hall_are_told_under_it_and_counted_once() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    for (room, title) in [("R01A", "讲座"), ("R01B", "时装队排练")] {
        let asked = centre.book(slot(room, day(9, 1), "9:00", "11:00"), BookingKind::Team, title);
        let _ = desk.approve_booking(&asked.id, false).unwrap();
    }
    centre.now_is(at(9, 2, 8, 0));
    let report = sheet(desk, &SheetOf::UseReport { from: day(9, 1), to: day(9, 1) }).unwrap();
    let text = said(&report);
    // Two sessions at once: the hall was in use for two hours, not four.
    assert!(text.contains("共 11 处场地，使用 2 场、2 小时、36 人次"), "{text}");
    let mornings: Vec<Vec<String>> = by_part(&report).into_iter().filter(|row| row[1] == "上午").collect();
    assert_eq!(mornings[0], ["R01 多功能厅", "上午", "2", "2", "36", "50%", "0", "0"]);
    assert_eq!(mornings[1][..4], ["其中多功能厅 A", "上午", "1", "2"]);
    assert_eq!(mornings[2][..4], ["其中多功能厅 B", "上午", "1", "2"]);
}

#[test]
fn the_lists_of_a_class() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let class = class(&centre);
    let _ = desk.book_lessons(&class.id, &centre.saturdays(""), &Choices::new()).unwrap();
    let roster = said(&sheet(desk, &SheetOf::Roster(class.id.clone())).unwrap());
    for word in ["声乐提高班花名册", "学员甲", "候补 1 人", "138****0008", "每周六 9:00–11:00"]
    {
        assert!(roster.contains(word), "{word}: {roster}");
    }
    assert!(roster.contains("电话遮住中间几位"), "{roster}");
    assert!(!roster.contains("13800000008"), "phones are masked: the sheet lies in the classroom");
    let overview = desk.class_overview(&class.id).unwrap();
    let [one, two] = &overview.learners[..] else { panic!() };
    centre.now_is(at(12, 31, 9, 0));
    for (n, lesson) in overview.lessons.iter().enumerate() {
        let marks: BTreeMap<String, Option<Mark>> = [
            (one.enrolment.id.clone(), Some(Mark::Present)),
            (two.enrolment.id.clone(), Some(if n < 8 { Mark::Present } else { Mark::Absent })),
        ]
        .into();
        let _ = desk.sign_in_lesson(&lesson.id, &marks, "").unwrap();
    }
    let sign_in = said(&sheet(desk, &SheetOf::SignIn(class.id.clone())).unwrap());
    for word in
        ["第15次", "100%", "53%", "15/15", "8/15", "不上课：9月26日（中秋节放假）、10月3日（国庆节放假）"]
    {
        assert!(sign_in.contains(word), "{word}: {sign_in}");
    }
    let list = said(&sheet(desk, &SheetOf::Certificates(class.id)).unwrap());
    assert!(list.contains("出勤率达到 60% 发证，本班 1 人") && list.contains("出勤不到 60%"), "{list}");
}

#[test]
fn two_learners_of_one_name_are_told_apart_by_the_end_of_their_phones() {
    let centre = centre_at(at(8, 27, 15, 8));
    let desk = &centre.desk;
    let class = class(&centre);
    desk.save_class(&ClassGroup { capacity: 5, ..class.clone() }).unwrap();
    let _ = desk
        .enrol(&NewEnrolment {
            group: class.id.clone(),
            resident: None,
            name: Masked::new(PersonName::new("学员甲").unwrap()),
            sex: None,
            birth: chrono::NaiveDate::from_ymd_opt(1950, 3, 1),
            phone: Some(Masked::new("13900004321".parse().unwrap())),
            emergency_contact: String::new(),
            emergency_phone: None,
            address: String::new(),
            wants_to_wait: false,
        })
        .unwrap();
    let _ = desk.book_lessons(&class.id, &centre.saturdays(""), &Choices::new()).unwrap();
    for of in [SheetOf::SignIn(class.id.clone()), SheetOf::Certificates(class.id.clone())] {
        let text = said(&sheet(desk, &of).unwrap());
        for word in ["\"学员甲（0008）\"", "\"学员甲（4321）\"", "\"学员乙\""] {
            assert!(text.contains(word), "{word}: {text}");
        }
        assert!(!text.contains("1390000"), "{text}");
    }
}
