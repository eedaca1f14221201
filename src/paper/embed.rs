//! The parts of the PDF around its pages: cut-down fonts, their names and character tables,
//! document information.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use lopdf::{Object, StringFormat};
use printpdf::{FontId, ParsedFont};
use subsetter::GlyphRemapper;

use super::PaperError;
use super::fonts::{Face, Fonts, Source};
use super::sfnt::for_pdf;

/// The glyphs of one font used in the document.
#[derive(Default)]
pub struct Used {
    pub map: GlyphRemapper,
    /// Cut-down glyph id to the character text extraction gives for it.
    pub chars: BTreeMap<u16, char>,
    /// Cut-down glyph id to its advance width in em.
    pub widths: BTreeMap<u16, f32>,
}

/// Replaces the writer's own document information, which would claim a print standard and
/// 1970, by the title, the date and the producer, and nothing about any person.
pub fn describe(file: &mut lopdf::Document, title: &str, dated: NaiveDateTime) -> Result<(), PaperError> {
    let mut utf16 = vec![0xFE, 0xFF];
    utf16.extend(title.encode_utf16().flat_map(u16::to_be_bytes));
    let mut producer = vec![0xFE, 0xFF];
    producer.extend("全科窗口".encode_utf16().flat_map(u16::to_be_bytes));
    let stamp = dated.format("D:%Y%m%d%H%M%S+08'00'").to_string();
    let mut info = lopdf::Dictionary::new();
    info.set("Title", Object::String(utf16, StringFormat::Hexadecimal));
    info.set("Producer", Object::String(producer, StringFormat::Hexadecimal));
    info.set("CreationDate", Object::string_literal(stamp.clone()));
    info.set("ModDate", Object::string_literal(stamp.clone()));
    let root = file
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(|e| PaperError::Pdf(e.to_string()))?;
    let old = file
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .map_err(|e| PaperError::Pdf(e.to_string()))?;
    file.objects.insert(old, Object::Dictionary(info));
    file.get_object_mut(root)
        .and_then(Object::as_dict_mut)
        .map_err(|e| PaperError::Pdf(e.to_string()))?
        .set("Lang", Object::string_literal("zh-CN"));
    // The writer's id differs from run to run; this one depends on the content alone.
    let mut hash = blake3::Hasher::new();
    hash.update(stamp.as_bytes());
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let id = hash.finalize().as_bytes()[..16].to_vec();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    Ok(())
}

/// Takes out what the writer adds to every page without need.
pub fn trim_pages(file: &mut lopdf::Document) {
    for object in file.objects.values_mut() {
        if let Object::Dictionary(dict) = object
            && dict.has_type(b"Page")
        {
            for key in [&b"TrimBox"[..], b"CropBox", b"Annots"] {
                dict.remove(key);
            }
        }
    }
}

/// Makes one string of the glyphs of a run, which the writer puts in brackets one by one: half the length of a page's
/// content.
pub fn join_glyphs(file: &mut lopdf::Document) {
    let contents: Vec<lopdf::ObjectId> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok().filter(|dict| dict.has_type(b"Page")))
        .filter_map(|page| page.get(b"Contents").and_then(Object::as_reference).ok())
        .collect();
    for id in contents {
        if let Ok(Object::Stream(stream)) = file.get_object_mut(id) {
            // Nothing else in the content closes a string and opens another at once: numbers and names stand between.
            let mut joined: Vec<u8> = Vec::with_capacity(stream.content.len());
            for byte in &stream.content {
                if *byte == b'<' && joined.last() == Some(&b'>') {
                    joined.pop();
                } else {
                    joined.push(*byte);
                }
            }
            stream.set_plain_content(joined);
        }
    }
}

