//! The records behind a figure.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::domain::booking::Booking;
use crate::domain::catalogue::ReceiptKind;
use crate::domain::decline::DeclineRecord;
use crate::domain::fact::{Channel, IntakeFact, Mark, Minute, key_of, numeric};
use crate::domain::intake::{Intake, StateName};
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::resident::Resident;
use crate::domain::room::Room;
use crate::domain::room_use::Outcome;
use crate::domain::summary::{Counting, ItemKind, Period};
use crate::domain::visit::Visit;

use super::super::{Desk, DeskError, Leads};
use super::after;

/// Which figure of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// 来访, of an hour where one is given.
    Visits(Option<u32>),
    /// 来访 for something: a group's code, `decline` or `other`.
    Purpose(String),
    /// 受理, of a group where one is given.
    Accepted(Option<String>),
    /// 办结, of a group where one is given.
    Done(Option<String>),
    /// 迟办: done after the promised day.
    Late,
    /// 上期结转
    Before,
    /// 撤回终止
    Stopped,
    /// 结转
    After,
    /// 工单 received.
    Orders,
    /// Received by a way.
    Channel(Channel),
    /// 纠纷 taken, ended or open at the end.
    Disputes,
    /// 微心愿, the same.
    Wishes,
    /// A grid's, the same; empty: where none was told.
    Grid(String),
    /// What a worker handled: taken or done.
    Worker(String),
    /// 评价
    Reviews,
    /// 不予出具, of a certificate where one is given.
    Declined(Option<String>),
    /// Enquiries about something: an option of `topic`.
    Topic(String),
    /// What a room was used for.
    Room(String),
}

/// One record behind a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct BehindLine {
    /// When it came in; of a booking when it begins.
    pub at: NaiveDateTime,
    /// What it is.
    pub what: BehindWhat,
    /// The person's name, where one was given.
    pub name: Option<Masked<PersonName>>,
    /// Its number as stored; empty where it has none.
    pub serial: String,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BehindWhat {
    /// A visit: purpose and people.
    Visit {
        /// In the worker's words.
        purpose: String,
        /// How many came.
        people: u32,
        /// One of its matters is restricted.
        restricted: bool,
    },
    /// A matter.
    Intake {
        /// The item's code.
        item: String,
        /// Where it stands now.
        state: StateName,
        /// Only named workers may know what it is about.
        restricted: bool,
    },
    /// A declined certificate, by its name then.
    Decline {
        /// Its name.
        certificate: String,
    },
    /// A booking.
    Booking {
        /// Its id.
        id: String,
        /// What for; empty in a room whose purpose is not shown.
        title: String,
        /// How many people.
        people: u32,
    },
}

impl BehindLine {
    /// Where it leads.
    pub fn leads(&self) -> Leads {
        match &self.what {
            BehindWhat::Booking { id, .. } => Leads::Booking(id.clone()),
            _ if self.serial.is_empty() => Leads::Nowhere,
            _ => Leads::Matter(self.serial.clone()),
        }
    }
}

/// What a visit is opened by: the number of its first matter, or of the first certificate declined.
fn first_number(matters: &[Intake], declines: &[String]) -> String {
    let of_matter = matters.iter().find_map(Intake::serial).map(ToString::to_string);
    of_matter.or_else(|| declines.first().cloned()).unwrap_or_default()
}

impl Desk {
    /// The records behind a figure in order of time, at most `limit` of them, and how many there are in all.
    pub fn behind(
        &self,
        period: Period,
        figure: &Behind,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        match figure {
            Behind::Visits(_) | Behind::Purpose(_) => self.visits_behind(period, figure, limit),
            Behind::Room(room) => self.bookings_behind(period, room, limit),
            Behind::Declined(name) => self.declines_behind(period, name.as_deref(), limit),
            _ => self.intakes_behind(period, figure, limit),
        }
    }

