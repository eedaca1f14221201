//! Rows of the register of rooms.

use crate::desk::DeskError;
use crate::domain::booking::{Booking, BookingState, Condition, Deed, StateName};
use crate::domain::cell::Cell;

use super::{LedgerRow, Made, Reader, records, words};

impl Reader<'_> {
    /// A use that takes or took place, no-shows included; what was asked for, turned down or called off has a row only when
    /// its state is asked for.
    pub(super) fn booking(&self, id: &str) -> Result<Made, DeskError> {
        let Some(stored) = self.desk.store.get::<Booking>(id)? else { return Ok(Made::None) };
        let booking = stored.value;
        let filter = &self.query.filter;
        let name = booking.state.name();
        let state_fits = match &filter.state {
            Some(wanted) => wanted == words::booking_code(name),
            None => booking.state.is_shown() && name != StateName::Pending,
        };
        let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        if !state_fits
            || !is(&filter.handler, &booking.made.staff)
            || !self.is_theirs(booking.details.resident.as_deref())
        {
            return Ok(Made::None);
        }
        let cells = self.booking_cells(&booking);
        let record = if self.query.records { Some(records::of_booking(&booking, self.veil)?) } else { None };
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }

    fn booking_cells(&self, booking: &Booking) -> Vec<Cell> {
        let (slot, details) = (&booking.slot, &booking.details);
        let room = self.book.rooms.room(&slot.room);
        let room = format!("{} {}", slot.room, room.map_or("", |room| room.name_zh.as_str()));
        let people = match &booking.state {
            BookingState::Finished(used) => used.headcount,
            _ => details.people,
        };
        let equipment: Vec<String> =
            details.equipment.iter().map(|thing| format!("{}{}", thing.name, thing.count)).collect();
        let by = |deed: Deed| {
            let stamp = booking.history.iter().rev().find(|change| change.deed == deed);
            Cell::of(stamp, |change| self.staff(&change.stamp.staff))
        };
        vec![
            Cell::Empty,
            Cell::Date(slot.day),
            Cell::text(slot.hours_text()),
            Cell::text(room.trim()),
            Cell::text(details.team.clone()),
            Cell::text(details.title.clone()),
            Cell::Number(i64::from(people)),
            self.veil.name(details.contact.as_ref()),
            self.veil.phone(details.phone.as_ref()),
            Cell::text(equipment.join("、")),
            by(Deed::KeyOut),
            by(Deed::KeyBack),
            condition(&booking.state),
            remark(booking),
        ]
    }
}

fn condition(state: &BookingState) -> Cell {
    let BookingState::Finished(used) = state else { return Cell::Empty };
    let words = match used.condition {
        Condition::Good => "完好",
        Condition::Untidy => "未打扫",
        Condition::Damaged => "有损坏",
    };
    Cell::text(if used.note.is_empty() { words.to_owned() } else { format!("{words}：{}", used.note) })
}

fn remark(booking: &Booking) -> Cell {
    let parts = [words::booking(booking.state.name()), booking.details.note.as_str()];
    Cell::text(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；"))
}
