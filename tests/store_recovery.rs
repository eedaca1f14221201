//! The store comes back by itself, and says what it did.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/conformance.rs"]
#[allow(dead_code)]
mod conformance;
#[path = "common/folder.rs"]
mod folder;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use conformance::{ByRoom, Visit, entry};
use folder::{copy, damage, last_lines, last_segment, open};
use quanke::store::{
    Batch, Deriver, Engine, NoIndex, Options, Order, Range, Record, SledEngine, Store, StoreError, Table,
    store_key,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

fn put(engine: &SledEngine, n: u64) {
    let value = format!("{{\"id\":\"v{}\",\"room\":\"R{n}\",\"n\":{n}}}", n % 40);
    let batch = Batch::new(entry(format!("S{n}"))).put(Table::Visit, format!("v{}", n % 40), value);
    let batch = if n % 10 == 9 { batch.delete(Table::Visit, format!("v{}", (n + 1) % 40)) } else { batch };
    assert_eq!(engine.commit(batch).unwrap(), n);
}

type Page = Vec<(Vec<u8>, quanke::store::Versioned)>;

fn everything(engine: &SledEngine) -> (u64, Vec<Page>) {
    let all = |table| engine.scan(table, &Range::all(), Order::Ascending, 99_999).unwrap();
    (engine.last_seq().unwrap(), Table::ALL.into_iter().map(all).collect())
}

fn clean(engine: &SledEngine) {
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn lines_after_the_checkpoint_are_replayed() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    let (engine, _) = open(&live);
    (1..=50).for_each(|n| put(&engine, n));
    engine.checkpoint().unwrap();
    // sled as it was at the checkpoint, whatever it has been given since; the journal as it is.
    let cut = home.path().join("cut");
    copy(&live, &cut);
    (51..=90).for_each(|n| put(&engine, n));
    copy(&live.join("journal"), &cut.join("journal"));
    let (again, recovery) = open(&cut);
    assert_eq!(recovery.replayed, 40);
    assert_eq!(recovery.last, Some((90, "S90".into())));
    assert!(recovery.rebuilt.is_none() && !recovery.torn && recovery.missing.is_empty());
    assert_eq!(everything(&again), everything(&engine));
    clean(&again);
    put(&again, 91);
    again.close().unwrap();
    let (again, recovery) = open(&cut);
    assert_eq!((recovery.replayed, recovery.last), (0, Some((91, "S91".into()))));
    clean(&again);
}

#[test]
fn a_torn_last_line_is_set_aside_wherever_it_was_torn() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    let (engine, _) = open(&live);
    (1..=3).for_each(|n| put(&engine, n));
    engine.checkpoint().unwrap();
    (4..=6).for_each(|n| put(&engine, n));
    let kept = everything(&engine);
    let before = last_lines(&live).len();
    let cut = home.path().join("cut");
    // sled may be no further than the cut line's predecessor: a copy from before the line.
    copy(&live, &cut);
    put(&engine, 7);
    let journal = last_lines(&live);
    // The file ends where the line was torn, or zeros are left where the rest of it should have gone.
    let ends = (before..journal.len()).flat_map(|length| [(length, 0), (length, 5000)]);
    for (length, zeros) in ends {
        let torn = home.path().join(format!("torn{length}"));
        copy(&cut, &torn);
        let bytes = [&journal[..length], &vec![0; zeros]].concat();
        fs::write(last_segment(&torn), bytes).unwrap();
        let (again, recovery) = open(&torn);
        assert_eq!(recovery.torn, length > before, "at byte {length}");
        assert_eq!(everything(&again), kept);
        put(&again, 7);
        clean(&again);
        if length > before {
            let aside = fs::read_dir(torn.join("journal")).unwrap().map(|item| item.unwrap().path());
            let aside: Vec<_> = aside.filter(|path| path.extension().unwrap() == "bin").collect();
            assert_eq!(fs::read(&aside[0]).unwrap(), journal[before..length]);
        }
        drop(again);
        fs::remove_dir_all(torn).unwrap();
    }
}

