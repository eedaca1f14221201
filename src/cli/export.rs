//! `quanke export`: a ledger into a file.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use crate::desk::{Desk, DeskError, LedgerFilter, LedgerProgress, LedgerQuery};
use crate::domain::fact::Channel;
use crate::domain::ledger::{Headed, How, Ledger, Profile};
use crate::exchange::csv_file::Encoding;
use crate::exchange::ledgers::{ExportError, Exported, Format, export as write, profile_from_file};
use crate::exchange::sheet::WriteError;
use crate::i18n::{export_error, read_error};
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;
use super::upkeep::{Going, stop_on_signal};

#[derive(Args)]
pub(super) struct Export {
    #[arg(value_name = "LEDGER", value_parser = ledger)]
    ledger: Ledger,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    from: NaiveDate,
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    to: NaiveDate,
    #[arg(long, value_name = "FORMAT", value_parser = ["xlsx", "csv", "json", "jsonl", "pdf"])]
    format: String,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    #[arg(long, value_name = "FILE", requires = "profile")]
    learn: Option<PathBuf>,
    #[arg(long, value_name = "ENCODING", default_value = "utf-8", value_parser = encoding)]
    encoding: Encoding,
    #[arg(long)]
    full: bool,
    #[arg(long, value_name = "TEXT", requires = "full")]
    reason: Option<String>,
    #[arg(long, value_name = "ITEM")]
    item: Option<String>,
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    #[arg(long, value_name = "NAME")]
    handler: Option<String>,
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    #[arg(long, value_name = "ID")]
    resident: Option<String>,
    #[arg(long, value_name = "GRID")]
    grid: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = channel)]
    channel: Option<Channel>,
    #[arg(long)]
    imported: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

pub(super) fn ledger(text: &str) -> Result<Ledger, String> {
    text.parse().map_err(|_| Ledger::ALL.map(Ledger::code).join(" | "))
}

fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::from_code(text).ok_or_else(|| "utf-8 | bare | gb18030".to_owned())
}

fn channel(text: &str) -> Result<Channel, String> {
    text.parse().map_err(|_| Channel::ALL.map(Channel::code).join(" | "))
}

#[derive(Serialize)]
struct Told {
    ledger: Ledger,
    file: String,
    rows: u64,
    /// Restricted matters that were left out.
    left_out: u64,
    /// The id of the record of this export.
    record: String,
    full: bool,
    /// Characters that could not be written as they are.
    #[serde(skip_serializing_if = "String::is_empty")]
    replaced: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    learnt: Option<Learnt>,
}

#[derive(Serialize)]
struct Learnt {
    profile: String,
    id: String,
    heads: Vec<HeadLine>,
}

#[derive(Serialize)]
struct HeadLine {
    head: String,
    column: Option<String>,
    how: Option<How>,
}

pub(super) fn export(args: &Export, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if args.to < args.from {
        return Err(Fault::said("dates", t!(words, "cli-ics-backwards"), 2));
    }
    let reason = args.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if args.full && reason.is_none() {
        return Err(Fault::said("reason_missing", t!(words, "cli-export-reason"), 2));
    }
    let format = Format::from_code(&args.format, args.encoding)
        .ok_or_else(|| Fault::said("format", args.format.clone(), 2))?;
    let desk = place.open_to_work(args.worker.as_deref())?;
    let (profile, learnt) = profile(args, &desk, place)?;
    let query = LedgerQuery {
        filter: filter(args, &desk),
        reason: reason.map(ToOwned::to_owned),
        imported: args.imported,
        ..LedgerQuery::new(args.ledger, args.from, args.to)
    };
    let stop = stop_on_signal()?;
    let done = run(&desk, &query, &profile, format, args, place, &stop)?;
    tell(&done, args, learnt, place, out)
}

fn run(
    desk: &Desk,
    query: &LedgerQuery,
    profile: &Profile,
    format: Format,
    args: &Export,
    place: &Place,
    stop: &AtomicBool,
) -> Result<Exported, Fault> {
    let words = &place.words;
    let mut going = Going::new();
    let mut progress = |at: &LedgerProgress| {
        going.say(|| t!(words, "cli-export-going", day = at.day.to_string(), rows = at.rows));
    };
    write(desk, query, profile, format, &args.out, &mut progress, stop).map_err(|error| match error {
        ExportError::Desk(error) => Fault::Desk(error),
        other => {
            let code = match &other {
                ExportError::Write(WriteError::File(error)) => error.code(),
                ExportError::Write(WriteError::Stopped) => "stopped",
                ExportError::Write(WriteError::TooManyRows { .. }) => "too_many_rows",
                _ => "export",
            };
            Fault::said(code, export_error(words, &other), 1)
        }
    })
}

