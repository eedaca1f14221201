//! `quanke person`: who somebody is, what was ever done, what is still open. Masked, unless a worker asks for everything
//! and says why: then the look is recorded (`domain.md` §3.10).

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::{Deed, Desk, Done, OfItem, PaperOf, PersonFile};
use crate::domain::book::Book;
use crate::domain::identity::IdDocument;
use crate::domain::merge::Verdict;
use crate::domain::resident::Resident;
use crate::i18n::{Words, person as say};
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;

/// Nobody has done more; whoever had would be told so.
const ALL: usize = 20_000;

#[derive(Args)]
pub(super) struct Person {
    /// Several words are one search.
    #[arg(required = true)]
    text: Vec<String>,
    #[arg(long, requires = "reason")]
    full: bool,
    #[arg(long, value_name = "TEXT", requires = "full")]
    reason: Option<String>,
    #[arg(long, value_name = "NAME", requires = "full")]
    worker: Option<String>,
}

#[derive(Serialize)]
struct PersonDocument {
    #[serde(flatten)]
    file: FileLine,
    /// Files merged into this one.
    merged: Vec<MergedLine>,
    /// Other files that may be the same person's.
    duplicates: Vec<DuplicateLine>,
    /// Matters somebody still has to do something about, most urgent first.
    open: Vec<Value>,
    /// Everything ever done, newest first.
    history: Vec<Value>,
    /// There is more than is listed.
    more: bool,
}

#[derive(Serialize)]
struct FileLine {
    id: String,
    name: String,
    document: Option<String>,
    phone: Option<String>,
    contact: Option<String>,
    address: String,
    sex: Option<&'static str>,
    age: Option<u32>,
    since: String,
    last_seen: String,
}

#[derive(Serialize)]
struct MergedLine {
    #[serde(flatten)]
    file: FileLine,
    merge: String,
    merged_at: String,
    reason: String,
}

#[derive(Serialize)]
struct DuplicateLine {
    #[serde(flatten)]
    file: FileLine,
    score: i32,
    signs: Vec<String>,
}

pub(super) fn person(args: &Person, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let reason = args.reason.as_deref().map_or("", str::trim);
    if args.full && reason.is_empty() {
        return Err(Fault::said("reason", t!(words, "step-no-reason"), 2));
    }
    let desk = if args.full { place.open_to_work(args.worker.as_deref())? } else { place.open()? };
    let id = one(&desk, &args.text, words)?;
    let who = desk.person(&id)?;
    if args.full {
        desk.record_look_for(&who.person.id, reason)?;
    }
    let deeds = desk.deeds(&who.person.id, ALL)?;
    let book = desk.book();
    let mut open: Vec<&Deed> = deeds.lines.iter().filter(|deed| deed.what.is_open()).collect();
    open.sort_by_key(|deed| match &deed.what {
        Done::Matter(matter) => (matter.due.is_none(), matter.due),
        _ => (true, None),
    });
    let value = |deed: &Deed| line(deed, &book, args.full, words);
    let document = PersonDocument {
        file: file(&who.person, &desk, args.full),
        merged: merged(&who, &desk, args.full),
        duplicates: who
            .duplicates
            .iter()
            .map(|offer| DuplicateLine {
                file: file(&offer.other, &desk, args.full),
                score: offer.likeness.score,
                signs: offer.likeness.signs.iter().map(|sign| say::sign(words, *sign)).collect(),
            })
            .collect(),
        open: open.iter().map(|deed| value(deed).1).collect(),
        history: deeds.lines.iter().map(|deed| value(deed).1).collect(),
        more: deeds.more,
    };
    out.answer(&document, || {
        let mut lines = vec![document.file.row()];
        let mut section = |title: String, rows: Vec<String>| {
            if !rows.is_empty() {
                lines.push(title);
                lines.extend(rows.into_iter().map(|row| format!("  {row}")));
            }
        };
        let merged = document.merged.iter().map(|merged| merged.file.row()).collect();
        section(t!(words, "person-merged-count", count = document.merged.len()), merged);
        let rows = document.duplicates.iter().map(|d| format!("{}\t{}", d.file.row(), d.signs.join("、")));
        section(t!(words, "person-twin"), rows.collect());
        section(
            t!(words, "person-open", count = open.len()),
            open.iter().map(|deed| value(deed).0).collect(),
        );
        let count = deeds.lines.len();
        let title = if deeds.more {
            t!(words, "person-count-more", count = count)
        } else {
            t!(words, "person-before", count = count)
        };
        section(title, deeds.lines.iter().map(|deed| value(deed).0).collect());
        lines
    })
}

