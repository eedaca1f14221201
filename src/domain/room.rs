//! 场地: the rooms of the centre, their parts, and what may be done in them (`domain.md` §4.1, §4.3).

mod opening;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::lang::Lang;

pub use opening::{Closure, OpeningRule, Season, SiteHours, Weekdays};

/// How a room and what is done in it sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noise {
    /// 有声: singing, dancing, loudspeakers.
    Loud,
    /// 一般
    #[default]
    Normal,
    /// 须安静
    Quiet,
    /// The purpose must not show: only 已占用 does.
    Private,
}

impl Noise {
    /// Whether somebody next door would be disturbed by noise.
    pub const fn wants_quiet(self) -> bool {
        matches!(self, Self::Quiet | Self::Private)
    }
}

/// Who says yes to a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// 不用批
    None,
    /// 窗口: the desk confirms at once.
    #[default]
    Desk,
    /// 书记
    Secretary,
    /// 调解员
    Mediator,
}

impl Approver {
    /// Whether somebody other than the desk must say yes first.
    pub const fn is_other(self) -> bool {
        matches!(self, Self::Secretary | Self::Mediator)
    }
}

/// How a room is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// By the booking.
    #[default]
    Booked,
    /// 自由使用: people come and go; it may still be booked for a gathering.
    Free,
}

/// Something in a room, and how many of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equipment {
    /// 折叠椅
    pub name_zh: String,
    /// Folding chairs
    #[serde(default)]
    pub name_en: String,
    /// How many there are; at least 1.
    #[serde(default = "one")]
    pub count: u32,
}

const fn one() -> u32 {
    1
}

/// The rooms as read from `assets/rooms.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoomList {
    /// The shape of the file.
    pub schema: u32,
    /// The rooms, the parts of a hall after it.
    #[serde(rename = "room")]
    pub rooms: Vec<Room>,
}

/// One room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// `R02`
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Short name for lists.
    #[serde(default)]
    pub short_zh: String,
    /// The floor.
    pub floor: i32,
    /// How many people it takes.
    pub capacity: u32,
    /// What people call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How it sounds.
    #[serde(default)]
    pub noise: Noise,
    /// Minutes to set up before each booking, kept free.
    #[serde(default)]
    pub buffer_before: u16,
    /// Minutes to clear after each booking, kept free.
    #[serde(default, alias = "buffer_min")]
    pub buffer_after: u16,
    /// Who says yes.
    #[serde(default)]
    pub approver: Approver,
    /// Party activities may take it from others.
    #[serde(default)]
    pub party_priority: bool,
    /// The hall this is a part of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// What stands in it.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
    /// What it is meant for.
    #[serde(default)]
    pub uses: Vec<String>,
    /// The same in English.
    #[serde(default)]
    pub uses_en: Vec<String>,
    /// How it is used.
    #[serde(default, rename = "use")]
    pub usage: Use,
    /// Rooms one can hear from it, and that can hear it.
    #[serde(default)]
    pub neighbours: Vec<String>,
    /// Its own hours; empty: those of the centre.
    #[serde(default)]
    pub hours: Vec<OpeningRule>,
    /// No longer offered; old bookings still name it.
    #[serde(default)]
    pub retired: bool,
}

impl Room {
    /// The name in the screen's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// The short name in the screen's language.
    pub fn short(&self, lang: Lang) -> &str {
        let zh = if self.short_zh.is_empty() { &self.name_zh } else { &self.short_zh };
        lang.pick(zh, &self.name_en)
    }

    /// What it is meant for, in the screen's language.
    pub fn uses(&self, lang: Lang) -> &[String] {
        if lang == Lang::En && !self.uses_en.is_empty() { &self.uses_en } else { &self.uses }
    }

    /// Whether only 已占用 may show.
    pub fn is_private(&self) -> bool {
        self.noise == Noise::Private
    }

    /// The time a use from `start` to `end` keeps the room busy, clearing and setting up included; half-open.
    pub fn busy(&self, start: NaiveDateTime, end: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
        (
            start - TimeDelta::minutes(i64::from(self.buffer_before)),
            end + TimeDelta::minutes(i64::from(self.buffer_after)),
        )
    }

