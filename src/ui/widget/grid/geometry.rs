//! Where a time and a lane lie in px, and the other way round. All from the upper left corner of the grid.

use super::columns::{Column, Ground};
use iced::{Point, Rectangle, Size};
use std::ops::Range;

/// Width of the column of hours, px.
pub const AXIS: f32 = 48.0;
/// Height of the heads with the line beneath, px.
pub const HEAD: f32 = 46.0;
/// Thickness of the edge of the card the grid stands on, px.
pub const EDGE: f32 = 1.0;
/// Height of a label of the time column, and of the digits in it, px.
pub const LABEL: f32 = 18.0;
const DIGITS: f32 = 10.0;
/// Space between a block and the sides of its lane, px.
const GAP: f32 = 3.0;
/// Height of an hour at most and at least, px. Below the least the hours scroll.
const HOUR: (f32, f32) = (24.0, 56.0);

/// How wide a lane is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LaneWidth {
    /// An equal share of what the fixed ones leave.
    Share,
    /// So many px, as long as the others keep as much.
    Fixed(f32),
}

/// By how much the heads may be lower, when an hour can be higher for it, px.
const GIVE: f32 = 4.0;
/// Width of the bar where the hours do not all fit, with the space before it, px.
const BAR: f32 = 9.0;

/// Height of an hour in a grid of a height, px: a multiple of 4, so that a quarter is whole, between 24 and 56
/// (`tokens.md` §5: at 1366×698 the 14 hours of a week get 36 each). A few px are taken from the heads for it.
pub fn hour_height(height: f32, hours: &Range<u16>) -> f32 {
    let count = f32::from(hours.end.saturating_sub(hours.start)) / 60.0;
    let fits = (height - HEAD - 2.0 * EDGE + GIVE) / count.max(1.0);
    ((fits / 4.0).floor() * 4.0).clamp(HOUR.0, HOUR.1)
}

/// The measures of one layout.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Geometry {
    /// Size of the grid.
    pub size: Size,
    /// Height of an hour.
    pub hour: f32,
    /// Height of the heads with the line beneath.
    pub head: f32,
    /// Left edges of the lanes, and the right edge of the last.
    pub lanes: Vec<f32>,
    /// First and last minute.
    pub hours: Range<u16>,
    /// How far the hours are scrolled.
    pub scroll: f32,
}

impl Geometry {
    /// The measures of a grid of a size.
    pub fn new(size: Size, hours: Range<u16>, widths: &[LaneWidth], scroll: f32) -> Self {
        let left = EDGE + AXIS;
        let hour = hour_height(size.height, &hours);
        let tall = f32::from(hours.end.saturating_sub(hours.start)) / 60.0 * hour;
        let over = HEAD + 2.0 * EDGE + tall - size.height;
        let head = if (0.0..=GIVE).contains(&over) { HEAD - over } else { HEAD };
        let bar = if over > GIVE { BAR } else { 0.0 };
        let room = (size.width - left - EDGE - bar).max(0.0);
        let even = room / widths.len().max(1) as f32;
        let fixed = |width: &LaneWidth| match width {
            LaneWidth::Fixed(px) => Some(px.min(even)),
            LaneWidth::Share => None,
        };
        let taken: f32 = widths.iter().filter_map(fixed).sum();
        let sharing = widths.iter().filter(|width| fixed(width).is_none()).count();
        let share = (room - taken).max(0.0) / sharing.max(1) as f32;
        let mut at = left;
        let mut lanes = vec![left];
        for width in widths {
            at += fixed(width).unwrap_or(share);
            lanes.push(at.round());
        }
        let mut geometry = Self { size, hour, head, lanes, hours, scroll: 0.0 };
        geometry.scroll = scroll.clamp(0.0, geometry.most_scroll());
        geometry
    }

    /// The part in which the hours are seen, time column included.
    pub fn body(&self) -> Rectangle {
        let top = EDGE + self.head;
        Rectangle {
            x: EDGE,
            y: top,
            width: (self.size.width - 2.0 * EDGE).max(0.0),
            height: (self.size.height - top - EDGE).max(0.0),
        }
    }