#[test]
fn a_line_whose_beginning_never_came_is_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    let (engine, _) = open(&live);
    (1..=6).for_each(|n| put(&engine, n));
    let kept = everything(&engine);
    let before = last_lines(&live).len();
    let cut = home.path().join("cut");
    copy(&live, &cut);
    put(&engine, 7);
    let mut journal = fs::read(last_segment(&live)).unwrap();
    let line = last_lines(&live).len() - before;
    assert!(journal.len() > before + line, "zeros stand behind the last line of an open journal");
    // A disk may write the later block of a line first.
    journal[before..before + line / 2].fill(0);
    fs::write(last_segment(&cut), &journal).unwrap();
    let (again, recovery) = open(&cut);
    assert!(recovery.torn && recovery.lost_lines == 0, "{recovery:?}");
    assert_eq!(everything(&again), kept);
    put(&again, 7);
    clean(&again);
    again.close().unwrap();
    let bytes = fs::read(last_segment(&cut)).unwrap();
    assert_eq!(bytes.last(), Some(&b'\n'), "a closed journal ends with its last line");
    assert_eq!(bytes, last_lines(&cut));
}

#[test]
fn a_flipped_bit_in_the_middle_is_named() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    (1..=20).for_each(|n| put(&engine, n));
    engine.close().unwrap();
    let path = last_segment(home.path());
    let mut bytes = fs::read(&path).unwrap();
    let line_8: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(7).map(<[u8]>::len).sum();
    bytes[line_8 + 100] ^= 4;
    fs::write(&path, bytes).unwrap();
    let (engine, recovery) = open(home.path());
    assert!(recovery.missing.is_empty(), "sled has it: {recovery:?}");
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.problems[0].contains("000001.jsonl line 8"), "{report:?}");
    assert_eq!(report.lines, 19);
    drop(engine);
    // Without sled and without a backup that commit is lost, and the desk is told.
    fs::remove_dir_all(home.path().join("sled")).unwrap();
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.missing, [(8, 8)]);
    assert!(engine.get(Table::Visit, b"v8").unwrap().is_none());
    assert!(engine.get(Table::Visit, b"v9").unwrap().is_some());
}

#[test]
fn a_check_sees_what_sled_has_lost_or_invented() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    (1..=20).for_each(|n| put(&engine, n));
    engine.close().unwrap();
    let db = sled::open(home.path().join("sled")).unwrap();
    let key = |key: &str| [&[Table::Visit as u8], key.as_bytes()].concat();
    db.remove(key("v3")).unwrap();
    db.insert(key("stray"), [&9_u64.to_be_bytes()[..], b"{}"].concat()).unwrap();
    db.insert(key("v5"), [&5_u64.to_be_bytes()[..], b"{}"].concat()).unwrap();
    db.insert([&[Table::Index as u8], &b"none"[..]].concat(), [&[0; 8][..], b"v4"].concat()).unwrap();
    drop(db);
    let (engine, _) = open(home.path());
    let report = engine.check(&mut |_| {}).unwrap();
    let told = |what: &str| report.problems.iter().any(|problem| problem.contains(what));
    assert!(told("visit/v3 is missing"), "{report:?}");
    assert!(told("visit/stray"), "{report:?}");
    assert!(told("visit/v5 is not what commit 5 wrote"), "{report:?}");
    assert!(told("stray index entry points to v4"), "{report:?}");
    assert!(told("stray index entry points to v3"), "{report:?}");
    engine.rebuild_at_next_open("a check found problems").unwrap();
    drop(engine);
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.rebuilt.unwrap().reason, "a check found problems");
    clean(&engine);
}

