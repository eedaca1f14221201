//! A room as it is being changed: what was typed, what is wrong with it, and the room that comes of it.

use std::collections::BTreeMap;

use crate::domain::room::{Equipment, MAX_BUFFER, Room};
use crate::i18n::Words;
use crate::t;
use crate::ui::ctx::Ctx;
use crate::ui::screen::settings::drafts::Edited;

use super::hours::{self, Hours};
use super::labels::{APPROVERS, NOISES, USES};

/// Before the ids of the fields of the room's own hours.
pub const HOURS: &str = "room-hours";
/// The most a room may be said to take.
const MOST_PEOPLE: u32 = 5000;
/// The highest and the lowest floor.
const FLOORS: std::ops::RangeInclusive<i32> = -5..=60;

/// A text of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// 编号, of a new room.
    Code,
    /// 名称
    NameZh,
    /// The same in English.
    NameEn,
    /// 简称
    Short,
    /// 别名
    Aliases,
    /// 楼层
    Floor,
    /// 容纳人数
    Capacity,
    /// Minutes before each use.
    Before,
    /// Minutes after each use.
    After,
    /// 用途
    UsesZh,
    /// The same in English.
    UsesEn,
}

impl Text {
    /// The id of its field.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Code => "room-code",
            Self::NameZh => "room-name-zh",
            Self::NameEn => "room-name-en",
            Self::Short => "room-short",
            Self::Aliases => "room-aliases",
            Self::Floor => "room-floor",
            Self::Capacity => "room-capacity",
            Self::Before => "room-before",
            Self::After => "room-after",
            Self::UsesZh => "room-uses-zh",
            Self::UsesEn => "room-uses-en",
        }
    }

    const ALL: [Self; 11] = [
        Self::Code,
        Self::NameZh,
        Self::NameEn,
        Self::Short,
        Self::Aliases,
        Self::Floor,
        Self::Capacity,
        Self::Before,
        Self::After,
        Self::UsesZh,
        Self::UsesEn,
    ];

    fn of(self, room: &Room) -> String {
        match self {
            Self::Code => room.code.clone(),
            Self::NameZh => room.name_zh.clone(),
            Self::NameEn => room.name_en.clone(),
            Self::Short => room.short_zh.clone(),
            Self::Aliases => room.aliases.join("、"),
            Self::Floor => room.floor.to_string(),
            Self::Capacity => room.capacity.to_string(),
            Self::Before => room.buffer_before.to_string(),
            Self::After => room.buffer_after.to_string(),
            Self::UsesZh => room.uses.join("、"),
            Self::UsesEn => room.uses_en.join(", "),
        }
    }
}

/// A change of the open room.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A text.
    Typed(Text, String),
    /// How it sounds.
    Noise(usize),
    /// Who says yes.
    Approver(usize),
    /// Booked or free.
    Usage(usize),
    /// Party activities go before others here, or do not.
    Party,
    /// No part, or a part of the hall with this place among those it may be a part of.
    PartOf(usize),
    /// A neighbour, in or out: its place among the other rooms.
    Neighbour(usize),
    /// One thing more.
    AddThing,
    /// The name of a thing.
    ThingZh(usize, String),
    /// The same in English.
    ThingEn(usize, String),
    /// How many of it.
    ThingCount(usize, String),
    /// Away with a thing.
    RemoveThing(usize),
    /// Its own hours.
    Hours(hours::Edit),
    /// No longer offered, or offered again.
    Retired,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub zh: String,
    pub en: String,
    pub count: String,
}

/// A room as it is being changed.
#[derive(Debug, Clone)]
pub struct Draft {
    base: Option<Room>,
    /// The room, but for what was typed.
    pub room: Room,
    texts: Vec<String>,
    /// The things in it, as typed.
    pub things: Vec<Thing>,
    /// Its own hours, as typed.
    pub hours: Hours,
    /// What is wrong, by the id of the field.
    pub wrong: BTreeMap<String, String>,
}

/// The id of the name of a thing.
pub fn thing_id(at: usize) -> String {
    format!("room-thing-{at}")
}

/// The id of the count of a thing.
pub fn count_id(at: usize) -> String {
    format!("room-thing-count-{at}")
}

