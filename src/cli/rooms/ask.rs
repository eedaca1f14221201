//! What is asked for, whether by options or by a line of JSON: both become the same object and are read here.

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value};

use crate::desk::{Decision, Desk, NewBooking, form_of};
use crate::domain::book::Book;
use crate::domain::booking::{BookingKind, Details, Slot, Wanted};
use crate::domain::catalogue::ReceiptKind;
use crate::domain::form::{Entries, FieldError, Shared};
use crate::domain::masked::Masked;
use crate::domain::material::{MaterialLine, receive_all};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::i18n::{Words, field_error};
use crate::t;

use super::refusal::{Refusal, required};
use super::when::minutes;

/// Who books what, where and when.
#[derive(Args)]
pub(super) struct Asked {
    #[arg(long, value_name = "CODE")]
    pub room: Option<String>,
    #[arg(long, value_name = "DATE")]
    day: Option<String>,
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    #[command(flatten)]
    pub what: What,
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// What for and by whom.
#[derive(Args)]
pub(super) struct What {
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "N")]
    phone: Option<String>,
    #[arg(long, value_name = "ID")]
    resident: Option<String>,
    #[arg(long, value_name = "N")]
    people: Option<u32>,
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = yes_no)]
    amplified: Option<bool>,
    #[arg(long, value_name = "yes|no", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = yes_no)]
    minors: Option<bool>,
    #[arg(long, value_name = "THING=N", value_parser = thing)]
    equipment: Vec<(String, u32)>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

fn yes_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes | no".to_owned()),
    }
}

fn thing(text: &str) -> Result<(String, u32), String> {
    let (name, count) = text.rsplit_once('=').unwrap_or((text, "1"));
    Ok((name.trim().to_owned(), count.trim().parse().map_err(|_| format!("{name}=1"))?))
}

/// Keys of a line.
const KEYS: [&str; 18] = [
    "room",
    "day",
    "from",
    "to",
    "kind",
    "team",
    "title",
    "name",
    "phone",
    "resident",
    "people",
    "amplified",
    "minors",
    "equipment",
    "note",
    "address",
    "reason",
    "gaps",
];

/// An object of what was given.
pub(super) type Given = Map<String, Value>;
type Read<T> = Result<T, Refusal>;

impl What {
    fn put(&self, map: &mut Given) {
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                let _ = map.insert(key.to_owned(), value);
            }
        };
        let text = |text: &Option<String>| text.clone().map(Value::String);
        put("kind", text(&self.kind));
        put("team", text(&self.team));
        put("title", text(&self.title));
        put("name", text(&self.name));
        put("phone", text(&self.phone));
        put("resident", text(&self.resident));
        put("people", self.people.map(Value::from));
        put("amplified", self.amplified.map(Value::from));
        put("minors", self.minors.map(Value::from));
        put("note", text(&self.note));
        let things = self.equipment.iter().map(|(name, count)| (name.clone(), Value::from(*count)));
        put("equipment", (!self.equipment.is_empty()).then(|| Value::Object(things.collect())));
    }

    /// Only what was named.
    pub fn given(&self) -> Given {
        let mut map = Given::new();
        self.put(&mut map);
        map
    }
}

impl Asked {
    /// As the object a line would be.
    pub fn given(&self) -> Given {
        let mut map = self.what.given();
        let places = [
            ("room", &self.room),
            ("day", &self.day),
            ("from", &self.from),
            ("to", &self.to),
            ("address", &self.address),
            ("reason", &self.reason),
        ];
        for (key, text) in places {
            if let Some(text) = text {
                let _ = map.insert(key.to_owned(), Value::String(text.clone()));
            }
        }
        map
    }
}

/// Reads what was given.
pub(super) struct Reader<'a> {
    pub words: &'a Words,
    pub map: &'a Given,
}

