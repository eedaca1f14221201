//! Rebuilding a list of 100,000 rows: what every message to a screen with a ledger costs before it is drawn.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Promises, Times, people};
use criterion::Criterion;
use iced::widget::{column, row};
use iced::{Element, Length};
use quanke::ui::component::list_row;
use quanke::ui::stage::Stage;
use quanke::ui::text;
use quanke::ui::theme::{Look, Mode, size};
use quanke::ui::widget::{Scroll, ScrollState, vscroll};

const ROWS: usize = 100_000;
const FEW: usize = 100;
const ROUNDS: usize = 400;
const COLUMNS: [f32; 5] = [110.0, 110.0, 150.0, 260.0, 320.0];

#[derive(Debug, Clone)]
enum Message {
    /// What the list tells is told to the program in its next build.
    Scroll(#[allow(dead_code)] Scroll),
    Press(#[allow(dead_code)] usize),
}

/// The ledger as a screen builds it: serial, day, name, matter, address.
fn view<'a>(look: Look, ledger: &'a [[String; 5]], state: &ScrollState) -> Element<'a, Message> {
    let rows = |range: std::ops::Range<usize>| {
        let lines = range.map(|index| {
            let cells = ledger[index].iter().zip(COLUMNS).map(|(cell, width)| {
                text::one_line(text::body(look, cell.as_str())).width(Length::Fixed(width)).into()
            });
            list_row(look, index == 3, row(cells), Some(Message::Press(index)), None)
                .height(size::ROW_LIST)
                .into()
        });
        column(lines).into()
    };
    vscroll(look, ledger.len(), size::ROW_LIST, state, rows, Message::Scroll).into()
}

fn ledger(rows: usize) -> Vec<[String; 5]> {
    let mut rng = fastrand::Rng::with_seed(3);
    (1..=rows)
        .map(|n| {
            [
                format!("受26-{n:04}"),
                format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
                people::name(&mut rng),
                "城乡居民医保参保登记帮办".to_owned(),
                format!("幸福里小区 {}号楼 {}单元 {}", n % 40 + 1, n % 6 + 1, n % 1800 + 101),
            ]
        })
        .collect()
}

fn main() {
    let look = Look::new(Mode::Light);
    let (many, few) = (ledger(ROWS), ledger(FEW));
    let mut stage = Stage::new((1366, 698), 1.0).unwrap();
    let fit = stage.size().height;
    let at = |top: f64| ScrollState { top, fit };
    let row = f64::from(size::ROW_LIST);
    let redraw = [stage.redraw()];

    let (mut same, mut small) = (Times::default(), Times::default());
    let (mut line, mut page) = (Times::default(), Times::default());
    let half = ROWS as f64 / 2.0 * row;
    for _ in 0..ROUNDS {
        // Once before each measure, so that the stage knows the list it is asked about.
        let _ = stage.feed(view(look, &few, &at(row)), &redraw);
        let _ = small.take(|| stage.feed(view(look, &few, &at(row)), &[]));
        let _ = stage.feed(view(look, &many, &at(half)), &redraw);
        let _ = same.take(|| stage.feed(view(look, &many, &at(half)), &[]));
    }
    for step in 0..ROUNDS {
        let top = half + step as f64 * row;
        let _ = line.take(|| stage.feed(view(look, &many, &at(top)), &[]));
    }
    for step in 0..ROUNDS {
        let top = half - (step + 1) as f64 * f64::from(fit);
        let _ = page.take(|| stage.feed(view(look, &many, &at(top)), &[]));
    }
    let seen = stage.survey(view(look, &many, &at(half)));
    println!("{} rows, {} things seen with words", many.len(), seen.len());
    let mut promises = Promises::default();
    small.tell("rebuild, 100 rows");
    same.tell("rebuild, 100,000 rows");
    line.tell("scrolled by one row, 100,000 rows");
    page.tell("scrolled by a page, 100,000 rows");
    promises.add("list rebuild, 100,000 rows, median", same.median(), 1.0, " ms");
    println!("        100,000 against 100 rows {:.3} x", same.median() / small.median());

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("table/rebuild 100000", |bench| {
        bench.iter(|| stage.feed(view(look, &many, &at(half)), &[]));
    });
    let mut step = 0.0;
    criterion.bench_function("table/scroll by a row", |bench| {
        bench.iter(|| {
            step += 1.0;
            stage.feed(view(look, &many, &at(half + step % 40_000.0 * row)), &[])
        });
    });
    criterion.final_summary();
    promises.tell();
}
