//! TrueType outlines on a coarser grid.
//!
//! Four fifths of a paper's file are outlines, drawn in thousandths of the type size. Every fifth of these grid lines
//! does as well: no point moves by more than two and a half, a fiftieth of a millimetre in the largest title, less than half
//! a dot of a good printer. Steps are shorter numbers, and the file is a fifth smaller. Widths of the text are not
//! taken from here.

use super::sfnt::{i16_at, u16_at};

/// Grid lines to the type size that are kept, about.
const LINES: u16 = 200;

/// Bits of a point's flags (OpenType, `glyf`).
const ON_CURVE: u8 = 0x01;
const X_SHORT: u8 = 0x02;
const Y_SHORT: u8 = 0x04;
const REPEAT: u8 = 0x08;
const X_SAME: u8 = 0x10;
const Y_SAME: u8 = 0x20;
const OVERLAP: u8 = 0x40;
/// Bits of a component's flags.
const ARE_WORDS: u16 = 0x0001;
const ARE_OFFSETS: u16 = 0x0002;
const HAS_SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// How many of a font's units become one; 1 where it cannot be divided without a rest.
pub fn step(units_per_em: u16) -> i16 {
    let step = (units_per_em / LINES).max(1);
    if units_per_em.is_multiple_of(step) { step.cast_signed() } else { 1 }
}

/// The nearest line of the coarser grid. Halves go up, so equal distances stay equal wherever they stand.
fn coarser(value: i16, step: i16) -> i16 {
    let (value, step) = (i32::from(value), i32::from(step));
    (value + step / 2).div_euclid(step) as i16
}

/// Divides the numbers at these places of a table; `None` when the table is too short.
pub fn divide(table: &mut [u8], places: &[usize], step: i16) -> Option<()> {
    for at in places {
        let value = coarser(i16_at(table, *at)?, step);
        table.get_mut(*at..*at + 2)?.copy_from_slice(&value.to_be_bytes());
    }
    Some(())
}

/// The table `glyf` on the coarser grid and without instructions, and the offset of every glyph in it and of its end.
pub fn glyphs(glyf: &[u8], offsets: &[u32], step: i16) -> Option<(Vec<u8>, Vec<u32>)> {
    let mut out = Vec::with_capacity(glyf.len());
    let mut places = vec![0];
    for pair in offsets.windows(2) {
        let &[from, to] = pair else { continue };
        let glyph = glyf.get(from as usize..to as usize)?;
        if !glyph.is_empty() {
            one(&mut out, glyph, step)?;
            out.resize(out.len().next_multiple_of(2), 0);
        }
        places.push(u32::try_from(out.len()).ok()?);
    }
    Some((out, places))
}

fn one(out: &mut Vec<u8>, glyph: &[u8], step: i16) -> Option<()> {
    let contours = i16_at(glyph, 0)?;
    let head = out.len();
    out.extend(glyph.get(..10)?);
    divide(out.get_mut(head..)?, &[2, 4, 6, 8], step)?;
    match usize::try_from(contours) {
        Ok(contours) => simple(out, glyph, contours, step),
        Err(_) => composed(out, glyph, step),
    }
}

/// A glyph made of contours.
fn simple(out: &mut Vec<u8>, glyph: &[u8], contours: usize, step: i16) -> Option<()> {
    let ends = glyph.get(10..10 + 2 * contours)?;
    let count = match contours {
        0 => 0,
        _ => usize::from(u16_at(ends, ends.len() - 2)?) + 1,
    };
    out.extend(ends);
    out.extend([0, 0]);
    let mut at = 10 + 2 * contours;
    at += 2 + usize::from(u16_at(glyph, at)?);

    let mut flags = Vec::with_capacity(count);
    while flags.len() < count {
        let flag = *glyph.get(at)?;
        at += 1;
        let mut times = 1;
        if flag & REPEAT != 0 {
            times += usize::from(*glyph.get(at)?);
            at += 1;
        }
        flags.extend(std::iter::repeat_n(flag, times));
    }
    let xs = axis(glyph, &mut at, &flags, [X_SHORT, X_SAME], step)?;
    let ys = axis(glyph, &mut at, &flags, [Y_SHORT, Y_SAME], step)?;

    let (mut bits, mut wide, mut high) = (Vec::with_capacity(count), Vec::new(), Vec::new());
    let (mut x, mut y) = (0, 0);
    for ((flag, new_x), new_y) in flags.iter().zip(xs).zip(ys) {
        let mut bit = flag & (ON_CURVE | OVERLAP);
        bit |= push(&mut wide, new_x - x, [X_SHORT, X_SAME]);
        bit |= push(&mut high, new_y - y, [Y_SHORT, Y_SAME]);
        (x, y) = (new_x, new_y);
        bits.push(bit);
    }
    for run in bits.chunk_by(|a, b| a == b) {
        for run in run.chunks(256) {
            match (run, run.first()?) {
                ([_], bit) => out.push(*bit),
                (run, bit) => out.extend([bit | REPEAT, (run.len() - 1) as u8]),
            }
        }
    }
    out.extend(wide);
    out.extend(high);
    Some(())
}

