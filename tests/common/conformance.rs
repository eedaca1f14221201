//! What every engine must do, whatever it is made of.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::DateTime;
use quanke::store::{
    Batch, Deriver, Engine, Entry, Expect, Order, Range, Record, Store, StoreError, Table, index_key,
    token_key, token_prefix,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ops::Bound;

pub const SECRET: [u8; 32] = [9; 32];

pub fn entry(subject: impl Into<String>) -> Entry {
    Entry {
        at: DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a time"),
        staff: "W01".into(),
        action: "test".into(),
        subject: subject.into(),
    }
}

/// Derives an index by `room` and a token for each of `words`, as long as a value has them.
pub struct ByRoom;

impl Deriver for ByRoom {
    fn derive(&self, table: Table, value: &[u8]) -> Result<Vec<(Table, Vec<u8>)>, StoreError> {
        let bad = |source| StoreError::Codec { table, key: String::new(), source };
        let value: Value = serde_json::from_slice(value).map_err(bad)?;
        let id = value["id"].as_str().unwrap_or("");
        let mut found = Vec::new();
        if let Some(room) = value["room"].as_str() {
            let key = index_key("room", &[table.name().as_bytes(), room.as_bytes(), id.as_bytes()]);
            found.push((Table::Index, key));
        }
        if let Some(shared) = value["shared"].as_str() {
            found.push((Table::Index, index_key("shared", &[shared.as_bytes()])));
        }
        for word in value["words"].as_array().into_iter().flatten() {
            let word = word.as_str().unwrap_or("");
            let key = token_key(&SECRET, word, 7, &format!("{}/{id}", table.name()));
            found.push((Table::Token, key));
        }
        Ok(found)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub id: String,
    #[serde(default)]
    pub room: Option<String>,
    pub n: u64,
}

impl Record for Visit {
    const TABLE: Table = Table::Visit;
    const SCHEMA: u32 = 1;

    fn key(&self) -> String {
        self.id.clone()
    }
}

pub fn visit(id: &str, room: Option<&str>, n: u64) -> Visit {
    Visit { id: id.into(), room: room.map(Into::into), n }
}

type Make<'a> = &'a dyn Fn() -> Arc<dyn Engine>;

/// Runs every case on a fresh engine that derives with [`ByRoom`].
pub fn run(make: Make<'_>) {
    versions_and_conflicts(make().as_ref());
    all_or_nothing(make().as_ref());
    order_limit_and_bounds(make().as_ref());
    index_follows_records(make().as_ref());
    refusals(make().as_ref());
    journal_pages(make().as_ref());
    typed_units(&Store::new(make()));
    one_counter_many_writers(&Store::new(make()));
}

fn versions_and_conflicts(engine: &dyn Engine) {
    assert_eq!(engine.last_seq().unwrap(), 0);
    let put = |expect, n: u32| {
        let value = format!("{{\"n\":{n}}}");
        let batch = Batch::new(entry("a")).expect(Table::Visit, "a", expect);
        engine.commit(batch.put(Table::Visit, "a", value))
    };
    assert_eq!(put(Expect::Absent, 1).unwrap(), 1);
    let held = engine.get(Table::Visit, b"a").unwrap().unwrap();
    assert_eq!((held.value.as_slice(), held.version), (&b"{\"n\":1}"[..], 1));
    assert!(matches!(
        put(Expect::Absent, 2),
        Err(StoreError::Conflict { table: Table::Visit, key }) if key == "a"
    ));
    assert!(matches!(put(Expect::Version(7), 2), Err(StoreError::Conflict { .. })));
    assert_eq!(put(Expect::Version(1), 2).unwrap(), 2);
    assert_eq!(engine.get(Table::Visit, b"a").unwrap().unwrap().version, 2);
    assert!(engine.get(Table::Intake, b"a").unwrap().is_none(), "tables are apart");
    let gone = Batch::new(entry("a")).expect(Table::Visit, "a", Expect::Version(2));
    assert_eq!(engine.commit(gone.delete(Table::Visit, "a")).unwrap(), 3);
    assert!(engine.get(Table::Visit, b"a").unwrap().is_none());
    assert_eq!(put(Expect::Absent, 3).unwrap(), 4);
    assert_eq!(engine.last_seq().unwrap(), 4);
}

fn all_or_nothing(engine: &dyn Engine) {
    let batch = Batch::new(entry("x"))
        .put(Table::Visit, "one", "{\"id\":\"one\",\"room\":\"R\"}")
        .put(Table::Intake, "two", "{}")
        .expect(Table::Counter, "nobody", Expect::Version(1));
    assert!(matches!(engine.commit(batch), Err(StoreError::Conflict { .. })));
    for (table, key) in [(Table::Visit, "one"), (Table::Intake, "two")] {
        assert!(engine.get(table, key.as_bytes()).unwrap().is_none());
    }
    let left = engine.scan(Table::Index, &Range::all(), Order::Ascending, 9);
    assert!(left.unwrap().is_empty());
    assert_eq!(engine.last_seq().unwrap(), 0);
    assert!(engine.journal_page(0, 9).unwrap().is_empty());
}

fn order_limit_and_bounds(engine: &dyn Engine) {
    let mut batch = Batch::new(entry("many"));
    for key in ["a", "aa", "ab", "b", "c", "\u{10ffff}"] {
        batch = batch.put(Table::Item, key, "{}");
    }
    batch = batch.put(Table::Intake, "zz", "{}").put(Table::Resident, "0", "{}");
    engine.commit(batch).unwrap();
    let keys = |range: &Range, order, limit| -> Vec<String> {
        let page = engine.scan(Table::Item, range, order, limit).unwrap();
        page.into_iter().map(|(key, _)| String::from_utf8(key).unwrap()).collect()
    };
    let up = Order::Ascending;
    let down = Order::Descending;
    assert_eq!(keys(&Range::all(), up, 99), ["a", "aa", "ab", "b", "c", "\u{10ffff}"]);
    assert_eq!(keys(&Range::all(), down, 2), ["\u{10ffff}", "c"]);
    assert_eq!(keys(&Range::all(), up, 0), Vec::<String>::new());
    assert_eq!(keys(&Range::prefix("a"), up, 99), ["a", "aa", "ab"]);
    assert_eq!(keys(&Range::prefix("a"), down, 2), ["ab", "aa"]);
    assert_eq!(keys(&Range::prefix("\u{10ffff}"), up, 2), ["\u{10ffff}"]);
    assert_eq!(keys(&Range::between("aa", "b"), up, 99), ["aa", "ab"]);
    assert_eq!(keys(&Range::between("b", "aa"), up, 99), Vec::<String>::new());
    assert_eq!(keys(&Range::prefix("a").after("a"), up, 1), ["aa"]);
    assert_eq!(keys(&Range::all().before("c"), down, 1), ["b"]);
    let open = Range::new(Bound::Excluded(b"b".to_vec()), Bound::Included(b"c".to_vec()));
    assert_eq!(keys(&open, up, 99), ["c"]);
    let nothing = Range::new(Bound::Excluded(b"b".to_vec()), Bound::Excluded(b"b".to_vec()));
    assert_eq!(keys(&nothing, up, 99), Vec::<String>::new());
}

fn index_follows_records(engine: &dyn Engine) {
    let rooms = |room: &str| -> Vec<String> {
        let range = Range::prefix(index_key("room", &[b"visit", room.as_bytes()]));
        let page = engine.scan(Table::Index, &range, Order::Ascending, 99).unwrap();
        page.into_iter().map(|(_, held)| String::from_utf8(held.value).unwrap()).collect()
    };
    let words = |word: &str| {
        let range = Range::prefix(token_prefix(&SECRET, word));
        engine.scan(Table::Token, &range, Order::Ascending, 99).unwrap().len()
    };
    let put = |id: &str, rest: &str| {
        let value = format!("{{\"id\":\"{id}\"{rest}}}");
        engine.commit(Batch::new(entry(id)).put(Table::Visit, id, value))
    };
    put("v1", ",\"room\":\"R1\",\"words\":[\"ce\",\"shi\"]").unwrap();
    put("v2", ",\"room\":\"R10\",\"words\":[\"ce\"]").unwrap();
    assert_eq!((rooms("R1"), rooms("R10")), (vec!["v1".into()], vec!["v2".into()]));
    assert_eq!((words("ce"), words("shi")), (2, 1));
    put("v1", ",\"room\":\"R10\",\"words\":[\"ce\"]").unwrap();
    assert_eq!((rooms("R1").len(), rooms("R10")), (0, vec!["v1".into(), "v2".into()]));
    assert_eq!((words("ce"), words("shi")), (2, 0));
    engine.commit(Batch::new(entry("v2")).delete(Table::Visit, "v2")).unwrap();
    assert_eq!((rooms("R10"), words("ce")), (vec!["v1".to_owned()], 1));
    // An entry without its record's key could be another record's too. Nothing stays of the commit, be it small or large.
    let last = engine.last_seq().unwrap();
    assert!(matches!(put("v3", ",\"shared\":\"U\""), Err(StoreError::Refused(_))));
    let of = |id: &str, rest: &str| format!("{{\"id\":\"{id}\",\"room\":\"R3\"{rest}}}");
    let many = (3..9).fold(Batch::new(entry("many")), |batch, n| {
        let id = format!("v{n}");
        let rest = if n == 7 { ",\"shared\":\"U\"" } else { "" };
        batch.put(Table::Visit, &id, of(&id, rest))
    });
    assert!(matches!(engine.commit(many), Err(StoreError::Refused(_))));
    assert!(engine.get(Table::Visit, b"v3").unwrap().is_none());
    assert!(rooms("R3").is_empty());
    assert_eq!(engine.last_seq().unwrap(), last);
    assert!(engine.journal_page(last, 9).unwrap().is_empty());
    put("v3", ",\"room\":\"R3\"").unwrap();
    assert_eq!(rooms("R3"), ["v3"]);
}

fn refusals(engine: &dyn Engine) {
    let commit =
        |table, key: &str, value: String| engine.commit(Batch::new(entry("x")).put(table, key, value));
    let refused = |done| matches!(done, Err(StoreError::Refused(_)));
    assert!(refused(commit(Table::Index, "k", "{}".into())));
    assert!(refused(commit(Table::Token, "k", "{}".into())));
    assert!(refused(commit(Table::Item, "", "{}".into())));
    assert!(refused(commit(Table::Item, &"k".repeat(2000), "{}".into())));
    assert!(refused(commit(Table::Item, "k", "[]".into())));
    assert!(refused(commit(Table::Item, "k", "{\"a\":}".into())));
    assert!(refused(commit(Table::Item, "k", "{\"a\":\n1}".into())));
    let big = format!("{{\"a\":\"{}\"}}", "x".repeat(200_000));
    assert!(matches!(commit(Table::Item, "k", big), Err(StoreError::TooBig { .. })));
    assert_eq!(engine.last_seq().unwrap(), 0);
}

fn journal_pages(engine: &dyn Engine) {
    for n in 1..=600_u64 {
        // Bytes are kept as they are: spaces, order of fields, an odd number form.
        let value = format!("{{ \"z\":{n}, \"a\":1.50, \"字\":\"测试甲\\n\" }}");
        let batch = Batch::new(entry(format!("S{n}"))).put(Table::Item, format!("键{n}"), value);
        let batch = batch.delete(Table::Draft, "none");
        engine.commit(batch).unwrap();
    }
    let page = engine.journal_page(0, 2).unwrap();
    assert_eq!(page.iter().map(|line| line.seq).collect::<Vec<_>>(), [1, 2]);
    for after in [0, 1, 255, 256, 257, 511, 512, 598] {
        let page = engine.journal_page(after, 2).unwrap();
        assert_eq!(page.first().map(|line| line.seq), Some(after + 1));
        assert_eq!(page.len(), 2, "after {after}");
    }
    let page = engine.journal_page(598, 99).unwrap();
    assert_eq!(page.len(), 2);
    let line = &page[1];
    assert_eq!(line.entry, entry("S600"));
    assert_eq!(line.writes[0].key, "键600");
    assert_eq!(
        line.writes[0].value.as_deref(),
        Some("{ \"z\":600, \"a\":1.50, \"字\":\"测试甲\\n\" }".as_bytes())
    );
    assert_eq!(line.writes[1].value, None);
    assert!(engine.journal_page(600, 9).unwrap().is_empty());
}

fn typed_units(store: &Store) {
    let at = entry("").at;
    let first = store
        .transact::<_, StoreError, _>(|unit| {
            assert!(unit.get::<Visit>("v1")?.is_none());
            unit.put(&visit("v1", Some("R1"), 1))?;
            assert_eq!(unit.get::<Visit>("v1")?.map(|held| held.value.n), Some(1));
            assert!(unit.remove::<Visit>("v1")?);
            assert!(unit.get::<Visit>("v1")?.is_none());
            assert!(!unit.remove::<Visit>("v1")?);
            unit.create(&visit("v1", Some("R1"), 2))?;
            unit.entry(at, "W01", "visit.create", "v1");
            unit.next_number("visit")
        })
        .unwrap();
    assert_eq!(first, 1);
    let held = store.get::<Visit>("v1").unwrap().unwrap();
    assert_eq!((held.value.n, held.version), (2, 1));
    let again = store.transact::<_, StoreError, _>(|unit| {
        unit.entry(at, "W01", "visit.create", "v1");
        unit.create(&visit("v1", None, 3))
    });
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    let silent = store.transact::<_, StoreError, _>(|unit| unit.put(&visit("v2", None, 3)));
    assert!(matches!(silent, Err(StoreError::Refused(_))), "no entry, no commit");
    let range = Range::prefix(index_key("room", &[b"visit", b"R1"]));
    let found = store.index(Table::Index, &range, Order::Ascending, 9).unwrap();
    assert_eq!(found[0].1, "v1");
    assert!(store.index(Table::Visit, &range, Order::Ascending, 9).is_err());
    let all = store.scan::<Visit>(&Range::all(), Order::Ascending, 9).unwrap();
    assert_eq!(all.len(), 1);
    // A read that is out of date by commit time makes the closure run again.
    let mut runs = 0;
    store
        .transact::<_, StoreError, _>(|unit| {
            runs += 1;
            let n = unit.get::<Visit>("v1")?.map_or(0, |held| held.value.n);
            if runs == 1 {
                store.transact::<_, StoreError, _>(|inner| {
                    inner.put(&visit("v1", None, 50))?;
                    inner.entry(at, "W02", "visit.change", "v1");
                    Ok(())
                })?;
            }
            unit.put(&visit("v9", None, n))?;
            unit.entry(at, "W01", "visit.copy", "v9");
            Ok(())
        })
        .unwrap();
    assert_eq!(runs, 2);
    assert_eq!(store.get::<Visit>("v9").unwrap().unwrap().value.n, 50);
    assert_eq!(store.journal_page(0, 9).unwrap().len(), 3);
}

fn one_counter_many_writers(store: &Store) {
    const EACH: u64 = 40;
    let at = entry("").at;
    let numbers: Vec<u64> = std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for _ in 0..8 {
            threads.push(scope.spawn(move || {
                let take = |_| {
                    store.transact::<_, StoreError, _>(|unit| {
                        let n = unit.next_number("serial")?;
                        unit.create(&visit(&format!("n{n:05}"), Some("R1"), n))?;
                        unit.entry(at, "W01", "visit.create", format!("n{n:05}"));
                        Ok(n)
                    })
                };
                (0..EACH).map(take).collect::<Result<Vec<_>, _>>().unwrap()
            }));
        }
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(numbers.len() as u64, 8 * EACH);
    assert_eq!(distinct, (1..=8 * EACH).collect(), "no gap, no duplicate");
    assert_eq!(store.last_seq().unwrap(), 8 * EACH);
    let range = Range::prefix(index_key("room", &[b"visit", b"R1"]));
    let found = store.index(Table::Index, &range, Order::Ascending, 999).unwrap();
    assert_eq!(found.len() as u64, 8 * EACH);
}
