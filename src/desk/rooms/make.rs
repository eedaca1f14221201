//! Booking a room once.

use chrono::{Days, NaiveDate, Weekday};

use crate::domain::book::Book;
use crate::domain::booking::{Booking, BookingState, Deed, Details, Slot};
use crate::domain::catalogue::{Item, ReceiptKind};
use crate::domain::draft::Draft;
use crate::domain::form::{Entries, Shared};
use crate::domain::intake::{Closing, Intake, StateName, Step};
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::material::{MaterialLine, receive_all};
use crate::domain::resident::Resident;
use crate::domain::room::{Approver, Room};
use crate::domain::room_rules::{Holdings, RuleBreak};
use crate::domain::serial::{Serial, SerialKind};
use crate::domain::series::{ClashWith, Mark};
use crate::store::Unit;
use crate::store::records::{Guard, holder_prefix};

use super::super::intake::{known_entries, take_serial};
use super::super::{Decision, form_of, next_id};
use super::occupancy::{Occupancy, Touched};
use super::offers::{Wish, offers};
use super::request::{draft_of, wanted};
use super::{Desk, DeskError, RoomsError};

/// A booking that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBooking {
    /// Where and when.
    pub slot: Slot,
    /// What for and by whom.
    pub details: Details,
    /// Lifts those rules that a reason can lift.
    pub reason: String,
    /// Where the person lives, for one who is not on file yet.
    pub address: String,
}

/// What is to be known before a booking is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Holidays, closed doors, clashes, rivals, noise.
    pub marks: Vec<Mark>,
    /// Rules it breaks.
    pub broken: Vec<RuleBreak>,
    /// Free times and rooms instead, when something is in the way.
    pub offers: Vec<Slot>,
    /// Who says yes.
    pub approver: Approver,
    /// Whether a plan and a letter of responsibility are asked.
    pub wants_plan: bool,
}

impl Checked {
    /// Whether something is in the way.
    pub fn has_clash(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::Clash { .. }))
    }

    /// What is in the way.
    pub fn clashes(&self) -> Vec<ClashWith> {
        let clash = |mark: &Mark| match mark {
            Mark::Clash { with } => Some(with.clone()),
            _ => None,
        };
        self.marks.iter().find_map(clash).unwrap_or_default()
    }

    /// Whether it can be booked as it is.
    pub fn is_free(&self) -> bool {
        !self
            .marks
            .iter()
            .any(|mark| matches!(mark, Mark::Clash { .. } | Mark::Closed { .. } | Mark::OutsideHours))
    }
}

/// A booking that was made, with its papers.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// The booking; of a series the first lesson.
    pub booking: Booking,
    /// How many lessons.
    pub lessons: usize,
    /// The slip first.
    pub papers: Vec<IssuedPaper>,
}

impl Desk {
    /// What is to be known of a booking before it is made, or of one (`but`) that is to be moved there.
    pub fn check_booking(&self, new: &NewBooking, but: Option<&str>) -> Result<Checked, DeskError> {
        let book = self.book();
        let room = self.room_of(&book, &new.slot.room)?;
        let now = self.now().naive_local();
        self.store.transact(|unit| {
            let mut occupancy = Occupancy::new(&book);
            let mine = |other: &Booking| but == Some(other.id.as_str());
            let mut marks = book.marks(&new.slot);
            if new.slot.end() <= now {
                marks.push(Mark::Past);
            }
            let clashes = occupancy.clashes(unit, &new.slot, mine)?;
            let rivals = occupancy.rivals(unit, &new.slot, mine)?;
            if !clashes.is_empty() {
                marks.push(Mark::Clash { with: occupancy.told(&clashes) });
            }
            if !rivals.is_empty() {
                marks.push(Mark::Rival { with: occupancy.told(&rivals) });
            }
            for other in occupancy.noise(unit, &new.slot)? {
                let told = super::occupancy::told(&book, &other);
                marks.push(Mark::Noise { room: other.slot.room.clone(), title: told.title });
            }
            let mut checked = Checked {
                marks,
                broken: self.broken(unit, &book, room, new, but)?,
                offers: Vec::new(),
                approver: room.approver,
                wants_plan: book.room_rules.wants_plan(&new.details),
            };
            if !checked.is_free() {
                let wish = Wish { slot: &new.slot, people: new.details.people, now, same_day: true };
                checked.offers = offers(unit, &mut occupancy, &book, &wish, &mine)?;
            }
            Ok(checked)
        })
    }

