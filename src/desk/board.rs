//! The day's board: who waits, who is served, who has left, and what is due.

use chrono::{Days, NaiveDate};

use crate::domain::booking::Booking;
use crate::domain::draft::Draft;
use crate::domain::intake::{Intake, StateName};
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::visit::{Outcome, Visit, VisitState};
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key, index_open};

use super::{Desk, DeskError};

/// So many due lines are shown.
const DUE_LINES: usize = 60;

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
    /// Due today, overdue, and in the next three days; the most urgent, most urgent first.
    pub due: Vec<DueLine>,
    /// How many are, shown or not.
    pub due_count: usize,
    /// How many of them are overdue.
    pub late_count: usize,
    /// Matters accepted today, also of a visit left open on another day.
    pub accepted_today: usize,
    /// What stands in the rooms today, in order of time.
    pub rooms: Vec<Booking>,
}

impl Board {
    /// Groups and people who came today.
    pub fn counts(&self) -> (usize, u32) {
        let all = || self.waiting.iter().chain(&self.serving).chain(&self.left);
        (all().count(), all().map(|line| line.visit.people).sum())
    }
}

impl Desk {
    /// The day's board.
    pub fn board(&self, day: NaiveDate) -> Result<Board, DeskError> {
        let prefix = index_key(index::VISIT_DAY, &[day.to_string().as_bytes()]);
        let keys = self.keys(&Range::prefix(prefix))?;
        let mut visits: Vec<Visit> = self.load(keys.into_iter())?;
        // A visit that was left open on another day is still at the window until it is ended.
        for visit in self.open_visits()? {
            if !visits.iter().any(|known| known.id == visit.id) {
                visits.push(visit);
            }
        }
        let drafts: Vec<Draft> = self
            .store
            .scan::<Draft>(&Range::all(), Order::Ascending, usize::MAX)?
            .into_iter()
            .map(|stored| stored.value)
            .collect();
        let mut board = Board::default();
        for visit in visits {
            let line = self.board_visit(visit, &drafts)?;
            board.accepted_today +=
                line.intakes.iter().filter(|intake| intake.accepted_on() == Some(day)).count();
            match line.visit.state {
                VisitState::Waiting => board.waiting.push(line),
                VisitState::Serving => board.serving.push(line),
                VisitState::Left => board.left.push(line),
            }
        }
        board.left.sort_by_key(|line| std::cmp::Reverse(line.visit.left));
        let soon = day + Days::new(3);
        board.due = self.due(soon)?;
        board.late_count = self.keys(&due_between(None, day - Days::new(1)))?.len();
        board.due_count = board.late_count + self.keys(&due_between(Some(day), soon))?.len();
        board.rooms = self.all_bookings(day, day)?;
        board.rooms.retain(|booking| booking.state.is_shown());
        Ok(board)
    }

    fn board_visit(&self, visit: Visit, drafts: &[Draft]) -> Result<BoardVisit, DeskError> {
        let resident = match &visit.resident {
            Some(id) => self.kept(id)?,
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

    /// What is due up to and including a day, most urgent first, as many as a board shows.
    pub fn due(&self, until: NaiveDate) -> Result<Vec<DueLine>, DeskError> {
        let keys = self.store.index(Table::Index, &due_between(None, until), Order::Ascending, DUE_LINES)?;
        let intakes: Vec<Intake> = self.load(keys.into_iter().map(|(_, id)| id))?;
        Ok(intakes.into_iter().filter_map(|intake| intake.due().map(|due| DueLine { due, intake })).collect())
    }
}

/// The entries of what is due from a day on, or since ever, up to and including another.
fn due_between(from: Option<NaiveDate>, until: NaiveDate) -> Range {
    let open = |day: NaiveDate| index_open(index::INTAKE_DUE, &[day.to_string().as_bytes()]);
    Range::between(from.map_or_else(|| index_key(index::INTAKE_DUE, &[]), open), open(until + Days::new(1)))
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
