//! Forms are opened, kept while they are filled, opened again, thrown away.

use crate::domain::book::Book;
use crate::domain::catalogue::{Item, ReceiptKind};
use crate::domain::draft::Draft;
use crate::domain::form::{Entries, FieldType, Shared};
use crate::domain::material::blank_lines;
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::store::Unit;

use super::intake::{ENQUIRY, enquiry_entries, fill_new_draft, known_entries};
use super::person::kept_in;
use super::{Desk, DeskError, NewVisit, next_id, read};

/// A form that was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The form.
    pub draft: Draft,
    /// Its item, at the version the form was opened under.
    pub item: Item,
    /// The person on file.
    pub resident: Option<Resident>,
    /// The visit.
    pub visit: Visit,
}

impl Desk {
    /// Opens a form for an item: for a person on file or for somebody yet unknown, within a visit that is going on or a
    /// new one. Lawful defaults are filled in.
    pub fn open_form(
        &self,
        item: &str,
        resident: Option<&str>,
        visit: Option<&str>,
    ) -> Result<Opened, DeskError> {
        self.open_with(item, resident, visit, &Entries::new())
    }

    /// Opens an enquiry, about an item when one is known: question and answer are taken from its guide.
    pub fn open_enquiry(
        &self,
        about: Option<&str>,
        resident: Option<&str>,
        visit: Option<&str>,
    ) -> Result<Opened, DeskError> {
        let book = self.book();
        let entries = about
            .and_then(|code| book.catalogue.item(code))
            .map(|item| enquiry_entries(item, &book, self.today()))
            .unwrap_or_default();
        self.open_with(ENQUIRY, resident, visit, &entries)
    }

    /// Opens the form in which somebody enrols in a class (item PT04), class and term filled in: for a person on file, or
    /// with the name of somebody who is not. Refused with [`DeskError::Unknown`] for a class that is not on file.
    pub fn open_enrolment(
        &self,
        group: &str,
        resident: Option<&str>,
        name: &str,
    ) -> Result<Opened, DeskError> {
        let book = self.book();
        let unknown = |what, key: &str| DeskError::Unknown { what, key: key.to_owned() };
        let item = book.catalogue.offered().find(|item| item.receipt == ReceiptKind::Enrol);
        let item = item.ok_or_else(|| unknown("item", "enrol"))?;
        let class = book.class_group(group).ok_or_else(|| unknown("class", group))?;
        let said = [(FieldType::Course, class.id.as_str()), (FieldType::Term, class.term.as_str())];
        let mut entries: Entries = said
            .into_iter()
            .filter_map(|(kind, value)| {
                let field = item.desk_fields().find(|field| field.kind == kind)?;
                Some((field.key.clone(), value.to_owned()))
            })
            .collect();
        if resident.is_none() && !name.trim().is_empty() {
            let _ = entries.insert(Shared::NAME.to_owned(), name.trim().to_owned());
        }
        self.open_with(&item.code, resident, None, &entries)
    }

    fn open_with(
        &self,
        item: &str,
        resident: Option<&str>,
        visit: Option<&str>,
        given: &Entries,
    ) -> Result<Opened, DeskError> {
        let book = self.book();
        let item = offered(&book, item)?;
        self.commit("open form", |unit| {
            let visit = match visit {
                Some(id) => self.visit_in(unit, id)?,
                None => self.visit_for(unit, resident, &item)?,
            };
            let opened = self.open_in(unit, &item, &book, resident, visit, given)?;
            let id = opened.draft.id.clone();
            Ok((opened, id))
        })
    }

    /// The visit of a person that is going on, else a new one that begins with this item.
    pub(super) fn visit_for(
        &self,
        unit: &mut Unit<'_>,
        resident: Option<&str>,
        item: &Item,
    ) -> Result<Visit, DeskError> {
        if let Some(visit) = self.visit_going_on(unit, resident)? {
            return Ok(visit);
        }
        let visit = self.new_visit(
            unit,
            &NewVisit {
                resident: resident.map(ToOwned::to_owned),
                people: 1,
                purpose: item.short_zh.clone(),
                serving: true,
                ..NewVisit::default()
            },
        )?;
        unit.put(&visit)?;
        Ok(visit)
    }

    /// Opens a form within a visit, in the caller's commit.
    pub(super) fn open_in(
        &self,
        unit: &mut Unit<'_>,
        item: &Item,
        book: &Book,
        resident: Option<&str>,
        visit: Visit,
        given: &Entries,
    ) -> Result<Opened, DeskError> {
        let person = match resident {
            Some(id) => kept_in(unit, id)?,
            None => None,
        };
        let now = self.now();
        let staff = self.session().staff;
        let mut draft = Draft {
            id: next_id(unit, "intake")?,
            visit: visit.id.clone(),
            item: item.code.clone(),
            item_version: item.version,
            resident: person.as_ref().map(|person| person.id.clone()),
            entries: known_entries(person.as_ref()),
            touched: std::collections::BTreeSet::new(),
            materials: blank_lines(item),
            document_seen: false,
            goes_on: false,
            opened: now,
            saved: now,
            staff: staff.clone(),
        };
        draft.entries.extend(given.clone());
        fill_new_draft(&mut draft, item, person.as_ref(), book, &staff, now);
        unit.put(&draft)?;
        Ok(Opened { draft, item: item.clone(), resident: person, visit })
    }

    /// Keeps what was typed so far. A finished form is not brought back to life.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), DeskError> {
        self.commit("save draft", |unit| {
            if read::<Draft>(unit, &draft.id)?.is_none() {
                return Err(DeskError::DraftGone { id: draft.id.clone() });
            }
            let mut draft = draft.clone();
            draft.saved = self.now();
            unit.put(&draft)?;
            let id = draft.id.clone();
            Ok(((), id))
        })
    }

    /// Throws a form away. A visit that was opened for it alone ends with it.
    pub fn discard_draft(&self, id: &str) -> Result<(), DeskError> {
        self.commit("discard draft", |unit| {
            if read::<Draft>(unit, id)?.is_some() {
                unit.remove::<Draft>(id)?;
            }
            Ok(((), id.to_owned()))
        })
    }

    /// Opens a form again: after a crash, an early closing, or from the board.
    pub fn reopen(&self, draft: &str) -> Result<Opened, DeskError> {
        let draft = self
            .store
            .get::<Draft>(draft)?
            .ok_or_else(|| DeskError::DraftGone { id: draft.to_owned() })?
            .value;
        let resident = match &draft.resident {
            Some(id) => self.kept(id)?,
            None => None,
        };
        let visit = self
            .store
            .get::<Visit>(&draft.visit)?
            .ok_or_else(|| DeskError::Unknown { what: "visit", key: draft.visit.clone() })?
            .value;
        let item = self.item_at(&draft.item, draft.item_version)?;
        Ok(Opened { draft, item, resident, visit })
    }
}

/// The item of that code, while it is offered.
pub(super) fn offered(book: &Book, code: &str) -> Result<Item, DeskError> {
    let item =
        book.catalogue.item(code).ok_or_else(|| DeskError::Unknown { what: "item", key: code.to_owned() })?;
    if item.retired { Err(DeskError::Retired { code: item.code.clone() }) } else { Ok(item.clone()) }
}