    /// A room to begin from.
    pub fn blank(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            name_zh: String::new(),
            name_en: String::new(),
            short_zh: String::new(),
            floor: 1,
            capacity: 20,
            aliases: Vec::new(),
            noise: Noise::Normal,
            buffer_before: 0,
            buffer_after: 15,
            approver: Approver::Desk,
            party_priority: false,
            part_of: None,
            equipment: Vec::new(),
            uses: Vec::new(),
            uses_en: Vec::new(),
            usage: Use::Booked,
            neighbours: Vec::new(),
            hours: Vec::new(),
            retired: false,
        }
    }
}

/// Why a room cannot be kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// No code, or no Chinese name.
    #[error("a room needs a code and a name")]
    Nameless,
    /// A room that takes nobody.
    #[error("capacity is zero")]
    NoCapacity,
    /// Another room has the code.
    #[error("{0} is there twice")]
    Twice(String),
    /// Part of a room that is not there, is a part itself, or is this very room.
    #[error("{part} cannot be a part of {whole}")]
    PartOf {
        /// The part.
        part: String,
        /// What it should be a part of.
        whole: String,
    },
    /// A neighbour that is not there.
    #[error("{0} is no room")]
    Neighbour(String),
    /// More than half a day to set up or clear.
    #[error("{0} minutes of clearing")]
    Buffer(u16),
}

/// The longest time to set up or clear, in minutes: a working day holds two uses at least.
pub const MAX_BUFFER: u16 = 240;

