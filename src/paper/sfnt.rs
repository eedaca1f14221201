//! Trims a cut-down font to what a PDF needs and adds an empty character map.
//!
//! The subsetter leaves `cmap` out, for in a PDF the glyph ids speak for themselves; the PDF
//! writer's font parser insists on having the table. Forty bytes satisfy it. The `name` table
//! (two thirds of a kilobyte of licence text), `post` and instructions are not needed to draw.

use std::borrow::Cow;

use super::outline::{divide, glyphs, step};

/// A format 4 map (OpenType, `cmap`) holding only the closing segment.
const EMPTY_CMAP: [u8; 36] = [
    0, 0, 0, 1, // version, one subtable
    0, 3, 0, 1, 0, 0, 0, 12, // Windows, Unicode BMP, offset
    0, 4, 0, 24, 0, 0, // format, length, language
    0, 2, 0, 2, 0, 0, 0, 0, // one segment
    0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 1, // end, pad, start, delta
    0, 0, // range offset
];
/// Tables that text or instructions need, not outlines.
const LEFT_OUT: [[u8; 4]; 6] = [*b"cmap", *b"name", *b"post", *b"prep", *b"fpgm", *b"cvt "];

pub fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

pub fn i16_at(data: &[u8], at: usize) -> Option<i16> {
    u16_at(data, at).map(u16::cast_signed)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

type Tables<'a> = Vec<([u8; 4], Cow<'a, [u8]>)>;

/// The font with what is needed to draw it, outlines on a coarser grid and an empty `cmap`; `None` when the bytes are no
/// font.
pub fn for_pdf(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16_at(font, 4)?);
    let mut tables: Tables<'_> = Vec::with_capacity(count + 1);
    for n in 0..count {
        let record = 12 + 16 * n;
        let tag: [u8; 4] = font.get(record..record + 4)?.try_into().ok()?;
        let (from, len) = (u32_at(font, record + 8)? as usize, u32_at(font, record + 12)? as usize);
        if !LEFT_OUT.contains(&tag) {
            tables.push((tag, font.get(from..from.checked_add(len)?)?.into()));
        }
    }
    if tables.iter().any(|(tag, _)| tag == b"glyf") {
        coarsen(&mut tables)?;
    }
    tables.push((*b"cmap", EMPTY_CMAP[..].into()));
    tables.sort_by_key(|(tag, _)| *tag);

    let count = tables.len() as u16;
    let power = u16::BITS - 1 - count.leading_zeros();
    let range = 16u16 << power;
    let mut out = font.get(..4)?.to_vec();
    for value in [count, range, power as u16, count * 16 - range] {
        out.extend(value.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, data) in &tables {
        out.extend(tag);
        out.extend(checksum(data).to_be_bytes());
        out.extend((at as u32).to_be_bytes());
        out.extend((data.len() as u32).to_be_bytes());
        at += data.len().next_multiple_of(4);
    }
    for (_, data) in &tables {
        out.extend(&**data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}

/// OpenType, "Calculating checksums": the sum of all words, the last one filled up with zeros.
fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Puts outlines, and every number that is measured on their grid, on a coarser one.
fn coarsen(tables: &mut Tables<'_>) -> Option<()> {
    let units = u16_at(table(tables, *b"head")?, 18)?;
    let step = step(units);
    if step == 1 {
        return Some(());
    }
    let long = u16_at(table(tables, *b"head")?, 50)? == 1;
    let offsets: Option<Vec<u32>> = match table(tables, *b"loca")? {
        loca if long => (0..loca.len() / 4).map(|n| u32_at(loca, 4 * n)).collect(),
        loca => (0..loca.len() / 2).map(|n| u16_at(loca, 2 * n).map(|at| 2 * u32::from(at))).collect(),
    };
    let (glyf, offsets) = glyphs(table(tables, *b"glyf")?, &offsets?, step)?;
    // Half the offset in two bytes, where that is enough.
    let long = glyf.len() > 2 * usize::from(u16::MAX);
    *table_mut(tables, *b"glyf")? = glyf;
    *table_mut(tables, *b"loca")? = if long {
        offsets.iter().flat_map(|at| at.to_be_bytes()).collect()
    } else {
        offsets.iter().flat_map(|at| ((at / 2) as u16).to_be_bytes()).collect()
    };

    let head = table_mut(tables, *b"head")?;
    head.get_mut(18..20)?.copy_from_slice(&(units / step.unsigned_abs()).to_be_bytes());
    head.get_mut(50..52)?.copy_from_slice(&u16::from(long).to_be_bytes());
    divide(head, &[36, 38, 40, 42], step)?;
    let hhea = table_mut(tables, *b"hhea")?;
    divide(hhea, &[4, 6, 8, 10, 12, 14, 16, 22], step)?;
    let hmtx = table_mut(tables, *b"hmtx")?;
    let places: Vec<usize> = (0..hmtx.len() / 2).map(|n| 2 * n).collect();
    divide(hmtx, &places, step)
}

fn table<'a>(tables: &'a Tables<'_>, name: [u8; 4]) -> Option<&'a [u8]> {
    tables.iter().find(|(tag, _)| *tag == name).map(|(_, data)| &**data)
}

fn table_mut<'a>(tables: &'a mut Tables<'_>, name: [u8; 4]) -> Option<&'a mut Vec<u8>> {
    tables.iter_mut().find(|(tag, _)| *tag == name).map(|(_, data)| data.to_mut())
}