    /// Books a room. A team's, unit's or resident's booking is a matter of its own (item PT03): visit, matter, booking and slip
    /// in one commit; `materials` are the item's papers as they came in. The centre's own bookings are no matter.
    pub fn book_room(
        &self,
        new: &NewBooking,
        materials: &[MaterialLine],
        decision: &Decision,
    ) -> Result<Booked, DeskError> {
        if !new.details.kind.is_rationed() {
            return self.book_own(new);
        }
        let book = self.book();
        // A room that is not there would leave a matter without a booking.
        let _ = self.room_of(&book, &new.slot.room)?;
        let item = booking_item(&book)?.clone();
        let person = match &new.details.resident {
            Some(id) => Some(self.resident(id)?),
            None => None,
        };
        let mut draft = draft_of(new, &item, materials, self.now(), &self.session().staff);
        // What the file says of the person, unless something else was said now.
        for (key, known) in known_entries(person.as_ref()) {
            let _ = draft.entries.entry(key).or_insert(known);
        }
        let plan = if book.room_rules.wants_plan(&new.details) { "yes" } else { "no" };
        let _ = draft.entries.insert("safety_plan".to_owned(), plan.to_owned());
        let finished = self.take_in(&draft, decision)?;
        let booking = self
            .booking_of_intake(&finished.intake.id)?
            .ok_or_else(|| DeskError::Unknown { what: "booking", key: finished.intake.id.clone() })?;
        self.remember("book", vec![Touched { before: None, after: booking.clone() }], None);
        Ok(Booked { booking, lessons: 1, papers: finished.papers })
    }

    /// The papers the item asks for with such a booking, every one in hand.
    pub fn papers_in_hand(&self, new: &NewBooking) -> Result<Vec<MaterialLine>, DeskError> {
        let book = self.book();
        let item = booking_item(&book)?;
        let plan = if book.room_rules.wants_plan(&new.details) { "yes" } else { "no" };
        let said = [("booker", new.details.kind.code()), ("safety_plan", plan), (Shared::WHO, "self")];
        let entries: Entries =
            said.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
        let mut lines = Vec::new();
        receive_all(item, &form_of(item, None).fields, &entries, &mut lines);
        Ok(lines)
    }

    fn book_own(&self, new: &NewBooking) -> Result<Booked, DeskError> {
        let book = self.book();
        let (booked, touched) = self.commit("book room", |unit| {
            let mut occupancy = Occupancy::new(&book);
            let serial = take_serial(unit, SerialKind::Booking, self.today())?;
            let booking = self.book_in(unit, &mut occupancy, &book, new, None, Some(serial))?;
            let paper = slip(serial, &booking.id);
            unit.put(&paper)?;
            let booked = Booked { booking, lessons: 1, papers: vec![paper] };
            Ok(((booked, occupancy.into_touched()), serial.to_string()))
        })?;
        self.remember("book", touched, None);
        Ok(booked)
    }

    /// Books what an accepted matter asks for; the matter's receipt becomes the booking's slip. A room that nobody has to
    /// approve is confirmed at once, and the matter is done.
    pub(in crate::desk) fn book_for(
        &self,
        unit: &mut Unit<'_>,
        draft: &Draft,
        intake: Intake,
        item: &Item,
        resident: Option<&Resident>,
        book: &Book,
        papers: &mut [IssuedPaper],
    ) -> Result<Intake, DeskError> {
        let (Some(new), Some(receipt)) = (wanted(draft, &intake, item, resident, book)?, papers.first_mut())
        else {
            return Ok(intake);
        };
        let mut occupancy = Occupancy::new(book);
        let booking =
            self.book_in(unit, &mut occupancy, book, &new, Some(&intake.id), Some(receipt.serial))?;
        receipt.kind = PaperKind::BookingSlip;
        receipt.subject.clone_from(&booking.id);
        if !booking.holds() || intake.state.name() != StateName::Accepted {
            return Ok(intake);
        }
        let stamp = self.stamp();
        let closing = Closing { result: "已确认".to_owned(), at: stamp.at };
        Ok(intake.step(Step::Finish { closing }, stamp.at, &stamp.staff, None)?)
    }

    /// Makes one booking inside a commit, or says why not.
    pub(in crate::desk) fn book_in(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        new: &NewBooking,
        intake: Option<&str>,
        serial: Option<Serial>,
    ) -> Result<Booking, DeskError> {
        let room = self.room_of(book, &new.slot.room)?;
        self.admit(unit, occupancy, book, new, &|_| false)?;
        self.obey(unit, book, room, new, None)?;
        let booking = Booking {
            id: next_id(unit, "booking")?,
            slot: new.slot.clone(),
            state: first_state(room),
            details: new.details.clone(),
            lesson: None,
            intake: intake.map(ToOwned::to_owned),
            serial,
            made: self.stamp(),
            history: Vec::new(),
        }
        .noted(self.stamp(), Deed::Made, None, new.reason.trim());
        occupancy.put(unit, None, &booking)?;
        Ok(booking)
    }

