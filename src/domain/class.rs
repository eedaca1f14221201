//! 老年大学: courses, terms, class groups, enrolments and attendance (`domain.md` §4.4).

mod attendance;
mod enrolment;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use attendance::{Absences, Attendance, Mark, Share};
pub use enrolment::{Enrolment, EnrolmentRefusal, Place, Places};

/// 学期
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// `2026秋`, also the key.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Term {
    /// The week of the term a day lies in, from 1; none outside.
    pub fn week_of(&self, day: NaiveDate) -> Option<u32> {
        let monday = self.from.week(chrono::Weekday::Mon).first_day();
        (self.from..=self.to).contains(&day).then(|| ((day - monday).num_days() / 7 + 1) as u32)
    }

    /// The Monday of a week of the term, from 1.
    pub fn monday_of(&self, week: u32) -> Option<NaiveDate> {
        let monday = self.from.week(chrono::Weekday::Mon).first_day();
        let day = monday.checked_add_days(chrono::Days::new(7 * u64::from(week.checked_sub(1)?)))?;
        (day <= self.to).then_some(day)
    }

    /// The usual terms of a year [knowledge]: spring from March to June, autumn from September to December.
    pub fn usual(year: i32) -> Vec<Self> {
        [("春", 3, 1, 6, 30), ("秋", 9, 1, 12, 31)]
            .into_iter()
            .filter_map(|(name, m1, d1, m2, d2)| {
                Some(Self {
                    name: format!("{year}{name}"),
                    from: NaiveDate::from_ymd_opt(year, m1, d1)?,
                    to: NaiveDate::from_ymd_opt(year, m2, d2)?,
                })
            })
            .collect()
    }
}

/// 课程
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Ten digits, in order.
    pub id: String,
    /// 声乐
    pub name: String,
    /// No longer taught.
    #[serde(default)]
    pub retired: bool,
}

/// 班级: one course in one term, with a teacher and a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassGroup {
    /// Ten digits, in order.
    pub id: String,
    /// The course.
    pub course: String,
    /// The term, by name.
    pub term: String,
    /// 声乐提高班
    pub name: String,
    /// 教师
    #[serde(default)]
    pub teacher: String,
    /// 代课教师
    #[serde(default)]
    pub substitute: String,
    /// Places.
    pub capacity: u32,
    /// Fewer than so many learners and the class is not opened.
    #[serde(default)]
    pub least: u32,
    /// The series of its lessons, once they are booked.
    #[serde(default)]
    pub series: Option<String>,
    /// Dropped or merged into another, and why.
    #[serde(default)]
    pub closed: Option<String>,
}

/// Why a class group, term or course cannot be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClassError {
    /// No name.
    #[error("the name is empty")]
    Nameless,
    /// A class for nobody.
    #[error("no places")]
    NoPlaces,
    /// A term that ends before it begins, or lasts longer than a year.
    #[error("the term has no right length")]
    TermLength,
}

impl Term {
    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), ClassError> {
        if self.name.trim().is_empty() {
            return Err(ClassError::Nameless);
        }
        let days = (self.to - self.from).num_days();
        if (1..=366).contains(&days) { Ok(()) } else { Err(ClassError::TermLength) }
    }
}

impl ClassGroup {
    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), ClassError> {
        if self.name.trim().is_empty() {
            return Err(ClassError::Nameless);
        }
        if self.capacity == 0 { Err(ClassError::NoPlaces) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_of_a_term_begin_on_monday() {
        let [spring, autumn] = &Term::usual(2026)[..] else { panic!() };
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        // 1 September 2026 is a Tuesday.
        assert_eq!(autumn.week_of(day(9, 1)), Some(1));
        assert_eq!(autumn.week_of(day(9, 6)), Some(1));
        assert_eq!(autumn.week_of(day(9, 7)), Some(2));
        assert_eq!(autumn.week_of(day(8, 31)), None);
        assert_eq!(autumn.monday_of(1), Some(day(8, 31)));
        assert_eq!(autumn.monday_of(0), None);
        assert_eq!(autumn.monday_of(19), None);
        assert_eq!(spring.week_of(day(7, 1)), None);
        assert!(spring.check().is_ok());
        assert_eq!(Term { to: day(2, 1), ..spring.clone() }.check(), Err(ClassError::TermLength));
    }
}
