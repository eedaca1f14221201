//! The week of one room for its door: half-days by seven days.

use std::sync::Arc;

use super::{Foot, Frame, Masthead, masthead, pages};
use crate::paper::PaperError;
use crate::paper::draw::{Page, Style};
use crate::paper::flow::{Align, BOX_INSET, Band, Column, Item, LINE, Line};
use crate::paper::fonts::Fonts;
use crate::paper::table::GROUND;
use crate::paper::value::{WeekCell, WeekDay, WeekEntry, WeekRow, WeekSheet};
use crate::paper::wrap::wrap;

/// Width of the column of half-days in mm.
const NAMES: f32 = 18.0;
/// Space at the sides of a cell in mm.
const PAD: f32 = 2.0;
/// The same, and within a frame, in large type: a time of day must stay in one line.
const LARGE_PAD: f32 = 0.8;
const LARGE_INSET: f32 = 1.1;
/// Space over and under the entries of a cell in mm.
const ABOVE: f32 = 1.8;
/// Line height in em, and where room is short.
const PITCH: f32 = 1.38;
const TIGHT_PITCH: f32 = 1.25;
/// A row is never lower than this, so that something can be added by hand.
const LOWEST: f32 = 22.0;
/// Space between entries, and within their frame, in lines.
const BETWEEN: f32 = 0.4;
const INSIDE: f32 = 0.25;

pub fn lay_out(fonts: &Fonts, paper: &WeekSheet) -> Result<Vec<Page>, PaperError> {
    let frame = Frame::LANDSCAPE;
    let large = paper.marks.large;
    let head = Masthead {
        title: &paper.title,
        lines: &paper.lines,
        corner: &paper.corner,
        marks: paper.marks,
        title_pt: 26.0,
        pt: if large { 15.0 } else { 13.0 },
    };
    let mut top = masthead(fonts, &head, &frame);
    let mut items = std::mem::take(&mut top.overflow);
    let foot_pt = if large { 15.0 } else { 10.5 };
    let mut late = Vec::new();
    let foot = Foot::new(fonts, (&paper.foot, &paper.contacts), foot_pt, &frame, &mut late);
    items.extend(late);
    let before: f32 = items.iter().map(Item::height).sum();
    let room =
        frame.height - frame.top - frame.bottom - top.height - foot.height - super::foot_gap(&foot) - before;
    for band in grid(fonts, paper, room, &frame) {
        items.push(Item::Room(band.height()));
        items.push(Item::Band(band));
    }
    // Whoever stands before the door wants to know on every sheet which room and week it is.
    Ok(pages(fonts, &frame, paper.marks, items, &|_| &top, &foot))
}

/// How entries are set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    pt: f32,
    /// Lines are closer, and the note stands beside the time where both fit in a line.
    tight: bool,
    /// Titles and notes are cut to so many lines, and say so with an ellipsis.
    most: usize,
}

impl Setting {
    const fn whole(pt: f32) -> Self {
        Self { pt, tight: false, most: usize::MAX }
    }

    const fn tight(pt: f32) -> Self {
        Self { pt, tight: true, most: usize::MAX }
    }

    const fn cut(pt: f32) -> Self {
        Self { pt, tight: true, most: 2 }
    }
}

/// The best first. A sheet for the door is one page: before a second one, type gets smaller and lines closer, and then long
/// titles are cut. Times never are.
const SETTINGS: [Setting; 8] = [
    Setting::whole(12.0),
    Setting::whole(11.0),
    Setting::whole(10.0),
    Setting::tight(10.0),
    Setting::tight(9.0),
    Setting::tight(8.5),
    Setting::cut(9.0),
    Setting::cut(8.5),
];
/// Whoever reads large type gets it, on as many pages as it takes.
const LARGE: [Setting; 1] = [Setting::whole(15.0)];

