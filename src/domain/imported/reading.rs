//! A row of a file, read or rejected with what is wrong with it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::domain::form::{Address, Part, read_date, read_datetime};
use crate::domain::identity::{IdDocument, IdError, Sex};
use crate::domain::ledger::{Column, ColumnKind, HeadMatch, NO};
use crate::domain::name::{NameError, PersonName};
use crate::domain::phone::{Phone, PhoneError};
use crate::domain::width::{half_width, is_han, is_invisible};

use super::{Given, GivenRow, REASON, What};

/// Longest text of a cell, in characters.
const LONGEST: usize = 2000;
/// Longest row, in characters: it must fit into one record.
const LONGEST_ROW: usize = 20_000;
/// A number beyond this has lost digits in the file already.
const EXACT: f64 = 1e15;
/// Days counted by spreadsheets, from 1954 to 2118: a number in a column of days.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// No name.
    #[error("no name")]
    NoName,
    /// The name is none.
    #[error(transparent)]
    Name(NameError),
    /// The document number is none.
    #[error(transparent)]
    Identity(IdError),
    /// The phone is none.
    #[error(transparent)]
    Phone(PhoneError),
    /// A name alone makes no file: neither document nor phone nor address.
    #[error("nothing but a name")]
    OnlyName,
    /// The spreadsheet kept a long number as a number and lost its last digits.
    #[error("digits are lost in {head}")]
    DigitsLost {
        /// Of the column.
        head: String,
    },
    /// The day cannot be read, or is missing.
    #[error("{text:?} is no day")]
    NoDay {
        /// As it stood.
        text: String,
    },
    /// A day after today.
    #[error("{day} has not come yet")]
    Future {
        /// The day.
        day: NaiveDate,
    },
    /// Nothing but a day and a number.
    #[error("nothing but a day")]
    Bare,
    /// Too long to be kept.
    #[error("{len} characters, at most {most}")]
    TooLong {
        /// How long.
        len: usize,
        /// How long it may be.
        most: usize,
    },
    /// The same person stands further up in the file.
    #[error("the same as line {line}")]
    Twin {
        /// There.
        line: u64,
    },
    /// The person is on file: by the same document, or by name and phone.
    #[error("on file as {resident}")]
    OnFile {
        /// The resident's id.
        resident: String,
        /// By the document, rather than by name and phone.
        by_document: bool,
    },
    /// Name and phone are those of somebody on file whose document is another.
    #[error("name and phone of {resident}, another document")]
    OtherDocument {
        /// The resident's id.
        resident: String,
    },
}

/// A person of a list of residents.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name.
    pub name: PersonName,
    /// The document; of a first-generation number as it is printed.
    pub document: Option<IdDocument>,
    /// The phone.
    pub phone: Option<Phone>,
    /// Whom to ask.
    pub contact: String,
    /// Where they live.
    pub address: Address,
    /// As told; what the document says goes before.
    pub sex: Option<Sex>,
}

/// A row of an old ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct OldRow {
    /// The day it is about.
    pub day: NaiveDate,
    /// Cells by column code, or by the head's own words.
    pub cells: BTreeMap<String, String>,
    /// The person's name, for finding them on file.
    pub name: Option<PersonName>,
    /// Their document.
    pub document: Option<IdDocument>,
    /// Their phone.
    pub phone: Option<Phone>,
}

