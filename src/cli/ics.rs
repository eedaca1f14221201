//! `quanke ics`: calendar files. A preview needs no store: it says what a file holds before anything is taken from it.

mod rooms;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::exchange::ics::{Moment, Occurrence, Reading, Reject, Status, preview, read};
use crate::i18n::{Words, ics_fault, rule_error};
use crate::t;

use super::out::{Fault, Out, note};
use super::place::Place;

/// Occurrences listed of one event: thirty a day for a year.
const MOST: usize = 11_000;

#[derive(Args)]
pub(super) struct Ics {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Preview(Preview),
    Export(rooms::Export),
    Import(rooms::Import),
}

#[derive(Args)]
struct Preview {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    from: NaiveDate,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    to: NaiveDate,
}

/// One time that something takes place. Days without a time are days, and the last one is not included in `end`.
#[derive(Serialize)]
struct OccurrenceLine<'a> {
    start: String,
    end: String,
    uid: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    location: &'a str,
    all_day: bool,
    /// Where it would be, had it not been changed by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tentative: bool,
}

#[derive(Serialize)]
struct RejectLine<'a> {
    line: usize,
    error: Wrong,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    raw: &'a str,
}

#[derive(Serialize)]
struct Wrong {
    code: &'static str,
    message: String,
}

pub(super) fn ics(args: &Ics, place: &Place, out: &mut Out) -> Result<(), Fault> {
    match &args.command {
        Command::Preview(args) => shown(args, place, out),
        Command::Export(args) => rooms::export(args, place, out),
        Command::Import(args) => rooms::import(args, place, out),
    }
}

fn shown(args: &Preview, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if args.to < args.from {
        return Err(Fault::said("dates", t!(words, "cli-ics-backwards"), 2));
    }
    let reading = read_file(&args.file, words)?;
    let found = preview(&reading.calendar, args.from, args.to, MOST)
        .map_err(|error| Fault::said("rule", rule_error(words, &error), 1))?;
    for occurrence in &found.occurrences {
        out.json(&line(occurrence))?;
    }
    for reject in &reading.rejects {
        tell(reject, place, out)?;
    }
    for passed in &reading.passed_over {
        note(&t!(words, "cli-ics-passed", line = passed.line, text = passed.text.clone()));
    }
    if found.cancelled > 0 {
        note(&t!(words, "cli-ics-cancelled", count = found.cancelled));
    }
    for uid in &found.cut {
        note(&t!(words, "cli-ics-cut", uid = uid.clone(), most = MOST));
    }
    if reading.rejects.is_empty() && found.cut.is_empty() { Ok(()) } else { Err(Fault::Told) }
}

fn read_file(file: &std::path::Path, words: &Words) -> Result<Reading, Fault> {
    let path = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| {
        let message = t!(words, "cli-ics-unread", path = path.clone(), detail = error.to_string());
        Fault::said("file", message, 1)
    })?;
    let reading = read(&bytes);
    if reading.is_calendar {
        return Ok(reading);
    }
    Err(Fault::said("no_calendar", t!(words, "cli-ics-no-calendar", path = path), 1))
}

fn line(occurrence: &Occurrence) -> OccurrenceLine<'_> {
    OccurrenceLine {
        start: occurrence.start.iso(),
        end: occurrence.end.iso(),
        uid: &occurrence.uid,
        summary: &occurrence.summary,
        location: &occurrence.location,
        all_day: occurrence.start.is_day(),
        replaces: occurrence.replaces.map(Moment::iso),
        tentative: occurrence.status == Status::Tentative,
    }
}

/// A reject in words on standard error; with `--json` whole, as a line that has `error` where others have `start`.
fn tell(reject: &Reject, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let (line, reason) = (reject.line, ics_fault(words, &reject.fault));
    if place.json {
        let error = Wrong { code: reject.fault.code(), message: reason };
        return out.json(&RejectLine { line, error, summary: &reject.summary, raw: &reject.raw });
    }
    let summary = reject.summary.clone();
    note(&if summary.is_empty() {
        t!(words, "cli-ics-reject", line = line, reason = reason)
    } else {
        t!(words, "cli-ics-reject-named", line = line, summary = summary, reason = reason)
    });
    Ok(())
}
