//! The booking a filled form of item PT03 asks for: what is shown beside the form is the slip that will be handed over.

use crate::domain::booking::{Booking, BookingState, Request, Stamp};

use super::super::receipts::Subject;

/// None while the form does not say yet where and when.
pub(in crate::paper::compose) fn asked(subject: &Subject<'_>) -> Option<Booking> {
    let Subject { intake, item, resident, book } = *subject;
    let Request { slot, details } = Request::of(intake, item, resident, book).ok()??;
    let room = book.rooms.room(&slot.room)?;
    Some(Booking {
        id: String::new(),
        slot,
        state: if room.approver.is_other() { BookingState::Pending } else { BookingState::Confirmed },
        details,
        lesson: None,
        intake: Some(intake.id.clone()),
        serial: None,
        made: Stamp { at: intake.received_at, staff: intake.handler.clone() },
        history: Vec::new(),
    })
}
