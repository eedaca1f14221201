//! What an edit of a series will do, date by date, before anything is saved.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pair::{Old, pair};
use super::{Phase, SeriesError, Skipped};
use crate::domain::booking::{Booking, Slot};

/// What becomes of one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A lesson that was not there.
    New,
    /// As before.
    Unchanged,
    /// To another day, time or room.
    Moved,
    /// An exception that stays as it is: moved, cancelled or skipped by itself.
    Kept,
    /// The new rule has no place for it.
    Lost,
}

/// Another booking in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClashWith {
    /// Its id; none: another lesson of this very plan.
    pub id: Option<String>,
    /// Where and when.
    pub slot: Slot,
    /// What it is, as far as it may be told.
    pub title: String,
}

/// What is to be known of a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum Mark {
    /// 休
    Holiday {
        /// The holiday.
        name: String,
    },
    /// 班: a Saturday or Sunday on which everybody works.
    MakeUpWorkday {
        /// The holiday it makes up for, when it is known.
        name: Option<String>,
    },
    /// The holidays of that year are not known yet.
    Provisional,
    /// 停开
    Closed {
        /// As posted.
        reason: String,
    },
    /// The room is not open at that time.
    OutsideHours,
    /// Confirmed bookings in the way.
    Clash {
        /// Which.
        with: Vec<ClashWith>,
    },
    /// Others have asked for the time and wait for an answer.
    Rival {
        /// Which.
        with: Vec<ClashWith>,
    },
    /// Loud beside quiet, or the other way round, at the same time.
    Noise {
        /// The neighbouring room.
        room: String,
        /// What is there.
        title: String,
    },
    /// Over already.
    Past,
}

/// What is to be done with a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 照常: as the line says.
    Go,
    /// 跳过: no lesson.
    Skip,
    /// 改期, 换场地: here instead.
    Move(Slot),
    /// Must be answered.
    Open,
}

/// The worker's answers, by the date of the line.
pub type Choices = BTreeMap<NaiveDate, Choice>;

/// One date of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The date the rule gives; for a lost lesson the date it had.
    pub on: NaiveDate,
    /// The lesson, when there is one.
    pub booking: Option<String>,
    /// Where it is now.
    pub before: Option<Slot>,
    /// Where it will be; none when nothing will.
    pub at: Option<Slot>,
    /// What becomes of it.
    pub change: Change,
    /// What is to be known.
    pub marks: Vec<Mark>,
    /// What is done.
    pub choice: Choice,
    /// Other times and rooms that are free, the nearest first.
    pub offers: Vec<Slot>,
    /// The date the lesson had in the old rule.
    #[serde(skip)]
    pub was: Option<NaiveDate>,
    /// The worker decided on this date before: skipped or cancelled, and why.
    #[serde(skip)]
    pub skipped: Option<Skipped>,
}

/// What an edit will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// In order of dates.
    pub lines: Vec<Line>,
}

impl Line {
    /// Where the lesson will be when this is saved.
    pub fn goes_to(&self) -> Option<&Slot> {
        match (&self.choice, self.change) {
            (Choice::Skip, _) => None,
            (Choice::Move(slot), _) => Some(slot),
            // An open line counts at its own place until it is answered; a lost lesson that is to go on stays.
            (Choice::Go, Change::Lost) => self.before.as_ref(),
            (Choice::Go | Choice::Open, _) => self.at.as_ref(),
        }
    }

    /// Whether a lesson stands here now and is taken away.
    pub fn takes_away(&self) -> bool {
        self.booking.is_some() && self.before.is_some() && self.goes_to().is_none()
    }

    /// What the rule says when the worker has said nothing: a clash must be answered, holidays and closed doors are skipped,
    /// make-up workdays go on.
    pub fn settle(&mut self) {
        if self.change == Change::Lost || self.skipped.is_some() {
            self.choice = Choice::Skip;
            return;
        }
        if self.change == Change::Kept {
            self.choice = if self.at.is_some() { Choice::Go } else { Choice::Skip };
            return;
        }
        if self.change == Change::Unchanged {
            // It stands there already; an edit of something else takes nothing away.
            self.choice = Choice::Go;
            return;
        }
        let has = |test: fn(&Mark) -> bool| self.marks.iter().any(test);
        let shut = |mark: &Mark| {
            matches!(mark, Mark::Past | Mark::Closed { .. } | Mark::OutsideHours | Mark::Holiday { .. })
        };
        self.choice = if has(shut) {
            Choice::Skip
        } else if has(|m| matches!(m, Mark::Clash { .. })) {
            Choice::Open
        } else {
            Choice::Go
        };
    }

    /// Whether somebody should look at it.
    pub fn wants_a_look(&self) -> bool {
        self.change == Change::Lost
            || self.marks.iter().any(|mark| {
                matches!(
                    mark,
                    Mark::Holiday { .. }
                        | Mark::MakeUpWorkday { .. }
                        | Mark::Closed { .. }
                        | Mark::OutsideHours
                        | Mark::Clash { .. }
                )
            })
    }

