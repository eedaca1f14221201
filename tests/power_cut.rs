//! Whatever stops the program, every acknowledged commit is there afterwards.
//!
//! The writer is this same test binary in a second process; it prints each sequence once it is acknowledged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/conformance.rs"]
#[allow(dead_code)]
mod conformance;
#[path = "common/folder.rs"]
mod folder;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use conformance::{ByRoom, entry};
use folder::{copy, damage, last_lines, last_segment, open};
use quanke::store::{Batch, Engine, Options, SledEngine, Table};

const CHILD: &str = "QUANKE_TEST_WRITER";

/// Not a test of its own: the writer's body, when the variable names its folder.
#[test]
fn writer() {
    let Some(root) = std::env::var_os(CHILD) else {
        return;
    };
    let options = Options { checkpoint_every: 20, segment_bytes: 300_000, ..Options::default() };
    let (engine, _) = SledEngine::open(Path::new(&root), Arc::new(ByRoom), options).unwrap();
    let mut out = std::io::stdout();
    loop {
        let n = engine.last_seq().unwrap() + 1;
        assert_eq!(engine.commit(batch(n)).unwrap(), n);
        // One write call a line, so that a kill cannot leave half a number.
        out.write_all(format!("\nacknowledged {n}\n").as_bytes()).unwrap();
        out.flush().unwrap();
        if n % 97 == 0 {
            engine.backup(&mut |_| {}).unwrap();
        }
    }
}

fn value(n: u64) -> String {
    let fill = "测".repeat((n % 50) as usize);
    format!("{{\"id\":\"n{n}\",\"room\":\"R{}\",\"words\":[\"w{}\"],\"fill\":\"{fill}\"}}", n % 7, n % 3)
}

/// A record of its own and one that is rewritten again and again.
fn batch(n: u64) -> Batch {
    Batch::new(entry(format!("S{n}"))).put(Table::Visit, format!("n{n}"), value(n)).put(
        Table::Intake,
        format!("k{}", n % 5),
        format!("{{\"id\":\"k{}\",\"n\":{n}}}", n % 5),
    )
}

struct Writer {
    child: Child,
    last: Arc<Mutex<u64>>,
    reader: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["writer", "--exact", "--nocapture", "--test-threads=1"])
            .env(CHILD, root)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let last = Arc::new(Mutex::new(0));
        let told = Arc::clone(&last);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(n) = line.strip_prefix("acknowledged ") {
                    *told.lock().unwrap() = n.parse().unwrap();
                }
            }
        });
        Self { child, last, reader: Some(reader) }
    }

    fn acknowledged(&self) -> u64 {
        *self.last.lock().unwrap()
    }

    fn wait_for(&self, more: u64) {
        let aim = self.acknowledged() + more;
        for _ in 0..5000 {
            if self.acknowledged() >= aim {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("the writer does not write");
    }

    fn signal(&self, name: &str) {
        let done = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(done.unwrap().success());
    }

    /// Kills it (SIGKILL) and gives the last sequence it had acknowledged.
    fn kill(&mut self) -> u64 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
        self.acknowledged()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _already_gone = self.child.kill();
        let _already_gone = self.child.wait();
    }
}

/// Everything from `from` to the end is there, and the end is not before `acknowledged`.
fn verify(engine: &SledEngine, from: u64, acknowledged: u64) -> u64 {
    let last = engine.last_seq().unwrap();
    assert!(last >= acknowledged, "{acknowledged} acknowledged, {last} there");
    for n in from..=last {
        let held = engine.get(Table::Visit, format!("n{n}").as_bytes()).unwrap();
        let held = held.unwrap_or_else(|| panic!("commit {n} of {last} is gone"));
        assert_eq!((held.version, held.value), (n, value(n).into_bytes()));
    }
    last
}

fn clean(engine: &SledEngine) {
    let report = engine.check(&mut |_| {}).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn a_hundred_kills_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut random = fastrand::Rng::with_seed(100);
    let mut last = 0;
    let mut torn = 0;
    let mut rebuilt = 0;
    let mut replayed = 0;
    for round in 0..100 {
        let mut writer = Writer::start(home.path());
        // Some rounds die while they open, the others however slow the machine is in the midst of writing.
        if round % 3 > 0 {
            writer.wait_for(1);
        }
        std::thread::sleep(Duration::from_micros(random.u64(3_000..60_000)));
        let acknowledged = writer.kill();
        let (engine, recovery) = open(home.path());
        let end = verify(&engine, last + 1, acknowledged.max(last));
        assert!(recovery.missing.is_empty() && recovery.lost_lines == 0, "{recovery:?}");
        // sled itself does not survive every kill; then all must come from backup and journal.
        if recovery.rebuilt.is_some() && last > 0 {
            rebuilt += 1;
            verify(&engine, 1, end);
            clean(&engine);
        }
        torn += u32::from(recovery.torn);
        replayed += recovery.replayed;
        if round % 10 == 9 {
            verify(&engine, 1, end);
            clean(&engine);
        }
        last = end;
    }
    assert!(last > 100, "only {last} commits were made");
    println!("{last} commits, {torn} torn ends, {rebuilt} rebuilds, {replayed} lines replayed");
    // None is the rule. A look at sled that mistakes a stop in its midst for damage makes thirty.
    assert!(rebuilt <= 10, "{rebuilt} rebuilds");
}

