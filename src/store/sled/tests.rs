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

/// Names that change, so that entries go and come: three records, each written and deleted again and again.
fn rename(n: u64) -> Batch {
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap();
    let entry = Entry { at, staff: "1".into(), action: "test".into(), subject: n.to_string() };
    let (key, word) = (format!("k{}", n % 3), n % 11);
    let value = format!("{{\"id\":\"{key}\",\"word\":\"{word}\",\"fill\":\"{n}\"}}");
    let batch = Batch::new(entry).put(Table::Visit, format!("n{n}"), format!("{{\"id\":\"n{n}\"}}"));
    if n.is_multiple_of(5) { batch.delete(Table::Intake, key) } else { batch.put(Table::Intake, key, value) }
}

/// Four entries of a word.
struct ByWord;

impl Deriver for ByWord {
    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        if table != Table::Intake {
            return Ok(Vec::new());
        }
        let value: serde_json::Value = serde_json::from_slice(value).unwrap();
        let (id, word) = (value["id"].as_str().unwrap(), value["word"].as_str().unwrap());
        Ok((0..4).map(|n| (Table::Token, token_key(&[1; 32], &format!("{word} {n}"), n, id))).collect())
    }
}

type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

fn all(db: &::sled::Db) -> Pairs {
    use super::layers::{entries, records};
    let of = |found: ::sled::Result<(::sled::IVec, ::sled::IVec)>| {
        let (key, value) = found.unwrap();
        (key.to_vec(), value.to_vec())
    };
    records(db).map(of).chain(entries(db).map(of)).collect()
}

fn do_step(db: &::sled::Db, (key, change): (&[u8], Option<Vec<u8>>)) {
    let _before = match change {
        Some(value) => db.insert(key, value).unwrap(),
        None => db.remove(key).unwrap(),
    };
}

/// A store of thirty commits, of which sled has eight; and what it was to do next.
struct Behind {
    home: tempfile::TempDir,
    /// sled with eight commits, its marks included.
    begin: Pairs,
    /// Records and entries after thirty.
    whole: Pairs,
}

impl Behind {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let open = || SledEngine::open(home.path(), Arc::new(ByWord), Options::default()).unwrap().0;
        let pairs = |bare: bool| {
            let db =
                super::base::open_sled(&Folder::open(home.path()).unwrap(), &Options::default()).unwrap();
            if bare {
                all(&db)
            } else {
                db.iter().map(|pair| pair.map(|(k, v)| (k.to_vec(), v.to_vec())).unwrap()).collect()
            }
        };
        let commit = |engine: SledEngine, from, to| {
            (from..=to).for_each(|n| assert_eq!(engine.commit(rename(n)).unwrap(), n));
            engine.close().unwrap();
        };
        commit(open(), 1, 8);
        let begin = pairs(false);
        let checkpoint = std::fs::read(home.path().join("checkpoint")).unwrap();
        commit(open(), 9, 30);
        let whole = pairs(true);
        std::fs::write(home.path().join("checkpoint"), checkpoint).unwrap();
        Self { home, begin, whole }
    }

    fn sled(&self) -> ::sled::Db {
        let db = ::sled::Config::new().temporary(true).open().unwrap();
        self.begin.iter().for_each(|(key, value)| do_step(&db, (key, Some(value.clone()))));
        db
    }

    /// Replays every line after the eighth.
    fn replayed(&self, db: &::sled::Db) -> super::layers::Layers {
        let stand = super::layers::stand(db).unwrap();
        assert_eq!(stand.applied, 8, "it says so until the very last step");
        let mut layers = super::layers::Layers::new(db.clone(), stand);
        let journal = self.home.path().join("journal");
        let done = super::replay::replay(&mut layers, &ByWord, &journal, None, 8, 30, None).unwrap();
        assert_eq!(done.lines, 22);
        layers
    }
}

#[test]
fn a_stop_after_any_step_leaves_what_the_journal_makes_whole() {
    use super::layers::{stand, steps};
    let store = Behind::new();
    let frozen = store.replayed(&store.sled()).freeze().unwrap();
    let many = steps(&frozen).count();
    assert!(many > 40, "{many}");
    for stopped in 0..many {
        let db = store.sled();
        steps(&frozen).take(stopped).for_each(|step| do_step(&db, step));
        assert_eq!(stand(&db).unwrap().begun, if stopped == 0 { 8 } else { 30 });
        store.replayed(&db).settle().unwrap();
        assert!(all(&db) == store.whole, "after {stopped} of {many} steps");
    }
}

#[test]
fn a_stop_in_the_middle_needs_no_rebuild_and_tells_what_is_gone_with_the_journals_end() {
    use super::layers::steps;
    let store = Behind::new();
    let root = store.home.path();
    let frozen = store.replayed(&store.sled()).freeze().unwrap();
    let half = steps(&frozen).count() - 4;
    let put_back = || {
        let folder = Folder::open(root).unwrap();
        std::fs::remove_dir_all(folder.sled()).unwrap();
        let db = super::base::open_sled(&folder, &Options::default()).unwrap();
        store.begin.iter().for_each(|(key, value)| do_step(&db, (key, Some(value.clone()))));
        steps(&frozen).take(half).for_each(|step| do_step(&db, step));
        super::base::sync_sled(&db, &folder).unwrap();
    };
    put_back();
    let checkpoint = std::fs::read(root.join("checkpoint")).unwrap();
    let (engine, recovery) = SledEngine::open(root, Arc::new(ByWord), Options::default()).unwrap();
    assert_eq!((recovery.rebuilt, recovery.replayed), (None, 22));
    assert!(engine.check(&mut |_| {}).unwrap().is_clean());
    engine.close().unwrap();

    // The same stop, and the last ten lines gone.
    put_back();
    std::fs::write(root.join("checkpoint"), checkpoint).unwrap();
    let path = root.join("journal/000001.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let kept: String = text.split_inclusive('\n').take(20).collect();
    std::fs::write(&path, kept).unwrap();
    let (engine, recovery) = SledEngine::open(root, Arc::new(ByWord), Options::default()).unwrap();
    assert_eq!((recovery.rebuilt, recovery.replayed), (None, 12));
    assert_eq!((recovery.restarted_after, recovery.missing), (Some(30), vec![(21, 30)]));
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.is_clean() && !report.notes.is_empty(), "{report:?}");
    assert!(engine.get(Table::Visit, b"n20").unwrap().is_some());
    assert_eq!(engine.commit(rename(31)).unwrap(), 31);
    engine.close().unwrap();
    let (engine, recovery) = SledEngine::open(root, Arc::new(ByWord), Options::default()).unwrap();
    assert!(recovery.missing.is_empty() && recovery.rebuilt.is_none(), "{recovery:?}");
    assert!(engine.check(&mut |_| {}).unwrap().is_clean());
}
