//! What the desk has at hand while it works: catalogue, decline list, rooms, work calendar, the community and its staff.
//! An unchanging picture; a change makes a new one.

mod rooms;

use chrono::NaiveDate;

use super::catalogue::{Catalogue, Item};
use super::class::{ClassGroup, Course, Term};
use super::community::Community;
use super::decline::DeclineList;
use super::form::SharedFields;
use super::pinyin::TextIndex;
use super::promise::Due;
use super::room::{Closure, RoomList};
use super::room_rules::RoomRules;
use super::staff::Staff;
use super::work_calendar::WorkCalendar;

/// Everything that is read far more often than written.
#[derive(Debug, Clone)]
pub struct Book {
    /// The items in force, retired ones included.
    pub catalogue: Catalogue,
    /// Certificates to decline.
    pub declines: DeclineList,
    /// Rooms.
    pub rooms: RoomList,
    /// Their rules.
    pub room_rules: RoomRules,
    /// When rooms are closed, past ones included.
    pub closures: Vec<Closure>,
    /// Terms, the latest first.
    pub terms: Vec<Term>,
    /// Courses, retired ones included.
    pub courses: Vec<Course>,
    /// Class groups of every term.
    pub class_groups: Vec<ClassGroup>,
    /// Working days.
    pub calendar: WorkCalendar,
    /// Names and phones.
    pub community: Community,
    /// Workers, retired ones included.
    pub staff: Vec<Staff>,
    /// The fields every form begins with.
    pub shared: SharedFields,
    /// Search index of items, in the order of `catalogue.items`.
    pub item_index: Vec<TextIndex>,
    /// Search index of certificates.
    pub decline_index: Vec<TextIndex>,
    /// Search index of rooms.
    pub room_index: Vec<TextIndex>,
    /// Search index of class groups.
    pub class_index: Vec<TextIndex>,
}

impl Book {
    /// Builds the book and its search indexes.
    pub fn new(
        catalogue: Catalogue,
        declines: DeclineList,
        rooms: RoomList,
        calendar: WorkCalendar,
        community: Community,
        staff: Vec<Staff>,
    ) -> Self {
        let index = |texts: Vec<&str>| TextIndex::new(&texts);
        let item_index = catalogue
            .items
            .iter()
            .map(|item| {
                let mut texts =
                    vec![item.code.as_str(), &item.short_zh, &item.name_zh, &item.short_en, &item.name_en];
                texts.extend(item.aliases.iter().map(String::as_str));
                index(texts)
            })
            .collect();
        let decline_index = declines
            .certificates
            .iter()
            .map(|c| {
                let mut texts = vec![c.name_zh.as_str(), &c.name_en];
                texts.extend(c.aliases.iter().map(String::as_str));
                index(texts)
            })
            .collect();
        let room_index = rooms
            .rooms
            .iter()
            .map(|room| {
                let mut texts = vec![room.code.as_str(), &room.name_zh, &room.name_en];
                texts.extend(room.aliases.iter().map(String::as_str));
                index(texts)
            })
            .collect();
        let shared = SharedFields::default();
        Self {
            catalogue,
            declines,
            rooms,
            room_rules: RoomRules::default(),
            closures: Vec::new(),
            terms: Vec::new(),
            courses: Vec::new(),
            class_groups: Vec::new(),
            calendar,
            community,
            staff,
            shared,
            item_index,
            decline_index,
            room_index,
            class_index: Vec::new(),
        }
    }

    /// Knows these class groups, and finds them by name.
    pub fn set_class_groups(&mut self, groups: Vec<ClassGroup>) {
        self.class_index = groups.iter().map(|group| TextIndex::new(&[group.name.as_str()])).collect();
        self.class_groups = groups;
    }

    /// When a matter of this item taken today is due.
    pub fn due(&self, item: &Item, from: NaiveDate) -> Due {
        item.promise.due(from, &self.calendar)
    }

    /// The worker's name as printed; the id itself when nobody is known by it.
    pub fn staff_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.staff.iter().find(|staff| staff.id == id).map_or(id, |staff| staff.name.as_str())
    }
}
