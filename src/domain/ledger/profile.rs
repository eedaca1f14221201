//! A profile: the columns a sub-district wants of a ledger, in its order and under its names.

use serde::{Deserialize, Serialize};

use super::{Headed, Ledger};

/// Columns a profile may have.
pub const MOST_COLUMNS: usize = 100;
/// Title lines over the heads.
pub const MOST_TITLES: usize = 5;
const LONGEST_NAME: usize = 40;
const LONGEST_HEAD: usize = 60;
const LONGEST_TEXT: usize = 120;
/// The id of the profile that is built in. It is never stored.
const BUILT_IN: &str = "default";

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum Content {
    /// A column of the ledger, by its code.
    Column(String),
    /// The same words in every row: 凤鸣社区.
    Constant(String),
    /// Nothing: a column the sub-district asks for and the desk knows nothing of, to be filled in by hand.
    Empty,
}

impl Content {
    /// Whether it tells who somebody is, or what they keep to themselves.
    pub fn is_personal(&self, ledger: Ledger) -> bool {
        match self {
            Self::Column(code) => ledger.column(code).is_some_and(|column| column.personal),
            Self::Constant(_) | Self::Empty => false,
        }
    }
}

/// One column as the sub-district wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileColumn {
    /// Its head, in the sub-district's words.
    pub head: String,
    /// What stands in it.
    pub content: Content,
    /// Width in characters of half width; none: the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// The way one sub-district wants one ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Ten digits, in order; `default` for the one that is built in; empty for a new one.
    pub id: String,
    /// Which ledger.
    pub ledger: Ledger,
    /// What it is called at this desk.
    pub name: String,
    /// Whose form it is: 渭滨街道. Empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whom: String,
    /// Lines over the heads. `{社区}`, `{中心}`, `{街道}`, `{期间}` and `{日期}` stand for what they say.
    #[serde(default)]
    pub titles: Vec<String>,
    /// The columns in order.
    pub columns: Vec<ProfileColumn>,
    /// No longer offered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// The part of a profile a fault lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Its name.
    Name,
    /// Whose form it is.
    Whom,
    /// The title lines: which, from 0; none: their number.
    Title(Option<usize>),
    /// The columns as a whole.
    Columns,
    /// The head of a column, from 0.
    Head(usize),
    /// What stands in a column, from 0.
    Content(usize),
}

/// Why a profile cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileFault {
    /// It has no name.
    #[error("the profile has no name")]
    Nameless,
    /// Another profile of the ledger has this name.
    #[error("another profile has this name")]
    NameTaken,
    /// It has no column.
    #[error("the profile has no column")]
    NoColumns,
    /// More columns or title lines than allowed.
    #[error("{count}, at most {most}")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A text is too long.
    #[error("{len} characters, at most {most}")]
    TooLong {
        /// Characters.
        len: usize,
        /// How many there may be.
        most: usize,
    },
    /// A head is empty; the column's place, from 1.
    #[error("column {0} has no head")]
    Headless(usize),
    /// The ledger has no such column.
    #[error("the ledger has no column {0}")]
    UnknownColumn(String),
    /// A built-in profile cannot be changed; a copy can.
    #[error("the built-in profile cannot be changed")]
    BuiltIn,
}

/// The marks a title line may have, in the order of [`TitleWords`].
pub const MARKS: [&str; 5] = ["{社区}", "{中心}", "{街道}", "{期间}", "{日期}"];

/// What the marks in a title stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleWords {
    /// 凤鸣社区
    pub community: String,
    /// 凤鸣社区党群服务中心
    pub centre: String,
    /// 渭滨街道
    pub street: String,
    /// 2026年5月1日—2026年5月31日
    pub period: String,
    /// 2026年6月1日
    pub date: String,
}

