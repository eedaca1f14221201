//! Searching Chinese by its sound: `lxy` and `liuxiu` find 刘秀英, `dbsq` finds 低保申请
//! (`domain.md` §8.13). Every reading of a character counts, and a character without one stands for
//! itself, so nobody becomes unfindable for a rare name.

mod reading;
mod sound;
mod text_index;
mod tokens;

pub use sound::similar_sound;
pub use text_index::{TextIndex, find, matches, ranked};
pub use tokens::{
    MAX_TOKEN_CHARS, id_tokens, name_tokens, phone_tokens, query_tokens, text_query_token, text_tokens,
};

use super::width::half_width;

/// The form in which typed and stored text are compared: half-width, lower-case, ü as v, without
/// spaces, apostrophes and the dots of names.
pub fn fold(query: &str) -> String {
    query
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_divider(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect()
}

fn is_divider(c: char) -> bool {
    matches!(c, '\'' | '`' | '‘' | '’' | '·' | '・' | '•' | '‧' | '.' | '\u{FF65}' | '\u{2219}' | '\u{22C5}')
}

#[cfg(test)]
mod tests;