    /// Height of all hours together.
    pub fn tall(&self) -> f32 {
        f32::from(self.hours.end.saturating_sub(self.hours.start)) / 60.0 * self.hour
    }

    /// How far the hours can be scrolled.
    pub fn most_scroll(&self) -> f32 {
        (self.tall() - self.body().height).max(0.0)
    }

    /// How far to scroll, at least, to see a stretch of time; its start, when not all of it fits.
    pub fn showing(&self, from: u16, to: u16) -> f32 {
        let (top, bottom) = (self.y(from), self.y(to));
        let body = self.body();
        let down = (bottom - (body.y + body.height)).max(0.0);
        let scroll = self.scroll + down;
        let up = (body.y - (top - down)).max(0.0);
        (scroll - up).clamp(0.0, self.most_scroll())
    }

    /// Where a time lies.
    pub fn y(&self, minutes: u16) -> f32 {
        let past = f32::from(minutes) - f32::from(self.hours.start);
        EDGE + self.head - self.scroll + past / 60.0 * self.hour
    }

    /// Whether the label of now, on its line, lies on the words of the label of an hour, which stands under its own.
    pub fn covers(&self, now: u16, hour: u16) -> bool {
        let words = self.y(hour).round() + 1.0 + LABEL / 2.0;
        (self.y(now).round() - words).abs() < LABEL / 2.0 + DIGITS / 2.0 + 1.0
    }

    /// The time at a height, minutes, not rounded and not bounded.
    pub fn time(&self, y: f32) -> f32 {
        (y + self.scroll - EDGE - self.head) / self.hour * 60.0 + f32::from(self.hours.start)
    }

    /// The lane at a place, the nearest when it is beside them.
    pub fn lane(&self, x: f32) -> usize {
        let count = self.lanes.len().saturating_sub(1);
        self.lanes.iter().skip(1).take_while(|edge| **edge <= x).count().min(count.saturating_sub(1))
    }

    /// Left and right edge of a lane.
    pub fn sides(&self, lane: usize) -> (f32, f32) {
        let edge = |at: usize| self.lanes.get(at).or(self.lanes.last()).copied().unwrap_or(0.0);
        (edge(lane), edge(lane + 1))
    }

    /// The rectangle of a block in its sub-column: a pixel free above and below, three at the sides.
    pub fn rect(&self, ground: Ground, column: Column) -> Rectangle {
        let (left, _) = self.sides(ground.lane);
        let (_, right) = self.sides(ground.lane + ground.span - 1);
        let (left, right) = (left + 1.0 + GAP, right - GAP);
        let part = (right - left).max(0.0) / column.of as f32;
        let x = (left + part * column.at as f32).round();
        let until = (left + part * (column.at + 1) as f32).round();
        let (top, bottom) = (self.y(ground.from).round() + 1.0, self.y(ground.to).round() - 1.0);
        Rectangle { x, y: top, width: (until - x).max(0.0), height: (bottom - top).max(1.0) }
    }

    /// The strip of clearing time from one minute to another, as wide as its block.
    pub fn strip(&self, block: Rectangle, from: u16, to: u16) -> Rectangle {
        let (top, bottom) = (self.y(from).round(), self.y(to).round());
        Rectangle { y: top, height: (bottom - top).max(0.0), ..block }
    }

