//! Papers go out: to the printer, the viewer, the folder, or where the worker says.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use iced::Task;

use crate::desk::Desk;
use crate::i18n::office_error;
use crate::paper::office::{Handed, Office, OfficeError, SheetOf};
use crate::t;
use crate::this_pc::{Delivery, ThisPc};
use crate::ui::component::BannerKind;
use crate::ui::ctx::blocking;

use super::{App, Deed, Message, Notice};

/// So many papers are named in the status line; of more, the first and their count.
const NAMED: usize = 3;

/// Papers that are to go out, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Issued papers, by their numbers; each is counted.
    Issued(Vec<String>),
    /// The guide of an item.
    Guide {
        /// The item's code.
        item: String,
        /// In large type.
        large: bool,
    },
    /// Sheets without a number.
    Sheets(Vec<SheetOf>),
    /// A file of pages that is written already.
    File(PathBuf),
}

/// The paper that did not go out.
#[derive(Debug, Clone)]
pub struct Failed {
    /// Its number, when it has one.
    name: String,
    error: Arc<OfficeError>,
    /// This paper and those after it.
    rest: Job,
}

/// Hands the papers out up to the first that fails.
fn hand_out(job: &Job, office: &Office, desk: &Desk, pc: &ThisPc) -> (Vec<Handed>, Option<Failed>) {
    /// One after the other; the place of the first that failed.
    fn each<T>(
        all: &[T],
        go: impl Fn(&T) -> Result<Handed, OfficeError>,
    ) -> (Vec<Handed>, Option<(usize, OfficeError)>) {
        let mut handed = Vec::new();
        for (at, one) in all.iter().enumerate() {
            match go(one) {
                Ok(paper) => handed.push(paper),
                Err(error) => return (handed, Some((at, error))),
            }
        }
        (handed, None)
    }
    let ((handed, failed), all) = match job {
        Job::Issued(serials) => (each(serials, |serial| office.issue(desk, pc, serial)), job),
        Job::Guide { item, large } => (each(&[()], |()| office.guide(desk, pc, item, *large)), job),
        Job::Sheets(sheets) => (each(sheets, |sheet| office.sheet(desk, pc, sheet)), job),
        Job::File(path) => (each(&[()], |()| office.file(pc, path)), job),
    };
    let failed = failed.map(|(at, error)| {
        let (name, rest) = match all {
            Job::Issued(serials) => {
                let rest = serials.get(at..).unwrap_or_default().to_vec();
                (serials.get(at).cloned().unwrap_or_default(), Job::Issued(rest))
            }
            Job::Sheets(sheets) => {
                (String::new(), Job::Sheets(sheets.get(at..).unwrap_or_default().to_vec()))
            }
            Job::Guide { .. } | Job::File(_) => (String::new(), all.clone()),
        };
        Failed { name, error: Arc::new(error), rest }
    });
    (handed, failed)
}

impl App {
    /// Hands papers out, off the drawing thread.
    pub(super) fn hand_out(&mut self, job: Job) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        self.last_job = Some(job.clone());
        let pc = Arc::clone(&self.pc);
        blocking(
            move || hand_out(&job, &office, &ctx.desk, &pc),
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    /// Tells what went out, and what did not and why.
    pub(super) fn handed_out(&mut self, handed: &[Handed], failed: Option<Failed>) {
        let words = &self.words;
        if !handed.is_empty() {
            let names = || handed.iter().map(|paper| paper.name.as_str());
            let name = if handed.len() > NAMED {
                let first = names().next().unwrap_or_default().to_owned();
                t!(words, "issued-many", name = first, count = handed.len())
            } else {
                names().collect::<Vec<_>>().join("、")
            };
            let mut text = match self.pc.delivery {
                Delivery::Print => t!(words, "issued-printed", name = name),
                Delivery::View => t!(words, "issued-viewed", name = name),
                Delivery::File | Delivery::Ask => t!(words, "issued-filed", name = name),
            };
            let missing: String = handed.iter().flat_map(|paper| paper.missing.iter()).collect();
            if !missing.is_empty() {
                text = format!("{text} · {}", t!(words, "issued-missing", chars = missing));
            }
            self.said = Some((text, Instant::now()));
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
        }
        if let Some(Failed { name, error, rest }) = failed {
            // Ctrl+R does what the banner's button does: only what did not go out.
            self.last_job = Some(rest.clone());
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
            let error = office_error(words, &error);
            let (title, line) = if name.is_empty() {
                (t!(words, "banner-printer-sheet"), error)
            } else {
                (t!(words, "banner-printer", name = name), t!(words, "banner-printer-line", error = error))
            };
            self.notices.push(Notice {
                kind: BannerKind::Printer,
                title,
                line,
                deed: Some(Deed::Again(rest)),
            });
        }
    }
}
