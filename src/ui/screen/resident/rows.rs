//! Which lines the page shows, in which order: what is still open on top, then everything in time order.

use crate::desk::{Deed, Deeds, Done};

/// What of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chip {
    /// 全部: everything but the papers, which stand with what they are about.
    #[default]
    All,
    /// 未办结
    Open,
    /// 事项: matters and declined certificates.
    Matters,
    /// 来访
    Visits,
    /// 场地课程
    Rooms,
    /// 纸张
    Papers,
    /// 更正: corrections, remarks, merges.
    Changes,
}

impl Chip {
    /// In the order of their digits.
    pub const ALL: [Self; 7] =
        [Self::All, Self::Open, Self::Matters, Self::Visits, Self::Rooms, Self::Papers, Self::Changes];

    fn shows(self, what: &Done) -> bool {
        let kind = match what {
            Done::Visit(_) => Self::Visits,
            Done::Matter(_) | Done::Decline { .. } | Done::Old(..) => Self::Matters,
            Done::Booking { .. } | Done::Enrolment { .. } => Self::Rooms,
            Done::Paper { .. } => Self::Papers,
            Done::Corrected(_)
            | Done::Leaving { .. }
            | Done::VisitNote { .. }
            | Done::MatterNote(..)
            | Done::Decided(_)
            | Done::TakenBack(_) => Self::Changes,
        };
        match self {
            Self::All => kind != Self::Papers,
            Self::Open => what.is_open(),
            chip => kind == chip,
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// 未办结, and how many.
    Open(usize),
    /// 全部经过, and how many.
    Before(usize),
    /// A line, by its place.
    Line(usize),
}

/// The rows of a list: with open matters a heading, they themselves, most urgent first, another heading, and the rest.
pub fn rows(deeds: &Deeds, chip: Chip) -> Vec<Row> {
    let shown = |at: &usize| deeds.lines.get(*at).is_some_and(|line: &Deed| chip.shows(&line.what));
    let (mut open, rest): (Vec<usize>, Vec<usize>) =
        (0..deeds.lines.len()).filter(shown).partition(|at| deeds.lines[*at].what.is_open());
    if open.is_empty() {
        return rest.into_iter().map(Row::Line).collect();
    }
    // What has no day yet comes after what has one.
    open.sort_by_key(|at| match &deeds.lines[*at].what {
        Done::Matter(matter) => (matter.due.is_none(), matter.due),
        _ => (true, None),
    });
    let mut rows = vec![Row::Open(open.len())];
    rows.extend(open.into_iter().map(Row::Line));
    if !rest.is_empty() {
        rows.push(Row::Before(rest.len()));
        rows.extend(rest.into_iter().map(Row::Line));
    }
    rows
}

/// The row `by` lines further on; headings are passed over.
pub fn moved(rows: &[Row], chosen: usize, by: isize) -> usize {
    let lines: Vec<usize> =
        (0..rows.len()).filter(|at| matches!(rows.get(*at), Some(Row::Line(_)))).collect();
    let Some(last) = lines.len().checked_sub(1) else { return 0 };
    let at = lines.partition_point(|row| *row < chosen);
    lines.get(at.saturating_add_signed(by).min(last)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::MatterDeed;
    use crate::domain::intake::StateName;
    use chrono::{DateTime, NaiveDate};

    fn deeds() -> Deeds {
        let at = DateTime::parse_from_rfc3339("2026-05-07T10:24:00+08:00").unwrap();
        let matter = |id: &str, due: Option<u32>, open| {
            Done::Matter(MatterDeed {
                id: id.into(),
                item: crate::desk::OfItem { code: "FB12".into(), restricted: false },
                state: StateName::Accepted,
                open,
                due: due.and_then(|day| NaiveDate::from_ymd_opt(2026, 5, day)),
                serial: None,
                steps: Vec::new(),
                papers: (0, 0),
            })
        };
        let decline = |serial: &str| Done::Decline {
            serial: serial.parse().unwrap(),
            certificate: String::new(),
            void: false,
            prints: 0,
        };
        let all = vec![
            matter("1", None, true),
            decline("拒26-0001"),
            matter("2", Some(9), true),
            matter("3", Some(8), false),
            matter("4", Some(8), true),
        ];
        let lines = all.into_iter().map(|what| Deed { at, file: None, what }).collect();
        Deeds { lines, more: false }
    }

    #[test]
    fn open_matters_stand_on_top_most_urgent_first() {
        use Row::{Before, Line, Open};
        let deeds = deeds();
        assert_eq!(
            rows(&deeds, Chip::All),
            [Open(3), Line(4), Line(2), Line(0), Before(2), Line(1), Line(3)]
        );
        assert_eq!(rows(&deeds, Chip::Open), [Open(3), Line(4), Line(2), Line(0)]);
        assert_eq!(rows(&deeds, Chip::Visits), []);
    }

    #[test]
    fn the_choice_passes_headings_and_stops_at_the_ends() {
        let rows = rows(&deeds(), Chip::All);
        assert_eq!(moved(&rows, 0, 0), 1);
        assert_eq!(moved(&rows, 3, 1), 5);
        assert_eq!(moved(&rows, 5, -1), 3);
        assert_eq!(moved(&rows, 5, 100), 6);
        assert_eq!(moved(&rows, 5, -100), 1);
        assert_eq!(moved(&[], 5, 1), 0);
    }
}
