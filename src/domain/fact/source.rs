//! From a stored matter to its facts: the few fields they are made from are read, and no others.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Deserialize;

use crate::domain::form::{Answer, Shared, Who};
use crate::domain::intake::{Intake, State};
use crate::domain::place::Place;

use super::intake::{Event, IntakeFact};
use super::{Channel, Mark, Minute, Satisfaction, numeric};

/// The own field of an item by whose answer its matters are told apart in a summary. Only these answers stand in keys:
/// none of them says anything about a person.
pub const TOPIC_FIELDS: [(&str, &str); 8] = [
    ("PT01", "topic"),
    ("FB02", "facility_type"),
    ("FB08", "issue"),
    ("FB20", "service"),
    ("JF21", "dispute_kind"),
    ("JF22", "issue"),
    ("JF25", "category"),
    ("XY26", "wish_kind"),
];

/// The fields of an intake its facts are made from.
#[derive(Debug, Deserialize)]
pub struct IntakeSource {
    /// Ten digits.
    pub id: String,
    item: String,
    item_version: u32,
    visit: String,
    received_at: DateTime<FixedOffset>,
    first_contact: String,
    handler: String,
    /// The person on file.
    #[serde(default)]
    pub resident: Option<String>,
    #[serde(default)]
    who: Who,
    answers: AnswerSource,
    /// Where it stands.
    pub state: State,
    #[serde(default)]
    history: Vec<StampSource>,
}

/// The answers that facts are made from; the others are passed over.
#[derive(Debug, Default, Deserialize)]
struct AnswerSource {
    #[serde(default, rename = "_address")]
    address: Option<Answer>,
    #[serde(default)]
    grid: Option<Answer>,
    #[serde(default)]
    channel: Option<Answer>,
    #[serde(default)]
    level: Option<Answer>,
    #[serde(default)]
    topic: Option<Answer>,
    #[serde(default)]
    facility_type: Option<Answer>,
    #[serde(default)]
    issue: Option<Answer>,
    #[serde(default)]
    service: Option<Answer>,
    #[serde(default)]
    dispute_kind: Option<Answer>,
    #[serde(default)]
    category: Option<Answer>,
    #[serde(default)]
    wish_kind: Option<Answer>,
}

impl AnswerSource {
    fn topic(&self, item: &str) -> &str {
        let Some((_, field)) = TOPIC_FIELDS.iter().find(|(code, _)| *code == item) else {
            return "";
        };
        let answer = match *field {
            "topic" => &self.topic,
            "facility_type" => &self.facility_type,
            "issue" => &self.issue,
            "service" => &self.service,
            "dispute_kind" => &self.dispute_kind,
            "category" => &self.category,
            _ => &self.wish_kind,
        };
        chosen(answer.as_ref()).unwrap_or_default()
    }

    fn grid(&self) -> &str {
        grid(self.grid.as_ref(), self.address.as_ref())
    }
}

fn grid<'a>(grid: Option<&'a Answer>, address: Option<&'a Answer>) -> &'a str {
    match (grid, address) {
        (Some(Answer::Text(grid)), _) => grid,
        (_, Some(Answer::Address(address))) if Place::is_told_by(address) => &address.compound,
        _ => "",
    }
}

/// The compound or grid of a matter and how it came in, as its fact has them, for those who have the whole record at hand.
pub fn grid_and_channel(intake: &Intake) -> (&str, Channel) {
    let answer = |key: &str| intake.answers.get(key);
    let channel = Channel::of(chosen(answer("channel")), intake.who);
    (grid(answer("grid"), answer(Shared::ADDRESS)), channel)
}

fn chosen(answer: Option<&Answer>) -> Option<&str> {
    match answer {
        Some(Answer::Chosen(ids)) => ids.first().map(String::as_str),
        _ => None,
    }
}

#[derive(Debug, Deserialize)]
struct StampSource {
    at: DateTime<FixedOffset>,
    step: StepSource,
}

#[derive(Debug, Deserialize)]
struct StepSource {
    name: StepName,
    #[serde(default)]
    feedback: String,
    #[serde(default)]
    acceptance: Option<AcceptanceSource>,
}

#[derive(Debug, Deserialize)]
struct AcceptanceSource {
    promised_on: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepName {
    Accept,
    AcceptWithGaps,
    MakeUp,
    AskSupplement,
    Decline,
    Forward,
    Reply,
    Finish,
    FeedBack,
    Archive,
    Withdraw,
    Terminate,
    Void,
}

impl IntakeSource {
    /// The facts.
    pub fn fact(&self) -> IntakeFact<'_> {
        let received = Minute::of(self.received_at);
        let mut events: Vec<Event> = Vec::with_capacity(self.history.len());
        for stamp in &self.history {
            let mark = match stamp.step.name {
                StepName::Accept => Mark::Accepted { gaps: false },
                StepName::AcceptWithGaps => Mark::Accepted { gaps: true },
                StepName::AskSupplement => Mark::Supplement,
                StepName::Decline => Mark::Refused,
                StepName::Forward => Mark::Forwarded,
                StepName::Finish => Mark::Done,
                StepName::FeedBack => Mark::FedBack(Satisfaction::of(&stamp.step.feedback)),
                StepName::Withdraw => Mark::Withdrawn,
                StepName::Terminate => Mark::Terminated,
                StepName::Void => Mark::Voided,
                StepName::MakeUp | StepName::Reply | StepName::Archive => continue,
            };
            let again = matches!(mark, Mark::Accepted { .. } | Mark::Forwarded)
                && events
                    .iter()
                    .any(|event| std::mem::discriminant(&event.mark) == std::mem::discriminant(&mark));
            if !again {
                events.push(Event { mark, after: Minute::of(stamp.at).since(received) });
            }
        }
        IntakeFact {
            received,
            item: Cow::Borrowed(&self.item),
            version: self.item_version,
            visit: numeric(&self.visit),
            resident: self.resident.as_deref().map(numeric),
            first_contact: numeric(&self.first_contact),
            handler: numeric(&self.handler),
            channel: Channel::of(chosen(self.answers.channel.as_ref()), self.who),
            grid: Cow::Borrowed(self.answers.grid()),
            topic: Cow::Borrowed(self.answers.topic(&self.item)),
            promised: self.promised(),
            state: self.state.name(),
            major: self.answers.level.as_ref().is_some_and(Intake::is_major_level),
            events,
        }
    }

    /// The promise it was last given: a matter that is done no longer holds it in its state, its steps do.
    fn promised(&self) -> Option<NaiveDate> {
        self.history.iter().rev().find_map(|stamp| Some(stamp.step.acceptance.as_ref()?.promised_on))
    }

    /// When the papers were handed over.
    pub fn received(&self) -> DateTime<FixedOffset> {
        self.received_at
    }
}
