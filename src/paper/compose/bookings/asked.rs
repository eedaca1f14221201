//! The booking a filled form of item PT03 asks for: what is shown beside the form is the slip that will be handed over.

use chrono::{NaiveDateTime, Timelike};

use crate::domain::booking::{Booking, BookingKind, BookingState, Details, Slot, Stamp, Wanted};
use crate::domain::form::{Answer, Shared};
use crate::domain::lang::Lang;

use super::super::receipts::Subject;

/// None while room, day and time are not there, or when the room is only named in words, as in forms of earlier versions.
pub(in crate::paper::compose) fn asked(subject: &Subject<'_>) -> Option<Booking> {
    let Subject { intake, item, resident, book } = *subject;
    let text = |key: &str| match intake.answers.get(key) {
        Some(Answer::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let chosen = |key: &str| match intake.answers.get(key) {
        Some(Answer::Chosen(ids)) => ids.as_slice(),
        _ => &[],
    };
    let yes = |key: &str| chosen(key).first().is_some_and(|id| id == "yes");
    // The form keeps a room as it was called then, its code before its name.
    let room = book.rooms.room(text("room").split_whitespace().next()?)?;
    let (Some(Answer::Datetime(start)), Some(Answer::Datetime(end))) =
        (intake.answers.get("starts_at"), intake.answers.get("ends_at"))
    else {
        return None;
    };
    let things = item.fields.iter().find(|field| field.key == "equipment");
    let (equipment, lent): (Vec<String>, Vec<String>) = chosen("equipment")
        .iter()
        .filter_map(|id| Some(things?.option(id)?.label(Lang::Zh).to_owned()))
        .partition(|name| room.equipment.iter().any(|thing| thing.name_zh == *name));
    let people = match intake.answers.get("headcount") {
        Some(Answer::Int(people)) => u32::try_from(*people).unwrap_or(0),
        _ => 0,
    };
    let phone = match intake.answers.get(Shared::PHONE) {
        Some(Answer::Phone(phone)) => Some(phone.clone()),
        _ => resident.and_then(|person| person.phone.clone()),
    };
    let details = Details {
        kind: chosen("booker").first().and_then(|id| BookingKind::from_code(id)).unwrap_or_default(),
        title: text("purpose"),
        resident: intake.resident.clone(),
        // As the form has it: there names may be covered.
        contact: intake.applicant.clone().or_else(|| resident.map(|person| person.name.clone())),
        phone,
        team: text("team"),
        people,
        amplified: yes("amplified"),
        minors: yes("minors"),
        equipment: equipment.into_iter().map(|name| Wanted { name, count: 1 }).collect(),
        class: None,
        // What the room does not have is lent by the desk.
        note: if lent.is_empty() { String::new() } else { format!("另借：{}", lent.join("、")) },
    };
    Some(Booking {
        id: String::new(),
        slot: slot(&room.code, *start, *end)?,
        state: if room.approver.is_other() { BookingState::Pending } else { BookingState::Confirmed },
        details,
        lesson: None,
        intake: Some(intake.id.clone()),
        serial: None,
        made: Stamp { at: intake.received_at, staff: intake.handler.clone() },
        history: Vec::new(),
    })
}

/// A use ends on its day; midnight is the day's own end.
fn slot(room: &str, start: NaiveDateTime, end: NaiveDateTime) -> Option<Slot> {
    let minute = |time: NaiveDateTime| (time.hour() * 60 + time.minute()) as u16;
    let until = match (end.date() - start.date()).num_days() {
        0 => minute(end),
        1 => minute(end) + 24 * 60,
        _ => return None,
    };
    Slot::new(room, start.date(), minute(start), until).ok()
}