fn list(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(ToOwned::to_owned).collect()
}

impl Edited for Draft {
    fn is_new(&self) -> bool {
        self.base.is_none()
    }

    fn changed(&self) -> bool {
        let Some(base) = &self.base else { return true };
        let saved = Self::of(base.clone());
        self.room != saved.room
            || self.texts != saved.texts
            || self.things != saved.things
            || self.hours != saved.hours
    }
}

impl Draft {
    /// A room that is there.
    pub fn of(room: Room) -> Self {
        let thing = |thing: &Equipment| Thing {
            zh: thing.name_zh.clone(),
            en: thing.name_en.clone(),
            count: thing.count.to_string(),
        };
        Self {
            texts: Text::ALL.map(|text| text.of(&room)).to_vec(),
            things: room.equipment.iter().map(thing).collect(),
            hours: Hours::of(&room.hours),
            wrong: BTreeMap::new(),
            base: Some(room.clone()),
            room,
        }
    }

    /// A new room.
    pub fn new(room: Room) -> Self {
        Self { base: None, ..Self::of(room) }
    }

    /// What was typed.
    pub fn text(&self, text: Text) -> &str {
        let at = Text::ALL.iter().position(|known| *known == text);
        at.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }

    /// The halls it may be a part of: whole ones, itself left out. None when it has parts of its own.
    pub fn halls(&self, ctx: &Ctx) -> Vec<Room> {
        let rooms = &ctx.book.rooms;
        if rooms.parts(&self.room.code).next().is_some() {
            return Vec::new();
        }
        let whole = |room: &&Room| room.part_of.is_none() && room.code != self.room.code;
        rooms.offered().filter(whole).cloned().collect()
    }

    /// The rooms that may be heard from it.
    pub fn others(&self, ctx: &Ctx) -> Vec<Room> {
        ctx.book.rooms.offered().filter(|room| room.code != self.room.code).cloned().collect()
    }

    /// Changes the room. Answers where the focus goes on, if anywhere.
    pub fn edit(&mut self, edit: Edit, ctx: &Ctx) -> Option<String> {
        self.wrong.clear();
        match edit {
            Edit::Typed(text, value) => {
                let at = Text::ALL.iter().position(|known| *known == text)?;
                *self.texts.get_mut(at)? = value;
            }
            Edit::Noise(at) => self.room.noise = *NOISES.get(at)?,
            Edit::Approver(at) => self.room.approver = *APPROVERS.get(at)?,
            Edit::Usage(at) => self.room.usage = *USES.get(at)?,
            Edit::Party => self.room.party_priority = !self.room.party_priority,
            Edit::PartOf(at) => {
                let halls = self.halls(ctx);
                self.room.part_of =
                    at.checked_sub(1).and_then(|at| halls.get(at)).map(|hall| hall.code.clone());
            }
            Edit::Neighbour(at) => {
                let code = self.others(ctx).get(at)?.code.clone();
                let neighbours = &mut self.room.neighbours;
                if neighbours.contains(&code) {
                    neighbours.retain(|known| *known != code);
                } else {
                    neighbours.push(code);
                    neighbours.sort();
                }
            }
            Edit::AddThing => {
                self.things.push(Thing { zh: String::new(), en: String::new(), count: "1".to_owned() });
                return Some(thing_id(self.things.len() - 1));
            }
            Edit::ThingZh(at, text) => self.things.get_mut(at)?.zh = text,
            Edit::ThingEn(at, text) => self.things.get_mut(at)?.en = text,
            Edit::ThingCount(at, text) => self.things.get_mut(at)?.count = text,
            Edit::RemoveThing(at) => {
                if at < self.things.len() {
                    drop(self.things.remove(at));
                }
                return Some("room-thing-add".to_owned());
            }
            Edit::Hours(edit) => return self.hours.edit(HOURS, edit),
            Edit::Retired => self.room.retired = !self.room.retired,
        }
        None
    }

