use std::io;
use std::sync::{Arc, Mutex};

use super::*;
use crate::store::engine::Table;

/// What the disk shall do next; shared with the journal that uses it.
#[derive(Clone, Copy, Default)]
struct Plan {
    /// How long the file may grow.
    most: Option<u64>,
    sync_fails: bool,
    cut_fails: bool,
}

struct Faulty(Arc<Mutex<Plan>>);

impl Disk for Faulty {
    fn write(&mut self, file: &mut File, at: u64, bytes: &[u8]) -> io::Result<()> {
        let room = self.0.lock().unwrap().most.map_or(u64::MAX, |most| most.saturating_sub(at));
        if room < bytes.len() as u64 {
            disk::RealDisk.write(file, at, &bytes[..room as usize])?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        disk::RealDisk.write(file, at, bytes)
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        if self.0.lock().unwrap().sync_fails {
            return Err(io::Error::other("the disk did not answer"));
        }
        disk::RealDisk.sync(file)
    }

    fn cut(&mut self, file: &File, length: u64) -> io::Result<()> {
        if self.0.lock().unwrap().cut_fails {
            return Err(io::Error::other("the disk did not answer"));
        }
        disk::RealDisk.cut(file, length)
    }
}

fn open(dir: &Path) -> (Journal, Arc<Mutex<Plan>>, Found) {
    let plan = Arc::<Mutex<Plan>>::default();
    let disk = Box::new(Faulty(Arc::clone(&plan)));
    let (journal, found) = Journal::open(dir, None, disk, SEGMENT_BYTES).unwrap();
    (journal, plan, found)
}

fn append(journal: &mut Journal) -> Result<u64, StoreError> {
    let entry = Entry {
        at: chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap(),
        staff: "W\"01".into(),
        action: "测试".into(),
        subject: "S1".into(),
    };
    let write =
        Write { table: Table::Visit, key: "键\"1".into(), value: Some(b"{ \"a\" : 1.0e2 }".to_vec()) };
    journal.append(&entry, &[write], || Ok(()))?;
    Ok(journal.seq())
}

#[test]
fn a_full_disk_leaves_nothing_and_the_journal_goes_on() {
    for room in [0, 1, 100] {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, plan, _) = open(dir.path());
        append(&mut journal).unwrap();
        let bytes = || std::fs::read(segment_path(dir.path(), 1)).unwrap();
        let line = bytes().iter().position(|byte| *byte == 0).unwrap();
        let before = bytes()[..line].to_vec();
        // The first time zeros stand ready for the line, the second time there is no room for them either.
        for _ in 0..2 {
            plan.lock().unwrap().most = Some(before.len() as u64 + room);
            assert!(matches!(append(&mut journal), Err(StoreError::NotSaved(_))));
            assert_eq!((bytes(), journal.seq()), (before.clone(), 1));
        }
        // Room for a line and not for zeros behind it.
        plan.lock().unwrap().most = Some(before.len() as u64 * 2 + 100);
        assert_eq!(append(&mut journal).unwrap(), 2);
        plan.lock().unwrap().most = None;
        assert_eq!(append(&mut journal).unwrap(), 3);
        drop(journal);
        let (journal, _, found) = open(dir.path());
        assert_eq!(journal.seq(), 3);
        assert!(found.torn.is_none() && found.breaks.is_empty());
    }
}

#[test]
fn a_line_from_which_nothing_follows_is_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, plan, _) = open(dir.path());
    append(&mut journal).unwrap();
    let bytes = || std::fs::read(segment_path(dir.path(), 1)).unwrap();
    let before = bytes().split_inclusive(|byte| *byte == b'\n').next().unwrap().to_vec();
    let entry = Entry {
        at: chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap(),
        staff: "1".into(),
        action: "test".into(),
        subject: "S2".into(),
    };
    let refused = |journal: &mut Journal| {
        let told = journal.append(&entry, &[], || Err::<(), _>(StoreError::Refused("no".into())));
        assert!(matches!(told, Err(StoreError::Refused(_))), "{told:?}");
    };
    refused(&mut journal);
    assert_eq!((bytes(), journal.seq()), (before, 1));
    assert_eq!(append(&mut journal).unwrap(), 2);
    // In doubt whether it is gone, nothing more is written.
    plan.lock().unwrap().cut_fails = true;
    refused(&mut journal);
    plan.lock().unwrap().cut_fails = false;
    assert!(matches!(append(&mut journal), Err(StoreError::Poisoned)));
}

#[test]
fn doubt_poisons_until_reopened() {
    for (sync_fails, cut_fails) in [(true, false), (false, true)] {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, plan, _) = open(dir.path());
        append(&mut journal).unwrap();
        let most = cut_fails.then_some(journal.length + 50);
        *plan.lock().unwrap() = Plan { most, sync_fails, cut_fails };
        let told = append(&mut journal).unwrap_err();
        if sync_fails {
            assert!(matches!(told, StoreError::Poisoned), "{told}");
        } else {
            assert!(matches!(told, StoreError::NotSaved(_)), "{told}");
        }
        *plan.lock().unwrap() = Plan::default();
        assert!(matches!(append(&mut journal), Err(StoreError::Poisoned)));
        drop(journal);
        let (mut journal, _, found) = open(dir.path());
        assert_eq!(found.torn.is_some(), cut_fails);
        let seq = journal.seq();
        assert_eq!(append(&mut journal).unwrap(), seq + 1);
    }
}

#[test]
fn a_line_reads_back_as_it_was_written_and_no_byte_may_change() {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, _, _) = open(dir.path());
    append(&mut journal).unwrap();
    let prev = journal.prev.clone();
    drop(journal);
    let bytes = std::fs::read(segment_path(dir.path(), 1)).unwrap();
    let text = bytes.strip_suffix(b"\n").unwrap();
    let json: serde_json::Value = serde_json::from_slice(text).unwrap();
    assert_eq!(json["writes"][0][1], "键\"1");
    let read = line::parse(text).unwrap();
    assert_eq!(read.line.entry.staff, "W\"01");
    assert_eq!(read.line.writes[0].value.as_deref(), Some(&b"{ \"a\" : 1.0e2 }"[..]));
    assert_eq!(read.hash, prev);
    for at in 0..text.len() {
        let mut changed = text.to_vec();
        changed[at] ^= 1;
        assert!(line::parse(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn a_line_from_another_chain_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, _, _) = open(dir.path());
    for _ in 0..3 {
        append(&mut journal).unwrap();
    }
    let entry = Entry {
        at: chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap(),
        staff: String::new(),
        action: String::new(),
        subject: String::new(),
    };
    // A line made afterwards, whole in itself, in the place of the second.
    let (forged, _) = line::encode(2, &entry, &[], "").unwrap();
    drop(journal);
    let path = segment_path(dir.path(), 1);
    let bytes = std::fs::read(&path).unwrap();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    std::fs::write(&path, [lines[0], &forged, lines[2]].concat()).unwrap();
    let mut walk = Walk::start(dir.path()).unwrap();
    let mut links = Vec::new();
    while let Some(step) = walk.next().unwrap() {
        if let Step::Line { link, .. } = step {
            links.push(link);
        }
    }
    use super::walk::Link;
    assert_eq!(links, [Link::Follows, Link::Broken, Link::Broken]);
}
