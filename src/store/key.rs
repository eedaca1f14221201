//! Keys of derived entries.

/// An ordered index key: the index's name, then its parts, each closed by a 0x00.
///
/// There is room for the table's byte, which the store puts in front.
///
/// Keys sort by name, then part by part, byte-wise. Because every part is closed, a key of fewer parts is a proper
/// prefix: `Range::prefix(index_key("room", &[b"R1"]))` finds `R1` and never `R10`. Numbers go in as
/// `to_be_bytes`; the last part should be the record's key, which makes the entry unique.
pub fn index_key(name: &str, parts: &[&[u8]]) -> Vec<u8> {
    let size: usize = parts.iter().map(|part| part.len() + 1).sum();
    let mut key = Vec::with_capacity(name.len() + 2 + size);
    push_part(&mut key, name.as_bytes());
    for part in parts {
        push_part(&mut key, part);
    }
    key
}

/// Like [`index_key`], with the last part left open: a prefix that also finds longer last parts.
pub fn index_open(name: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = index_key(name, parts);
    key.pop();
    key
}

/// One part of an index key that lies between others, written to `room` in place of what is there: it begins after
/// `before` bytes, which are an [`index_key`] of what comes before it, and `behind` bytes follow its close. `None` of what
/// has no such part. Both are known to whoever made the key, so that nothing need be searched for.
pub fn index_part<'a>(key: &[u8], before: usize, behind: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
    let end = key.len().checked_sub(behind + 1)?;
    open_part(key.get(before..end)?, room)?;
    Some(room)
}

/// The bytes of a closed part.
fn open_part(part: &[u8], room: &mut Vec<u8>) -> Option<()> {
    room.clear();
    let mut rest = part;
    while let Some(at) = rest.iter().position(|byte| *byte == 1) {
        let (plain, escaped) = rest.split_at(at);
        room.extend_from_slice(plain);
        room.push(escaped.get(1)?.checked_sub(1)?);
        rest = escaped.get(2..)?;
    }
    room.extend_from_slice(rest);
    Some(())
}

// 0x00 closes a part, so inside a part 0x00 becomes 01 01 and 0x01 becomes 01 02, which keeps the order.
fn push_part(key: &mut Vec<u8>, part: &[u8]) {
    for &byte in part {
        match byte {
            0 => key.extend_from_slice(&[1, 1]),
            1 => key.extend_from_slice(&[1, 2]),
            _ => key.push(byte),
        }
    }
    key.push(0);
}

/// The first eight bytes of the keyed hash of a token: no personal data stands in a key.
pub fn token_prefix(secret: &[u8; 32], token: &str) -> [u8; 8] {
    let hash = blake3::keyed_hash(secret, token.as_bytes());
    let mut prefix = [0; 8];
    for (to, from) in prefix.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    prefix
}

/// A search entry: token hash, rank (big-endian, smaller first), record key.
pub fn token_key(secret: &[u8; 32], token: &str, rank: u32, record_key: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(13 + record_key.len());
    key.extend_from_slice(&token_prefix(secret, token));
    key.extend_from_slice(&rank.to_be_bytes());
    key.extend_from_slice(record_key.as_bytes());
    key
}

/// The rank of a search entry; the last one of what is no such entry.
pub fn token_rank(entry: &[u8]) -> u32 {
    entry.get(8..12).and_then(|bytes| bytes.try_into().ok()).map_or(u32::MAX, u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_order() {
        let samples: Vec<&[u8]> =
            vec![b"", b"\0", b"\0\0", b"\0\x01", b"\x01", b"\x01\0", b"\x02", b"a", b"a\0", b"aa"];
        for (i, a) in samples.iter().enumerate() {
            for (j, b) in samples.iter().enumerate() {
                let by_key = index_key("n", &[a, b"x"]).cmp(&index_key("n", &[b, b"x"]));
                assert_eq!(by_key, i.cmp(&j), "{a:?} {b:?}");
                let key = index_key("n", &[a, b]);
                let mut room = b"left over".to_vec();
                let (front, back) = (index_key("n", &[]).len(), index_key("n", &[a]).len());
                assert_eq!(index_part(&key, front, key.len() - back, &mut room), Some(*a));
                assert_eq!(index_part(&key, back, 0, &mut room), Some(*b));
                assert_eq!(index_part(&key, back, key.len(), &mut room), None);
            }
        }
    }

    #[test]
    fn fewer_parts_are_a_prefix_of_their_own_only() {
        let one = index_key("room", &[b"R1"]);
        assert!(index_key("room", &[b"R1", b"9"]).starts_with(&one));
        assert!(!index_key("room", &[b"R10"]).starts_with(&one));
        assert!(index_key("room", &[b"R10"]).starts_with(&index_open("room", &[b"R1"])));
    }

    #[test]
    fn tokens_hide_their_text_and_sort_by_rank() {
        let secret = [7; 32];
        let key = token_key(&secret, "测试甲", 3, "V1");
        assert!(key.starts_with(&token_prefix(&secret, "测试甲")));
        assert!(!key.windows(9).any(|part| part == "测试甲".as_bytes()));
        assert!(key < token_key(&secret, "测试甲", 4, "V0"));
        assert_ne!(token_prefix(&secret, "a"), token_prefix(&[8; 32], "a"));
        assert!(key.ends_with(b"V1"));
        assert_eq!(token_rank(&key), 3);
    }
}
