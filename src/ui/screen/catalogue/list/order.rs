//! What the list shows and in which order: filtered, laid out in columns, walked by keys.

use crate::domain::book::Book;
use crate::domain::lang::Lang;
use crate::domain::pinyin::find;
use crate::ui::ctx::{NARROW, WIDE};
use crate::ui::theme::size;

/// Heading of a group, px, with its line (`tokens.md` §3).
pub const GROUP: f32 = 38.0;

/// Which list is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// 五小事项
    Items,
    /// 不予出具证明
    Declines,
}

impl Shelf {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Items => Self::Declines,
            Self::Declines => Self::Items,
        }
    }

    /// Height of a row, px.
    pub fn row(self) -> f32 {
        match self {
            Self::Items => size::ROW_LIST,
            Self::Declines => size::ROW_DECLINE,
        }
    }
}

/// A movement in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

/// One group of a column, or a run of certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The group's place in the catalogue.
    pub group: Option<usize>,
    /// Places of what it holds.
    pub rows: Vec<usize>,
}

/// What the list shows: columns of sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    shelf: Shelf,
    /// Its columns.
    pub columns: Vec<Vec<Section>>,
    /// The best answer to what was typed.
    pub best: Option<usize>,
}

/// Places of what answers a query, best first. A number means the item or certificate of that number.
pub fn found(shelf: Shelf, query: &str, book: &Book) -> Vec<usize> {
    let items = &book.catalogue.items;
    let certificates = &book.declines.certificates;
    if let Ok(number) = query.trim().parse::<u32>() {
        let exact: Vec<usize> = match shelf {
            Shelf::Items => (0..items.len()).filter(|at| items[*at].seq == number).collect(),
            Shelf::Declines => (0..certificates.len()).filter(|at| certificates[*at].no == number).collect(),
        };
        return exact.into_iter().filter(|at| shelf == Shelf::Declines || !items[*at].retired).collect();
    }
    match shelf {
        Shelf::Items => find(query, &book.item_index).into_iter().filter(|at| !items[*at].retired).collect(),
        Shelf::Declines => find(query, &book.decline_index),
    }
}

impl Shown {
    /// What answers the query, laid out for a window of this width.
    pub fn of(shelf: Shelf, query: &str, book: &Book, width: f32, lang: Lang) -> Self {
        let hits = found(shelf, query, book);
        let best = hits.first().copied();
        let mut rows = hits;
        rows.sort_unstable();
        let columns = match shelf {
            _ if rows.is_empty() => Vec::new(),
            Shelf::Items => {
                let count = if width >= 1600.0 {
                    4
                } else if width >= WIDE {
                    3
                } else if width >= NARROW {
                    2
                } else {
                    1
                };
                by_group(&rows, book, count)
            }
            Shelf::Declines => {
                // An English name wants more than half of the narrower list.
                let two = width >= WIDE || (width >= NARROW && lang == Lang::Zh);
                let count = if two { 2 } else { 1 };
                let each = rows.len().div_ceil(count).max(1);
                rows.chunks(each).map(|rows| vec![Section { group: None, rows: rows.to_vec() }]).collect()
            }
        };
        Self { shelf, columns, best }
    }

    fn order(&self) -> Vec<usize> {
        self.columns.iter().flatten().flat_map(|section| section.rows.iter().copied()).collect()
    }

    /// Whether a row is shown.
    pub fn has(&self, place: usize) -> bool {
        self.columns.iter().flatten().any(|section| section.rows.contains(&place))
    }

    /// From where to where a row stands in its column, px; the first of a group with its heading.
    pub fn span(&self, place: usize) -> Option<(f32, f32)> {
        let row = self.shelf.row();
        for column in &self.columns {
            let mut at = 0.0;
            for section in column {
                let start = at;
                at += if section.group.is_some() { GROUP } else { 0.0 };
                for (index, known) in section.rows.iter().enumerate() {
                    let end = at + row;
                    if *known == place {
                        return Some((if index == 0 { start } else { at }, end));
                    }
                    at = end;
                }
            }
        }
        None
    }

    /// The row beside: same line of the next column that has one.
    fn beside(&self, place: usize, right: bool) -> Option<usize> {
        let flat: Vec<Vec<usize>> = self
            .columns
            .iter()
            .map(|sections| sections.iter().flat_map(|section| section.rows.iter().copied()).collect())
            .collect();
        let (column, line) = flat
            .iter()
            .enumerate()
            .find_map(|(at, rows)| rows.iter().position(|known| *known == place).map(|line| (at, line)))?;
        let beside = if right { column + 1 } else { column.checked_sub(1)? };
        let rows = flat.get(beside)?;
        rows.get(line).or(rows.last()).copied()
    }

    /// Where a movement leads.
    pub fn moved(&self, from: Option<usize>, step: Move) -> Option<usize> {
        let order = self.order();
        let last = order.len().checked_sub(1)?;
        let Some(at) = from.and_then(|place| order.iter().position(|known| *known == place)) else {
            return order.first().copied();
        };
        let to = match step {
            Move::Up => at.saturating_sub(1),
            Move::Down => (at + 1).min(last),
            Move::PageUp => at.saturating_sub(8),
            Move::PageDown => (at + 8).min(last),
            Move::Home => 0,
            Move::End => last,
            Move::Left | Move::Right => return self.beside(order[at], step == Move::Right).or(from),
        };
        order.get(to).copied()
    }
}

/// Groups in order, each put whole into the next column it does not make the longest; else into the shortest.
fn by_group(rows: &[usize], book: &Book, count: usize) -> Vec<Vec<Section>> {
    let sections: Vec<Section> = book
        .catalogue
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| Section {
            group: Some(at),
            rows: rows.iter().copied().filter(|row| book.catalogue.items[*row].group == group.code).collect(),
        })
        .filter(|section| !section.rows.is_empty())
        .collect();
    let mut columns: Vec<Vec<Section>> = vec![Vec::new(); count.min(sections.len()).max(1)];
    let many = columns.len();
    let length = |column: &Vec<Section>| column.iter().map(|section| section.rows.len() + 1).sum::<usize>();
    let mut last = many - 1;
    for (index, section) in sections.into_iter().enumerate() {
        let longest = columns.iter().map(length).max().unwrap_or(0);
        let fits = |at: &usize| length(&columns[*at]) + section.rows.len() < longest;
        let next = if index < many {
            index
        } else {
            (1..=many)
                .map(|step| (last + step) % many)
                .find(fits)
                .or_else(|| (0..many).min_by_key(|at| length(&columns[*at])))
                .unwrap_or(0)
        };
        columns[next].push(section);
        last = next;
    }
    columns
}
