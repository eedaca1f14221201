//! Wrong use, a listener who goes away, and the language.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use crate::{DAY, Ran, feed, matter, practice, quanke, run};

#[test]
fn wrong_use_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["nonsense"][..],
        &["slip"],
        &["slip", "受26-0001"],
        &["slip", "nonsense", "--out", "x.pdf"],
        &["due", "--from", "2026-05-07"],
        &["due", "--from", "2026-05-07", "--days", "1", "--workdays", "1"],
        &["due", "--from", "yesterday", "--days", "1"],
        &["due", "--from", "2026-05-07", "--workdays", "4000"],
        &["practice", "--years", "0"],
        &["--lang", "fr", "check"],
        &["ics"],
        &["ics", "preview", "a.ics", "--from", "2026-05-07"],
        &["ics", "preview", "a.ics", "--from", "2026-05-07", "--to", "2026-05-06"],
    ] {
        let plain = run(folder.path(), args);
        assert_eq!(plain.code, Some(2), "{args:?}: {}", plain.err);
        assert!(plain.out.is_empty() && !plain.err.is_empty(), "{args:?}");
        let told = run(folder.path(), &[&["--json"], args].concat());
        assert_eq!(told.code, Some(2));
        assert!(told.json()["error"]["code"].is_string(), "{args:?}: {}", told.out);
    }
    for args in [&["--help"][..], &["--version"], &["accept", "--help"]] {
        let help = run(folder.path(), args);
        assert!(help.code == Some(0) && !help.out.is_empty() && help.err.is_empty(), "{args:?}");
    }
    assert!(run(folder.path(), &["--help", "--lang", "en"]).out.contains("Exit codes"));
    assert!(run(folder.path(), &["--lang=zh", "--help"]).out.contains("退出码"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "wrong use leaves nothing behind");
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let folder = practice();
    for args in [
        &["--help"][..],
        &["due", "--from", DAY, "--workdays", "3000", "--explain"],
        &["accept", "--today", DAY],
    ] {
        let mut child = quanke(folder.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        for _ in 0..3 {
            let _closed_early = writeln!(stdin, "{}", matter("FB12", json!({"request": "face"})));
        }
        drop(stdin);
        let ended = Ran::from(child.wait_with_output().unwrap());
        assert!(
            ended.code.is_some_and(|code| code < 2) && !ended.err.contains("panic"),
            "{args:?}: {:?} {}",
            ended.code,
            ended.err
        );
        if args[0] == "accept" {
            assert_eq!(ended.code, Some(1), "answers that nobody heard are a failure");
        }
    }
    // After the first answer nobody heard, no further line was taken in.
    let papers = run(folder.path(), &["--json", "search", "代26-0002"]).json();
    assert_eq!(papers["papers"].as_array().unwrap().len(), 0, "{papers}");
}

#[test]
fn messages_speak_the_language_asked_for() {
    let folder = practice();
    let mut line = matter("FB12", json!({"request": "face"}));
    line["decision"] = json!("maybe");
    for (lang, words) in [("en", "decision is one of"), ("zh", "decision 只能是")] {
        let ran = feed(folder.path(), &["--lang", lang, "accept", "--today", DAY], &format!("{line}\n"));
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    let nowhere = folder.path().join("none");
    assert!(run(&nowhere, &["--lang", "en", "check"]).err.contains("There is no data"));
    assert!(run(&nowhere, &["check"]).err.contains("还没有数据"));
}