    fn visits_behind(
        &self,
        period: Period,
        figure: &Behind,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let book = self.book();
        let mut groups = super::Groups::default();
        if matches!(figure, Behind::Purpose(_)) {
            let mut kinds = super::Kinds::new(self, &book);
            self.each_intake(period.from, period.to, |id, fact| {
                groups.meet(id, fact, kinds.of(fact)?);
                Ok(())
            })?;
        }
        let mut found: Vec<u64> = Vec::new();
        self.each_visit(period.from, period.to, |id, fact| {
            let meant = match figure {
                Behind::Visits(hour) => hour.is_none_or(|hour| fact.arrived.hour() == hour),
                Behind::Purpose(code) => Counting::purpose_of(&fact, groups.of(id)) == code,
                _ => false,
            };
            found.extend(meant.then_some(id));
            Ok(())
        })?;
        let mut lines = Vec::new();
        for visit in self.load::<Visit>(found.iter().take(limit).map(|id| key_of(*id)))? {
            let file = visit.resident.as_deref().map(|id| self.store.get::<Resident>(id)).transpose()?;
            let on_file = file.flatten().map(|stored| stored.value.name);
            let matters = self.load::<Intake>(visit.intakes.iter().cloned())?;
            let restricted = matters.iter().any(|intake| intake.is_restricted(&book.catalogue));
            lines.push(BehindLine {
                at: visit.arrived.naive_local(),
                name: on_file.or(visit.name),
                what: BehindWhat::Visit { purpose: visit.purpose, people: visit.people, restricted },
                serial: first_number(&matters, &visit.declines),
            });
        }
        Ok((lines, found.len()))
    }

    fn declines_behind(
        &self,
        period: Period,
        name: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let meant = |decline: &DeclineRecord| {
            decline.void.is_none() && name.is_none_or(|name| decline.certificate_name == name)
        };
        let all: Vec<DeclineRecord> =
            self.declines_of(period.from, period.to)?.into_iter().filter(meant).collect();
        let count = all.len();
        let mut lines = Vec::new();
        for decline in all.into_iter().take(limit) {
            let file = decline.resident.as_deref().map(|id| self.store.get::<Resident>(id)).transpose()?;
            lines.push(BehindLine {
                at: decline.at.naive_local(),
                name: file.flatten().map(|stored| stored.value.name),
                serial: decline.serial.to_string(),
                what: BehindWhat::Decline { certificate: decline.certificate_name },
            });
        }
        Ok((lines, count))
    }

    fn bookings_behind(
        &self,
        period: Period,
        room: &str,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let book = self.book();
        let private = book.rooms.room(room).is_some_and(Room::is_private);
        let now = self.now().naive_local();
        // As its line counts: a hall with what was in its parts, as far as it took place.
        let mut rooms = vec![room];
        rooms.extend(book.rooms.parts(room).map(|part| part.code.as_str()));
        let mut bookings = self.all_bookings(period.from, period.to)?;
        bookings.retain(|booking| {
            rooms.contains(&booking.slot.room.as_str())
                && matches!(Outcome::of(booking, now), Outcome::Used { .. })
        });
        let count = bookings.len();
        let line = |booking: Booking| BehindLine {
            at: booking.slot.start(),
            name: None,
            serial: booking.serial.map_or_else(String::new, |serial| serial.to_string()),
            what: BehindWhat::Booking {
                title: if private { String::new() } else { booking.details.title },
                people: booking.details.people,
                id: booking.id,
            },
        };
        Ok((bookings.into_iter().take(limit).map(line).collect(), count))
    }

