//! A ledger of 100,000 rows into xlsx: how long, against the same rows as CSV, and whether memory stays flat.
//!
//! `QUANKE_ROWS` asks for another number of rows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{Days, NaiveDate};
use common::{Promises, Times, fresh_folder, people};
use criterion::Criterion;
use quanke::desk::{Desk, FirstRun, LedgerQuery, SHIPPED, SetClock};
use quanke::domain::cell::Cell;
use quanke::domain::ledger::{ColumnKind, Ledger, Profile};
use quanke::exchange::csv_file::{CsvWriter, Encoding};
use quanke::exchange::ledgers::{Format, export, head_of};
use quanke::exchange::practice::{Plan, fill};
use quanke::exchange::sheet::{RowWriter, SheetHead};
use quanke::exchange::xlsx::XlsxWriter;

const ROWS: u32 = 100_000;
const ROUNDS: usize = 3;

/// A row of the ledger of matters as a busy desk has them.
fn row(rng: &mut fastrand::Rng, n: u32) -> Vec<Cell> {
    let day = NaiveDate::from_ymd_opt(2016, 1, 4).unwrap() + Days::new(u64::from(n) % 3600);
    let cell =
        |column: &quanke::domain::ledger::Column, rng: &mut fastrand::Rng| match (column.code, column.kind) {
            ("no", _) => Cell::Number(i64::from(n) + 1),
            ("name", _) => Cell::text(people::name(rng)),
            ("id_number", _) => Cell::digits(people::document(rng, n)),
            ("phone", _) => Cell::digits(people::phone(rng)),
            ("address", _) => Cell::text(format!("幸福里小区 {}号楼 2单元 201", n % 40)),
            (_, ColumnKind::Date) => Cell::Date(day),
            (_, ColumnKind::YesNo) => Cell::YesNo(n.is_multiple_of(9)),
            (_, ColumnKind::Digits) => Cell::digits(format!("{n:018}")),
            _ if n.is_multiple_of(3) => Cell::Empty,
            _ => Cell::text("城乡居民医保参保登记帮办"),
        };
    Ledger::Intakes.columns().iter().map(|column| cell(column, rng)).collect()
}

fn write(mut out: Box<dyn RowWriter>, rows: u32) {
    let mut rng = fastrand::Rng::with_seed(7);
    for n in 0..rows {
        out.row(&row(&mut rng, n)).unwrap();
    }
    assert_eq!(out.finish().unwrap().rows, u64::from(rows));
}

fn xlsx(folder: &Path, head: &SheetHead, rows: u32) {
    write(Box::new(XlsxWriter::begin(&folder.join("a.xlsx"), head).unwrap()), rows);
}

fn csv(folder: &Path, head: &SheetHead, rows: u32) {
    write(Box::new(CsvWriter::begin(&folder.join("a.csv"), head, Encoding::Utf8).unwrap()), rows);
}

/// The most memory this process ever had, in MB, where the system tells (Linux).
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1e3)
}

/// What the desk itself adds: invented months of its own matters read, worded, masked and written. Answers the time of a
/// row in microseconds.
fn from_the_desk(folder: &Path) -> f64 {
    let clock = Arc::new(SetClock::new(common::now()));
    let desk = Desk::in_memory(clock.clone(), &SHIPPED).unwrap();
    desk.first_run(&FirstRun { community: "凤鸣".into(), worker: "周敏".into(), practice: true }).unwrap();
    let never = AtomicBool::new(false);
    let plan = Plan { years: 1, per_day: 20, seed: 7, until: common::day() };
    let tally = fill(&desk, &clock, &plan, &mut |_| {}, &never).unwrap();
    let query = LedgerQuery::new(Ledger::Intakes, common::day() - Days::new(400), common::day());
    let profile = Profile::built_in(Ledger::Intakes);
    let path = folder.join("desk.xlsx");
    let mut times = Times::default();
    let mut rows = 0;
    for _ in 0..ROUNDS {
        let done =
            times.take(|| export(&desk, &query, &profile, Format::Xlsx, &path, &mut |_| {}, &never).unwrap());
        rows = done.written.rows;
        assert_eq!(rows + done.done.left_out, u64::from(tally.intakes));
    }
    times.tell(&format!("{rows} matters from the desk as xlsx"));
    times.median() * 1e3 / rows as f64
}

fn main() {
    let rows = std::env::var("QUANKE_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let folder = fresh_folder();
    let desk = common::desk_in(&folder.path().join("data"));
    let query = LedgerQuery::new(Ledger::Intakes, common::day(), common::day());
    let head = head_of(&desk, &query, &Profile::built_in(Ledger::Intakes));
    let mut promises = Promises::default();

    // A tenth first: what it needs at most, the whole may need and little more.
    xlsx(folder.path(), &head, (rows / 10).max(1));
    let small = peak();
    let (mut as_xlsx, mut as_csv) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        as_xlsx.take(|| xlsx(folder.path(), &head, rows));
    }
    let large = peak();
    for _ in 0..ROUNDS {
        as_csv.take(|| csv(folder.path(), &head, rows));
    }
    as_xlsx.tell(&format!("{rows} rows as xlsx"));
    as_csv.tell(&format!("{rows} rows as CSV"));
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len() as f64 / 1e6;
    println!("        {:.1} MB as xlsx, {:.1} MB as CSV", size("a.xlsx"), size("a.csv"));
    println!("        {:.1} times as long as CSV", as_xlsx.median() / as_csv.median());
    promises.add(&format!("{rows} rows to xlsx, median"), as_xlsx.median() / 1e3, 5.0, " s");
    if let (Some(small), Some(large)) = (small, large) {
        promises.add("memory for ten times the rows, more by", large - small, 8.0, " MB");
    }
    let micros = from_the_desk(folder.path());
    promises.add("100,000 matters read, masked and written", micros / 10.0, 5.0, " s");

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    criterion.bench_function("export/1000 rows to xlsx", |bench| {
        bench.iter(|| xlsx(folder.path(), &head, 1000));
    });
    criterion.final_summary();
    promises.tell();
}
