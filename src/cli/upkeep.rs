//! `quanke setup`, `practice`, `check` and `backup`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::desk::{Desk, DeskError, FirstRun, SetClock};
use crate::domain::staff::Staff;
use crate::exchange::practice::{Plan, PracticeError, Tally, fill};
use crate::store::StoreError;
use crate::t;

use super::out::{Fault, Out, note};
use super::place::Place;

/// How often a long job says how far it is.
const A_WORD: Duration = Duration::from_millis(500);

#[derive(Args)]
pub(super) struct Setup {
    #[arg(long, value_name = "NAME")]
    community: String,
    #[arg(long, value_name = "NAME")]
    worker: String,
    #[arg(long)]
    practice: bool,
}

#[derive(Serialize)]
struct SetUp {
    community: String,
    practice: bool,
    folder: String,
}

pub(super) fn setup(args: &Setup, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    for (text, code) in [(&args.community, "community"), (&args.worker, "worker")] {
        if text.trim().is_empty() {
            return Err(Fault::said("empty", crate::i18n::desk_error(words, &DeskError::Empty(code)), 2));
        }
    }
    if place.today.is_some() && !args.practice {
        return Err(Fault::said("today", t!(words, "cli-today"), 2));
    }
    let desk = place.open_or_make(place.clock())?;
    if !desk.is_new() {
        let name = desk.book().community.name.clone();
        return Err(Fault::said("exists", t!(words, "cli-set-up-already", name = name), 1));
    }
    let first =
        FirstRun { community: args.community.clone(), worker: args.worker.clone(), practice: args.practice };
    desk.first_run(&first)?;
    let community = desk.book().community.name.clone();
    let folder = place.data.display().to_string();
    out.answer(
        &SetUp { community: community.clone(), practice: args.practice, folder: folder.clone() },
        || {
            let mut lines = vec![t!(words, "cli-set-up", name = community, folder = folder)];
            if args.practice {
                lines.push(t!(words, "practice-line"));
            }
            lines
        },
    )
}

#[derive(Args)]
pub(super) struct Practice {
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=20))]
    years: u32,
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=1000))]
    per_day: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[derive(Serialize)]
struct Filled {
    #[serde(flatten)]
    tally: Tally,
    seconds: f64,
}

pub(super) fn practice(args: &Practice, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let clock = Arc::new(SetClock::new(place.clock().now()));
    let plan = Plan { years: args.years, per_day: args.per_day, seed: args.seed, until: place.day() };
    let desk = place.open_or_make(clock.clone())?;
    if desk.is_new() {
        set_up_practice(&desk)?;
    }
    let begun = Instant::now();
    let mut going = Going::new();
    let mut progress = |tally: &Tally| {
        let (days, of, visits) = (tally.days, tally.of_days, tally.visits);
        going.say(|| t!(words, "cli-practice-going", days = days, of = of, visits = visits));
    };
    let stop = stop_on_signal().map_err(StoreError::io("listen for signals")).map_err(DeskError::from)?;
    let tally = fill(&desk, &clock, &plan, &mut progress, &stop).map_err(|error| match error {
        PracticeError::Desk(error) => error.into(),
        PracticeError::NotEmpty => Fault::said("not_empty", t!(words, "cli-not-empty"), 1),
        PracticeError::NoItems => Fault::said("no_items", t!(words, "cli-no-items"), 1),
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    out.answer(&Filled { tally, seconds }, || {
        let stopped = tally.stopped.then(|| t!(words, "cli-practice-stopped"));
        let done = t!(
            words,
            "cli-practice-done",
            days = tally.days,
            visits = tally.visits,
            intakes = tally.intakes,
            residents = tally.residents,
            bookings = tally.bookings,
            seconds = format!("{seconds:.1}")
        );
        stopped.into_iter().chain([done]).collect()
    })
}

/// Says now and then on standard error how far a long job is, where a person is looking on.
pub(super) struct Going {
    shows: bool,
    last: Instant,
}

impl Going {
    /// From now on. A file or a pipe is not filled with such lines.
    pub fn new() -> Self {
        Self { shows: std::io::stderr().is_terminal(), last: Instant::now() }
    }

    /// Says it, unless something was said a moment ago.
    pub fn say(&mut self, words: impl FnOnce() -> String) {
        if self.shows && self.last.elapsed() > A_WORD {
            self.last = Instant::now();
            note(&words());
        }
    }
}

/// Set by Ctrl+C, or by the SIGTERM a script sends. A second one ends the process at once: what is stored by then is
/// whole all the same.
pub(super) fn stop_on_signal() -> std::io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// A community and workers that are plainly invented, where nobody has set a practice store up.
fn set_up_practice(desk: &Desk) -> Result<(), Fault> {
    desk.first_run(&FirstRun {
        community: "凤鸣".to_owned(), worker: "周敏".to_owned(), practice: true
    })?;
    for name in ["测试甲", "测试乙"] {
        let worker = Staff {
            id: String::new(),
            name: name.to_owned(),
            role: crate::domain::staff::Role::Generalist,
            restricted: false,
            pin_hash: None,
            retired: false,
        };
        desk.save_staff(&worker, None)?;
    }
    let mut community = desk.book().community.clone();
    "示例街道".clone_into(&mut community.street);
    "凤鸣路 1 号".clone_into(&mut community.address);
    "0913-2000000".clone_into(&mut community.enquiry_phone);
    community.windows.push(crate::domain::community::Window { number: 2, name: String::new() });
    desk.save_community(&community)?;
    Ok(())
}

#[derive(Serialize)]
struct Checked {
    clean: bool,
    lines: u64,
    records: u64,
    index_entries: u64,
    problems: Vec<String>,
    /// Problems beyond those named.
    unnamed: u64,
    notes: Vec<String>,
}

pub(super) fn check(place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let desk = place.open()?;
    let engine = desk.engine().ok_or(crate::store::StoreError::Broken)?;
    let report = engine.check(&mut |_| {})?;
    let clean = report.is_clean();
    let checked = Checked {
        clean,
        lines: report.lines,
        records: report.records,
        index_entries: report.index_entries,
        problems: report.problems,
        unnamed: report.unnamed,
        notes: report.notes,
    };
    out.answer(&checked, || {
        let mut lines = checked.problems.clone();
        lines.extend(checked.notes.iter().cloned());
        if checked.unnamed > 0 {
            lines.push(t!(words, "cli-check-more", count = checked.unnamed));
        }
        lines.push(if clean {
            let (entries, records) = (checked.index_entries, checked.records);
            t!(words, "cli-check-clean", lines = checked.lines, records = records, entries = entries)
        } else {
            t!(words, "cli-check-bad", count = checked.problems.len() as u64 + checked.unnamed)
        });
        lines
    })?;
    if clean { Ok(()) } else { Err(Fault::Told) }
}

#[derive(Serialize)]
struct BackedUp {
    commit: u64,
    records: u64,
    file: String,
}

pub(super) fn backup(place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open()?;
    let engine = desk.engine().ok_or(crate::store::StoreError::Broken)?;
    let made = engine.backup(&mut |_| {})?;
    let file = made.path.display().to_string();
    out.answer(&BackedUp { commit: made.seq, records: made.records, file: file.clone() }, || {
        vec![t!(place.words, "cli-backed-up", records = made.records, file = file)]
    })
}
