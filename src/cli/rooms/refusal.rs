//! How a refusal is told: what is there, what is free instead, which rule it breaks.

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::{DeskError, RoomsError};
use crate::domain::book::Book;
use crate::domain::booking::{Slot, clock_text};
use crate::domain::form::{FieldError, Shared};
use crate::domain::room_rules::RuleBreak;
use crate::domain::series::SeriesError;
use crate::i18n::{Words, desk_error, field_error};
use crate::t;

use super::super::out::{Fault, Out, note};
use super::super::place::Place;
use super::doc::{PlaceDoc, TakenDoc, place_text};

/// What was wrong, for a script and for a person.
#[derive(Debug, Serialize)]
pub(super) struct Refusal {
    /// What was given wrong, by the name of the option or the key of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub code: String,
    pub message: String,
    /// What else is to be known.
    #[serde(flatten)]
    more: Box<More>,
    /// 2: told to be wrong without looking into the store.
    #[serde(skip)]
    exit: u8,
}

/// What a refusal may tell beside its sentence.
#[derive(Debug, Default, Serialize)]
struct More {
    /// What is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<TakenDoc>,
    /// What is free instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    offers: Option<Vec<PlaceDoc>>,
    /// The rules it breaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broken: Vec<RuleBreak>,
    /// The dates that must be decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    days: Vec<NaiveDate>,
    /// The hours of that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Vec<[String; 2]>>,
    /// The same for a person: more lines.
    #[serde(skip)]
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    error: &'a Refusal,
}

impl Refusal {
    fn new(code: &str, message: String, exit: u8) -> Self {
        Self { field: None, code: code.to_owned(), message, more: Box::default(), exit }
    }

    /// Wrong use: an option or a key.
    pub fn field(field: &str, code: &str, message: String) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(code, message, 2) }
    }

    /// A line that cannot be read at all.
    pub fn line(code: &str, message: String) -> Self {
        Self::new(code, message, 2)
    }

    /// An answer to a date that is none of the plan's.
    pub fn stray(words: &Words, day: NaiveDate) -> Self {
        let message = t!(words, "cli-rooms-stray", day = day.to_string());
        let mut refusal = Self::new("no_such_date", message, 1);
        refusal.more.days = vec![day];
        refusal
    }

    /// What the desk said no to.
    pub fn of(words: &Words, error: &DeskError) -> Self {
        let mut refusal = Self::new(error.code(), desk_error(words, error), 1);
        match error {
            DeskError::Form(errors) => {
                // The first in the order in which they are usually said.
                let place = |key: &str| ORDER.iter().position(|known| *known == option_of(key));
                let first = errors.iter().min_by_key(|(key, _)| place(key).unwrap_or(ORDER.len()));
                if let Some((key, error)) = first {
                    let field = option_of(key);
                    error.code().clone_into(&mut refusal.code);
                    refusal.message = field_error(words, error);
                    refusal.field = Some(field.to_owned());
                }
            }
            DeskError::Rooms(error) => refusal.fill(words, error),
            _ => {}
        }
        refusal
    }

    fn fill(&mut self, words: &Words, error: &RoomsError) {
        match error {
            RoomsError::Clash { with, offers, .. } => {
                self.more.with = TakenDoc::all(with);
                self.more.offers = Some(offers.iter().map(PlaceDoc::new).collect());
                self.more.lines = offer_lines(words, offers);
            }
            RoomsError::DoesNotGiveWay { with } => self.more.with = TakenDoc::all(with),
            RoomsError::Rules(broken) => self.more.broken.clone_from(broken),
            RoomsError::Undecided { days } => self.more.days.clone_from(days),
            RoomsError::OutsideHours { open } => {
                let span = |(from, to): &(u16, u16)| [clock_text(*from), clock_text(*to)];
                self.more.open = Some(open.iter().map(span).collect());
            }
            RoomsError::Slot(_) | RoomsError::Series(SeriesError::Endless | SeriesError::Rule(_)) => {
                self.exit = 2;
            }
            _ => {}
        }
    }

    /// Tells it, and ends the command.
    pub fn end(self, place: &Place, out: &mut Out) -> Fault {
        if place.json {
            return match out.json(&Document { error: &self }) {
                Ok(()) => Fault::Ended { exit: self.exit },
                Err(fault) => fault,
            };
        }
        let message = match &self.field {
            Some(field) => format!("{field}: {}", self.message),
            None => self.message,
        };
        note(&message);
        for line in &self.more.lines {
            note(line);
        }
        Fault::Ended { exit: self.exit }
    }
}

fn offer_lines(words: &Words, offers: &[Slot]) -> Vec<String> {
    if offers.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![t!(words, "cli-rooms-free")];
    lines.extend(offers.iter().map(|slot| format!("  {}", place_text(slot))));
    lines
}

/// The desk's refusal, told; the command ends with it.
pub(super) fn refused(place: &Place, out: &mut Out, error: &DeskError) -> Fault {
    Refusal::of(&place.words, error).end(place, out)
}

/// The options in the order in which they are usually said.
const ORDER: [&str; 10] =
    ["room", "from", "to", "kind", "team", "title", "people", "name", "phone", "address"];

/// The option that fills a field of the form.
fn option_of(key: &str) -> &str {
    match key {
        Shared::NAME => "name",
        Shared::PHONE | Shared::CONTACT => "phone",
        Shared::ADDRESS => "address",
        "headcount" => "people",
        "purpose" => "title",
        "starts_at" => "from",
        "ends_at" => "to",
        "booker" => "kind",
        other => other,
    }
}

/// A field that must be there.
pub(super) fn required(words: &Words, field: &str) -> Refusal {
    let error = FieldError::Required;
    Refusal::field(field, error.code(), field_error(words, &error))
}

/// The code of a room that is there, however it was typed.
pub(super) fn room_code(place: &Place, book: &Book, code: &str) -> Result<String, Fault> {
    let code = code.trim().to_uppercase();
    if let Some(room) = book.rooms.room(&code) {
        return Ok(room.code.clone());
    }
    Err(Fault::said("unknown", t!(place.words, "cli-rooms-no-room", code = code), 1))
}