#[test]
fn a_lost_or_damaged_sled_comes_back_with_everything() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    let (engine, _) = open(&live);
    (1..=200).for_each(|n| put(&engine, n));
    let saved = engine.backup(&mut |_| {}).unwrap();
    assert_eq!((saved.seq, saved.records), (200, everything(&engine).1[6].len() as u64));
    (201..=260).for_each(|n| put(&engine, n));
    engine.checkpoint().unwrap();
    (261..=300).for_each(|n| put(&engine, n));
    let kept = everything(&engine);
    engine.close().unwrap();
    let key = store_key(&live).unwrap();
    for (number, kind) in damage::ALL.into_iter().enumerate() {
        for with_backup in [true, false] {
            let hurt = home.path().join(format!("hurt{number}{with_backup}"));
            copy(&live, &hurt);
            if !with_backup {
                fs::remove_dir_all(hurt.join("backup")).unwrap();
            }
            damage::apply(kind, &hurt.join("sled"));
            let (again, recovery) = open(&hurt);
            assert_eq!(everything(&again), kept, "{kind:?}");
            if let Some(rebuilt) = &recovery.rebuilt {
                let (from, lines) = if with_backup { (Some(200), 100) } else { (None, 300) };
                assert_eq!((rebuilt.from_backup, rebuilt.lines), (from, lines), "{kind:?}");
                assert!(rebuilt.set_aside.as_ref().is_none_or(|path| path.is_dir()));
            } else {
                assert!(!matches!(kind, damage::Kind::Deleted | damage::Kind::NoiseAll));
            }
            clean(&again);
            put(&again, 301);
            again.close().unwrap();
            let (again, recovery) = open(&hurt);
            assert!(recovery.rebuilt.is_none());
            assert_eq!(again.last_seq().unwrap(), 301);
            assert_eq!(store_key(&hurt).unwrap(), key, "the key file is kept");
        }
    }
}

#[test]
fn without_its_journal_the_chain_begins_anew_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    (1..=30).for_each(|n| put(&engine, n));
    let kept = everything(&engine);
    engine.close().unwrap();
    fs::remove_dir_all(home.path().join("journal")).unwrap();
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.restarted_after, Some(30));
    assert_eq!(everything(&engine), kept);
    clean(&engine);
    drop(engine);
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.restarted_after, None, "told once");
    clean(&engine);
    put(&engine, 31);
    put(&engine, 32);
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.is_clean() && report.notes.len() == 1, "{report:?}");
    let kept = everything(&engine);
    drop(engine);
    let first = fs::read_to_string(last_segment(home.path())).unwrap();
    assert!(first.lines().next().unwrap().contains("chain restarted after 30"));
    // The backup made then carries the rebuild.
    fs::remove_dir_all(home.path().join("sled")).unwrap();
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.rebuilt.unwrap().from_backup, Some(30));
    assert!(recovery.missing.is_empty());
    assert_eq!(everything(&engine), kept);
    clean(&engine);
}

#[test]
fn lines_that_only_sled_remembers_are_not_lost() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    (1..=30).for_each(|n| put(&engine, n));
    let kept = everything(&engine);
    engine.close().unwrap();
    // The last five lines are gone, as a restored older journal would have it.
    let path = last_segment(home.path());
    let bytes = fs::read(&path).unwrap();
    let most: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(25).map(<[u8]>::len).sum();
    fs::write(&path, &bytes[..most]).unwrap();
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.restarted_after, Some(30));
    assert_eq!(everything(&engine), kept);
    put(&engine, 31);
    clean(&engine);
    let kept = everything(&engine);
    drop(engine);
    // Even a lost checkpoint must not let the old lines roll newer records back.
    fs::remove_file(home.path().join("checkpoint")).unwrap();
    let (engine, recovery) = open(home.path());
    assert!(recovery.missing.is_empty(), "{recovery:?}");
    assert_eq!(everything(&engine), kept);
}

