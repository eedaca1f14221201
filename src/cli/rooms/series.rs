//! `quanke rooms series`: a use that comes again, previewed date by date before it is saved.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use clap::{ArgGroup, Args};
use serde::Serialize;

use crate::desk::{Booked, Desk, NewSeries};
use crate::domain::recurrence::Rule;
use crate::domain::series::{Pattern, Phase};
use crate::t;

use super::super::out::{Fault, Out};
use super::super::place::Place;
use super::ask::{Asked, Reader};
use super::doc::{BookingDoc, row};
use super::plan::{Answers, PlanDoc, lines};
use super::refusal::{Refusal, refused};

/// On which days.
#[derive(Args)]
#[command(group = ArgGroup::new("days"))]
pub(super) struct Days {
    #[arg(long, value_name = "RRULE", group = "days")]
    rule: Option<String>,
    #[arg(long, value_name = "DATE", group = "days", value_parser = super::super::day)]
    on: Vec<NaiveDate>,
}

impl Days {
    /// The pattern, when one was given. The first day of a list of dates is always one of them.
    pub fn pattern(&self, place: &Place) -> Result<Option<Pattern>, Refusal> {
        let words = &place.words;
        if let Some(text) = &self.rule {
            let rule = Rule::parse(text).map_err(|error| {
                Refusal::field("rule", "series", t!(words, "rooms-rule", detail = error.to_string()))
            })?;
            if rule.is_endless() {
                return Err(Refusal::field("rule", "endless", t!(words, "rooms-endless")));
            }
            return Ok(Some(Pattern::Rule(rule)));
        }
        let dates: BTreeSet<NaiveDate> = self.on.iter().copied().collect();
        Ok((!dates.is_empty()).then_some(Pattern::Dates(dates)))
    }
}

#[derive(Args)]
pub(super) struct Series {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    answers: Answers,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct SeriesDoc {
    series: String,
    papers: Vec<String>,
    lessons: Vec<BookingDoc>,
}

pub(super) fn series(args: &Series, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let given = args.asked.given();
    let reader = Reader { words, map: &given };
    let read = reader.new_booking().and_then(|new| Ok((new, args.days.pattern(place)?)));
    let (new, pattern) = match read {
        Ok((new, Some(pattern))) => (new, pattern),
        Ok((_, None)) => return Err(super::refusal::required(words, "rule").end(place, out)),
        Err(refusal) => return Err(refusal.end(place, out)),
    };
    let Some(choices) = args.answers.choices(&new.slot) else {
        return Err(Refusal::field("move", "time", t!(words, "rooms-backwards")).end(place, out));
    };
    let phase = Phase {
        from: match &pattern {
            Pattern::Dates(dates) => {
                dates.first().copied().map_or(new.slot.day, |first| first.min(new.slot.day))
            }
            Pattern::Rule(_) => new.slot.day,
        },
        pattern,
        room: new.slot.room.clone(),
        start: new.slot.from,
        end: new.slot.to,
    };
    let new = NewSeries { phase, details: new.details, reason: new.reason };
    let desk =
        if args.dry_run { place.open_set_up()? } else { place.open_to_work(args.worker.as_deref())? };
    let planned = desk.plan_series(&new, &choices).map_err(|error| refused(place, out, &error))?;
    if let Some(day) = args.answers.stray(&planned.plan) {
        return Err(Refusal::stray(words, day).end(place, out));
    }
    if args.dry_run {
        return out.answer(&PlanDoc::new(&planned), || lines(&planned.plan, words));
    }
    let booked = desk.book_series(&new, &choices).map_err(|error| refused(place, out, &error))?;
    tell(&desk, &booked, place, out)
}

#[derive(Args)]
pub(super) struct Repeat {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    answers: Answers,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

/// A single booking becomes the first of a series; its id stays.
pub(super) fn repeat(args: &Repeat, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let mut pattern = match args.days.pattern(place) {
        Ok(Some(pattern)) => pattern,
        Ok(None) => return Err(super::refusal::required(words, "rule").end(place, out)),
        Err(refusal) => return Err(refusal.end(place, out)),
    };
    let desk =
        if args.dry_run { place.open_set_up()? } else { place.open_to_work(args.worker.as_deref())? };
    let first = desk.booking(&args.id).map_err(|error| refused(place, out, &error))?;
    if let Pattern::Dates(dates) = &mut pattern {
        let _ = dates.insert(first.slot.day);
    }
    let Some(choices) = args.answers.choices(&first.slot) else {
        return Err(Refusal::field("move", "time", t!(words, "rooms-backwards")).end(place, out));
    };
    let planned =
        desk.plan_repeat(&args.id, &pattern, &choices).map_err(|error| refused(place, out, &error))?;
    if let Some(day) = args.answers.stray(&planned.plan) {
        return Err(Refusal::stray(words, day).end(place, out));
    }
    if args.dry_run {
        return out.answer(&PlanDoc::new(&planned), || lines(&planned.plan, words));
    }
    let booked =
        desk.repeat_booking(&args.id, &pattern, &choices).map_err(|error| refused(place, out, &error))?;
    tell(&desk, &booked, place, out)
}

/// The series that was made, its lessons and its slip.
fn tell(desk: &Desk, booked: &Booked, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let book = desk.book();
    let series = booked.booking.lesson.as_ref().map(|lesson| lesson.series.clone()).unwrap_or_default();
    let lessons = desk.lessons(&series)?;
    let papers: Vec<String> = booked.papers.iter().map(|paper| paper.serial.to_string()).collect();
    let document = SeriesDoc { series, papers, lessons: BookingDoc::all(&book, &lessons) };
    out.answer(&document, || {
        let rows = lessons.iter().map(|lesson| row(&book, lesson, &place.words));
        rows.chain(document.papers.iter().cloned()).collect()
    })
}