    /// Why there is no lesson, for the series' list of skipped days.
    pub fn reason(&self) -> Skipped {
        if let Some(known) = &self.skipped {
            return known.clone();
        }
        for mark in &self.marks {
            match mark {
                Mark::Holiday { name } => return Skipped::Holiday { name: name.clone() },
                Mark::Closed { reason } => return Skipped::Closed { reason: reason.clone() },
                Mark::OutsideHours => return Skipped::OutsideHours,
                Mark::Clash { with } => {
                    let id = with.iter().find_map(|other| other.id.clone()).unwrap_or_default();
                    return Skipped::Clash { with: id };
                }
                _ => {}
            }
        }
        Skipped::Chosen
    }
}

impl Plan {
    /// Dates that must be answered first.
    pub fn open(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.choice == Choice::Open)
    }

    /// How many lessons there will be.
    pub fn count(&self) -> usize {
        self.lines.iter().filter(|line| line.goes_to().is_some()).count()
    }

    /// How many dates of the rule have no lesson.
    pub fn skipped(&self) -> usize {
        self.lines.iter().filter(|line| line.choice == Choice::Skip && line.change != Change::Lost).count()
    }

    /// How many were moved by an answer.
    pub fn moved(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.choice, Choice::Move(_))).count()
    }
}

/// The dates of a phase, paired with the lessons and skipped days it replaces: `lessons` are the series' bookings that may
/// change (from the phase's first day on and not over), cancelled ones included; `skipped` the days without a lesson. No
/// marks yet, and no choices.
pub fn draw_up(
    phase: &Phase,
    lessons: &[Booking],
    skipped: &BTreeMap<NaiveDate, Skipped>,
) -> Result<Plan, SeriesError> {
    let dates = phase.dates()?;
    let on = |lesson: &Booking| lesson.lesson.as_ref().map_or(lesson.slot.day, |l| l.on);
    let own = |lesson: &Booking| lesson.lesson.as_ref().is_some_and(|l| l.own);
    let mut old: Vec<Old> = lessons
        .iter()
        .map(|lesson| Old { on: on(lesson), exception: own(lesson) || !lesson.is_open() })
        .collect();
    // What the rule itself skipped is judged anew on its new day; only the worker's own decision is an exception.
    let chosen: Vec<(NaiveDate, &Skipped)> = skipped
        .iter()
        .filter(|(_, why)| matches!(why, Skipped::Chosen | Skipped::Clash { .. }))
        .map(|(day, why)| (*day, why))
        .collect();
    old.extend(chosen.iter().map(|(day, _)| Old { on: *day, exception: true }));
    let mut lines = Vec::new();
    for pair in pair(&old, &dates, &phase.pattern) {
        let at = pair.new.map(|day| phase.slot(day)).transpose()?;
        let lesson = pair.old.and_then(|index| lessons.get(index));
        let skip = pair.old.and_then(|index| index.checked_sub(lessons.len())).and_then(|i| chosen.get(i));
        let was = lesson.map(on).or(skip.map(|(day, _)| *day));
        let Some(date) = pair.new.or(was) else { continue };
        let mut line = Line {
            on: date,
            booking: lesson.map(|lesson| lesson.id.clone()),
            before: lesson.filter(|lesson| lesson.is_open()).map(|lesson| lesson.slot.clone()),
            at,
            change: Change::New,
            marks: Vec::new(),
            choice: Choice::Go,
            offers: Vec::new(),
            was,
            skipped: None,
        };
        match (lesson, skip) {
            (Some(lesson), _) if !lesson.is_open() => {
                // Cancelled by itself: no lesson comes back in its place.
                line.change = Change::Kept;
                line.at = None;
            }
            (Some(lesson), _) if own(lesson) => {
                line.change = Change::Kept;
                line.at = Some(lesson.slot.clone());
            }
            (Some(lesson), _) => {
                line.change = match &line.at {
                    None => Change::Lost,
                    Some(slot) if *slot == lesson.slot => Change::Unchanged,
                    Some(_) => Change::Moved,
                };
            }
            (None, Some((_, why))) => {
                if line.at.is_none() {
                    continue;
                }
                line.change = Change::Kept;
                line.skipped = Some((*why).clone());
                line.at = None;
            }
            (None, None) => {}
        }
        lines.push(line);
    }
    Ok(Plan { lines })
}

/// The plan of taking lessons away: every one of them is lost.
pub fn draw_up_removal(lessons: &[Booking]) -> Plan {
    let lines = lessons
        .iter()
        .filter(|lesson| lesson.is_open())
        .map(|lesson| {
            let on = lesson.lesson.as_ref().map_or(lesson.slot.day, |l| l.on);
            Line {
                on,
                booking: Some(lesson.id.clone()),
                before: Some(lesson.slot.clone()),
                at: None,
                change: Change::Lost,
                marks: Vec::new(),
                choice: Choice::Skip,
                offers: Vec::new(),
                was: Some(on),
                skipped: None,
            }
        })
        .collect();
    Plan { lines }
}
