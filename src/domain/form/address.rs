//! 住址: compound – building – entrance – room (小区—楼栋—单元—室), typed as one line or part by part.

use serde::{Deserialize, Serialize};

/// What a building's number is followed by.
const BUILDING: [&str; 4] = ["号楼", "栋", "幢", "座"];
/// What an entrance's number is followed by.
const ENTRANCE: &str = "单元";
/// What a room's number may be followed by.
const ROOM: char = '室';

/// An address, as far as the text tells its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// The whole line as typed.
    pub line: String,
    /// 小区, or whatever stands before the building.
    #[serde(default)]
    pub compound: String,
    /// 楼栋 number.
    #[serde(default)]
    pub building: String,
    /// 单元 number.
    #[serde(default)]
    pub entrance: String,
    /// 室, the rest.
    #[serde(default)]
    pub room: String,
}

/// One part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 小区
    Compound,
    /// 楼栋
    Building,
    /// 单元
    Entrance,
    /// 室
    Room,
}

impl Part {
    /// All of them, from the outer to the inner.
    pub const ALL: [Self; 4] = [Self::Compound, Self::Building, Self::Entrance, Self::Room];

    /// What stands after the field's key in the name of this part's control; the first part bears the field's own name,
    /// since a whole line is typed there.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Compound => "",
            Self::Building => ".building",
            Self::Entrance => ".entrance",
            Self::Room => ".room",
        }
    }

    /// A control's name taken apart: the field's key, and the part.
    pub fn of(name: &str) -> (&str, Self) {
        let mut inner = Self::ALL.into_iter().skip(1);
        inner
            .find_map(|part| name.strip_suffix(part.suffix()).map(|key| (key, part)))
            .unwrap_or((name, Self::Compound))
    }
}

impl Address {
    /// Reads `幸福里小区 1号楼 2单元 201` as far as it can; the line itself is always kept.
    pub fn parse(line: &str) -> Self {
        let line = line.trim();
        let mut address = Self { line: line.to_owned(), ..Self::default() };
        let mut rest = line;
        let mut inside = false;
        if let Some((before, number, after)) = numbered(rest, &BUILDING) {
            before.clone_into(&mut address.compound);
            number.clone_into(&mut address.building);
            (rest, inside) = (after, true);
        }
        if let Some((before, number, after)) = numbered(rest, &[ENTRANCE])
            // Between building and entrance there may be nothing that would be lost.
            && (!inside || before.is_empty())
        {
            if !inside {
                before.clone_into(&mut address.compound);
            }
            number.clone_into(&mut address.entrance);
            (rest, inside) = (after, true);
        }
        if inside {
            rest.trim_end_matches(ROOM).trim().clone_into(&mut address.room);
        } else if let Some((before, number)) = room_alone(rest) {
            before.clone_into(&mut address.compound);
            number.clone_into(&mut address.room);
        } else {
            rest.clone_into(&mut address.compound);
        }
        address
    }

    /// One part.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Compound => &self.compound,
            Part::Building => &self.building,
            Part::Entrance => &self.entrance,
            Part::Room => &self.room,
        }
    }

    /// The address with another part in it. What is typed as the compound may be a whole line: then it is that, and what
    /// was there before is gone.
    pub fn with(&self, part: Part, typed: &str) -> Self {
        let typed = typed.trim();
        if part == Part::Compound {
            let whole = Self::parse(typed);
            if whole.goes_inside() {
                return whole;
            }
        }
        let mut changed = self.clone();
        let bare = match part {
            Part::Compound => typed,
            Part::Building => BUILDING.iter().fold(typed, |text, mark| text.trim_end_matches(mark)),
            Part::Entrance => typed.trim_end_matches(ENTRANCE),
            Part::Room => typed.trim_end_matches(ROOM),
        };
        let place = match part {
            Part::Compound => &mut changed.compound,
            Part::Building => &mut changed.building,
            Part::Entrance => &mut changed.entrance,
            Part::Room => &mut changed.room,
        };
        bare.trim().clone_into(place);
        changed.line = changed.composed();
        changed
    }

    /// Whether it tells more than the compound.
    pub fn goes_inside(&self) -> bool {
        !(self.building.is_empty() && self.entrance.is_empty() && self.room.is_empty())
    }

    /// The parts as one line that reads back as them.
    fn composed(&self) -> String {
        let mut parts = vec![self.compound.clone()];
        if !self.building.is_empty() {
            parts.push(format!("{}{}", self.building, BUILDING[0]));
        }
        if !self.entrance.is_empty() {
            parts.push(format!("{}{ENTRANCE}", self.entrance));
        }
        let alone = self.building.is_empty() && self.entrance.is_empty();
        if !self.room.is_empty() {
            parts.push(if alone { format!("{}{ROOM}", self.room) } else { self.room.clone() });
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }

    /// To the building only, as shown to anybody (`domain.md` §3.10).
    pub fn to_building(&self) -> String {
        if self.building.is_empty() {
            self.compound.clone()
        } else {
            format!("{} {}号楼", self.compound, self.building)
        }
    }

    /// The grid code as far as building and entrance tell, such as `1-2`.
    pub fn grid_hint(&self) -> String {
        [&self.building, &self.entrance]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("-")
    }
}