impl Profile {
    /// The built-in profile of a ledger: every column in its usual order.
    pub fn built_in(ledger: Ledger) -> Self {
        let columns = ledger.columns().iter().map(|column| ProfileColumn {
            head: column.zh.to_owned(),
            content: Content::Column(column.code.to_owned()),
            width: None,
        });
        Self {
            id: BUILT_IN.to_owned(),
            ledger,
            name: ledger.zh().to_owned(),
            whom: String::new(),
            titles: vec![format!("{{社区}}{}", ledger.zh()), "{中心}　{期间}".to_owned()],
            columns: columns.collect(),
            retired: false,
        }
    }

    /// Whether it is the built-in one.
    pub fn is_built_in(&self) -> bool {
        self.id == BUILT_IN
    }

    /// A profile from the heads of a table the sub-district handed out. Heads that were not understood become empty
    /// columns under their own names, so that the table looks as it was given.
    pub fn from_heads(ledger: Ledger, name: &str, headed: &Headed) -> Self {
        let columns = headed.heads.iter().enumerate().map(|(at, found)| ProfileColumn {
            head: if found.head.is_empty() { format!("列{}", at + 1) } else { found.head.clone() },
            content: found.code.clone().map_or(Content::Empty, Content::Column),
            width: None,
        });
        Self {
            id: String::new(),
            ledger,
            name: name.trim().to_owned(),
            whom: String::new(),
            titles: headed.titles.clone(),
            columns: columns.collect(),
            retired: false,
        }
    }

    /// Whether it can be kept; if not, the first fault.
    pub fn check(&self) -> Result<(), ProfileFault> {
        self.faults().into_iter().next().map_or(Ok(()), |(_, fault)| Err(fault))
    }

    /// Everything that keeps it from being kept, and where.
    pub fn faults(&self) -> Vec<(Spot, ProfileFault)> {
        let mut found = Vec::new();
        let mut note = |spot, fault: Option<ProfileFault>| found.extend(fault.map(|fault| (spot, fault)));
        let nameless = self.name.trim().is_empty().then_some(ProfileFault::Nameless);
        note(Spot::Name, nameless.or_else(|| too_long(&self.name, LONGEST_NAME)));
        note(Spot::Whom, too_long(&self.whom, LONGEST_NAME));
        note(Spot::Columns, self.columns.is_empty().then_some(ProfileFault::NoColumns));
        note(Spot::Columns, too_many(self.columns.len(), MOST_COLUMNS));
        note(Spot::Title(None), too_many(self.titles.len(), MOST_TITLES));
        for (at, title) in self.titles.iter().enumerate() {
            note(Spot::Title(Some(at)), too_long(title, LONGEST_TEXT));
        }
        for (at, column) in self.columns.iter().enumerate() {
            let headless = column.head.trim().is_empty().then_some(ProfileFault::Headless(at + 1));
            note(Spot::Head(at), headless.or_else(|| too_long(&column.head, LONGEST_HEAD)));
            let fault = match &column.content {
                Content::Column(code) if self.ledger.column(code).is_none() => {
                    Some(ProfileFault::UnknownColumn(code.clone()))
                }
                Content::Constant(text) => too_long(text, LONGEST_TEXT),
                Content::Column(_) | Content::Empty => None,
            };
            note(Spot::Content(at), fault);
        }
        found
    }

    /// Whether any of its columns tells who somebody is.
    pub fn is_personal(&self) -> bool {
        self.columns.iter().any(|column| column.content.is_personal(self.ledger))
    }

    /// The title lines with their marks filled in; lines of which nothing is left are dropped.
    pub fn titled(&self, words: &TitleWords) -> Vec<String> {
        let said = [&words.community, &words.centre, &words.street, &words.period, &words.date];
        let marks: Vec<(&str, &String)> = MARKS.into_iter().zip(said).collect();
        let fill = |title: &String| {
            marks.iter().fold(title.clone(), |line, (mark, text)| line.replace(mark, text)).trim().to_owned()
        };
        self.titles.iter().map(fill).filter(|line| !line.is_empty()).collect()
    }
}

