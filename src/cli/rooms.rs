//! `quanke rooms`: the booking calendar. Names and phones are masked in text and left out of JSON; what a private room
//! is used for is told nowhere.

mod ask;
mod book;
mod change;
mod doc;
mod plan;
mod refusal;
mod series;
mod steps;
mod when;

use chrono::{Days, NaiveDate};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::domain::booking::Booking;
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;
use doc::BookingDoc;

#[derive(Args)]
pub(super) struct Rooms {
    #[command(subcommand)]
    command: RoomsCommand,
}

#[derive(Subcommand)]
enum RoomsCommand {
    List(List),
    Show(Show),
    Book(Box<book::Book>),
    Series(Box<series::Series>),
    Move(change::Move),
    Edit(Box<change::Edit>),
    Cancel(change::Cancel),
    Approve(steps::Approve),
    Reject(steps::Reject),
    Over(Box<book::Over>),
    KeyOut(steps::One),
    KeyBack(steps::KeyBack),
    NoShow(steps::One),
    Undo(steps::Undo),
    Repeat(series::Repeat),
    Alone(steps::Alone),
    AcceptOffer(steps::One),
}

pub(super) fn rooms(args: &Rooms, place: &Place, out: &mut Out) -> Result<(), Fault> {
    match &args.command {
        RoomsCommand::List(args) => list(args, place, out),
        RoomsCommand::Show(args) => show(args, place, out),
        RoomsCommand::Book(args) => book::book(args, place, out),
        RoomsCommand::Series(args) => series::series(args, place, out),
        RoomsCommand::Move(args) => change::move_to(args, place, out),
        RoomsCommand::Edit(args) => change::edit(args, place, out),
        RoomsCommand::Cancel(args) => change::cancel(args, place, out),
        RoomsCommand::Approve(args) => steps::approve(args, place, out),
        RoomsCommand::Reject(args) => steps::reject(args, place, out),
        RoomsCommand::Over(args) => book::over(args, place, out),
        RoomsCommand::KeyOut(args) => steps::key_out(args, place, out),
        RoomsCommand::KeyBack(args) => steps::key_back(args, place, out),
        RoomsCommand::NoShow(args) => steps::no_show(args, place, out),
        RoomsCommand::Undo(args) => steps::undo(args, place, out),
        RoomsCommand::Repeat(args) => series::repeat(args, place, out),
        RoomsCommand::Alone(args) => steps::alone(args, place, out),
        RoomsCommand::AcceptOffer(args) => steps::accept_offer(args, place, out),
    }
}

/// Days that are listed when no end is given: a week.
const WEEK: u64 = 6;
/// The longest list, in days: somewhat more than a year.
const LONGEST: i64 = 400;

#[derive(Args)]
struct List {
    #[arg(long, value_name = "CODE")]
    room: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    to: Option<NaiveDate>,
    #[arg(long)]
    all: bool,
    #[arg(long, conflicts_with_all = ["room", "from", "to", "all"])]
    pending: bool,
}

#[derive(Serialize)]
struct ListDocument {
    bookings: Vec<BookingDoc>,
}

/// The bookings of a room, its hall and its parts, or of every room.
fn list(args: &List, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let from = args.from.or(args.to).unwrap_or_else(|| place.day());
    let to = args.to.unwrap_or(from + Days::new(WEEK));
    if to < from || (to - from).num_days() > LONGEST {
        return Err(Fault::said("days", t!(words, "cli-rooms-days", most = LONGEST), 2));
    }
    let desk = place.open_set_up()?;
    let book = desk.book();
    let found = if args.pending {
        desk.pending_bookings()?
    } else {
        match &args.room {
            Some(code) => {
                let code = refusal::room_code(place, &book, code)?;
                desk.room_bookings(&code, from, to)?
            }
            None => desk.all_bookings(from, to)?,
        }
    };
    let shown: Vec<Booking> =
        found.into_iter().filter(|booking| args.all || booking.state.is_shown()).collect();
    let document = ListDocument { bookings: shown.iter().map(|b| BookingDoc::new(&book, b)).collect() };
    out.answer(&document, || {
        if shown.is_empty() {
            return vec![t!(words, "cli-nothing")];
        }
        shown.iter().map(|booking| doc::row(&book, booking, words)).collect()
    })
}

#[derive(Args)]
struct Show {
    #[arg(value_name = "ID")]
    id: String,
}

fn show(args: &Show, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let desk = place.open_set_up()?;
    let book = desk.book();
    let view = desk.booking_view(&args.id)?;
    let document = doc::ViewDoc::new(&book, &view);
    out.answer(&document, || doc::view_lines(&book, &view, &place.words))
}
