//! Rows of the class rosters.

use std::collections::BTreeMap;

use crate::desk::DeskError;
use crate::domain::cell::Cell;
use crate::domain::class::{Attendance, ClassGroup, Enrolment, Mark, Place, Share};

use super::{HandOn, LedgerDone, LedgerQuery, LedgerRow, Made, Reader, records, words};

impl Reader<'_> {
    /// Learners of every class whose term meets the period, class by class: those who learn, those who wait, those who left.
    /// Lessons of the period count for the attendance.
    pub(super) fn classes<E: From<DeskError>>(
        &self,
        done: &mut LedgerDone,
        hand_on: &mut HandOn<'_, E>,
    ) -> Result<(), E> {
        let LedgerQuery { from, to, .. } = self.query;
        for group in &self.book.class_groups {
            let meets = self
                .book
                .terms
                .iter()
                .any(|term| term.name == group.term && term.from <= *to && *from <= term.to);
            if !meets {
                continue;
            }
            let roster = self.desk.roster(&group.id)?;
            let marks = self.marks(&group.id)?;
            let all = roster.enrolled.iter().chain(&roster.waiting).chain(&roster.left);
            for enrolment in all {
                let made = self.learner(group, enrolment, &marks)?;
                if !hand_on(made, done)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn marks(&self, group: &str) -> Result<BTreeMap<String, Vec<Mark>>, DeskError> {
        let LedgerQuery { from, to, .. } = self.query;
        let mut marks: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
        for lesson in self.desk.class_lessons(group)? {
            if !(*from..=*to).contains(&lesson.slot.day) {
                continue;
            }
            if let Some(sheet) = self.desk.store.get::<Attendance>(&lesson.id)? {
                for (learner, mark) in sheet.value.marks {
                    marks.entry(learner).or_default().push(mark);
                }
            }
        }
        Ok(marks)
    }

    fn learner(
        &self,
        group: &ClassGroup,
        enrolment: &Enrolment,
        marks: &BTreeMap<String, Vec<Mark>>,
    ) -> Result<Made, DeskError> {
        let filter = &self.query.filter;
        let (code, place) = match &enrolment.place {
            Place::Enrolled => ("enrolled", "在册".to_owned()),
            Place::Waiting => ("waiting", "候补".to_owned()),
            Place::Left { reason, .. } => ("left", format!("退出：{reason}")),
        };
        let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        if !is(&filter.state, code) || !self.is_theirs(enrolment.resident.as_deref()) {
            return Ok(Made::None);
        }
        let share = Share::of(marks.get(&enrolment.id).into_iter().flatten().copied());
        let came = (share.of > 0).then_some(share);
        let cells = vec![
            Cell::Empty,
            Cell::text(group.name.clone()),
            Cell::text(group.term.clone()),
            self.veil.name(Some(&enrolment.name)),
            Cell::of(enrolment.sex, |sex| Cell::text(words::sex(sex))),
            Cell::of(enrolment.age_on(self.today), |age| Cell::Number(i64::from(age))),
            self.veil.phone(enrolment.phone.as_ref()),
            self.veil.line(&enrolment.emergency_contact),
            self.veil.phone(enrolment.emergency_phone.as_ref()),
            Cell::text(if self.veil.full {
                enrolment.address.clone()
            } else {
                crate::domain::form::Address::parse(&enrolment.address).to_building()
            }),
            Cell::Date(enrolment.at.date_naive()),
            Cell::text(place),
            Cell::of(came, |share| Cell::Number(i64::from(share.came))),
            Cell::of(came, |share| Cell::Percent(f64::from(share.came) / f64::from(share.of))),
            Cell::text(enrolment.note.clone()),
        ];
        let record =
            if self.query.records { Some(records::of_enrolment(enrolment, self.veil)?) } else { None };
        Ok(Made::Row(Box::new(LedgerRow { cells, record })))
    }
}