/// The coordinates of all points on one axis, on the coarser grid.
fn axis(glyph: &[u8], at: &mut usize, flags: &[u8], [short, same]: [u8; 2], step: i16) -> Option<Vec<i16>> {
    let mut now = 0i16;
    let mut all = Vec::with_capacity(flags.len());
    for flag in flags {
        let change = match (flag & short != 0, flag & same != 0) {
            (true, positive) => {
                let size = i16::from(*glyph.get(*at)?);
                *at += 1;
                if positive { size } else { -size }
            }
            (false, true) => 0,
            (false, false) => {
                *at += 2;
                i16_at(glyph, *at - 2)?
            }
        };
        now = now.checked_add(change)?;
        all.push(coarser(now, step));
    }
    Some(all)
}

/// Writes one change of a coordinate as briefly as can be; gives its flags.
fn push(out: &mut Vec<u8>, change: i16, [short, same]: [u8; 2]) -> u8 {
    if change == 0 {
        return same;
    }
    if let Ok(size) = u8::try_from(change.unsigned_abs()) {
        out.push(size);
        return if change > 0 { short | same } else { short };
    }
    out.extend(change.to_be_bytes());
    0
}

/// A glyph made of other glyphs.
fn composed(out: &mut Vec<u8>, glyph: &[u8], step: i16) -> Option<()> {
    let mut at = 10;
    loop {
        let flags = u16_at(glyph, at)?;
        out.extend((flags & !HAS_INSTRUCTIONS).to_be_bytes());
        out.extend(glyph.get(at + 2..at + 4)?);
        at += 4;
        let offsets = flags & ARE_OFFSETS != 0;
        let size = if flags & ARE_WORDS != 0 { 4 } else { 2 };
        let args = glyph.get(at..at + size)?;
        match (offsets, args) {
            (true, [x, y]) => {
                for byte in [x, y] {
                    let value = coarser(i16::from(byte.cast_signed()), step);
                    out.push((value as i8).cast_unsigned());
                }
            }
            (true, words) => {
                let start = out.len();
                out.extend(words);
                divide(out.get_mut(start..)?, &[0, 2], step)?;
            }
            (false, points) => out.extend(points),
        }
        at += size;
        let scale = match flags {
            flags if flags & HAS_SCALE != 0 => 2,
            flags if flags & HAS_TWO_SCALES != 0 => 4,
            flags if flags & HAS_MATRIX != 0 => 8,
            _ => 0,
        };
        out.extend(glyph.get(at..at + scale)?);
        at += scale;
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

#[cfg(test)]
mod tests {
    use subsetter::GlyphRemapper;
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::*;
    use crate::paper::fonts::{bold_bytes, regular_bytes};
    use crate::paper::sfnt::for_pdf;

    /// Every point of an outline, in order, with the kind of its segment.
    #[derive(Default)]
    struct Points(Vec<(char, f32, f32)>);

    impl OutlineBuilder for Points {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', x, y));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', x, y));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.extend([('c', x1, y1), ('q', x, y)]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            unreachable!("TrueType has no cubic curves");
        }
        fn close(&mut self) {}
    }

    fn points(face: &Face<'_>, id: u16) -> Vec<(char, f32, f32)> {
        let mut points = Points::default();
        face.outline_glyph(GlyphId(id), &mut points);
        points.0
    }

    #[test]
    fn no_point_moves_further_than_half_a_line_of_the_grid() {
        // Letters with accents are made of other glyphs.
        let text = "凤鸣社区居民委员会刘秀英龘𰻝代26-0062（一）〔2026〕①ÁéüÅ½";
        for font in [regular_bytes(), bold_bytes()] {
            let face = Face::parse(font, 0).unwrap();
            let mut map = GlyphRemapper::new();
            for glyph in text.chars().filter_map(|c| face.glyph_index(c)) {
                map.remap(glyph.0);
            }
            let cut = subsetter::subset(font, 0, &map).unwrap();
            let fine = for_pdf(&cut).unwrap();
            assert!(fine.len() < cut.len());
            let (old, new) = (Face::parse(&cut, 0).unwrap(), Face::parse(&fine, 0).unwrap());
            assert_eq!((old.units_per_em(), new.units_per_em()), (1000, 200));
            assert_eq!(old.number_of_glyphs(), new.number_of_glyphs());
            for id in 0..old.number_of_glyphs() {
                let (old, new) = (points(&old, id), points(&new, id));
                assert_eq!(old.len(), new.len(), "glyph {id}");
                for ((kind, x, y), (new_kind, new_x, new_y)) in old.into_iter().zip(new) {
                    assert_eq!(kind, new_kind);
                    assert!((5.0 * new_x - x).abs() <= 2.5 && (5.0 * new_y - y).abs() <= 2.5, "glyph {id}");
                }
            }
        }
    }

    #[test]
    fn a_grid_that_does_not_divide_is_left_alone() {
        assert_eq!((step(1000), step(2000), step(400), step(1001), step(0)), (5, 10, 2, 1, 1));
        assert_eq!([-3, -2, -1, 0, 1, 2, 3].map(|value| coarser(value, 2)), [-1, -1, 0, 0, 1, 1, 2]);
    }
}