impl Reader<'_> {
    /// Refuses a key that means nothing: a slip of the pen must not be passed over.
    pub fn known_keys(&self) -> Read<()> {
        match self.map.keys().find(|key| !KEYS.contains(&key.as_str())) {
            Some(key) => {
                let message = t!(self.words, "cli-unknown-field", key = key.clone());
                Err(Refusal::field(key, "unknown_field", message))
            }
            None => Ok(()),
        }
    }

    /// What is asked for. Who and how many must be said.
    pub fn new_booking(&self) -> Read<NewBooking> {
        let slot = self.slot()?;
        let blank = Details { people: 0, ..Details::default() };
        for key in ["title", "people"] {
            if self.map.get(key).is_none_or(Value::is_null) {
                return Err(required(self.words, key));
            }
        }
        Ok(NewBooking {
            slot,
            details: self.details(blank)?,
            address: self.text("address")?.unwrap_or_default(),
            reason: self.text("reason")?.unwrap_or_default(),
        })
    }

    pub fn slot(&self) -> Read<Slot> {
        let room = self.needed("room")?.to_uppercase();
        let day = self.day("day")?;
        let (from, to) = (self.minutes("from")?, self.minutes("to")?);
        Slot::new(&room, day, from, to)
            .map_err(|_| Refusal::field("to", "time", t!(self.words, "rooms-backwards")))
    }

    pub fn day(&self, key: &str) -> Read<NaiveDate> {
        let error = FieldError::NotDate;
        NaiveDate::parse_from_str(&self.needed(key)?, "%Y-%m-%d")
            .map_err(|_| Refusal::field(key, error.code(), field_error(self.words, &error)))
    }

    fn minutes(&self, key: &str) -> Read<u16> {
        minutes(&self.needed(key)?)
            .map_err(|_| Refusal::field(key, "not_time", t!(self.words, "cli-rooms-not-time")))
    }

    /// The details with what was named in place of what was there.
    pub fn details(&self, before: Details) -> Read<Details> {
        let mut details = before;
        if let Some(code) = self.text("kind")? {
            details.kind = BookingKind::from_code(code.trim()).ok_or_else(|| {
                let kinds = BookingKind::ALL.map(BookingKind::code).join(", ");
                Refusal::field("kind", "unknown_option", t!(self.words, "cli-rooms-kinds", kinds = kinds))
            })?;
        }
        if let Some(name) = self.text("name")? {
            let name = PersonName::new(&name).map_err(|error| self.wrong("name", FieldError::Name(error)))?;
            details.contact = Some(Masked::new(name));
        }
        if let Some(phone) = self.text("phone")? {
            let phone =
                Phone::parse(&phone).map_err(|error| self.wrong("phone", FieldError::Phone(error)))?;
            details.phone = Some(Masked::new(phone));
        }
        let put = |key: &str, to: &mut String| -> Read<()> {
            if let Some(text) = self.text(key)? {
                text.trim().clone_into(to);
            }
            Ok(())
        };
        put("team", &mut details.team)?;
        put("title", &mut details.title)?;
        put("note", &mut details.note)?;
        if let Some(id) = self.text("resident")? {
            details.resident = Some(id);
        }
        if let Some(people) = self.number("people")? {
            details.people = people;
        }
        details.amplified = self.flag("amplified")?.unwrap_or(details.amplified);
        details.minors = self.flag("minors")?.unwrap_or(details.minors);
        if let Some(things) = self.equipment()? {
            details.equipment = things;
        }
        if details.title.is_empty() {
            return Err(required(self.words, "title"));
        }
        if details.people == 0 {
            return Err(required(self.words, "people"));
        }
        Ok(details)
    }

    fn equipment(&self) -> Read<Option<Vec<Wanted>>> {
        let things = match self.map.get("equipment") {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Object(things)) => things,
            Some(_) => return Err(self.wrong_type("equipment")),
        };
        let one = |(name, count): (&String, &Value)| match count.as_u64().and_then(|n| u32::try_from(n).ok())
        {
            Some(count) if count > 0 => Ok(Wanted { name: name.clone(), count }),
            _ => Err(self.wrong_type("equipment")),
        };
        things.iter().map(one).collect::<Read<Vec<_>>>().map(Some)
    }

    /// Papers that may follow do follow.
    pub fn gaps(&self) -> Read<bool> {
        Ok(self.flag("gaps")?.unwrap_or_default())
    }

    fn wrong(&self, field: &str, error: FieldError) -> Refusal {
        Refusal::field(field, error.code(), field_error(self.words, &error))
    }

    fn wrong_type(&self, field: &str) -> Refusal {
        Refusal::field(field, "wrong_type", t!(self.words, "cli-wrong-type"))
    }

    pub fn text(&self, key: &str) -> Read<Option<String>> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong_type(key)),
        }
    }

    fn needed(&self, key: &str) -> Read<String> {
        let text = self.text(key)?.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        text.ok_or_else(|| required(self.words, key))
    }

    fn number(&self, key: &str) -> Read<Option<u32>> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
                number.map(Some).ok_or_else(|| self.wrong_type(key))
            }
        }
    }

    fn flag(&self, key: &str) -> Read<Option<bool>> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.wrong_type(key)),
        }
    }
}

/// The papers of the booking's matter as they came in, and what is decided: all are in hand; with `gaps`, those that may
/// follow are not.
pub(super) fn papers(
    desk: &Desk,
    book: &Book,
    new: &NewBooking,
    gaps: bool,
) -> Result<(Vec<MaterialLine>, Decision), crate::desk::DeskError> {
    let item = book.catalogue.items.iter().find(|item| item.receipt == ReceiptKind::Booking && !item.retired);
    let (Some(item), true) = (item, new.details.kind.is_rationed()) else {
        return Ok((Vec::new(), Decision::Accept));
    };
    let person = match &new.details.resident {
        Some(id) => Some(desk.resident(id)?),
        None => None,
    };
    let form = form_of(item, person.as_ref());
    let plan = if book.room_rules.wants_plan(&new.details) { "yes" } else { "no" };
    let entries: Entries = [
        ("booker".to_owned(), new.details.kind.code().to_owned()),
        ("safety_plan".to_owned(), plan.to_owned()),
        (Shared::WHO.to_owned(), "self".to_owned()),
    ]
    .into_iter()
    .collect();
    let mut lines = Vec::new();
    receive_all(item, &form.fields, &entries, &mut lines);
    if gaps {
        for (line, material) in lines.iter_mut().zip(&item.materials) {
            line.received &= !material.deferrable;
        }
    }
    let decision = if gaps { Decision::AcceptWithGaps } else { Decision::Accept };
    Ok((lines, decision))
}
