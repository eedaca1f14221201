//! The facts of a matter.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::form::{Answer, Shared, Who};
use crate::domain::intake::{Intake, State, StateName};
use crate::domain::place::Place;

use super::minute::second_of_day;
use super::{Minute, numeric, packed};

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

/// 渠道: how a matter came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 本人到窗口
    Desk,
    /// 家属代办
    Family,
    /// 社区上门
    Home,
    /// 电话
    Phone,
    /// 网格员上报
    Grid,
    /// 手机 APP
    App,
    /// 12345 派单
    #[serde(rename = "12345")]
    Hotline,
    /// 上级交办
    Superior,
    /// 微信群
    Wechat,
}

impl Channel {
    /// All of them, in the order they are listed in.
    pub const ALL: [Self; 9] = [
        Self::Desk,
        Self::Family,
        Self::Home,
        Self::Phone,
        Self::Grid,
        Self::App,
        Self::Hotline,
        Self::Superior,
        Self::Wechat,
    ];

    /// As written in ledgers and on papers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Desk => "本人到窗口",
            Self::Family => "家属代办",
            Self::Home => "社区上门",
            Self::Phone => "电话",
            Self::Grid => "网格员上报",
            Self::App => "手机 APP",
            Self::Hotline => "12345 派单",
            Self::Superior => "上级交办",
            Self::Wechat => "微信群",
        }
    }

    /// By what the form of a request says (`JF25`, `channel`), or by who came.
    fn of(told: Option<&str>, who: Who) -> Self {
        match told {
            Some("phone") => Self::Phone,
            Some("grid") => Self::Grid,
            Some("app") => Self::App,
            Some("12345") => Self::Hotline,
            Some("superior") => Self::Superior,
            Some("wechat") => Self::Wechat,
            _ => match who {
                Who::Oneself => Self::Desk,
                Who::Family => Self::Family,
                Who::Home => Self::Home,
            },
        }
    }
}

/// 满意度, as far as the words of a feedback begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// 非常满意
    Very,
    /// 满意
    Satisfied,
    /// 基本满意
    Fairly,
    /// 不满意
    Not,
    /// 非常不满意
    NotAtAll,
    /// Something else was said.
    Other,
}

impl Satisfaction {
    /// All of them, the best first (国办发〔2019〕51号: five grades of 好差评).
    pub const ALL: [Self; 6] =
        [Self::Very, Self::Satisfied, Self::Fairly, Self::Not, Self::NotAtAll, Self::Other];

    /// As written in ledgers and on papers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Very => "非常满意",
            Self::Satisfied => "满意",
            Self::Fairly => "基本满意",
            Self::Not => "不满意",
            Self::NotAtAll => "非常不满意",
            Self::Other => "其他",
        }
    }

    /// Read from the words of a feedback.
    pub fn of(feedback: &str) -> Self {
        let words = feedback.trim();
        [
            ("非常满意", Self::Very),
            ("非常不满意", Self::NotAtAll),
            ("不满意", Self::Not),
            ("基本满意", Self::Fairly),
            ("满意", Self::Satisfied),
        ]
        .into_iter()
        .find(|(text, _)| words.starts_with(text))
        .map_or(Self::Other, |(_, grade)| grade)
    }
}

/// What happened to a matter, as far as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// 受理, the first time only; with papers to follow or without.
    Accepted {
        /// 容缺
        gaps: bool,
    },
    /// 补正: told what is missing.
    Supplement,
    /// 不予受理
    Refused,
    /// 转办: handed on, the first time only.
    Forwarded,
    /// 办结
    Done,
    /// 反馈
    FedBack(Satisfaction),
    /// 撤回
    Withdrawn,
    /// 终止
    Terminated,
    /// 作废
    Voided,
}

/// What happened when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub mark: Mark,
    /// When, in minutes after the papers were handed over.
    after: i32,
}

