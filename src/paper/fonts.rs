//! Which font draws a character, and how wide it is.
//!
//! The three bundled faces are read in place from the program file; nothing is copied or
//! parsed beyond their headers, so making a [`Fonts`] costs microseconds.

use std::path::PathBuf;
use std::sync::Arc;

use super::PaperError;
use super::draw::Style;
use super::fallback::Fallback;
pub use super::fallback::system_folders;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");
const TITLE: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Bold-titles.ttf");

/// Noto Sans SC Regular, so that the window need not carry the ten megabytes twice.
pub fn regular_bytes() -> &'static [u8] {
    REGULAR
}

/// Noto Sans SC Bold.
pub fn bold_bytes() -> &'static [u8] {
    BOLD
}

/// The faces a layout may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    /// The serif of paper titles; holds only the characters of fixed titles.
    Title,
}

/// Where a glyph comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Bundled(Face),
    /// The n-th fall-back font opened so far.
    Fallback(usize),
}

/// A character found in a font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub source: Source,
    pub id: u16,
    /// Advance width in em.
    pub em: f32,
}

/// What is done with one character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    Glyph(Glyph),
    /// No font has it: a box with its code point in small type, this wide in em.
    Boxed(f32),
    /// A character without ink or width (joiners, selectors, controls).
    Nothing,
}

/// Size of the code point in a box, relative to the text around it.
pub const BOXED_SCALE: f32 = 0.36;
/// Space on both sides of the code point within its box, in em of the text around it.
pub const BOXED_PAD: f32 = 0.1;

struct Inner {
    regular: ttf_parser::Face<'static>,
    bold: ttf_parser::Face<'static>,
    title: ttf_parser::Face<'static>,
    fallback: Fallback,
}

/// The fonts of all papers. Cheap to clone and safe to share between threads.
#[derive(Clone)]
pub struct Fonts(Arc<Inner>);

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}

impl Fonts {
    /// The bundled faces only.
    pub fn bundled() -> Result<Self, PaperError> {
        Self::with_fallback(Vec::new())
    }

    /// The bundled faces, then fonts found in these files and folders. Folders are read only
    /// when a character is missing from the bundled faces; see [`system_folders`].
    pub fn with_fallback(places: Vec<PathBuf>) -> Result<Self, PaperError> {
        let open = |bytes| ttf_parser::Face::parse(bytes, 0).map_err(|e| PaperError::Font(e.to_string()));
        Ok(Self(Arc::new(Inner {
            regular: open(REGULAR)?,
            bold: open(BOLD)?,
            title: open(TITLE)?,
            fallback: Fallback::new(places),
        })))
    }

    /// The titles' face in the place of all bundled faces.
    #[cfg(test)]
    pub(super) fn titles_only(places: Vec<PathBuf>) -> Self {
        let title = || ttf_parser::Face::parse(TITLE, 0).unwrap();
        Self(Arc::new(Inner {
            regular: title(),
            bold: title(),
            title: title(),
            fallback: Fallback::new(places),
        }))
    }

    /// Whether every character of the text is in this very face.
    pub fn covers(&self, face: Face, text: &str) -> bool {
        text.chars().all(|c| self.bundled_glyph(face, c).is_some())
    }

    /// Finds a character: the face asked for, the regular face, then the fall-back fonts.
    pub fn shape(&self, face: Face, c: char) -> Shape {
        let c = if c == '\t' { ' ' } else { c };
        if is_invisible(c) {
            return Shape::Nothing;
        }
        let bold = (face == Face::Title).then_some(Face::Bold);
        let found = [Some(face), bold, Some(Face::Regular)]
            .into_iter()
            .flatten()
            .find_map(|face| self.bundled_glyph(face, c))
            .or_else(|| {
                self.0.fallback.find(c).map(|(n, id, em)| Glyph { source: Source::Fallback(n), id, em })
            });
        match found {
            Some(glyph) => Shape::Glyph(glyph),
            None => Shape::Boxed(self.boxed_em(c)),
        }
    }

    /// The width of one character in em.
    pub fn em(&self, face: Face, c: char) -> f32 {
        match self.shape(face, c) {
            Shape::Glyph(g) => g.em,
            Shape::Boxed(em) => em,
            Shape::Nothing => 0.0,
        }
    }

    /// The width of a text in mm, without letter-space.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        text.chars().map(|c| self.em(style.face, c)).sum::<f32>() * style.em()
    }

    /// The characters of the text no font has, each once, in order of appearance.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut out = Vec::new();
        for c in text.chars() {
            if matches!(self.shape(Face::Regular, c), Shape::Boxed(_)) && !out.contains(&c) {
                out.push(c);
            }
        }
        out
    }

    /// The font file behind a source and the face within it, for embedding.
    pub(super) fn program(&self, source: Source) -> Option<(Arc<[u8]>, u32)> {
        match source {
            Source::Bundled(_) => None,
            Source::Fallback(n) => self.0.fallback.program(n),
        }
    }

    /// The bytes of a bundled face.
    pub(super) fn bundled_bytes(&self, face: Face) -> &'static [u8] {
        self.face(face).raw_face().data
    }

    fn face(&self, face: Face) -> &ttf_parser::Face<'static> {
        match face {
            Face::Regular => &self.0.regular,
            Face::Bold => &self.0.bold,
            Face::Title => &self.0.title,
        }
    }

    fn bundled_glyph(&self, face: Face, c: char) -> Option<Glyph> {
        let font = self.face(face);
        let id = font.glyph_index(c)?;
        if id.0 == 0 {
            return None;
        }
        let advance = f32::from(font.glyph_hor_advance(id)?);
        Some(Glyph { source: Source::Bundled(face), id: id.0, em: advance / f32::from(font.units_per_em()) })
    }

    fn boxed_em(&self, c: char) -> f32 {
        let digits: f32 =
            code_point(c).chars().filter_map(|c| self.bundled_glyph(Face::Regular, c)).map(|g| g.em).sum();
        digits * BOXED_SCALE + 2.0 * BOXED_PAD
    }
}

/// How a missing character is named: U+30EDD.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Controls, joiners, direction marks, variation selectors and tags carry no ink of their own.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB
            | 0xE_0000..=0xE_0FFF)
}
