//! Journal lines applied again.

use std::path::Path;

use super::layers::Layers;
use crate::store::engine::Deriver;
use crate::store::error::StoreError;
use crate::store::journal::walk::{Mark, Step, Walk};
use crate::store::stage::stage;

pub(super) struct Replayed {
    pub lines: u64,
    pub missing: Vec<(u64, u64)>,
}

/// Applies the lines after `after`, up to `until`, to the layers; what waits for sled goes there when it takes more
/// than `settle_at` bytes.
pub(super) fn replay(
    layers: &mut Layers,
    deriver: &dyn Deriver,
    journal: &Path,
    near: Option<&Mark>,
    after: u64,
    until: u64,
    settle_at: Option<usize>,
) -> Result<Replayed, StoreError> {
    let near = match near.filter(|mark| mark.seq <= after) {
        Some(mark) => Walk::at(journal, mark)?,
        None => None,
    };
    let mut walk = match near {
        Some(walk) => walk,
        None => Walk::start(journal)?,
    };
    let mut done = Replayed { lines: 0, missing: Vec::new() };
    let mut last = after;
    while let Some(step) = walk.next()? {
        let Step::Line { read, .. } = step else {
            continue;
        };
        let seq = read.line.seq;
        if seq <= last || seq > until {
            continue;
        }
        if seq > last + 1 {
            done.missing.push((last + 1, seq - 1));
        }
        let changes = stage(layers, deriver, seq, &read.line.writes)?;
        layers.absorb(seq, None, changes);
        last = seq;
        done.lines += 1;
        if settle_at.is_some_and(|most| layers.waiting_bytes() > most) {
            layers.settle()?;
        }
    }
    Ok(done)
}
