//! 公开版: small counts of sensitive items are not told, so that nobody is known by them (`domain.md` §5.1).
//!
//! Hiding a small count alone hides nothing where it can be reckoned: from the sum of its group, or from the other counts
//! of its own row (受理 is 即办, 承诺 and 转办 together). So the whole row goes with it, and another row of the group with
//! that; where a group has no other row large enough, the group's sum goes, and the sum of another group with it.

/// Counts below this are hidden.
pub const SMALL: u32 = 3;

/// One row of a table of counts: the same columns in every row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountRow {
    /// Its counts.
    pub counts: Vec<u32>,
    /// Whether it is about a sensitive item.
    pub sensitive: bool,
}

/// How a row is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// As it is.
    Openly,
    /// Its small counts as `<3`, the others not.
    Small,
    /// Not at all: its counts would give a small one away.
    Withheld,
}

impl Told {
    /// A count of a row that is told so: none where it is withheld.
    pub fn count(self, count: u32) -> Shown {
        match self {
            Self::Openly => Shown::Count(count),
            Self::Small if (1..SMALL).contains(&count) => Shown::Small,
            Self::Small | Self::Withheld => Shown::Withheld,
        }
    }
}

/// A count as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Told.
    Count(u32),
    /// `<3`
    Small,
    /// Not told.
    Withheld,
}

impl Shown {
    /// As written: `<3`, and `*` for what is withheld.
    pub fn words(self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Small => "<3".to_owned(),
            Self::Withheld => "*".to_owned(),
        }
    }
}

/// Whether one count of a sensitive item may be told by itself, outside any sum.
pub fn alone(count: u32, sensitive: bool) -> Shown {
    if sensitive && (1..SMALL).contains(&count) { Shown::Small } else { Shown::Count(count) }
}

/// How the rows of each group and the groups' sums are told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concealed {
    /// Row by row, group by group.
    pub rows: Vec<Vec<Told>>,
    /// The sum of each group.
    pub sums: Vec<Told>,
}

/// Decides for a whole table, whose first column counts most of what the others divide.
pub fn conceal(groups: &[Vec<CountRow>]) -> Concealed {
    let small = |row: &CountRow| row.sensitive && row.counts.iter().any(|count| (1..SMALL).contains(count));
    let size = |row: &CountRow| row.counts.iter().copied().max().unwrap_or(0);
    let mut told = Concealed {
        rows: groups
            .iter()
            .map(|rows| rows.iter().map(|row| if small(row) { Told::Small } else { Told::Openly }).collect())
            .collect(),
        sums: vec![Told::Openly; groups.len()],
    };
    let mut without = false;
    for ((rows, told), sum) in groups.iter().zip(&mut told.rows).zip(&mut told.sums) {
        if !told.contains(&Told::Small) {
            continue;
        }
        // A row large enough to leave it open what of the hidden sum is its own.
        let other = rows
            .iter()
            .enumerate()
            .filter(|(at, row)| told.get(*at) == Some(&Told::Openly) && size(row) >= SMALL)
            .min_by_key(|(_, row)| size(row))
            .map(|(at, _)| at);
        match other.and_then(|at| told.get_mut(at)) {
            Some(other) => *other = Told::Withheld,
            None => {
                *sum = Told::Withheld;
                without = true;
            }
        }
    }
    // One sum alone could be reckoned from the total.
    if without && told.sums.iter().filter(|sum| **sum == Told::Withheld).count() == 1 {
        let total = |rows: &Vec<CountRow>| rows.iter().map(size).sum::<u32>();
        let second = groups
            .iter()
            .enumerate()
            .filter(|(at, rows)| told.sums.get(*at) == Some(&Told::Openly) && total(rows) >= SMALL)
            .min_by_key(|(_, rows)| total(rows))
            .map(|(at, _)| at);
        if let Some(second) = second.and_then(|at| told.sums.get_mut(at)) {
            *second = Told::Withheld;
        }
        // Then the rows of that group may not add up to its sum either.
        for (rows, sum) in told.rows.iter_mut().zip(&told.sums) {
            let whole = *sum == Told::Withheld && !rows.contains(&Told::Small);
            if let Some(row) = rows.first_mut().filter(|_| whole) {
                *row = Told::Withheld;
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(counts: &[u32], sensitive: bool) -> CountRow {
        CountRow { counts: counts.to_vec(), sensitive }
    }

    #[test]
    fn nothing_small_hides_nothing() {
        let told = conceal(&[vec![row(&[3, 0], true), row(&[1, 1], false)]]);
        assert_eq!(told.rows, [[Told::Openly, Told::Openly]]);
        assert_eq!(told.sums, [Told::Openly]);
    }

    #[test]
    fn the_row_of_a_small_count_is_hidden_whole_and_another_with_it() {
        // 受理 5, 即办 3, 承诺 2: the 2 could be reckoned from the other two.
        let told = conceal(&[vec![row(&[5, 3, 2], true), row(&[40, 40, 0], false), row(&[7, 0, 7], false)]]);
        assert_eq!(told.rows, [[Told::Small, Told::Openly, Told::Withheld]]);
        assert_eq!(Told::Small.count(5), Shown::Withheld);
        assert_eq!(Told::Small.count(2), Shown::Small);
        assert_eq!(Told::Small.count(0), Shown::Withheld);
    }

    #[test]
    fn two_small_counts_are_not_known_by_their_sum() {
        // 1 and 1 could only be 1 and 1 if nothing else were hidden with them.
        let told = conceal(&[vec![row(&[1], true), row(&[1], true), row(&[9], false)]]);
        assert_eq!(told.rows, [[Told::Small, Told::Small, Told::Withheld]]);
    }

    #[test]
    fn without_another_row_the_groups_sum_is_hidden_and_another_groups_too() {
        let told = conceal(&[
            vec![row(&[2], true), row(&[0], false)],
            vec![row(&[30], false), row(&[9], false)],
            vec![row(&[90], false)],
        ]);
        assert_eq!(told.sums, [Told::Withheld, Told::Withheld, Told::Openly]);
        assert_eq!(told.rows[1], [Told::Withheld, Told::Openly], "or its rows would give its sum");
    }
}
