//! Turns draw lists into a PDF.
//!
//! Fonts are cut down to the glyphs used before they reach the PDF writer, so that neither
//! the ten-megabyte faces nor copies of them are ever parsed by it. Document id and dates come
//! from the inputs: the same pages and date give the same bytes.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, TextItem,
    TextMatrix, WindingOrder,
};

use super::PaperError;
use super::draw::{Bar, Draw, MM_PER_PT, Page, Style, Text};
use super::embed::{Used, describe, embed, font_id, join_glyphs, name_fonts, trim_pages};
use super::fonts::{BOXED_PAD, BOXED_SCALE, Fonts, Glyph, Shape, Source, code_point};

struct Painter<'a> {
    fonts: &'a Fonts,
    used: BTreeMap<Source, Used>,
    ops: Vec<Op>,
    height: f32,
    /// Fill grey set last on this page.
    grey: Option<f32>,
    /// Line grey, width and dashes set last on this page.
    pen: Option<(f32, f32, bool)>,
}

/// Paints pages. `title` goes into the document information; `dated` is local time at the desk.
pub fn paint(
    fonts: &Fonts,
    pages: &[Page],
    title: &str,
    dated: NaiveDateTime,
) -> Result<Vec<u8>, PaperError> {
    let mut painter =
        Painter { fonts, used: BTreeMap::new(), ops: Vec::new(), height: 0.0, grey: None, pen: None };
    let mut doc = PdfDocument::new("");
    for page in pages {
        painter.page(page);
        let ops = std::mem::take(&mut painter.ops);
        doc.pages.push(PdfPage::new(Mm(page.width), Mm(page.height), ops));
    }
    for (source, used) in &painter.used {
        let font = embed(fonts, *source, used)?;
        doc.resources.fonts.map.insert(font_id(*source), printpdf::PdfFont::new(font));
    }
    let options = PdfSaveOptions {
        // Already cut down; a second pass would only cost time.
        subset_fonts: false,
        ..PdfSaveOptions::default()
    };
    let mut warnings = Vec::new();
    let mut file = doc.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PaperError::Pdf(format!("{warning:?}")));
    }
    describe(&mut file, title, dated)?;
    name_fonts(&mut file, &painter.used);
    trim_pages(&mut file);
    join_glyphs(&mut file);
    file.compress();
    let mut bytes = Vec::new();
    // Object streams (PDF 1.5) halve what is not font or content.
    "1.5".clone_into(&mut file.version);
    file.save_modern(&mut bytes).map_err(|e| PaperError::Pdf(e.to_string()))?;
    Ok(bytes)
}

