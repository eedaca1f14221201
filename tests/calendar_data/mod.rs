//! A centre in the first week of May 2026, on Thursday at 10:27, with its rooms in use. The people are invented.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, Weekday};
use quanke::desk::{Decision, Desk, FirstRun, NewBooking, NewSeries, SHIPPED, SetClock};
use quanke::domain::booking::{Booking, BookingKind, Details, Slot, Wanted};
use quanke::domain::form::{Entries, Shared};
use quanke::domain::masked::Masked;
use quanke::domain::material::receive_all;
use quanke::domain::name::PersonName;
use quanke::domain::recurrence::{End, Rule};
use quanke::domain::room::Closure;
use quanke::domain::series::{Choice, Choices, Pattern, Phase};

use super::centre::{at, day, minutes};

pub fn thursday() -> DateTime<FixedOffset> {
    at(5, 7, 10, 27)
}

struct Filling {
    desk: Desk,
    clock: Arc<SetClock>,
}

/// Who answers for a booking: name, phone, team.
type Who = (&'static str, &'static str, &'static str);

const WANG: Who = ("王秀兰", "13800002266", "");
const LI: Who = ("李晓云", "13900007730", "测试时装队");
const ZHANG: Who = ("张建国", "13900000916", "测试广场舞队");
const ZHAO: Who = ("赵明华", "13800005178", "测试秦腔自乐班");
const CHEN: Who = ("陈志强", "13900003321", "测试太极队");

impl Filling {
    fn details(&self, kind: BookingKind, title: &str, who: Who, people: u32) -> Details {
        Details {
            kind,
            title: title.into(),
            contact: Some(Masked::new(PersonName::new(who.0).unwrap())),
            phone: Some(Masked::new(who.1.parse().unwrap())),
            team: who.2.into(),
            people,
            ..Details::default()
        }
    }

    fn slot(room: &str, on: NaiveDate, from: &str, to: &str) -> Slot {
        Slot::new(room, on, minutes(from), minutes(to)).unwrap()
    }

    fn once(&self, slot: Slot, details: Details, approved: bool) -> Booking {
        let new = NewBooking {
            slot, details, reason: "中心同意".into(), address: "测试小区 1号楼".into()
        };
        let book = self.desk.book();
        let item = book.catalogue.item("PT03").unwrap();
        let form = quanke::desk::form_of(item, None);
        let mut entries = Entries::new();
        let _ = entries.insert("booker".into(), new.details.kind.code().into());
        let plan = book.room_rules.wants_plan(&new.details);
        let _ = entries.insert("safety_plan".into(), if plan { "yes" } else { "no" }.into());
        let _ = entries.insert(Shared::WHO.into(), "self".into());
        let mut papers = Vec::new();
        receive_all(item, &form.fields, &entries, &mut papers);
        let booked = self
            .desk
            .book_room(&new, &papers, &Decision::Accept)
            .unwrap_or_else(|error| panic!("{}: {error:?}", new.details.title));
        self.answered(booked.booking, approved)
    }

    fn answered(&self, booking: Booking, approved: bool) -> Booking {
        if approved && !booking.holds() {
            let _ = self.desk.approve_booking(&booking.id, true).unwrap();
        }
        self.desk.booking(&booking.id).unwrap()
    }

    /// A weekly class of so many lessons; what clashes with a closed door is skipped.
    fn weekly(&self, slot: Slot, lessons: u32, title: &str, people: u32) -> Booking {
        use chrono::Datelike;
        let weekday: Weekday = slot.day.weekday();
        let mut details = self.details(BookingKind::Class, title, WANG, people);
        if slot.room == "R01" {
            let one = |name: &str| Wanted { name: name.into(), count: 1 };
            details.equipment = vec![one("音响话筒"), one("折叠椅")];
        }
        let new = NewSeries {
            phase: Phase {
                from: slot.day,
                pattern: Pattern::Rule(Rule::weekly(1, &[weekday], End::Count(lessons)).unwrap()),
                room: slot.room.clone(),
                start: slot.from,
                end: slot.to,
            },
            details,
            reason: String::new(),
        };
        let mut choices = Choices::new();
        let plan = self.desk.plan_series(&new, &choices).unwrap();
        for line in &plan.plan.lines {
            if line.choice == Choice::Open {
                let _ = choices.insert(line.on, Choice::Skip);
            }
        }
        let booked = self.desk.book_series(&new, &choices).unwrap();
        self.answered(booked.booking, true)
    }

    fn close(
        &self,
        room: Option<&str>,
        from: (u32, u32, u32),
        to: (u32, u32, u32),
        why: &str,
        noticed: NaiveDate,
    ) {
        let moment = |(month, on, hour): (u32, u32, u32)| day(month, on).and_hms_opt(hour, 0, 0).unwrap();
        let closure = Closure {
            id: String::new(),
            room: room.map(ToOwned::to_owned),
            from: moment(from),
            to: moment(to),
            reason: why.into(),
            noticed_on: noticed,
            withdrawn: false,
        };
        let _ = self.desk.save_closure(&closure).unwrap();
    }
}

/// The week of the design: 12 bookings in the hall, two of them waiting, others next door.
pub fn busy_desk() -> Desk {
    use BookingKind::{Assembly, Class, Mediation, Party, Resident, Team, Unit};
    let clock = Arc::new(SetClock::new(at(2, 25, 9, 0)));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    desk.first_run(&FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false })
        .unwrap();
    let filling = Filling { desk, clock };
    let slot = Filling::slot;
    let _first = filling.weekly(slot("R01", day(3, 4), "9:00", "11:00"), 15, "合唱初级班", 30);
    let chosen = filling.weekly(slot("R01", day(3, 5), "14:30", "16:30"), 15, "合唱提高班", 28);
    let opera = filling.weekly(slot("R01", day(3, 6), "14:30", "16:30"), 12, "戏曲班", 26);
    let _ = filling.weekly(slot("R01", day(3, 7), "9:00", "11:00"), 14, "太极班", 30);
    let _ = filling.weekly(slot("R02", day(3, 5), "9:00", "11:00"), 14, "声乐初级班", 24);
    let _ = filling.weekly(slot("R04", day(3, 5), "9:00", "11:00"), 14, "书法提高班", 16);
    let _ = filling.weekly(slot("R03", day(3, 5), "14:30", "16:00"), 14, "民族舞班", 20);
    let _ = filling.weekly(slot("R04", day(3, 5), "15:00", "17:00"), 14, "剪纸班", 14);
    filling.clock.set(at(4, 24, 9, 0));
    filling.close(None, (5, 4, 0), (5, 6, 0), "劳动节放假", day(4, 24));
    let once = |room: &str, on: u32, from: &str, to: &str, kind, title: &str, who: Who, people, yes| {
        filling.once(slot(room, day(5, on), from, to), filling.details(kind, title, who, people), yes)
    };
    let _ = once("R01", 6, "15:00", "17:00", Team, "时装队排练", LI, 18, true);
    let _ = once("R01", 6, "19:00", "20:30", Team, "广场舞队", ZHANG, 30, true);
    let _ =
        once("R01", 7, "9:00", "10:30", Unit, "反诈讲座", ("周国庆", "13900004417", "测试派出所"), 60, true);
    let _ = once("R01", 7, "19:00", "20:30", Team, "秦腔自乐班", ZHAO, 25, false);
    let _ = once("R01", 8, "9:00", "11:00", Party, "主题党日", WANG, 46, true);
    let _ = once("R01", 8, "19:00", "20:30", Team, "广场舞队", ZHANG, 30, true);
    let _ = once("R01", 9, "14:00", "16:00", Assembly, "楼栋议事会", CHEN, 40, false);
    let _ = once("R01", 10, "9:00", "11:00", Team, "秦腔自乐班", ZHAO, 22, true);
    filling.close(Some("R01"), (5, 10, 13), (5, 10, 18), "音响检修", day(5, 3));
    let _ = once("R03", 7, "8:30", "10:00", Team, "太极队", CHEN, 22, true);
    let _ = once("R02", 7, "15:00", "17:00", Team, "碗碗腔", LI, 12, true);
    let _ = once("R07", 7, "16:30", "18:30", Class, "四点半课堂", WANG, 18, true);
    let _ = once("R08", 7, "15:00", "16:30", Party, "党课", WANG, 32, true);
    let _ = once("R09", 7, "10:00", "11:30", Unit, "物业联盟", ("孙丽", "13900006612", "测试物业"), 9, true);
    let _ = once("R09", 7, "14:00", "15:00", Resident, "业委会", ("马建华", "13900008823", ""), 7, true);
    let _ = once("R10", 7, "9:30", "11:00", Mediation, "邻里调解", WANG, 5, true);
    let _ = once("R10", 7, "15:00", "16:00", Mediation, "调解", WANG, 5, true);
    filling.clock.set(at(5, 7, 8, 50));
    for booking in filling.desk.all_bookings(day(5, 7), day(5, 7)).unwrap() {
        let early = booking.slot.from < minutes("10:15") && booking.slot.room != "R03";
        if early && booking.holds() {
            let _ = filling.desk.hand_key(&booking.id).unwrap();
        }
    }
    filling.clock.set(thursday());
    let _ = (chosen, opera);
    filling.desk
}
