//! The dates of a series, folded over as many columns as fit.

use super::{INNER, MARGIN, Maker, PITCH};
use crate::paper::draw::Style;
use crate::paper::flow::{Align, Band, Column, Item};
use crate::paper::value::DateList;

/// Space between two columns in mm.
const BETWEEN: f32 = 2.0;
const MOST_COLUMNS: usize = 5;

impl Maker<'_> {
    /// Read from left to right, line by line. Every date is there, however many there are.
    pub(super) fn dates(&mut self, list: &DateList) {
        let style = Style::regular(self.size.body);
        if !list.lead.trim().is_empty() {
            let lead = Style::bold(self.size.body);
            let band = Band::text(self.fonts, &list.lead, lead, MARGIN, INNER, Align::Left);
            self.items.push(Item::Band(band.pitched(PITCH)));
        }
        for group in &list.groups {
            if !group.heading.trim().is_empty() {
                let band = Band::text(self.fonts, &group.heading, style, MARGIN, INNER, Align::Left);
                self.items.push(Item::Band(band.pitched(PITCH)));
            }
            let widest = group.dates.iter().map(|d| self.fonts.width(d, style)).fold(1.0, f32::max);
            let columns = ((INNER + BETWEEN) / (widest + BETWEEN)).floor();
            let columns = if columns.is_finite() { (columns as usize).clamp(1, MOST_COLUMNS) } else { 1 };
            let each = (INNER + BETWEEN) / columns as f32;
            for row in group.dates.chunks(columns) {
                let band = self.date_row(row, each);
                self.items.push(Item::Band(band));
            }
        }
    }

    fn date_row(&self, row: &[String], each: f32) -> Band {
        let style = Style::regular(self.size.body);
        let cells = row.iter().enumerate().map(|(n, date)| {
            let span = (MARGIN + n as f32 * each, each - BETWEEN, 0.0);
            Column::new(self.fonts, date, style, span, Align::Left)
        });
        let band =
            Band { columns: cells.collect(), pitch: 0.0, pad: 0.3, min: 0.0, ruled: false, head: None };
        band.pitched(PITCH)
    }
}
