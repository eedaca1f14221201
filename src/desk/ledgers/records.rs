//! The stored records behind a row, field by field under the names they are stored by, so that every number can be counted
//! again outside. Without a reason what is personal is masked, and what a form marks as private is left out.

use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::DeskError;
use crate::domain::booking::Booking;
use crate::domain::catalogue::Item;
use crate::domain::class::Enrolment;
use crate::domain::correction::Note;
use crate::domain::decline::DeclineRecord;
use crate::domain::form::{Address, Answer};
use crate::domain::identity::IdDocument;
use crate::domain::intake::Intake;
use crate::domain::masked::covered;
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::store::StoreError;

use super::case::Case;
use super::veil::{HIDDEN, Veil};

/// Fields of a matter that may be shown masked. A field that comes to be later is left out until somebody has thought of it.
const INTAKE: [&str; 19] = [
    "id",
    "item",
    "item_version",
    "receipt",
    "visit",
    "window",
    "received_at",
    "first_contact",
    "handler",
    "resident",
    "applicant",
    "who",
    "document_seen",
    "answers",
    "materials",
    "serials",
    "state",
    "history",
    "notes",
];
/// The same of a visit.
const VISIT: [&str; 16] = [
    "id",
    "arrived",
    "begun",
    "left",
    "left_by",
    "people",
    "resident",
    "name",
    "purpose",
    "first_contact",
    "window",
    "intakes",
    "declines",
    "state",
    "outcome",
    "notes",
];
/// The same of a person; what was corrected tells what it was before and is left out.
const RESIDENT: [&str; 12] = [
    "id",
    "name",
    "document",
    "phone",
    "contact",
    "address",
    "sex",
    "merged_into",
    "since",
    "last_seen",
    "last_item",
    "last_serial",
];

/// The matter, the person, and what the catalogue says of the item, under `intake`, `resident`, `item`.
pub(super) fn of_case(case: &Case<'_>) -> Result<Value, DeskError> {
    let mut intake = value(&case.intake)?;
    if !case.veil.full {
        only(&mut intake, &INTAKE);
        veil_intake(&mut intake, &case.intake, &case.item);
        set(&mut intake, "notes", notes(&case.intake.notes));
    }
    let item = json!({
        "group": case.item.group, "name_zh": case.item.name_zh, "mode": case.item.mode,
        "restricted": case.item.restricted, "sensitive": case.item.sensitive,
    });
    let resident = of_resident(case.resident.as_ref(), case.veil)?;
    Ok(json!({ "intake": intake, "item": item, "resident": resident }))
}

pub(super) fn of_visit(
    visit: &Visit,
    person: Option<&Resident>,
    veil: Veil,
    hidden: bool,
) -> Result<Value, DeskError> {
    let mut fields = value(visit)?;
    if !veil.full {
        only(&mut fields, &VISIT);
        set(&mut fields, "notes", notes(&visit.notes));
        put(&mut fields, "name", visit.name.as_ref().map(ToString::to_string));
    }
    if hidden {
        put(&mut fields, "purpose", Some(HIDDEN.to_owned()));
        // A remark, and why a leaving time was put right, may tell what they came for.
        set(&mut fields, "notes", notes(&visit.notes));
        hide_reasons(&mut fields);
    }
    Ok(json!({ "visit": fields, "resident": of_resident(person, veil)? }))
}

pub(super) fn of_booking(booking: &Booking, veil: Veil) -> Result<Value, DeskError> {
    let mut fields = value(booking)?;
    if !veil.full
        && let Some(details) = fields.get_mut("details")
    {
        put(details, "contact", booking.details.contact.as_ref().map(ToString::to_string));
        put(details, "phone", booking.details.phone.as_ref().map(ToString::to_string));
    }
    Ok(json!({ "booking": fields }))
}

pub(super) fn of_enrolment(enrolment: &Enrolment, veil: Veil) -> Result<Value, DeskError> {
    let mut fields = value(enrolment)?;
    if !veil.full {
        put(&mut fields, "name", Some(enrolment.name.to_string()));
        put(&mut fields, "phone", enrolment.phone.as_ref().map(ToString::to_string));
        put(&mut fields, "emergency_contact", Some(covered(&enrolment.emergency_contact)));
        put(&mut fields, "emergency_phone", enrolment.emergency_phone.as_ref().map(ToString::to_string));
        put(&mut fields, "address", Some(Address::parse(&enrolment.address).to_building()));
        put(&mut fields, "birth", enrolment.birth.map(|birth| birth.format("%Y").to_string()));
    }
    Ok(json!({ "enrolment": fields }))
}