/// A text as it should have been typed: no wide digits and letters, no invisible characters, one space at most.
fn tidy(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_punctuation() || is_han(c) { c } else { half_width(c) };
    // Wide punctuation belongs to Chinese sentences and stays.
    let kept = text.chars().filter(|c| !is_invisible(*c)).map(|c| {
        let half = plain(c);
        if half != c && half.is_ascii_punctuation() { c } else { half }
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as it should have been typed: 张　三, spread to fill a column, is 张三.
fn tidy_name(text: &str) -> String {
    let tidy = tidy(text);
    if tidy.chars().all(|c| is_han(c) || c == ' ') { tidy.replace(' ', "") } else { tidy }
}

/// Digits that are a name, where the file has not lost any.
fn digits(given: &Given, head: &str) -> Result<String, RowFault> {
    match given {
        Given::Number(number) if number.abs() >= EXACT => Err(RowFault::DigitsLost { head: head.to_owned() }),
        other => {
            let text: String = other.words().chars().map(half_width).filter(|c| !is_invisible(*c)).collect();
            // A guard against formulas, or against being read as a number.
            let text = text.trim().trim_start_matches('\'').trim().to_owned();
            // 6.10502E+17: the same loss, in a text file.
            let scientific = text.contains(['e', 'E']) && text.parse::<f64>().is_ok_and(|n| n.abs() >= 1e10);
            if scientific { Err(RowFault::DigitsLost { head: head.to_owned() }) } else { Ok(text) }
        }
    }
}

fn document(text: &str, today: NaiveDate) -> Result<Option<IdDocument>, RowFault> {
    if text.is_empty() {
        return Ok(None);
    }
    match IdDocument::parse(None, text, today) {
        Ok(document) => Ok(Some(document)),
        Err(IdError::FifteenDigits { .. }) => Ok(IdDocument::first_generation(text)),
        Err(error) => Err(RowFault::Identity(error)),
    }
}

fn phone(text: &str) -> Result<Option<Phone>, RowFault> {
    if text.is_empty() || matches!(text, "无" | "-" | "/" | "没有") {
        return Ok(None);
    }
    Phone::parse(text).map(Some).map_err(RowFault::Phone)
}

/// The cells of a row beside their heads.
fn beside<'a>(heads: &'a [HeadMatch], row: &'a GivenRow) -> impl Iterator<Item = (&'a HeadMatch, &'a Given)> {
    heads.iter().zip(&row.cells).filter(|(_, given)| !given.is_empty())
}

fn too_long(text: &str, most: usize) -> Result<(), RowFault> {
    let len = text.chars().count();
    if len > most { Err(RowFault::TooLong { len, most }) } else { Ok(()) }
}

/// Reads a row of a list of residents. A name must be there, and besides it a document, a phone or an address.
pub fn read_person(heads: &[HeadMatch], row: &GivenRow, today: NaiveDate) -> Result<Person, RowFault> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (head, given) in beside(heads, row) {
        let Some(column) = head.code.as_deref().and_then(|code| What::Residents.column(code)) else {
            continue;
        };
        let text = match column.kind {
            ColumnKind::Digits => digits(given, &head.head)?,
            _ => tidy(&given.words()),
        };
        too_long(&text, LONGEST)?;
        let _ = texts.insert(column.code, text);
    }
    let text = |code: &str| texts.get(code).map_or("", String::as_str);
    if text("name").is_empty() {
        return Err(RowFault::NoName);
    }
    let name = PersonName::new(&tidy_name(text("name"))).map_err(RowFault::Name)?;
    let document = document(text("id_number"), today)?;
    let phone = phone(text("phone"))?;
    let mut address = Address::parse(text("address"));
    let parts = [
        (Part::Compound, "compound"),
        (Part::Building, "building"),
        (Part::Entrance, "entrance"),
        (Part::Room, "room"),
    ];
    for (part, code) in parts {
        if !text(code).is_empty() {
            address = address.with(part, text(code));
        }
    }
    if document.is_none() && phone.is_none() && address.line.is_empty() {
        return Err(RowFault::OnlyName);
    }
    let sex = match text("sex") {
        "男" => Some(Sex::Male),
        "女" => Some(Sex::Female),
        _ => None,
    };
    Ok(Person { name, document, phone, contact: text("contact").to_owned(), address, sex })
}

/// Reads a row of an old ledger. The day must be there and past, and besides it something more than the row's number.
/// What names a person is kept as it stands, even where it is no name or number by today's rules: it is an old paper.
pub fn read_old_row(
    what: What,
    heads: &[HeadMatch],
    row: &GivenRow,
    today: NaiveDate,
) -> Result<OldRow, RowFault> {
    let mut cells = BTreeMap::new();
    let mut day = None;
    let mut long = 0;
    for (head, given) in beside(heads, row) {
        if head.head == REASON {
            continue;
        }
        let column = head.code.as_deref().and_then(|code| what.column(code));
        let text = match column {
            Some(column) => cell(column, given, &head.head, today)?,
            None => tidy(&given.words()),
        };
        too_long(&text, LONGEST)?;
        long += text.chars().count();
        if let Some(column) = column.filter(|column| Some(column.code) == what.day_column()) {
            day = Some(day_of(column, &text, today)?);
        }
        // Two heads nobody understood may have the same words: what stands in both is kept.
        let key = column.map_or(head.head.as_str(), |column| column.code).to_owned();
        if key == NO || key.is_empty() || text.is_empty() {
            continue;
        }
        cells
            .entry(key)
            .and_modify(|held: &mut String| {
                held.push('；');
                held.push_str(&text);
            })
            .or_insert(text.clone());
    }
    if long > LONGEST_ROW {
        return Err(RowFault::TooLong { len: long, most: LONGEST_ROW });
    }
    let day = day.ok_or_else(|| RowFault::NoDay { text: String::new() })?;
    if cells.len() < 2 {
        return Err(RowFault::Bare);
    }
    let text = |code: &str| cells.get(code).map_or("", String::as_str);
    let name = PersonName::new(&tidy_name(text("name"))).ok();
    let document = document(text("id_number"), today).ok().flatten();
    let phone = phone(text("phone")).ok().flatten();
    Ok(OldRow { day, cells, name, document, phone })
}

/// One cell, in the one form of its kind where it can be read so, else as it stands.
fn cell(column: &Column, given: &Given, head: &str, today: NaiveDate) -> Result<String, RowFault> {
    let text = match column.kind {
        ColumnKind::Digits => return digits(given, head),
        ColumnKind::Date | ColumnKind::DateTime => counted(given).unwrap_or_else(|| given.words()),
        _ => given.words(),
    };
    let tidy = if column.code == "name" { tidy_name(&text) } else { tidy(&text) };
    Ok(match column.kind {
        ColumnKind::Date => past(&tidy, today).map_or(tidy, |day| day.to_string()),
        ColumnKind::DateTime => match read_datetime(&tidy, today).filter(|_| tidy.len() > 8) {
            Some(at) => at.format("%Y-%m-%d %H:%M").to_string(),
            None => past(&tidy, today).map_or(tidy, |day| day.to_string()),
        },
        _ => tidy,
    })
}

/// A whole day as an old ledger has it; what is short would be read from today, and an old row is not of today.
fn past(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let bare = text.split(' ').next().unwrap_or_default();
    let has_year = bare.chars().take_while(char::is_ascii_digit).count() >= 4 && bare.len() >= 8;
    if has_year { read_date(bare, today) } else { None }
}

fn day_of(column: &Column, text: &str, today: NaiveDate) -> Result<NaiveDate, RowFault> {
    let _ = column;
    let day = past(text, today).ok_or_else(|| RowFault::NoDay { text: text.to_owned() })?;
    if day > today { Err(RowFault::Future { day }) } else { Ok(day) }
}

/// A day that a spreadsheet holds as a number of days.
fn counted(given: &Given) -> Option<String> {
    let Given::Number(number) = given else { return None };
    if !SERIALS.contains(number) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number.trunc() as u64))?;
    let seconds = (number.fract() * 86_400.0).round() as u32;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day} {}", time.format("%H:%M")) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::{Ledger, match_heads};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
    }

    fn heads(what: What, heads: &[&str]) -> Vec<HeadMatch> {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        match_heads(&heads, &what.known())
    }

    fn row(cells: &[&str]) -> GivenRow {
        let given = |text: &&str| Given::Text((*text).to_owned());
        GivenRow { line: 2, cells: cells.iter().map(given).collect() }
    }

    fn person(cells: &[&str]) -> Result<Person, RowFault> {
        let heads = heads(What::Residents, &["姓名", "身份证号", "电话", "住址", "楼栋", "性别"]);
        read_person(&heads, &row(cells), today())
    }

    #[test]
    fn a_resident_is_read_as_it_should_have_been_typed() {
        let read = person(&[
            "测　试",
            " ６１０５０２１９４９０３１０００２１ ",
            "１３８ ００００ ０００１",
            "",
            "",
            "女",
        ])
        .unwrap();
        assert_eq!(read.name.as_str(), "测试");
        assert_eq!(read.document.unwrap().number().reveal().as_str(), "610502194903100021");
        assert_eq!(read.phone.unwrap().to_string(), "13800000001");
        let read = person(&["Test  Person", "", "无", "幸福里小区 1号楼", "2号楼", "男"]).unwrap();
        assert_eq!((read.name.as_str(), read.phone, read.sex), ("Test Person", None, Some(Sex::Male)));
        assert_eq!(read.address.line, "幸福里小区 2号楼");
    }

    #[test]
    fn a_first_generation_number_is_kept_as_it_is_printed_and_found_by_todays_form() {
        let read = person(&["测试甲", "610502490310002", "", "", "", ""]).unwrap();
        let document = read.document.unwrap();
        assert_eq!(document.number().reveal().as_str(), "610502490310002");
        assert_eq!(document.search_number().as_str(), "610502194903100021");
        assert_eq!((document.birth(), document.sex()), (None, None));
    }

    #[test]
    fn rows_that_are_no_person() {
        assert_eq!(person(&["", "", "13800000001"]), Err(RowFault::NoName));
        assert_eq!(person(&["测试甲", "", "", ""]), Err(RowFault::OnlyName));
        assert!(matches!(
            person(&["测试甲", "610502194903100022"]),
            Err(RowFault::Identity(IdError::CheckDigit { .. }))
        ));
        assert!(matches!(person(&["测试甲", "", "12"]), Err(RowFault::Phone(_))));
        let lost = RowFault::DigitsLost { head: "身份证号".into() };
        assert_eq!(person(&["测试甲", "6.10502E+17"]), Err(lost.clone()));
        let heads = heads(What::Residents, &["姓名", "身份证号"]);
        let number = GivenRow {
            line: 2,
            cells: vec![Given::Text("测试甲".into()), Given::Number(6.105_021_949_031e17)],
        };
        assert_eq!(read_person(&heads, &number, today()), Err(lost));
    }

    #[test]
    fn an_old_row_is_kept_as_it_stood_with_its_day_in_one_form() {
        let what = What::Ledger(Ledger::Intakes);
        let heads = heads(what, &["序号", "受理日期", "事项名称", "姓名", "身份证号", "户籍"]);
        let read = read_old_row(
            what,
            &heads,
            &row(&["1", "2019年3月5日", "低保申请", "测 试", "不详", "本地"]),
            today(),
        );
        let read = read.unwrap();
        assert_eq!(read.day.to_string(), "2019-03-05");
        let cells: Vec<(&str, &str)> = read.cells.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(
            cells,
            [
                ("day", "2019-03-05"),
                ("id_number", "不详"),
                ("item_name", "低保申请"),
                ("name", "测试"),
                ("户籍", "本地")
            ]
        );
        assert_eq!((read.name.unwrap().as_str(), read.document), ("测试", None));
        let counted = GivenRow {
            line: 3,
            cells: vec![Given::Empty, Given::Number(43_529.0), Given::Text("低保".into())],
        };
        assert_eq!(read_old_row(what, &heads, &counted, today()).unwrap().day.to_string(), "2019-03-05");
    }

    #[test]
    fn old_rows_without_their_day_are_rejected() {
        let what = What::Ledger(Ledger::Visits);
        let heads = heads(what, &["来访日期", "来访事由"]);
        let read = |day: &str, purpose: &str| read_old_row(what, &heads, &row(&[day, purpose]), today());
        assert_eq!(read("合计", "12人").map(|r| r.day), Err(RowFault::NoDay { text: "合计".into() }));
        assert_eq!(read("5月7日", "咨询").map(|r| r.day), Err(RowFault::NoDay { text: "5月7日".into() }));
        assert!(matches!(read("2027-01-01", "咨询"), Err(RowFault::Future { .. })));
        assert_eq!(read("2019.3.5", "").map(|r| r.day), Err(RowFault::Bare));
        assert!(matches!(read("2019/3/5", &"长".repeat(2001)), Err(RowFault::TooLong { len: 2001, .. })));
        assert!(read("20190305", "咨询").is_ok());
    }
}
