//! What a series, or an edit of one, would do: read back before anything is saved.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::domain::book::Book;
use crate::domain::booking::{Booking, Details, Slot};
use crate::domain::room::Approver;
use crate::domain::series::{Choice, Choices, ClashWith, Line, Mark, Phase, Plan, draw_up};
use crate::store::Unit;

use super::occupancy::{Occupancy, told};
use super::offers::{Wish, offers};
use super::{Desk, DeskError, RoomsError};

/// A series that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSeries {
    /// Days, room and time.
    pub phase: Phase,
    /// What for and by whom.
    pub details: Details,
    /// Lifts those rules that a reason can lift.
    pub reason: String,
}

/// A plan and what else is to be known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Date by date.
    pub plan: Plan,
    /// Who says yes to the room.
    pub approver: Approver,
}

impl Desk {
    /// What a new series would do.
    pub fn plan_series(&self, new: &NewSeries, choices: &Choices) -> Result<Planned, DeskError> {
        let book = self.book();
        self.store.transact(|unit| {
            let mut occupancy = Occupancy::new(&book);
            self.plan_series_in(unit, &mut occupancy, &book, new, choices)
        })
    }

    pub(super) fn plan_series_in(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        new: &NewSeries,
        choices: &Choices,
    ) -> Result<Planned, DeskError> {
        let room = self.room_of(book, &new.phase.room)?;
        let mut plan =
            draw_up(&new.phase, &[], &std::collections::BTreeMap::new()).map_err(RoomsError::from)?;
        let now = self.now().naive_local();
        let people = new.details.people;
        Judge { book, now, people, choices }.judge(unit, occupancy, &mut plan)?;
        Ok(Planned { plan, approver: room.approver })
    }
}

/// Marks the lines of a plan and answers them by rule and by choice.
pub(super) struct Judge<'a> {
    pub book: &'a Book,
    pub now: NaiveDateTime,
    pub people: u32,
    pub choices: &'a Choices,
}

impl Judge<'_> {
    pub fn judge(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        plan: &mut Plan,
    ) -> Result<(), DeskError> {
        let mine: BTreeSet<String> = plan.lines.iter().filter_map(|line| line.booking.clone()).collect();
        // First every line by itself, then the answers, then the lines against each other: an answer may move a lesson onto
        // another one.
        for line in &mut plan.lines {
            if let Some(slot) = line.at.clone() {
                line.marks = self.marks(unit, occupancy, &slot, &mine)?;
            }
            line.settle();
            if let Some(choice) = self.choices.get(&line.on) {
                self.answer(unit, occupancy, line, choice, &mine)?;
            }
        }
        self.among_themselves(plan);
        for at in 0..plan.lines.len() {
            let Some(line) = plan.lines.get(at) else { break };
            if line.choice != Choice::Open && !line.wants_a_look() {
                continue;
            }
            let Some(slot) = line.at.clone().or_else(|| line.before.clone()) else { continue };
            let wish = Wish { slot: &slot, people: self.people, now: self.now, same_day: false };
            let found = offers(unit, occupancy, self.book, &wish, &|other| mine.contains(&other.id))?;
            // An offer must not land on another lesson of the plan.
            let lands = |offer: &Slot| {
                plan.lines.iter().enumerate().any(|(i, other)| {
                    i != at && other.goes_to().is_some_and(|goes| goes.clashes(offer, &self.book.rooms))
                })
            };
            let free: Vec<Slot> = found.into_iter().filter(|offer| !lands(offer)).collect();
            if let Some(line) = plan.lines.get_mut(at) {
                line.offers = free;
            }
        }
        Ok(())
    }

    fn marks(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        slot: &Slot,
        mine: &BTreeSet<String>,
    ) -> Result<Vec<Mark>, DeskError> {
        let mut marks = self.book.marks(slot);
        if slot.start() <= self.now {
            marks.push(Mark::Past);
        }
        let own = |other: &Booking| mine.contains(&other.id);
        let with = |found: Vec<Booking>| -> Vec<ClashWith> {
            found.iter().map(|other| told(self.book, other)).collect()
        };
        let clashes = with(occupancy.clashes(unit, slot, own)?);
        if !clashes.is_empty() {
            marks.push(Mark::Clash { with: clashes });
        }
        let rivals = with(occupancy.rivals(unit, slot, own)?);
        if !rivals.is_empty() {
            marks.push(Mark::Rival { with: rivals });
        }
        for other in occupancy.noise(unit, slot)? {
            let title = told(self.book, &other).title;
            marks.push(Mark::Noise { room: other.slot.room.clone(), title });
        }
        Ok(marks)
    }

    /// What the worker chose, as far as it can be: nothing goes where something else is or the door is shut.
    fn answer(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        line: &mut Line,
        choice: &Choice,
        mine: &BTreeSet<String>,
    ) -> Result<(), DeskError> {
        let shut = |marks: &[Mark]| {
            marks.iter().any(|mark| {
                matches!(mark, Mark::Clash { .. } | Mark::Closed { .. } | Mark::OutsideHours | Mark::Past)
            })
        };
        line.choice = match choice {
            Choice::Skip => Choice::Skip,
            Choice::Open => Choice::Open,
            Choice::Go if line.at.is_none() && line.before.is_none() => Choice::Skip,
            Choice::Go if shut(&line.marks) && line.change != crate::domain::series::Change::Unchanged => {
                Choice::Open
            }
            Choice::Go => Choice::Go,
            Choice::Move(slot) => {
                let marks = self.marks(unit, occupancy, slot, mine)?;
                if shut(&marks) {
                    line.marks = marks;
                    Choice::Open
                } else {
                    Choice::Move(slot.clone())
                }
            }
        };
        Ok(())
    }

    /// A series must not stand in its own way: a daily use longer than a day does, and so does a lesson moved onto the next.
    fn among_themselves(&self, plan: &mut Plan) {
        let places: Vec<Option<Slot>> = plan.lines.iter().map(|line| line.goes_to().cloned()).collect();
        for at in 0..plan.lines.len() {
            let Some(Some(here)) = places.get(at) else { continue };
            let others = places.iter().take(at).flatten();
            let with: Vec<ClashWith> = others
                .filter(|other| other.clashes(here, &self.book.rooms))
                .map(|other| ClashWith { id: None, slot: other.clone(), title: String::new() })
                .collect();
            if let Some(line) = plan.lines.get_mut(at).filter(|_| !with.is_empty()) {
                line.marks.push(Mark::Clash { with });
                line.choice = Choice::Open;
            }
        }
    }
}
