//! Which sub-column a block stands in when others lie beside it.

/// The ground a block takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// First lane.
    pub lane: usize,
    /// Lanes it spans, at least one.
    pub span: usize,
    /// Start, minutes.
    pub from: u16,
    /// End, minutes.
    pub to: u16,
}

impl Ground {
    fn end(&self) -> usize {
        self.lane + self.span
    }

    /// Whether two lie on the same ground.
    pub fn meets(&self, other: &Ground) -> bool {
        self.lane < other.end() && other.lane < self.end() && self.from < other.to && other.from < self.to
    }
}

/// Sub-column `at` of `of`, counted from 0 at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Which.
    pub at: usize,
    /// Of how many.
    pub of: usize,
}

/// A sub-column for each block, in their order. Blocks that hang together by lying on the same ground share the width
/// evenly; a block cut to sub-column `at` of `of` of its own lanes touches none it meets. Blocks of equal lanes take
/// the first free sub-column; one over other lanes stands right of all before it, in the order of their lanes. (Only a
/// block strictly within the lanes of another, which needs a room of three parts, may still be covered.)
pub fn columns(blocks: &[Ground]) -> Vec<Column> {
    let mut result = vec![Column { at: 0, of: 1 }; blocks.len()];
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|index| (blocks[*index].from, *index));

    // Sweep by time: those that hang together lie in one stretch of the order, mixed with others at most.
    let mut families: Vec<(Vec<usize>, u16)> = Vec::new();
    for index in order {
        let block = &blocks[index];
        let mut family = vec![index];
        let mut end = block.to;
        families.retain_mut(|(members, until)| {
            if *until <= block.from {
                settle(blocks, members, &mut result);
                return false;
            }
            if members.iter().any(|member| blocks[*member].meets(block)) {
                family.append(members);
                end = end.max(*until);
                return false;
            }
            true
        });
        families.push((family, end));
    }
    for (mut members, _) in families {
        settle(blocks, &mut members, &mut result);
    }
    result
}

/// Gives one family its sub-columns.
fn settle(blocks: &[Ground], members: &mut [usize], result: &mut [Column]) {
    if members.len() < 2 {
        return;
    }
    members.sort_by_key(|index| {
        let block = &blocks[*index];
        (block.lane, block.end(), block.from, *index)
    });
    let mut widest = 0;
    for (place, index) in members.iter().enumerate() {
        let block = &blocks[*index];
        let met = || members[..place].iter().filter(|before| blocks[**before].meets(block));
        let same = |other: usize| blocks[other].lane == block.lane && blocks[other].span == block.span;
        let least = met().filter(|before| !same(**before)).map(|before| result[*before].at + 1).max();
        let at =
            (least.unwrap_or(0)..=members.len()).find(|at| met().all(|before| result[*before].at != *at));
        let at = at.unwrap_or(0);
        result[*index].at = at;
        widest = widest.max(at + 1);
    }
    for index in members.iter() {
        result[*index].of = widest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn in_lane(lane: usize, from: u16, to: u16) -> Ground {
        Ground { lane, span: 1, from: from * 60, to: to * 60 }
    }

    fn of(blocks: &[Ground]) -> Vec<(usize, usize)> {
        columns(blocks).into_iter().map(|column| (column.at, column.of)).collect()
    }

    #[test]
    fn a_block_alone_has_its_lane_to_itself() {
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[in_lane(0, 9, 11), in_lane(1, 9, 11), in_lane(0, 11, 12)]), [(0, 1); 3]);
    }

    #[test]
    fn those_that_overlap_share_and_a_freed_column_is_used_again() {
        let blocks = [in_lane(0, 9, 10), in_lane(0, 9, 12), in_lane(0, 10, 11), in_lane(0, 12, 13)];
        assert_eq!(of(&blocks), [(0, 2), (1, 2), (0, 2), (0, 1)]);
    }

    #[test]
    fn a_whole_hall_stands_between_its_parts() {
        let hall = Ground { lane: 0, span: 2, from: 540, to: 660 };
        let blocks = [hall, in_lane(0, 9, 10), in_lane(1, 10, 11)];
        // Part A at the left of lane 0, part B at the right of lane 1, the hall in the middle of both.
        assert_eq!(of(&blocks), [(1, 3), (0, 3), (2, 3)]);
    }

    fn extent(block: &Ground, column: Column) -> (f64, f64) {
        let edge = |at: usize| block.lane as f64 + block.span as f64 * at as f64 / column.of as f64;
        (edge(column.at), edge(column.at + 1))
    }

    proptest! {
        #[test]
        fn no_two_blocks_on_the_same_ground_cover_each_other(
            raw in prop::collection::vec((0_usize..4, 1_usize..3, 0_u16..40, 1_u16..12), 0..24)
        ) {
            let blocks: Vec<Ground> = raw
                .into_iter()
                .map(|(lane, span, from, length)| Ground { lane, span, from, to: from + length })
                .collect();
            let columns = columns(&blocks);
            for (i, a) in blocks.iter().enumerate() {
                prop_assert!(columns[i].at < columns[i].of);
                for (j, b) in blocks.iter().enumerate().skip(i + 1) {
                    if a.meets(b) {
                        let (a, b) = (extent(a, columns[i]), extent(b, columns[j]));
                        prop_assert!(a.1 <= b.0 + 1e-9 || b.1 <= a.0 + 1e-9, "{a:?} {b:?}");
                    }
                }
            }
        }
    }
}
