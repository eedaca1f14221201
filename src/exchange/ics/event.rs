//! From a VEVENT to an event.

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::recurrence::Rule;

use super::component::{Component, Property, head, property};
use super::fault::{Fault, Passed};
use super::value::{Written, duration, text_list, written};
use super::zone::{Zone, Zones};
use super::{Abroad, Event, Extra, Moment, Status};

/// The properties of an event that are understood. Everything else, alarms and places on the globe among it, says nothing of
/// when a room is taken.
#[derive(Debug, Default)]
struct Found {
    uid: Option<Property>,
    start: Option<Property>,
    end: Option<Property>,
    duration: Option<Property>,
    recurrence_id: Option<Property>,
    rule: Option<Property>,
    extra: Vec<Property>,
    excluded: Vec<Property>,
    summary: Option<Property>,
    location: Option<Property>,
    description: Option<Property>,
    categories: Vec<Property>,
    status: Option<Property>,
    sequence: Option<Property>,
    stamp: Option<Property>,
}

/// The names of the properties in [`Found`].
const UNDERSTOOD: [&str; 15] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RECURRENCE-ID",
    "RRULE",
    "RDATE",
    "EXDATE",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "CATEGORIES",
    "STATUS",
    "SEQUENCE",
    "DTSTAMP",
];

impl Found {
    /// A line that cannot be read spoils the event if it says something that is understood. Any other (most often the
    /// second line of a text whose break was not escaped) is passed over, and told.
    fn of(component: &Component<'_>, passed_over: &mut Vec<Passed>) -> Result<Self, Fault> {
        let mut found = Self::default();
        for line in &component.lines {
            let property = match property(line) {
                Ok(property) => property,
                Err(fault) if UNDERSTOOD.contains(&head(line).as_str()) => return Err(fault),
                Err(_) => {
                    passed_over.push(Passed { line: line.number, text: line.text.clone() });
                    continue;
                }
            };
            let (name, place) = match property.name.as_str() {
                "DTSTART" => ("DTSTART", &mut found.start),
                "DTEND" => ("DTEND", &mut found.end),
                "DURATION" => ("DURATION", &mut found.duration),
                "RECURRENCE-ID" => ("RECURRENCE-ID", &mut found.recurrence_id),
                "RRULE" => ("RRULE", &mut found.rule),
                "UID" => ("UID", &mut found.uid),
                // Texts may stand again in another language: the first is taken.
                "SUMMARY" => ("", &mut found.summary),
                "LOCATION" => ("", &mut found.location),
                "DESCRIPTION" => ("", &mut found.description),
                "STATUS" => ("", &mut found.status),
                "SEQUENCE" => ("", &mut found.sequence),
                "DTSTAMP" => ("", &mut found.stamp),
                list => {
                    match list {
                        "RDATE" => found.extra.push(property),
                        "EXDATE" => found.excluded.push(property),
                        "CATEGORIES" => found.categories.push(property),
                        // Left out, it would bring back what the file takes out.
                        "EXRULE" => return Err(Fault::NotUnderstood { what: "EXRULE".to_owned() }),
                        _ => {}
                    }
                    continue;
                }
            };
            match place {
                None => *place = Some(property),
                Some(_) if name.is_empty() => {}
                // Two rules may be one event in the older standard (RFC 2445); which dates come first is for nobody to say.
                Some(_) => return Err(Fault::Twice { property: name }),
            }
        }
        Ok(found)
    }
}

