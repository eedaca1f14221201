//! 来访: one arrival at the desk. It may hold several matters; an enquirer needs no name.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::correction::{CorrectionRefusal, Note, reasoned};
use super::masked::Masked;
use super::name::PersonName;

/// Where a visit stands on the day's board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// 等候
    Waiting,
    /// 接待中
    Serving,
    /// 已离开
    Left,
}

/// How it is known when a visitor left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftBy {
    /// The worker ended the visit.
    Worker,
    /// The day was closed with the visit still open.
    ClosingTime,
    /// A worker put it right afterwards, with a reason.
    Corrected,
}

/// A leaving time that was put right: what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBefore {
    /// The time that was on record.
    pub left: Option<DateTime<FixedOffset>>,
    /// How that was known.
    pub by: Option<LeftBy>,
    /// When, by whom and why it was put right.
    pub note: Note,
}

/// One arrival.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Ten digits, in order.
    pub id: String,
    /// When they came.
    pub arrived: DateTime<FixedOffset>,
    /// When somebody began to serve them.
    #[serde(default)]
    pub begun: Option<DateTime<FixedOffset>>,
    /// When they left.
    #[serde(default)]
    pub left: Option<DateTime<FixedOffset>>,
    /// How that is known.
    #[serde(default)]
    pub left_by: Option<LeftBy>,
    /// How many people came together.
    pub people: u32,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    /// The name as given, when there is one.
    #[serde(default)]
    pub name: Option<Masked<PersonName>>,
    /// What they came for, in the worker's words or the item's short name.
    #[serde(default)]
    pub purpose: String,
    /// 首问责任人: the first person asked. Nobody edits it.
    pub first_contact: String,
    /// The window.
    pub window: u32,
    /// Matters of this visit.
    #[serde(default)]
    pub intakes: Vec<String>,
    /// Refusals of this visit.
    #[serde(default)]
    pub declines: Vec<String>,
    /// Where it stands.
    pub state: VisitState,
    /// How it ended, for the board.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Leaving times that were put right, oldest first. Only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_before: Vec<LeftBefore>,
    /// 更正说明, oldest first. Only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// How a visit ended, for the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 已答复
    Answered,
    /// 已受理
    Accepted,
    /// 容缺受理
    AcceptedWithGaps,
    /// 待补正
    Supplement,
    /// 不予受理 or 不予出具
    Declined,
}

/// A step a visit cannot take from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the visit is {state:?}")]
pub struct VisitRefusal {
    /// Where it stands.
    pub state: VisitState,
}

impl Visit {
    /// Somebody begins to serve them.
    pub fn begin(mut self, at: DateTime<FixedOffset>) -> Result<Self, VisitRefusal> {
        if self.state != VisitState::Waiting {
            return Err(VisitRefusal { state: self.state });
        }
        self.begun = Some(at);
        self.state = VisitState::Serving;
        Ok(self)
    }

    /// They leave.
    pub fn leave(mut self, at: DateTime<FixedOffset>, by: LeftBy) -> Result<Self, VisitRefusal> {
        if self.state == VisitState::Left {
            return Err(VisitRefusal { state: self.state });
        }
        self.left = Some(at);
        self.left_by = Some(by);
        self.state = VisitState::Left;
        Ok(self)
    }

    /// Puts the leaving time right: on the day of the visit, not before it began and not in the time to come. The time
    /// before stays, with who, when and why.
    pub fn correct_leaving(
        mut self,
        left: DateTime<FixedOffset>,
        at: DateTime<FixedOffset>,
        staff: &str,
        reason: &str,
    ) -> Result<Self, CorrectionRefusal> {
        if self.state != VisitState::Left {
            return Err(CorrectionRefusal::StillHere);
        }
        let began = self.begun.unwrap_or(self.arrived);
        // Times are told to the minute: whoever came at 10:24:30 may have left at 10:24.
        let minute = |time: DateTime<FixedOffset>| time.timestamp().div_euclid(60);
        if minute(left) < minute(began)
            || minute(left) > minute(at)
            || left.date_naive() != self.arrived.date_naive()
        {
            return Err(CorrectionRefusal::NotThen);
        }
        if self.left.is_some_and(|known| minute(known) == minute(left)) {
            return Err(CorrectionRefusal::Same);
        }
        let note = Note { at, staff: staff.to_owned(), text: reasoned(reason)? };
        self.left_before.push(LeftBefore { left: self.left, by: self.left_by, note });
        self.left = Some(left);
        self.left_by = Some(LeftBy::Corrected);
        Ok(self)
    }

    /// Adds a dated remark; nothing else changes.
    pub fn noted(
        mut self,
        at: DateTime<FixedOffset>,
        staff: &str,
        text: &str,
    ) -> Result<Self, CorrectionRefusal> {
        self.notes.push(Note { at, staff: staff.to_owned(), text: reasoned(text)? });
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-05-{time}:00+08:00")).unwrap()
    }

    fn visit() -> Visit {
        let visit = Visit {
            id: "0000000001".into(),
            arrived: at("07T10:24"),
            begun: Some(at("07T10:30")),
            left: None,
            left_by: None,
            people: 1,
            resident: None,
            name: None,
            purpose: String::new(),
            first_contact: "01".into(),
            window: 1,
            intakes: Vec::new(),
            declines: Vec::new(),
            state: VisitState::Serving,
            outcome: None,
            left_before: Vec::new(),
            notes: Vec::new(),
        };
        visit.leave(at("07T17:30"), LeftBy::ClosingTime).unwrap()
    }

    #[test]
    fn the_time_before_stays_with_its_reason() {
        let once = visit().correct_leaving(at("07T11:00"), at("08T09:00"), "01", "当面核对").unwrap();
        assert_eq!((once.left, once.left_by), (Some(at("07T11:00")), Some(LeftBy::Corrected)));
        let twice = once.correct_leaving(at("07T11:10"), at("08T09:05"), "02", "又核对").unwrap();
        let [first, second] = twice.left_before.as_slice() else { panic!("two") };
        assert_eq!((first.left, first.by), (Some(at("07T17:30")), Some(LeftBy::ClosingTime)));
        assert_eq!((second.left, second.by), (Some(at("07T11:00")), Some(LeftBy::Corrected)));
        assert_eq!(first.note.text, "当面核对");
    }

    #[test]
    fn nobody_left_before_they_came_or_in_the_time_to_come() {
        for (time, refused) in [
            ("07T10:23", CorrectionRefusal::NotThen),
            ("07T10:29", CorrectionRefusal::NotThen),
            ("08T09:00", CorrectionRefusal::NotThen),
            ("07T17:30", CorrectionRefusal::Same),
        ] {
            let done = visit().correct_leaving(at(time), at("08T09:00"), "01", "当面核对");
            assert_eq!(done.unwrap_err(), refused, "{time}");
        }
        let today = visit().correct_leaving(at("07T16:00"), at("07T15:00"), "01", "当面核对");
        assert_eq!(today.unwrap_err(), CorrectionRefusal::NotThen);
        let silent = visit().correct_leaving(at("07T11:00"), at("08T09:00"), "01", " ");
        assert_eq!(silent.unwrap_err(), CorrectionRefusal::NoReason);
        let here = Visit { state: VisitState::Serving, ..visit() };
        let early = here.correct_leaving(at("07T11:00"), at("08T09:00"), "01", "当面核对");
        assert_eq!(early.unwrap_err(), CorrectionRefusal::StillHere);
    }
}
