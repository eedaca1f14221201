//! Days, times and places as they are typed.

use chrono::NaiveDate;

use crate::domain::booking::Slot;

/// Minutes from midnight of `9:00`; `24:00` is the end of the day.
pub(super) fn minutes(text: &str) -> Result<u16, String> {
    let wrong = || "9:00".to_owned();
    let (hour, minute) = text.trim().split_once([':', '：']).ok_or_else(wrong)?;
    let number = |digits: &str| -> Result<u16, String> {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { digits.parse().map_err(|_| wrong()) } else { Err(wrong()) }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    if minute.to_string().len() > 2 || minute > 59 || hour * 60 + minute > 24 * 60 {
        return Err(wrong());
    }
    Ok(hour * 60 + minute)
}

/// Where something goes instead: `2026-10-18/9:00/R02`. Without a room, or without a time, it stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Instead {
    pub day: NaiveDate,
    pub from: Option<u16>,
    pub room: Option<String>,
}

impl Instead {
    /// The slot as long as `slot`, at the new place. None when it would end on another day.
    pub fn of(&self, slot: &Slot) -> Option<Slot> {
        let from = self.from.unwrap_or(slot.from);
        let room = self.room.as_deref().unwrap_or(&slot.room);
        Slot::new(room, self.day, from, from + slot.minutes()).ok()
    }
}

fn instead(text: &str) -> Result<Instead, String> {
    let mut parts = text.split('/');
    let day = super::super::day(parts.next().unwrap_or_default())?;
    let from = parts.next().filter(|text| !text.is_empty()).map(minutes).transpose()?;
    let room = parts.next().filter(|text| !text.is_empty()).map(str::to_uppercase);
    if parts.next().is_some() {
        return Err("2026-10-18/9:00/R02".to_owned());
    }
    Ok(Instead { day, from, room })
}

/// A date of a series and where its lesson goes: `2026-10-17=2026-10-18/9:00/R02`.
pub(super) fn date_instead(text: &str) -> Result<(NaiveDate, Instead), String> {
    let (date, place) = text.split_once('=').ok_or_else(|| "2026-10-17=2026-10-18/9:00/R02".to_owned())?;
    Ok((super::super::day(date)?, instead(place)?))
}

/// A booking and what it is offered: `0000000012=2026-10-18/9:00/R02`.
pub(super) fn id_instead(text: &str) -> Result<(String, Instead), String> {
    let (id, place) = text.split_once('=').ok_or_else(|| "0000000012=2026-10-18/9:00/R02".to_owned())?;
    Ok((id.to_owned(), instead(place)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_they_are_typed() {
        assert_eq!(minutes("9:00"), Ok(540));
        assert_eq!(minutes("09：05"), Ok(545));
        assert_eq!(minutes("24:00"), Ok(1440));
        for wrong in ["", "9", "9:60", "24:01", "9:000", "-1:00", "+9:00", "9:", "99:99"] {
            assert!(minutes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_place_instead_keeps_what_it_does_not_name() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
        let slot = Slot::new("R02", day(17), 540, 660).unwrap();
        let (on, place) = date_instead("2026-10-17=2026-10-18/14:00/r03").unwrap();
        assert_eq!(on, day(17));
        assert_eq!(place.of(&slot), Some(Slot::new("R03", day(18), 840, 960).unwrap()));
        let (_, place) = id_instead("0000000012=2026-10-18").unwrap();
        assert_eq!(place.of(&slot), Some(slot.on(day(18))));
        assert_eq!(date_instead("2026-10-17=2026-10-18/23:00").unwrap().1.of(&slot), None);
        assert!(date_instead("2026-10-17").is_err());
        assert!(date_instead("2026-10-17=2026-10-18/9:00/R02/x").is_err());
    }
}
