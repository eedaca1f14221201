//! From bytes to content lines: unfolded, each with the number it has in the file.

use std::ops::Range;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One content line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The number of its first line in the file, from 1.
    pub number: usize,
    /// Where it stands in the file, folds and line end included.
    pub place: Range<usize>,
    /// The text without folds.
    pub text: String,
    /// Whether the bytes were UTF-8; where not, the text has � in it.
    pub is_utf8: bool,
}

/// Every line that isn't empty. A line ends with CRLF, LF or CR, and goes on where the next begins with a space or a tab,
/// which may cut a character in two (RFC 5545 §3.1): so bytes are joined first and read then.
pub(super) fn lines(bytes: &[u8]) -> Vec<Line> {
    let mut found: Vec<(usize, Range<usize>, Vec<u8>)> = Vec::new();
    let mut at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    let mut number = 0;
    while at < bytes.len() {
        number += 1;
        let rest = &bytes[at..];
        let length = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let end = match rest.get(length..) {
            Some([b'\r', b'\n', ..]) => length + 2,
            Some([_, ..]) => length + 1,
            _ => length,
        };
        let (text, place) = (&rest[..length], at..at + end);
        at += end;
        match (text, found.last_mut()) {
            ([], _) => {}
            ([b' ' | b'\t', more @ ..], Some((_, before, joined))) => {
                joined.extend_from_slice(more);
                before.end = place.end;
            }
            _ => found.push((number, place, text.to_vec())),
        }
    }
    found
        .into_iter()
        .map(|(number, place, bytes)| match String::from_utf8(bytes) {
            Ok(text) => Line { number, place, text, is_utf8: true },
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Line { number, place, text, is_utf8: false }
            }
        })
        .collect()
}
