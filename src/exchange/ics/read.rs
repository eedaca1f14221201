//! From a file to a calendar and what could not be taken.

use std::collections::{BTreeMap, HashMap};

use super::component::{Component, components, property};
use super::event::{event, summary};
use super::fault::{Fault, Passed, Reject};
use super::lines::{Line, lines};
use super::value::unescaped;
use super::zone::Zones;
use super::{Calendar, Event, Moment};

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was taken.
    pub calendar: Calendar,
    /// What was not, in the order of the file.
    pub rejects: Vec<Reject>,
    /// Lines that the events taken were read without.
    pub passed_over: Vec<Passed>,
    /// Whether there was any sign of iCalendar at all: a file without one is another kind of file.
    pub is_calendar: bool,
}

/// Reads a file. Several calendars in one file become one.
///
/// Of events with the same uid (and the same occurrence they replace) the newest is taken: the highest SEQUENCE, then the
/// latest DTSTAMP, then the first in the file; the others are among the rejects. An event without a uid gets one from its own
/// text, so that the same file gives the same.
pub fn read(bytes: &[u8]) -> Reading {
    let lines = lines(bytes);
    let components = components(&lines);
    let zones = Zones::new(&components);
    let mut reading = Reading { is_calendar: !components.is_empty(), ..Reading::default() };
    let mut taken: Vec<(usize, &Component<'_>, Event)> = Vec::new();
    for component in &components {
        let raw = || raw(bytes, component);
        match component.name.as_str() {
            "VCALENDAR" => {
                if reading.calendar.name.is_empty() {
                    reading.calendar.name = name(&component.lines);
                }
            }
            "VTIMEZONE" => {}
            "VEVENT" => {
                let mut passed_over = Vec::new();
                match event(component, &zones, &mut passed_over, || spare_uid(&raw())) {
                    Ok(event) => {
                        taken.push((component.number, component, event));
                        reading.passed_over.append(&mut passed_over);
                    }
                    Err(fault) => reading.rejects.push(reject(bytes, component, fault)),
                }
            }
            // Parts of the calendar that other programs write for themselves.
            own if own.starts_with("X-") => {}
            _ => {
                let fault = Fault::NotAnEvent { name: component.name.clone() };
                reading.rejects.push(reject(bytes, component, fault));
            }
        }
    }
    let newest = newest(&taken);
    for (at, (_, component, event)) in taken.into_iter().enumerate() {
        match newest.get(&at) {
            None => reading.calendar.events.push(event),
            Some(line) => {
                reading.rejects.push(reject(bytes, component, Fault::Superseded { line: *line }));
            }
        }
    }
    reading.rejects.sort_by_key(|reject| reject.line);
    reading
}

/// Which of the events give way, and the line of the one they give way to.
fn newest(taken: &[(usize, &Component<'_>, Event)]) -> BTreeMap<usize, usize> {
    let mut first: HashMap<(&str, Option<Moment>), usize> = HashMap::new();
    let mut give_way = BTreeMap::new();
    for (at, (line, _, event)) in taken.iter().enumerate() {
        let key = (event.uid.as_str(), event.recurrence_id);
        let Some(before) = first.insert(key, at) else { continue };
        let (before_line, _, known) = &taken[before];
        if (event.sequence, event.stamp) > (known.sequence, known.stamp) {
            give_way.insert(before, *line);
        } else {
            give_way.insert(at, *before_line);
            first.insert(key, before);
        }
    }
    give_way
}

fn name(lines: &[&Line]) -> String {
    let found = lines.iter().filter_map(|line| property(line).ok());
    let name = found.into_iter().find_map(|property| match property.name.as_str() {
        "X-WR-CALNAME" => Some(property.value),
        "NAME" => Some(unescaped(&property.value)),
        _ => None,
    });
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}

fn raw(bytes: &[u8], component: &Component<'_>) -> String {
    String::from_utf8_lossy(bytes.get(component.place.clone()).unwrap_or_default()).into_owned()
}

fn reject(bytes: &[u8], component: &Component<'_>, fault: Fault) -> Reject {
    Reject { line: component.number, raw: raw(bytes, component), summary: summary(component), fault }
}

fn spare_uid(raw: &str) -> String {
    let hash = blake3::hash(raw.as_bytes()).to_hex();
    format!("no-uid-{}", &hash[..16])
}
