//! Times of day.

use super::plain;

/// `9-11`, `14:30-16`, `1430-1600`, `14.30-16`, `9：00–11：00`, `9点至11点`, `9~11`: minutes from midnight, in whatever order;
/// the end is left out of `14:30` and `9点`.
pub fn hours(typed: &str) -> Option<(u16, Option<u16>)> {
    let text = plain(typed).replace('点', ":").replace(['~', '至', '到'], "-");
    if !text.contains('-') {
        // A bare number, or one with a full stop, is a day.
        return text.contains(':').then(|| minutes(&text)).flatten().map(|start| (start, None));
    }
    let text = text.replace('.', ":");
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [start, end] => Some((minutes(start)?, Some(minutes(end)?))),
        _ => None,
    }
}

/// A time with its end, and the end after the start.
pub fn span(typed: &str) -> Option<(u16, u16)> {
    let (from, to) = hours(typed)?;
    to.filter(|to| from < *to).map(|to| (from, to))
}

/// Minutes from midnight of `9`, `9:`, `14:30`, `1430`; at most 24:00.
pub fn minutes(text: &str) -> Option<u16> {
    let text = text.strip_suffix(':').unwrap_or(text);
    let (hour, minute) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() > 2 => text.split_at_checked(text.len() - 2)?,
        None => (text, "0"),
    };
    let number = |digits: &str| -> Option<u16> {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { digits.parse().ok() } else { None }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= 24 * 60).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_in_every_usual_shape() {
        for text in [
            "9-11",
            "9:00-11:00",
            "09：00 — 11:00",
            "9：00—11：00",
            "9：00–11：00",
            "0900-1100",
            "９-11点",
            "9点至11点",
            "9点到11点",
            "9~11",
            "9～11",
            "9--11",
            "900-1100",
        ] {
            assert_eq!(span(text), Some((540, 660)), "{text}");
        }
        for text in ["14:30-16", "1430-1600", "14.30-16"] {
            assert_eq!(span(text), Some((870, 960)), "{text}");
        }
        assert_eq!((span("20-24"), span("22-24")), (Some((1200, 1440)), Some((1320, 1440))));
    }

    #[test]
    fn the_end_may_be_left_out_where_it_cannot_be_a_day() {
        assert_eq!((hours("14:30"), hours("9点")), (Some((870, None)), Some((540, None))));
        assert_eq!((hours("9"), hours("14.30"), hours("1430")), (None, None, None));
        assert_eq!(span("14:30"), None);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "", "9", "11-9", "9-9", "9-25", "9:70-11", "9-10-11", "上午", "9-", "-9", "+9-11", "9:000-11",
            "上-下",
        ] {
            assert_eq!(span(text), None, "{text}");
        }
        // Backwards it is a time all the same, and not a day.
        assert_eq!(hours("11-9"), Some((660, Some(540))));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(text in "[0-9:.：点~至 \\-]{0,12}|\\PC{0,12}") {
            let _ = (hours(&text), minutes(&text));
        }
    }
}
