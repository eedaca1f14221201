//! Whose wall a time is on, and what it is on the desk's.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{Asia::Shanghai, TZ_VARIANTS, Tz};

use super::component::Component;
use super::fault::Fault;
use super::own_zone::OwnZone;
use super::windows;

/// Names of the tz database for the desk's own clock.
const HOME: [&str; 5] = ["Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC"];

/// Whose wall a time is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// 北京时间; also times without any zone.
    Home,
    /// A zone of the tz database.
    Named(Tz),
    /// A zone that only the file knows.
    Own(Arc<OwnZone>),
}

/// Where a time on a wall lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// UTC.
    pub utc: NaiveDateTime,
    /// Whether the clock ever shows it: not in the hour that summer time leaves out.
    pub exists: bool,
}

impl Zone {
    pub(super) const UTC: Self = Self::Named(Tz::UTC);

    /// Where a time on this wall lies: the first of two, and an hour that is left out by the clock before it (RFC 5545
    /// §3.3.5).
    pub fn place(&self, wall: NaiveDateTime) -> Placed {
        match self {
            Self::Home => place(Shanghai, wall),
            Self::Named(zone) => place(*zone, wall),
            Self::Own(zone) => zone.place(wall),
        }
    }

    /// What this wall shows at a time of UTC.
    pub fn wall(&self, utc: NaiveDateTime) -> NaiveDateTime {
        match self {
            Self::Home => Shanghai.from_utc_datetime(&utc).naive_local(),
            Self::Named(zone) => zone.from_utc_datetime(&utc).naive_local(),
            Self::Own(zone) => zone.wall(utc),
        }
    }

    /// What the desk's wall shows when this one shows `wall`.
    pub fn home(&self, wall: NaiveDateTime) -> NaiveDateTime {
        if *self == Self::Home { wall } else { Self::Home.wall(self.place(wall).utc) }
    }

    fn named(name: &str) -> Option<Self> {
        if HOME.iter().any(|home| home.eq_ignore_ascii_case(name)) {
            return Some(Self::Home);
        }
        let exact = name.parse().ok();
        exact
            .or_else(|| TZ_VARIANTS.into_iter().find(|zone: &Tz| zone.name().eq_ignore_ascii_case(name)))
            .map(Self::Named)
    }
}

fn place(zone: Tz, wall: NaiveDateTime) -> Placed {
    if let Some(found) = zone.from_local_datetime(&wall).earliest() {
        return Placed { utc: found.naive_utc(), exists: true };
    }
    // No clock is ever put forward by more than a day.
    let before = wall.checked_sub_signed(TimeDelta::days(1)).unwrap_or(wall);
    let offset = zone.offset_from_utc_datetime(&before).fix();
    let utc = wall.checked_sub_offset(offset).unwrap_or(wall);
    Placed { utc, exists: false }
}

/// The zones a file describes and the names it uses.
#[derive(Debug, Default)]
pub(super) struct Zones {
    own: BTreeMap<String, Described>,
}

#[derive(Debug, Clone)]
enum Described {
    As(Zone),
    Wrong(Fault),
}

impl Zones {
    /// Reads the VTIMEZONEs of a file. One that cannot be read matters only to events that need it.
    pub fn new(components: &[Component<'_>]) -> Self {
        let mut own = BTreeMap::new();
        for component in components.iter().filter(|component| component.name == "VTIMEZONE") {
            let (name, described) = match OwnZone::read(component) {
                Ok((name, location, zone)) => {
                    let known = location.and_then(|location| Zone::named(&location));
                    (name, Described::As(known.unwrap_or_else(|| Zone::Own(Arc::new(zone)))))
                }
                Err((Some(name), fault)) => (name, Described::Wrong(fault)),
                Err((None, _)) => continue,
            };
            own.entry(name).or_insert(described);
        }
        Self { own }
    }

    /// The zone of a TZID: by the tz database, by what Windows calls it, by what the file itself describes, and last by
    /// the end of a name that has a path before it (`/mozilla.org/20070129_1/Asia/Shanghai`).
    pub fn find(&self, name: &str) -> Result<Zone, Fault> {
        let name = name.trim();
        if let Some(zone) = Zone::named(name).or_else(|| windows::zone_of(name).and_then(Zone::named)) {
            return Ok(zone);
        }
        match self.own.get(name) {
            Some(Described::As(zone)) => return Ok(zone.clone()),
            Some(Described::Wrong(fault)) => return Err(fault.clone()),
            None => {}
        }
        let parts: Vec<&str> = name.split('/').collect();
        let ends = [3, 2].into_iter().filter_map(|length| parts.get(parts.len().checked_sub(length)?..));
        ends.map(|end| end.join("/"))
            .find_map(|end| Zone::named(&end))
            .or_else(|| is_beijing(name).then_some(Zone::Home))
            .ok_or_else(|| Fault::Zone { name: name.to_owned() })
    }
}

/// What Outlook shows for the zone, in Chinese or English: `(UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐`.
fn is_beijing(name: &str) -> bool {
    name.contains("北京") || name == "中国标准时间" || name.contains("Beijing")
}