/// What stands before a number that bears one of the marks, the number, and what follows the mark.
fn numbered<'t>(text: &'t str, marks: &[&str]) -> Option<(&'t str, &'t str, &'t str)> {
    let (at, mark) = marks.iter().filter_map(|mark| text.find(mark).map(|at| (at, *mark))).min()?;
    let before = &text[..at];
    let number = trailing(before, |c| c.is_ascii_alphanumeric());
    let number = if number.is_empty() { trailing(before, is_numeral) } else { number };
    if number.is_empty() {
        return None;
    }
    let head = before[..before.len() - number.len()].trim();
    Some((head, number, text[at + mark.len()..].trim_start()))
}

/// `201室` at the end of a line without building and entrance.
fn room_alone(text: &str) -> Option<(&str, &str)> {
    let before = text.strip_suffix(ROOM)?;
    let number = trailing(before, |c| c.is_ascii_alphanumeric() || c == '-');
    (!number.is_empty()).then(|| (before[..before.len() - number.len()].trim(), number))
}

fn trailing(text: &str, is: impl Fn(char) -> bool) -> &str {
    let from = text.char_indices().rev().take_while(|(_, c)| is(*c)).last().map_or(text.len(), |(at, _)| at);
    &text[from..]
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十甲乙丙丁".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(address: &Address) -> [&str; 4] {
        Part::ALL.map(|part| address.part(part))
    }

    #[test]
    fn an_address_is_read_as_far_as_it_goes() {
        let address = Address::parse("幸福里小区 1号楼 2单元 201");
        assert_eq!(parts(&address), ["幸福里小区", "1", "2", "201"]);
        assert_eq!(address.to_building(), "幸福里小区 1号楼");
        assert_eq!(address.grid_hint(), "1-2");
        for (line, read) in [
            ("凤馨苑6栋3单元1102室", ["凤馨苑", "6", "3", "1102"]),
            ("幸福里一号楼", ["幸福里", "一", "", ""]),
            ("西环路家属院 2单元 101", ["西环路家属院", "", "2", "101"]),
            ("西环路 15号 201室", ["西环路 15号", "", "", "201"]),
            ("西环路中段路牌", ["西环路中段路牌", "", "", ""]),
            // What stands between is not lost: it is read no further.
            ("幸福里 1号楼 东侧 2单元 201", ["幸福里", "1", "", "东侧 2单元 201"]),
            ("号楼", ["号楼", "", "", ""]),
            ("", ["", "", "", ""]),
        ] {
            let address = Address::parse(line);
            assert_eq!(parts(&address), read, "{line}");
            assert_eq!(address.line, line);
        }
    }

    #[test]
    fn a_part_is_changed_and_the_rest_stays() {
        let address = Address::parse("幸福里小区 1号楼 2单元 201");
        let moved = address.with(Part::Room, "302室");
        assert_eq!(moved.line, "幸福里小区 1号楼 2单元 302");
        assert_eq!(moved.with(Part::Building, "12号楼").line, "幸福里小区 12号楼 2单元 302");
        assert_eq!(moved.with(Part::Entrance, "").line, "幸福里小区 1号楼 302");
        assert_eq!(address.with(Part::Compound, "凤馨苑").line, "凤馨苑 1号楼 2单元 201");
        // A whole line typed where the compound stands is that line, as it was typed.
        let whole = address.with(Part::Compound, "凤馨苑6栋3单元1102室");
        assert_eq!(parts(&whole), ["凤馨苑", "6", "3", "1102"]);
        assert_eq!(whole.line, "凤馨苑6栋3单元1102室");
        let begun = Address::default().with(Part::Compound, "幸福里").with(Part::Room, "7");
        assert_eq!(begun.line, "幸福里 7室");
    }

    #[test]
    fn a_controls_name_tells_field_and_part() {
        assert_eq!(Part::of("_address"), ("_address", Part::Compound));
        assert_eq!(Part::of("unit_addr.building"), ("unit_addr", Part::Building));
        for part in Part::ALL {
            assert_eq!(Part::of(&format!("a{}", part.suffix())), ("a", part));
        }
    }

    proptest! {
        #[test]
        fn parts_read_back_from_the_line_made_of_them(
            compound in "[幸福里凤馨苑西环路]{1,6}(小区|家属院|15号)?",
            building in "[1-9][0-9]?[A-C]?|",
            entrance in "[1-9]|",
            room in "[1-9][0-9]{0,3}|",
        ) {
            let mut address = Address::default().with(Part::Compound, &compound);
            for (part, text) in [(Part::Building, &building), (Part::Entrance, &entrance), (Part::Room, &room)] {
                address = address.with(part, text);
            }
            let read = Address::parse(&address.line);
            prop_assert_eq!(parts(&read), [&*compound, &*building, &*entrance, &*room]);
        }

        #[test]
        fn any_line_is_kept(line in "\\PC{0,30}") {
            prop_assert_eq!(Address::parse(&line).line, line.trim());
        }
    }
}
