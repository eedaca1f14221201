//! What the search index keeps for a person and what a typed word looks up. Tokens carry a letter
//! for their kind (`n:` name, `p:` telephone, `i:` document number, `t:` title), so that no kind
//! answers for another. Looking one token up is enough: every prefix is a token of its own.

use std::collections::BTreeSet;

use super::fold;
use super::reading::{combinations, initials, name_readings, readings};
use crate::domain::identity::{IdDocument, IdNumber};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;

/// Longest token, without its prefix. Longer queries are cut to this length on both sides alike, so
/// they still find; what they find may then differ behind it.
pub const MAX_TOKEN_CHARS: usize = 24;
/// Combinations of readings that are kept; a name of four doubtful characters has 16.
const MAX_COMBINATIONS: usize = 32;
const SHORTEST_PINYIN: usize = 2;

/// Everything a person's name is found by: prefixes of the characters, of the full pinyin and of the
/// initials, of the whole name and of the name without surname; the surname spelt out with the
/// other initials; each word of a name in another script.
pub fn name_tokens(name: &PersonName) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let whole = letters(name.as_str());
    let surname = if name.is_han() { name.surname() } else { "" };
    let read = name_readings(&whole, surname);
    sequence(&mut out, "n:", &whole, &read);
    if name.is_han() {
        let skip = letters(name.surname()).len();
        if let (Some(chars), Some(read)) = (whole.get(skip..), read.get(skip..)) {
            sequence(&mut out, "n:", chars, read);
        }
        spelt_surname(&mut out, &read, skip);
    }
    let words: Vec<Vec<char>> = name.as_str().split([' ', '·', '-']).map(letters).collect();
    if words.len() > 1 {
        for word in &words {
            let read: Vec<_> = word.iter().map(|c| readings(*c)).collect();
            sequence(&mut out, "n:", word, &read);
        }
        let firsts: String = words.iter().filter_map(|word| word.first()).collect();
        prefixes(&mut out, "n:", &firsts, 1);
    }
    out
}

/// `t:` tokens of a title: as for a name, from every character of it, so that `rz` finds 认证
/// inside 资格认证. For lists of catalogue size [`super::TextIndex`] needs no tokens.
pub fn text_tokens(title: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let chars = letters(title);
    let read: Vec<_> = chars.iter().map(|c| readings(*c)).collect();
    for start in 0..chars.len() {
        // No token reaches further than this many characters.
        let end = chars.len().min(start + MAX_TOKEN_CHARS);
        sequence(&mut out, "t:", &chars[start..end], &read[start..end]);
    }
    out
}

/// `p:` tokens of a telephone: the last four digits, the whole number, and a landline's number
/// without its area code.
pub fn phone_tokens(phone: &Phone) -> BTreeSet<String> {
    let area = phone.area().unwrap_or_default();
    let mut out = BTreeSet::from([format!("p:{}", phone.tail4()), format!("p:{area}{}", phone.number())]);
    if !area.is_empty() {
        out.insert(format!("p:{}", phone.number()));
    }
    out
}

/// `i:` tokens of a document: the last four characters and the whole number, of a first-generation
/// number in today's form too.
pub fn id_tokens(document: &IdDocument) -> BTreeSet<String> {
    let number = document.number().reveal();
    let today = document.search_number();
    [number, &today]
        .into_iter()
        .flat_map(|n| [format!("i:{}", n.tail4()), format!("i:{}", n.as_str())])
        .collect()
}

/// The tokens to look up for one typed word, best first; any of them may answer. Four digits are a
/// tail of a telephone or a document, longer ones a whole number (a first-generation number also in
/// today's form), anything without digits a name. Words too short to mean anything give none.
pub fn query_tokens(word: &str) -> Vec<String> {
    let folded = fold(word);
    if folded.is_empty() {
        return Vec::new();
    }
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return vec![format!("n:{}", cut(&folded))];
    }
    let mut out = Vec::new();
    let is_tail = folded.len() == 4;
    if is_tail && folded.bytes().all(|b| b.is_ascii_digit()) {
        out.push(format!("p:{folded}"));
    } else if let Ok(phone) = Phone::parse(word) {
        out.push(format!("p:{}{}", phone.area().unwrap_or_default(), phone.number()));
    }
    if let Ok(number) = IdNumber::normalise(word)
        && number.as_str().chars().count() > 2
    {
        out.push(format!("i:{}", number.as_str()));
        out.extend(IdNumber::from_fifteen(number.as_str()).map(|new| format!("i:{}", new.as_str())));
    }
    out
}

/// The token to look up among [`text_tokens`]; `None` for an empty word.
pub fn text_query_token(word: &str) -> Option<String> {
    let folded = fold(word);
    (!folded.is_empty()).then(|| format!("t:{}", cut(&folded)))
}

fn letters(text: &str) -> Vec<char> {
    fold(text).chars().collect()
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TOKEN_CHARS).collect()
}

/// The prefixes of one run of characters, as written, as spelt and as initials.
fn sequence(out: &mut BTreeSet<String>, kind: &str, chars: &[char], read: &[Vec<String>]) {
    let written: String = chars.iter().collect();
    prefixes(out, kind, &written, 1);
    let firsts = initials(read);
    for combination in combinations(&firsts, MAX_COMBINATIONS) {
        prefixes(out, kind, &combination.concat(), 1);
    }
    for combination in combinations(read, MAX_COMBINATIONS) {
        prefixes(out, kind, &combination.concat(), SHORTEST_PINYIN);
    }
}

/// `liuxy`: the surname in full, the rest by initials.
fn spelt_surname(out: &mut BTreeSet<String>, read: &[Vec<String>], surname_len: usize) {
    let mut mixed: Vec<Vec<String>> = read.to_vec();
    for (place, firsts) in mixed.iter_mut().zip(initials(read)).skip(surname_len) {
        *place = firsts;
    }
    for combination in combinations(&mixed, MAX_COMBINATIONS) {
        prefixes(out, "n:", &combination.concat(), SHORTEST_PINYIN);
    }
}

fn prefixes(out: &mut BTreeSet<String>, kind: &str, text: &str, shortest: usize) {
    let mut token = kind.to_owned();
    for (at, c) in text.chars().take(MAX_TOKEN_CHARS).enumerate() {
        token.push(c);
        if at + 1 >= shortest {
            out.insert(token.clone());
        }
    }
}
