//! Bookings as events, and events as bookings. Nobody is named in a file that leaves the desk.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime, Timelike};

use crate::desk::{Desk, DeskError, NewBooking, NewSeries};
use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingKind, Details, Slot, StateName};
use crate::domain::recurrence::End;
use crate::domain::room::Room;
use crate::domain::series::{BookingSeries, Choice, Choices, Pattern, Phase, SeriesError};

use super::{Calendar, Event, Extra, Moment, Occurrence, Status};

/// Which bookings are handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Of every room.
    All,
    /// Of one room, its hall and its parts.
    Room(String),
    /// The lessons of one class group, by its id.
    Class(String),
}

/// The bookings of the days from `from` to `to`, both included, as a calendar: a series as one recurring event a phase, with
/// EXDATE for what falls out and RECURRENCE-ID for what was moved; a single booking as an event of its own.
pub fn bookings(desk: &Desk, what: &What, from: NaiveDate, to: NaiveDate) -> Result<Calendar, DeskError> {
    let book = desk.book();
    let (name, found) = match what {
        What::All => (book.community.centre(), desk.all_bookings(from, to)?),
        What::Room(code) => {
            let room = book.rooms.room(code);
            let room = room.ok_or_else(|| DeskError::Unknown { what: "room", key: code.clone() })?;
            (room.name_zh.clone(), desk.room_bookings(code, from, to)?)
        }
        What::Class(group) => {
            let class = desk.class(group)?;
            let lessons = desk.class_lessons(group)?;
            let within = |lesson: &Booking| (from..=to).contains(&lesson.slot.day);
            (class.name, lessons.into_iter().filter(within).collect())
        }
    };
    let mut events = Vec::new();
    let mut series: BTreeSet<String> = BTreeSet::new();
    for booking in found.iter().filter(|booking| booking.state.is_shown()) {
        match &booking.lesson {
            Some(lesson) => {
                let _ = series.insert(lesson.series.clone());
            }
            None => events.push(single(&book, booking)),
        }
    }
    for id in series {
        let known = desk.series(&id)?;
        let lessons = desk.lessons(&id)?;
        events.extend(recurring(&book, &known, &lessons).map_err(crate::desk::RoomsError::from)?);
    }
    events.sort_by(|a, b| {
        (a.start.time(), &a.uid, a.recurrence_id.map(Moment::time)).cmp(&(
            b.start.time(),
            &b.uid,
            b.recurrence_id.map(Moment::time),
        ))
    });
    Ok(Calendar { name, events })
}

fn single(book: &Book, booking: &Booking) -> Event {
    let uid = format!("booking-{}@quanke", booking.id);
    dressed(
        book,
        booking,
        Event::new(uid, Moment::Time(booking.slot.start()), Moment::Time(booking.slot.end())),
    )
}

/// What it is and where, as far as strangers may know.
fn dressed(book: &Book, booking: &Booking, event: Event) -> Event {
    let room = book.rooms.room(&booking.slot.room);
    let private = room.is_some_and(Room::is_private);
    let kind = booking.details.kind.code().to_owned();
    Event {
        summary: if private { "已占用".to_owned() } else { booking.details.title.clone() },
        location: room.map_or_else(String::new, |room| format!("{} {}", room.code, room.name_zh)),
        categories: if private { Vec::new() } else { vec![kind] },
        status: if booking.state.name() == StateName::Pending {
            Status::Tentative
        } else {
            Status::Confirmed
        },
        sequence: u32::try_from(booking.history.len()).unwrap_or(u32::MAX),
        stamp: booking.history.last().map_or(booking.made.at, |line| line.stamp.at).naive_utc(),
        ..event
    }
}