    fn intakes_behind(
        &self,
        period: Period,
        figure: &Behind,
        limit: usize,
    ) -> Result<(Vec<BehindLine>, usize), DeskError> {
        let book = self.book();
        let meant =
            Meant { figure, from: Minute::start_of(period.from), until: Minute::start_of(after(period)) };
        // At the version each was taken under, as the figure is counted.
        let mut kinds = super::Kinds::new(self, &book);
        let mut found: BTreeMap<u64, Minute> = BTreeMap::new();
        let mut see = |id: u64, fact: &IntakeFact<'_>, open: bool| {
            if meant.is(fact, kinds.of(fact)?, open) {
                let _ = found.insert(id, fact.received);
            }
            Ok(())
        };
        match figure {
            Behind::Before => self.open_at(period.from, |id, fact| see(id, fact, true))?,
            Behind::After => self.open_at(after(period), |id, fact| see(id, fact, true))?,
            _ => self.each_intake(period.from, period.to, |id, fact| see(id, fact, false))?,
        }
        // These figures count what happened in the period and what is open at its end.
        if matches!(figure, Behind::Disputes | Behind::Wishes | Behind::Grid(_)) {
            self.open_at(after(period), |id, fact| see(id, fact, true))?;
        }
        let mut found: Vec<(u64, Minute)> = found.into_iter().collect();
        found.sort_by_key(|(id, received)| (*received, *id));
        let mut lines = Vec::new();
        for intake in self.load::<Intake>(found.iter().take(limit).map(|(id, _)| key_of(*id)))? {
            lines.push(BehindLine {
                at: intake.received_at.naive_local(),
                serial: intake.serial().map_or_else(String::new, ToString::to_string),
                what: BehindWhat::Intake {
                    restricted: intake.is_restricted(&book.catalogue),
                    item: intake.item,
                    state: intake.state.name(),
                },
                name: intake.applicant,
            });
        }
        Ok((lines, found.len()))
    }
}

/// Which matters a figure counts.
struct Meant<'a> {
    figure: &'a Behind,
    from: Minute,
    /// The first minute after.
    until: Minute,
}

impl Meant<'_> {
    fn is(&self, fact: &IntakeFact<'_>, kind: &ItemKind, open: bool) -> bool {
        let of_group = |group: &Option<String>| group.as_ref().is_none_or(|group| *kind.group == **group);
        let accepted = fact.accepted().is_some_and(|at| self.has(at));
        match self.figure {
            Behind::Before | Behind::After => true,
            Behind::Accepted(group) => accepted && of_group(group),
            Behind::Done(group) => self.ended(fact, true) && of_group(group),
            Behind::Late => self.ended(fact, true) && !Counting::was_on_time(fact, kind.mode),
            Behind::Stopped => self.ended(fact, false),
            Behind::Orders => accepted && kind.receipt == ReceiptKind::Workorder,
            Behind::Channel(channel) => self.has(fact.received) && fact.channel == *channel,
            Behind::Disputes => Counting::is_dispute(&fact.item) && self.touched(fact, open),
            Behind::Wishes => Counting::is_wish(&fact.item) && self.touched(fact, open),
            Behind::Grid(grid) => fact.grid == **grid && self.touched(fact, open),
            Behind::Worker(staff) => fact.handler == numeric(staff) && (accepted || self.ended(fact, true)),
            Behind::Reviews => {
                fact.events().any(|(mark, at)| self.has(at) && matches!(mark, Mark::FedBack(_)))
            }
            Behind::Topic(topic) => {
                self.has(fact.received) && fact.item == super::super::ENQUIRY && fact.topic == **topic
            }
            Behind::Visits(_) | Behind::Purpose(_) | Behind::Declined(_) | Behind::Room(_) => false,
        }
    }

    fn has(&self, at: Minute) -> bool {
        self.from <= at && at < self.until
    }

    fn ended(&self, fact: &IntakeFact<'_>, done: bool) -> bool {
        fact.ended().is_some_and(|(mark, at)| self.has(at) && (mark == Mark::Done) == done)
    }

    /// Taken or done in the period, or open at its end.
    fn touched(&self, fact: &IntakeFact<'_>, open: bool) -> bool {
        open || fact.accepted().is_some_and(|at| self.has(at)) || self.ended(fact, true)
    }
}
