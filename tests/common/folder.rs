//! Copies of a store's folder, and what may happen to them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quanke::store::{Options, Recovery, SledEngine};

use crate::conformance::ByRoom;

pub fn open(root: &Path) -> (SledEngine, Recovery) {
    SledEngine::open(root, Arc::new(ByRoom), Options::default()).unwrap()
}

/// Copies a folder as it stands; a file that vanishes meanwhile is left out.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if let Ok(bytes) = fs::read(&path) {
            fs::write(target, bytes).unwrap();
        }
    }
}

pub fn last_segment(root: &Path) -> PathBuf {
    let all = fs::read_dir(root.join("journal")).unwrap().map(|item| item.unwrap().path());
    let mut all: Vec<_> = all.filter(|path| path.extension().unwrap() == "jsonl").collect();
    all.sort();
    all.pop().unwrap()
}

/// The lines of the last segment, without the zeros laid down behind them.
#[allow(dead_code)]
pub fn last_lines(root: &Path) -> Vec<u8> {
    let mut bytes = fs::read(last_segment(root)).unwrap();
    bytes.truncate(bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1));
    bytes
}

#[allow(dead_code)]
pub mod damage {
    use super::{Path, PathBuf, fs};

    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Kind {
        Deleted,
        Emptied,
        CutInHalf,
        CutToPages,
        ZeroTail,
        NoiseAll,
        NoiseMiddle,
        NoiseConf,
        WithoutSnapshots,
    }

    pub const ALL: [Kind; 9] = [
        Kind::Deleted,
        Kind::Emptied,
        Kind::CutInHalf,
        Kind::CutToPages,
        Kind::ZeroTail,
        Kind::NoiseAll,
        Kind::NoiseMiddle,
        Kind::NoiseConf,
        Kind::WithoutSnapshots,
    ];

    fn noise(length: usize) -> Vec<u8> {
        let mut random = fastrand::Rng::with_seed(7);
        std::iter::repeat_with(|| random.u8(..)).take(length).collect()
    }

    pub fn apply(kind: Kind, sled: &Path) {
        let db = sled.join("db");
        let mut bytes = fs::read(&db).unwrap_or_default();
        let length = bytes.len();
        match kind {
            Kind::Deleted => return fs::remove_dir_all(sled).unwrap(),
            Kind::Emptied => bytes.clear(),
            Kind::CutInHalf => bytes.truncate(length / 2 + 17),
            Kind::CutToPages => bytes.truncate(length * 3 / 4 / 4096 * 4096),
            Kind::ZeroTail => bytes[length * 2 / 3..].fill(0),
            Kind::NoiseAll => bytes = noise(length),
            Kind::NoiseMiddle => {
                let middle = length / 3..length / 2;
                bytes[middle.clone()].copy_from_slice(&noise(middle.len()));
            }
            Kind::NoiseConf => fs::write(sled.join("conf"), noise(60)).unwrap(),
            Kind::WithoutSnapshots => {
                let all = fs::read_dir(sled).unwrap().map(|item| item.unwrap().path());
                let snapshot = |path: &PathBuf| path.to_string_lossy().contains("snap");
                all.filter(snapshot).for_each(|path| fs::remove_file(path).unwrap());
            }
        }
        fs::write(db, bytes).unwrap();
    }
}
