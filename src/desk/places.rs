//! Compounds known from the addresses on file, for completing the next one.

use crate::domain::form::Address;
use crate::domain::place::Place;
use crate::store::{Order, Range, Record, Table, Unit};

use super::{Desk, DeskError, read};

/// No community has more compounds than are offered.
const OFFERED: usize = 500;
/// How the keys of compounds begin, among the other single records.
const PREFIX: &str = "place/";

impl Record for Place {
    const TABLE: Table = Table::Meta;
    const SCHEMA: u32 = 1;

    fn key(&self) -> String {
        key(&self.compound)
    }
}

fn key(compound: &str) -> String {
    format!("{PREFIX}{compound}")
}

impl Desk {
    /// The compounds known, by name: one short range, whatever the number of residents.
    pub fn places(&self) -> Result<Vec<Place>, DeskError> {
        let stored = self.store.scan::<Place>(&Range::prefix(PREFIX), Order::Ascending, OFFERED)?;
        Ok(stored.into_iter().map(|stored| stored.value).collect())
    }

    /// Learns what an address tells of its compound, in the commit that stores the address.
    pub(super) fn learn_place(&self, unit: &mut Unit<'_>, address: &Address) -> Result<(), DeskError> {
        if !Place::is_told_by(address) {
            return Ok(());
        }
        let key = key(&address.compound);
        // Nearly always it is known: a look that guards nothing is enough to see that.
        if unit.peek::<Place>(&key)?.is_some_and(|known| known.value.knows(address)) {
            return Ok(());
        }
        let mut place = read::<Place>(unit, &key)?.unwrap_or_else(|| Place::named(&address.compound));
        if place.learn(address) {
            unit.put(&place)?;
        }
        Ok(())
    }
}