/// A series: each phase as one recurring event, and the lessons that differ from it.
fn recurring(book: &Book, series: &BookingSeries, lessons: &[Booking]) -> Result<Vec<Event>, SeriesError> {
    let shown: BTreeMap<NaiveDate, &Booking> = lessons
        .iter()
        .filter(|lesson| lesson.state.is_shown())
        .filter_map(|lesson| Some((lesson.lesson.as_ref()?.on, lesson)))
        .collect();
    let mut told: BTreeSet<NaiveDate> = BTreeSet::new();
    let mut events = Vec::new();
    for (at, phase) in series.phases.iter().enumerate() {
        let next = series.phases.get(at + 1).map(|next| next.from);
        let dates = match phase.dates() {
            Ok(dates) => dates,
            Err(SeriesError::Empty) => continue,
            Err(error) => return Err(error),
        };
        let dates: Vec<NaiveDate> =
            dates.into_iter().filter(|day| next.is_none_or(|next| *day < next)).collect();
        // A phase of which no lesson stands says nothing.
        let Some(first) = dates.iter().find(|day| shown.contains_key(day)).copied() else { continue };
        let slot = phase.slot(first)?;
        let uid = format!("series-{}-{}@quanke", series.id, at + 1);
        let mut event = Event::new(uid.clone(), Moment::Time(slot.start()), Moment::Time(slot.end()));
        let last = dates.last().copied().unwrap_or(first);
        match &phase.pattern {
            // Reckoned from its first lesson that stands, which is one of its own days.
            Pattern::Rule(rule) => event.rule = Some(rule.with_end(End::Until(last))?),
            Pattern::Dates(_) => {
                let rest = dates.iter().filter(|day| **day != first && shown.contains_key(day));
                event.extra = rest
                    .map(|day| Ok(Extra { start: Moment::Time(phase.slot(*day)?.start()), end: None }))
                    .collect::<Result<_, SeriesError>>()?;
            }
        }
        let example = shown.get(&first).copied();
        if let Some(example) = example {
            let regular = Booking { slot: slot.clone(), details: series.details.clone(), ..example.clone() };
            event = dressed(book, &regular, event);
        }
        let mut overrides = Vec::new();
        for day in dates.into_iter().filter(|day| *day >= first) {
            let start = Moment::Time(phase.slot(day)?.start());
            let Some(lesson) = shown.get(&day) else {
                if event.rule.is_some() {
                    event.excluded.push(start);
                }
                continue;
            };
            let _ = told.insert(day);
            if lesson.slot == phase.slot(day)? && lesson.details == series.details {
                continue;
            }
            let own = Event {
                recurrence_id: Some(start),
                ..Event::new(uid.clone(), Moment::Time(lesson.slot.start()), Moment::Time(lesson.slot.end()))
            };
            overrides.push(dressed(book, lesson, own));
        }
        events.push(event);
        events.extend(overrides);
    }
    // A make-up lesson stands on a day that no rule gives.
    let extra = shown.iter().filter(|(day, _)| !told.contains(day)).map(|(_, lesson)| single(book, lesson));
    events.extend(extra);
    Ok(events)
}

/// One thing that was taken in, or could not be.
#[derive(Debug)]
pub struct Taken {
    /// The event.
    pub uid: String,
    /// What it is.
    pub summary: String,
    /// Dates that were booked.
    pub booked: Vec<NaiveDate>,
    /// Dates that could not be, and why.
    pub left: Vec<(NaiveDate, DeskError)>,
}

