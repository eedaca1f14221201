//! Recurrence rules against python-dateutil, a library that shares nothing with ours: rules thrown anew each time where
//! Python is at hand, and hundreds of kept ones everywhere. What dateutil itself reads otherwise than RFC 5545 is told in
//! `data/recurrence_oracle.py`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "recurrence_oracle/rules.rs"]
mod rules;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::{NaiveDate, NaiveDateTime};
use quanke::domain::recurrence::Rule;
use serde::{Deserialize, Serialize};

/// Rules put to dateutil in one run.
const THROWN: usize = 1_200;
/// Rules kept.
const KEPT: usize = 700;

/// What is asked; a start without a time is a DATE, and so are the window's ends then.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Case {
    rule: String,
    start: String,
    from: String,
    to: String,
    limit: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    times: Vec<String>,
    cut: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Said {
    Answer(Answer),
    Skipped { skipped: String },
}

#[derive(Debug, Serialize, Deserialize)]
struct Vector {
    #[serde(flatten)]
    case: Case,
    #[serde(flatten)]
    answer: Answer,
}

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn ours(case: &Case) -> Answer {
    let rule = Rule::parse(&case.rule).unwrap_or_else(|error| panic!("{}: {error}", case.rule));
    assert_eq!(Rule::parse(&rule.to_string()).as_ref(), Ok(&rule), "{}", case.rule);
    if case.start.contains('T') {
        let time = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let found =
            rule.occurrences(time(&case.start), time(&case.from), time(&case.to), case.limit).unwrap();
        let times = found.times.iter().map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string()).collect();
        return Answer { times, cut: found.cut };
    }
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let found = rule.days(day(&case.start), day(&case.from), day(&case.to), case.limit).unwrap();
    Answer { times: found.times.iter().map(ToString::to_string).collect(), cut: found.cut }
}

/// A Python that has dateutil: the one on the path, or the system's own.
fn python() -> Option<&'static str> {
    ["python3", "/usr/bin/python3"].into_iter().find(|python| {
        let asked = Command::new(python).args(["-c", "import dateutil.rrule"]).output();
        asked.is_ok_and(|output| output.status.success())
    })
}

/// dateutil's answers; none when Python or dateutil is missing.
fn theirs(cases: &[Case]) -> Option<Vec<Said>> {
    let python = python()?;
    let mut child = Command::new(python)
        .arg(data("recurrence_oracle.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let asked: String = cases.iter().map(|case| serde_json::to_string(case).unwrap() + "\n").collect();
    let writer = std::thread::spawn(move || stdin.write_all(asked.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "the comparison itself failed");
    let text = String::from_utf8(output.stdout).unwrap();
    let said: Vec<Said> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(said.len(), cases.len());
    Some(said)
}

/// Where there is no Python a test cannot compare; where everything must be checked that is a failure.
fn missing() {
    assert!(
        std::env::var("CI").is_err(),
        "python3 with dateutil is needed (apt-get install python3-dateutil)"
    );
    eprintln!("NOT COMPARED: python3 with dateutil is not installed");
}

#[test]
fn random_rules_agree_with_dateutil() {
    let seed = std::env::var("QUANKE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| fastrand::u64(..));
    let mut cases = rules::throw(seed, THROWN);
    // dateutil looks for rules that never fit up to the year 9999: one in four of them is enough.
    let mut at = 0;
    cases.retain(|case| {
        at += 1;
        at % 4 == 0 || !ours(case).times.is_empty()
    });
    let Some(said) = theirs(&cases) else { return missing() };
    let (mut compared, mut with_times, mut kinds) = (0, 0, std::collections::BTreeSet::new());
    for (case, said) in cases.iter().zip(said) {
        let Said::Answer(answer) = said else { continue };
        assert_eq!(ours(case), answer, "QUANKE_SEED={seed} throws {case:?}");
        compared += 1;
        with_times += usize::from(!answer.times.is_empty());
        kinds.extend(case.rule.split(';').map(|part| part.split('=').next().unwrap().to_owned()));
    }
    println!("seed {seed}: {compared} rules agree, {with_times} of them with times");
    assert!(compared > THROWN / 2 && with_times > THROWN / 3, "seed {seed}: {compared}, {with_times}");
    assert_eq!(kinds.len(), 14, "every part of a rule is thrown: {kinds:?}");
}

#[test]
fn kept_rules_agree_with_dateutil() {
    let text = std::fs::read_to_string(data("recurrence_vectors.jsonl")).unwrap();
    let vectors: Vec<Vector> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(vectors.len(), KEPT);
    for Vector { case, answer } in vectors {
        assert_eq!(ours(&case), answer, "{case:?}");
    }
}

/// Writes the kept rules anew: `cargo test --test recurrence_oracle -- --ignored`. They are dateutil's answers, never
/// ours.
#[test]
#[ignore = "writes the kept rules"]
fn keep_rules() {
    let cases = rules::throw(5545, 3 * KEPT);
    let said = theirs(&cases).expect("python3 with dateutil");
    let answers = cases.into_iter().zip(said).filter_map(|(case, said)| match said {
        Said::Answer(answer) => Some(Vector { case, answer }),
        Said::Skipped { .. } => None,
    });
    // Most without times say little; a few of them belong there.
    let mut empty = 0;
    let kept: Vec<String> = answers
        .filter(|vector| {
            empty += usize::from(vector.answer.times.is_empty());
            !vector.answer.times.is_empty() || empty <= KEPT / 10
        })
        .take(KEPT)
        .map(|vector| serde_json::to_string(&vector).unwrap() + "\n")
        .collect();
    assert_eq!(kept.len(), KEPT);
    std::fs::write(data("recurrence_vectors.jsonl"), kept.concat()).unwrap();
}
