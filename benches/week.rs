//! Rebuilding the week of a room with 200 blocks, beside an empty grid in the same run; and what one step of a drag
//! over it costs, drawing included.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Promises, Times};
use criterion::Criterion;
use iced::advanced::mouse;
use iced::{Element, Event, Point, Size};
use quanke::ui::component::{BlockFace, BlockKind, block, day_head};
use quanke::ui::stage::Stage;
use quanke::ui::theme::{Look, Mode};
use quanke::ui::widget::grid::{Ghost, GridEvent, Spot, grid, grid_block, lane};

const BLOCKS: usize = 200;
const ROUNDS: usize = 400;
const DAYS: usize = 7;

type Message = GridEvent<usize>;

/// Bookings spread over a week so that most stand alone and some side by side.
fn bookings(count: usize) -> Vec<(usize, u16, u16, BlockFace)> {
    let kinds = [BlockKind::Course, BlockKind::Team, BlockKind::Party, BlockKind::Pending];
    (0..count)
        .map(|n| {
            let from = 480 + (n / DAYS * 97 % 740) as u16 / 15 * 15;
            let to = from + 45 + (n % 4) as u16 * 15;
            let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
            let mut face = BlockFace::new(
                kinds[n % kinds.len()],
                format!("{}–{}", clock(from), clock(to)),
                format!("合唱提高班{n}"),
            );
            face.start = clock(from);
            face.second = format!("第 {}/15 次", n % 15 + 1);
            (n % DAYS, from, to, face)
        })
        .collect()
}

fn view(look: Look, bookings: &[(usize, u16, u16, BlockFace)], spot: usize) -> Element<'_, Message> {
    let lanes = (0..DAYS).map(|day| lane(day_head(look, format!("5/{}", day + 4), "周四", None))).collect();
    let blocks = bookings
        .iter()
        .enumerate()
        .map(|(id, (day, from, to, face))| {
            let face = BlockFace { selected: id == spot, ..face.clone() };
            grid_block(id, *day, *from, *to, move |size| block(look, &face, size)).buffers(0, 15)
        })
        .collect();
    let ghost = move |_: &Ghost<usize>, size: Size| {
        block(look, &BlockFace::new(BlockKind::Ghost, "09:00–11:00", "合唱提高班"), size)
    };
    grid(look, "week", 480..1320, lanes, blocks, ghost, |event| event)
        .spot(Some(Spot::Block(spot)))
        .now(Some((627, 3..4)))
        .into()
}

fn main() {
    let look = Look::new(Mode::Light);
    let (full, empty) = (bookings(BLOCKS), bookings(0));
    let mut stage = Stage::new((938, 552), 1.0).unwrap();
    let redraw = [stage.redraw()];

    let (mut none, mut all, mut chosen) = (Times::default(), Times::default(), Times::default());
    for round in 0..ROUNDS {
        let _ = stage.feed(view(look, &empty, 0), &redraw);
        let _ = none.take(|| stage.feed(view(look, &empty, 0), &[]));
        let _ = stage.feed(view(look, &full, 0), &redraw);
        let _ = all.take(|| stage.feed(view(look, &full, 0), &[]));
        let _ = chosen.take(|| stage.feed(view(look, &full, round % BLOCKS), &redraw));
    }
    none.tell("rebuild, empty week");
    all.tell("rebuild, 200 blocks");
    chosen.tell("another block chosen, 200 blocks");

    // A drag: the widget lives on between the steps, as in a window, and the picture is drawn after each.
    let path = |step: usize| Point::new(120.0 + (step % 600) as f32, 120.0 + (step * 7 % 400) as f32);
    let press = Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
    stage.point_at(Some(path(0)));
    let _ = stage.feed(view(look, &full, 0), &[press]);
    let mut step_of = Times::default();
    for step in 1..ROUNDS {
        stage.point_at(Some(path(step)));
        let moved = Event::Mouse(mouse::Event::CursorMoved { position: path(step) });
        let _ = step_of.take(|| stage.feed(view(look, &full, 0), &[moved]));
    }
    step_of.tell("one step of a drag, with a rebuild");

    let mut promises = Promises::default();
    promises.add("week view rebuild, 200 blocks, median", all.median(), 2.0, " ms");
    promises.tell();
    println!("        200 blocks against none {:.2} x", all.median() / none.median());

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("week/rebuild 200", |bench| {
        bench.iter(|| stage.feed(view(look, &full, 0), &[]));
    });
    criterion.bench_function("week/rebuild empty", |bench| {
        bench.iter(|| stage.feed(view(look, &empty, 0), &[]));
    });
    criterion.final_summary();
}
