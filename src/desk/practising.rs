//! What practice alone may do: many visits and steps in one commit. An invented year would otherwise wait for the disk
//! once for every invented visit.

use std::sync::{Arc, RwLock};

use chrono::{DateTime, FixedOffset};

use crate::domain::intake::{Intake, Step};
use crate::domain::issued::{IssuedPaper, Print};
use crate::store::records::Indexes;
use crate::store::{Bundle, Engine, Order, Range, Store};

use super::{Desk, DeskError, read};

/// What became of the matters of earlier days, on one day.
#[derive(Debug, Clone, Default)]
pub struct PracticeDay {
    /// Intake id, step, time; in order.
    pub steps: Vec<(String, Step, DateTime<FixedOffset>)>,
    /// Papers that went over the desk: number as stored, time.
    pub prints: Vec<(String, DateTime<FixedOffset>)>,
}

impl PracticeDay {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.prints.is_empty()
    }
}

impl Desk {
    /// Whether nobody has come to this desk yet.
    pub fn is_empty(&self) -> Result<bool, DeskError> {
        use crate::domain::visit::Visit;
        Ok(self.store.scan::<Visit>(&Range::all(), Order::Ascending, 1)?.is_empty())
    }

    /// The same desk with its commits gathered in a bundle: each is durable after the bundle's next flush only. Refused
    /// with [`DeskError::PracticeOnly`] where real people are served.
    pub fn bundled(&self) -> Result<(Self, Arc<Bundle>), DeskError> {
        if !self.book().community.practice {
            return Err(DeskError::PracticeOnly);
        }
        let indexes = Arc::new(Indexes::new(self.secret));
        let bundle = Arc::new(Bundle::new(Arc::clone(self.store.engine()), indexes, "practice")?);
        let desk = Self {
            store: Store::new(Arc::clone(&bundle) as Arc<dyn Engine>),
            secret: self.secret,
            engine: None,
            clock: Arc::clone(&self.clock),
            book: RwLock::new(self.book()),
            session: RwLock::new(self.session()),
            undo: std::sync::Mutex::default(),
        };
        Ok((desk, bundle))
    }

    /// Reads again what is at hand, after a bundle has changed it.
    pub fn read_again(&self) -> Result<(), DeskError> {
        self.reload()
    }

    /// Takes the steps of one invented day, by the rules of every step, in one commit. Refused with
    /// [`DeskError::PracticeOnly`] where real people are served.
    pub fn practice_day(&self, day: &PracticeDay) -> Result<(), DeskError> {
        if !self.book().community.practice {
            return Err(DeskError::PracticeOnly);
        }
        if day.is_empty() {
            return Ok(());
        }
        let staff = self.session().staff;
        self.commit("practice day", |unit| {
            for (id, step, at) in &day.steps {
                let known = read::<Intake>(unit, id)?
                    .ok_or_else(|| DeskError::Unknown { what: "intake", key: id.clone() })?;
                unit.put(&known.step(step.clone(), *at, &staff, None)?)?;
            }
            for (serial, at) in &day.prints {
                let mut paper = read::<IssuedPaper>(unit, serial)?
                    .ok_or_else(|| DeskError::Unknown { what: "paper", key: serial.clone() })?;
                paper.prints.push(Print { at: *at, staff: staff.clone(), failed: false });
                unit.put(&paper)?;
            }
            Ok(((), self.today().to_string()))
        })
    }
}
