//! The facts of a matter.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::intake::StateName;

use super::minute::second_of_day;
use super::{Channel, Minute, Satisfaction, packed};

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
    pub(super) after: i32,
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
    pub(super) events: Vec<Event>,
}

/// A day as its number, which takes three bytes of a key instead of eleven. 0, a day before any calendar, stands for none.
mod day_number {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands a field over so")]
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map_or(0, |day| day.num_days_from_ce()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        let number = i32::deserialize(from)?;
        Ok((number != 0).then(|| NaiveDate::from_num_days_from_ce_opt(number)).flatten())
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
