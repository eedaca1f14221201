//! 一个框: one search box for people, matters, certificates, rooms and papers (`flows.md`, rule 1).
//!
//! The first word finds the person, the paper or the matter, the second the matter. A search reads a short range of the
//! token index whatever the size of the store.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::issued::IssuedPaper;
use crate::domain::pinyin::{fold, query_tokens, ranked};
use crate::domain::resident::Resident;
use crate::domain::serial::{Serial, SerialTail};
use crate::store::records::serial_token;
use crate::store::{Order, Range, Table};

use super::{Desk, DeskError};

/// At most so many people are shown.
const PEOPLE: usize = 20;
/// So many papers of one number are looked at: one a kind and year.
const PAPERS: usize = 60;
/// So many people are looked at for a token before the last seen are chosen. More than a page, because entries of one
/// month stand in no order; a third more, because each one more is a file read from anywhere in the store.
const PEOPLE_LOOKED_AT: usize = 26;
/// So many people whom the rarest of several words fits are held against the others.
const NARROWED: usize = 200;

/// An item found, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemHit {
    /// The item's code.
    pub code: String,
    /// How well it fits: smaller is better.
    pub rank: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The word people were looked up by.
    pub people_word: String,
    /// People, last seen first.
    pub people: Vec<Resident>,
    /// There are more people than shown.
    pub more_people: bool,
    /// The word matters were looked up by.
    pub item_word: String,
    /// Items.
    pub items: Vec<ItemHit>,
    /// Certificates that are not issued, by number.
    pub certificates: Vec<u32>,
    /// How well the first of them fits: smaller is better.
    pub certificate_rank: Option<u32>,
    /// Rooms, by code.
    pub rooms: Vec<String>,
    /// Class groups of running and coming terms, by id.
    pub classes: Vec<String>,
    /// Papers, newest year first.
    pub papers: Vec<IssuedPaper>,
}

impl Found {
    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.items.is_empty()
            && self.certificates.is_empty()
            && self.rooms.is_empty()
            && self.classes.is_empty()
            && self.papers.is_empty()
    }
}

