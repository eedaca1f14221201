//! Whether two files may be those of one person. Only offered, never decided: a worker looks and says.

use super::identity::{IdDocument, IdKind};
use super::pinyin::similar_sound;
use super::resident::Resident;

/// What speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The same document number.
    Document,
    /// The same name.
    Name,
    /// A name that sounds the same.
    Sound,
    /// The same phone.
    Phone,
    /// The same birth date.
    Birth,
    /// The same building.
    Building,
    /// Two different resident identity numbers: speaks against it.
    OtherDocument,
}

/// How like two files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Higher is likelier; what is offered has at least [`OFFERED`].
    pub score: i32,
    /// What was found, the strongest first.
    pub signs: Vec<Sign>,
}

/// From here on two files are offered to be merged.
pub const OFFERED: i32 = 50;

/// Compares two files.
pub fn likeness(a: &Resident, b: &Resident) -> Likeness {
    let number = |person: &Resident| person.document.as_ref().map(IdDocument::search_number);
    let birth = |person: &Resident| person.document.as_ref().and_then(IdDocument::birth);
    let is_card = |person: &Resident| {
        person.document.as_ref().is_some_and(|document| document.kind() == IdKind::ResidentId)
    };
    let both = |a: Option<_>, b: Option<_>| matches!((a, b), (Some(a), Some(b)) if a == b);
    let same_name = a.name == b.name;
    let sounds = same_name || similar_sound(a.name.reveal(), b.name.reveal());
    let same_number = both(number(a), number(b));
    let mut found = Vec::new();
    if same_number {
        found.push((Sign::Document, 100));
    }
    if same_name {
        found.push((Sign::Name, 30));
    } else if sounds {
        found.push((Sign::Sound, 20));
    }
    if a.phone.is_some() && a.phone == b.phone {
        found.push((Sign::Phone, 40));
    }
    // The number says it all already.
    if !same_number && birth(a).is_some() && birth(a) == birth(b) {
        found.push((Sign::Birth, 30));
    }
    let (here, there) = (a.address.to_building(), b.address.to_building());
    if !a.address.building.is_empty() && here == there {
        found.push((Sign::Building, 10));
    }
    // A card has one number for life; two numbers are mostly two people, of one household perhaps.
    if is_card(a) && is_card(b) && !same_number {
        found.push((Sign::OtherDocument, -40));
    }
    // Whole families share a phone and a building: without the name or the number nothing is offered.
    let carries = same_number || sounds;
    let score = if carries { found.iter().map(|(_, points)| points).sum() } else { 0 };
    Likeness { score, signs: found.into_iter().map(|(sign, _)| sign).collect() }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::*;
    use crate::domain::form::Address;
    use crate::domain::identity::IdNumber;
    use crate::domain::masked::Masked;
    use crate::domain::name::PersonName;
    use crate::domain::phone::Phone;

    fn person(name: &str, seventeen: Option<&str>, phone: Option<&str>, address: &str) -> Resident {
        let at = DateTime::parse_from_rfc3339("2026-05-07T10:24:00+08:00").unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        let document = seventeen.map(|digits| {
            let number = IdNumber::with_check(digits).unwrap();
            IdDocument::parse(None, number.as_str(), today).unwrap()
        });
        Resident {
            id: String::new(),
            name: Masked::new(PersonName::new(name).unwrap()),
            document,
            phone: phone.map(|phone| Masked::new(Phone::parse(phone).unwrap())),
            contact: String::new(),
            address: Address::parse(address),
            sex: None,
            merged_into: None,
            since: at,
            last_seen: at,
            last_item: String::new(),
            last_serial: String::new(),
            corrections: Vec::new(),
        }
    }

    fn offered(a: &Resident, b: &Resident) -> bool {
        let (there, back) = (likeness(a, b), likeness(b, a));
        assert_eq!(there.score, back.score);
        there.score >= OFFERED
    }

    const LIU: &str = "61050219460310002";
    const OTHER: &str = "61050219460310004";
    const PHONE: &str = "13800005178";

    #[test]
    fn one_person_twice_is_offered() {
        let full = person("刘秀英", Some(LIU), Some(PHONE), "幸福里小区 1号楼 2单元 201");
        for (why, other) in [
            ("number", person("刘秀瑛", Some(LIU), None, "")),
            ("number, another name", person("测试乙", Some(LIU), None, "")),
            ("name and phone", person("刘秀英", None, Some(PHONE), "")),
            ("sound and phone", person("刘秀瑛", None, Some(PHONE), "")),
            ("sound of all of it and phone", person("流绣音", None, Some(PHONE), "")),
        ] {
            assert!(offered(&full, &other), "{why}: {:?}", likeness(&full, &other));
        }
        let passport = |person: Resident| Resident { document: None, ..person };
        let born = person("刘秀英", Some(OTHER), None, "幸福里小区 1号楼");
        // The same birth date in two cards of two numbers: two women of one name.
        assert!(!offered(&full, &born));
        assert!(!offered(&passport(full), &born));
    }

    #[test]
    fn a_family_is_not_one_person() {
        let mother = person("刘秀英", Some(LIU), Some(PHONE), "幸福里小区 1号楼 2单元 201");
        for other in [
            person("王建国", None, Some(PHONE), "幸福里小区 1号楼 2单元 201"),
            person("刘小燕", Some("61050219810307142"), Some(PHONE), "幸福里小区 1号楼 2单元 201"),
            person("刘秀英", None, None, "凤馨苑小区 6号楼"),
            person("刘秀英", None, None, "幸福里小区 1号楼"),
        ] {
            assert!(!offered(&mother, &other), "{:?}", likeness(&mother, &other));
        }
    }

    #[test]
    fn name_and_birth_date_of_two_kinds_of_document_are_offered() {
        let card = person("刘秀英", Some(LIU), None, "");
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        let number = IdNumber::with_check("81050219460310001").unwrap();
        let permit = IdDocument::parse(Some(IdKind::ResidencePermit), number.as_str(), today).unwrap();
        let other = Resident { document: Some(permit), ..card.clone() };
        assert!(offered(&card, &other), "{:?}", likeness(&card, &other));
    }
}