/// Head and rows in the best setting that fits one page, and as high as the page. What fits none is set whole, on as few
/// pages as will do.
fn grid(fonts: &Fonts, paper: &WeekSheet, room: f32, frame: &Frame) -> Vec<Band> {
    let settings: &[Setting] = if paper.marks.large { &LARGE } else { &SETTINGS };
    let mut best: Option<(usize, Vec<Band>)> = None;
    for set in settings {
        let mut bands = bands(fonts, paper, *set, frame);
        let head = bands.first().map_or(0.0, Band::height);
        let rows = bands.get_mut(1..).unwrap_or_default();
        let pages = sheets(rows, room - head);
        if pages == 1 {
            stretch(rows, room - head);
            return bands;
        }
        let whole = set.most == usize::MAX;
        if whole && best.as_ref().is_none_or(|(fewest, _)| pages < *fewest) {
            best = Some((pages, bands));
        }
    }
    best.map(|(_, bands)| bands).unwrap_or_default()
}

/// The days, and under them a row a half-day.
fn bands(fonts: &Fonts, paper: &WeekSheet, set: Setting, frame: &Frame) -> Vec<Band> {
    let head = Arc::new(day_row(fonts, &paper.days, set.pt, frame));
    let mut bands = vec![Band::clone(&head)];
    for row in &paper.rows {
        let band = half_day(fonts, row, set, &head, frame);
        if let Some(above) = bands.last_mut() {
            for (over, under) in above.columns.iter_mut().zip(&band.columns) {
                over.goes_on = under.joined.is_some();
            }
        }
        bands.push(band);
    }
    bands
}

/// How many sheets the rows take, none of them divided unless higher than a sheet.
fn sheets(rows: &[Band], room: f32) -> usize {
    let room = room.max(LOWEST);
    let (mut sheets, mut used) = (1, 0.0);
    for height in rows.iter().map(Band::height) {
        if used > 0.0 && used + height > room {
            sheets += 1;
            used = 0.0;
        }
        used += height;
        while used > room {
            sheets += 1;
            used -= room;
        }
    }
    sheets
}

/// Gives the rows the height of the page, all alike but those that need more.
fn stretch(rows: &mut [Band], room: f32) {
    let heights: Vec<f32> = rows.iter().map(Band::height).collect();
    let mut tall: Vec<f32> = Vec::new();
    let share = loop {
        let left = heights.len() - tall.len();
        if left == 0 {
            return;
        }
        let share = (room - tall.iter().sum::<f32>()) / left as f32;
        let above: Vec<f32> = heights.iter().copied().filter(|h| *h > share).collect();
        if above.len() == tall.len() {
            break share;
        }
        tall = above;
    };
    for row in rows {
        row.min = row.min.max(share);
    }
}

fn spans(frame: &Frame) -> [(f32, f32); 7] {
    let w = (frame.w() - NAMES) / 7.0;
    std::array::from_fn(|n| (frame.left + NAMES + n as f32 * w, w))
}

fn lines(fonts: &Fonts, text: &str, style: Style, width: f32, boxed: bool) -> impl Iterator<Item = Line> {
    let mut parts = wrap(fonts, text, style, width);
    parts.retain(|part| !part.is_empty());
    parts.into_iter().map(move |text| Line { text, style, high: 1.0, boxed })
}

fn day_row(fonts: &Fonts, days: &[WeekDay; 7], pt: f32, frame: &Frame) -> Band {
    let mut columns = vec![Column::of(Vec::new(), (frame.left, NAMES, PAD), Align::Centre)];
    for (day, (x, w)) in days.iter().zip(spans(frame)) {
        let room = w - 2.0;
        let mut all: Vec<Line> =
            lines(fonts, &day.date, Style::bold(pt.max(12.0) + 1.0), room, false).collect();
        all.extend(lines(fonts, &day.note, Style::regular(pt.max(12.0) - 1.5), room, false));
        columns.push(Column::of(all, (x, w, 1.0), Align::Centre));
    }
    let em = Style::regular(pt.max(12.0)).em();
    Band { columns, pitch: em * LINE, pad: 1.6, min: 0.0, ruled: true, head: None }
}

fn half_day(fonts: &Fonts, row: &WeekRow, set: Setting, head: &Arc<Band>, frame: &Frame) -> Band {
    let style = Style::bold(set.pt + 2.0);
    let mut columns = vec![Column::label(fonts, &row.name, style, (frame.left, NAMES, PAD))];
    for (cell, (x, w)) in row.cells.iter().zip(spans(frame)) {
        columns.push(column(fonts, cell, set, (x, w)));
    }
    let pitch = Style::regular(set.pt).em() * if set.tight { TIGHT_PITCH } else { PITCH };
    Band { columns, pitch, pad: ABOVE, min: LOWEST, ruled: true, head: Some(Arc::clone(head)) }
}

