//! The plain arithmetic of `direct` against the crate's dates: one rule, two ways, the same times.

use proptest::prelude::*;

use super::super::expand::Steps;
use super::super::{direct, library};
use super::*;

fn simple() -> impl Strategy<Value = String> {
    let days = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..=4);
    let nth = prop_oneof![1i8..=5, -5i8..=-1];
    let date = prop_oneof![1i8..=31, -31i8..=-1];
    let weekday = prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    prop_oneof![
        (1u16..40).prop_map(|every| format!("FREQ=DAILY;INTERVAL={every}")),
        (1u16..9, days).prop_map(|(every, days)| {
            let by = if days.is_empty() { String::new() } else { format!(";BYDAY={}", days.join(",")) };
            format!("FREQ=WEEKLY;INTERVAL={every}{by}")
        }),
        (1u16..20, prop::option::of(date)).prop_map(|(every, day)| {
            let by = day.map(|day| format!(";BYMONTHDAY={day}")).unwrap_or_default();
            format!("FREQ=MONTHLY;INTERVAL={every}{by}")
        }),
        (1u16..20, nth.clone(), weekday.clone())
            .prop_map(|(every, nth, day)| format!("FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}{day}")),
        (1u16..20, nth, weekday).prop_map(|(every, nth, day)| format!(
            "FREQ=MONTHLY;INTERVAL={every};BYDAY={day};BYSETPOS={nth}"
        )),
        (1u16..9).prop_map(|every| format!("FREQ=YEARLY;INTERVAL={every}")),
    ]
}

fn times(steps: Steps, from: NaiveDateTime, to: NaiveDateTime) -> Vec<NaiveDateTime> {
    steps
        .take_while(|step| step.at < to)
        .filter(|step| step.fits && step.at >= from)
        .map(|step| step.at)
        .collect()
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "((FREQ|COUNT|UNTIL|BYDAY|BYHOUR|BYSETPOS|WKST)=(DAILY|WEEKLY|[0-9,-]{0,6}|[A-Z0-9]{0,17});?){0,5}", any in any::<String>()) {
        for text in [text, any] {
            if let Ok(rule) = Rule::parse(&text) {
                prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule));
            }
        }
    }

    #[test]
    fn the_short_way_and_the_crate_agree(
        text in simple(),
        start in 0i64..20_000,
        minute in 0i64..1440,
        ahead in 0i64..4_000,
        length in 0i64..4_000,
    ) {
        let start = at("1999-12-31 00:00") + chrono::Duration::days(start) + chrono::Duration::minutes(minute);
        let seek = start + chrono::Duration::days(ahead);
        let to = seek + chrono::Duration::days(length);
        let parts = Rule::parse(&text).unwrap().parts;
        let short = direct::steps(&parts, start, seek).expect("a simple shape");
        let long = library::steps(&parts, start, seek).unwrap();
        prop_assert_eq!(times(short, seek, to), times(long, seek, to), "{} from {}", text, start);
    }
}
