//! Between a booking and the matter (item PT03) it is asked for with.

use chrono::{DateTime, FixedOffset};

use crate::domain::book::Book;
use crate::domain::booking::Request;
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{Entries, FieldError, Shared};
use crate::domain::intake::Intake;
use crate::domain::material::MaterialLine;
use crate::domain::resident::Resident;

use super::super::DeskError;
use super::make::NewBooking;

/// What lifts the rules a reason can lift; kept with the draft, no field of the form.
const REASON: &str = "_rule_reason";
/// The desk's note on the booking, likewise.
const NOTE: &str = "_booking_note";

/// The filled form of a booking.
pub(super) fn draft_of(
    new: &NewBooking,
    item: &Item,
    materials: &[MaterialLine],
    now: DateTime<FixedOffset>,
    staff: &str,
) -> Draft {
    let details = &new.details;
    let mut entries = Entries::new();
    let mut say = |key: &str, text: String| {
        if !text.is_empty() {
            let _ = entries.insert(key.to_owned(), text);
        }
    };
    let yes_no = |yes| if yes { "yes" } else { "no" }.to_owned();
    say("room", new.slot.room.clone());
    say("starts_at", new.slot.start().format("%Y-%m-%d %H:%M").to_string());
    say("ends_at", new.slot.end().format("%Y-%m-%d %H:%M").to_string());
    say("headcount", details.people.to_string());
    say("booker", details.kind.code().to_owned());
    say("team", details.team.trim().to_owned());
    say("purpose", details.title.trim().to_owned());
    say("amplified", yes_no(details.amplified));
    say("minors", yes_no(details.minors));
    let options = item.fields.iter().find(|field| field.key == "equipment").map(|field| &field.options);
    let chosen: Vec<&str> = options
        .into_iter()
        .flatten()
        .filter(|option| details.equipment.iter().any(|wanted| wanted.name == option.zh))
        .map(|option| option.id.as_str())
        .collect();
    say("equipment", chosen.join(","));
    say(Shared::WHO, "self".to_owned());
    if details.resident.is_none() {
        say(Shared::NAME, details.contact.as_ref().map(|n| n.reveal().to_string()).unwrap_or_default());
    }
    let phone = details.phone.as_ref().map(|phone| phone.reveal().to_string());
    say(Shared::PHONE, phone.unwrap_or_default());
    say(Shared::ADDRESS, new.address.trim().to_owned());
    say(REASON, new.reason.trim().to_owned());
    say(NOTE, details.note.trim().to_owned());
    Draft {
        id: String::new(),
        visit: String::new(),
        item: item.code.clone(),
        item_version: item.version,
        resident: details.resident.clone(),
        entries,
        touched: std::collections::BTreeSet::new(),
        materials: materials.to_vec(),
        document_seen: false,
        goes_on: false,
        opened: now,
        saved: now,
        staff: staff.to_owned(),
    }
}

/// The booking an accepted matter asks for, with the reason and the note that are no fields of its form.
pub(in crate::desk) fn wanted(
    draft: &Draft,
    intake: &Intake,
    item: &Item,
    resident: Option<&Resident>,
    book: &Book,
) -> Result<Option<NewBooking>, DeskError> {
    let asked = Request::of(intake, item, resident, book).map_err(|_| {
        DeskError::Form([("ends_at".to_owned(), FieldError::NotDatetime)].into_iter().collect())
    })?;
    let said = |key: &str| draft.entries.get(key).cloned().unwrap_or_default();
    Ok(asked.map(|Request { slot, mut details }| {
        let note = [said(NOTE), std::mem::take(&mut details.note)];
        details.note = note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；");
        NewBooking { slot, details, address: String::new(), reason: said(REASON) }
    }))
}
