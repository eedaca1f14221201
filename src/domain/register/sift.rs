//! From all rows of a register to those shown, in their order.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::{Names, Row, Rows, Sort, SortBy, Standing, Wanted};
use crate::domain::fact::Channel;

/// What typed words stand for: people, and records by their own numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Among {
    /// People, by the numbers of all their files.
    pub residents: HashSet<u64>,
    /// Records.
    pub keys: HashSet<u64>,
    /// More people answer than were looked at.
    pub more: bool,
}

impl Among {
    fn holds(&self, row: &Row) -> bool {
        self.keys.contains(&row.key) || row.resident != 0 && self.residents.contains(&row.resident)
    }
}

/// Criteria as places and numbers, ready to be asked of a million rows.
#[derive(Debug, Clone)]
pub struct Sieve {
    /// Where they stand.
    pub standing: Wanted,
    /// What they are about: places in the names; none: everything.
    pub what: Option<HashSet<u32>>,
    /// The compound or grid: a place in the names.
    pub grid: Option<u32>,
    /// Who handled it.
    pub staff: Option<u32>,
    /// How it came in.
    pub channel: Option<Channel>,
    /// What typed words stand for.
    pub among: Option<Among>,
    /// The worker may not read what is restricted: such rows answer to nothing that would tell what they are about, where,
    /// or whose they are.
    pub barred: bool,
    /// The day it is.
    pub today: NaiveDate,
}

impl Sieve {
    /// One that lets everything through.
    pub fn open(today: NaiveDate) -> Self {
        Self {
            standing: Wanted::Any,
            what: None,
            grid: None,
            staff: None,
            channel: None,
            among: None,
            barred: false,
            today,
        }
    }

    fn bars(&self, row: &Row) -> bool {
        self.barred && row.restricted
    }

    /// Whether a row is shown.
    pub fn lets(&self, row: &Row) -> bool {
        let stands = match self.standing {
            Wanted::Any => true,
            Wanted::Open => row.standing.is_open(),
            Wanted::Overdue => row.is_overdue(self.today),
            Wanted::Is(standing) => row.standing == standing,
        };
        let asks = self.what.is_some() || self.grid.is_some() || self.among.is_some();
        stands
            && !(asks && self.bars(row))
            && self.what.as_ref().is_none_or(|what| what.contains(&row.what))
            && self.grid.is_none_or(|grid| grid == row.grid)
            && self.staff.is_none_or(|staff| staff == row.staff)
            && self.channel.is_none_or(|channel| row.channel == Some(channel))
            && self.among.as_ref().is_none_or(|among| among.holds(row))
    }
}

/// The places of the rows shown, from a place on, in the order they were read: the newest first.
pub fn sift(rows: &Rows, from: u32, sieve: &Sieve) -> Vec<u32> {
    rows.from(from).filter(|(_, row)| sieve.lets(row)).map(|(at, _)| at).collect()
}

