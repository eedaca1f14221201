//! The worker books rooms: once, for a team, for a party activity; hands out the key; and never books a room twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod centre;

use centre::{at, centre, centre_in, day, details, slot};
use quanke::desk::{DeskError, Edit, NewBooking, Over, RoomsError, Scope};
use quanke::domain::booking::{BookingKind, BookingState, Condition, Deed, Details, StateName};
use quanke::domain::intake::StateName as Matter;
use quanke::domain::issued::PaperKind;
use quanke::domain::room::{Closure, Room};
use quanke::domain::room_rules::{RoomRules, RuleBreak};
use quanke::domain::series::Mark;

use BookingKind::{Assembly, Emergency, Party, Resident, Team};

fn refused(error: DeskError) -> RoomsError {
    match error {
        DeskError::Rooms(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_team_books_once_and_gets_a_slip_the_matter_is_done_and_the_visit_is_over() {
    let centre = centre();
    let booked = centre.ask(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练").unwrap();
    let booking = &booked.booking;
    assert_eq!(booking.state, BookingState::Confirmed);
    assert_eq!(booking.serial.unwrap().to_string(), "约26-0001");
    assert_eq!((booked.papers.len(), booked.papers[0].kind), (1, PaperKind::BookingSlip));
    let intake = centre.desk.intake(booking.intake.as_ref().unwrap()).unwrap();
    assert_eq!((intake.item.as_str(), intake.state.name()), ("PT03", Matter::Done));
    let board = centre.desk.board(day(8, 27)).unwrap();
    assert_eq!((board.serving.len(), board.left.len()), (0, 1));
    // The responsible person is on file now and on the booking.
    assert!(booking.details.resident.is_some());
    assert_eq!(
        centre.desk.room_bookings("R02", day(9, 1), day(9, 1)).unwrap(),
        std::slice::from_ref(booking)
    );
}

#[test]
fn the_same_time_is_refused_with_what_is_there_and_what_is_free() {
    let centre = centre();
    let first = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Resident, "排练");
    let error = refused(centre.ask(slot("R02", day(9, 1), "10:00", "11:30"), Team, "合唱").unwrap_err());
    let RoomsError::Clash { with, offers, .. } = error else { panic!("{error:?}") };
    assert_eq!((with.len(), with[0].id.as_deref()), (1, Some(first.id.as_str())));
    // Two other times of the day, two other days, two other rooms.
    assert_eq!(offers.len(), 6, "{offers:?}");
    for offer in offers {
        let new = NewBooking {
            slot: offer,
            details: details(Resident, "合唱"),
            reason: String::new(),
            address: String::new(),
        };
        assert!(centre.desk.check_booking(&new, None).unwrap().is_free());
    }
    // The refusal left nothing behind: no number is missing and no visit stands open.
    let next = centre.book(slot("R02", day(9, 2), "9:00", "11:00"), Resident, "排练");
    assert_eq!(next.serial.unwrap().to_string(), "约26-0002");
    assert!(centre.desk.board(day(8, 27)).unwrap().serving.is_empty());
}

#[test]
fn the_hall_and_its_parts_keep_each_other_out_and_clearing_is_kept_free() {
    let centre = centre();
    let desk = &centre.desk;
    let part = centre.book(slot("R01A", day(9, 1), "9:00", "10:00"), Assembly, "楼栋议事会");
    desk.approve_booking(&part.id, false).unwrap();
    // The other part is free, the whole hall is not until it was cleared for half an hour.
    let other = centre.book(slot("R01B", day(9, 1), "9:00", "10:00"), Assembly, "业委会");
    desk.approve_booking(&other.id, false).unwrap();
    let check = |from: &str, to: &str| {
        let new = NewBooking {
            slot: slot("R01", day(9, 1), from, to),
            details: details(Assembly, "居民大会"),
            reason: String::new(),
            address: "测试小区 1号楼".into(),
        };
        desk.check_booking(&new, None).unwrap().is_free()
    };
    assert!(!check("10:29", "11:00"));
    assert!(check("10:30", "11:00"));
    assert!(!check("8:00", "8:31"));
    assert!(check("8:00", "8:30"));
}

#[test]
fn rooms_are_open_on_holidays_closed_at_spring_festival_and_when_it_was_posted() {
    let centre = centre();
    let desk = &centre.desk;
    // 1 October is a day off of the window, not of the rooms.
    let holiday = centre.ask(slot("R02", day(10, 1), "9:00", "11:00"), Team, "国庆联欢").unwrap();
    assert!(holiday.booking.holds());
    let closure = Closure {
        id: String::new(),
        room: Some("R02".into()),
        from: day(9, 7).and_hms_opt(13, 0, 0).unwrap(),
        to: day(9, 8).and_hms_opt(0, 0, 0).unwrap(),
        reason: "音响检修".into(),
        noticed_on: day(8, 27),
        withdrawn: false,
    };
    let there = centre.book(slot("R02", day(9, 7), "14:00", "15:00"), Team, "合唱排练");
    let (kept, hit) = desk.save_closure(&closure).unwrap();
    assert_eq!(hit, [there]);
    assert_eq!(kept.notice_short_by(7), 0);
    let error = refused(centre.ask(slot("R02", day(9, 7), "16:00", "17:00"), Team, "合唱").unwrap_err());
    assert_eq!(error, RoomsError::Closed { reason: "音响检修".into() });
    assert!(centre.ask(slot("R02", day(9, 7), "11:00", "12:30"), Team, "合唱").is_ok());
    let error = refused(centre.ask(slot("R02", day(9, 8), "7:00", "8:30"), Team, "合唱").unwrap_err());
    assert_eq!(error, RoomsError::OutsideHours { open: vec![(480, 1320)] });

    let spring = centre::centre_at(at(2, 1, 9, 0));
    let error = refused(spring.ask(slot("R02", day(2, 17), "9:00", "10:00"), Team, "合唱").unwrap_err());
    assert_eq!(error, RoomsError::Closed { reason: "春节放假".into() });
}

#[test]
fn a_booking_may_end_at_closing_time_though_it_is_cleared_afterwards() {
    let centre = centre();
    assert!(centre.ask(slot("R02", day(9, 1), "20:00", "22:00"), Team, "合唱").is_ok());
    let late = refused(centre.ask(slot("R02", day(9, 2), "21:00", "22:01"), Team, "合唱").unwrap_err());
    assert!(matches!(late, RoomsError::OutsideHours { .. }));
}

#[test]
fn what_the_secretary_approves_waits_and_approving_one_refuses_its_rivals() {
    let centre = centre();
    let desk = &centre.desk;
    let time = |from: &str, to: &str| slot("R01", day(9, 1), from, to);
    let first = centre.book(time("14:00", "16:00"), Team, "时装队排练");
    let second = centre.book(time("15:00", "17:00"), Resident, "楼栋议事会");
    assert_eq!(first.state, BookingState::Pending);
    assert_eq!(desk.pending_bookings().unwrap().len(), 2);
    // Asking does not keep others out.
    let new = NewBooking {
        slot: time("15:00", "16:00"),
        details: details(Resident, "聚会"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    let checked = desk.check_booking(&new, None).unwrap();
    assert!(checked.is_free());
    assert!(checked.marks.iter().any(|mark| matches!(mark, Mark::Rival { with } if with.len() == 2)));

    let answered = desk.approve_booking(&second.id, false).unwrap();
    assert_eq!(answered.approved.len(), 1);
    assert_eq!(answered.rejected.len(), 1);
    let told = desk.booking(&first.id).unwrap();
    assert!(matches!(&told.state, BookingState::Rejected { rival: Some(id), .. } if *id == second.id));
    let matter = |id: &str| {
        let booking = desk.booking(id).unwrap();
        desk.intake(booking.intake.as_ref().unwrap()).unwrap().state.name()
    };
    // A no is an answer too.
    assert_eq!((matter(&second.id), matter(&first.id)), (Matter::Done, Matter::Done));
    assert!(desk.pending_bookings().unwrap().is_empty());
    let again = refused(desk.approve_booking(&first.id, false).unwrap_err());
    assert!(matches!(again, RoomsError::Step(_)));
}

#[test]
fn approving_too_late_says_what_is_there_by_now() {
    let centre = centre();
    let desk = &centre.desk;
    let asked = centre.book(slot("R01A", day(9, 1), "14:00", "16:00"), Team, "排练");
    let party = centre.book(slot("R01", day(9, 1), "15:00", "17:00"), Party, "主题党日");
    desk.approve_booking(&party.id, false).unwrap();
    // The party activity refused it already as its rival.
    assert_eq!(desk.booking(&asked.id).unwrap().state.name(), StateName::Rejected);
}

#[test]
fn rules_that_a_reason_lifts_and_rules_that_nothing_lifts() {
    let centre = centre();
    let desk = &centre.desk;
    for on in [1, 2, 3] {
        let _ = centre.book(slot("R02", day(9, on), "9:00", "10:00"), Team, "合唱排练");
    }
    let wanted = slot("R02", day(9, 4), "9:00", "10:00");
    let error = refused(centre.ask(wanted.clone(), Team, "合唱排练").unwrap_err());
    assert_eq!(error, RoomsError::Rules(vec![RuleBreak::WeekSessions { had: 3, most: 3 }]));
    let address = "测试小区 1号楼".to_owned();
    let reason = "重阳演出前加练".to_owned();
    let new = NewBooking { slot: wanted, details: details(Team, "合唱排练"), reason, address };
    let booked =
        desk.book_room(&new, &desk.papers_in_hand(&new).unwrap(), &quanke::desk::Decision::Accept).unwrap();
    assert_eq!(booked.booking.history[0].reason, "重阳演出前加练");
    // Nothing lifts a purpose the rooms are not for.
    let sale = NewBooking {
        slot: slot("R02", day(9, 10), "9:00", "10:00"),
        details: details(Team, "保健品讲座"),
        reason: "只此一次".into(),
        address: "测试小区 1号楼".into(),
    };
    let error = desk
        .book_room(&sale, &desk.papers_in_hand(&sale).unwrap(), &quanke::desk::Decision::Accept)
        .unwrap_err();
    assert!(matches!(refused(error), RoomsError::Rules(_)));
}

#[test]
fn quotas_are_settings() {
    let centre = centre();
    let desk = &centre.desk;
    let rules = RoomRules { week_sessions: 1, ..desk.book().room_rules.clone() };
    desk.save_room_rules(&rules).unwrap();
    let _ = centre.book(slot("R02", day(9, 1), "9:00", "10:00"), Team, "合唱排练");
    assert!(centre.ask(slot("R02", day(9, 2), "9:00", "10:00"), Team, "合唱排练").is_err());
    desk.save_room_rules(&RoomRules { week_sessions: 0, ..rules }).unwrap();
    assert!(centre.ask(slot("R02", day(9, 2), "9:00", "10:00"), Team, "合唱排练").is_ok());
}

#[test]
fn the_key_goes_out_and_comes_back_and_who_does_not_come_frees_the_room() {
    let centre = centre();
    let desk = &centre.desk;
    let used = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练");
    let missed = centre.book(slot("R03", day(9, 1), "9:00", "11:00"), Team, "跳舞");
    centre.now_is(at(9, 1, 8, 50));
    desk.hand_key(&used.id).unwrap();
    let seen = desk.no_show(&missed.id).unwrap_err();
    assert!(matches!(refused(seen), RoomsError::Step(_)), "not before it has begun");
    centre.now_is(at(9, 1, 9, 30));
    desk.no_show(&missed.id).unwrap();
    let walk_in = centre.ask(slot("R03", day(9, 1), "9:45", "10:45"), Resident, "练习").unwrap();
    assert!(walk_in.booking.holds());
    centre.now_is(at(9, 1, 11, 5));
    let over = desk.give_back(&used.id, 17, Condition::Untidy, "椅子未归位").unwrap();
    assert!(matches!(&over.state, BookingState::Finished(how) if how.headcount == 17));
}

#[test]
fn three_times_nobody_came_and_the_team_is_paused() {
    let centre = centre();
    let desk = &centre.desk;
    for on in [7, 14, 21] {
        let booking = centre.book(slot("R02", day(9, on), "9:00", "10:00"), Team, "合唱排练");
        centre.now_is(at(9, on, 9, 20));
        desk.no_show(&booking.id).unwrap();
    }
    let error = refused(centre.ask(slot("R02", day(9, 29), "9:00", "10:00"), Team, "合唱排练").unwrap_err());
    assert_eq!(error, RoomsError::Rules(vec![RuleBreak::Paused { times: 3, until: day(10, 21) }]));
}

#[test]
fn a_booking_is_moved_and_the_move_is_taken_back() {
    let centre = centre();
    let desk = &centre.desk;
    let booking = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练");
    let blocker = centre.book(slot("R02", day(9, 2), "9:00", "11:00"), Resident, "戏曲");
    let to = |slot| Edit { slot: Some(slot), ..Edit::default() };
    let onto = to(slot("R02", day(9, 2), "10:00", "12:00"));
    let error = refused(desk.edit_booking(&booking.id, Scope::This, &onto, &Default::default()).unwrap_err());
    assert!(matches!(error, RoomsError::Clash { .. }));
    let free = to(slot("R03", day(9, 2), "10:00", "12:00"));
    let moved = desk.edit_booking(&booking.id, Scope::This, &free, &Default::default()).unwrap();
    assert_eq!(moved[0].id, booking.id);
    assert_eq!(moved[0].history.last().unwrap().before.as_ref(), Some(&booking.slot));
    assert!(desk.room_bookings("R02", day(9, 1), day(9, 1)).unwrap().is_empty());
    assert_eq!(desk.undo_room_change().unwrap(), 1);
    let back = desk.booking(&booking.id).unwrap();
    assert_eq!((&back.slot, back.history.last().unwrap().deed), (&booking.slot, Deed::Undone));
    assert_eq!(refused(desk.undo_room_change().unwrap_err()), RoomsError::NothingToUndo);
    assert_eq!(desk.booking(&blocker.id).unwrap(), blocker);
}

#[test]
fn the_last_change_is_taken_back_after_the_program_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let opened = || centre_in(folder.path(), at(8, 27, 15, 8));
    let centre = opened();
    assert!(centre.desk.last_room_change().is_none(), "nothing was booked yet");
    let booking = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练");
    let to = Edit { slot: Some(slot("R03", day(9, 2), "10:00", "12:00")), ..Edit::default() };
    let _ = centre.desk.edit_booking(&booking.id, Scope::This, &to, &Default::default()).unwrap();
    drop(centre);

    let centre = opened();
    let undo = centre.desk.last_room_change().unwrap();
    assert_eq!((undo.deed, undo.count()), ("edit booking", 1));
    assert_eq!(centre.desk.undo_room_change().unwrap(), 1);
    assert_eq!(centre.desk.booking(&booking.id).unwrap().slot, booking.slot);
    assert!(centre.desk.last_room_change().is_none());
    drop(centre);

    let centre = opened();
    assert!(centre.desk.last_room_change().is_none(), "what was taken back stays");
    assert_eq!(refused(centre.desk.undo_room_change().unwrap_err()), RoomsError::NothingToUndo);
    let _ = centre.term(&centre.saturdays("声乐提高班"), &Default::default());
    drop(centre);

    let centre = opened();
    let count = centre.desk.last_room_change().unwrap().count();
    assert_eq!(count, 15);
    // It is known since the program was started; a lesson is changed by another desk meanwhile.
    let lessons = centre.desk.room_bookings("R02", day(9, 5), day(9, 5)).unwrap();
    let other = quanke::domain::booking::Booking { history: Vec::new(), ..lessons[0].clone() };
    centre
        .desk
        .store()
        .transact(|unit| {
            let _ = unit.get::<quanke::domain::booking::Booking>(&other.id)?;
            unit.put(&other)?;
            unit.entry(centre.desk.now(), "", "edit booking", &other.id);
            Ok::<_, quanke::store::StoreError>(())
        })
        .unwrap();
    assert_eq!(refused(centre.desk.undo_room_change().unwrap_err()), RoomsError::ChangedSince);
    assert_eq!(centre.desk.room_bookings("R02", day(9, 5), day(9, 5)).unwrap()[0].state, lessons[0].state);
}

#[test]
fn a_change_is_not_taken_back_over_somebody_elses() {
    let centre = centre();
    let desk = &centre.desk;
    let booking = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练");
    let gone = desk.cancel_booking(&booking.id, Scope::This, true, "下雨").unwrap();
    assert!(matches!(&gone[0].state, BookingState::Cancelled(how) if how.by_booker));
    let undo = desk.last_room_change().unwrap();
    assert_eq!((undo.deed, undo.count()), ("cancel booking", 1));
    let _ = centre.book(slot("R02", day(9, 1), "10:00", "12:00"), Resident, "戏曲");
    // The last change is the new booking now: undoing takes that back, once.
    assert_eq!(desk.undo_room_change().unwrap(), 1);
    assert!(desk.room_bookings("R02", day(9, 1), day(9, 1)).unwrap().is_empty());
}

#[test]
fn a_party_activity_moves_others_aside_with_name_reason_notice_offer_and_a_paper() {
    let centre = centre();
    let desk = &centre.desk;
    let team = centre.book(slot("R02", day(9, 1), "9:00", "11:00"), Team, "合唱排练");
    let activity = NewBooking {
        slot: slot("R02", day(9, 1), "10:00", "12:00"),
        details: details(Party, "主题党日"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    let offer = slot("R03", day(9, 1), "9:00", "11:00");
    let over = Over {
        decided_by: "测试书记".into(),
        reason: "上级临时通知".into(),
        offers: [(team.id.clone(), offer.clone())].into(),
    };
    let nameless = Over { decided_by: " ".into(), ..over.clone() };
    assert!(desk.book_over(&activity, &nameless).is_err());
    let unoffered = Over { offers: Default::default(), ..over.clone() };
    assert!(desk.book_over(&activity, &unoffered).is_err());
    let done = desk.book_over(&activity, &over).unwrap();
    assert_eq!(done.booking.state, BookingState::Confirmed);
    assert_eq!(done.displaced.len(), 1);
    let kinds: Vec<PaperKind> = done.papers.iter().map(|paper| paper.kind).collect();
    assert_eq!(kinds, [PaperKind::BookingSlip, PaperKind::DisplacementNotice]);
    assert!(desk.paper(&done.papers[1].serial.to_string()).is_ok());
    let moved = desk.take_up_offer(&team.id).unwrap();
    assert_eq!((&moved.slot, moved.state.name()), (&offer, StateName::Confirmed));
    assert!(desk.take_up_offer(&team.id).is_err(), "once only");
    // A team moves nobody aside, and a party activity does not move another.
    let pushy = NewBooking { details: details(Team, "合唱"), ..activity.clone() };
    assert!(desk.book_over(&pushy, &over).is_err());
    let rival = NewBooking { slot: slot("R02", day(9, 1), "11:00", "12:00"), ..activity };
    assert!(matches!(refused(desk.book_over(&rival, &over).unwrap_err()), RoomsError::DoesNotGiveWay { .. }));
}

#[test]
fn only_an_emergency_needs_no_notice() {
    let centre = centre();
    let desk = &centre.desk;
    let team = centre.book(slot("R02", day(8, 28), "9:00", "11:00"), Team, "合唱排练");
    let over = Over {
        decided_by: "测试书记".into(),
        reason: "防汛安置".into(),
        offers: [(team.id.clone(), slot("R02", day(9, 4), "9:00", "11:00"))].into(),
    };
    let new = |kind| NewBooking {
        slot: slot("R02", day(8, 28), "8:00", "12:00"),
        details: details(kind, "安置点"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    assert!(desk.book_over(&new(Party), &over).is_err());
    assert!(desk.book_over(&new(Emergency), &over).is_ok());
}

#[test]
fn a_private_room_tells_nobody_what_for() {
    let centre = centre();
    let desk = &centre.desk;
    let few = |title| Details { people: 4, ..details(BookingKind::Mediation, title) };
    let new = NewBooking {
        slot: slot("R10", day(9, 1), "9:00", "10:00"),
        details: few("邻里漏水调解"),
        reason: String::new(),
        address: String::new(),
    };
    let kept = desk.book_room(&new, &[], &quanke::desk::Decision::Accept).unwrap().booking;
    desk.approve_booking(&kept.id, false).unwrap();
    let new = NewBooking {
        slot: slot("R10", day(9, 1), "9:30", "10:30"),
        details: few("咨询"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    let checked = desk.check_booking(&new, None).unwrap();
    let told: Vec<String> = checked
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Clash { with } => Some(with[0].title.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(told, [String::new()]);
}

#[test]
fn loud_beside_quiet_is_a_warning_and_no_refusal() {
    let centre = centre();
    let desk = &centre.desk;
    let _ = centre.book(slot("R04", day(9, 1), "9:00", "11:00"), Team, "书法");
    let new = NewBooking {
        slot: slot("R02", day(9, 1), "10:00", "12:00"),
        details: details(Resident, "唱戏"),
        reason: String::new(),
        address: "测试小区 1号楼".into(),
    };
    let checked = desk.check_booking(&new, None).unwrap();
    assert!(checked.is_free());
    assert!(checked.marks.iter().any(|mark| matches!(mark, Mark::Noise { room, .. } if room == "R04")));
    let booking = centre.book(new.slot, Resident, "唱戏");
    assert_eq!(desk.booking_view(&booking.id).unwrap().noise.len(), 1);
}

#[test]
fn a_supervisor_adds_a_room_and_cannot_retire_one_that_is_booked() {
    let centre = centre();
    let desk = &centre.desk;
    let room = Room { name_zh: "电脑室".into(), name_en: "Computer room".into(), ..Room::blank("R12") };
    desk.save_room(&room).unwrap();
    let _ = centre.book(slot("R12", day(9, 1), "9:00", "10:00"), Resident, "学电脑");
    let retired = Room { retired: true, ..room.clone() };
    assert_eq!(refused(desk.save_room(&retired).unwrap_err()), RoomsError::StillBooked { count: 1 });
    assert!(desk.save_room(&Room { capacity: 0, ..room }).is_err());
    assert!(desk.book().rooms.room("R12").is_some());
}

#[test]
fn the_form_at_the_desk_books_the_room_too() {
    let centre = centre();
    let desk = &centre.desk;
    let opened = desk.open_form("PT03", None, None).unwrap();
    let mut draft = opened.draft;
    for (key, value) in [
        ("_name", "测试丁"),
        ("_phone", "13800000009"),
        ("_address", "测试小区 2号楼"),
        ("room", "R09"),
        ("starts_at", "2026-09-02 14:00"),
        ("ends_at", "2026-09-02 16:00"),
        ("headcount", "12"),
        ("purpose", "业委会会议"),
        ("booker", "resident"),
        ("amplified", "no"),
        ("minors", "no"),
        ("safety_plan", "no"),
        ("equipment", "projector,tea"),
    ] {
        let _ = draft.entries.insert(key.into(), value.into());
    }
    for line in &mut draft.materials {
        line.received = true;
    }
    let finished = desk.finish(&draft, &quanke::desk::Decision::Accept).unwrap();
    let booking = desk.booking_of_intake(&finished.intake.id).unwrap().unwrap();
    assert_eq!(booking.slot, slot("R09", day(9, 2), "14:00", "16:00"));
    // The room has a projector; the tea is lent by the desk.
    assert_eq!(booking.details.equipment.len(), 1);
    assert_eq!(booking.details.note, "另借：茶水");
    assert_eq!(finished.intake.state.name(), Matter::Done);
    assert_eq!(finished.papers[0].kind, PaperKind::BookingSlip);
}
