//! What is chosen in the lists, and for which word of the box.

use crate::domain::resident::Resident;
use crate::ui::ctx::Ctx;

use super::Reception;

/// Old people from this age on are shown what they often come for.
const OLD: u32 = 60;

/// A line of the right list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// An item, by code.
    Item(String),
    /// A certificate that is not issued, by number.
    Certificate(u32),
    /// A room, by code.
    Room(String),
    /// A class group, by id.
    Class(String),
    /// A paper, by number.
    Paper(String),
}

impl Reception {
    /// Whether the caret is in the second word.
    pub(super) fn second_word(&self) -> bool {
        self.entry.trim_start().contains(char::is_whitespace)
    }

    /// Whether ↑↓ and Enter are about the right list.
    pub(super) fn in_matters(&self, ctx: &Ctx) -> bool {
        if self.found.people.is_empty() || !self.found.papers.is_empty() {
            return true;
        }
        if self.second_word() {
            return !self.matters(ctx).is_empty();
        }
        // One word that fits a matter exactly, and people only by chance.
        self.found.items.first().is_some_and(|hit| hit.rank == 0)
    }

    /// The right list: what the word fits, best first; before a second word, what old people often come for.
    pub(super) fn matters(&self, ctx: &Ctx) -> Vec<Matter> {
        if !self.found.papers.is_empty() {
            let papers = self.found.papers.iter();
            return papers.map(|paper| Matter::Paper(paper.serial.to_string())).collect();
        }
        if self.second_word()
            && self.entry.ends_with(char::is_whitespace)
            && self.entry.split_whitespace().count() == 1
        {
            return self.often(ctx);
        }
        let items = self.found.items.iter().map(|hit| Matter::Item(hit.code.clone()));
        let certificates = self.found.certificates.iter().map(|no| Matter::Certificate(*no));
        let rooms = self.found.rooms.iter().map(|code| Matter::Room(code.clone()));
        let item_rank = self.found.items.first().map_or(u32::MAX, |hit| hit.rank);
        let certificates_first = self.found.certificate_rank.is_some_and(|rank| rank < item_rank);
        let mut matters: Vec<Matter> = if certificates_first {
            certificates.chain(items).collect()
        } else {
            items.chain(certificates).collect()
        };
        matters.extend(rooms);
        matters.extend(self.found.classes.iter().cloned().map(Matter::Class));
        matters
    }

    /// What people like the one chosen often come for; the last matter first.
    pub(super) fn often(&self, ctx: &Ctx) -> Vec<Matter> {
        let person = self.found.people.get(self.person);
        let today = ctx.now.date_naive();
        let old = person.and_then(|p| p.age_on(today)).is_none_or(|age| age >= OLD);
        let told = |code: &String| ctx.book.catalogue.item(code).is_some_and(|item| !item.restricted);
        let last = person.map(|p| p.last_item.clone()).filter(told);
        let mut codes: Vec<String> = last.into_iter().collect();
        for item in ctx.book.catalogue.offered() {
            if item.elder == old && !codes.contains(&item.code) && codes.len() < 6 {
                codes.push(item.code.clone());
            }
        }
        codes.into_iter().map(Matter::Item).collect()
    }

    pub(super) fn matter_at(&self, index: usize, ctx: &Ctx) -> Option<Matter> {
        self.matters(ctx).into_iter().nth(index)
    }

    /// The person Enter is about.
    pub(super) fn chosen_person(&self) -> Option<&Resident> {
        // A single word that is a matter's own means nobody.
        if !self.second_word() && self.found.items.first().is_some_and(|hit| hit.rank == 0) {
            return None;
        }
        self.found.people.get(self.person)
    }

    /// The matter Enter is about: with people found, only a second word means one.
    pub(super) fn chosen_matter(&self, ctx: &Ctx) -> Option<Matter> {
        if !self.in_matters(ctx) {
            return None;
        }
        // Suggestions are there to be pointed at, not to be entered by accident.
        let suggested = self.second_word() && self.entry.split_whitespace().count() == 1;
        if suggested && self.matter == 0 && !self.found.people.is_empty() {
            return None;
        }
        self.matter_at(self.matter, ctx)
    }
}
