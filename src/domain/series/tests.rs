use super::*;
use crate::domain::booking::{Booking, BookingState, Cancelled, Lesson};
use chrono::{FixedOffset, Weekday};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn stamp() -> Stamp {
    let at = day(8, 27).and_hms_opt(15, 8, 0).unwrap();
    Stamp { at: at.and_local_timezone(FixedOffset::east_opt(8 * 3600).unwrap()).unwrap(), staff: "1".into() }
}

fn weekly(days: &[Weekday], end: End) -> Pattern {
    Pattern::Rule(Rule::weekly(1, days, end).unwrap())
}

/// Saturdays of the autumn term, 9–11 in the singing classroom.
fn saturdays() -> Phase {
    let pattern = weekly(&[Weekday::Sat], End::Until(day(12, 26)));
    Phase { from: day(9, 5), pattern, room: "R02".into(), start: 540, end: 660 }
}

fn lesson(id: &str, on: NaiveDate, phase: &Phase) -> Booking {
    Booking {
        id: id.into(),
        slot: phase.slot(on).unwrap(),
        state: BookingState::Confirmed,
        details: Details::default(),
        lesson: Some(Lesson { series: "1".into(), on, own: false, makes_up: None }),
        intake: None,
        serial: None,
        made: stamp(),
        history: Vec::new(),
    }
}

fn lessons(phase: &Phase) -> Vec<Booking> {
    phase.dates().unwrap().iter().enumerate().map(|(n, on)| lesson(&n.to_string(), *on, phase)).collect()
}

fn none() -> BTreeMap<NaiveDate, Skipped> {
    BTreeMap::new()
}

#[test]
fn seventeen_saturdays_make_an_autumn_term() {
    let dates = saturdays().dates().unwrap();
    assert_eq!((dates.len(), dates[0], dates[16]), (17, day(9, 5), day(12, 26)));
}

#[test]
fn a_series_without_an_end_is_not_possible_nor_one_too_long() {
    let endless = Pattern::Rule(Rule::parse("FREQ=WEEKLY;BYDAY=SA").unwrap());
    assert_eq!(endless.dates(day(9, 5)), Err(SeriesError::Endless));
    let long = Pattern::Rule(Rule::daily(1, End::Count(401)).unwrap());
    assert_eq!(long.dates(day(9, 5)), Err(SeriesError::TooMany));
    assert_eq!(Pattern::Rule(Rule::daily(1, End::Count(400)).unwrap()).dates(day(9, 5)).unwrap().len(), 400);
    assert_eq!(Pattern::Dates(BTreeSet::new()).dates(day(9, 5)), Err(SeriesError::Empty));
}

#[test]
fn another_time_keeps_every_lesson_and_its_id() {
    let old = lessons(&saturdays());
    let later = Phase { start: 600, end: 720, ..saturdays() };
    let plan = draw_up(&later, &old, &none()).unwrap();
    assert!(plan.lines.iter().all(|line| line.change == Change::Moved));
    let ids: Vec<_> = plan.lines.iter().map(|line| line.booking.clone().unwrap()).collect();
    assert_eq!(ids, old.iter().map(|lesson| lesson.id.clone()).collect::<Vec<_>>());
}

#[test]
fn from_saturdays_to_sundays_each_lesson_moves_within_its_week() {
    let old = lessons(&saturdays());
    let sundays = Phase {
        from: day(9, 6),
        pattern: saturdays().pattern.shifted(day(9, 5), day(9, 6)).unwrap(),
        ..saturdays()
    };
    let plan = draw_up(&sundays, &old, &none()).unwrap();
    assert_eq!(plan.lines.len(), 17);
    for (line, lesson) in plan.lines.iter().zip(&old) {
        assert_eq!(line.booking.as_deref(), Some(lesson.id.as_str()));
        assert_eq!(line.at.as_ref().unwrap().day, lesson.slot.day + Days::new(1));
    }
}

#[test]
fn exceptions_stay_through_an_edit_of_the_series() {
    let mut old = lessons(&saturdays());
    // The third was moved to a Sunday by hand, the fifth was cancelled, and 10 October was skipped.
    old[2].slot = old[2].slot.on(day(9, 20));
    old[2].lesson.as_mut().unwrap().own = true;
    let gone = Cancelled { by_booker: false, reason: "教师请假".into(), notice: 99 };
    old[4].state = BookingState::Cancelled(gone);
    let skipped_lesson = old.remove(5);
    let skipped = [(skipped_lesson.slot.day, Skipped::Chosen)].into();
    let tuesdays =
        Phase { from: day(9, 1), pattern: weekly(&[Weekday::Tue], End::Until(day(12, 22))), ..saturdays() };
    let mut plan = draw_up(&tuesdays, &old, &skipped).unwrap();
    plan.lines.iter_mut().for_each(Line::settle);
    let by_id = |id: &str| plan.lines.iter().find(|line| line.booking.as_deref() == Some(id)).unwrap();
    let moved = by_id("2");
    assert_eq!((moved.change, moved.goes_to().unwrap().day), (Change::Kept, day(9, 20)));
    let cancelled = by_id("4");
    assert_eq!((cancelled.change, cancelled.goes_to()), (Change::Kept, None));
    // No lesson comes back in the week of the skipped one.
    let week = plan.lines.iter().find(|line| line.on == day(10, 6)).unwrap();
    assert_eq!((week.change, week.goes_to(), week.booking.as_ref()), (Change::Kept, None, None));
    assert_eq!(week.reason(), Skipped::Chosen);
    // Everything else moved, nothing doubled: at most one line a week.
    assert_eq!(plan.lines.len(), 17);
    assert_eq!(plan.count(), 15);
}