    /// Whether a place is among the hours, right of their labels.
    pub fn on_ground(&self, at: Point) -> bool {
        self.body().contains(at) && at.x >= self.sides(0).0 && at.y < self.y(self.hours.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Range<u16> = 480..1320;

    fn week(size: Size) -> Geometry {
        Geometry::new(size, DAY, &[LaneWidth::Share; 7], 0.0)
    }

    #[test]
    #[allow(clippy::float_cmp)]
    fn hours_get_the_heights_of_the_design() {
        assert_eq!(hour_height(552.0, &DAY), 36.0);
        assert_eq!(hour_height(551.0, &DAY), 36.0);
        assert_eq!(hour_height(547.0, &DAY), 32.0);
        assert_eq!(hour_height(495.0, &DAY), 32.0);
        assert_eq!(hour_height(661.0, &DAY), 44.0);
        assert_eq!(hour_height(2000.0, &DAY), 56.0);
        assert_eq!(hour_height(200.0, &DAY), 24.0);
    }

    #[test]
    fn blocks_lie_where_the_design_puts_them() {
        let geometry = week(Size::new(938.0, 552.0));
        let alone = Column { at: 0, of: 1 };
        let ground = Ground { lane: 2, span: 1, from: 900, to: 1020 };
        let rect = geometry.rect(ground, alone);
        assert_eq!(rect, Rectangle { x: 307.0, y: 300.0, width: 120.0, height: 70.0 });
        let strip = geometry.strip(rect, 1020, 1050);
        assert_eq!(strip, Rectangle { x: 307.0, y: 371.0, width: 120.0, height: 18.0 });
    }

    #[test]
    fn the_heads_give_a_few_pixels_for_a_higher_hour() {
        for height in [551.0, 549.0, 495.0, 661.0] {
            let geometry = week(Size::new(938.0, height));
            assert!((geometry.y(1320) - (height - EDGE)).abs() < 0.01, "{height}: {}", geometry.y(1320));
            assert!(geometry.most_scroll().abs() < 0.01);
            assert!((HEAD - GIVE..=HEAD).contains(&geometry.head), "{height}: {}", geometry.head);
        }
        assert!((week(Size::new(938.0, 580.0)).head - HEAD).abs() < 0.01);
    }

    #[test]
    fn a_place_gives_back_its_time_and_lane() {
        let geometry = week(Size::new(938.0, 552.0));
        for lane in 0..7 {
            let (left, right) = geometry.sides(lane);
            assert_eq!(geometry.lane(left), lane);
            assert_eq!(geometry.lane(right - 1.0), lane);
        }
        assert_eq!(geometry.lane(-50.0), 0);
        assert_eq!(geometry.lane(5000.0), 6);
        for minutes in (480..1320).step_by(15) {
            assert!((geometry.time(geometry.y(minutes)) - f32::from(minutes)).abs() < 0.01);
        }
    }

    #[test]
    fn fixed_lanes_keep_their_width_and_give_way_when_there_is_too_little() {
        let widths = [LaneWidth::Share, LaneWidth::Fixed(70.0), LaneWidth::Share];
        let wide = Geometry::new(Size::new(550.0, 500.0), DAY, &widths, 0.0);
        assert_eq!(wide.lanes, [49.0, 264.0, 334.0, 549.0]);
        let narrow = Geometry::new(Size::new(200.0, 500.0), DAY, &widths, 0.0);
        assert_eq!(narrow.lanes, [49.0, 99.0, 149.0, 199.0]);
    }

    #[test]
    fn the_label_of_now_covers_those_it_lies_on_and_no_other() {
        let geometry = week(Size::new(938.0, 552.0));
        let covered = |now: u16| -> Vec<u16> {
            (8..22).map(|hour| hour * 60).filter(|hour| geometry.covers(now, *hour)).collect()
        };
        // At ten to eleven it stands between 10:00 and 11:00 and hides neither.
        assert_eq!(covered(650), [0_u16; 0]);
        assert_eq!(covered(627), [600]);
        assert_eq!(covered(600), [600]);
        assert_eq!(covered(657), [660]);
        // Where an hour is low it lies on the one before.
        let low = week(Size::new(938.0, 330.0));
        assert!(low.covers(645, 600) && !low.covers(645, 660));
    }

    #[test]
    fn scrolling_ends_with_the_last_hour() {
        let geometry = Geometry::new(Size::new(900.0, 273.0), DAY, &[LaneWidth::Share; 7], 1e6);
        assert!((geometry.y(1320) - (273.0 - EDGE)).abs() < 0.01);
        assert!(week(Size::new(938.0, 552.0)).most_scroll().abs() < 0.01);
    }
}