/// Numbers of index tables lie among those of records: no sweep over one sort may miss or take the other.
#[test]
fn a_record_of_every_table_is_backed_up_checked_and_outlives_new_rules() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = SledEngine::open(home.path(), Arc::new(NoIndex), Options::default()).unwrap();
    let value = "{\"id\":\"x\",\"room\":\"R1\",\"n\":1}";
    let tables: Vec<Table> = Table::ALL.into_iter().filter(|table| !table.is_index()).collect();
    let batch = tables.iter().fold(Batch::new(entry("S1")), |batch, table| batch.put(*table, "x", value));
    engine.commit(batch).unwrap();
    clean(&engine);
    let kept = everything(&engine);
    drop(engine);
    let rules: Arc<dyn Deriver> = Arc::new(Second(Arc::new(ByRoom)));
    let (engine, recovery) = SledEngine::open(home.path(), rules, Options::default()).unwrap();
    assert!(recovery.reindexed);
    clean(&engine);
    let records = |engine: &SledEngine| {
        let held =
            |table: &&Table| !engine.scan(**table, &Range::all(), Order::Ascending, 9).unwrap().is_empty();
        tables.iter().filter(held).count()
    };
    assert_eq!(records(&engine), tables.len());
    let backup = engine.backup(&mut |_| {}).unwrap();
    assert_eq!(backup.records as usize, kept.1.iter().map(Vec::len).sum::<usize>());
    engine.close().unwrap();
    for gone in ["journal", "sled"] {
        fs::remove_dir_all(home.path().join(gone)).unwrap();
    }
    let (engine, _) = open(home.path());
    assert_eq!(records(&engine), tables.len());
    clean(&engine);
}

#[test]
fn a_backup_alone_brings_the_records_back() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    for n in 1..=10 {
        put(&engine, n);
        engine.backup(&mut |_| {}).unwrap();
    }
    let kept = everything(&engine);
    engine.close().unwrap();
    let mut files: Vec<_> =
        fs::read_dir(home.path().join("backup")).unwrap().map(|item| item.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 7, "the newest seven");
    for gone in ["journal", "sled"] {
        fs::remove_dir_all(home.path().join(gone)).unwrap();
    }
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.rebuilt.unwrap().from_backup, Some(10));
    assert_eq!(recovery.restarted_after, Some(10));
    assert_eq!(everything(&engine), kept);
    put(&engine, 11);
    clean(&engine);
    drop(engine);
    // A damaged backup is passed over for the one before.
    let mut bytes = fs::read(&files[6]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&files[6], bytes).unwrap();
    for gone in ["journal", "sled"] {
        fs::remove_dir_all(home.path().join(gone)).unwrap();
    }
    for newer in fs::read_dir(home.path().join("backup")).unwrap() {
        let newer = newer.unwrap().path();
        if newer > files[6] {
            fs::remove_file(newer).unwrap();
        }
    }
    let (engine, recovery) = open(home.path());
    assert_eq!(recovery.rebuilt.unwrap().from_backup, Some(9));
    assert_eq!(engine.last_seq().unwrap(), 9);
}

#[test]
fn segments_roll_and_are_read_across() {
    let home = tempfile::tempdir().unwrap();
    let options = || Options { segment_bytes: 2000, ..Options::default() };
    let make = || SledEngine::open(home.path(), Arc::new(ByRoom), options()).unwrap();
    let (engine, _) = make();
    (1..=600).for_each(|n| put(&engine, n));
    let seqs = |after, limit| -> Vec<u64> {
        engine.journal_page(after, limit).unwrap().iter().map(|line| line.seq).collect()
    };
    assert_eq!(seqs(0, 999), (1..=600).collect::<Vec<_>>());
    assert_eq!(seqs(300, 3), [301, 302, 303]);
    clean(&engine);
    let kept = everything(&engine);
    drop(engine);
    assert!(fs::read_dir(home.path().join("journal")).unwrap().count() > 30);
    fs::remove_dir_all(home.path().join("sled")).unwrap();
    let (engine, recovery) = make();
    assert_eq!(recovery.rebuilt.unwrap().lines, 600);
    assert_eq!(everything(&engine), kept);
    drop(engine);
    // A segment that is gone from the middle is named by a check.
    fs::remove_file(home.path().join("journal/000005.jsonl")).unwrap();
    let (engine, recovery) = make();
    assert!(recovery.missing.is_empty(), "sled has them");
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.problems[0].contains("000006.jsonl line 1 "), "{report:?}");
}

