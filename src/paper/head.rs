//! The head of a sheet: organisation, title, numbers, part name.

use super::draw::{Draw, Style, Text};
use super::flow::{Align, Band, Item, LINE};
use super::fonts::{Face, Fonts};
use super::value::{Letterhead, Marks, Numbered};
use super::wrap::wrap;

/// Room kept in the number line for 「第 10 页 共 12 页」, in em.
const PAGE_MARK: f32 = 10.0;

/// What a head is made from.
pub struct HeadSpec<'a> {
    pub head: &'a Letterhead,
    pub title: &'a str,
    pub number: &'a Numbered,
    pub part: Option<&'a str>,
    pub marks: Marks,
    /// Size of all but the title, in points.
    pub body: f32,
    pub title_pt: f32,
}

/// A head laid out with its top at 0.
pub struct Head {
    pub draws: Vec<Draw>,
    pub height: f32,
    /// Texts too long for a head; they open the content of the first page instead.
    pub overflow: Vec<Item>,
    /// Centre and baseline for the page mark.
    pub page_mark: (f32, f32),
}

struct Maker<'a> {
    fonts: &'a Fonts,
    x: f32,
    w: f32,
    style: Style,
    out: Head,
}

/// Lays out a head between `x` and `x + w`.
pub fn head(fonts: &Fonts, spec: &HeadSpec<'_>, x: f32, w: f32) -> Head {
    let style = Style::regular(spec.body);
    let mut maker = Maker {
        fonts,
        x,
        w,
        style,
        out: Head { draws: Vec::new(), height: 0.0, overflow: Vec::new(), page_mark: (x + w / 2.0, 0.0) },
    };
    let box_bottom = maker.part(spec.part);
    // The same room on both sides keeps the title in the middle.
    let room = w - 2.0 * box_bottom.map_or(0.0, |(width, _)| width + 3.0);
    let org = spec.head.title_line();
    if !org.is_empty() {
        maker.lines(&org, style, room, 2, LINE);
    }
    maker.title(spec.title, spec.title_pt, room);
    if let Some((_, bottom)) = box_bottom {
        maker.out.height = maker.out.height.max(bottom);
    }
    maker.out.height += 0.3 * style.em();
    maker.numbers(spec.number, spec.marks);
    maker.out
}

