//! Bookings as JSON and as lines. No name and no phone is in JSON; in lines they are masked.

use serde::Serialize;

use crate::desk::BookingView;
use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingKind, BookingState, Slot, StateName, clock_text};
use crate::domain::series::ClashWith;
use crate::i18n::{Words, booking_state};
use crate::t;

/// Where and when.
#[derive(Debug, Serialize)]
pub(super) struct PlaceDoc {
    room: String,
    day: String,
    from: String,
    to: String,
}

impl PlaceDoc {
    pub fn new(slot: &Slot) -> Self {
        Self {
            room: slot.room.clone(),
            day: slot.day.to_string(),
            from: clock_text(slot.from),
            to: clock_text(slot.to),
        }
    }
}

/// `2026-05-12 09:00–11:00 R02`
pub(super) fn place_text(slot: &Slot) -> String {
    format!("{} {} {}", slot.day, slot.hours_text(), slot.room)
}

/// A booking in the way.
#[derive(Debug, Serialize)]
pub(super) struct TakenDoc {
    /// None: another lesson of the same plan.
    id: Option<String>,
    #[serde(flatten)]
    place: PlaceDoc,
    /// Empty: the room is private.
    title: String,
}

impl TakenDoc {
    pub fn all(with: &[ClashWith]) -> Vec<Self> {
        let one = |other: &ClashWith| Self {
            id: other.id.clone(),
            place: PlaceDoc::new(&other.slot),
            title: other.title.clone(),
        };
        with.iter().map(one).collect()
    }
}

/// A booking without personal data.
#[derive(Debug, Serialize)]
pub(super) struct BookingDoc {
    pub id: String,
    #[serde(flatten)]
    place: PlaceDoc,
    state: StateName,
    kind: BookingKind,
    /// Empty: the room is private.
    title: String,
    team: String,
    people: u32,
    amplified: bool,
    minors: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    /// The date the series gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    /// Changed by itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offered: Option<PlaceDoc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headcount: Option<u32>,
}

impl BookingDoc {
    pub fn new(book: &Book, booking: &Booking) -> Self {
        let details = &booking.details;
        let open = !is_private(book, booking);
        let shown = |text: &String| if open { text.clone() } else { String::new() };
        Self {
            id: booking.id.clone(),
            place: PlaceDoc::new(&booking.slot),
            state: booking.state.name(),
            kind: details.kind,
            title: shown(&details.title),
            team: shown(&details.team),
            people: details.people,
            amplified: details.amplified,
            minors: details.minors,
            series: booking.lesson.as_ref().map(|lesson| lesson.series.clone()),
            on: booking.lesson.as_ref().map(|lesson| lesson.on.to_string()),
            own: booking.lesson.as_ref().is_some_and(|lesson| lesson.own),
            serial: booking.serial.map(|serial| serial.to_string()),
            offered: match &booking.state {
                BookingState::Displaced(how) => how.offered.as_ref().map(PlaceDoc::new),
                _ => None,
            },
            headcount: match &booking.state {
                BookingState::Finished(used) => Some(used.headcount),
                _ => None,
            },
        }
    }

    pub fn all(book: &Book, bookings: &[Booking]) -> Vec<Self> {
        bookings.iter().map(|booking| Self::new(book, booking)).collect()
    }
}

fn is_private(book: &Book, booking: &Booking) -> bool {
    book.rooms.room(&booking.slot.room).is_some_and(crate::domain::room::Room::is_private)
}

/// A booking as a line; who answers for it is masked.
pub(super) fn row(book: &Book, booking: &Booking, words: &Words) -> String {
    let details = &booking.details;
    let (title, who) = if is_private(book, booking) {
        (t!(words, "rooms-occupied"), String::new())
    } else if details.team.is_empty() {
        // `Display` of what is masked is the mask.
        let who = details.contact.as_ref().map(ToString::to_string).unwrap_or_default();
        (details.title.clone(), who)
    } else {
        (details.title.clone(), details.team.clone())
    };
    let state = booking_state(words, booking.state.name());
    [booking.id.as_str(), &place_text(&booking.slot), &state, &title, &who].join("\t").trim_end().to_owned()
}

/// A booking with its place in its series and its neighbours.
#[derive(Serialize)]
pub(super) struct ViewDoc {
    #[serde(flatten)]
    booking: BookingDoc,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_in_series: Option<SeriesDoc>,
    /// Loud beside quiet at the same time.
    noise: Vec<TakenDoc>,
    /// Others that wait for the same time.
    rivals: Vec<TakenDoc>,
}

#[derive(Serialize)]
struct SeriesDoc {
    number: Option<usize>,
    of: usize,
    over: usize,
    following: usize,
    whole: usize,
    last: Option<String>,
}

impl ViewDoc {
    pub fn new(book: &Book, view: &BookingView) -> Self {
        Self {
            booking: BookingDoc::new(book, &view.booking),
            place_in_series: view.series.as_ref().map(|series| SeriesDoc {
                number: series.number,
                of: series.of,
                over: series.over,
                following: series.following,
                whole: series.whole,
                last: series.last.map(|day| day.to_string()),
            }),
            noise: TakenDoc::all(&view.noise),
            rivals: TakenDoc::all(&view.rivals),
        }
    }
}

pub(super) fn view_lines(book: &Book, view: &BookingView, words: &Words) -> Vec<String> {
    let mut lines = vec![row(book, &view.booking, words)];
    if !is_private(book, &view.booking) {
        let details = &view.booking.details;
        let contact = details.contact.as_ref().map(ToString::to_string);
        let phone = details.phone.as_ref().map(ToString::to_string);
        lines.extend(contact.map(|name| {
            let phone = phone.unwrap_or_default();
            t!(words, "cli-rooms-contact", name = name, phone = phone)
        }));
    }
    lines.push(t!(words, "cli-rooms-people", count = view.booking.details.people));
    if let Some(series) = &view.series {
        let last = series.last.map(|day| day.to_string()).unwrap_or_default();
        let id = series.series.id.clone();
        let number = series.number.unwrap_or_default();
        lines.push(t!(words, "cli-rooms-series", id = id, number = number, of = series.of, last = last));
    }
    for other in &view.noise {
        lines.push(t!(words, "cli-rooms-noise", what = taken_text(other, words)));
    }
    for other in &view.rivals {
        lines.push(t!(words, "cli-rooms-rival", what = taken_text(other, words)));
    }
    lines
}

/// A booking in the way, as a line.
pub(super) fn taken_text(other: &ClashWith, words: &Words) -> String {
    let title = match (&other.id, other.title.is_empty()) {
        (None, _) => t!(words, "rooms-own-lesson"),
        (_, true) => t!(words, "rooms-occupied"),
        _ => other.title.clone(),
    };
    format!("{} {title}", place_text(&other.slot))
}
