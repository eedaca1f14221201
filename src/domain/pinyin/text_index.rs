//! Matching a typed word against a list of catalogue size, held in memory: items, rooms, declines.

use super::fold;
use super::reading::readings;

/// A field equals the query, or it is a code whose number was typed.
const EXACT: u32 = 0;
/// A field begins with it.
const START: u32 = 1;
/// A field holds it somewhere.
const INSIDE: u32 = 2;

/// One entry of a list, ready to be matched: its code, title and other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextIndex {
    fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    folded: String,
    /// The number at the end of a code such as FB09, without leading zeros.
    code_number: Option<String>,
    letters: Vec<Letter>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Letter {
    written: char,
    readings: Vec<String>,
    /// The letters a reading begins with, a bit each: most places of a list are ruled out by this alone.
    begins: u32,
}

/// The bit of a letter; none of what is no small Latin letter.
fn bit(c: char) -> u32 {
    if c.is_ascii_lowercase() { 1 << (c as u32 - 'a' as u32) } else { 0 }
}

impl Letter {
    fn new(written: char) -> Self {
        let readings = if written.is_ascii() { Vec::new() } else { readings(written) };
        let begins = readings.iter().filter_map(|reading| reading.chars().next()).map(bit);
        Self { written, begins: begins.fold(0, |all, one| all | one), readings }
    }

    /// Whether a query that begins with `c` can begin here.
    fn can_begin(&self, c: char) -> bool {
        self.written == c || self.begins & bit(c) != 0
    }
}

impl TextIndex {
    /// From the fields one entry is known by, for example its code, title and keywords.
    pub fn new(fields: &[&str]) -> Self {
        Self { fields: fields.iter().map(|text| Field::new(text)).collect() }
    }
}

impl Field {
    fn new(text: &str) -> Self {
        let folded = fold(text);
        let letters = folded.chars().map(Letter::new).collect();
        let digits = folded.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let is_code =
            !digits.is_empty() && digits.len() < folded.len() && digits.bytes().all(|b| b.is_ascii_digit());
        let code_number = is_code.then(|| digits.trim_start_matches('0').to_owned());
        Self { folded, code_number, letters }
    }

    fn rank(&self, query: &str) -> Option<u32> {
        let number = query.trim_start_matches('0');
        let numbered = !number.is_empty() && self.code_number.as_deref() == Some(number);
        if numbered || self.folded == query {
            return Some(EXACT);
        }
        let first = query.chars().next()?;
        (0..self.letters.len())
            .filter(|start| self.letters[*start].can_begin(first))
            .find(|start| spells(&self.letters[*start..], query))
            .map(|start| if start == 0 { START } else { INSIDE })
    }
}

/// How well an entry answers: 0 exactly (by name, by code, or by the code's number: `11` for FB11),
/// 1 from the start of a field, 2 inside one; `None` not at all. Each character may be typed as
/// itself, by any reading or by its first letters, all mixed. An empty query matches everything as
/// inside, so that an untouched search box shows the whole list.
pub fn matches(query: &str, index: &TextIndex) -> Option<u32> {
    matches_folded(&fold(query), index)
}

/// The same for a query that is folded already: a list is searched with one folding.
pub fn matches_folded(query: &str, index: &TextIndex) -> Option<u32> {
    if query.is_empty() {
        return Some(INSIDE);
    }
    index.fields.iter().filter_map(|field| field.rank(query)).min()
}

/// The places in `list` that answer a query, best first, equals in the order of the list.
pub fn find(query: &str, list: &[TextIndex]) -> Vec<usize> {
    ranked(&fold(query), list).into_iter().map(|(_, at)| at).collect()
}

/// The same for a folded query, each place with how well it answers.
pub fn ranked(query: &str, list: &[TextIndex]) -> Vec<(u32, usize)> {
    let mut found: Vec<(u32, usize)> =
        list.iter().enumerate().filter_map(|(at, index)| Some((matches_folded(query, index)?, at))).collect();
    found.sort_unstable();
    found
}

/// Whether the characters, read from the first on, begin with the query. Keeps the set of places in
/// the query that can be reached, so polyphones cost nothing but their number.
fn spells(letters: &[Letter], query: &str) -> bool {
    let mut reached = vec![0];
    for letter in letters {
        let mut next = Vec::new();
        for at in reached {
            let rest = &query[at..];
            if rest.starts_with(letter.written) {
                next.push(at + letter.written.len_utf8());
            }
            for reading in &letter.readings {
                if reading.starts_with(rest) {
                    return true;
                }
                let first = reading.chars().next().map_or(0, char::len_utf8);
                let double = usize::from(
                    reading.starts_with("zh") || reading.starts_with("ch") || reading.starts_with("sh"),
                );
                for len in [first, first + double, reading.len()] {
                    if reading.get(..len).is_some_and(|part| rest.starts_with(part)) {
                        next.push(at + len);
                    }
                }
            }
        }
        if next.contains(&query.len()) {
            return true;
        }
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return false;
        }
        reached = next;
    }
    false
}
