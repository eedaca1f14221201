//! Taking typed digits apart: country code, area code, extension.

use super::{HOME_AREA, Line, MOBILE_LEN, PhoneError};
use crate::domain::width::{half_width, is_hyphen};

/// The typed digits by hyphen, and the digits after 转. `+86` and `0086` are taken off.
pub(super) fn split(raw: &str) -> Result<(Vec<String>, Option<String>), PhoneError> {
    let mut parts = vec![String::new()];
    let mut ext: Option<String> = None;
    let mut plus = false;
    for (at, typed) in raw.chars().enumerate() {
        let c = half_width(typed);
        let bad = PhoneError::BadCharacter { position: at + 1, ch: typed };
        let in_ext = ext.as_mut();
        match (c, in_ext) {
            ('0'..='9', Some(ext)) => ext.push(c),
            ('0'..='9', None) => {
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
            ('转' | '轉', None) => ext = Some(String::new()),
            ('+', None) if !plus && parts.concat().is_empty() => plus = true,
            (c, None) if is_hyphen(c) => parts.push(String::new()),
            ('(' | ')' | '.', None) => {}
            (c, _) if c.is_whitespace() => {}
            _ => return Err(bad),
        }
    }
    parts.retain(|part| !part.is_empty());
    strip_country(&mut parts, plus)?;
    Ok((parts, ext))
}

fn strip_country(parts: &mut Vec<String>, plus: bool) -> Result<(), PhoneError> {
    let whole = parts.concat();
    let skip = match whole.as_bytes() {
        [b'0', b'0', b'8', b'6', ..] => 4,
        [b'8', b'6', ..] if plus => 2,
        // 13 digits beginning 861 can only be a mobile after its country code.
        [b'8', b'6', b'1', ..] if whole.len() == MOBILE_LEN + 2 => 2,
        _ if plus => {
            return Err(PhoneError::BadPrefix { prefix: format!("+{}", first(&whole, 2)) });
        }
        _ => return Ok(()),
    };
    let mut left = skip;
    for part in parts.iter_mut() {
        let cut = left.min(part.len());
        part.drain(..cut);
        left -= cut;
    }
    parts.retain(|part| !part.is_empty());
    // Abroad an area code loses its 0; a mobile has none to lose.
    if let Some(part) = parts.first_mut()
        && !part.starts_with(['0', '1'])
    {
        part.insert(0, '0');
    }
    // 010 after the country code comes as 10: its only reading of ten digits.
    let whole = parts.concat();
    if whole.len() == 10
        && whole.starts_with("10")
        && let Some(part) = parts.first_mut()
    {
        part.insert(0, '0');
    }
    Ok(())
}

pub(super) fn first(text: &str, n: usize) -> &str {
    text.get(..n).unwrap_or(text)
}

/// A number of digits only.
pub(super) fn read_line(digits: &str) -> Result<Line, PhoneError> {
    let bytes = digits.as_bytes();
    let len = digits.len();
    match bytes {
        [] => Err(PhoneError::Empty),
        // A mobile typed with the trunk 0 of long ago.
        [b'0', b'1', b'3'..=b'9', ..] if len == MOBILE_LEN + 1 => Ok(Line::Mobile(digits[1..].to_owned())),
        [b'1', b'3'..=b'9', ..] if len == MOBILE_LEN => Ok(Line::Mobile(digits.to_owned())),
        [b'1', b'3'..=b'9', ..] | [b'1'] => Err(PhoneError::Length { len, expected: MOBILE_LEN }),
        [b'0', ..] => read_landline(digits),
        [b'2'..=b'9', ..] if len == 7 => {
            Ok(Line::Landline { area: HOME_AREA.to_owned(), number: digits.to_owned(), ext: None })
        }
        [b'2'..=b'9', ..] => Err(PhoneError::Length { len, expected: 7 }),
        _ => Err(PhoneError::BadPrefix { prefix: first(digits, 2).to_owned() }),
    }
}

fn read_landline(digits: &str) -> Result<Line, PhoneError> {
    let area_len = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        [b'0'] | [b'0', b'1'] => {
            return Err(PhoneError::Length { len: digits.len(), expected: 11 });
        }
        _ => {
            return Err(PhoneError::BadPrefix { prefix: first(digits, 3).to_owned() });
        }
    };
    let (area, number) = digits.split_at_checked(area_len).unwrap_or((digits, ""));
    let most = if area == HOME_AREA { 7 } else { 8 };
    let len = digits.len();
    if number.len() < 7 {
        return Err(PhoneError::Length { len, expected: area_len + 7 });
    }
    if number.len() > most {
        return Err(PhoneError::Length { len, expected: area_len + most });
    }
    if number.starts_with(['0', '1']) {
        return Err(PhoneError::BadPrefix { prefix: first(digits, area_len + 1).to_owned() });
    }
    Ok(Line::Landline { area: area.to_owned(), number: number.to_owned(), ext: None })
}
