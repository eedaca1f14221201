//! The picture of the house stays true by itself: a room imports only from the rooms above it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down; each may use those before it.
const ROOMS: [&str; 7] = ["domain", "store", "desk", "paper", "exchange", "ui", "cli"];

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

fn faults(room: &str, text: &str) -> Vec<String> {
    let at = ROOMS.iter().position(|name| *name == room).unwrap();
    ROOMS
        .iter()
        .skip(at + 1)
        .filter(|below| {
            text.contains(&format!("crate::{below}::")) || text.contains(&format!("crate::{{{below}"))
        })
        .map(|below| format!("{room} uses {below}"))
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for room in ROOMS {
        let mut all = vec![src.join(format!("{room}.rs"))];
        files(&src.join(room), &mut all);
        for file in all.into_iter().filter(|file| file.exists()) {
            let text = fs::read_to_string(&file).unwrap();
            found.extend(faults(room, &text).into_iter().map(|fault| format!("{}: {fault}", file.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_rule_itself_finds_a_fault() {
    assert_eq!(faults("domain", "use crate::desk::Desk;"), ["domain uses desk"]);
    assert!(faults("desk", "use crate::domain::name::PersonName;").is_empty());
}

#[test]
fn the_domain_has_no_clock_no_files_and_no_window() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    let mut all = Vec::new();
    files(&src, &mut all);
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        let own = text.split("#[cfg(test)]").next().unwrap();
        for forbidden in ["Local::now", "Utc::now", "std::fs", "std::net", "iced::", "sled::", "tokio::"] {
            assert!(!own.contains(forbidden), "{}: {forbidden}", file.display());
        }
    }
}
