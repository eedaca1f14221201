//! A plan, one line a date: what becomes of it and what is to be known.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use crate::desk::Planned;
use crate::domain::booking::Slot;
use crate::domain::room::Approver;
use crate::domain::series::{Change, Choice, Choices, Line, Mark, Plan};
use crate::i18n::Words;
use crate::t;

use super::doc::{PlaceDoc, TakenDoc, place_text, taken_text};
use super::when::{Instead, date_instead};

/// The answers to the dates of a plan.
#[derive(Args)]
pub(super) struct Answers {
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    skip: Vec<NaiveDate>,
    #[arg(long, value_name = "DATE", value_parser = super::super::day)]
    keep: Vec<NaiveDate>,
    #[arg(long = "move", value_name = "DATE=DATE/TIME/ROOM", value_parser = date_instead)]
    moved: Vec<(NaiveDate, Instead)>,
}

impl Answers {
    /// The choices; `like` gives the time and the room a moved lesson keeps. None: a lesson would end on another day.
    pub fn choices(&self, like: &Slot) -> Option<Choices> {
        let mut choices = BTreeMap::new();
        choices.extend(self.keep.iter().map(|day| (*day, Choice::Go)));
        choices.extend(self.skip.iter().map(|day| (*day, Choice::Skip)));
        for (day, instead) in &self.moved {
            let _ = choices.insert(*day, Choice::Move(instead.of(like)?));
        }
        Some(choices)
    }

    /// A date that was answered and is none of the plan's.
    pub fn stray(&self, plan: &Plan) -> Option<NaiveDate> {
        let answered = self.skip.iter().chain(&self.keep).chain(self.moved.iter().map(|(day, _)| day));
        answered.copied().find(|day| !plan.lines.iter().any(|line| line.on == *day))
    }
}

/// What is to be known of a time.
#[derive(Debug, Serialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub(super) enum MarkDoc {
    Holiday { name: String },
    MakeUpWorkday { name: Option<String> },
    Provisional,
    Closed { reason: String },
    OutsideHours,
    Clash { with: Vec<TakenDoc> },
    Rival { with: Vec<TakenDoc> },
    Noise { room: String, title: String },
    Past,
}

impl MarkDoc {
    pub fn new(mark: &Mark) -> Self {
        match mark {
            Mark::Holiday { name } => Self::Holiday { name: name.clone() },
            Mark::MakeUpWorkday { name } => Self::MakeUpWorkday { name: name.clone() },
            Mark::Provisional => Self::Provisional,
            Mark::Closed { reason } => Self::Closed { reason: reason.clone() },
            Mark::OutsideHours => Self::OutsideHours,
            Mark::Clash { with } => Self::Clash { with: TakenDoc::all(with) },
            Mark::Rival { with } => Self::Rival { with: TakenDoc::all(with) },
            Mark::Noise { room, title } => Self::Noise { room: room.clone(), title: title.clone() },
            Mark::Past => Self::Past,
        }
    }
}

/// The same as a text.
pub(super) fn mark_text(mark: &Mark, words: &Words) -> String {
    let list = |with: &[crate::domain::series::ClashWith]| {
        with.iter().map(|other| taken_text(other, words)).collect::<Vec<_>>().join("; ")
    };
    match mark {
        Mark::Holiday { name } => t!(words, "cli-kind-holiday", name = crate::i18n::festival(words, name)),
        Mark::MakeUpWorkday { .. } => t!(words, "cli-kind-make-up"),
        Mark::Provisional => t!(words, "cli-mark-provisional"),
        Mark::Closed { reason } => t!(words, "rooms-closed", reason = crate::i18n::closed_for(words, reason)),
        Mark::OutsideHours => t!(words, "cli-mark-outside-hours"),
        Mark::Clash { with } => t!(words, "cli-mark-clash", what = list(with)),
        Mark::Rival { with } => t!(words, "cli-rooms-rival", what = list(with)),
        Mark::Noise { room, title } => {
            let title = if title.is_empty() { t!(words, "rooms-occupied") } else { title.clone() };
            t!(words, "cli-rooms-noise", what = format!("{room} {title}"))
        }
        Mark::Past => t!(words, "rule-past"),
    }
}

/// A plan before it is saved.
#[derive(Serialize)]
pub(super) struct PlanDoc {
    #[serde(skip_serializing_if = "Option::is_none")]
    approver: Option<Approver>,
    /// Lessons there will be.
    lessons: usize,
    /// Dates without one.
    skipped: usize,
    /// Dates that must be decided first.
    open: usize,
    lines: Vec<LineDoc>,
}

#[derive(Serialize)]
struct LineDoc {
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    booking: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<PlaceDoc>,
    /// Where it will be; none: nowhere.
    at: Option<PlaceDoc>,
    change: Change,
    choice: &'static str,
    marks: Vec<MarkDoc>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offers: Vec<PlaceDoc>,
}

impl PlanDoc {
    pub fn new(planned: &Planned) -> Self {
        Self { approver: Some(planned.approver), ..Self::of(&planned.plan) }
    }

    pub fn of(plan: &Plan) -> Self {
        Self {
            approver: None,
            lessons: plan.count(),
            skipped: plan.skipped(),
            open: plan.open().count(),
            lines: plan.lines.iter().map(LineDoc::new).collect(),
        }
    }
}

impl LineDoc {
    fn new(line: &Line) -> Self {
        Self {
            on: line.on.to_string(),
            booking: line.booking.clone(),
            before: line.before.as_ref().map(PlaceDoc::new),
            at: line.goes_to().map(PlaceDoc::new),
            change: line.change,
            choice: match line.choice {
                Choice::Go => "go",
                Choice::Skip => "skip",
                Choice::Move(_) => "move",
                Choice::Open => "open",
            },
            marks: line.marks.iter().map(MarkDoc::new).collect(),
            offers: line.offers.iter().map(PlaceDoc::new).collect(),
        }
    }
}

/// The preview: one line a date.
pub(super) fn lines(plan: &Plan, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = plan.lines.iter().map(|line| text(line, words)).collect();
    let (count, skipped, open) = (plan.count(), plan.skipped(), plan.open().count());
    lines.push(t!(words, "cli-plan-sum", lessons = count, skipped = skipped, open = open));
    lines
}

fn text(line: &Line, words: &Words) -> String {
    let done = match (&line.choice, line.change) {
        (Choice::Open, _) => t!(words, "cli-plan-open"),
        (_, Change::Lost) if line.goes_to().is_none() => t!(words, "cli-plan-lost"),
        (Choice::Skip, _) => t!(words, "cli-plan-skip"),
        (Choice::Move(_), _) | (_, Change::Moved) => t!(words, "cli-plan-moved"),
        (_, Change::New) => t!(words, "cli-plan-new"),
        (_, Change::Kept) => t!(words, "cli-plan-kept"),
        (_, Change::Unchanged | Change::Lost) => t!(words, "cli-plan-unchanged"),
    };
    let place = line.goes_to().map(place_text).unwrap_or_default();
    let marks: Vec<String> = line.marks.iter().map(|mark| mark_text(mark, words)).collect();
    let mut parts = vec![line.on.to_string(), done, place, marks.join(" ")];
    if !line.offers.is_empty() {
        let offers: Vec<String> = line.offers.iter().map(place_text).collect();
        parts.push(format!("{} {}", t!(words, "cli-rooms-free"), offers.join("; ")));
    }
    parts.join("\t").trim_end().to_owned()
}
