//! Rows of old ledgers in a register. They stand apart: they prove no more than that they stood in a file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::fact::{Minute, numeric};
use crate::domain::identity::IdDocument;
use crate::domain::imported::ImportedRow;
use crate::domain::ledger::Ledger;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::pinyin::{TextIndex, matches};
use crate::domain::register::{Among, Names, Row, Standing};
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key};

use super::lines::{OldLine, RegisterLine};
use super::{Leads, Loader};
use crate::desk::{Desk, DeskError};

/// Entries read at a time.
const PAGE: usize = 4096;
/// Sets their numbers apart from those of the desk's own records.
const OLD: u64 = 1 << 63;
/// Who a row is about: the first of these columns that holds a name.
const WHOSE: [&str; 4] = ["name", "wisher", "party_a", "claimer"];

type Days = (NaiveDate, NaiveDate);
type Cells = BTreeMap<String, String>;

impl Desk {
    /// The next piece of old rows, the newest first.
    pub(super) fn read_old(
        &self,
        loader: &mut Loader,
        limit: usize,
        rows: &mut Vec<Row>,
    ) -> Result<(), DeskError> {
        let mut range = of_days(loader.ledger, loader.days);
        if let Some(next) = &loader.next {
            range = range.before(next);
        }
        let page = self.store.index(Table::Index, &range, Order::Descending, limit)?;
        loader.done = page.len() < limit;
        loader.next = Some(page.last().map_or_else(Vec::new, |(key, _)| key.clone()));
        for (_, id) in page {
            if let Some(stored) = self.store.get::<ImportedRow>(&id)? {
                rows.extend(of_old(&stored.value, loader.ledger, &mut loader.names));
            }
        }
        Ok(())
    }

    /// How many old rows every register has from one day to another.
    pub fn count_old(
        &self,
        days: Days,
        stop: &dyn Fn() -> bool,
    ) -> Result<BTreeMap<Ledger, usize>, DeskError> {
        let mut counts = BTreeMap::new();
        for ledger in Ledger::ALL {
            if stop() {
                return Err(DeskError::Stopped);
            }
            let _ = counts.insert(ledger, self.keys(&of_days(ledger, days))?.len());
        }
        Ok(counts)
    }

    /// Which old rows typed words stand for: by name or pinyin, by the tail of a phone or a document, by the number they had.
    /// Their people need not be on file, so the rows themselves are looked at. None for nothing typed.
    pub fn among_old(&self, ledger: Ledger, days: Days, typed: &str) -> Result<Option<Among>, DeskError> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.is_empty() {
            return Ok(None);
        }
        let mut among = Among::default();
        let mut range = of_days(ledger, days);
        loop {
            let page = self.store.index(Table::Index, &range, Order::Ascending, PAGE)?;
            let Some((last, _)) = page.last() else { return Ok(Some(among)) };
            range = range.after(last);
            for row in self.load::<ImportedRow>(page.into_iter().map(|(_, id)| id))? {
                if answers(&row.cells.reveal().0, &words) {
                    among.keys.extend(key_of_row(&row.id));
                }
            }
        }
    }

    /// The old row behind a number.
    pub(super) fn line_of_old(&self, ledger: Ledger, key: u64) -> Result<Option<RegisterLine>, DeskError> {
        let id = ImportedRow::id_of(&format!("{:010}", (key & !OLD) >> 32), key & u64::from(u32::MAX));
        let Some(stored) = self.store.get::<ImportedRow>(&id)? else { return Ok(None) };
        let row = stored.value;
        let held = &row.cells.reveal().0;
        let text = |code: &str| held.get(code).map_or("", String::as_str);
        let whose = WHOSE.into_iter().map(text).find(|text| !text.is_empty());
        let number = text("id_number");
        let document = IdDocument::parse(None, number, self.today()).ok();
        Ok(Some(RegisterLine {
            name: whose.and_then(|text| PersonName::new(text).ok()).map(Masked::new),
            document: document.or_else(|| IdDocument::first_generation(number)),
            phone: Phone::parse(text("phone")).ok().map(Masked::new),
            about: about(ledger, held).to_owned(),
            people: text("people").parse().ok(),
            hours: text("hours").to_owned(),
            leads: match row.resident.as_ref().map(|id| self.kept(id)).transpose()?.flatten() {
                Some(person) => Leads::Person(person.id),
                None => Leads::Nowhere,
            },
            old: Some(OldLine {
                number: text("serial").to_owned(),
                handler: text("handler").to_owned(),
                time: text("time").to_owned(),
            }),
            ..RegisterLine::empty()
        }))
    }
}