/// Reads an event. `spare` names one whose file gives it no uid.
pub(super) fn event(
    component: &Component<'_>,
    zones: &Zones,
    passed_over: &mut Vec<Passed>,
    spare: impl FnOnce() -> String,
) -> Result<Event, Fault> {
    let found = Found::of(component, passed_over)?;
    if !component.ended {
        return Err(Fault::NoEnd);
    }
    let start = one("DTSTART", found.start.as_ref().ok_or(Fault::NoStart)?, zones)?;
    let recurrence_id = found.recurrence_id.as_ref().map(|id| recurrence_id(id, zones)).transpose()?;
    let named = found.uid.as_ref().map(|uid| uid.value.trim()).filter(|uid| !uid.is_empty());
    let uid = match named {
        Some(uid) => uid.to_owned(),
        None if recurrence_id.is_some() => return Err(Fault::NoUid),
        None => spare(),
    };
    let end = end(&found, &start, zones)?;
    let rule = found.rule.as_ref().map(|rule| Rule::parse_in(&rule.value, |utc| start.zone.wall(utc)));
    let rule = rule.transpose()?;
    let abroad = match start.written {
        Read::Wall(wall) if rule.is_some() && start.zone != Zone::Home => {
            Some(Abroad { zone: start.zone.clone(), start: wall })
        }
        _ => None,
    };
    let mut event = Event {
        recurrence_id,
        rule,
        abroad,
        extra: extras(&found.extra, &start, zones)?,
        excluded: moments("EXDATE", &found.excluded, zones)?,
        summary: text(found.summary),
        location: text(found.location),
        description: text(found.description),
        categories: found.categories.iter().flat_map(|list| text_list(&list.value)).collect(),
        status: status(found.status.as_ref()),
        sequence: found.sequence.and_then(|number| number.value.trim().parse().ok()).unwrap_or(0),
        stamp: stamp(found.stamp.as_ref(), zones),
        ..Event::new(uid, start.moment(), end)
    };
    event.excluded.sort_unstable_by_key(|moment| (moment.time(), moment.is_day()));
    event.excluded.dedup();
    event.extra.sort_unstable_by_key(|extra| (extra.start.time(), extra.end.map(Moment::time)));
    event.extra.dedup();
    Ok(event)
}

/// What an event is called, even one that cannot be read.
pub(super) fn summary(component: &Component<'_>) -> String {
    let found = component.lines.iter().filter_map(|line| property(line).ok());
    found.into_iter().find(|property| property.name == "SUMMARY").map_or_else(String::new, |it| it.value)
}

fn text(property: Option<Property>) -> String {
    property.map(|property| property.value.trim_end_matches(['\r', '\n']).to_owned()).unwrap_or_default()
}

/// A day, or a time on the wall of a zone.
#[derive(Debug, Clone)]
struct Placed {
    written: Read,
    zone: Zone,
}

#[derive(Debug, Clone, Copy)]
enum Read {
    Day(chrono::NaiveDate),
    Wall(NaiveDateTime),
}

impl Placed {
    fn moment(&self) -> Moment {
        match self.written {
            Read::Day(day) => Moment::Day(day),
            Read::Wall(wall) => Moment::Time(self.zone.home(wall)),
        }
    }
}

fn placed(name: &'static str, text: &str, property: &Property, zones: &Zones) -> Result<Placed, Fault> {
    let wrong = || Fault::Time { property: name, text: text.to_owned() };
    let days_only = property.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
    match written(text).ok_or_else(wrong)? {
        Written::Day(day) => Ok(Placed { written: Read::Day(day), zone: Zone::Home }),
        _ if days_only => Err(wrong()),
        // A zone beside a time of UTC says nothing (RFC 5545 §3.2.19).
        Written::Utc(time) => Ok(Placed { written: Read::Wall(time), zone: Zone::UTC }),
        Written::Wall(wall) => {
            let zone = property.parameter("TZID").map_or(Ok(Zone::Home), |name| zones.find(name))?;
            Ok(Placed { written: Read::Wall(wall), zone })
        }
    }
}

fn one(name: &'static str, property: &Property, zones: &Zones) -> Result<Placed, Fault> {
    placed(name, property.value.trim_end_matches(';'), property, zones)
}

fn recurrence_id(property: &Property, zones: &Zones) -> Result<Moment, Fault> {
    match property.parameter("RANGE") {
        Some(range) => Err(Fault::NotUnderstood { what: format!("RANGE={range}") }),
        None => Ok(one("RECURRENCE-ID", property, zones)?.moment()),
    }
}

