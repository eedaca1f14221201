//! `quanke slip`, `guide` and `decline`: papers as PDF files.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::desk::{Desk, NewDecline};
use crate::domain::book::Book;
use crate::domain::decline::Certificate;
use crate::domain::serial::Serial;
use crate::paper::compose::{guide as guide_of, issued};
use crate::paper::office::OfficeError;
use crate::paper::{Fonts, Paper, render};
use crate::t;

use super::out::{Fault, Out, note};
use super::place::Place;

#[derive(Args)]
pub(super) struct Slip {
    serial: String,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    large: bool,
}

#[derive(Args)]
pub(super) struct Guide {
    item: String,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long)]
    large: bool,
}

#[derive(Args)]
pub(super) struct Decline {
    name: String,
    #[arg(long, value_name = "BODY", default_value = "")]
    by: String,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long, value_name = "ID")]
    resident: Option<String>,
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
    #[arg(long)]
    large: bool,
}

/// A paper that was written.
#[derive(Serialize)]
pub(super) struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<u32>,
    title: String,
    pub(super) file: String,
    pages: usize,
    bytes: usize,
    /// Characters no font has; they stand as boxes with their code point.
    #[serde(skip_serializing_if = "String::is_empty")]
    missing: String,
}

pub(super) fn slip(args: &Slip, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let serial: Serial = args
        .serial
        .parse()
        .map_err(|_| Fault::said("serial", t!(words, "cli-not-a-serial", text = args.serial.clone()), 2))?;
    check_target(&args.out, place)?;
    let desk = place.open_set_up()?;
    let paper = issued(&desk, &serial.to_string(), args.large || place.pc.large_slips)?;
    let mut written = write(&paper, &desk, &args.out, place)?;
    written.serial = Some(serial.to_string());
    tell(&written, place, out)
}

pub(super) fn guide(args: &Guide, place: &Place, out: &mut Out) -> Result<(), Fault> {
    check_target(&args.out, place)?;
    let desk = place.open_set_up()?;
    let book = desk.book();
    let code = args.item.to_uppercase();
    let item = book
        .catalogue
        .item(&code)
        .ok_or_else(|| crate::desk::DeskError::Unknown { what: "item", key: args.item.clone() })?;
    let paper = guide_of(item, &book, desk.today(), args.large || place.pc.large_slips);
    let mut written = write(&paper, &desk, &args.out, place)?;
    written.item = Some(item.code.clone());
    tell(&written, place, out)
}

pub(super) fn decline(args: &Decline, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    check_target(&args.out, place)?;
    let desk = place.open_to_work(args.worker.as_deref())?;
    let book = desk.book();
    let certificate = match certificates(&book, &args.name)[..] {
        [one] => one,
        [] => {
            let message = t!(words, "cli-no-certificate", name = args.name.clone());
            return Err(Fault::said("unknown", message, 1));
        }
        ref several => {
            let names: Vec<String> =
                several.iter().map(|c| format!("{} {}", c.no, c.name(words.lang()))).collect();
            let message = t!(words, "cli-several", name = args.name.clone(), names = names.join("、"));
            return Err(Fault::said("ambiguous", message, 1));
        }
    };
    if let Some(id) = &args.resident {
        desk.resident(id)?;
    }
    let (record, paper) = desk.decline(&NewDecline {
        certificate: certificate.no,
        asked_by: args.by.clone(),
        resident: args.resident.clone(),
        visit: None,
    })?;
    // The paper goes to somebody: this is its first printing.
    let serial = paper.serial.to_string();
    let done = (|| {
        desk.count_print(&serial)?;
        let paper = issued(&desk, &serial, args.large || place.pc.large_slips)?;
        write(&paper, &desk, &args.out, place)
    })();
    let mut written = done.inspect_err(|_| {
        // The refusal is recorded and its number taken all the same.
        note(&t!(words, "cli-recorded-as", serial = serial.clone()));
    })?;
    written.serial = Some(serial.clone());
    written.certificate = Some(record.certificate);
    tell(&written, place, out)
}

/// The certificates a name, an alias or a number stands for: the one it names exactly, or all it is a part of.
fn certificates<'a>(book: &'a Book, name: &str) -> Vec<&'a Certificate> {
    let name = name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    if let Ok(number) = name.parse::<u32>() {
        return book.declines.certificate(number).into_iter().collect();
    }
    let lower = name.to_lowercase();
    let names = |c: &'a Certificate| {
        [c.name_zh.as_str(), &c.name_en].into_iter().chain(c.aliases.iter().map(String::as_str))
    };
    let all = &book.declines.certificates;
    let exact: Vec<&Certificate> =
        all.iter().filter(|c| names(c).any(|known| known.to_lowercase() == lower)).collect();
    if exact.is_empty() {
        all.iter().filter(|c| names(c).any(|known| known.to_lowercase().contains(&lower))).collect()
    } else {
        exact
    }
}

/// A folder that is not there is told before anything is recorded.
pub(super) fn check_target(target: &Path, place: &Place) -> Result<(), Fault> {
    let words = &place.words;
    let folder = folder_of(target);
    if target.is_dir() || target.file_name().is_none() {
        let message = t!(words, "cli-out-folder", path = target.display().to_string());
        return Err(Fault::said("out", message, 2));
    }
    if !folder.is_dir() {
        let message = t!(words, "cli-out-nowhere", path = folder.display().to_string());
        return Err(Fault::said("out", message, 2));
    }
    Ok(())
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the file whole or not at all.
pub(super) fn write(paper: &Paper, desk: &Desk, target: &Path, place: &Place) -> Result<Written, Fault> {
    let rendered = render(paper, &Fonts::bundled()?, desk.now().naive_local())?;
    let file = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder_of(target))?;
        file.write_all(&rendered.pdf)?;
        file.as_file().sync_all()?;
        file.persist(target).map_err(|error| error.error)?;
        Ok(())
    };
    file().map_err(OfficeError::File)?;
    let missing: String = rendered.missing.iter().collect();
    if !missing.is_empty() && !place.json {
        note(&t!(place.words, "issued-missing", chars = missing.clone()));
    }
    Ok(Written {
        serial: None,
        item: None,
        certificate: None,
        title: paper.title().to_owned(),
        file: target.display().to_string(),
        pages: rendered.pages.len(),
        bytes: rendered.pdf.len(),
        missing,
    })
}

fn tell(written: &Written, place: &Place, out: &mut Out) -> Result<(), Fault> {
    out.answer(written, || {
        let name = written.serial.clone().or_else(|| written.item.clone()).unwrap_or_default();
        vec![t!(
            place.words,
            "cli-written",
            name = name,
            title = written.title.clone(),
            file = written.file.clone()
        )]
    })
}
