//! From the start of a process to its first drawn frame, with an empty store and with one of 100,000 visits. The store
//! opens behind the first frame; how long that takes is told besides.
//!
//! Each start is a process of its own: this one, called again with a folder in its environment.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use common::{Promises, Times, fresh_folder, kept_folder, people};
use criterion::Criterion;
use iced::futures::StreamExt as _;
use iced_runtime::Action;
use quanke::desk::{Decision, Desk, form_of};
use quanke::domain::form::fill_implied;
use quanke::domain::intake::{Closing, Intake, Step};
use quanke::domain::issued::IssuedPaper;
use quanke::domain::lang::Lang;
use quanke::domain::material::receive_all;
use quanke::domain::visit::Visit;
use quanke::store::{Store, StoreError};
use quanke::ui::App;
use quanke::ui::app::{Message, Start};
use quanke::ui::stage::{Play as _, Stage};

const VISITS: u32 = 100_000;
const RESIDENTS: u32 = 5_000;
/// Visits on one day.
const A_DAY: u32 = 90;
/// Starts of each kind.
const ROUNDS: usize = 15;
const FOLDER: &str = "QUANKE_BENCH_FIRST_FRAME";

/// One matter taken in as the desk does, which the others repeat with other people on other days.
fn pattern(desk: &Desk) -> (Visit, Intake, IssuedPaper) {
    let mut draft = desk.open_form("FB11", None, None).unwrap().draft;
    let person = [
        ("_name", "测试甲".to_owned()),
        ("_id", people::document(&mut fastrand::Rng::with_seed(9), 200_001)),
        ("_phone", "13800005178".to_owned()),
        ("_address", "幸福里小区 1号楼 2单元 201".to_owned()),
        ("request", "renew".to_owned()),
        ("paid", "yes".to_owned()),
        ("last_year_gap", "no".to_owned()),
    ];
    draft.entries.extend(person.map(|(key, value)| (key.to_owned(), value)));
    let book = desk.book();
    let item = book.catalogue.item("FB11").unwrap();
    let form = form_of(item, None);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
    receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
    draft.document_seen = true;
    let finished = desk.finish(&draft, &Decision::Accept).unwrap();
    let visit = desk.leave(&finished.visit.id).unwrap();
    let closing = Closing { result: "办结".to_owned(), at: common::now() };
    let intake = finished.intake.step(Step::Finish { closing }, common::now(), "", None).unwrap();
    (visit, intake, finished.papers[0].clone())
}

/// Three years of visits, the last on the desk's day, each with a finished matter and its paper.
fn fill(desk: &Desk, store: &Store) {
    const BATCH: u32 = 500;
    people::fill(store, RESIDENTS);
    let (visit, intake, paper) = pattern(desk);
    let mut index = 0;
    while index < VISITS {
        let until = VISITS.min(index + BATCH);
        store
            .transact(|unit| {
                for index in index..until {
                    let days = i64::from((VISITS - 1 - index) / A_DAY);
                    let at =
                        common::now() - TimeDelta::days(days) - TimeDelta::minutes(i64::from(index % A_DAY));
                    let resident = Some(format!("{:010}", index % RESIDENTS + 1));
                    let id = format!("{:010}", unit.next_number("id/intake")?);
                    let serial = format!("受{:02}-{:04}", 20 + index / 40_000, index % 40_000 + 10).parse();
                    let serial = serial.expect("a serial");
                    let visit = Visit {
                        id: format!("{:010}", unit.next_number("id/visit")?),
                        arrived: at,
                        begun: Some(at),
                        left: Some(at),
                        resident: resident.clone(),
                        intakes: vec![id.clone()],
                        ..visit.clone()
                    };
                    unit.put(&Intake {
                        id: id.clone(),
                        visit: visit.id.clone(),
                        received_at: at,
                        resident,
                        serials: vec![serial],
                        ..intake.clone()
                    })?;
                    unit.put(&IssuedPaper { serial, subject: id, ..paper.clone() })?;
                    unit.put(&visit)?;
                }
                unit.entry(common::now(), "", "fill", until.to_string());
                Ok::<_, StoreError>(())
            })
            .unwrap();
        index = until;
    }
}

/// Boots the program and draws its first frame, while the store opens on another thread as it does in the window.
/// Answers the time to the frame and to the open store.
fn start(folder: &Path) -> (Duration, Duration) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let begun = Instant::now();
    let (app, task) = App::boot(Start::new(folder.to_owned(), Some(Lang::Zh), Some(common::day())));
    let mut stream = iced_runtime::task::into_stream(task).unwrap();
    let opening = runtime.spawn(async move {
        while let Some(action) = stream.next().await {
            if let Action::Output(Message::Opened(opened)) = action {
                return (begun.elapsed(), opened);
            }
        }
        panic!("the store was never opened");
    });
    let mut stage = Stage::new((1366, 698), 1.0).unwrap();
    let picture = stage.picture(app.view(), &app.theme()).unwrap();
    let drawn = begun.elapsed();
    assert!(picture.pixels().any(|pixel| pixel != picture.get_pixel(0, 0)), "nothing was drawn");
    let (open, opened) = runtime.block_on(opening).unwrap();
    let (desk, _recovery, _trouble) = opened.unwrap();
    assert!(!desk.is_new());
    (drawn, open)
}

/// Starts a process that measures itself.
fn measured(folder: &Path) -> (Duration, Duration) {
    let own = std::env::current_exe().unwrap();
    let out = Command::new(own).env(FOLDER, folder).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let told: Vec<u64> = text.split_whitespace().map(|word| word.parse().unwrap()).collect();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    (Duration::from_nanos(told[0]), Duration::from_nanos(told[1]))
}

fn main() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let (drawn, open) = start(&PathBuf::from(folder));
        println!("{} {}", drawn.as_nanos(), open.as_nanos());
        return;
    }
    let full = kept_folder("visits-100000", fill);
    let empty = fresh_folder();
    drop(common::desk_in(empty.path()));
    let (mut frame_empty, mut frame_full) = (Times::default(), Times::default());
    let (mut open_empty, mut open_full) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        for (folder, frame, open) in [
            (empty.path(), &mut frame_empty, &mut open_empty),
            (full.as_path(), &mut frame_full, &mut open_full),
        ] {
            let (drawn, opened) = measured(folder);
            frame.push(drawn);
            open.push(opened);
        }
    }
    let mut promises = Promises::default();
    frame_empty.tell("first frame, empty store");
    frame_full.tell("first frame, 100,000 visits");
    open_empty.tell("store open, empty");
    open_full.tell("store open, 100,000 visits");
    promises.add(
        "first frame, 100,000 visits against empty",
        frame_full.median() / frame_empty.median(),
        2.0,
        " x",
    );

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("first_frame");
    group.sample_size(10);
    // In a process that is warm, and without the store: what is left is the frame itself.
    group.bench_function("frame alone, warm", |bench| {
        bench.iter(|| {
            let start = Start::new(empty.path().to_owned(), Some(Lang::Zh), Some(common::day()));
            let (app, _never_run) = App::boot(start);
            let mut stage = Stage::new((1366, 698), 1.0).unwrap();
            stage.picture(app.view(), &app.theme()).unwrap()
        });
    });
    group.finish();
    criterion.final_summary();
    promises.tell();
}
