//! A form without a commit: for scripts, which fill it and take it in with one call.

use crate::domain::draft::Draft;
use crate::domain::material::blank_lines;
use crate::domain::resident::Resident;

use super::intake::{fill_new_draft, known_entries};
use super::{Desk, DeskError};

impl Desk {
    /// A new form for an item in force, with what is on file of the resident and the lawful defaults, kept nowhere.
    /// It carries no id and no visit yet: [`Desk::take_in`] gives it both.
    pub fn blank_draft(&self, item: &str, resident: Option<&str>) -> Result<Draft, DeskError> {
        let book = self.book();
        let item = book
            .catalogue
            .item(item)
            .ok_or_else(|| DeskError::Unknown { what: "item", key: item.to_owned() })?;
        if item.retired {
            return Err(DeskError::Retired { code: item.code.clone() });
        }
        let person = resident.map(|id| self.resident(id)).transpose()?;
        let now = self.now();
        let mut draft = Draft {
            id: String::new(),
            visit: String::new(),
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
            staff: self.session().staff,
        };
        fill_new_draft(&mut draft, item, person.as_ref(), &book, &self.session().staff, now);
        Ok(draft)
    }

    /// Gives the fields that came into sight since their lawful defaults, and the answers that follow from others.
    /// What stands there already, and what is `touched`, stays.
    pub fn fill_again(&self, draft: &mut Draft) -> Result<(), DeskError> {
        let item = self.item_at(&draft.item, draft.item_version)?;
        let person = self.resident_of(draft)?;
        let staff = self.session().staff;
        fill_new_draft(draft, &item, person.as_ref(), &self.book(), &staff, draft.opened);
        Ok(())
    }

    /// The person on file a form is for.
    pub fn resident_of(&self, draft: &Draft) -> Result<Option<Resident>, DeskError> {
        draft.resident.as_deref().map(|id| self.resident(id)).transpose()
    }
}
