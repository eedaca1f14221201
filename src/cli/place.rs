//! Where the data is, and opening the desk on it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::{Clock, Desk, SHIPPED, ShiftedClock, SystemClock};
use crate::i18n::Words;
use crate::store::Recovery;
use crate::t;
use crate::this_pc::ThisPc;

use super::out::{Fault, note};

/// The variable a script gives a worker's PIN in: arguments can be seen by every user of the PC.
pub(super) const PIN: &str = "QUANKE_PIN";

/// What every command knows.
pub(super) struct Place {
    pub data: PathBuf,
    pub pc: ThisPc,
    pub words: Words,
    pub today: Option<NaiveDate>,
    pub json: bool,
}

/// The platform's own folder for the program's data.
pub(super) fn usual_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "quanke").map(|dirs| dirs.data_dir().to_owned())
}

impl Place {
    pub fn clock(&self) -> Arc<dyn Clock> {
        match self.today {
            Some(day) => Arc::new(ShiftedClock::to_day(day)),
            None => Arc::new(SystemClock),
        }
    }

    /// Today, by the PC or as told.
    pub fn day(&self) -> NaiveDate {
        self.clock().now().date_naive()
    }

    /// Whether there is a store. A command that only reads must not leave an empty one behind.
    pub fn has_store(&self) -> bool {
        self.data.join("journal").is_dir()
    }

    /// Opens the store that is there, set up or not. Takes the store's lock.
    pub fn open(&self) -> Result<Desk, Fault> {
        if !self.has_store() {
            let folder = self.data.display().to_string();
            let message = t!(self.words, "cli-no-store", folder = folder);
            return Err(Fault::said("no_store", message, 1));
        }
        self.open_or_make(self.clock())
    }

    /// Opens the store, or makes an empty one.
    pub fn open_or_make(&self, clock: Arc<dyn Clock>) -> Result<Desk, Fault> {
        let (desk, recovery) = Desk::open_folder(&self.data, clock, &SHIPPED)?;
        self.tell(&recovery);
        Ok(desk)
    }

    /// Opens a desk that is set up.
    pub fn open_set_up(&self) -> Result<Desk, Fault> {
        let desk = self.open()?;
        if desk.is_new() {
            return Err(Fault::said("setup", t!(self.words, "cli-setup-first"), 1));
        }
        Ok(desk)
    }

    /// Opens a desk to work at it, under a worker's name: the one given, or the one who signed in last.
    pub fn open_to_work(&self, worker: Option<&str>) -> Result<Desk, Fault> {
        let desk = self.open_set_up()?;
        self.refuse_other_day(&desk)?;
        if let Some(name) = worker {
            let book = desk.book();
            let found = book
                .staff
                .iter()
                .find(|known| !known.retired && (known.name == name || known.id == name))
                .ok_or_else(|| {
                    Fault::said("unknown", t!(self.words, "cli-no-worker", name = name.to_owned()), 1)
                })?;
            let pin = std::env::var(PIN).unwrap_or_default();
            desk.act_as(&found.id, &pin, self.pc.window)?;
        }
        if desk.session().staff.is_empty() {
            return Err(Fault::said("not_signed_in", t!(self.words, "cli-whose-name"), 1));
        }
        Ok(desk)
    }

    /// Records of real people carry the real day.
    pub fn refuse_other_day(&self, desk: &Desk) -> Result<(), Fault> {
        if self.today.is_some() && !desk.book().community.practice {
            return Err(Fault::said("today", t!(self.words, "cli-today"), 2));
        }
        Ok(())
    }

    fn tell(&self, recovery: &Recovery) {
        let words = &self.words;
        if let Some(rebuilt) = &recovery.rebuilt {
            note(&t!(words, "cli-rebuilt", reason = rebuilt.reason.clone(), lines = rebuilt.lines));
        } else if recovery.replayed > 0 {
            note(&t!(words, "cli-replayed", lines = recovery.replayed));
        }
        if recovery.lost_lines > 0 || !recovery.missing.is_empty() {
            note(&t!(words, "cli-lost", lines = recovery.lost_lines, gaps = recovery.missing.len()));
        }
    }
}
