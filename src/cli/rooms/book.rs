//! `quanke rooms book` and `over`: one use of one room.

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::desk::{Booked, Checked, Desk, DeskError, NewBooking, Over as MovedAside};
use crate::domain::book::Book as AtHand;
use crate::domain::issued::IssuedPaper;
use crate::domain::room::Approver;
use crate::domain::room_rules::RuleBreak;
use crate::i18n::{Words, rule_break};
use crate::t;

use super::super::accept::{LONGEST, next_line};
use super::super::out::{Fault, Out};
use super::super::place::Place;
use super::ask::{Asked, Given, Reader, papers};
use super::doc::{BookingDoc, PlaceDoc, place_text, row};
use super::plan::{MarkDoc, mark_text};
use super::refusal::{Refusal, refused};
use super::when::{Instead, id_instead};

#[derive(Args)]
pub(super) struct Book {
    #[command(flatten)]
    asked: Asked,
    #[arg(long)]
    gaps: bool,
    #[arg(long, requires = "room")]
    dry_run: bool,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct BookedDoc {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(flatten)]
    booking: BookingDoc,
    papers: Vec<String>,
}

impl BookedDoc {
    fn new(book: &AtHand, booked: &Booked, line: Option<u64>) -> Self {
        Self { line, booking: BookingDoc::new(book, &booked.booking), papers: serials(&booked.papers) }
    }
}

fn serials(papers: &[IssuedPaper]) -> Vec<String> {
    papers.iter().map(|paper| paper.serial.to_string()).collect()
}

pub(super) fn book(args: &Book, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let mut given = args.asked.given();
    if args.asked.room.is_none() {
        // What stands beside no room would be passed over in silence.
        if let Some(key) = given.keys().next() {
            let message = t!(place.words, "cli-rooms-no-room-given");
            return Err(Refusal::field(key, "required", message).end(place, out));
        }
        return lines(args, place, out);
    }
    if args.gaps {
        let _ = given.insert("gaps".to_owned(), Value::Bool(true));
    }
    let reader = Reader { words: &place.words, map: &given };
    let new = match reader.new_booking() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.end(place, out)),
    };
    if args.dry_run {
        let desk = place.open_set_up()?;
        return check(&desk, &new, place, out);
    }
    let desk = place.open_to_work(args.worker.as_deref())?;
    let booked = make(&desk, &new, args.gaps).map_err(|error| refused(place, out, &error))?;
    let book = desk.book();
    out.answer(&BookedDoc::new(&book, &booked, None), || {
        let mut lines = vec![row(&book, &booked.booking, &place.words)];
        lines.extend(serials(&booked.papers));
        lines
    })
}

fn make(desk: &Desk, new: &NewBooking, gaps: bool) -> Result<Booked, DeskError> {
    let (materials, decision) = papers(desk, &desk.book(), new, gaps)?;
    desk.book_room(new, &materials, &decision)
}

#[derive(Serialize)]
struct RefusedLine {
    line: u64,
    error: Refusal,
}

/// One line in, one line out after it is safe on disk.
fn lines(args: &Book, place: &Place, out: &mut Out) -> Result<(), Fault> {
    out.speak_json();
    let desk = place.open_to_work(args.worker.as_deref())?;
    let mut input = std::io::stdin().lock();
    let (mut number, mut failed) = (0, false);
    let mut bytes = Vec::new();
    while next_line(&mut input, &mut bytes).map_err(Fault::Input)? {
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let told = match line(&desk, &place.words, &bytes) {
            Ok(booked) => out.json(&BookedDoc::new(&desk.book(), &booked, Some(number))),
            Err(error) => {
                failed = true;
                out.json(&RefusedLine { line: number, error })
            }
        };
        match told {
            // Nobody hears the answers: whatever was not read is not booked either.
            Err(Fault::Closed) => return Err(Fault::Told),
            told => told?,
        }
    }
    if failed { Err(Fault::Told) } else { Ok(()) }
}

