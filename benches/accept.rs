//! Taking a matter in (visit, intake, paper, number, person, indexes, journal; durable) against the least a disk can
//! do for as many bytes, and against the same records in SQLite.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::disk::{Lines, Raw, Ready};
use common::{Promises, Times, desk_in, fresh_folder, people};
use criterion::Criterion;
use quanke::desk::{Decision, Desk, form_of};
use quanke::domain::draft::Draft;
use quanke::domain::form::fill_implied;
use quanke::domain::material::receive_all;
use quanke::store::records::Indexes;
use quanke::store::{Deriver as _, Line, Table, store_key};
use rusqlite::{Connection, params};

/// A promised matter with a verified document.
const ITEM: &str = "FB11";
const ANSWERS: [(&str, &str); 3] = [("request", "renew"), ("paid", "yes"), ("last_year_gap", "no")];
/// Matters taken in and measured, of each kind.
const ROUNDS: u32 = 600;
/// People who come again.
const KNOWN: u32 = 50;

/// A whole form for a person on file, or for a new one.
fn filled(desk: &Desk, blank: &Draft, person: &[(&str, String)]) -> Draft {
    let mut draft = blank.clone();
    draft.entries.extend(person.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    draft.entries.extend(ANSWERS.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let known = draft
        .resident
        .as_ref()
        .and_then(|id| desk.store().get::<quanke::domain::resident::Resident>(id).unwrap())
        .map(|stored| stored.value);
    let book = desk.book();
    let item = book.catalogue.item(ITEM).unwrap();
    let form = form_of(item, known.as_ref());
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
    draft.document_seen = true;
    draft
}

fn newcomer(rng: &mut fastrand::Rng, index: u32) -> [(&'static str, String); 4] {
    [
        ("_name", people::name(rng)),
        ("_id", people::document(rng, index)),
        ("_phone", people::phone(rng)),
        ("_address", "幸福里小区 1号楼 2单元 201".to_owned()),
    ]
}

/// One commit in SQLite's terms: records as JSON, index rows that come and go, and the entry of the audit trail.
struct Rows {
    line: Line,
    come: Vec<(Table, Vec<u8>, String)>,
    gone: Vec<(Table, Vec<u8>)>,
}

/// The index rows of one record.
type Entries = BTreeSet<(Table, Vec<u8>)>;

/// SQLite with a table for each kind of record and one for each of the two indexes.
struct Sqlite {
    connection: Connection,
    indexes: Indexes,
    held: BTreeMap<(Table, String), Entries>,
}

impl Sqlite {
    fn new(path: &Path, indexes: Indexes) -> Self {
        let connection = Connection::open(path).unwrap();
        let mode: String = connection.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
        connection.execute_batch("PRAGMA synchronous=FULL").unwrap();
        for table in Table::ALL {
            let (name, types) = (table.name(), if table.is_index() { "BLOB" } else { "TEXT" });
            let sql = format!("CREATE TABLE r_{name} (key {types} PRIMARY KEY, value TEXT) WITHOUT ROWID");
            connection.execute_batch(&sql).unwrap();
        }
        let audit =
            "CREATE TABLE audit (seq INTEGER PRIMARY KEY, at TEXT, staff TEXT, action TEXT, subject TEXT)";
        connection.execute_batch(audit).unwrap();
        Self { connection, indexes, held: BTreeMap::new() }
    }

    /// Works out the index rows beforehand, outside what is measured: SQLite's side gets them for nothing.
    fn prepare(&mut self, line: Line) -> Rows {
        let (mut come, mut gone) = (Vec::new(), Vec::new());
        for write in &line.writes {
            let id = (write.table, write.key.clone());
            let after: Entries = match &write.value {
                Some(value) => self.indexes.derive(write.table, value).unwrap().into_iter().collect(),
                None => BTreeSet::new(),
            };
            let before = self.held.insert(id, after.clone()).unwrap_or_default();
            gone.extend(before.difference(&after).cloned());
            come.extend(after.difference(&before).map(|(t, key)| (*t, key.clone(), write.key.clone())));
        }
        Rows { line, come, gone }
    }

    fn commit(&mut self, rows: &Rows) {
        let transaction = self.connection.transaction().unwrap();
        let put = |table: Table| {
            format!(
                "INSERT INTO r_{0} VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                table.name()
            )
        };
        let remove = |table: Table| format!("DELETE FROM r_{} WHERE key = ?1", table.name());
        for write in &rows.line.writes {
            if let Some(value) = &write.value {
                let text = std::str::from_utf8(value).unwrap();
                let mut put = transaction.prepare_cached(&put(write.table)).unwrap();
                put.execute(params![write.key, text]).unwrap();
            } else {
                let mut remove = transaction.prepare_cached(&remove(write.table)).unwrap();
                remove.execute(params![write.key]).unwrap();
            }
        }
        for (table, key) in &rows.gone {
            transaction.prepare_cached(&remove(*table)).unwrap().execute(params![key]).unwrap();
        }
        for (table, key, record) in &rows.come {
            transaction.prepare_cached(&put(*table)).unwrap().execute(params![key, record]).unwrap();
        }
        let entry = &rows.line.entry;
        let mut audit = transaction.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5)").unwrap();
        audit
            .execute(params![rows.line.seq, entry.at.to_rfc3339(), entry.staff, entry.action, entry.subject])
            .unwrap();
        drop(audit);
        transaction.commit().unwrap();
    }
}

/// Takes in one matter after another on the sides by turns, so that whatever else the disk does meets all alike.
fn compare(
    name: &str,
    folder: &Path,
    desk: &Desk,
    sqlite: &mut Sqlite,
    next: &mut dyn FnMut() -> Draft,
    promises: &mut Promises,
) {
    let mut lines = Lines::new(folder);
    lines.last();
    let mut raw = Raw::new(&folder.join("raw"));
    let mut ready = Ready::new(&folder.join("ready"), 16 << 20);
    let (mut ours, mut least, mut prepared, mut theirs) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    let (mut bytes, mut writes, mut index_rows) = (0, 0, 0);
    for _ in 0..ROUNDS {
        let draft = next();
        ours.take(|| desk.take_in(&draft, &Decision::Accept)).unwrap();
        let filler = vec![b'x'; lines.last()];
        least.take(|| raw.append(&filler));
        prepared.take(|| ready.append(&filler));
        let seq = desk.store().last_seq().unwrap();
        let line = desk.store().journal_page(seq - 1, 1).unwrap().remove(0);
        let rows = sqlite.prepare(line);
        theirs.take(|| sqlite.commit(&rows));
        bytes += filler.len();
        writes += rows.line.writes.len();
        index_rows += rows.come.len() + rows.gone.len();
    }
    let each = |sum: usize| sum as f64 / f64::from(ROUNDS);
    println!(
        "{name}: {:.0} bytes of journal, {:.1} records, {:.1} index rows each",
        each(bytes),
        each(writes),
        each(index_rows)
    );
    ours.tell("desk, durable");
    least.tell("raw append + fdatasync");
    prepared.tell("raw over zeros + fdatasync");
    theirs.tell("SQLite, WAL, FULL");
    promises.add(&format!("accept, {name}, against raw, medians"), ours.median() / least.median(), 1.3, " x");
    promises.add(&format!("accept, {name}, against raw, means"), ours.mean() / least.mean(), 1.3, " x");
    println!(
        "        SQLite against raw {:.3} x, desk p99 against raw p99 {:.3} x, desk over raw {:.3} ms, \
         over zeros {:.3} ms",
        theirs.median() / least.median(),
        ours.p99() / least.p99(),
        ours.median() - least.median(),
        ours.median() - prepared.median()
    );
}

fn main() {
    let folder = fresh_folder();
    let folder = folder.path();
    let desk = desk_in(folder);
    let mut sqlite = Sqlite::new(&folder.join("sqlite.db"), Indexes::new(store_key(folder).unwrap()));
    let mut rng = fastrand::Rng::with_seed(1);

    let blank = desk.open_form(ITEM, None, None).unwrap().draft;
    desk.discard_draft(&blank.id).unwrap();
    let mut index = 0;
    let mut new = || {
        index += 1;
        filled(&desk, &blank, &newcomer(&mut rng, index))
    };
    let known: Vec<Draft> = (0..KNOWN)
        .map(|_| {
            let first = desk.take_in(&new(), &Decision::Accept).unwrap();
            let seq = desk.store().last_seq().unwrap();
            let rows = sqlite.prepare(desk.store().journal_page(seq - 1, 1).unwrap().remove(0));
            sqlite.commit(&rows);
            let opened = desk.open_form(ITEM, first.intake.resident.as_deref(), None).unwrap();
            desk.discard_draft(&opened.draft.id).unwrap();
            desk.leave(&opened.visit.id).unwrap();
            filled(&desk, &opened.draft, &[])
        })
        .collect();
    let mut known = known.iter().cycle().cloned();
    let mut returning = || known.next().unwrap();

    let mut promises = Promises::default();
    compare("returning", folder, &desk, &mut sqlite, &mut returning, &mut promises);
    compare("new", folder, &desk, &mut sqlite, &mut new, &mut promises);

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("accept");
    let mut raw = Raw::new(&folder.join("raw"));
    let mut lines = Lines::new(folder);
    desk.take_in(&returning(), &Decision::Accept).unwrap();
    let filler = vec![b'x'; lines.last()];
    group.bench_function("raw append + fdatasync", |bench| bench.iter(|| raw.append(&filler)));
    let batch = criterion::BatchSize::PerIteration;
    group.bench_function("desk, returning", |bench| {
        bench.iter_batched(&mut returning, |draft| desk.take_in(&draft, &Decision::Accept).unwrap(), batch);
    });
    group.bench_function("desk, new", |bench| {
        bench.iter_batched(&mut new, |draft| desk.take_in(&draft, &Decision::Accept).unwrap(), batch);
    });
    group.finish();
    criterion.final_summary();
    promises.tell();
}
