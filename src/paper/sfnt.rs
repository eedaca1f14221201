//! Trims a cut-down font to what a PDF needs and adds an empty character map.
//!
//! The subsetter leaves `cmap` out, for in a PDF the glyph ids speak for themselves; the PDF
//! writer's font parser insists on having the table. Forty bytes satisfy it. The `name` table
//! (two thirds of a kilobyte of licence text) and `post` are not needed to draw.

/// A format 4 map (OpenType, `cmap`) holding only the closing segment.
const EMPTY_CMAP: [u8; 36] = [
    0, 0, 0, 1, // version, one subtable
    0, 3, 0, 1, 0, 0, 0, 12, // Windows, Unicode BMP, offset
    0, 4, 0, 24, 0, 0, // format, length, language
    0, 2, 0, 2, 0, 0, 0, 0, // one segment
    0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 1, // end, pad, start, delta
    0, 0, // range offset
];

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
}

/// The font without `name` and `post` and with an empty `cmap`; `None` when the bytes are no font.
pub fn for_pdf(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16_at(font, 4)?);
    let mut tables: Vec<([u8; 4], [u8; 4], &[u8])> = Vec::with_capacity(count + 1);
    for n in 0..count {
        let record = 12 + 16 * n;
        let tag: [u8; 4] = font.get(record..record + 4)?.try_into().ok()?;
        let sum: [u8; 4] = font.get(record + 4..record + 8)?.try_into().ok()?;
        let (from, len) = (u32_at(font, record + 8)?, u32_at(font, record + 12)?);
        if ![*b"cmap", *b"name", *b"post"].contains(&tag) {
            tables.push((tag, sum, font.get(from..from.checked_add(len)?)?));
        }
    }
    let sum = EMPTY_CMAP.chunks(4).filter_map(|c| u32_at(c, 0)).fold(0u32, |a, b| a.wrapping_add(b as u32));
    tables.push((*b"cmap", sum.to_be_bytes(), &EMPTY_CMAP));
    tables.sort_by_key(|t| t.0);

    let count = tables.len() as u16;
    let power = u16::BITS - 1 - count.leading_zeros();
    let range = 16u16 << power;
    let mut out = font.get(..4)?.to_vec();
    for value in [count, range, power as u16, count * 16 - range] {
        out.extend(value.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, sum, data) in &tables {
        out.extend(tag);
        out.extend(sum);
        out.extend((at as u32).to_be_bytes());
        out.extend((data.len() as u32).to_be_bytes());
        at += data.len().next_multiple_of(4);
    }
    for (_, _, data) in &tables {
        out.extend(*data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}