    /// The room to save, or the id of the first thing that is wrong; all of them are told beside their fields.
    pub fn finished(&mut self, ctx: &Ctx) -> Result<Room, String> {
        let words = &ctx.words;
        let mut told = Told::default();
        let mut room = self.room.clone();
        let typed = |text: Text| self.text(text).trim().to_owned();
        room.code = typed(Text::Code).to_uppercase();
        if room.code.is_empty() {
            told.say(Text::Code.id(), t!(words, "field-required"));
        } else if !room.code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            told.say(Text::Code.id(), t!(words, "rooms-code-shape"));
        } else if self.is_new() && ctx.book.rooms.room(&room.code).is_some() {
            told.say(Text::Code.id(), t!(words, "room-twice", code = room.code.clone()));
        }
        room.name_zh = typed(Text::NameZh);
        if room.name_zh.is_empty() {
            told.say(Text::NameZh.id(), t!(words, "field-required"));
        }
        room.name_en = typed(Text::NameEn);
        room.short_zh = typed(Text::Short);
        room.aliases = list(self.text(Text::Aliases));
        room.uses = list(self.text(Text::UsesZh));
        room.uses_en = list(self.text(Text::UsesEn));
        if let Some(floor) = told.number(words, Text::Floor.id(), &typed(Text::Floor), FLOORS) {
            room.floor = floor;
        }
        if let Some(people) = told.number(words, Text::Capacity.id(), &typed(Text::Capacity), 1..=MOST_PEOPLE)
        {
            room.capacity = people;
        }
        if let Some(minutes) = told.number(words, Text::Before.id(), &typed(Text::Before), 0..=MAX_BUFFER) {
            room.buffer_before = minutes;
        }
        if let Some(minutes) = told.number(words, Text::After.id(), &typed(Text::After), 0..=MAX_BUFFER) {
            room.buffer_after = minutes;
        }
        room.equipment = self.equipment(words, &mut told);
        match self.hours.finished(words, HOURS) {
            Ok(hours) => room.hours = hours,
            Err(wrong) => told.all(wrong),
        }
        self.wrong = told.wrong;
        told.first.map_or(Ok(room), Err)
    }

    fn equipment(&self, words: &Words, told: &mut Told) -> Vec<Equipment> {
        let mut all: Vec<Equipment> = Vec::new();
        for (at, thing) in self.things.iter().enumerate() {
            let name_zh = thing.zh.trim().to_owned();
            if name_zh.is_empty() {
                told.say(&thing_id(at), t!(words, "field-required"));
            } else if all.iter().any(|known| known.name_zh == name_zh) {
                told.say(&thing_id(at), t!(words, "rooms-thing-twice", name = name_zh.clone()));
            }
            let count = told.number(words, &count_id(at), thing.count.trim(), 1..=MOST_PEOPLE);
            all.push(Equipment { name_zh, name_en: thing.en.trim().to_owned(), count: count.unwrap_or(1) });
        }
        all
    }
}

/// What is wrong, and where it begins.
#[derive(Debug, Default)]
pub struct Told {
    /// The id of the first field that is wrong.
    pub first: Option<String>,
    /// Sentences by field.
    pub wrong: BTreeMap<String, String>,
}

impl Told {
    /// Tells what is wrong with a field; the first sentence stands.
    pub fn say(&mut self, id: &str, sentence: String) {
        let _ = self.first.get_or_insert_with(|| id.to_owned());
        let _ = self.wrong.entry(id.to_owned()).or_insert(sentence);
    }

    /// Tells what is wrong with several.
    pub fn all(&mut self, wrong: Vec<hours::Wrong>) {
        for (id, sentence) in wrong {
            self.say(&id, sentence);
        }
    }

    /// A whole number within bounds, or nothing with the reason told.
    pub fn number<N: std::str::FromStr + PartialOrd + ToString>(
        &mut self,
        words: &Words,
        id: &str,
        typed: &str,
        bounds: std::ops::RangeInclusive<N>,
    ) -> Option<N> {
        if typed.is_empty() {
            self.say(id, t!(words, "field-required"));
            return None;
        }
        let number = typed.parse::<N>().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            let (min, max) = (bounds.start().to_string(), bounds.end().to_string());
            self.say(id, t!(words, "field-range", min = min, max = max));
        }
        number
    }
}
