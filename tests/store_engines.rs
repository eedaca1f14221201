//! Every engine passes the same suite, and sled does what memory does whatever comes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/conformance.rs"]
mod conformance;

use std::cell::RefCell;
use std::sync::Arc;

use conformance::{ByRoom, entry};
use proptest::prelude::*;
use quanke::store::{Batch, Engine, Expect, MemoryEngine, Options, Order, Range, SledEngine, Table};

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
}
