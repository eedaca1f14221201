//! Every engine passes the same suite, and sled does what memory does whatever comes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/conformance.rs"]
mod conformance;

use std::cell::RefCell;
use std::sync::Arc;

use conformance::{ByRoom, entry};
use proptest::prelude::*;
use quanke::store::{
    Batch, Bundle, Engine, Expect, MemoryEngine, Options, Order, Range, SledEngine, Store, StoreError, Table,
};

#[test]
fn memory_conforms() {
    conformance::run(&|| Arc::new(MemoryEngine::new(Arc::new(ByRoom))));
}

#[test]
fn sled_conforms() {
    let folders = RefCell::new(Vec::new());
    conformance::run(&|| {
        let folder = tempfile::tempdir().unwrap();
        let (engine, recovery) =
            SledEngine::open(folder.path(), Arc::new(ByRoom), Options::default()).unwrap();
        assert!(recovery.created);
        folders.borrow_mut().push(folder);
        Arc::new(engine)
    });
}

type Put = (u8, u8, Option<(u8, u8)>, Option<u8>);

#[derive(Debug, Clone)]
enum Step {
    Commit(Vec<Put>),
    Checkpoint,
    Backup,
    Reopen,
    Rebuild,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0..3_u8, 0..12_u8, any::<Option<(u8, u8)>>(), prop::option::of(0..3_u8));
    let step = prop_oneof![
        12 => prop::collection::vec(write, 1..6).prop_map(Step::Commit),
        1 => Just(Step::Checkpoint),
        1 => Just(Step::Backup),
        1 => Just(Step::Reopen),
        1 => Just(Step::Rebuild),
    ];
    prop::collection::vec(step, 1..40)
}

fn same(sled: &dyn Engine, memory: &dyn Engine) {
    assert_eq!(sled.last_seq().unwrap(), memory.last_seq().unwrap());
    for table in Table::ALL {
        for order in [Order::Ascending, Order::Descending] {
            for range in [Range::all(), Range::prefix("k1"), Range::between("k10", "k5")] {
                for limit in [1, 3, 999] {
                    let from = |engine: &dyn Engine| engine.scan(table, &range, order, limit).unwrap();
                    assert_eq!(from(sled), from(memory), "{table:?} {order:?} {range:?}");
                }
            }
        }
    }
    assert_eq!(sled.journal_page(0, 999).unwrap(), memory.journal_page(0, 999).unwrap());
}

/// What every table holds, without versions.
fn held(engine: &dyn Engine) -> Vec<(Table, Vec<u8>, Vec<u8>)> {
    let all = |table: Table| {
        let found = engine.scan(table, &Range::all(), Order::Ascending, 999).unwrap();
        found.into_iter().map(move |(key, held)| (table, key, held.value))
    };
    Table::ALL.into_iter().flat_map(all).collect()
}

fn put(n: u64) -> Batch {
    Batch::new(entry(format!("S{n}"))).put(Table::Visit, format!("v{n}"), format!("{{\"id\":\"v{n}\"}}"))
}

#[test]
fn a_bundle_is_one_commit_and_tells_only_those_who_read_through_it() {
    let memory: Arc<dyn Engine> = Arc::new(MemoryEngine::new(Arc::new(ByRoom)));
    memory.commit(put(1)).unwrap();
    let bundle = Bundle::new(Arc::clone(&memory), Arc::new(ByRoom), "bundle").unwrap();
    bundle.commit(put(2)).unwrap();
    bundle.commit(put(3).delete(Table::Visit, "v1")).unwrap();
    bundle.commit(put(4)).unwrap();
    bundle.commit(Batch::new(entry("S5")).delete(Table::Visit, "v4")).unwrap();
    assert!(matches!(
        bundle.commit(put(3).expect(Table::Visit, "v3", Expect::Absent)),
        Err(StoreError::Conflict { .. })
    ));
    assert_eq!(memory.last_seq().unwrap(), 1);
    assert!(memory.get(Table::Visit, b"v2").unwrap().is_none());
    assert!(bundle.get(Table::Visit, b"v2").unwrap().is_some());
    assert!(bundle.get(Table::Visit, b"v1").unwrap().is_none());
    bundle.flush().unwrap();
    bundle.flush().unwrap();
    let lines = memory.journal_page(1, 9).unwrap();
    assert_eq!(lines.len(), 1, "four commits are one");
    assert_eq!((&*lines[0].entry.action, &*lines[0].entry.subject), ("bundle", "S5"));
    assert_eq!(lines[0].writes.len(), 3, "what came and went is not told: {lines:?}");
    assert_eq!(held(memory.as_ref()), held(&bundle));
}

#[test]
fn a_bundle_gives_way_to_another_writer_as_a_whole() {
    let memory: Arc<dyn Engine> = Arc::new(MemoryEngine::new(Arc::new(ByRoom)));
    let bundle = Arc::new(Bundle::new(Arc::clone(&memory), Arc::new(ByRoom), "bundle").unwrap());
    let store = Store::new(Arc::clone(&bundle) as Arc<dyn Engine>);
    let take = |store: &Store| {
        store.transact(|unit| {
            let n = unit.next_number("n")?;
            unit.entry(entry("S").at, "W01", "take", "S");
            Ok::<_, StoreError>(n)
        })
    };
    assert_eq!((take(&store).unwrap(), take(&store).unwrap()), (1, 2));
    // The number was read as not there; somebody else has taken it meanwhile.
    assert_eq!(take(&Store::new(Arc::clone(&memory))).unwrap(), 1);
    let before = held(memory.as_ref());
    assert!(matches!(bundle.flush(), Err(StoreError::Conflict { .. })));
    assert_eq!(held(memory.as_ref()), before);
}