/// Whom the words mean: an id, or the only one they fit.
fn one(desk: &Desk, text: &[String], words: &Words) -> Result<String, Fault> {
    let typed: Vec<&str> = text.iter().flat_map(|word| word.split_whitespace()).collect();
    if let [id] = typed.as_slice()
        && id.len() == 10
        && id.bytes().all(|byte| byte.is_ascii_digit())
        && let Some(person) = desk.kept(id)?
    {
        return Ok(person.id);
    }
    let (people, more) = desk.find_people(&typed)?;
    match people.as_slice() {
        [] => {
            let message = t!(words, "desk-unknown", key = typed.join(" "));
            Err(Fault::said("unknown", message, 1))
        }
        [person] if !more => Ok(person.id.clone()),
        people => {
            let rows: Vec<String> = people.iter().map(|person| file(person, desk, false).row()).collect();
            let message = t!(words, "cli-person-several", count = people.len());
            Err(Fault::said("several", format!("{message}\n{}", rows.join("\n")), 1))
        }
    }
}

fn file(person: &Resident, desk: &Desk, full: bool) -> FileLine {
    use crate::domain::identity::Sex;
    use crate::domain::masked::{Mask, Masked, covered};
    fn shown<T: Mask + std::fmt::Display>(value: &Masked<T>, full: bool) -> String {
        if full { value.reveal().to_string() } else { value.to_string() }
    }
    let contact = if full { person.contact.clone() } else { covered(&person.contact) };
    FileLine {
        id: person.id.clone(),
        name: shown(&person.name, full),
        document: person.document.as_ref().map(IdDocument::number).map(|number| shown(number, full)),
        phone: person.phone.as_ref().map(|phone| shown(phone, full)),
        contact: (!contact.is_empty()).then_some(contact),
        address: if full { person.address.line.clone() } else { person.address.to_building() },
        sex: person.sex().map(|sex| if sex == Sex::Male { "male" } else { "female" }),
        age: person.age_on(desk.today()),
        since: person.since.to_rfc3339(),
        last_seen: person.last_seen.to_rfc3339(),
    }
}

impl FileLine {
    fn row(&self) -> String {
        let age = self.age.map_or_else(|| "-".to_owned(), |age| age.to_string());
        let parts = [
            self.id.as_str(),
            &self.name,
            self.document.as_deref().unwrap_or("-"),
            self.phone.as_deref().unwrap_or("-"),
            &age,
            &self.address,
        ];
        parts.join("\t")
    }
}

fn merged(who: &PersonFile, desk: &Desk, full: bool) -> Vec<MergedLine> {
    let line = |merged: &crate::desk::Merged| MergedLine {
        file: file(&merged.file, desk, full),
        merge: merged.merge.id.clone(),
        merged_at: merged.merge.at().to_rfc3339(),
        reason: merged.merge.reason.clone(),
    };
    who.merged.iter().map(line).collect()
}

