//! 接待: the day's board. People come, wait, are served and leave.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::Entries;
use crate::domain::intake::{Intake, StateName};
use crate::domain::masked::Masked;
use crate::domain::material::blank_lines;
use crate::domain::name::PersonName;
use crate::domain::resident::Resident;
use crate::domain::visit::{LeftBy, Outcome, Visit, VisitState};
use crate::store::records::index;
use crate::store::{Order, Range, Table, Unit, index_key, index_open};

use super::intake::{ENQUIRY, enquiry_entries, fill_new_draft, known_entries};
use super::{Desk, DeskError, next_id, read};

/// No day at one desk has more visits than this; the board shows a day whole.
const A_DAY: usize = 2000;
/// So many due lines are shown.
const DUE_LINES: usize = 60;

/// Somebody who comes in.
#[derive(Debug, Clone, Default)]
pub struct NewVisit {
    /// The person on file.
    pub resident: Option<String>,
    /// The name as given, when there is one.
    pub name: Option<Masked<PersonName>>,
    /// How many people; at least 1.
    pub people: u32,
    /// What for.
    pub purpose: String,
    /// Already sitting at the window rather than waiting.
    pub serving: bool,
}

/// One visit on the board.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardVisit {
    /// The visit.
    pub visit: Visit,
    /// The person's name: on file or as given.
    pub name: Option<Masked<PersonName>>,
    /// The person's address, for the second line.
    pub place: String,
    /// Forms being filled.
    pub drafts: Vec<Draft>,
    /// Matters taken: item code, number as stored, state.
    pub intakes: Vec<Intake>,
}

/// One thing that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    /// The day.
    pub due: NaiveDate,
    /// The intake.
    pub intake: Intake,
}

/// The day's board.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// 等候, longest first.
    pub waiting: Vec<BoardVisit>,
    /// 接待中
    pub serving: Vec<BoardVisit>,
    /// 已离开, last first.
    pub left: Vec<BoardVisit>,
    /// Due today, overdue, and in the next three days; most urgent first.
    pub due: Vec<DueLine>,
    /// Matters taken today.
    pub accepted_today: usize,
}

impl Board {
    /// Groups and people who came today.
    pub fn counts(&self) -> (usize, u32) {
        let all = || self.waiting.iter().chain(&self.serving).chain(&self.left);
        (all().count(), all().map(|line| line.visit.people).sum())
    }
}

/// A form that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The form.
    pub draft: Draft,
    /// Its item, at the version the form was opened under.
    pub item: Item,
    /// The person on file.
    pub resident: Option<Resident>,
    /// The visit.
    pub visit: Visit,
}

impl Desk {
    /// Somebody comes in.
    pub fn arrive(&self, new: &NewVisit) -> Result<Visit, DeskError> {
        self.commit("arrive", |unit| {
            let visit = self.new_visit(unit, new)?;
            unit.put(&visit)?;
            let id = visit.id.clone();
            Ok((visit, id))
        })
    }

    pub(super) fn new_visit(&self, unit: &mut Unit<'_>, new: &NewVisit) -> Result<Visit, DeskError> {
        let now = self.now();
        let session = self.session();
        Ok(Visit {
            id: next_id(unit, "visit")?,
            arrived: now,
            begun: new.serving.then_some(now),
            left: None,
            left_by: None,
            people: new.people.max(1),
            resident: new.resident.clone(),
            name: new.name.clone(),
            purpose: new.purpose.clone(),
            first_contact: session.staff,
            window: session.window,
            intakes: Vec::new(),
            declines: Vec::new(),
            state: if new.serving { VisitState::Serving } else { VisitState::Waiting },
            outcome: None,
        })
    }

    /// Begins to serve somebody who waits.
    pub fn begin(&self, id: &str) -> Result<Visit, DeskError> {
        self.change_visit("begin", id, Visit::begin)
    }

    /// Ends a visit.
    pub fn leave(&self, id: &str) -> Result<Visit, DeskError> {
        self.change_visit("leave", id, |visit, now| visit.leave(now, LeftBy::Worker))
    }

    fn change_visit(
        &self,
        action: &'static str,
        id: &str,
        change: impl Fn(Visit, DateTime<FixedOffset>) -> Result<Visit, crate::domain::visit::VisitRefusal>,
    ) -> Result<Visit, DeskError> {
        self.commit(action, |unit| {
            let visit = change(self.visit_in(unit, id)?, self.now())?;
            unit.put(&visit)?;
            Ok((visit, id.to_owned()))
        })
    }

    pub(super) fn visit_in(&self, unit: &mut Unit<'_>, id: &str) -> Result<Visit, DeskError> {
        read::<Visit>(unit, id)?.ok_or_else(|| DeskError::Unknown { what: "visit", key: id.to_owned() })
    }

    /// Opens a form for an item: for a person on file or for somebody yet unknown, within a visit that is going on or a
    /// new one. Lawful defaults are filled in.
    pub fn open_form(
        &self,
        item: &str,
        resident: Option<&str>,
        visit: Option<&str>,
    ) -> Result<Opened, DeskError> {
        self.open_with(item, resident, visit, &Entries::new())
    }

