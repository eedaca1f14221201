//! The spooler is played by a small script.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::paper::sample;

fn spooler(dir: &Path, script: &str) -> Spooler {
    let path = dir.join("fake");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Spooler { lp: path.clone().into(), lpstat: path.into(), patience: Duration::from_millis(400) }
}

fn job() -> PrintJob {
    PrintJob {
        printer: Some("window1".to_owned()),
        tray: Some("Tray2".to_owned()),
        media: Media::A4,
        copies: 2,
    }
}

#[test]
fn options_reach_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    let spooler = spooler(dir.path(), &format!("echo \"$@\" > {}", log.display()));
    spooler.print(Path::new("/x/代26-0062.pdf"), &job()).unwrap();
    assert_eq!(
        std::fs::read_to_string(log).unwrap().trim(),
        "-d window1 -n 2 -t 代26-0062 -o media=A4,Tray2 -o print-scaling=none -- /x/代26-0062.pdf"
    );
}

#[test]
fn roll_media_names_its_size() {
    let media = Media::of(Sheet::Roll80, 151.2);
    assert_eq!(media.option(), "Custom.80x152mm");
}

#[test]
fn errors_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let path = Path::new("x.pdf");
    let no_default = spooler(dir.path(), "echo 'lp: Error - No default destination available.' >&2; exit 1");
    assert!(matches!(no_default.print(path, &job()), Err(PrintError::NoPrinter(_))));
    assert_eq!(no_default.printers(), Ok(Vec::new()));
    let refused = spooler(dir.path(), "echo 'lp: out of toner' >&2; exit 3");
    assert_eq!(
        refused.print(path, &job()),
        Err(PrintError::Refused { code: Some(3), stderr: "lp: out of toner".to_owned() })
    );
    let slow = spooler(dir.path(), "sleep 5");
    assert_eq!(slow.print(path, &job()), Err(PrintError::TimedOut(0)));
    let none = Spooler { lp: dir.path().join("absent").into(), ..Spooler::default() };
    assert!(matches!(none.print(path, &job()), Err(PrintError::NoProgram(_))));
}

#[test]
fn printers_are_listed() {
    let dir = tempfile::tempdir().unwrap();
    let spooler = spooler(dir.path(), "printf 'window1\\nroll\\n'");
    assert_eq!(spooler.printers().unwrap(), ["window1", "roll"]);
}

#[test]
fn files_are_named_by_serial_and_replaced_whole() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("2026");
    let mut paper = sample::agency();
    let path = save(&dir, &paper, b"one").unwrap();
    assert_eq!(path.file_name().unwrap(), "代26-0062.pdf");
    save(&dir, &paper, b"two").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"two");
    paper.marks_mut().reprint = Some(2);
    let again = save(&dir, &paper, b"three").unwrap();
    assert_eq!(again.file_name().unwrap(), "代26-0062-补打2.pdf");
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 2);
}
