//! 签到: who came to which lesson. The sheet belongs to the booking, so a moved lesson takes it along.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::booking::Stamp;

/// How a learner was at a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 到
    Present,
    /// 迟到
    Late,
    /// 请假
    Excused,
    /// 缺席
    Absent,
}

impl Mark {
    /// Whether the lesson counts as attended.
    pub const fn came(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

/// The sheet of one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// The booking whose lesson it is, also the key.
    pub booking: String,
    /// The class group.
    pub group: String,
    /// Marks by enrolment id.
    #[serde(default)]
    pub marks: BTreeMap<String, Mark>,
    /// Who taught, when it was not the teacher of the class.
    #[serde(default)]
    pub taught_by: String,
    /// When it was last written, and by whom.
    pub stamp: Stamp,
}

/// How many lessons somebody came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Came.
    pub came: u32,
    /// Lessons held since the learner joined that have a mark.
    pub of: u32,
}

impl Share {
    /// From the marks of one learner.
    pub fn of(marks: impl IntoIterator<Item = Mark>) -> Self {
        marks.into_iter().fold(Self::default(), |share, mark| Self {
            came: share.came + u32::from(mark.came()),
            of: share.of + 1,
        })
    }

    /// In percent, rounded down: 59.9 % is not 60 %. None without a lesson.
    pub const fn percent(self) -> Option<u32> {
        (self.came * 100).checked_div(self.of)
    }

    /// Whether it is enough for a certificate.
    pub fn earns(self, percent: u32) -> bool {
        self.of > 0 && self.came * 100 >= percent * self.of
    }
}

/// Absences in a row at the end of a learner's lessons; leave asked for counts, since the place stands empty all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absences(pub u32);

impl Absences {
    /// From the marks of one learner, first lesson first.
    pub fn at_the_end(marks: &[Mark]) -> Self {
        Self(marks.iter().rev().take_while(|mark| !mark.came()).map(|_| 1).sum())
    }

    /// Whether that is worth a word with the learner.
    pub const fn warns(self, from: u32) -> bool {
        from > 0 && self.0 >= from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mark::{Absent, Excused, Late, Present};

    #[test]
    fn sixty_per_cent_is_sixty_per_cent() {
        let share = Share::of([Present, Late, Absent, Present, Excused]);
        assert_eq!((share.came, share.of, share.percent()), (3, 5, Some(60)));
        assert!(share.earns(60));
        assert!(!Share { came: 599, of: 1000 }.earns(60));
        assert_eq!(Share { came: 599, of: 1000 }.percent(), Some(59));
        assert!(!Share::default().earns(0));
    }

    #[test]
    fn six_absences_in_a_row_warn() {
        let mut marks = vec![Absent, Present, Absent, Excused, Absent, Absent, Absent];
        assert!(!Absences::at_the_end(&marks).warns(6));
        marks.push(Excused);
        assert_eq!(Absences::at_the_end(&marks), Absences(6));
        assert!(Absences::at_the_end(&marks).warns(6));
        marks.push(Late);
        assert_eq!(Absences::at_the_end(&marks), Absences(0));
    }
}
