//! `quanke import`: a list of residents or an old ledger, looked at, taken in, taken out.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde::Serialize;

use crate::desk::{Desk, ImportDone, ImportPreview, ImportProgress, Rejected};
use crate::domain::imported::{RowFault, What};
use crate::domain::lang::Lang;
use crate::domain::ledger::HeadMatch;
use crate::exchange::imports::{Opened, open, rejects_path, write_rejects};
use crate::i18n::{Words, read_error, row_fault, write_error};
use crate::t;

use super::out::{Fault, Out, note};
use super::place::Place;
use super::upkeep::{Going, stop_on_signal};

/// Rejected rows told on the screen; the file has them all.
const TOLD: usize = 20;

#[derive(Args)]
pub(super) struct Import {
    #[arg(value_name = "WHAT", value_parser = what, required_unless_present = "undo", requires = "file")]
    what: Option<What>,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["apply", "undo"])]
    dry_run: bool,
    #[arg(long, conflicts_with = "undo")]
    apply: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    rejects: Option<PathBuf>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["what", "file"])]
    undo: Option<String>,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

fn what(text: &str) -> Result<What, String> {
    let ledgers = crate::domain::ledger::Ledger::ALL.map(crate::domain::ledger::Ledger::code).join(" | ");
    text.parse().map_err(|_| format!("residents | {ledgers}"))
}

/// A row that was not taken in.
#[derive(Serialize)]
struct RejectLine {
    line: u64,
    reason: String,
}

#[derive(Serialize)]
struct Previewed {
    rows: u64,
    good: u64,
    duplicates: u64,
    matched: u64,
    heads: Vec<HeadMatch>,
    from: String,
    rejected: Vec<RejectLine>,
    stopped: bool,
}

#[derive(Serialize)]
struct Applied {
    import: String,
    taken: u64,
    duplicates: u64,
    rejected: Vec<RejectLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejects: Option<String>,
    resumed: bool,
    stopped: bool,
}

#[derive(Serialize)]
struct Undone {
    import: String,
    removed: u64,
    kept: Vec<String>,
    stopped: bool,
}

pub(super) fn import(args: &Import, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    if let Some(id) = &args.undo {
        return undo(id, args, place, out);
    }
    let (Some(what), Some(file)) = (args.what, &args.file) else {
        return Err(Fault::said("usage", t!(words, "cli-import-choose"), 2));
    };
    if !args.apply && !args.dry_run {
        return Err(Fault::said("usage", t!(words, "cli-import-choose"), 2));
    }
    let opened = open(file, what).map_err(|error| Fault::said(error.code(), read_error(words, &error), 1))?;
    let desk = place.open_to_work(args.worker.as_deref())?;
    let stop = stop_on_signal()?;
    if args.dry_run {
        preview(&desk, &opened, place, out, &stop)
    } else {
        apply(&desk, &opened, file, args, place, out, &stop)
    }
}

fn lines(rejected: &[Rejected], words: &Words) -> Vec<RejectLine> {
    let line = |row: &Rejected| RejectLine { line: row.line, reason: row_fault(words, &row.fault) };
    rejected.iter().map(line).collect()
}

/// The first few; a number of lines that scrolls away tells nobody anything.
fn tell_some(rejected: &[RejectLine], words: &Words) -> Vec<String> {
    let line = |row: &RejectLine| t!(words, "cli-import-line", line = row.line, reason = row.reason.clone());
    let mut told: Vec<String> = rejected.iter().take(TOLD).map(line).collect();
    if rejected.len() > TOLD {
        told.push("…".to_owned());
    }
    told
}

fn going(words: &Words) -> impl FnMut(&ImportProgress) + '_ {
    let mut going = Going::new();
    move |at| going.say(|| t!(words, "cli-import-going", rows = at.rows, of = at.of))
}

