//! The rules that are a number: each with its unit and where its default comes from.

use crate::domain::room_rules::RoomRules;
use crate::i18n::Words;
use crate::t;

/// What belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// 预约
    Booking,
    /// 团队用量
    Teams,
    /// 爽约
    NoShow,
    /// 调整、停开、安全
    Care,
    /// 课程
    Classes,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Booking, Self::Teams, Self::NoShow, Self::Care, Self::Classes];

    /// Its heading.
    pub fn name(self, words: &Words) -> String {
        match self {
            Self::Booking => t!(words, "rules-booking"),
            Self::Teams => t!(words, "rules-teams"),
            Self::NoShow => t!(words, "rules-no-show"),
            Self::Care => t!(words, "rules-care"),
            Self::Classes => t!(words, "rules-classes"),
        }
    }
}

/// A rule that is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Days ahead.
    Ahead,
    /// Minutes a use.
    Longest,
    /// Minutes before which cancelling is in time.
    Cancel,
    /// Uses a week.
    WeekSessions,
    /// Minutes a week.
    WeekMinutes,
    /// Uses at busy times a week.
    PrimeSessions,
    /// 爽约 that pause.
    NoShows,
    /// Days over which they are counted.
    NoShowDays,
    /// Days of pause.
    Pause,
    /// Days of notice before moving aside.
    Displace,
    /// Days a closure is posted ahead.
    Closure,
    /// People from whom on a plan is asked.
    PlanPeople,
    /// Courses a person.
    Courses,
    /// Youngest age.
    Age,
    /// Absences that warn.
    Absences,
    /// Percent for a certificate.
    Certificate,
}

impl Number {
    /// All of them, in the order they stand.
    pub const ALL: [Self; 16] = [
        Self::Ahead,
        Self::Longest,
        Self::Cancel,
        Self::WeekSessions,
        Self::WeekMinutes,
        Self::PrimeSessions,
        Self::NoShows,
        Self::NoShowDays,
        Self::Pause,
        Self::Displace,
        Self::Closure,
        Self::PlanPeople,
        Self::Courses,
        Self::Age,
        Self::Absences,
        Self::Certificate,
    ];

    /// Where it stands.
    pub const fn group(self) -> Group {
        match self {
            Self::Ahead | Self::Longest | Self::Cancel => Group::Booking,
            Self::WeekSessions | Self::WeekMinutes | Self::PrimeSessions => Group::Teams,
            Self::NoShows | Self::NoShowDays | Self::Pause => Group::NoShow,
            Self::Displace | Self::Closure | Self::PlanPeople => Group::Care,
            Self::Courses | Self::Age | Self::Absences | Self::Certificate => Group::Classes,
        }
    }

