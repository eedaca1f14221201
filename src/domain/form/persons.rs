//! A list of persons as it is typed: a line each, the cells parted by tabs. A line without tabs is read by its commas, as
//! scripts and older drafts write it.

use chrono::NaiveDate;

use crate::domain::identity::IdDocument;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

use super::{Answer, Contact, FieldError, Person};

/// No list is longer.
pub const MOST_PERSONS: usize = 30;
/// A relation is a word or two.
const RELATION: usize = 20;
/// A number or what stands in its place.
const CONTACT: usize = 40;
/// Parts the cells of a line.
const TAB: char = '\t';
/// Part what was typed in one line.
const MARKS: [char; 4] = [',', '，', ';', '；'];

/// A cell of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonCell {
    /// The name.
    Name,
    /// Relation or part played.
    Relation,
    /// A phone or a document number.
    Contact,
}

impl PersonCell {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Name, Self::Relation, Self::Contact];

    /// Its name within the field's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Relation => "relation",
            Self::Contact => "contact",
        }
    }
}

/// A cell that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonFault {
    /// Which line, from 0, blank ones counted.
    pub line: usize,
    /// Which cell.
    pub cell: PersonCell,
    /// What is wrong with it.
    pub error: FieldError,
}

/// A line, cell by cell, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonLine([String; 3]);

impl PersonLine {
    fn read(line: &str) -> Self {
        let mut cells: Vec<&str> = if line.contains(TAB) {
            line.splitn(3, TAB).collect()
        } else {
            line.splitn(3, MARKS).map(str::trim).collect()
        };
        cells.resize(3, "");
        Self(std::array::from_fn(|at| cells[at].to_owned()))
    }

    /// What is typed in a cell.
    pub fn cell(&self, cell: PersonCell) -> &str {
        &self.0[cell as usize]
    }

    /// Types in a cell. What would part cells or lines becomes a space.
    pub fn set(&mut self, cell: PersonCell, text: &str) {
        self.0[cell as usize] = text.replace([TAB, '\n', '\r'], " ");
    }

    /// Whether nothing is typed in it.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|cell| cell.trim().is_empty())
    }

    fn faults(&self, line: usize, today: NaiveDate) -> Vec<PersonFault> {
        let fault = |cell, error| PersonFault { line, cell, error };
        let mut faults = Vec::new();
        if let Err(error) = PersonName::new(self.cell(PersonCell::Name)) {
            faults.push(fault(PersonCell::Name, FieldError::Name(error)));
        }
        let relation = self.cell(PersonCell::Relation).trim().chars().count();
        if relation > RELATION {
            faults.push(fault(PersonCell::Relation, FieldError::TooLong { len: relation, max: RELATION }));
        }
        if let Err(error) = contact(self.cell(PersonCell::Contact), today) {
            faults.push(fault(PersonCell::Contact, error));
        }
        faults
    }
}

/// A phone or a document number. What is digits must be one of them; a passport or a word in its place (同上) is taken as
/// it is.
fn contact(typed: &str, today: NaiveDate) -> Result<(), FieldError> {
    let typed = typed.trim();
    let len = typed.chars().count();
    if len > CONTACT {
        return Err(FieldError::TooLong { len, max: CONTACT });
    }
    let is_number = |c: char| c.is_numeric() || " -－+()（）xXＸ".contains(c);
    let digits = typed.chars().filter(|c| c.is_numeric()).count();
    if digits == 0 || !typed.chars().all(is_number) {
        return Ok(());
    }
    if digits >= 14 {
        return IdDocument::parse(None, typed, today).map(|_| ()).map_err(FieldError::Identity);
    }
    Phone::parse(typed).map(|_| ()).map_err(FieldError::Phone)
}

/// The lines of a list, blank ones included.
pub fn person_lines(typed: &str) -> Vec<PersonLine> {
    if typed.is_empty() { Vec::new() } else { typed.split('\n').map(PersonLine::read).collect() }
}

/// The lines as they are kept.
pub fn person_text(lines: &[PersonLine]) -> String {
    lines.iter().map(|line| line.0.join("\t")).collect::<Vec<_>>().join("\n")
}

/// What was said of persons, as it would be typed.
pub fn persons_typed(persons: &[Person]) -> String {
    let line = |person: &Person| {
        let mut line = PersonLine::default();
        line.set(PersonCell::Name, &person.name.reveal().to_string());
        line.set(PersonCell::Relation, &person.relation);
        line.set(PersonCell::Contact, &person.contact.reveal().0);
        line
    };
    person_text(&persons.iter().map(line).collect::<Vec<_>>())
}

