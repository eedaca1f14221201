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
    /// A resident's last matters, newest first.
    pub fn history(&self, resident: &str, limit: usize) -> Result<Vec<HistoryLine>, DeskError> {
        let keys = |name: &str| {
            let range = Range::prefix(index_key(name, &[resident.as_bytes()]));
            self.store.index(Table::Index, &range, Order::Descending, limit)
        };
        let intakes: Vec<Intake> = self.load(keys(index::INTAKE_RESIDENT)?.into_iter().map(|(_, id)| id))?;
        let declines: Vec<DeclineRecord> =
            self.load(keys(index::DECLINE_RESIDENT)?.into_iter().map(|(_, id)| id))?;
        let mut lines: Vec<HistoryLine> = intakes
            .into_iter()
            .map(|intake| HistoryLine {
                at: intake.received_at,
                serial: intake.serial().copied(),
                what: HistoryWhat::Intake {
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

    /// A person on file.
    pub fn resident(&self, id: &str) -> Result<Resident, DeskError> {
        self.store
            .get::<Resident>(id)?
            .map(|stored| stored.value)
            .ok_or_else(|| DeskError::Unknown { what: "resident", key: id.to_owned() })
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
        let range = Range::prefix(index_key(index::INTAKE_RESIDENT, &[resident.as_bytes()]));
        let keys = self.store.index(Table::Index, &range, Order::Descending, 50)?;
        let intakes: Vec<Intake> = self.load(keys.into_iter().map(|(_, id)| id))?;
        Ok(intakes.into_iter().find(|intake| intake.item == item))
    }
}
