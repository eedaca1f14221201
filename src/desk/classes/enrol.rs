//! 报名、候补、退出

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::class::{ClassGroup, Enrolment, EnrolmentRefusal, Place, Places};
use crate::domain::form::{Answer, Shared};
use crate::domain::identity::{IdDocument, Sex};
use crate::domain::intake::Intake;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::resident::Resident;
use crate::domain::serial::Serial;
use crate::store::records::{Guard, index};
use crate::store::{Order, Range, Table, Unit, index_key};

use super::super::{Desk, DeskError, next_id, read};
use super::A_CLASS;

/// Somebody who wants to learn.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEnrolment {
    /// The class group.
    pub group: String,
    /// The person on file.
    pub resident: Option<String>,
    /// The name.
    pub name: Masked<PersonName>,
    /// As far as it is known.
    pub sex: Option<Sex>,
    /// As far as it is known.
    pub birth: Option<NaiveDate>,
    /// The learner's phone.
    pub phone: Option<Masked<Phone>>,
    /// 紧急联系人
    pub emergency_contact: String,
    /// 紧急电话
    pub emergency_phone: Option<Masked<Phone>>,
    /// 小区楼栋
    pub address: String,
    /// 满额愿候补
    pub wants_to_wait: bool,
}

/// Somebody left a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Who left.
    pub left: Enrolment,
    /// Who had waited and has the place now; to be called.
    pub moved_up: Option<Enrolment>,
}

impl Desk {
    /// Enrols somebody from a list that was kept elsewhere, without a receipt; a full class puts those who want to on its
    /// waiting list. Whoever comes to the desk fills in the form (item PT04), which enrols and gives a receipt.
    pub fn enrol(&self, new: &NewEnrolment) -> Result<Enrolment, DeskError> {
        self.commit("enrol", |unit| {
            let enrolment = self.enrol_in(unit, new, None, None)?;
            let id = enrolment.id.clone();
            Ok((enrolment, id))
        })
    }

    fn enrol_in(
        &self,
        unit: &mut Unit<'_>,
        new: &NewEnrolment,
        intake: Option<&str>,
        serial: Option<Serial>,
    ) -> Result<Enrolment, DeskError> {
        let group = read::<ClassGroup>(unit, &new.group)?
            .ok_or_else(|| DeskError::Unknown { what: "class", key: new.group.clone() })?;
        if group.closed.is_some() {
            return Err(EnrolmentRefusal::Closed.into());
        }
        let book = self.book();
        let rules = &book.room_rules;
        let now = self.now();
        if let Some(age) = new.birth.and_then(|birth| now.date_naive().years_since(birth))
            && age < rules.course_age
        {
            return Err(EnrolmentRefusal::TooYoung { age, needed: rules.course_age }.into());
        }
        Guard::raise(unit, Guard::of_class(&group.id))?;
        let there = self.enrolments_in(unit, index::ENROLMENT_GROUP, &group.id)?;
        let inside = |e: &Enrolment| !matches!(e.place, Place::Left { .. });
        if let Some(resident) = &new.resident {
            // Whoever is enrolled under a merged file is enrolled.
            let files = self.files_of(resident)?;
            let theirs = |e: &Enrolment| e.resident.as_ref().is_some_and(|id| files.contains(id));
            if there.iter().any(|e| inside(e) && theirs(e)) {
                return Err(EnrolmentRefusal::Already.into());
            }
            // One person's courses are guarded like a class's places.
            Guard::raise(unit, Guard::of_class(&format!("of {resident}")))?;
            let mut courses = 0;
            for file in &files {
                for other in self.enrolments_in(unit, index::ENROLMENT_RESIDENT, file)? {
                    let same_term = book.class_group(&other.group).is_some_and(|g| g.term == group.term);
                    courses += u32::from(inside(&other) && same_term);
                }
            }
            if rules.courses_each > 0 && courses >= rules.courses_each {
                return Err(EnrolmentRefusal::TooManyCourses { most: rules.courses_each }.into());
            }
        }
        let place = Places::of(&there, group.capacity).next(new.wants_to_wait)?;
        let enrolment = Enrolment {
            id: next_id(unit, "enrolment")?,
            group: group.id,
            resident: new.resident.clone(),
            name: new.name.clone(),
            sex: new.sex,
            birth: new.birth,
            phone: new.phone.clone(),
            emergency_contact: new.emergency_contact.clone(),
            emergency_phone: new.emergency_phone.clone(),
            address: new.address.clone(),
            serial,
            intake: intake.map(ToOwned::to_owned),
            at: now,
            place,
            note: String::new(),
        };
        unit.put(&enrolment)?;
        Ok(enrolment)
    }

    fn enrolments_in(&self, unit: &Unit<'_>, name: &str, of: &str) -> Result<Vec<Enrolment>, DeskError> {
        let range = Range::prefix(index_key(name, &[of.as_bytes()]));
        let mut all = Vec::new();
        for (_, id) in unit.index(Table::Index, &range, Order::Ascending, A_CLASS)? {
            all.extend(unit.peek::<Enrolment>(&id)?.map(|stored| stored.value));
        }
        Ok(all)
    }

