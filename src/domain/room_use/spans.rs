//! Minutes of a day, as spans.

/// Minutes from midnight in half-open spans, in order, none touching another: however they were put in, no minute counts
/// twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans(Vec<(u16, u16)>);

impl FromIterator<(u16, u16)> for Spans {
    fn from_iter<I: IntoIterator<Item = (u16, u16)>>(all: I) -> Self {
        let mut all: Vec<(u16, u16)> = all.into_iter().filter(|(from, to)| from < to).collect();
        all.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }
}

impl Spans {
    /// The spans, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u16, u16)> {
        self.0.iter().copied()
    }

    /// Whether there is no minute in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many minutes there are.
    pub fn minutes(&self) -> u32 {
        self.iter().map(|(from, to)| u32::from(to - from)).sum()
    }

    /// The minutes that lie in a span as well.
    #[must_use]
    pub fn within(&self, (from, to): (u16, u16)) -> Self {
        self.iter().map(|(a, b)| (a.max(from), b.min(to))).collect()
    }

    /// The minutes of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        other.iter().flat_map(|span| self.within(span).0).collect()
    }

    /// The minutes that are not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        for (mut from, to) in self.iter() {
            for (a, b) in other.within((from, to)).iter() {
                left.push((from, a));
                from = b;
            }
            left.push((from, to));
        }
        left.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(all: &[(u16, u16)]) -> Spans {
        all.iter().copied().collect()
    }

    #[test]
    fn spans_are_joined_and_put_in_order() {
        assert_eq!(spans(&[(60, 120), (0, 30), (90, 150), (30, 40), (7, 7), (9, 3)]).0, [(0, 40), (60, 150)]);
        assert!(Spans::default().is_empty());
    }

    proptest::proptest! {
        /// Looked at minute by minute, it is plain arithmetic of sets.
        #[test]
        fn sets_of_minutes(
            one in proptest::collection::vec((0u16..90, 0u16..90), 0..6),
            two in proptest::collection::vec((0u16..90, 0u16..90), 0..6),
            cut in (0u16..90, 0u16..90),
        ) {
            let has = |all: &[(u16, u16)], minute: u16| all.iter().any(|(a, b)| (*a..*b).contains(&minute));
            let count = |wanted: &dyn Fn(u16) -> bool| (0..100).filter(|minute| wanted(*minute)).count() as u32;
            let (a, b) = (spans(&one), spans(&two));
            proptest::prop_assert_eq!(a.minutes(), count(&|m| has(&one, m)));
            proptest::prop_assert_eq!(a.and(&b).minutes(), count(&|m| has(&one, m) && has(&two, m)));
            proptest::prop_assert_eq!(a.without(&b).minutes(), count(&|m| has(&one, m) && !has(&two, m)));
            proptest::prop_assert_eq!(a.within(cut).minutes(), count(&|m| has(&one, m) && has(&[cut], m)));
        }
    }
}
