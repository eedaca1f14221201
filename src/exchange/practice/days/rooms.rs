//! The rooms of an invented year: classes every term, what the party, teams and residents book, keys that go out and
//! come back, who came to which lesson.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::desk::{Decision, DeskError, NewBooking, NewSeries, RoomsError};
use crate::domain::booking::{Booking, BookingKind, BookingState, Condition, Details, Slot};
use crate::domain::class::{ClassGroup, Course, Mark, Term};
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::{Choice, Choices, Pattern, Phase};

use super::Filling;
use crate::exchange::practice::people::{invented_mobile, invented_name};
use crate::exchange::practice::{PracticeError, at};

/// A term's classes are set up so many days before it begins.
const BEFORE_TERM: u64 = 12;
/// Course, class group, room, weekday, from and to in minutes. The names are those people ask for in the PT04 form.
const CLASSES: [(&str, &str, &str, Weekday, u16, u16); 4] = [
    ("声乐", "声乐基础班", "R02", Weekday::Sat, 540, 660),
    ("书法", "书法入门班", "R04", Weekday::Wed, 540, 660),
    ("太极拳", "太极拳班", "R03", Weekday::Tue, 480, 570),
    ("智能手机", "智能手机班", "R09", Weekday::Thu, 870, 960),
];
const CAPACITY: u32 = 30;
/// Team, what for, and with music.
const TEAMS: [(&str, &str, bool); 4] = [
    ("凤鸣合唱队", "合唱排练", true),
    ("夕阳红舞蹈队", "舞蹈排练", true),
    ("示例志愿服务队", "志愿者培训", false),
    ("示例读书会", "读书分享", false),
];
const ROOMS: [&str; 6] = ["R02", "R03", "R04", "R07", "R09", "R01"];
/// When a room is asked for: from and to in minutes.
const TIMES: [(u16, u16); 6] = [(510, 600), (540, 660), (840, 930), (870, 990), (960, 1050), (1140, 1230)];

/// What happens in a room at a minute of a day.
pub(super) enum Key {
    Out(String),
    Back(Box<Booking>),
    NoShow(String),
}

/// What the rooms of the invented years remember.
#[derive(Default)]
pub(super) struct Rooms {
    terms: BTreeSet<String>,
    /// The last day whose keys were seen to.
    seen_to: Option<NaiveDate>,
    /// What of that day comes after the desk has closed.
    late: Vec<(NaiveDate, u32, Key)>,
    /// Bookings that wait for an answer.
    waiting: Vec<String>,
}

impl Rooms {
    /// A key of the evening is seen to before the next day.
    pub fn put_off(&mut self, day: NaiveDate, minute: u32, key: Key) {
        self.late.push((day, minute, key));
    }
}

