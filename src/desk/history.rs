//! 办过的事: what a resident came for before, newest first.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset};

use crate::domain::decline::DeclineRecord;
use crate::domain::intake::{Intake, StateName};
use crate::domain::resident::Resident;
use crate::domain::serial::Serial;
use crate::store::records::index;
use crate::store::{Order, Range, Table, index_key};

use super::{Desk, DeskError};

/// One line of a resident's history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What.
    pub what: HistoryWhat,
    /// Its number.
    pub serial: Option<Serial>,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryWhat {
    /// A matter: intake id, item code, state.
    Intake {
        /// The intake's id.
        id: String,
        /// The item's code.
        item: String,
        /// Where it stands.
        state: StateName,
        /// Only named workers may know what it is about.
        restricted: bool,
    },
    /// A declined certificate, by its name then.
    Decline {
        /// The certificate's name.
        certificate: String,
        /// It was entered by mistake.
        void: bool,
    },
}

impl Desk {
    /// A resident's last matters, newest first, those of merged files included.
    pub fn history(&self, resident: &str, limit: usize) -> Result<Vec<HistoryLine>, DeskError> {
        let mut intakes: Vec<Intake> = Vec::new();
        let mut declines: Vec<DeclineRecord> = Vec::new();
        for file in self.files_of(resident)? {
            let keys = |name: &str| {
                let range = Range::prefix(index_key(name, &[file.as_bytes()]));
                self.store.index(Table::Index, &range, Order::Descending, limit)
            };
            intakes.extend(self.load::<Intake>(keys(index::INTAKE_RESIDENT)?.into_iter().map(|(_, id)| id))?);
            let keys = keys(index::DECLINE_RESIDENT)?;
            declines.extend(self.load::<DeclineRecord>(keys.into_iter().map(|(_, id)| id))?);
        }
        let book = self.book();
        let mut lines: Vec<HistoryLine> = intakes
            .into_iter()
            .map(|intake| HistoryLine {
                at: intake.received_at,
                serial: intake.serial().copied(),
                what: HistoryWhat::Intake {
                    restricted: intake.is_restricted(&book.catalogue),
                    id: intake.id.clone(),
                    item: intake.item.clone(),
                    state: intake.state.name(),
                },
            })
            .chain(declines.into_iter().map(|decline| HistoryLine {
                at: decline.at,
                serial: Some(decline.serial),
                what: HistoryWhat::Decline {
                    void: decline.void.is_some(),
                    certificate: decline.certificate_name,
                },
            }))
            .collect();
        lines.sort_by_key(|line| Reverse(line.at));
        lines.truncate(limit);
        Ok(lines)
    }

    /// A person on file: by the id of a merged file the one it was merged into.
    pub fn resident(&self, id: &str) -> Result<Resident, DeskError> {
        self.kept(id)?.ok_or_else(|| DeskError::Unknown { what: "resident", key: id.to_owned() })
    }

    /// A matter.
    pub fn intake(&self, id: &str) -> Result<Intake, DeskError> {
        self.store
            .get::<Intake>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "intake", key: id.to_owned() })
    }

    /// The answers a resident gave the last time for an item, to begin from (再办).
    pub fn last_answers(&self, resident: &str, item: &str) -> Result<Option<Intake>, DeskError> {
        let mut last: Option<Intake> = None;
        for file in self.files_of(resident)? {
            let range = Range::prefix(index_key(index::INTAKE_RESIDENT, &[file.as_bytes()]));
            let keys = self.store.index(Table::Index, &range, Order::Descending, 50)?;
            let intakes: Vec<Intake> = self.load(keys.into_iter().map(|(_, id)| id))?;
            let found = intakes.into_iter().find(|intake| intake.item == item);
            if let Some(found) = found
                && last.as_ref().is_none_or(|last| last.received_at < found.received_at)
            {
                last = Some(found);
            }
        }
        Ok(last)
    }
}
