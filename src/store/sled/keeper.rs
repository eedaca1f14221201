//! The thread that keeps sled up to date behind the desk's back.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::core::Core;
use crate::store::error::StoreError;

/// Commits gather so long before they go to sled together.
const GATHER: Duration = Duration::from_millis(20);
/// The longest time from a commit to the checkpoint that covers it.
const LATEST: Duration = Duration::from_secs(60);
/// The pause after trouble.
const AGAIN: Duration = Duration::from_millis(500);

#[derive(Default)]
pub(super) struct Signal {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    work: bool,
    stop: bool,
}

impl Signal {
    /// There is something to do. Cheap while the keeper knows already.
    pub fn work(&self) {
        if let Ok(mut state) = self.state.lock()
            && !state.work
        {
            state.work = true;
            self.changed.notify_one();
        }
    }

    fn stop(&self) {
        if let Ok(mut state) = self.state.lock() {
            state.stop = true;
        }
        self.changed.notify_all();
    }

    /// Waits for work or `limit`; says whether to stop.
    fn wait(&self, limit: Option<Duration>) -> bool {
        let Ok(state) = self.state.lock() else {
            return true;
        };
        let idle = |state: &mut State| !state.work && !state.stop;
        let state = match limit {
            Some(limit) => self.changed.wait_timeout_while(state, limit, idle).map(|(state, _)| state).ok(),
            None => self.changed.wait_while(state, idle).ok(),
        };
        state.is_none_or(|state| state.stop)
    }

    /// Lets commits gather, then takes the work; says whether to stop.
    fn gather(&self, time: Duration) -> bool {
        let Ok(state) = self.state.lock() else {
            return true;
        };
        let waited = self.changed.wait_timeout_while(state, time, |state| !state.stop);
        match waited {
            Ok((mut state, _)) => {
                state.work = false;
                state.stop
            }
            Err(_) => true,
        }
    }
}

pub(super) struct Keeper {
    core: Arc<Core>,
    thread: JoinHandle<()>,
}

impl Keeper {
    pub fn start(core: Arc<Core>) -> Result<Self, StoreError> {
        let shared = Arc::clone(&core);
        let thread = std::thread::Builder::new()
            .name("store-keeper".into())
            .spawn(move || keep(&shared))
            .map_err(StoreError::io("start the store's keeper"))?;
        Ok(Self { core, thread })
    }

    pub fn stop(self) {
        self.core.signal.stop();
        // A keeper that died has nothing more to do; what it left, the last checkpoint or the next open does.
        let _died_or_done = self.thread.join();
    }
}

fn keep(core: &Core) {
    let mut dirty_since: Option<Instant> = None;
    let mut failed = false;
    loop {
        let limit = dirty_since.map(|since| LATEST.saturating_sub(since.elapsed()));
        if core.signal.wait(if failed { Some(AGAIN) } else { limit }) {
            return;
        }
        if core.signal.gather(if failed { AGAIN } else { GATHER }) {
            return;
        }
        let done = round(core, &mut dirty_since);
        failed = done.is_err();
        core.note(&done);
    }
}

fn round(core: &Core, dirty_since: &mut Option<Instant>) -> Result<(), StoreError> {
    let mut behind = core.behind()?;
    core.drain(&mut behind)?;
    let due = behind.applied - behind.checkpoint;
    if due == 0 && !behind.wants_backup {
        *dirty_since = None;
        return Ok(());
    }
    let since = *dirty_since.get_or_insert_with(Instant::now);
    if behind.wants_backup || due >= core.options.checkpoint_every || since.elapsed() >= LATEST {
        core.checkpoint_with(&mut behind)?;
        *dirty_since = None;
    }
    Ok(())
}
