//! A practice store to begin with: a few invented residents and their matters, so that the board and the search box
//! have something to show. Every name says that it is made up.

use std::collections::BTreeSet;

use crate::domain::draft::Draft;
use crate::domain::form::{Entries, Shared};
use crate::domain::material::blank_lines;

use super::intake::fill_new_draft;
use super::{Decision, Desk, DeskError};

/// Name, birth date and sex digit of the number, house.
const PEOPLE: [(&str, &str, u32, &str); 12] = [
    ("刘样张", "19460412", 2, "练习小区 1号楼 1单元 101"),
    ("王虚构", "19510830", 1, "练习小区 1号楼 2单元 302"),
    ("李试填", "19550117", 4, "练习小区 2号楼 1单元 201"),
    ("张假设", "19480605", 3, "练习小区 2号楼 3单元 502"),
    ("陈示例", "19620922", 6, "练习小区 3号楼 1单元 401"),
    ("杨模拟", "19530303", 5, "练习小区 3号楼 2单元 602"),
    ("赵演示", "19591211", 8, "练习小区 4号楼 1单元 102"),
    ("黄试用", "19440728", 7, "练习小区 4号楼 2单元 203"),
    ("周练兵", "19570514", 2, "练习小区 5号楼 1单元 301"),
    ("吴空白", "19640219", 1, "练习小区 5号楼 2单元 504"),
    ("徐草稿", "19501026", 4, "练习小区 6号楼 1单元 202"),
    ("孙底稿", "19610808", 3, "练习小区 6号楼 3单元 603"),
];

/// The matters, in turn: item and its own answers.
const MATTERS: [(&str, &[(&str, &str)]); 3] = [
    ("FB12", &[("request", "face"), ("home_visit", "no")]),
    ("FB14", &[("request", "renew"), ("collect_by", "self")]),
    ("FB12", &[("request", "tier"), ("home_visit", "no")]),
];

/// An identity number with a right check character (GB 11643-1999), of a district code, a birth date and an order.
fn number(birth: &str, order: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("610502{birth}{order:03}");
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = b"10X98765432"[(sum % 11) as usize];
    format!("{body}{}", char::from(check))
}

impl Desk {
    /// Fills a practice store. Answers how many residents it has now. A store for real work is left alone and refused.
    pub fn fill_practice(&self) -> Result<usize, DeskError> {
        if !self.book().community.practice {
            return Err(DeskError::Unknown { what: "practice store", key: "practice".to_owned() });
        }
        for (index, (name, birth, order, house)) in PEOPLE.iter().enumerate() {
            let (code, answers) = MATTERS[index % MATTERS.len()];
            let mut entries: Entries =
                answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            for (key, value) in [
                (Shared::NAME, (*name).to_owned()),
                (Shared::IDENTITY, number(birth, *order)),
                (Shared::PHONE, format!("139000000{:02}", index + 1)),
                (Shared::ADDRESS, (*house).to_owned()),
            ] {
                let _ = entries.insert(key.to_owned(), value);
            }
            self.take_in_practice(code, entries)?;
        }
        Ok(PEOPLE.len())
    }

    fn take_in_practice(&self, code: &str, entries: Entries) -> Result<(), DeskError> {
        let book = self.book();
        let item = book
            .catalogue
            .item(code)
            .ok_or_else(|| DeskError::Unknown { what: "item", key: code.to_owned() })?;
        let now = self.now();
        let staff = self.session().staff;
        let mut materials = blank_lines(item);
        for line in &mut materials {
            line.received = true;
        }
        let mut draft = Draft {
            id: String::new(),
            visit: String::new(),
            item: item.code.clone(),
            item_version: item.version,
            resident: None,
            entries,
            touched: BTreeSet::new(),
            materials,
            document_seen: true,
            goes_on: false,
            opened: now,
            saved: now,
            staff: staff.clone(),
        };
        fill_new_draft(&mut draft, item, None, &book, &staff, now);
        self.take_in(&draft, &Decision::Accept).map(drop)
    }
}
