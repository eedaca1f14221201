//! The rules around the cells of a row, and their grounds.

use super::Column;
use crate::paper::draw::Draw;

/// Weight of table rules in mm.
const RULE: f32 = 0.25;
/// Weight of the frame of boxed lines: told from the rules of the table at a glance.
const BOX: f32 = 0.45;

/// Grounds run under the rules and over the cells joined to each other.
pub fn grounds(columns: &[Column], top: f32, height: f32, out: &mut Vec<Draw>) {
    for column in columns {
        if let Some(grey) = column.ground {
            out.push(Draw::Fill { x: column.x, y: top, w: column.w, h: height, grey });
        }
    }
}

/// A frame with a rule between every two cells; none between cells joined to each other.
pub fn rules(columns: &[Column], top: f32, height: f32, out: &mut Vec<Draw>) {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
        return;
    };
    let (left, right, bottom) = (first.x, last.x + last.w, top + height);
    let whole = columns.iter().all(|c| c.joined.is_none() && !c.goes_on);
    if whole {
        out.push(Draw::Frame { x: left, y: top, w: right - left, h: height, width: RULE });
    } else {
        edge(columns, top, |c| c.joined.is_none(), out);
        edge(columns, bottom, |c| !c.goes_on, out);
        out.push(Draw::rule((left, top), (left, bottom)));
        out.push(Draw::rule((right, top), (right, bottom)));
    }
    for column in columns.iter().skip(1) {
        out.push(Draw::rule((column.x, top), (column.x, bottom)));
    }
}

/// Horizontal rules along one edge, one for each run of cells that have it.
fn edge(columns: &[Column], y: f32, has: impl Fn(&Column) -> bool, out: &mut Vec<Draw>) {
    for run in columns.chunk_by(|a, b| has(a) == has(b)) {
        if let (Some(first), Some(last)) = (run.first(), run.last())
            && has(first)
        {
            out.push(Draw::rule((first.x, y), (last.x + last.w, y)));
        }
    }
}

/// The frame of boxed lines between two heights.
pub fn frame(column: &Column, from: f32, to: f32) -> Draw {
    Draw::Frame {
        x: column.x + column.pad,
        y: from,
        w: column.w - 2.0 * column.pad,
        h: to - from,
        width: BOX,
    }
}
