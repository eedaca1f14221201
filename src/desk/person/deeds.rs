//! Everything ever done by and for a person, newest first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::booking::{Booking, Slot, StateName as BookingName};
use crate::domain::catalogue::ReceiptKind;
use crate::domain::class::{Enrolment, Place};
use crate::domain::correction::{Correction, Note};
use crate::domain::decline::DeclineRecord;
use crate::domain::imported::{ImportedRow, What};
use crate::domain::intake::{Intake, Stamp, StateName};
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::ledger::Ledger;
use crate::domain::merge::Merge;
use crate::domain::resident::Resident;
use crate::domain::room::Room;
use crate::domain::serial::Serial;
use crate::domain::visit::{LeftBy, Visit, VisitState};
use crate::store::records::index;
use crate::store::{Order, Range, Record, Table, index_key};

use crate::desk::{Desk, DeskError};

/// One line of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The merged file it stands under; none: the file that is kept.
    pub file: Option<String>,
    /// What.
    pub what: Done,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// They came.
    Visit(VisitDeed),
    /// A matter.
    Matter(MatterDeed),
    /// A declined certificate.
    Decline {
        /// Its number.
        serial: Serial,
        /// The certificate's name then.
        certificate: String,
        /// It was entered by mistake.
        void: bool,
        /// How often its paper was printed.
        prints: usize,
    },
    /// A room they answered for.
    Booking {
        /// The booking's id.
        id: String,
        /// Where and when.
        slot: Slot,
        /// What for; empty in a room whose purpose is not shown.
        title: String,
        /// Where it stands.
        state: BookingName,
        /// The number of its slip.
        serial: Option<Serial>,
    },
    /// A class.
    Enrolment {
        /// The class group's id.
        group: String,
        /// Where it stands.
        place: Place,
        /// The number of the receipt.
        serial: Option<Serial>,
    },
    /// A paper.
    Paper {
        /// Its number.
        serial: Serial,
        /// Which.
        kind: PaperKind,
        /// What the item ends in.
        receipt: ReceiptKind,
        /// How often it was printed.
        prints: usize,
        /// The last time.
        last: Option<DateTime<FixedOffset>>,
        /// What it is about.
        about: PaperOf,
    },
    /// A line of the file was put right.
    Corrected(Box<Correction>),
    /// A leaving time was put right.
    Leaving {
        /// The visit's id.
        visit: String,
        /// When and how it was known before.
        before: (Option<DateTime<FixedOffset>>, Option<LeftBy>),
        /// The time since.
        after: Option<DateTime<FixedOffset>>,
        /// Who, when and why.
        note: Note,
    },
    /// A dated remark on a visit.
    VisitNote {
        /// The visit's id.
        visit: String,
        /// The items of its matters: the remark says as much as they do.
        items: Vec<OfItem>,
        /// The remark.
        note: Note,
    },
    /// A dated remark on a matter: intake id, item.
    MatterNote(String, OfItem, Note),
    /// A row of an old register that was taken in from a file: its key, and which register.
    Old(String, Ledger),
    /// Two files were merged, or said to be of two people.
    Decided(Box<Merge>),
    /// That was taken back.
    TakenBack(Box<Merge>),
}

/// They came.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitDeed {
    /// The visit's id.
    pub id: String,
    /// How many came together.
    pub people: u32,
    /// What for.
    pub purpose: String,
    /// The items of its matters.
    pub items: Vec<OfItem>,
    /// Where it stands.
    pub state: VisitState,
    /// When they left.
    pub left: Option<DateTime<FixedOffset>>,
    /// How that is known.
    pub left_by: Option<LeftBy>,
}

/// A matter.
#[derive(Debug, Clone, PartialEq)]
pub struct MatterDeed {
    /// The intake's id.
    pub id: String,
    /// The item.
    pub item: OfItem,
    /// Where it stands.
    pub state: StateName,
    /// Whether somebody still has to do something.
    pub open: bool,
    /// The day it is due, while it is open.
    pub due: Option<NaiveDate>,
    /// Its number.
    pub serial: Option<Serial>,
    /// Every step, oldest first.
    pub steps: Vec<Stamp>,
    /// How many papers, and how often they were printed in all.
    pub papers: (usize, usize),
}

/// What a matter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfItem {
    /// The item's code.
    pub code: String,
    /// Only named workers may know it.
    pub restricted: bool,
}

