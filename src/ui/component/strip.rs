//! The strip of days a promise counts through.

use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, type_};
use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, border};

/// What a day is to the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StripKind {
    /// The day it is taken in: not counted.
    Start,
    /// A working day that counts.
    Counted,
    /// A day off, passed over.
    Skipped,
    /// The last day.
    Final,
    /// Days left out of the drawing.
    Gap,
}

/// One box of the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripDay {
    /// The date.
    pub title: String,
    /// The day of the week, with its mark.
    pub sub: String,
    /// What it counts as.
    pub note: String,
    /// How it is drawn.
    pub kind: StripKind,
}

/// The days of a promise from left to right, arrows between. Which to draw is the caller's choice (up to three, or
/// first, gap, last).
pub fn promise_strip<'a, Message: 'a>(look: Look, days: &[StripDay]) -> Element<'a, Message> {
    let mut strip = row![].spacing(6).align_y(Center);
    for (index, day) in days.iter().enumerate() {
        if index > 0 {
            strip = strip.push(tinted(Icon::ArrowRight, size::GLYPH, look.roles.text));
        }
        strip = strip.push(one(look, day));
    }
    strip.width(Fill).into()
}

fn one<'a, Message: 'a>(look: Look, day: &StripDay) -> Element<'a, Message> {
    let r = look.roles;
    let quiet = matches!(day.kind, StripKind::Start | StripKind::Skipped);
    let (ground, edge, width) = match day.kind {
        StripKind::Start | StripKind::Skipped => (Some(r.sunken), r.line, look.line()),
        StripKind::Counted => (Some(r.surface), r.line, look.line()),
        StripKind::Final => (Some(r.selected), r.text, look.line().max(2.0)),
        StripKind::Gap => (None, r.line, 0.0),
    };
    let ink = if quiet { r.text2 } else { r.text };
    let line = |words: &str, role, bold: bool| {
        (!words.is_empty()).then(|| {
            text::one_line(text::plain(role, words.to_owned()))
                .font(if bold { text::BOLD } else { text::FONT })
                .color(ink)
        })
    };
    let words = column![]
        .push(line(&day.title, type_::BODY, true))
        .push(line(&day.sub, type_::BODY, false))
        .push(line(&day.note, type_::HINT, false))
        .align_x(Center);
    container(words)
        .center_x(Fill)
        .center_y(64)
        .style(move |_| {
            let style = ground.map_or_else(Default::default, boxes::ink);
            style.border(border::rounded(size::RADIUS_TAG).color(edge).width(width))
        })
        .into()
}
