//! A term begins: classes with a teacher, a room and learners, and the teams' weekly hours.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::desk::{DeskError, NewEnrolment, NewSeries, RoomsError};
use crate::domain::booking::{BookingKind, Details};
use crate::domain::class::{ClassGroup, Course, Term};
use crate::domain::identity::Sex;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::{Choice, Choices, Pattern, Phase, SeriesError};

use super::super::people::{People, invented_mobile, invented_name};
use super::{Calendar, unless_refused};

/// How long before a term its classes are entered.
const AHEAD: u64 = 18;
/// A term that ends sooner than this is not begun any more.
const LEAST: i64 = 35;

/// A weekly use.
struct Weekly {
    name: &'static str,
    course: &'static str,
    room: &'static str,
    day: Weekday,
    from: u16,
    to: u16,
    places: u32,
}

const fn weekly(
    name: &'static str,
    course: &'static str,
    (room, day): (&'static str, Weekday),
    (from, to): (u16, u16),
    places: u32,
) -> Weekly {
    Weekly { name, course, room, day, from, to, places }
}

const CLASSES: [Weekly; 5] = [
    weekly("声乐提高班", "声乐", ("R02", Weekday::Tue), (540, 630), 24),
    weekly("民族舞班", "舞蹈", ("R03", Weekday::Wed), (540, 630), 20),
    weekly("书法班", "书画", ("R04", Weekday::Thu), (870, 960), 14),
    weekly("国画班", "书画", ("R04", Weekday::Fri), (540, 630), 14),
    weekly("智能手机班", "生活", ("R09", Weekday::Mon), (570, 660), 12),
];
/// Plainly invented teams; the course stands for what they do.
const TEAMS: [Weekly; 5] = [
    weekly("示例合唱队", "合唱排练", ("R02", Weekday::Mon), (870, 990), 26),
    weekly("示例舞蹈队", "舞蹈排练", ("R03", Weekday::Tue), (1140, 1230), 18),
    weekly("示例太极队", "太极练习", ("R03", Weekday::Sat), (540, 630), 16),
    weekly("示例戏曲社", "秦腔自乐", ("R02", Weekday::Sun), (870, 1020), 20),
    weekly("示例模特队", "时装排练", ("R03", Weekday::Fri), (870, 960), 14),
];
const TEACHERS: [&str; 5] = ["示例老师甲", "示例老师乙", "示例老师丙", "示例老师丁", "示例老师戊"];

impl Calendar<'_> {
    /// Begins the terms whose time has come.
    pub fn open_terms(&mut self, day: NaiveDate) -> Result<(), DeskError> {
        for term in Term::usual(day.year()) {
            let soon = day + Days::new(AHEAD) >= term.from && (term.to - day).num_days() >= LEAST;
            if soon && !self.made.iter().any(|known| known.name == term.name) {
                self.made.push(term.clone());
                self.open_term(&term, day)?;
            }
        }
        Ok(())
    }

    fn open_term(&mut self, term: &Term, day: NaiveDate) -> Result<(), DeskError> {
        self.desk.save_term(term)?;
        let begin = term.from.max(day + Days::new(1));
        for (class, teacher) in CLASSES.iter().zip(TEACHERS) {
            if self.can_use(class) {
                self.class(term, class, teacher, begin)?;
            }
        }
        for team in &TEAMS {
            if !self.can_use(team) {
                continue;
            }
            let details = Details {
                kind: BookingKind::Team,
                title: team.course.to_owned(),
                team: team.name.to_owned(),
                people: team.places,
                amplified: team.room == "R02",
                ..self.somebody()
            };
            let mut new = series(team, begin, term.to, details)?;
            "学期固定活动".clone_into(&mut new.reason);
            let choices = self.skipping(&new)?;
            let _ = unless_refused(self.desk.book_series(&new, &choices))?;
        }
        Ok(())
    }

    fn can_use(&self, weekly: &Weekly) -> bool {
        let book = self.desk.book();
        book.rooms.room(weekly.room).is_some_and(|room| !room.retired && room.capacity >= weekly.places)
    }

    fn class(
        &mut self,
        term: &Term,
        class: &Weekly,
        teacher: &str,
        begin: NaiveDate,
    ) -> Result<(), DeskError> {
        let known = self.desk.book().courses.iter().find(|course| course.name == class.course).cloned();
        let course = match known {
            Some(course) => course,
            None => self.desk.save_course(&Course {
                id: String::new(),
                name: class.course.to_owned(),
                retired: false,
            })?,
        };
        let group = self.desk.save_class(&ClassGroup {
            id: String::new(),
            course: course.id,
            term: term.name.clone(),
            name: class.name.to_owned(),
            teacher: teacher.to_owned(),
            substitute: String::new(),
            capacity: class.places,
            least: class.places / 2,
            series: None,
            closed: None,
        })?;
        let details = Details {
            kind: BookingKind::Class,
            title: class.name.to_owned(),
            people: class.places,
            ..Details::default()
        };
        let new = series(class, begin, term.to, details)?;
        let choices = self.skipping(&new)?;
        let _ = unless_refused(self.desk.book_lessons(&group.id, &new, &choices))?;
        // Some classes are full with a few waiting, others have places left.
        let learners = class.places * self.rng.u32(70..=125) / 100;
        for _ in 0..learners {
            if let Some(learner) = self.learner(&group.id, begin) {
                let _ = unless_refused(self.desk.enrol(&learner))?;
            }
        }
        Ok(())
    }

    /// Whatever is in the way of a series is skipped.
    fn skipping(&self, new: &NewSeries) -> Result<Choices, DeskError> {
        let planned = unless_refused(self.desk.plan_series(new, &Choices::new()))?;
        Ok(planned
            .iter()
            .flat_map(|planned| planned.plan.open())
            .map(|line| (line.on, Choice::Skip))
            .collect())
    }

    /// An invented person who answers for something.
    pub fn somebody(&mut self) -> Details {
        let name = PersonName::new(&invented_name(&mut self.rng)).ok();
        let phone: Option<Phone> = invented_mobile(&mut self.rng).parse().ok();
        Details { contact: name.map(Masked::new), phone: phone.map(Masked::new), ..Details::default() }
    }

    fn learner(&mut self, group: &str, day: NaiveDate) -> Option<NewEnrolment> {
        let mut people = People::default();
        let at = people.pick(&mut self.rng, day, 51..=78);
        let person = people.known.get(at)?;
        let emergency: Option<Phone> = invented_mobile(&mut self.rng).parse().ok();
        let sex = if self.rng.u32(0..4) > 0 { Sex::Female } else { Sex::Male };
        Some(NewEnrolment {
            group: group.to_owned(),
            resident: None,
            name: Masked::new(PersonName::new(&person.name).ok()?),
            sex: Some(sex),
            birth: Some(person.birth),
            phone: person.phone.as_ref().and_then(|phone| phone.parse().ok()).map(Masked::new),
            emergency_contact: "子女".to_owned(),
            emergency_phone: emergency.map(Masked::new),
            address: person.address.clone(),
            wants_to_wait: self.rng.bool(),
        })
    }
}

/// A weekly use of a term, from its first such day on.
fn series(
    weekly: &Weekly,
    begin: NaiveDate,
    last: NaiveDate,
    details: Details,
) -> Result<NewSeries, DeskError> {
    let ahead = (7 + weekly.day.num_days_from_monday() - begin.weekday().num_days_from_monday()) % 7;
    let rule = Rule::weekly(1, &[weekly.day], End::Until(last)).map_err(SeriesError::from);
    let phase = Phase {
        from: begin + Days::new(u64::from(ahead)),
        pattern: Pattern::Rule(rule.map_err(RoomsError::from)?),
        room: weekly.room.to_owned(),
        start: weekly.from,
        end: weekly.to,
    };
    Ok(NewSeries { phase, details, reason: String::new() })
}
