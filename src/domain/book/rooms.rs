//! What the book says of a time in a room, bookings not counted.

use chrono::NaiveDate;

use super::Book;
use crate::domain::booking::Slot;
use crate::domain::class::{ClassGroup, Term};
use crate::domain::pinyin::{fold, matches};
use crate::domain::room::{Closure, Room};
use crate::domain::series::Mark;
use crate::domain::work_calendar::DayKind;

impl Book {
    /// The closures that touch a room on a day, those of its hall, its parts and the whole centre included, with the minutes
    /// they take of the day.
    pub fn closures_on(&self, room: &str, day: NaiveDate) -> Vec<(&Closure, (u16, u16))> {
        let sharing = self.rooms.sharing(room);
        self.closures
            .iter()
            .filter(|closure| closure.room.as_deref().is_none_or(|code| sharing.contains(&code)))
            .filter_map(|closure| Some((closure, closure.on(day)?)))
            .collect()
    }

    /// The name of the Spring Festival when the rooms are closed for it on a day.
    pub fn festival_closes(&self, day: NaiveDate) -> Option<&str> {
        match self.calendar.kind(day) {
            DayKind::Holiday(name)
                if self.room_rules.site.closed_at_spring_festival && name.contains("春节") =>
            {
                Some(name)
            }
            _ => None,
        }
    }

    /// Why a room is closed at a time, when it is.
    pub fn closed(&self, slot: &Slot) -> Option<String> {
        if let Some(name) = self.festival_closes(slot.day) {
            return Some(format!("{name}放假"));
        }
        self.closures_on(&slot.room, slot.day)
            .into_iter()
            .find(|(_, (from, to))| slot.from < *to && *from < slot.to)
            .map(|(closure, _)| closure.reason.clone())
    }

    /// When a room is open on a day, closures not counted: minutes from midnight.
    pub fn open_spans(&self, room: &str, day: NaiveDate) -> Vec<(u16, u16)> {
        self.rooms.open_spans(&self.room_rules.site, room, day)
    }

    /// Whether the whole of a time lies in the room's hours; clearing may go on after closing.
    pub fn within_hours(&self, slot: &Slot) -> bool {
        self.open_spans(&slot.room, slot.day).iter().any(|&(from, to)| from <= slot.from && slot.to <= to)
    }

    /// What is to be known of a time in a room, bookings apart: holidays and make-up workdays, closed doors.
    pub fn marks(&self, slot: &Slot) -> Vec<Mark> {
        let mut marks = Vec::new();
        match self.calendar.kind(slot.day) {
            DayKind::Holiday(name) => marks.push(Mark::Holiday { name: name.to_owned() }),
            DayKind::MakeUpWorkday(name) => {
                marks.push(Mark::MakeUpWorkday { name: name.map(ToOwned::to_owned) });
            }
            DayKind::Workday | DayKind::Weekend => {}
        }
        if !self.calendar.is_known(slot.day) {
            marks.push(Mark::Provisional);
        }
        if let Some(reason) = self.closed(slot) {
            marks.push(Mark::Closed { reason });
        }
        if !self.within_hours(slot) {
            marks.push(Mark::OutsideHours);
        }
        marks
    }

    /// The room a word names: its number (`2`, `1a`), its code, or its initials or name.
    pub fn room_by_word(&self, word: &str) -> Option<&Room> {
        let folded = word.to_ascii_lowercase();
        let bare =
            |code: &str| code.trim_start_matches(['R', 'r']).trim_start_matches('0').to_ascii_lowercase();
        let by_code = self.rooms.offered().find(|room| bare(&room.code) == bare(&folded));
        by_code.or_else(|| {
            let query = fold(word);
            let mut hits: Vec<(u32, usize)> = self
                .room_index
                .iter()
                .enumerate()
                .filter_map(|(at, index)| matches(&query, index).map(|rank| (rank, at)))
                .collect();
            hits.sort_unstable();
            hits.into_iter().filter_map(|(_, at)| self.rooms.rooms.get(at)).find(|room| !room.retired)
        })
    }

    /// The term a day lies in, or else the next one that begins.
    pub fn term_at(&self, day: NaiveDate) -> Option<&Term> {
        let running = self.terms.iter().find(|term| (term.from..=term.to).contains(&day));
        running.or_else(|| self.terms.iter().filter(|term| term.from > day).min_by_key(|term| term.from))
    }

    /// The class group of an id.
    pub fn class_group(&self, id: &str) -> Option<&ClassGroup> {
        self.class_groups.iter().find(|group| group.id == id)
    }

    /// The class groups one can enrol in on a day: of a term that has not ended, not closed.
    pub fn open_groups(&self, day: NaiveDate) -> impl Iterator<Item = &ClassGroup> {
        self.class_groups.iter().filter(move |group| {
            group.closed.is_none() && self.terms.iter().any(|term| term.name == group.term && term.to >= day)
        })
    }
}
