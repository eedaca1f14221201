//! The program as a script calls it: the binary itself, its output and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// Helpers stand outside the test functions, where clippy does not know them as tests.

#[path = "command_line/accept.rs"]
mod accept;
#[path = "command_line/every_item.rs"]
mod every_item;
#[path = "command_line/ics.rs"]
mod ics;
#[path = "command_line/papers.rs"]
mod papers;
#[path = "command_line/person.rs"]
mod person;
#[path = "command_line/rooms.rs"]
mod rooms;
#[path = "command_line/rules.rs"]
mod rules;
#[path = "command_line/store.rs"]
mod store;
#[path = "command_line/tables.rs"]
mod tables;
#[path = "command_line/use_of_it.rs"]
mod use_of_it;

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const DAY: &str = "2026-05-07";

fn quanke(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quanke"));
    command.arg("--data").arg(data).env_remove("QUANKE_PIN");
    command
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn run(data: &Path, args: &[&str]) -> Ran {
    quanke(data).args(args).output().unwrap().into()
}

fn feed(data: &Path, args: &[&str], input: &str) -> Ran {
    let mut child = quanke(data)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // Written beside the reading, so that neither side waits for the other with a full pipe.
    let writer = std::thread::spawn(move || {
        let _closed_early = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output.into()
}

/// A practice store on a fixed day: only there may the day be chosen.
fn practice() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let args = ["setup", "--community", "凤鸣", "--worker", "测试甲", "--practice", "--today", DAY];
    let made = run(folder.path(), &args);
    assert_eq!(made.code, Some(0), "{}", made.err);
    folder
}

fn accept(data: &Path, lines: &[Value]) -> Ran {
    let mut input = String::new();
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    feed(data, &["accept", "--today", DAY], &input)
}

/// An invented number with a right check character.
fn number(order: u32) -> String {
    let head = format!("61050219480315{order:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    let check = "10X98765432".chars().nth(sum as usize % 11).unwrap();
    format!("{head}{check}")
}

fn matter(item: &str, answers: Value) -> Value {
    json!({
        "item": item, "name": "刘秀英", "id": number(2), "phone": "17000000001",
        "address": "凤鸣小区 1号楼 2单元 201", "answers": answers, "materials": "all", "document_seen": true,
    })
}

fn pdf_text(pdf: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}
