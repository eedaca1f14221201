//! 存好的口径

use crate::domain::register::SavedView;
use crate::store::{Order, Range};

use crate::desk::{Desk, DeskError, next_id};

/// A desk keeps no more than are read at once.
const MOST: usize = 200;

impl Desk {
    /// The views that were kept, oldest first.
    pub fn saved_views(&self) -> Result<Vec<SavedView>, DeskError> {
        let stored = self.store.scan::<SavedView>(&Range::all(), Order::Ascending, MOST)?;
        Ok(stored.into_iter().map(|stored| stored.value).collect())
    }

    /// Keeps a view under a name: a new one without an id, else in the place of the one with it.
    pub fn save_view(&self, view: &SavedView) -> Result<SavedView, DeskError> {
        let name = view.name.trim();
        if name.is_empty() {
            return Err(DeskError::Empty("view"));
        }
        self.commit("save view", |unit| {
            let mut view = SavedView { name: name.to_owned(), ..view.clone() };
            if view.id.is_empty() {
                view.id = next_id(unit, "view")?;
            }
            unit.put(&view)?;
            let id = view.id.clone();
            Ok((view, id))
        })
    }

    /// Throws a view away.
    pub fn remove_view(&self, id: &str) -> Result<(), DeskError> {
        self.commit("remove view", |unit| {
            let _ = unit.remove::<SavedView>(id)?;
            Ok(((), id.to_owned()))
        })
    }
}
