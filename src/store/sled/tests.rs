use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::store::engine::{Entry, Expect};
use crate::store::{index_key, token_key};

/// Twelve entries for an accepted intake: four orders and eight tokens.
struct Twelve;

impl Deriver for Twelve {
    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        if table != Table::Intake {
            return Ok(Vec::new());
        }
        let value: serde_json::Value = serde_json::from_slice(value).unwrap();
        let id = value["id"].as_str().unwrap();
        let order = |name| (Table::Index, index_key(name, &[b"x", id.as_bytes()]));
        let token = |n: u32| (Table::Token, token_key(&[1; 32], &n.to_string(), n, id));
        let orders = ["by-day", "by-room", "by-due", "by-staff"].into_iter().map(order);
        Ok(orders.chain((0..8).map(token)).collect())
    }
}

/// An accept: five records, 6 KB, twelve index entries, every record guarded.
fn accept(n: u64, versions: &mut [u64; 2]) -> Batch {
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap();
    let value =
        |id: &str, size: usize| format!("{{\"v\":1,\"id\":\"{id}\",\"text\":\"{}\"}}", "x".repeat(size));
    let mut batch = Batch::new(Entry {
        at,
        staff: "W01".into(),
        action: "intake.accept".into(),
        subject: format!("S{n:08}"),
    });
    for (key, size, table) in
        [("i", 2800, Table::Intake), ("v", 1200, Table::Visit), ("p", 1200, Table::PaperRun)]
    {
        let id = format!("{key}{n:08}");
        batch = batch.expect(table, &id, Expect::Absent).put(table, &id, value(&id, size));
    }
    for (key, version) in ["serial", "visit"].into_iter().zip(versions) {
        let seen = if *version == 0 { Expect::Absent } else { Expect::Version(*version) };
        batch = batch.expect(Table::Counter, key, seen).put(Table::Counter, key, value(key, 300));
        *version = n;
    }
    batch
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn worst(mut times: Vec<Duration>, of: usize) -> Duration {
    times.sort();
    times[times.len() * (of - 1) / of]
}

/// Run it alone, optimised and with `--nocapture`: it prints medians in the folder of the crate.
#[test]
#[ignore = "a measurement"]
fn speed() {
    let home = tempfile::tempdir_in(".").unwrap();
    let (engine, _) =
        SledEngine::open(&home.path().join("store"), Arc::new(Twelve), Options::default()).unwrap();
    let mut versions = [0, 0];
    engine.commit(accept(1, &mut versions)).unwrap();
    let journal = std::fs::read(home.path().join("store/journal/000001.jsonl")).unwrap();
    let bytes = journal.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut raw = OpenOptions::new().create(true).append(true).open(home.path().join("raw")).unwrap();
    let line = vec![b'x'; bytes];
    let (mut raws, mut commits, mut paced, mut paced_raws) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut n = 1;
    // Turn about, so that both meet the same disk, the same clock speed and the same busy keeper; and in either
    // order, so that neither always follows the other.
    for round in 0..4000_u64 {
        for part in 0..2 {
            if (round + part) % 2 == 0 {
                let begun = Instant::now();
                raw.write_all(&line).unwrap();
                raw.sync_data().unwrap();
                raws.push(begun.elapsed());
            } else {
                n += 1;
                let batch = accept(n, &mut versions);
                let begun = Instant::now();
                engine.commit(batch).unwrap();
                commits.push(begun.elapsed());
            }
        }
    }
    // As a desk does it: one at a time, with time for the keeper in between, and again in either order.
    for round in 0..200_u64 {
        for part in 0..2 {
            std::thread::sleep(Duration::from_millis(30));
            if (round + part) % 2 == 0 {
                let begun = Instant::now();
                raw.write_all(&line).unwrap();
                raw.sync_data().unwrap();
                paced_raws.push(begun.elapsed());
            } else {
                n += 1;
                let batch = accept(n, &mut versions);
                let begun = Instant::now();
                engine.commit(batch).unwrap();
                paced.push(begun.elapsed());
            }
        }
    }
    println!("{bytes} bytes a line");
    println!(
        "busy:  raw {:?} (p95 {:?}), commit {:?} (p95 {:?})",
        median(raws.clone()),
        worst(raws, 20),
        median(commits.clone()),
        worst(commits, 20)
    );
    println!(
        "paced: raw {:?} (p95 {:?}), commit {:?} (p95 {:?})",
        median(paced_raws.clone()),
        worst(paced_raws, 20),
        median(paced.clone()),
        worst(paced, 20)
    );
    let begun = Instant::now();
    let page = engine.scan(Table::Intake, &Range::all(), Order::Descending, 50).unwrap();
    println!("a page of {}: {:?}", page.len(), begun.elapsed());
    let begun = Instant::now();
    for n in 1..1000 {
        engine.get(Table::Intake, format!("i{n:08}").as_bytes()).unwrap().unwrap();
    }
    println!("a get: {:?}", begun.elapsed() / 999);
    let begun = Instant::now();
    let saved = engine.backup(&mut |_| {}).unwrap();
    println!("a backup of {} records: {:?}", saved.records, begun.elapsed());
    let begun = Instant::now();
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.is_clean(), "{report:?}");
    println!("a check of {} lines: {:?}", report.lines, begun.elapsed());
    let root = engine.root();
    engine.close().unwrap();
    let open = || SledEngine::open(&root, Arc::new(Twelve), Options::default()).unwrap();
    let begun = Instant::now();
    let (engine, _) = open();
    println!("an open: {:?}", begun.elapsed());
    engine.close().unwrap();
    let size = |name: &str| std::fs::metadata(root.join(name)).unwrap().len();
    println!("journal {} bytes, sled {} bytes", size("journal/000001.jsonl"), size("sled/db"));
    std::fs::remove_dir_all(root.join("sled")).unwrap();
    std::fs::remove_dir_all(root.join("backup")).unwrap();
    let begun = Instant::now();
    let (_, recovery) = open();
    println!("a rebuild of {} lines: {:?}", recovery.rebuilt.unwrap().lines, begun.elapsed());
}