fn too_long(text: &str, most: usize) -> Option<ProfileFault> {
    let len = text.chars().count();
    (len > most).then_some(ProfileFault::TooLong { len, most })
}

fn too_many(count: usize, most: usize) -> Option<ProfileFault> {
    (count > most).then_some(ProfileFault::TooMany { count, most })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::{HeadMatch, How};

    #[test]
    fn every_ledger_has_a_built_in_profile_that_can_be_kept() {
        for ledger in Ledger::ALL {
            let profile = Profile::built_in(ledger);
            assert_eq!(profile.check(), Ok(()), "{ledger}");
            assert!(profile.is_built_in());
        }
        assert!(Profile::built_in(Ledger::Intakes).is_personal());
        assert!(!Profile::built_in(Ledger::Seals).is_personal());
    }

    #[test]
    fn what_cannot_be_kept() {
        let change = |edit: &dyn Fn(&mut Profile)| {
            let mut profile = Profile::built_in(Ledger::Loans);
            edit(&mut profile);
            profile.check()
        };
        assert_eq!(change(&|p| p.name = " ".into()), Err(ProfileFault::Nameless));
        assert_eq!(change(&|p| p.columns.clear()), Err(ProfileFault::NoColumns));
        assert_eq!(change(&|p| p.columns[2].head.clear()), Err(ProfileFault::Headless(3)));
        let unknown = |p: &mut Profile| p.columns[0].content = Content::Column("mode".into());
        assert_eq!(change(&unknown), Err(ProfileFault::UnknownColumn("mode".into())));
        let many = |p: &mut Profile| p.titles = vec!["行".into(); 6];
        assert_eq!(change(&many), Err(ProfileFault::TooMany { count: 6, most: 5 }));
        let long = |p: &mut Profile| p.columns[0].head = "长".repeat(61);
        assert_eq!(change(&long), Err(ProfileFault::TooLong { len: 61, most: 60 }));
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let mut profile = Profile::built_in(Ledger::Loans);
        profile.name.clear();
        profile.whom = "长".repeat(41);
        profile.titles[1] = "长".repeat(121);
        profile.columns[2].head = " ".into();
        profile.columns[3].content = Content::Constant("长".repeat(121));
        let spots: Vec<Spot> = profile.faults().into_iter().map(|(spot, _)| spot).collect();
        assert_eq!(spots, [Spot::Name, Spot::Whom, Spot::Title(Some(1)), Spot::Head(2), Spot::Content(3)]);
        assert!(Profile::built_in(Ledger::Loans).faults().is_empty());
    }

    #[test]
    fn heads_nobody_understands_stay_as_empty_columns() {
        let found = |head: &str, code: Option<&str>| HeadMatch {
            head: head.into(),
            code: code.map(Into::into),
            how: code.map(|_| How::Exact),
        };
        let heads = vec![found("物品", Some("thing")), found("押金", None), found("", None)];
        let headed = Headed { row: 1, titles: vec!["街道借用表".into()], heads };
        let profile = Profile::from_heads(Ledger::Loans, " 街道 ", &headed);
        assert_eq!((profile.name.as_str(), profile.check()), ("街道", Ok(())));
        let contents: Vec<_> = profile.columns.iter().map(|c| (c.head.as_str(), &c.content)).collect();
        assert_eq!(
            contents,
            [("物品", &Content::Column("thing".into())), ("押金", &Content::Empty), ("列3", &Content::Empty)]
        );
    }

    #[test]
    fn marks_in_titles_are_filled_in() {
        let words =
            TitleWords { community: "凤鸣社区".into(), period: "5月".into(), ..TitleWords::default() };
        let mut profile = Profile::built_in(Ledger::Wishes);
        profile.titles.push("{街道}".into());
        assert_eq!(profile.titled(&words), ["凤鸣社区微心愿台账", "5月"]);
    }
}
