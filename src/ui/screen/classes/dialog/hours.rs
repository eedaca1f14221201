//! Hours as people type them.

/// `9-11`, `9:00-11:00`, `9：30—11`, `0900-1100`, `14:30～16`: minutes from midnight. The end may be 24:00.
pub fn read_hours(typed: &str) -> Option<(u16, u16)> {
    let text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '：' | '.' | '点' => ':',
            '–' | '—' | '－' | '~' | '～' | '至' | '到' => '-',
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            c => c,
        })
        .collect();
    let mut parts = text.split('-').filter(|part| !part.is_empty());
    let (from, to) = (time(parts.next()?)?, time(parts.next()?)?);
    (parts.next().is_none() && from < to).then_some((from, to))
}

fn time(text: &str) -> Option<u16> {
    let text = text.strip_suffix(':').unwrap_or(text);
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if text.len() == 4 => text.split_at(2),
        None => (text, "0"),
    };
    if hour.len() > 2 || minute.len() > 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= 24 * 60).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_in_any_usual_shape() {
        for typed in ["9-11", "9:00-11:00", "09：00 — 11:00", "0900-1100", "９-11点", "9点至11点", "9--11"]
        {
            assert_eq!(read_hours(typed), Some((540, 660)), "{typed}");
        }
        assert_eq!(read_hours("14.30-16"), Some((870, 960)));
        assert_eq!(read_hours("22-24"), Some((1320, 1440)));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for typed in ["", "9", "11-9", "9-9", "9-25", "9:70-11", "9-10-11", "上午", "100-200"] {
            assert_eq!(read_hours(typed), None, "{typed}");
        }
    }
}
