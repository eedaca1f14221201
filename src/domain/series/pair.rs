//! Which lesson answers to which day of a new rule: so that ids, sign-in sheets and exceptions stay with their lesson.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Pattern;

/// A day of the old rule: a lesson, or a day that was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    /// The day the old rule gave.
    pub on: NaiveDate,
    /// An exception: changed by itself, cancelled, or skipped. It takes a day of the new rule, so that no lesson comes back in
    /// its place.
    pub exception: bool,
}

/// An old day and the day it becomes; either may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Index into the old days.
    pub old: Option<usize>,
    /// The new day.
    pub new: Option<NaiveDate>,
}

/// Pairs old days with new ones: the same day first, then those of one period (week, month, year) in their order; for a list
/// of dates in the order they come. What is left over is new, or lost. In order of days.
pub fn pair(old: &[Old], new: &[NaiveDate], pattern: &Pattern) -> Vec<Pair> {
    let mut free: BTreeSet<NaiveDate> = new.iter().copied().collect();
    let mut taken: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    for (at, day) in old.iter().enumerate() {
        if free.remove(&day.on) {
            taken.insert(at, day.on);
        }
    }
    // Exceptions choose first within their period: it is they that must not be doubled.
    let mut rest: Vec<usize> = (0..old.len()).filter(|at| !taken.contains_key(at)).collect();
    rest.sort_by_key(|at| old.get(*at).map(|day| (!day.exception, day.on)));
    for at in rest {
        let Some(day) = old.get(at) else { continue };
        let match_for = match pattern {
            Pattern::Dates(_) => free.first().copied(),
            Pattern::Rule(_) => pattern
                .period(day.on)
                .and_then(|period| free.iter().copied().find(|new| pattern.period(*new) == Some(period))),
        };
        if let Some(new) = match_for {
            free.remove(&new);
            taken.insert(at, new);
        }
    }
    let mut pairs: Vec<Pair> =
        (0..old.len()).map(|at| Pair { old: Some(at), new: taken.get(&at).copied() }).collect();
    pairs.extend(free.into_iter().map(|new| Pair { old: None, new: Some(new) }));
    pairs.sort_by_key(|pair| pair.new.or_else(|| pair.old.and_then(|at| old.get(at)).map(|day| day.on)));
    pairs
}
