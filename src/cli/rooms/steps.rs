//! `quanke rooms approve`, `reject`, `key-out`, `key-back`, `no-show` and `undo`.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::domain::booking::{Booking, Condition};
use crate::t;

use super::super::out::{Fault, Out};
use super::super::place::Place;
use super::change::told;
use super::doc::{BookingDoc, TakenDoc, row, taken_text};
use super::refusal::{refused, required};

#[derive(Args)]
pub(super) struct Approve {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long)]
    whole: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct AnsweredDoc {
    approved: Vec<BookingDoc>,
    /// Something else is there by now; they wait on.
    blocked: Vec<BlockedDoc>,
    /// Others that wanted the same time.
    rejected: Vec<BookingDoc>,
}

#[derive(Serialize)]
struct BlockedDoc {
    #[serde(flatten)]
    booking: BookingDoc,
    with: Vec<TakenDoc>,
}

/// A yes. When nothing at all could be approved, the exit code says so.
pub(super) fn approve(args: &Approve, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let desk = place.open_to_work(args.worker.as_deref())?;
    let answered = desk.approve_booking(&args.id, args.whole).map_err(|error| refused(place, out, &error))?;
    let book = desk.book();
    let blocked = answered.blocked.iter().map(|(booking, with)| BlockedDoc {
        booking: BookingDoc::new(&book, booking),
        with: TakenDoc::all(with),
    });
    let document = AnsweredDoc {
        approved: BookingDoc::all(&book, &answered.approved),
        blocked: blocked.collect(),
        rejected: BookingDoc::all(&book, &answered.rejected),
    };
    out.answer(&document, || {
        let mut lines: Vec<String> = answered.approved.iter().map(|b| row(&book, b, words)).collect();
        for (booking, with) in &answered.blocked {
            let what: Vec<String> = with.iter().map(|other| taken_text(other, words)).collect();
            let what = t!(words, "cli-mark-clash", what = what.join("; "));
            lines.push(format!("{}\t{what}", row(&book, booking, words)));
        }
        lines.extend(answered.rejected.iter().map(|booking| row(&book, booking, words)));
        if lines.is_empty() {
            lines.push(t!(words, "cli-nothing"));
        }
        lines
    })?;
    if answered.approved.is_empty() { Err(Fault::Told) } else { Ok(()) }
}

#[derive(Args)]
pub(super) struct Reject {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long)]
    whole: bool,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

pub(super) fn reject(args: &Reject, place: &Place, out: &mut Out) -> Result<(), Fault> {
    if args.reason.trim().is_empty() {
        return Err(required(&place.words, "reason").end(place, out));
    }
    let desk = place.open_to_work(args.worker.as_deref())?;
    let rejected = desk
        .reject_booking(&args.id, args.whole, &args.reason)
        .map_err(|error| refused(place, out, &error))?;
    told(&desk, &rejected, place, out)
}

/// A step that needs nothing but the booking.
#[derive(Args)]
pub(super) struct One {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

pub(super) fn key_out(args: &One, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booking = desk.hand_key(&args.id).map_err(|error| refused(place, out, &error))?;
    one(&desk, &booking, place, out)
}

pub(super) fn no_show(args: &One, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booking = desk.no_show(&args.id).map_err(|error| refused(place, out, &error))?;
    one(&desk, &booking, place, out)
}

/// How a room was left.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Left {
    Good,
    Untidy,
    Damaged,
}

#[derive(Args)]
pub(super) struct KeyBack {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "N")]
    people: u32,
    #[arg(
        long,
        value_enum,
        default_value = "good",
        hide_possible_values = true,
        value_name = "good|untidy|damaged"
    )]
    condition: Left,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

pub(super) fn key_back(args: &KeyBack, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let condition = match args.condition {
        Left::Good => Condition::Good,
        Left::Untidy => Condition::Untidy,
        Left::Damaged => Condition::Damaged,
    };
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booking = desk
        .give_back(&args.id, args.people, condition, &args.note)
        .map_err(|error| refused(place, out, &error))?;
    one(&desk, &booking, place, out)
}

/// A displaced booking's holder says yes to what was offered.
pub(super) fn accept_offer(args: &One, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booking = desk.take_up_offer(&args.id).map_err(|error| refused(place, out, &error))?;
    one(&desk, &booking, place, out)
}

#[derive(Args)]
pub(super) struct Alone {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

/// A lesson becomes a booking by itself; the others to come are cancelled with the reason.
pub(super) fn alone(args: &Alone, place: &Place, out: &mut Out) -> Result<(), Fault> {
    if args.reason.trim().is_empty() {
        return Err(required(&place.words, "reason").end(place, out));
    }
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booking = desk.single_out(&args.id, &args.reason).map_err(|error| refused(place, out, &error))?;
    one(&desk, &booking, place, out)
}

fn one(desk: &crate::desk::Desk, booking: &Booking, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let book = desk.book();
    out.answer(&BookingDoc::new(&book, booking), || vec![row(&book, booking, &place.words)])
}

#[derive(Args)]
pub(super) struct Undo {
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct UndoneDoc {
    undone: String,
    bookings: usize,
}

/// Takes back the last change of bookings, whoever made it in whatever program.
pub(super) fn undo(args: &Undo, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open_to_work(args.worker.as_deref())?;
    let deed = desk.last_room_change().map(|undo| undo.deed.to_owned()).unwrap_or_default();
    let count = desk.undo_room_change().map_err(|error| refused(place, out, &error))?;
    out.answer(&UndoneDoc { undone: deed, bookings: count }, || {
        vec![t!(place.words, "cli-rooms-undone", count = count)]
    })
}