/// Books occurrences of other calendars in a room, event by event: what is free is booked, what is not is told. With `dry`
/// nothing is written.
pub fn take_in(
    desk: &Desk,
    occurrences: &[Occurrence],
    room: &str,
    kind: BookingKind,
    dry: bool,
) -> Result<Vec<Taken>, DeskError> {
    let mut by_uid: BTreeMap<&str, Vec<&Occurrence>> = BTreeMap::new();
    for occurrence in occurrences {
        by_uid.entry(&occurrence.uid).or_default().push(occurrence);
    }
    let mut all = Vec::new();
    for (uid, times) in by_uid {
        let Some(first) = times.first() else { continue };
        let mut taken = Taken {
            uid: uid.to_owned(),
            summary: first.summary.clone(),
            booked: Vec::new(),
            left: Vec::new(),
        };
        // Lessons at one time of day make a series; one at another time stands alone.
        let mut groups: BTreeMap<(u16, u16), BTreeSet<NaiveDate>> = BTreeMap::new();
        for time in times {
            match slot_of(desk, room, time) {
                Some(slot) => {
                    let _ = groups.entry((slot.from, slot.to)).or_default().insert(slot.day);
                }
                None => {
                    let outside = crate::desk::RoomsError::OutsideHours {
                        open: desk.book().open_spans(room, time.start.date()),
                    };
                    taken.left.push((time.start.date(), outside.into()));
                }
            }
        }
        for ((from, to), days) in groups {
            book_group(desk, room, kind, (from, to), &days, dry, &mut taken)?;
        }
        all.push(taken);
    }
    Ok(all)
}

/// The slot of an occurrence; a whole day takes the room's hours. None when it passes midnight.
fn slot_of(desk: &Desk, room: &str, occurrence: &Occurrence) -> Option<Slot> {
    let day = occurrence.start.date();
    if occurrence.start.is_day() {
        let open = desk.book().open_spans(room, day);
        return Slot::new(room, day, open.first()?.0, open.last()?.1).ok();
    }
    let minute = |time: NaiveTime| (time.hour() * 60 + time.minute()) as u16;
    let (start, end) = (occurrence.start.time(), occurrence.end.time());
    let to = if end.date() == day {
        minute(end.time())
    } else if end.date() == day + Days::new(1) && end.time() == NaiveTime::MIN {
        24 * 60
    } else {
        return None;
    };
    Slot::new(room, day, minute(start.time()), to).ok()
}

fn book_group(
    desk: &Desk,
    room: &str,
    kind: BookingKind,
    (from, to): (u16, u16),
    days: &BTreeSet<NaiveDate>,
    dry: bool,
    taken: &mut Taken,
) -> Result<(), DeskError> {
    let details = Details { kind, title: taken.summary.clone(), people: 1, ..Details::default() };
    let reason = "日历导入".to_owned();
    let Some(first) = days.first().copied() else { return Ok(()) };
    let phase = Phase {
        from: first,
        pattern: Pattern::Dates(days.clone()),
        room: room.to_owned(),
        start: from,
        end: to,
    };
    let new = NewSeries { phase, details: details.clone(), reason: reason.clone() };
    let planned = desk.plan_series(&new, &Choices::new())?;
    let mut choices = Choices::new();
    for line in &planned.plan.lines {
        let Some(slot) = line.at.clone() else { continue };
        let one =
            NewBooking { slot, details: details.clone(), reason: reason.clone(), address: String::new() };
        let checked = desk.check_booking(&one, None)?;
        let past = line.marks.iter().any(|mark| matches!(mark, crate::domain::series::Mark::Past));
        if checked.is_free() && !past {
            // A day off of the window is none of the other calendar's.
            let _ = choices.insert(line.on, Choice::Go);
            taken.booked.push(line.on);
        } else {
            let _ = choices.insert(line.on, Choice::Skip);
            let why = if past {
                crate::desk::RoomsError::Rules(vec![crate::domain::room_rules::RuleBreak::Past])
            } else {
                match desk.book().closed(&one.slot) {
                    Some(reason) => crate::desk::RoomsError::Closed { reason },
                    None if checked.has_clash() => crate::desk::RoomsError::Clash {
                        slot: one.slot.clone(),
                        with: checked.clashes(),
                        offers: checked.offers,
                    },
                    None => {
                        crate::desk::RoomsError::OutsideHours { open: desk.book().open_spans(room, line.on) }
                    }
                }
            };
            taken.left.push((line.on, why.into()));
        }
    }
    if dry || taken.booked.is_empty() {
        return Ok(());
    }
    let _ = desk.book_series(&new, &choices)?;
    Ok(())
}