    /// Opens an enquiry, about an item when one is known: question and answer are taken from its guide.
    pub fn open_enquiry(
        &self,
        about: Option<&str>,
        resident: Option<&str>,
        visit: Option<&str>,
    ) -> Result<Opened, DeskError> {
        let book = self.book();
        let entries = about
            .and_then(|code| book.catalogue.item(code))
            .map(|item| enquiry_entries(item, &book, self.today()))
            .unwrap_or_default();
        self.open_with(ENQUIRY, resident, visit, &entries)
    }

    fn open_with(
        &self,
        item: &str,
        resident: Option<&str>,
        visit: Option<&str>,
        given: &Entries,
    ) -> Result<Opened, DeskError> {
        let book = self.book();
        let item = book
            .catalogue
            .item(item)
            .ok_or_else(|| DeskError::Unknown { what: "item", key: item.to_owned() })?
            .clone();
        if item.retired {
            return Err(DeskError::Retired { code: item.code });
        }
        self.commit("open form", |unit| {
            let person = match resident {
                Some(id) => read::<Resident>(unit, id)?,
                None => None,
            };
            let visit = match visit {
                Some(id) => self.visit_in(unit, id)?,
                None => {
                    if let Some(visit) = self.visit_going_on(unit, resident)? {
                        visit
                    } else {
                        let visit = self.new_visit(
                            unit,
                            &NewVisit {
                                resident: resident.map(ToOwned::to_owned),
                                people: 1,
                                purpose: item.short_zh.clone(),
                                serving: true,
                                ..NewVisit::default()
                            },
                        )?;
                        unit.put(&visit)?;
                        visit
                    }
                }
            };
            let now = self.now();
            let mut draft = Draft {
                id: next_id(unit, "intake")?,
                visit: visit.id.clone(),
                item: item.code.clone(),
                item_version: item.version,
                resident: person.as_ref().map(|person| person.id.clone()),
                entries: known_entries(person.as_ref()),
                touched: std::collections::BTreeSet::new(),
                materials: blank_lines(&item),
                document_seen: false,
                goes_on: false,
                opened: now,
                saved: now,
                staff: self.session().staff,
            };
            draft.entries.extend(given.clone());
            fill_new_draft(&mut draft, &item, person.as_ref(), &book, &self.session().staff, now);
            unit.put(&draft)?;
            let id = draft.id.clone();
            Ok((Opened { draft, item: item.clone(), resident: person.clone(), visit }, id))
        })
    }

    /// The same person comes to the same window while the visit is still going on: one visit, several matters.
    fn visit_going_on(
        &self,
        unit: &mut Unit<'_>,
        resident: Option<&str>,
    ) -> Result<Option<Visit>, DeskError> {
        let Some(resident) = resident else {
            return Ok(None);
        };
        for visit in self.open_visits()? {
            if visit.resident.as_deref() == Some(resident) {
                let visit = self.visit_in(unit, &visit.id)?;
                return Ok(Some(match visit.state {
                    VisitState::Waiting => {
                        let begun = visit.begin(self.now())?;
                        unit.put(&begun)?;
                        begun
                    }
                    _ => visit,
                }));
            }
        }
        Ok(None)
    }

    fn open_visits(&self) -> Result<Vec<Visit>, DeskError> {
        let range = Range::prefix(index_key(index::VISIT_OPEN, &[]));
        let keys = self.store.index(Table::Index, &range, Order::Ascending, A_DAY)?;
        self.load(keys.into_iter().map(|(_, id)| id))
    }

    /// Records by their keys, in order. A key without a record is left out; `check` finds such a fault.
    pub(super) fn load<R: crate::store::Record>(
        &self,
        keys: impl Iterator<Item = String>,
    ) -> Result<Vec<R>, DeskError> {
        let mut records = Vec::new();
        for key in keys {
            records.extend(self.store.get::<R>(&key)?.map(|stored| stored.value));
        }
        Ok(records)
    }

