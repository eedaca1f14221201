//! The table of registers: the first page of a filter from a store of 200,000 visits, sifting and sorting a million rows,
//! and rebuilding the screen over a million rows, which is what every message costs before it is drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use common::{Promises, Times};
use criterion::Criterion;
use iced::Size;
use quanke::desk::{Batch, Desk, Loader, NewVisit, SHIPPED};
use quanke::domain::fact::{Channel, Minute};
use quanke::domain::intake::StateName;
use quanke::domain::ledger::Ledger;
use quanke::domain::register::{Names, Row, Rows, Sieve, Sort, SortBy, Span, Standing, Wanted, sift, sorted};
use quanke::domain::visit::Visit;
use quanke::store::StoreError;
use quanke::this_pc::ThisPc;
use quanke::ui::App;
use quanke::ui::app::Message;
use quanke::ui::ctx::Route;
use quanke::ui::screen::{Message as OfScreen, records};
use quanke::ui::stage::{Play as _, Player, Stage};

const VISITS: u64 = 200_000;
const ROWS: u64 = 1_000_000;
const ROUNDS: usize = 200;
/// Entries of the first piece, as the screen asks for it.
const FIRST: usize = 256;

fn desk() -> Desk {
    let desk = Desk::in_memory(common::clock(), &SHIPPED).unwrap();
    common::set_up(&desk);
    desk
}

/// Visits of some years, ninety a day.
fn fill(desk: &Desk) {
    const BATCH: u64 = 1000;
    let pattern =
        desk.arrive(&NewVisit { people: 1, purpose: "咨询".into(), ..NewVisit::default() }).unwrap();
    let pattern = desk.leave(&pattern.id).unwrap();
    for from in (0..VISITS).step_by(BATCH as usize) {
        desk.store()
            .transact(|unit| {
                for at in from..from + BATCH {
                    let came = common::now() - TimeDelta::days((VISITS - at) as i64 / 90);
                    let visit = Visit {
                        id: format!("{:010}", unit.next_number("id/visit")?),
                        arrived: came,
                        begun: Some(came),
                        left: Some(came),
                        ..pattern.clone()
                    };
                    unit.put(&visit)?;
                }
                unit.entry(common::now(), "", "fill", "");
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}

/// A million matters, invented as facts alone.
fn million() -> Batch {
    let states = [StateName::Accepted, StateName::Done, StateName::Forwarded, StateName::Archived];
    let today = common::day();
    let rows: Vec<Row> = (0..ROWS)
        .map(|at| {
            let day = today - Days::new(at / 270);
            Row {
                key: ROWS - at,
                at: Minute::start_of(day),
                resident: at % 50_000 + 1,
                what: (at % 32 + 1) as u32,
                restricted: false,
                grid: (at % 200 + 40) as u32,
                staff: (at % 6 + 1) as u32,
                due: (at % 5 != 0).then(|| day + Days::new(at % 20)),
                standing: Standing::Matter(states[at as usize % states.len()]),
                channel: Channel::ALL.get(at as usize % Channel::ALL.len()).copied(),
                kept: false,
            }
        })
        .collect();
    let names = std::iter::once(String::new()).chain((1..240).map(|n| format!("FB{n:03}")));
    Batch { rows: rows.into(), names: names.collect(), done: true }
}

fn main() {
    let desk = desk();
    fill(&desk);
    let days = Span::All.days(desk.today());
    let mut first = Times::default();
    for _ in 0..ROUNDS {
        let batch = first.take(|| {
            let mut loader = Loader::new(Ledger::Visits, days);
            let batch = desk.read_register(&mut loader, FIRST).unwrap();
            let seen: Vec<u64> = batch.rows.iter().take(20).map(|row| row.key).collect();
            (batch.rows.len(), desk.register_lines(Ledger::Visits, &seen).unwrap())
        });
        assert_eq!((batch.0, batch.1.len()), (FIRST, 20));
    }

    let batch = million();
    let (mut rows, mut names) = (Rows::default(), Names::default());
    for name in &batch.names {
        let _ = names.place(name);
    }
    let _ = rows.push(Arc::clone(&batch.rows));
    let sieve = Sieve { standing: Wanted::Open, grid: Some(77), ..Sieve::open(common::day()) };
    let all = Sieve::open(common::day());
    let (mut sifting, mut sorting) = (Times::default(), Times::default());
    for _ in 0..ROUNDS / 10 {
        let _ = sifting.take(|| sift(&rows, 0, &sieve));
        let order = Sort { by: SortBy::Due, falling: false };
        let _ = sorting.take(|| sorted(&rows, sift(&rows, 0, &all), order, &names, &all));
    }

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = common::fresh_folder();
    let size = (1366, 698);
    let (app, task) = {
        let _within = runtime.enter();
        App::at_desk(desk, ThisPc::default(), folder.path().to_owned(), Size::new(1366.0, 698.0))
    };
    let mut player = Player::new(app, task, size, 1.0).unwrap();
    player.send(Message::Go(Route::Records)).unwrap();
    let mut stage = Stage::new(size, 1.0).unwrap();
    let redraw = [stage.redraw()];
    let (mut few, mut many) = (Times::default(), Times::default());
    let _ = stage.feed(player.program().view(), &redraw);
    for _ in 0..ROUNDS {
        let _ = few.take(|| stage.feed(player.program().view(), &[]));
    }
    // The pieces of the first reading go on as if they were read.
    let piece = OfScreen::Records(records::Message::Piece(1, batch));
    player.send(Message::Screen(piece)).unwrap();
    let _ = stage.feed(player.program().view(), &redraw);
    for _ in 0..ROUNDS {
        let _ = many.take(|| stage.feed(player.program().view(), &[]));
    }

    let mut promises = Promises::default();
    first.tell("first page, 200,000 visits");
    sifting.tell("a filter over 1,000,000 rows");
    sorting.tell("all sorted by due day, 1,000,000 rows");
    few.tell("screen rebuilt, no rows");
    many.tell("screen rebuilt, 1,000,000 rows");
    promises.add("first page of a register, 200,000 visits, median", first.median(), 20.0, " ms");
    promises.add("a filter over 1,000,000 rows, median", sifting.median(), 20.0, " ms");
    promises.add("screen rebuilt, 1,000,000 rows, median", many.median(), 1.0, " ms");

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("records/rebuild 1000000", |bench| {
        bench.iter(|| stage.feed(player.program().view(), &[]));
    });
    criterion.bench_function("records/sift 1000000", |bench| bench.iter(|| sift(&rows, 0, &sieve)));
    criterion.final_summary();
    promises.tell();
}
