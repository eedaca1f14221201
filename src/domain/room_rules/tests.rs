use super::*;
use crate::domain::booking::{BookingKind, BookingState, Stamp, Wanted};
use crate::domain::room::RoomList;

/// May 2026; the 11th is a Monday.
fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
}

fn slot(at: u32, from: u16, to: u16) -> Slot {
    Slot::new("R02", day(at), from, to).unwrap()
}

fn room() -> Room {
    RoomList::from_toml(include_str!("../../../assets/rooms.toml")).unwrap().room("R02").unwrap().clone()
}

fn team() -> Details {
    Details {
        kind: BookingKind::Team,
        title: "合唱排练".into(),
        team: "测试合唱队".into(),
        people: 20,
        ..Details::default()
    }
}

fn held(slot: Slot) -> Booking {
    let at = day(1).and_hms_opt(9, 0, 0).unwrap();
    let at = at.and_local_timezone(chrono::FixedOffset::east_opt(8 * 3600).unwrap()).unwrap();
    Booking {
        id: "1".into(),
        slot,
        state: BookingState::Confirmed,
        details: team(),
        lesson: None,
        intake: None,
        serial: None,
        made: Stamp { at, staff: "1".into() },
        history: Vec::new(),
    }
}

fn judged(slot: &Slot, details: &Details, week: &[Booking], no_shows: &[NaiveDate]) -> Vec<RuleBreak> {
    let holdings = Holdings { week, no_shows };
    RoomRules::default().judge(slot, details, &room(), &holdings, day(7).and_hms_opt(10, 0, 0).unwrap())
}

#[test]
fn an_ordinary_booking_breaks_nothing() {
    assert!(judged(&slot(12, 540, 660), &team(), &[], &[]).is_empty());
}

#[test]
fn more_people_than_seats_and_purposes_the_rooms_are_not_for_are_never_lifted() {
    let crowd = Details { people: 36, ..team() };
    let broken = judged(&slot(12, 540, 660), &crowd, &[], &[]);
    assert_eq!(broken, [RuleBreak::TooMany { people: 36, capacity: 35 }]);
    let sale = Details { title: "养生保健品讲座".into(), ..team() };
    let broken = judged(&slot(12, 540, 660), &sale, &[], &[]);
    assert_eq!(broken, [RuleBreak::StopWord { word: "保健品".into() }]);
    let greedy = Details { equipment: vec![Wanted { name: "音响话筒".into(), count: 2 }], ..team() };
    let broken = judged(&slot(12, 540, 660), &greedy, &[], &[]);
    assert_eq!(broken, [RuleBreak::Equipment { name: "音响话筒".into(), wanted: 2, there: 1 }]);
    assert!(broken.iter().all(RuleBreak::is_hard));
}

#[test]
fn three_uses_and_six_hours_a_week_two_of_them_in_the_evening() {
    let week = [held(slot(11, 540, 660)), held(slot(12, 1140, 1260)), held(slot(13, 1140, 1260))];
    let broken = judged(&slot(14, 1140, 1260), &team(), &week, &[]);
    assert_eq!(
        broken,
        [
            RuleBreak::WeekSessions { had: 3, most: 3 },
            RuleBreak::WeekMinutes { had: 360, most: 360 },
            RuleBreak::Prime { had: 2, most: 2 },
        ]
    );
    assert!(broken.iter().all(|broken| !broken.is_hard()));
    // The next week is another one, and the centre's own classes are not rationed.
    assert!(judged(&slot(18, 540, 660), &team(), &week, &[]).is_empty());
    let class = Details { kind: BookingKind::Class, ..team() };
    assert!(judged(&slot(14, 1140, 1260), &class, &week, &[]).is_empty());
}

#[test]
fn what_was_cancelled_does_not_count() {
    let mut gone = held(slot(11, 540, 660));
    gone.state = BookingState::Rejected { reason: "满".into(), rival: None };
    let week = [gone, held(slot(12, 540, 660)), held(slot(13, 540, 660))];
    assert!(judged(&slot(14, 540, 660), &team(), &week, &[]).is_empty());
}

#[test]
fn three_times_nobody_came_pauses_a_month_from_the_last() {
    let days = [day(1), day(2), day(4)];
    let paused = RuleBreak::Paused { times: 3, until: NaiveDate::from_ymd_opt(2026, 6, 3).unwrap() };
    assert_eq!(judged(&slot(12, 540, 660), &team(), &[], &days), [paused]);
    let rules = RoomRules::default();
    assert_eq!(rules.pause(&days[..2], day(7)), None);
    assert_eq!(rules.pause(&days, NaiveDate::from_ymd_opt(2026, 6, 4).unwrap()), None);
}

#[test]
fn too_far_too_long_too_late() {
    let far = Slot::new("R02", NaiveDate::from_ymd_opt(2026, 8, 6).unwrap(), 540, 800).unwrap();
    let last = NaiveDate::from_ymd_opt(2026, 8, 5).unwrap();
    assert_eq!(
        judged(&far, &team(), &[], &[]),
        [RuleBreak::TooFar { last }, RuleBreak::TooLong { minutes: 260, longest: 240 }]
    );
    assert_eq!(judged(&slot(7, 540, 600), &team(), &[], &[]), [RuleBreak::Past]);
}

#[test]
fn half_in_the_evening_is_in_the_evening() {
    let rules = RoomRules::default();
    assert!(rules.is_prime(&slot(12, 1050, 1170)));
    assert!(!rules.is_prime(&slot(12, 1049, 1169)));
    assert!(rules.is_prime(&slot(9, 540, 660)), "a Saturday");
}

#[test]
fn a_plan_is_asked_above_thirty_people_or_for_minors_or_loudspeakers() {
    let rules = RoomRules::default();
    assert!(!rules.wants_plan(&Details { people: 30, ..team() }));
    assert!(rules.wants_plan(&Details { people: 31, ..team() }));
    assert!(rules.wants_plan(&Details { minors: true, ..team() }));
    assert!(rules.wants_plan(&Details { amplified: true, ..team() }));
}
