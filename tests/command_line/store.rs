//! The store behind the commands: held, killed, damaged, for practice or for real.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::json;

use crate::{DAY, accept, feed, matter, practice, quanke, run};

#[test]
fn a_held_store_says_who_holds_it() {
    let folder = practice();
    let mut holder = quanke(folder.path())
        .args(["accept", "--today", DAY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = holder.stdin.take().unwrap();
    let mut answers = BufReader::new(holder.stdout.take().unwrap());
    writeln!(stdin, "{}", matter("FB12", json!({"request": "face"}))).unwrap();
    let mut answer = String::new();
    // An answer to a line comes before the next line does: each is flushed.
    answers.read_line(&mut answer).unwrap();
    assert!(answer.contains("代26-0001"), "{answer}");

    let second = run(folder.path(), &["--lang", "en", "--json", "search", "x"]);
    assert_eq!((second.code, second.json()["error"]["code"].as_str()), (Some(1), Some("held")));
    let plain = run(folder.path(), &["search", "x"]);
    assert_eq!(plain.code, Some(1));
    assert!(plain.out.is_empty() && plain.err.contains(&holder.id().to_string()), "{}", plain.err);

    // Killed while it had the store: what was answered is there, and the chain is whole.
    holder.kill().unwrap();
    holder.wait().unwrap();
    let checked = run(folder.path(), &["--json", "check"]);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    assert_eq!(
        run(folder.path(), &["--json", "search", "代26-0001"]).json()["papers"][0]["serial"],
        "代26-0001"
    );
}

#[test]
fn a_damaged_journal_is_found() {
    let folder = practice();
    assert_eq!(accept(folder.path(), &[matter("FB12", json!({"request": "face"}))]).code, Some(0));
    let journal = folder.path().join("journal/000001.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    // A line in the middle: the end alone may be torn by a power cut.
    std::fs::write(&journal, text.replacen("first run", "worst run", 1)).unwrap();
    let checked = run(folder.path(), &["--json", "check"]);
    assert_eq!(checked.code, Some(1), "{}", checked.out);
    let told = checked.json();
    assert_eq!(told["clean"], false);
    assert!(!told["problems"].as_array().unwrap().is_empty());
}

#[test]
fn practice_years_are_filled_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("practice");
    let fill = || {
        run(&data, &["--json", "--today", DAY, "practice", "--years", "1", "--per-day", "1", "--seed", "5"])
    };
    let filled = fill().json();
    assert!(filled["visits"].as_u64().is_some_and(|visits| visits >= 245), "{filled}");
    assert_eq!(filled["stopped"], false);
    let again = fill();
    assert_eq!((again.code, again.json()["error"]["code"].as_str()), (Some(1), Some("not_empty")));
    assert_eq!(run(&data, &["check"]).code, Some(0));
}

#[test]
fn real_records_carry_the_real_day() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let setup = |more: &[&str]| {
        run(data, &[&["--json", "setup", "--community", "凤鸣", "--worker", "测试甲"], more].concat())
    };
    let empty = feed(data, &["accept"], "{}\n");
    assert_eq!((empty.code, empty.json()["error"]["code"].as_str()), (Some(1), Some("no_store")));
    assert!(empty.out.contains("quanke setup"), "{}", empty.out);
    assert_eq!(setup(&["--today", DAY]).code, Some(2));
    assert_eq!(setup(&[]).code, Some(0));
    let again = setup(&[]);
    assert_eq!((again.code, again.json()["error"]["code"].as_str()), (Some(1), Some("exists")));
    let line = matter("FB12", json!({"request": "face"}));
    let ran = accept(data, std::slice::from_ref(&line));
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (Some(2), Some("today")));
    let ran = feed(data, &["accept", "--worker", "测试甲"], &format!("{line}\n"));
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let nobody = feed(data, &["accept", "--worker", "测试丙"], &format!("{line}\n"));
    assert_eq!((nobody.code, nobody.json()["error"]["code"].as_str()), (Some(1), Some("unknown")));
    let practice = run(data, &["--json", "practice", "--per-day", "1"]);
    assert_eq!((practice.code, practice.json()["error"]["code"].as_str()), (Some(1), Some("practice_only")));
}

#[test]
#[cfg(unix)]
fn years_of_practice_stop_when_asked_and_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let child = quanke(folder.path())
        .args(["--json", "practice", "--years", "20", "--per-day", "1000"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Once the journal has a bundle of visits.
    let journal = folder.path().join("journal/000001.jsonl");
    let told = b"\"action\":\"practice\"";
    let grown =
        || std::fs::read(&journal).is_ok_and(|bytes| bytes.windows(told.len()).any(|part| part == told));
    for _ in 0..600 {
        if grown() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let told = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(told.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let tally: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(tally["stopped"], true);
    assert!(tally["visits"].as_u64().unwrap() > 0, "{tally}");
    let checked = run(folder.path(), &["--json", "check"]);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
}