/// When an event ends: told, or so long after the start, or for a day that day, or for a time at once (RFC 5545 §3.6.1).
fn end(found: &Found, start: &Placed, zones: &Zones) -> Result<Moment, Fault> {
    let end = match (&found.end, &found.duration) {
        (Some(_), Some(_)) => return Err(Fault::TwoEnds),
        (Some(end), None) => one("DTEND", end, zones)?.moment(),
        (None, Some(length)) => after(start, &length.value)?,
        (None, None) => match start.moment() {
            Moment::Day(day) => Moment::Day(day.succ_opt().unwrap_or(day)),
            time @ Moment::Time(_) => time,
        },
    };
    let begins = start.moment();
    match (begins, end) {
        // A day that ends on itself: not by the standard, but Outlook has written it, and means the day.
        (Moment::Day(first), Moment::Day(last)) if first == last => {
            Ok(Moment::Day(first.succ_opt().unwrap_or(first)))
        }
        _ if begins.is_day() != end.is_day() => Err(Fault::Kinds),
        _ if end.time() < begins.time() => Err(Fault::EndsBefore),
        _ => Ok(end),
    }
}

/// Days are counted on the wall, hours as they pass.
fn after(start: &Placed, length: &str) -> Result<Moment, Fault> {
    let wrong = || Fault::Duration { text: length.to_owned() };
    let (days, hours) = duration(length.trim_end_matches(';')).ok_or_else(wrong)?;
    match start.written {
        Read::Day(_) if hours > TimeDelta::zero() => Err(Fault::Kinds),
        Read::Day(day) => day.checked_add_signed(days).map(Moment::Day).ok_or_else(wrong),
        Read::Wall(wall) => {
            let wall = wall.checked_add_signed(days).ok_or_else(wrong)?;
            let home = start.zone.home(wall).checked_add_signed(hours).ok_or_else(wrong)?;
            Ok(Moment::Time(home))
        }
    }
}

fn items(property: &Property) -> impl Iterator<Item = &str> {
    property.value.split([',', ';']).map(str::trim).filter(|item| !item.is_empty())
}

fn moments(name: &'static str, properties: &[Property], zones: &Zones) -> Result<Vec<Moment>, Fault> {
    let all = properties.iter().flat_map(|property| items(property).map(move |item| (property, item)));
    all.map(|(property, item)| Ok(placed(name, item, property, zones)?.moment())).collect()
}

/// RDATEs; a period (`start/end` or `start/duration`) brings its own end.
fn extras(properties: &[Property], start: &Placed, zones: &Zones) -> Result<Vec<Extra>, Fault> {
    let mut extras = Vec::new();
    for property in properties {
        for item in items(property) {
            let (begin, end) = item.split_once('/').map_or((item, None), |(begin, end)| (begin, Some(end)));
            let begin = placed("RDATE", begin, property, zones)?;
            let end = match end {
                Some(length) if length.starts_with(['P', 'p', '+']) => Some(after(&begin, length)?),
                Some(end) => Some(placed("RDATE", end, property, zones)?.moment()),
                None => None,
            };
            let begins = begin.moment();
            // A period is of times (RFC 5545 §3.3.9).
            if begins.is_day() != start.moment().is_day() || (end.is_some() && begins.is_day()) {
                return Err(Fault::Kinds);
            }
            if end.is_some_and(|end| end.time() < begins.time()) {
                return Err(Fault::EndsBefore);
            }
            extras.push(Extra { start: begins, end });
        }
    }
    Ok(extras)
}

fn status(property: Option<&Property>) -> Status {
    let said = property.map(|property| property.value.trim().to_ascii_uppercase()).unwrap_or_default();
    match said.as_str() {
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "TENTATIVE" => Status::Tentative,
        _ => Status::Confirmed,
    }
}

fn stamp(property: Option<&Property>, zones: &Zones) -> NaiveDateTime {
    let placed = property.and_then(|property| one("DTSTAMP", property, zones).ok());
    match placed.map(|placed| (placed.written, placed.zone)) {
        Some((Read::Wall(wall), zone)) => zone.place(wall).utc,
        _ => super::EPOCH,
    }
}
