//! The rows in the order they were read, in pieces that are shared and never copied.

use std::sync::Arc;

use super::Row;

/// Rows in pieces. Cloning is cheap: the clones share the pieces.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pieces: Vec<Arc<[Row]>>,
    /// Where each piece begins.
    starts: Vec<u32>,
    len: u32,
}

impl Rows {
    /// Adds a piece at the end; the places of its rows.
    pub fn push(&mut self, piece: Arc<[Row]>) -> std::ops::Range<u32> {
        let from = self.len;
        self.starts.push(from);
        self.len += piece.len() as u32;
        self.pieces.push(piece);
        from..self.len
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The row at a place.
    pub fn get(&self, at: u32) -> Option<&Row> {
        let piece = self.starts.partition_point(|start| *start <= at).checked_sub(1)?;
        self.pieces.get(piece)?.get((at - self.starts.get(piece)?) as usize)
    }

    /// Rows with their places, from a place on.
    pub fn from(&self, at: u32) -> impl Iterator<Item = (u32, &Row)> {
        let first = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let pieces = self.pieces.iter().zip(&self.starts).skip(first);
        pieces
            .flat_map(|(piece, start)| (*start..).zip(piece.iter()))
            .skip_while(move |(place, _)| *place < at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Minute;
    use crate::domain::register::Standing;

    #[test]
    fn rows_are_found_over_the_edges_of_pieces() {
        let row = |key| Row {
            key,
            at: Minute::default(),
            resident: 0,
            what: 0,
            restricted: false,
            grid: 0,
            staff: 0,
            due: None,
            kept: false,
            standing: Standing::Decline(false),
            channel: None,
        };
        let mut rows = Rows::default();
        assert!(rows.is_empty() && rows.get(0).is_none());
        assert_eq!(rows.push((0..3).map(row).collect()), 0..3);
        assert_eq!(rows.push(Arc::from([])), 3..3);
        assert_eq!(rows.push((3..5).map(row).collect()), 3..5);
        for at in 0..5 {
            assert_eq!(rows.get(at).unwrap().key, u64::from(at));
            let keys: Vec<u64> = rows
                .from(at)
                .map(|(place, row)| {
                    assert_eq!(u64::from(place), row.key);
                    row.key
                })
                .collect();
            assert_eq!(keys, (u64::from(at)..5).collect::<Vec<_>>());
        }
        assert!(rows.get(5).is_none());
    }
}