/// What a paper is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperOf {
    /// A matter: intake id, item.
    Matter(String, OfItem),
    /// A declined certificate: its name.
    Decline(String),
    /// A booking, by its id.
    Booking(String),
}

impl Done {
    /// Whether somebody still has to do something.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Matter(MatterDeed { open: true, .. }))
    }
}

/// Lines of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deeds {
    /// Newest first.
    pub lines: Vec<Deed>,
    /// There are more than were asked for.
    pub more: bool,
}

/// What is gathered while the files are read.
struct Gathering {
    lines: Vec<Deed>,
    more: bool,
    limit: usize,
    file: Option<String>,
    items: BTreeMap<String, OfItem>,
    merges: BTreeSet<String>,
}

impl Gathering {
    fn push(&mut self, at: DateTime<FixedOffset>, what: Done) {
        self.lines.push(Deed { at, file: self.file.clone(), what });
    }
}

impl Desk {
    /// Everything ever done, newest first: at most `limit` records of each kind and file, the newest by their numbers.
    pub fn deeds(&self, resident: &str, limit: usize) -> Result<Deeds, DeskError> {
        let files = self.files_of(resident)?;
        let mut all = Gathering {
            lines: Vec::new(),
            more: false,
            limit,
            file: None,
            items: BTreeMap::new(),
            merges: BTreeSet::new(),
        };
        for (at, file) in files.iter().enumerate() {
            all.file = (at > 0).then(|| file.clone());
            self.add_matters(file, &mut all)?;
            self.add_visits(file, &mut all)?;
            self.add_declines(file, &mut all)?;
            self.add_bookings(file, &mut all)?;
            self.add_enrolments(file, &mut all)?;
            self.add_old(file, &mut all)?;
            self.add_changes(file, &mut all)?;
        }
        all.lines.sort_by_key(|line| Reverse(line.at));
        Ok(Deeds { lines: all.lines, more: all.more })
    }

    /// The newest records of an index under a file.
    fn newest<R: Record>(&self, name: &str, file: &str, all: &mut Gathering) -> Result<Vec<R>, DeskError> {
        let range = Range::prefix(index_key(name, &[file.as_bytes()]));
        let mut keys =
            self.store.index(Table::Index, &range, Order::Descending, all.limit.saturating_add(1))?;
        all.more |= keys.len() > all.limit;
        keys.truncate(all.limit);
        self.load(keys.into_iter().map(|(_, key)| key))
    }

    fn issued(&self, serial: Serial) -> Result<Option<IssuedPaper>, DeskError> {
        Ok(self.store.get::<IssuedPaper>(&serial.to_string())?.map(|stored| stored.value))
    }

    fn of_item(&self, intake: &Intake) -> OfItem {
        OfItem { code: intake.item.clone(), restricted: intake.is_restricted(&self.book().catalogue) }
    }

    fn add_matters(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        for intake in self.newest::<Intake>(index::INTAKE_RESIDENT, file, all)? {
            let item = self.of_item(&intake);
            let _ = all.items.insert(intake.id.clone(), item.clone());
            let mut papers = (0, 0);
            for serial in &intake.serials {
                // A matter taken over from an old register has numbers and no papers.
                let Some(paper) = self.issued(*serial)? else { continue };
                papers = (papers.0 + 1, papers.1 + paper.printed().count());
                let stamp = intake.history.iter().find(|stamp| stamp.serial.as_ref() == Some(serial));
                let at = stamp.or(intake.history.first()).map_or(intake.received_at, |stamp| stamp.at);
                let about = PaperOf::Matter(intake.id.clone(), item.clone());
                all.push(at, of_paper(&paper, intake.receipt, about));
            }
            for note in &intake.notes {
                all.push(note.at, Done::MatterNote(intake.id.clone(), item.clone(), note.clone()));
            }
            let what = MatterDeed {
                state: intake.state.name(),
                open: intake.state.is_open(),
                due: intake.due(),
                serial: intake.serial().copied(),
                papers,
                id: intake.id,
                item,
                steps: intake.history,
            };
            all.push(intake.received_at, Done::Matter(what));
        }
        Ok(())
    }

