//! `quanke ics`: what a calendar file holds.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::{Ran, run};

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ics").join(name)
}

fn preview(options: &[&str], file: &Path, from: &str, to: &str) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let file = file.to_str().unwrap();
    let ran = run(folder.path(), &[options, &["ics", "preview", file, "--from", from, "--to", to]].concat());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a preview leaves nothing behind");
    ran
}

#[test]
fn a_preview_prints_each_occurrence() {
    let ran = preview(&[], &kept("term.ics"), "2026-03-10", "2026-03-28");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let uid = "term-1@example.org";
    let line = |start: &str, end: &str| {
        json!({
            "start": format!("2026-03-{start}:00+08:00"), "end": format!("2026-03-{end}:00+08:00"),
            "uid": uid, "summary": "合唱班", "all_day": false,
        })
    };
    let mut moved = line("11T14:00", "11T15:30");
    moved["summary"] = json!("合唱班（改期）");
    moved["replaces"] = json!("2026-03-10T09:00:00+08:00");
    let mut longer = line("12T09:00", "12T11:30");
    longer["summary"] = json!("合唱班（加时）");
    longer["replaces"] = json!("2026-03-12T09:00:00+08:00");
    let rest = ["24", "26", "28"].map(|day| line(&format!("{day}T09:00"), &format!("{day}T10:30")));
    assert_eq!(ran.lines(), [vec![moved, longer], rest.to_vec()].concat());
    assert!(ran.err.contains("1 次已取消"), "{}", ran.err);
}

#[test]
fn a_reject_is_told_and_the_rest_is_printed() {
    let ran = preview(&["--lang", "en"], &kept("outlook.ics"), "2026-05-01", "2026-05-04");
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.lines(),
        [json!({
            "start": "2026-05-04", "end": "2026-05-05", "uid": "outlook-3@example.org", "summary": "青年节",
            "all_day": true,
        })]
    );
    assert_eq!(ran.err.trim(), "Line 50, “居民议事会”: This program does not understand RANGE=THISANDFUTURE");

    let told = preview(&["--json"], &kept("outlook.ics"), "2026-05-01", "2026-05-04");
    assert_eq!((told.code, told.err.as_str()), (Some(1), ""));
    let reject = &told.lines()[1];
    assert_eq!((&reject["line"], &reject["error"]["code"]), (&json!(50), &json!("not_understood")));
    assert!(reject["raw"].as_str().unwrap().starts_with("BEGIN:VEVENT\r\n"));
}

#[test]
fn files_that_are_no_calendars() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    std::fs::write(&file, "name,phone\n").unwrap();
    let ran = preview(&["--lang", "en"], &file, "2026-05-01", "2026-05-31");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("is no calendar file"), "{}", ran.err);
    let missing = preview(&["--json"], &folder.path().join("none.ics"), "2026-05-01", "2026-05-31");
    assert_eq!((missing.code, missing.json()["error"]["code"].as_str()), (Some(1), Some("file")));
}

#[test]
fn a_rule_without_an_end_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("often.ics");
    let event = "BEGIN:VEVENT\nUID:often\nDTSTART:20260302T090000\nRRULE:FREQ=MINUTELY\nEND:VEVENT\n";
    std::fs::write(&file, format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\n")).unwrap();
    let ran = preview(&["--lang", "en"], &file, "2026-03-01", "2026-12-31");
    assert_eq!((ran.code, ran.out.lines().count()), (Some(1), 11_000));
    assert!(ran.err.contains("only the first 11000"), "{}", ran.err);
}