    /// The id of its field.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ahead => "rule-ahead",
            Self::Longest => "rule-longest",
            Self::Cancel => "rule-cancel",
            Self::WeekSessions => "rule-week-sessions",
            Self::WeekMinutes => "rule-week-minutes",
            Self::PrimeSessions => "rule-prime-sessions",
            Self::NoShows => "rule-no-shows",
            Self::NoShowDays => "rule-no-show-days",
            Self::Pause => "rule-pause",
            Self::Displace => "rule-displace",
            Self::Closure => "rule-closure",
            Self::PlanPeople => "rule-plan-people",
            Self::Courses => "rule-courses",
            Self::Age => "rule-age",
            Self::Absences => "rule-absences",
            Self::Certificate => "rule-certificate",
        }
    }

    /// The most it may be.
    pub const fn most(self) -> u32 {
        match self {
            Self::Ahead | Self::NoShowDays | Self::Pause | Self::Displace | Self::Closure => 730,
            Self::Longest | Self::Cancel => 1440,
            Self::WeekMinutes => 7 * 1440,
            Self::WeekSessions | Self::PrimeSessions | Self::NoShows | Self::Courses | Self::Absences => 99,
            Self::PlanPeople => 5000,
            Self::Age => 120,
            Self::Certificate => 100,
        }
    }

    /// Where it is kept.
    pub fn slot(self, rules: &mut RoomRules) -> &mut u32 {
        match self {
            Self::Ahead => &mut rules.ahead_days,
            Self::Longest => &mut rules.longest,
            Self::Cancel => &mut rules.cancel_minutes,
            Self::WeekSessions => &mut rules.week_sessions,
            Self::WeekMinutes => &mut rules.week_minutes,
            Self::PrimeSessions => &mut rules.prime_sessions,
            Self::NoShows => &mut rules.no_shows,
            Self::NoShowDays => &mut rules.no_show_days,
            Self::Pause => &mut rules.pause_days,
            Self::Displace => &mut rules.displace_days,
            Self::Closure => &mut rules.closure_days,
            Self::PlanPeople => &mut rules.plan_people,
            Self::Courses => &mut rules.courses_each,
            Self::Age => &mut rules.course_age,
            Self::Absences => &mut rules.absences_warn,
            Self::Certificate => &mut rules.certificate_percent,
        }
    }

    /// What it is called.
    pub fn label(self, words: &Words) -> String {
        match self {
            Self::Ahead => t!(words, "rules-ahead"),
            Self::Longest => t!(words, "rules-longest"),
            Self::Cancel => t!(words, "rules-cancel"),
            Self::WeekSessions => t!(words, "rules-week-sessions"),
            Self::WeekMinutes => t!(words, "rules-week-minutes"),
            Self::PrimeSessions => t!(words, "rules-prime-sessions"),
            Self::NoShows => t!(words, "rules-no-shows"),
            Self::NoShowDays => t!(words, "rules-no-show-days"),
            Self::Pause => t!(words, "rules-pause"),
            Self::Displace => t!(words, "rules-displace"),
            Self::Closure => t!(words, "rules-closure"),
            Self::PlanPeople => t!(words, "rules-plan-people"),
            Self::Courses => t!(words, "rules-courses"),
            Self::Age => t!(words, "rules-age"),
            Self::Absences => t!(words, "rules-absences"),
            Self::Certificate => t!(words, "rules-certificate"),
        }
    }

    /// Its unit.
    pub fn unit(self, words: &Words) -> String {
        match self {
            Self::Ahead | Self::NoShowDays | Self::Pause | Self::Displace | Self::Closure => {
                t!(words, "rules-days")
            }
            Self::Longest | Self::WeekMinutes | Self::Cancel => t!(words, "rooms-minutes-unit"),
            Self::WeekSessions | Self::PrimeSessions | Self::NoShows | Self::Absences => {
                t!(words, "rules-times")
            }
            Self::PlanPeople => t!(words, "rooms-people-unit"),
            Self::Courses => t!(words, "rules-courses-unit"),
            Self::Age => t!(words, "rules-years"),
            Self::Certificate => t!(words, "rules-percent"),
        }
    }

    /// What it means and where its default comes from.
    pub fn source(self, words: &Words) -> String {
        match self {
            Self::Ahead => t!(words, "rules-ahead-from"),
            Self::Longest => t!(words, "rules-longest-from"),
            Self::Cancel => t!(words, "rules-cancel-from"),
            Self::WeekSessions => t!(words, "rules-week-sessions-from"),
            Self::WeekMinutes => t!(words, "rules-week-minutes-from"),
            Self::PrimeSessions => t!(words, "rules-prime-sessions-from"),
            Self::NoShows => t!(words, "rules-no-shows-from"),
            Self::NoShowDays => t!(words, "rules-no-show-days-from"),
            Self::Pause => t!(words, "rules-pause-from"),
            Self::Displace => t!(words, "rules-displace-from"),
            Self::Closure => t!(words, "rules-closure-from"),
            Self::PlanPeople => t!(words, "rules-plan-people-from"),
            Self::Courses => t!(words, "rules-courses-from"),
            Self::Age => t!(words, "rules-age-from"),
            Self::Absences => t!(words, "rules-absences-from"),
            Self::Certificate => t!(words, "rules-certificate-from"),
        }
    }
}
