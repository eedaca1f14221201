//! What the benches share: times and their quantiles, promises, invented people, folders to measure in.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod disk;
pub mod people;
pub mod visits;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use quanke::desk::{Clock, Desk, FirstRun, SHIPPED, ShiftedClock};
use quanke::domain::community::Community;
use quanke::store::records::Indexes;
use quanke::store::{Options, SledEngine, Store, store_key};

/// Raised when what is filled in changes: kept folders of another edition are made anew.
const EDITION: u32 = 1;

/// 2026-05-07, a Thursday.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()
}

/// A clock that stands at 10:24 of [`day`].
pub fn clock() -> Arc<dyn Clock> {
    Arc::new(ShiftedClock::standing(day(), NaiveTime::from_hms_opt(10, 24, 0).unwrap()).unwrap())
}

/// Its time.
pub fn now() -> DateTime<FixedOffset> {
    clock().now()
}

/// A desk in a folder, set up the first time.
pub fn desk_in(folder: &Path) -> Desk {
    let (desk, _recovery) = Desk::open_folder(folder, clock(), &SHIPPED).unwrap();
    if desk.is_new() {
        set_up(&desk);
    }
    desk
}

/// The community and its first worker.
pub fn set_up(desk: &Desk) {
    desk.first_run(&FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: false })
        .unwrap();
    desk.save_community(&Community {
        street: "渭滨街道".into(),
        address: "测试路1号".into(),
        enquiry_phone: "0913-200 0000".into(),
        supervision_phone: "0913-200 0001".into(),
        hours: "8:30-12:00 14:00-17:30".parse().unwrap(),
        ..desk.book().community.clone()
    })
    .unwrap();
}

/// A new folder beside the build, on a real disk: where `/tmp` is kept in memory a sync costs nothing.
pub fn fresh_folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// A store that takes long to fill, kept for the next run. `fill` gets it empty, after [`set_up`].
pub fn kept_folder(name: &str, fill: impl FnOnce(&Desk, &Store)) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{name}-{EDITION}"));
    let done = folder.join("filled");
    if !done.exists() {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap();
        }
        println!("filling {name} once …");
        let begun = Instant::now();
        drop(desk_in(&folder));
        let secret = store_key(&folder).unwrap();
        // More room than the desk has, so that filling is not slowed by pages going in and out; sled takes ten times as much as it is given.
        let options = Options { cache_bytes: 256 << 20, ..Options::default() };
        let (engine, _recovery) = SledEngine::open(&folder, Arc::new(Indexes::new(secret)), options).unwrap();
        let engine = Arc::new(engine);
        let store = Store::new(Arc::clone(&engine) as Arc<dyn quanke::store::Engine>);
        let desk = Desk::open(store.clone(), secret, clock(), &SHIPPED).unwrap();
        fill(&desk, &store);
        drop((desk, store));
        Arc::into_inner(engine).expect("nobody else has the engine").close().unwrap();
        std::fs::write(done, "").unwrap();
        println!("filled {name} in {:.0} s", begun.elapsed().as_secs_f64());
    }
    folder
}

/// Measured times, in order of size: by the wall clock, and less the time this thread stood in line for a core. On a
/// machine that others share only the second says something of the program.
#[derive(Debug, Clone, Default)]
pub struct Times {
    wall: Vec<Duration>,
    own: Vec<Duration>,
}

/// How long this thread has been ready to run without a core, where the system tells (Linux).
fn stood_in_line() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let waited = told.split_whitespace().nth(1).and_then(|word| word.parse().ok());
    Duration::from_nanos(waited.unwrap_or(0))
}

fn put_in_order(times: &mut Vec<Duration>, time: Duration) {
    let at = times.partition_point(|known| *known <= time);
    times.insert(at, time);
}

impl Times {
    /// A time taken elsewhere.
    pub fn push(&mut self, time: Duration) {
        put_in_order(&mut self.wall, time);
        put_in_order(&mut self.own, time);
    }

    /// Runs a job and takes its time.
    pub fn take<T>(&mut self, job: impl FnOnce() -> T) -> T {
        let before = stood_in_line();
        let begun = Instant::now();
        let done = std::hint::black_box(job());
        let wall = begun.elapsed();
        let waited = stood_in_line().saturating_sub(before);
        put_in_order(&mut self.wall, wall);
        put_in_order(&mut self.own, wall.saturating_sub(waited));
        done
    }

    /// The time that a share of all did not exceed, ms, without the time in line for a core.
    pub fn quantile(&self, share: f64) -> f64 {
        quantile(&self.own, share)
    }

    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    pub fn p99(&self) -> f64 {
        self.quantile(0.99)
    }

    /// The mean: what rare slow ones cost shows here and not in the median.
    pub fn mean(&self) -> f64 {
        self.own.iter().sum::<Duration>().as_secs_f64() * 1e3 / self.own.len() as f64
    }

    /// The 99th percentile by the wall clock.
    pub fn wall_p99(&self) -> f64 {
        quantile(&self.wall, 0.99)
    }

    /// One line: median, mean and p99, then median and p99 by the wall clock, and how many.
    pub fn tell(&self, name: &str) {
        println!(
            "{name:<42} median {:>8.4} ms  mean {:>8.4} ms  p99 {:>8.4} ms   (wall {:>8.4}, {:>8.4})  of {}",
            self.median(),
            self.mean(),
            self.p99(),
            quantile(&self.wall, 0.5),
            quantile(&self.wall, 0.99),
            self.wall.len()
        );
    }
}

fn quantile(times: &[Duration], share: f64) -> f64 {
    let rank = (share * times.len() as f64).ceil() as usize;
    let at = rank.clamp(1, times.len().max(1)) - 1;
    times.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

/// What was promised, what came, and whether it holds.
#[derive(Debug, Default)]
pub struct Promises(Vec<(String, String, String, bool)>);

impl Promises {
    /// One promise: it is kept when `got` is at most `most`.
    pub fn add(&mut self, what: &str, got: f64, most: f64, unit: &str) {
        self.0.push((what.to_owned(), format!("{got:.3}{unit}"), format!("{most}{unit}"), got <= most));
    }

    /// Prints them as a table: the last thing a bench says.
    pub fn tell(&self) {
        println!("\n{:<58} {:>14} {:>14}", "promise", "measured", "at most");
        for (what, got, most, kept) in &self.0 {
            println!("{what:<58} {got:>14} {most:>14}  {}", if *kept { "kept" } else { "MISSED" });
        }
    }
}