impl Desk {
    /// Searches for what was typed.
    pub fn find(&self, typed: &str) -> Result<Found, DeskError> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found = Found::default();
        let Some(first) = words.first() else {
            return Ok(found);
        };
        if let Some(papers) = self.papers_by(first)? {
            found.papers = papers;
            return Ok(found);
        }
        (*first).clone_into(&mut found.people_word);
        let rest = words[1..].join("");
        if rest.is_empty() {
            (*first).clone_into(&mut found.item_word);
            self.find_matters(first, &mut found);
            // A number that is an item's own means the item, unless it is long enough to be a tail.
            let is_item_number = first.len() < 4 && first.chars().all(|c| c.is_ascii_digit());
            if !is_item_number {
                (found.people, found.more_people) = self.find_people(&[first])?;
            }
        } else {
            found.item_word.clone_from(&rest);
            self.find_matters(&rest, &mut found);
            let narrows = found.items.is_empty() && found.certificates.is_empty();
            (found.people, found.more_people) =
                if narrows { self.find_people(&words)? } else { self.find_people(&[first])? };
        }
        Ok(found)
    }

    /// People whom every word fits, last seen first; whether there are more.
    pub fn find_people(&self, words: &[&str]) -> Result<(Vec<Resident>, bool), DeskError> {
        let (mut people, mut more) = match words {
            [word] => self.people_by(word)?,
            _ => self.people_by_all(words)?,
        };
        people.sort_by_key(|person| Reverse((person.last_seen, person.id.clone())));
        more |= people.len() > PEOPLE;
        people.truncate(PEOPLE);
        Ok((people, more))
    }

    /// People whom one word fits; whether there are more. Entries stand by the month somebody was last seen in, so nobody's
    /// file need be read once a page is full and that month is over.
    fn people_by(&self, word: &str) -> Result<(Vec<Resident>, bool), DeskError> {
        let mut people: Vec<Resident> = Vec::new();
        let mut more = false;
        // The latest month of a full page: nobody of an earlier one can come onto it, by whatever token.
        let (mut last, mut full) = (0, None);
        for token in query_tokens(word) {
            let entries = self.token_entries(&token, PEOPLE_LOOKED_AT + 1)?;
            more |= entries.len() > PEOPLE_LOOKED_AT;
            for (rank, key) in entries.into_iter().take(PEOPLE_LOOKED_AT) {
                if full.is_some_and(|full| rank > full) {
                    more = true;
                    break;
                }
                // An index entry without its record would be a fault of the store, not of the search; `check` finds it.
                let Some(person) = self.kept(&key)? else { continue };
                if people.iter().all(|known| known.id != person.id) {
                    people.push(person);
                    last = last.max(rank);
                    if people.len() == PEOPLE {
                        full = Some(last);
                    }
                }
            }
        }
        Ok((people, more))
    }

    /// People whom each of several words fits; whether there may be more. The rarest word says whom to look at, the others
    /// are held against their files: of a thousand people of one surname a tail finds the one.
    fn people_by_all(&self, words: &[&str]) -> Result<(Vec<Resident>, bool), DeskError> {
        let asked: Vec<Vec<String>> = words.iter().map(|word| query_tokens(word)).collect();
        let mut rarest: Option<Vec<String>> = None;
        for tokens in &asked {
            let mut keys = Vec::new();
            for token in tokens {
                keys.extend(self.token(token, NARROWED + 1)?);
            }
            if rarest.as_ref().is_none_or(|known| keys.len() < known.len()) {
                rarest = Some(keys);
            }
        }
        let keys = rarest.unwrap_or_default();
        let more = keys.len() > NARROWED;
        let (mut people, mut seen) = (Vec::new(), BTreeSet::new());
        for key in keys.into_iter().take(NARROWED) {
            let Some(person) = self.kept(&key)? else { continue };
            if !seen.insert(person.id.clone()) {
                continue;
            }
            // A merged file answers for the one it was merged into, so that words may fit one or the other.
            let mut known = person.tokens();
            for file in self.files_of(&person.id)?.iter().filter(|file| **file != person.id) {
                known.extend(
                    self.store.get::<Resident>(file)?.into_iter().flat_map(|file| file.value.tokens()),
                );
            }
            if asked.iter().all(|tokens| tokens.iter().any(|token| known.contains(token))) {
                people.push(person);
            }
        }
        Ok((people, more))
    }

    fn find_matters(&self, word: &str, found: &mut Found) {
        let book = self.book();
        let query = fold(word);
        if let Ok(number) = query.parse::<u32>() {
            found.items = book
                .catalogue
                .offered()
                .filter(|item| item.seq == number)
                .map(|item| ItemHit { code: item.code.clone(), rank: 0 })
                .collect();
            return;
        }
        let ranked = |index| ranked(&query, index);
        found.items = ranked(&book.item_index)
            .into_iter()
            .filter_map(|(rank, at)| book.catalogue.items.get(at).map(|item| (rank, item)))
            .filter(|(_, item)| !item.retired)
            .map(|(rank, item)| ItemHit { code: item.code.clone(), rank })
            .collect();
        let certificates = ranked(&book.decline_index);
        found.certificate_rank = certificates.first().map(|(rank, _)| *rank);
        found.certificates = certificates
            .into_iter()
            .filter_map(|(_, at)| book.declines.certificates.get(at).map(|c| c.no))
            .collect();
        found.rooms = ranked(&book.room_index)
            .into_iter()
            .filter_map(|(_, at)| book.rooms.rooms.get(at))
            .filter(|room| !room.retired)
            .map(|room| room.code.clone())
            .collect();
        let open: BTreeSet<&str> = book.open_groups(self.today()).map(|group| group.id.as_str()).collect();
        found.classes = ranked(&book.class_index)
            .into_iter()
            .filter_map(|(_, at)| book.class_groups.get(at))
            .filter(|group| open.contains(group.id.as_str()))
            .map(|group| group.id.clone())
            .collect();
    }

    /// Papers by `-38`, `受26-0038` or the full number; `None` when the word is none of these.
    pub(super) fn papers_by(&self, word: &str) -> Result<Option<Vec<IssuedPaper>>, DeskError> {
        if let Ok(serial) = word.parse::<Serial>() {
            let paper = self.store.get::<IssuedPaper>(&serial.to_string())?;
            return Ok(Some(paper.into_iter().map(|stored| stored.value).collect()));
        }
        let Ok(tail) = word.parse::<SerialTail>() else {
            return Ok(None);
        };
        let keys = self.token(&serial_token(tail.number()), PAPERS)?;
        let mut papers = Vec::new();
        for key in keys {
            papers.extend(self.store.get::<IssuedPaper>(&key)?.map(|stored| stored.value));
        }
        papers.sort_by_key(|paper| Reverse(paper.serial.year()));
        Ok(Some(papers))
    }

    /// The bodies that asked for certificates lately, newest first, each once.
    pub fn recent_asking_bodies(&self, limit: usize) -> Result<Vec<String>, DeskError> {
        let prefix = crate::store::index_key(crate::store::records::index::DECLINE_AT, &[]);
        let keys = self.store.index(Table::Index, &Range::prefix(prefix), Order::Descending, 200)?;
        let mut seen = BTreeSet::new();
        let mut bodies = Vec::new();
        for (_, serial) in keys {
            let decline = self.store.get::<crate::domain::decline::DeclineRecord>(&serial)?;
            if let Some(body) = decline.map(|d| d.value.asked_by)
                && !body.is_empty()
                && seen.insert(body.clone())
            {
                bodies.push(body);
                if bodies.len() == limit {
                    break;
                }
            }
        }
        Ok(bodies)
    }
}
