//! 预约: one use of one room (`domain.md` §4.3).

mod line;
mod request;
mod slot;
mod state;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::masked::Masked;
use super::name::PersonName;
use super::phone::Phone;
use super::serial::Serial;

pub use line::{BookingLine, Part, When};
pub use request::Request;
pub use slot::{Slot, SlotError, clock_text};
pub use state::{BookingRefusal, BookingState, Cancelled, Condition, Displaced, StateName, Used};

/// Who books, which is also what goes before what: 党组织活动和应急 > 居民会议、调解 > 学期课程 > 登记团队 > 居民个人.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingKind {
    /// 应急
    Emergency,
    /// 党组织活动
    Party,
    /// 居民会议、议事
    Assembly,
    /// 调解
    Mediation,
    /// 学期课程
    Class,
    /// 登记文体团队
    Team,
    /// 驻区单位、社会组织
    Unit,
    /// 居民个人
    #[default]
    Resident,
}

impl BookingKind {
    /// Every kind, the one that goes first first.
    pub const ALL: [Self; 8] = [
        Self::Emergency,
        Self::Party,
        Self::Assembly,
        Self::Mediation,
        Self::Class,
        Self::Team,
        Self::Unit,
        Self::Resident,
    ];

    /// The higher goes first.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Emergency | Self::Party => 5,
            Self::Assembly | Self::Mediation => 4,
            Self::Class => 3,
            Self::Team | Self::Unit => 2,
            Self::Resident => 1,
        }
    }

    /// Whether it may take a room from a confirmed booking of another kind.
    pub const fn may_displace(self) -> bool {
        matches!(self, Self::Emergency | Self::Party)
    }

    /// Whether the quotas of a team and week hold for it. The centre's own work is not rationed.
    pub const fn is_rationed(self) -> bool {
        matches!(self, Self::Team | Self::Unit | Self::Resident)
    }

    /// As stored, for scripts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Party => "party",
            Self::Assembly => "assembly",
            Self::Mediation => "mediation",
            Self::Class => "class",
            Self::Team => "team",
            Self::Unit => "unit",
            Self::Resident => "resident",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Something of the room that is wanted, and how many of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// As the room names it.
    pub name: String,
    /// At least 1.
    pub count: u32,
}

/// What a booking is for and who answers for it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Details {
    /// Who books.
    pub kind: BookingKind,
    /// 活动内容
    pub title: String,
    /// 负责人: the person on file.
    #[serde(default)]
    pub resident: Option<String>,
    /// The name of whoever answers for it.
    #[serde(default)]
    pub contact: Option<Masked<PersonName>>,
    /// Their phone.
    #[serde(default)]
    pub phone: Option<Masked<Phone>>,
    /// The team, organisation or unit; empty: a resident.
    #[serde(default)]
    pub team: String,
    /// How many people.
    pub people: u32,
    /// 使用音响
    #[serde(default)]
    pub amplified: bool,
    /// 有未成年人
    #[serde(default)]
    pub minors: bool,
    /// What of the room's equipment.
    #[serde(default)]
    pub equipment: Vec<Wanted>,
    /// The class group whose lesson this is.
    #[serde(default)]
    pub class: Option<String>,
    /// A note for the desk.
    #[serde(default)]
    pub note: String,
}

impl Details {
    /// By whom quotas and no-shows are counted: the team by its name, a resident by id. None for the centre's own work and
    /// for a person who is not on file.
    pub fn holder(&self) -> Option<String> {
        if !self.kind.is_rationed() {
            return None;
        }
        let team = self.team.trim();
        if team.is_empty() {
            self.resident.as_ref().map(|id| format!("resident:{id}"))
        } else {
            Some(format!("team:{team}"))
        }
    }
}

/// Which lesson of which series a booking is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The series.
    pub series: String,
    /// The date the rule gives, wherever the lesson was moved to: its identity within the series.
    pub on: NaiveDate,
    /// Changed by itself (moved, another room, other details): an edit of the series leaves it as it is.
    #[serde(default)]
    pub own: bool,
    /// 补课: the date in the series of the lesson that fell out and is held now instead.
    #[serde(default)]
    pub makes_up: Option<NaiveDate>,
}

impl Lesson {
    /// The date at which whoever comes by the rule waits for it.
    pub fn due(&self) -> NaiveDate {
        self.makes_up.unwrap_or(self.on)
    }
}

/// When and by whom something was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// A worker's id.
    pub staff: String,
}

/// One line of a booking's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When and by whom.
    pub stamp: Stamp,
    /// What was done.
    pub deed: Deed,
    /// Where it stood before, when it was moved.
    #[serde(default)]
    pub before: Option<Slot>,
    /// Why, when that was asked.
    #[serde(default)]
    pub reason: String,
}

/// What was done to a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Entered.
    Made,
    /// Approved.
    Approved,
    /// Not approved.
    Rejected,
    /// Moved in time or to another room.
    Moved,
    /// Title, people, team … changed.
    Changed,
    /// Cancelled.
    Cancelled,
    /// Moved aside for something that goes first.
    Displaced,
    /// The key was handed out.
    KeyOut,
    /// The key came back.
    KeyBack,
    /// Nobody came.
    NoShow,
    /// The last change was taken back.
    Undone,
}

/// One use of one room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// Ten digits, in order; stays over every edit.
    pub id: String,
    /// Where and when.
    pub slot: Slot,
    /// Where it stands.
    pub state: BookingState,
    /// What for and by whom.
    pub details: Details,
    /// The series it is a lesson of.
    #[serde(default)]
    pub lesson: Option<Lesson>,
    /// The matter (item PT03) it was asked for with.
    #[serde(default)]
    pub intake: Option<String>,
    /// The number of its confirmation slip.
    #[serde(default)]
    pub serial: Option<Serial>,
    /// When and by whom it was entered.
    pub made: Stamp,
    /// Everything done to it since.
    #[serde(default)]
    pub history: Vec<Change>,
}

impl Booking {
    /// Whether it keeps others out of the room.
    pub fn holds(&self) -> bool {
        self.state.holds()
    }

    /// Whether it still stands before us or is going on: may be changed, cancelled, displaced.
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// Adds a line to the history.
    #[must_use]
    pub fn noted(mut self, stamp: Stamp, deed: Deed, before: Option<Slot>, reason: &str) -> Self {
        self.history.push(Change { stamp, deed, before, reason: reason.to_owned() });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_before_what() {
        let ranks: Vec<u8> = BookingKind::ALL.iter().map(|kind| kind.rank()).collect();
        assert!(ranks.is_sorted_by(|a, b| a >= b), "{ranks:?}");
        for kind in BookingKind::ALL {
            assert_eq!(BookingKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert!(!(kind.may_displace() && kind.is_rationed()));
        }
    }

    #[test]
    fn quotas_are_counted_by_team_or_else_by_person() {
        let by = |kind, team: &str, resident: Option<&str>| {
            let resident = resident.map(ToOwned::to_owned);
            Details { kind, team: team.into(), resident, ..Details::default() }.holder()
        };
        assert_eq!(by(BookingKind::Team, " 测试合唱队 ", Some("7")).as_deref(), Some("team:测试合唱队"));
        assert_eq!(by(BookingKind::Resident, "", Some("7")).as_deref(), Some("resident:7"));
        assert_eq!(by(BookingKind::Resident, "", None), None);
        assert_eq!(by(BookingKind::Class, "声乐班", Some("7")), None);
    }
}