/// The persons of a list, or every cell that is wrong; `None` when there is nobody in it.
pub(super) fn persons(typed: &str, today: NaiveDate) -> Result<Option<Answer>, FieldError> {
    let lines = person_lines(typed);
    let mut faults = Vec::new();
    let mut list = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let wrong = line.faults(at, today);
        if let (true, Ok(name)) = (wrong.is_empty(), PersonName::new(line.cell(PersonCell::Name))) {
            list.push(Person {
                name: Masked::new(name),
                relation: line.cell(PersonCell::Relation).trim().to_owned(),
                contact: Masked::new(Contact(line.cell(PersonCell::Contact).trim().to_owned())),
            });
        }
        faults.extend(wrong);
    }
    if !faults.is_empty() {
        return Err(FieldError::Persons(faults));
    }
    if list.len() > MOST_PERSONS {
        return Err(FieldError::TooLong { len: list.len(), max: MOST_PERSONS });
    }
    Ok((!list.is_empty()).then_some(Answer::Persons(list)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::NameError;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
    }

    fn faults(typed: &str) -> Vec<(usize, PersonCell)> {
        match persons(typed, today()) {
            Err(FieldError::Persons(faults)) => faults.into_iter().map(|f| (f.line, f.cell)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_list_is_read_by_tabs_and_an_older_one_by_commas() {
        for typed in ["测试甲\t配偶\t13800000001\n测试乙\t\t", "测试甲，配偶，13800000001\n\n测试乙"]
        {
            let Ok(Some(Answer::Persons(list))) = persons(typed, today()) else { panic!("{typed}") };
            assert_eq!(list.len(), 2);
            assert_eq!(list[0].name.reveal().as_str(), "测试甲");
            assert_eq!((list[0].relation.as_str(), &*list[0].contact.reveal().0), ("配偶", "13800000001"));
            assert_eq!(list[1].relation, "");
        }
        // With tabs a comma is a comma.
        let Ok(Some(Answer::Persons(list))) = persons("测试甲\t邻居，楼上\t", today()) else {
            panic!()
        };
        assert_eq!(list[0].relation, "邻居，楼上");
        assert_eq!(persons("\t\t\n \t \t", today()), Ok(None), "nobody");
    }

    #[test]
    fn every_cell_that_is_wrong_is_told_in_its_place() {
        let typed = "\t配偶\t138000\n测试乙\t子女\t610524198802290013\n\t\t\n测试丙\t\t12345";
        assert_eq!(
            faults(typed),
            [
                (0, PersonCell::Name),
                (0, PersonCell::Contact),
                (1, PersonCell::Contact),
                (3, PersonCell::Contact)
            ]
        );
        let long = format!("测试甲\t{}\t", "长".repeat(21));
        assert_eq!(faults(&long), [(0, PersonCell::Relation)]);
        let Err(FieldError::Persons(told)) = persons("\t配偶\t", today()) else { panic!() };
        assert_eq!(told[0].error, FieldError::Name(NameError::Empty));
    }

    #[test]
    fn a_number_is_a_phone_or_a_document_and_a_word_is_a_word() {
        for number in
            ["13800000001", "0913-2012345", "610502194903100021", "E12345678", "H60123456", "同上", "无", ""]
        {
            assert_eq!(contact(number, today()), Ok(()), "{number}");
        }
        for number in ["1380000000", "138000000011", "61050219490310002", "610502194903100022"] {
            assert!(contact(number, today()).is_err(), "{number}");
        }
    }

    #[test]
    fn too_many_are_told() {
        let many = vec!["测试甲\t\t"; MOST_PERSONS + 1].join("\n");
        assert!(matches!(persons(&many, today()), Err(FieldError::TooLong { len: 31, max: 30 })));
    }

    proptest! {
        #[test]
        fn what_is_set_is_read_again(cells in proptest::collection::vec("[^\\n\\r\\t]{0,8}", 3), more in 0..3_usize) {
            let mut line = PersonLine::default();
            for (cell, text) in PersonCell::ALL.into_iter().zip(&cells) {
                line.set(cell, text);
            }
            let lines = vec![line; more + 1];
            prop_assert_eq!(person_lines(&person_text(&lines)), lines);
        }
    }
}