    /// Somebody leaves, with the reason. Who has waited longest has the place now.
    pub fn leave_class(&self, enrolment: &str, reason: &str) -> Result<Left, DeskError> {
        self.commit("leave class", |unit| {
            let before = read::<Enrolment>(unit, enrolment)?
                .ok_or_else(|| DeskError::Unknown { what: "enrolment", key: enrolment.to_owned() })?;
            Guard::raise(unit, Guard::of_class(&before.group))?;
            let had_a_place = before.place == Place::Enrolled;
            let capacity = read::<ClassGroup>(unit, &before.group)?.map_or(0, |group| group.capacity);
            let left = before.leave(self.stamp(), reason)?;
            unit.put(&left)?;
            // What the store still shows is how it was before this leaving.
            let there = self.enrolments_in(unit, index::ENROLMENT_GROUP, &left.group)?;
            let still = Places::of(&there, capacity).enrolled - usize::from(had_a_place);
            let next = there.into_iter().find(|e| e.place == Place::Waiting && e.id != left.id);
            let moved_up = match next.filter(|_| still < capacity as usize) {
                Some(next) => {
                    let up = Enrolment { place: Place::Enrolled, ..next };
                    unit.put(&up)?;
                    Some(up)
                }
                None => None,
            };
            let id = left.id.clone();
            Ok((Left { left, moved_up }, id))
        })
    }

    /// Those who wait go into places that are free, in their order.
    pub(super) fn fill_places(&self, unit: &mut Unit<'_>, group: &ClassGroup) -> Result<(), DeskError> {
        let there = self.enrolments_in(unit, index::ENROLMENT_GROUP, &group.id)?;
        let free = Places::of(&there, group.capacity).free();
        if group.closed.is_some() || free == 0 {
            return Ok(());
        }
        let waiting: Vec<Enrolment> = there.into_iter().filter(|e| e.place == Place::Waiting).collect();
        if !waiting.is_empty() {
            Guard::raise(unit, Guard::of_class(&group.id))?;
        }
        for next in waiting.into_iter().take(free) {
            unit.put(&Enrolment { place: Place::Enrolled, ..next })?;
        }
        Ok(())
    }

    /// Keeps a note on a learner, for the roster.
    pub fn note_learner(&self, enrolment: &str, note: &str) -> Result<Enrolment, DeskError> {
        self.commit("note learner", |unit| {
            let before = read::<Enrolment>(unit, enrolment)?
                .ok_or_else(|| DeskError::Unknown { what: "enrolment", key: enrolment.to_owned() })?;
            let after = Enrolment { note: note.trim().to_owned(), ..before };
            unit.put(&after)?;
            Ok((after, enrolment.to_owned()))
        })
    }

    /// Enrols whom an accepted matter (item PT04) is about, when its class is one on file.
    pub(in crate::desk) fn enrol_for(
        &self,
        unit: &mut Unit<'_>,
        intake: &Intake,
        resident: Option<&Resident>,
        book: &Book,
        serial: Serial,
    ) -> Result<Option<Enrolment>, DeskError> {
        let text = |key: &str| match intake.answers.get(key) {
            Some(Answer::Text(text)) => text.trim().to_owned(),
            Some(Answer::Name(name)) => name.reveal().to_string(),
            _ => String::new(),
        };
        let wanted = text("course");
        let group = book.open_groups(self.today()).find(|group| group.id == wanted || group.name == wanted);
        // A class on file that is over or was dropped is no class to enrol in, and nobody is to think they were.
        if group.is_none() && book.class_group(&wanted).is_some() {
            return Err(EnrolmentRefusal::Closed.into());
        }
        let name = resident.map(|person| person.name.clone()).or_else(|| intake.applicant.clone());
        let (Some(group), Some(name)) = (group, name) else { return Ok(None) };
        let phone = |key: &str| match intake.answers.get(key) {
            Some(Answer::Phone(phone)) => Some(phone.clone()),
            _ => None,
        };
        let wants_to_wait = match intake.answers.get("waitlist_ok") {
            Some(Answer::Chosen(ids)) => ids.iter().any(|id| id == "yes"),
            _ => false,
        };
        let new = NewEnrolment {
            group: group.id.clone(),
            resident: resident.map(|person| person.id.clone()),
            name,
            sex: resident.and_then(Resident::sex),
            birth: resident.and_then(|person| person.document.as_ref()).and_then(IdDocument::birth),
            phone: phone(Shared::PHONE).or_else(|| resident.and_then(|person| person.phone.clone())),
            emergency_contact: text("emergency_contact"),
            emergency_phone: phone("emergency_phone"),
            address: resident.map_or_else(String::new, |person| person.address.to_building()),
            wants_to_wait,
        };
        self.enrol_in(unit, &new, Some(&intake.id), Some(serial)).map(Some)
    }
}