impl Maker<'_> {
    fn overflow(&mut self, text: &str) {
        let band = Band::text(self.fonts, text, self.style, self.x, self.w, Align::Left);
        self.out.overflow.push(Item::Band(band));
    }

    /// The boxed part name at the top right: its width and bottom.
    fn part(&mut self, part: Option<&str>) -> Option<(f32, f32)> {
        let part = part.filter(|p| !p.trim().is_empty())?;
        let style = Style::bold(self.style.pt);
        let em = style.em();
        let width = self.fonts.width(part, style) + 1.7 * em;
        if width > self.w / 4.0 || part.contains('\n') {
            self.overflow(part);
            return None;
        }
        let (top, height) = (0.27 * em, 1.78 * em);
        let x = self.x + self.w - width;
        self.out.draws.push(Draw::Frame { x, y: top, w: width, h: height, width: 0.25 });
        let baseline = top + height / 2.0 + 0.37 * em;
        let text = Text::new(self.fonts, x, baseline, style, part).centred(x + width / 2.0);
        self.out.draws.push(Draw::Text(text));
        Some((width, top + height + 0.2 * em))
    }

    /// Centred lines; texts of more than `most` lines go to the content.
    fn lines(&mut self, text: &str, style: Style, room: f32, most: usize, line: f32) {
        let lines = wrap(self.fonts, text, style, room);
        if lines.len() > most {
            self.overflow(text);
            return;
        }
        for line_text in lines {
            self.centred(&line_text, style, 0.0, line);
        }
    }

    fn centred(&mut self, text: &str, style: Style, spacing: f32, line: f32) {
        let pitch = style.em() * line;
        let baseline = self.out.height + pitch / 2.0 + 0.37 * style.em();
        let text =
            Text::new(self.fonts, 0.0, baseline, style, text).spaced(spacing).centred(self.x + self.w / 2.0);
        self.out.draws.push(Draw::Text(text));
        self.out.height += pitch;
    }

    fn title(&mut self, title: &str, pt: f32, room: f32) {
        if title.trim().is_empty() {
            return;
        }
        let face = title_face(self.fonts, title);
        let style = Style { face, pt };
        let width = self.fonts.width(title, style);
        let gaps = title.chars().count().saturating_sub(1) as f32;
        let spacing = [5.0, 3.0, 1.5, 0.0].into_iter().find(|s| width + s * gaps <= room);
        match spacing {
            Some(spacing) if !title.contains('\n') => self.centred(title, style, spacing, 1.24),
            _ => {
                let small = Style { face, pt: pt * 0.8 };
                self.lines(title, small, room, 3, 1.24);
            }
        }
    }

    fn numbers(&mut self, number: &Numbered, marks: Marks) {
        let (style, em) = (self.style, self.style.em());
        let short = number.short_text();
        let full = number.full_text();
        let mark = marks.reprint_text();
        let short_w = self.fonts.width(&short, style);
        let again_w = mark.as_ref().map_or(0.0, |t| self.fonts.width(t, style) + 2.0 * em);
        let full_w = self.fonts.width(full, style);
        let pitch = LINE * em;
        let one_line = short_w + again_w + full_w + (PAGE_MARK + 2.0) * em <= self.w
            && !format!("{short}{full}").contains('\n');
        let baseline = |top: f32| top + pitch / 2.0 + 0.37 * em;
        let top = self.out.height;
        if one_line {
            let at = baseline(top);
            let text = Text::new(self.fonts, self.x, at, style, short);
            self.out.draws.push(Draw::Text(text));
            if let Some(mark) = mark {
                self.out.draws.extend(again(self.fonts, &mark, style, self.x + short_w + em, at));
            }
            let text = Text::new(self.fonts, 0.0, at, style, full).ending(self.x + self.w);
            self.out.draws.push(Draw::Text(text));
            let left = self.x + short_w + again_w;
            let right = self.x + self.w - full_w;
            let half = PAGE_MARK * em / 2.0;
            let centre = (self.x + self.w / 2.0).clamp(left + half, right - half);
            self.out.page_mark = (centre, at);
            self.out.height += pitch;
        } else {
            for text in [short.as_str(), full] {
                let lines = wrap(self.fonts, text, style, self.w);
                if lines.len() > 2 {
                    self.overflow(text);
                    continue;
                }
                for line in lines {
                    let at = baseline(self.out.height);
                    let text = Text::new(self.fonts, self.x, at, style, line);
                    self.out.draws.push(Draw::Text(text));
                    self.out.height += pitch;
                }
            }
            let at = baseline(self.out.height);
            if let Some(mark) = mark {
                self.out.draws.extend(again(self.fonts, &mark, style, self.x + 0.3 * em, at));
            }
            let half = PAGE_MARK * em / 2.0;
            self.out.page_mark = (self.x + self.w - half, at);
            self.out.height += pitch;
        }
        self.out.height += 0.3 * em;
    }
}

/// The boxed reprint mark.
pub fn again(fonts: &Fonts, text: &str, style: Style, x: f32, baseline: f32) -> [Draw; 2] {
    let em = style.em();
    let text = Text::new(fonts, x + 0.3 * em, baseline, style, text);
    let frame =
        Draw::Frame { x, y: baseline - 0.96 * em, w: text.width + 0.6 * em, h: 1.2 * em, width: 0.25 };
    [frame, Draw::Text(text)]
}

/// The serif if it has every character of the title, else bold sans.
pub fn title_face(fonts: &Fonts, title: &str) -> Face {
    if fonts.covers(Face::Title, title) { Face::Title } else { Face::Bold }
}

/// 「第 1 页，共 2 页」.
pub fn page_mark(n: usize, of: usize) -> String {
    format!("第 {n} 页，共 {of} 页")
}

impl Letterhead {
    /// Organisation and desk in one line.
    pub fn title_line(&self) -> String {
        [self.org.trim(), self.desk.trim()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("　")
    }
}

/// 样张 over a sheet: big and light, behind everything, so that the text stays legible.
pub fn specimen(fonts: &Fonts, centre: (f32, f32), pt: f32) -> Draw {
    let style = Style::bold(pt);
    let text = "样张".to_owned();
    Draw::Mark { centre, style, width: fonts.width(&text, style), angle: 25.0, grey: 0.84, text }
}
