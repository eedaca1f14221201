//! Between a booking and the matter (item PT03) it is asked for with.

use chrono::{DateTime, FixedOffset, Timelike};

use crate::domain::book::Book;
use crate::domain::booking::{BookingKind, Details, Slot, Wanted};
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{Answer, Entries, FieldError, Shared};
use crate::domain::intake::Intake;
use crate::domain::lang::Lang;
use crate::domain::masked::Masked;
use crate::domain::material::MaterialLine;
use crate::domain::phone::Phone;
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

/// The booking an accepted matter asks for; none when its room is only named in words, as in forms of earlier versions.
pub(in crate::desk) fn wanted(
    draft: &Draft,
    intake: &Intake,
    item: &Item,
    resident: Option<&Resident>,
    book: &Book,
) -> Result<Option<NewBooking>, DeskError> {
    let text = |key: &str| match intake.answers.get(key) {
        Some(Answer::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let chosen = |key: &str| match intake.answers.get(key) {
        Some(Answer::Chosen(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    let yes = |key: &str| chosen(key).first().is_some_and(|id| id == "yes");
    let room_text = text("room");
    // The form keeps a room as it was called then, its code before its name.
    let code = room_text.split_whitespace().next().unwrap_or_default();
    let Some(room) = book.rooms.room(code) else { return Ok(None) };
    let (Some(Answer::Datetime(start)), Some(Answer::Datetime(end))) =
        (intake.answers.get("starts_at"), intake.answers.get("ends_at"))
    else {
        return Ok(None);
    };
    let minute = |time: chrono::NaiveDateTime| (time.hour() * 60 + time.minute()) as u16;
    // A use ends on its day; midnight is the day's own end.
    let until = if end.date() == start.date() { minute(*end) } else { minute(*end) + 24 * 60 };
    let wrong = || DeskError::Form([("ends_at".to_owned(), FieldError::NotDatetime)].into_iter().collect());
    if (end.date() - start.date()).num_days() > 1 {
        return Err(wrong());
    }
    let slot = Slot::new(&room.code, start.date(), minute(*start), until).map_err(|_| wrong())?;
    let kind = chosen("booker").first().and_then(|id| BookingKind::from_code(id)).unwrap_or_default();
    let field = item.fields.iter().find(|field| field.key == "equipment");
    let labels = chosen("equipment").into_iter().filter_map(|id| {
        field.and_then(|field| field.option(&id)).map(|option| option.label(Lang::Zh).to_owned())
    });
    // What the room has is booked with it; anything else is lent by the desk and only noted.
    let (mut equipment, mut lent) = (Vec::new(), Vec::new());
    for label in labels {
        if room.equipment.iter().any(|thing| thing.name_zh == label) {
            equipment.push(Wanted { name: label, count: 1 });
        } else {
            lent.push(label);
        }
    }
    let mut note = draft.entries.get(NOTE).cloned().unwrap_or_default();
    if !lent.is_empty() {
        let lent = format!("另借：{}", lent.join("、"));
        note = if note.is_empty() { lent } else { format!("{note}；{lent}") };
    }
    let phone: Option<Masked<Phone>> = match intake.answers.get(Shared::PHONE) {
        Some(Answer::Phone(phone)) => Some(phone.clone()),
        _ => resident.and_then(|person| person.phone.clone()),
    };
    let people = match intake.answers.get("headcount") {
        Some(Answer::Int(people)) => u32::try_from(*people).unwrap_or(0),
        _ => 0,
    };
    Ok(Some(NewBooking {
        slot,
        details: Details {
            kind,
            title: text("purpose"),
            resident: resident.map(|person| person.id.clone()),
            contact: resident.map(|person| person.name.clone()).or_else(|| intake.applicant.clone()),
            phone,
            team: text("team"),
            people,
            amplified: yes("amplified"),
            minors: yes("minors"),
            equipment,
            class: None,
            note,
        },
        address: String::new(),
        reason: draft.entries.get(REASON).cloned().unwrap_or_default(),
    }))
}