#[test]
fn a_shorter_series_loses_lessons_and_says_which() {
    let old = lessons(&saturdays());
    let pattern = weekly(&[Weekday::Sat], End::Until(day(12, 12)));
    let plan = draw_up(&Phase { pattern, ..saturdays() }, &old, &none()).unwrap();
    let lost: Vec<NaiveDate> =
        plan.lines.iter().filter(|line| line.change == Change::Lost).map(|line| line.on).collect();
    assert_eq!(lost, [day(12, 19), day(12, 26)]);
    assert_eq!(plan.lines.iter().filter(|line| line.change == Change::Unchanged).count(), 15);
}

#[test]
fn a_moved_lesson_is_not_lost_with_the_weeks_the_series_gives_up() {
    let mut old = lessons(&saturdays());
    let last = old.last_mut().unwrap();
    last.slot = last.slot.on(day(12, 30));
    last.lesson.as_mut().unwrap().own = true;
    let pattern = weekly(&[Weekday::Sat], End::Until(day(12, 12)));
    let mut plan = draw_up(&Phase { pattern, ..saturdays() }, &old, &none()).unwrap();
    plan.lines.iter_mut().for_each(Line::settle);
    let line = plan.lines.iter().find(|line| line.booking.as_deref() == Some("16")).unwrap();
    assert_eq!((line.change, line.goes_to().unwrap().day), (Change::Kept, day(12, 30)));
}

#[test]
fn twice_a_week_keeps_the_old_day_and_adds_the_new() {
    let old = lessons(&saturdays());
    let pattern = weekly(&[Weekday::Wed, Weekday::Sat], End::Until(day(12, 26)));
    let plan = draw_up(&Phase { pattern, ..saturdays() }, &old, &none()).unwrap();
    let count = |change| plan.lines.iter().filter(|line| line.change == change).count();
    assert_eq!((count(Change::Unchanged), count(Change::New), count(Change::Lost)), (17, 16, 0));
}

#[test]
fn the_tail_of_a_counted_rule_has_what_was_left() {
    let pattern = weekly(&[Weekday::Sat], End::Count(16));
    let tail = pattern.tail(day(9, 5), day(10, 24)).unwrap();
    assert_eq!(tail.dates(day(10, 24)).unwrap().len(), 9);
    assert_eq!(pattern.tail(day(9, 5), day(12, 31)), Err(SeriesError::Empty));
    // Every other week goes on in step.
    let pattern = Pattern::Rule(Rule::weekly(2, &[Weekday::Sat], End::Count(8)).unwrap());
    let tail = pattern.tail(day(9, 5), day(9, 19)).unwrap();
    assert_eq!(tail.dates(day(9, 19)).unwrap()[..2], [day(9, 19), day(10, 3)]);
}

#[test]
fn shifting_says_the_same_rule_of_another_day() {
    let second_monday = Pattern::Rule(Rule::monthly_on_weekday(1, 2, Weekday::Mon, End::Count(4)).unwrap());
    // 14 September 2026 is a second Monday, the 16th a third Wednesday.
    let shifted = second_monday.shifted(day(9, 14), day(9, 16)).unwrap();
    assert_eq!(shifted.dates(day(9, 16)).unwrap()[..2], [day(9, 16), day(10, 21)]);
    let last_friday = Pattern::Rule(Rule::monthly_on_weekday(1, -1, Weekday::Fri, End::Count(3)).unwrap());
    let shifted = last_friday.shifted(day(9, 25), day(9, 26)).unwrap();
    assert_eq!(shifted.dates(day(9, 26)).unwrap(), [day(9, 26), day(10, 31), day(11, 28)]);
    let fifth = Pattern::Rule(Rule::monthly_on_date(1, 5, End::Count(3)).unwrap());
    assert_eq!(fifth.shifted(day(9, 5), day(9, 6)).unwrap().dates(day(9, 6)).unwrap()[1], day(10, 6));
    let dates = Pattern::Dates([day(9, 5), day(9, 9)].into());
    assert_eq!(dates.shifted(day(9, 5), day(9, 7)), Ok(Pattern::Dates([day(9, 7), day(9, 11)].into())));
    let odd = Pattern::Rule(Rule::parse("FREQ=YEARLY;BYMONTH=9;BYDAY=1MO;COUNT=3").unwrap());
    assert_eq!(odd.shifted(day(9, 7), day(9, 8)), Err(SeriesError::CannotShift));
}

#[test]
fn a_new_phase_replaces_what_came_after_it() {
    let mut series = BookingSeries {
        id: "1".into(),
        phases: vec![saturdays()],
        details: Details::default(),
        skipped: none(),
        serial: None,
        made: stamp(),
    };
    let sundays =
        |from| Phase { from, pattern: weekly(&[Weekday::Sun], End::Until(day(12, 27))), ..saturdays() };
    series.begin_phase(sundays(day(10, 11)));
    let dates = series.dates().unwrap();
    assert_eq!(dates[4..7], [day(10, 3), day(10, 10), day(10, 11)]);
    series.begin_phase(sundays(day(10, 4)));
    assert_eq!(series.phases.len(), 2);
    assert_eq!(series.dates().unwrap()[4..6], [day(10, 3), day(10, 4)]);
}

#[test]
fn a_series_survives_the_store() {
    let series = BookingSeries {
        id: "1".into(),
        phases: vec![saturdays()],
        details: Details::default(),
        skipped: [(day(10, 3), Skipped::Holiday { name: "国庆节".into() })].into(),
        serial: None,
        made: stamp(),
    };
    let text = serde_json::to_string(&series).unwrap();
    assert_eq!(serde_json::from_str::<BookingSeries>(&text).unwrap(), series);
}
