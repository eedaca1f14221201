//! The columns of a profile under change. One that is left out keeps its place and its head until it is saved, so that it can
//! be taken in again.

use crate::domain::ledger::{Content, HeadMatch, How, Ledger, Profile, ProfileColumn};

/// How sure it is that a column holds what its head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Nobody has to ask: it is no head of somebody else, or somebody has looked.
    Settled,
    /// A head was understood, in this way.
    By(How),
    /// A head was not understood.
    Unknown,
}

impl Sure {
    /// What became of a head in a file.
    pub fn of(head: &HeadMatch) -> Self {
        head.how.map_or(Self::Unknown, Self::By)
    }

    /// Whether somebody should look at it.
    pub const fn wants_a_look(self) -> bool {
        matches!(self, Self::Unknown | Self::By(How::Containing))
    }
}

/// The file a profile was learnt from.
#[derive(Debug)]
pub struct Learnt {
    /// Its name.
    pub file: String,
    /// Title lines there was no room for.
    pub lost: usize,
}

/// A column, taken in or left out.
#[derive(Debug, Clone)]
pub struct Line {
    /// As it will be kept.
    pub column: ProfileColumn,
    /// Whether it is taken in.
    pub on: bool,
    /// How sure it is.
    pub sure: Sure,
}

impl Line {
    fn new(column: ProfileColumn, on: bool) -> Self {
        Self { column, on, sure: Sure::Settled }
    }

    /// A column of which nothing is known yet.
    pub fn empty() -> Self {
        Self::new(ProfileColumn { head: String::new(), content: Content::Empty, width: None }, true)
    }

    /// Puts something else into the column. A head it has not yet is given to it.
    pub fn hold(&mut self, content: Content, ledger: Ledger) {
        if let Content::Column(code) = &content
            && self.column.head.trim().is_empty()
        {
            self.column.head = ledger.column(code).map_or_else(String::new, |column| column.zh.to_owned());
        }
        self.column.content = content;
        self.sure = Sure::Settled;
    }
}

/// The columns of a profile, and behind them those of its ledger it has not.
pub fn of(profile: &Profile) -> Vec<Line> {
    let has = |code: &str| {
        let held = |column: &ProfileColumn| matches!(&column.content, Content::Column(held) if held == code);
        profile.columns.iter().any(held)
    };
    let others = profile.ledger.columns().iter().filter(|column| !has(column.code)).map(|column| {
        let content = Content::Column(column.code.to_owned());
        Line::new(ProfileColumn { head: column.zh.to_owned(), content, width: None }, false)
    });
    profile.columns.iter().cloned().map(|column| Line::new(column, true)).chain(others).collect()
}

/// Those that are taken in.
pub fn taken_in(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| line.on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_profile_has_not_stands_behind_it_left_out() {
        let mut profile = Profile::built_in(Ledger::Loans);
        profile.columns.truncate(2);
        profile.columns.swap(0, 1);
        let lines = of(&profile);
        assert_eq!(lines.len(), Ledger::Loans.columns().len());
        let on: Vec<&str> = taken_in(&lines).map(|line| line.column.head.as_str()).collect();
        assert_eq!(on, ["物品", "序号"]);
        assert_eq!((lines[2].column.head.as_str(), lines[2].on), ("编号", false));
    }

    #[test]
    fn a_column_without_a_head_takes_that_of_what_it_is_to_hold() {
        let mut line = Line { sure: Sure::Unknown, ..Line::empty() };
        line.hold(Content::Column("thing".into()), Ledger::Loans);
        assert_eq!((line.column.head.as_str(), line.sure), ("物品", Sure::Settled));
        line.hold(Content::Column("phone".into()), Ledger::Loans);
        assert_eq!(line.column.head, "物品");
    }
}
