//! The draw list: what stands where on a page, in millimetres from the top left corner.
//!
//! Layout is finished once these lists exist; painting only translates them. Checks of
//! margins, overlaps and the seal area therefore work on the same values that are painted.

use super::fonts::{Face, Fonts};

/// Millimetres per typographic point.
pub const MM_PER_PT: f32 = 25.4 / 72.0;

/// How much of the type size stands above the baseline, for placing and for box checks.
pub const ASCENT: f32 = 0.86;
/// How much of the type size stands below the baseline.
pub const DESCENT: f32 = 0.16;

/// A face and a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub face: Face,
    /// Size in points.
    pub pt: f32,
}

impl Style {
    pub const fn regular(pt: f32) -> Self {
        Self { face: Face::Regular, pt }
    }

    pub const fn bold(pt: f32) -> Self {
        Self { face: Face::Bold, pt }
    }

    pub const fn of(pt: f32, bold: bool) -> Self {
        if bold { Self::bold(pt) } else { Self::regular(pt) }
    }

    /// The type size in mm.
    pub fn em(self) -> f32 {
        self.pt * MM_PER_PT
    }
}

/// One line of text on its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub x: f32,
    pub baseline: f32,
    pub width: f32,
    pub style: Style,
    /// Extra space after every character but the last, in mm.
    pub spacing: f32,
    /// 0 is black, 1 is white.
    pub grey: f32,
    pub text: String,
}

impl Text {
    /// A black line of text with its left end at `x`.
    pub fn new(fonts: &Fonts, x: f32, baseline: f32, style: Style, text: impl Into<String>) -> Self {
        let text = text.into();
        let width = fonts.width(&text, style);
        Self { x, baseline, width, style, spacing: 0.0, grey: 0.0, text }
    }

    /// Spreads the characters by `spacing` mm.
    pub fn spaced(mut self, spacing: f32) -> Self {
        let gaps = self.text.chars().count().saturating_sub(1) as f32;
        self.width += (spacing - self.spacing) * gaps;
        self.spacing = spacing;
        self
    }

    /// Centres the line on `centre`.
    pub fn centred(mut self, centre: f32) -> Self {
        self.x = centre - self.width / 2.0;
        self
    }

    /// Ends the line at `right`.
    pub fn ending(mut self, right: f32) -> Self {
        self.x = right - self.width;
        self
    }

    /// Left, top, right, bottom.
    pub fn bounds(&self) -> [f32; 4] {
        let em = self.style.em();
        [self.x, self.baseline - ASCENT * em, self.x + self.width, self.baseline + DESCENT * em]
    }
}

/// A row of dark modules of a code, counted in modules from the top left of the square.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub column: u16,
    pub row: u16,
    pub length: u16,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Draw {
    Text(Text),
    Line {
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        grey: f32,
        dashed: bool,
    },
    /// A stroked rectangle.
    Frame {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        width: f32,
    },
    /// A filled rectangle: grounds of cells and bars of charts.
    Fill {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        /// 0 is black, 1 is white.
        grey: f32,
    },
    /// A two-dimensional code: filled rectangles within a square, quiet zone included.
    Code {
        x: f32,
        y: f32,
        size: f32,
        /// Side of one module in mm.
        module: f32,
        bars: Vec<Bar>,
    },
    /// Big slanted text behind everything else, centred on a point.
    Mark {
        centre: (f32, f32),
        style: Style,
        width: f32,
        /// Degrees counter-clockwise.
        angle: f32,
        grey: f32,
        text: String,
    },
}

impl Draw {
    /// A black line of 0.25 mm, the weight of table rules.
    pub fn rule(from: (f32, f32), to: (f32, f32)) -> Self {
        Self::Line { from, to, width: 0.25, grey: 0.0, dashed: false }
    }

    pub fn shift(&mut self, dx: f32, dy: f32) {
        match self {
            Self::Text(t) => {
                t.x += dx;
                t.baseline += dy;
            }
            Self::Line { from, to, .. } => {
                from.0 += dx;
                from.1 += dy;
                to.0 += dx;
                to.1 += dy;
            }
            Self::Frame { x, y, .. } | Self::Fill { x, y, .. } | Self::Code { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Mark { centre, .. } => {
                centre.0 += dx;
                centre.1 += dy;
            }
        }
    }

    /// Left, top, right, bottom; a mark counts by its turned extent.
    pub fn bounds(&self) -> [f32; 4] {
        match self {
            Self::Text(t) => t.bounds(),
            Self::Line { from, to, .. } => {
                [from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1)]
            }
            Self::Frame { x, y, w, h, .. } | Self::Fill { x, y, w, h, .. } => [*x, *y, x + w, y + h],
            Self::Code { x, y, size, .. } => [*x, *y, x + size, y + size],
            Self::Mark { centre, style, width, angle, .. } => {
                let (sin, cos) = angle.to_radians().sin_cos();
                let w = f32::midpoint(width * cos.abs(), style.em() * sin.abs());
                let h = f32::midpoint(width * sin.abs(), style.em() * cos.abs());
                [centre.0 - w, centre.1 - h, centre.0 + w, centre.1 + h]
            }
        }
    }
}

/// One page: its size and what is on it, back to front.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub draws: Vec<Draw>,
    /// Seal areas on this page: left, top, width, height.
    pub seals: Vec<[f32; 4]>,
    /// Where the sheet is cut into two halves of like content, from the top.
    pub fold: Option<f32>,
}
