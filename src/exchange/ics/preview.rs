//! What really takes place: every occurrence of a calendar inside a window.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::recurrence::RuleError;

use super::{Abroad, Calendar, Event, Moment, Status};

/// One time that something takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Of the event.
    pub uid: String,
    /// When it starts.
    pub start: Moment,
    /// When it ends, not included.
    pub end: Moment,
    /// Where it was to start before it was moved or changed by itself.
    pub replaces: Option<Moment>,
    /// What it is.
    pub summary: String,
    /// Where it is.
    pub location: String,
    /// Confirmed or tentative.
    pub status: Status,
}

/// The occurrences of a window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// By start, then end, then uid.
    pub occurrences: Vec<Occurrence>,
    /// Events of which there may be more in the window than was asked for, by uid.
    pub cut: BTreeSet<String>,
    /// How many occurrences inside the window are called off.
    pub cancelled: usize,
}

/// Every occurrence that lies, or reaches, into the days from `from` to `to`, both included: excluded dates gone, replaced
/// ones as what replaced them. At most `limit` of each event.
pub fn preview(
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
    limit: usize,
) -> Result<Preview, RuleError> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let window = Window { from: midnight(from), to: midnight(to.succ_opt().unwrap_or(to)), limit };
    let mut replaced: BTreeMap<&str, Vec<Moment>> = BTreeMap::new();
    for event in &calendar.events {
        if let Some(id) = event.recurrence_id {
            replaced.entry(&event.uid).or_default().push(id);
        }
    }
    let mut preview = Preview::default();
    for event in &calendar.events {
        let spans = if event.recurrence_id.is_some() {
            vec![Span::own(event)]
        } else {
            let gone = replaced.get(event.uid.as_str()).map_or(&[][..], Vec::as_slice);
            let (spans, cut) = window.spans(event)?;
            if cut {
                preview.cut.insert(event.uid.clone());
            }
            spans.into_iter().filter(|span| !span.is_in(&event.excluded) && !span.is_in(gone)).collect()
        };
        for span in spans.into_iter().filter(|span| window.holds(span.start, span.end)) {
            if event.status == Status::Cancelled {
                preview.cancelled += 1;
            } else {
                preview.occurrences.push(occurrence(event, span));
            }
        }
    }
    preview.occurrences.sort_by(|a, b| {
        let key = |it: &Occurrence| (it.start.time(), it.end.time());
        key(a).cmp(&key(b)).then_with(|| a.uid.cmp(&b.uid))
    });
    Ok(preview)
}

fn occurrence(event: &Event, span: Span) -> Occurrence {
    Occurrence {
        uid: event.uid.clone(),
        start: span.start,
        end: span.end,
        replaces: event.recurrence_id,
        summary: event.summary.clone(),
        location: event.location.clone(),
        status: event.status,
    }
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: Moment,
    end: Moment,
    /// The day it starts on by the event's own clock.
    day: NaiveDate,
}

impl Span {
    const fn own(event: &Event) -> Self {
        Self { start: event.start, end: event.end, day: event.start.date() }
    }

    /// Whether one of these names it: its start, or for a day, any time of that day.
    fn is_in(&self, list: &[Moment]) -> bool {
        list.iter().any(|moment| match (*moment, self.start) {
            (Moment::Day(day), _) => day == self.day,
            (Moment::Time(time), Moment::Time(start)) => time == start,
            (Moment::Time(time), Moment::Day(day)) => time.date() == day,
        })
    }
}

#[derive(Debug, Clone, Copy)]
struct Window {
    from: NaiveDateTime,
    to: NaiveDateTime,
    limit: usize,
}

impl Window {
    fn holds(&self, start: Moment, end: Moment) -> bool {
        let (start, end) = (start.time(), end.time());
        start < self.to && (end > self.from || start >= self.from)
    }

    /// Everything the event itself says takes place, and some that lie outside the window.
    fn spans(&self, event: &Event) -> Result<(Vec<Span>, bool), RuleError> {
        let length = event.end.time() - event.start.time();
        let ending = |start: Moment| match start {
            Moment::Day(day) => Moment::Day(day.checked_add_signed(length).unwrap_or(day)),
            Moment::Time(time) => Moment::Time(time.checked_add_signed(length).unwrap_or(time)),
        };
        let (mut spans, mut cut) = (Vec::new(), false);
        if event.rule.is_some() {
            let (starts, more) = self.starts(event, length)?;
            cut = more;
            spans.extend(starts.into_iter().map(|(start, day)| Span { start, end: ending(start), day }));
        } else {
            spans.push(Span::own(event));
        }
        for extra in &event.extra {
            if spans.iter().any(|span| span.start == extra.start) {
                continue;
            }
            let end = extra.end.unwrap_or_else(|| ending(extra.start));
            let day = match &event.abroad {
                Some(abroad) => abroad.zone.wall(super::Zone::Home.place(extra.start.time()).utc).date(),
                None => extra.start.date(),
            };
            spans.push(Span { start: extra.start, end, day });
        }
        Ok((spans, cut))
    }

    /// The starts the rule gives, each with its day on the rule's own wall.
    fn starts(
        &self,
        event: &Event,
        length: TimeDelta,
    ) -> Result<(Vec<(Moment, NaiveDate)>, bool), RuleError> {
        let Some(rule) = &event.rule else { return Ok((Vec::new(), false)) };
        let from = self.from.checked_sub_signed(length).unwrap_or(self.from);
        match (event.start, &event.abroad) {
            (Moment::Day(start), _) => {
                let found = rule.instance_days(start, from.date(), self.to.date(), self.limit)?;
                Ok((found.times.into_iter().map(|day| (Moment::Day(day), day)).collect(), found.cut))
            }
            (Moment::Time(start), None) => {
                let found = rule.instances(start, from, self.to, self.limit)?;
                Ok((
                    found.times.into_iter().map(|time| (Moment::Time(time), time.date())).collect(),
                    found.cut,
                ))
            }
            (Moment::Time(_), Some(Abroad { zone, start })) => {
                // No two walls are further apart than this.
                let day = TimeDelta::days(2);
                let from = from.checked_sub_signed(day).unwrap_or(from);
                let to = self.to.checked_add_signed(day).unwrap_or(self.to);
                let found = rule.instances(*start, from, to, self.limit)?;
                // A time that the clock there leaves out is no instance (RFC 5545 §3.3.10); the start itself always is.
                let shown = found.times.into_iter().filter(|wall| wall == start || zone.place(*wall).exists);
                let starts = shown.map(|wall| (Moment::Time(zone.home(wall)), wall.date()));
                Ok((starts.collect(), found.cut))
            }
        }
    }
}