/// Whether a number is that of an old row.
pub(super) fn is_old(key: u64) -> bool {
    key & OLD != 0
}

fn of_days(ledger: Ledger, (from, to): Days) -> Range {
    let key = |day: NaiveDate| {
        index_key(index::IMPORTED_DAY, &[ledger.code().as_bytes(), day.to_string().as_bytes()])
    };
    Range::between(key(from), key(to.succ_opt().unwrap_or(to)))
}

/// `0000000001/0000012`: the import and the line, in one number.
fn key_of_row(id: &str) -> Option<u64> {
    let (batch, line) = id.split_once('/')?;
    Some(OLD | numeric(batch) << 32 | numeric(line))
}

fn of_old(row: &ImportedRow, ledger: Ledger, names: &mut Names) -> Option<Row> {
    let held = &row.cells.reveal().0;
    Some(Row {
        key: key_of_row(&row.id)?,
        at: Minute::start_of(row.day?),
        resident: row.resident.as_deref().map_or(0, numeric),
        what: names.place(subject(ledger, held)),
        restricted: false,
        grid: names.place(held.get("grid").map_or("", String::as_str)),
        staff: 0,
        due: None,
        kept: false,
        standing: Standing::Old,
        channel: None,
    })
}

/// What a row is about, in the words of its ledger. Only of columns that name nobody.
fn subject(ledger: Ledger, held: &Cells) -> &str {
    let codes: &[&str] = match ledger {
        Ledger::Intakes | Ledger::Agency => &["item_name", "item"],
        Ledger::Orders => &["subject", "category"],
        Ledger::Wishes => &["wish", "kind"],
        Ledger::Rooms => &["room"],
        Ledger::Classes => &["class"],
        Ledger::Loans => &["thing"],
        Ledger::Volunteers => &["project"],
        Ledger::Declines => &["wanted"],
        Ledger::Seals => &["document"],
        Ledger::Handover => &["open", "shift"],
        // What a dispute is about tells whose it is; a visit's purpose stands in a column of its own.
        Ledger::Disputes | Ledger::Visits => &[],
    };
    first(held, codes)
}

fn about(ledger: Ledger, held: &Cells) -> &str {
    let codes: &[&str] = match ledger {
        Ledger::Visits => &["purpose"],
        Ledger::Rooms => &["title"],
        Ledger::Declines => &["asked_by"],
        _ => &[],
    };
    first(held, codes)
}

fn first<'a>(held: &'a Cells, codes: &[&str]) -> &'a str {
    codes.iter().find_map(|code| held.get(*code)).map_or("", String::as_str)
}

/// Whether all of the words typed stand for something in a row.
fn answers(held: &Cells, words: &[&str]) -> bool {
    let names: Vec<&str> = WHOSE.iter().filter_map(|code| held.get(*code)).map(String::as_str).collect();
    let index = TextIndex::new(&names);
    let digits = ["phone", "id_number"];
    words.iter().all(|word| {
        let tail = word.chars().count() >= 4
            && digits.iter().filter_map(|code| held.get(*code)).any(|held| held.ends_with(word));
        tail || held.get("serial").is_some_and(|number| number == word) || matches(word, &index).is_some()
    })
}
