//! The place in a long list, kept by the program.

use std::ops::Range;

/// What the list tells the program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scroll {
    /// The list wants to stand at this many px from its start.
    Top(f64),
    /// The list has this height on the screen, px.
    Fit(f32),
}

/// The place in a list and how much of it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScrollState {
    /// Distance of the first visible line from the start of the list, px.
    pub top: f64,
    /// Height seen, px. Before the first frame a guess.
    pub fit: f32,
}

impl Default for ScrollState {
    fn default() -> Self {
        Self { top: 0.0, fit: 720.0 }
    }
}

impl ScrollState {
    /// Takes what the list told.
    pub fn update(&mut self, scroll: Scroll) {
        match scroll {
            Scroll::Top(top) => self.top = top.max(0.0),
            Scroll::Fit(fit) => self.fit = fit,
        }
    }

    /// The furthest place there is, px.
    pub fn end(&self, rows: usize, row: f32) -> f64 {
        (rows as f64 * f64::from(row) - f64::from(self.fit)).max(0.0)
    }

    /// The place, never beyond the end.
    pub fn place(&self, rows: usize, row: f32) -> f64 {
        self.top.clamp(0.0, self.end(rows, row))
    }

    /// The rows to build: those of which any part is seen.
    pub fn range(&self, rows: usize, row: f32) -> Range<usize> {
        let top = self.place(rows, row);
        let first = (top / f64::from(row)).floor() as usize;
        let last = ((top + f64::from(self.fit)) / f64::from(row)).ceil() as usize;
        first.min(rows)..last.min(rows)
    }

    /// Moves the least that shows the row whole.
    pub fn reveal(&mut self, index: usize, row: f32) {
        let start = index as f64 * f64::from(row);
        let end = start + f64::from(row);
        if start < self.top {
            self.top = start;
        } else if end > self.top + f64::from(self.fit) {
            self.top = (end - f64::from(self.fit)).max(0.0);
        }
    }

    /// How many whole rows are seen: a page.
    pub fn page(&self, row: f32) -> usize {
        ((self.fit / row) as usize).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: f32 = 34.0;

    fn at(top: f64) -> ScrollState {
        ScrollState { top, fit: 300.0 }
    }

    #[test]
    fn the_rows_built_are_those_seen() {
        assert_eq!(at(0.0).range(100, ROW), 0..9);
        assert_eq!(at(33.0).range(100, ROW), 0..10);
        assert_eq!(at(34.0).range(100, ROW), 1..10);
        assert_eq!(at(1e9).range(100, ROW), 91..100);
        assert_eq!(at(50.0).range(3, ROW), 0..3);
        assert_eq!(at(50.0).range(0, ROW), 0..0);
    }

    #[test]
    fn a_million_rows_end_on_the_last_pixel() {
        let mut list = at(0.0);
        list.reveal(999_999, ROW);
        assert!((list.top - (34_000_000.0 - 300.0)).abs() < f64::EPSILON);
        assert!((list.top - list.end(1_000_000, ROW)).abs() < f64::EPSILON);
        assert_eq!(list.range(1_000_000, ROW).end, 1_000_000);
    }

    #[test]
    fn revealing_moves_no_more_than_needed() {
        let mut list = at(340.0);
        list.reveal(12, ROW);
        assert!((list.top - 340.0).abs() < f64::EPSILON);
        list.reveal(9, ROW);
        assert!((list.top - 306.0).abs() < f64::EPSILON);
        assert_eq!(list.page(ROW), 8);
    }
}