/// The facts of a matter. Thousands of them are read for a summary, so their codes may lie in the key they stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeFact<'a> {
    /// When the papers were handed over.
    pub received: Minute,
    /// The item's code.
    #[serde(borrow)]
    pub item: Cow<'a, str>,
    /// The item's version.
    pub version: u32,
    /// The visit.
    pub visit: u64,
    /// The person on file.
    pub resident: Option<u64>,
    /// 首问责任人
    pub first_contact: u64,
    /// Who handled it.
    pub handler: u64,
    /// How it came in.
    pub channel: Channel,
    /// The compound, or the grid where the form asks for one; empty where neither is known.
    #[serde(borrow)]
    pub grid: Cow<'a, str>,
    /// The answer of [`TOPIC_FIELDS`]: an option's id.
    #[serde(borrow)]
    pub topic: Cow<'a, str>,
    /// 承诺办结日
    #[serde(with = "day_number")]
    pub promised: Option<NaiveDate>,
    /// Where it stands.
    pub state: StateName,
    /// A dispute of the highest level: named workers only may read of it, as of a restricted item.
    pub major: bool,
    events: Vec<Event>,
}

/// A day as its number, which takes three bytes of a key instead of eleven. 0, a day before any calendar, stands for none.
mod day_number {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map_or(0, |day| day.num_days_from_ce()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        let number = i32::deserialize(from)?;
        Ok((number != 0).then(|| NaiveDate::from_num_days_from_ce_opt(number)).flatten())
    }
}

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

impl<'a> IntakeFact<'a> {
    /// The part of a key that sorts by the time of receipt and holds the facts.
    pub fn key_part(&self, received: DateTime<FixedOffset>) -> Vec<u8> {
        let mut part = second_of_day(received).to_vec();
        part.extend(packed(self));
        part
    }

    /// Reads the part of a key; none of what is no such part.
    pub fn unpack(part: &'a [u8]) -> Option<Self> {
        postcard::from_bytes(part.get(3..)?).ok()
    }

    /// The same, for as long as one likes.
    pub fn into_owned(self) -> IntakeFact<'static> {
        IntakeFact {
            item: Cow::Owned(self.item.into_owned()),
            grid: Cow::Owned(self.grid.into_owned()),
            topic: Cow::Owned(self.topic.into_owned()),
            ..self
        }
    }

    /// What happened when, oldest first.
    pub fn events(&self) -> impl Iterator<Item = (Mark, Minute)> + '_ {
        self.events.iter().map(|event| (event.mark, self.received.plus(event.after)))
    }

    /// When it was taken (受理), if it ever was.
    pub fn accepted(&self) -> Option<Minute> {
        self.first(|mark| matches!(mark, Mark::Accepted { .. }))
    }

    /// When a matter that was taken was no longer open: done, withdrawn, terminated or voided, whichever came first.
    pub fn ended(&self) -> Option<(Mark, Minute)> {
        let mut events = self.events().skip_while(|(mark, _)| !matches!(mark, Mark::Accepted { .. }));
        let (_, accepted) = events.next()?;
        // By the order of the steps: a clock that was set back in between makes nothing go on for ever.
        events
            .find(|(mark, _)| matches!(mark, Mark::Done | Mark::Withdrawn | Mark::Terminated | Mark::Voided))
            .map(|(mark, at)| (mark, at.max(accepted)))
    }

    /// Whether it was taken before a moment and not ended then: 结转.
    pub fn is_open_at(&self, moment: Minute) -> bool {
        self.accepted().is_some_and(|at| at < moment) && self.ended().is_none_or(|(_, at)| at >= moment)
    }

    fn first(&self, is: impl Fn(Mark) -> bool) -> Option<Minute> {
        self.events().find(|(mark, _)| is(*mark)).map(|(_, at)| at)
    }

    /// The days something countable happened on, each once, the day of receipt left out.
    pub fn later_days(&self) -> Vec<NaiveDate> {
        let first = self.received.day();
        let mut days: Vec<NaiveDate> =
            self.events().map(|(_, at)| at.day()).filter(|day| *day != first).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_read_from_the_first_words() {
        for (words, grade) in [
            ("满意（回访转述）", Satisfaction::Satisfied),
            (" 非常满意", Satisfaction::Very),
            ("非常不满意，等太久", Satisfaction::NotAtAll),
            ("不满意", Satisfaction::Not),
            ("基本满意", Satisfaction::Fairly),
            ("路灯亮了", Satisfaction::Other),
        ] {
            assert_eq!(Satisfaction::of(words), grade, "{words}");
        }
    }
}
