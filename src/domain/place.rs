//! 小区: what is known of a compound from the addresses on file, to complete the next one. To the entrance only: rooms
//! are people's homes (`domain.md` §3.10).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::form::Address;

/// Longer names are no compounds but lines of free text.
const NAME: usize = 40;
/// More buildings, or entrances of one, no compound has.
const MANY: usize = 400;

/// A compound with its buildings and their entrances.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Its name.
    pub compound: String,
    /// Buildings by number, each with its entrances.
    #[serde(default)]
    pub buildings: BTreeMap<String, BTreeSet<String>>,
}

impl Place {
    /// A compound of which only the name is known.
    pub fn named(compound: &str) -> Self {
        Self { compound: compound.to_owned(), ..Self::default() }
    }

    /// Whether an address tells of a compound worth knowing: one that has a building.
    pub fn is_told_by(address: &Address) -> bool {
        let name = address.compound.chars().count();
        (1..=NAME).contains(&name) && !address.building.is_empty()
    }

    /// Whether everything an address tells of it is known.
    pub fn knows(&self, address: &Address) -> bool {
        self.buildings.get(&address.building).is_some_and(|entrances| {
            address.entrance.is_empty() || entrances.contains(&address.entrance) || entrances.len() >= MANY
        })
    }

    /// Learns what an address tells of it; whether there was anything new.
    pub fn learn(&mut self, address: &Address) -> bool {
        if self.knows(address) || self.buildings.len() >= MANY {
            return false;
        }
        let entrances = self.buildings.entry(address.building.clone()).or_default();
        if !address.entrance.is_empty() {
            let _ = entrances.insert(address.entrance.clone());
        }
        true
    }

    /// The numbers of its buildings, or of one building's entrances, in the order people count.
    pub fn numbers<'a>(numbers: impl Iterator<Item = &'a String>) -> Vec<String> {
        let mut list: Vec<String> = numbers.cloned().collect();
        list.sort_by_key(|text| {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            (digits.parse::<u32>().unwrap_or(u32::MAX), text.clone())
        });
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_learnt_to_its_entrances_and_no_further() {
        let mut place = Place::named("幸福里小区");
        let address = Address::parse("幸福里小区 10号楼 2单元 201");
        assert!(place.learn(&address));
        assert!(!place.learn(&Address::parse("幸福里小区 10号楼 2单元 999")), "a room is nothing new");
        assert!(place.learn(&Address::parse("幸福里小区 2号楼")));
        assert!(place.knows(&Address::parse("幸福里小区 10号楼")));
        assert!(!place.knows(&Address::parse("幸福里小区 2号楼 1单元")));
        assert!(!serde_json::to_string(&place).unwrap().contains("201"));
        assert_eq!(Place::numbers(place.buildings.keys()), ["2", "10"]);
    }

    #[test]
    fn free_text_is_no_compound() {
        assert!(Place::is_told_by(&Address::parse("凤馨苑6栋")));
        assert!(!Place::is_told_by(&Address::parse("西环路中段 15号")));
        assert!(!Place::is_told_by(&Address::parse("1号楼")));
        let long = format!("{} 1号楼", "长".repeat(41));
        assert!(!Place::is_told_by(&Address::parse(&long)));
    }
}
