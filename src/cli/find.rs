//! `quanke search`: the search box of the window. Names, numbers and phones stay masked: a search is no look
//! (`domain.md` §3.10).

use clap::Args;
use serde::Serialize;

use crate::desk::{Desk, PaperSubject};
use crate::domain::identity::IdDocument;
use crate::domain::issued::IssuedPaper;
use crate::domain::resident::Resident;
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;

#[derive(Args)]
pub(super) struct Search {
    /// Several words are one search; `-123` is the end of a paper's number, not an option.
    #[arg(required = true, allow_negative_numbers = true)]
    text: Vec<String>,
}

#[derive(Serialize)]
struct FoundDocument {
    people: Vec<PersonLine>,
    more_people: bool,
    items: Vec<NamedLine>,
    certificates: Vec<NamedLine>,
    rooms: Vec<NamedLine>,
    papers: Vec<PaperLine>,
}

#[derive(Serialize)]
struct PersonLine {
    id: String,
    name: String,
    document: Option<String>,
    phone: Option<String>,
    /// To the building only.
    place: String,
    last_seen: String,
    last_item: String,
    last_serial: String,
}

#[derive(Serialize)]
struct NamedLine {
    code: String,
    name: String,
}

#[derive(Serialize)]
struct PaperLine {
    serial: String,
    about: String,
    name: Option<String>,
    prints: usize,
}

pub(super) fn search(args: &Search, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let lang = words.lang();
    let desk = place.open()?;
    let found = desk.find(&args.text.join(" "))?;
    let book = desk.book();
    let named = |code: &str, name: &str| NamedLine { code: code.to_owned(), name: name.to_owned() };
    let document = FoundDocument {
        people: found.people.iter().map(person).collect(),
        more_people: found.more_people,
        items: found
            .items
            .iter()
            .filter_map(|hit| book.catalogue.item(&hit.code))
            .map(|item| named(&item.code, item.name(lang)))
            .collect(),
        certificates: found
            .certificates
            .iter()
            .filter_map(|no| book.declines.certificate(*no))
            .map(|c| named(&c.no.to_string(), c.name(lang)))
            .collect(),
        rooms: found
            .rooms
            .iter()
            .filter_map(|code| book.rooms.rooms.iter().find(|room| room.code == *code))
            .map(|room| named(&room.code, lang.pick(&room.name_zh, &room.name_en)))
            .collect(),
        papers: found
            .papers
            .iter()
            .map(|paper| paper_line(&desk, paper, place))
            .collect::<Result<_, Fault>>()?,
    };
    out.answer(&document, || {
        let mut lines = Vec::new();
        let mut section = |title: String, rows: Vec<String>| {
            if !rows.is_empty() {
                lines.push(title);
                lines.extend(rows.into_iter().map(|row| format!("  {row}")));
            }
        };
        section(t!(words, "cli-people"), document.people.iter().map(PersonLine::row).collect());
        if document.more_people {
            section(t!(words, "cli-more-people"), vec![String::new()]);
        }
        let rows =
            |list: &[NamedLine]| list.iter().map(|line| format!("{}\t{}", line.code, line.name)).collect();
        section(t!(words, "cli-items"), rows(&document.items));
        section(t!(words, "cli-certificates"), rows(&document.certificates));
        section(t!(words, "cli-rooms"), rows(&document.rooms));
        section(t!(words, "cli-papers"), document.papers.iter().map(PaperLine::row).collect());
        if lines.is_empty() {
            lines.push(t!(words, "cli-nothing"));
        }
        lines
    })
}

fn person(resident: &Resident) -> PersonLine {
    PersonLine {
        id: resident.id.clone(),
        // `Display` of what is masked is the mask.
        name: resident.name.to_string(),
        document: resident.document.as_ref().map(IdDocument::number).map(ToString::to_string),
        phone: resident.phone.as_ref().map(ToString::to_string),
        place: resident.address.to_building(),
        last_seen: resident.last_seen.date_naive().to_string(),
        last_item: resident.last_item.clone(),
        last_serial: resident.last_serial.clone(),
    }
}

impl PersonLine {
    fn row(&self) -> String {
        let parts = [
            self.id.as_str(),
            &self.name,
            self.document.as_deref().unwrap_or("-"),
            self.phone.as_deref().unwrap_or("-"),
            &self.place,
            &self.last_seen,
            &self.last_item,
            &self.last_serial,
        ];
        parts.join("\t")
    }
}

fn paper_line(desk: &Desk, paper: &IssuedPaper, place: &Place) -> Result<PaperLine, Fault> {
    let lang = place.words.lang();
    let serial = paper.serial.to_string();
    let source = desk.paper(&serial)?;
    let (about, applicant) = match &source.subject {
        PaperSubject::Intake { intake, item } => (
            format!("{} {}", item.code, item.short(lang)),
            intake.applicant.as_ref().map(ToString::to_string),
        ),
        PaperSubject::Decline { record, .. } => (record.certificate_name.clone(), None),
        PaperSubject::Booking { booking, .. } => {
            (booking.details.title.clone(), booking.details.contact.as_ref().map(ToString::to_string))
        }
    };
    let name = source.resident.as_ref().map(|resident| resident.name.to_string()).or(applicant);
    Ok(PaperLine { serial, about, name, prints: paper.printed().count() })
}

impl PaperLine {
    fn row(&self) -> String {
        format!("{}\t{}\t{}", self.serial, self.about, self.name.as_deref().unwrap_or("-"))
    }
}
