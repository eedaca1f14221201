//! 公开版: small counts of sensitive items are not told, so that nobody is known by them (`domain.md` §5.1).

/// Counts below this are hidden.
pub const SMALL: u32 = 3;

/// A count as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Told.
    Count(u32),
    /// Hidden as `<3`.
    Small,
    /// Hidden because it would give a small one away: the sum is told, and this is all the rest of it.
    Withheld,
}

/// The counts of one column of one group as they are told, in order; each comes with whether its item is sensitive.
///
/// A single hidden count could be reckoned from the group's sum. So a second is withheld with it: the smallest of the
/// others. Nought is told, for it is about nobody; it is withheld only where nothing else is left.
pub fn shown(cells: &[(u32, bool)]) -> Vec<Shown> {
    let is_small = |(count, sensitive): &(u32, bool)| *sensitive && (1..SMALL).contains(count);
    let mut told: Vec<Shown> =
        cells.iter().map(|cell| if is_small(cell) { Shown::Small } else { Shown::Count(cell.0) }).collect();
    if told.iter().filter(|cell| **cell == Shown::Small).count() == 1 {
        let second = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !is_small(cell))
            .min_by_key(|(_, (count, _))| if *count == 0 { u32::MAX } else { *count })
            .map(|(at, _)| at);
        if let Some(second) = second.and_then(|at| told.get_mut(at)) {
            *second = Shown::Withheld;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_count_of_a_sensitive_item_cannot_be_reckoned_from_the_sum() {
        use Shown::{Count, Small, Withheld};
        assert_eq!(shown(&[(5, true), (2, true), (4, false)]), [Count(5), Small, Withheld]);
        assert_eq!(shown(&[(1, true), (2, true), (4, false)]), [Small, Small, Count(4)]);
        assert_eq!(shown(&[(0, true), (2, false), (3, true)]), [Count(0), Count(2), Count(3)]);
        assert_eq!(shown(&[(0, false), (1, true)]), [Withheld, Small]);
        assert_eq!(shown(&[(1, true)]), [Small], "alone in its group: the sum is hidden with it");
    }
}