impl Painter<'_> {
    /// Both halves of a folded page are painted in the same coordinates: what they share is
    /// then spelled the same and packs to almost nothing.
    fn page(&mut self, page: &Page) {
        let fold = page.fold.unwrap_or(page.height);
        let lower = |draw: &&Draw| draw.bounds()[1] >= fold;
        (self.height, self.grey, self.pen) = (page.height, None, None);
        for draw in page.draws.iter().filter(|d| !lower(d)) {
            self.draw(draw);
        }
        if page.fold.is_none() {
            return;
        }
        (self.height, self.grey, self.pen) = (page.height + fold, None, None);
        let down = Pt(-pt(fold).0);
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: CurTransMat::Translate(Pt(0.0), down) },
        ]);
        for draw in page.draws.iter().filter(lower) {
            self.draw(draw);
        }
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn draw(&mut self, draw: &Draw) {
        match draw {
            Draw::Text(text) => self.text(text),
            Draw::Line { from, to, width, grey, dashed } => self.line(*from, *to, *width, *grey, *dashed),
            Draw::Frame { x, y, w, h, width } => {
                self.pen(0.0, *width, false);
                self.rectangle([*x, *y, *w, *h], PaintMode::Stroke);
            }
            Draw::Fill { x, y, w, h, grey } => {
                self.fill(*grey);
                self.rectangle([*x, *y, *w, *h], PaintMode::Fill);
            }
            Draw::Code { x, y, module, bars, .. } => self.code((*x, *y), *module, bars),
            Draw::Mark { centre, style, width, angle, grey, text } => {
                let (sin, cos) = angle.to_radians().sin_cos();
                // From the centre back by half the width and half the height of the letters.
                let (dx, dy) = (width / 2.0, style.em() * 0.38);
                let x = centre.0 - dx * cos + dy * sin;
                let y = centre.1 + dx * sin + dy * cos;
                self.fill(*grey);
                self.spelled(text);
                self.run(text, *style, 0.0, [cos, sin, x, y]);
                self.ops.push(Op::EndMarkedContent);
            }
        }
    }

    fn at(&self, x: f32, y: f32) -> Point {
        Point { x: pt(x), y: pt(self.height - y) }
    }

    fn fill(&mut self, grey: f32) {
        if self.grey != Some(grey) {
            self.grey = Some(grey);
            self.ops.push(Op::SetFillColor { col: shade(grey) });
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, grey: f32, dashed: bool) {
        self.pen(grey, width, dashed);
        let points = [from, to].map(|(x, y)| LinePoint { p: self.at(x, y), bezier: false }).to_vec();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn pen(&mut self, grey: f32, width: f32, dashed: bool) {
        if self.pen == Some((grey, width, dashed)) {
            return;
        }
        self.pen = Some((grey, width, dashed));
        let dash = if dashed { LineDashPattern::new(0.0, &[2.0, 2.0]) } else { LineDashPattern::solid() };
        self.ops.extend([
            Op::SetOutlineColor { col: shade(grey) },
            Op::SetOutlineThickness { pt: pt(width) },
            Op::SetLineDashPattern { dash },
        ]);
    }

    fn rectangle(&mut self, [x, y, w, h]: [f32; 4], mode: PaintMode) {
        let corner = self.at(x, y + h);
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: corner.x,
                y: corner.y,
                width: pt(w),
                height: pt(h),
                mode: Some(mode),
                winding_order: None,
            },
        });
    }

    /// A code in a coordinate system of its own, one unit to a module: whole numbers are
    /// exact, so no hair lines appear between modules, and short.
    fn code(&mut self, (x, y): (f32, f32), module: f32, bars: &[Bar]) {
        let rings = bars
            .iter()
            .map(|bar| {
                let (left, top) = (f32::from(bar.column), -f32::from(bar.row));
                let (right, low) = (left + f32::from(bar.length), top - 1.0);
                PolygonRing {
                    points: [(left, top), (right, top), (right, low), (left, low)]
                        .map(|(x, y)| LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false })
                        .to_vec(),
                }
            })
            .collect();
        let corner = self.at(x, y);
        let scale = module / MM_PER_PT;
        self.fill(0.0);
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([scale, 0.0, 0.0, scale, corner.x.0, corner.y.0]),
            },
            Op::DrawPolygon {
                polygon: Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero },
            },
            Op::RestoreGraphicsState,
        ]);
    }

    fn text(&mut self, text: &Text) {
        self.fill(text.grey);
        let spread = text.spacing > 0.0;
        if spread {
            self.spelled(&text.text);
        }
        self.run(&text.text, text.style, text.spacing, [1.0, 0.0, text.x, text.baseline]);
        if spread {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Opens marked content with its actual text: letter-space and slant would read as blanks
    /// and line breaks between the characters when text is taken out of the file.
    fn spelled(&mut self, text: &str) {
        let mut data = vec![0xFE, 0xFF];
        data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        let text = DictItem::String { data, literal: false };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_owned(),
            properties: DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), text)]) },
        });
    }

    /// Shows a run of text from a point in the direction given by cosine and sine.
    fn run(&mut self, text: &str, style: Style, spacing: f32, [cos, sin, x, y]: [f32; 4]) {
        let em = style.em();
        let mut along = 0.0;
        let mut glyphs: Vec<Codepoint> = Vec::new();
        let mut source = None;
        let mut start = 0.0;
        for c in text.chars() {
            match self.fonts.shape(style.face, c) {
                Shape::Nothing => {}
                Shape::Glyph(g) => {
                    if source != Some(g.source) {
                        self.show(source, style.pt, &mut glyphs, [cos, sin, x, y], start);
                        source = Some(g.source);
                        start = along;
                    }
                    glyphs.push(self.take(g, c, spacing / em));
                    along += g.em * em + spacing;
                }
                Shape::Boxed(w) => {
                    self.show(source, style.pt, &mut glyphs, [cos, sin, x, y], start);
                    source = None;
                    let left = x + along * cos;
                    self.boxed(c, style, w * em, left, y - along * sin);
                    along += w * em + spacing;
                }
            }
        }
        self.show(source, style.pt, &mut glyphs, [cos, sin, x, y], start);
    }

    fn boxed(&mut self, c: char, style: Style, width: f32, x: f32, baseline: f32) {
        let em = style.em();
        let gap = 0.04 * em;
        self.pen(0.0, 0.18, false);
        self.rectangle([x + gap, baseline - 0.76 * em, width - 2.0 * gap, 0.84 * em], PaintMode::Stroke);
        let small = Style::regular(style.pt * BOXED_SCALE);
        let rise = baseline - 0.34 * em + 0.36 * small.em();
        self.run(&code_point(c), small, 0.0, [1.0, 0.0, x + BOXED_PAD * em, rise]);
    }

    /// Registers a glyph and gives its item; `spacing` in em follows it.
    fn take(&mut self, glyph: Glyph, c: char, spacing: f32) -> Codepoint {
        let used = self.used.entry(glyph.source).or_default();
        let gid = used.map.remap(glyph.id);
        used.widths.insert(gid, glyph.em);
        // Two characters may share a glyph (a radical and its ideograph): the plain
        // ideograph wins, for that is what a reader would search for.
        let plain = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let kept = used.chars.entry(gid).or_insert(c);
        if (!plain(*kept), *kept) > (!plain(c), c) {
            *kept = c;
        }
        Codepoint { gid, offset: (-1000.0 * spacing).round(), cid: Some(kept.to_string()) }
    }

    fn show(
        &mut self,
        source: Option<Source>,
        pt: f32,
        glyphs: &mut Vec<Codepoint>,
        [cos, sin, x, y]: [f32; 4],
        along: f32,
    ) {
        let (Some(source), false) = (source, glyphs.is_empty()) else {
            return;
        };
        let at = self.at(x + along * cos, y - along * sin);
        let place = if sin == 0.0 {
            Op::SetTextCursor { pos: at }
        } else {
            Op::SetTextMatrix { matrix: TextMatrix::Raw([cos, sin, -sin, cos, at.x.0, at.y.0]) }
        };
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(font_id(source)), size: Pt(pt) },
            place,
            Op::ShowText { items: vec![TextItem::GlyphIds(std::mem::take(glyphs))] },
            Op::EndTextSection,
        ]);
    }
}

/// Millimetres as points, to a hundredth of a point: finer than any printer, and short.
fn pt(mm: f32) -> Pt {
    Pt((mm / MM_PER_PT * 100.0).round() / 100.0)
}

fn shade(grey: f32) -> Color {
    Color::Greyscale(Greyscale::new(grey, None))
}
