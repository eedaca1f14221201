//! A week of 5,000 visits with their matters summarised, all its parts; in a store that holds little else, and in one that
//! holds years of them. `QUANKE_VISITS` says how many visits the larger store has (1,000,000 unless it is set). SQLite
//! with an index answers one of the questions over the same number of rows, for comparison.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::Days;
use common::{Promises, Times, day, desk_in, kept_folder, visits};
use criterion::Criterion;
use quanke::desk::{Desk, Watch};
use quanke::domain::summary::{Period, Summary};

const SMALL: u64 = 10_000;
const ROUNDS: usize = 60;

fn summed(desk: &Desk, period: Period) -> Summary {
    let never = AtomicBool::new(false);
    desk.summarise(period, Watch { progress: &mut |_| {}, stop: &never }).unwrap()
}

fn opened(visits: u64) -> Desk {
    let folder = kept_folder(&format!("visits-{visits}"), |desk, store| {
        visits::fill(store, &desk.book().catalogue, visits);
    });
    desk_in(&folder)
}

/// One question of a week in SQLite: matters by item, accepted between two days, with an index on the day.
fn sqlite(rows: u64, path: &Path, times: &mut Times) {
    let mut db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch("CREATE TABLE intake (id INTEGER PRIMARY KEY, day TEXT, item TEXT, state TEXT)")
        .unwrap();
    let all = db.transaction().unwrap();
    {
        let mut put = all.prepare("INSERT INTO intake (day, item, state) VALUES (?1, ?2, 'done')").unwrap();
        for n in 0..rows {
            let on = day() - Days::new((rows - n) / 1000);
            put.execute((on.to_string(), format!("FB{:02}", n % 32))).unwrap();
        }
    }
    all.execute_batch("CREATE INDEX by_day ON intake (day)").unwrap();
    all.commit().unwrap();
    let week = Period::week(day()).previous();
    let mut ask =
        db.prepare("SELECT item, count(*) FROM intake WHERE day BETWEEN ?1 AND ?2 GROUP BY item").unwrap();
    for _ in 0..ROUNDS {
        let found: i64 = times.take(|| {
            let mut rows = ask.query((week.from.to_string(), week.to.to_string())).unwrap();
            let mut sum = 0;
            while let Some(row) = rows.next().unwrap() {
                sum += row.get::<_, i64>(1).unwrap();
            }
            sum
        });
        assert!(found > 0);
    }
}

fn main() {
    let many: u64 = std::env::var("QUANKE_VISITS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let week = Period::week(day()).previous();
    let year = Period::year(day()).previous();
    let mut promises = Promises::default();
    let mut medians = Vec::new();
    let mut criterion = Criterion::default().configure_from_args();
    for visits in [SMALL, many] {
        let desk = opened(visits);
        let first = summed(&desk, week);
        assert!(first.balance.ties());
        println!("{visits} visits in the store, {} in the week", first.flow.visits);
        let mut times = Times::default();
        for _ in 0..ROUNDS {
            let _ = times.take(|| summed(&desk, week));
        }
        times.tell(&format!("week, and the two it is compared with, {visits}"));
        let mut alone = Times::default();
        for _ in 0..ROUNDS {
            let _ = alone.take(|| desk.count_alone(week).unwrap());
        }
        alone.tell(&format!("week alone, {visits}"));
        promises.add(&format!("week of 5,000 visits among {visits}, median"), alone.median(), 20.0, " ms");
        medians.push(alone.median());
        criterion.bench_function(&format!("summary/week among {visits}"), |bench| {
            bench.iter(|| desk.count_alone(week).unwrap());
        });
        if visits == many {
            let (mut both, mut alone) = (Times::default(), Times::default());
            for _ in 0..3 {
                let counted = both.take(|| summed(&desk, year));
                println!("year: {} visits", counted.flow.visits);
                let _ = alone.take(|| desk.count_alone(year).unwrap());
            }
            both.tell("year, and the year it is compared with");
            alone.tell("year alone");
            promises.add("a year, median", alone.median(), 2000.0, " ms");
        }
    }
    promises.add("large against small store", medians[1] / medians[0], 1.5, " x");
    let folder = common::fresh_folder();
    let mut other = Times::default();
    sqlite(many, &folder.path().join("ledger.db"), &mut other);
    other.tell("SQLite, one question of the week");
    criterion.final_summary();
    promises.tell();
}