    fn add_visits(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        for visit in self.newest::<Visit>(index::VISIT_RESIDENT, file, all)? {
            let mut items = Vec::new();
            for id in &visit.intakes {
                let item = match all.items.get(id) {
                    Some(item) => Some(item.clone()),
                    // A matter of somebody else who came along.
                    None => self.store.get::<Intake>(id)?.map(|stored| self.of_item(&stored.value)),
                };
                items.extend(item);
            }
            for (at, change) in visit.left_before.iter().enumerate() {
                let after = visit.left_before.get(at + 1).map_or(visit.left, |next| next.left);
                let what = Done::Leaving {
                    visit: visit.id.clone(),
                    before: (change.left, change.by),
                    after,
                    note: change.note.clone(),
                };
                all.push(change.note.at, what);
            }
            for note in &visit.notes {
                let what =
                    Done::VisitNote { visit: visit.id.clone(), items: items.clone(), note: note.clone() };
                all.push(note.at, what);
            }
            let what = VisitDeed {
                id: visit.id,
                people: visit.people,
                purpose: visit.purpose,
                items,
                state: visit.state,
                left: visit.left,
                left_by: visit.left_by,
            };
            all.push(visit.arrived, Done::Visit(what));
        }
        Ok(())
    }

    fn add_declines(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        for record in self.newest::<DeclineRecord>(index::DECLINE_RESIDENT, file, all)? {
            let paper = self.issued(record.serial)?;
            let prints = paper.as_ref().map_or(0, |paper| paper.printed().count());
            if let Some(paper) = paper {
                let about = PaperOf::Decline(record.certificate_name.clone());
                all.push(record.at, of_paper(&paper, ReceiptKind::Slip, about));
            }
            let what = Done::Decline {
                serial: record.serial,
                void: record.void.is_some(),
                certificate: record.certificate_name,
                prints,
            };
            all.push(record.at, what);
        }
        Ok(())
    }

    fn add_bookings(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        let book = self.book();
        let mut seen: BTreeSet<Serial> = BTreeSet::new();
        for booking in self.newest::<Booking>(index::BOOKING_RESIDENT, file, all)? {
            // The lessons of a series share one slip.
            if let Some(serial) = booking.serial
                && seen.insert(serial)
                && let Some(paper) = self.issued(serial)?
            {
                let about = PaperOf::Booking(booking.id.clone());
                all.push(booking.made.at, of_paper(&paper, ReceiptKind::Booking, about));
            }
            let private = book.rooms.room(&booking.slot.room).is_some_and(Room::is_private);
            let what = Done::Booking {
                state: booking.state.name(),
                title: if private { String::new() } else { booking.details.title },
                id: booking.id,
                slot: booking.slot,
                serial: booking.serial,
            };
            all.push(booking.made.at, what);
        }
        Ok(())
    }

    fn add_enrolments(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        for enrolment in self.newest::<Enrolment>(index::ENROLMENT_RESIDENT, file, all)? {
            let Enrolment { group, place, serial, at, .. } = enrolment;
            all.push(at, Done::Enrolment { group, place, serial });
        }
        Ok(())
    }

    fn add_old(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        let zone = *self.now().offset();
        for row in self.newest::<ImportedRow>(index::IMPORTED_RESIDENT, file, all)? {
            // A row of a list of residents says of no day that anything was done.
            let (What::Ledger(ledger), Some(day)) = (row.what, row.day) else { continue };
            let at = day.and_time(chrono::NaiveTime::MIN).and_local_timezone(zone).single();
            if let Some(at) = at {
                all.push(at, Done::Old(row.id, ledger));
            }
        }
        Ok(())
    }

    fn add_changes(&self, file: &str, all: &mut Gathering) -> Result<(), DeskError> {
        if let Some(known) = self.store.get::<Resident>(file)? {
            for correction in known.value.corrections {
                all.push(correction.at, Done::Corrected(Box::new(correction)));
            }
        }
        for merge in self.merges_of(file)? {
            // Both files know of it.
            if !all.merges.insert(merge.id.clone()) {
                continue;
            }
            if let Some(back) = &merge.undone {
                all.push(back.stamp.at, Done::TakenBack(Box::new(merge.clone())));
            }
            all.push(merge.at(), Done::Decided(Box::new(merge)));
        }
        Ok(())
    }
}

fn of_paper(paper: &IssuedPaper, receipt: ReceiptKind, about: PaperOf) -> Done {
    Done::Paper {
        serial: paper.serial,
        kind: paper.kind,
        receipt,
        prints: paper.printed().count(),
        last: paper.printed().last().map(|print| print.at),
        about,
    }
}