fn column(fonts: &Fonts, cell: &WeekCell, set: Setting, (x, w): (f32, f32)) -> Column {
    let (pad, inset) = if set.pt >= 15.0 { (LARGE_PAD, LARGE_INSET) } else { (PAD, BOX_INSET) };
    let mut all: Vec<Line> = Vec::new();
    for entry in &cell.entries {
        if !all.is_empty() {
            all.push(Line::gap(BETWEEN));
        }
        all.extend(entry_lines(fonts, entry, set, w - 2.0 * pad, inset));
    }
    let mut column = Column::of(all, (x, w, pad), Align::Left);
    column.inset = inset;
    column.top = true;
    column.ground = cell.shaded.then_some(GROUND);
    if cell.joined {
        column.joined = Some(std::mem::take(&mut column.lines));
    }
    column
}

fn entry_lines(fonts: &Fonts, entry: &WeekEntry, set: Setting, width: f32, inset: f32) -> Vec<Line> {
    let (boxed, pt) = (entry.boxed, set.pt);
    let width = if boxed { width - 2.0 * inset } else { width };
    let plain = Style::regular(pt);
    let beside = format!("{}　{}", entry.time, entry.note);
    let is_beside = set.tight
        && ![&entry.time, &entry.note].iter().any(|text| text.trim().is_empty() || text.contains('\n'))
        && fonts.width(&beside, plain) <= width;
    let (time, note) = if is_beside { (beside.as_str(), "") } else { (entry.time.as_str(), &*entry.note) };
    let mut all: Vec<Line> = lines(fonts, time, plain, width, boxed).collect();
    for (text, style) in [(entry.title.as_str(), Style::bold(pt + 0.5)), (note, Style::regular(pt - 0.5))] {
        all.extend(shortened(fonts, lines(fonts, text, style, width, boxed).collect(), set.most, width));
    }
    if boxed {
        let space = || Line { high: INSIDE, boxed, ..Line::gap(INSIDE) };
        all.insert(0, space());
        all.push(space());
    }
    all
}

/// The first lines of a text, the last of them with an ellipsis when there were more.
fn shortened(fonts: &Fonts, mut all: Vec<Line>, most: usize, width: f32) -> Vec<Line> {
    if all.len() <= most {
        return all;
    }
    all.truncate(most);
    if let Some(last) = all.last_mut() {
        while fonts.width(&last.text, last.style) + fonts.width("…", last.style) > width
            && last.text.pop().is_some()
        {}
        last.text.push('…');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::draw::Draw;
    use crate::paper::sample::rooms::{week, week_full};

    fn texts(paper: &WeekSheet) -> (usize, Vec<String>) {
        let pages = lay_out(&Fonts::bundled().unwrap(), paper).unwrap();
        let text = |draw: &Draw| if let Draw::Text(text) = draw { Some(text.text.clone()) } else { None };
        (pages.len(), pages.iter().flat_map(|page| page.draws.iter().filter_map(text)).collect())
    }

    #[test]
    fn a_week_of_long_titles_is_one_page_and_nothing_is_cut_while_it_fits() {
        let (pages, all) = texts(&week_full());
        assert_eq!(pages, 1);
        assert!(all.iter().all(|text| !text.contains('…')), "{all:?}");
        let (_, all) = texts(&week());
        assert!(all.iter().any(|text| text == "第 9/15 次"), "there is room for a line of its own: {all:?}");
    }

    #[test]
    fn titles_that_cannot_fit_are_cut_to_two_lines_with_an_ellipsis_and_keep_their_times() {
        let mut paper = week_full();
        for entry in paper.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.entries) {
            entry.title = "凤鸣社区老年大学秋季学期合唱提高班".repeat(4);
        }
        let (pages, all) = texts(&paper);
        assert_eq!(pages, 1);
        assert!(all.iter().any(|text| text.ends_with('…')), "{all:?}");
        let entries = paper.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries);
        for time in entries.map(|entry| &entry.time) {
            assert!(all.iter().any(|text| text.contains(time.as_str())), "{time}");
        }
    }
}