/// A line of the history: in words, and by its fields.
fn line(deed: &Deed, book: &Book, full: bool, words: &Words) -> (String, Value) {
    let lang = words.lang();
    // Nobody is signed in to say who reads this: what is restricted stays so, unless it was asked for in full.
    let restricted = |item: &OfItem| item.restricted && !full;
    let item_name = |item: &OfItem| match book.catalogue.item(&item.code) {
        _ if restricted(item) => t!(words, "matter-restricted"),
        Some(known) => format!("{} {}", item.code, known.short(lang)),
        None => item.code.clone(),
    };
    let staff = |id: &str| book.staff_name(id).to_owned();
    let (kind, text, mut value) = match &deed.what {
        Done::Visit(visit) => {
            let hidden = visit.items.iter().any(restricted);
            let purpose = if hidden { t!(words, "matter-restricted") } else { visit.purpose.clone() };
            let left = visit.left.map_or_else(String::new, |left| {
                let how = visit.left_by.map_or_else(String::new, |by| say::left_by(words, by));
                format!("{} {how}", left.format("%H:%M"))
            });
            let value = json!({
                "id": visit.id, "people": visit.people, "purpose": purpose, "state": visit.state,
                "left": visit.left.map(|left| left.to_rfc3339()), "left_by": visit.left_by,
            });
            ("visit", format!("{purpose}\t{left}"), value)
        }
        Done::Matter(matter) => {
            let serial = matter.serial.as_ref().map(ToString::to_string);
            let steps: Vec<Value> = matter
                .steps
                .iter()
                .map(|stamp| {
                    json!({
                        "at": stamp.at.to_rfc3339(), "staff": staff(&stamp.staff),
                        "step": say::step_name(words, &stamp.step),
                        "serial": stamp.serial.as_ref().map(ToString::to_string),
                    })
                })
                .collect();
            let name = item_name(&matter.item);
            let code = if restricted(&matter.item) { None } else { Some(&matter.item.code) };
            let text = format!(
                "{name}\t{}\t{}",
                say::state_name(words, matter.state),
                serial.as_deref().unwrap_or("-")
            );
            let value = json!({
                "id": matter.id, "item": code, "state": matter.state, "open": matter.open,
                "due": matter.due.map(|due| due.to_string()), "serial": serial, "steps": steps,
                "papers": matter.papers.0, "prints": matter.papers.1,
            });
            ("matter", text, value)
        }
        Done::Decline { serial, certificate, void, prints } => {
            let value = json!({
                "serial": serial.to_string(), "certificate": certificate, "void": void, "prints": prints,
            });
            ("decline", format!("{certificate}\t{serial}"), value)
        }
        Done::Booking { id, slot, title, state, serial } => {
            let value = json!({
                "id": id, "room": slot.room, "day": slot.day.to_string(), "hours": slot.hours_text(),
                "title": title, "state": state, "serial": serial.as_ref().map(ToString::to_string),
            });
            let text = format!(
                "{} {} {}\t{title}\t{}",
                slot.room,
                slot.day,
                slot.hours_text(),
                crate::i18n::booking_state(words, *state)
            );
            ("booking", text, value)
        }
        Done::Enrolment { group, place, serial } => {
            let name = book.class_group(group).map_or(group.as_str(), |group| group.name.as_str());
            let value = json!({
                "class": group, "name": name, "place": place,
                "serial": serial.as_ref().map(ToString::to_string),
            });
            ("enrolment", format!("{name}\t{}", say::place(words, place)), value)
        }
        Done::Paper { serial, kind, prints, last, about, .. } => {
            let about = match about {
                PaperOf::Matter(id, _) | PaperOf::Booking(id) => id,
                PaperOf::Decline(certificate) => certificate,
            };
            let value = json!({
                "serial": serial.to_string(), "paper": kind, "prints": prints,
                "last": last.map(|last| last.to_rfc3339()), "about": about,
            });
            ("paper", format!("{serial}\t{prints}"), value)
        }
        Done::Corrected(correction) => {
            let (before, after) = say::change(words, &correction.change, full);
            let why = match &correction.intake {
                Some(_) => t!(words, "person-by-form"),
                None => correction.reason.clone(),
            };
            let line = say::file_line(words, correction.change.line());
            let value = json!({
                "line": correction.change.line(), "before": before, "after": after, "reason": correction.reason,
                "intake": correction.intake, "staff": staff(&correction.staff),
            });
            ("correction", format!("{line}\t{before} → {after}\t{why}"), value)
        }
        Done::Leaving { visit, before, after, note } => {
            let value = json!({
                "visit": visit, "before": before.0.map(|at| at.to_rfc3339()), "before_by": before.1,
                "after": after.map(|at| at.to_rfc3339()), "reason": note.text, "staff": staff(&note.staff),
            });
            ("leaving_corrected", note.text.clone(), value)
        }
        Done::VisitNote { visit, items, note } => {
            let hidden = items.iter().any(restricted);
            let text = if hidden { t!(words, "matter-restricted") } else { note.text.clone() };
            let value = json!({ "visit": visit, "text": text, "staff": staff(&note.staff) });
            ("visit_note", text, value)
        }
        Done::MatterNote(id, item, note) => {
            let text = if restricted(item) { t!(words, "matter-restricted") } else { note.text.clone() };
            let value = json!({ "matter": id, "text": text, "staff": staff(&note.staff) });
            ("matter_note", text, value)
        }
        Done::Old(row, ledger) => {
            let value = json!({ "row": row, "ledger": ledger.code() });
            ("old", ledger.name(lang).to_owned(), value)
        }
        Done::Decided(merge) | Done::TakenBack(merge) => {
            let back = matches!(deed.what, Done::TakenBack(_));
            let kind = match (merge.verdict, back) {
                (Verdict::Same, false) => "merge",
                (Verdict::Same, true) => "merge_undone",
                (Verdict::Apart, false) => "apart",
                (Verdict::Apart, true) => "apart_undone",
            };
            let by = merge.undone.as_ref().filter(|_| back);
            let (reason, by) =
                by.map_or((&merge.reason, &merge.stamp.staff), |back| (&back.reason, &back.stamp.staff));
            let value = json!({
                "merge": merge.id, "kept": merge.kept, "merged": merge.merged, "reason": reason,
                "staff": staff(by), "stands": merge.stands(),
            });
            (kind, format!("{} ← {}\t{reason}", merge.kept, merge.merged), value)
        }
    };
    if let Some(fields) = value.as_object_mut() {
        let _ = fields.insert("at".to_owned(), json!(deed.at.to_rfc3339()));
        let _ = fields.insert("kind".to_owned(), json!(kind));
        if let Some(file) = &deed.file {
            let _ = fields.insert("file".to_owned(), json!(file));
        }
    }
    (format!("{}\t{kind}\t{text}", deed.at.format("%Y-%m-%d %H:%M")), value)
}