/// The profile asked for: learnt from a table, kept at the desk, or the built-in one.
fn profile(args: &Export, desk: &Desk, place: &Place) -> Result<(Profile, Option<Learnt>), Fault> {
    let words = &place.words;
    let Some(name) = &args.profile else {
        return Ok((Profile::built_in(args.ledger), None));
    };
    let Some(file) = &args.learn else {
        return Ok((desk.ledger_profile(args.ledger, name)?, None));
    };
    let (profile, headed) = profile_from_file(file, args.ledger, name)
        .map_err(|error| Fault::said(error.code(), read_error(words, &error), 1))?;
    let kept = desk.save_ledger_profile(&profile)?;
    let learnt = learnt(&kept, headed);
    Ok((kept, Some(learnt)))
}

fn learnt(profile: &Profile, headed: Headed) -> Learnt {
    let line = |found: crate::domain::ledger::HeadMatch| HeadLine {
        head: found.head,
        column: found.code,
        how: found.how,
    };
    let heads = headed.heads.into_iter().map(line).collect();
    Learnt { profile: profile.name.clone(), id: profile.id.clone(), heads }
}

/// A worker may be meant by name; who is not known by it is taken for an id.
fn filter(args: &Export, desk: &Desk) -> LedgerFilter {
    let book = desk.book();
    let id = |name: &String| {
        book.staff.iter().find(|worker| worker.name == *name).map_or_else(|| name.clone(), |w| w.id.clone())
    };
    LedgerFilter {
        item: args.item.as_ref().map(|item| item.to_uppercase()),
        group: args.group.as_ref().map(|group| group.to_uppercase()),
        handler: args.handler.as_ref().map(id),
        state: args.state.clone(),
        resident: args.resident.clone(),
        grid: args.grid.clone(),
        channel: args.channel,
    }
}

fn tell(
    done: &Exported,
    args: &Export,
    learnt: Option<Learnt>,
    place: &Place,
    out: &mut Out,
) -> Result<(), Fault> {
    let words = &place.words;
    let told = Told {
        ledger: args.ledger,
        file: done.written.path.display().to_string(),
        rows: done.written.rows,
        left_out: done.done.left_out,
        record: done.done.record.clone(),
        full: args.full,
        replaced: done.written.replaced.iter().collect(),
        learnt,
    };
    out.answer(&told, || {
        let mut lines = Vec::new();
        if let Some(learnt) = &told.learnt {
            let known = learnt.heads.iter().filter(|head| head.column.is_some()).count();
            let unknown = learnt.heads.len() - known;
            let name = learnt.profile.clone();
            lines.push(t!(words, "cli-export-learnt", name = name, known = known, unknown = unknown));
            lines.extend(learnt.heads.iter().map(|head| head_line(head, args.ledger, place)));
        }
        lines.push(t!(words, "cli-exported", rows = told.rows, path = told.file.clone()));
        if told.left_out > 0 {
            lines.push(t!(words, "cli-export-left-out", count = told.left_out));
        }
        if !told.replaced.is_empty() {
            lines.push(t!(words, "cli-export-replaced", chars = told.replaced.clone()));
        }
        lines
    })
}

fn head_line(line: &HeadLine, ledger: Ledger, place: &Place) -> String {
    let words = &place.words;
    let head = line.head.clone();
    let (Some(code), Some(how)) = (&line.column, line.how) else {
        return t!(words, "cli-export-head-unknown", head = head);
    };
    let how = match how {
        How::Exact => t!(words, "cli-how-exact"),
        How::Normalised => t!(words, "cli-how-normalised"),
        How::Synonym => t!(words, "cli-how-synonym"),
        How::Containing => t!(words, "cli-how-containing"),
    };
    let column = ledger.column(code).map_or(code.as_str(), |column| column.zh).to_owned();
    t!(words, "cli-export-head", head = head, column = column, how = how)
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Desk(DeskError::Store(crate::store::StoreError::io("listen for signals")(error)))
    }
}