#[test]
fn simulated_power_cuts_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let live = home.path().join("live");
    let mut random = fastrand::Rng::with_seed(20);
    let mut writer = Writer::start(&live);
    let mut moments: Vec<(u64, PathBuf)> = Vec::new();
    for number in 0..21 {
        writer.wait_for(random.u64(5..60));
        writer.signal("-STOP");
        std::thread::sleep(Duration::from_millis(10));
        let folder = home.path().join(format!("moment{number}"));
        copy(&live, &folder);
        let acknowledged = writer.acknowledged();
        writer.signal("-CONT");
        moments.push((acknowledged, folder));
    }
    writer.kill();
    for number in 1..moments.len() {
        let (acknowledged, folder) = &moments[number];
        let cut = home.path().join("cut");
        copy(folder, &cut);
        // Bytes after the last acknowledged line need not have reached the disk.
        let path = last_segment(&cut);
        let bytes = fs::read(&path).unwrap();
        let mut synced = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let json: Option<serde_json::Value> = serde_json::from_slice(line).ok();
            if json.is_some_and(|json| json["seq"].as_u64() <= Some(*acknowledged)) {
                synced += line.len();
            }
        }
        let length = random.usize(synced..=last_lines(&cut).len().max(synced));
        let mut left = bytes[..length].to_vec();
        // The file was as long already, or it was not: where a line should have gone, zeros may be left.
        left.resize(if random.bool() { bytes.len() } else { length }, 0);
        fs::write(&path, left).unwrap();
        match number % 5 {
            0 => {}
            1 => {
                // sled as it was a while ago.
                fs::remove_dir_all(cut.join("sled")).unwrap();
                copy(&moments[number - 1].1.join("sled"), &cut.join("sled"));
            }
            2 => damage::apply(damage::Kind::CutToPages, &cut.join("sled")),
            3 => damage::apply(damage::Kind::ZeroTail, &cut.join("sled")),
            _ => {
                damage::apply(damage::ALL[number % damage::ALL.len()], &cut.join("sled"));
                let _none_yet = fs::remove_file(cut.join("checkpoint"));
            }
        }
        let (engine, recovery) = open(&cut);
        assert!(recovery.missing.is_empty(), "{recovery:?}");
        let last = verify(&engine, 1, *acknowledged);
        clean(&engine);
        assert_eq!(engine.commit(batch(last + 1)).unwrap(), last + 1);
        drop(engine);
        fs::remove_dir_all(&cut).unwrap();
    }
}

/// A mounted file system that is unmounted when dropped.
struct Mount(PathBuf);

impl Mount {
    fn new(at: PathBuf, what: &[&str]) -> Result<Self, String> {
        fs::create_dir_all(&at).map_err(|error| error.to_string())?;
        run(Command::new("mount").args(what).arg(&at))?;
        Ok(Self(at))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // sled's threads close their files a little after the engine is gone; a mount left behind would be what the
        // next round sees.
        for _ in 0..200 {
            match run(Command::new("umount").arg(&self.0)) {
                Ok(()) => return,
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
        assert!(std::thread::panicking(), "{} cannot be unmounted", self.0.display());
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let out = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if out.status.success() {
        Ok(())
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&out.stderr).trim()))
    }
}