#[test]
fn a_bundle_hands_over_by_itself_when_it_holds_much() {
    let memory: Arc<dyn Engine> = Arc::new(MemoryEngine::new(Arc::new(ByRoom)));
    let bundle = Bundle::new(Arc::clone(&memory), Arc::new(ByRoom), "bundle").unwrap();
    let fill = "x".repeat(10_000);
    for n in 0..200 {
        let value = format!("{{\"id\":\"v{n}\",\"fill\":\"{fill}\"}}");
        bundle.commit(Batch::new(entry("S")).put(Table::Visit, format!("v{n}"), value)).unwrap();
    }
    let lines = memory.journal_page(0, 99).unwrap();
    assert_eq!(lines.len(), 3, "two megabytes make three full commits and a rest");
    assert!(lines.iter().all(|line| line.writes.len() < 60));
    bundle.flush().unwrap();
    assert_eq!(memory.scan(Table::Visit, &Range::all(), Order::Ascending, 999).unwrap().len(), 200);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sled_does_as_memory(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let open = || SledEngine::open(folder.path(), Arc::new(ByRoom), Options::default()).unwrap().0;
        let memory = MemoryEngine::new(Arc::new(ByRoom));
        let mut sled = Some(open());
        for step in steps {
            let engine = sled.as_ref().unwrap();
            match step {
                Step::Commit(writes) => {
                    let mut batch = Batch::new(entry("p"));
                    for (table, key, value, expect) in writes {
                        let table = [Table::Visit, Table::Intake, Table::Counter][usize::from(table)];
                        let key = format!("k{key}");
                        batch = match expect {
                            Some(0) => batch.expect(table, &key, Expect::Absent),
                            Some(n) => batch.expect(table, &key, Expect::Version(u64::from(n))),
                            None => batch,
                        };
                        batch = match value {
                            Some((room, word)) => {
                                let value = format!(
                                    "{{\"id\":\"{key}\",\"room\":\"R{}\",\"words\":[\"w{}\"]}}", room % 4, word % 3
                                );
                                batch.put(table, &key, value)
                            }
                            None => batch.delete(table, &key),
                        };
                    }
                    let ours = engine.commit(batch.clone());
                    let theirs = memory.commit(batch);
                    match (ours, theirs) {
                        (Ok(a), Ok(b)) => prop_assert_eq!(a, b),
                        (Err(a), Err(b)) => prop_assert_eq!(a.to_string(), b.to_string()),
                        (a, b) => prop_assert!(false, "{:?} {:?}", a, b),
                    }
                }
                Step::Checkpoint => engine.checkpoint().unwrap(),
                Step::Backup => { engine.backup(&mut |_| {}).unwrap(); }
                Step::Reopen => { drop(sled.take()); sled = Some(open()); }
                Step::Rebuild => {
                    drop(sled.take());
                    std::fs::remove_dir_all(folder.path().join("sled")).unwrap();
                    sled = Some(open());
                }
            }
        }
        let engine = sled.as_ref().unwrap();
        same(engine, &memory);
        let report = engine.check(&mut |_| {}).unwrap();
        prop_assert!(report.is_clean(), "{:?}", report);
    }

    #[test]
    fn a_bundle_shows_and_leaves_what_plain_commits_do(steps in steps()) {
        let plain = MemoryEngine::new(Arc::new(ByRoom));
        let below: Arc<dyn Engine> = Arc::new(MemoryEngine::new(Arc::new(ByRoom)));
        let bundle = Bundle::new(Arc::clone(&below), Arc::new(ByRoom), "bundle").unwrap();
        for step in steps {
            if let Step::Commit(writes) = step {
                let mut batch = Batch::new(entry("p"));
                for (table, key, value, expect) in writes {
                    let table = [Table::Visit, Table::Intake, Table::Counter][usize::from(table)];
                    let key = format!("k{key}");
                    if expect == Some(0) {
                        batch = batch.expect(table, &key, Expect::Absent);
                    }
                    batch = match value {
                        Some((room, word)) => {
                            let value = format!(
                                "{{\"id\":\"{key}\",\"room\":\"R{}\",\"words\":[\"w{}\"]}}", room % 4, word % 3
                            );
                            batch.put(table, &key, value)
                        }
                        None => batch.delete(table, &key),
                    };
                }
                prop_assert_eq!(plain.commit(batch.clone()).is_ok(), bundle.commit(batch).is_ok());
            } else {
                bundle.flush().unwrap();
                prop_assert_eq!(held(&plain), held(below.as_ref()));
            }
            prop_assert_eq!(held(&plain), held(&bundle));
            for order in [Order::Ascending, Order::Descending] {
                for limit in [1, 3] {
                    let from = |engine: &dyn Engine| -> Vec<_> {
                        let found = engine.scan(Table::Index, &Range::all(), order, limit).unwrap();
                        found.into_iter().map(|(key, held)| (key, held.value)).collect()
                    };
                    prop_assert_eq!(from(&plain), from(&bundle));
                }
            }
        }
    }
}
