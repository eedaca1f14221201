//! A zone as a file describes it: VTIMEZONE (RFC 5545 §3.6.5).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::recurrence::Rule;

use super::component::{Component, property};
use super::fault::Fault;
use super::value::{Written, offset, written};
use super::zone::Placed;

/// Changes of a clock are reckoned for these years; before and after, it stays as at the first and the last.
const YEARS: (i32, i32) = (1970, 2100);
/// Changes of one kind over all those years, if a file tells them daily.
const MOST: usize = 50_000;

/// When a clock is changed and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnZone {
    /// Seconds east before the first change.
    first: i32,
    /// In order.
    changes: Vec<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    /// UTC.
    at: NaiveDateTime,
    /// Seconds east from then on.
    offset: i32,
}

/// A zone's name, the name it says it has elsewhere, and the zone.
type Read = (String, Option<String>, OwnZone);

impl OwnZone {
    /// Reads a VTIMEZONE; what is wrong comes with the zone's name if that could be read.
    pub(super) fn read(component: &Component<'_>) -> Result<Read, (Option<String>, Fault)> {
        let (mut name, mut location) = (None, None);
        for line in &component.lines {
            let Ok(property) = property(line) else { continue };
            match property.name.as_str() {
                "TZID" => name = Some(property.value.trim().to_owned()),
                "X-LIC-LOCATION" => location = Some(property.value.trim().to_owned()),
                _ => {}
            }
        }
        let wrong = |fault| (name.clone(), fault);
        let mut observances = Vec::new();
        for part in &component.parts {
            observances.extend(observance(part).map_err(wrong)?);
        }
        observances.sort_unstable();
        let Some((_, before, _)) = observances.first().copied() else {
            return Err(wrong(Fault::Zone { name: name.clone().unwrap_or_default() }));
        };
        let changes = observances.into_iter().map(|(at, _, offset)| Change { at, offset }).collect();
        match name {
            Some(name) => Ok((name, location, Self { first: before, changes })),
            None => Err((None, Fault::Zone { name: String::new() })),
        }
    }

    pub(super) fn wall(&self, utc: NaiveDateTime) -> NaiveDateTime {
        shifted(utc, self.offset_after(self.changes_until(utc)))
    }

    fn changes_until(&self, utc: NaiveDateTime) -> usize {
        self.changes.partition_point(|change| change.at <= utc)
    }

    pub(super) fn place(&self, wall: NaiveDateTime) -> Placed {
        // The changes near the wall's time as if that were UTC.
        let near = self.changes_until(wall);
        let reach = near.saturating_sub(2)..=(near + 2).min(self.changes.len());
        let by = |changes: usize| shifted(wall, -self.offset_after(changes));
        if let Some(changes) = reach.clone().find(|changes| self.changes_until(by(*changes)) == *changes) {
            return Placed { utc: by(changes), exists: true };
        }
        // Left out: the clock before the change would show it after the change.
        let left_out = reach.into_iter().find(|changes| {
            self.changes
                .get(*changes)
                .is_some_and(|next| by(*changes) >= next.at && by(changes + 1) < next.at)
        });
        Placed { utc: by(left_out.unwrap_or(near)), exists: false }
    }

    /// The offset after so many changes.
    fn offset_after(&self, changes: usize) -> i32 {
        changes.checked_sub(1).and_then(|at| self.changes.get(at)).map_or(self.first, |change| change.offset)
    }
}

fn shifted(time: NaiveDateTime, seconds: i32) -> NaiveDateTime {
    time.checked_add_signed(TimeDelta::seconds(i64::from(seconds))).unwrap_or(time)
}

/// The changes of a STANDARD or DAYLIGHT: when in UTC, from which offset, to which.
fn observance(part: &Component<'_>) -> Result<Vec<(NaiveDateTime, i32, i32)>, Fault> {
    let (mut start, mut from, mut to, mut rule) = (None, None, None, None);
    let mut dates = Vec::new();
    for line in &part.lines {
        let property = property(line)?;
        let text = property.value.as_str();
        let wrong = |name| Fault::Time { property: name, text: text.to_owned() };
        match property.name.as_str() {
            "DTSTART" => start = Some(wall(text).ok_or_else(|| wrong("DTSTART"))?),
            "TZOFFSETFROM" => from = Some(offset(text).ok_or_else(|| wrong("TZOFFSETFROM"))?),
            "TZOFFSETTO" => to = Some(offset(text).ok_or_else(|| wrong("TZOFFSETTO"))?),
            "RRULE" => rule = Some(property.value),
            "RDATE" => {
                for item in text.split(',') {
                    dates.push(wall(item).ok_or_else(|| wrong("RDATE"))?);
                }
            }
            _ => {}
        }
    }
    let missing = |property| Fault::Time { property, text: String::new() };
    let start = start.ok_or_else(|| missing("DTSTART"))?;
    let (from, to) = (from.ok_or_else(|| missing("TZOFFSETFROM"))?, to.ok_or_else(|| missing("TZOFFSETTO"))?);
    dates.push(start);
    if let Some(rule) = rule {
        // UNTIL is in UTC, and the onset on the wall before the change.
        let rule = Rule::parse_in(&rule, |utc| shifted(utc, from))?;
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
        dates.extend(rule.occurrences(start, year(YEARS.0), year(YEARS.1), MOST)?.times);
    }
    dates.sort_unstable();
    dates.dedup();
    Ok(dates.into_iter().map(|wall| (shifted(wall, -from), from, to)).collect())
}

fn wall(text: &str) -> Option<NaiveDateTime> {
    match written(text)? {
        Written::Day(day) => Some(day.and_time(NaiveTime::MIN)),
        Written::Wall(time) | Written::Utc(time) => Some(time),
    }
}