pub(super) fn of_decline(
    decline: &DeclineRecord,
    person: Option<&Resident>,
    veil: Veil,
) -> Result<Value, DeskError> {
    Ok(json!({ "decline": value(decline)?, "resident": of_resident(person, veil)? }))
}

fn of_resident(person: Option<&Resident>, veil: Veil) -> Result<Value, DeskError> {
    let Some(person) = person else { return Ok(Value::Null) };
    let mut fields = value(person)?;
    if !veil.full {
        only(&mut fields, &RESIDENT);
        put(&mut fields, "name", Some(person.name.to_string()));
        put(&mut fields, "phone", person.phone.as_ref().map(ToString::to_string));
        put(&mut fields, "contact", Some(covered(&person.contact)));
        set(&mut fields, "document", person.document.as_ref().map_or(Value::Null, document));
        set(&mut fields, "address", address(&person.address));
    }
    Ok(fields)
}

fn veil_intake(fields: &mut Value, intake: &Intake, item: &Item) {
    put(fields, "applicant", intake.applicant.as_ref().map(ToString::to_string));
    let Some(answers) = fields.get_mut("answers").and_then(Value::as_object_mut) else { return };
    for (key, answer) in &intake.answers {
        let private = item.field(key).is_some_and(|field| field.private);
        let shown = if private { Some(json!({ "type": "hidden" })) } else { veiled(answer) };
        if let Some(shown) = shown {
            let _ = answers.insert(key.clone(), shown);
        }
    }
}

/// What an answer that tells who somebody is looks like; none for any other.
fn veiled(answer: &Answer) -> Option<Value> {
    let (kind, shown) = match answer {
        Answer::Phone(phone) => ("phone", json!(phone.to_string())),
        Answer::Name(name) => ("name", json!(name.to_string())),
        Answer::Bank { name, account } => ("bank", json!({ "name": name, "account": account.to_string() })),
        Answer::Identity(held) => ("identity", document(held)),
        Answer::Address(held) => ("address", address(held)),
        Answer::Persons(persons) => {
            let one = |person: &crate::domain::form::Person| {
                json!({
                    "name": person.name.to_string(), "relation": person.relation,
                    "contact": person.contact.to_string(),
                })
            };
            ("persons", persons.iter().map(one).collect())
        }
        _ => return None,
    };
    Some(json!({ "type": kind, "value": shown }))
}

fn document(document: &IdDocument) -> Value {
    json!({ "kind": document.kind(), "number": document.number().to_string() })
}

/// To the building, as anybody may see it.
fn address(address: &Address) -> Value {
    json!({ "line": address.to_building(), "compound": address.compound, "building": address.building })
}

fn put(fields: &mut Value, key: &str, text: Option<String>) {
    set(fields, key, text.map_or(Value::Null, Value::String));
}

/// Takes away every field that is not named.
fn only(fields: &mut Value, names: &[&str]) {
    if let Some(map) = fields.as_object_mut() {
        map.retain(|name, _| names.contains(&name.as_str()));
    }
}

/// When and by whom something was put right, without the words.
fn notes(notes: &[Note]) -> Value {
    notes.iter().map(|note| json!({ "at": note.at, "staff": note.staff, "text": HIDDEN })).collect()
}

/// The leaving times that were put right, without the words why.
fn hide_reasons(visit: &mut Value) {
    let Some(before) = visit.get_mut("left_before").and_then(Value::as_array_mut) else { return };
    for known in before {
        if let Some(note) = known.get_mut("note") {
            put(note, "text", Some(HIDDEN.to_owned()));
        }
    }
}

/// Only where the record has the field at all.
fn set(fields: &mut Value, key: &str, value: Value) {
    if let Some(held) = fields.get_mut(key) {
        *held = value;
    }
}

fn value(record: &impl Serialize) -> Result<Value, DeskError> {
    serde_json::to_value(record)
        .map_err(|error| StoreError::corrupt("a record of a ledger", error.to_string()).into())
}
