//! Tables, as they stand in notices, registers and reports.

use serde::{Deserialize, Serialize};

/// Which side of its column a text keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Centre,
    Right,
}

/// One column of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableColumn {
    /// A newline starts a second line.
    pub head: String,
    /// Relative width; nothing useful counts as 1.
    pub width: f32,
    /// Never narrower than so many characters; 0 for the least that still wraps well.
    pub least: f32,
    /// `None`: in the middle when every cell is brief, else at the left.
    pub side: Option<Side>,
    /// Head in small type that does not wrap, for columns of dates.
    pub small_head: bool,
}

impl TableColumn {
    pub fn new(head: impl Into<String>, width: f32) -> Self {
        Self { head: head.into(), width, ..Self::default() }
    }

    /// In the middle.
    pub fn centred(mut self) -> Self {
        self.side = Some(Side::Centre);
        self
    }

    /// Never narrower than so many characters.
    pub fn at_least(mut self, characters: f32) -> Self {
        self.least = characters;
        self
    }
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableRow {
    /// Missing ones are empty.
    pub cells: Vec<String>,
    /// Sums and the like.
    pub bold: bool,
    /// On a light ground: closed, void, not used. Its words say so as well.
    pub shaded: bool,
    /// So many first cells are one with those above: no rule between, the text only once a page.
    pub joined: usize,
}

impl TableRow {
    pub fn new(cells: Vec<String>) -> Self {
        Self { cells, ..Self::default() }
    }
}

/// A table. It breaks over pages with its head again on each; cells wrap and are never cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    pub columns: Vec<TableColumn>,
    pub rows: Vec<TableRow>,
    /// When not all columns fit side by side, the rest follows as a further table, in which so many
    /// first columns stand again.
    pub kept: usize,
    /// Least height of a row in mm, for handwriting; 0 for as high as its text.
    pub row_height: f32,
}

impl Table {
    /// A plain table of texts. Missing widths count as 1.
    pub fn plain(heads: &[&str], widths: &[f32], rows: Vec<Vec<String>>) -> Self {
        let columns = heads
            .iter()
            .enumerate()
            .map(|(n, head)| TableColumn::new(*head, widths.get(n).copied().unwrap_or(1.0)))
            .collect();
        Self { columns, rows: rows.into_iter().map(TableRow::new).collect(), ..Self::default() }
    }
}