    /// The room of a code, as long as it is offered.
    pub(super) fn room_of<'a>(&self, book: &'a Book, code: &str) -> Result<&'a Room, DeskError> {
        let room = book.rooms.room(code).filter(|room| !room.retired);
        room.ok_or_else(|| DeskError::Unknown { what: "room", key: code.to_owned() })
    }

    /// Whether the room is open and free; `but` leaves bookings out.
    pub(super) fn admit(
        &self,
        unit: &mut Unit<'_>,
        occupancy: &mut Occupancy<'_>,
        book: &Book,
        new: &NewBooking,
        but: &dyn Fn(&Booking) -> bool,
    ) -> Result<(), DeskError> {
        let slot = &new.slot;
        if let Some(reason) = book.closed(slot) {
            return Err(RoomsError::Closed { reason }.into());
        }
        if !book.within_hours(slot) {
            return Err(RoomsError::OutsideHours { open: book.open_spans(&slot.room, slot.day) }.into());
        }
        let clashes = occupancy.clashes(unit, slot, but)?;
        if clashes.is_empty() {
            return Ok(());
        }
        let now = self.now().naive_local();
        let wish = Wish { slot, people: new.details.people, now, same_day: true };
        let offers = offers(unit, occupancy, book, &wish, but)?;
        Err(RoomsError::Clash { slot: slot.clone(), with: occupancy.told(&clashes), offers }.into())
    }

    /// Whether the rules of the rooms allow it, or a reason was given where one is enough.
    pub(super) fn obey(
        &self,
        unit: &mut Unit<'_>,
        book: &Book,
        room: &Room,
        new: &NewBooking,
        but: Option<&str>,
    ) -> Result<(), DeskError> {
        let broken = self.broken(unit, book, room, new, but)?;
        if broken.iter().any(RuleBreak::is_hard) || !broken.is_empty() && new.reason.trim().is_empty() {
            return Err(RoomsError::Rules(broken).into());
        }
        // Two bookings of one team in two rooms at once: their week is guarded like a room's day.
        if let Some(holder) = new.details.holder() {
            let hash = blake3::keyed_hash(&self.secret, holder.as_bytes()).to_hex();
            let monday = new.slot.day.week(Weekday::Mon).first_day();
            Guard::raise(unit, Guard::of_day(hash.get(..16).unwrap_or_default(), monday))?;
        }
        Ok(())
    }

    fn broken(
        &self,
        unit: &mut Unit<'_>,
        book: &Book,
        room: &Room,
        new: &NewBooking,
        but: Option<&str>,
    ) -> Result<Vec<RuleBreak>, DeskError> {
        let now = self.now().naive_local();
        let (mut week, mut no_shows) = (Vec::new(), Vec::new());
        if let Some(holder) = new.details.holder() {
            let monday = new.slot.day.week(Weekday::Mon).first_day();
            week = self.held(unit, &holder, monday, monday + Days::new(6))?;
            week.retain(|other| Some(other.id.as_str()) != but);
            let since = now.date() - Days::new(u64::from(book.room_rules.no_show_days));
            no_shows = self
                .held(unit, &holder, since, now.date())?
                .into_iter()
                .filter(|other| other.state == BookingState::NoShow)
                .map(|other| other.slot.day)
                .collect();
            no_shows.sort_unstable();
        }
        let holdings = Holdings { week: &week, no_shows: &no_shows };
        Ok(book.room_rules.judge(&new.slot, &new.details, room, &holdings, now))
    }

    /// What a holder has from one day to another, both included.
    fn held(
        &self,
        unit: &Unit<'_>,
        holder: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Booking>, DeskError> {
        // What a person holds under a merged file counts as theirs.
        let holders = match holder.strip_prefix("resident:") {
            Some(id) => self.files_of(id)?.into_iter().map(|file| format!("resident:{file}")).collect(),
            None => vec![holder.to_owned()],
        };
        let mut found = Vec::new();
        for holder in holders {
            let prefix = holder_prefix(&self.secret, &holder);
            let at = |day: NaiveDate| [prefix.as_slice(), day.to_string().as_bytes()].concat();
            let range = crate::store::Range::between(at(from), at(to + Days::new(1)));
            for id in self.keys(&range)? {
                found.extend(unit.peek::<Booking>(&id)?.map(|stored| stored.value));
            }
        }
        Ok(found)
    }
}

/// How a booking of a room begins.
pub(super) fn first_state(room: &Room) -> BookingState {
    if room.approver.is_other() { BookingState::Pending } else { BookingState::Confirmed }
}

/// The item a booking is asked for with.
pub(super) fn booking_item(book: &Book) -> Result<&Item, DeskError> {
    let item = book.catalogue.items.iter().find(|item| item.receipt == ReceiptKind::Booking && !item.retired);
    item.ok_or_else(|| DeskError::Unknown { what: "item", key: "PT03".to_owned() })
}

/// The confirmation slip of a booking.
pub(super) fn slip(serial: Serial, booking: &str) -> IssuedPaper {
    IssuedPaper::new(serial, PaperKind::BookingSlip, booking)
}