    /// Keeps what was typed so far. A finished form is not brought back to life.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), DeskError> {
        self.commit("save draft", |unit| {
            if read::<Draft>(unit, &draft.id)?.is_none() {
                return Err(DeskError::DraftGone { id: draft.id.clone() });
            }
            let mut draft = draft.clone();
            draft.saved = self.now();
            unit.put(&draft)?;
            let id = draft.id.clone();
            Ok(((), id))
        })
    }

    /// Throws a form away. A visit that was opened for it alone ends with it.
    pub fn discard_draft(&self, id: &str) -> Result<(), DeskError> {
        self.commit("discard draft", |unit| {
            if read::<Draft>(unit, id)?.is_some() {
                unit.remove::<Draft>(id)?;
            }
            Ok(((), id.to_owned()))
        })
    }

    /// Opens a form again: after a crash, an early closing, or from the board.
    pub fn reopen(&self, draft: &str) -> Result<Opened, DeskError> {
        let draft = self
            .store
            .get::<Draft>(draft)?
            .ok_or_else(|| DeskError::DraftGone { id: draft.to_owned() })?
            .value;
        let resident = match &draft.resident {
            Some(id) => self.store.get::<Resident>(id)?.map(|stored| stored.value),
            None => None,
        };
        let visit = self
            .store
            .get::<Visit>(&draft.visit)?
            .ok_or_else(|| DeskError::Unknown { what: "visit", key: draft.visit.clone() })?
            .value;
        let item = self.item_at(&draft.item, draft.item_version)?;
        Ok(Opened { draft, item, resident, visit })
    }

    /// The day's board.
    pub fn board(&self, day: NaiveDate) -> Result<Board, DeskError> {
        let prefix = index_key(index::VISIT_DAY, &[day.to_string().as_bytes()]);
        let keys = self.store.index(Table::Index, &Range::prefix(prefix), Order::Ascending, A_DAY)?;
        let mut visits: Vec<Visit> = self.load(keys.into_iter().map(|(_, id)| id))?;
        // A visit that was left open on another day is still at the window until it is ended.
        for visit in self.open_visits()? {
            if !visits.iter().any(|known| known.id == visit.id) {
                visits.push(visit);
            }
        }
        let drafts: Vec<Draft> = self
            .store
            .scan::<Draft>(&Range::all(), Order::Ascending, A_DAY)?
            .into_iter()
            .map(|stored| stored.value)
            .collect();
        let mut board = Board::default();
        for visit in visits {
            let line = self.board_visit(visit, &drafts)?;
            board.accepted_today +=
                line.intakes.iter().filter(|intake| intake.state.name() != StateName::Declined).count();
            match line.visit.state {
                VisitState::Waiting => board.waiting.push(line),
                VisitState::Serving => board.serving.push(line),
                VisitState::Left => board.left.push(line),
            }
        }
        board.left.sort_by_key(|line| std::cmp::Reverse(line.visit.left));
        board.due = self.due(day + Days::new(3))?;
        Ok(board)
    }

    fn board_visit(&self, visit: Visit, drafts: &[Draft]) -> Result<BoardVisit, DeskError> {
        let resident = match &visit.resident {
            Some(id) => self.store.get::<Resident>(id)?.map(|stored| stored.value),
            None => None,
        };
        let intakes = self.load(visit.intakes.iter().cloned())?;
        Ok(BoardVisit {
            name: resident.as_ref().map(|r| r.name.clone()).or_else(|| visit.name.clone()),
            place: resident.map_or_else(String::new, |r| r.address.to_building()),
            drafts: drafts.iter().filter(|draft| draft.visit == visit.id).cloned().collect(),
            intakes,
            visit,
        })
    }

    /// What is due up to and including a day, most urgent first.
    pub fn due(&self, until: NaiveDate) -> Result<Vec<DueLine>, DeskError> {
        use std::ops::Bound;
        let next = (until + Days::new(1)).to_string();
        let range = Range::new(
            Bound::Included(index_key(index::INTAKE_DUE, &[])),
            Bound::Excluded(index_open(index::INTAKE_DUE, &[next.as_bytes()])),
        );
        let keys = self.store.index(Table::Index, &range, Order::Ascending, DUE_LINES)?;
        let intakes: Vec<Intake> = self.load(keys.into_iter().map(|(_, id)| id))?;
        Ok(intakes.into_iter().filter_map(|intake| intake.due().map(|due| DueLine { due, intake })).collect())
    }

    /// Ends the visits that were left open on earlier days: they are known to have left by closing time only.
    pub fn close_earlier_days(&self) -> Result<usize, DeskError> {
        let today = self.today();
        let mut closed = 0;
        for visit in self.open_visits()? {
            let day = visit.arrived.date_naive();
            if day >= today {
                continue;
            }
            let closing = self.book().community.hours.closing().unwrap_or(chrono::NaiveTime::MIN);
            self.commit("close day", |unit| {
                let visit = self.visit_in(unit, &visit.id)?;
                let at = day
                    .and_time(closing)
                    .and_local_timezone(*visit.arrived.offset())
                    .single()
                    .unwrap_or(visit.arrived)
                    .max(visit.arrived);
                let visit = visit.leave(at, LeftBy::ClosingTime)?;
                unit.put(&visit)?;
                let id = visit.id.clone();
                Ok(((), id))
            })?;
            closed += 1;
        }
        Ok(closed)
    }
}

/// What the board says of a visit, by its last matter.
pub(super) fn outcome_of(state: StateName, enquiry: bool) -> Option<Outcome> {
    match state {
        _ if enquiry => Some(Outcome::Answered),
        StateName::Accepted | StateName::Done => Some(Outcome::Accepted),
        StateName::AcceptedWithGaps => Some(Outcome::AcceptedWithGaps),
        StateName::NeedsSupplement => Some(Outcome::Supplement),
        StateName::Declined => Some(Outcome::Declined),
        _ => None,
    }
}