impl RoomList {
    /// Reads the list.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The room of a code.
    pub fn room(&self, code: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.code == code)
    }

    /// The rooms still offered, in their order.
    pub fn offered(&self) -> impl Iterator<Item = &Room> {
        self.rooms.iter().filter(|room| !room.retired)
    }

    /// The whole hall a room belongs to; its own code when it is no part.
    pub fn whole<'a>(&'a self, code: &'a str) -> &'a str {
        self.room(code).and_then(|room| room.part_of.as_deref()).unwrap_or(code)
    }

    /// The rooms that cannot be used while this one is: itself, its parts, the hall it is a part of.
    pub fn sharing<'a>(&'a self, code: &'a str) -> Vec<&'a str> {
        let mut all = vec![code];
        all.extend(self.room(code).and_then(|room| room.part_of.as_deref()));
        all.extend(self.parts(code).map(|room| room.code.as_str()));
        all
    }

    /// The rooms that are no part of another: those still offered, and those some bookings were in.
    pub fn wholes_met<'a>(&'a self, bookings: &'a [Booking]) -> impl Iterator<Item = &'a Room> {
        self.rooms.iter().filter(|room| room.part_of.is_none()).filter(|room| {
            let known = |code: &str| self.whole(code) == room.code;
            !room.retired || bookings.iter().any(|booking| known(&booking.slot.room))
        })
    }

    /// The parts a hall splits into.
    pub fn parts(&self, code: &str) -> impl Iterator<Item = &Room> {
        self.rooms.iter().filter(move |room| room.part_of.as_deref() == Some(code))
    }

    /// The rooms that can hear each other, parts and whole included, whichever of the two names the other.
    pub fn neighbours(&self, code: &str) -> Vec<&Room> {
        let shared = self.sharing(code);
        self.rooms
            .iter()
            .filter(|other| !shared.contains(&other.code.as_str()))
            .filter(|other| {
                let theirs = self.sharing(&other.code);
                let names = |from: &[&str], to: &[&str]| {
                    from.iter()
                        .filter_map(|code| self.room(code))
                        .any(|room| room.neighbours.iter().any(|n| to.contains(&n.as_str())))
                };
                names(&shared, &theirs) || names(&theirs, &shared)
            })
            .collect()
    }

    /// Whether the list holds together.
    pub fn check(&self) -> Result<(), RoomError> {
        for (at, room) in self.rooms.iter().enumerate() {
            if room.code.trim().is_empty() || room.name_zh.trim().is_empty() {
                return Err(RoomError::Nameless);
            }
            if room.capacity == 0 {
                return Err(RoomError::NoCapacity);
            }
            if self.rooms.iter().skip(at + 1).any(|other| other.code == room.code) {
                return Err(RoomError::Twice(room.code.clone()));
            }
            if let Some(whole) = &room.part_of
                && (whole == &room.code || self.room(whole).is_none_or(|whole| whole.part_of.is_some()))
            {
                return Err(RoomError::PartOf { part: room.code.clone(), whole: whole.clone() });
            }
            if let Some(stranger) = room.neighbours.iter().find(|code| self.room(code).is_none()) {
                return Err(RoomError::Neighbour(stranger.clone()));
            }
            let buffer = room.buffer_before.max(room.buffer_after);
            if buffer > MAX_BUFFER {
                return Err(RoomError::Buffer(buffer));
            }
        }
        Ok(())
    }

    /// When a room is open on a day by the rules of the centre and its own, closures not counted. Minutes from midnight.
    pub fn open_spans(&self, site: &SiteHours, code: &str, day: NaiveDate) -> Vec<(u16, u16)> {
        let whole = self.room(self.whole(code));
        let own = self.room(code).map(|room| room.hours.as_slice()).unwrap_or_default();
        let of_whole = whole.map(|room| room.hours.as_slice()).unwrap_or_default();
        let rules = if !own.is_empty() {
            own
        } else if !of_whole.is_empty() {
            of_whole
        } else {
            site.rules.as_slice()
        };
        opening::spans(rules, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> RoomList {
        RoomList::from_toml(include_str!("../../assets/rooms.toml")).unwrap()
    }

    #[test]
    fn the_shipped_rooms_hold_together() {
        let rooms = list();
        assert_eq!(rooms.check(), Ok(()));
        let whole: Vec<_> = rooms.rooms.iter().filter(|room| room.part_of.is_none()).collect();
        assert_eq!(whole.len(), 11);
    }

    #[test]
    fn a_hall_and_its_parts_share_and_the_parts_do_not_share_with_each_other() {
        let rooms = list();
        assert_eq!(rooms.sharing("R01"), ["R01", "R01A", "R01B"]);
        assert_eq!(rooms.sharing("R01A"), ["R01A", "R01"]);
        assert_eq!(rooms.sharing("R02"), ["R02"]);
        assert_eq!((rooms.whole("R01B"), rooms.whole("R02")), ("R01", "R02"));
    }

    #[test]
    fn neighbours_hear_each_other_both_ways_and_through_the_parts() {
        let mut rooms = list();
        for room in &mut rooms.rooms {
            room.neighbours.clear();
        }
        rooms.rooms.iter_mut().find(|room| room.code == "R01").unwrap().neighbours = vec!["R08".into()];
        let codes = |code: &str| rooms.neighbours(code).iter().map(|r| r.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes("R01A"), ["R08"]);
        assert_eq!(codes("R08"), ["R01", "R01A", "R01B"]);
        assert!(codes("R02").is_empty());
    }

    #[test]
    fn lists_that_cannot_be() {
        let with = |change: fn(&mut Room)| {
            let mut rooms = list();
            let room = rooms.rooms.iter_mut().find(|room| room.code == "R02").unwrap();
            change(room);
            rooms.check()
        };
        assert_eq!(with(|room| room.name_zh.clear()), Err(RoomError::Nameless));
        assert_eq!(with(|room| room.capacity = 0), Err(RoomError::NoCapacity));
        assert_eq!(with(|room| room.code = "R03".into()), Err(RoomError::Twice("R03".into())));
        assert!(matches!(with(|room| room.part_of = Some("R01A".into())), Err(RoomError::PartOf { .. })));
        assert!(matches!(with(|room| room.part_of = Some("R02".into())), Err(RoomError::PartOf { .. })));
        assert_eq!(
            with(|room| room.neighbours = vec!["R99".into()]),
            Err(RoomError::Neighbour("R99".into()))
        );
        assert_eq!(with(|room| room.buffer_before = 241), Err(RoomError::Buffer(241)));
    }

    #[test]
    fn the_own_hours_of_a_hall_hold_for_its_parts() {
        let mut rooms = list();
        let site = SiteHours::default();
        let day = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap();
        assert_eq!(rooms.open_spans(&site, "R01A", day), [(480, 1320)]);
        let hall = rooms.rooms.iter_mut().find(|room| room.code == "R01").unwrap();
        hall.hours = vec![OpeningRule { weekdays: Weekdays::ALL, spans: vec![(600, 720)], season: None }];
        assert_eq!(rooms.open_spans(&site, "R01A", day), [(600, 720)]);
        assert_eq!(rooms.open_spans(&site, "R02", day), [(480, 1320)]);
    }
}
