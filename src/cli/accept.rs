//! `quanke accept`: intakes as JSON lines in, one JSON line each out, after it is safe on disk.

mod line;

use std::io::{BufRead, Read};

use clap::Args;
use serde::Serialize;

use crate::desk::{Desk, DeskError, Finished, form_of};
use crate::domain::intake::{Acceptance, State, Step};
use crate::i18n::{Words, desk_error, field_error};
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;
use line::{Given, Wrong, read};

/// Longest line in bytes; a record of the store takes less.
pub(super) const LONGEST: u64 = 256 * 1024;

#[derive(Args)]
pub(super) struct Accept {
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

/// One matter taken in.
#[derive(Serialize)]
struct Answer {
    line: u64,
    serial: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    promised_on: Option<String>,
    /// 暂按周末推算
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    provisional: bool,
    /// By when the missing papers are to be brought.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// Every paper, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    papers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resident: Option<String>,
    /// What was given and is not asked for this matter; it is not kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ignored: Vec<String>,
}

#[derive(Serialize)]
struct Refused {
    line: u64,
    error: Wrong,
}

/// Takes in every line that can be taken in.
pub(super) fn accept(args: &Accept, place: &Place, out: &mut Out) -> Result<(), Fault> {
    out.speak_json();
    let desk = place.open_to_work(args.worker.as_deref())?;
    let mut input = std::io::stdin().lock();
    let mut number = 0;
    let mut failed = false;
    let mut bytes = Vec::new();
    while next_line(&mut input, &mut bytes).map_err(Fault::Input)? {
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let told = match take(&desk, &place.words, &bytes) {
            Ok((finished, ignored)) => out.json(&answer(number, &finished, ignored)),
            Err(error) => {
                failed = true;
                out.json(&Refused { line: number, error })
            }
        };
        match told {
            // Nobody hears the answers: whatever was not read is not taken in either.
            Err(Fault::Closed) => return Err(Fault::Told),
            told => told?,
        }
    }
    if failed { Err(Fault::Told) } else { Ok(()) }
}

/// The next line without its end; of a line that is too long, one byte more than is taken. False at the end.
pub(super) fn next_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> std::io::Result<bool> {
    bytes.clear();
    if input.by_ref().take(LONGEST + 1).read_until(b'\n', bytes)? == 0 {
        return Ok(false);
    }
    if bytes.last() != Some(&b'\n') && bytes.len() as u64 > LONGEST {
        // The rest is passed over in pieces, so that a file without line ends fills no memory.
        let mut rest = Vec::new();
        while input.by_ref().take(LONGEST).read_until(b'\n', &mut rest)? > 0 && rest.last() != Some(&b'\n') {
            rest.clear();
        }
    }
    Ok(true)
}

fn take(desk: &Desk, words: &Words, bytes: &[u8]) -> Result<(Finished, Vec<String>), Wrong> {
    if bytes.len() as u64 > LONGEST {
        let message = t!(words, "cli-line-long", most = LONGEST);
        return Err(Wrong::plain("too_long", message));
    }
    let given = read(desk, words, bytes)?;
    match desk.take_in(&given.draft, &given.decision) {
        Ok(finished) => Ok((finished, given.ignored)),
        Err(error) => Err(wrong(desk, words, &given, &error)),
    }
}

/// What the desk said no to, as the first wrong field of the form.
fn wrong(desk: &Desk, words: &Words, given: &Given, error: &DeskError) -> Wrong {
    let whole = || Wrong::plain(error.code(), desk_error(words, error));
    match error {
        DeskError::Form(_) => {
            let Ok(item) = desk.item_at(&given.draft.item, given.draft.item_version) else {
                return whole();
            };
            let Ok(person) = desk.resident_of(&given.draft) else {
                return whole();
            };
            let form = form_of(&item, person.as_ref()).knowing(&desk.book());
            let judged = form.judge(&given.draft.entries, desk.today());
            judged
                .first_error()
                .map_or_else(whole, |(key, error)| Wrong::field(key, error.code(), field_error(words, error)))
        }
        DeskError::MaterialsMissing { hard, deferrable } => {
            let book = desk.book();
            let item = book.catalogue.item(&given.draft.item);
            let missing: Vec<String> = hard
                .iter()
                .chain(deferrable)
                .filter_map(|at| item?.materials.get(*at))
                .map(|material| material.name(words.lang()).to_owned())
                .collect();
            let mut wrong = Wrong::field("materials", error.code(), desk_error(words, error));
            wrong.missing = missing;
            wrong
        }
        DeskError::DocumentNotSeen => Wrong::field("document_seen", error.code(), desk_error(words, error)),
        DeskError::Step(_) => Wrong::field("decision", error.code(), desk_error(words, error)),
        _ => whole(),
    }
}

fn answer(line: u64, finished: &Finished, ignored: Vec<String>) -> Answer {
    let papers: Vec<String> = finished.papers.iter().map(|paper| paper.serial.to_string()).collect();
    // A matter done on the spot is past its acceptance already; the step that took it on still says when.
    let acceptance: Option<&Acceptance> =
        finished.intake.history.iter().rev().find_map(|stamp| match &stamp.step {
            Step::Accept { acceptance } | Step::AcceptWithGaps { acceptance, .. } => Some(acceptance),
            _ => None,
        });
    let due = match &finished.intake.state {
        State::NeedsSupplement { notice, .. } => Some(notice.due.to_string()),
        State::AcceptedWithGaps { gaps, .. } => Some(gaps.due.to_string()),
        _ => None,
    };
    Answer {
        line,
        serial: papers.first().cloned().unwrap_or_default(),
        promised_on: acceptance.map(|acceptance| acceptance.promised_on.to_string()),
        provisional: acceptance.is_some_and(|acceptance| acceptance.provisional),
        due,
        papers: if papers.len() > 1 { papers } else { Vec::new() },
        resident: finished.intake.resident.clone(),
        ignored,
    }
}
