use proptest::prelude::*;

use super::*;

const USED: Outcome = Outcome::Used { people: 20 };
const ALL_DAY: (u16, u16) = (0, DAY);

fn open(spans: &[(u16, u16)]) -> Spans {
    spans.iter().copied().collect()
}

#[test]
fn a_use_over_noon_is_one_session_and_its_minutes_are_split() {
    let [morning, afternoon, evening] = of_day(&open(&[(480, 1320)]), &[((660, 840), USED)], ALL_DAY);
    assert_eq!((morning.sessions, morning.people, morning.used), (1, 20, 60));
    assert_eq!((afternoon.sessions, afternoon.people, afternoon.used), (0, 0, 120));
    assert_eq!((morning.open, afternoon.open, evening.open), (240, 360, 240));
    assert_eq!((morning.rate(), afternoon.rate()), (Some(25), Some(33)));
}

#[test]
fn what_was_used_while_the_room_was_closed_is_told_apart_and_raises_no_rate() {
    // Hours that were shortened after the booking: 9:00–10:00 is open, 10:00–12:00 is not.
    let [morning, ..] = of_day(&open(&[(540, 600)]), &[((540, 720), USED)], ALL_DAY);
    assert_eq!((morning.used, morning.outside, morning.minutes()), (60, 120, 180));
    assert_eq!(morning.rate(), Some(100));
    let [never, ..] = of_day(&Spans::default(), &[((540, 720), USED)], ALL_DAY);
    assert_eq!((never.rate(), never.outside), (None, 180));
}

#[test]
fn two_parts_of_a_hall_at_once_are_two_sessions_and_one_time() {
    let both = [((540, 660), USED), ((600, 720), USED)];
    let [morning, ..] = of_day(&open(&[(480, 1320)]), &both, ALL_DAY);
    assert_eq!((morning.sessions, morning.people, morning.used), (2, 40, 180));
}

#[test]
fn what_is_still_to_come_is_neither_used_nor_open() {
    let bookings = [((480, 540), USED), ((600, 720), Outcome::Ahead), ((1140, 1200), Outcome::Ahead)];
    let parts = of_day(&open(&[(480, 1320)]), &bookings, (0, 630));
    assert_eq!((parts[0].used, parts[0].open, parts[0].ahead), (60, 150, 1));
    assert_eq!((parts[2].used, parts[2].open, parts[2].ahead), (0, 0, 1));
    let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let at = |day: NaiveDate, hour| day.and_hms_opt(hour, 30, 59).unwrap();
    assert_eq!(passed_of(day, at(day, 10)), (0, 630));
    assert_eq!(passed_of(day, at(day.succ_opt().unwrap(), 10)), (0, 1440));
    assert_eq!(passed_of(day, at(day.pred_opt().unwrap(), 10)), (0, 0));
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        3 => (1u32..60).prop_map(|people| Outcome::Used { people }),
        1 => Just(Outcome::Ahead),
        1 => Just(Outcome::NoShow),
        1 => Just(Outcome::Displaced),
        1 => Just(Outcome::Nothing),
    ]
}

fn span() -> impl Strategy<Value = (u16, u16)> {
    (0u16..DAY, 1u16..400).prop_map(|(from, long)| (from, (from + long).min(DAY)))
}

proptest! {
    /// Counted with a tick for every minute of the day, it comes to the same.
    #[test]
    fn a_recount_minute_by_minute_agrees(
        hours in prop::collection::vec(span(), 0..4),
        closed in prop::collection::vec(span(), 0..4),
        bookings in prop::collection::vec((span(), outcome()), 0..8),
        now in 0u16..=DAY,
    ) {
        let spans = open(&hours).without(&open(&closed));
        let parts = of_day(&spans, &bookings, (0, now));
        let lies = |all: &[(u16, u16)], minute: u16| all.iter().any(|(a, b)| (*a..*b).contains(&minute));
        let used: Vec<(u16, u16)> = bookings
            .iter()
            .filter(|(_, outcome)| matches!(outcome, Outcome::Used { .. }))
            .map(|(span, _)| *span)
            .collect();
        let mut ticks = [RoomUse::default(); 3];
        for minute in 0..now {
            let part = &mut ticks[usize::from(minute >= 720) + usize::from(minute >= 1080)];
            let is_open = lies(&hours, minute) && !lies(&closed, minute);
            part.open += u32::from(is_open);
            part.used += u32::from(is_open && lies(&used, minute));
            part.outside += u32::from(!is_open && lies(&used, minute));
        }
        for (part, tick) in parts.iter().zip(ticks) {
            prop_assert_eq!((part.open, part.used, part.outside), (tick.open, tick.used, tick.outside));
            prop_assert!(part.used <= part.open && part.rate().is_none_or(|rate| rate <= 100));
        }
        // Every booking is in exactly one part of the day.
        let sum = RoomUse::sum(parts);
        let counted = sum.sessions + sum.ahead + sum.no_shows + sum.displaced;
        let nothing = bookings.iter().filter(|(_, outcome)| *outcome == Outcome::Nothing).count();
        prop_assert_eq!(counted as usize + nothing, bookings.len());
    }
}