#[test]
fn a_second_opener_is_told_who_has_it() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = open(home.path());
    let second = SledEngine::open(home.path(), Arc::new(ByRoom), Options::default());
    match second.err() {
        Some(StoreError::Held { pid, since }) => {
            assert_eq!(pid, Some(std::process::id()));
            assert!(since.is_some());
        }
        other => panic!("{other:?}"),
    }
    drop(engine);
    open(home.path());
}

struct Second(Arc<dyn Deriver>);

impl Deriver for Second {
    fn version(&self) -> u32 {
        2
    }

    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        self.0.derive(table, value)
    }
}

#[test]
fn new_rules_derive_every_entry_anew() {
    let home = tempfile::tempdir().unwrap();
    let (engine, _) = SledEngine::open(home.path(), Arc::new(NoIndex), Options::default()).unwrap();
    (1..=30).for_each(|n| put(&engine, n));
    let index =
        |engine: &SledEngine| engine.scan(Table::Index, &Range::all(), Order::Ascending, 99).unwrap().len();
    assert_eq!(index(&engine), 0);
    drop(engine);
    let reopen = |rules: Arc<dyn Deriver>| {
        SledEngine::open(home.path(), Arc::new(Second(rules)), Options::default()).unwrap()
    };
    let (engine, recovery) = reopen(Arc::new(ByRoom));
    assert!(recovery.reindexed);
    assert_eq!(index(&engine), 30);
    clean(&engine);
    drop(engine);
    let (engine, recovery) = reopen(Arc::new(ByRoom));
    assert!(!recovery.reindexed);
    drop(engine);
    // Another key: keyed hashes of old tokens would never be found again.
    fs::write(home.path().join("key"), [3; 32]).unwrap();
    let (engine, recovery) = reopen(Arc::new(NoIndex));
    assert!(recovery.reindexed);
    assert_eq!(index(&engine), 0);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct NewVisit {
    id: String,
    place: String,
}

impl Record for NewVisit {
    const TABLE: Table = Table::Visit;
    const SCHEMA: u32 = 2;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn migrate(from: u32, mut value: Value) -> Result<Value, StoreError> {
        assert_eq!(from, 1);
        value["place"] = value["room"].take();
        Ok(value)
    }
}

#[test]
fn an_old_schema_is_migrated_and_a_newer_one_refused() {
    let store = Store::in_memory(Arc::new(ByRoom));
    let write = |record: &dyn Fn(&mut quanke::store::Unit<'_>) -> Result<(), StoreError>| {
        store.transact::<_, StoreError, _>(|unit| {
            unit.entry(entry("").at, "W01", "test", "v1");
            record(unit)
        })
    };
    write(&|unit| unit.put(&conformance::visit("v1", Some("R1"), 5))).unwrap();
    let found = store.get::<NewVisit>("v1").unwrap().unwrap();
    let wanted = NewVisit { id: "v1".into(), place: "R1".into() };
    assert_eq!(found.value, wanted);
    write(&|unit| unit.put(&wanted)).unwrap();
    let raw = store.engine().get(Table::Visit, b"v1").unwrap().unwrap();
    assert_eq!(raw.value, br#"{"v":2,"id":"v1","place":"R1"}"#);
    let newer = store.get::<Visit>("v1");
    assert!(matches!(newer, Err(StoreError::Newer { table: Table::Visit, schema: 2 })));
}

#[test]
fn only_the_newest_folders_set_aside_are_kept() {
    let home = tempfile::tempdir().unwrap();
    for round in 1..=4 {
        let (engine, _) = open(home.path());
        put(&engine, round);
        engine.rebuild_at_next_open("test").unwrap();
    }
    let (engine, _) = open(home.path());
    clean(&engine);
    let aside = |path: &Path| path.to_string_lossy().contains("sled-set-aside");
    let all = fs::read_dir(home.path()).unwrap().map(|item| item.unwrap().path());
    assert_eq!(all.filter(|path| aside(path)).count(), 2);
}
