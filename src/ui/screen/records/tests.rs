//! What the screen does between two messages, which a stage runs through at once.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use crate::desk::{Desk, SHIPPED, SetClock};
use crate::domain::fact::Minute;
use crate::domain::lang::Lang;
use crate::domain::register::sift;
use crate::i18n::Words;
use crate::paper::Fonts;
use crate::this_pc::ThisPc;
use crate::ui::theme::{Look, Mode};

use super::*;

fn ctx() -> Ctx {
    let now = "2026-05-07T10:24:00+08:00".parse().unwrap();
    let desk = Desk::in_memory(Arc::new(SetClock::new(now)), &SHIPPED).unwrap();
    Ctx {
        book: desk.book(),
        desk: Arc::new(desk),
        words: Words::new(Lang::Zh),
        look: Look::new(Mode::Light),
        now,
        reveal: false,
        width: 1366.0,
        pc: Arc::new(ThisPc::default()),
        data: Arc::new(PathBuf::new()),
        fonts: Arc::new(Fonts::bundled().unwrap()),
    }
}

/// Rows of the workers 1 and 2 in turn.
fn batch(keys: std::ops::Range<u64>, ctx: &Ctx, done: bool) -> Batch {
    let row = |key: u64| Row {
        key,
        at: Minute::of(ctx.now),
        resident: 0,
        what: 0,
        restricted: false,
        grid: 0,
        staff: 1 + (key % 2) as u32,
        due: None,
        kept: false,
        standing: Standing::Decline(false),
        channel: None,
    };
    Batch { rows: keys.map(row).collect(), names: Vec::new(), done }
}

#[test]
fn while_rows_still_come_they_are_sifted_off_the_drawing_thread_and_none_is_missed() {
    let ctx = ctx();
    let (mut screen, _reading) = RecordsScreen::new(&ctx);
    let round = screen.round;
    let says = |screen: &mut RecordsScreen, message| drop(screen.update(message, &ctx));
    says(&mut screen, Message::Piece(round, batch(0..4, &ctx, false)));
    assert_eq!(screen.shown, [0, 1, 2, 3]);

    screen.criteria.staff = Some(1);
    let _sifting = screen.sift(&ctx);
    assert_eq!(screen.shown, [0, 1, 2, 3], "not in the call that draws");
    // The sifting has the rows there were; more come before it is done, and the last after.
    let (rows, sieve, sifting) = (screen.rows.clone(), screen.sieve(&ctx), screen.sifting);
    says(&mut screen, Message::Piece(round, batch(4..7, &ctx, true)));
    says(&mut screen, Message::Read(round, Ok(())));
    says(&mut screen, Message::Sifted(sifting, sift(&rows, 0, &sieve)));
    assert_eq!(screen.shown, [0, 2, 4, 6]);

    // Of two changes one after the other the first is dropped.
    screen.criteria.staff = Some(2);
    let _sifting = screen.sift(&ctx);
    says(&mut screen, Message::Sifted(sifting, vec![0]));
    assert_eq!(screen.shown, [0, 2, 4, 6]);
}