/// The image of a mounted ext4 holds only what the file system has written out: copying it while the writer is
/// stopped is what a power cut leaves.
#[test]
fn power_cuts_of_a_real_file_system_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let image = home.path().join("disk.img");
    fs::File::create(&image).unwrap().set_len(96 << 20).unwrap();
    let made = run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image))
        .and_then(|()| Mount::new(home.path().join("live"), &["-o", "loop", image.to_str().unwrap()]));
    let live = match made {
        Ok(live) => live,
        Err(error) => return println!("skipped: no loop mount here ({error})"),
    };
    let root = live.0.join("store");
    let mut random = fastrand::Rng::with_seed(40);
    let mut writer = Writer::start(&root);
    for number in 0..15 {
        writer.wait_for(random.u64(5..150));
        writer.signal("-STOP");
        let acknowledged = writer.acknowledged();
        // A name of its own each round: a mount of an image that is mounted still shows that mount.
        let cut = home.path().join(format!("cut{number}.img"));
        fs::copy(&image, &cut).unwrap();
        writer.signal("-CONT");
        let at = home.path().join(format!("cut{number}"));
        let mounted = Mount::new(at, &["-o", "loop", cut.to_str().unwrap()]).unwrap();
        let (engine, recovery) = open(&mounted.0.join("store"));
        assert!(recovery.missing.is_empty() && recovery.lost_lines == 0, "{recovery:?}");
        verify(&engine, 1, acknowledged);
        clean(&engine);
        drop(engine);
        drop(mounted);
        fs::remove_file(&cut).unwrap();
        println!("{acknowledged} acknowledged: {recovery:?}");
    }
    writer.kill();
}

#[test]
fn a_full_disk_refuses_and_goes_on_when_there_is_room() {
    let home = tempfile::tempdir().unwrap();
    let mount = match Mount::new(home.path().join("small"), &["-t", "tmpfs", "-o", "size=48m", "none"]) {
        Ok(mount) => mount,
        Err(error) => return println!("skipped: no tmpfs mount here ({error})"),
    };
    let ballast = mount.0.join("ballast");
    fs::write(&ballast, vec![1; 24 << 20]).unwrap();
    let root = mount.0.join("store");
    let (engine, _) = open(&root);
    let mut saved = 0;
    let refusal = loop {
        match engine.commit(batch(saved + 1)) {
            Ok(n) => saved = n,
            Err(error) => break error,
        }
        if saved % 500 == 0 {
            // Let sled run into the full disk too.
            std::thread::sleep(Duration::from_millis(30));
        }
    };
    assert!(matches!(&refusal, quanke::store::StoreError::NotSaved(_)), "{refusal}");
    println!("{saved} commits, then: {refusal}");
    assert_eq!(verify(&engine, 1, saved), saved, "all that was saved can be read on the full disk");
    // Closing may or may not find room for the last checkpoint; either way nothing may be lost.
    println!("closing: {:?}", engine.close());
    // A start on the full disk works for reading, unless the full disk has broken sled itself: making it anew needs
    // room. Then the answer says so, and with room everything is back.
    let engine = match SledEngine::open(&root, Arc::new(ByRoom), Options::default()) {
        Ok((engine, _)) => engine,
        Err(quanke::store::StoreError::Io { source, .. }) => {
            assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
            println!("sled must be made anew: {source}");
            fs::remove_file(&ballast).unwrap();
            let (engine, recovery) = open(&root);
            assert!(recovery.missing.is_empty() && recovery.lost_lines == 0, "{recovery:?}");
            assert_eq!(verify(&engine, 1, saved), saved);
            assert_eq!(engine.commit(batch(saved + 1)).unwrap(), saved + 1);
            return clean(&engine);
        }
        Err(error) => panic!("{error}"),
    };
    assert_eq!(verify(&engine, 1, saved), saved);
    // Whatever the reserve gave back is taken too.
    let mut filler = fs::File::create(mount.0.join("filler")).unwrap();
    while filler.write_all(&[1; 1024]).is_ok() {}
    // A commit may still find a last gap (the journal's started page, the reserve as it is given up). It counts like
    // any other and is looked for below; soon there must be none, and what is refused must leave nothing.
    let mut refused = 0;
    for _ in 0..200 {
        match engine.commit(batch(saved + 1)) {
            Ok(n) => {
                assert_eq!(n, saved + 1);
                saved = n;
                refused = 0;
                while filler.write_all(&[1; 1024]).is_ok() {}
            }
            Err(error) => {
                assert!(matches!(&error, quanke::store::StoreError::NotSaved(_)), "{error}");
                assert_eq!(engine.last_seq().unwrap(), saved);
                refused += 1;
            }
        }
        if refused == 5 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(refused, 5, "a full disk refuses");
    assert!(engine.get(Table::Visit, format!("n{}", saved + 1).as_bytes()).unwrap().is_none());
    assert_eq!(verify(&engine, 1, saved), saved, "all that was saved can still be read");
    fs::remove_file(&ballast).unwrap();
    fs::remove_file(mount.0.join("filler")).unwrap();
    assert_eq!(engine.commit(batch(saved + 1)).unwrap(), saved + 1);
    for _ in 0..100 {
        if engine.trouble().is_none() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(engine.trouble(), None);
    engine.checkpoint().unwrap();
    clean(&engine);
    engine.close().unwrap();
    let (engine, _) = open(&root);
    assert_eq!(verify(&engine, 1, saved + 1), saved + 1);
    clean(&engine);
}