/// What the desk does not allow is simply not booked; everything else is a fault.
fn unless_refused<T>(answer: Result<T, DeskError>) -> Result<Option<T>, PracticeError> {
    match answer {
        Ok(done) => Ok(Some(done)),
        Err(DeskError::Rooms(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Filling<'_> {
    /// What the rooms need before a working day: the classes of a term that is near, keys of the days since the last,
    /// answers for who waits, new bookings. Gives the keys of the day itself.
    pub(super) fn rooms_before(
        &mut self,
        day: NaiveDate,
        per_day: u32,
    ) -> Result<Vec<(u32, Key)>, PracticeError> {
        for (then, minute, key) in std::mem::take(&mut self.rooms.late) {
            self.turn_key(then, minute, key)?;
        }
        let mut between = self.rooms.seen_to.and_then(|last| last.succ_opt()).unwrap_or(day);
        while between < day {
            for (minute, key) in self.keys_of(between)? {
                self.turn_key(between, minute, key)?;
            }
            between = between + Days::new(1);
        }
        if let Some(morning) = at(day, 8 * 60 + 15, self.zone) {
            self.clock.set(morning);
        }
        let _worker = self.next_worker()?;
        self.open_terms(day)?;
        for id in std::mem::take(&mut self.rooms.waiting) {
            if self.rng.u32(0..12) == 0 {
                let _refused = unless_refused(self.desk.reject_booking(&id, false, "当天场地另有安排"))?;
            } else if unless_refused(self.desk.approve_booking(&id, false))?.is_none() {
                // The day came before the answer, or somebody else has the room.
                let _refused =
                    unless_refused(self.desk.reject_booking(&id, false, "未能赶在用场前安排，请另选时间"))?;
            }
        }
        for _ in 0..=per_day / 20 {
            self.somebody_books(day)?;
        }
        if day.weekday() == Weekday::Mon {
            self.party_books(day)?;
        }
        self.rooms.seen_to = Some(day);
        self.keys_of(day)
    }

    fn open_terms(&mut self, day: NaiveDate) -> Result<(), PracticeError> {
        for term in Term::usual(day.year()) {
            let begins = term.from - Days::new(BEFORE_TERM);
            if !(begins..term.to).contains(&day) || !self.rooms.terms.insert(term.name.clone()) {
                continue;
            }
            self.desk.save_term(&term)?;
            for (course, class, room, weekday, from, to) in CLASSES {
                let known =
                    self.desk.book().courses.iter().find(|known| known.name == course).map(|c| c.id.clone());
                let course = match known {
                    Some(id) => id,
                    None => {
                        let new = Course { id: String::new(), name: course.to_owned(), retired: false };
                        self.desk.save_course(&new)?.id
                    }
                };
                let group = self.desk.save_class(&ClassGroup {
                    id: String::new(),
                    course,
                    term: term.name.clone(),
                    name: class.to_owned(),
                    teacher: invented_name(&mut self.rng),
                    substitute: String::new(),
                    capacity: CAPACITY,
                    least: 0,
                    series: None,
                    closed: None,
                })?;
                let first = term.from.max(day + Days::new(1));
                let Ok(rule) = Rule::weekly(1, &[weekday], End::Until(term.to)) else { continue };
                let new = NewSeries {
                    phase: Phase {
                        from: first,
                        pattern: Pattern::Rule(rule),
                        room: room.to_owned(),
                        start: from,
                        end: to,
                    },
                    details: Details {
                        kind: BookingKind::Class,
                        people: CAPACITY.min(20),
                        ..Details::default()
                    },
                    reason: String::new(),
                };
                self.book_term(&group.id, &new)?;
            }
        }
        Ok(())
    }

    /// Books a term's lessons; a date that somebody else has already is left out.
    fn book_term(&mut self, group: &str, new: &NewSeries) -> Result<(), PracticeError> {
        let mut choices = Choices::new();
        // A second time with the dates that clash left out.
        for _ in 0..2 {
            match self.desk.book_lessons(group, new, &choices) {
                Ok(booked) => {
                    self.tally.bookings += booked.lessons as u32;
                    return Ok(());
                }
                Err(DeskError::Rooms(RoomsError::Undecided { days })) => {
                    choices.extend(days.into_iter().map(|day| (day, Choice::Skip)));
                }
                Err(DeskError::Rooms(_)) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// A team, or a resident, wants a room in the days to come.
    fn somebody_books(&mut self, day: NaiveDate) -> Result<(), PracticeError> {
        let on = day + Days::new(self.rng.u64(1..7));
        let room = ROOMS[self.rng.usize(0..ROOMS.len())];
        let (from, to) = TIMES[self.rng.usize(0..TIMES.len())];
        let Ok(slot) = Slot::new(room, on, from, to) else { return Ok(()) };
        let (team, title, amplified) = TEAMS[self.rng.usize(0..TEAMS.len())];
        let of_team = self.rng.u32(0..3) > 0;
        // Somebody who has been at the desk before answers for it.
        let known = self.people.known.len();
        let person = (known > 0).then(|| self.rng.usize(0..known)).and_then(|at| self.people.known.get(at));
        let Some((person, resident)) = person.and_then(|person| Some((person, person.resident.clone()?)))
        else {
            return Ok(());
        };
        let Ok(name) = PersonName::new(&person.name) else { return Ok(()) };
        let phone = person.phone.clone().unwrap_or_else(|| invented_mobile(&mut self.rng));
        let Ok(phone) = phone.parse() else { return Ok(()) };
        let details = Details {
            kind: if of_team { BookingKind::Team } else { BookingKind::Resident },
            title: if of_team { title } else { "邻里聚会" }.to_owned(),
            resident: Some(resident),
            contact: Some(Masked::new(name)),
            phone: Some(Masked::new(phone)),
            team: if of_team { team.to_owned() } else { String::new() },
            people: self.rng.u32(6..25),
            amplified: of_team && amplified,
            ..Details::default()
        };
        let address = "凤鸣小区 1号楼".to_owned();
        let new = NewBooking { slot, details, reason: String::new(), address };
        let materials = self.desk.papers_in_hand(&new)?;
        let booked = unless_refused(self.desk.book_room(&new, &materials, &Decision::Accept))?;
        let Some(booked) = booked else { return Ok(()) };
        // A booking of theirs is a visit and a matter as well.
        self.tally.bookings += 1;
        self.tally.visits += 1;
        self.tally.intakes += 1;
        if booked.booking.state == BookingState::Pending {
            self.rooms.waiting.push(booked.booking.id);
        }
        let now = self.desk.now();
        self.batch.prints.extend(booked.papers.iter().map(|paper| (paper.serial.to_string(), now)));
        Ok(())
    }

    /// The branch meets on the Friday of every other week.
    fn party_books(&mut self, monday: NaiveDate) -> Result<(), PracticeError> {
        if !monday.iso_week().week().is_multiple_of(2) {
            return Ok(());
        }
        let Ok(slot) = Slot::new("R08", monday + Days::new(4), 900, 990) else { return Ok(()) };
        let details = Details {
            kind: BookingKind::Party,
            title: "主题党日".to_owned(),
            people: self.rng.u32(15..30),
            ..Details::default()
        };
        let new = NewBooking { slot, details, reason: String::new(), address: String::new() };
        if let Some(booked) = unless_refused(self.desk.book_room(&new, &[], &Decision::Accept))? {
            self.tally.bookings += 1;
            if booked.booking.state == BookingState::Pending {
                self.rooms.waiting.push(booked.booking.id);
            }
        }
        Ok(())
    }

    /// The keys of a day, in order of time.
    fn keys_of(&mut self, day: NaiveDate) -> Result<Vec<(u32, Key)>, PracticeError> {
        let mut keys = Vec::new();
        for booking in self.desk.all_bookings(day, day)? {
            if booking.state != BookingState::Confirmed {
                continue;
            }
            let (from, to) = (u32::from(booking.slot.from), u32::from(booking.slot.to));
            if self.rng.u32(0..25) == 0 {
                keys.push((from + 30, Key::NoShow(booking.id)));
                continue;
            }
            keys.push((from.saturating_sub(self.rng.u32(2..12)), Key::Out(booking.id.clone())));
            keys.push(((to + self.rng.u32(1..12)).min(23 * 60 + 50), Key::Back(Box::new(booking))));
        }
        keys.sort_by_key(|(minute, _)| *minute);
        Ok(keys)
    }

    /// A key goes out or comes back, and the sheet of a lesson is signed.
    pub(super) fn turn_key(&mut self, day: NaiveDate, minute: u32, key: Key) -> Result<(), PracticeError> {
        let Some(now) = at(day, minute, self.zone) else { return Ok(()) };
        self.clock.set(now);
        match key {
            Key::Out(id) => {
                let _out = unless_refused(self.desk.hand_key(&id))?;
            }
            Key::NoShow(id) => {
                let _missing = unless_refused(self.desk.no_show(&id))?;
            }
            Key::Back(booking) => {
                let headcount = booking.details.people * self.rng.u32(60..=110) / 100;
                let condition = match self.rng.u32(0..40) {
                    0 => Condition::Damaged,
                    1..4 => Condition::Untidy,
                    _ => Condition::Good,
                };
                let _back = unless_refused(self.desk.give_back(&booking.id, headcount, condition, ""))?;
                if let Some(class) = &booking.details.class {
                    self.sign_sheet(class, &booking)?;
                }
            }
        }
        Ok(())
    }

    fn sign_sheet(&mut self, class: &str, lesson: &Booking) -> Result<(), PracticeError> {
        let roster = self.desk.roster(class)?;
        let marks: BTreeMap<String, Option<Mark>> = roster
            .enrolled
            .iter()
            .map(|learner| {
                let mark = match self.rng.u32(0..20) {
                    0..2 => Mark::Absent,
                    2 => Mark::Excused,
                    3 => Mark::Late,
                    _ => Mark::Present,
                };
                (learner.id.clone(), Some(mark))
            })
            .collect();
        if !marks.is_empty() {
            let _sheet = self.desk.sign_in_lesson(&lesson.id, &marks, &roster.group.teacher)?;
        }
        Ok(())
    }
}
