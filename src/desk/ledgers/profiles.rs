//! Profiles: the columns each sub-district wants, kept at the desk.

use crate::desk::{Desk, DeskError, next_id};
use crate::domain::ledger::{Ledger, Profile, ProfileFault};
use crate::store::records::Guard;
use crate::store::{Order, Range};

/// More than any desk has.
const ALL: usize = 5000;

impl Desk {
    /// The profiles of a ledger: the built-in one first, then those of the desk by name.
    pub fn ledger_profiles(&self, ledger: Ledger) -> Result<Vec<Profile>, DeskError> {
        let mut own: Vec<Profile> = self
            .store
            .scan::<Profile>(&Range::all(), Order::Ascending, ALL)?
            .into_iter()
            .map(|stored| stored.value)
            .filter(|profile| profile.ledger == ledger && !profile.retired)
            .collect();
        own.sort_by(|a, b| a.name.cmp(&b.name));
        own.insert(0, Profile::built_in(ledger));
        Ok(own)
    }

    /// A profile of a ledger by its name or id.
    pub fn ledger_profile(&self, ledger: Ledger, name: &str) -> Result<Profile, DeskError> {
        let name = name.trim();
        self.ledger_profiles(ledger)?
            .into_iter()
            .find(|profile| profile.name == name || profile.id == name)
            .ok_or_else(|| DeskError::Unknown { what: "profile", key: name.to_owned() })
    }

    /// Keeps a profile; one without an id is new. Its name must be its own within the ledger.
    pub fn save_ledger_profile(&self, profile: &Profile) -> Result<Profile, DeskError> {
        if self.session().staff.is_empty() {
            return Err(DeskError::NotSignedIn);
        }
        if profile.is_built_in() {
            return Err(ProfileFault::BuiltIn.into());
        }
        let (name, whom) = (profile.name.trim().to_owned(), profile.whom.trim().to_owned());
        let mut profile = Profile { name, whom, ..profile.clone() };
        profile.check()?;
        let kept = self.commit("save ledger profile", |unit| {
            // Two who give the same name at the same moment meet here.
            Guard::raise(unit, "ledger profiles".to_owned())?;
            let twin = |other: &Profile| other.name == profile.name && other.id != profile.id;
            if self.ledger_profiles(profile.ledger)?.iter().any(twin) {
                return Err(ProfileFault::NameTaken.into());
            }
            let mut kept = profile.clone();
            if kept.id.is_empty() {
                kept.id = next_id(unit, "ledger profile")?;
            } else if unit.get::<Profile>(&kept.id)?.is_none() {
                return Err(DeskError::Unknown { what: "profile", key: kept.id });
            }
            unit.put(&kept)?;
            let id = kept.id.clone();
            Ok((kept, id))
        })?;
        profile.id.clone_from(&kept.id);
        Ok(profile)
    }

    /// Offers a profile no longer. Exports made with it stay as they are.
    pub fn retire_ledger_profile(&self, id: &str) -> Result<(), DeskError> {
        if self.session().staff.is_empty() {
            return Err(DeskError::NotSignedIn);
        }
        self.commit("retire ledger profile", |unit| {
            let known = unit.get::<Profile>(id)?;
            let known = known.ok_or_else(|| DeskError::Unknown { what: "profile", key: id.to_owned() })?;
            unit.put(&Profile { retired: true, ..known.value })?;
            Ok(((), id.to_owned()))
        })
    }
}
