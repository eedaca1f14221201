//! What a filled form of item PT03 asks for: which room, when, what for and by whom.

use chrono::{NaiveDateTime, Timelike};

use crate::domain::book::Book;
use crate::domain::catalogue::Item;
use crate::domain::form::{Answer, Shared};
use crate::domain::intake::Intake;
use crate::domain::lang::Lang;
use crate::domain::resident::Resident;

use super::{BookingKind, Details, Slot, SlotError, Wanted};

/// A booking as a form asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Where and when.
    pub slot: Slot,
    /// What for and by whom. The note names what the desk lends because the room does not have it.
    pub details: Details,
}

impl Request {
    /// Reads the answers. None while room, day and time are not there, or when the room is only named in words, as in forms
    /// of earlier versions; an error when the time does not end on its day.
    pub fn of(
        intake: &Intake,
        item: &Item,
        resident: Option<&Resident>,
        book: &Book,
    ) -> Result<Option<Self>, SlotError> {
        let text = |key: &str| match intake.answers.get(key) {
            Some(Answer::Text(text)) => text.trim(),
            _ => "",
        };
        let chosen = |key: &str| match intake.answers.get(key) {
            Some(Answer::Chosen(ids)) => ids.as_slice(),
            _ => &[],
        };
        let yes = |key: &str| chosen(key).first().is_some_and(|id| id == "yes");
        // The form keeps a room as it was called then, its code before its name.
        let code = text("room").split_whitespace().next().unwrap_or_default();
        let (Some(room), Some(Answer::Datetime(start)), Some(Answer::Datetime(end))) =
            (book.rooms.room(code), intake.answers.get("starts_at"), intake.answers.get("ends_at"))
        else {
            return Ok(None);
        };
        let slot = slot(&room.code, *start, *end)?;
        // What the room has is booked with it; anything else is lent by the desk and only noted.
        let things = item.fields.iter().find(|field| field.key == "equipment");
        let (equipment, lent): (Vec<String>, Vec<String>) = chosen("equipment")
            .iter()
            .filter_map(|id| Some(things?.option(id)?.label(Lang::Zh).to_owned()))
            .partition(|name| room.equipment.iter().any(|thing| thing.name_zh == *name));
        let details = Details {
            kind: chosen("booker").first().and_then(|id| BookingKind::from_code(id)).unwrap_or_default(),
            title: text("purpose").to_owned(),
            resident: intake.resident.clone(),
            // As the form has it: there names may be covered.
            contact: intake.applicant.clone().or_else(|| resident.map(|person| person.name.clone())),
            phone: match intake.answers.get(Shared::PHONE) {
                Some(Answer::Phone(phone)) => Some(phone.clone()),
                _ => resident.and_then(|person| person.phone.clone()),
            },
            team: text("team").to_owned(),
            people: match intake.answers.get("headcount") {
                Some(Answer::Int(people)) => u32::try_from(*people).unwrap_or(0),
                _ => 0,
            },
            amplified: yes("amplified"),
            minors: yes("minors"),
            equipment: equipment.into_iter().map(|name| Wanted { name, count: 1 }).collect(),
            class: None,
            note: if lent.is_empty() { String::new() } else { format!("另借：{}", lent.join("、")) },
        };
        Ok(Some(Self { slot, details }))
    }
}

/// A use ends on its day; midnight is the day's own end.
fn slot(room: &str, start: NaiveDateTime, end: NaiveDateTime) -> Result<Slot, SlotError> {
    let minute = |time: NaiveDateTime| (time.hour() * 60 + time.minute()) as u16;
    let (from, to) = (minute(start), minute(end));
    match (end.date() - start.date()).num_days() {
        0 => Slot::new(room, start.date(), from, to),
        1 => Slot::new(room, start.date(), from, to + 24 * 60),
        _ => Err(SlotError::Backwards { from, to }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_time_ends_on_its_day_and_midnight_is_the_days_own_end() {
        let at = |day, hour| NaiveDate::from_ymd_opt(2026, 5, day).unwrap().and_hms_opt(hour, 0, 0).unwrap();
        let hours = |start, end| slot("R02", start, end).map(|slot| (slot.from, slot.to)).ok();
        assert_eq!(hours(at(7, 9), at(7, 11)), Some((540, 660)));
        assert_eq!(hours(at(7, 20), at(8, 0)), Some((1200, 1440)));
        for (start, end) in
            [(at(7, 11), at(7, 9)), (at(7, 20), at(8, 1)), (at(7, 9), at(9, 0)), (at(7, 9), at(6, 11))]
        {
            assert_eq!(hours(start, end), None, "{start} {end}");
        }
    }
}
