//! `quanke ics export` and `import`: between the rooms' calendar and other people's.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use crate::domain::booking::BookingKind;
use crate::exchange::ics::bookings::{What, bookings, take_in};
use crate::exchange::ics::{preview, write};
use crate::i18n::{desk_error, rule_error};
use crate::t;

use super::super::out::{Fault, Out, note};
use super::super::place::Place;
use super::{MOST, read_file, tell};

#[derive(Args)]
pub(in crate::cli) struct Export {
    #[arg(long, value_name = "ROOM", conflicts_with = "class")]
    room: Option<String>,
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    from: NaiveDate,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    to: NaiveDate,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Args)]
pub(in crate::cli) struct Import {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ROOM")]
    room: String,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    from: NaiveDate,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    to: NaiveDate,
    #[arg(long, value_name = "KIND", default_value = "assembly", value_parser = own_kind)]
    kind: BookingKind,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// What a calendar file holds is the centre's own work: nobody stands at the window with it.
fn own_kind(text: &str) -> Result<BookingKind, String> {
    BookingKind::from_code(text)
        .filter(|kind| !kind.is_rationed())
        .ok_or_else(|| "emergency | party | assembly | mediation | class".to_owned())
}

#[derive(Serialize)]
struct Exported {
    file: String,
    events: usize,
}

pub(in crate::cli) fn export(args: &Export, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if args.to < args.from {
        return Err(Fault::said("dates", t!(words, "cli-ics-backwards"), 2));
    }
    let desk = place.open()?;
    let what = match (&args.room, &args.class) {
        (Some(room), _) => What::Room(room.clone()),
        (None, Some(class)) => What::Class(class.clone()),
        (None, None) => What::All,
    };
    let calendar = bookings(&desk, &what, args.from, args.to)?;
    let text = write(&calendar).map_err(|error| Fault::said("ics", error.to_string(), 1))?;
    let file = args.out.display().to_string();
    std::fs::write(&args.out, text).map_err(|error| {
        let detail = error.to_string();
        Fault::said("file", t!(words, "cli-ics-unwritten", path = file.clone(), detail = detail), 1)
    })?;
    let events = calendar.events.len();
    out.answer(&Exported { file: file.clone(), events }, || {
        vec![t!(words, "cli-ics-exported", count = events, path = file)]
    })
}

#[derive(Serialize)]
struct TakenLine<'a> {
    uid: &'a str,
    summary: &'a str,
    booked: Vec<String>,
    left: Vec<LeftLine>,
}

#[derive(Serialize)]
struct LeftLine {
    day: String,
    code: &'static str,
    message: String,
}

pub(in crate::cli) fn import(args: &Import, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if args.to < args.from {
        return Err(Fault::said("dates", t!(words, "cli-ics-backwards"), 2));
    }
    let reading = read_file(&args.file, words)?;
    let found = preview(&reading.calendar, args.from, args.to, MOST)
        .map_err(|error| Fault::said("rule", rule_error(words, &error), 1))?;
    let desk = place.open()?;
    let taken = take_in(&desk, &found.occurrences, &args.room, args.kind, args.dry_run)?;
    let mut whole = reading.rejects.is_empty() && found.cut.is_empty();
    let mut kept = String::new();
    for one in &taken {
        let left: Vec<LeftLine> = one
            .left
            .iter()
            .map(|(day, error)| LeftLine {
                day: day.to_string(),
                code: error.code(),
                message: desk_error(words, error),
            })
            .collect();
        whole &= left.is_empty();
        let booked = one.booked.iter().map(ToString::to_string).collect();
        let line = TakenLine { uid: &one.uid, summary: &one.summary, booked, left };
        if !line.left.is_empty() {
            let text =
                serde_json::to_string(&line).map_err(|error| Fault::said("ics", error.to_string(), 1))?;
            kept.push_str(&text);
            kept.push('\n');
        }
        out.answer(&line, || {
            let mut lines = vec![t!(
                words,
                "cli-ics-taken",
                summary = line.summary.to_owned(),
                booked = line.booked.len(),
                left = line.left.len()
            )];
            lines.extend(line.left.iter().map(|left| format!("  {} {}", left.day, left.message)));
            lines
        })?;
    }
    for reject in &reading.rejects {
        tell(reject, place, out)?;
        kept.push_str(&reject.raw);
        kept.push('\n');
    }
    // What was not taken in is kept in a file of its own, so that it can be put right and tried again.
    if !kept.is_empty() && !args.dry_run {
        let path = args.rejects.clone().unwrap_or_else(|| {
            let mut name = args.file.clone().into_os_string();
            name.push(".rejects.txt");
            PathBuf::from(name)
        });
        let shown = path.display().to_string();
        std::fs::write(&path, kept).map_err(|error| {
            let detail = error.to_string();
            Fault::said("file", t!(words, "cli-ics-unwritten", path = shown.clone(), detail = detail), 1)
        })?;
        note(&t!(words, "cli-ics-kept", path = shown));
    }
    if whole { Ok(()) } else { Err(Fault::Told) }
}