fn line(desk: &Desk, words: &Words, bytes: &[u8]) -> Result<Booked, Refusal> {
    if bytes.len() as u64 > LONGEST {
        return Err(Refusal::line("too_long", t!(words, "cli-line-long", most = LONGEST)));
    }
    let map: Given = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::line("json", t!(words, "cli-json", detail = error.to_string())))?;
    let reader = Reader { words, map: &map };
    reader.known_keys()?;
    let (new, gaps) = (reader.new_booking()?, reader.gaps()?);
    make(desk, &new, gaps).map_err(|error| Refusal::of(words, &error))
}

/// What is to be known before it is booked.
#[derive(Serialize)]
struct CheckDoc {
    free: bool,
    approver: Approver,
    wants_plan: bool,
    marks: Vec<MarkDoc>,
    broken: Vec<RuleBreak>,
    offers: Vec<PlaceDoc>,
}

fn check(desk: &Desk, new: &NewBooking, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let checked = desk.check_booking(new, None)?;
    let document = CheckDoc {
        free: checked.is_free(),
        approver: checked.approver,
        wants_plan: checked.wants_plan,
        marks: checked.marks.iter().map(MarkDoc::new).collect(),
        broken: checked.broken.clone(),
        offers: checked.offers.iter().map(PlaceDoc::new).collect(),
    };
    out.answer(&document, || check_lines(&checked, words))
}

fn check_lines(checked: &Checked, words: &Words) -> Vec<String> {
    let first =
        if checked.is_free() { t!(words, "cli-rooms-is-free") } else { t!(words, "cli-rooms-is-taken") };
    let mut lines = vec![first];
    lines.extend(checked.marks.iter().map(|mark| mark_text(mark, words)));
    lines.extend(checked.broken.iter().map(|broken| rule_break(words, broken)));
    if !checked.offers.is_empty() {
        lines.push(t!(words, "cli-rooms-free"));
        lines.extend(checked.offers.iter().map(|slot| format!("  {}", place_text(slot))));
    }
    lines
}

#[derive(Args)]
pub(super) struct Over {
    #[command(flatten)]
    asked: Asked,
    #[arg(long, value_name = "NAME")]
    by: String,
    #[arg(long, value_name = "ID=DATE/TIME/ROOM", value_parser = id_instead)]
    offer: Vec<(String, Instead)>,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct OverDoc {
    booking: BookingDoc,
    displaced: Vec<BookingDoc>,
    papers: Vec<String>,
}

/// Takes a room from others, each of whom is offered something instead.
pub(super) fn over(args: &Over, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let given = args.asked.given();
    let reader = Reader { words, map: &given };
    let new = match reader.new_booking() {
        Ok(new) => new,
        Err(refusal) => return Err(refusal.end(place, out)),
    };
    let desk = place.open_to_work(args.worker.as_deref())?;
    let book = desk.book();
    let mut how = MovedAside {
        decided_by: args.by.clone(),
        reason: new.reason.clone(),
        offers: std::collections::BTreeMap::new(),
    };
    for (id, instead) in &args.offer {
        let there = desk.booking(id)?;
        let Some(slot) = instead.of(&there.slot) else {
            let message = t!(words, "rooms-backwards");
            return Err(Refusal::field("offer", "time", message).end(place, out));
        };
        let _ = super::refusal::room_code(place, &book, &slot.room)?;
        let _ = how.offers.insert(id.clone(), slot);
    }
    let done = desk.book_over(&new, &how).map_err(|error| refused(place, out, &error))?;
    let document = OverDoc {
        booking: BookingDoc::new(&book, &done.booking),
        displaced: BookingDoc::all(&book, &done.displaced),
        papers: serials(&done.papers),
    };
    out.answer(&document, || {
        let mut lines = vec![row(&book, &done.booking, words)];
        lines.extend(done.displaced.iter().map(|booking| row(&book, booking, words)));
        lines.extend(serials(&done.papers));
        lines
    })
}
