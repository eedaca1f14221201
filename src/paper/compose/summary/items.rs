//! 办件 as it may be told: the five groups and every item, whole for the centre, with small counts hidden in public.

use crate::domain::book::Book;
use crate::domain::summary::{CountRow, ItemLine, Shown, Summary, Told, alone, conceal};

/// The columns of 办件.
pub const COLUMNS: [(&str, fn(&ItemLine) -> u32); 9] = [
    ("受理", |line| line.accepted),
    ("即办", |line| line.instant),
    ("承诺", |line| line.promised),
    ("转办", |line| line.to_forward),
    ("办结", |line| line.done),
    ("其中\n本期受理", |line| line.done_of_accepted),
    ("补正", |line| line.supplements),
    ("不予\n受理", |line| line.refused),
    ("未结", |line| line.open),
];

/// One group with its items.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTold {
    /// The group's code.
    pub group: String,
    /// Its sum, by [`COLUMNS`].
    pub sum: Vec<Shown>,
    /// Item codes with their counts.
    pub items: Vec<(String, Vec<Shown>)>,
}

/// Every group of the catalogue in order, and the total of all.
pub fn items_told(book: &Book, summary: &Summary, public: bool) -> (Vec<GroupTold>, Vec<u32>) {
    let of = |line: &ItemLine| COLUMNS.map(|(_, of)| of(line)).to_vec();
    let groups: Vec<(&str, Vec<&ItemLine>)> = book
        .catalogue
        .groups
        .iter()
        .map(|group| {
            let lines = summary.items.iter().filter(|line| line.group == group.code);
            (group.code.as_str(), lines.collect())
        })
        .collect();
    let rows: Vec<Vec<CountRow>> = groups
        .iter()
        .map(|(_, lines)| {
            let row =
                |line: &&ItemLine| CountRow { counts: of(line), sensitive: is_sensitive(book, &line.item) };
            lines.iter().map(row).collect()
        })
        .collect();
    let concealed = if public { conceal(&rows) } else { Default::default() };
    let told = groups.iter().enumerate().map(|(at, (group, lines))| {
        let how = |row: usize| {
            concealed.rows.get(at).and_then(|rows| rows.get(row)).copied().unwrap_or(Told::Openly)
        };
        let sum = concealed.sums.get(at).copied().unwrap_or(Told::Openly);
        let whole = ItemLine::sum(lines.iter().copied());
        GroupTold {
            group: (*group).to_owned(),
            sum: of(&whole).into_iter().map(|count| sum.count(count)).collect(),
            items: lines
                .iter()
                .enumerate()
                .map(|(row, line)| {
                    (line.item.clone(), of(line).into_iter().map(|count| how(row).count(count)).collect())
                })
                .collect(),
        }
    });
    (told.collect(), of(&ItemLine::sum(&summary.items)))
}

/// Whether counts of an item may point at somebody.
pub fn is_sensitive(book: &Book, item: &str) -> bool {
    book.catalogue.item(item).is_none_or(|item| item.sensitive || item.restricted)
}

/// The sum of some items in one column, told by itself: hidden in public as soon as one sensitive part of it is small.
pub fn sum_told(book: &Book, lines: &[ItemLine], of: fn(&ItemLine) -> u32, public: bool) -> Shown {
    let small = |line: &ItemLine| alone(of(line), is_sensitive(book, &line.item)) == Shown::Small;
    if public && lines.iter().any(small) {
        return Shown::Withheld;
    }
    Shown::Count(lines.iter().map(of).sum())
}
