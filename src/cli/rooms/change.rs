//! `quanke rooms move`, `edit` and `cancel`: this one, this and those that follow, or the whole series.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::desk::{Desk, Edit as Change, Scope};
use crate::domain::booking::{Booking, Slot};
use crate::t;

use super::super::out::{Fault, Out};
use super::super::place::Place;
use super::ask::{Reader, What};
use super::doc::{BookingDoc, row};
use super::plan::{Answers, PlanDoc, lines};
use super::refusal::{Refusal, refused, room_code};
use super::series::Days;
use super::when::minutes;

/// How far a change goes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Far {
    This,
    Following,
    Whole,
}

impl From<Far> for Scope {
    fn from(far: Far) -> Self {
        match far {
            Far::This => Self::This,
            Far::Following => Self::Following,
            Far::Whole => Self::Whole,
        }
    }
}

/// What every change says.
#[derive(Args)]
pub(super) struct How {
    #[arg(
        long,
        value_enum,
        default_value = "this",
        hide_possible_values = true,
        value_name = "this|following|whole"
    )]
    scope: Far,
    #[command(flatten)]
    answers: Answers,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Args)]
pub(super) struct Move {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    day: Option<NaiveDate>,
    #[arg(long, value_name = "TIME", value_parser = minutes)]
    from: Option<u16>,
    #[arg(long, value_name = "TIME", value_parser = minutes)]
    to: Option<u16>,
    #[arg(long, value_name = "CODE")]
    room: Option<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Serialize)]
struct ChangedDoc {
    bookings: Vec<BookingDoc>,
}

pub(super) fn move_to(args: &Move, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if args.day.is_none() && args.from.is_none() && args.to.is_none() && args.room.is_none() {
        return Err(super::refusal::required(words, "day").end(place, out));
    }
    let desk = open(&args.how, place)?;
    let before = desk.booking(&args.id)?;
    let room = match &args.room {
        Some(code) => room_code(place, &desk.book(), code)?,
        None => before.slot.room.clone(),
    };
    let from = args.from.unwrap_or(before.slot.from);
    // Without an end it stays as long as it is.
    let to = args.to.unwrap_or_else(|| from.saturating_add(before.slot.minutes()));
    let Ok(slot) = Slot::new(&room, args.day.unwrap_or(before.slot.day), from, to) else {
        return Err(Refusal::field("to", "time", t!(words, "rooms-backwards")).end(place, out));
    };
    let change = Change { slot: Some(slot), reason: args.how.reason.clone(), ..Change::default() };
    carry_out(&desk, &before, &change, &args.how, place, out)
}

#[derive(Args)]
pub(super) struct Edit {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    what: What,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    how: How,
}

pub(super) fn edit(args: &Edit, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let given = args.what.given();
    let pattern = args.days.pattern(place).map_err(|refusal| refusal.end(place, out))?;
    if given.is_empty() && pattern.is_none() {
        return Err(
            Refusal::field("title", "required", t!(words, "cli-rooms-nothing-to-change")).end(place, out)
        );
    }
    if pattern.is_some() && matches!(args.how.scope, Far::This) {
        return Err(
            Refusal::field("scope", "required", t!(words, "cli-rooms-scope-for-days")).end(place, out)
        );
    }
    let desk = open(&args.how, place)?;
    let before = desk.booking(&args.id)?;
    let details = if given.is_empty() {
        None
    } else {
        let reader = Reader { words, map: &given };
        Some(reader.details(before.details.clone()).map_err(|refusal| refusal.end(place, out))?)
    };
    let change = Change { details, pattern, reason: args.how.reason.clone(), ..Change::default() };
    carry_out(&desk, &before, &change, &args.how, place, out)
}

fn open(how: &How, place: &Place) -> Result<Desk, Fault> {
    if how.dry_run { place.open_set_up() } else { place.open_to_work(how.worker.as_deref()) }
}

fn carry_out(
    desk: &Desk,
    before: &Booking,
    change: &Change,
    how: &How,
    place: &Place,
    out: &mut Out,
) -> Result<(), Fault> {
    let words = &place.words;
    let scope = Scope::from(how.scope);
    let like = change.slot.as_ref().unwrap_or(&before.slot);
    let Some(choices) = how.answers.choices(like) else {
        return Err(Refusal::field("move", "time", t!(words, "rooms-backwards")).end(place, out));
    };
    if how.dry_run || !choices.is_empty() {
        let planned = desk
            .plan_edit(&before.id, scope, change, &choices)
            .map_err(|error| refused(place, out, &error))?;
        if let Some(day) = how.answers.stray(&planned.plan) {
            return Err(Refusal::stray(words, day).end(place, out));
        }
        if how.dry_run {
            return out.answer(&PlanDoc::new(&planned), || lines(&planned.plan, words));
        }
    }
    let changed = desk
        .edit_booking(&before.id, scope, change, &choices)
        .map_err(|error| refused(place, out, &error))?;
    told(desk, &changed, place, out)
}

pub(super) fn told(desk: &Desk, bookings: &[Booking], place: &Place, out: &mut Out) -> Result<(), Fault> {
    let book = desk.book();
    let document = ChangedDoc { bookings: BookingDoc::all(&book, bookings) };
    out.answer(&document, || bookings.iter().map(|booking| row(&book, booking, &place.words)).collect())
}

#[derive(Args)]
pub(super) struct Cancel {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(
        long,
        value_enum,
        default_value = "this",
        hide_possible_values = true,
        value_name = "this|following|whole"
    )]
    scope: Far,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    #[arg(long)]
    by_booker: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

pub(super) fn cancel(args: &Cancel, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let scope = Scope::from(args.scope);
    if args.dry_run {
        let desk = place.open_set_up()?;
        let plan = desk.plan_cancel(&args.id, scope).map_err(|error| refused(place, out, &error))?;
        return out.answer(&PlanDoc::of(&plan), || lines(&plan, words));
    }
    if args.reason.trim().is_empty() {
        return Err(super::refusal::required(words, "reason").end(place, out));
    }
    let desk = place.open_to_work(args.worker.as_deref())?;
    let gone = desk
        .cancel_booking(&args.id, scope, args.by_booker, &args.reason)
        .map_err(|error| refused(place, out, &error))?;
    told(&desk, &gone, place, out)
}