/// The places in another order. Among equals the newest stay first. Rows about what the sieve bars have nothing to be
/// sorted by where the order would tell what they are about.
pub fn sorted(rows: &Rows, mut places: Vec<u32>, sort: Sort, names: &Names, sieve: &Sieve) -> Vec<u32> {
    if sort.by == SortBy::At {
        if !sort.falling {
            places.reverse();
        }
        return places;
    }
    let ranks = names.ranks();
    let rank = |place: u32| ranks.get(place as usize).copied().unwrap_or(0);
    let key = |row: &Row| -> Option<u32> {
        match sort.by {
            SortBy::At => None,
            SortBy::What | SortBy::Grid if sieve.bars(row) => None,
            SortBy::What => Some(rank(row.what)),
            SortBy::Grid => (row.grid != 0).then(|| rank(row.grid)),
            SortBy::Standing => Some(order_of(row.standing)),
            SortBy::Staff => Some(row.staff),
            SortBy::Channel => row.channel.map(|channel| channel as u32),
            SortBy::Due => row.due.map(|due| due.num_days_from_ce().unsigned_abs()),
        }
    };
    let mut keyed: Vec<(u32, u32)> = places
        .into_iter()
        .map(|at| {
            // What has nothing to be sorted by comes last either way.
            let key = match rows.get(at).and_then(key) {
                Some(key) if sort.falling => u32::MAX - 1 - key,
                Some(key) => key,
                None => u32::MAX,
            };
            (key, at)
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// Where a standing comes in the order of its kind.
fn order_of(standing: Standing) -> u32 {
    match standing {
        Standing::Matter(state) => state as u32,
        Standing::Here(state) => state as u32,
        Standing::Left(outcome) => 10 + outcome.map_or(9, |outcome| outcome as u32),
        Standing::Room(state) => state as u32,
        Standing::Decline(void) => u32::from(void),
        Standing::Class(seat) => seat as u32,
        Standing::Old => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Minute;
    use crate::domain::intake::StateName;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 1 + n % 28).unwrap()
    }

    fn row(key: u64, n: u32) -> Row {
        let states = [StateName::Accepted, StateName::Done, StateName::Void];
        Row {
            key,
            at: Minute::default(),
            resident: u64::from(n % 4),
            what: n % 3,
            restricted: n % 3 == 1,
            grid: n % 2,
            staff: n % 5,
            due: (!n.is_multiple_of(3)).then(|| day(n)),
            kept: false,
            standing: Standing::Matter(states[n as usize % 3]),
            channel: Channel::ALL.get(n as usize % 12).copied(),
        }
    }

    fn rows(numbers: &[u32]) -> Rows {
        let mut rows = Rows::default();
        for (at, piece) in numbers.chunks(3).enumerate() {
            let _ = rows.push(piece.iter().zip(at as u64 * 3..).map(|(n, key)| row(key, *n)).collect());
        }
        rows
    }

    fn names() -> Names {
        let mut names = Names::default();
        for name in ["", "凤馨苑", "幸福里"] {
            let _ = names.place(name);
        }
        names
    }

    #[test]
    fn what_is_open_and_what_is_overdue() {
        let rows = rows(&[0, 1, 2, 3, 4, 5]);
        let sieve = |standing| Sieve { standing, ..Sieve::open(day(4)) };
        // Every third is accepted; none of them has a day here.
        assert_eq!(sift(&rows, 0, &sieve(Wanted::Open)), [0, 3]);
        assert!(sift(&rows, 0, &sieve(Wanted::Overdue)).is_empty());
        let late = Row { due: Some(day(3)), ..row(0, 0) };
        assert!(late.is_overdue(day(4)) && !late.is_overdue(day(3)));
        let done = Row { standing: Standing::Matter(StateName::Done), ..late };
        assert!(!done.is_overdue(day(4)));
        let handed_on = Row { standing: Standing::Matter(StateName::Forwarded), kept: true, ..late };
        assert!(!handed_on.is_overdue(day(4)) && Row { kept: false, ..handed_on }.is_overdue(day(4)));
    }

    #[test]
    fn rows_about_what_is_barred_answer_to_no_question_about_them() {
        let (rows, names) = (rows(&[0, 1, 2, 3, 4, 5]), names());
        // 1 and 4.
        let open = Sieve { barred: true, ..Sieve::open(day(4)) };
        assert_eq!(sift(&rows, 0, &open), [0, 1, 2, 3, 4, 5]);
        let everybody = Among { residents: (0..9).collect(), keys: (0..9).collect(), more: false };
        for asks in [
            Sieve { what: Some([0, 1, 2].into()), ..open.clone() },
            Sieve { among: Some(everybody), ..open.clone() },
        ] {
            assert_eq!(sift(&rows, 0, &asks), [0, 2, 3, 5]);
        }
        assert_eq!(sift(&rows, 0, &Sieve { grid: Some(1), ..open.clone() }), [3, 5]);
        // By what tells nothing the rest may be asked for.
        assert_eq!(sift(&rows, 0, &Sieve { staff: Some(4), ..open.clone() }), [4]);
        // Last, with those that have nothing to be sorted by.
        for (by, last) in [(SortBy::What, &[1, 4][..]), (SortBy::Grid, &[0, 1, 2, 4])] {
            for falling in [true, false] {
                let order = sorted(&rows, (0..6).collect(), Sort { by, falling }, &names, &open);
                assert_eq!(&order[6 - last.len()..], last, "{by:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn sifting_in_pieces_is_sifting_at_once(numbers in prop::collection::vec(0..60_u32, 0..40), from in 0..50_u32) {
            let rows = rows(&numbers);
            let mut sieve = Sieve { grid: Some(1), ..Sieve::open(day(0)) };
            sieve.what = Some([0, 2].into());
            let all = sift(&rows, 0, &sieve);
            let plain: Vec<u32> = (0..numbers.len() as u32)
                .filter(|at| numbers[*at as usize] % 2 == 1 && numbers[*at as usize] % 3 != 1)
                .collect();
            prop_assert_eq!(&all, &plain);
            let later: Vec<u32> = all.iter().copied().filter(|at| *at >= from).collect();
            prop_assert_eq!(sift(&rows, from, &sieve), later);
        }

        #[test]
        fn every_order_keeps_every_row_and_equals_stay_newest_first(
            numbers in prop::collection::vec(0..60_u32, 0..40),
            falling: bool,
        ) {
            let (rows, names) = (rows(&numbers), names());
            let all = sift(&rows, 0, &Sieve::open(day(0)));
            for by in [SortBy::At, SortBy::What, SortBy::Standing, SortBy::Grid, SortBy::Staff, SortBy::Channel, SortBy::Due] {
                let order = sorted(&rows, all.clone(), Sort { by, falling }, &names, &Sieve::open(day(0)));
                let mut again = order.clone();
                again.sort_unstable();
                prop_assert_eq!(&again, &all);
                if by == SortBy::Due {
                    let days: Vec<Option<NaiveDate>> = order.iter().map(|at| rows.get(*at).unwrap().due).collect();
                    let some: Vec<NaiveDate> = days.iter().map_while(|day| *day).collect();
                    prop_assert!(days[some.len()..].iter().all(Option::is_none));
                    let right = if falling {
                        some.is_sorted_by(|a, b| a >= b)
                    } else {
                        some.is_sorted()
                    };
                    prop_assert!(right, "{:?}", some);
                }
                if by == SortBy::Staff {
                    let pairs: Vec<(u32, u32)> = order.iter().map(|at| (rows.get(*at).unwrap().staff, *at)).collect();
                    let right = pairs.is_sorted_by(|a, b| {
                        let staff = if falling { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) };
                        staff.then(a.1.cmp(&b.1)).is_le()
                    });
                    prop_assert!(right, "{:?}", pairs);
                }
            }
        }
    }
}