/// Names the fonts, marked as cut down (ISO 32000-1, 9.6.4): printers that keep fonts by name
/// must not mix the glyphs of one paper with those of another.
pub fn name_fonts(file: &mut lopdf::Document, used: &BTreeMap<Source, Used>) {
    let mut hash = blake3::Hasher::new();
    for (source, used) in used {
        hash.update(font_id(*source).0.as_bytes());
        for glyph in used.map.remapped_gids() {
            hash.update(&glyph.to_be_bytes());
        }
    }
    let hash = hash.finalize();
    let tag: String = hash.as_bytes()[..6].iter().map(|b| char::from(b'A' + b % 26)).collect();
    let facts: BTreeMap<Vec<u8>, (String, &Used)> = used
        .iter()
        .map(|(source, used)| {
            let id = font_id(*source).0;
            let name = match source {
                Source::Bundled(Face::Regular) => "NotoSansSC-Regular",
                Source::Bundled(Face::Bold) => "NotoSansSC-Bold",
                Source::Bundled(Face::Title) => "NotoSerifSC-Bold",
                Source::Fallback(_) => id.as_str(),
            };
            (id.as_bytes().to_vec(), (format!("{tag}+{name}"), used))
        })
        .collect();
    let mut maps = Vec::new();
    for object in file.objects.values_mut() {
        if let Object::Dictionary(dict) = object {
            let id = dict.get(b"BaseFont").and_then(Object::as_name);
            let map = dict.get(b"ToUnicode").and_then(Object::as_reference);
            if let (Ok(id), Ok(map)) = (id, map) {
                maps.push((id.to_vec(), map));
            }
            name_font(dict, &facts);
        }
    }
    for (source, used) in used {
        let id = font_id(*source).0.into_bytes();
        for (_, map) in maps.iter().filter(|(name, _)| *name == id) {
            let stream = lopdf::Stream::new(lopdf::Dictionary::new(), to_unicode(used));
            file.objects.insert(*map, Object::Stream(stream));
        }
    }
}

/// The character of every glyph, for search and copying (ISO 32000-1, 9.10.3): a quarter of
/// what the writer's own table takes, with the same content.
fn to_unicode(used: &Used) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def \
         /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    let all: Vec<(u16, char)> = used.chars.iter().map(|(gid, c)| (*gid, *c)).collect();
    // A range may not cross into the next high byte of the code.
    for run in all.chunk_by(|(a, _), (b, _)| a + 1 == *b && a >> 8 == b >> 8) {
        let (Some((from, _)), Some((to, _))) = (run.first(), run.last()) else {
            continue;
        };
        let hex: Vec<String> = run.iter().map(|(_, c)| utf16_hex(*c)).collect();
        let line = format!("1 beginbfrange <{from:04X}> <{to:04X}> [{}] endbfrange\n", hex.concat());
        out.push_str(&line);
    }
    out.push_str("endcmap CMapName currentdict /CMap defineresource pop end end");
    out.into_bytes()
}

fn utf16_hex(c: char) -> String {
    let mut units = [0; 2];
    let hex: Vec<String> = c.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04X}")).collect();
    format!("<{}>", hex.concat())
}

fn name_font(dict: &mut lopdf::Dictionary, facts: &BTreeMap<Vec<u8>, (String, &Used)>) {
    for key in [&b"BaseFont"[..], b"FontName"] {
        if let Ok(Object::Name(name)) = dict.get_mut(key)
            && let Some((full, used)) = facts.get(name)
        {
            *name = full.as_bytes().to_vec();
            if dict.has(b"W") {
                dict.set("W", widths(used));
            }
        }
    }
    if let Ok(Object::Array(list)) = dict.get_mut(b"DescendantFonts") {
        for object in list {
            if let Object::Dictionary(dict) = object {
                name_font(dict, facts);
            }
        }
    }
}

/// Advance widths in thousandths of the type size (ISO 32000-1, 9.7.4.3), as the layout reckoned with them: the cut-down
/// font's own are on a coarser grid.
fn widths(used: &Used) -> Vec<Object> {
    let all: Vec<(u16, i64)> =
        used.widths.iter().map(|(gid, em)| (*gid, (em * 1000.0).round() as i64)).collect();
    all.chunk_by(|(a, _), (b, _)| a + 1 == *b)
        .filter_map(|run| {
            let (from, _) = run.first()?;
            let widths = run.iter().map(|(_, width)| (*width).into()).collect();
            Some([i64::from(*from).into(), Object::Array(widths)])
        })
        .flatten()
        .collect()
}

pub fn font_id(source: Source) -> FontId {
    FontId(match source {
        Source::Bundled(Face::Regular) => "R".to_owned(),
        Source::Bundled(Face::Bold) => "B".to_owned(),
        Source::Bundled(Face::Title) => "T".to_owned(),
        Source::Fallback(n) => format!("X{n}"),
    })
}

pub fn embed(fonts: &Fonts, source: Source, used: &Used) -> Result<ParsedFont, PaperError> {
    let cut = match source {
        Source::Bundled(face) => subsetter::subset(fonts.bundled_bytes(face), 0, &used.map),
        Source::Fallback(_) => {
            let (bytes, face) = fonts
                .program(source)
                .ok_or_else(|| PaperError::Font("a fall-back font is gone".to_owned()))?;
            subsetter::subset(&bytes, face, &used.map)
        }
    }
    .map_err(|e| PaperError::Font(e.to_string()))?;
    for_pdf(&cut)
        .and_then(|font| ParsedFont::from_bytes(&font, 0, &mut Vec::new()))
        .ok_or_else(|| PaperError::Font("the cut-down font does not parse".to_owned()))
}
