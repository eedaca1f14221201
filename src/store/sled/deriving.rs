//! What follows from a commit is worked out while its line goes to disk.
//!
//! Forty search tokens of somebody new cost about half as much as a sync, and neither needs the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use crate::store::engine::{Batch, Deriver, Versioned};
use crate::store::error::StoreError;
use crate::store::stage::{Changes, changes};

/// Fewer writes than this are worked out at once: to wake a thread would cost more.
const WORTH: usize = 3;

/// A thread that does one job at a time; unless who wants the answer comes before it has begun, and does the job himself.
/// Else both would wait for a processor that is busy with something longer.
pub(super) struct Deriving {
    deriver: Arc<dyn Deriver>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    at: At,
    closed: bool,
}

#[derive(Default)]
enum At {
    #[default]
    Rest,
    Asked(Job),
    Work,
    Done(Answer),
}

struct Job {
    seq: u64,
    batch: Arc<Batch>,
    before: Vec<Option<Versioned>>,
}

type Answer = Result<Changes, StoreError>;

impl Job {
    fn answer(&self, deriver: &dyn Deriver) -> Answer {
        changes(deriver, self.seq, &self.batch.writes, &self.before)
    }
}

/// The changes of a commit, now or before long.
pub(super) enum Following<'a> {
    Known(Changes),
    Coming(&'a Deriving),
}

impl Deriving {
    pub fn start(deriver: Arc<dyn Deriver>) -> Result<Self, StoreError> {
        let shared = Arc::<Shared>::default();
        let (its, rules) = (Arc::clone(&shared), Arc::clone(&deriver));
        std::thread::Builder::new()
            .name("store-deriving".into())
            .spawn(move || its.work(rules.as_ref()))
            .map_err(StoreError::io("start the store's deriving"))?;
        Ok(Self { deriver, shared })
    }

    /// Begins to work out the changes of the commit `seq`; `before` is what stands under its keys. One commit at a time:
    /// what was begun and never asked for is forgotten.
    pub fn begin(
        &self,
        seq: u64,
        batch: &Arc<Batch>,
        before: Vec<Option<Versioned>>,
    ) -> Result<Following<'_>, StoreError> {
        let job = Job { seq, batch: Arc::clone(batch), before };
        if batch.writes.len() < WORTH {
            return job.answer(self.deriver.as_ref()).map(Following::Known);
        }
        let mut state = self.shared.state()?;
        while matches!(state.at, At::Work) {
            state = self.shared.wait(state)?;
        }
        state.at = At::Asked(job);
        drop(state);
        self.shared.changed.notify_all();
        Ok(Following::Coming(self))
    }

    fn finish(&self) -> Answer {
        let mut state = self.shared.state()?;
        loop {
            match std::mem::take(&mut state.at) {
                At::Asked(job) => {
                    drop(state);
                    return job.answer(self.deriver.as_ref());
                }
                At::Done(answer) => return answer,
                At::Work => state.at = At::Work,
                At::Rest => return Err(StoreError::Broken),
            }
            state = self.shared.wait(state)?;
        }
    }
}

impl Drop for Deriving {
    fn drop(&mut self) {
        if let Ok(mut state) = self.shared.state.lock() {
            state.closed = true;
        }
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> Result<MutexGuard<'_, State>, StoreError> {
        self.state.lock().map_err(|_| StoreError::Broken)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> Result<MutexGuard<'a, State>, StoreError> {
        self.changed.wait(state).map_err(|_| StoreError::Broken)
    }

    /// The thread's whole life. Nothing panics while the state is locked, so it does not end early.
    fn work(&self, deriver: &dyn Deriver) {
        let Ok(mut state) = self.state() else { return };
        while !state.closed {
            state = match std::mem::take(&mut state.at) {
                At::Asked(job) => {
                    state.at = At::Work;
                    drop(state);
                    let answer = catch_unwind(AssertUnwindSafe(|| job.answer(deriver)));
                    let Ok(mut state) = self.state() else { return };
                    state.at = At::Done(answer.unwrap_or(Err(StoreError::Broken)));
                    self.changed.notify_all();
                    state
                }
                other => {
                    state.at = other;
                    let Ok(state) = self.wait(state) else { return };
                    state
                }
            };
        }
    }
}

impl Following<'_> {
    pub fn wait(self) -> Answer {
        match self {
            Self::Known(changes) => Ok(changes),
            Self::Coming(deriving) => deriving.finish(),
        }
    }
}