fn preview(
    desk: &Desk,
    opened: &Opened,
    place: &Place,
    out: &mut Out,
    stop: &AtomicBool,
) -> Result<(), Fault> {
    let words = &place.words;
    let found: ImportPreview = desk.preview_import(&opened.file(), &mut going(words), stop)?;
    let told = Previewed {
        rows: found.rows,
        good: found.good,
        duplicates: found.duplicates,
        matched: found.matched,
        heads: opened.heads.clone(),
        from: opened.from.clone(),
        rejected: lines(&found.rejected, words),
        stopped: found.stopped,
    };
    out.answer(&told, || {
        let on_file = |row: &&Rejected| !matches!(row.fault, RowFault::OnFile { .. });
        let rejected = found.rejected.iter().filter(on_file).count();
        let (rows, good, duplicates) = (told.rows, told.good, told.duplicates);
        let mut said = vec![t!(
            words,
            "cli-import-preview",
            rows = rows,
            good = good,
            duplicates = duplicates,
            rejected = rejected
        )];
        if told.matched > 0 {
            said.push(t!(words, "cli-import-matched", count = told.matched));
        }
        said.extend(tell_some(&told.rejected, words));
        said
    })?;
    if told.stopped { Err(Fault::Told) } else { Ok(()) }
}

fn apply(
    desk: &Desk,
    opened: &Opened,
    file: &Path,
    args: &Import,
    place: &Place,
    out: &mut Out,
    stop: &AtomicBool,
) -> Result<(), Fault> {
    let words = &place.words;
    let done: ImportDone = desk.apply_import(&opened.file(), &mut going(words), stop)?;
    let rejects = if done.rejected.is_empty() {
        None
    } else {
        let path = args.rejects.clone().unwrap_or_else(|| rejects_path(file));
        Some(keep_rejects(&path, opened, &done.rejected, words)?)
    };
    let told = Applied {
        import: done.batch,
        taken: done.taken,
        duplicates: done.duplicates,
        rejected: lines(&done.rejected, words),
        rejects,
        resumed: done.resumed,
        stopped: done.stopped,
    };
    out.answer(&told, || {
        let mut said = Vec::new();
        if told.resumed {
            said.push(t!(words, "cli-import-resumed"));
        }
        let on_file = |row: &&Rejected| !matches!(row.fault, RowFault::OnFile { .. });
        let rejected = done.rejected.iter().filter(on_file).count();
        let (id, taken, duplicates) = (told.import.clone(), told.taken, told.duplicates);
        said.push(t!(
            words,
            "cli-import-done",
            id = id,
            taken = taken,
            duplicates = duplicates,
            rejected = rejected
        ));
        said.extend(tell_some(&told.rejected, words));
        if let Some(path) = &told.rejects {
            said.push(t!(words, "cli-import-kept", path = path.clone()));
        }
        if told.stopped {
            said.push(t!(words, "cli-import-stopped", id = told.import.clone()));
        }
        said
    })?;
    if told.stopped { Err(Fault::Told) } else { Ok(()) }
}

/// The file is a table like a ledger, and so Chinese.
fn keep_rejects(path: &Path, opened: &Opened, rejected: &[Rejected], words: &Words) -> Result<String, Fault> {
    let chinese = Words::new(Lang::Zh);
    let written = write_rejects(path, opened, rejected, &|fault| row_fault(&chinese, fault))
        .map_err(|error| Fault::said("file", write_error(words, &error), 1))?;
    Ok(written.path.display().to_string())
}

fn undo(id: &str, args: &Import, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let desk = place.open_to_work(args.worker.as_deref())?;
    let stop = stop_on_signal()?;
    let done = desk.undo_import(id, &mut going(words), &stop)?;
    let told =
        Undone { import: id.to_owned(), removed: done.removed, kept: done.kept, stopped: done.stopped };
    out.answer(&told, || {
        if told.stopped {
            return vec![t!(words, "cli-import-undo-stopped")];
        }
        let mut said = vec![t!(words, "cli-import-undone", id = told.import.clone(), removed = told.removed)];
        if !told.kept.is_empty() {
            said.push(t!(words, "cli-import-undo-kept", ids = told.kept.join(" ")));
        }
        said
    })?;
    if told.stopped {
        note(&t!(words, "cli-import-undo-stopped"));
        return Err(Fault::Told);
    }
    Ok(())
}
